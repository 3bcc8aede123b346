"""Relationship stages, survival of a cohort, and rhythm kept."""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from custclass.classify import lifecycle
from custclass.classify.catalogue import schemes
from custclass.classify.traits import add_order_trend
from custclass.data.measures import measure_customers
from custclass.data.tables import load
from custclass.show.say import CourseError

STAGE = schemes["relationship_stage"]
DATASETS = Path(__file__).parents[2] / "datasets"


def customer(frequency, silence, recency, trend):
    return {"frequency": frequency, "silence_gaps": silence, "recency_days": recency, "order_trend": trend}


@pytest.mark.parametrize(
    ("row", "stage"),
    [
        (customer(0, None, None, 0.0), "exploration"),
        (customer(1, None, 120, 1.0), "exploration"),
        (customer(1, None, 121, 1.0), "decline"),
        (customer(4, None, 10, 1.0), "exploration"),  # four orders on one day are no rhythm
        (customer(2, 9.0, 30, 1.0), "exploration"),  # nor is a single gap
        (customer(2, 0.5, 200, 0.0), "decline"),
        (customer(3, 2.99, 60, 0.0), "formation"),
        (customer(3, 3.0, 60, 0.0), "decline"),
        (customer(5, 1.0, 60, 0.9), "formation"),
        (customer(6, 1.0, 60, 0.39), "maturity"),
        (customer(6, 1.0, 60, 0.4), "formation"),
        (customer(6, 1.0, 60, -0.4), "maturity"),
        (customer(6, 1.0, 60, -0.41), "decline"),
        (customer(3, 1.0, 60, -0.41), "decline"),
    ],
)
def test_each_stage_at_its_boundaries(row, stage):
    assert STAGE.classify(pd.DataFrame([row]).astype(float)).item() == stage


def test_the_stages_leave_nobody_out_and_no_two_fit():
    check = STAGE.check()
    assert check.ok and not len(check.holes) and not len(check.dead)


def test_decline_finds_those_whom_the_simulation_let_leave(monkeypatch):
    """The figures the lesson quotes: the buying pattern is known for each simulated customer."""
    monkeypatch.syspath_prepend(str(DATASETS))
    from make_shop import SEED, make_people

    _, hidden = make_people(np.random.default_rng([SEED, 0]))
    pattern = hidden.set_index("customer_id")["pattern"]
    bought = measure_customers(load("shop_orders"), as_of="2025-12-31")
    stages = STAGE.classify(add_order_trend(bought).set_index("customer_id"))
    found = pd.crosstab(pattern.reindex(stages.index), stages)
    assert found.loc[["leaving", "dormant", "lost"], "decline"].tolist() == [78, 64, 89]
    assert found.loc[["steady", "growing"], "decline"].sum() == 0
    assert found.loc["occasional", "decline"] == 19 and found.loc["once_old", "decline"] == 137
    assert found.loc[["new_single", "new_repeat"], "decline"].sum() == 0
    assert found.loc["never", "decline"] == 17  # bought because they were called
    old, new = ["leaving", "dormant", "lost"], ["new_single", "new_repeat"]
    groups = [old, ["steady", "growing"], ["occasional"], ["once_old"], new, ["never"]]
    assert [found.loc[g].to_numpy().sum() for g in groups] == [260, 280, 220, 150, 110, 29]
    for module in ("make_shop", "shop_people"):
        sys.modules.pop(module, None)


def test_survival_of_the_published_leukaemia_trial():
    """Freireich et al. 1963, drug 6-MP: weeks to relapse; shares and standard errors as published."""
    relapsed = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    watched = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    table = pd.DataFrame({
        "days": relapsed + watched, "happened": [True] * len(relapsed) + [False] * len(watched)
    })  # fmt: skip
    curve = lifecycle.survival(table)
    published = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert curve.loc[list(published), "share"].round(3).to_dict() == published
    assert curve.loc[list(published), "at_risk"].tolist() == [21, 17, 15, 12, 11, 7, 6]
    # Greenwood's standard errors, put on the log-log scale by hand.
    share, error = curve.loc[23, "share"], 0.1346
    spread = 1.959964 * error / (share * abs(np.log(share)))
    assert curve.loc[23, "low"] == pytest.approx(share ** np.exp(spread), abs=2e-4)
    assert curve.loc[23, "high"] == pytest.approx(share ** np.exp(-spread), abs=2e-4)


