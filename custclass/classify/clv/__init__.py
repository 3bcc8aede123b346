"""Customer lifetime value: what customers have brought, what they cost, and what they will still bring.

Names are loaded when they are first used: the models need scipy, the money functions do not.
"""

from __future__ import annotations

import importlib
from typing import Any

_HOME_OF = {
    "btyd_summary": "summary",
    "BetaGeoFitter": "bgnbd",
    "GammaGammaFitter": "gamma_gamma",
    "present_value": "money",
    "historic_value": "money",
    "contribution": "money",
    "payback": "acquisition",
    "credit_referrals": "acquisition",
}

__all__ = list(_HOME_OF)


def __getattr__(name: str) -> Any:
    if name in _HOME_OF:
        value = getattr(importlib.import_module(f"{__name__}.{_HOME_OF[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
