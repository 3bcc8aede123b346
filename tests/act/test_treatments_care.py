"""Service, nurturing, win-back and the call list: each worked out again by hand or by another way."""

from __future__ import annotations

import gzip
import importlib
import sys

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custclass.act.treatments import (
    add_opportunities,
    call_list,
    complaint_queue,
    count_reasons,
    likelihood_by_class,
    measure_offer,
    nurturing,
    offer_value,
    profit_and_loss,
    prospect_signals,
    remarketing_list,
    visit_schedule,
    visits_needed,
)
from custclass.data.tables import FOLDER, load
from custclass.show.say import CourseError

DAY = pd.Timestamp("2025-12-31")


# service


def box(*rows):
    table = pd.DataFrame(rows, columns=["customer_id", "received", "service_level"])
    return table.assign(received=pd.to_datetime(table["received"]))


def test_whose_time_is_up_first_comes_first():
    queue = complaint_queue(
        box(
            ("new standard", "2025-12-31 10:00", "standard"),
            ("priority", "2025-12-31 11:00", "priority"),
            ("old standard", "2025-12-30 12:00", "standard"),
            ("same due, priority", "2025-12-31 08:00", "priority"),
        ),
        "2025-12-31 12:00",
    )
    assert queue["customer_id"].tolist() == ["same due, priority", "old standard", "priority", "new standard"]
    assert queue["hours_left"].tolist() == [0, 0, 3, 22] and not queue["overdue"].any()


def test_a_complaint_is_late_one_minute_after_its_time():
    late = complaint_queue(box(("a", "2025-12-31 08:00", "priority")), "2025-12-31 12:01")
    assert late["overdue"].item()
    with pytest.raises(CourseError, match="gold"):
        complaint_queue(box(("a", "2025-12-31 08:00", "gold")), DAY)
    assert complaint_queue(box(), DAY).empty


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 200), st.integers(1, 90)), max_size=25),
    st.integers(1, 3),
    st.integers(1, 12),
)
def test_visits_keep_the_capacity_working_days_and_due_days(people, per_day, days):
    table = pd.DataFrame(people, columns=["ago", "visit_every_days"])
    table["customer_id"] = [f"S{n}" for n in range(len(table))]
    table["last_visit"] = DAY - pd.to_timedelta(table["ago"], unit="D")
    plan = visit_schedule(table, "2025-12-31", per_day, days, holidays=["2026-01-01"])
    assert sorted(plan["customer_id"]) == sorted(table["customer_id"])
    made = plan["visit_on"].dropna()
    assert (
        (made.dt.day_of_week < 5).all() and (made > DAY).all() and (made != pd.Timestamp("2026-01-01")).all()
    )
    assert made.value_counts().max() <= per_day if len(made) else True
    assert (plan["visit_on"].dropna() >= plan.loc[made.index, "due_on"]).all()
    assert plan["overdue_days"].tolist() == sorted(plan["overdue_days"], reverse=True)
    expected = {row.customer_id: max(row.ago - row.visit_every_days, 0) for row in table.itertuples()}
    assert dict(zip(plan["customer_id"], plan["overdue_days"], strict=True)) == expected
    # Nobody waits while there is room on a day on which they are due.
    room = made.value_counts()
    for row in plan[plan["visit_on"].isna()].itertuples():
        open_days = pd.bdate_range("2026-01-02", periods=days)
        assert all(room.get(day, 0) == per_day for day in open_days if day >= row.due_on)


def test_never_visited_is_due_now_and_no_rhythm_is_no_visit():
    table = pd.DataFrame({
        "customer_id": ["never", "no rhythm", "rich"], "visit_every_days": [30, None, 30],
        "last_visit": [pd.NaT, pd.NaT, pd.NaT], "worth": [1, 9, 5],
    })  # fmt: skip
    plan = visit_schedule(table, "2025-12-31", per_day=1, value="worth")
    assert plan["customer_id"].tolist() == ["rich", "never"] and (plan["overdue_days"] == 0).all()
    assert visits_needed(table, days=250) == pytest.approx(2 * 365 / 30)
    with pytest.raises(CourseError):
        visit_schedule(table, "2025-12-31", per_day=0)


# nurturing


