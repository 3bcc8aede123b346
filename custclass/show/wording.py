"""Labels of charts: in the current language, measured and folded (a Chinese character is two wide)."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any
from unicodedata import east_asian_width

from custclass.show.say import say

# The Chinese font draws curly quotation marks as wide as a character, which tears an English line apart.
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_UNITS = {"CNY": say(zh="元", en="CNY"), "USD": say(zh="美元", en="USD")}


def width(text: str) -> int:
    """Return how wide a text is, in Latin letters.

    Examples
    --------
    >>> width("新客户 new")
    10
    """
    return max((sum(1 + (east_asian_width(c) in "WF") for c in line) for line in text.split("\n")), default=0)


def fold(text: object, limit: int) -> str:
    """Break a text into lines no wider than `limit` letters.

    Examples
    --------
    >>> fold("高价值高需求客户", 8)
    '高价值高\\n需求客户'
    >>> fold("high value customer", 12)
    'high value\\ncustomer'
    >>> fold("the “lost” customers", 30)
    'the "lost" customers'
    """
    written = str(text)
    if not any(east_asian_width(c) in "WF" for c in written):
        written = written.translate(_STRAIGHT)
    lines = []
    for line in written.split("\n"):
        if width(line) <= limit:
            lines.append(line)
        elif width(line) > len(line):
            lines += _fold_wide(line, limit)
        else:
            lines += textwrap.wrap(line, limit, break_long_words=False)
    return "\n".join(lines)


def _fold_wide(line: str, limit: int) -> list[str]:
    count = -(-width(line) // limit)
    even = min(limit, -(-width(line) // count) + 1)  # lines of about equal length: no lonely last character
    lines = [""]
    for character in line:
        if width(lines[-1] + character) > even and character not in "，。、；：？！）》”%":
            # An opening bracket goes to the next line with what it opens.
            opened = lines[-1][-1:] if lines[-1][-1:] in "（《“" else ""
            lines[-1] = lines[-1].removesuffix(opened)
            lines.append(opened)
        lines[-1] += character
    return [part.strip() for part in lines]


def labels(codes: Iterable[Any], names: Mapping[Any, object] | None) -> list[str]:
    """Return the label of each code in the current language; a code without a name is its own label."""
    return [str((names or {}).get(code, code)) for code in codes]


def labelled(label: object, unit: object) -> str:
    """Return an axis label with its unit, or an empty text.

    Examples
    --------
    >>> from custclass.show.say import language
    >>> language("en")
    'en'
    >>> labelled("Amount", "USD"), labelled(None, None)
    ('Amount (USD)', '')
    """
    if isinstance(unit, str):
        # A percent sign stands at each number of the axis.
        unit = None if unit == "%" else _UNITS.get(unit, unit)
    if label is None or unit is None:
        return str(label if label is not None else unit or "")
    return str(say(zh="{label}（{unit}）", en="{label} ({unit})").format(label=label, unit=unit))
