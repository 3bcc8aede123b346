"""Predict who will buy and who has left: labels, leaks, models, and how good the scores are."""

from custclass.classify.prediction.comparison import compare_auc, compare_top, comparison_table
from custclass.classify.prediction.labels import will_buy
from custclass.classify.prediction.leakage import leaks_by_time, suspicious_columns
from custclass.classify.prediction.models import MODELS, cross_scores, later_scores
from custclass.classify.prediction.quality import (
    calibration,
    calibration_picture,
    gains,
    gains_picture,
    quality,
)

__all__ = [
    "MODELS",
    "calibration",
    "calibration_picture",
    "compare_auc",
    "compare_top",
    "comparison_table",
    "cross_scores",
    "gains",
    "gains_picture",
    "later_scores",
    "leaks_by_time",
    "quality",
    "suspicious_columns",
    "will_buy",
]
