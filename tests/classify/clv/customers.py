"""Customers who behave exactly as the models say, and models with given parameters."""

from __future__ import annotations

import numpy as np
import pandas as pd

from custclass.classify.clv import BetaGeoFitter
from custclass.classify.clv.bgnbd_maths import log_likelihood


def with_params(**params):
    """Return a model that has these parameters without having been fitted."""
    model = BetaGeoFitter()
    model.params_ = pd.Series(params)
    return model


def likelihood_of(table, params):
    x, tx, age = (table[name].to_numpy(float) for name in ("frequency", "recency", "T"))
    return log_likelihood(params, x, tx, age, np.ones(len(table)))[0]


def bgnbd_customers(n, r, alpha, a, b, seed=20251231):
    """Draw customers who buy and leave as BG/NBD says, observed for 20 to 60 weeks."""
    draw = np.random.default_rng(seed)
    rate, chance = draw.gamma(r, 1 / alpha, n), draw.beta(a, b, n)
    age = draw.integers(140, 421, n) / 7
    x, tx, time = np.zeros(n), np.zeros(n), np.zeros(n)
    here = np.arange(n)
    while len(here):
        time[here] += draw.exponential(1 / rate[here])
        here = here[time[here] < age[here]]
        x[here] += 1
        tx[here] = time[here]
        here = here[draw.random(len(here)) >= chance[here]]
    return pd.DataFrame({"frequency": x, "recency": tx, "T": age})


def gamma_gamma_customers(n, p, q, v, seed=20251231):
    """Draw repeat buyers whose purchases vary as Gamma-Gamma says."""
    draw = np.random.default_rng(seed)
    x = 1 + draw.geometric(0.3, n)
    scale = draw.gamma(q, 1 / v, n)
    return pd.DataFrame({"frequency": x, "monetary_value": draw.gamma(p * x) / scale / x})
