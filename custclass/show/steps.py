"""A bar under a notebook cell whose work takes a while."""

from __future__ import annotations

import os
import sys
import time
from typing import Any

from custclass.show.say import say

_PATIENCE = 2.0  # seconds before a bar appears


class Steps:
    """Count finished steps; show a bar in a notebook once two seconds have passed.

    Outside a notebook, and in a build of the course (which must come out the same every time), it shows nothing.

    Parameters
    ----------
    total : int
        How many steps there are.

    Examples
    --------
    >>> with Steps(2) as steps:
    ...     steps.done()
    """

    def __init__(self, total: int):
        self.total = total
        self.finished = 0
        self.bar: Any = None
        self._start = time.monotonic()

    def done(self) -> None:
        """Count one more step."""
        self.finished += 1
        if self.bar is None and time.monotonic() - self._start > _PATIENCE and _in_notebook():
            import ipywidgets as widgets
            from IPython.display import display

            self.bar = widgets.IntProgress(max=self.total, description=str(say(zh="正在计算", en="Working")))
            display(self.bar)
        if self.bar is not None:
            self.bar.value = self.finished

    def __enter__(self) -> Steps:
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.close()


def _in_notebook() -> bool:
    """Tell whether a reader's notebook runs this; builds of the course have the learner "course"."""
    if os.environ.get("CUSTCLASS_LEARNER") == "course" or "IPython" not in sys.modules:
        return False
    shell = sys.modules["IPython"].get_ipython()
    return type(shell).__name__ == "ZMQInteractiveShell"
