"""Limits of service: are there hours enough, is the scheme alike for all groups and in all hands?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from custclass.act.audit_found import Limit, refuse_unknown
from custclass.classify.finding import beside
from custclass.classify.principles import durable
from custclass.show.numbers import number, percent
from custclass.show.say import CourseError, join, say

if TYPE_CHECKING:
    from custclass.act.treatments.playbook import Playbook

_MONTH = 365 / 12  # days
_CHANCE, _SHUFFLES = 0.05, 2000


def hours_needed(classes: pd.Series, playbook: Playbook, minutes: Mapping[str, float]) -> pd.DataFrame:
    """Work out the hours a month that a playbook asks for.

    Parameters
    ----------
    classes : Series
        The class of each customer; who has none is not served.
    playbook : Playbook
        Channel and rhythm of each class; without a rhythm nothing is planned for a class.
    minutes : dict of channel to float
        What one contact takes, in minutes, with the way and the notes.

    Returns
    -------
    DataFrame
        One row a class (index: its code): customers, contacts (a month of 365 / 12 days), hours (a month); contacts
        and hours are missing where the playbook has no rhythm.

    Raises
    ------
    CourseError
        If a channel in use has no minutes.

    Examples
    --------
    >>> from custclass.act.treatments.playbook import Playbook
    >>> from custclass.classify.catalogue import schemes
    >>> row = {"message": "thanks", "channel": "phone", "service_level": "standard", "owner": "Li"}
    >>> days = {"active": 73, "dormant": None, "lost": None}
    >>> book = Playbook({code: row | {"visit_every_days": n} for code, n in days.items()}, schemes["activity"])
    >>> hours_needed(pd.Series(["active"] * 12 + ["lost"]), book, {"phone": 12})["hours"].round(2).tolist()
    [1.0, nan, nan]
    """
    table = playbook.table.set_index("class")
    used = table.loc[table["visit_every_days"].notna(), "channel"]
    refuse_unknown(used, minutes, say(zh="minutes", en="minutes"))
    refuse_unknown(classes.dropna().unique(), table.index, say(zh="行动表", en="the playbook"))
    counts = classes.value_counts().reindex(table.index, fill_value=0)
    every = table["visit_every_days"].astype(float)
    contacts = counts * _MONTH / every
    hours = contacts * table["channel"].map(minutes).astype(float) / 60
    return pd.DataFrame({"customers": counts, "contacts": contacts, "hours": hours})


def capacity(classes: pd.Series, playbook: Playbook, minutes: Mapping[str, float], hours: float) -> Limit:
    """Measure whether the team can serve what the playbook promises.

    Parameters
    ----------
    classes, playbook, minutes
        As in `hours_needed`.
    hours : float
        Hours a month that are there.

    Returns
    -------
    Limit
        Measured: the hours a month that are needed. Classes with customers but without a rhythm are not in it; the
        sentence names them.

    Raises
    ------
    CourseError
        If no class has a rhythm.
    """
    table = hours_needed(classes, playbook, minutes)
    needed = table["hours"]
    if needed.isna().all():
        raise CourseError(
            say(
                zh="行动表里没有一类写了回访间隔，工时无从算起：请先写上。",
                en="No class of the playbook has a rhythm, so there are no hours to work out: write one first.",
            )
        )
    total, most = float(needed.sum()), needed.idxmax()
    unplanned = [
        playbook.scheme.label(code) for code in table.index[needed.isna() & (table["customers"] > 0)]
    ]
    text = say(
        zh="行动表每月要{need}小时，有{have}小时；最费时的是“{name}”，{part}小时。",
        en="The playbook asks for {need} hours a month, {have} are there; “{name}” takes most, {part} hours.",
    )
    sentence = text.format(
        need=number(total, 1),
        have=number(hours),
        name=playbook.scheme.label(most),
        part=number(needed[most], 1),
    )
    if unplanned:
        sentence += say(
            zh="没有写间隔、没有算进去的：{names}。", en=" Without a rhythm and not counted: {names}."
        ).format(names=join(unplanned))
    return Limit("capacity", total, hours, sentence)


def groups(
    flags: Any,
    by: Any,
    required: float = 0.1,
    least: int = 30,
    what: Any = None,
    names: Any = None,
    seed: int = 0,
) -> Limit:
    """Measure how far a share (of an error, or of a class) differs between groups of customers.

    Parameters
    ----------
    flags : sequence of bool
        One a customer: was the class wrong, is the customer in the class?
    by : sequence
        The group of each customer, in the same order; missing ones are left out.
    required : float
        The greatest gap between the highest and the lowest share that passes. A greater gap passes as well
        where chance alone gives one as large in more than 5 % of shuffles: then it counts as 0.
    least : int
        Groups with fewer customers are left out.
    what : Text, optional
        What the share is of, in the sentence.
    names : mapping, optional
        Group -> its name in the sentence.
    seed : int
        Seed of the shuffles.

    Returns
    -------
    Limit
        Measured: the gap, 0 to 1; 0 where it may be chance.

    Raises
    ------
    CourseError
        If fewer than two groups are large enough.

    Examples
    --------
    >>> groups([True] * 50 + [False] * 50, ["A"] * 50 + ["B"] * 50).measured
    1.0
    >>> groups([True, False] * 50, ["A"] * 50 + ["B"] * 50).passed
    True
    """
    frame = beside(flags, by=by).dropna().astype({"class": bool})
    found = frame.groupby("by", observed=True)["class"].agg(["size", "sum"])
    found = found[found["size"] >= least]
    if len(found) < 2:
        raise CourseError(
            say(
                zh="至少要有两个群体各有 {n} 位客户才能比较，现在有 {k} 个：请合并过小的群体。",
                en="To compare, two groups need {n} customers each, but {k} have them: merge small groups.",
            ).format(n=least, k=len(found))
        )
    shares = found["sum"] / found["size"]
    gap = float(shares.max() - shares.min())
    drawn = np.random.default_rng(seed).multivariate_hypergeometric(
        found["size"].to_numpy(), int(found["sum"].sum()), size=_SHUFFLES
    ) / found["size"].to_numpy()  # fmt: skip
    chance = float((np.ptp(drawn, axis=1) >= gap - 1e-12).mean())
    said = say(
        zh="{what}最高的是“{high}”（{a}），最低的是“{low}”（{b}），相差{gap}个百分点；",
        en="{what} is highest in “{high}” ({a}) and lowest in “{low}” ({b}), {gap} percentage points apart; ",
    ).format(
        what=what or say(zh="占比", en="The share"),
        high=(names or {}).get(shares.idxmax(), shares.idxmax()),
        low=(names or {}).get(shares.idxmin(), shares.idxmin()),
        a=percent(shares.max()),
        b=percent(shares.min()),
        gap=number(100 * gap, 1),
    )
    if chance > _CHANCE:
        end = say(
            zh="随机打乱也常有这么大的差别（{p}）：看不出差别，算通过。",
            en="shuffling gives as much in {p} of cases: no gap is shown, so it passes.",
        )
    else:
        end = say(zh="随机打乱只有{p}会有这么大的差别。", en="shuffling gives as much in {p} of cases only.")
    return Limit("groups", 0.0 if chance > _CHANCE else gap, required, said + end.format(p=percent(chance)))


def agreement(first: Any, second: Any, required: float = 0.6) -> Limit:
    """Measure whether two people, or two readings of a rule, give the same customers the same class.

    Parameters
    ----------
    first, second : sequence
        The class of each customer by either, the same codes in both. Two Series are matched by their index.
    required : float
        The least kappa; Landis and Koch (1977, Biometrics 33, 159-174) call 0.61 to 0.80 substantial.

    Returns
    -------
    Limit
        Measured: Cohen's kappa, the agreement beyond chance: 0 is chance, 1 is full agreement.

    Examples
    --------
    >>> agreement(list("aabb"), list("aabb")).measured, agreement(list("aabb"), list("abab")).passed
    (1.0, False)
    """
    kappa = durable(first, second).measured
    pair = beside(first, second=second).dropna()
    sentence = say(
        zh="{n}位客户里，两边分到同一类的占{same}；超出运气的部分（kappa）是{kappa:.2f}。",
        en="Of {n} customers {same} get the same class from both; beyond chance (kappa) that is {kappa:.2f}.",
    ).format(n=number(len(pair)), same=percent((pair["class"] == pair["second"]).mean()), kappa=kappa)
    return Limit("agreement", kappa, required, sentence)
