"""What the estimators share: parameters and errors by scikit-learn's manners, notes shown in the repr.

scikit-learn's own base class would do, but takes seconds to import, which every learner would wait for.
"""

from __future__ import annotations

import inspect
from html import escape
from typing import Any, NoReturn

from custclass.show.say import CourseError, Text, join, say


class Estimator:
    """Base of the classes with ``fit``: what it learns ends in an underscore, as in scikit-learn.

    ``sklearn.base.clone`` works. The tables have named columns, so ``check_estimator`` is not claimed.

    Attributes
    ----------
    notes : list of Text
        What to know before the result is used; empty before ``fit``.

    Examples
    --------
    >>> from custclass.classify.rfm import RFM
    >>> RFM(bins=4).get_params()
    {'bins': 4, 'classes': 'grid', 'cut': 'mean'}
    """

    _notes: tuple[Text, ...] = ()

    @property
    def notes(self) -> list[Text]:
        return list(self._notes)

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Return the parameters by name; `deep` is scikit-learn's and makes no difference here."""
        return {name: getattr(self, name) for name in inspect.signature(type(self)).parameters}

    def set_params(self, **params: Any) -> Any:
        """Change parameters, and return the estimator. What was learned stays until the next ``fit``.

        Raises
        ------
        CourseError
            If there is no such parameter.
        """
        known = self.get_params()
        for name in params:
            if name not in known:
                raise CourseError(
                    say(
                        zh="{kind} 没有参数“{name}”，可用的是：{known}。",
                        en='{kind} has no parameter "{name}"; it has: {known}.',
                    ).format(kind=type(self).__name__, name=name, known=join(known))
                )
        for name, value in params.items():
            setattr(self, name, value)
        return self

    def __sklearn_is_fitted__(self) -> bool:
        return any(name.endswith("_") and not name.startswith("_") for name in vars(self))

    def __sklearn_tags__(self) -> Any:
        from sklearn.base import BaseEstimator

        return BaseEstimator().__sklearn_tags__()

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("_") or not name.endswith("_"):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        if self.__sklearn_is_fitted__():
            raise AttributeError(str(self._why_not(name)))
        from custclass.classify.not_fitted import NotFitted

        raise NotFitted(
            say(
                zh="这个 {kind} 还没有学习数据：请先调用 fit(…)，再使用 {name} 或 predict。",
                en="This {kind} has not learned anything yet: call fit(...) before {name} or predict.",
            ).format(kind=type(self).__name__, name=name)
        )

    def _why_not(self, name: str) -> Text:
        """Return why an estimator that was fitted has no `name`."""
        return Text(*[f"{type(self).__name__!r} object has no attribute {name!r}"] * 2)

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self.get_params().items())
        return "\n".join([f"{type(self).__name__}({given})", *(f"- {note}" for note in self.notes)])

    def _repr_html_(self) -> str:
        first, *rest = repr(self).splitlines()
        points = "".join(f"<li>{escape(line[2:])}</li>" for line in rest)
        return f"<p><code>{escape(first)}</code></p>" + (f"<ul>{points}</ul>" if points else "")


def choice(name: str, value: object, known: tuple[str, ...]) -> None:
    """Raise a `CourseError` unless the parameter `name` has one of the `known` values.

    Examples
    --------
    >>> choice("cut", "mean", ("mean", "median"))
    """
    if value not in known:
        raise CourseError(
            say(
                zh="参数 {name} 不能是 {value!r}，可选的是：{known}。",
                en="{name} cannot be {value!r}; choose one of: {known}.",
            ).format(name=name, value=value, known=join(map(repr, known)))
        )
