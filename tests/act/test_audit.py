"""The audit of a scheme: every limit passes where it should, and fails where it should."""

import pandas as pd
import pytest

import custclass as cc
from custclass.act import audit
from custclass.act.audit_found import figure
from custclass.act.treatments.playbook import Playbook
from custclass.classify.catalogue import purchase_frequency, schemes, size_tier, value_tier


@pytest.fixture(scope="module")
def shops():
    grocer = cc.measure_customers(cc.load("grocery_orders"), as_of="2017-12-31")
    music = cc.measure_customers(cc.load("cdnow_orders"), as_of="1997-12-31")
    return grocer, music


def _book(days, channel="phone"):
    row = {"message": "m", "channel": channel, "service_level": "standard", "owner": "Li"}
    return Playbook({code: row | {"visit_every_days": n} for code, n in days.items()}, schemes["activity"])


@pytest.mark.parametrize("scheme", [size_tier(500, 2000), value_tier(500, 2000, 20, 50)])
def test_rules_of_the_grocer_fail_on_the_music_shop(shops, scheme):
    at_home, away = (audit.audit(scheme, shop).set_index("limit")["passed"] for shop in shops)
    fit = ["cuts", "largest", "smallest"]
    assert at_home[fit].eq(True).all() and away[fit].eq(False).all()
    assert away[["fields", "sql", "seconds"]].eq(True).all()


def test_what_was_not_measured_has_not_passed(shops):
    table = audit.audit(size_tier(500, 2000), shops[0]).set_index("limit")
    assert list(table.index) == list(audit.LIMITS)
    for code in ("complete", "fresh", "capacity", "groups", "agreement"):
        assert table.loc[code, "passed"] is None and pd.isna(table.loc[code, "measured"])


def test_own_requirement_replaces_the_usual_one(shops):
    scheme = size_tier(500, 2000)
    strict = audit.largest(scheme, shops[0], required=0.3)
    table = audit.audit(scheme, shops[0], strict)
    assert (table["limit"] == "largest").sum() == 1
    assert table.set_index("limit").loc["largest", "passed"] is False


def test_records_with_a_gap_are_incomplete_and_a_bad_date_is_stale():
    records = pd.DataFrame({
        "name": ["A", " ", "C", "D"],
        "updated_on": ["2025-12-31", "2024-12-31", "2026-01-01", "soon"],
    })  # fmt: skip
    assert audit.complete(records, ["name"]).measured == 0.75
    assert audit.fresh(records, "2025-12-31", days=365).measured == 0.5
    assert audit.fresh(records, "2025-12-31", days=364).measured == 0.25


def test_boundaries_of_the_requirements_pass():
    records = pd.DataFrame({"name": ["A"] * 19 + [None]})
    assert audit.complete(records, ["name"], required=0.95).passed
    assert not audit.complete(records, ["name"], required=0.96).passed
    people = pd.DataFrame({"frequency": [1] * 80 + [30] * 20})
    assert audit.largest(purchase_frequency(20, 60), people, required=0.8).passed
    assert not audit.largest(purchase_frequency(20, 60), people, required=0.79).passed


def test_customer_at_a_cut_point_is_not_below_it():
    cuts = audit.cut_points(size_tier(500, 2000), pd.DataFrame({"monetary": [499.99, 500.0, 2000.0, 3000.0]}))
    assert cuts["below"].tolist() == [0.25, 0.5]


def test_missing_measure_fails_skill_and_leaves_fit_unmeasured():
    table = audit.audit(schemes["activity"], pd.DataFrame({"monetary": [1.0, 2.0]})).set_index("limit")
    assert table.loc["fields", "passed"] is False and table.loc["sql", "passed"] is False
    assert table.loc["cuts", "passed"] is None


def test_database_agrees_on_missing_values():
    people = pd.DataFrame({"silence_gaps": [0.0, 1.99, 2.0, 4.0, None]})
    assert audit.in_sql(schemes["activity"], people).measured == 1


