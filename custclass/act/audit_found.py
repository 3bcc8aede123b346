"""What an audit finds for one limit, and how a list of findings is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from custclass.show.numbers import number, percent
from custclass.show.say import CourseError, Text, join, say

#: The checks by code: what they are called, in the order of the five limits.
LIMITS: dict[str, Text] = {
    "complete": say(zh="数据质量：填全了吗", en="data quality: complete"),
    "fresh": say(zh="数据时效：够新吗", en="data age: fresh"),
    "cuts": say(zh="适用：分界点把客户分得开", en="fit: cut points part the customers"),
    "largest": say(zh="适用：没有一类独大", en="fit: no class takes nearly all"),
    "smallest": say(zh="适用：最小的一类够大", en="fit: smallest class large enough"),
    "fields": say(zh="技术：指标都有", en="skill: measures at hand"),
    "sql": say(zh="技术：SQL查询分得一样", en="skill: an SQL query gives the same"),
    "seconds": say(zh="技术：算得及时", en="skill: worked out in time"),
    "capacity": say(zh="服务能力：工时够", en="capacity: enough hours"),
    "groups": say(zh="一致：各群体一样准", en="consistency: alike in all groups"),
    "agreement": say(zh="一致：两个人分得一样", en="consistency: two people agree"),
}
AT_MOST = {"largest", "seconds", "capacity", "groups"}
_SHARES = {"complete", "fresh", "cuts", "largest", "fields", "sql", "groups"}
_UNITS = {
    "smallest": say(zh="{x} 位", en="{x} customers"),
    "seconds": say(zh="{x} 秒", en="{x} s"),
    "capacity": say(zh="每月 {x} 小时", en="{x} hours a month"),
}
_NOT_MEASURED = say(
    zh="没有量过：没量过的不能算通过。", en="Not measured: what was not measured has not passed."
)


@dataclass(frozen=True)
class Limit:
    """What was found for one limit of a scheme.

    Attributes
    ----------
    limit : str
        A code of `LIMITS`.
    measured, required : float
        The figure found, and the least (of "largest", "seconds", "capacity", "groups": the most) that passes.
    sentence : Text
        The figures in words.
    """

    limit: str
    measured: float
    required: float
    sentence: Text

    @property
    def passed(self) -> bool:
        """Whether the figure meets what is required; a figure that could not be found does not."""
        if self.measured != self.measured:
            return False
        if self.limit in AT_MOST:
            return bool(self.measured <= self.required)
        return bool(self.measured >= self.required)

    @property
    def name(self) -> Text:
        """The name of the check in both languages."""
        return LIMITS[self.limit]

    def __repr__(self) -> str:
        verdict = say(zh="通过", en="passed") if self.passed else say(zh="不通过", en="failed")
        text = say(zh="{name}：{verdict}。{sentence}", en="{name}: {verdict}. {sentence}")
        return str(text.format(name=self.name, verdict=verdict, sentence=self.sentence))


def as_frame(found: Iterable[Limit]) -> pd.DataFrame:
    """Return the findings as a table with all limits; those not measured say so.

    Parameters
    ----------
    found : iterable of Limit
        At most one a limit, but of "groups" and "agreement" as many as were measured.

    Returns
    -------
    DataFrame
        Columns limit, measured, required, passed (True, False, or None: not measured), sentence (Text), in the
        order of `LIMITS`.

    Examples
    --------
    >>> table = as_frame([Limit("capacity", 50.0, 40.0, say(zh="差 10 小时", en="10 hours short"))])
    >>> table.loc[table["measured"].notna(), "passed"].tolist(), len(table) == len(LIMITS)
    ([False], True)
    """
    found = list(found)
    rows: list[tuple[str, float, float, bool | None, Text]] = []
    for code in LIMITS:
        these = [item for item in found if item.limit == code]
        rows += [(code, f.measured, f.required, f.passed, f.sentence) for f in these]
        if not these:
            rows.append((code, float("nan"), float("nan"), None, _NOT_MEASURED))
    frame = pd.DataFrame(rows, columns=["limit", "measured", "required", "passed", "sentence"])
    return frame.astype({"passed": object})


def figure(limit: str, value: float) -> str:
    """Return a measured or required figure as it is read, with its unit.

    Examples
    --------
    >>> figure("largest", 0.98), figure("agreement", 0.6)
    ('98%', '0.6')
    """
    if value != value:
        return number(None)
    if limit in _SHARES:
        return percent(value).replace(".0%", "%")
    return str(_UNITS.get(limit, say(zh="{x}", en="{x}")).format(x=number(round(value, 2))))


def audit_table(audited: pd.DataFrame, words: bool = True) -> Any:
    """Show what `audit` returns.

    Parameters
    ----------
    audited : DataFrame
        The result of `custclass.act.audit.audit`.
    words : bool
        Whether to show the sentences as well.

    Returns
    -------
    custclass.show.tables.Table
    """
    from custclass.show.tables import table

    sign = {code: "≤" if code in AT_MOST else "≥" for code in LIMITS}
    shown = pd.DataFrame({
        "limit": audited["limit"].map(LIMITS),
        "measured": [figure(code, x) for code, x in zip(audited["limit"], audited["measured"], strict=True)],
        "required": [
            number(None) if x != x else f"{sign[code]} {figure(code, x)}"
            for code, x in zip(audited["limit"], audited["required"], strict=True)
        ],
        "passed": ["none" if x is None else bool(x) for x in audited["passed"]],
    })  # fmt: skip
    if words:
        shown["sentence"] = audited["sentence"].to_numpy()
    verdicts = {
        True: say(zh="✓ 通过", en="✓ passed"),
        False: say(zh="✗ 不通过", en="✗ failed"),
        "none": say(zh="? 没有量", en="? not measured"),
    }
    titles = {
        "limit": say(zh="要查的", en="limit"),
        "measured": say(zh="测得", en="measured"),
        "required": say(zh="要求", en="required"),
        "passed": say(zh="结论", en="verdict"),
        "sentence": say(zh="说明", en="in words"),
    }
    return table(shown, titles=titles, values={"passed": verdicts}, rows=None)


def refuse_empty(n: int, what: Text) -> None:
    """Raise a `CourseError` where there is nothing to audit."""
    if not n:
        raise CourseError(
            say(
                zh="{what}是空的，无从审查：请先放入至少一行。",
                en="There is nothing to audit: {what} is empty; give at least one row.",
            ).format(what=what)
        )


def refuse_unknown(found: Iterable[Any], known: Iterable[Any], what: Text) -> None:
    """Raise a `CourseError` that names what is not known."""
    known = list(known)
    if strange := sorted({str(x) for x in found if x not in known}):
        raise CourseError(
            say(
                zh="{what}里没有 {strange}；已有的是 {known}。",
                en="{what} has no {strange}; there are {known}.",
            ).format(what=what, strange=join(strange), known=join(known))
        )
