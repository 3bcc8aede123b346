"""The sections of a report on classes: each classification, the moves of a year, whom to call first."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from custclass.act.report_findings import Findings
from custclass.act.report_model import Grid, Part
from custclass.classify.moves import ENTERED, LEFT, UNCLASSED
from custclass.classify.profile import profile
from custclass.classify.rules import rule
from custclass.classify.scheme import Scheme
from custclass.data.headings import HEADINGS
from custclass.data.privacy import suppress_small_groups
from custclass.show.numbers import number, percent
from custclass.show.say import Text, say

CALLS = 20  # customers on the call list

_PROFILE = {"customers": "count", "customer_share": "share", "money": "money", "money_share": "share",
            "money_per_customer": "money"}  # fmt: skip
_HIDDEN = say(
    zh="为避免认出个人，少于{n}位客户的小组不公布；为了不让人用总数倒推，可能还隐去一个较大的小组。",
    en="So that nobody can be recognised, groups of fewer than {n} customers are held back; so that they "
    "cannot be worked out from the total, a larger group may be held back as well.",
)


def classes(found: Findings, name: str, title: Text, text: Text) -> Part:
    """One classification: every class with its rule, customers and money."""
    scheme, least = found.schemes[name], found.suppress_below
    frame = profile(found.customers, scheme).reset_index()
    if frame["money"].sum() <= 0:
        frame["money_share"] = float("nan")  # there is no whole of which to have a share
    hidden = pd.Series(False, index=frame.index)
    texts = [text]
    if least is not None:
        counts = suppress_small_groups(found.customers, f"{name}_class", least).counts["customers"]
        hidden = frame["class"].isin(counts.index[counts.isna()])
        frame[list(_PROFILE)] = frame[list(_PROFILE)].astype(float).mask(hidden)
        texts += [_HIDDEN.format(n=least)]
    rules = {item.code: rule(scheme, item) for item in scheme.classes}
    frame["rule"] = pd.Series([rules[code] for code in frame["class"]], dtype=object)
    columns = {column: (HEADINGS[column], kind) for column, kind in {"class": "text", **_PROFILE}.items()}
    grid = Grid(name, title, frame, {**columns, "rule": (say(zh="规则", en="rule"), "text")},
                {"class": scheme.labels})  # fmt: skip
    draw = None if hidden.any() else partial(_chart, frame, scheme)
    return Part(name, title, tuple(texts), (grid,), draw)


def _chart(frame: pd.DataFrame, scheme: Scheme) -> Any:
    """Draw shares of customers beside shares of money, in the current language."""
    from custclass.show.barcharts import bars, shares

    rows = frame.set_index("class")
    if (rows["money"] < 0).any():  # a class that gave back more than it bought has no share
        title = say(zh="各类的金额（已减退货）", en="Money of each class, returns taken off")
        return bars(rows["money"], names=scheme.labels, title=title, label=HEADINGS["money"])
    top = rows["money"].idxmax()
    title = say(
        zh="{label}：占客户{few}，占金额{much}", en="{label}: {few} of customers, {much} of the money"
    ).format(
        label=scheme.label(top),
        few=percent(rows.at[top, "customer_share"]),
        much=percent(rows.at[top, "money_share"]),
    )
    parts = rows[["customer_share", "money_share"]]
    return shares(parts.rename(columns=HEADINGS), names=scheme.labels, title=title)


def moved(found: Findings) -> Part:
    """Who moved between the activity classes within a year, and who is new."""
    title = say(zh="一年来的类别迁移", en="Moves since a year before")
    then = {"day": found.year_before, "now": found.as_of}
    if found.before is None:
        text = say(
            zh="{day}时还没有订单，没有可比的类别。",
            en="On {day} there was no order yet: nothing to compare with.",
        )
        return Part("moves", title, (text.format(**then),))
    scheme = found.activity
    after = found.customers.set_index("customer_id")["activity_class"]
    counts = scheme.moves(found.before, after)
    if found.suppress_below is not None:
        both = pd.DataFrame({"before": found.before.reindex(after.index, fill_value=ENTERED), "after": after})
        tables = [
            suppress_small_groups(both, groups, found.suppress_below)
            for groups in (["before", "after"], "after")
        ]
        if any(table.counts.isna().to_numpy().any() for table in tables):
            # Beside the table of the activity classes, what is shown here could give away what is held back there.
            text = say(
                zh="有的小组人数太少，这一节不公布。",
                en="Some groups are too small: this section is held back.",
            )
            return Part("moves", title, (text,))
    # Nobody leaves an order book: the orders of last year are still in it.
    frame = counts.drop(columns=LEFT).reset_index()
    names = {**scheme.labels, UNCLASSED: say(zh="无类别", en="no class")}
    columns = {"before": (say(zh="{day}的类别 ↓", en="class on {day} ↓").format(**then), "text")}
    columns |= {code: (names[code], "count") for code in frame.columns[1:]}
    labels = {**names, ENTERED: say(zh="期间新来的客户", en="came in between")}
    grid = Grid("moves", title, frame, columns, {"before": labels})
    silent = int(counts.loc[["new", "active"], ["dormant", "lost"]].to_numpy().sum())
    text = say(
        zh="每一行是{day}的类别，每一列是{now}的类别，格中是客户数。一年前的新客户和活跃客户中，"
        "有{n}位现在沉睡或流失。订单表里没有人“离开”：不再购买的客户在流失一列。",
        en="Each row is a class on {day}, each column one on {now}; the cells count customers. Of the new "
        "and active customers of a year before, {n} are dormant or lost now. Nobody “leaves” an order book: "
        "who stopped buying stands under lost.",
    ).format(**then, n=number(silent))
    return Part("moves", title, (text,), (grid,))


def calls(found: Findings) -> Part:
    """Whom to call first: valuable and falling silent."""
    title = say(zh="先给谁打电话", en="Whom to call first")
    if found.suppress_below is not None:
        text = say(
            zh="名单会显示单个客户，这份报告不公布。",
            en="The list shows single customers and is left out of this report.",
        )
        return Part("calls", title, (text,))
    customers = found.customers
    chosen = customers[(customers["abc_class"] == "A") & (customers["activity_class"] == "dormant")]
    ranked = chosen.sort_values(["monetary", "customer_id"], ascending=[False, True]).head(CALLS)
    frame = ranked.reset_index(drop=True).assign(rank=range(1, len(ranked) + 1))
    why = [
        found.schemes["abc"].explain(row) + Text("", " ") + found.activity.explain(row)
        for row in frame.to_dict("records")
    ]
    frame["why"] = pd.Series(why, dtype=object)
    kinds = {"rank": "count", "customer_id": "text", "monetary": "money", "recency_days": "count",
             "mean_gap_days": "real", "rfm_class": "text", "why": "text"}  # fmt: skip
    more = {
        "rank": say(zh="名次", en="rank"),
        "mean_gap_days": say(zh="平均购买间隔（天）", en="mean gap (days)"),
        "rfm_class": say(zh="RFM类别", en="RFM class"),
        "why": say(zh="为什么", en="why"),
    }
    columns = {name: ({**HEADINGS, **more}[name], kind) for name, kind in kinds.items()}
    grid = Grid("calls", title, frame[list(kinds)], columns, {"rfm_class": found.schemes["rfm"].labels})
    text = say(
        zh="规则：ABC中的A类（金额最高的一批），且活跃度为沉睡（沉默了自己2至4个购买间隔）。"
        "按购买金额从高到低，最多{top}位；符合的共{n}位。沉默满4个间隔就算流失。",
        en="The rule: class A of ABC (those who bring most) and dormant (silent for 2 to 4 of their own "
        "buying gaps). By monetary value, greatest first, {top} at most; {n} meet the rule. Who is silent "
        "for 4 gaps counts as lost.",
    ).format(top=CALLS, n=number(len(chosen)))
    return Part("calls", title, (text,), (grid,) if len(frame) else ())
