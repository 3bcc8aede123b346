import pytest

import custclass as cc
from custclass.classify.clv import BetaGeoFitter, btyd_summary


@pytest.fixture(scope="session")
def sample():
    """CDNOW's 1/10 sample, from which the published numbers come."""
    return cc.load("cdnow_orders").query("in_sample")


@pytest.fixture(scope="session")
def weeks(sample):
    return btyd_summary(sample, as_of="1997-09-30")


@pytest.fixture(scope="session")
def fitted(weeks):
    return BetaGeoFitter().fit(weeks["frequency"], weeks["recency"], weeks["T"])
