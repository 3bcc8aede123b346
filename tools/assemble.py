"""From a source to a notebook that has not run yet, and the last touches after it ran."""

from __future__ import annotations

import hashlib

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tools.course import Course
from tools.frame import foot, head
from tools.source import PASSED_ON_TAGS, Code, read_source

LANGUAGE_CELL = 'import custclass as cc\ncc.language("{lang}")'
LEFT_OUT = {"notebooks": set(), "exercises": {"solution", "check"}, "solutions": {"stub"}}


def assemble(course: Course, kind: str, lang: str, stem: str) -> nbformat.NotebookNode:
    """Return the notebook to run: cells tagged ``check`` are still in it."""
    lesson = next(lesson for lesson in course.lessons if lesson.stem == stem)
    cells = [
        new_code_cell(LANGUAGE_CELL.format(lang=lang)),
        new_markdown_cell(head(course, lesson, kind, lang)),
    ]
    for block in read_source(course.source_of(kind, stem)):
        if not isinstance(block, Code):
            cells.append(new_markdown_cell(block.in_(lang)))
        elif not LEFT_OUT[kind] & set(block.tags):
            cells.append(new_code_cell(block.text, metadata={"tags": list(block.tags)}))
    cells.append(new_markdown_cell(foot(course, lesson, kind, lang)))
    return new_notebook(cells=cells, metadata={"lang": lang})


def finish(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return a copy as it is stored: no check cells, nothing of this run or machine but the outputs."""
    cells: list[nbformat.NotebookNode] = []
    count = 0
    for cell in notebook.cells:
        tags = set(cell.metadata.get("tags", []))
        if "check" in tags:
            continue
        kept_tags = sorted(tags & PASSED_ON_TAGS)
        cell_metadata = {"tags": kept_tags} if kept_tags else {}
        if cell.cell_type == "markdown":
            new = new_markdown_cell(cell.source, metadata=cell_metadata)
        else:
            ran = cell.execution_count is not None
            count += ran
            outputs = [_tidy_output(output, count) for output in cell.outputs]
            new = new_code_cell(
                cell.source, metadata=cell_metadata, outputs=outputs, execution_count=count if ran else None
            )
        new["id"] = cell_id(len(cells), new.cell_type, new.source)
        cells.append(new)
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "lang": notebook.metadata["lang"],
    }
    return new_notebook(cells=cells, metadata=metadata)


def to_text(notebook: nbformat.NotebookNode) -> str:
    """Return the file text of a finished notebook."""
    nbformat.validate(notebook)
    return nbformat.writes(notebook, version=4).rstrip("\n") + "\n"


def cell_id(position: int, cell_type: str, source: str) -> str:
    """Return the same id for the same cell at the same place, on every machine."""
    return hashlib.sha256(f"{position}\n{cell_type}\n{source}".encode()).hexdigest()[:16]


def _tidy_output(output: nbformat.NotebookNode, count: int) -> nbformat.NotebookNode:
    output = nbformat.from_dict(output)
    output.pop("transient", None)
    if output.output_type == "execute_result":
        output["execution_count"] = count
    # A widget's model id is random at each run; its text stays.
    if "data" in output:
        output.data.pop("application/vnd.jupyter.widget-view+json", None)
    return output
