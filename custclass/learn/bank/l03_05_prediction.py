"""Exercises of lesson 03_05: labels, leaks, yardsticks, calibration, lift, and 200 calls decided in money."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.conditions import above, at_least, at_most, below, missing
from custclass.classify.prediction.labels import will_buy
from custclass.classify.scheme import Class, Measure, Scheme
from custclass.data.tables import load
from custclass.learn.bank.pools import SHOP_AS_OF, headings
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
from custclass.show.barcharts import bars
from custclass.show.numbers import money, number
from custclass.show.say import Text, say

DAYS = say(zh="天", en="days")

# -- the label ----------------------------------------------------------------------------------------

SECOND = say(zh="首单到下一个购买日（天）", en="from first order to next purchase day (days)")
SEEN = say(zh="首单到记录最后一天（天）", en="from first order to the end of the records (days)")

CAME_BACK = Scheme(
    "came_back",
    say(zh="90天内又买了吗", en="Bought again within 90 days?"),
    measures=[
        Measure(
            "days_to_second",
            "integer",
            low=1,
            missing=True,
            label=say(zh="到下一个购买日的天数", en="the time to the next purchase day"),
            unit=DAYS,
        ),
        Measure(
            "days_seen",
            "integer",
            low=0,
            label=say(zh="首单之后看到的天数", en="the time seen since the first order"),
            unit=DAYS,
        ),
    ],
    classes=[
        Class("bought", say(zh="又买了", en="bought again"), {"days_to_second": at_most(90)}),
        Class("not_bought", say(zh="没有买", en="did not buy"), {"days_to_second": above(90)}, {"days_to_second": missing(), "days_seen": at_least(90)}),
        Class("unknown", say(zh="还不知道", en="not known yet"), {"days_to_second": missing(), "days_seen": below(90)}),
    ],
)  # fmt: skip


@cache
def _second_orders() -> pd.DataFrame:
    """Customers of the simulated shop: when their next purchase day came, and how long they have been seen."""
    orders = load("shop_orders")
    days = orders.loc[orders["amount"] >= 0, ["customer_id"]].assign(day=orders["order_date"].dt.normalize())
    days = days.drop_duplicates().sort_values(["customer_id", "day"])
    each = days.groupby("customer_id")["day"]
    first, second = each.nth(0), each.nth(1)
    first.index, second.index = (days.loc[part.index, "customer_id"] for part in (first, second))
    table = pd.DataFrame({"first_order": first})
    table["days_to_second"] = (second - first).dt.days.astype("Int64")
    table["days_seen"] = (pd.Timestamp(SHOP_AS_OF) - first).dt.days
    return table


def _always(code: str, instead: str) -> Any:
    return lambda items: CAME_BACK.classify(items).replace(code, instead)


def _ever(items: pd.DataFrame) -> pd.Series:
    late = items["days_to_second"].gt(90).fillna(False).astype(bool)
    return CAME_BACK.classify(items).mask(late, "bought")


def _before_day_90(items: pd.DataFrame) -> pd.Series:
    on_the_day = items["days_to_second"].eq(90).fillna(False).astype(bool)
    return CAME_BACK.classify(items).mask(on_the_day, "not_bought")


LABELS = Assign(
    id="03_05.1",
    concept="3.11",
    title=say(zh="又买了、没有买，还是不知道", en="Bought, did not buy, or not known"),
    prompt=say(
        zh="模拟的网店，记录到2025年12月31日为止。每位客户的截点是首单那天，预测期是之后的90天（第90天也算）。"
        "“—”表示到记录最后一天还没有第二个购买日。请给每位客户定标签。",
        en="A simulated shop; the records end on 31 December 2025. Each customer's cutoff is the day of the first order, and the horizon is the 90 days after it (day 90 counts). "
        "“—” means: no second purchase day up to the end of the records. Label each customer.",
    ),
    pool=_second_orders,
    scheme=CAME_BACK,
    show={**headings("first_order"), "days_to_second": SECOND, "days_seen": SEEN},
    n=7,
    misconceptions=(
        Misconception(
            "unknown_is_no",
            say(
                zh="把还没看满90天、暂时没买的客户算成了“没有买”。他们还可能来：是“还不知道”。",
                en="You called customers who were not seen for 90 days and have not bought so far “did not buy”. They may still come: not known yet.",
            ),
            _always("unknown", "not_bought"),
        ),
        Misconception(
            "unknown_is_retained",
            say(
                zh="把还没看满90天的客户算成了留住的。没走掉不等于又买了：是“还不知道”。",
                en="You counted customers not seen for 90 days as kept. Not gone is not bought again: not known yet.",
            ),
            _always("unknown", "bought"),
        ),
        Misconception(
            "whenever_they_came",
            say(
                zh="只要后来买过就算“又买了”。预测期只有90天，第91天起的购买不算。",
                en="You counted any later purchase. The horizon is 90 days; from day 91 on a purchase does not count.",
            ),
            _ever,
        ),
        Misconception(
            "dash_is_unknown",
            say(
                zh="一见“—”就算“还不知道”。还要看最后一列“首单到记录最后一天”：看满了90天还没有第二个购买日，就是“没有买”。",
                en="Every “—” was called not known. Look at the last column as well (from first order to the end of the records): seen for 90 days without a second purchase day means did not buy.",
            ),
            lambda items: CAME_BACK.classify(items).mask(items["days_to_second"].isna(), "unknown"),
        ),
        Misconception(
            "recent_is_unknown",
            say(
                zh="没看满90天的都算“还不知道”了。其中已经又买了的，现在就知道：是“又买了”。",
                en="Everybody seen for less than 90 days was called not known. Of those who have bought again it is known already: bought again.",
            ),
            lambda items: CAME_BACK.classify(items).mask(items["days_seen"] < 90, "unknown"),
        ),
        Misconception(
            "before_day_90",
            say(
                zh="把正好第90天买的算成了“没有买”。第90天也算在预测期里。",
                en="A purchase on day 90 itself was called “did not buy”. Day 90 still belongs to the horizon.",
            ),
            _before_day_90,
        ),
    ),
    hints=(
        say(zh="先看90天里买了没有；没有的，再看是不是看满了90天。", en="First: a purchase within 90 days? If not: were they seen for 90 days?"),
        say(zh="没有第二单、又不到90天的，是“还不知道”。", en="No second purchase and fewer than 90 days seen: not known yet."),
    ),
    after=say(
        zh="截点、预测期、记录的最后一天，三样齐了才能定标签。",
        en="A label takes three things: the cutoff, the horizon, and the last day of the records.",
    ),
)  # fmt: skip


@cache
def _spring_orders() -> pd.DataFrame:
    """Orders of the published sample of CDNOW's customers up to 31 March 1998, those of a customer together."""
    orders = load("cdnow_orders")
    known = orders[orders["in_sample"] & (orders["order_date"] < "1998-04-01")]
    return known[["customer_id", "order_date", "amount"]].sort_values(["customer_id", "order_date"])


