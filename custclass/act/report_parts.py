"""The sections of a report around the classes: what was read, the measures, the rules as SQL, the caveats."""

from __future__ import annotations

from typing import Any

import pandas as pd

from custclass.act.report_findings import Findings
from custclass.act.report_model import Grid, Part, in_both
from custclass.data.headings import HEADINGS
from custclass.data.measures import orders_after
from custclass.show.numbers import number
from custclass.show.say import Text, say

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
        columns = {
            "row": (say(zh="行号", en="row"), "count"),
            "reason": (say(zh="原因", en="reason"), "text"),
        }
        title = say(zh="搁置的行（前{n}行）", en="Rows set aside (the first {n})").format(n=len(rows))
        grids.append(Grid("refused", title, rows, columns))
    text = say(
        zh="一行也没有丢：每一行要么保留，要么搁置并写明原因。统计截止日是{day}（含当天），其后的{late}行没有计入。",
        en="No row is lost: each is kept, or set aside with its reason. The as-of date is {day} (that day "
        "included); rows after it, not counted: {late}.",
    ).format(day=found.as_of, late=number(orders_after(book.orders, found.as_of)))
    return Part("reading", say(zh="读入了什么", en="What was read"), (text,), tuple(grids))


def measures(found: Findings) -> Part:
    """The headline figures, and how the measures are spread."""
    customers = found.measured
    facts = [
        (say(zh="客户数", en="customers"), len(customers)),
        (say(zh="订单数", en="orders"), int(customers["frequency"].sum())),
        (say(zh="金额合计（已减退货）", en="money (returns taken off)"), float(customers["monetary"].sum())),
        (say(zh="最早的订单", en="first order"), customers["first_order"].min()),
        (say(zh="最近的订单", en="last order"), customers["last_order"].max()),
    ]
    head = pd.DataFrame(facts, columns=["item", "value"], dtype=object)
    overview = Grid("overview", say(zh="总览", en="At a glance"), head, {
        "item": (say(zh="项目", en="item"), "text"), "value": (say(zh="数值", en="value"), "any"),
    })  # fmt: skip
    numbers = customers[list(_FIGURES)].astype(float)
    frame = pd.DataFrame({
        "customers": numbers.count(), "mean": numbers.mean(), "minimum": numbers.min(),
        "quarter": numbers.quantile(0.25), "median": numbers.median(),
        "three_quarters": numbers.quantile(0.75), "maximum": numbers.max(),
    }).rename_axis("measure").reset_index()  # fmt: skip
    columns = {"measure": (say(zh="指标", en="measure"), "text"), **_STATISTICS}
    if (least := found.suppress_below) is not None:
        # The least and the greatest are figures of single customers.
        columns = {name: column for name, column in columns.items() if name not in ("minimum", "maximum")}
        frame = frame.drop(columns=["minimum", "maximum"])
        few = frame["customers"].between(1, least - 1)
        few |= (len(customers) - frame["customers"]).between(1, least - 1)
        frame[frame.columns[1:]] = frame[frame.columns[1:]].astype(float).mask(few)
    spread = Grid("measures", say(zh="指标的分布", en="How the measures are spread"), frame, columns,
                  {"measure": HEADINGS})  # fmt: skip
    text = say(
        zh="每位客户一行。金额的单位就是文件中的单位，没有换算。"
        "平均购买间隔和沉默时长只对在两天以上买过的客户有意义。",
        en="One row a customer. Amounts are in the currency of the file, unconverted. Mean gap and silence "
        "exist only for customers who bought on two days or more.",
    )
    return Part("measures", say(zh="客户指标", en="The measures"), (text,), (overview, spread))


def rules(found: Findings) -> Part:
    """The rules of the three classifications as SQL."""
    text = say(
        zh="把每位客户的指标存成表 customers（列名与英文代码一致，缺失写 NULL），下面的三条查询就给出同样的类别。",
        en="Keep each customer's measures in a table customers (columns named as in the code, missing ones "
        "NULL): these three queries then give the same classes.",
    )
    code = "\n\n".join(
        f"-- {scheme.title.zh} / {scheme.title.en}\n{scheme.to_sql('customers')};"
        for scheme in found.schemes.values()
    )
    return Part("sql", say(zh="规则的SQL", en="The rules as SQL"), (text,), code=code)


def caveats(found: Findings) -> Part:
    """What a reader must know before relying on the figures."""
    orders, customers = found.book.orders, found.measured
    notes = []
    if "order_id" not in orders.columns:
        notes.append(
            say(
                zh="文件里没有订单号：每一行算作一单。",
                en="The file has no order number: every row counts as one order.",
            )
        )
    report = in_both(lambda: found.book.report)
    if "several_currencies" in report["en"].index:
        notes.append(
            _texts(
                [report["zh"].at["several_currencies", "item"]],
                [report["en"].at["several_currencies", "item"]],
            )[0]
        )
    silence = (pd.Timestamp(found.as_of) - customers["last_order"].max().normalize()).days
    if silence > 30:
        notes.append(say(
            zh="全部客户的最后一单在统计截止日之前{n}天：如果文件只到那时，所有人的沉默都被算长了，"
            "请换一个统计截止日。",
            en="The last order of all lies {n} days before the as-of date: if the file ends there, everyone "
            "looks more silent than they are; choose an earlier as-of date.",
        ).format(n=number(silence)))  # fmt: skip
    if (customers["monetary"] < 0).any():
        notes.append(say(
            zh="有的客户退货多于购买：一类的金额可能是负数，金额占比可能小于0或超过100%。",
            en="Some customers gave back more than they bought: the money of a class can be negative, its "
            "share below 0 or above 100%.",
        ))  # fmt: skip
    if found.suppress_below is None:
        notes += [say(zh="RFM：{note}", en="RFM: {note}").format(note=note) for note in found.rfm.notes]
        notes += [say(zh="ABC：{note}", en="ABC: {note}").format(note=note) for note in found.abc.notes]
    else:
        notes.append(say(
            zh="分界点是从客户的数值得出的，有的等于某一位客户的数值，但看不出是谁。",
            en="Cut points come from the customers' figures; some equal the figure of one customer, without "
            "saying whose.",
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
