"""The published numbers of CDNOW's 1/10 sample.

Some come from the sample as it is usually passed on, weeks and money rounded to two decimals, some from
the paper's three-digit parameters, some from optimisers that stopped early: each test computes its number
in the way in which it came about, and then to all digits given.
"""

from __future__ import annotations

import numpy as np
import pytest

from custclass.classify.clv import BetaGeoFitter, GammaGammaFitter, present_value
from custclass.classify.clv.gamma_gamma import log_likelihood as gamma_gamma_likelihood
from tests.classify.clv.customers import likelihood_of, with_params

PUBLISHED = {"r": 0.2425945, "alpha": 4.4136019, "a": 0.7929199, "b": 2.4258881}


@pytest.fixture(scope="module")
def paper():
    """The model with the three-digit parameters which the paper prints and calculates with."""
    return with_params(r=0.243, alpha=4.414, a=0.793, b=2.426)


def columns(weeks):
    return weeks["frequency"], weeks["recency"], weeks["T"]


def test_what_the_summary_counts(sample, weeks):
    assert len(sample) == 6919 and sample["amount"].sum() == pytest.approx(244091.94, abs=0.005)
    assert len(weeks) == 2357
    assert (weeks["frequency"] == 0).sum() == 1411
    assert weeks["frequency"].sum() == 2457
    assert weeks["frequency"].max() == 29


def test_parameters(fitted, weeks):
    assert fitted.params_["r"] == pytest.approx(PUBLISHED["r"], abs=5e-8)
    assert fitted.params_["alpha"] == pytest.approx(PUBLISHED["alpha"], abs=2e-7)
    # The published optimiser stopped a little before the top: its last two digits of a and b are short.
    assert fitted.params_["a"] == pytest.approx(PUBLISHED["a"], rel=1e-5)
    assert fitted.params_["b"] == pytest.approx(PUBLISHED["b"], rel=1e-5)
    at_published = likelihood_of(weeks, list(PUBLISHED.values()))
    assert at_published < fitted.log_likelihood_ < at_published + 1e-6


def test_log_likelihood_with_weeks_to_two_decimals(weeks):
    x, recency, age = columns(weeks)
    model = BetaGeoFitter().fit(x, recency.round(2), age.round(2))
    assert model.log_likelihood_ == pytest.approx(-9582.4256, abs=5e-5)


@pytest.mark.parametrize(
    ("t", "expected"), [(0.1429, 0.0078), (1, 0.0532), (3, 0.1506), (31.8571, 1.0405), (32, 1.0437)]
)
def test_expected_purchases_of_a_new_customer(fitted, t, expected):
    assert fitted.expected_purchases(t) == pytest.approx(expected, abs=5e-5)


def test_expected_purchases_of_a_new_customer_in_78_weeks(fitted):
    # Published is 1.8576, which is the series 2F1 broken off after 150 terms.
    r, alpha, a, b = PUBLISHED.values()
    j = np.arange(150)
    z = 78 / (alpha + 78)
    series = 1 + np.cumprod((r + j) * (b + j) / ((a + b - 1 + j) * (1 + j)) * z).sum()
    broken_off = (a + b - 1) / (a - 1) * (1 - (alpha / (alpha + 78)) ** r * series)
    assert broken_off == pytest.approx(1.8576, abs=5e-5)
    assert fitted.expected_purchases(78) == pytest.approx(1.85796, abs=5e-6)


def test_conditional_expectation(fitted, paper):
    history = {"frequency": 2, "recency": 30.43, "T": 38.86}
    assert paper.expected_purchases(39, **history) == pytest.approx(1.226, abs=5e-4)
    assert fitted.expected_purchases(39, **history) == pytest.approx(1.226, abs=5e-4)


def test_probability_of_no_purchase_in_39_weeks(paper, fitted):
    assert paper.probability_of_purchases(0, 39) == pytest.approx(0.5737864, abs=5e-8)
    assert fitted.probability_of_purchases(0, 39) == pytest.approx(0.57431, abs=5e-6)


def test_probability_of_10_purchases_in_2_weeks(paper):
    # The value in the manual of the R package BTYD.
    assert paper.probability_of_purchases(10, 2) == pytest.approx(1.07869e-07, rel=1e-5)


def test_expected_holdout_total(paper, fitted, weeks, sample):
    assert paper.expected_purchases(39, *columns(weeks)).sum() == pytest.approx(1653.9, abs=0.05)
    assert fitted.expected_purchases(39, *columns(weeks)).sum() == pytest.approx(1653.4, abs=0.05)
    later = sample[sample["order_date"] > "1997-09-30"]
    assert len(later.drop_duplicates(["customer_id", "order_date"])) == 1882


def test_mean_p_alive(paper, fitted, weeks):
    repeaters = weeks["frequency"] > 0
    alive = paper.p_alive(*columns(weeks))
    assert alive.mean() == pytest.approx(0.8134, abs=5e-5)
    assert alive[repeaters].mean() == pytest.approx(0.5351, abs=5e-5)
    # At the full maximum the second is 0.53518.
    alive = fitted.p_alive(*columns(weeks))
    assert alive.mean() == pytest.approx(0.8134, abs=5e-5)
    assert alive[repeaters].mean() == pytest.approx(0.53518, abs=5e-6)


def test_gamma_gamma_on_money_rounded_to_cents(weeks):
    again = weeks[weeks["frequency"] > 0]
    cents = np.floor(again["monetary_value"] * 100 + 0.5 + 1e-6) / 100
    model = GammaGammaFitter().fit(again["frequency"], cents)
    assert model.log_likelihood_ == pytest.approx(-4055.923, abs=5e-4)
    assert model.population_mean_ == pytest.approx(35.171, abs=5e-4)
    assert model.correlation_ == pytest.approx(0.114, abs=5e-4)
    assert model.n_customers_ == 946
    published = {"p": 6.24875, "q": 3.7446, "v": 15.44791}
    assert model.params_.to_dict() == pytest.approx(published, rel=1.1e-5)
    at_published = gamma_gamma_likelihood(
        list(published.values()), again["frequency"].to_numpy(float), cents.to_numpy()
    )[0]
    assert at_published < model.log_likelihood_ < at_published + 1e-6


def test_gamma_gamma_on_the_exact_money(weeks):
    model = GammaGammaFitter().fit(weeks["frequency"], weeks["monetary_value"])
    assert model.params_.to_dict() == pytest.approx({"p": 6.24957, "q": 3.74422, "v": 15.44352}, abs=5e-6)
    assert model.population_mean_ == pytest.approx(35.170, abs=5e-4)
    assert model.log_likelihood_ == pytest.approx(-4055.9177, abs=5e-5)


@pytest.mark.parametrize(("timing", "expected"), [("end", 1140.05), ("start", 1149.14)])
def test_discounting(timing, expected):
    assert present_value([100] * 12, 0.10, 12, timing=timing) == pytest.approx(expected, abs=0.005)


def test_the_two_mistakes_of_discounting():
    # A yearly rate taken for a monthly one, and a yearly rate divided by 12.
    assert present_value([100] * 12, 0.10, 1) == pytest.approx(681.37, abs=0.005)
    nominal = (1 + 0.10 / 12) ** 12 - 1
    assert present_value([100] * 12, nominal, 12) == pytest.approx(1137.45, abs=0.005)
