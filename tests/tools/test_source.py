import pytest

from tools.pairs import exercise_ids, source_faults
from tools.source import Code, Pair, SourceError, read_source


def zh(text):
    return '# %% [markdown] lang="zh"\n' + "".join(f"# {line}\n" for line in text.splitlines()) + "\n"


def en(text):
    return zh(text).replace('lang="zh"', 'lang="en"')


@pytest.fixture
def write(tmp_path):
    def _write(text, name="01_01_tiny.py"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def test_blocks_are_read_in_order(write):
    path = write(zh("甲") + en("A") + '# %% tags=["check"]\nassert True\n')
    assert read_source(path) == [Pair("甲", "A"), Code("assert True", ("check",))]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (zh("甲") + zh("乙") + en("B"), 'no lang="en" cell follows the text "甲"'),
        (zh("甲"), 'no lang="en" cell follows'),
        (zh("甲") + "# %%\n1\n", 'no lang="en" cell follows'),
        (en("A"), 'no lang="zh" cell stands before'),
        ("# %% [markdown]\n# A\n", "is neither code nor"),
        ('# %% tags=["stub"]\n1\n', "the tag 'stub' is not known here"),
        ('# %% tags=["solutions"]\n1\n', "the tag 'solutions' is not known"),
    ],
)
def test_a_wrong_source_is_refused_in_one_sentence(write, text, reason):
    with pytest.raises(SourceError, match=reason):
        read_source(write(text))


def test_a_cell_is_stub_or_solution_not_both(write):
    path = write('# %% tags=["stub", "solution"]\n1\n', "01_01_tiny.exercises.py")
    with pytest.raises(SourceError, match="more than one"):
        read_source(path)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (zh("## 甲") + en("### A"), "heading levels"),
        (zh("[甲](a.md)") + en("[A](b.md)"), "links"),
        (zh("练习 01_01.2") + en("Exercise 01_01.3"), "exercise ids"),
        (zh("- 甲\n- 乙") + en("- A"), "list items"),
        (zh("| 甲 |\n| --- |\n| 乙 |") + en("| A |\n| --- |"), "table rows"),
        (zh("用 `as_of`") + en("with `asof`"), "code in backquotes"),
        (zh("# 甲") + en("# A"), "heading of the first level"),
        ("# %%\nx = 1  # one\n", "carries the comment '# one'"),
        ("# %%\nx = 1;\n", "semicolon"),
    ],
)
def test_a_difference_between_the_sides_is_found(write, text, reason):
    (fault,) = source_faults(write(text))
    assert reason in fault


def test_what_is_alike_is_no_fault(write):
    path = write(
        zh("## 甲\n见[甲](../zh/a.ipynb)，`x`。\n\n1. 一")
        + en("## A\nSee [A](../en/a.ipynb), `x`.\n\n1. one")
        + '# %%\nx = "# not a comment"\n\n# %% tags=["check"]\nassert x  # why\n'
    )
    assert source_faults(path) == []


def test_exercise_ids_are_taken_from_the_code(write):
    code = '# %%\ncc.exercise("01_01.2").show()\ncc.exercise("01_01.2")\n'
    assert exercise_ids(write(zh("01_01.9") + en("01_01.9") + code)) == ["01_01.2"]
