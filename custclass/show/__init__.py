"""What everything is shown with: texts, fonts, charts, tables. Knows nothing of customers.

The charts and tables are loaded when they are first used, because seaborn takes seconds to import.
"""

import importlib

from custclass.show.numbers import money, number, percent
from custclass.show.say import CourseError, Text, join, language, say, text_in

_LAZY = {
    "bars": "plots",
    "box_map": "plots",
    "histogram": "plots",
    "lines": "plots",
    "scatter": "plots",
    "shares": "plots",
    "theme": "plots",
    "table": "tables",
}

__all__ = [
    "CourseError", "Text", "join", "language", "money", "number", "percent", "say", "text_in", *_LAZY,
]  # fmt: skip


def __getattr__(name):
    if name in _LAZY:
        return getattr(importlib.import_module("custclass.show." + _LAZY[name]), name)
    raise AttributeError(f"module 'custclass.show' has no attribute {name!r}")


def __dir__():
    return sorted(__all__)