def _cases_of_label(rng: np.random.Generator) -> dict[str, Any]:
    cutoff = pd.Timestamp("1998-02-01") + pd.Timedelta(days=int(rng.integers(0, 45)))
    orders = _spring_orders()
    after = orders.loc[orders["order_date"] > cutoff, "customer_id"].unique()
    last = orders.groupby("customer_id")["order_date"].max()
    on_the_day = last.index[last == cutoff]
    others = orders["customer_id"].unique()
    chosen = {*rng.choice(after, 8, replace=False), *rng.choice(others, 13, replace=False)}
    chosen |= {*rng.permutation(on_the_day)[:1]}
    table = orders[orders["customer_id"].isin(chosen)]
    table.index = pd.Index([f"N{i:03d}" for i in range(1, len(table) + 1)], name="order_id")
    return {
        "cutoff": cutoff.date().isoformat(),
        "days": int(rng.choice([60, 75, 90])),
        "end": "1998-03-31",
        "table": table,
    }


def _label(case: dict[str, Any]) -> pd.Series:
    return will_buy(case["table"], case["cutoff"], case["days"], case["end"])


def _with_cutoff_day(case: dict[str, Any]) -> pd.Series:
    table = case["table"]
    on_the_day = table.loc[table["order_date"] == case["cutoff"], "customer_id"]
    label = _label(case)
    return label.mask(label.index.isin(on_the_day), 1.0)


def _label_reason(row: pd.Series, case: dict[str, Any]) -> Text:
    cutoff = pd.Timestamp(case["cutoff"])
    own = case["table"].loc[case["table"]["customer_id"] == row.name, "order_date"]
    later = own[own > cutoff]
    if len(later):
        return say(
            zh="截点之后最早一单在{day}，在预测期里：标签是1",
            en="the first order after the cutoff is of {day}, within the horizon: label 1",
        ).format(day=later.min().date())
    return say(
        zh="截点之后还没有买，而预测期要到{over}才走完，记录只到{end}：标签是空值",
        en="no order after the cutoff so far; the horizon ends on {over} but the records on {end}: label missing",
    ).format(over=(cutoff + pd.Timedelta(days=case["days"])).date(), end=case["end"])


LABEL_TABLE = Table(
    id="03_05.2",
    concept="3.11",
    title=say(zh="用代码定标签，删失的留空", en="Labels by code, the censored left empty"),
    prompt=say(
        zh="e.items 是唱片店CDNOW二十来位真实客户的订单（美元），记录到{end}为止。截点{cutoff}，预测期是之后的{days}天。"
        "请给截点及以前下过单的每位客户一个标签：预测期里已经买了是1；没有买、预测期也走完了是0；还不知道的留空值。交一个以 customer_id 为索引的 Series。",
        en="e.items holds the orders (US dollars) of some twenty real customers of the music shop CDNOW; the records end on {end}. The cutoff is {cutoff}, the horizon the {days} days after it. "
        "Label every customer with an order up to the cutoff: 1 for a purchase within the horizon so far, 0 for none although the horizon is over, missing for not known yet. Hand in a Series indexed by customer_id.",
    ),
    case=_cases_of_label,
    show=headings(
        "customer_id",
        order_date=say(zh="下单日期", en="order date"),
        amount=say(zh="金额（美元）", en="amount (US dollars)"),
    ),
    compute=_label,
    reason=_label_reason,
    misconceptions=(
        Misconception(
            "censored_as_no",
            say(
                zh="还不知道的填成了0。预测期没走完，暂时没买的应当留空。",
                en="What is not known yet became 0. Before the horizon is over, no purchase so far is left missing.",
            ),
            lambda case: _label(case).fillna(0.0),
        ),
        Misconception(
            "censored_as_yes",
            say(
                zh="还不知道的填成了1，算成买了、留住了。记录里没有这样的一单，应当留空。",
                en="What is not known yet became 1, as if bought or retained. No such order is recorded: leave it missing.",
            ),
            lambda case: _label(case).fillna(1.0),
        ),
        Misconception(
            "censored_left_out",
            say(
                zh="把还不知道的客户删掉了。他们也要列出来，标签留空。",
                en="You dropped the customers whose label is not known. List them, with a missing label.",
            ),
            lambda case: _label(case).dropna(),
        ),
        Misconception(
            "churn_for_purchase",
            say(
                zh="方向反了：这里1是买了，不是流失。",
                en="The other way round: here 1 is a purchase, not churn.",
            ),
            lambda case: 1 - _label(case).fillna(0.0),
        ),
        Misconception(
            "cutoff_day_counted",
            say(
                zh="把截点当天的订单也算进了预测期。预测期从截点的第二天开始：要写 >，不是 >=。",
                en="An order on the cutoff day was counted as after it. The horizon begins on the next day: write >, not >=.",
            ),
            _with_cutoff_day,
        ),
    ),
    hints=(
        say(
            zh="课文里的 cc.prediction.will_buy 会做这件事：它要订单、截点、预测期和记录的最后一天。",
            en="cc.prediction.will_buy of the lesson does it: it takes the orders, the cutoff, the horizon and the last day of the records.",
        ),
        say(
            zh='先写 case = e.case，再用 cc.prediction.will_buy(e.items, case["cutoff"], case["days"], observed_until=case["end"])。',
            en='First case = e.case, then cc.prediction.will_buy(e.items, case["cutoff"], case["days"], observed_until=case["end"]).',
        ),
    ),
    after=say(
        zh="空值不是缺陷，是实话：还不知道。这里预测期比记录晚结束，所以谁也不会是0。",
        en="A missing label is no flaw; it says honestly: not known yet. As the horizon ends after the records here, nobody can have a 0.",
    ),
)

