"""Exercises of lesson 03_02: lifetime value so far, referrals, payback, present value, contribution, prediction."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.clv.acquisition import MONTH_DAYS, credit_referrals
from custclass.classify.clv.money import contribution, historic_value, present_value
from custclass.classify.conditions import above, at_least, at_most, below
from custclass.classify.scheme import Class, Measure, Scheme
from custclass.data.tables import load
from custclass.learn.bank.pools import cdnow, clear_of, grocer, headings
from custclass.learn.kinds import (
    Assign,
    ChooseOne,
    Match,
    Misconception,
    Number,
    Several,
    Slider,
    Table,
    Thresholds,
)
from custclass.show.say import Text, join, say

CDNOW_END = "1998-06-30"

# -- 3.04 lifetime value so far -----------------------------------------------------------------------


def _one_cdnow_customer(rng: np.random.Generator) -> dict[str, Any]:
    pool = cdnow(CDNOW_END)
    row = (
        pool[pool["frequency"].between(3, 20) & (pool["average_order"] > 15)]
        .sample(1, random_state=rng)
        .iloc[0]
    )
    return {
        "id": str(row.name),
        "orders": int(row["frequency"]),
        "repeats": int(row["frequency"]) - 1,
        "average": round(float(row["average_order"]), 2),
        "months": int(rng.choice([24, 30, 36])),
    }


def _lifetime_value(
    case: dict[str, Any],
    *,
    margin: float = 0.3,
    orders: str = "orders",
    span: float = 1.5,
    months: int = 12,
) -> float:
    return historic_value(margin * case["average"], case[orders] / span, case["months"] / months)


MARGIN_FREQUENCY_LIFESPAN = Number(
    id="03_02.1",
    concept="3.04",
    title=say(zh="毛利 × 频率 × 时长", en="Margin × frequency × lifespan"),
    prompt=say(
        zh="唱片店CDNOW的客户{id}（真实数据）：订单表的1.5年里下了{orders}单，其中再次购买{repeats}单，客单价{average}美元。"
        "假设每单的毛利是金额的30%，客户以同样的节奏一共做{months}个月的客户。"
        "他的客户终身价值是多少美元？（每单毛利 × 每年单数 × 年数，不贴现）",
        en="Customer {id} of the music shop CDNOW (real data): {orders} orders in the 1.5 years of the order book, {repeats} of them repeat orders; average order value {average} US dollars. "
        "Assume that 30% of the amount is margin, and that the customer stays for {months} months in all at the same pace. "
        "What is the customer lifetime value in US dollars? (margin of one order × orders a year × years, not discounted)",
    ),
    case=_one_cdnow_customer,
    compute=_lifetime_value,
    unit=say(zh="美元", en="US dollars"),
    tolerance=0.5,
    working=say(
        zh="每单毛利是{average}美元的30%；每年单数是{orders} ÷ 1.5；{months}个月是{months} ÷ 12年；三个数相乘",
        en="the margin of one order is 30% of {average} dollars; orders a year are {orders} ÷ 1.5; {months} months are {months} ÷ 12 years; multiply the three",
    ),
    misconceptions=(
        Misconception(
            "revenue_for_margin",
            say(
                zh="用了销售额，忘了乘30%。客户付的钱大半要付给供货商，店里留下的只有毛利。",
                en="The sales were used and the 30% forgotten. Most of what customers pay goes to the suppliers; the shop keeps the margin only.",
            ),
            lambda case: _lifetime_value(case, margin=1.0),
        ),
        Misconception(
            "repeat_for_total",
            say(
                zh="用的是再次购买的单数。第一单同样有毛利，这里要数全部订单。",
                en="The repeat orders were used. The first order earns a margin as well: all orders count here.",
            ),
            lambda case: _lifetime_value(case, orders="repeats"),
        ),
        Misconception(
            "orders_of_one_year",
            say(
                zh="把1.5年的单数当成了一年的单数。题目给的是整张订单表1.5年里的单数，先除以1.5。",
                en="The orders of 1.5 years were taken for those of one year. The number given is that of the whole order book: divide it by 1.5.",
            ),
            lambda case: _lifetime_value(case, span=1.0),
        ),
        Misconception(
            "months_for_years",
            say(
                zh="频率按年算，时长却用了月数。两个数的时间单位必须相同：先把月数除以12。",
                en="The frequency is per year, the lifespan was taken in months. Both need the same unit of time: divide the months by 12.",
            ),
            lambda case: _lifetime_value(case, months=1),
        ),
    ),
    hints=(
        say(
            zh="先算一单留下多少钱，再算一年有几单。",
            en="First work out what one order leaves, then the orders of one year.",
        ),
        say(
            zh="0.3 × 客单价 ×（订单数 ÷ 1.5）×（月数 ÷ 12）。",
            en="0.3 × average order value × (orders ÷ 1.5) × (months ÷ 12).",
        ),
    ),
    after=say(
        zh="三个数里，“还会来多久”最没有把握：订单表里看不到，只能假设或者预测。",
        en="Of the three numbers the lifespan is the least certain: the order book does not show it; it is assumed or predicted.",
    ),
)


def _twelve_households(rng: np.random.Generator) -> dict[str, Any]:
    table = grocer().sample(12, random_state=rng)
    kept = table["orders_last_half"] >= table["orders_prev_half"]
    return {
        "table": pd.DataFrame(
            {
                "average_order": table["average_order"].round(2),
                "orders_a_month": (table["frequency"] / 12).round(2),
                "years": np.where(kept, 4, 2),
            }
        )
    }


def _household_values(
    case: dict[str, Any], margin: float = 0.25, periods: int = 12, lasting: bool = True
) -> pd.Series:
    table = case["table"]
    years = table["years"] if lasting else 1
    value = historic_value(margin * table["average_order"], periods * table["orders_a_month"], years)
    return value.rename("value")


HOUSEHOLD_VALUES = Table(
    id="03_02.2",
    concept="3.04",
    title=say(zh="用代码算每户的终身价值", en="The value of each household, with code"),
    prompt=say(
        zh="e.items 是超市的12户真实家庭（2017年）：客单价 average_order（美元）、平均每月单数 orders_a_month、"
        "假设的客户时长 years（年；下半年没有变少的算4年，其余2年，这是我们的假设）。毛利率假设为25%。"
        "请交一个 Series：每户的客户终身价值（美元，不贴现），索引是 customer_id。四舍五入造成的1美元以内的差别不算错。",
        en="e.items holds 12 real households of the grocer (2017): the average order value average_order (US dollars), the orders per month orders_a_month and "
        "an assumed lifespan years (4 where orders did not fall in the second half of the year, else 2: our assumption). Assume a margin of 25%. "
        "Hand in a Series: the customer lifetime value of each household (US dollars, not discounted), indexed by customer_id. Differences of up to 1 dollar from rounding do not matter.",
    ),
    case=_twelve_households,
    show=headings(
        average_order=say(
            zh="客单价 average_order（美元）", en="average order value average_order (US dollars)"
        ),
        orders_a_month=say(zh="每月单数 orders_a_month", en="orders a month orders_a_month"),
        years=say(zh="假设的时长 years（年）", en="assumed lifespan years (years)"),
    ),
    compute=_household_values,
    reason=lambda row, case: say(
        zh="每单毛利0.25 × 客单价{average}美元，每年12 × 每月{monthly}单，时长{years}年，相乘得{value:,.2f}美元",
        en="margin of one order 0.25 × {average} dollars (average order value), 12 × {monthly} orders a year, a lifespan of {years} years: {value:,.2f} dollars",
    ).format(
        average=case["table"].loc[row.name, "average_order"],
        monthly=case["table"].loc[row.name, "orders_a_month"],
        years=case["table"].loc[row.name, "years"],
        value=row["value"],
    ),
    tolerance=1,
    misconceptions=(
        Misconception(
            "revenue_for_margin",
            say(
                zh="用了销售额，没有乘毛利率25%。",
                en="The sales were used: the margin of 25% is missing.",
            ),
            lambda case: _household_values(case, margin=1.0),
        ),
        Misconception(
            "month_for_year",
            say(
                zh="频率是每月的，时长是按年的。两个数的时间单位要相同：每月单数先乘以12。",
                en="The frequency is per month, the lifespan in years. Both need the same unit of time: multiply the monthly orders by 12.",
            ),
            lambda case: _household_values(case, periods=1),
        ),
        Misconception(
            "lifespan_forgotten",
            say(
                zh="算出的是一年的毛利，还要乘以时长。",
                en="That is the margin of one year: multiply it by the lifespan.",
            ),
            lambda case: _household_values(case, lasting=False),
        ),
    ),
    hints=(
        say(
            zh="cc.clv.historic_value(margin, frequency, lifespan) 把三列相乘：每单毛利、每年单数、年数。",
            en="cc.clv.historic_value(margin, frequency, lifespan) multiplies three columns: margin of one order, orders a year, years.",
        ),
        say(
            zh='每单毛利是 0.25 * e.items["average_order"]，每年单数是 12 * e.items["orders_a_month"]。',
            en='The margin of one order is 0.25 * e.items["average_order"], the orders a year are 12 * e.items["orders_a_month"].',
        ),
    ),
    after=say(
        zh="相乘之前，先看三个数的单位：钱要用毛利，时间要同一个单位。",
        en="Before multiplying look at the units: margin for money, one unit for time.",
    ),
)

# -- 3.25 referrals -----------------------------------------------------------------------------------

NAMES = [
    say(zh="林芳", en="Lin Fang"),
    say(zh="周强", en="Zhou Qiang"),
    say(zh="吴敏", en="Wu Min"),
    say(zh="何杰", en="He Jie"),
    say(zh="孙丽", en="Sun Li"),
    say(zh="郑涛", en="Zheng Tao"),
]
NOBODY = say(zh="无", en="nobody")
PEOPLE = [f"P{i + 1}" for i in range(6)]


def _six_people(rng: np.random.Generator) -> dict[str, Any]:
    """Made-up customers: a quiet one who referred the biggest, one who referred that one, one with many small."""
    quiet, biggest, chain, many, small, smaller = (str(p) for p in rng.permutation(PEOPLE))
    own = {
        quiet: int(rng.integers(40, 80)) * 10,
        biggest: int(rng.integers(250, 320)) * 10,
        chain: int(rng.integers(60, 100)) * 10,
        many: int(rng.integers(30, 60)) * 10,
        small: int(rng.integers(10, 30)) * 10,
        smaller: int(rng.integers(10, 30)) * 10,
    }
    referrers = {biggest: quiet, quiet: chain, small: many, smaller: many}
    return _referral_case(own, referrers)


def _referral_case(own: dict[str, int], referrers: dict[str, str]) -> dict[str, Any]:
    values = pd.Series({p: float(own[p]) for p in PEOPLE})
    credit = credit_referrals(values, pd.Series(referrers))
    names = dict(zip(PEOPLE, NAMES, strict=True))
    table = pd.DataFrame(
        {
            "person": pd.Series([names[p] for p in PEOPLE], dtype=object),
            "own": [own[p] for p in PEOPLE],
            "referrer": pd.Series(
                [names[referrers[p]] if p in referrers else NOBODY for p in PEOPLE], dtype=object
            ),
        }
    )
    case: dict[str, Any] = {
        "table": table,
        "credit": credit,
        "referrers": pd.Series(referrers),
    }
    for p in PEOPLE:
        case |= {
            f"{p}_own": own[p],
            f"{p}_referred": int(credit.loc[p, "referred"]),
            f"{p}_total": int(credit.loc[p, "total"]),
        }
    return case


def _chain_total(case: dict[str, Any]) -> str:
    """Credit the whole chain below a customer."""
    own, referrers = case["credit"]["own"], case["referrers"]
    total = own.copy()
    for person in own.index:
        above_them = referrers.get(person)
        while above_them is not None:
            total[above_them] += own[person]
            above_them = referrers.get(above_them)
    return str(total.idxmax())


REFERRAL_HEADINGS = {
    "person": say(zh="客户", en="customer"),
    "own": say(zh="自己带来的毛利（元）", en="own margin (yuan)"),
    "referrer": say(zh="推荐人", en="referred by"),
}

RE_RANKED = ChooseOne(
    id="03_02.3",
    concept="3.25",
    title=say(zh="算上推荐成交量，谁排第一", en="With referred sales, who comes first?"),
    prompt=say(
        zh="表里是6位客户一年带来的毛利和推荐人（虚构的数字）。规则：客户的价值 = 自己带来的毛利 + 他直接推荐来的客户带来的毛利；"
        "间接推荐（推荐来的人再推荐的人）不算。按这个规则，谁排第一？",
        en="The table holds the margin that 6 customers brought in a year and who referred them (made-up figures). Rule: a customer's value = own margin + the margin of those "
        "they referred directly; those referred in turn by these do not count. Who comes first by this rule?",
    ),
    case=_six_people,
    show=REFERRAL_HEADINGS,
    options=dict(zip(PEOPLE, NAMES, strict=True)),
    because={
        p: say(
            zh=f"自己{{{p}_own:,}}元 + 直接推荐{{{p}_referred:,}}元 = {{{p}_total:,}}元",
            en=f"own {{{p}_own:,}} yuan + referred directly {{{p}_referred:,}} yuan = {{{p}_total:,}} yuan",
        )
        for p in PEOPLE
    },
    answer=lambda case: str(case["credit"]["total"].idxmax()),
    misconceptions=(
        Misconception(
            "own_only",
            say(
                zh="只看了自己带来的毛利；按规则，还要加上他直接推荐来的客户的毛利。",
                en="Only the own margin was looked at; by the rule the margin of the customers referred directly is added to it.",
            ),
            lambda case: str(case["credit"]["own"].idxmax()),
        ),
        Misconception(
            "chain_credited",
            say(
                zh="把间接推荐也算了进去。同一笔钱会一层一层地被重复记功，规则只算直接推荐。",
                en="Indirect referrals were credited as well. One sale would be credited again and again up the line; the rule counts direct ones only.",
            ),
            _chain_total,
        ),
        Misconception(
            "heads_for_money",
            say(
                zh="看的是推荐了几个人。要看推荐来的人带来多少毛利，不看人数。",
                en="The number of people referred was looked at. What counts is the margin these people bring.",
            ),
            lambda case: str(case["credit"]["referred_customers"].idxmax()),
        ),
    ),
    hints=(
        say(
            zh="从“推荐人”一列往回找：谁推荐来了毛利最高的客户？",
            en="Go by the column “referred by”: who referred the customer with the highest margin?",
        ),
        say(
            zh="给每个人算：自己的毛利，加上推荐人一栏写着他名字的那几行的毛利。",
            en="For each person add the own margin and the margins of the rows that name them as referrer.",
        ),
    ),
    after=say(
        zh="自己买得不多、却会带来好客户的人，只看订单是看不见的。",
        en="People who buy little and bring good customers cannot be seen in the orders alone.",
    ),
)


def _six_people_and_a_bonus(rng: np.random.Generator) -> dict[str, Any]:
    own = {p: int(rng.integers(20, 300)) * 10 for p in PEOPLE}
    first, second, third, fourth, fifth, _ = (str(p) for p in rng.permutation(PEOPLE))
    case = _referral_case(own, {second: first, third: first, fifth: fourth})
    credit = case["credit"].astype({"own": int, "referred": int, "total": int})
    figures = credit.reset_index(drop=True).assign(person=pd.Series(NAMES, dtype=object))
    return {"table": figures, "bonus": int(rng.choice([30, 50, 80, 100]))}


def _left_over(case: dict[str, Any], column: str = "own") -> float:
    table = case["table"]
    return float(table[column].sum() - case["bonus"] * table["referred_customers"].sum())


NO_DOUBLE = Number(
    id="03_02.4",
    concept="3.25",
    title=say(zh="一笔钱不能算两次", en="One sale is not two"),
    prompt=say(
        zh="6位客户（虚构的数字），推荐来的客户也在这6位当中，“合计”一列用来排名。店里每成功推荐一位，付给推荐人{bonus}元奖金。"
        "扣掉奖金以后，这6位客户一共给店里留下多少元毛利？",
        en="Six customers (made-up figures); those who were referred are among the six; the column “total” is there for ranking. For each customer referred the shop pays the referrer "
        "a bonus of {bonus} yuan. After the bonuses, how many yuan of margin do the six leave the shop altogether?",
    ),
    case=_six_people_and_a_bonus,
    show={
        "person": REFERRAL_HEADINGS["person"],
        "own": REFERRAL_HEADINGS["own"],
        "referred_customers": say(zh="推荐来的客户数", en="customers referred"),
        "referred": say(zh="推荐来的客户的毛利（元）", en="margin of those referred (yuan)"),
        "total": say(zh="合计（元）", en="total (yuan)"),
    },
    compute=_left_over,
    unit=say(zh="元", en="yuan"),
    tolerance=0.5,
    working=say(
        zh="只加“自己带来的毛利”一列，再减去推荐来的客户数 × {bonus}元",
        en="add up the column “own margin” only, then take off {bonus} yuan for each customer referred",
    ),
    misconceptions=(
        Misconception(
            "referred_sale_counted_twice",
            say(
                zh="把“合计”一列加了起来。推荐来的客户已经在自己那一行算过一次，这样同一笔钱算了两次。",
                en="The column “total” was added up. Those who were referred stand in a row of their own already, so the same sale was counted twice.",
            ),
            lambda case: _left_over(case, "total"),
        ),
        Misconception(
            "bonus_forgotten",
            say(zh="忘了扣推荐奖金。", en="The bonuses were not taken off."),
            lambda case: float(case["table"]["own"].sum()),
        ),
        Misconception(
            "bonus_added",
            say(
                zh="把奖金加了上去。奖金是店里付出去的，要减。",
                en="The bonuses were added. The shop pays them: take them off.",
            ),
            lambda case: 2 * float(case["table"]["own"].sum()) - _left_over(case),
        ),
        Misconception(
            "referred_only",
            say(
                zh="只算了推荐来的客户。题目问的是6位客户一共留下多少。",
                en="Only those who were referred were counted. The question is what all six leave.",
            ),
            lambda case: _left_over(case, "referred"),
        ),
    ),
    hints=(
        say(
            zh="店里实际收到的每一笔钱，只出现在一个人“自己带来的毛利”里。",
            en="Every sum the shop really received stands in one person's own margin only.",
        ),
        say(
            zh="“自己带来的毛利”之和 − 奖金 × 推荐来的客户数。",
            en="Sum of the own margins − bonus × customers referred.",
        ),
    ),
    after=say(
        zh="算上推荐成交量的“合计”只用来给客户排名，不能加总。",
        en="Totals with referred sales rank customers; they must not be added up.",
    ),
)

# -- 3.26 acquisition cost and payback ----------------------------------------------------------------


def _campaign(rng: np.random.Generator) -> dict[str, Any]:
    customers = int(rng.integers(4, 10)) * 10
    leads = customers * int(rng.integers(4, 8))
    sales, margin = int(rng.integers(6, 14)) * 10, int(rng.choice([30, 35, 40]))
    cost = round(sales * margin / 100 * (int(rng.integers(4, 14)) + 0.5))
    return {
        "customers": customers, "leads": leads, "sales": sales, "margin": margin,
        "spent": cost * customers, "cost": cost, "earned": round(sales * margin / 100, 2),
    }  # fmt: skip


PAYBACK = Number(
    id="03_02.5",
    concept="3.26",
    title=say(zh="几个月收回获客成本", en="Months until the money is back"),
    prompt=say(
        zh="一次推广（虚构的数字）花了{spent:,}元，得到{leads}条线索，最后{customers}人成为客户。"
        "每位客户每月平均消费{sales}元，毛利率{margin}%，没有别的成本。从第1个月起，到第几个月底，获客成本才收回？（填整数；除下来有小数，就进到下一个整月）",
        en="A campaign (made-up figures) cost {spent:,} yuan, brought {leads} leads, and {customers} of them became customers. "
        "A customer spends {sales} yuan a month on average, the margin is {margin}%, and there are no other costs. Counting from month 1, by the end of which month is the acquisition cost back? (a whole number; a part of a month counts as a whole one)",
    ),
    case=_campaign,
    compute=lambda case: math.ceil(case["cost"] / case["earned"]),
    unit=say(zh="个月", en="months"),
    tolerance=0.01,
    working=say(
        zh="每位客户的获客成本是{spent:,} ÷ {customers} = {cost:,}元；每月贡献是{sales} × {margin}% = {earned:g}元；相除后进到整数",
        en="the acquisition cost of a customer is {spent:,} ÷ {customers} = {cost:,} yuan; a month brings {sales} × {margin}% = {earned:g} yuan; divide and round up",
    ),
    misconceptions=(
        Misconception(
            "cost_per_lead",
            say(
                zh="把花费除以了线索数。多数线索没有成为客户，他们的钱也要由成交的客户赚回来。",
                en="The money was divided by the leads. Most leads never became customers; those who did must earn back the money for all.",
            ),
            lambda case: math.ceil(case["spent"] / case["leads"] / case["earned"]),
        ),
        Misconception(
            "revenue_for_contribution",
            say(
                zh="用消费金额去还成本。能用来还的只有毛利。",
                en="The cost was set against the sales. Only the margin can pay it back.",
            ),
            lambda case: math.ceil(case["cost"] / case["sales"]),
        ),
        Misconception(
            "rounded_down",
            say(
                zh="舍掉了小数。到那个月底还差一点没有收回，要再等一个月。",
                en="That was rounded down. By the end of that month some is still missing: it takes one more.",
            ),
            lambda case: math.floor(case["cost"] / case["earned"]),
        ),
    ),
    hints=(
        say(
            zh="先算每位客户的获客成本：总花费 ÷ 成为客户的人数。",
            en="First the acquisition cost of one customer: money spent ÷ those who became customers.",
        ),
        say(
            zh="再除以每月的毛利（消费金额 × 毛利率），有小数就进一。",
            en="Then divide by the margin of a month (sales × margin) and round up.",
        ),
    ),
    after=say(
        zh="每月的毛利是按客户算的，获客成本也要按客户算，不按线索算；回收用毛利算，不用销售额算。",
        en="The margin of a month is per customer, so the acquisition cost must be as well, not per lead; it is paid back by margin, not by sales.",
    ),
)

CHANNELS = {"search": say(zh="搜索", en="search"), "ad": say(zh="广告", en="advertising")}
SERVE = {"service_contacts": 25, "orders": 10}


@cache
def _channel_months() -> dict[str, pd.DataFrame]:
    """Money per registration within 1, 2 ... months, by channel; customers registered in 2024, whose every order is in the table."""
    people = load("shop_customers").query("'2024-01-01' <= registered_on < '2025-01-01'")
    orders = load("shop_orders").assign(orders=lambda t: (t["amount"] >= 0).astype(int))
    cash = contribution(orders, 0.35, SERVE).merge(people[["customer_id", "registered_on", "source_channel"]])
    days = (cash["order_date"].dt.normalize() - cash["registered_on"]).dt.days
    cash["month"] = (days // MONTH_DAYS).clip(lower=0).astype(int) + 1
    size = people.groupby("source_channel").size()
    sums = cash.pivot_table(
        index="month", columns="source_channel", values=["contribution", "amount"], aggfunc="sum"
    )
    buyers = cash.groupby("source_channel")["customer_id"].nunique()
    return {
        "contribution": sums["contribution"].cumsum() / size,
        "revenue": sums["amount"].cumsum() / size,
        "per_buyer": sums["contribution"].cumsum() / buyers,
    }


def _bids(case: dict[str, Any], what: str = "contribution", month: int | None = None) -> dict[str, float]:
    reached = _channel_months()[what].loc[month or case["months"]]
    return {code: float(reached[code] // 5 * 5) for code in CHANNELS}


def _bid_shortfall(values: Any, case: dict[str, Any]) -> Text | None:
    reached, said = _channel_months()["contribution"].loc[case["months"]], []
    for code, name in CHANNELS.items():
        fields = {"name": name, "bid": values[code], "money": reached[code], "months": case["months"]}
        if values[code] > reached[code]:
            said.append(
                say(
                    zh="{name}每人出{bid:.0f}元，可到第{months}个月底，每人只带来{money:.2f}元贡献，还没有收回",
                    en="{name}: {bid:.0f} yuan per person is too much, as by the end of month {months} they bring {money:.2f} yuan of contribution per person",
                ).format(**fields)
            )
        elif values[code] <= reached[code] - 10:
            said.append(
                say(
                    zh="{name}每人出{bid:.0f}元太低，再高10元，到第{months}个月底仍能收回，客户会被别家抢走",
                    en="{name}: {bid:.0f} yuan per person is too low, as 10 yuan more would still be back by the end of month {months}, and others will outbid you",
                ).format(**fields)
            )
    return join(said, zh="；", en="; ") + say(zh="。", en=".") if said else None


def _bid_picture(values: Any, case: dict[str, Any]) -> Any:
    from custclass.show.plots import lines

    table = _channel_months()["contribution"].loc[:12, list(CHANNELS)]
    net = (table - pd.Series({code: values[code] for code in CHANNELS})).rename(columns=CHANNELS)
    zero = pd.Series(0.0, index=net.index, name=say(zh="收支相抵", en="even"))
    return lines(
        net.join(zero),
        cuts=[case["months"]],
        x_label=say(zh="注册后第几个月底", en="end of month after registration"),
        label=say(zh="每位注册者的累计贡献 − 出价（元）", en="contribution − bid, per person (yuan)"),
        title=say(zh="什么时候收回来？（模拟数据）", en="When is the money back? (simulated data)"),
    )


BIDS = Thresholds(
    id="03_02.6",
    concept="3.26",
    title=say(zh="两个渠道各出价多少", en="What to bid in two channels"),
    prompt=say(
        zh="网店（模拟数据）要给两个渠道定价：每来一位注册者，最多付给渠道多少元（叫出价）？要求：到第{months}个月底收回（到那时的累计贡献不少于出价），"
        "而且不能太低：如果再高10元仍能收回，客户就会被别家抢走。贡献 = 金额 × 35% − 每次客服咨询25元 − 每单包装配送10元（成本是假设的）；"
        "按每位注册者平均，没下单的也算在内。只用2024年注册的人：订单表从2024年1月开始，更早注册的人头几个月的订单不在表里；2025年注册的人，日子还短。图上的线是每位注册者的累计贡献减去出价，竖线是第{months}个月底。",
        en="The online shop (simulated data) sets a price for two channels: how many yuan to pay a channel for each person who registers (the bid)? The money must be back by the end of month {months} "
        "(contribution up to then not below the bid), and the bid must not be too low: if 10 yuan more would still be back in time, others outbid the shop. Contribution = 35% of the amount − 25 yuan a service contact − 10 yuan an order for packing and delivery (assumed costs), "
        "on average over all who registered, those without an order included. Only those who registered in 2024 count: the order table begins in January 2024, so the first months of earlier customers are not in it, and those of 2025 have had little time. The lines show contribution so far minus the bid, the upright line marks the end of month {months}.",
    ),
    case=lambda rng: {"months": int(rng.choice([3, 4, 6]))},
    sliders={
        "search": Slider(say(zh="搜索每人出价（元）", en="search bid per person (yuan)"), 0, 900, 5),
        "ad": Slider(say(zh="广告每人出价（元）", en="advertising bid per person (yuan)"), 0, 900, 5),
    },
    shortfall=_bid_shortfall,
    solve=_bids,
    picture=_bid_picture,
    misconceptions=(
        Misconception(
            "revenue_for_contribution",
            say(
                zh="按销售额出了价。销售额的大部分要付货款、客服和配送，还成本的只有贡献。",
                en="The bid follows the sales. Most of these pay for goods, service and delivery; only the contribution pays the bid back.",
            ),
            lambda case: _bids(case, "revenue"),
        ),
        Misconception(
            "only_buyers_counted",
            say(
                zh="只按下过单的人平均。出价是按注册者付的，没有下单的人也要付钱。",
                en="The average was taken over buyers only. The bid is paid for everyone who registers, those who never order included.",
            ),
            lambda case: _bids(case, "per_buyer"),
        ),
        Misconception(
            "deadline_ignored",
            say(
                zh="用的是一年的贡献，没有看期限。期限以后才来的钱，不能算在期限以内。",
                en="The contribution of a whole year was used: what comes after the deadline does not count.",
            ),
            lambda case: _bids(case, month=12),
        ),
    ),
    hints=(
        say(
            zh="把出价往上调，直到那条线刚好在竖线那里碰到0。",
            en="Raise a bid until its line meets 0 just at the upright line.",
        ),
        say(
            zh="在竖线处，线在0以上就还能加，在0以下就要减。每次动5元。",
            en="Above 0 at the upright line: there is room. Below 0: too much. Move by 5 yuan.",
        ),
    ),
    after=say(
        zh="能出多高的价，看两样：客户留下多少贡献，您愿意等多久。",
        en="How high to bid depends on two things: the contribution a customer leaves and how long you are willing to wait.",
    ),
)

# -- 3.05 present value -------------------------------------------------------------------------------

MONTHS = [f"m{k}" for k in range(1, 13)]


def _five_plans(rng: np.random.Generator) -> dict[str, Any]:
    money = rng.integers(5, 60, (5, 12)) * 10
    ids = pd.Index(
        [f"K{n}" for n in sorted(rng.choice(np.arange(10, 99), 5, replace=False))], name="customer_id"
    )
    return {
        "table": pd.DataFrame(money, index=ids, columns=MONTHS),
        "percent": int(rng.choice([8, 10, 12, 15])),
    }


def _values_today(case: dict[str, Any], timing: Any = "end") -> pd.Series:
    return present_value(case["table"], case["percent"] / 100, 12, timing)


def _by_monthly_rate(case: dict[str, Any], rate: float) -> pd.Series:
    factors = (1 + rate) ** -np.arange(1, 13)
    return (case["table"] * factors).sum(axis=1).rename("present_value")


VALUES_TODAY = Table(
    id="03_02.7",
    concept="3.05",
    title=say(zh="用代码算现值", en="Present value, with code"),
    prompt=say(
        zh="e.items 是5位客户今后12个月每月的预计贡献（虚构的数字，元），钱在每月月底到账。贴现率是每年{percent}%，按复利折算到每月（periods_per_year=12）。"
        "请交一个 Series：每位客户的现值（元），索引是 customer_id。",
        en="e.items holds the contribution expected of 5 customers in each of the next 12 months (made-up figures, yuan); the money comes at the end of each month. The discount rate is {percent}% a year, compounded (periods_per_year=12). "
        "Hand in a Series: the present value of each customer (yuan), indexed by customer_id.",
    ),
    case=_five_plans,
    compute=_values_today,
    reason=lambda row, case: say(
        zh="第k个月的钱除以（1 + {rate}）的（k ÷ 12）次方，再相加，得{value:,.2f}元",
        en="divide the money of month k by (1 + {rate}) to the power k ÷ 12 and add up: {value:,.2f} yuan",
    ).format(rate=case["percent"] / 100, value=row["present_value"]),
    tolerance=0.05,
    misconceptions=(
        Misconception(
            "yearly_rate_used_monthly",
            say(
                zh="把一年的贴现率当成了一个月的。这样12个月里就折了12次一年的折扣，现值小了一大截。",
                en="The yearly rate was used for each month. That takes a year's discount twelve times over, and the value comes out far too small.",
            ),
            lambda case: _by_monthly_rate(case, case["percent"] / 100),
        ),
        Misconception(
            "rate_divided_by_12",
            say(
                zh="把年利率除以了12。12个月的复利合起来会超过一年的贴现率，现值略微偏小；要按复利折算。",
                en="The rate was divided by 12. Twelve such months compound to more than the yearly rate, so the value is a little too small; compound it.",
            ),
            lambda case: _by_monthly_rate(case, case["percent"] / 1200),
        ),
        Misconception(
            "start_for_end",
            say(
                zh="按月初到账算的。钱在月底才来，每一笔都要多折一个月。",
                en="The money was taken to come at the start of the month. It comes at the end, so each sum is discounted one month more.",
            ),
            lambda case: _values_today(case, "start"),
        ),
        Misconception(
            "not_discounted",
            say(
                zh="只是把12个月加了起来，没有贴现。",
                en="The twelve months were only added up, not discounted.",
            ),
            lambda case: case["table"].sum(axis=1).astype(float).rename("present_value"),
        ),
    ),
    hints=(
        say(
            zh="cc.clv.present_value(e.items, annual_rate=…, periods_per_year=…) 按行计算；贴现率写成小数。",
            en="cc.clv.present_value(e.items, annual_rate=…, periods_per_year=…) works row by row; write the rate as a fraction.",
        ),
        say(
            zh="一年12期，所以 periods_per_year=12；月底到账是它的默认设置。",
            en="Twelve periods a year: periods_per_year=12; the end of the period is its default.",
        ),
    ),
    after=say(
        zh="贴现时说清三件事：年利率还是月利率、复利、钱在期初还是期末到账。",
        en="When discounting say three things: yearly or monthly rate, compounding, and whether money comes at the start or the end.",
    ),
)

OFFERS = ["X", "Y", "Z"]


def _three_customers(rng: np.random.Generator) -> dict[str, Any]:
    unit = int(rng.integers(8, 13)) * 10
    shapes = {
        "early": [24, 12, 5, 2, 0],
        "steady": [11, 11, 11, 11, 11],
        "late": [0, 4, 12, 18, 26],
    }
    order = [str(shape) for shape in rng.permutation(list(shapes))]
    rows = [[unit * x + int(rng.integers(0, 3)) * 10 for x in shapes[shape]] for shape in order]
    table = pd.DataFrame(
        rows, columns=[f"y{k}" for k in range(1, 6)], index=pd.Index(OFFERS, name="customer_id")
    )
    percent = int(rng.choice([12, 13, 14, 15]))
    case: dict[str, Any] = {"table": table, "percent": percent}
    today = present_value(table, percent / 100, 1)
    for code in OFFERS:
        case |= {f"{code}_sum": int(table.loc[code].sum()), f"{code}_now": round(today[code])}
    return case


RATE_AND_RANK = ChooseOne(
    id="03_02.8",
    concept="3.05",
    title=say(zh="贴现之后谁最值钱", en="Worth most after discounting"),
    prompt=say(
        zh="三家客户今后五年每年的预计贡献（虚构的数字，元，年底到账）。您只能签一家，贴现率是每年{percent}%。哪一家的现值最大？",
        en="The contribution expected of three customers in each of five years (made-up figures, yuan, at the end of each year). You can sign one only; the discount rate is {percent}% a year. Whose present value is largest?",
    ),
    case=_three_customers,
    show={f"y{k}": say(zh=f"第{k}年（元）", en=f"year {k} (yuan)") for k in range(1, 6)},
    options={code: say(zh=f"客户{code}", en=f"customer {code}") for code in OFFERS},
    because={
        code: say(
            zh=f"五年合计{{{code}_sum:,}}元，按每年{{percent}}%贴现后是{{{code}_now:,}}元",
            en=f"{{{code}_sum:,}} yuan in five years, which is {{{code}_now:,}} yuan today at {{percent}}% a year",
        )
        for code in OFFERS
    },
    answer=lambda case: str(present_value(case["table"], case["percent"] / 100, 1).idxmax()),
    misconceptions=(
        Misconception(
            "not_discounted",
            say(
                zh="比的是五年的合计。最后几年的钱今天不值那么多，合计最大的不一定现值最大。",
                en="The five-year totals were compared. The money of the last years is worth less today, so the largest total need not be the largest present value.",
            ),
            lambda case: str(case["table"].sum(axis=1).idxmax()),
        ),
        Misconception(
            "first_year_only",
            say(
                zh="只看了第一年。晚来的钱打了折，但不是一文不值。",
                en="Only the first year was looked at. Later money is worth less, not nothing.",
            ),
            lambda case: str(case["table"]["y1"].idxmax()),
        ),
    ),
    hints=(
        say(
            zh="第1年的钱除以（1 + 贴现率）一次，第2年的除以两次……",
            en="Divide year 1 by (1 + rate) once, year 2 twice, and so on.",
        ),
        say(
            zh="可以用代码：cc.clv.present_value([…], annual_rate=0.12, periods_per_year=1)，贴现率换成题目里的。",
            en="Code may help: cc.clv.present_value([…], annual_rate=0.12, periods_per_year=1), with the rate of the task.",
        ),
    ),
    after=say(
        zh="贴现率会改变排名：钱来得越晚，越怕高贴现率。",
        en="The discount rate changes the ranking: the later the money, the more a high rate hurts.",
    ),
)

# -- 3.07 profit contribution -------------------------------------------------------------------------


def _contribution_of(row: Any) -> Any:
    return 0.35 * row["amount"] - 25 * row["service_contacts"] - 10 * row["orders"]


class _AfterCosts(Scheme):
    """Works the contribution out itself, so that the customers handed to the learner need not show it."""

    def classify(self, table: Any) -> Any:
        return super().classify(table.assign(contribution=_contribution_of))

    def explain(self, row: Any) -> Text:
        return super().explain({**row, "contribution": _contribution_of(row)})

    def unmet(self, code: str, row: Any) -> Text | None:
        return super().unmet(code, {**row, "contribution": _contribution_of(row)})


PROFIT = _AfterCosts(
    "profit_contribution",
    say(zh="利润贡献度", en="Profit contribution"),
    measures=[
        Measure("amount", kind="real", label=say(zh="金额", en="amount"), unit=say(zh="元", en="yuan")),
        Measure("contribution", kind="real", label=say(zh="贡献", en="contribution"), unit=say(zh="元", en="yuan")),
    ],
    classes=[
        Class(
            "large_earning", say(zh="赚钱的大户", en="large, brings money"),
            {"amount": at_least(2000), "contribution": above(0)},
        ),
        Class(
            "large_losing", say(zh="赔钱的大户", en="large, costs money"),
            {"amount": at_least(2000), "contribution": at_most(0)},
        ),
        Class(
            "small_earning", say(zh="赚钱的小户", en="small, brings money"),
            {"amount": below(2000), "contribution": above(0)},
        ),
        Class(
            "small_losing", say(zh="赔钱的小户", en="small, costs money"),
            {"amount": below(2000), "contribution": at_most(0)},
        ),
    ],
)  # fmt: skip


@cache
def _served() -> pd.DataFrame:
    """Buyers of the simulated shop with their orders and service contacts; none of them near a limit."""
    orders = load("shop_orders").assign(orders=lambda t: (t["amount"] >= 0).astype(int))
    sums = orders.groupby("customer_id")[["amount", "orders", "service_contacts"]].sum()
    table = sums[sums["amount"] > 0].round(2).assign(contribution=_contribution_of)
    clear = clear_of(clear_of(table, "contribution", 0, margin=5), "amount", 2000, margin=1)
    return clear.drop(columns="contribution")


def _contribution_is(change: Any) -> Any:
    return lambda items: Scheme.classify(PROFIT, items.assign(contribution=change))


BY_CONTRIBUTION = Assign(
    id="03_02.9",
    concept="3.07",
    title=say(zh="谁赚钱，谁赔钱", en="Who brings money, who costs money"),
    prompt=say(
        zh="网店（模拟数据，两年合计）。假设毛利率35%，每次客服咨询的成本是25元，每单包装配送10元。"
        "贡献 = 金额 × 35% − 咨询次数 × 25 − 订单数 × 10。金额2,000元及以上是大户，其余是小户；贡献大于0是赚钱，不大于0是赔钱。请分类。",
        en="The online shop (simulated data, two years). Assume a margin of 35%, 25 yuan for each service contact and 10 yuan an order for packing and delivery. "
        "Contribution = 35% of the amount − contacts × 25 − orders × 10. Amounts of 2,000 yuan and more are large, others small; a contribution above 0 brings money, any other costs money. Classify.",
    ),
    pool=_served,
    scheme=PROFIT,
    show={
        "amount": say(zh="金额（元）", en="amount (yuan)"),
        "orders": say(zh="订单数", en="orders"),
        "service_contacts": say(zh="咨询次数", en="service contacts"),
    },
    n=6,
    misconceptions=(
        Misconception(
            "cost_to_serve_forgotten",
            say(
                zh="只看了毛利，没有扣客服和配送的成本。毛利为正的人，服务成本可能更高。",
                en="Only the margin was looked at; service and delivery were not taken off. They can cost more than the margin.",
            ),
            _contribution_is(lambda t: 0.35 * t["amount"]),
        ),
        Misconception(
            "size_decides",
            say(
                zh="把“买得多”当成了“赚钱”，“买得少”当成了“赔钱”。赚不赚要把成本扣掉再看。",
                en="Buying much was taken for bringing money and buying little for costing money. Take the costs off first.",
            ),
            _contribution_is(lambda t: t["amount"] - 1999.99),
        ),
        Misconception(
            "delivery_forgotten",
            say(
                zh="扣了客服，忘了每单10元的包装配送。",
                en="Service was taken off, but not the 10 yuan an order for packing and delivery.",
            ),
            _contribution_is(lambda t: 0.35 * t["amount"] - 25 * t["service_contacts"]),
        ),
    ),
    hints=(
        say(
            zh="先找咨询次数多的：每单咨询超过一次的人最可疑。",
            en="Look first at many contacts: more than one an order is suspicious.",
        ),
        say(
            zh="例如：金额3,000元、30单、40次咨询：1,050 − 1,000 − 300 = −250元。",
            en="For example 3,000 yuan, 30 orders, 40 contacts: 1,050 − 1,000 − 300 = −250 yuan.",
        ),
    ),
    after=say(
        zh="买得多不等于赚得多：客服、配送和折扣都要从毛利里扣。",
        en="Buying much is not bringing much: service, delivery and discounts come out of the margin.",
    ),
)

WHAT_TO_DO = Match(
    id="03_02.10",
    concept="3.07",
    title=say(zh="赔钱的客户怎么办", en="Customers on whom the shop loses money"),
    prompt=say(
        zh="每位客户的数字都是一年的合计（虚构）。贡献 = 毛利 − 服务成本。请先算贡献：赚钱的，维护；赔钱的，看亏损出在哪里，先改掉造成亏损的那一处；"
        "都改过仍然赔钱，又没有推荐成交量的，才不再主动投入。",
        en="The figures are for one year (made up). Contribution = margin − cost to serve. Work it out first: who brings money is looked after; where the shop loses money, change what causes the loss; "
        "only where that has been done, the loss goes on and there are no referred sales, stop active efforts.",
    ),
    situations={
        "big_service": say(
            zh="销售额50,000元，毛利15,000元；天天来电，客服和加急配送花了18,000元",
            en="sales 50,000 yuan, margin 15,000; calls every day: service and express delivery cost 18,000",
        ),
        "many_small": say(
            zh="销售额30,000元，毛利9,000元；一次只订一件，配送花了9,800元",
            en="sales 30,000 yuan, margin 9,000; orders single items: delivery cost 9,800",
        ),
        "big_discount": say(
            zh="销售额40,000元，折扣太深，毛利只有1,500元；服务成本2,500元，和别人一样",
            en="sales 40,000 yuan, discounts so deep that the margin is 1,500; cost to serve 2,500, like others",
        ),
        "gift_discount": say(
            zh="销售额12,000元，件件特价，毛利300元；服务成本600元，属正常",
            en="sales 12,000 yuan, bargains only, margin 300; cost to serve 600, which is normal",
        ),
        "small_quiet": say(
            zh="销售额4,000元，毛利1,400元；自助下单，服务成本200元",
            en="sales 4,000 yuan, margin 1,400; orders by self-service, cost to serve 200",
        ),
        "big_quiet": say(
            zh="销售额60,000元，毛利18,000元；服务成本6,000元",
            en="sales 60,000 yuan, margin 18,000; cost to serve 6,000",
        ),
        "hopeless": say(
            zh="销售额45,000元，毛利9,000元，服务成本11,000元；价格和服务条款两次都谈过也改过，没有推荐过人",
            en="sales 45,000 yuan, margin 9,000, cost to serve 11,000; price and terms were changed twice, refers nobody",
        ),
    },
    actions={
        "keep": say(zh="好好维护，条件不变", en="look after, keep the terms"),
        "serve": say(
            zh="降低服务成本：起订量、运费、自助服务",
            en="cut the cost to serve: minimum order, delivery fee, self-service",
        ),
        "price": say(zh="收回折扣，重新谈价", en="take back discounts, renegotiate the price"),
        "stop": say(zh="不再主动投入", en="stop active efforts"),
    },
    pairs={
        "big_service": "serve",
        "many_small": "serve",
        "big_discount": "price",
        "gift_discount": "price",
        "small_quiet": "keep",
        "big_quiet": "keep",
        "hopeless": "stop",
    },
    because={
        "big_service": say(
            zh="贡献是15,000 − 18,000 = −3,000元，亏在服务上",
            en="contribution 15,000 − 18,000 = −3,000 yuan: lost in service",
        ),
        "many_small": say(
            zh="贡献是9,000 − 9,800 = −800元，亏在零散配送上",
            en="contribution 9,000 − 9,800 = −800 yuan: lost in scattered deliveries",
        ),
        "big_discount": say(
            zh="贡献是1,500 − 2,500 = −1,000元，服务成本正常，亏在折扣上",
            en="contribution 1,500 − 2,500 = −1,000 yuan: service is normal, the discounts lose it",
        ),
        "gift_discount": say(
            zh="贡献是300 − 600 = −300元，亏在特价上",
            en="contribution 300 − 600 = −300 yuan: lost in bargains",
        ),
        "small_quiet": say(
            zh="贡献是1,400 − 200 = 1,200元，买得少也赚钱",
            en="contribution 1,400 − 200 = 1,200 yuan: small, but brings money",
        ),
        "big_quiet": say(
            zh="贡献是18,000 − 6,000 = 12,000元", en="contribution 18,000 − 6,000 = 12,000 yuan"
        ),
        "hopeless": say(
            zh="贡献是9,000 − 11,000 = −2,000元，该改的都改过了",
            en="contribution 9,000 − 11,000 = −2,000 yuan, and all was tried",
        ),
    },
    n=6,
    misconceptions=(
        Misconception(
            "revenue_decides",
            say(
                zh="按销售额的大小决定了照顾谁。要看贡献：销售额最大的也可能赔钱，小的也可能赚钱。",
                en="The size of the sales decided. Look at the contribution: the shop may lose money on the largest, a small one may bring money.",
            ),
            {
                "big_service": "keep",
                "many_small": "keep",
                "big_discount": "keep",
                "hopeless": "keep",
                "small_quiet": "stop",
            },
        ),
        Misconception(
            "drop_every_loser",
            say(
                zh="赔钱就放弃，太早了。先改掉造成亏损的那一处，多数客户改得过来。",
                en="Every customer on whom the shop loses money was given up: too early. First change what causes the loss; most can be mended.",
            ),
            {"big_service": "stop", "many_small": "stop", "big_discount": "stop", "gift_discount": "stop"},
        ),
        Misconception(
            "wrong_leak",
            say(
                zh="知道赔钱，但补错了地方。毛利薄说明价格有问题，服务成本高说明服务条款有问题。",
                en="The loss was seen, but the wrong leak was mended. A thin margin means the price, a high cost to serve means the terms.",
            ),
            {
                "big_service": "price",
                "many_small": "price",
                "big_discount": "serve",
                "gift_discount": "serve",
            },
        ),
    ),
    hints=(
        say(
            zh="先减一减：毛利 − 服务成本，是正还是负？",
            en="Subtract first: margin − cost to serve. Above or below 0?",
        ),
        say(
            zh="负的话，看哪一个数不正常：毛利太薄改价格，服务太贵改条款。",
            en="If below 0, see which is out of line: thin margin, change the price; dear service, change the terms.",
        ),
    ),
    after=say(
        zh="发现赔钱的客户，先改条件，后谈放弃。",
        en="Where the shop loses money on a customer, change the terms first; give up last.",
    ),
)

# -- 3.06 prediction ----------------------------------------------------------------------------------

SUMMARY_DAYS = ["1997-06-30", "1997-09-30", "1997-12-31"]


@cache
def _sample_orders() -> pd.DataFrame:
    orders = load("cdnow_orders").query("in_sample")[["customer_id", "order_date", "amount"]]
    return orders[orders.groupby("customer_id")["order_date"].transform("size").between(1, 8)]


@cache
def _summary(as_of: str, unit: str = "W") -> pd.DataFrame:
    from custclass.classify.clv.summary import btyd_summary

    return btyd_summary(load("cdnow_orders").query("in_sample"), as_of, unit)[["frequency", "recency", "T"]]


@cache
def _summary_ids() -> tuple[np.ndarray, np.ndarray]:
    """Customers who bought on one day only, and those who bought again before the first as-of date and later."""
    days = _sample_orders().groupby("customer_id")["order_date"].agg(["nunique", "max"])
    early = _summary(SUMMARY_DAYS[0]).reindex(days.index)["frequency"] > 0
    late = days["max"] > SUMMARY_DAYS[-1]
    return days.index[days["nunique"] == 1].to_numpy(), days.index[early & late].to_numpy()


def _six_buyers(rng: np.random.Generator) -> dict[str, Any]:
    once, again = _summary_ids()
    chosen = [*rng.choice(once, 2, replace=False), *rng.choice(again, 4, replace=False)]
    orders = _sample_orders()
    table = orders[orders["customer_id"].isin(chosen)].sort_values(["customer_id", "order_date"])
    return {"table": table.reset_index(drop=True), "as_of": str(rng.choice(SUMMARY_DAYS))}


def _summed(case: dict[str, Any], unit: str = "W") -> pd.DataFrame:
    """Look the customers up, all of whose orders are in the table, so that a draw is quick."""
    everyone = _summary(case["as_of"], unit)
    return everyone.loc[case["table"]["customer_id"].unique()].reset_index()


def _summed_to_the_last_order(case: dict[str, Any]) -> pd.DataFrame:
    days = case["table"].drop_duplicates(["customer_id", "order_date"]).groupby("customer_id")["order_date"]
    first, last = days.min(), days.max()
    return pd.DataFrame(
        {
            "frequency": days.size() - 1,
            "recency": (last - first).dt.days / 7,
            "T": (case["table"]["order_date"].max() - first).dt.days / 7,
        }
    ).reset_index()


def _summed_with_later_orders(case: dict[str, Any]) -> pd.DataFrame:
    """Count every order in the table, those after the as-of date as well."""
    days = case["table"].drop_duplicates(["customer_id", "order_date"]).groupby("customer_id")["order_date"]
    first, last = days.min(), days.max()
    return pd.DataFrame(
        {
            "frequency": days.size() - 1,
            "recency": (last - first).dt.days / 7,
            "T": (pd.Timestamp(case["as_of"]) - first).dt.days / 7,
        }
    ).reset_index()


def _why_summary(row: pd.Series, case: dict[str, Any]) -> Text:
    mine = case["table"].query("customer_id == @row.name and order_date <= @case['as_of']")["order_date"]
    return say(
        zh="截至{as_of}在{days}个日子买过，第一次{first}，最近一次{last}：再次购买（frequency）{x:.0f}次，首次到最近一次（recency）{gap}天 ÷ 7，首次到截止日（T）{age}天 ÷ 7",
        en="up to {as_of}: purchase days {days}, the first {first}, the last {last}; so repeat purchases (frequency) {x:.0f}, first to last (recency) {gap} days ÷ 7, first to as-of date (T) {age} days ÷ 7",
    ).format(
        as_of=case["as_of"], days=mine.nunique(), first=mine.min().date(), last=mine.max().date(), x=row["frequency"],
        gap=(mine.max() - mine.min()).days, age=(pd.Timestamp(case["as_of"]) - mine.min()).days,
    )  # fmt: skip


SUMMARY = Table(
    id="03_02.11",
    concept="3.06",
    title=say(zh="给模型准备数据", en="What the model wants to know"),
    prompt=say(
        zh="e.items 是唱片店CDNOW的6位客户到1998年6月底的全部订单（真实数据）。请以{as_of}为统计截止日（含当天），"
        "交一张表：customer_id、frequency、recency、T，时间以周为单位（天数 ÷ 7，至少保留两位小数）。\n"
        "这个模型的规矩：frequency 是再次购买的天数（同一天的几单算一次，第一天不算）；recency 是第一次到最近一次购买隔了几周；"
        "T 是第一次购买到统计截止日隔了几周；截止日以后的订单不看。",
        en="e.items holds all orders of 6 customers of the music shop CDNOW up to the end of June 1998 (real data). With {as_of} as as-of date (that day included), "
        "hand in a table: customer_id, frequency, recency, T, in weeks (days ÷ 7, at least two decimals kept).\n"
        "The rules of this model: frequency counts days of repeat purchase (orders of one day are one, the first day does not count); recency is the time from the first to the last purchase; "
        "T is the time from the first purchase to the as-of date; later orders are left out.",
    ),
    case=_six_buyers,
    show=headings("customer_id", "order_date", amount=say(zh="金额（美元）", en="amount (US dollars)")),
    compute=_summed,
    reason=_why_summary,
    tolerance=0.01,
    misconceptions=(
        Misconception(
            "as_of_from_data",
            say(
                zh="把表里最晚的订单日期当成了统计截止日。截止日由您来定，之后的订单当时还不知道。",
                en="The latest order in the table was taken for the as-of date. You set that date; later orders could not be known on it.",
            ),
            _summed_to_the_last_order,
        ),
        Misconception(
            "later_orders_counted",
            say(
                zh="统计截止日以后的订单也数了进去。站在截止日那一天，这些订单还没有发生。",
                en="Orders after the as-of date were counted as well. Seen from that date they have not happened yet.",
            ),
            _summed_with_later_orders,
        ),
        Misconception(
            "days_for_weeks",
            say(
                zh="时间用了天，题目要的是周。单位混用，模型会把7天当成7周。",
                en="Time is in days, weeks are wanted. With mixed units the model takes 7 days for 7 weeks.",
            ),
            lambda case: _summed(case, "D"),
        ),
        Misconception(
            "total_for_repeat",
            say(
                zh="frequency 把第一次购买也数进去了。在这个模型里只数再次购买。",
                en="The first purchase was counted in frequency. In this model only repeat purchases count.",
            ),
            lambda case: _summed(case).assign(frequency=lambda t: t["frequency"] + 1),
        ),
        Misconception(
            "silence_for_recency",
            say(
                zh="recency 算成了最近一次购买到统计截止日的时间（RFM模型里的算法）。在这个模型里，它是第一次到最近一次购买的时间。",
                en="For recency the time from the last purchase to the as-of date was taken, as in the RFM model. Here it is the time from the first to the last purchase.",
            ),
            lambda case: _summed(case).assign(recency=lambda t: t["T"] - t["recency"]),
        ),
    ),
    hints=(
        say(
            zh='cc.clv.btyd_summary 就按这些规矩数；它的 unit 可以是 "D"（天）、"W"（周）等。',
            en='cc.clv.btyd_summary counts by just these rules; its unit may be "D" (days), "W" (weeks) and others.',
        ),
        say(
            zh='cc.clv.btyd_summary(e.items, as_of=e.case["as_of"], unit="W")，编号在索引里，可以直接交。',
            en='cc.clv.btyd_summary(e.items, as_of=e.case["as_of"], unit="W"); the ids are its index, and it can be handed in as it is.',
        ),
    ),
    after=say(
        zh="同一个词，RFM模型和BG/NBD的算法不同：frequency、recency 先看清楚是哪一种。",
        en="The same words mean different things in RFM and in BG/NBD: see which frequency and which recency is meant.",
    ),
)


@cache
def _predicted() -> pd.DataFrame:
    """CDNOW's sample at the end of September 1997 with what the model says of the next 39 weeks."""
    from custclass.classify.clv.bgnbd import BetaGeoFitter

    weeks = _summary("1997-09-30")
    model = BetaGeoFitter().fit(weeks["frequency"], weeks["recency"], weeks["T"])
    return weeks.assign(
        p_alive=model.p_alive(weeks["frequency"], weeks["recency"], weeks["T"]),
        expected=model.expected_purchases(39, weeks["frequency"], weeks["recency"], weeks["T"]),
        same_pace=39 * weeks["frequency"] / weeks["T"],
    )


