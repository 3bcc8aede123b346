"""What the two models share: scikit-learn's manners, the search for the largest likelihood, the way they are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from custclass.show.numbers import number
from custclass.show.say import CourseError, Text, say

# The search covers each parameter from e^-9 to e^9 (0.0001 to 8,000), with time and money scaled to their mean.
EDGE = 9.0
ENOUGH = 1e-6
ROUNDS = 5

NOT_FOUND = say(
    zh="没有找到最大似然：搜索停下时似然仍在变化（每位客户的斜率 {slope:.1e}），参数不可靠。",
    en="The largest likelihood was not found: it was still changing when the search stopped "
    "(slope {slope:.1e} per customer); the parameters are not reliable.",
)
AT_EDGE = say(
    zh="参数 {names} 跑到了搜索范围的边缘：数据定不下它们，不要解读这些参数；预测仍可与留出期对照。",
    en="The parameters {names} ran to the edge of the search: the data do not settle them, so do not read "
    "meaning into them; predictions can still be checked on a hold-out period.",
)


class Fitter:
    """A model with scikit-learn's manners: nothing happens before `fit`, `clone` and `get_params` work.

    It takes columns by name, not a matrix ``X``; therefore `check_estimator` is not claimed.
    """

    names: ClassVar[tuple[str, ...]]
    params_: pd.Series
    log_likelihood_: float
    n_customers_: float

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Return the settings: there are none.

        Parameters
        ----------
        deep : bool
            Makes no difference.

        Returns
        -------
        dict
            Empty.
        """
        return {}

    def set_params(self, **params: Any) -> Self:
        """Return the model itself: there are no settings.

        Raises
        ------
        CourseError
            If one is given.
        """
        if params:
            raise CourseError(
                say(
                    zh="{model} 没有可设的选项，但得到了 {names}。",
                    en="{model} has no settings, but {names} was given.",
                ).format(model=type(self).__name__, names=", ".join(params))
            )
        return self

    @property
    def notes(self) -> list[Text]:
        """What must be known when the results are read; empty before `fit`."""
        return list(getattr(self, "_notes", []))

    def _fitted(self) -> list[float]:
        """Return the parameters, or refuse."""
        if not hasattr(self, "params_"):
            raise CourseError(
                say(
                    zh="{model} 还没有拟合：请先调用 fit(…)。",
                    en="The {model} is not fitted yet: call fit(...) first.",
                ).format(model=type(self).__name__)
            )
        return [float(self.params_[name]) for name in self.names]

    def __repr__(self) -> str:
        name = type(self).__name__
        if not hasattr(self, "log_likelihood_"):
            return f"{name}()"
        head = say(
            zh="{name}：{n} 位客户，对数似然 {ll}", en="{name}: {n} customers, log-likelihood {ll}"
        ).format(name=name, n=number(self.n_customers_), ll=number(self.log_likelihood_, 3))
        values = "  ".join(f"{name} {value:.6g}" for name, value in self.params_.items())
        return "\n".join([str(head), values, *(f"- {note}" for note in self.notes)])


def maximise(
    mean_likelihood: Callable[[np.ndarray], tuple[float, np.ndarray]], names: tuple[str, ...]
) -> tuple[np.ndarray, list[Text]]:
    """Find the positive parameters of the largest likelihood.

    The search runs over their logarithms, from 1 each: the caller scales time or money so that this is near.

    Parameters
    ----------
    mean_likelihood : function
        Of the parameters; returns the log-likelihood per customer and its gradient.
    names : tuple of str
        The names of the parameters, for the notes.

    Returns
    -------
    ndarray, list of Text
        The parameters, and what is to be said about the search.

    Examples
    --------
    >>> best, notes = maximise(lambda p: (-np.log(p[0] / 2) ** 2, -2 * np.log(p / 2) / p), ("scale",))
    >>> round(best.item(), 6), notes
    (2.0, [])
    """
    from scipy.optimize import minimize

    def downhill(logs: np.ndarray) -> tuple[float, np.ndarray]:
        value, gradient = mean_likelihood(np.exp(logs))
        return -value, -gradient * np.exp(logs)

    logs = np.zeros(len(names))
    for _ in range(ROUNDS):
        found = minimize(
            downhill,
            logs,
            jac=True,
            method="L-BFGS-B",
            bounds=[(-EDGE, EDGE)] * len(names),
            options={"gtol": 1e-10, "ftol": 0.0, "maxcor": 20, "maxiter": 1000},
        )
        logs = found.x
        at_edge = np.abs(logs) > EDGE - 1e-3
        slope = float(np.abs(np.where(at_edge, 0.0, found.jac)).max())
        # On a narrow ridge the search can lose its way; begun anew where it stands it goes on.
        if slope < ENOUGH:
            break
    if at_edge.any():
        there = ", ".join(name for name, is_there in zip(names, at_edge, strict=True) if is_there)
        return np.exp(logs), [AT_EDGE.format(names=there)]
    return np.exp(logs), [] if slope < ENOUGH else [NOT_FOUND.format(slope=slope)]
