"""The playbook: a file that a team edits, every slip told in one sentence, nothing that becomes a formula."""

from __future__ import annotations

import pandas as pd
import pytest
from openpyxl import load_workbook

from custclass.act.spreadsheet import guarded, unguarded
from custclass.act.treatments import Playbook, care_classes
from custclass.classify.catalogue import schemes
from custclass.show.say import LANGUAGES, CourseError, language

SCHEME = schemes["activity"]
ROW = {
    "message": "hello",
    "channel": "phone",
    "service_level": "priority",
    "visit_every_days": 30,
    "owner": "Li",
}


@pytest.fixture
def book():
    return Playbook(dict.fromkeys(SCHEME.codes, ROW), SCHEME)


def refused(work) -> dict[str, str]:
    """Return the sentence of the error that `work` raises, in both languages."""
    with pytest.raises(CourseError) as caught:
        work()
    return {code: caught.value.text.in_(code) for code in LANGUAGES}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", ["book.csv", "book.xlsx"])
def test_what_is_written_is_read_again(book, tmp_path, code, name):
    language(code)
    book.table.loc[1, "visit_every_days"] = pd.NA
    book.table.loc[2, "owner"] = "=1+1"
    path = book.write(tmp_path / name)
    language("zh" if code == "en" else "en")  # the team's file does not depend on the reader's language
    pd.testing.assert_frame_equal(Playbook.read(path, SCHEME).table, book.table)


def test_whole_days_are_written_as_whole_days(book, tmp_path):
    book.table.loc[1, "visit_every_days"] = pd.NA
    text = book.write(tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert ",30,Li" in text and "30.0" not in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_files_in_the_encodings_of_spreadsheets_are_read(book, tmp_path, encoding):
    language("zh")
    book.table["message"] = "好久不见，给您留了新茶，欢迎来店里尝一尝"
    text = book.write(tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    (tmp_path / "b.csv").write_bytes(text.encode(encoding))
    pd.testing.assert_frame_equal(Playbook.read(tmp_path / "b.csv", SCHEME).table, book.table)


@pytest.mark.parametrize(
    ("column", "cell", "row"),
    [
        ("visit_every_days", "sixty", 3),
        ("visit_every_days", "0", 3),
        ("visit_every_days", "2.5", 3),
        ("visit_every_days", "nan", 3),
        ("visit_every_days", "inf", 3),
        ("channel", "pigeon", 3),
        ("service_level", "", 3),
        ("owner", " ", 3),
        ("class", "gone", 3),
    ],
)
def test_a_bad_cell_is_named_with_file_row_and_column(book, tmp_path, column, cell, row):
    language("en")
    table = book.table.astype("object")
    table.loc[1, column] = cell
    table.to_csv(tmp_path / "team.csv", index=False, encoding="utf-8")
    said = refused(lambda: Playbook.read(tmp_path / "team.csv", SCHEME))
    assert f"team.csv, row {row}" in said["en"] and f"team.csv 第 {row} 行" in said["zh"]
    if cell.strip():
        assert cell in said["en"] and cell in said["zh"]


def test_blank_lines_do_not_shift_the_row_that_is_named(book, tmp_path):
    language("en")
    lines = (
        book.table.astype("object")
        .assign(channel=["phone", "phone", "pigeon"])
        .to_csv(index=False)
        .splitlines()
    )
    (tmp_path / "team.csv").write_text("\n".join([*lines[:2], "", *lines[2:]]), encoding="utf-8")
    assert "row 5" in refused(lambda: Playbook.read(tmp_path / "team.csv", SCHEME))["en"]


def test_a_class_left_out_or_written_twice_is_named(book):
    said = refused(lambda: Playbook(book.table.iloc[:2], SCHEME))
    assert "流失客户" in said["zh"] and "lost customer" in said["en"]
    twice = pd.concat([book.table, book.table.head(1)])
    assert "row 5" in refused(lambda: Playbook(twice, SCHEME))["en"]


def test_a_missing_column_is_named(book):
    assert "owner" in refused(lambda: Playbook(book.table.drop(columns="owner"), SCHEME))["en"]


def test_nothing_in_a_file_is_a_formula(book, tmp_path):
    for start in "=+-@":
        book.table["message"] = start + "cmd"
        sheet = load_workbook(book.write(tmp_path / "a.xlsx")).active
        assert sheet["B2"].data_type == "s" and sheet["B2"].quotePrefix
        text = book.write(tmp_path / "a.csv").read_text(encoding="utf-8-sig")
        assert f",{start}cmd" not in text and f"'{start}cmd" in text


@pytest.mark.parametrize("text", ["=1", "+1", "-", "@x", "tea", "'tea'", "'=1", "''=1", "", "\t=1", "a=1"])
def test_guarding_a_text_loses_nothing(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t"))


def test_it_is_applied_to_customers_in_their_order(book):
    people = pd.DataFrame({"customer_id": ["b", "a", "c"], "silence_gaps": [9.0, 0.0, None]}, index=[7, 3, 5])
    found = book.apply(people)
    assert found.index.tolist() == [7, 3, 5] and found["customer_id"].tolist() == ["b", "a", "c"]
    assert found["class"].tolist() == ["lost", "active", "lost"] and (found["owner"] == "Li").all()
    known = book.apply(people, pd.Series(["active", None, "dormant"], index=people.index))
    assert known["owner"].isna().tolist() == [False, True, False]


def test_the_classes_have_no_hole_and_no_dead_class():
    check = care_classes().check()
    assert len(check.holes) == 0 and len(check.dead) == 0