def _three_buyers(rng: np.random.Generator) -> dict[str, Any]:
    table = _predicted()
    groups = [
        table[table["frequency"] == 0],
        table[(table["frequency"] >= 4) & (table["p_alive"] < 0.15)],
        table[(table["frequency"] >= 4) & (table["p_alive"] > 0.85)],
    ]
    rows = pd.concat([group.sample(1, random_state=rng) for group in groups])
    one, silent, active = (str(name) for name in rows.index)
    shown = rows[["frequency", "recency", "T", "p_alive", "expected"]].round(2)
    return {
        "table": shown.iloc[rng.permutation(3)],
        "one": one, "silent": silent, "active": active,
        "one_expects": shown["expected"].iloc[0], "silent_bought": int(rows["frequency"].iloc[1]),
        "silent_alive": shown["p_alive"].iloc[1], "silent_weeks": round(rows["T"].iloc[1] - rows["recency"].iloc[1]),
        "active_pace": round(rows["same_pace"].iloc[2], 1), "active_expects": shown["expected"].iloc[2],
    }  # fmt: skip


RIGHT_READINGS = {"gone", "call", "holdout", "no_mean"}

READINGS = Several(
    id="03_02.12",
    concept="3.06",
    title=say(zh="看懂预测", en="Reading a prediction"),
    prompt=say(
        zh="BG/NBD模型用CDNOW的样本（真实数据，截至1997年9月30日，单位是周）拟合，表里是3位客户今后39周的预测。下面哪些说法对？请把正确的都选上。",
        en="The BG/NBD model was fitted to the CDNOW sample (real data, up to 30 September 1997, in weeks); the table shows its predictions for 3 customers and the next 39 weeks. Which readings are right? Tick them all.",
    ),
    case=_three_buyers,
    show={
        "frequency": say(zh="再次购买（次）", en="repeat purchases"),
        "recency": say(zh="首次到最近一次（周）", en="first to last purchase (weeks)"),
        "T": say(zh="首次到统计截止日（周）", en="first purchase to as-of date (weeks)"),
        "p_alive": say(zh="P(存活)", en="P(alive)"),
        "expected": say(zh="今后39周预计购买（次）", en="purchases expected in 39 weeks"),
    },
    options={
        "loyal": say(
            zh="{one}的P(存活)是1，是三人中最忠诚的",
            en="{one} has P(alive) = 1 and is the most loyal of the three",
        ),
        "gone": say(
            zh="{silent}曾再次购买{silent_bought}次，但已沉默约{silent_weeks}周，多半不会再来了",
            en="{silent} bought again {silent_bought} times but has been silent for about {silent_weeks} weeks, and has probably left",
        ),
        "call": say(
            zh="要估计今后的生意，看预计购买次数：{active}最高",
            en="To judge future business look at the expected purchases: {active} has the most",
        ),
        "same_pace": say(
            zh="{active}照过去的速度会再买{active_pace}次，可以照这个数备货",
            en="At the pace so far {active} will buy {active_pace} times more; stock up for that",
        ),
        "holdout": say(
            zh="用之前，先拿一段模型没见过的日子，比一比预测和实际",
            en="Before using it, compare prediction and fact over a period that the model has not seen",
        ),
        "unrelated": say(
            zh="用Gamma-Gamma估计每单金额时，买得勤的人是不是每单也花得多，不必管",
            en="When Gamma-Gamma estimates the money of a purchase, whether frequent buyers also spend more each time does not matter",
        ),
        "no_mean": say(
            zh="如果Gamma-Gamma的q不大于1，一次性购买者的预期金额是空值，不能当成0",
            en="If the q of Gamma-Gamma is not above 1, the expected value of one-time buyers is missing, which is not 0",
        ),
    },
    because={
        "loyal": say(
            zh="一次性购买者，模型一律给1，因为它认为人只会在再次购买之后离开；{one}今后39周预计只买{one_expects}次",
            en="every one-time buyer gets 1, since in the model people leave only after a repeat purchase; {one} is expected to buy {one_expects} times in 39 weeks",
        ),
        "gone": say(
            zh="P(存活)只有{silent_alive}：从前买得勤，沉默这么久就不寻常",
            en="P(alive) is {silent_alive}: for someone who used to buy often such a silence is unusual",
        ),
        "call": say(
            zh="预计购买次数已经把P(存活)和购买速度合在一起，{active}是{active_expects}次",
            en="expected purchases put P(alive) and pace together; for {active} they are {active_expects}",
        ),
        "same_pace": say(
            zh="模型预计{active_expects}次：买得最勤的人里有运气，而且会有人离开",
            en="the model expects {active_expects}: there is luck in a high pace, and some people leave",
        ),
        "holdout": say(
            zh="没有和实际比过的预测，不知道差多少", en="without that nobody knows how far off it is"
        ),
        "unrelated": say(
            zh="Gamma-Gamma假定购买次数和每单金额无关；相关明显时，估计会有偏差",
            en="Gamma-Gamma assumes that the number of purchases and their size are unrelated; where they are related its values are off",
        ),
        "no_mean": say(
            zh="q不大于1时，模型里全体客户的平均金额是无穷大，所以没有数可给",
            en="with q not above 1 the mean over all customers is infinite in the model, so there is no number to give",
        ),
    },
    answer=RIGHT_READINGS,
    misconceptions=(
        Misconception(
            "p_alive_read_as_loyalty",
            say(
                zh="把一次性购买者的P(存活)=1当成了忠诚。这个1只说明模型还没有机会看到他离开，请看预计购买次数。",
                en="P(alive) = 1 of a one-time buyer was read as loyalty. It only says that the model has had no chance to see them leave; look at the expected purchases.",
            ),
            RIGHT_READINGS | {"loyal"},
        ),
        Misconception(
            "correlation_ignored",
            say(
                zh="没有看购买次数和金额是否相关。Gamma-Gamma假定二者无关，用之前要先看相关系数。",
                en="Whether frequency and spend are related was ignored. Gamma-Gamma takes them as unrelated: look at the correlation first.",
            ),
            RIGHT_READINGS | {"unrelated"},
        ),
        Misconception(
            "same_pace_for_ever",
            say(
                zh="以为大家会按过去的速度一直买下去。有人会离开，买得最勤的人也会慢下来。",
                en="Everybody was expected to go on at the same pace. Some leave, and the fastest slow down.",
            ),
            RIGHT_READINGS | {"same_pace"},
        ),
    ),
    hints=(
        say(
            zh="P(存活)说的是“还是不是客户”，不是“会买多少”。",
            en="P(alive) is about whether somebody is still a customer, not about how much they will buy.",
        ),
        say(zh="正确的一共有四项。", en="Four are right."),
    ),
    after=say(
        zh="看预计购买次数，不要只看P(存活)；先用留出的日子检验，再拿去用。",
        en="Read the expected purchases, not P(alive) alone; test on a hold-out period first, then use it.",
    ),
)

EXERCISES = [
    MARGIN_FREQUENCY_LIFESPAN, HOUSEHOLD_VALUES, RE_RANKED, NO_DOUBLE, PAYBACK, BIDS, VALUES_TODAY, RATE_AND_RANK,
    BY_CONTRIBUTION, WHAT_TO_DO, SUMMARY, READINGS,
]  # fmt: skip
