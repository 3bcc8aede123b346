"""Targets: scores that can be checked by hand, ranks under other weights, growth with its coverage."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custclass.act import targets
from custclass.show.say import CourseError


@pytest.fixture
def segments():
    return pd.DataFrame(
        {
            "size": [600, 370, 380],
            "growth": [0.10, 0.03, 0.08],
            "competition": [5, 4, 2],
        },
        index=["fresh", "drivers", "household"],
    )


WEIGHTS = {"size": 3, "growth": 2, "competition": 2}
RIVALS = ["competition"]


def test_score_by_hand(segments):
    scored = targets.score_segments(segments, WEIGHTS, RIVALS)
    assert scored["competition"].to_dict() == pytest.approx({"fresh": 0, "drivers": 1 / 3, "household": 1})
    by_hand = (3 * 10 / 230 + 2 * 5 / 7 + 2 * 1) / 7
    assert scored.loc["household", "score"] == pytest.approx(by_hand)
    assert scored.loc["fresh", "score"] == pytest.approx(5 / 7)
    assert scored.index.tolist() == ["fresh", "household", "drivers"]
    assert scored["rank"].tolist() == [1, 2, 3]


def test_nothing_is_turned_round_unless_it_is_named(segments):
    plain = targets.score_segments(segments, WEIGHTS)["competition"]
    turned = targets.score_segments(segments, WEIGHTS, RIVALS)["competition"]
    assert (plain + turned).to_dict() == pytest.approx(dict.fromkeys(segments.index, 1))


def test_only_the_proportion_of_weights_counts(segments):
    tenfold = {name: 10 * weight for name, weight in WEIGHTS.items()}
    pd.testing.assert_frame_equal(
        targets.score_segments(segments, WEIGHTS, RIVALS), targets.score_segments(segments, tenfold, RIVALS)
    )


def test_a_criterion_of_weight_0_and_a_column_without_weight_do_not_count(segments):
    other = segments.assign(growth=[-9, 0, 9], colour=[1, 2, 3])
    weights = {"size": 3, "growth": 0, "competition": 2}
    one, two = (targets.score_segments(frame, weights)["score"] for frame in (segments, other))
    assert one.to_dict() == two.to_dict()


def test_equal_criterion_and_equal_scores():
    same = pd.DataFrame({"size": [5, 5], "growth": [1, 1]}, index=["A", "B"])
    scored = targets.score_segments(same, {"size": 1, "growth": 1})
    assert scored["score"].tolist() == [0.5, 0.5] and scored["rank"].tolist() == [1, 1]


def test_ranks_under_moved_weights_hold_the_rank_itself(segments):
    scored = targets.score_segments(segments, WEIGHTS, RIVALS)
    assert (scored["best_rank"] <= scored["rank"]).all() and (scored["rank"] <= scored["worst_rank"]).all()
    still = targets.score_segments(segments, WEIGHTS, swing=0)
    assert (still["best_rank"] == still["worst_rank"]).all()
    far = targets.score_segments(segments, WEIGHTS, RIVALS, swing=0.6)
    assert far["worst_rank"].to_dict() == {"fresh": 2, "household": 2, "drivers": 3}, "size 3 becomes 1.2"


def test_moving_a_weight_gives_the_ranks_of_scoring_with_it(segments):
    moved = targets.move_weight(segments, WEIGHTS, "size", [0, 1, 3, 9], RIVALS)
    for value in (0, 1, 3, 9):
        scored = targets.score_segments(segments, {**WEIGHTS, "size": value}, RIVALS)
        assert moved.loc[value].to_dict() == scored["rank"].to_dict()
    assert moved["fresh"].is_monotonic_decreasing and moved["fresh"].iloc[[0, -1]].tolist() == [2, 1]


def test_a_criterion_turned_round_is_one_that_is_weighed(segments):
    with pytest.raises(CourseError, match="rivals"):
        targets.score_segments(segments, WEIGHTS, less_is_better=["rivals"])
    turned = ["growth", "competition"]
    one = targets.move_weight(segments, WEIGHTS, "size", [0, 1], less_is_better=turned)
    two = targets.move_weight(segments, WEIGHTS, "size", [0, 1], less_is_better=iter(turned))
    pd.testing.assert_frame_equal(one, two)


def test_less_is_better_is_the_mirror(segments):
    mirrored = segments.assign(competition=-segments["competition"])
    one = targets.score_segments(segments, WEIGHTS, RIVALS)
    two = targets.score_segments(mirrored, WEIGHTS)
    assert one["score"].to_dict() == pytest.approx(two["score"].to_dict())


@pytest.mark.parametrize(
    ("change", "weights"),
    [
        ({}, {"size": -1, "growth": 2}),
        ({}, {"size": 0}),
        ({}, {"margin": 1}),
        ({"growth": [0.1, None, 0.2]}, {"growth": 1}),
        ({}, {"size": float("nan")}),
    ],
)
def test_what_cannot_be_scored_is_refused(segments, change, weights):
    with pytest.raises(CourseError):
        targets.score_segments(segments.assign(**change), weights)


def test_growth_by_hand_and_of_those_who_came_and_went():
    before = pd.Series([100.0] * 30, index=range(30))
    after = pd.Series([130.0] * 30, index=range(10, 40))
    found = targets.growth_interval(before, after)
    assert found.customers == 40 and found.growth == pytest.approx(0.3)
    assert found.low < 0.3 < found.high


def test_growth_interval_has_its_coverage():
    rng = np.random.default_rng(0)
    level = rng.lognormal(4, 0.8, 200_000)
    before = level * rng.lognormal(0, 0.5, 200_000)
    after = 1.10 * level * rng.lognormal(0, 0.5, 200_000)
    truth = after.sum() / before.sum() - 1
    held = 0
    for i in range(200):
        drawn = rng.integers(0, 200_000, 200)
        found = targets.growth_interval(before[drawn], after[drawn], seed=i, draws=400)
        held += found.low <= truth <= found.high
    assert 0.90 <= held / 200 <= 0.99  # 0.95 with a standard deviation of 0.015


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.floats(1, 1e5), st.floats(0, 1e5)), min_size=20, max_size=60))
def test_growth_lies_in_its_interval_range_and_is_the_same_each_time(pairs):
    before, after = zip(*pairs, strict=True)
    one = targets.growth_interval(before, after, draws=50)
    assert one == targets.growth_interval(before, after, draws=50)
    assert -1 <= one.low <= one.high
    assert one.growth == pytest.approx(sum(after) / sum(before) - 1)


@pytest.mark.parametrize(
    ("interval", "claim", "allowed", "words"),
    [
        ((0.032, -0.019, 0.087), 0.10, False, "none at all"),
        ((0.106, 0.064, 0.149), 0.10, True, "do not contradict a growth of 10%"),
        ((0.66, 0.26, 1.21), 0.10, False, "contradict a growth of 10%"),
        ((0.09, -0.15, 0.41), 0.10, True, "none at all"),
    ],
)
def test_verdict_on_a_claim(interval, claim, allowed, words):
    found = targets.Growth(*interval, customers=100)
    assert found.allows(claim) is allowed
    assert words in found.verdict(claim).en and "10%" in found.verdict(claim).zh
    assert ("none at all" in found.verdict(claim).en) == (interval[1] <= 0 <= interval[2])


@pytest.mark.parametrize(
    ("before", "after"),
    [([1] * 30, [1] * 29), ([1] * 10, [1] * 10), ([0] * 30, [1] * 30), ([float("nan")] * 30, [1] * 30)],
)
def test_what_has_no_growth_is_refused(before, after):
    with pytest.raises(CourseError) as refused:
        targets.growth_interval(before, after)
    assert "20" in refused.value.text.zh and "20" in refused.value.text.en
