"""The team: fit, deadlines, assignment against brute force and greedy, the scorecard and chance."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custclass.act import team
from custclass.data.tables import load
from custclass.show.say import CourseError

AS_OF = "2025-12-31"  # a Wednesday
PEOPLE = pd.DataFrame({
    "seller": ["K1", "K2"], "strength": [3, 1], "hours_week": [10, 20],
    "fit_person": [1.0, 1.2], "fit_organisation": [1.1, 0.7],
})  # fmt: skip


def tasks_of(*rows):
    frame = pd.DataFrame(rows, columns=["task_id", "customer_type", "difficulty", "hours", "due_on", "worth"])
    return frame.assign(due_on=pd.to_datetime(frame["due_on"]))


def test_fit_is_type_times_steps():
    tasks = tasks_of(("a", "organisation", 3, 1.0, "2026-01-09", 1), ("b", "person", 1, 1.0, "2026-01-09", 1))
    fits = team.fit_table(tasks, PEOPLE, too_hard=0.5)
    assert fits.to_numpy().tolist() == [[1.1, 0.7 * 0.25], [1.0, 1.2]]
    with pytest.raises(CourseError, match="fit_household"):
        team.fit_table(tasks.assign(customer_type="household"), PEOPLE)


@st.composite
def small_plans(draw, most=6):
    n = draw(st.integers(1, most))
    rows = [
        (
            f"t{k}",
            draw(st.sampled_from(["person", "organisation"])),
            draw(st.integers(1, 3)),
            draw(st.sampled_from([1.0, 2.0, 3.5, 5.0])),
            pd.Timestamp(AS_OF) + pd.Timedelta(days=draw(st.integers(-1, 12))),
            float(draw(st.integers(0, 9)) * 100),
        )
        for k in range(n)
    ]
    return tasks_of(*rows)


def can_be_done(tasks, who):
    """Whether each person, working by deadline, is in time: told day by day, not by the solver's sums."""
    for place, person in PEOPLE.iterrows():
        spent = 0.0
        mine = sorted((k for k, given in enumerate(who) if given == place), key=lambda k: tasks["due_on"][k])
        for k in mine:
            spent += tasks["hours"][k]
            last = min(tasks["due_on"][k], pd.Timestamp("2026-01-14"))
            days = len(pd.bdate_range("2026-01-01", last)) if last >= pd.Timestamp("2026-01-01") else 0
            if spent > days * person["hours_week"] / 5 + 1e-6:
                return False
    return True


@settings(deadline=None, max_examples=25)
@given(small_plans(most=5))
def test_the_plan_is_the_best_of_all_plans(tasks):
    found = team.assign_tasks(tasks, PEOPLE, AS_OF)
    fits = team.fit_table(tasks, PEOPLE).to_numpy()
    steps = tasks["difficulty"].to_numpy()[:, None] - PEOPLE["strength"].to_numpy()
    best = 0.0
    for who in itertools.product([-1, 0, 1], repeat=len(tasks)):
        if all(p < 0 or steps[k, p] <= 1 for k, p in enumerate(who)) and can_be_done(tasks, who):
            best = max(best, sum(tasks["worth"][k] * fits[k, p] for k, p in enumerate(who) if p >= 0))
    assert found.gain == pytest.approx(best, rel=1e-3)
    assert found.gain == pytest.approx(found.plan["gain"].sum())


@settings(deadline=None, max_examples=30)
@given(small_plans(most=14))
def test_never_worse_than_greedy_and_every_task_is_listed_once(tasks):
    found = team.assign_tasks(tasks, PEOPLE, AS_OF)
    assert found.gain >= found.greedy_gain
    assert sorted([*found.plan["task_id"], *found.unassigned["task_id"]]) == sorted(tasks["task_id"])
    assert (found.hours["used"] <= found.hours["available"] + 1e-6).all()
    assert (found.plan["done_on"] <= found.plan["due_on"]).all()
    assert set(found.unassigned["reason"]) <= set(team.REASONS)


def test_greedy_is_worse_where_a_large_task_blocks_two():
    tasks = tasks_of(
        ("big", "person", 1, 10.0, "2026-01-07", 1000.0),
        ("x", "person", 1, 5.0, "2026-01-07", 900.0),
        ("y", "person", 1, 5.0, "2026-01-07", 900.0),
    )
    found = team.assign_tasks(tasks, PEOPLE.iloc[:1], AS_OF)
    assert found.gain == 1800 and found.greedy_gain == 1000
    assert found.unassigned["reason"].tolist() == ["hours"]
    assert found.plan["done_on"].dt.date.astype(str).tolist() == ["2026-01-05", "2026-01-07"]