def test_hours_follow_customers_rhythm_and_minutes():
    classes = pd.Series(["active"] * 24 + ["lost"] * 5 + [None])
    hours = audit.hours_needed(classes, _book({"active": 365, "dormant": 30, "lost": None}), {"phone": 30})
    assert hours.loc["active", ["customers", "contacts", "hours"]].tolist() == pytest.approx([24, 2, 1])
    assert hours.loc["dormant", "hours"] == 0 and hours.loc["lost", ["contacts", "hours"]].isna().all()
    book = _book({"active": 365, "dormant": 30, "lost": None})
    assert audit.capacity(classes, book, {"phone": 30}, hours=1.01).passed
    assert not audit.capacity(classes, book, {"phone": 30}, hours=0.99).passed
    assert audit.capacity(classes, book, {"phone": 30}, hours=2).sentence.en.endswith(
        "not counted: lost customer."
    )
    planned = _book({"active": 365, "dormant": 30, "lost": 90})
    assert "not counted" not in audit.capacity(classes, planned, {"phone": 30}, hours=2).sentence.en


def test_playbook_without_any_rhythm_has_no_hours():
    book = _book(dict.fromkeys(schemes["activity"].codes))
    with pytest.raises(cc.CourseError):
        audit.capacity(pd.Series(["active"]), book, {"phone": 1}, hours=9)


def test_channel_without_minutes_is_refused():
    with pytest.raises(cc.CourseError, match="visit"):
        audit.hours_needed(
            pd.Series(["active"]), _book({"active": 9, "dormant": 9, "lost": 9}, "visit"), {"phone": 1}
        )


def test_gap_between_groups_fails_but_chance_does_not():
    by = ["A"] * 100 + ["B"] * 100
    real = audit.groups([True] * 60 + [False] * 40 + [True] * 20 + [False] * 80, by)
    assert real.measured == pytest.approx(0.4) and not real.passed
    chance = audit.groups([True] * 56 + [False] * 44 + [True] * 45 + [False] * 55, by)
    assert chance.measured == 0 and chance.passed
    assert not audit.groups([True] * 56 + [False] * 44 + [True] * 20 + [False] * 80, by, required=0.35).passed


def test_groups_by_index_and_without_small_ones():
    flags = pd.Series([True] * 40 + [False] * 40 + [True] * 3, index=range(83))
    by = pd.Series(["B"] * 40 + ["A"] * 40 + ["C"] * 3, index=range(83)).sample(frac=1, random_state=0)
    assert audit.groups(flags, by).measured == 1
    with pytest.raises(cc.CourseError):
        audit.groups(flags, by, least=60)


def test_agreement_beyond_chance():
    first = pd.Series(["a"] * 90 + ["b"] * 10)
    assert audit.agreement(first, pd.Series(["a"] * 100)).measured == pytest.approx(0)
    swapped = first.copy()
    swapped.iloc[[0, 95]] = ["b", "a"]
    found = audit.agreement(first, swapped)
    assert found.measured == pytest.approx((0.98 - 0.82) / 0.18) and found.passed


@pytest.mark.parametrize("code", ["zh", "en"])
def test_table_shows_verdicts_in_the_language(shops, code):
    before = cc.language()
    try:
        cc.language(code)
        shown = str(audit.audit_table(audit.audit(size_tier(500, 2000), shops[1])))
        wanted = {
            "zh": ["✗ 不通过", "? 没有量", "小客户"],
            "en": ["✗ failed", "? not measured", "small customer"],
        }[code]
        assert all(word in shown for word in wanted)
    finally:
        cc.language(before)


def test_empty_table_is_refused():
    with pytest.raises(cc.CourseError):
        audit.complete(pd.DataFrame({"name": []}), ["name"])
    with pytest.raises(cc.CourseError):
        audit.largest(size_tier(), pd.DataFrame({"monetary": []}))


def test_figures_have_units():
    before = cc.language()
    try:
        cc.language("en")
        assert figure("capacity", 111.87) == "111.87 hours a month" and figure("cuts", float("nan")) == "—"
    finally:
        cc.language(before)
