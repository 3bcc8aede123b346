"""custclass: classify customers and act on the classes. The helper package of the course.

Names are loaded when they are first used, so ``import custclass`` stays quick.
"""

import importlib

__version__ = "0.1.0"

_HOMES = {
    "custclass.show.say": ["say", "Text", "language", "CourseError"],
    "custclass.data.tables": ["load", "tables"],
    "custclass.data.orders": ["read_orders", "OrderBook"],
    "custclass.data.measures": ["measure_customers", "orders_after"],
    "custclass.data.headings": ["table"],
    "custclass.data.quality": ["check_entries", "revisit_list"],
    "custclass.data.privacy": ["pseudonymise", "suppress_small_groups"],
    "custclass.classify.conditions": [
        "below", "at_most", "above", "at_least", "between", "exactly", "one_of", "missing", "otherwise",
    ],
    "custclass.classify.scheme": ["Scheme", "Measure", "Class"],
    "custclass.classify.catalogue": ["schemes"],
    "custclass.classify.rfm": ["RFM"],
    "custclass.classify.tree_picture": ["draw_tree"],
    "custclass.classify.tree_rules": ["round_cuts", "rule_table", "rule_sentences"],
    "custclass.classify.published_maps": ["published_map", "published_quartile_map", "hole_cells"],
    "custclass.classify.pareto": ["ABC"],
    "custclass.classify.profile": ["profile", "profile_table", "profile_picture"],
    "custclass.classify.traits": [
        "add_repeat_rate", "add_order_trend", "add_age", "add_strongest_need", "add_strongest_value", "add_habits",
    ],
    "custclass.classify.place": ["add_city_tier", "add_climate_band", "add_region"],
    "custclass.act.report": ["report"],
    "custclass.learn.learner": ["learner"],
    "custclass.learn.exercise": ["exercise", "exercises"],
    "custclass.learn.progress": ["progress", "save_progress", "restore_progress", "chapter_summary"],
    "custclass.learn.knob": ["knob"],
    "custclass.learn.upload": ["upload_orders"],
    "custclass.learn.page": ["progress_page", "check_setup"],
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}
_MODULES = {
    "show": "custclass.show",
    "data": "custclass.data",
    "classify": "custclass.classify",
    "clv": "custclass.classify.clv",
    "criteria": "custclass.classify.criteria",
    "principles": "custclass.classify.principles",
    "lifecycle": "custclass.classify.lifecycle",
    "clusters": "custclass.classify.clusters",
    "weights": "custclass.classify.weights",
    "prediction": "custclass.classify.prediction",
    "live": "custclass.classify.live",
    "behaviour": "custclass.classify.behaviour",
    "act": "custclass.act",
    "targets": "custclass.act.targets",
    "layers": "custclass.act.layers",
    "migration": "custclass.act.migration",
    "treatments": "custclass.act.treatments",
    "crm": "custclass.act.crm",
    "leads": "custclass.act.leads",
    "team": "custclass.act.team",
    "recommend": "custclass.act.recommend",
    "campaigns": "custclass.act.campaigns",
    "audit": "custclass.act.audit",
    "plan": "custclass.act.plan",
    "learn": "custclass.learn",
}

__all__ = ["__version__", *_HOME_OF, *_MODULES]


def __getattr__(name):
    if name in _HOME_OF:
        value = getattr(importlib.import_module(_HOME_OF[name]), name)
        globals()[name] = value
        return value
    if name in _MODULES:
        return importlib.import_module(_MODULES[name])
    raise AttributeError("module 'custclass' has no attribute {!r}".format(name))


def __dir__():
    return sorted(__all__)