# -- the leak -----------------------------------------------------------------------------------------

FUTURE = {"card_total", "level", "coupon", "closed"}

LEAKS = Several(
    id="03_05.3",
    concept="3.11",
    title=say(zh="哪几列偷看了未来", en="Which columns have seen the future"),
    prompt=say(
        zh="截点是2025年6月30日，要预测7月到9月谁会买。数据在2025年10月15日从系统里导出。哪几列不能用来预测，因为里面有截点之后的事？请都选上。",
        en="The cutoff is 30 June 2025; who will buy from July to September? The table was exported on 15 October 2025. Which columns must not be used, because they hold what happened after the cutoff? Tick them all.",
    ),
    options={
        "recency": say(zh="最近一次购买到6月30日隔了几天", en="days from the last order to 30 June"),
        "june_orders": say(zh="6月1日到30日的订单数", en="number of orders from 1 to 30 June"),
        "registered": say(zh="注册日期（都在2024年）", en="day of registration (all in 2024)"),
        "complaint": say(zh="6月29日有没有投诉", en="whether the customer complained on 29 June"),
        "card_total": say(zh="会员卡上的累计消费（每晚更新）", en="total spent on the customer card (updated every night)"),
        "level": say(zh="导出时的会员等级", en="customer level at the time of the export"),
        "coupon": say(zh="用过8月发的优惠券没有", en="whether a coupon sent in August was used"),
        "closed": say(zh="注销账户的原因（没有注销是空）", en="reason for closing the account (empty: not closed)"),
    },
    because={
        "recency": say(zh="到6月30日就能算出来，可以用", en="it can be computed on 30 June: usable"),
        "june_orders": say(zh="6月在截点之前，离得近不等于偷看，可以用", en="June lies before the cutoff; close is not a leak: usable"),
        "registered": say(zh="写下以后不再变，可以用", en="once written it does not change: usable"),
        "complaint": say(zh="6月29日在截点之前，可以用", en="29 June lies before the cutoff: usable"),
        "card_total": say(zh="每晚更新，10月15日导出的累计里有7月到9月买的东西", en="updated every night: the total exported on 15 October holds what was bought from July to September"),
        "level": say(zh="等级会随后来的购买升降，导出时的等级已经知道结果", en="levels move with later purchases; the level at the export knows the outcome"),
        "coupon": say(zh="8月在预测期里，用券就是买了", en="August is in the horizon, and using the coupon is buying"),
        "closed": say(zh="注销可能在6月30日之后，表里没有写明日期，拿不出证明就不能用", en="the account may have been closed after 30 June; without a date nothing proves the contrary, so it cannot be used"),
    },
    answer=FUTURE,
    misconceptions=(
        Misconception(
            "only_what_says_so",
            say(
                zh="只找出了写明在截点之后的那一列。会被覆盖的列（累计、等级、原因）更隐蔽，也有未来。",
                en="You found only the column that names a later date. Columns that are overwritten (total, level, reason) hold the future as well, and hide it better.",
            ),
            {"coupon"},
        ),
        Misconception(
            "recent_is_a_leak",
            say(
                zh="把6月的事也当成了泄漏。截点当天及以前知道的都可以用，离得近反而有用。",
                en="You took what happened in June for a leak. All that was known up to the cutoff may be used; the latest is often the most useful.",
            ),
            FUTURE | {"june_orders", "complaint"},
        ),
        Misconception(
            "overwritten_is_fine",
            say(
                zh="漏掉了会员卡累计和会员等级。它们没有写日期，可是每晚都在变。",
                en="The total on the card and the level were left out. They bear no date, yet they change every night.",
            ),
            {"coupon", "closed"},
        ),
    ),
    hints=(
        say(zh="每一列问一句：6月30日晚上，它已经是这个值了吗？", en="Ask of each column: did it have this value on the evening of 30 June?"),
        say(zh="不能用的有四列。", en="Four must not be used."),
    ),
    after=say(
        zh="最危险的是会被覆盖的列：名字里没有日期，值里有未来。",
        en="The dangerous ones are columns that are overwritten: no date in the name, the future in the value.",
    ),
)  # fmt: skip

