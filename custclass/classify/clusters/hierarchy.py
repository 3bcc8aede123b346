"""Hierarchical clustering: the tree in which the nearest groups are joined, two at a time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.clusters.features import enough, plain_columns
from custclass.classify.estimator import Estimator
from custclass.show.say import CourseError, Text, say

# Everybody is compared with everybody: 10,000 customers take 400 MB.
MOST = 10_000


class WardClasses(Estimator):
    """Join the nearest groups, two at a time, until `k` are left (Ward's method).

    Parameters
    ----------
    k : int
        How many classes to keep; the tree itself holds them all, so `cut` gives another number at no cost.

    Attributes
    ----------
    linkage_ : numpy.ndarray
        The tree as scipy writes it: a row a join, with the two groups, their distance, and the size.

    References
    ----------
    Ward, J. H. (1963). Hierarchical grouping to optimize an objective function. Journal of the American
    Statistical Association 58, 236-244.

    Examples
    --------
    >>> X = pd.DataFrame({"a": [0, 1, 20, 21]}, index=list("WXYZ"))
    >>> ward = WardClasses(2).fit(X)
    >>> ward.classes_.to_dict(), ward.cut(3).nunique()
    ({'W': 1, 'X': 1, 'Y': 2, 'Z': 2}, 3)
    """

    def __init__(self, k: int = 4):
        self.k = k

    linkage_: np.ndarray

    def fit(self, X: pd.DataFrame, y: None = None) -> WardClasses:  # noqa: N803
        """Build the tree.

        Parameters
        ----------
        X : DataFrame
            Scaled columns, one row a customer (see `scale`).
        y : None
            Not used; scikit-learn's pipelines hand it on.

        Returns
        -------
        WardClasses
            Itself.

        Raises
        ------
        CourseError
            If there are more than 10,000 customers, or fewer than classes.
        """
        from scipy.cluster.hierarchy import linkage

        enough(X, self.k)
        if len(X) > MOST:
            raise CourseError(
                say(
                    zh="层次聚类要把每两位客户比一遍，{n} 位太多（最多 {most} 位）。"
                    "请先随机抽一部分，或用 KMeansClasses。",
                    en="Hierarchical clustering compares every two customers, and {n} are too many (at most {most}). "
                    "Draw a random part of them first, or use KMeansClasses.",
                ).format(n=len(X), most=MOST)
            )
        self._index = X.index
        self.linkage_ = linkage(plain_columns(X, list(X.columns)).to_numpy(), method="ward")
        return self

    @property
    def classes_(self) -> pd.Series:
        """The class of each customer, 1 to `k`, numbered along the tree from left to right."""
        return self.cut(self.k)

    def cut(self, k: int) -> pd.Series:
        """Return the class of each customer when the tree is cut into `k` groups.

        Parameters
        ----------
        k : int
            Number of groups.

        Returns
        -------
        Series
            1 to `k`, named "class", index kept.
        """
        from scipy.cluster.hierarchy import cut_tree, leaves_list

        enough(self._index, k)
        groups = cut_tree(self.linkage_, n_clusters=k).ravel()
        order = pd.unique(groups[leaves_list(self.linkage_)])
        number = {group: i + 1 for i, group in enumerate(order)}
        return pd.Series([number[group] for group in groups], index=self._index, name="class")

    def draw(self, title: Text | str, groups: int = 12) -> Any:
        """Draw the upper part of the tree, with the cut that leaves `k` classes.

        Parameters
        ----------
        title : Text or str
            What the picture shows.
        groups : int
            How many groups to show at the foot, each with its number of customers.

        Returns
        -------
        custclass.show.picture.Picture
        """
        from custclass.show.dendrogram import dendrogram

        heights = self.linkage_[:, 2]
        # Between the join that leaves k groups and the one that would leave k - 1.
        cut = (heights[-self.k] + heights[-self.k + 1]) / 2 if self.k < len(self._index) else heights[0] / 2
        return dendrogram(self.linkage_, title=title, cut=float(cut), k=self.k, groups=max(groups, self.k))