def test_survival_begins_with_everybody_and_has_no_interval_at_nobody():
    curve = lifecycle.survival(pd.DataFrame({"days": [2, 5], "happened": [True, True]}))
    assert curve.index.tolist() == [0, 2, 5] and curve["share"].tolist() == [1.0, 0.5, 0.0]
    assert curve.loc[0, ["low", "high"]].tolist() == [1.0, 1.0] and np.isnan(curve.loc[5, "low"])


def test_the_interval_covers_the_truth_as_often_as_it_says():
    rng = np.random.default_rng(7)
    covered = 0
    for _ in range(300):
        life, watched = rng.geometric(0.02, 120), rng.integers(20, 90, 120)
        table = pd.DataFrame({"days": np.minimum(life, watched), "happened": life <= watched})
        curve = lifecycle.survival(table)
        at = curve[curve.index <= 40].iloc[-1]
        covered += at["low"] <= 0.98**40 <= at["high"]
    assert 0.92 <= covered / 300 <= 0.98


def test_survival_refuses_what_it_cannot_estimate():
    good = pd.DataFrame({"days": [1], "happened": [True]})
    with pytest.raises(CourseError, match="at least one customer"):
        lifecycle.survival(good.head(0))
    with pytest.raises(CourseError, match="confidence=95"):
        lifecycle.survival(good, confidence=95)
    with pytest.raises(CourseError, match="happened"):
        lifecycle.survival(good[["days"]])


def book(**days):
    rows = [(c, d, 1.0) for c, given in days.items() for d in given]
    table = pd.DataFrame(rows, columns=["customer_id", "day", "amount"])
    table["order_date"] = pd.Timestamp("2025-01-01") + pd.to_timedelta(table["day"], unit="D")
    return table


def test_lapses_count_own_gaps_from_two_gaps_on_and_never_before_patience():
    orders = book(one=[0], two=[0, 5], slow=[0, 60, 120], quick=[0, 1, 2], back=[0, 100])
    lapses = lifecycle.first_lapse(orders, "2025-10-28", silent_gaps=3, patience_days=90)
    lapses = lapses.set_index("customer_id")
    assert lapses["days"].to_dict() == {"back": 90, "one": 90, "quick": 92, "slow": 300, "two": 95}
    assert lapses["happened"].to_dict() == {
        "back": True,
        "one": True,
        "quick": True,
        "slow": False,
        "two": True,
    }
    assert lapses["came_back"].to_dict() == {c: c == "back" for c in lapses.index}


def test_a_lapse_is_seen_on_the_day_after_patience_ends():
    orders = book(a=[0])
    last, next_day = (
        lifecycle.first_lapse(orders, day, patience_days=90)["happened"].item()
        for day in ("2025-04-01", "2025-04-02")
    )
    assert (last, next_day) == (False, True)


def test_returns_do_not_count_as_purchases_and_later_orders_are_left_out():
    orders = book(a=[0, 10, 30])
    orders.loc[1, "amount"] = -1.0
    assert lifecycle.first_return(orders, "2025-01-31")["days"].tolist() == [30]
    early = lifecycle.first_return(orders, "2025-01-20")
    assert early["days"].tolist() == [19] and not early["happened"].item()


def test_rhythm_kept_is_one_for_who_comes_as_before():
    orders = book(a=[0, 10, 20, 30, 40], b=[0, 10, 20])
    customers = measure_customers(orders, as_of="2025-01-21")
    kept = lifecycle.rhythm_kept(customers, orders, "2025-01-21", days=20).set_index("customer_id")
    assert kept["rhythm_kept"].to_dict() == {"a": 1.0, "b": 0.0} and kept.loc["a", "days_after"] == 2


def test_the_picture_says_its_curves():
    curve = lifecycle.survival(pd.DataFrame({"days": [1, 2], "happened": [True, False]}))
    picture = lifecycle.survival_picture({"A": curve, "B": curve}, "Cohort", "share")
    assert "A" in picture.alt and "50%" in picture.alt and picture.png().startswith(b"\x89PNG")