CHECKS = Match(
    id="03_05.4",
    concept="3.11",
    title=say(zh="报告里缺了哪一步", en="What the report has left out"),
    prompt=say(
        zh="六句话出自六份预测报告（虚构）。每一句最该补的是哪一步？六步各用一次。",
        en="Six sentences from six reports on predictions (made up). Which step does each need most? Each step is used exactly once.",
    ),
    situations={
        "too_good": say(zh="“第一次试，AUC就是0.998，明天上线。”", en="“0.998 AUC at the first attempt. We go live tomorrow.”"),
        "window": say(zh="“截点是上个月底，预测期90天，没买的都标成流失。”", en="“The cutoff is the end of last month, the horizon 90 days; all who have not bought are marked as churned.”"),
        "weak": say(zh="“买家是随机挑选的三倍。”", en="“Three times as good as picking at random.”"),
        "level": say(zh="“每人的概率加起来是900位买家，我们就按900份备货。”", en="“The probabilities add up to 900 buyers, so we order 900 gifts.”"),
        "caused": say(zh="“打过电话的人80%都买了，电话真有用！”", en="“80% of those we called bought. Calls work!”"),
        "same": say(zh="“模型在学习的那三个月里，AUC是0.90。”", en="“On the three months it learned from, the model has an AUC of 0.90.”"),
    },
    actions={
        "leak": say(zh="拿掉未来重算，查泄漏", en="compute again without the future: look for a leak"),
        "wait": say(zh="换预测期已经走完的截点", en="take a cutoff whose horizon is over"),
        "yardstick": say(zh="和店里最好的简单办法比", en="compare with the best plain rule of the shop"),
        "calibrate": say(zh="和最近一期的实际结果核对（校准）", en="check against what happened in the latest period (calibration)"),
        "control": say(zh="抽签留一个对照组", en="keep a control group made by lot"),
        "later": say(zh="用后来的截点再考一次", en="examine it at a later cutoff"),
    },
    pairs={"too_good": "leak", "window": "wait", "weak": "yardstick", "level": "calibrate", "caused": "control", "same": "later"},
    because={
        "too_good": say(zh="好得不像真的，多半有一列偷看了未来", en="too good to be true: most likely a column has seen the future"),
        "window": say(zh="90天才过了一个月，没买的还不知道", en="one of three months is over; who has not bought is not known yet"),
        "weak": say(zh="谁也不会随机挑选；要赢的是排一次序就有的名单", en="nobody picks at random; the one to beat is a list made by sorting"),
        "level": say(zh="拿概率之和当数量用，概率的水平必须准", en="where the sum of probabilities is used as a number, their level must be right"),
        "caused": say(zh="不打电话他们买不买，只有对照组知道", en="whether they would have bought without a call, only a control group tells"),
        "same": say(zh="在学过的日子上考试，证明不了以后", en="an examination on the days learned from proves nothing about later ones"),
    },
    misconceptions=(
        Misconception(
            "buyers_are_effect",
            say(
                zh="把“打过电话的人买了”只当成概率准不准的问题。要问的是不打会怎样：对照组。",
                en="You took “those we called bought” for a matter of calibration. The question is what happens without a call: a control group.",
            ),
            {"caused": "calibrate", "level": "control"},
        ),
        Misconception(
            "high_auc_is_proof",
            say(
                zh="看到0.998，只想到换个日子再考。先查泄漏：有泄漏的列，再考一次也可能照样好看。",
                en="At 0.998 you only thought of another examination. Look for a leak first: with the leaky column a second one may shine as well.",
            ),
            {"too_good": "later", "same": "leak"},
        ),
        Misconception(
            "chance_is_yardstick",
            say(
                zh="“比随机强”和“学的那三个月”混了：前者缺的是像样的对手，后者缺的是新日子。",
                en="“Better than random” and “the months it learned from” are mixed up: the first lacks a rival worth beating, the second new days.",
            ),
            {"weak": "later", "same": "yardstick"},
        ),
    ),
    hints=(
        say(zh="先找只有一步说得通的那几句，剩下的就少了。", en="Begin with the sentences that only one step fits; the rest will be few."),
        say(zh="“好得不像真的”查泄漏；“用概率算数量”查校准；“有没有用”要对照组。", en="Too good to be true: leak. Probabilities used as numbers: calibration. Whether something works: control group."),
    ),
    after=say(
        zh="标签、泄漏、对手、后来的截点、校准、对照组：六样都过了，再谈钱。",
        en="Label, leak, rival, later cutoff, calibration, control group: after all six, speak of money.",
    ),
)  # fmt: skip

# -- how good -----------------------------------------------------------------------------------------


def _three_lists(rng: np.random.Generator) -> dict[str, Any]:
    """One list is best by AUC, one by the share of right answers, one by the buyers among the first 200."""
    roles = [str(role) for role in rng.permutation(["auc", "right", "top"])]
    auc = {"auc": rng.uniform(0.84, 0.88), "right": rng.uniform(0.70, 0.75), "top": rng.uniform(0.78, 0.82)}
    right = {"auc": rng.uniform(82, 85), "right": rng.uniform(87, 90), "top": rng.uniform(80, 84)}
    first = {"auc": int(rng.integers(110, 135)), "right": int(rng.integers(60, 90)), "top": int(rng.integers(155, 185))}  # fmt: skip
    table = pd.DataFrame(
        {
            "auc": [round(float(auc[role]), 2) for role in roles],
            "right": [round(float(right[role])) for role in roles],
            "first": [first[role] for role in roles],
        },
        index=pd.Index(["A", "B", "C"], name="list"),
    )
    figures = {f"{name}_{code}": table[name].iloc[i] for i, code in enumerate("abc") for name in table}
    return {"table": table, "margin": int(rng.choice([12, 15, 20])), **figures}


