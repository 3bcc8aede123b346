"""Sessions and interests: against a loop over the events, at the boundaries, and on the shop's log."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custclass.classify.behaviour import WEIGHTS, interests, main_interest, sessions
from custclass.data.tables import load
from custclass.show.say import CourseError


def log(*rows):
    table = pd.DataFrame(rows, columns=["customer_id", "time", "kind", "category"])
    return table.assign(time=pd.to_datetime(table["time"]))


LOG = st.lists(
    st.tuples(
        st.sampled_from(["A", "B"]),
        st.integers(0, 400).map(lambda m: pd.Timestamp("2025-07-01") + pd.Timedelta(minutes=m)),
        st.sampled_from(["view", "cart"]),
        st.sampled_from(["tea", "home"]),
    ),
    min_size=1,
    max_size=25,
)


@settings(deadline=None, max_examples=60)
@given(LOG, st.integers(1, 60))
def test_sessions_are_those_of_a_loop(rows, gap):
    expected = []
    for who in sorted({row[0] for row in rows}):
        last, number = None, 0
        for time in sorted(row[1] for row in rows if row[0] == who):
            if last is None or (time - last).total_seconds() > gap * 60:
                number += 1
                expected.append([who, number, 0])
            expected[-1][2] += 1
            last = time
    found = sessions(log(*rows), gap)
    assert found[["customer_id", "session", "events"]].to_numpy().tolist() == expected
    assert found["events"].sum() == len(rows)


def test_a_pause_of_exactly_the_gap_does_not_end_a_session_one_second_more_does():
    rows = [("A", "2025-07-01 23:50:00", "view", "tea"), ("A", "2025-07-02 00:20:00", "cart", "tea")]
    assert len(sessions(log(*rows))) == 1 and bool(sessions(log(*rows)).loc[0, "cart"])
    rows[1] = ("A", "2025-07-02 00:20:01", "cart", "tea")
    assert sessions(log(*rows))["minutes"].tolist() == [0, 0]


def test_an_event_counts_half_after_a_half_life_and_nothing_of_the_future_counts():
    rows = [
        ("A", "2025-12-31 23:59", "view", "tea"),
        ("A", "2025-12-01 00:01", "cart", "home"),
        ("A", "2026-01-01 00:00", "cart", "home"),
    ]
    found = interests(log(*rows), "2025-12-31", half_life_days=15).loc["A"]
    assert found["weight"] == 1 + WEIGHTS["cart"] / 4 and found["tea"] == pytest.approx(1 / 2)
    forever = interests(log(*rows), "2025-12-31", half_life_days=float("inf")).loc["A"]
    assert forever["home"] == pytest.approx(4 / 5)


def test_interests_of_the_shop_are_those_of_sums_made_by_sql():
    duckdb = pytest.importorskip("duckdb")
    events = load("shop_events")
    found = interests(events, "2025-12-31").drop(columns="weight").stack()
    cases = " ".join(f"WHEN '{kind}' THEN {weight}" for kind, weight in WEIGHTS.items())
    expected = duckdb.sql(
        f"""WITH log AS (SELECT customer_id, category, (CASE kind {cases} END)
            * power(0.5, date_diff('day', time::DATE, DATE '2025-12-31') / 30.0) AS w
            FROM events WHERE category IS NOT NULL)
        SELECT customer_id, category, sum(w) / sum(sum(w)) OVER (PARTITION BY customer_id) AS share
        FROM log GROUP BY customer_id, category"""
    ).df()
    expected = expected.set_index(["customer_id", "category"])["share"]
    assert np.allclose(found[found > 0].sort_index(), expected.sort_index())
    assert np.allclose(interests(events, "2025-12-31").drop(columns="weight").sum(axis=1), 1)


def test_the_main_interest_takes_its_share():
    shares = pd.DataFrame({"home": [0.5, 0.49], "tea": [0.5, 0.51], "weight": [9.0, 9.0]}, index=["A", "B"])
    assert main_interest(shares).tolist() == ["home", "tea"]
    assert main_interest(shares, least=0.6).tolist() == ["mixed", "mixed"]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda rows: sessions(rows, 0), "0"),
        (lambda rows: sessions(rows.drop(columns="kind")), "kind"),
        (lambda rows: sessions(rows.assign(customer_id=None)), "1"),
        (lambda rows: interests(rows, "2025-12-31", -1), "-1"),
        (lambda rows: interests(rows.assign(kind="wink"), "2025-12-31"), "wink"),
    ],
)
def test_what_cannot_be_counted_is_refused(call, said):
    with pytest.raises(CourseError, match=said):
        call(log(("A", "2025-07-01", "view", "tea")))
