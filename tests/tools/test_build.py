import nbformat
import pytest

from tools.build import build
from tools.source import SourceError


def read(course, kind, lang, stem="01_01_tiny"):
    return nbformat.read(course.notebook(kind, lang, stem), as_version=4)


def sources(notebook, cell_type="code"):
    return [cell.source for cell in notebook.cells if cell.cell_type == cell_type]


def test_check_cells_are_not_in_the_notebook(built):
    assert not any("assert" in source for source in sources(read(built, "notebooks", "en")))


def test_execution_counts_have_no_gap_where_a_check_cell_was(built):
    cells = [cell for cell in read(built, "notebooks", "en").cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == [1, 2, 3]
    assert cells[2].outputs[0].execution_count == 3


def test_it_runs_as_the_course_learner_in_the_notebooks_folder_without_a_language(built):
    for lang in ("zh", "en"):
        last = [cell for cell in read(built, "notebooks", lang).cells if cell.cell_type == "code"][-1]
        assert last.outputs[0].data["text/plain"] == "('course', False, True)"


def test_first_cell_sets_the_language_and_is_the_only_code_that_differs(built):
    zh, en = (sources(read(built, "notebooks", lang)) for lang in ("zh", "en"))
    assert zh[0] == 'import custclass as cc\ncc.language("zh")'
    assert en[0] == 'import custclass as cc\ncc.language("en")'
    assert zh[1:] == en[1:]


def test_head_and_foot_come_from_the_syllabus(built):
    texts = sources(read(built, "notebooks", "zh"), "markdown")
    assert texts[0].startswith("# 小课\n\n第 1 章：第一 · 约 5 分钟")
    assert "- 看懂" in texts[0] and "- 1.01 客户分类的定义与目的" in texts[0]
    assert "[本课练习](../../exercises/zh/01_01_tiny.ipynb)" in texts[-1]
    assert "[下一课：下一](01_02_next.ipynb)" in texts[-1]
    assert "[This page in English](../en/01_01_tiny.ipynb)" in texts[-1]
    assert "solutions" not in texts[-1]


def test_exercises_hold_the_stub_and_solutions_the_solution(built):
    exercises, solutions = read(built, "exercises", "zh"), read(built, "solutions", "zh")
    assert sources(exercises)[1:] == ["numbers = [1, 2]", "answer = ...", "answer"]
    assert sources(solutions)[1:] == ["numbers = [1, 2]", "secret = sum(numbers)\nanswer = secret", "answer"]
    assert not any(cell.get("outputs") for cell in exercises.cells)
    assert solutions.cells[-2].outputs[0].data["text/plain"] == "3"


def test_two_builds_are_byte_identical(built, tiny):
    assert build(tiny, ["01_01_tiny", "glossary"]) == []
    files = sorted(path.relative_to(tiny.root) for path in tiny.root.rglob("*.ipynb"))
    assert len(files) == 8
    for file in files:
        assert (tiny.root / file).read_bytes() == (built.root / file).read_bytes(), file


def test_only_what_changed_is_built(tiny, capsys):
    source = tiny.lesson_source("01_02_next")
    source.write_text('# %% [markdown] lang="zh"\n# 甲\n\n# %% [markdown] lang="en"\n# A\n', encoding="utf-8")
    build(tiny, ["01_02_next"])
    assert capsys.readouterr().out.count("written") == 2
    build(tiny, ["01_02_next"])
    assert "written" not in capsys.readouterr().out
    built_file = tiny.notebook("notebooks", "zh", "01_02_next")
    built_file.write_text(built_file.read_text(encoding="utf-8").replace("甲", "乙"), encoding="utf-8")
    build(tiny, ["01_02_next"])
    assert capsys.readouterr().out.count("notebooks/zh/01_02_next: written") == 1
    source.write_text(source.read_text(encoding="utf-8") + "\n# %%\n1\n", encoding="utf-8")
    build(tiny, ["01_02_next"])
    assert capsys.readouterr().out.count("written") == 2


def test_a_refused_notebook_leaves_the_old_file_and_names_the_cell(tiny):
    target = tiny.notebook("notebooks", "zh", "01_02_next")
    target.parent.mkdir(parents=True)
    target.write_text("old", encoding="utf-8")
    with tiny.lesson_source("01_02_next").open("a", encoding="utf-8") as file:
        file.write('\n# %% tags=["check"]\nassert total == 42, "the text says 42"\n')
    refused = build(tiny, ["01_02_next"])
    assert len(refused) == 2
    assert all("the text says 42" in sentence for sentence in refused)
    assert target.read_text(encoding="utf-8") == "old"


def test_a_name_that_only_a_check_cell_sets_is_refused(tiny):
    with tiny.lesson_source("01_02_next").open("a", encoding="utf-8") as file:
        file.write('\n# %% tags=["check"]\nhidden = 42\n\n# %%\nprint("sum", hidden)\n')
    refused = build(tiny, ["01_02_next"])
    assert len(refused) == 2
    assert all('"print("sum", hidden)": Undefined name `hidden`' in sentence for sentence in refused)


def test_a_stem_without_source_is_said(tiny):
    with pytest.raises(SourceError, match="09_09_nothing"):
        build(tiny, ["09_09_nothing"])