def _best_by(column: str) -> Any:
    return lambda case: "list_" + "abc"[int(np.argmax(case["table"][column].to_numpy()))]


WHICH_LIST = ChooseOne(
    id="03_05.5",
    concept="3.11",
    title=say(zh="200个电话用哪份名单", en="Which list gets the 200 calls"),
    prompt=say(
        zh="三份名单A、B、C都用后来的截点检验过（数字虚构）。只能打200个电话，从名单的最前面打起，每个电话费用相同；每位买家留下的毛利差不多，约{margin}美元。"
        "店长要的是：打到的人里，买家尽量多。用哪一份？",
        en="Three lists A, B, C were examined at a later cutoff (figures made up). 200 calls can be made, from the top of a list, all at the same cost; a buyer leaves about the same margin on every list, some {margin} dollars. "
        "The manager wants to reach as many buyers as possible. Which list?",
    ),
    case=_three_lists,
    show={
        "auc": say(zh="AUC（全体排序）", en="AUC (order of all)"),
        "right": say(zh="猜对的比例（%）", en="right answers (%)"),
        "first": say(zh="前200人里的买家", en="buyers among the first 200"),
    },
    options={
        f"list_{code}": say(zh="名单{name}", en="list {name}").format(name=name)
        for code, name in zip("abc", "ABC", strict=True)
    },
    because={
        f"list_{code}": say(
            zh="名单" + code.upper() + "的前200人里有{first_" + code + "}位买家（AUC {auc_" + code + "}，猜对{right_" + code + "}%）；只打200个电话，要看的就是前200人",
            en="list " + code.upper() + " has {first_" + code + "} buyers among its first 200 (AUC {auc_" + code + "}, {right_" + code + "}% right); with 200 calls the first 200 are what counts",
        )
        for code in "abc"
    },
    answer=_best_by("first"),
    misconceptions=(
        Misconception(
            "highest_auc",
            say(
                zh="挑了AUC最高的。AUC看的是全体客户的排序，而电话只打给最前面的200人。",
                en="You took the highest AUC. It judges the order of all customers, but the calls go to the first 200 only.",
            ),
            _best_by("auc"),
        ),
        Misconception(
            "most_right_answers",
            say(
                zh="挑了猜对最多的。买的人少，全说“不买”也能猜对一大半，名单却没有用。",
                en="You took the most right answers. Where few buy, saying “nobody” is right most of the time, and the list is of no use.",
            ),
            _best_by("right"),
        ),
    ),
    hints=(
        say(zh="电话只打200个：哪一列说的是这200人？", en="Only 200 calls: which column speaks of those 200?"),
        say(zh="比较“前200人里的买家”。", en="Compare the buyers among the first 200."),
    ),
    after=say(
        zh="用什么决定，就按什么比：打200个电话，就比前200人。",
        en="Compare by what you decide on: for 200 calls, the first 200.",
    ),
)  # fmt: skip


def _lift_case(rng: np.random.Generator) -> dict[str, Any]:
    found = int(rng.integers(25, 46))
    return {
        "calls": int(rng.choice([150, 200, 250, 300])),
        # Where 10% buy, the share of buyers found in a tenth and the share who buy in it are one number.
        "base": int(rng.choice([7, 8, 12, 13, 14, 15, 16])),
        # A tenth of the customers that holds 35% of the buyers has a lift of 3.5.
        "lift": found / 10,
        "found": found,
    }


LIFT = Number(
    id="03_05.6",
    concept="3.11",
    title=say(zh="提升度换成人数", en="From lift to buyers"),
    prompt=say(
        zh="全体客户里有{base}%会在90天内买。名单最前面的一成提升度是{lift}，这一成里找到了全部买家的{found}%（数字虚构）。"
        "从这一成里随机抽{calls}人打电话，平均能打到几位买家？可以有小数。",
        en="{base}% of all customers buy within 90 days. The first tenth of the list has a lift of {lift}, and {found}% of all buyers are found in it (figures made up). "
        "If {calls} customers picked at random from this tenth are called, how many buyers are reached on average? Decimals are welcome.",
    ),
    case=_lift_case,
    compute=lambda case: case["calls"] * case["lift"] * case["base"] / 100,
    unit=say(zh="位", en="buyers"),
    tolerance=0.6,
    working=say(
        zh="这一成里买家的比例 = {lift} × {base}%，再乘以{calls}个电话",
        en="share of buyers in this tenth = {lift} × {base}%, times {calls} calls",
    ),
    misconceptions=(
        Misconception(
            "lift_as_share",
            say(
                zh="把提升度当成了百分数。它是倍数：要乘以全体的比例。",
                en="You read the lift as a percentage. It is a multiple of the share among all.",
            ),
            lambda case: case["calls"] * case["lift"] / 100,
        ),
        Misconception(
            "gains_for_share",
            say(
                zh="用了“找到全部买家的百分之几”。那是占全部买家的比例，不是这一成客户里买家的比例。",
                en="You used the share of all buyers that is found. It is a part of all buyers, not the share of buyers in this tenth.",
            ),
            lambda case: case["calls"] * case["found"] / 100,
        ),
        Misconception(
            "no_lift",
            say(
                zh="没有乘提升度：这是从全体里随机抽人打的结果。",
                en="The lift is missing: that is what calling anybody gives.",
            ),
            lambda case: case["calls"] * case["base"] / 100,
        ),
    ),
    hints=(
        say(zh="先算这一成里买家的比例：是全体的几倍？", en="First the share of buyers in this tenth: how many times that of all?"),
        say(zh="电话数 × 提升度 × 全体的比例。", en="Calls × lift × share among all."),
    ),
    after=say(
        zh="提升度是倍数，乘上全体的比例才是人数。",
        en="Lift is a multiple: times the share among all it becomes a number of buyers.",
    ),
)  # fmt: skip


