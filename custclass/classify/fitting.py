"""What models fitted to customers share: logarithms that keep the sign, and one thread for small tables."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np


def signed_log(values: np.ndarray) -> np.ndarray:
    """Return log(1 + x), of a negative value the same on its other side.

    Examples
    --------
    >>> signed_log(np.array([-9.0, 0.0, 9.0])).round(2).tolist()
    [-2.3, 0.0, 2.3]
    """
    return np.sign(values) * np.log1p(np.abs(values))


def one_thread() -> Any:
    """Keep scikit-learn to one thread, as a context.

    On small tables threads gain nothing, and on a busy machine waiting threads cost twenty to a hundred times the work.
    """
    return _pools().limit(limits=1)


@cache
def _pools() -> Any:
    # Looked up once: looking takes longer than a small fit. What has threads must be loaded by then.
    import sklearn.ensemble  # noqa: F401
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