def test_signals_count_what_lies_in_the_window():
    events = pd.DataFrame({
        "customer_id": "S1",
        "time": pd.to_datetime(["2025-12-31 23:59", "2025-12-02 00:00", "2025-12-01 23:59", "2026-01-01 00:00"]),
        "kind": ["view", "cart", "cart", "cart"],
    })  # fmt: skip
    calls = pd.DataFrame({
        "customer_id": "S1",
        "time": pd.to_datetime(["2025-05-01", "2025-06-01", "2025-07-01", "2026-01-01"]),
        "result": ["no_answer", "interested", "no_answer", "refused"],
    })  # fmt: skip
    people = pd.DataFrame({"customer_id": ["S1", "S2"]}, index=[4, 2])
    found = prospect_signals(people, events, calls, "2025-12-31")
    assert found.loc[4, ["looks", "strong", "refusals", "unanswered"]].tolist() == [1, 1, 0, 1]
    assert found.loc[2, ["looks", "strong", "refusals", "unanswered"]].tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("strong", "refusals", "unanswered", "looks", "step"),
    [
        (1, 1, 0, 9, "rest"),
        (1, 0, 9, 0, "follow_up"),
        (0, 1, 0, 9, "rest"),
        (0, 0, 3, 9, "rest"),
        (0, 0, 2, 3, "inform"),
        (0, 0, 2, 2, "contact"),
    ],
)
def test_steps_at_their_boundaries(strong, refusals, unanswered, looks, step):
    row = {"strong": [strong], "refusals": [refusals], "unanswered": [unanswered], "looks": [looks]}
    assert nurturing().classify(pd.DataFrame(row)).item() == step
    assert not len(nurturing().check().holes)


# winning back


def test_reasons_add_up_and_an_offer_is_no_answer_to_quality():
    former = load("shop_winback")
    found = count_reasons(former, value="yearly_amount")
    assert found["customers"].sum() == len(former) and found["customer_share"].sum() == pytest.approx(1)
    assert found["money"].sum() == pytest.approx(former["yearly_amount"].sum())
    assert found["answer"].to_dict()["quality"] == "mend" and found["answer"].to_dict()["unknown"] == "ask"
    assert found["customers"].is_monotonic_decreasing


@pytest.mark.parametrize("column", ["offer", None])
def test_the_offer_is_measured_against_the_control_group(column):
    test = load("shop_winback").assign(reason=lambda t: t["reason"].fillna("unknown"))
    found = measure_offer(test, margin=0.35, by="reason" if column else None)
    part = test[test["reason"] == "price"] if column else test
    row = found.loc["price"] if column else found.iloc[0]
    arms = [part[part["offer"]], part[~part["offer"]]]
    gain = [(arm["amount"] * 0.35 - arm["cost"]).mean() for arm in arms]
    assert row["extra"] == pytest.approx(arms[0]["returned"].mean() - arms[1]["returned"].mean())
    assert row["profit"] == pytest.approx(gain[0] - gain[1])
    assert row["low"] < row["extra"] < row["high"] and row["profit_low"] < row["profit"] < row["profit_high"]


def test_the_value_of_an_offer_counts_those_who_come_anyway():
    # 1,000 people, 200 back with the offer, 120 without, margin 150, offer 40, contact 1
    assert 1000 * offer_value(0.2, 0.12, 150, 1, 40) == pytest.approx(80 * 150 - 1000 - 200 * 40)
    assert offer_value(0.2, 0.2, 150, 0, 40) == pytest.approx(-8)
    with pytest.raises(CourseError):
        offer_value(20, 12, 150, 1, 40)


def test_a_test_without_a_control_group_is_refused():
    with pytest.raises(CourseError):
        measure_offer(load("shop_winback").query("offer"), margin=0.35)


def test_remarketing_takes_lapsed_customers_who_looked_lately():
    events = pd.DataFrame({
        "customer_id": ["S1", "S1", "S1", "S2", "S3", "S4"],
        "time": pd.to_datetime(["2025-12-30", "2025-12-29", "2025-12-28", "2025-12-31", "2025-12-01", "2025-12-30"]),
        "kind": ["view", "cart", "search", "view", "view", "like"],
        "category": ["tea", "home", "home", "gift", "tea", "tea"],
    })  # fmt: skip
    found = remarketing_list(pd.Series(["S1", "S2", "S3", "S4"]), events, "2025-12-31", days=30)
    assert found["customer_id"].tolist() == ["S2", "S1"] and found["category"].tolist() == ["gift", "home"]
    assert remarketing_list(pd.Series(["S9"]), events, "2025-12-31").empty


def test_the_winback_table_is_what_its_script_makes():
    sys.path.insert(0, str(FOLDER))
    try:
        script, writing = importlib.import_module("make_winback"), importlib.import_module("writing")
    finally:
        sys.path.remove(str(FOLDER))
    path = FOLDER / "shop_winback.csv"
    content = path.read_bytes()
    assert writing.csv_bytes(script.make()) == (gzip.decompress(content) if path.suffix == ".gz" else content)


def test_the_winback_table_holds_what_its_card_states():
    test = load("shop_winback")
    assert len(test) == 1600 and test["customer_id"].is_unique and test["offer"].sum() == 800
    assert (test["origin"] == "shop").sum() == 368
    assert (test["returned"] == test["returned_on"].notna()).all() and (
        (test["amount"] > 0) == test["returned"]
    ).all()
    assert (test["cost"] == test["offer"] * (1 + 30 * test["returned"])).all()
    days = (test["returned_on"] - test["sent_on"]).dt.days.dropna()
    assert days.between(1, 90).all()
    price = test[test["reason"] == "price"].groupby("offer")["returned"].mean()
    assert price[True] == pytest.approx(0.26, abs=0.08) and price[False] == pytest.approx(0.10, abs=0.06)


