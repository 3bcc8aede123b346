"""Headings of the columns that occur in the course's tables, with their units, in both languages."""

from __future__ import annotations

from typing import Any

import pandas as pd

from custclass.show.say import Text, say

HEADINGS: dict[str, Text] = {
    "customer_id": say(zh="客户编号", en="customer"),
    "order_id": say(zh="订单号", en="order"),
    "order_date": say(zh="下单时间", en="order date"),
    "amount": say(zh="金额", en="amount"),
    "discount": say(zh="优惠金额", en="discount"),
    "first_order": say(zh="首次下单日", en="first order"),
    "last_order": say(zh="最近下单日", en="last order"),
    "recency_days": say(zh="最近一次购买间隔（天）", en="recency (days)"),
    "frequency": say(zh="购买频率（订单数）", en="frequency (orders)"),
    "monetary": say(zh="购买金额", en="monetary value"),
    "average_order": say(zh="客单价", en="average order value"),
    "tenure_days": say(zh="首单到统计截止日（天）", en="since first order (days)"),
    "mean_gap_days": say(zh="平均购买间隔（天）", en="mean gap between purchase days (days)"),
    "silence_gaps": say(zh="沉默时长（相当于几个购买间隔）", en="silence (own buying gaps)"),
    "orders_last_half": say(zh="最近半年订单数", en="orders, last half-year"),
    "orders_prev_half": say(zh="前一个半年订单数", en="orders, half-year before"),
    "repeat_rate": say(zh="重复购买率", en="repeat-purchase rate"),
    "order_trend": say(zh="订单趋势（-1 至 1）", en="order trend (-1 to 1)"),
    "recommend": say(zh="推荐意愿（0–10 分）", en="willingness to recommend (0-10)"),
    "intends_to_buy": say(zh="购买意愿（0–10 分）", en="intention to buy (0-10)"),
    "age": say(zh="年龄（岁）", en="age (years)"),
    "discount_share": say(zh="优惠占比", en="discount share"),
    "service_contacts_per_order": say(zh="每单找客服次数", en="service contacts per order"),
    "rows": say(zh="行数", en="rows"),
    "what": say(zh="内容", en="what it holds"),
    "origin": say(zh="来源", en="origin"),
    "currency": say(zh="货币", en="currency"),
    "licence": say(zh="许可", en="licence"),
    "class": say(zh="类别", en="class"),
    "customers": say(zh="客户数", en="customers"),
    "customer_share": say(zh="客户占比", en="share of customers"),
    "money": say(zh="金额合计", en="money"),
    "money_share": say(zh="金额占比", en="share of money"),
    "money_per_customer": say(zh="人均金额", en="money per customer"),
}


def table(frame: Any, titles: dict[str, Any] | None = None, **more: Any) -> Any:
    """Show a table under the course's own headings.

    Parameters
    ----------
    frame : DataFrame or Series
        The table.
    titles : dict of str to Text, optional
        Further headings, or others than the usual ones.
    **more
        Handed on to `custclass.show.table`: formats, values, caption, rows.

    Returns
    -------
    custclass.show.tables.Table
        Shown under a notebook cell.
    """
    from custclass.show.tables import table as show_table

    frame = frame.to_frame() if isinstance(frame, pd.Series) else frame
    return show_table(frame, titles={**HEADINGS, **(titles or {})}, **more)
