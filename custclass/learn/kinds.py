"""The kinds of exercise, by one name for the banks."""

from custclass.learn.choices import ChooseOne, Several
from custclass.learn.figures import Number, Slider, Thresholds
from custclass.learn.labelled import Assign, Match
from custclass.learn.question import Misconception, Question
from custclass.learn.tabular import Table

__all__ = [
    "Assign",
    "ChooseOne",
    "Match",
    "Misconception",
    "Number",
    "Question",
    "Several",
    "Slider",
    "Table",
    "Thresholds",
]
