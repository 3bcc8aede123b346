"""Groups found in the data: K-means classes, how many there should be, and the tree of groups."""

from custclass.classify.clusters.choose import choose_k
from custclass.classify.clusters.features import agreement, scale
from custclass.classify.clusters.hierarchy import WardClasses
from custclass.classify.clusters.kmeans import KMeansClasses

__all__ = ["KMeansClasses", "WardClasses", "agreement", "choose_k", "scale"]