def _groups(rng: np.random.Generator) -> dict[str, Any]:
    """Four groups that hold a whole number of buyers, so that rounding it changes nothing."""
    index = pd.Index(["1", "2", "3", "4"], name="group")
    while True:
        chances = np.append(
            np.sort(rng.choice([3, 5, 8, 12, 18, 25, 35, 45], 3, replace=False)), rng.choice([55, 65, 75])
        )
        people = np.sort(rng.choice([40, 60, 80, 120, 160, 200, 300, 400], 4, replace=False))[::-1]
        if (people * chances).sum() % 100 == 0:
            table = pd.DataFrame({"customers": people, "probability": chances}, index=index)
            return {"table": table, "gift": int(rng.choice([4, 5, 6, 8]))}


def _expected(case: dict[str, Any]) -> float:
    return float((case["table"]["customers"] * case["table"]["probability"]).sum() / 100)


EXPECTED = Number(
    id="03_05.7",
    concept="3.11",
    title=say(zh="概率加起来是多少买家", en="What the probabilities add up to"),
    prompt=say(
        zh="模型是校准过的。表里是四组客户的人数和平均概率（数字虚构）。每位买家送一份{gift}美元的礼品，预计要花多少美元？",
        en="The model is calibrated. The table holds four groups of customers with their mean probability (figures made up). Every buyer gets a gift worth {gift} dollars. How many dollars must be expected?",
    ),
    case=_groups,
    show={
        "customers": say(zh="客户数", en="customers"),
        "probability": say(zh="平均概率（%）", en="mean probability (%)"),
    },
    compute=lambda case: _expected(case) * case["gift"],
    unit=say(zh="美元", en="US dollars"),
    tolerance=1,
    working=say(
        zh="每组人数 × 平均概率，四组相加是预计的买家数，再乘以{gift}美元",
        en="customers × mean probability, added over the four groups, are the buyers to expect; times {gift} dollars",
    ),
    misconceptions=(
        Misconception(
            "half_is_yes",
            say(
                zh="把概率在50%以上的都当成买家，以下的都当成不买。概率要加起来，不要切一刀。",
                en="You took everybody above 50% for a buyer and nobody below. Add the probabilities, do not cut them.",
            ),
            lambda case: float(
                case["table"].loc[case["table"]["probability"] > 50, "customers"].sum() * case["gift"]
            ),
        ),
        Misconception(
            "plain_mean",
            say(
                zh="把四个概率直接平均了。各组人数不同，要按人数加权。",
                en="You took the plain mean of the four probabilities. The groups differ in size: weigh by customers.",
            ),
            lambda case: float(
                case["table"]["probability"].mean() / 100 * case["table"]["customers"].sum() * case["gift"]
            ),
        ),
        Misconception(
            "count_for_cost",
            say(
                zh="这是买家数，还要乘以礼品的钱。", en="That is the number of buyers: multiply by the gift."
            ),
            _expected,
        ),
    ),
    hints=(
        say(zh="每组先算：人数 × 概率。", en="For each group: customers × probability."),
        say(zh="四组相加，再乘以礼品的钱。", en="Add the four, then times the gift."),
    ),
    after=say(
        zh="校准好的概率可以相加：和就是预计的人数。",
        en="Calibrated probabilities can be added: the sum is the number to expect.",
    ),
)

# -- the decision -------------------------------------------------------------------------------------


SHOPS = {"north": say(zh="北店", en="north shop"), "south": say(zh="南店", en="south shop")}


def _candidates(rng: np.random.Generator) -> dict[str, Any]:
    """Two shops with 100 calls each: too few for the profitable customers of one, too many for the other's."""
    busy, quiet = (str(shop) for shop in rng.permutation(list(SHOPS)))
    ids = pd.Index([f"K{i:03d}" for i in range(1, 341)], name="customer_id")
    cost = int(rng.choice([6, 7, 8]))
    while True:
        chance = np.append(rng.beta(3.8, 2.5, 170), rng.beta(1.6, 3.2, 170)).round(3)
        value = rng.lognormal(3.05, 0.6, 340).round(2)
        table = pd.DataFrame({"shop": np.repeat([busy, quiet], 170), "probability": chance, "value": value})
        case = {"table": table.iloc[rng.permutation(340)].set_axis(ids), "cost": cost, "calls": 100}
        found = _pays(case).groupby(case["table"]["shop"]).sum()
        gain = _gain(case)
        # No profit of exactly 0 and no two alike: a place must not hang on a rounding.
        if found.sum() > 210 and found[quiet] <= 90 and gain.abs().min() > 0.001 and gain.round(5).is_unique:
            return case


def _gain(case: dict[str, Any]) -> pd.Series:
    return case["table"]["probability"] * case["table"]["value"] - case["cost"]


def _pays(case: dict[str, Any]) -> pd.Series:
    return (_gain(case) > 0).rename("call")


def _within_limit(case: dict[str, Any], by: pd.Series) -> pd.Series:
    place = by.groupby(case["table"]["shop"]).rank(method="first", ascending=False)
    return (place <= case["calls"]).rename("call")


def _one_list(case: dict[str, Any]) -> pd.Series:
    return _pays(case) & (_gain(case).rank(ascending=False) <= case["calls"])


