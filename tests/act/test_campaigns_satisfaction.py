"""CSAT and NPS: the figures, the coverage of their intervals, and answers that are none."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, norm

from custclass.act.campaigns import csat, csat_change, nps
from custclass.act.campaigns.estimate import difference_of_shares
from custclass.classify.intervals import normal_quantile, wilson
from custclass.show.say import CourseError, language


@pytest.mark.parametrize(("n", "p", "least"), [(30, 0.7, 0.92), (100, 0.7, 0.93), (400, 0.1, 0.93)])
def test_wilson_holds_the_true_share_as_often_as_it_says(n, p, least):
    ends = np.array([wilson(k, n, 0.95) for k in range(n + 1)])
    covered = binom.pmf(np.arange(n + 1), n, p)[(ends[:, 0] <= p) & (p <= ends[:, 1])].sum()
    assert least <= covered <= 0.98


def test_wilson_is_the_closed_formula():
    z, k, n = norm.ppf(0.95), 13, 40
    p = k / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    assert wilson(k, n, 0.90) == pytest.approx((middle - half, middle + half))


def test_newcombe_published_examples():
    """Newcombe 1998, Statistics in Medicine 17, table II, method 10: (a) 56/70 - 48/80, (b) 9/10 - 3/10."""
    assert difference_of_shares((56, 70), (48, 80), 0.95) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    assert difference_of_shares((9, 10), (3, 10), 0.95) == pytest.approx((0.6, 0.1705, 0.8090), abs=5e-5)


@pytest.mark.parametrize(
    ("n", "shares"), [(40, (0.5, 0.3, 0.2)), (300, (0.28, 0.30, 0.42)), (150, (0.7, 0.25, 0.05))]
)
def test_nps_interval_holds_the_true_score_as_often_as_it_says(n, shares):
    rng = np.random.default_rng(20)
    true = 100 * (shares[0] - shares[2])
    counts = rng.multinomial(n, shares, 1500)
    hits = 0
    for promoters, passives, detractors in counts:
        found = nps(np.repeat([10, 8, 3], [promoters, passives, detractors]))
        hits += found.low <= true <= found.high
    assert 0.93 <= hits / len(counts) <= 0.975


def test_nps_keeps_passives_in_the_base_and_is_no_mean():
    scores = [9, 10, 7, 8, 0, 6]
    assert nps(scores).value == pytest.approx(0) and nps(scores + [8, 8]).value == pytest.approx(0)
    assert nps([9, 8, 8, 8]).value == pytest.approx(25)
    assert nps([0, 10, 10, 10]).value == pytest.approx(50)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 10), min_size=1, max_size=60))
def test_nps_lies_in_its_bounds_and_its_interval_is_narrower_at_a_lower_level(scores):
    wide, narrow = nps(scores), nps(scores, level=0.8)
    assert -100 <= wide.low <= wide.high <= 100 and -100 <= wide.value <= 100
    assert wide.low <= narrow.low and narrow.high <= wide.high


def test_silence_counts_in_the_note_only():
    with_silence = csat([5, 4, 2, None, np.nan, pd.NA])
    assert with_silence.value == csat([5, 4, 2]).value and with_silence.n == 3
    language("en")
    assert "3 of 6 answered (50.0%)" in repr(with_silence) and not csat([5, 4]).notes
    language("zh")
    assert "6人中有3人回答" in repr(with_silence)
    language("en")


def test_surveys_count_answers_and_not_customers():
    said = [csat([5, 2] * 20), nps([10, 3] * 20), csat_change([5, 2] * 20, [5, 2] * 30)]
    for lang, words in {
        "zh": ["40份回答", "40份回答", "100份回答"],
        "en": ["40 answers", "40 answers", "100 answers"],
    }.items():
        language(lang)
        assert [word in repr(one) for one, word in zip(said, words, strict=True)] == [True] * 3
        assert not any(other in repr(one) for one in said for other in ("位客户", "customers"))


def test_csat_change_is_after_minus_before():
    change = csat_change([5] * 80 + [1] * 20, [5] * 50 + [1] * 50)
    assert change.value == pytest.approx(-0.3) and change.excludes_zero and change.high < 0


@pytest.mark.parametrize("answers", [[0, 4], [6], [3.5], ["bad"], ["", 4]])
def test_answers_that_are_none_are_refused_in_one_sentence(answers):
    with pytest.raises(CourseError, match="1 to 5|1到5"):
        csat(answers)


@pytest.mark.parametrize("answers", [[], [None, None]])
def test_nobody_answered(answers):
    with pytest.raises(CourseError, match="at least 1"):
        csat(answers)


@pytest.mark.parametrize("level", [0, 0.4, 1, 95])
def test_a_level_that_is_none(level):
    for estimate in (
        lambda: normal_quantile(level),
        lambda: nps([9, 3], level),
        lambda: csat([5], level=level),
    ):
        with pytest.raises(CourseError, match="level"):
            estimate()
