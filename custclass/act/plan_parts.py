"""The sections of a plan, each filled from the data at hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from custclass.act.audit_found import LIMITS
from custclass.act.plan_forms import answer
from custclass.act.plan_model import Line, Section, Sheet
from custclass.act.treatments.messages import PRIVATE
from custclass.act.treatments.playbook import Playbook
from custclass.act.treatments.playbook_cells import CHANNELS, COLUMNS, SERVICE
from custclass.classify.rules import rule
from custclass.classify.scheme import Scheme
from custclass.data.headings import HEADINGS
from custclass.data.privacy import suppress_small_groups
from custclass.show.numbers import money, number, percent
from custclass.show.say import Text, join, say

#: What only people can say: key -> (name, who or what could say it).
WRITTEN: dict[str, tuple[Text, Text]] = {
    "purpose": (
        say(zh="目的", en="purpose"),
        say(zh="管理层用一句话写：要多赚或少花多少钱", en="management, in a sentence: what is to be earned or saved"),
    ),
    "source": (
        say(zh="数据来源", en="source of the data"),
        say(zh="哪个系统、哪段时间", en="which system, over what time"),
    ),
    "owner": (say(zh="负责人", en="owner"), say(zh="写一个人的名字", en="the name of one person")),
    "review": (
        say(zh="下次重分的日子", en="classed again on"), say(zh="写一个日期", en="write a date"),
    ),
    "why": (
        say(zh="为什么选他们", en="why this group"),
        say(zh="写清比过哪些群体、看哪几项", en="which groups were compared, and by what"),
    ),
    "serve": (
        say(zh="用什么满足这些需求", en="how these needs are met"),
        say(zh="产品和客服一起写", en="product and service together"),
    ),
    "goal": (
        say(zh="目标和期限", en="goal and date"),
        say(zh="写金额和日期，并留一组对照组", en="money and a date, with a control group"),
    ),
    "who_may_see": (
        say(zh="谁能看客户名单", en="who may see the list of customers"),
        say(zh="写岗位，不写“全公司”", en="name the posts, not “everybody”"),
    ),
    "kept_until": (
        say(zh="名单保存到", en="list kept until"), say(zh="写删除的日期", en="the date of deletion"),
    ),
}  # fmt: skip
_PERSONAL = {"name": say(zh="姓名", en="name"), **PRIVATE}


@dataclass(frozen=True)
class Source:
    """What the sections are filled from."""

    scheme: Scheme
    customers: pd.DataFrame
    group: pd.DataFrame
    codes: list[str]
    money: pd.DataFrame
    as_of: date
    currency: str
    minimum: int
    written: Mapping[str, Any]

    def share(self, column: str) -> float:
        """Return the sum of a column of shares over the target classes."""
        return float(self.money.loc[self.codes, column].sum())

    def line(self, key: str) -> Line:
        """Return a line that only people can fill, as they filled it."""
        name, hint = WRITTEN[key]
        given = self.written.get(key)
        if given is None or not str(given).strip():
            return Line(key, name, None, hint)
        return Line(key, name, given if isinstance(given, Text) else Text(str(given), str(given)), hint)


def class_money(scheme: Scheme, customers: pd.DataFrame, classes: pd.Series, minimum: int) -> pd.DataFrame:
    """Return customers and money of each class, small classes missing with what would give them away.

    Returns
    -------
    DataFrame
        Index: class codes. Columns customers, customer_share, money, money_share, median.
    """
    frame = pd.DataFrame({"class": classes.fillna("no class"), "money": customers["monetary"].astype(float)})
    counts = suppress_small_groups(frame, "class", minimum).counts["customers"].reindex(scheme.codes)
    present = classes.value_counts().reindex(scheme.codes, fill_value=0)
    counts = counts.where(present > 0, 0).astype("Float64").astype(float)
    sums = frame.groupby("class")["money"].agg(["sum", "median"]).reindex(scheme.codes)
    out = pd.DataFrame(
        {"customers": counts, "customer_share": counts / len(frame)}, index=pd.Index(scheme.codes)
    )
    out["money"] = sums["sum"].where(counts > 0)
    out["money_share"] = out["money"] / frame["money"].sum() if frame["money"].sum() > 0 else float("nan")
    out["median"] = sums["median"].where(counts > 0)
    return out


def brief(source: Source, audited: pd.DataFrame | None) -> Section:
    """Return the one-page brief: purpose, data, owner, technical limits."""
    data = say(
        zh="{n}位客户，统计截止日{day}；指标：{measures}",
        en="{n} customers, as of {day}; measures: {measures}",
    ).format(
        n=number(len(source.customers)),
        day=source.as_of,
        measures=join(measure.label for measure in source.scheme.measures.values()),
    )
    hint = say(zh="先用 cc.audit 审查这套方案", en="audit the scheme with cc.audit first")
    limits = None
    if audited is not None:
        failed = [LIMITS[c] for c in audited.loc[audited["passed"].eq(False), "limit"]]
        unknown = [LIMITS[c] for c in audited.loc[audited["passed"].isna(), "limit"]]
        limits = say(zh="不通过 {a} 项", en="failed: {a}").format(a=len(failed))
        limits += _in_brackets(failed) + say(zh="；没有量 {b} 项", en="; not measured: {b}").format(
            b=len(unknown)
        )
        limits += _in_brackets(unknown)
    lines = [
        source.line("purpose"),
        Line("data", say(zh="数据", en="data"), data, hint),
        source.line("source"),
        source.line("owner"),
        Line(
            "limits",
            say(zh="技术限制（审查结论）", en="technical limits (verdict of the audit)"),
            limits,
            hint,
        ),
        source.line("review"),
    ]
    return Section("brief", say(zh="一页简报", en="One-page brief"), tuple(lines))


def _in_brackets(names: list[Text]) -> Text:
    if not names:
        return say(zh="", en="")
    return say(zh="（{x}）", en=" ({x})").format(x=join(names, zh="；", en="; "))


def target_section(source: Source) -> Section:
    """Return who the target group is, by which rule, and how many."""
    items = [item for item in source.scheme.classes if item.code in source.codes]
    words = join(
        (item.label + say(zh="：", en=": ") + rule(source.scheme, item) for item in items), zh="；", en="; "
    )
    size = say(
        zh="{n}位（占{all}位的{a}），带来{b}的金额", en="{n} customers ({a} of {all}) with {b} of the money"
    ).format(
        n=number(len(source.group)),
        all=number(len(source.customers)),
        a=percent(source.share("customer_share")),
        b=percent(source.share("money_share")),
    )
    hint = say(zh="由分类方案填", en="from the scheme")
    lines = [
        Line("rule", say(zh="规则", en="rule"), words, hint),
        Line("size", say(zh="人数和金额", en="customers and money"), size, hint),
        source.line("why"),
    ]
    return Section("target", say(zh="目标群体", en="Target group"), tuple(lines))


def needs_section(source: Source, column: str) -> Section:
    """Return what the target group needs, as far as they said it."""
    found = answer(source.group.rename(columns={column: "need"}), "need", source.currency, source.minimum)
    hint = say(zh="发一份问卷，或读一读评论", en="send a survey, or read the comments")
    lines = (Line("needs", say(zh="主要需求", en="main need"), found, hint), source.line("serve"))
    return Section("needs", say(zh="需求", en="Needs"), lines)


def variables_section(source: Source) -> Section:
    """Return the classes with their rules."""
    headings = (
        HEADINGS["class"],
        say(zh="规则（从上往下，先符合先算）", en="rule (from the top, the first that fits)"),
    )
    rows = tuple((item.label, rule(source.scheme, item)) for item in source.scheme.classes)
    return Section("variables", say(zh="分类变量", en="Variables"), (), (Sheet(headings, rows),))


def value_section(source: Source) -> Section:
    """Return what each class brings."""
    headings = (
        HEADINGS["class"], HEADINGS["customers"], HEADINGS["customer_share"], HEADINGS["money"],
        HEADINGS["money_share"], say(zh="人均金额（中位数）", en="money per customer (median)"),
    )  # fmt: skip
    rows = []
    for code, row in source.money.iterrows():
        amounts = [money(row[name], source.currency) for name in ("money", "median")]
        shares = [percent(row[name]) for name in ("customer_share", "money_share")]
        count = number(row["customers"])
        rows.append((source.scheme.labels[str(code)], count, shares[0], amounts[0], shares[1], amounts[1]))
    section = say(zh="价值", en="Value")
    return Section("value", section, (source.line("goal"),), (Sheet(headings, tuple(rows)),))


def relations_section(source: Source, playbook: Playbook | None) -> Section:
    """Return what is done for each class, from the playbook."""
    name = say(zh="关系", en="Relations")
    if playbook is None:
        hint = say(
            zh="写一张行动表（cc.treatments.Playbook）", en="write a playbook (cc.treatments.Playbook)"
        )
        return Section(
            "relations", name, (Line("playbook", say(zh="怎么待他们", en="what is done"), None, hint),)
        )
    words = {"class": playbook.scheme.labels, "channel": CHANNELS, "service_level": SERVICE}
    rows = tuple(
        tuple(
            words.get(column, {}).get(row[column], "—" if pd.isna(row[column]) else row[column])
            for column in COLUMNS
        )
        for row in playbook.table.to_dict("records")
    )
    return Section("relations", name, (), (Sheet(tuple(COLUMNS.values()), rows),))


def privacy_section(source: Source, form: pd.DataFrame) -> Section:
    """Return which fields the plan uses, which it leaves out, and who may see the list."""
    used = {*source.scheme.measures, *form.loc[form["answer"].notna(), "field"]}
    names = {**{r["field"]: r["name"] for r in form.to_dict("records")}}
    names |= {name: measure.label for name, measure in source.scheme.measures.items()}
    left = [label for column, label in _PERSONAL.items() if column in source.customers and column not in used]
    hint = say(zh="由数据表填", en="from the table")
    rule_of_few = say(
        zh="少于{n}位的组不写出人数和金额", en="no count and no money of groups below {n} customers"
    ).format(n=source.minimum)
    lines = [
        Line(
            "used", say(zh="用到的字段", en="fields used"), join(names[x] for x in names if x in used), hint
        ),
        Line(
            "left_out",
            say(zh="有、但不用的个人字段", en="personal fields there, not used"),
            join(left) if left else say(zh="没有", en="none"),
            hint,
        ),
        Line("few", say(zh="小群体", en="small groups"), rule_of_few, hint),
        source.line("who_may_see"),
        source.line("kept_until"),
    ]
    return Section("privacy", say(zh="隐私", en="Privacy"), tuple(lines))
