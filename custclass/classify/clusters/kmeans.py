"""K-means classes that are ordered by value and keep their names from run to run."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.clusters.features import RFM_COLUMNS, enough, transformed
from custclass.classify.estimator import Estimator
from custclass.classify.fitting import one_thread
from custclass.data.given import lacks_columns
from custclass.show.numbers import number, percent
from custclass.show.say import Text, say

# A class this large says little about anybody; one this small is hardly worth a treatment of its own.
_TOO_LARGE, _TOO_SMALL = 0.9, 0.02
# Silhouettes compare everybody with everybody: more customers than this are represented by a sample.
SAMPLE = 5_000
_AT_LEAST = 10
# Below this many customers threads cost more than they save.
_ONE_THREAD_BELOW = 100_000


class KMeansClasses(Estimator):
    """Group customers by K-means, and order the groups by value.

    K-means numbers its clusters by chance. Here class 1 is always the one whose customers are worth most on
    average, so a class keeps its name when the model is run again.

    Parameters
    ----------
    k : int
        How many classes.
    columns : sequence of str
        What customers are compared by.
    log : bool
        Whether to take log(1 + x) of the columns before they are scaled, as `scale` does.
    value : str
        The column whose mean orders the classes, the greatest first.
    seed : int
        For the random starting points; the best of ten starts is kept.

    Attributes
    ----------
    codes_ : list of str
        ``class_1`` (worth most) to ``class_k``.
    labels_ : dict code -> Text
        The names in both languages; replace them once you have looked at the profile.
    profile_ : DataFrame
        A row a class: customers, customer_share, and the median of each column (and of `value`).
    centres_ : DataFrame
        The centre of each class, in the transformed and scaled columns.
    silhouette_ : float
        How much nearer customers are to their own class than to the next one, -1 to 1.
    inertia_ : float
        Sum of squared distances to the own centre.
    notes : list of Text
        Classes too large or too small to be of use.

    Notes
    -----
    Clusters are no boxes, so there is no ``scheme_``; a decision tree can explain them (`Scheme.from_tree`).

    Examples
    --------
    >>> customers = pd.DataFrame({"recency_days": [3, 5, 200, 210], "frequency": [40, 42, 1, 2],
    ...                           "monetary": [900.0, 950.0, 20.0, 30.0]}, index=list("WXYZ"))
    >>> KMeansClasses(2).fit(customers).predict(customers).to_dict()
    {'W': 'class_1', 'X': 'class_1', 'Y': 'class_2', 'Z': 'class_2'}
    """

    def __init__(
        self,
        k: int = 4,
        columns: Sequence[str] = RFM_COLUMNS,
        log: bool = True,
        value: str = "monetary",
        seed: int = 0,
    ):
        self.k = k
        self.columns = columns
        self.log = log
        self.value = value
        self.seed = seed

    codes_: list[str]
    labels_: dict[str, Text]
    profile_: pd.DataFrame
    centres_: pd.DataFrame
    silhouette_: float
    inertia_: float

    def fit(self, customers: pd.DataFrame, y: None = None) -> KMeansClasses:
        """Find the classes.

        Parameters
        ----------
        customers : DataFrame
            One row a customer, with the columns and the value.
        y : None
            Not used; scikit-learn's pipelines hand it on.

        Returns
        -------
        KMeansClasses
            Itself.

        Raises
        ------
        CourseError
            If a column is lacking or has gaps, or there are fewer customers than classes.
        """
        from sklearn.preprocessing import StandardScaler

        enough(customers, self.k)
        lacks_columns(customers.columns, [self.value], "customers")
        self._scaler = StandardScaler().fit(transformed(customers, self.columns, self.log))
        found = k_means(self._scaled(customers), self.k, starts=10, seed=self.seed)
        worth = customers[self.value].groupby(found.labels_).mean()
        # Should two be worth the same, the one with more customers comes first.
        sizes = pd.Series(found.labels_).value_counts()
        order = sorted(worth.index, key=lambda cluster: (-worth[cluster], -sizes[cluster], cluster))
        centres = found.cluster_centers_[order]
        self.codes_ = [f"class_{i + 1}" for i in range(len(order))]
        self.labels_ = {code: _label(i) for i, code in enumerate(self.codes_)}
        self.centres_ = pd.DataFrame(centres, index=self.codes_, columns=list(self.columns))
        self.inertia_ = float(found.inertia_)
        classes = self.predict(customers)
        self.silhouette_ = silhouette(self._scaled(customers), classes.to_numpy(), self.seed)
        self.profile_ = self._profile(customers, classes)
        self._notes = tuple(self._judged())
        return self

    def predict(self, customers: pd.DataFrame) -> pd.Series:
        """Return each customer's class: that of the nearest centre.

        Parameters
        ----------
        customers : DataFrame
            One row a customer, with the columns learned from; other customers than before may come.

        Returns
        -------
        Series
            Class codes, named "class", index kept.
        """
        centres = self.centres_.to_numpy()
        scaled = self._scaled(customers)
        # One centre at a time: all distances at once would need k times the memory of the table.
        distances = np.stack([((scaled - centre) ** 2).sum(axis=1) for centre in centres])
        nearest = distances.argmin(axis=0)
        return pd.Series(np.array(self.codes_)[nearest], index=customers.index, name="class", dtype="str")

    def _scaled(self, customers: pd.DataFrame) -> np.ndarray:
        return self._scaler.transform(transformed(customers, self.columns, self.log))

    def _profile(self, customers: pd.DataFrame, classes: pd.Series) -> pd.DataFrame:
        shown = list(dict.fromkeys([*self.columns, self.value]))
        grouped = customers[shown].groupby(classes.to_numpy())
        profile = grouped.median().reindex(self.codes_)
        counts = grouped.size().reindex(self.codes_, fill_value=0)
        profile.insert(0, "customers", counts)
        profile.insert(1, "customer_share", counts / counts.sum())
        return profile.rename_axis("class")

    def _judged(self) -> list[Text]:
        shares = self.profile_["customer_share"]
        notes = []
        if shares.max() > _TOO_LARGE:
            notes.append(
                say(
                    zh="一个类占了{share}的客户：轮廓系数 {s} 再高，这样的分类也帮不上忙。先取对数、再标准化。",
                    en="One class holds {share} of the customers: however high the silhouette ({s}), "
                    "such classes help nobody. Take logarithms and scale first.",
                ).format(share=percent(shares.max()), s=number(self.silhouette_, 2))
            )
        small = [self.labels_[code] for code in self.codes_ if shares[code] < _TOO_SMALL]
        if small:
            notes.append(
                say(
                    zh="有 {n} 个类的客户不足{share}，未必值得单独对待。",
                    en="{n} of the classes hold(s) fewer than {share} of the customers: "
                    "hardly worth a treatment of its own.",
                ).format(n=len(small), share=percent(_TOO_SMALL))
            )
        return notes


def k_means(values: np.ndarray, k: int, starts: int, seed: int) -> Any:
    """Fit scikit-learn's K-means, the best of some starts."""
    from sklearn.cluster import KMeans

    model = KMeans(k, n_init=starts, random_state=seed)
    with one_thread() if len(values) < _ONE_THREAD_BELOW else nullcontext():
        return model.fit(values)


def silhouette(scaled: np.ndarray, classes: Any, seed: int) -> float:
    """Return the mean silhouette (of a sample when there are many customers); 0 for a single class."""
    from sklearn.metrics import silhouette_score

    if not 1 < len(np.unique(classes)) < len(scaled):
        return 0.0
    rows = _sample(np.asarray(classes), seed)
    return float(silhouette_score(scaled[rows], np.asarray(classes)[rows]))


def _sample(classes: np.ndarray, seed: int) -> np.ndarray:
    """Return the rows to compare: each class by its share, but no class is lost, however small it is."""
    if len(classes) <= SAMPLE:
        return np.arange(len(classes))
    rng = np.random.default_rng(seed)
    parts = []
    for code in np.unique(classes):
        rows = np.flatnonzero(classes == code)
        wanted = max(round(SAMPLE * len(rows) / len(classes)), _AT_LEAST)
        parts.append(rng.choice(rows, min(wanted, len(rows)), replace=False))
    return np.concatenate(parts)


def _label(i: int) -> Text:
    if i == 0:
        return say(zh="第1类（价值最高）", en="class 1 (worth most)")
    return say(zh="第{n}类", en="class {n}").format(n=i + 1)
