"""Two models side by side: one that can be read, one that bends; both scored on customers they have not seen."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.fitting import one_thread, signed_log
from custclass.data.given import lacks_columns
from custclass.show.say import CourseError, Text, say
from custclass.show.steps import Steps

MODELS: dict[str, Text] = {
    "logistic": say(zh="逻辑回归", en="logistic regression"),
    "boosting": say(zh="梯度提升树", en="gradient boosting"),
}
# Fewer than this of either kind, and a fold may hold none.
_LEAST = 10


def cross_scores(features: pd.DataFrame, label: pd.Series, folds: int = 5, seed: int = 0) -> pd.DataFrame:
    """Give every customer a probability from models that did not learn from them.

    Parameters
    ----------
    features : DataFrame
        Numeric columns known at the cutoff, index the customer. Missing values: the logistic regression takes
        the median and a column that says it was missing, the trees have a branch for them.
    label : Series
        0 or 1 by customer (see `will_buy`). Customers without a label (censored) are left out.
    folds : int
        Each customer is scored by the models learned from the other folds.
    seed : int
        For the folds and the trees.

    Returns
    -------
    DataFrame
        By customer: ``label``, and a probability of 1 for each of `MODELS` (0 to 1).

    Raises
    ------
    CourseError
        If there are fewer than ten customers of either outcome.

    Notes
    -----
    In SAS Enterprise Miner the nodes are called Regression and Gradient Boosting, in SPSS Modeler Logistic and
    XGBoost Tree.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> features = pd.DataFrame({"orders": rng.poisson(4, 400)})
    >>> label = pd.Series((rng.random(400) < features["orders"] / 10).astype(float))
    >>> scores = cross_scores(features, label)
    >>> list(scores.columns), bool(scores["logistic"].between(0, 1).all())
    (['label', 'logistic', 'boosting'], True)
    """
    from sklearn.base import clone
    from sklearn.model_selection import StratifiedKFold

    label = label.dropna()
    known = features.loc[label.index]
    _refuse_few(label, max(_LEAST, folds))
    models = _models(seed)
    scores = pd.DataFrame({"label": label.astype(int)})
    splits = list(StratifiedKFold(folds, shuffle=True, random_state=seed).split(known, label))
    with one_thread(), Steps(len(models) * folds) as steps:
        for name, model in models.items():
            found = np.empty(len(known))
            for train, test in splits:
                fitted = clone(model).fit(known.iloc[train], label.iloc[train])
                found[test] = fitted.predict_proba(known.iloc[test])[:, 1]
                steps.done()
            scores[name] = found
    return scores


def later_scores(
    features: pd.DataFrame, label: pd.Series, later: pd.DataFrame, seed: int = 0
) -> pd.DataFrame:
    """Learn at one cutoff and score the customers of a later one, as the models are used in earnest.

    Parameters
    ----------
    features : DataFrame
        As for `cross_scores`, measured at the earlier cutoff.
    label : Series
        0 or 1 by customer, for the horizon after the earlier cutoff; missing ones (censored) are left out.
    later : DataFrame
        The same columns, measured at the later cutoff. For a fair test the earlier horizon is over by then.
    seed : int
        For the trees.

    Returns
    -------
    DataFrame
        By customer of `later`: a probability of 1 for each of `MODELS`.

    Raises
    ------
    CourseError
        If there are fewer than ten customers of either outcome, or `later` lacks a column.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> early = pd.DataFrame({"orders": rng.poisson(4, 400)})
    >>> label = pd.Series((rng.random(400) < early["orders"] / 10).astype(float))
    >>> scores = later_scores(early, label, pd.DataFrame({"orders": [1, 8]}))
    >>> bool((scores.loc[1] > scores.loc[0]).all())
    True
    """
    lacks_columns(later.columns, list(features.columns), "later")
    label = label.dropna()
    known = features.loc[label.index]
    _refuse_few(label, _LEAST)
    with one_thread():
        scores = {
            name: model.fit(known, label).predict_proba(later[features.columns])[:, 1]
            for name, model in _models(seed).items()
        }
    return pd.DataFrame(scores, index=later.index)


def _refuse_few(label: pd.Series, needed: int) -> None:
    least = int(min((label == 0).sum(), (label == 1).sum()))
    if least < needed:
        raise CourseError(
            say(
                zh="两种结果中较少的一种只有 {n} 位客户，太少，学不出东西（至少要 {least} 位）。请换截点或延长预测期。",
                en="Only {n} customers have the rarer outcome: too few to learn from (at least {least}). "
                "Choose another cutoff or a longer horizon.",
            ).format(n=least, least=needed)
        )


def _models(seed: int) -> dict[str, Any]:
    return {"logistic": _logistic(), "boosting": _boosting(seed)}


def _logistic() -> Any:
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import FunctionTransformer, StandardScaler

    return make_pipeline(
        SimpleImputer(strategy="median", add_indicator=True),
        # Money and counts are skewed; on a logarithm one large customer does not bend the line.
        FunctionTransformer(signed_log),
        StandardScaler(),
        LogisticRegression(max_iter=1000),
    )


def _boosting(seed: int) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier

    return HistGradientBoostingClassifier(
        learning_rate=0.05, max_iter=150, max_leaf_nodes=15, min_samples_leaf=30, random_state=seed
    )
