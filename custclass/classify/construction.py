"""Whether the parts of a scheme fit together, and the words by which its classes are called."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from custclass.show.say import CourseError, Text, join, say

if TYPE_CHECKING:
    from custclass.classify.scheme import Scheme


def check_parts(scheme: Scheme, declared: int) -> None:
    """Raise a `CourseError` if a scheme cannot be; `declared` is the number of measures given to it."""
    if not declared or len(scheme.measures) < declared:
        _refuse(scheme, say(zh="每个指标要写一次，且至少有一个", en="it needs measures, each listed once"))
    if not scheme.classes:
        _refuse(scheme, say(zh="至少要有一个类别", en="it needs at least one class"))
    class_words(scheme)
    for item in scheme.classes[:-1]:
        if item.is_otherwise:
            why = say(
                zh="类别“{code}”是 otherwise，必须放在最后",
                en='the class "{code}" is otherwise and must come last',
            )
            _refuse(scheme, why.format(code=item.code))
    for item in scheme.classes:
        for box in item.boxes:
            for name, condition in box.items():
                if why_not := _why_not(scheme, name, condition):
                    why = say(
                        zh="类别“{code}”中关于“{name}”的条件不对：{why}",
                        en='in the class "{code}" the condition on "{name}" is wrong: {why}',
                    )
                    _refuse(scheme, why.format(code=item.code, name=name, why=why_not))


def class_words(scheme: Scheme) -> dict[str, str]:
    """Return the class code for every code and label, as `plain_word` writes them."""
    words: dict[str, str] = {}
    for item in scheme.classes:
        for word in {plain_word(word) for word in (item.code, item.label.zh, item.label.en)}:
            if word in words:
                why = say(
                    zh="类别“{a}”与“{b}”的代码或名称重复",
                    en='the classes "{a}" and "{b}" share a code or label',
                )
                _refuse(scheme, why.format(a=words[word], b=item.code))
            words[word] = item.code
    return words


def code_of(scheme: Scheme, text: object) -> str:
    """Return the class code for a code or a label; see `Scheme.code_of`."""
    words = class_words(scheme)
    for word in [text.zh, text.en] if isinstance(text, Text) else [text]:
        if isinstance(word, str) and plain_word(word) in words:
            return words[plain_word(word)]
    raise CourseError(
        say(
            zh="分类方案“{title}”中没有类别“{text}”，可选的是：{labels}。",
            en='The scheme "{title}" has no class "{text}"; its classes are: {labels}.',
        ).format(title=scheme.title, text=text, labels=join(scheme.labels.values()))
    )


def plain_word(word: str) -> str:
    """Return a word without what makes no difference: case, width, spaces, hyphens, underscores.

    Examples
    --------
    >>> plain_word("High-frequency Buyer") == plain_word("high_frequency buyer")
    True
    """
    word = unicodedata.normalize("NFKC", word).casefold()
    return "".join(letter for letter in word if not letter.isspace() and letter not in "-_\N{HYPHEN}")


def _why_not(scheme: Scheme, name: str, condition: object) -> Text | None:
    if name in scheme.measures:
        return scheme.measures[name].refuses(condition)
    words = say(
        zh="没有声明这个指标，已声明的是 {found}", en="no such measure is declared; declared: {found}"
    )
    return words.format(found=join(scheme.measures))


def _refuse(scheme: Scheme, why: Text) -> None:
    raise CourseError(
        say(zh="分类方案“{name}”无法建立：{why}。", en='The scheme "{name}" cannot be built: {why}.').format(
            name=scheme.name, why=why
        )
    )
