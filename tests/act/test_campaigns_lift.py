"""Lift: known effects are found, intervals have their coverage, and what is no test is not called one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from custclass.act.campaigns import (
    balance,
    before_after,
    lift,
    lift_by_class,
    power_of_test,
    sample_size,
    sample_size_money,
)
from custclass.act.campaigns.estimate import difference_of_shares
from custclass.act.campaigns.lift import _welch
from custclass.show.say import CourseError, language


def arms(treated, control, **more) -> pd.DataFrame:
    arm = ["coupon"] * len(treated) + ["control"] * len(control)
    return pd.DataFrame({"arm": arm, "y": [*treated, *control], **more})


@pytest.fixture(autouse=True)
def english():
    language("en")


def test_a_lift_by_hand():
    found = lift(arms([True] * 6 + [False] * 4, [True] * 3 + [False] * 17), "y")
    assert (found.treated, found.control, found.treated_n, found.control_n) == (0.6, 0.15, 10, 20)
    assert found.difference.value == pytest.approx(0.45) and found.relative == pytest.approx(3.0)
    assert found.additional == pytest.approx(4.5)
    assert "received it (10): 60.0%" in repr(found) and "45.0 points" in repr(found)


def test_shares_hold_the_true_difference_as_often_as_they_say():
    rng = np.random.default_rng(5)
    n, p, q = 150, 0.16, 0.10
    pairs = {}
    hits = 0
    for a, b in zip(rng.binomial(n, p, 2000), rng.binomial(n, q, 2000), strict=True):
        if (a, b) not in pairs:
            _, low, high = difference_of_shares((a, n), (b, n), 0.95)
            pairs[a, b] = low <= p - q <= high
        hits += pairs[a, b]
    assert 0.935 <= hits / 2000 <= 0.97


def test_money_with_many_zeros_holds_the_true_difference_as_often_as_it_says():
    rng = np.random.default_rng(6)
    n = 500

    def draw(p):
        return (rng.random(n) < p) * rng.lognormal(4.7, 0.5, n)

    true = (0.4 - 0.3) * np.exp(4.7 + 0.125)
    hits = 0
    for _ in range(1500):
        _, low, high = _welch(draw(0.4), draw(0.3), 0.95)
        hits += low <= true <= high
    assert 0.935 <= hits / 1500 <= 0.965


def test_by_class_is_narrower_and_keeps_its_coverage():
    rng = np.random.default_rng(7)
    size = 400
    group = np.array(["high"] * 200 + ["low"] * 200)
    arm = np.where(np.arange(size) % 2 == 0, "coupon", "control")
    base, effect = np.where(group == "high", 0.85, 0.1), np.where(group == "high", 0.0, 0.2)
    hits, widths = 0, []
    for _ in range(250):
        y = rng.random(size) < base + effect * (arm == "coupon")
        frame = pd.DataFrame({"arm": arm, "class": group, "y": y})
        ends = lift(frame, "y", by="class").difference
        plain = lift(frame, "y").difference
        hits += ends.low <= 0.1 <= ends.high
        widths.append((ends.high - ends.low) / (plain.high - plain.low))
    assert 0.91 <= hits / 250 <= 0.98 and np.mean(widths) < 0.85


def test_by_class_weighs_the_classes_of_everybody():
    """Two classes of 30 and 10: differences 0.5 and -0.2."""
    frame = pd.DataFrame(
        {
            "class": ["a"] * 30 + ["b"] * 10,
            "arm": ["coupon"] * 20 + ["control"] * 10 + ["coupon"] * 5 + ["control"] * 5,
            "y": [1.0] * 14
            + [0.0] * 6
            + [1.0] * 2
            + [0.0] * 8
            + [1.0] * 2
            + [0.0] * 3
            + [1.0] * 3
            + [0.0] * 2,
        }
    )
    assert lift(frame, "y", by="class").difference.value == pytest.approx(0.75 * 0.5 + 0.25 * -0.2)
    table = lift_by_class(frame, "y")
    assert table["difference"].tolist() == pytest.approx([0.5, -0.2])
    assert table["treated_n"].tolist() == [20, 5] and table.index.name == "class"


@pytest.mark.parametrize(("base", "effect"), [(0.3, 0.05), (0.05, 0.02), (0.6, -0.06)])
def test_sample_size_gives_its_power(base, effect):
    """Simulated two-sided z tests of the size the formula asks for find the effect in about 80 % of them."""
    n = sample_size(base, effect)
    rng = np.random.default_rng(8)
    a, b = rng.binomial(n, base + effect, 20_000) / n, rng.binomial(n, base, 20_000) / n
    mean = (a + b) / 2
    found = np.abs(a - b) > 1.959964 * np.sqrt(2 * mean * (1 - mean) / n)
    assert 0.785 <= found.mean() <= 0.815


def test_sample_size_of_money_gives_its_power():
    n = sample_size_money(spread=80, lift=12)
    rng = np.random.default_rng(9)
    a, b = rng.normal(12, 80 / np.sqrt(n), 20_000), rng.normal(0, 80 / np.sqrt(n), 20_000)
    assert 0.785 <= (np.abs(a - b) > 1.959964 * 80 * np.sqrt(2 / n)).mean() <= 0.815


def test_power_is_the_sample_size_turned_round():
    for base, effect, power in [(0.3, 0.05, 0.8), (0.1, 0.03, 0.9), (0.6, -0.08, 0.7)]:
        n = sample_size(base, effect, power)
        assert power_of_test(n - 1, base, effect) < power <= power_of_test(n, base, effect)
    with pytest.raises(CourseError, match="at least 1"):
        power_of_test(0, 0.3, 0.1)


def test_sample_size_grows_as_it_should():
    # Half the effect needs about four times as many; more power and more confidence need more.
    assert 3.7 < sample_size(0.3, 0.05) / sample_size(0.3, 0.1) < 4.2
    assert sample_size(0.3, 0.05, power=0.9) > sample_size(0.3, 0.05) > sample_size(0.3, 0.05, level=0.9)


@pytest.mark.parametrize("wrong", [(0, 0.1), (0.9, 0.2), (0.3, 0), (30, 5), (0.05, -0.05)])
def test_sample_size_of_rates_that_are_none(wrong):
    with pytest.raises(CourseError, match="between 0 and 1"):
        sample_size(*wrong)


@pytest.mark.parametrize("power", [0.2, 1, 80])
def test_power_that_is_none(power):
    with pytest.raises(CourseError, match="power"):
        sample_size(0.3, 0.1, power=power)
    with pytest.raises(CourseError, match="power"):
        sample_size_money(1, 1, power=power)


def test_money_without_spread_is_refused():
    with pytest.raises(CourseError, match="spread"):
        sample_size_money(0, 5)


def test_balance_tells_a_lot_from_a_choice():
    rng = np.random.default_rng(10)
    spent = rng.lognormal(5, 1, 2000)
    frame = pd.DataFrame({"spent": spent, "flat": 1.0})
    frame["arm"] = np.where(rng.permutation(2000) < 1000, "coupon", "control")
    assert abs(balance(frame, ["spent"]).loc["spent", "standardised"]) < 0.1
    frame["arm"] = np.where(spent > np.median(spent), "coupon", "control")
    found = balance(frame, ["spent", "flat"])
    assert found.loc["spent", "standardised"] > 0.8 and found.loc["flat", "standardised"] == 0


def test_a_comparison_without_a_lot_says_so():
    frame = arms([True, False, True], [False, False, True])
    assert "not made by lot" in repr(lift(frame, "y", randomised=False))
    assert "not made by lot" not in repr(lift(frame, "y"))


def test_before_after_is_the_paired_change():
    rng = np.random.default_rng(11)
    before = rng.normal(100, 30, 200)
    found = before_after(before, before + rng.normal(2, 1, 200), "USD")
    assert found.low < 2 < found.high and found.high - found.low < 0.5
    assert "US$" in repr(found)
    with pytest.raises(CourseError, match="same ones"):
        before_after([1, 2, 3], [1, 2])
    with pytest.raises(CourseError, match="at least 2"):
        before_after([1], [2])


def test_what_cannot_be_compared_is_said():
    frame = arms([True, True], [False, True])
    with pytest.raises(CourseError, match="lacks"):
        lift(frame, "money")
    with pytest.raises(CourseError, match="has no mail.*coupon"):
        lift(frame, "y", treated="mail")
    with pytest.raises(CourseError, match="without gaps"):
        lift(arms([1.0, None], [1.0, 2.0]), "y")
    with pytest.raises(CourseError, match="without gaps"):
        lift(arms(["yes", "no"], ["no", "no"]), "y")
    with pytest.raises(CourseError, match="at least 2"):
        lift(arms([True], [False, True]), "y")
    with pytest.raises(CourseError, match="vip: only 1"):
        lift(arms([1.0, 2.0, 3.0], [1.0, 2.0], c=["a", "a", "vip", "a", "a"]), "y", by="c")


def test_groups_without_any_spread():
    found = lift(arms([0.0, 0.0], [0.0, 0.0]), "y")
    assert found.difference.value == found.difference.low == found.difference.high == 0
    assert np.isnan(found.relative)
