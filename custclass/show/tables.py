"""Tables as a reader sees them: headers in the reader's language, numbers that line up, no code names."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import datetime, time
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from custclass.show.numbers import CURRENCIES, MISSING, money, number, percent
from custclass.show.say import Text, say
from custclass.show.wording import width

Format = str | Text | Callable[[Any], object]


def table(
    frame: pd.DataFrame | pd.Series,
    titles: Mapping[Any, object] | None = None,
    formats: Mapping[Any, Format] | None = None,
    values: Mapping[Any, Mapping[Any, object]] | None = None,
    caption: Text | str | None = None,
    rows: int | None = 10,
) -> Table:
    """Show a table with headers in the current language and readable cells.

    Parameters
    ----------
    frame : pandas.DataFrame or pandas.Series
        The table. Its index is shown when it has a name or holds texts.
    titles : mapping, optional
        Column (or index) name -> the header to show, with its unit.
    formats : mapping, optional
        Column name -> how its cells are written: ``"CNY"`` or ``"USD"`` (money), ``"%"`` (a fraction),
        a pattern such as ``"{:.2f}"`` or ``say(zh="{} 天", en="{} days")``, or a function of the cell.
    values : mapping, optional
        Column name -> {code: the text to show for it}.
    caption : Text or str, optional
        A line above the table.
    rows : int, optional
        How many rows to show from the top; None shows all.

    Returns
    -------
    Table
        Shown by a notebook as the last expression of a cell; ``str()`` gives plain text.

    Examples
    --------
    >>> from custclass.show.say import language
    >>> language("en")
    'en'
    >>> data = pd.DataFrame({"tier": ["high", "low"], "amount": [12345.0, None]})
    >>> table(data, titles={"amount": say(zh="金额", en="Amount")}, formats={"amount": "CNY"})
    tier   Amount
    high  ¥12,345
     low        —
    """
    return Table(frame, titles, formats, values, caption, rows)


class Table:
    """A table ready to be shown; made by `table`. The language is that of the moment of showing."""

    def __init__(self, frame, titles, formats, values, caption, rows):
        frame = frame.to_frame() if isinstance(frame, pd.Series) else frame
        self._total = len(frame)
        if not pd.api.types.is_integer_dtype(frame.index) or frame.index.names != [None]:
            frame = frame.rename_axis(index=["" if n is None else n for n in frame.index.names])
            frame = frame.reset_index(allow_duplicates=True)
        self._frame = frame.copy() if rows is None else frame.head(rows).copy()
        self._titles, self._values = titles or {}, values or {}
        self._formats = {name: _format(frame.iloc[:, i]) for i, name in enumerate(frame.columns)}
        self._formats |= formats or {}
        self._caption = caption

    def _headers(self) -> list[str]:
        return [str(self._titles.get(name, name)) for name in self._frame.columns]

    def _cells(self) -> list[list[str]]:
        """Return the cells as text, row by row."""
        columns = [
            [_write(x, self._formats[name], self._values.get(name, {})) for x in self._frame.iloc[:, i]]
            for i, name in enumerate(self._frame.columns)
        ]
        return [list(row) for row in zip(*columns, strict=True)]

    def _right(self) -> list[bool]:
        """Return per column whether it holds numbers, which are aligned at the right."""
        kinds = pd.api.types
        return [
            kinds.is_numeric_dtype(dtype) and not kinds.is_bool_dtype(dtype) and name not in self._values
            for name, dtype in zip(self._frame.columns, self._frame.dtypes, strict=True)
        ]

    def _rest(self) -> str:
        if len(self._frame) == self._total:
            return ""
        line = say(zh="共 {all} 行，显示前 {shown} 行", en="{all} rows, the first {shown} shown")
        return str(line.format(all=number(self._total), shown=number(len(self._frame))))

    def __repr__(self) -> str:
        grid = [self._headers(), *self._cells()]
        wide = [max(map(width, column)) for column in zip(*grid, strict=True)]
        lines = ["  ".join(" " * (w - width(x)) + x for x, w in zip(row, wide, strict=True)) for row in grid]
        around = [str(self._caption or ""), self._rest()]
        return "\n".join(line for line in [around[0], *lines, around[1]] if line)

    def _repr_html_(self) -> str:
        # Own markup: styles stand at the cells, so the table keeps its looks where a style block is removed,
        # and nothing in it is random.
        aligned = ["text-align:right" if right else "text-align:left" for right in self._right()]
        head = _row("th", ' scope="col"', self._headers(), aligned)
        body = "".join(_row("td", "", row, aligned) for row in self._cells())
        caption = (
            f'<caption style="text-align:left">{_safe(self._caption)}</caption>' if self._caption else ""
        )
        rest = f"<p>{_safe(self._rest())}</p>" if self._rest() else ""
        return (
            f'<div style="overflow-x:auto"><table class="dataframe">{caption}<thead>{head}</thead>'
            f"<tbody>{body}</tbody></table>{rest}</div>"
        )


def _row(tag: str, scope: str, cells: list[str], aligned: list[str]) -> str:
    parts = []
    for cell, style in zip(cells, aligned, strict=True):
        # Browsers break Chinese after every character: only long texts may break.
        unbroken = ";white-space:nowrap" if width(cell) <= 30 else ""
        parts.append(f'<{tag}{scope} style="{style}{unbroken}">{_safe(cell)}</{tag}>')
    return "<tr>" + "".join(parts) + "</tr>"


def _safe(text: object) -> str:
    # JupyterLab reads what stands between two dollar signs as a formula; not when each stands alone.
    return escape(str(text)).replace("$", "<span>$</span>")


def _format(column: pd.Series) -> Format:
    """Return how a column is written when nothing is said: equal decimals, years without separators."""
    if not pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
        return _plain
    if str(column.name).endswith("year"):
        return "{:.0f}"
    digits = 0 if (column.dropna() % 1 == 0).all() else 2
    return lambda x: number(x, digits)


def _write(x: Any, form: Format, names: Mapping[Any, object]) -> str:
    if pd.api.types.is_scalar(x) and pd.isna(x):
        return MISSING
    if isinstance(x, Hashable) and x in names:
        return str(names[x])
    if callable(form):
        return str(form(x))
    if form == "%":
        return percent(x)
    if isinstance(form, str) and form in CURRENCIES:
        return money(x, form)
    return str(form).format(x)


def _plain(x: Any) -> str:
    if isinstance(x, bool | np.bool_):
        return str(say(zh="是", en="yes") if x else say(zh="否", en="no"))
    if isinstance(x, datetime):
        return x.strftime("%Y-%m-%d" if x.time() == time() else "%Y-%m-%d %H:%M")
    return number(x) if isinstance(x, int | float) else str(x)
