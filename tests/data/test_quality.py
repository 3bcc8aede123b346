"""Entry standards: every fault is counted once, nothing is repaired silently, no row is lost."""

from __future__ import annotations

import sys

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import custclass as cc
from custclass.data.formats import FORMATS, clean_phone

RULES = {
    "name": {"required": True, "format": "name"},
    "phone": {"required": True, "format": "phone"},
    "email": {"format": "email"},
    "product": {"required": True, "allowed": ["茶叶", "零食"]},
    "birth_year": {"format": "year", "between": (1926, 2025)},
    "city": {"same_as": {"杭州市": "杭州", "Hangzhou": "杭州"}},
    "budget": {"between": (1, 100_000)},
    "updated_on": {"format": "date", "between": ("2020-01-01", "2025-12-31")},
}
ROWS = [
    ("S1", "王敏", "15400000001", "wang@example.com", "茶叶", 1983, "杭州", 300, "2025-03-05"),
    ("S2", "李 强", "154-0000-0002", "li@@example。com", "龙井", 83, "杭州市", -5, "2025/3/5"),
    ("S3", None, "1540000003", "no at sign", " ", 1884, " 杭州", 0, "2031-01-01"),
    ("S4", "王 敏", "+86 15400000001", None, "零食", 1983, "Hangzhou", 1, "2025-02-30"),
    ("S5", "<img src=x onerror=alert(1)>", "0571-00000005", None, "零食", None, None, None, None),
    ("S6", "=1+1", "无", None, "茶叶", 1990, "上海", 50, "2024-02-29"),
]


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr(sys.modules["custclass.show.say"], "_current", "en")


def dirty():
    return pd.DataFrame(ROWS, columns=["customer_id", *RULES], index=list("uvwxyz"))


def problems(report, standard):
    found = report.findings
    return found[found["standard"] == standard].groupby("column")["row"].apply(list).to_dict()


def test_each_standard_finds_its_faults_and_no_others():
    report = cc.check_entries(dirty(), RULES)
    assert problems(report, "completeness") == {
        "name": [3], "phone": [6], "email": [4, 5, 6], "product": [3], "birth_year": [5], "city": [5], "budget": [5],
        "updated_on": [5],
    }  # fmt: skip
    assert problems(report, "format") == {
        "name": [2, 4, 5, 6], "phone": [2, 3, 4, 5], "email": [2, 3], "birth_year": [2], "city": [2, 3, 4],
        "updated_on": [2, 4],
    }  # fmt: skip
    assert problems(report, "accuracy") == {
        "product": [2],
        "birth_year": [3],
        "budget": [2, 3],
        "updated_on": [3],
    }
    assert problems(report, "doubled") == {"phone": [1, 4], "name + birth_year": [1, 4]}


def test_counts_add_up_to_the_findings():
    report = cc.check_entries(dirty(), RULES)
    assert report.counts["problems"].sum() == len(report.findings)
    counts = report.counts.set_index(["column", "standard"])
    assert counts.loc[("phone", "completeness"), ["checked", "problems", "required"]].tolist() == [6, 1, True]
    assert counts.loc[("phone", "format"), ["checked", "problems"]].tolist() == [5, 4]
    assert counts.loc[("birth_year", "accuracy"), ["checked", "problems"]].tolist() == [4, 1]
    assert counts.loc[("phone", "format"), "share_good"] == pytest.approx(0.2)
    assert not counts.loc[("email", "completeness"), "required"]


def test_findings_tell_row_customer_and_value_in_the_current_language():
    report = cc.check_entries(dirty(), RULES)
    row = report.findings.query("column == 'budget' and standard == 'accuracy'").iloc[0]
    assert row[["row", "customer_id", "value"]].tolist() == [2, "S2", -5]
    assert row["problem"] == "not between 1 and 100000"
    cc.language("zh")
    assert "不在 1 到 100000 之间" in report.findings["problem"].tolist()
    assert "与第 4 行的 phone 相同，可能是同一个人" in report.findings["problem"].tolist()


def test_nothing_is_changed_by_looking():
    table = dirty()
    report = cc.check_entries(table, RULES)
    report.propose()
    pd.testing.assert_frame_equal(table, dirty())


def test_proposals_are_the_clear_ones_only():
    proposal = cc.check_entries(dirty(), RULES).propose()
    clear = {(row.row, row.column): row.new for row in proposal.itertuples()}
    assert clear == {
        (2, "name"): "李强", (4, "name"): "王敏", (2, "phone"): "15400000002", (4, "phone"): "15400000001",
        (2, "email"): "li@example.com", (2, "birth_year"): "1983", (2, "city"): "杭州", (3, "city"): "杭州",
        (4, "city"): "杭州", (2, "updated_on"): "2025-03-05",
    }  # fmt: skip
    assert proposal["why"].str.len().min() > 0


def test_apply_keeps_rows_order_index_and_old_values():
    report = cc.check_entries(dirty(), RULES)
    proposal = report.propose()
    repaired = report.apply(proposal)
    assert repaired.table.index.tolist() == list("uvwxyz")
    assert repaired.table["customer_id"].tolist() == dirty()["customer_id"].tolist()
    touched = {(row.row - 1, row.column) for row in proposal.itertuples()}
    for position in range(len(ROWS)):
        for column in RULES:
            one, other = repaired.table[column].iloc[position], dirty()[column].iloc[position]
            assert (position, column) in touched or one == other or (pd.isna(one) and pd.isna(other))
    assert repaired.log[["row", "column", "old", "new"]].equals(proposal[["row", "column", "old", "new"]])
    assert repaired.table["birth_year"].iloc[1] == 1983
    again = cc.check_entries(repaired.table, RULES)
    assert again.propose().empty
    assert len(again.findings) == len(report.findings) - len(proposal)


