"""The same rules as SQL, for the learner's CRM."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from custclass.classify.conditions import Condition, Missing, OneOf
from custclass.classify.measure import Box

if TYPE_CHECKING:
    from custclass.classify.scheme import Scheme


def to_sql(scheme: Scheme, table: str) -> str:
    """Return the query that adds the class to a table; see `Scheme.to_sql`."""
    # Columns carry the table's alias: SQLite reads an unknown quoted column as a text, and finds no error.
    return f'SELECT t.*,\n{to_case(scheme, "t.")} AS "class"\nFROM {identifier(table)} AS t'


def to_case(scheme: Scheme, prefix: str = "") -> str:
    """Return the rules as ``CASE WHEN ... END``, columns preceded by `prefix`."""
    lines = ["CASE"]
    remainder = "NULL"
    for item in scheme.classes:
        if item.is_otherwise:
            remainder = literal(item.code)
            continue
        boxes = [_box(box, prefix) for box in item.boxes]
        condition = boxes[0] if len(boxes) == 1 else " OR ".join(f"({box})" for box in boxes)
        lines.append(f"  WHEN {condition} THEN {literal(item.code)}")
    if len(lines) == 1:
        lines.append(f"  WHEN TRUE THEN {remainder}")
    return "\n".join([*lines, f"  ELSE {remainder}", "END"])


def identifier(name: str) -> str:
    """Return a name quoted as an SQL identifier.

    Examples
    --------
    >>> identifier('my "own" table')
    '"my ""own"" table"'
    """
    return '"' + name.replace('"', '""') + '"'


def literal(value: Any) -> str:
    """Return a text, a truth value or a number as an SQL literal.

    Examples
    --------
    >>> literal("it's"), literal(True), literal(0.5)
    ("'it''s'", 'TRUE', '0.5')
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    text = repr(value)
    # A plain decimal of more than 15 digits is read as a fixed-point number by some engines, and rounded; one
    # with an exponent is read as a double everywhere.
    return text if isinstance(value, int) or "e" in text or len(text) <= 16 else f"{value:.17e}"


def _box(box: Box, prefix: str) -> str:
    return " AND ".join(_condition(prefix + identifier(name), c) for name, c in box.items()) or "TRUE"


def _condition(column: str, condition: Condition) -> str:
    if isinstance(condition, Missing):
        return f"{column} IS NULL"
    if isinstance(condition, OneOf):
        values = ", ".join(literal(value) for value in condition.values)
        return f"{column} = {values}" if len(condition.values) == 1 else f"{column} IN ({values})"
    parts = []
    if condition.low > -math.inf:
        parts.append(f"{column} {'>=' if condition.low_closed else '>'} {literal(condition.low)}")
    if condition.high < math.inf:
        parts.append(f"{column} {'<=' if condition.high_closed else '<'} {literal(condition.high)}")
    return " AND ".join(parts) or f"{column} IS NOT NULL"