# the call list


PEOPLE = pd.DataFrame({
    "customer_id": ["S3", "S1", "S2", "S4"],
    "class": ["active", "lost", "active", "lost"],
    "worth": [60.0, 500.0, 80.0, 20.0],
})  # fmt: skip
CHANCE, OWNERS = {"lost": 0.1, "active": 0.4}, {"lost": "Li", "active": "Wang"}


def test_the_best_come_first_and_a_call_that_costs_more_is_not_made():
    found = call_list(PEOPLE, CHANCE, "worth", OWNERS, capacity=10, cost=5)
    assert found["customer_id"].tolist() == ["S1", "S2", "S3"]
    assert found["expected_profit"].tolist() == pytest.approx([45, 27, 19]) and found["rank"].tolist() == [
        1,
        2,
        3,
    ]
    assert call_list(PEOPLE, CHANCE, "worth", OWNERS, {"Li": 1, "Wang": 1}, 5)["owner"].tolist() == [
        "Li",
        "Wang",
    ]
    assert call_list(PEOPLE, CHANCE, {"lost": 1, "active": 9}, OWNERS, 1)["customer_id"].tolist() == ["S2"]
    assert call_list(PEOPLE, CHANCE, "worth", OWNERS, 0).empty


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from(["lost", "active"]), st.integers(0, 300)), max_size=20),
    st.integers(0, 20),
)
def test_no_other_choice_of_as_many_calls_is_expected_to_bring_more(rows, capacity):
    people = pd.DataFrame(rows, columns=["class", "worth"]).astype({"worth": float})
    people["customer_id"] = [f"S{n:02d}" for n in range(len(people))]
    found = call_list(people, CHANCE, "worth", OWNERS, capacity, cost=5)
    every = (people["class"].map(CHANCE).astype(float) * people["worth"] - 5).clip(lower=0)
    assert found["expected_profit"].sum() == pytest.approx(every.nlargest(capacity).sum())
    assert found["expected_profit"].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("people", "chance", "value", "owners"),
    [
        (PEOPLE, {"lost": 0.1}, "worth", OWNERS),
        (PEOPLE, {"lost": 10, "active": 1}, "worth", OWNERS),
        (PEOPLE, CHANCE, "price", OWNERS),
        (PEOPLE, CHANCE, "worth", {"lost": "Li"}),
        (pd.concat([PEOPLE, PEOPLE]), CHANCE, "worth", OWNERS),
        (PEOPLE.drop(columns="class"), CHANCE, "worth", OWNERS),
    ],
)
def test_a_list_with_gaps_is_refused(people, chance, value, owners):
    with pytest.raises(CourseError):
        call_list(people, chance, value, owners, 10)


def test_the_list_grows_and_the_finished_come_off():
    more = pd.DataFrame({"customer_id": ["S2", "S9"], "class": ["lost", "lost"], "worth": [1.0, 900.0]})
    grown = add_opportunities(PEOPLE, more, done=["S1"])
    assert sorted(grown["customer_id"]) == ["S2", "S3", "S4", "S9"]
    assert grown.set_index("customer_id").loc["S2", "class"] == "lost"
    assert call_list(grown, CHANCE, "worth", OWNERS, 1)["customer_id"].tolist() == ["S9"]


def test_the_likelihood_is_the_share_with_its_interval():
    was = pd.Series(["lost"] * 10 + ["active"] * 2, index=[f"S{n}" for n in range(12)])
    found = likelihood_by_class(was, pd.Series({"S0": True, "S1": True, "S10": True, "S99": True}))
    assert found.loc["lost", ["customers", "yes", "share"]].tolist() == [10, 2, 0.2]
    # Wilson's interval of 2 in 10 as printed in textbooks
    assert found.loc["lost", ["low", "high"]].tolist() == pytest.approx([0.0567, 0.5098], abs=1e-4)


def test_profit_and_loss_adds_up_to_the_whole():
    made = pd.DataFrame({
        "class": ["lost", "lost", "active"], "amount": [100.0, 0.0, 40.0], "channel": ["phone", "visit", "phone"]
    })  # fmt: skip
    found = profit_and_loss(made, OWNERS, margin=0.4, cost={"phone": 4, "visit": 40})
    assert found["profit"].to_dict() == {"active": 12.0, "lost": -4.0} and found["owner"].tolist() == [
        "Wang",
        "Li",
    ]
    assert found[["contacts", "sales"]].sum().tolist() == [3, 2]
    assert found["profit"].sum() == pytest.approx(made["amount"].sum() * 0.4 - 48)
    with pytest.raises(CourseError, match="visit"):
        profit_and_loss(made, OWNERS, margin=0.4, cost={"phone": 4})