def test_apply_takes_a_part_or_another_value():
    report = cc.check_entries(dirty(), RULES)
    chosen = report.propose().query("column == 'phone' and row == 2").assign(new="15400000009")
    repaired = report.apply(chosen)
    assert repaired.table["phone"].iloc[1] == "15400000009" and len(repaired.log) == 1
    assert report.apply(report.propose().head(0)).table.equals(dirty())


@pytest.mark.parametrize("change", [{"old": "15400000007"}, {"row": 99}, {"row": 0}, {"column": "fax"}])
def test_apply_refuses_a_proposal_that_does_not_fit(change):
    report = cc.check_entries(dirty(), RULES)
    with pytest.raises(cc.CourseError, match=r"propose\(\)"):
        report.apply(report.propose().head(1).assign(**change))


def test_shared_email_and_own_lists_of_columns():
    table = pd.DataFrame({"customer_id": ["A", "B", "C"], "email": ["x@example.com", "X@example.com ", None]})
    found = cc.check_entries(table, {}).findings
    assert found["row"].tolist() == [1, 2] and found["column"].unique().tolist() == ["email"]
    assert cc.check_entries(table, {}, same_person=[]).findings.empty


@pytest.mark.parametrize(
    "rules, words",
    [
        ({"fax": {}}, "fax.*customer_id"),
        ({"name": {"requird": True}}, "requird.*required"),
        ({"name": {"format": "fon"}}, "fon.*phone"),
        ({"budget": {"between": 5}}, "budget.*lowest"),
        ({"name": {"format": "name", "between": (1, 2)}}, "name.*number"),
    ],
)
def test_a_rule_that_cannot_be_followed(rules, words):
    with pytest.raises(cc.CourseError, match=words):
        cc.check_entries(dirty(), rules)


@pytest.mark.parametrize("name", ["王喆", "堃", "欧阳镕", "O'Neil", "Ann Lee", "阿不都·买买提", "𬎆文"])
def test_real_names_are_accepted(name):
    assert FORMATS["name"].accepts(name)


@pytest.mark.parametrize(
    "text, clean",
    [("154 0000 1234", "15400001234"), ("0086-15400001234", "15400001234"), ("１５４００００１２３４", "15400001234"),
     ("86154000012", "86154000012"), ("0571-00001234", "057100001234")],
)  # fmt: skip
def test_phones(text, clean):
    assert clean_phone(text) == clean


_texts = st.one_of(
    st.none(), st.text(max_size=12), st.text(alphabet="0123456789-+. ()@王敏。年月日/al", max_size=16)
)


@given(cells=st.lists(_texts, min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_whatever_was_typed_no_row_is_lost_and_proposals_meet_the_format(cells):
    columns = dict.fromkeys(FORMATS, cells)
    table = pd.DataFrame(columns, dtype="str").assign(customer_id=range(len(cells)))
    report = cc.check_entries(
        table, {name: {"format": name} for name in FORMATS}, same_person=[list(FORMATS)]
    )
    proposal = report.propose()
    assert all(FORMATS[row.column].accepts(row.new) and row.new != row.old for row in proposal.itertuples())
    repaired = report.apply(proposal)
    assert len(repaired.table) == len(cells) and len(repaired.log) == len(proposal)
    assert cc.check_entries(repaired.table, {name: {"format": name} for name in FORMATS}).propose().empty


# --- 1.15: who is to be revisited ---


def stale():
    dates = [
        "2025-12-30",
        "2025-07-04",
        "2025-07-05",
        "2021-01-01",
        None,
        "3/5/2025",
        "2026-01-01",
        "2025年1月1日",
    ]
    return pd.DataFrame(
        {"customer_id": [f"S{i}" for i in range(8)], "updated_on": dates}, index=range(10, 18)
    )


def test_the_revisit_list_is_sorted_by_urgency_and_says_what_it_cannot_read():
    out = cc.revisit_list(stale(), as_of="2025-12-31", every_days=180)
    assert out["customer_id"].tolist() == ["S4", "S5", "S6", "S3", "S7", "S1"]
    assert out["note"].tolist() == [
        "no date of update",
        "date not readable",
        "date after the as-of date",
        "",
        "",
        "",
    ]
    assert out["days_since"].tolist()[3:] == [1825, 364, 180] and out["days_overdue"].tolist()[5] == 0
    assert out["days_since"].isna().tolist() == [True] * 3 + [False] * 3
    assert out.loc[11, "due_on"] == pd.Timestamp("2025-12-31")
    assert out.index.tolist() == [14, 15, 16, 13, 17, 11]


def test_real_dates_serve_as_well():
    table = stale().assign(
        updated_on=pd.to_datetime(["2025-12-30"] * 7 + ["2024-12-31 23:00"], format="ISO8601")
    )
    out = cc.revisit_list(table, as_of="2025-12-31", every_days=30)
    assert out["days_since"].tolist() == [365]


@pytest.mark.parametrize("every", [0, -1, 1.5, "30", True])
def test_every_days_must_be_days(every):
    with pytest.raises(cc.CourseError, match="every_days"):
        cc.revisit_list(stale(), "2025-12-31", every)


def test_a_missing_column_is_named():
    with pytest.raises(cc.CourseError, match="changed_on.*updated_on"):
        cc.revisit_list(stale(), "2025-12-31", 30, updated="changed_on")
