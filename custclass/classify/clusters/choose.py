"""How many classes: four measures side by side, because none of them decides alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.clusters.features import enough, plain_columns
from custclass.classify.clusters.kmeans import k_means, silhouette
from custclass.show.steps import Steps


def choose_k(
    X: Any,  # noqa: N803 (scikit-learn's name for a table of features)
    ks: Iterable[int] = range(2, 9),
    draws: int = 10,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare numbers of classes for K-means.

    Parameters
    ----------
    X : DataFrame or array
        Scaled columns, one row a customer (see `scale`).
    ks : iterable of int
        The numbers of classes to try.
    draws : int
        Bootstrap samples for the stability.
    seed : int
        For starting points and samples.

    Returns
    -------
    DataFrame
        A row a number of classes (index ``k``): ``inertia`` (sum of squared distances to the own centre; falls
        with every class), ``silhouette`` (-1 to 1; of at most 5,000 customers), ``smallest_share`` (of the
        customers, in the smallest class), ``stability`` (mean adjusted Rand index between the classes and those
        learned from a bootstrap sample, both on all customers; 1: the same classes come back).

    Raises
    ------
    CourseError
        If there are fewer customers than classes, or a value is missing.

    References
    ----------
    Rousseeuw, P. (1987). Silhouettes. Journal of Computational and Applied Mathematics 20, 53-65.
    Hennig, C. (2007). Cluster-wise assessment of cluster stability. Computational Statistics & Data
    Analysis 52, 258-271 (bootstrap; there with the Jaccard index, here with the adjusted Rand index).

    Examples
    --------
    >>> X = pd.DataFrame({"a": [0, 1, 0, 1, 20, 21, 20, 21], "b": [0, 0, 1, 1, 20, 20, 21, 21]})
    >>> table = choose_k(X, ks=[2, 3], draws=5)
    >>> table["silhouette"].idxmax(), table.loc[2, "smallest_share"]
    (np.int64(2), np.float64(0.5))
    """
    from sklearn.metrics import adjusted_rand_score

    frame = X if isinstance(X, pd.DataFrame) else pd.DataFrame(X).rename(columns=str)
    values = plain_columns(frame, list(frame.columns)).to_numpy()
    ks = list(ks)
    for k in ks:
        enough(values, k)
    rows = []
    with Steps(len(ks) * (draws + 1)) as steps:
        for k in ks:
            rng = np.random.default_rng(seed)
            whole = k_means(values, k, starts=10, seed=seed)
            row = {
                "inertia": whole.inertia_,
                "silhouette": silhouette(values, whole.labels_, seed),
                "smallest_share": np.bincount(whole.labels_, minlength=k).min() / len(values),
            }
            steps.done()
            scores = []
            for _ in range(draws):
                sample = values[rng.integers(len(values), size=len(values))]
                # A sample may repeat so few customers that it has fewer different ones than classes.
                distinct = len(np.unique(sample, axis=0))
                if distinct >= k:
                    again = k_means(sample, k, starts=3, seed=seed)
                    scores.append(adjusted_rand_score(whole.labels_, again.predict(values)))
                steps.done()
            row["stability"] = float(np.mean(scores)) if scores else np.nan
            rows.append(row)
    return pd.DataFrame(rows, index=pd.Index(ks, name="k"))
