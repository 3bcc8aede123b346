"""Order files as tables of untouched cells: CSV in any usual encoding, gzip, Excel."""

from __future__ import annotations

import csv
import gzip
import io
import os
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd

from custclass.data.cells import EDGE
from custclass.data.encodings import decoded, file_error
from custclass.show.say import CourseError, Text, join, say

BEYOND = "beyond_header"  # what stands to the right of the last column name
_DELIMITERS = ",;\t|"
_BLOCK = 1_000  # records at a time: more would keep the garbage collector busy
_LOOKED_AT = 20_000  # characters that tell a text from binary rubbish
_CONTROL = {chr(c) for c in range(32)} - set("\t\r\n\f\v\x1a")


@dataclass(frozen=True)
class RawTable:
    """A table as the file has it.

    `rows` are row numbers as a spreadsheet shows them (the first row is 1, a cell with line breaks is still one
    row, empty rows count); `overlong` marks rows with more fields than the header has.
    """

    frame: pd.DataFrame
    rows: np.ndarray
    overlong: np.ndarray
    source: Text | str
    facts: dict[str, object] = field(default_factory=dict)


def read_table(path: str | os.PathLike) -> RawTable:
    """Read a file without interpreting any cell.

    Parameters
    ----------
    path : str or Path
        A CSV file (also ``.csv.gz``) or an Excel file (``.xlsx``, its first sheet). What the file holds
        decides, not its name.

    Returns
    -------
    RawTable

    Raises
    ------
    CourseError
        If the file is not there or is not such a table.
    """
    path = Path(path)
    name = path.name or str(path)
    if os.path.isdir(path):
        raise file_error(
            name, say(zh="这是文件夹，请写其中一个文件。", en="this is a folder; name a file in it.")
        )
    try:
        data = path.read_bytes()
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
    except FileNotFoundError:
        raise file_error(
            name,
            say(
                zh="找不到这个文件，请检查文件名和所在文件夹（当前文件夹：{folder}）。",
                en="there is no such file; check its name and folder (the current folder is {folder}).",
            ).format(folder=Path.cwd().name),
        ) from None
    except (OSError, EOFError, zlib.error) as problem:
        raise file_error(name, say(zh="文件打不开（{why}）。", en="the file cannot be opened ({why}).").format(
            why=getattr(problem, "strerror", None) or type(problem).__name__)) from None  # fmt: skip
    except ValueError:  # a name that no system allows
        raise file_error(name, say(zh="这不是文件名。", en="this is not a file name.")) from None
    if data[:4] == b"PK\x03\x04":
        return _excel(data, name)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise file_error(name, say(
            zh="这是旧式 .xls 或加了密码的 Excel 文件，请在 Excel 中去掉密码，另存为 .xlsx 再读。",
            en="this is an old .xls or a password-protected Excel file; remove the password and save it as .xlsx.",
        ))  # fmt: skip
    return _csv(data, name)


def table_of(frame: pd.DataFrame) -> RawTable:
    """Take a DataFrame as if it stood in a spreadsheet with its header in row 1."""
    source = say(zh="数据框", en="the frame")
    if len(frame) == 0:
        raise file_error(source, say(zh="里面没有数据行。", en="it has no rows."))
    copy = frame.copy()
    copy.columns = pd.Index(_column_names([str(name) for name in frame.columns]))
    return RawTable(copy, np.arange(2, len(copy) + 2), np.zeros(len(copy), dtype=bool), source)


def _csv(data: bytes, name: str) -> RawTable:
    text, encoding = decoded(data, name)
    if not text.strip(EDGE):
        raise file_error(name, say(zh="文件是空的。", en="the file is empty."))
    if text.lstrip(EDGE)[:1] == "<":
        raise file_error(name, say(
            zh="这是网页格式的文件，不是表格，请用 Excel 打开后另存为 .xlsx 或 CSV。",
            en="this is a web page, not a table; open it in Excel and save it as .xlsx or CSV.",
        ))  # fmt: skip
    controls = sum(n for c, n in Counter(text[:_LOOKED_AT]).items() if c in _CONTROL)
    if "\x00" in text or controls > len(text[:_LOOKED_AT]) / 100:
        raise file_error(name, say(
            zh="这不是表格文件（内容是二进制数据），请提供 CSV 或 .xlsx。",
            en="this is not a table (its content is binary); give a CSV or an .xlsx file.",
        ))  # fmt: skip
    lines = list(io.StringIO(text, newline=""))
    first = next(place for place, line in enumerate(lines) if line.strip("\r\n"))
    try:
        heads = {mark: next(csv.reader(lines[first : first + 100], delimiter=mark)) for mark in _DELIMITERS}
    except csv.Error:
        raise _bad_quote(name, first + 1) from None
    delimiter = max(heads, key=lambda mark: len(heads[mark]))
    separators = {
        ",": say(zh="逗号", en="comma"),
        ";": say(zh="分号", en="semicolon"),
        "|": say(zh="竖线", en="bar"),
    }
    separator = separators.get(delimiter, say(zh="制表符", en="tab"))
    facts: dict[str, object] = {"encoding": encoding, "separator": separator}
    return _table(_csv_records(lines, delimiter, name), name, facts, strict_width=True)


