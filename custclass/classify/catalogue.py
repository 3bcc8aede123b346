"""The catalogue of schemes, by name.

``schemes`` holds each with its default cut points. To use others, call the function of the same name, such
as ``loyalty(repeat_low=0.4)``: it says what the defaults are and why. The measures come from
`custclass.data.measures.measure_customers`, `custclass.classify.traits` and, for ranks by value,
`custclass.classify.value_schemes.add_value_rank`; a customer who never ordered has frequency 0 and no dates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from custclass.classify.buying_schemes import (
    loyalty,
    purchase_frequency,
    purchase_history,
    size_tier,
    value_tier,
)
from custclass.classify.lead_schemes import lead_stage
from custclass.classify.lifecycle import relationship_stage
from custclass.classify.place import city_tier
from custclass.classify.rfm_schemes import abc, rfm_eight, rfm_grid
from custclass.classify.scheme import Scheme
from custclass.classify.stage_schemes import activity, activity_five, lifecycle, relationship
from custclass.classify.trait_schemes import (
    age_band,
    customer_kind,
    lifestyle,
    locality,
    need_tendency,
    need_type,
)
from custclass.classify.value_schemes import pyramid, stance, value_need

__all__ = [
    "abc", "activity", "activity_five", "age_band", "city_tier", "customer_kind", "lead_stage", "lifecycle",
    "lifestyle", "locality", "loyalty", "need_tendency", "need_type", "purchase_frequency", "purchase_history",
    "pyramid", "relationship", "relationship_stage", "rfm_eight", "rfm_grid", "schemes", "size_tier", "stance",
    "value_need", "value_tier",
]  # fmt: skip

_MAKERS: list[Callable[[], Scheme]] = [
    purchase_frequency, purchase_history, loyalty, value_tier, relationship, lifecycle, relationship_stage,
    activity, activity_five, need_type, lifestyle, age_band, need_tendency, size_tier, customer_kind, locality,
    city_tier, abc, pyramid, stance, value_need, rfm_eight, rfm_grid, lead_stage,
]  # fmt: skip

#: The schemes with their default cut points, by name.
schemes: Mapping[str, Scheme] = MappingProxyType({make.__name__: make() for make in _MAKERS})
