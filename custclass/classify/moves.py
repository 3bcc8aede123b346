"""Who moved from which class to which between two dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from custclass.show.say import CourseError, join, say

if TYPE_CHECKING:
    from custclass.classify.scheme import Scheme

ENTERED, LEFT, UNCLASSED = "entered", "left", "no_class"


def moves(scheme: Scheme, before: Any, after: Any) -> pd.DataFrame:
    """Count customers by class before and after; see `Scheme.moves`."""
    old, new = _classes(scheme, before, "before"), _classes(scheme, after, "after")
    everyone = old.index.union(new.index)
    old, new = old.reindex(everyone, fill_value=ENTERED), new.reindex(everyone, fill_value=LEFT)
    pairs = pd.DataFrame({"before": old, "after": new})
    # Those without a class get a row and a column only where there are any, so that no customer is lost.
    some = [UNCLASSED] if (pairs == UNCLASSED).to_numpy().any() else []
    counts = pairs.value_counts().unstack(fill_value=0) if len(pairs) else pd.DataFrame()
    rows = pd.Index([*scheme.codes, *some, ENTERED], name="before")
    columns = pd.Index([*scheme.codes, *some, LEFT], name="after")
    return counts.reindex(index=rows, columns=columns, fill_value=0).astype(int)


def _classes(scheme: Scheme, given: Any, name: str) -> pd.Series:
    """Return the classes as a Series of text by customer id, ``no_class`` where there is none."""
    if (
        not isinstance(given, (pd.Series, pd.DataFrame))
        and hasattr(given, "to_dict")
        and hasattr(given, "columns")
    ):
        given = pd.DataFrame(given.to_dict(as_series=False))  # polars; its to_pandas would need pyarrow
    if isinstance(given, pd.DataFrame) and {"customer_id", "class"} <= set(given.columns):
        given = given.set_index("customer_id")["class"]
    if not isinstance(given, pd.Series):
        raise CourseError(
            say(
                zh="{name} 应为以客户编号为索引的类别 Series，或有 customer_id 和 class 两列的表，得到的是 {kind}。",
                en="For {name}, moves needs a Series of classes by customer id, or a table with the columns "
                "customer_id and class; it was given a {kind}.",
            ).format(name=name, kind=type(given).__name__)
        )
    doubled = given.index[given.index.duplicated()].unique()
    if len(doubled):
        raise CourseError(
            say(
                zh="{name} 中有客户出现多次：{ids}（共 {n} 位）。每位客户只能有一行。",
                en="In {name} customers are listed more than once: {ids} ({n} in all). Each may have one row.",
            ).format(name=name, ids=join(doubled[:3]), n=len(doubled))
        )
    classes = given.astype("str").where(given.notna(), UNCLASSED)
    unknown = sorted(set(classes) - {*scheme.codes, UNCLASSED})
    if unknown:
        raise CourseError(
            say(
                zh="{name} 中有分类方案“{title}”没有的类别：{unknown}。它的类别代码是：{codes}。",
                en='In {name} there are classes that the scheme "{title}" does not have: {unknown}. '
                "Its codes are: {codes}.",
            ).format(name=name, title=scheme.title, unknown=join(unknown[:3]), codes=join(scheme.codes))
        )
    return classes
