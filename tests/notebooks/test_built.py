"""The committed notebooks: equal to a fresh build, alike in both languages, nothing given away."""

import re

import nbformat
import pytest

from custclass.show.say import LANGUAGES
from tools.assemble import LANGUAGE_CELL, finish, to_text
from tools.build import unrun
from tools.course import KINDS, Course
from tools.glossary import PAGE
from tools.source import Code, read_source

COURSE = Course()
PLANNED = [*COURSE.planned(), *(("notebooks", lang, PAGE) for lang in LANGUAGES)]
EXERCISES = [job for job in PLANNED if job[0] == "exercises"]
each_notebook = pytest.mark.parametrize(("kind", "lang", "stem"), PLANNED, ids=map("/".join, PLANNED))
each_exercises = pytest.mark.parametrize(("kind", "lang", "stem"), EXERCISES, ids=map("/".join, EXERCISES))
LINK = re.compile(r"\]\(([^)\s]+)")
ELSEWHERE = ("http://", "https://", "mailto:", "#")


def read(kind, lang, stem):
    path = COURSE.notebook(kind, lang, stem)
    assert path.exists(), f"{path.name} is not built: run make build"
    return nbformat.read(path, as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


@each_notebook
def test_it_equals_a_fresh_build_but_for_outputs(kind, lang, stem):
    stored = read(kind, lang, stem)
    for cell in code(stored):
        cell["outputs"] = []
        cell["execution_count"] = None
    assert to_text(stored) == to_text(finish(unrun(COURSE, kind, lang, stem))), "run make build"


def test_no_notebook_is_left_without_a_source():
    stored = {path for kind in KINDS for path in (COURSE.root / kind).glob("*/*.ipynb")}
    assert stored == {COURSE.notebook(*job) for job in PLANNED}


@each_notebook
def test_both_languages_have_the_same_code_but_the_language_cell(kind, lang, stem):
    zh, en = ([cell.source for cell in code(read(kind, side, stem))] for side in LANGUAGES)
    assert zh[1:] == en[1:]
    if stem != PAGE:
        assert zh[0] == LANGUAGE_CELL.format(lang="zh")
        assert en[0] == LANGUAGE_CELL.format(lang="en")


@each_notebook
def test_it_ran_as_it_should_and_without_a_complaint(kind, lang, stem):
    cells = code(read(kind, lang, stem))
    counts = [cell.execution_count for cell in cells]
    assert counts == ([None] * len(cells) if kind == "exercises" else list(range(1, len(cells) + 1)))
    outputs = [output for cell in cells for output in cell.outputs]
    assert not any(output.output_type == "error" or output.get("name") == "stderr" for output in outputs)
    if kind == "exercises":
        assert outputs == []


@each_exercises
def test_no_solution_is_given_away(kind, lang, stem):
    blocks = [block for block in read_source(COURSE.exercise_source(stem)) if isinstance(block, Code)]
    solutions = [block for block in blocks if "solution" in block.tags]
    open_to_all = {line for block in blocks if block not in solutions for line in block.text.splitlines()}
    secret = {line for block in solutions for line in block.text.splitlines() if line} - open_to_all
    notebook = read(kind, lang, stem)
    shown = {line for cell in notebook.cells for line in cell.source.splitlines()}
    assert sorted(secret & shown) == []
    assert not any(".solution(" in cell.source for cell in code(notebook))


@each_notebook
def test_every_local_link_leads_to_a_file(kind, lang, stem):
    folder = COURSE.notebook(kind, lang, stem).parent
    texts = [cell.source for cell in read(kind, lang, stem).cells if cell.cell_type == "markdown"]
    targets = [target for text in texts for target in LINK.findall(text) if not target.startswith(ELSEWHERE)]
    assert targets
    assert [target for target in targets if not (folder / target.split("#")[0]).exists()] == []