def _call_reason(row: pd.Series, case: dict[str, Any]) -> Text:
    one = case["table"].loc[row.name]
    profit = one["probability"] * one["value"] - case["cost"]
    what = (
        say(zh="打（True）", en="call (True)")
        if row["call"]
        else say(zh="不打（False）", en="no call (False)")
    )
    if profit <= 0:
        why = say(zh="不是正数", en="not above zero")
    elif row["call"]:
        why = say(zh="在{shop}的前{n}名之内", en="among the best {n} of the {shop}")
    else:
        why = say(zh="不在{shop}的前{n}名之内", en="not among the best {n} of the {shop}")
    return say(
        zh="{p:.3f} × {v:.2f} − {c} = {profit}美元，{why}：{what}",
        en="{p:.3f} × {v:.2f} − {c} = {profit} dollars, {why}: {what}",
    ).format(
        p=one["probability"],
        v=one["value"],
        c=case["cost"],
        profit=number(profit, 2),
        why=why.format(n=case["calls"], shop=SHOPS[one["shop"]]),
        what=what,
    )


PICK = Table(
    id="03_05.8",
    concept="3.11",
    title=say(zh="用代码挑出要打的电话", en="Pick the calls by code"),
    prompt=say(
        zh="e.items 是两家店的340位客户（虚构）：shop 是他们的店（north 北店，south 南店），probability 是电话能做成一笔生意的概率（来自抽签试验，不打就没有这笔生意），value 是做成以后的毛利（美元）。一个电话{cost}美元，每家店最多打{calls}个，只能打给本店的客户。"
        "预期利润 = 概率 × 毛利 − 电话费。每家店只打预期利润大于0的，从高到低，最多{calls}个。交一个 Series：索引是客户编号，要打的写 True，不打的写 False（340位都要有）。",
        en="e.items holds 340 customers of two shops (made up): shop is their shop (north or south), probability the chance that a call makes a sale (from a test by lot: without the call there is none), value the margin of that sale (US dollars). A call costs {cost} dollars; each shop can make at most {calls}, to its own customers only. "
        "Expected profit = probability × value − cost. Each shop calls only where it is above 0, best first, at most {calls}. Hand in a Series indexed by customer id: True for a call, False for none (all 340).",
    ),
    case=_candidates,
    show={
        "shop": say(zh="店（shop）", en="shop"),
        "probability": say(zh="概率（probability）", en="probability"),
        "value": say(zh="毛利（value，美元）", en="value (US dollars)"),
    },
    compute=lambda case: _pays(case) & _within_limit(case, _gain(case)),
    reason=_call_reason,
    misconceptions=(
        Misconception(
            "capacity_filled",
            say(
                zh="把名额都打满了。有一家店，排在后面的预期利润不到0：打了就赔。",
                en="You used up all the calls. In one shop the expected profit is not above 0 towards the end: such a call loses money.",
            ),
            lambda case: _within_limit(case, _gain(case)),
        ),
        Misconception(
            "limit_ignored",
            say(
                zh="没有管名额：凡是利润大于0的都打了。有一家店，这样的客户比名额多，只能从最好的打起，打满为止。",
                en="The limit was left out: everybody with a profit gets a call. In one shop these are more than its calls: begin with the best and stop at the limit.",
            ),
            _pays,
        ),
        Misconception(
            "one_list",
            say(
                zh="把两家店的客户排在一起了。每家店各有名额：名次要在店里排（groupby）。",
                en="The customers of both shops were ranked in one list. Each shop has its own calls: rank within the shop (groupby).",
            ),
            _one_list,
        ),
        Misconception(
            "likeliest_first",
            say(
                zh="按概率排了先后。概率高而毛利少的，不一定值一个电话。",
                en="You ranked by probability, not by profit. Likely to buy but little margin may not be worth a call.",
            ),
            lambda case: _pays(case) & _within_limit(case, case["table"]["probability"]),
        ),
        Misconception(
            "value_first",
            say(
                zh="按毛利排了先后。毛利大而多半不成的，不一定值一个电话。",
                en="You ranked by value, not by profit. A large margin that will hardly come may not be worth a call.",
            ),
            lambda case: _pays(case) & _within_limit(case, case["table"]["value"]),
        ),
    ),
    hints=(
        say(
            zh='先算 profit = e.items["probability"] * e.items["value"] - e.case["cost"]；店里的名次是 place = profit.groupby(e.items["shop"]).rank(ascending=False)。',
            en='First profit = e.items["probability"] * e.items["value"] - e.case["cost"]; the place within the shop is place = profit.groupby(e.items["shop"]).rank(ascending=False).',
        ),
        say(
            zh='两个条件都要：(profit > 0) & (place <= e.case["calls"])。',
            en='Both conditions: (profit > 0) & (place <= e.case["calls"]).',
        ),
    ),
    after=say(
        zh="名额不够，先打利润最高的；名额有余，预期利润不到0的也不打：名额不是目标。",
        en="With too few calls, the most profitable come first; with calls to spare, one without expected profit is still not made: the limit is no goal.",
    ),
)

THIRDS = {
    "low": say(zh="概率最低的三分之一", en="least likely third"),
    "middle": say(zh="中间三分之一", en="middle third"),
    "high": say(zh="概率最高的三分之一", en="most likely third"),
}


