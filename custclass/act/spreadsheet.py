"""Cells that go into a spreadsheet: a text from data never becomes a formula there."""

from __future__ import annotations

import re
from typing import Any

# What a spreadsheet would take for a formula, at the latest once somebody retypes or exports the cell.
_FORMULA = re.compile(r"[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")


def looks_like_formula(text: str) -> bool:
    """Tell whether a text begins like a formula.

    Examples
    --------
    >>> looks_like_formula("=1+1"), looks_like_formula("1+1")
    (True, False)
    """
    return bool(_FORMULA.match(text))


def guarded(text: str) -> str:
    """Return a text for a CSV file: an apostrophe before what begins like a formula.

    Examples
    --------
    >>> guarded("=1+1"), guarded("tea")
    ("'=1+1", 'tea')
    """
    return "'" + text if looks_like_formula(text) or _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """Return a text as it was before `guarded`.

    Examples
    --------
    >>> unguarded("'=1+1"), unguarded("'tea'")
    ('=1+1', "'tea'")
    """
    return text[1:] if _GUARDED.match(text) else text


def put_text(cell: Any, text: str) -> None:
    """Write a text into a cell of a workbook, as a text whatever it begins with.

    Parameters
    ----------
    cell : openpyxl cell
    text : str

    Examples
    --------
    >>> from openpyxl import Workbook
    >>> cell = Workbook().active.cell(1, 1)
    >>> put_text(cell, "=1+1")
    >>> cell.data_type, cell.quotePrefix
    ('s', True)
    """
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = looks_like_formula(text)
