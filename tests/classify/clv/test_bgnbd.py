"""BG/NBD: gradients, grouping, recovery of known parameters, and every formula against an independent one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import betaln
from scipy.stats import nbinom

from custclass.classify.clv import BetaGeoFitter
from custclass.classify.clv.bgnbd_maths import (
    _closed_form,
    _integral,
    expected_if_alive,
    grouped,
    log_likelihood,
)
from custclass.show.say import CourseError, language
from tests.classify.clv.customers import bgnbd_customers, likelihood_of, with_params

PAPER = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
positive = st.floats(0.05, 20)


def by_hand(params, x, tx, age):
    """The likelihood of one customer as the paper prints it."""
    from scipy.special import beta, gamma

    r, alpha, a, b = params
    stays = beta(a, b + x) / beta(a, b) * gamma(r + x) * alpha**r / (gamma(r) * (alpha + age) ** (r + x))
    if x == 0:
        return stays
    left = (
        beta(a + 1, b + x - 1) / beta(a, b) * gamma(r + x) * alpha**r / (gamma(r) * (alpha + tx) ** (r + x))
    )
    return stays + left


@pytest.mark.parametrize("customer", [(0, 0, 20), (1, 3, 20), (7, 19.5, 20), (12, 12, 12)])
def test_likelihood_is_the_papers(customer):
    params = list(PAPER.values())
    one = [np.array([float(value)]) for value in customer]
    value, _ = log_likelihood(params, *one, np.ones(1))
    assert value == pytest.approx(np.log(by_hand(params, *customer)), rel=1e-12)


@settings(deadline=None, max_examples=60)
@given(st.tuples(positive, positive, positive, positive), st.integers(0, 2**32 - 1))
def test_gradient_agrees_with_finite_differences(params, seed):
    draw = np.random.default_rng(seed)
    x = draw.integers(0, 30, 20).astype(float)
    age = draw.uniform(1, 60, 20)
    tx = np.where(x > 0, age * draw.uniform(0.01, 1, 20), 0)
    weight = draw.uniform(0, 5, 20)
    _, gradient = log_likelihood(params, x, tx, age, weight)
    for i, value in enumerate(params):
        step = 1e-5 * value
        up, down = (
            log_likelihood([*params[:i], value + sign * step, *params[i + 1 :]], x, tx, age, weight)[0]
            for sign in (1, -1)
        )
        # The difference of two sums of some hundreds is known to about 1e-13 / step.
        assert gradient[i] == pytest.approx((up - down) / (2 * step), rel=1e-5, abs=1e-9 / step)


def test_grouped_rows_give_the_same_likelihood_and_fit(weeks, fitted):
    x, tx, age = (weeks[name].to_numpy(float) for name in ("frequency", "recency", "T"))
    rows, weight = grouped(x, tx, age, np.ones(len(x)))
    assert len(rows[0]) < len(x) and weight.sum() == len(x)
    params = list(PAPER.values())
    assert log_likelihood(params, *rows, weight)[0] == pytest.approx(likelihood_of(weeks, params), rel=1e-13)

    sizes = weeks.groupby(["frequency", "recency", "T"]).size().reset_index(name="n")
    model = BetaGeoFitter().fit(sizes["frequency"], sizes["recency"], sizes["T"], weights=sizes["n"])
    assert model.n_customers_ == 2357
    assert model.log_likelihood_ == pytest.approx(fitted.log_likelihood_, rel=1e-13)
    np.testing.assert_allclose(model.params_, fitted.params_, rtol=1e-6)


def test_rows_in_another_order_or_unit_give_the_same_fit(weeks, fitted):
    turned = weeks.sample(frac=1, random_state=7)
    model = BetaGeoFitter().fit(turned["frequency"], turned["recency"], turned["T"])
    np.testing.assert_allclose(model.params_, fitted.params_, rtol=1e-9)
    days = BetaGeoFitter().fit(weeks["frequency"], 7 * weeks["recency"], 7 * weeks["T"])
    assert days.params_["alpha"] == pytest.approx(7 * fitted.params_["alpha"], rel=1e-6)
    np.testing.assert_allclose(days.params_[["r", "a", "b"]], fitted.params_[["r", "a", "b"]], rtol=1e-6)


@pytest.mark.parametrize(
    "truth",
    [
        {"r": 0.25, "alpha": 4.4, "a": 0.8, "b": 2.4},
        {"r": 2.0, "alpha": 8.0, "a": 1.5, "b": 6.0},
        {"r": 5.0, "alpha": 20.0, "a": 0.4, "b": 0.9},
    ],
)
def test_known_parameters_are_recovered(truth):
    customers = bgnbd_customers(20_000, **truth)
    model = BetaGeoFitter().fit(customers["frequency"], customers["recency"], customers["T"])
    assert model.params_.to_dict() == pytest.approx(truth, rel=0.1)
    assert model.log_likelihood_ >= likelihood_of(customers, list(truth.values()))


def test_expected_purchases_are_what_customers_go_on_to_do():
    """Customers observed for half of their time, and what they did in the other half."""
    truth = {"r": 1.2, "alpha": 6.0, "a": 0.9, "b": 3.0}
    draw = np.random.default_rng(20251231)
    n, age = 40_000, 26.0
    rate, chance = draw.gamma(truth["r"], 1 / truth["alpha"], n), draw.beta(truth["a"], truth["b"], n)
    x, tx, later, time, alive_at = np.zeros(n), np.zeros(n), np.zeros(n), np.zeros(n), np.ones(n, dtype=bool)
    here = np.arange(n)
    while len(here):
        time[here] += draw.exponential(1 / rate[here])
        here = here[time[here] < 2 * age]
        early = here[time[here] < age]
        x[early] += 1
        tx[early] = time[early]
        later[here[time[here] >= age]] += 1
        stays = draw.random(len(here)) >= chance[here]
        left = here[~stays]
        alive_at[left[time[left] < age]] = False
        here = here[stays]
    model = with_params(**truth)
    ages = np.full(n, age)
    for group in (x == 0, x == 1, x == 3, (x == 3) & (tx > 20), x > 8):
        history = x[group], tx[group], ages[group]
        expected = model.expected_purchases(age, *history).mean()
        error = 5 * later[group].std() / np.sqrt(group.sum())
        assert expected == pytest.approx(later[group].mean(), abs=error)
        p = model.p_alive(*history).mean()
        assert p == pytest.approx(alive_at[group].mean(), abs=5 / np.sqrt(4 * group.sum()) + 1e-12)


def by_quadrature(t, r, alpha, a, b):
    """The mean of (1 - exp(-l p t)) / p over rate l and chance p, integrated over p."""

    def integrand(logit):
        log_p, log_q = -np.logaddexp(0, -logit), -np.logaddexp(0, logit)
        purchases = -np.expm1(-r * np.log1p(np.exp(log_p) * t / alpha)) / np.exp(log_p)
        return np.exp(a * log_p + b * log_q - betaln(a, b)) * purchases

    middle = np.log(a / b)
    edges = [middle - 60 / min(a, 1), middle - 5, middle, middle + 5, middle + 60 / min(b, 1)]
    return sum(quad(integrand, lo, hi, limit=400)[0] for lo, hi in zip(edges[:-1], edges[1:], strict=True))


@pytest.mark.parametrize(
    "case",
    [
        (39, 0.243, 4.414, 0.793, 2.426),
        (1e4, 0.243, 4.414, 0.793, 2.426),
        (1e-3, 3.0, 50.0, 4.0, 9.0),
        (39, 2.0, 5.0, 1.0, 2.0),
        (39, 2.0, 5.0, 1 + 3e-7, 2.0),
        (39, 2.0, 5.0, 1 - 2e-5, 2.0),
        (39, 0.5, 5.0, 0.4, 0.6),
        (39, 0.5, 5.0, 0.2, 0.3),
        (52, 300.2, 40.0, 0.8, 302.4),
        (3000, 2000.2, 8.0, 40.0, 2002.4),
        (420.6, 0.131, 0.0462, 2.933, 175.6),
        (27.76, 0.0109, 0.0484, 1.97, 225.4),
    ],
)
def test_expected_purchases_agree_with_quadrature(case):
    t, *params = case
    assert expected_if_alive(np.array([t]), *params).item() == pytest.approx(
        by_quadrature(t, *params), rel=1e-7
    )


def test_the_integral_stands_in_where_the_closed_form_gives_up():
    case = tuple(np.array([value]) for value in (420.6, 0.131, 0.0462, 2.933, 175.6))
    assert not np.isfinite(_closed_form(*case)).any()
    assert np.isfinite(expected_if_alive(case[0], *(value.item() for value in case[1:]))).all()
    ordinary = (39.0, 0.243, 4.414, 0.793, 2.426)
    closed = _closed_form(*(np.array([value]) for value in ordinary)).item()
    assert _integral(*ordinary) == pytest.approx(closed, rel=1e-10)


def test_heavy_buyers_get_finite_numbers():
    model = with_params(**PAPER)
    x = np.array([100.0, 1000.0, 10_000.0])
    expected = model.expected_purchases(52, x, np.full(3, 52.0), np.full(3, 52.0))
    assert np.isfinite(expected).all() and (np.diff(expected) > 0).all()
    # So many purchases without leaving: a further 10,000 are survived by about half.
    assert expected[2] == pytest.approx(by_quadrature(52, 10_000.243, 56.414, 0.793, 10_002.426), rel=1e-3)
    alive = model.p_alive(x, np.full(3, 10.0), np.full(3, 520.0))
    assert (alive >= 0).all() and (alive < 1e-9).all()


@pytest.mark.parametrize("t", [0.5, 10, 100])
def test_probabilities_add_up_and_have_the_expected_mean(t):
    model = with_params(r=1.5, alpha=9.0, a=1.7, b=3.0)
    n = np.arange(1500)
    probability = model.probability_of_purchases(n, t)
    assert probability.sum() == pytest.approx(1, abs=1e-6)
    assert (n * probability).sum() == pytest.approx(model.expected_purchases(t), rel=1e-4)


def test_probability_agrees_with_the_sum_in_the_paper():
    r, alpha, a, b = PAPER.values()
    model = with_params(**PAPER)
    from scipy.special import beta

    for n, t in [(1, 5.0), (3, 20.0), (12, 100.0)]:
        q = alpha / (alpha + t)
        stays = beta(a, b + n) / beta(a, b) * nbinom.pmf(n, r, q)
        left = beta(a + 1, b + n - 1) / beta(a, b) * (1 - nbinom.pmf(np.arange(n), r, q).sum())
        assert model.probability_of_purchases(n, t) == pytest.approx(stays + left, rel=1e-9)
    assert model.probability_of_purchases(0, 0) == 1
    assert model.probability_of_purchases(3, 0) == 0


def test_expected_purchases_at_the_ends(fitted):
    assert fitted.expected_purchases(0) == 0
    assert fitted.expected_purchases(0, 2, 30, 39) == 0
    grows = fitted.expected_purchases(np.arange(1, 500))
    assert (np.diff(grows) > 0).all()


def test_more_recent_buyers_are_likelier_alive(fitted):
    last = np.linspace(1, 39, 20)
    alive = fitted.p_alive(np.full(20, 4), last, np.full(20, 39.0))
    assert (np.diff(alive) > 0).all() and alive[-1] < 1


def test_results_come_in_the_shape_that_was_given(fitted, weeks):
    assert isinstance(fitted.p_alive(2, 30.43, 38.86), float)
    series = fitted.p_alive(weeks["frequency"], weeks["recency"], weeks["T"])
    assert isinstance(series, pd.Series) and series.index.equals(weeks.index)
    several = fitted.expected_purchases(39, [0, 1], [0, 2], [5, 9])
    assert isinstance(several, np.ndarray) and several.shape == (2,)
    assert fitted.expected_purchases([1, 2, 3], 2, 30.43, 38.86).shape == (3,)


def test_notes_in_both_languages(fitted):
    [note] = fitted.notes
    assert "1,411 customers (59.9%)" in note.en and "P(alive) = 1" in note.en
    assert "1,411 位客户（59.9%）" in note.zh
    text = repr(fitted)
    assert "2,357 customers" in text and note.en in text and "0.242595" in text
    language("zh")
    assert "2,357 位客户" in repr(fitted) and note.zh in repr(fitted)


def test_parameters_the_data_do_not_settle_are_said():
    """Nobody ever leaves and everybody buys at one rate: no spread to estimate."""
    draw = np.random.default_rng(3)
    x = draw.poisson(10, 4000) + 0.0
    age = np.full(4000, 10.0)
    model = BetaGeoFitter().fit(x, np.where(x > 0, age, 0), age)
    assert any("edge" in note.en and "边缘" in note.zh for note in model.notes)
    assert model.expected_purchases(10) == pytest.approx(10, rel=0.03)


def test_no_note_where_nothing_is_wrong():
    customers = bgnbd_customers(3000, 2.0, 8.0, 1.5, 6.0).query("frequency > 0")
    assert BetaGeoFitter().fit(customers["frequency"], customers["recency"], customers["T"]).notes == []


@pytest.mark.parametrize(
    ("change", "english", "chinese"),
    [
        (
            {"frequency": [0, -1, 2]},
            "Column frequency, row 2 counted from 1, is -1",
            "列 frequency 从 1 数起的第 2 行",
        ),
        ({"frequency": [0, 1, 2.5]}, "row 3 counted from 1, is 2.5", "第 3 行的值是 2.5"),
        ({"recency": [0, 11, 4]}, "Column recency, row 2 counted from 1, is 11", "列 recency"),
        ({"recency": [3, 3, 4]}, "a one-time buyer (frequency 0) has recency 0", "只买过一次"),
        ({"T": [10, 10, -1]}, "Column T, row 3", "列 T"),
        ({"T": [10, None, 10]}, "Column T, row 2 counted from 1, is nan: it is no number", "不是数字"),
        ({"T": [10, 10]}, "different numbers of rows: frequency 3, recency 3, T 2", "行数不一样"),
        ({"T": ["10", "x", "10"]}, "T must be numbers", "T 应为数字"),
        ({"frequency": [0, 0, 0], "recency": [0, 0, 0]}, "No customer bought again", "没有一位客户再次购买"),
        ({"frequency": [], "recency": [], "T": []}, "frequency is empty", "frequency 是空的"),
        ({"weights": [1, 1, -1]}, "Column weights, row 3", "列 weights"),
        ({"weights": [1, 0, 0]}, "No customer bought again", "没有一位客户再次购买"),
    ],
)
def test_rows_that_cannot_be_are_refused(change, english, chinese):
    given = {"frequency": [0, 1, 2], "recency": [0, 3, 4], "T": [10, 10, 10]} | change
    with pytest.raises(CourseError) as refused:
        BetaGeoFitter().fit(**given)
    assert english in refused.value.text.en
    assert chinese in refused.value.text.zh


def test_a_refused_row_is_named_by_its_customer(fitted):
    index = pd.Index(["C1", "C2"], name="customer_id")
    with pytest.raises(CourseError, match=r"Column recency, row 2 counted from 1 \(C2\), is 12"):
        fitted.p_alive(pd.Series([0, 1], index), pd.Series([0, 12], index), pd.Series([9, 9], index))


def test_columns_of_different_customers_are_refused(fitted):
    with pytest.raises(CourseError, match="frequency and T have different indexes"):
        fitted.p_alive(pd.Series([1], ["A"]), pd.Series([1], ["A"]), pd.Series([9], ["B"]))


def test_the_transposed_table_is_refused(weeks):
    with pytest.raises(CourseError, match=r'write summary\["T"\]'):
        BetaGeoFitter().fit(weeks.frequency, weeks.recency, weeks.T)


def test_half_a_history_is_refused(fitted):
    with pytest.raises(CourseError, match="recency, T is missing"):
        fitted.expected_purchases(39, frequency=2)


def test_impossible_times_and_counts_are_refused(fitted):
    with pytest.raises(CourseError, match="t=-1: the time to come is never negative"):
        fitted.expected_purchases(-1)
    with pytest.raises(CourseError, match="n=1.5: count 0, 1, 2"):
        fitted.probability_of_purchases(1.5, 39)
