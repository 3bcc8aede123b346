"""Texts in two languages, and the language in which they are shown.

A text is written once, in both languages, at the place of use: ``say(zh="…", en="…")``.
It stays bilingual until it is shown, so a change of language reaches texts that already exist.
"""

from __future__ import annotations

import locale
import os
from dataclasses import dataclass

LANGUAGES = ("zh", "en")

_current: str | None = None


@dataclass(frozen=True)
class Text:
    """A text in Chinese and English; ``str()`` gives the current language.

    Parameters
    ----------
    zh, en : str
        The two wordings.

    Examples
    --------
    >>> text = Text(zh="客户", en="customer")
    >>> text.in_("en")
    'customer'
    """

    zh: str
    en: str

    def in_(self, code: str) -> str:
        """Return the wording in language `code` (``"zh"`` or ``"en"``)."""
        return self.zh if code == "zh" else self.en

    def format(self, **values: object) -> Text:
        """Return a text with ``{name}`` fields filled; a value may itself be a `Text`."""
        return Text(
            **{
                code: self.in_(code).format(**{k: text_in(v, code) for k, v in values.items()})
                for code in LANGUAGES
            }
        )

    def __add__(self, other: Text) -> Text:
        return Text(zh=self.zh + other.zh, en=self.en + other.en)

    def __str__(self) -> str:
        return self.in_(language())

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def _repr_pretty_(self, printer, cycle) -> None:
        printer.text(str(self))


def say(*, zh: str, en: str) -> Text:
    """Return a text in both languages, resolved when it is shown.

    Examples
    --------
    >>> say(zh="{n}位客户", en="{n} customers").format(n=3).en
    '3 customers'
    """
    return Text(zh=zh, en=en)


def text_in(value: object, code: str) -> object:
    """Return `value` in language `code` when it is a `Text`, else unchanged."""
    return value.in_(code) if isinstance(value, Text) else value


def join(texts, *, zh: str = "、", en: str = ", ") -> Text:
    """Join texts (or plain values) with each language's separator.

    Examples
    --------
    >>> join([Text("甲", "a"), Text("乙", "b")]).zh
    '甲、乙'
    """
    texts = list(texts)
    return Text(
        zh=zh.join(str(text_in(t, "zh")) for t in texts),
        en=en.join(str(text_in(t, "en")) for t in texts),
    )


def language(code: str | None = None) -> str:
    """Set the current language, or return it.

    Parameters
    ----------
    code : {"zh", "en"}, optional
        The language to set. Left out: nothing is changed.

    Returns
    -------
    str
        The current language. Unless one was set, the environment variable ``CUSTCLASS_LANG``
        decides, then the locale, then ``"en"``.

    Raises
    ------
    CourseError
        If `code` is not one of the two.

    Examples
    --------
    >>> language("en")
    'en'
    """
    global _current
    if code is not None:
        if code not in LANGUAGES:
            raise CourseError(
                say(
                    zh='语言“{code}”不存在：请写 "zh"（中文）或 "en"（英文）。',
                    en='There is no language "{code}": write "zh" (Chinese) or "en" (English).',
                ).format(code=code)
            )
        _current = code
    return _current or _default_language()


def _default_language() -> str:
    wished = os.environ.get("CUSTCLASS_LANG") or locale.getlocale()[0] or "en"
    return "zh" if wished.lower().startswith(("zh", "chinese")) else "en"


class CourseError(ValueError):
    """An error whose sentence the reader understands, in the reader's language.

    Parameters
    ----------
    text : Text
        What was found, where, and what to do next.
    """

    def __init__(self, text: Text):
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        return str(self.text)
