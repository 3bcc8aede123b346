"""The error of an estimator that is asked before `fit`. In a module of its own, because scikit-learn loads slowly."""

from __future__ import annotations

from sklearn.exceptions import NotFittedError

from custclass.show.say import CourseError


class NotFitted(CourseError, NotFittedError):
    """An estimator was asked for something that only `fit` learns."""
