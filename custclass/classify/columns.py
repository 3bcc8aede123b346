"""The measures that several schemes of the catalogue share: columns of `measure_customers` and `traits`."""

from __future__ import annotations

from custclass.classify.measure import Measure
from custclass.show.say import say

_DAYS = say(zh="天", en="days")
_ORDERS = say(zh="单", en="")  # "number of orders is 5" says it already in English

FREQUENCY = Measure(
    "frequency", "integer", low=0, label=say(zh="订单数", en="number of orders"), unit=_ORDERS
)
MONETARY = Measure("monetary", "real", label=say(zh="购买金额", en="monetary value"))
# Missing only for those without an order, whom each scheme below finds by their frequency.
RECENCY = Measure(
    "recency_days", "integer", low=0, label=say(zh="最近一次购买间隔", en="recency"), unit=_DAYS
)
TENURE = Measure(
    "tenure_days",
    "integer",
    low=0,
    label=say(zh="首单到统计截止日", en="time since the first order"),
    unit=_DAYS,
)
SILENCE = Measure(
    "silence_gaps",
    "real",
    low=0,
    missing=True,
    label=say(zh="沉默时长", en="silence"),
    unit=say(zh="个购买间隔", en="gaps"),
)
LAST_HALF = Measure(
    "orders_last_half",
    "integer",
    low=0,
    label=say(zh="最近半年订单数", en="orders in the last half-year"),
    unit=_ORDERS,
)
PREV_HALF = Measure(
    "orders_prev_half",
    "integer",
    low=0,
    label=say(zh="前一个半年订单数", en="orders in the half-year before"),
    unit=_ORDERS,
)
TREND = Measure("order_trend", "real", low=-1, high=1, label=say(zh="订单趋势", en="order trend"))
REPEAT_RATE = Measure(
    "repeat_rate", "real", low=0, high=1, label=say(zh="重复购买率", en="repeat-purchase rate")
)
RECOMMEND = Measure(
    "recommend",
    "integer",
    low=0,
    high=10,
    missing=True,
    label=say(zh="推荐意愿", en="willingness to recommend"),
)