def test_the_reason_of_a_task_that_stays():
    tasks = tasks_of(
        ("hard", "person", 3, 1.0, "2026-01-09", 500.0),
        ("late", "person", 1, 9.0, "2026-01-02", 500.0),
        ("passed", "person", 1, 1.0, "2025-12-31", 500.0),
    )
    found = team.assign_tasks(tasks, PEOPLE.iloc[1:], AS_OF)
    assert found.unassigned.set_index("task_id")["reason"].to_dict() == {
        "hard": "too_hard", "late": "too_late", "passed": "too_late",
    }  # fmt: skip


@pytest.mark.parametrize(
    "change", [{"hours": 0.0}, {"worth": -1.0}, {"due_on": pd.NaT}, {"task_id": "again"}]
)
def test_a_faulty_task_is_named(change):
    row = ("again", "person", 1, 1.0, "2026-01-09", 5.0)
    tasks = tasks_of(row, ("b", *row[1:]))
    for name, value in change.items():
        tasks.loc[1, name] = value
    with pytest.raises(CourseError, match="again|b"):
        team.assign_tasks(tasks, PEOPLE, AS_OF)


def test_deadlines_from_the_purchase_cycle():
    customers = pd.DataFrame({
        "last_order": pd.to_datetime(["2025-12-20", "2025-11-01", "2025-06-01"]),
        "mean_gap_days": [30.0, 60.0, None],
    })  # fmt: skip
    found = team.deadline_from_cycle(customers, AS_OF)
    assert found["next_purchase"].dt.date.astype(str).tolist()[:2] == ["2026-01-19", "2025-12-31"]
    assert found["due_on"].dt.date.astype(str).tolist()[:2] == ["2026-01-12", "2026-01-01"]
    assert found["late"].tolist() == [False, True, False] and found["due_on"].isna().tolist()[2]


# the scorecard

CALLS = pd.DataFrame({
    "customer_id": ["S1", "S1", "S2", "S3", "S4"],
    "time": pd.to_datetime(["2025-06-01", "2025-06-02", "2025-06-03", "2025-12-20", "2025-06-05"]),
    "seller": ["K1", "K1", "K1", "K1", "K2"],
    "result": ["no_answer", "ordered", "ordered", "ordered", "no_answer"],
    "amount": [0.0, 100.0, 300.0, 500.0, 0.0],
})  # fmt: skip


def test_scorecard_by_hand():
    orders = pd.DataFrame({
        "customer_id": ["S1", "S1", "S2", "S2", "S3"], "amount": [100.0, 50.0, 300.0, -300.0, 70.0],
        "order_date": pd.to_datetime(["2025-06-02", "2025-08-31", "2025-06-03", "2025-06-10", "2025-12-25"]),
    })  # fmt: skip
    told = pd.DataFrame({"customer_id": ["S2"], "time": pd.to_datetime(["2025-06-03 10:00"])})
    card = team.scorecard(CALLS, AS_OF, orders=orders, complaints=told)
    k1 = card.loc["K1"]
    assert k1[["calls", "contacted", "ordered", "bought_seen", "contacted_seen"]].tolist() == [4, 3, 3, 2, 1]
    assert k1[["contact_rate", "conversion", "retention", "complaint_rate"]].tolist() == [0.75, 1.0, 0.5, 1.0]
    assert (
        k1["order_value"] == k1["order_median"] == 300
        and k1["order_value_low"] < 300 < k1["order_value_high"]
    )
    assert card.loc["K2", "contact_rate"] == 0 and np.isnan(card.loc["K2", "conversion"])
    assert list(team.rate_intervals(card, "conversion")) == ["K1"]
    assert team.scorecard(CALLS, "2025-06-01")["calls"].sum() == 1


def test_sellers_have_no_effect_in_the_shipped_calls_and_a_real_one_is_found():
    calls = load("shop_calls")
    answered = calls["result"] != "no_answer"
    assert team.spread_by_chance(answered, calls["seller"], calls["mode"], draws=400).p > 0.05
    helped = answered | ((calls["seller"] == "K3") & (calls.index % 3 == 0))
    found = team.spread_by_chance(helped, calls["seller"], calls["mode"], draws=400)
    assert found.highest == "K3" and found.p < 0.01 and found.spread > found.by_chance


def test_what_differs_only_in_the_mode_is_not_the_sellers_doing():
    rng = np.random.default_rng(1)
    mode = pd.Series(["visit"] * 300 + ["message"] * 300)
    seller = pd.Series(["K1"] * 250 + ["K2"] * 50 + ["K1"] * 50 + ["K2"] * 250)
    outcome = pd.Series(rng.random(600) < np.where(mode == "visit", 0.5, 0.1))
    assert team.spread_by_chance(outcome, seller, draws=300).p < 0.02
    assert team.spread_by_chance(outcome, seller, mode, draws=300).p > 0.05
    with pytest.raises(CourseError):
        team.spread_by_chance(outcome, pd.Series(["K1"] * 600))
