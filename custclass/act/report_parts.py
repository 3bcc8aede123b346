"""What stands in a report: each section worked out from the order book and the customers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Any

import pandas as pd

from custclass.act.report_model import Grid, Part, in_both
from custclass.classify.catalogue import activity_five
from custclass.classify.moves import ENTERED, LEFT, UNCLASSED
from custclass.classify.pareto import ABC
from custclass.classify.profile import profile
from custclass.classify.rfm import RFM
from custclass.classify.rules import rule
from custclass.classify.scheme import Scheme
from custclass.data.headings import HEADINGS
from custclass.data.measures import measure_customers, orders_after
from custclass.data.orders import OrderBook
from custclass.data.privacy import suppress_small_groups
from custclass.show.numbers import number, percent
from custclass.show.say import CourseError, Text, say

CALLS = 20  # customers on the call list
REFUSED = 20  # refused rows that are shown

_FIGURES = {"recency_days": "real", "frequency": "real", "monetary": "money", "average_order": "money",
            "mean_gap_days": "real", "silence_gaps": "real"}  # fmt: skip
_STATISTICS = {
    "customers": (HEADINGS["customers"], "count"),
    "mean": (say(zh="平均值", en="mean"), "real"),
    "minimum": (say(zh="最小值", en="minimum"), "real"),
    "quarter": (say(zh="下四分位数", en="lower quartile"), "real"),
    "median": (say(zh="中位数", en="median"), "real"),
    "three_quarters": (say(zh="上四分位数", en="upper quartile"), "real"),
    "maximum": (say(zh="最大值", en="maximum"), "real"),
}
_PROFILE = {"customers": "count", "customer_share": "share", "money": "money", "money_share": "share",
            "money_per_customer": "money"}  # fmt: skip
_HIDDEN = say(
    zh="为避免认出个人，少于{n}位客户的小组不公布；为了不让人用总数倒推，可能还隐去一个较大的小组。",
    en="So that nobody can be recognised, groups of fewer than {n} customers are held back; so that they cannot be "
    "worked out from the total, a larger group may be held back as well.",
)


@dataclass(frozen=True)
class Findings:
    """The order book, measured and classified at one day; what the sections are made from.

    Parameters
    ----------
    book : OrderBook
    as_of : date
    suppress_below : int, optional
        Groups of fewer customers are held back, and with them all that shows single customers.
    """

    book: OrderBook
    as_of: date
    suppress_below: int | None = None
    activity: Scheme = field(default_factory=activity_five)

    @cached_property
    def measured(self) -> pd.DataFrame:
        """One row a customer, measured at the as-of date."""
        customers = measure_customers(self.book.orders, self.as_of)
        if self.suppress_below is not None and len(customers) < self.suppress_below:
            raise CourseError(say(
                zh="截至{day}一共只有{n}位客户，少于 suppress_below={least}，没有可以公布的内容。",
                en="Up to {day} there are {n} customers in all, fewer than suppress_below={least}: nothing can be published.",
            ).format(day=self.as_of, n=number(len(customers)), least=self.suppress_below))  # fmt: skip
        return customers

    @cached_property
    def rfm(self) -> RFM:
        return RFM().fit(self.measured)

    @cached_property
    def abc(self) -> ABC:
        return ABC(returns="net").fit(self.measured["monetary"])

    @cached_property
    def schemes(self) -> dict[str, Scheme]:
        """The three classifications by the name of their section."""
        return {"rfm": self.rfm.scheme_, "abc": self.abc.scheme_, "activity": self.activity}

    @cached_property
    def customers(self) -> pd.DataFrame:
        """The measures and the three classes, one row a customer."""
        classes = {f"{name}_class": scheme.classify(self.measured) for name, scheme in self.schemes.items()}
        return self.measured.assign(**classes)

    @cached_property
    def year_before(self) -> date:
        return (pd.Timestamp(self.as_of) - pd.DateOffset(years=1)).date()

    @cached_property
    def before(self) -> pd.Series | None:
        """The activity classes a year before, by customer id; None where there was no order yet."""
        if not (self.book.orders["order_date"] < pd.Timestamp(self.year_before) + pd.Timedelta(days=1)).any():
            return None
        earlier = measure_customers(self.book.orders, self.year_before)
        return self.activity.classify(earlier).set_axis(earlier["customer_id"])


def reading(found: Findings) -> Part:
    """What was read and refused, and why."""
    book = found.book
    facts = in_both(lambda: book.report)
    frame = pd.DataFrame({
        "code": facts["zh"].index,
        "item": _texts(facts["zh"]["item"], facts["en"]["item"]),
        "count": _texts(facts["zh"]["count"], facts["en"]["count"]),
    })  # fmt: skip
    columns = {"item": (say(zh="项目", en="item"), "text"), "count": (say(zh="数值", en="value"), "any")}
    grids = [Grid("reading", say(zh="读入的文件", en="The file"), frame, columns)]
    if len(book.set_aside) and found.suppress_below is None:
        refused = in_both(lambda: book.set_aside.head(REFUSED))
        rows = pd.DataFrame({
            "row": refused["zh"]["row"].to_numpy(),
            "reason": _texts(refused["zh"]["reason"], refused["en"]["reason"]),
        })  # fmt: skip
        columns = {"row": (say(zh="行号", en="row"), "count"), "reason": (say(zh="原因", en="reason"), "text")}
        title = say(zh="搁置的行（前{n}行）", en="Rows set aside (the first {n})").format(n=len(rows))
        grids.append(Grid("refused", title, rows, columns))
    text = say(
        zh="一行也没有丢：每一行要么保留，要么搁置并写明原因。统计截止日是{day}（含当天），其后的{late}行没有计入。",
        en="No row is lost: each is kept, or set aside with its reason. The as-of date is {day} (that day included); "
        "rows after it, not counted: {late}.",
    ).format(day=found.as_of, late=number(orders_after(book.orders, found.as_of)))
    return Part("reading", say(zh="读入了什么", en="What was read"), (text,), tuple(grids))


def measures(found: Findings) -> Part:
    """The headline figures, and how the measures are spread."""
    customers = found.measured
    head = pd.DataFrame({"item": [
        say(zh="客户数", en="customers"), say(zh="订单数", en="orders"), say(zh="金额合计（已减退货）", en="money (returns taken off)"),
        say(zh="最早的订单", en="first order"), say(zh="最近的订单", en="last order"),
    ], "value": pd.Series([
        len(customers), int(customers["frequency"].sum()), float(customers["monetary"].sum()),
        customers["first_order"].min(), customers["last_order"].max(),
    ], dtype=object)})  # fmt: skip
    overview = Grid("overview", say(zh="总览", en="At a glance"), head, {
        "item": (say(zh="项目", en="item"), "text"), "value": (say(zh="数值", en="value"), "any"),
    })  # fmt: skip
    numbers = customers[list(_FIGURES)].astype(float)
    frame = pd.DataFrame({
        "customers": numbers.count(), "mean": numbers.mean(), "minimum": numbers.min(), "quarter": numbers.quantile(0.25),
        "median": numbers.median(), "three_quarters": numbers.quantile(0.75), "maximum": numbers.max(),
    }).rename_axis("measure").reset_index()  # fmt: skip
    columns = {"measure": (say(zh="指标", en="measure"), "text"), **_STATISTICS}
    if (least := found.suppress_below) is not None:
        # The least and the greatest are figures of single customers.
        columns = {name: column for name, column in columns.items() if name not in ("minimum", "maximum")}
        frame = frame.drop(columns=["minimum", "maximum"])
        few = frame["customers"].between(1, least - 1) | (len(customers) - frame["customers"]).between(1, least - 1)
        frame[frame.columns[1:]] = frame[frame.columns[1:]].astype(float).mask(few)
    spread = Grid("measures", say(zh="指标的分布", en="How the measures are spread"), frame, columns,
                  {"measure": HEADINGS})  # fmt: skip
    text = say(
        zh="每位客户一行。金额的单位就是文件中的单位，没有换算。平均购买间隔和沉默时长只对在两天以上买过的客户有意义。",
        en="One row a customer. Amounts are in the currency of the file, unconverted. Mean gap and silence exist only for "
        "customers who bought on two days or more.",
    )
    return Part("measures", say(zh="客户指标", en="The measures"), (text,), (overview, spread))


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
    title = say(zh="{label}：占客户{few}，占金额{much}", en="{label}: {few} of customers, {much} of the money").format(
        label=scheme.label(top), few=percent(rows.at[top, "customer_share"]), much=percent(rows.at[top, "money_share"])
    )
    parts = rows[["customer_share", "money_share"]]
    return shares(parts.rename(columns=HEADINGS), names=scheme.labels, title=title)


def moved(found: Findings) -> Part:
    """Who moved between the activity classes within a year, and who is new."""
    title = say(zh="一年来的类别迁移", en="Moves since a year before")
    then = {"day": found.year_before, "now": found.as_of}
    if found.before is None:
        text = say(zh="{day}时还没有订单，没有可比的类别。", en="On {day} there was no order yet: nothing to compare with.")
        return Part("moves", title, (text.format(**then),))
    scheme = found.activity
    after = found.customers.set_index("customer_id")["activity_class"]
    counts = scheme.moves(found.before, after)
    if found.suppress_below is not None:
        both = pd.DataFrame({"before": found.before.reindex(after.index, fill_value=ENTERED), "after": after})
        tables = [suppress_small_groups(both, groups, found.suppress_below) for groups in (["before", "after"], "after")]
        if any(table.counts.isna().to_numpy().any() for table in tables):
            # Beside the table of the activity classes, what is shown here could give away what is held back there.
            text = say(zh="有的小组人数太少，这一节不公布。", en="Some groups are too small: this section is held back.")
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
        zh="每一行是{day}的类别，每一列是{now}的类别，格中是客户数。一年前的新客户和活跃客户中，有{n}位现在沉睡或流失。"
        "订单表里没有人“离开”：不再购买的客户在流失一列。",
        en="Each row is a class on {day}, each column one on {now}; the cells count customers. Of the new and active "
        "customers of a year before, {n} are dormant or lost now. Nobody “leaves” an order book: who stopped buying stands "
        "under lost.",
    ).format(**then, n=number(silent))
    return Part("moves", title, (text,), (grid,))


def calls(found: Findings) -> Part:
    """Whom to call first: valuable and falling silent."""
    title = say(zh="先给谁打电话", en="Whom to call first")
    if found.suppress_below is not None:
        text = say(zh="名单会显示单个客户，这份报告不公布。", en="The list shows single customers and is left out of this report.")
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
    more = {"rank": say(zh="名次", en="rank"), "why": say(zh="为什么", en="why"), "rfm_class": say(zh="RFM类别", en="RFM class"),
            "mean_gap_days": say(zh="平均购买间隔（天）", en="mean gap (days)")}  # fmt: skip
    columns = {name: ({**HEADINGS, **more}[name], kind) for name, kind in kinds.items()}
    grid = Grid("calls", title, frame[list(kinds)], columns, {"rfm_class": found.schemes["rfm"].labels})
    text = say(
        zh="规则：ABC中的A类（金额最高的一批），且活跃度为沉睡（沉默了自己2至4个购买间隔）。按购买金额从高到低，最多{top}位；"
        "符合的共{n}位。再等下去，他们多半就流失了。",
        en="The rule: class A of ABC (those who bring most) and dormant (silent for 2 to 4 of their own buying gaps). By "
        "monetary value, greatest first, {top} at most; {n} meet the rule. If nobody acts, most of them will be lost.",
    ).format(top=CALLS, n=number(len(chosen)))
    return Part("calls", title, (text,), (grid,) if len(frame) else ())


def rules(found: Findings) -> Part:
    """The rules of the three classifications as SQL."""
    text = say(
        zh="把每位客户的指标存成表 customers（列名与英文代码一致，缺失写 NULL），下面的三条查询就给出同样的类别。",
        en="Keep each customer's measures in a table customers (columns named as in the code, missing ones NULL): these three "
        "queries then give the same classes.",
    )
    code = "\n\n".join(
        f"-- {scheme.title.zh} / {scheme.title.en}\n{scheme.to_sql('customers')};" for scheme in found.schemes.values()
    )
    return Part("sql", say(zh="规则的SQL", en="The rules as SQL"), (text,), code=code)


def caveats(found: Findings) -> Part:
    """What a reader must know before relying on the figures."""
    orders, customers = found.book.orders, found.measured
    notes = []
    if "order_id" not in orders.columns:
        notes.append(say(zh="文件里没有订单号：每一行算作一单。", en="The file has no order number: every row counts as one order."))
    report = in_both(lambda: found.book.report)
    if "several_currencies" in report["en"].index:
        notes.append(_texts([report["zh"].at["several_currencies", "item"]], [report["en"].at["several_currencies", "item"]])[0])
    silence = (pd.Timestamp(found.as_of) - customers["last_order"].max().normalize()).days
    if silence > 30:
        notes.append(say(
            zh="全部客户的最后一单在统计截止日之前{n}天：如果文件只到那时，所有人的沉默都被算长了，请换一个统计截止日。",
            en="The last order of all lies {n} days before the as-of date: if the file ends there, everyone looks more silent "
            "than they are; choose an earlier as-of date.",
        ).format(n=number(silence)))  # fmt: skip
    if (customers["monetary"] < 0).any():
        notes.append(say(
            zh="有的客户退货多于购买：一类的金额可能是负数，金额占比可能小于0或超过100%。",
            en="Some customers gave back more than they bought: the money of a class can be negative, its share below 0 or "
            "above 100%.",
        ))  # fmt: skip
    if found.suppress_below is None:
        notes += [say(zh="RFM：{note}", en="RFM: {note}").format(note=note) for note in found.rfm.notes]
        notes += [say(zh="ABC：{note}", en="ABC: {note}").format(note=note) for note in found.abc.notes]
    else:
        notes.append(say(
            zh="分界点是从客户的数值得出的，有的等于某一位客户的数值，但看不出是谁。",
            en="Cut points come from the customers' figures; some equal the figure of one customer, without saying whose.",
        ))  # fmt: skip
    notes.append(say(
        zh="类别只描述过去的购买，不说明原因，也不保证将来。",
        en="Classes describe past purchases; they give no reasons and promise nothing for the future.",
    ))  # fmt: skip
    return Part("caveats", say(zh="使用前请注意", en="Before you rely on it"), tuple(notes))


def _texts(zh: Any, en: Any) -> pd.Series:
    """Return values of both languages as one column: a Text where they differ."""
    pairs = zip(zh, en, strict=True)
    return pd.Series([a if a == b else Text(str(a), str(b)) for a, b in pairs], dtype=object)
