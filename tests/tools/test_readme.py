import pytest

from tools.readme import lesson_table, with_table, write


def test_the_table_lists_the_lessons_of_the_syllabus(tiny):
    table = lesson_table(tiny, "zh").splitlines()
    assert table[2].startswith("| 1 第一 | [小课](notebooks/zh/01_01_tiny.ipynb) | 5 | ")
    assert table[2].endswith(" | [打开](exercises/zh/01_01_tiny.ipynb) | 1.01 |")
    assert len(table) == 4


def test_it_replaces_what_stands_between_the_markers(tiny):
    text = "before\n<!-- lessons:begin -->\nold\n<!-- lessons:end -->\nafter\n"
    once = with_table(text, tiny, "en")
    assert "old" not in once and once.startswith("before\n") and once.endswith("\nafter\n")
    assert with_table(once, tiny, "en") == once


def test_it_is_written_into_the_readme_once(tiny):
    path = tiny.root / "README.zh.md"
    path.write_text("<!-- lessons:begin --><!-- lessons:end -->", encoding="utf-8")
    assert write(tiny) == [path]
    assert "小课" in path.read_text(encoding="utf-8")
    assert write(tiny) == []


def test_missing_markers_are_said(tiny):
    with pytest.raises(ValueError, match="lessons:begin"):
        with_table("no markers", tiny, "en")