def _csv_records(lines: list[str], delimiter: str, name: str) -> Iterator[list[list]]:
    """Yield the records in blocks; refuse a quotation mark left open, which would swallow the rows after it."""
    reader = csv.reader(lines, delimiter=delimiter)
    row, line = 1, 0
    while True:
        try:
            block: list[list] = list(islice(reader, _BLOCK))
        except csv.Error:
            _check_quotes(lines[line:], delimiter, name, row)
            raise _bad_quote(name, row) from None
        if not block:
            return
        if reader.line_num - line > len(block) or reader.line_num == len(lines):
            _check_quotes(lines[line : reader.line_num], delimiter, name, row)
        yield block
        row, line = row + len(block), reader.line_num


def _check_quotes(lines: list[str], delimiter: str, name: str, row: int) -> None:
    reader = csv.reader(lines, delimiter=delimiter)
    line = 0
    while line < len(lines):
        try:
            next(reader)
            spans_lines = reader.line_num - line > 1
            if spans_lines or reader.line_num == len(lines):
                list(csv.reader(lines[line : reader.line_num], delimiter=delimiter, strict=True))
        except csv.Error as problem:
            if reader.line_num - line > 1 or "expected after" not in str(problem):
                raise _bad_quote(name, row) from None
        row, line = row + 1, reader.line_num


def _bad_quote(name: str, row: int) -> CourseError:
    return file_error(name, say(
        zh="第 {row} 行的引号没有成对，其后的行会被并成一个单元格；请补上或删去这个引号。",
        en="a quotation mark in row {row} is not closed, so the rows after it run into one cell; close or delete it.",
    ).format(row=row))  # fmt: skip


def _excel(data: bytes, name: str) -> RawTable:
    from openpyxl import load_workbook

    unreadable = file_error(name, say(
        zh="不是可读的 .xlsx 文件，可能已损坏或是别的格式；请用 Excel 打开后另存为 .xlsx。",
        en="this is not a readable .xlsx file; it may be damaged or of another kind. Save it anew from Excel.",
    ))  # fmt: skip
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = book.worksheets
        if not sheets:
            raise unreadable
        sheets[0].reset_dimensions()
        rows = [_trimmed(row) for row in sheets[0].iter_rows(values_only=True)]
    except CourseError:
        raise
    except Exception:  # a damaged workbook fails anywhere inside the reader, with any kind of error
        raise unreadable from None
    facts: dict[str, object] = {"sheet": sheets[0].title}
    if len(sheets) > 1:
        facts["sheets_left"] = join(sheet.title for sheet in sheets[1:])
    return _table([rows], name, facts, strict_width=False)


def _trimmed(row: tuple) -> list:
    cells = [None if cell == "" else cell for cell in row]
    # Excel keeps 15 digits: a longer whole number is no longer the one that was typed.
    cells = [
        float(c) if isinstance(c, int) and not isinstance(c, bool) and abs(c) >= 10**15 else c for c in cells
    ]
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _table(blocks: Iterable[list[list]], name: str, facts: dict, strict_width: bool) -> RawTable:
    """Put the records together, column by column."""
    header: list | None = None
    columns: list[list] = []
    rows: list[int] = []
    beyond: dict[int, str] = {}
    seen = 0
    for block in blocks:
        numbered = [(number, record) for number, record in enumerate(block, start=seen + 1) if record]
        seen += len(block)
        if header is None and numbered:
            header = numbered.pop(0)[1]
            columns = [[] for _ in header]
        if header is None or not numbered:
            continue
        width = len(header)
        for place, (_, record) in enumerate(numbered, start=len(rows)):
            if len(record) < width:
                record.extend([None] * (width - len(record)))
            elif len(record) > width and (extra := [str(c) for c in record[width:] if c not in (None, "")]):
                beyond[place] = " | ".join(extra)
        for column, cells in zip(
            columns, zip(*(record[:width] for _, record in numbered), strict=True), strict=True
        ):
            column.extend(None if cell == "" else cell for cell in cells)
        rows.extend(number for number, _ in numbered)
    if header is None:
        raise file_error(name, say(zh="文件是空的。", en="the file is empty."))
    if not rows:
        raise file_error(name, say(zh="只有列名，没有数据行。", en="it has column names but no rows."))
    names = _column_names(
        [str(cell) if cell is not None else "" for cell in header] + [BEYOND] * bool(beyond)
    )
    if beyond:
        columns.append([beyond.get(place) for place in range(len(rows))])
    kind = "str" if strict_width else "object"
    frame = pd.DataFrame({n: pd.Series(c, dtype=kind) for n, c in zip(names, columns, strict=True)})
    overlong = np.zeros(len(rows), dtype=bool)
    overlong[list(beyond)] = strict_width
    blank = seen - len(rows) - 1
    return RawTable(
        frame, np.array(rows), overlong, name, {**facts, **({"blank_rows": blank} if blank else {})}
    )


def _column_names(header: list[str]) -> list[str]:
    """Return a name for each column: ``column_3`` where none stands, ``x (2)`` where one comes again."""
    names: list[str] = []
    taken: set[str] = set()
    for place, cell in enumerate(header, start=1):
        name = first = cell.strip(EDGE) or f"column_{place}"
        again = 1
        while name in taken:
            again += 1
            name = f"{first} ({again})"
        taken.add(name)
        names.append(name)
    return names
