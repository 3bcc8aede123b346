"""Audit a scheme against its limits: data quality and age, fit, technical skill, capacity to serve, consistency."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from custclass.act.audit_data import complete, fresh
from custclass.act.audit_fit import class_shares, cut_points, cuts, largest, smallest
from custclass.act.audit_found import LIMITS, Limit, as_frame, audit_table
from custclass.act.audit_service import agreement, capacity, groups, hours_needed
from custclass.act.audit_skill import fields, in_sql, seconds
from custclass.classify.scheme import Scheme

__all__ = [
    "LIMITS", "Limit", "agreement", "audit", "audit_table", "capacity", "class_shares", "complete", "cut_points",
    "cuts", "fields", "fresh", "groups", "hours_needed", "in_sql", "largest", "seconds", "smallest",
]  # fmt: skip


def audit(scheme: Scheme, customers: pd.DataFrame, *more: Limit) -> pd.DataFrame:
    """Audit a scheme on a table of customers.

    Fit and technical skill follow from the scheme and the table. What else is known is measured by the functions
    of this module and handed in; what nobody measured is listed as such.

    Parameters
    ----------
    scheme : Scheme
    customers : DataFrame
        One row a customer, with the measures of the scheme.
    *more : Limit
        Results of `complete`, `fresh`, `capacity`, `groups`, `agreement`; also of the others, where another
        requirement than the usual one holds.

    Returns
    -------
    DataFrame
        One row a limit: limit (code, see `LIMITS`), measured, required, passed (True, False, or None: not measured),
        sentence (in both languages).

    Examples
    --------
    >>> from custclass.classify.catalogue import purchase_frequency
    >>> people = pd.DataFrame({"frequency": [1] * 95 + [30] * 5})
    >>> audited = audit(purchase_frequency(20, 60), people)
    >>> audited.loc[audited["passed"].eq(False), "limit"].tolist()
    ['cuts', 'largest', 'smallest']
    """
    given = {item.limit for item in more}
    usual: list[tuple[str, Callable[[Scheme, pd.DataFrame], Limit]]] = [("fields", fields), ("sql", in_sql)]
    if fields(scheme, customers).measured == 1:
        usual += [("cuts", cuts), ("largest", largest), ("smallest", smallest), ("seconds", seconds)]
    found = [measure(scheme, customers) for code, measure in usual if code not in given]
    return as_frame([*more, *found])
