"""Exercises on tracking (concept 2.20): limits, what a signal calls for, what a change of rules costs."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.act.campaigns.tracking import control_limits
from custclass.data.measures import measure_customers
from custclass.data.tables import load
from custclass.learn.kinds import Match, Misconception, Number, Table
from custclass.show.say import say

# -- limits, with code ----------------------------------------------------------------------------------


def _a_year(rng: np.random.Generator) -> dict[str, Any]:
    """Made-up months: six usual ones; then two far too high, one a little, one too low, and two within the limits.

    One of the last two is beyond 2 standard errors, so that narrower limits give another answer.

    The high ones lift the mean of the whole year so far that limits made from all twelve months miss the third.
    """
    total = 1000 + rng.integers(-25, 30, 12).cumsum()
    usual = rng.uniform(0.085, 0.105)
    wobble = rng.normal(0, 0.006, 12).clip(-0.012, 0.012)
    kinds = rng.permutation([0.075, 0.075, 0.036, -0.048, 0.0235, 0.0])
    special = np.concatenate([np.zeros(6), kinds])
    rates = usual + np.where(special == 0, wobble, special)
    months = pd.Index([f"2025-{month:02d}" for month in range(1, 13)], name="month")
    down = np.round(total * rates).astype(int)
    return {"table": pd.DataFrame({"customers": total, "downgraded": down}, index=months)}


def _all_usual(case: dict[str, Any]) -> pd.Series:
    table = case["table"]
    return control_limits(table["downgraded"], table["customers"], base=12)["signal"]


def _chart(case: dict[str, Any]) -> pd.DataFrame:
    if "chart" not in case:
        case["chart"] = control_limits(case["table"]["downgraded"], case["table"]["customers"], base=6)
    return case["chart"]


def _outside(case: dict[str, Any], errors: float) -> pd.Series:
    chart = _chart(case)
    return (chart["rate"] - chart["centre"]).abs() > errors * (chart["high"] - chart["centre"]) / 3


MONTHS = Table(
    id="02_05.9",
    concept="2.20",
    title=say(zh="用代码找出越线的月份", en="Which months are signals? With code"),
    prompt=say(
        zh="e.items 是12个月（虚构的数字）：月初的高频客户数 customers，其中当月降级的 downgraded。7月起换了新的会员办法，所以只用前6个月算平时。"
        "上下限是平时的比例加减3倍标准误差（cc.campaigns.control_limits 的算法）。请交一个 Series（12个月都要，一列）：每个月是不是越线（高于上限或低于下限是 True），索引是月份。",
        en="e.items holds 12 months (made-up figures): the high-frequency customers at the start of each, and how many of them were downgraded in it. A new membership scheme began in July, so only the first 6 months are the usual ones. "
        "The limits are the usual share plus and minus 3 standard errors (as cc.campaigns.control_limits has them). Hand in a Series (one column, all 12 months): for each month whether it lies outside (above the upper or below the lower limit: True), indexed by month.",
    ),
    case=_a_year,
    show={
        "customers": say(zh="月初的高频客户 customers", en="high-frequency customers (customers)"),
        "downgraded": say(zh="当月降级的 downgraded", en="downgraded"),
    },
    compute=lambda case: _chart(case)["signal"],
    reason=lambda row, case: say(
        zh="{rate:.1f}%降级，平时{centre:.1f}%，下限{low:.1f}%，上限{high:.1f}%",
        en="{rate:.1f}% were downgraded; usual {centre:.1f}%, limits {low:.1f}% and {high:.1f}%",
    ).format(**{k: 100 * _chart(case).loc[row.name, k] for k in ("rate", "centre", "low", "high")}),
    key="month",
    tolerance=0,
    misconceptions=(
        Misconception(
            "above_usual",
            say(
                zh="高于平时就算越线。平时只是平均，一半的月份本来就在它上面。",
                en="Above the usual share was called outside. The usual share is a mean: half the months lie above it anyway.",
            ),
            lambda case: _chart(case)["rate"] > _chart(case)["centre"],
        ),
        Misconception(
            "upper_limit_only",
            say(
                zh="只看了上限。突然变少也是信号，常常是数据缺了一块。",
                en="Only the upper limit was looked at. A sudden low is a signal too: often some data are missing.",
            ),
            lambda case: _chart(case)["rate"] > _chart(case)["high"],
        ),
        Misconception(
            "too_narrow",
            say(
                zh="上下限只用了1倍标准误差。碰巧就会有三分之一的月份越线，天天虚惊。",
                en="Limits of 1 standard error were used. Chance alone puts a third of the months outside: false alarms all the time.",
            ),
            lambda case: _outside(case, 1),
        ),
        Misconception(
            "two_errors",
            say(
                zh="上下限用了2倍标准误差（95%区间的算法）。题目用3倍：每个月都看，2倍一年里常有虚惊。",
                en="Limits of 2 standard errors were used, as for a 95% interval. The task takes 3: with a look every month, 2 give false alarms too often.",
            ),
            lambda case: _outside(case, 2),
        ),
        Misconception(
            "whole_year_usual",
            say(
                zh="12个月都当成了平时。出事的月份把平时抬高了，真信号就躲进去了：只用前6个月（base=6）。",
                en="All 12 months were taken for usual. The odd months lift the usual share and hide a signal: use the first 6 only (base=6).",
            ),
            _all_usual,
        ),
    ),
    hints=(
        say(
            zh="cc.campaigns.control_limits(downgraded, customers, base=6) 给出一张表，看它的 signal 一栏；先写降级数那一列，再写客户数那一列。",
            en="cc.campaigns.control_limits(downgraded, customers, base=6) returns a table: see its column signal. First the column of downgrades, then that of customers.",
        ),
        say(
            zh='可以这样写：cc.campaigns.control_limits(e.items["downgraded"], e.items["customers"], base=6)["signal"]。',
            en='cc.campaigns.control_limits(e.items["downgraded"], e.items["customers"], base=6)["signal"].',
        ),
    ),
    after=say(
        zh="越线才追问；高了低了都要问，先查数据。",
        en="Ask only when a limit is crossed, high or low, and check the data first.",
    ),
)

# -- what a signal calls for ----------------------------------------------------------------------------

SIGNALS = Match(
    id="02_05.10",
    concept="2.20",
    title=say(zh="动还是不动", en="Act, or leave it?"),
    prompt=say(
        zh="每个月的跟踪会上有几条消息。每一条，第一步该做什么？",
        en="Some news for the monthly tracking meeting. What is the first thing to do about each?",
    ),
    situations={
        "wobble": say(
            zh="高频客户本月降级9.4%；平时8.7%，上下限6.1%和11.3%",
            en="9.4% of the high-frequency customers were downgraded this month; usual 8.7%, limits 6.1% and 11.3%",
        ),
        "csat_noise": say(
            zh="满意度从77%到75%，变化的95%区间是−7到3个百分点",
            en="Satisfaction went from 77% to 75%; the 95% interval of the change is −7 to 3 points",
        ),
        "till": say(
            zh="本月降级16%，远远越过上限；同时有一家门店半个月没有一张小票",
            en="16% were downgraded, far above the limit; at the same time one store shows no receipt for half a month",
        ),
        "phone": say(
            zh="电话客户的满意度降了38个百分点，区间−50到−24；数据查过无误，网上和门店没变，客户抱怨电话打不通",
            en="Satisfaction of customers by phone fell by 38 points, interval −50 to −24; the data were checked and are right, online and store did not change, customers complain that nobody answers",
        ),
        "prices": say(
            zh="两年里物价涨了20%，“一年2,500元及以上”的高价值客户越来越多，可他们买的东西没有变多",
            en="Prices rose by 20% in two years; more and more customers are of high value (“2,500 yuan a year and more”), though they buy no more goods",
        ),
        "person": say(
            zh="一位一年花8万元的机构客户从高频降到低频；订单查过，没有漏",
            en="An organisation that spent 80,000 yuan a year went from high to low frequency; its orders were checked and none is missing",
        ),
    },
    actions={
        "leave": say(zh="不动，下个月接着看", en="leave it and look again next month"),
        "data": say(zh="先查数据全不全", en="see whether the data are complete"),
        "mend": say(
            zh="修好这个渠道的毛病，规则不动", en="mend what is wrong in that channel; leave the rules alone"
        ),
        "rules": say(
            zh="调整分界点，新旧两套规则一起报",
            en="move the cut point, and report by the old and the new rules",
        ),
        "call": say(zh="今天就请负责人联系这位客户", en="have the person in charge call this customer today"),
    },
    pairs={
        "wobble": "leave",
        "csat_noise": "leave",
        "till": "data",
        "phone": "mend",
        "prices": "rules",
        "person": "call",
    },
    because={
        "wobble": say(
            zh="9.4%在上下限之内，碰巧就会这样", en="9.4% lies within the limits: chance does that"
        ),
        "csat_noise": say(
            zh="变化的区间包含0，说不准有没有降",
            en="the interval of the change holds 0: whether it fell cannot be told",
        ),
        "till": say(
            zh="少了半个月的小票，降级多半是数据缺出来的",
            en="with half a month of receipts missing, the downgrades are most likely made by the gap",
        ),
        "phone": say(
            zh="区间远离0，只在一个渠道，原因也清楚：要修的是电话，不是客户的类别",
            en="the interval is far from 0, it is one channel, and the cause is known: the phone needs mending, not the classes",
        ),
        "prices": say(
            zh="客户没变，是钱变得不值钱了：按金额的分界点要跟着物价走",
            en="customers did not change, money did: a cut point in money has to follow prices",
        ),
        "person": say(
            zh="这么大的客户值得今天就打一个电话，不必等整体的图越线",
            en="a customer of that size is worth a call today; no need to wait for the whole chart",
        ),
    },
    misconceptions=(
        Misconception(
            "rules_for_every_wobble",
            say(
                zh="数字一动就改规则。在上下限之内（或区间包含0）是噪声；改了规则，客户没变，类别先乱了。",
                en="Rules were changed at every wobble. Within the limits (or with 0 in the interval) it is noise; new rules only stir up the classes.",
            ),
            {"wobble": "rules", "csat_noise": "rules"},
        ),
        Misconception(
            "rules_for_a_fault",
            say(
                zh="用改规则来对付服务或数据的毛病。规则说的是怎么分类，治不好电话打不通，也补不上缺的小票。",
                en="Rules were changed to deal with a fault of service or data. Rules say how to classify; they answer no phone and bring back no receipts.",
            ),
            {"phone": "rules", "till": "rules"},
        ),
        Misconception(
            "wait_for_ever",
            say(
                zh="什么都说再看看。越线、区间不含0、大客户降级，都是该动的时候。",
                en="Everything was left for next month. A crossed limit, an interval without 0, a key customer downgraded: these call for action.",
            ),
            {"phone": "leave", "person": "leave", "prices": "leave"},
        ),
    ),
    hints=(
        say(
            zh="先问：在上下限之内吗？区间包含0吗？",
            en="Ask first: within the limits? Does the interval hold 0?",
        ),
        say(
            zh="要改规则的只有一条：客户没变，尺子变了。",
            en="Only one calls for new rules: where customers stayed the same and the yardstick moved.",
        ),
    ),
    after=say(
        zh="噪声不动，数据先查，毛病修好；尺子变了，才改规则。",
        en="Leave noise, check data, mend faults; change rules only when the yardstick has moved.",
    ),
)

# -- what a change of rules costs -----------------------------------------------------------------------


@cache
def _orders_in_91_days() -> pd.DataFrame:
    """Orders of each household of the grocer in the 91 days before two dates."""
    orders = load("grocery_orders")
    homes = orders[["customer_id"]].drop_duplicates()
    counts = {}
    for name, end in {"autumn": "2017-09-30", "winter": "2017-12-31"}.items():
        window = orders[orders["order_date"] >= pd.Timestamp(end) - pd.Timedelta(days=90)]
        table = measure_customers(window, as_of=end, customers=homes).set_index("customer_id")
        counts[name] = table["frequency"]
    return pd.DataFrame(counts)


def _looser_rule(rng: np.random.Generator) -> dict[str, Any]:
    counts = _orders_in_91_days()
    old = int(rng.integers(12, 27))
    new = old - int(rng.integers(1, 4))
    return {
        "old": old, "new": new, "care": int(rng.integers(4, 13)) * 10,
        "autumn": int((counts["autumn"] >= old).sum()), "winter": int((counts["winter"] >= old).sum()),
        "winter_new": int((counts["winter"] >= new).sum()),
    }  # fmt: skip


RULE_MONEY = Number(
    id="02_05.11",
    concept="2.20",
    title=say(zh="改规则多花了多少钱", en="What the new rule costs"),
    prompt=say(
        zh="真实的超市：91天里{old}单及以上是高频家庭。9月末按这条规则有{autumn:,}户，12月末按同一条规则有{winter:,}户。12月末规则放宽到{new}单及以上，变成{winter_new:,}户。"
        "每户高频家庭一年的专属服务要{care}美元（假设的数）。服务费比9月末多了，其中只因为改规则而多出的，一年是多少美元？（填金额，不是户数）",
        en="The real grocer: {old} orders and more in 91 days make a high-frequency household. At the end of September there were {autumn:,} by this rule, at the end of December {winter:,} by the same rule. Then the rule was loosened to {new} orders and more, which gives {winter_new:,}. "
        "Special care costs {care} dollars a year for each high-frequency household (an assumed figure). Of the additional cost since September, how many dollars a year are due to the change of the rule alone? (money, not households)",
    ),
    case=_looser_rule,
    compute=lambda case: case["care"] * (case["winter_new"] - case["winter"]),
    unit=say(zh="美元", en="US dollars"),
    tolerance=0.5,
    working=say(
        zh="同一天（12月末）、同一批客户，新规则{winter_new:,}户，旧规则{winter:,}户，只差规则；差的户数 × {care}美元",
        en="the same day (end of December), the same customers: {winter_new:,} by the new rule, {winter:,} by the old one, so only the rule differs; that many households × {care} dollars",
    ),
    misconceptions=(
        Misconception(
            "whole_increase",
            say(
                zh="把全部变化都算到了规则头上（12月末新规则 − 9月末旧规则）。这里面还有客户自己的变化。",
                en="The whole change was put down to the rule (December, new − September, old). Part of it is what the customers did.",
            ),
            lambda case: case["care"] * (case["winter_new"] - case["autumn"]),
        ),
        Misconception(
            "customers_own_change",
            say(
                zh="算的是客户自己的变化（同一条旧规则，9月末到12月末）。题目问的是规则造成的那一部分。",
                en="That is the change of the customers themselves (the old rule, September to December). The part due to the rule was asked for.",
            ),
            lambda case: case["care"] * (case["winter"] - case["autumn"]),
        ),
        Misconception(
            "everybody_of_the_new_class",
            say(
                zh="把新规则下所有高频家庭的服务费都算上了。按旧规则本来就是高频的，不是改规则多出来的。",
                en="The care of all high-frequency households by the new rule was counted. Those of high frequency by the old rule are not due to the change.",
            ),
            lambda case: case["care"] * case["winter_new"],
        ),
        Misconception(
            "households_not_money",
            say(
                zh="交的是户数。还要乘以每户的服务费。",
                en="That is the number of households. Multiply it by the care of one household.",
            ),
            lambda case: case["winter_new"] - case["winter"],
        ),
    ),
    hints=(
        say(
            zh="要只看规则的作用，日期和客户就要一样，只换规则。",
            en="To see the rule alone, keep the date and the customers and change the rule only.",
        ),
        say(
            zh="（12月末新规则的户数 − 12月末旧规则的户数）× 每户服务费。",
            en="(December by the new rule − December by the old rule) × care of one household.",
        ),
    ),
    after=say(
        zh="改规则的那天，新旧两套都算一遍，分开报。",
        en="On the day the rules change, count by both and report them apart.",
    ),
)
