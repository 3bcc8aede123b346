"""Gamma-Gamma: gradients, recovery of known parameters, and what it says about its own limits."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import gamma

from custclass.classify.clv import GammaGammaFitter
from custclass.classify.clv.gamma_gamma import log_likelihood
from custclass.show.say import CourseError, language
from tests.classify.clv.customers import gamma_gamma_customers

positive = st.floats(0.1, 20)


@pytest.mark.parametrize(("x", "z"), [(1, 12.0), (4, 30.0)])
def test_likelihood_is_the_mean_over_customers_scales(x, z):
    """A customer's mean of x purchases is gamma(p x, nu x), and nu is gamma(q, v): integrate nu out."""
    p, q, v = 6.25, 3.74, 15.44
    density, _ = quad(
        lambda nu: gamma.pdf(z, p * x, scale=1 / (nu * x)) * gamma.pdf(nu, q, scale=1 / v), 0, 10, limit=300
    )
    value, _ = log_likelihood([p, q, v], np.array([float(x)]), np.array([z]))
    assert value == pytest.approx(np.log(density), rel=1e-8)


@settings(deadline=None, max_examples=60)
@given(st.tuples(positive, positive, positive), st.integers(0, 2**32 - 1))
def test_gradient_agrees_with_finite_differences(params, seed):
    draw = np.random.default_rng(seed)
    x, z = draw.integers(1, 30, 20).astype(float), draw.uniform(0.1, 100, 20)
    _, gradient = log_likelihood(params, x, z)
    for i, value in enumerate(params):
        step = 1e-5 * value
        up, down = (
            log_likelihood([*params[:i], value + sign * step, *params[i + 1 :]], x, z)[0] for sign in (1, -1)
        )
        assert gradient[i] == pytest.approx((up - down) / (2 * step), rel=1e-5, abs=1e-8 / step)


@pytest.mark.parametrize("truth", [{"p": 6.25, "q": 3.74, "v": 15.44}, {"p": 2.0, "q": 8.0, "v": 900.0}])
def test_known_parameters_are_recovered(truth):
    customers = gamma_gamma_customers(40_000, **truth)
    model = GammaGammaFitter().fit(customers["frequency"], customers["monetary_value"])
    assert model.params_.to_dict() == pytest.approx(truth, rel=0.1)
    mean = truth["p"] * truth["v"] / (truth["q"] - 1)
    assert model.population_mean_ == pytest.approx(mean, rel=0.02)
    assert abs(model.correlation_) < 0.03


def test_another_currency_gives_the_same_fit(weeks):
    dollars = GammaGammaFitter().fit(weeks["frequency"], weeks["monetary_value"])
    cents = GammaGammaFitter().fit(weeks["frequency"], 100 * weeks["monetary_value"])
    assert cents.params_["v"] == pytest.approx(100 * dollars.params_["v"], rel=1e-5)
    np.testing.assert_allclose(cents.params_[["p", "q"]], dollars.params_[["p", "q"]], rtol=1e-5)


def test_expected_value_lies_between_the_own_mean_and_that_of_all(weeks):
    model = GammaGammaFitter().fit(weeks["frequency"], weeks["monetary_value"])
    seen = model.expected_value([1, 5, 50], [100.0, 100.0, 100.0])
    assert model.population_mean_ < seen[0] < seen[1] < seen[2] < 100
    assert model.expected_value(0, 0.0) == pytest.approx(model.population_mean_)
    everyone = model.expected_value(weeks["frequency"], weeks["monetary_value"])
    assert everyone.index.equals(weeks.index) and everyone.notna().all()
    assert np.ptp(everyone[weeks["frequency"] == 0]) == 0


def test_one_time_buyers_make_no_difference_to_the_fit(weeks):
    again = weeks[weeks["frequency"] > 0]
    one = GammaGammaFitter().fit(weeks["frequency"], weeks["monetary_value"])
    other = GammaGammaFitter().fit(again["frequency"], again["monetary_value"])
    assert one.params_.equals(other.params_)


def test_correlation_is_said_and_a_strong_one_warned_of(weeks):
    model = GammaGammaFitter().fit(weeks["frequency"], weeks["monetary_value"])
    [note] = model.notes
    assert "correlate with 0.11" in note.en and "相关系数是 0.11" in note.zh and "will be off" not in note.en
    customers = gamma_gamma_customers(500, 6.25, 3.74, 15.44)
    model = GammaGammaFitter().fit(
        customers["frequency"], customers["monetary_value"] * customers["frequency"]
    )
    [note] = model.notes
    assert "will be off" in note.en and "会有偏差" in note.zh
    assert note.en in repr(model)
    language("zh")
    assert note.zh in repr(model)


def test_an_infinite_population_mean_is_said():
    customers = gamma_gamma_customers(3000, p=3.0, q=0.7, v=10.0)
    model = GammaGammaFitter().fit(customers["frequency"], customers["monetary_value"])
    assert model.params_["q"] < 1 and np.isnan(model.population_mean_)
    assert any("is not above 1" in note.en and "无穷大" in note.zh for note in model.notes)
    assert np.isnan(model.expected_value(0, 0.0)) and np.isfinite(model.expected_value(2, 30.0))


def test_non_positive_means_are_left_out_and_said():
    customers = gamma_gamma_customers(200, 6.25, 3.74, 15.44)
    spoilt = pd.concat([customers, pd.DataFrame({"frequency": [2, 1], "monetary_value": [-5.0, 0.0]})])
    model = GammaGammaFitter().fit(spoilt["frequency"], spoilt["monetary_value"])
    assert model.n_customers_ == 200
    assert model.params_.equals(
        GammaGammaFitter().fit(customers["frequency"], customers["monetary_value"]).params_
    )
    note = model.notes[-1]
    assert note.en.startswith("2 repeat buyers were left out") and note.zh.startswith("2 位")
    values = model.expected_value(spoilt["frequency"], spoilt["monetary_value"])
    assert values.isna().tolist() == [False] * 200 + [True, True]


def test_customers_who_all_spend_the_same_are_said():
    model = GammaGammaFitter().fit([1, 2, 3, 4], [20.0] * 4)
    [note] = model.notes
    assert "edge" in note.en or "not reliable" in note.en
    assert model.expected_value(1, 20.0) == pytest.approx(20, rel=1e-3)


@pytest.mark.parametrize(
    ("frequency", "money", "english"),
    [
        ([1, -2], [5.0, 5.0], "Column frequency, row 2 counted from 1, is -2"),
        ([1, 2], [5.0, None], "Column monetary_value, row 2 counted from 1, is nan"),
        ([0, 0], [0.0, 0.0], "Only 0 customers bought again"),
        ([1, 1], [5.0, -5.0], "Only 1 customers bought again"),
    ],
)
def test_what_cannot_be_is_refused(frequency, money, english):
    with pytest.raises(CourseError) as refused:
        GammaGammaFitter().fit(frequency, money)
    assert english in refused.value.text.en and refused.value.text.zh
