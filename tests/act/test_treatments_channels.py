"""The choice of channels: within the budget, each customer once, and never below another split."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custclass.act.treatments import choose_channels, plan_of, proportional_split
from custclass.show.say import CourseError

TABLE = pd.DataFrame(
    {"customers": [100, 400], "margin": [200.0, 40.0], "phone": [0.1, 0.1], "message": [0.03, 0.03]},
    index=["large", "small"],
)
COSTS = {"phone": 8.0, "message": 0.5}


@st.composite
def cases(draw, most=60):
    n, ways = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    rate = st.one_of(st.just(float("nan")), st.floats(0, 1).map(lambda x: round(x, 3)))
    table = pd.DataFrame({
        "customers": draw(st.lists(st.integers(0, most), min_size=n, max_size=n)),
        "margin": draw(st.lists(st.integers(-20, 500), min_size=n, max_size=n)),
    })  # fmt: skip
    names = ["phone", "message", "visit"][:ways]
    for name in names:
        table[name] = draw(st.lists(rate, min_size=n, max_size=n))
    costs = {name: draw(st.integers(0, 400)) / 10 for name in names}
    return table, costs, float(draw(st.integers(0, 3000)))


@settings(deadline=None, max_examples=40)
@given(cases())
def test_it_keeps_the_budget_contacts_once_and_beats_the_proportional_split(case):
    table, costs, budget = case
    best, fair = choose_channels(*case), proportional_split(*case)
    for plan in (best, fair):
        contacted = plan.table.groupby("class")["contacts"].sum().reindex(table.index, fill_value=0)
        assert (contacted + plan.uncontacted == table["customers"]).all() and (plan.uncontacted >= 0).all()
        assert plan.spent <= budget + 1e-6 and plan.spent == pytest.approx(plan.table["cost"].sum())
        assert plan.profit == pytest.approx(plan.table["expected_profit"].sum())
        assert (plan.table["contacts"] > 0).all()
    assert best.profit >= fair.profit - 1e-6 and fair.profit >= 0


@settings(deadline=None, max_examples=20)
@given(cases(most=6), st.integers(0, 2**32 - 1))
def test_no_split_drawn_at_random_is_better(case, seed):
    table, costs, budget = case
    best = choose_channels(*case)
    draw = np.random.default_rng(seed)
    possible = table[list(costs)].notna().to_numpy()
    for _ in range(50):
        contacts = np.array([
            draw.multinomial(n, [1 / (len(costs) + 1)] * (len(costs) + 1))[:-1] for n in table["customers"]
        ]).reshape(possible.shape) * possible  # fmt: skip
        if (contacts * list(costs.values())).sum() <= budget:
            assert plan_of(table, costs, budget, contacts).profit <= best.profit + 1e-6


def test_a_case_worked_out_by_hand():
    # A message earns 5.5 and 0.7, a call 12 and loses 4: messages first, then 7.5 yuan more turn a message into a call.
    plan = choose_channels(TABLE, COSTS, 50 + 200 + 75)
    found = plan.table.set_index(["class", "channel"])["contacts"]
    assert (
        found["large", "phone"] == 10 and found["large", "message"] == 90 and found["small", "message"] == 400
    )
    assert plan.profit == pytest.approx(10 * 12 + 90 * 5.5 + 400 * 0.7)


def test_money_is_left_over_rather_than_spent_at_a_loss():
    plan = choose_channels(TABLE, COSTS, 1e6)
    assert plan.spent == 100 * 8 + 400 * 0.5 and plan.uncontacted.sum() == 0
    worthless = TABLE.assign(margin=0)
    assert choose_channels(worthless, COSTS, 1000).uncontacted.tolist() == [100, 400]


def test_a_channel_that_is_not_possible_is_never_used():
    table = TABLE.assign(phone=[float("nan"), 0.1])
    assert choose_channels(table, COSTS, 1e4).table["channel"].tolist() == ["message", "message"]
    with pytest.raises(CourseError, match="phone"):
        plan_of(table, COSTS, 1e4, np.array([[1, 0], [0, 0]]))


@pytest.mark.parametrize(
    ("table", "costs", "budget"),
    [
        (TABLE.drop(columns="margin"), COSTS, 10),
        (TABLE.assign(phone=10), COSTS, 10),
        (TABLE.assign(customers=-1), COSTS, 10),
        (TABLE.assign(customers=0.5), COSTS, 10),
        (TABLE.assign(margin=np.nan), COSTS, 10),
        (TABLE, {"phone": -1}, 10),
        (TABLE, {"mail": 1}, 10),
        (TABLE, COSTS, -1),
        (TABLE, COSTS, float("nan")),
    ],
)
def test_impossible_figures_are_refused(table, costs, budget):
    with pytest.raises(CourseError):
        choose_channels(table, costs, budget)


@pytest.mark.parametrize(
    "contacts", [[[101, 0], [0, 0]], [[60, 60], [0, 0]], [[-1, 0], [0, 0]], [[100, 0], [100, 0]]]
)
def test_a_split_by_hand_is_held_to_people_and_budget(contacts):
    with pytest.raises(CourseError):
        plan_of(TABLE, COSTS, 1000, np.array(contacts))


def test_it_says_what_it_maximises():
    plan = choose_channels(TABLE, COSTS, 600)
    assert "response rate" in plan.aim.en and "响应率" in plan.aim.zh and str(plan.aim) in repr(plan)
