"""Both models keep scikit-learn's manners, as far as models of named columns can."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest
from sklearn.base import clone

from custclass.classify.clv import BetaGeoFitter, GammaGammaFitter
from custclass.show.say import CourseError

MODELS = [BetaGeoFitter, GammaGammaFitter]
CALLS = [
    (BetaGeoFitter, "p_alive", (1, 1, 2)),
    (BetaGeoFitter, "expected_purchases", (39,)),
    (BetaGeoFitter, "probability_of_purchases", (0, 39)),
    (GammaGammaFitter, "expected_value", (1, 20.0)),
]


@pytest.mark.parametrize(("model", "method", "given"), CALLS)
def test_not_fitted_is_said(model, method, given):
    with pytest.raises(CourseError) as refused:
        getattr(model(), method)(*given)
    assert "is not fitted yet: call fit(...) first" in refused.value.text.en
    assert "还没有拟合" in refused.value.text.zh


@pytest.mark.parametrize("model", MODELS)
def test_nothing_happens_before_fit(model):
    fresh = model()
    assert vars(fresh) == {} and fresh.notes == [] and repr(fresh) == f"{model.__name__}()"
    assert fresh.get_params() == {} and fresh.set_params() is fresh
    with pytest.raises(CourseError, match="has no settings, but penalizer was given"):
        fresh.set_params(penalizer=0.1)


def test_fit_returns_the_model_and_a_clone_is_not_fitted(weeks):
    buying, spending = BetaGeoFitter(), GammaGammaFitter()
    assert buying.fit(weeks["frequency"], weeks["recency"], weeks["T"]) is buying
    assert spending.fit(weeks["frequency"], weeks["monetary_value"]) is spending
    for model in (buying, spending):
        assert vars(clone(model)) == {}
        assert repr(pickle.loads(pickle.dumps(model))) == repr(model)


def test_a_second_fit_forgets_the_first(weeks):
    model = BetaGeoFitter().fit(weeks["frequency"], weeks["recency"], weeks["T"])
    again = weeks[weeks["frequency"] > 0]
    model.fit(again["frequency"], again["recency"], again["T"])
    assert model.n_customers_ == 946 and model.notes == []


def test_the_inputs_are_left_alone(weeks):
    before = weeks.copy()
    BetaGeoFitter().fit(weeks["frequency"], weeks["recency"], weeks["T"])
    GammaGammaFitter().fit(weeks["frequency"], weeks["monetary_value"])
    assert weeks.equals(before)


def test_the_package_loads_nothing_heavy_until_a_name_is_used():
    code = (
        "import sys, custclass.classify.clv; print(sorted({'scipy', 'pandas', 'sklearn'} & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[]"


def test_every_name_is_there():
    import custclass.classify.clv as clv

    assert all(callable(getattr(clv, name)) for name in clv.__all__)
    with pytest.raises(AttributeError, match="no attribute 'ParetoNBDFitter'"):
        _ = clv.ParetoNBDFitter
