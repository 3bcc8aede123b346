"""Headings of the columns that occur in the course's tables, with their units, in both languages."""

from __future__ import annotations

from typing import Any

import pandas as pd

from custclass.show.say import Text, say

HEADINGS: dict[str, Text] = {
    "customer_id": say(zh="客户编号", en="customer"),
    "complaint": say(zh="投诉编号", en="complaint"),
    "order_id": say(zh="订单号", en="order"),
    "test": say(zh="试验", en="test"),
    "list": say(zh="名单", en="list"),
    "group": say(zh="组", en="group"),
    "cluster": say(zh="类的号码", en="cluster"),
    "join": say(zh="第几次合并", en="join"),
    "leaves": say(zh="叶子数", en="leaves"),
    "month": say(zh="月份", en="month"),
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
    "contact_id": say(zh="CRM编号", en="CRM record"),
    "ticket_id": say(zh="工单号", en="ticket"),
    "opportunity_id": say(zh="机会编号", en="opportunity"),
    "name": say(zh="姓名", en="name"),
    "phone": say(zh="电话", en="phone"),
    "city": say(zh="城市", en="city"),
    "updated_on": say(zh="更新日期", en="updated on"),
    "tag": say(zh="标签", en="tag"),
    "stage": say(zh="阶段", en="stage"),
    "entered": say(zh="进入", en="entered"),
    "went_on": say(zh="进到下一阶段", en="went on"),
    "still_open": say(zh="还在这一阶段", en="still open"),
    "rate": say(zh="转化率（按个数）", en="conversion (number)"),
    "money_rate": say(zh="转化率（按金额）", en="conversion (money)"),
    "money_open": say(zh="还在跟进的金额（元）", en="money still open (yuan)"),
    "opened": say(zh="提出时间", en="opened"),
    "due": say(zh="最晚解决时间", en="due"),
    "hours_left": say(zh="还剩（小时）", en="hours left"),
    "overdue": say(zh="已超时", en="overdue"),
    "answer_hours": say(zh="首次答复（小时，中位数）", en="first answer (hours, median)"),
    "solve_hours": say(zh="解决（小时，中位数）", en="solved (hours, median)"),
    "kept_share": say(zh="按承诺解决的占比", en="solved within the promise"),
    "lead_id": say(zh="线索编号", en="lead"),
    "owner": say(zh="负责人", en="owner"),
    "instalment": say(zh="第几笔", en="instalment"),
    "call_id": say(zh="联系编号", en="contact"),
    "seller": say(zh="销售员", en="seller"),
    "source": say(zh="来源", en="source"),
    "product": say(zh="产品", en="product"),
    "intent": say(zh="购买意向", en="intent"),
    "means": say(zh="财力", en="means"),
    "expected_on": say(zh="预计签约日", en="expected on"),
    "margin": say(zh="毛利（元）", en="margin (yuan)"),
    "chance": say(zh="签约概率", en="chance to sign"),
    "expected_profit": say(zh="预期利润（元）", en="expected profit (yuan)"),
    "leads": say(zh="线索数", en="leads"),
    "signed": say(zh="签约数", en="signed"),
    "paid": say(zh="已付（元）", en="paid (yuan)"),
    "outstanding": say(zh="未付余额（元）", en="outstanding (yuan)"),
    "days_overdue": say(zh="逾期天数", en="days overdue"),
    "may_ship": say(zh="累计可发货（元）", en="may have shipped (yuan)"),
    "moved_on": say(zh="日期", en="on"),
    "by": say(zh="谁执行", en="by"),
    "rule": say(zh="规则", en="rule"),
    "from_owner": say(zh="从", en="from"),
    "to_owner": say(zh="到", en="to"),
    "reason": say(zh="理由", en="reason"),
    "task_id": say(zh="任务", en="task"),
    "hours": say(zh="小时", en="hours"),
    "due_on": say(zh="到期日", en="due on"),
    "done_on": say(zh="做完日期", en="done on"),
    "worth": say(zh="价值（元）", en="worth (yuan)"),
    "gain": say(zh="预期收获（元）", en="expected gain (yuan)"),
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
