"""What a report consists of: parts with texts, tables, charts and code, each in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from numbers import Integral
from typing import Any

import pandas as pd

from custclass.show.numbers import MISSING, number, percent
from custclass.show.say import LANGUAGES, Text, language, say

# How the cells of a column are written: counts, amounts, shares, other figures, days; "any": each cell for itself.
KINDS = ("count", "money", "share", "real", "date", "text", "any")

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, eq=False)
class Grid:
    """A table of the report.

    Parameters
    ----------
    name, title
        Its name in code, and for the reader.
    frame : DataFrame
        The figures, unrounded; classes as codes.
    columns : dict of str to (Text, str)
        The columns shown, in order: heading and kind, one of `KINDS`.
    labels : dict of str to mapping
        For columns with codes: code -> Text.
    """

    name: str
    title: Text
    frame: pd.DataFrame
    columns: Mapping[str, tuple[Text, str]]
    labels: Mapping[str, Mapping[Any, Text]] = field(default_factory=dict)

    def rows(self) -> Iterator[list[tuple[Any, str]]]:
        """Yield each row as (value, kind) pairs; a value that differs between the languages is a Text."""
        names = list(self.columns)
        for cells in zip(*(self.frame[name] for name in names), strict=True):
            yield [self._cell(name, value) for name, value in zip(names, cells, strict=True)]

    def _cell(self, name: str, value: Any) -> tuple[Any, str]:
        value = self.labels.get(name, {}).get(value, value) if not isinstance(value, Text) else value
        kind = self.columns[name][1]
        if isinstance(value, Text):
            return value, "text"
        if pd.isna(value):
            return None, kind
        return value, _kind_of(value) if kind == "any" else kind


@dataclass(frozen=True, eq=False)
class Part:
    """A section of the report; `draw` draws its chart in the current language."""

    name: str
    title: Text
    texts: tuple[Text, ...] = ()
    grids: tuple[Grid, ...] = ()
    draw: Callable[[], Any] | None = None
    code: str = ""


@dataclass(frozen=True, eq=False, repr=False)
class Report:
    """A report on the customers of an order book.

    Attributes
    ----------
    as_of : date
        The as-of date.
    tables : dict of str to DataFrame
        Every table of the report by name, unrounded; and ``"customers"``, one row a customer with measures
        and classes (left out where small groups are suppressed).
    parts : tuple of Part
        The sections in order.
    """

    as_of: date
    parts: tuple[Part, ...]
    customers: pd.DataFrame | None = None
    written: str = ""

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        found = {grid.name: grid.frame for part in self.parts for grid in part.grids}
        return found if self.customers is None else {**found, "customers": self.customers}

    def __repr__(self) -> str:
        lines = [say(zh="客户报告，统计截止日{day}", en="Customer report as of {day}").format(day=self.as_of)]
        if self.written:
            lines[0] += say(zh="，已写入 {path}", en=", written to {path}").format(path=self.written)
        parts = [say(zh="  {title}", en="  {title}").format(title=part.title) for part in self.parts]
        return "\n".join(map(str, [*lines, *parts]))


def _kind_of(value: Any) -> str:
    if isinstance(value, Integral):
        return "count"
    return "money" if isinstance(value, float) else "date" if isinstance(value, date) else "text"


def written(value: Any, kind: str) -> str:
    """Return a cell as it is read; both languages write figures alike.

    Examples
    --------
    >>> written(1234.5, "money"), written(0.25, "share"), written(None, "count")
    ('1,234.50', '25.0%', '—')
    """
    if value is None:
        return MISSING
    if kind == "share":
        return percent(value)
    if kind in ("money", "real"):
        return number(value, 2)
    if kind == "count":
        return number(value, 0)
    return f"{value:%Y-%m-%d}" if kind == "date" else str(value)


def clean(text: str) -> str:
    """Return a text without what neither a page nor a workbook may hold: control characters, halves of characters.

    Examples
    --------
    >>> clean("bell\\x07")
    'bell�'
    """
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Make `code` the current language for a while."""
    before = language()
    language(code)
    try:
        yield
    finally:
        language(before)


def in_both(make: Callable[[], Any]) -> dict[str, Any]:
    """Return what `make` returns, for each language.

    Examples
    --------
    >>> in_both(lambda: str(say(zh="客户", en="customer")))
    {'zh': '客户', 'en': 'customer'}
    """
    found = {}
    for code in LANGUAGES:
        with speaking(code):
            found[code] = make()
    return found
