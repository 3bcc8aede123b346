"""What a written plan consists of: sections with lines to fill and tables, every text in both languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any

import pandas as pd

from custclass.act.report_model import clean
from custclass.show.say import Text, language, say, text_in

EMPTY = say(zh="【待填】", en="[to be filled in] ")


@dataclass(frozen=True)
class Line:
    """A line of a form.

    Attributes
    ----------
    key : str
        Its name in code.
    name : Text
        What is asked.
    answer : Text or None
        None: nobody has filled it in.
    hint : Text
        Who or what could fill it.
    """

    key: str
    name: Text
    answer: Text | None
    hint: Text


@dataclass(frozen=True)
class Sheet:
    """A table of a plan: headings, and rows of cells (texts in both languages, or plain ones)."""

    headings: tuple[object, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True)
class Section:
    """A section of a plan: lines to fill, and tables."""

    key: str
    name: Text
    lines: tuple[Line, ...] = ()
    sheets: tuple[Sheet, ...] = ()


@dataclass(frozen=True)
class Plan:
    """A written segmentation plan; a notebook shows it in the current language.

    Attributes
    ----------
    title : Text
    sections : tuple of Section
    draw : callable, optional
        Draws the picture of the plan in the current language.
    """

    title: Text
    sections: tuple[Section, ...]
    draw: Callable[[], Any] | None = field(default=None, compare=False)

    @property
    def empty(self) -> pd.DataFrame:
        """The lines that nobody has filled in: section, line, hint (in the current language)."""
        rows = [
            (str(section.name), str(line.name), str(line.hint))
            for section in self.sections
            for line in section.lines
            if line.answer is None
        ]
        return pd.DataFrame(rows, columns=["section", "line", "hint"])

    def __repr__(self) -> str:
        text = say(zh="{title}：{k}个部分，{n}行待填", en="{title}: {k} sections, {n} lines to be filled in")
        return str(text.format(title=self.title, k=len(self.sections), n=len(self.empty)))

    def _repr_html_(self) -> str:
        return as_html(self)


def as_html(plan: Plan) -> str:
    """Return the plan as HTML in the current language; what comes from data is escaped.

    Examples
    --------
    >>> line = Line("owner", say(zh="负责人", en="owner"), Text("<b>", "<b>"), say(zh="谁", en="who"))
    >>> plan = Plan(say(zh="方案", en="Plan"), (Section("brief", say(zh="简报", en="Brief"), (line,)),))
    >>> "&lt;b&gt;" in as_html(plan)
    True
    """
    parts = [f"<h3>{_safe(plan.title)}</h3>"]
    for section in plan.sections:
        parts.append(f"<h4>{_safe(section.name)}</h4>")
        if section.lines:
            rows = "".join(
                f'<tr><th scope="row" style="text-align:left;vertical-align:top;white-space:nowrap">'
                f'{_safe(line.name)}</th><td style="text-align:left">{_answer(line)}</td></tr>'
                for line in section.lines
            )
            parts.append(f"<table>{rows}</table>")
        parts += [_sheet(sheet) for sheet in section.sheets]
    return f'<div style="overflow-x:auto">{"".join(parts)}</div>'


def _answer(line: Line) -> str:
    if line.answer is not None:
        return _safe(line.answer)
    return f"<em>{_safe(EMPTY + line.hint)}</em>"


def _sheet(sheet: Sheet) -> str:
    head = "".join(f'<th scope="col" style="text-align:left">{_safe(x)}</th>' for x in sheet.headings)
    rows = "".join(
        "<tr>" + "".join(f'<td style="text-align:left">{_safe(x)}</td>' for x in row) + "</tr>"
        for row in sheet.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def in_language(value: object, code: str) -> str:
    """Return a cell as text in one language, without characters that no document may hold."""
    return clean(str(text_in(value, code)))


def _safe(value: object) -> str:
    # Two dollar signs in a notebook's text would make a formula of what stands between them.
    return escape(in_language(value, language())).replace("$", "<span>$</span>")
