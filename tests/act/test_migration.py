"""Moves between two dates with money: nobody is lost, no yuan is lost."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custclass.act.migration import migration
from custclass.classify.catalogue import schemes
from custclass.classify.lifecycle import BEST_FIRST
from custclass.show.say import CourseError

ACTIVITY = schemes["activity"]
books = st.dictionaries(st.integers(0, 20).map(str), st.sampled_from([*ACTIVITY.codes, None]), max_size=20)
purses = st.dictionaries(st.integers(0, 20).map(str), st.integers(0, 500), max_size=20)


def small(**more):
    before = pd.Series({"A": "active", "B": "active", "C": "lost", "D": "dormant", "E": "dormant"})
    after = pd.Series({"A": "lost", "B": "dormant", "C": "lost", "D": "active", "F": "active"})
    money = (
        pd.Series({"A": 80.0, "B": 200.0, "C": 5.0, "D": 40.0, "E": 60.0}),
        pd.Series({"B": 150.0, "D": 90.0, "F": 70.0}),
    )
    return migration(ACTIVITY, before, after, money=money, **more)


@settings(max_examples=60, deadline=None)
@given(before=books, after=books, first=purses, second=purses)
def test_customers_and_money_are_conserved(before, after, first, second):
    old, new = (pd.Series(b, dtype="str") for b in (before, after))
    purse = tuple(pd.Series(m, dtype=float) for m in (first, second))
    moved = migration(ACTIVITY, old, new, money=purse)
    flows = moved.flows
    both = flows["stayed"] + flows["up"] + flows["down"] + flows["unranked"]
    assert flows["before"] == len(before) == both + flows["left"]
    assert flows["after"] == len(after) == both + flows["entered"]
    assert moved.counts.to_numpy().sum() == len(moved.pairs) == len({*before, *after})
    assert moved.money["customers"].sum() == len(moved.pairs)
    listed = {*before, *after}
    assert moved.money["money_before"].sum() == sum(v for k, v in first.items() if k in listed)
    assert moved.money["money_change"].sum() == sum(v for k, v in second.items() if k in listed) - sum(
        v for k, v in first.items() if k in listed
    )
    assert len(moved.alerts()) == flows["down"] + sum(
        before[c] is not None for c in before.keys() - after.keys()
    )


def test_flows_shares_and_money_of_a_small_case():
    moved = small()
    assert moved.flows.to_dict() == {
        "before": 5, "stayed": 1, "up": 1, "down": 2, "entered": 1, "left": 1, "unranked": 0, "after": 5
    }  # fmt: skip
    assert moved.shares.loc["active"].tolist() == [0.0, 0.5, 0.5, 0.0]
    worst = moved.money.iloc[0]
    assert worst[["before", "after", "money_change"]].tolist() == ["active", "lost", -80.0]
    assert moved.money["money_change"].sum() == 310 - 385


def test_alerts_put_the_most_money_first_and_name_the_owner():
    alerts = small().alerts(owner=pd.Series({"B": "Li", "A": "Wu"}))
    assert alerts["customer_id"].tolist() == ["B", "A", "E"]
    assert alerts["owner"].tolist()[:2] == ["Li", "Wu"] and pd.isna(alerts["owner"].iloc[2])
    silent = pd.DataFrame({"recency_days": [9, 40]}, index=["A", "B"])
    assert small().alerts(beside=silent)["recency_days"].tolist()[:2] == [40, 9]
    assert small().alerts(least_money=80)["customer_id"].tolist() == ["B", "A"]  # 80 itself belongs
    assert small().alerts(steps=2)["customer_id"].tolist() == ["A", "E"]  # two classes down, or gone


def test_up_and_down_follow_the_stated_order():
    stage = schemes["relationship_stage"]
    before, after = pd.Series({"A": "formation"}), pd.Series({"A": "maturity"})
    assert migration(stage, before, after, best_first=BEST_FIRST).flows["up"] == 1
    assert migration(stage, before, after).flows["down"] == 1
    with pytest.raises(CourseError, match="best_first"):
        migration(stage, before, after, best_first=["maturity"])


def test_money_that_was_not_given_is_asked_for():
    moved = migration(ACTIVITY, pd.Series({"A": "active"}), pd.Series({"A": "lost"}))
    assert moved.alerts()["customer_id"].tolist() == ["A"]
    for ask in (lambda: moved.money, lambda: moved.alerts(least_money=1)):
        with pytest.raises(CourseError, match="without money"):
            ask()


def test_the_picture_shows_each_number_and_no_field_for_who_entered_and_left():
    picture = small().draw(shares=True)
    written = [t.get_text() for t in picture.axes.texts]
    assert written.count("1\n50%") == 4 and len(written) == 4 * 4 - 1
    assert "entered" in picture.alt and "left" in picture.alt


def test_tables_show_labels_not_codes():
    shown = str(small().alerts_table("USD"))
    assert "active customer" in shown and "US$200" in shown
    assert "entered" in str(small().money_table("USD", rows=None))
