"""A plan as a Word document, in one language or in both."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

from custclass.act.plan_model import EMPTY, Line, Plan, Section, in_language
from custclass.act.report_model import speaking
from custclass.data.written import writing
from custclass.show.say import LANGUAGES, CourseError, language, say

# Word takes Latin letters and Chinese characters from two fonts: without the second it guesses.
_FONTS = {"ascii": "Calibri", "hAnsi": "Calibri", "eastAsia": "Microsoft YaHei"}
# Widths of the two columns of a form, in the unit of Word (360,000 a centimetre).
_NAME, _ANSWER = 1_600_000, 4_520_000
_STYLES = ("Normal", "Title", "Heading 1")


def write(plan: Plan, path: str | os.PathLike, languages: str | None = None) -> Path:
    """Write a plan as a Word document.

    Parameters
    ----------
    plan : Plan
    path : str or Path
        Ends in ``.docx``; folders are made.
    languages : {"zh", "en", "both"}, optional
        Left out: the current language. ``"both"``: the whole plan in Chinese, then in English on a new page.

    Returns
    -------
    Path
        Where the document is.

    Raises
    ------
    CourseError
        If the name does not end in ``.docx``, there is no such language, or the file cannot be written.
    """
    path = Path(path)
    wanted = LANGUAGES if languages == "both" else (languages or language(),)
    if path.suffix.lower() != ".docx":
        raise CourseError(
            say(zh="文件名 {name} 应以 .docx 结尾。", en="The file name {name} must end in .docx.").format(
                name=path.name
            )
        )
    if not set(wanted) <= set(LANGUAGES):
        raise CourseError(
            say(
                zh='languages 应为 "zh"、"en" 或 "both"，得到的是 {x!r}。',
                en='languages must be "zh", "en" or "both", but is {x!r}.',
            ).format(x=languages)
        )
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _document(plan, wanted).save(str(path))
    return path


def _document(plan: Plan, codes: tuple[str, ...]) -> Any:
    from docx import Document
    from docx.shared import Cm, Pt

    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    _set_fonts(document, codes[0])
    document.styles["Normal"].font.size = Pt(10)
    document.core_properties.title = in_language(plan.title, codes[0])
    document.core_properties.author = document.core_properties.comments = ""
    for at, code in enumerate(codes):
        if at:
            document.add_page_break()
        document.add_heading(in_language(plan.title, code), 0)
        for number, section in enumerate(plan.sections):
            _section(document, section, code)
            if number == 0 and plan.draw is not None:
                _picture(document, plan, code)
    return document


def _set_fonts(document: Any, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for name in _STYLES:
        properties = document.styles[name].element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        fonts.attrib.clear()  # the template's theme fonts would win over the names below
        for kind, font in _FONTS.items():
            fonts.set(qn("w:" + kind), font)
    tag = OxmlElement("w:lang")
    tag.set(qn("w:val"), "en-GB")
    tag.set(qn("w:eastAsia"), "zh-CN")
    properties = document.styles["Normal"].element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(tag)


def _section(document: Any, section: Section, code: str) -> None:
    document.add_heading(in_language(section.name, code), 1)
    if section.lines:
        table = document.add_table(rows=0, cols=2, style="Table Grid")
        table.autofit = False
        table.columns[0].width, table.columns[1].width = _NAME, _ANSWER
        for line in section.lines:
            cells = table.add_row().cells
            cells[0].width, cells[1].width = _NAME, _ANSWER
            cells[0].paragraphs[0].add_run(in_language(line.name, code)).bold = True
            _answer(cells[1], line, code)
        document.add_paragraph()
    for sheet in section.sheets:
        table = document.add_table(rows=1, cols=len(sheet.headings), style="Table Grid")
        for cell, heading in zip(table.rows[0].cells, sheet.headings, strict=True):
            cell.paragraphs[0].add_run(in_language(heading, code)).bold = True
        for row in sheet.rows:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.paragraphs[0].add_run(in_language(value, code))
        _repeat_head(table)
        document.add_paragraph()


def _answer(cell: Any, line: Line, code: str) -> None:
    paragraph = cell.paragraphs[0]
    if line.answer is not None:
        paragraph.add_run(in_language(line.answer, code))
        return
    from docx.enum.text import WD_COLOR_INDEX

    mark = paragraph.add_run(in_language(EMPTY, code))
    mark.font.highlight_color = WD_COLOR_INDEX.YELLOW
    paragraph.add_run(in_language(line.hint, code)).italic = True


def _repeat_head(table: Any) -> None:
    """Let the headings stand on every page that the table runs over."""
    from docx.oxml import OxmlElement

    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _picture(document: Any, plan: Plan, code: str) -> None:
    import matplotlib.pyplot as plt
    from docx.shared import Cm

    with speaking(code):
        drawn = plan.draw()  # type: ignore[misc]
        image = io.BytesIO(drawn.png())
        plt.close(drawn.figure)
    document.add_picture(image, width=Cm(15))
    document.add_paragraph().add_run(in_language(drawn.alt, code)).italic = True
