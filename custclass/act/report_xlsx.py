"""The report as an Excel workbook: one sheet a table, numbers as numbers, and no cell a formula."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from custclass.act.report_model import Grid, Report, clean
from custclass.act.spreadsheet import put_text
from custclass.show.numbers import MISSING
from custclass.show.say import LANGUAGES, Text, say
from custclass.show.wording import width

_FORMATS = {"count": "#,##0", "money": "#,##0.00", "real": "#,##0.00", "share": "0.0%", "date": "yyyy-mm-dd"}
_HEAD = PatternFill("solid", fgColor="DCE9F2")
_WRAP = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
_LONGEST = 32767  # characters that Excel takes in a cell
_NAME = 30  # letters: what is longer is a sentence
_LINE = 15  # points
_WIDEST = 60
_SHEETS = {
    "reading": "读入 File", "refused": "搁置的行 Set aside", "overview": "总览 At a glance",
    "measures": "指标 Measures", "rfm": "RFM", "abc": "ABC", "activity": "活跃度 Activity",
    "moves": "迁移 Moves", "calls": "先打电话 Call first",
}  # fmt: skip


def as_workbook(report: Report) -> Workbook:
    """Return the report as a workbook: every heading stands in Chinese (row 1) and English (row 2).

    Parameters
    ----------
    report : Report

    Returns
    -------
    openpyxl.Workbook
        Texts that begin like a formula are stored as texts.
    """
    book = Workbook()
    book.remove(book.active)
    _notes(book, report)
    for part in report.parts:
        for grid in part.grids:
            _sheet(book, _SHEETS[grid.name], grid)
        if part.code:
            _code(book, part.code)
    return book


def _sheet(book: Workbook, name: str, grid: Grid) -> None:
    sheet = book.create_sheet(name)
    for place, (heading, _) in enumerate(grid.columns.values(), start=1):
        for row, code in enumerate(LANGUAGES, start=1):
            cell = _put(sheet, row, place, heading.in_(code))
            cell.font, cell.fill, cell.alignment = Font(bold=True), _HEAD, _WRAP
    for row, cells in enumerate(grid.rows(), start=len(LANGUAGES) + 1):
        for place, (value, kind) in enumerate(cells, start=1):
            cell = _put(sheet, row, place, value)
            if kind in _FORMATS:
                cell.number_format = _FORMATS[kind]
            cell.alignment = _WRAP if kind == "text" else Alignment(vertical="top")
    sheet.freeze_panes = sheet.cell(len(LANGUAGES) + 1, 1)
    _fit(sheet)


def _notes(book: Workbook, report: Report) -> None:
    """Write the texts of all sections on the first sheet, side by side."""
    sheet = book.create_sheet("说明 Notes")
    headings = (say(zh="部分", en="section"), say(zh="中文", en="Chinese"), say(zh="英文", en="English"))
    rows: list[tuple[Text, ...]] = [(
        say(zh="统计截止日", en="as-of date"), *[Text(str(report.as_of), str(report.as_of))] * 2,
    )]  # fmt: skip
    rows += [
        (part.title, Text(text.zh, text.zh), Text(text.en, text.en))
        for part in report.parts
        for text in part.texts
    ]
    for place, heading in enumerate(headings, start=1):
        cell = _put(sheet, 1, place, heading)
        cell.font, cell.fill = Font(bold=True), _HEAD
    for number, row in enumerate(rows, start=2):
        for place, text in enumerate(row, start=1):
            _put(sheet, number, place, text).alignment = _WRAP
    sheet.freeze_panes = "A2"
    _fit(sheet)


def _code(book: Workbook, code: str) -> None:
    sheet = book.create_sheet("SQL")
    for row, line in enumerate(code.split("\n"), start=1):
        _put(sheet, row, 1, line).font = Font(name="Consolas")
    sheet.column_dimensions["A"].width = 120
    _on_paper(sheet)


def _put(sheet: Any, row: int, column: int, value: Any) -> Any:
    cell = sheet.cell(row, column)
    if value is None:
        value = MISSING
    if isinstance(value, Text):
        # Names stand in one line, sentences one above the other.
        between = " / " if max(width(value.zh), width(value.en)) <= _NAME else "\n"
        value = value.zh if value.zh == value.en else value.zh + between + value.en
    if isinstance(value, str):
        put_text(cell, clean(value)[:_LONGEST])
    else:
        cell.value = value
    return cell


def _fit(sheet: Any) -> None:
    """Give columns and rows the room their texts need."""
    for place, column in enumerate(sheet.iter_cols(), start=1):
        lines = [line for cell in column for line in _lines(cell)]
        sheet.column_dimensions[get_column_letter(place)].width = min(max(map(width, lines)) + 2, _WIDEST)
    for row in sheet.iter_rows():
        # Programs do not all measure wrapped texts by themselves.
        heights = [sum(-(-max(width(line), 1) // (_WIDEST - 4)) for line in _lines(cell)) for cell in row]
        sheet.row_dimensions[row[0].row].height = _LINE * max(heights)
    _on_paper(sheet)


def _on_paper(sheet: Any) -> None:
    """Fit all columns on a printed page."""
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0  # as many pages down as it takes


def _lines(cell: Any) -> list[str]:
    # Figures are stored with more digits than are shown.
    return cell.value.split("\n") if isinstance(cell.value, str) else ["9" * 13]