def _test_result(rng: np.random.Generator) -> dict[str, Any]:
    """What a call adds (in points) and what a sale is worth, by third; calls there are for 200."""
    case = {
        "low_effect": int(rng.integers(14, 19)), "middle_effect": int(rng.integers(11, 14)), "high_effect": int(rng.integers(1, 4)),
        "low_value": int(rng.integers(24, 29)), "middle_value": int(rng.integers(42, 50)), "high_value": int(rng.integers(60, 80)),
        "room": int(rng.choice([120, 130, 140])), "cost": 3,
    }  # fmt: skip
    best = _profit(_best_calls(case), case)
    return {**case, "goal": int(best * 0.97 // 5 * 5)}


def _each(case: Mapping[str, Any], part: str) -> float:
    return case[f"{part}_effect"] / 100 * case[f"{part}_value"] - case["cost"]


def _profit(calls: Mapping[str, float], case: Mapping[str, Any]) -> float:
    return sum(calls[part] * _each(case, part) for part in THIRDS)


def _best_calls(case: Mapping[str, Any]) -> dict[str, float]:
    return {"low": 200.0 - case["room"], "middle": float(case["room"]), "high": 0.0}


def _lacking(calls: Mapping[str, float], case: dict[str, Any]) -> Text | None:
    total = sum(calls.values())
    if total > 200:
        return say(
            zh="一共打了{n:.0f}个，只有200个名额", en="{n:.0f} calls in all, but there are only 200"
        ).format(n=total)
    for part, label in THIRDS.items():
        if calls[part] > case["room"]:
            return say(
                zh="“{label}”只有{room}人，您打了{n:.0f}个",
                en="the “{label}” has only {room} customers, and you call {n:.0f}",
            ).format(label=label, room=case["room"], n=calls[part])
    profit = _profit(calls, case)
    if profit >= case["goal"]:
        return None
    return say(
        zh="电话多带来的利润是{got}，目标是{goal}", en="the calls add a profit of {got}; the goal is {goal}"
    ).format(got=money(profit, "USD"), goal=money(case["goal"], "USD"))


def _profits(calls: Mapping[str, float], case: dict[str, Any]) -> Any:
    total = _profit(calls, case)
    title = say(
        zh="{n:.0f}个电话，多带来的利润{got}（目标{goal}）",
        en="{n:.0f} calls add a profit of {got} (goal {goal})",
    ).format(n=sum(calls.values()), got=money(total, "USD"), goal=money(case["goal"], "USD"))
    return bars(
        {part: calls[part] * _each(case, part) for part in THIRDS},
        names=THIRDS, order=list(THIRDS), title=title, unit=say(zh="美元", en="dollars"),
        label=say(zh="多带来的毛利减电话费", en="added margin less cost of calls"),
    )  # fmt: skip


WHOM = Thresholds(
    id="03_05.9",
    concept="3.11",
    title=say(zh="200个电话分给谁", en="How to share out 200 calls"),
    prompt=say(
        zh="做过一次抽签试验（数字虚构）。客户按购买概率分成三份，每份{room}人。每打一个电话，购买率提高：最低的一份{low_effect}个百分点，中间的{middle_effect}个，最高的{high_effect}个；"
        "多一位买家，毛利依次是{low_value}、{middle_value}、{high_value}美元。一个电话{cost}美元，一共最多200个，每人最多一个。请分配电话，使电话多带来的利润达到{goal}美元。",
        en="A test by lot was run (figures made up). Customers are split into three parts of {room} by their probability of buying. A call raises the share who buy by {low_effect} points in the lowest, {middle_effect} in the middle and {high_effect} in the highest third; "
        "an additional buyer leaves {low_value}, {middle_value} and {high_value} dollars of margin in turn. A call costs {cost} dollars; at most 200 calls, one a customer. Share them out so that the profit added by the calls reaches {goal} dollars.",
    ),
    case=_test_result,
    sliders={part: Slider(say(zh="电话数：{part}", en="calls: {part}").format(part=label), 0, 200, 10) for part, label in THIRDS.items()},
    shortfall=_lacking,
    solve=_best_calls,
    picture=_profits,
    misconceptions=(
        Misconception(
            "likeliest_buyers",
            say(
                zh="电话先给了最会买的人。他们不打也会买，电话几乎没有多带来什么，连电话费都不够。",
                en="The calls went to those most likely to buy. They buy without a call; it adds almost nothing, less than it costs.",
            ),
            lambda case: {"low": 0.0, "middle": 200.0 - case["room"], "high": float(case["room"])},
        ),
        Misconception(
            "largest_effect_only",
            say(
                zh="只看了哪一份的效果最大。效果要乘以毛利：最低一份的毛利少。",
                en="You looked for the largest effect only. Effect times margin is what counts, and the lowest third leaves little.",
            ),
            lambda case: {"low": float(case["room"]), "middle": 200.0 - case["room"], "high": 0.0},
        ),
        Misconception(
            "beyond_the_limit",
            say(zh="名额只有200个，每份的人数也有限。", en="There are 200 calls only, and each third has its number of customers."),
            lambda case: {"low": float(case["room"]), "middle": float(case["room"]), "high": 0.0},
        ),
    ),
    hints=(
        say(zh="先算每一份一个电话的利润：效果 × 毛利 − 电话费。", en="Work out the profit of one call in each third: effect × margin − cost."),
        say(zh="利润最高的一份先打满，剩下的给第二高的；最会买的那一份一个也不打。", en="Fill the most profitable third first, give the rest to the second; none to the most likely buyers."),
    ),
    after=say(
        zh="电话跟着“多带来的利润”走，不跟着“会不会买”走。",
        en="Calls follow the profit they add, not the likelihood of buying.",
    ),
)  # fmt: skip

EXERCISES = [LABELS, LABEL_TABLE, LEAKS, CHECKS, WHICH_LIST, LIFT, EXPECTED, PICK, WHOM]
