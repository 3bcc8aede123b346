"""Exercises of lesson 03_04: weighted scores and what moves them, trees read, pruned, judged and made."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.columns import FREQUENCY, RECENCY
from custclass.classify.conditions import Interval, at_least, at_most
from custclass.classify.measure import Class
from custclass.classify.scheme import Scheme
from custclass.classify.weights import score
from custclass.data.measures import measure_customers
from custclass.data.tables import load
from custclass.learn.bank.pools import cdnow, grocer, headings
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
from custclass.show.say import Text, join, say

# -- 3.24 by hand -------------------------------------------------------------------------------------

# Least and greatest value of each measure over all customers of a made-up shop; a tenth is a round figure.
ENDS = {"days": (0, 50), "orders": (2, 22), "money": (100, 2100)}


def _one_customer(rng: np.random.Generator) -> dict[str, Any]:
    """One customer in tenths of each range, and weights in tens that add up to 100."""
    tenths = {name: int(rng.integers(1, 10)) for name in ENDS}
    case: dict[str, Any] = {
        name: low + tenths[name] * (high - low) // 10 for name, (low, high) in ENDS.items()
    }
    r, f = int(rng.integers(1, 5)), int(rng.integers(2, 5))
    case |= {"wr": 10 * r, "wf": 10 * f, "wm": 100 - 10 * (r + f)}
    case |= {"pr": 1 - tenths["days"] / 10, "pf": tenths["orders"] / 10, "pm": tenths["money"] / 10}
    case |= {"pr_shown": f"{case['pr']:.1f}", "money_shown": f"{case['money']:,}"}
    return case


def _weighted(case: dict[str, Any], days: float | None = None) -> float:
    days = case["pr"] if days is None else days
    return (case["wr"] * days + case["wf"] * case["pf"] + case["wm"] * case["pm"]) / 100


BY_HAND = Number(
    id="03_04.1",
    concept="3.24",
    title=say(zh="手算一个加权评分", en="A weighted score by hand"),
    prompt=say(
        zh="一家店（模拟数据）用极差法打分：（值 − 最小）÷（最大 − 最小），得0到1；天数越少越好，所以用1减。全店的范围：隔了0到50天，2到22单，100到2,100元。"
        "权重：最近一次购买{wr}%，订单数{wf}%，金额{wm}%。一位客户隔了{days}天，{orders}单，{money_shown}元。他的评分是多少（0到1，保留两位小数）？",
        en="A shop (simulated data) scales by min-max: (value − smallest) ÷ (largest − smallest), 0 to 1; fewer days are better, so they are taken from 1. Over all customers: 0 to 50 days away, 2 to 22 orders, 100 to 2,100 yuan. "
        "Weights: last purchase {wr}%, orders {wf}%, money {wm}%. One customer: away for {days} days, {orders} orders, {money_shown} yuan. What is the score (0 to 1, two decimals)?",
    ),
    case=_one_customer,
    compute=_weighted,
    unit=say(zh="分", en="points"),
    tolerance=0.006,
    working=say(
        zh="三项换算成{pr_shown}、{pf}、{pm}，乘以{wr}%、{wf}%、{wm}%再相加",
        en="the three become {pr_shown}, {pf} and {pm}; times {wr}%, {wf}% and {wm}%, added up",
    ),
    misconceptions=(
        Misconception(
            "direction_forgotten",
            say(
                zh="天数没有反过来。隔得越久分应该越低：用1减。",
                en="The days were not turned round. Longer away must score lower: take it from 1.",
            ),
            lambda case: _weighted(case, days=1 - case["pr"]),
        ),
        Misconception(
            "weights_forgotten",
            say(zh="三项直接平均了，权重没有用上。", en="You took the plain mean of the three; the weights were not used."),
            lambda case: (case["pr"] + case["pf"] + case["pm"]) / 3,
        ),
        Misconception(
            "least_not_taken_off",
            say(
                zh="订单数和金额直接除以最大值了。先减去最小值，再除以（最大 − 最小）。",
                en="Orders and money were divided by the largest value. Take off the smallest first, and divide by (largest − smallest).",
            ),
            lambda case: (case["wr"] * case["pr"] + case["wf"] * case["orders"] / 22 + case["wm"] * case["money"] / 2100) / 100,
        ),
    ),
    hints=(
        say(zh="先把三项各换成0到1。", en="First turn each of the three into 0 to 1."),
        say(zh="天数：1 − 天数 ÷ 50；订单数：（单数 − 2）÷ 20；金额：（金额 − 100）÷ 2,000。", en="Days: 1 − days ÷ 50; orders: (orders − 2) ÷ 20; money: (money − 100) ÷ 2,000."),
    ),
    after=say(
        zh="先同一把尺、同一个方向，再乘权重。",
        en="One ruler and one direction first, then the weights.",
    ),
)  # fmt: skip

# -- 3.24 which weight moves whom ---------------------------------------------------------------------

NOW = {"r": 20, "f": 30, "m": 50}
FAVOUR = {code: {name: 70 if name == code else 15 for name in NOW} for code in NOW}
WORDS = {
    "r": say(zh="最近一次购买", en="last purchase"),
    "f": say(zh="订单数", en="orders"),
    "m": say(zh="金额", en="money"),
}


def _sum_of(points: pd.Series, weights: Mapping[str, float]) -> float:
    return float(sum(points[name] * weight for name, weight in weights.items()) / sum(weights.values()))


def _two_customers(rng: np.random.Generator) -> dict[str, Any]:
    """B lies behind A now; only more weight on the one measure in which B leads brings B forward."""
    while True:
        lead, high, low = rng.permutation(list(NOW))
        table = pd.DataFrame(index=pd.Index(["A", "B"], name="customer_id"), columns=list(NOW), dtype=float)
        # B's own best measure is not where B leads: there A is better still.
        table.loc["B", [lead, high, low]] = rng.integers([45, 75, 10], [65, 90, 30]) / 100
        table.loc["A", lead] = table.loc["B", lead] - rng.integers(30, 42) / 100
        table.loc["A", high] = table.loc["B", high] + rng.integers(3, 9) / 100
        table.loc["A", low] = table.loc["B", low] + rng.integers(8, 40) / 100
        ahead = {
            code: _sum_of(table.loc["B"], weights) - _sum_of(table.loc["A"], weights)
            for code, weights in (("now", NOW), *FAVOUR.items())
        }
        if ahead["now"] < -0.02 and ahead[lead] > 0.02 and ahead[high] < -0.02 and ahead[low] < -0.02:
            break
    case: dict[str, Any] = {"table": table, "lead": str(lead), "high": str(high), "low": str(low)}
    for code, weights in (("double", NOW), *FAVOUR.items()):
        for name in table.index:
            case[f"{code}_{name}"] = f"{_sum_of(table.loc[name], weights):.2f}"
    return case


_RESULT = {
    code: Text(
        zh=f"A得{{{code}_A}}，B得{{{code}_B}}",
        en=f"A gets {{{code}_A}}, B gets {{{code}_B}}",
    )
    for code in NOW
}

MOVES = ChooseOne(
    id="03_04.2",
    concept="3.24",
    title=say(zh="改哪个权重，B才排到前面", en="Which weight brings B to the front"),
    prompt=say(
        zh="两位客户的三项指标已换算成0到1（模拟数据，1最好）。现在的权重是最近一次购买20%、订单数30%、金额50%，A排在B前面。改成哪一种权重，B会排到A前面？",
        en="The three measures of two customers are scaled to 0 to 1 (simulated data, 1 is best). With the present weights, last purchase 20%, orders 30%, money 50%, A stands before B. Which weights put B before A?",
    ),
    case=_two_customers,
    show=WORDS,
    options={
        "r": say(zh="最近一次购买70%，订单数15%，金额15%", en="last purchase 70%, orders 15%, money 15%"),
        "f": say(zh="最近一次购买15%，订单数70%，金额15%", en="last purchase 15%, orders 70%, money 15%"),
        "m": say(zh="最近一次购买15%，订单数15%，金额70%", en="last purchase 15%, orders 15%, money 70%"),
        "double": say(zh="三个权重都翻倍：40、60、100", en="all three doubled: 40, 60, 100"),
    },
    because=_RESULT
    | {
        "double": say(
            zh="权重要除以总和，翻倍以后比例没变：A还是{double_A}，B还是{double_B}",
            en="weights are divided by their sum; doubled, they are in the same proportion: A still has {double_A}, B {double_B}",
        )
    },
    answer=lambda case: case["lead"],
    misconceptions=(
        Misconception(
            "own_best_measure",
            say(
                zh="加重了B自己分最高的一项。可是在那一项上A更高：要看B比A高在哪里。",
                en="More weight went to B's own best measure. But A is better still in it: look where B is above A.",
            ),
            lambda case: case["high"],
        ),
        Misconception(
            "all_doubled",
            say(
                zh="三个权重一起翻倍，比例没有变，名次也不会变。",
                en="Doubling all three leaves the proportions, and so the order, as they are.",
            ),
            "double",
        ),
        Misconception(
            "weakest_measure",
            say(
                zh="加重了B最弱的一项，B只会落得更远。",
                en="More weight went to B's weakest measure, which sets B back further.",
            ),
            lambda case: case["low"],
        ),
    ),
    hints=(
        say(zh="一项一项比：B在哪一项比A高？", en="Compare one by one: in which measure is B above A?"),
        say(zh="加重B比A高的那一项。", en="Give more weight to the measure in which B is above A."),
    ),
    after=say(
        zh="权重推动的是差距：谁在那一项上领先，加重那一项就对谁有利。",
        en="Weights work on differences: more weight on a measure helps whoever leads in it.",
    ),
)  # fmt: skip

# -- 3.24 judging a score -----------------------------------------------------------------------------


def _interval(rng: np.random.Generator, holds_zero: bool) -> tuple[float, float, float]:
    """A difference in percentage points with its interval: below zero, or around it."""
    half = rng.integers(8, 16) / 10
    middle = rng.integers(2, 6) / 10 if holds_zero else -half - rng.integers(4, 15) / 10
    return round(middle, 1), round(middle - half, 1), round(middle + half, 1)


def _judged(rng: np.random.Generator) -> dict[str, Any]:
    base = rng.integers(280, 340) / 10
    rows, case = {}, {}
    for name, holds_zero in (("boss", False), ("tuned", True)):
        middle, low, high = _interval(rng, holds_zero)
        written = f"{middle:+.1f} ({low:+.1f} … {high:+.1f})".replace("-", "−")
        rows[name] = {"share": f"{base + middle:.1f}%", "difference": written}
        case[name] = written
    rows = {"spent": {"share": f"{base:.1f}%", "difference": "—"}, **rows}
    own = f"{base + rng.integers(12, 25) / 10:.1f}"
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("way")
    table.insert(0, "name", [WAYS[way] for way in table.index])
    return {"table": table.reset_index(drop=True).rename(lambda i: str(i + 1)), "own": own, **case}


WAYS = {
    "spent": say(zh="按最近半年的金额排", en="by money of the last half-year"),
    "boss": say(zh="店长的评分", en="the manager's score"),
    "tuned": say(zh="调过权重的评分", en="the score with tuned weights"),
}

JUDGED = Several(
    id="03_04.3",
    concept="3.24",
    title=say(zh="这个评分值得用吗", en="Is the score worth having"),
    prompt=say(
        zh="一家店（模拟数据）用上半年的数据排出三份前200名，看他们占下半年金额的多少。“相差”是和“按最近半年的金额排”相比，单位是百分点，括号里是95%区间。"
        "另外，调权重的人说：“在我调权重用的上半年，我的名单占{own}%。”哪些说法对？请把正确的都选上。",
        en="A shop (simulated data) made three lists of 200 from the first half-year and saw what share of the money of the second they spent. “Difference” is from the list by money, in percentage points, with its 95% interval. "
        "The one who tuned the weights adds: “In the first half-year, on which I tuned them, my list had {own}%.” Which statements are right? Tick them all.",
    ),
    case=_judged,
    show={
        "name": say(zh="名单", en="list"),
        "share": say(zh="占下半年金额", en="share of the money, second half"),
        "difference": say(zh="相差（95%区间）", en="difference (95% interval)"),
    },
    options={
        "boss_worse": say(zh="店长的评分比按金额排差，不像是碰巧", en="the manager's score does worse than sorting by money, and not by chance"),
        "not_apart": say(zh="调过的评分和按金额排，分不出高下", en="the tuned score and sorting by money cannot be told apart"),
        "tuned_better": say(zh="调过的评分高一点，证明它更好", en="the tuned score is a little higher, which proves it better"),
        "own_counts": say(zh="上半年的{own}%证明调权重有效", en="the {own}% of the first half-year prove that tuning works"),
        "use_money": say(zh="眼下照金额排就行：一样好，又最简单", en="for now sort by money: as good, and simplest"),
    },
    because={
        "boss_worse": say(zh="整个区间都在0以下：{boss}", en="the whole interval is below 0: {boss}"),
        "not_apart": say(zh="区间含0：{tuned}", en="the interval holds 0: {tuned}"),
        "tuned_better": say(zh="区间含0：{tuned}，这点差别碰巧也会有", en="the interval holds 0: {tuned}; chance alone makes such a difference"),
        "own_counts": say(zh="权重就是在那里挑的，在同一段日子上当然好看", en="the weights were picked there; on the same period they are bound to look well"),
        "use_money": say(zh="没有一份名单胜过它，它又不用费事", en="neither list beats it, and it takes no effort"),
    },
    answer=frozenset({"boss_worse", "not_apart", "use_money"}),
    misconceptions=(
        Misconception(
            "interval_ignored",
            say(
                zh="没有看区间。区间含0，高出的一点碰巧也会有。",
                en="You did not look at the interval. It holds 0: chance alone makes such a difference.",
            ),
            frozenset({"boss_worse", "tuned_better"}),
        ),
        Misconception(
            "judged_where_tuned",
            say(
                zh="在调权重的那段日子上检验，等于自己出题自己考。",
                en="Judged on the period on which it was tuned: that is setting one's own examination.",
            ),
            frozenset({"boss_worse", "not_apart", "use_money", "own_counts"}),
        ),
        Misconception(
            "every_difference_is_chance",
            say(
                zh="把两个差别都当成碰巧。店长评分的区间整个在0以下，那不是碰巧。",
                en="You took both differences for chance. The interval of the manager's score lies wholly below 0.",
            ),
            frozenset({"not_apart", "use_money"}),
        ),
    ),
    hints=(
        say(zh="看区间：含不含0？", en="Look at the intervals: do they hold 0?"),
        say(zh="正确的有三项；在调权重的那段日子上得的数不算。", en="Three are right; a figure from the period of the tuning does not count."),
    ),
    after=say(
        zh="评分要胜过最简单的办法，在没见过的日子上，区间不含0，才值得用。",
        en="A score is worth having if it beats the simplest way, on a period it has not seen, with an interval without 0.",
    ),
)  # fmt: skip

# -- 3.24 sliders -------------------------------------------------------------------------------------

GRID = list(itertools.product(range(0, 101, 10), repeat=3))


def _set_points(values: Mapping[str, float], case: dict[str, Any]) -> pd.Series:
    return (case["table"] * pd.Series(dict(values))).sum(axis=1) / max(sum(values.values()), 1)


def _first_three(values: Mapping[str, float], case: dict[str, Any]) -> tuple[set[str], float]:
    """The three best, and how far the third is ahead of the fourth."""
    ordered = _set_points(values, case).sort_values(ascending=False)
    return set(ordered.index[:3]), float(ordered.iloc[2] - ordered.iloc[3])


def _wanted(rng: np.random.Generator) -> dict[str, Any]:
    """Eight customers and the three that some weights put first, but neither equal weights nor money alone."""
    while True:
        ids = pd.Index(list("ABCDEFGH"), name="customer_id")
        table = pd.DataFrame(rng.integers(1, 20, (8, 3)) / 20, index=ids, columns=list(NOW))
        case: dict[str, Any] = {"table": table}
        hidden = dict(zip(NOW, GRID[int(rng.integers(len(GRID)))], strict=True))
        wanted, gap = _first_three(hidden, case)
        others = [dict.fromkeys(NOW, 50.0), {"r": 0.0, "f": 0.0, "m": 100.0}]
        if gap > 0.03 and all(_first_three(weights, case)[0] != wanted for weights in others):
            return case | {"wanted": join(sorted(wanted)), "set": sorted(wanted), "hidden": hidden}


def _set_lacks(values: Mapping[str, float], case: dict[str, Any]) -> Text | None:
    if sum(values.values()) <= 0:
        return say(zh="三个权重不能都是0", en="the three weights must not all be 0")
    found, gap = _first_three(values, case)
    if gap < 1e-9:
        return say(
            zh="第三名和第四名同分，分不出前三名",
            en="third and fourth have the same score: there is no first three",
        )
    missing, extra = sorted(set(case["set"]) - found), sorted(found - set(case["set"]))
    if not missing:
        return None
    return say(
        zh="现在的前三名是{found}；还缺：{missing}；多出：{extra}", en="now the first three are {found}; lacking: {missing}; not wanted: {extra}"
    ).format(found=join(sorted(found)), missing=join(missing), extra=join(extra))  # fmt: skip


def _set_picture(values: Mapping[str, float], case: dict[str, Any]) -> Any:
    points = _set_points(values, case)
    top = list(points.sort_values(ascending=False).index[:3]) if sum(values.values()) else []
    title = say(zh="前三名：{top}（要的是{wanted}）", en="First three: {top} (wanted: {wanted})").format(
        top=join(sorted(top)) if top else "—", wanted=case["wanted"]
    )
    return bars(points.round(3), title=title, highlight=top, label=say(zh="评分", en="score"))


SET_WEIGHTS = Thresholds(
    id="03_04.4",
    concept="3.24",
    title=say(zh="调权重，直到这三位在前", en="Weights until these three lead"),
    prompt=say(
        zh="8位客户的三项指标已换算成0到1（模拟数据，1最好）。店长心里最好的三位是{wanted}。调三个权重（会除以总和，所以只有比例要紧），让前三名正好是他们，第三名要高于第四名。",
        en="The three measures of 8 customers are scaled to 0 to 1 (simulated data, 1 is best). In the manager's mind the best three are {wanted}. Set the three weights (they are divided by their sum, so only proportions count) so that exactly these are the first three, the third above the fourth.",
    ),
    case=_wanted,
    show=WORDS,
    sliders={name: Slider(say(zh="{x}的权重", en="weight of {x}").format(x=text), 0, 100, 10) for name, text in WORDS.items()},
    begin=lambda case: dict.fromkeys(NOW, 50.0),
    shortfall=_set_lacks,
    solve=lambda case: {name: float(value) for name, value in case["hidden"].items()},
    picture=_set_picture,
    misconceptions=(
        Misconception(
            "equal_weights",
            say(
                zh="三个权重一样。平均分最高的三位不是店长要的三位：看他们胜在哪一项。",
                en="The three weights are equal. The best by the plain mean are not those wanted: look in which measure these are strong.",
            ),
            dict.fromkeys(NOW, 50.0),
        ),
        Misconception(
            "money_only",
            say(
                zh="只看金额了。要的三位里有人胜在别的指标上。",
                en="Only money counts here. Some of those wanted are strong in other measures.",
            ),
            {"r": 0.0, "f": 0.0, "m": 100.0},
        ),
    ),
    hints=(
        say(zh="看看缺的那位哪一项最高，加重那一项；多的那位靠哪一项，减轻那一项。", en="See in which measure the one lacking is strong and give it more weight; take weight from what carries the one too many."),
        say(zh="一次只动一个滑块，看前三名怎么变。", en="Move one slider at a time and watch the first three."),
    ),
    after=say(
        zh="权重能把想要的人调到前面，所以调出来的名单什么也证明不了：要拿后来的数据检验。",
        en="Weights can put those at the top whom you want there; so a tuned list proves nothing until later data have judged it.",
    ),
)  # fmt: skip

# -- 3.24 in code -------------------------------------------------------------------------------------

DOLLARS = say(zh="购买金额（美元）", en="monetary value (US dollars)")
SCORED = {"recency_days": 20, "frequency": 30, "monetary": 50}


def _households(rng: np.random.Generator) -> dict[str, Any]:
    return {"table": grocer()[list(SCORED)].sample(10, random_state=rng)}


def _score_reason(row: pd.Series, case: dict[str, Any]) -> Text:
    measures = case["table"].loc[row.name]
    return say(
        zh="隔了{days}天，{orders}单，{money:,.0f}美元；三项换成0到1（天数反过来），乘20%、30%、50%相加，得{x:.3f}",
        en="days away {days}, orders {orders}, dollars {money:,.0f}; scaled to 0 to 1 (days turned round), times 20%, 30%, 50% and added: {x:.3f}",
    ).format(days=int(measures["recency_days"]), orders=int(measures["frequency"]), money=measures["monetary"],
             x=float(row.iloc[0]))  # fmt: skip


SCORE_IN_CODE = Table(
    id="03_04.5",
    concept="3.24",
    title=say(zh="用代码打分", en="Score with code"),
    prompt=say(
        zh="给10户超市家庭（真实数据，2017年底，金额是美元）打加权评分：最近一次购买20%，订单数30%，金额50%。用名次换算（score 的默认做法）：每个指标的分 = 另外9户里比它差的占多大比例，并列的算一半；天数越少越好。交一个Series，索引是客户编号，评分0到1，至少三位小数。",
        en="Score 10 households of the grocer (real data, end of 2017, US dollars): last purchase 20%, orders 30%, money 50%. Scale by rank (what score does unless told otherwise): in each measure, the share of the 9 others who are worse, of whom equal ones count half; fewer days are better. Hand in a Series indexed by customer: scores from 0 to 1, at least three decimals.",
    ),
    case=_households,
    show=headings(*SCORED, monetary=DOLLARS),
    compute=lambda case: score(case["table"], SCORED, less=["recency_days"]),
    reason=_score_reason,
    tolerance=0.001,
    misconceptions=(
        Misconception(
            "direction_forgotten",
            say(
                zh="没有写 less=[\"recency_days\"]：久没来的反而加了分。",
                en='less=["recency_days"] is lacking: being away for long was rewarded.',
            ),
            lambda case: score(case["table"], SCORED),
        ),
        Misconception(
            "equal_weights",
            say(zh="三个权重一样了，应是20、30、50。", en="The three weights are equal; they should be 20, 30, 50."),
            lambda case: score(case["table"], dict.fromkeys(SCORED, 1), less=["recency_days"]),
        ),
        Misconception(
            "min_max",
            say(
                zh="用了极差法（method=\"min-max\"），题目要的是名次换算。",
                en='Scaled by min-max (method="min-max"); the task asks for ranks.',
            ),
            lambda case: score(case["table"], SCORED, less=["recency_days"], method="min-max"),
        ),
    ),
    hints=(
        say(zh="课上写的是 cc.weights.score(june, his, less=less)。", en="The lesson wrote cc.weights.score(june, his, less=less)."),
        say(zh="把 june 换成 e.items，his 换成 weights，less 写成 [\"recency_days\"]。", en='Put e.items for june, weights for his, and ["recency_days"] for less.'),
    ),
    after=say(zh="方向写错一项，名单就反了一截；打完分先看第一名像不像话。", en="One direction wrong turns part of the list upside down; look at the first name before you use it."),
)  # fmt: skip

# -- 3.10 reading a tree ------------------------------------------------------------------------------

_LIKELY = say(zh="很可能会来", en="likely to order")
_MAYBE = say(zh="一半会来", en="even chance")
_UNLIKELY = say(zh="多半不来", en="unlikely")
_TREE = say(zh="今后90天会不会来", en="Orders within 90 days")


def _tree_scheme(likely: list[dict], maybe: list[dict], unlikely: list[dict]) -> Scheme:
    classes = [
        Class("likely", _LIKELY, *likely),
        Class("maybe", _MAYBE, *maybe),
        Class("unlikely", _UNLIKELY, *unlikely),
    ]
    return Scheme("tree", _TREE, measures=[FREQUENCY, RECENCY], classes=classes)


TREE = _tree_scheme(
    [{"frequency": at_least(6), "recency_days": at_most(39)}],
    [{"frequency": at_least(6), "recency_days": Interval(40, 155)}],
    [{"frequency": at_most(5)}, {"frequency": at_least(6), "recency_days": at_least(156)}],
)
# A customer exactly at a cut point is sent to the "no" side: "at most" read as "below".
BELOW = _tree_scheme(
    [{"frequency": at_least(5), "recency_days": at_most(38)}],
    [{"frequency": at_least(5), "recency_days": Interval(39, 154)}],
    [{"frequency": at_most(4)}, {"frequency": at_least(5), "recency_days": at_least(155)}],
)
# "Yes" and "no" of the first question are mixed up.
SWAPPED = _tree_scheme(
    [{"frequency": at_most(5), "recency_days": at_most(39)}],
    [{"frequency": at_most(5), "recency_days": Interval(40, 155)}],
    [{"frequency": at_least(6)}, {"frequency": at_most(5), "recency_days": at_least(156)}],
)
# The orders are not looked at.
LAST_ONLY = _tree_scheme(
    [{"recency_days": at_most(39)}],
    [{"recency_days": Interval(40, 155)}],
    [{"recency_days": at_least(156)}],
)


@cache
def _readers() -> pd.DataFrame:
    """CDNOW customers of 31 March 1998 near the cut points and far from them, few with one order only."""
    everybody = cdnow("1998-03-31")[["frequency", "recency_days"]]
    often = everybody[everybody["frequency"] >= 3]
    at_cut = everybody[(everybody["frequency"] == 5) | everybody["recency_days"].isin([39, 155])]
    keep = often.sample(300, random_state=0).index.union(at_cut[at_cut["frequency"] >= 5].index)
    return everybody.loc[keep]


READ_TREE = Assign(
    id="03_04.6",
    concept="3.10",
    title=say(zh="顺着树往下走", en="Down the tree"),
    prompt=say(
        zh="唱片店（真实数据，统计截止日1998年3月31日）的树：\n\n"
        "1. 订单数不超过5单？是 → “多半不来”；否 → 第2问\n"
        "2. 最近一次购买间隔不超过39天？是 → “很可能会来”；否 → 第3问\n"
        "3. 最近一次购买间隔不超过155天？是 → “一半会来”；否 → “多半不来”\n\n"
        "“不超过”包括等于。给每位客户写出类别。",
        en="The tree of the music shop (real data, as-of date 31 March 1998):\n\n"
        "1. At most 5 orders? yes → “unlikely”; no → question 2\n"
        "2. Last purchase at most 39 days ago? yes → “likely to order”; no → question 3\n"
        "3. Last purchase at most 155 days ago? yes → “even chance”; no → “unlikely”\n\n"
        "“At most” includes the figure itself. Give each customer a class.",
    ),
    pool=_readers,
    scheme=TREE,
    n=7,
    show=headings("frequency", "recency_days"),
    misconceptions=(
        Misconception(
            "below_for_at_most",
            say(
                zh="把“不超过”当成了“小于”。正好5单、39天或155天，答案是“是”。",
                en="“At most” was read as “below”. Exactly 5 orders, 39 or 155 days: the answer is yes.",
            ),
            BELOW,
        ),
        Misconception(
            "wrong_branch",
            say(
                zh="第1问的“是”和“否”走反了：不超过5单，答“是”，多半不来。",
                en="Yes and no of question 1 are mixed up: at most 5 orders means yes, and unlikely.",
            ),
            SWAPPED,
        ),
        Misconception(
            "first_question_skipped",
            say(
                zh="跳过了第1问。先看订单数，超过5单的才问天数。",
                en="Question 1 was skipped. Orders first; the days are asked only of those with more than 5.",
            ),
            LAST_ONLY,
        ),
    ),
    hints=(
        say(zh="每位客户都从第1问开始。", en="Start every customer at question 1."),
        say(zh="5单或更少，不用再问；6单起才看天数。", en="With 5 orders or fewer no more is asked; the days count from 6 orders on."),
    ),
    after=say(zh="树从上往下读，走到叶子为止；分界点上的客户，看“不超过”还是“小于”。", en="Read a tree from the top to a leaf; for customers on a cut point see whether it says “at most” or “below”."),
)  # fmt: skip

# -- 3.10 support, precision, coverage ----------------------------------------------------------------

THREE = Match(
    id="03_04.7",
    concept="3.10",
    title=say(zh="该看哪个数", en="Which figure answers it"),
    prompt=say(
        zh="树给销售员一句规则：“买过6次以上（含6次）、39天以内来过的，会来。”每个问题该看哪个数？",
        en="A tree gives the sales staff a rule: “6 orders or more and here within the last 39 days: will order.” Which figure answers each question?",
    ),
    situations={
        "print": say(zh="照这句规则，一共要印多少张贺卡？", en="How many cards do we print if we follow this rule?"),
        "hours": say(zh="名单有多长，两个人今天打得完吗？", en="How long is the list: can two people call it through today?"),
        "waste": say(zh="名单上的人，真来的占多少？", en="Of those on the list, what share will really come?"),
        "promise": say(zh="店员照规则说“他会来”，十次能说对几次？", en="When staff say “will come” by this rule, how often in ten are they right?"),
        "missed": say(zh="所有会来的人里，有多少不在名单上？", en="Of all who will come, what share is not on the list?"),
        "stock": say(zh="会来的人里，我们事先点到了百分之几？", en="What share of those who come did we name beforehand?"),
    },
    actions={
        "support": say(zh="支持度", en="support"),
        "precision": say(zh="精度", en="precision"),
        "coverage": say(zh="覆盖率", en="coverage"),
        "own": say(zh="在学过的客户上说对的比例", en="share of right judgements on its own customers"),
    },
    pairs={"print": "support", "hours": "support", "waste": "precision", "promise": "precision", "missed": "coverage", "stock": "coverage"},
    because={
        "print": say(zh="要印多少，看规则适用于多少位", en="cards to print: to how many the rule applies"),
        "hours": say(zh="名单多长，看规则适用于多少位", en="length of the list: to how many the rule applies"),
        "waste": say(zh="分母是名单上的人，分子是其中真来的", en="out of those on the list, those who come"),
        "promise": say(zh="每说一次“会来”，说对的比例", en="of all times it says “will come”, how often it is right"),
        "missed": say(zh="分母是所有会来的人；漏掉的 = 1 − 覆盖率", en="out of all who come; missed = 1 − coverage"),
        "stock": say(zh="分母是所有会来的人，分子是名单点到的", en="out of all who come, those the list has named"),
    },
    misconceptions=(
        Misconception(
            "precision_for_coverage",
            say(
                zh="精度和覆盖率弄反了。看分母：名单上的人，还是所有会来的人？",
                en="Precision and coverage are mixed up. Look at what it is a share of: those on the list, or all who come?",
            ),
            {"waste": "coverage", "promise": "coverage", "missed": "precision", "stock": "precision"},
        ),
        Misconception(
            "support_for_coverage",
            say(
                zh="把支持度当成了覆盖率。支持度只说规则适用于多少位，不管说得对不对。",
                en="Support was taken for coverage. Support says only to how many the rule applies, right or not.",
            ),
            {"missed": "support", "stock": "support"},
        ),
        Misconception(
            "own_customers",
            say(
                zh="用了学过的客户上的数。那是树背下来的，要看没学过的客户。",
                en="You took the figure of its own customers. Those it learned by heart; look at customers it did not learn from.",
            ),
            {"waste": "own", "promise": "own"},
        ),
    ),
    hints=(
        say(zh="先问：问题里的“总数”是谁？", en="First ask: a share of whom?"),
        say(zh="数名单有多长是支持度；名单上的人里占多少是精度；会来的人里占多少是覆盖率。", en="Length of the list: support. Share of the list: precision. Share of all who come: coverage."),
    ),
    after=say(zh="支持度定成本，精度定浪费，覆盖率定漏掉多少。", en="Support sets the cost, precision the waste, coverage what is missed."),
)  # fmt: skip


def _budget(rng: np.random.Generator) -> dict[str, Any]:
    named = 50 * int(rng.integers(8, 30))
    own, crossed = 2 * int(rng.integers(42, 50)), 2 * int(rng.integers(25, 36))
    coverage = 2 * int(rng.integers(12, 20))
    cost = int(rng.integers(2, 9))
    return {"named": named, "own": own, "crossed": crossed, "coverage": coverage, "cost": cost,
            "total": f"{named * cost:,}", "rest": 100 - crossed}  # fmt: skip


BUDGET = Number(
    id="03_04.8",
    concept="3.10",
    title=say(zh="会作废多少钱", en="How much money is wasted"),
    prompt=say(
        zh="一句规则点了{named}位客户“会来”（模拟数据）。店里给他们各印一张有名字的贺卡，每张{cost}元，不来的作废。规则的精度：在学过的客户上{own}%，交叉验证时{crossed}%；覆盖率（同样是交叉验证时）{coverage}%。估计会作废多少元？",
        en="A rule names {named} customers who “will come” (simulated data). The shop prints a card with the name for each, {cost} yuan apiece; those of customers who do not come are thrown away. Precision of the rule: {own}% on its own customers, {crossed}% in cross-validation; coverage (in cross-validation as well): {coverage}%. How many yuan will be wasted, as far as one can tell?",
    ),
    case=_budget,
    compute=lambda case: case["named"] * case["cost"] * (100 - case["crossed"]) / 100,
    unit=say(zh="元", en="yuan"),
    tolerance=0.5,
    working=say(
        zh="共{named} × {cost} = {total}元；交叉验证的精度{crossed}%，作废{rest}%",
        en="{named} × {cost} = {total} yuan in all; with a precision of {crossed}% in cross-validation, {rest}% are wasted",
    ),
    misconceptions=(
        Misconception(
            "own_precision",
            say(
                zh="用了学过的客户上的精度，把浪费算少了。预算要照交叉验证的精度来做。",
                en="You took the precision on its own customers, and the waste came out too small. Budget with the precision of cross-validation.",
            ),
            lambda case: case["named"] * case["cost"] * (100 - case["own"]) / 100,
        ),
        Misconception(
            "coverage_for_precision",
            say(
                zh="用了覆盖率。覆盖率的分母是所有会来的人，不是名单上的人。",
                en="You took the coverage. That is a share of all who come, not of the list.",
            ),
            lambda case: case["named"] * case["cost"] * (100 - case["coverage"]) / 100,
        ),
        Misconception(
            "used_for_wasted",
            say(
                zh="算成了派上用场的钱。作废的是不来的那部分：1 − 精度。",
                en="That is the money put to use. Wasted is the part who do not come: 1 − precision.",
            ),
            lambda case: case["named"] * case["cost"] * case["crossed"] / 100,
        ),
    ),
    hints=(
        say(zh="先算一共花多少元，再算不来的占多少。", en="First the whole cost, then the share who do not come."),
        say(zh="不来的占 1 − 精度，精度用交叉验证的。", en="Not coming: 1 − precision, that of cross-validation."),
    ),
    after=say(
        zh="做预算，照交叉验证的精度，再留一点余地：它只换客户，不换日子，后来的日子可能不一样。",
        en="Budget with the precision of cross-validation and leave a margin: it changes the customers, not the time, and later may be different.",
    ),
)  # fmt: skip

# -- 3.10 pruning -------------------------------------------------------------------------------------

SIZES = (2, 4, 8, 16, 32, 64, 128, 512)
NEAR = 0.5  # percentage points below the best that still count as equal


def _sizes(rng: np.random.Generator) -> dict[str, Any]:
    """Made-up trees: the best in cross-validation has a smaller one within half a point; further ones do not."""
    best = int(rng.integers(3, 6))
    chosen = best - int(rng.integers(1, 3))
    top = rng.integers(820, 880) / 10
    cross = np.empty(len(SIZES))
    cross[best] = top
    cross[chosen:best] = top - rng.integers(1, 5, best - chosen) / 10
    cross[:chosen] = top - np.sort(rng.integers(8, 40, chosen))[::-1] / 10
    after = len(SIZES) - best - 1
    cross[best + 1 :] = top - np.cumsum(rng.integers(6, 20, after)) / 10
    own = cross[0] + 0.2 + np.cumsum(rng.integers(5, 14, len(SIZES))) / 10
    own = np.maximum(own, np.maximum.accumulate(cross) + 0.2) + 0.2 * np.arange(len(SIZES))  # it always rises
    table = pd.DataFrame(
        {"own": own.round(1), "cross": cross.round(1)}, index=pd.Index(map(str, SIZES), name="leaves")
    )
    case: dict[str, Any] = {
        "table": table, "chosen": f"n{SIZES[chosen]}", "best": f"n{SIZES[best]}", "top": f"{top:.1f}",
        "line": f"{top - NEAR:.1f}", "small": SIZES[chosen],
    }  # fmt: skip
    for i, size in enumerate(SIZES):
        case[f"why{size}"] = _why_size(i, chosen, float(table["cross"].iloc[i]), case)
    return case


def _why_size(i: int, chosen: int, cross: float, case: dict[str, Any]) -> Text:
    fields = {"x": f"{cross:.1f}", "line": case["line"], "small": case["small"]}
    if cross < float(case["line"]) - 1e-9:
        text = say(zh="交叉验证{x}%，低于{line}%", en="{x}% in cross-validation, below {line}%")
    elif i == chosen:
        text = say(
            zh="交叉验证{x}%，不低于{line}%，而且是这样的树里最小的",
            en="{x}% in cross-validation, not below {line}%, and the smallest such tree",
        )
    else:
        text = say(
            zh="交叉验证{x}%，不低于{line}%，但{small}片叶子也不低于，更小",
            en="{x}% in cross-validation, not below {line}%, but neither is {small} leaves, which is smaller",
        )
    return text.format(**fields)


PRUNE = ChooseOne(
    id="03_04.9",
    concept="3.10",
    title=say(zh="剪到几片叶子", en="Prune to how many leaves"),
    prompt=say(
        zh="一家店（模拟数据）试了几种大小的树，表里是说对的百分比。店里的规矩：先看交叉验证最高的是多少；比它低不超过0.5个百分点的（含0.5），都算一样好；一样好的里面取最小的树。取几片叶子？",
        en="A shop (simulated data) tried trees of several sizes; the table shows the percentage judged rightly. Its rule: find the highest in cross-validation; trees at most 0.5 percentage points below it (0.5 included) count as equally good; of those take the smallest. How many leaves?",
    ),
    case=_sizes,
    show={
        "own": say(zh="学过的客户（%）", en="own customers (%)"),
        "cross": say(zh="交叉验证（%）", en="cross-validation (%)"),
    },
    options={f"n{size}": say(zh=f"{size}片", en=f"{size} leaves") for size in SIZES},
    because={f"n{size}": Text(zh=f"{{why{size}}}", en=f"{{why{size}}}") for size in SIZES},
    answer=lambda case: case["chosen"],
    misconceptions=(
        Misconception(
            "own_customers",
            say(
                zh="取了在学过的客户上最高的。那一列总是越长越高，永远不叫停。",
                en="The highest on its own customers was taken. That column rises with every leaf and never says stop.",
            ),
            f"n{SIZES[-1]}",
        ),
        Misconception(
            "highest_only",
            say(
                zh="取了交叉验证最高的。还有更小的树，差不到0.5个百分点，按规矩取小的。",
                en="The highest in cross-validation was taken. A smaller tree is within 0.5 points, and the rule takes the smaller.",
            ),
            lambda case: case["best"],
        ),
        Misconception(
            "smallest_of_all",
            say(
                zh="取了最小的树。它比最高的低了不止0.5个百分点。",
                en="The smallest of all was taken. It is more than 0.5 points below the highest.",
            ),
            f"n{SIZES[0]}",
        ),
    ),
    hints=(
        say(zh="只看交叉验证那一列，找出最高的。", en="Look at the column of cross-validation only, and find the highest."),
        say(zh="最高的减0.5，不低于它的里面取最小的。", en="Take 0.5 from the highest; of those not below, take the smallest."),
    ),
    after=say(zh="差不多好的，取小的：小树好懂，也不容易背题。", en="Where they are much alike take the small one: it is easier to understand and learns less by heart."),
)  # fmt: skip

# -- 3.10 in code -------------------------------------------------------------------------------------

COLUMNS = ["recency_days", "frequency", "monetary"]
LEAVES = 4
LABELS: dict[str, Mapping[str, Text]] = {
    "class": {"back": say(zh="会来", en="will order"), "away": say(zh="不来", en="will not")}
}


@cache
def _known_later() -> pd.DataFrame:
    """CDNOW at the end of 1997, and who ordered in the first 90 days of 1998."""
    orders = load("cdnow_orders")
    spring = orders[orders["order_date"].between("1998-01-01", "1998-03-31")]
    table = measure_customers(orders, as_of="1997-12-31").set_index("customer_id")[COLUMNS]
    return table.assign(**{"class": np.where(table.index.isin(spring["customer_id"]), "back", "away")})


def _halves(rng: np.random.Generator) -> dict[str, Any]:
    """Customers to learn from, as many of either class, and others to classify."""
    known = _known_later()
    learn = pd.concat(
        known[known["class"] == code].sample(150, random_state=rng) for code in ("back", "away")
    ).sort_index()
    rest = known.drop(index=learn.index).sample(40, random_state=rng)
    case = {"learn": learn, "table": rest[COLUMNS]}
    tree = _grown(case, max_leaf_nodes=LEAVES)
    return case | {"scheme": Scheme.from_tree(tree, COLUMNS, labels=LABELS["class"])}


def _grown(case: dict[str, Any], **limits: int) -> Any:
    from sklearn.tree import DecisionTreeClassifier

    learn = case["learn"]
    return DecisionTreeClassifier(random_state=0, **limits).fit(learn[COLUMNS], learn["class"])


def _classes(case: dict[str, Any], **limits: int) -> pd.Series:
    said = _grown(case, **limits).predict(case["table"])
    return pd.Series(said, index=case["table"].index, name="class")


TREE_IN_CODE = Table(
    id="03_04.10",
    concept="3.10",
    title=say(zh="种一棵树，交出类别", en="Grow a tree, hand in the classes"),
    prompt=say(
        zh="learn 是300位唱片店客户（真实数据，金额是美元）1997年12月31日的三个指标，以及后来90天里是否下过单（class：back或away，各150位）。"
        "用它们学一棵最多4片叶子的树（max_leaf_nodes=4, random_state=0），做成方案，给下表40位没学过的客户分类。交一个Series，索引是客户编号，值是back或away。",
        en="learn holds three measures of 300 customers of the music shop (real data, US dollars) on 31 December 1997, and whether they ordered in the 90 days after (class: back or away, 150 each). "
        "Learn a tree of at most 4 leaves from them (max_leaf_nodes=4, random_state=0), make it a scheme, and class the 40 customers below, whom it did not learn from. Hand in a Series indexed by customer, with back or away.",
    ),
    case=_halves,
    show=headings(*COLUMNS, monetary=DOLLARS),
    labels=LABELS,
    compute=lambda case: case["scheme"].classify(case["table"]),
    reason=lambda row, case: case["scheme"].explain(case["table"].loc[row.name]),
    misconceptions=(
        Misconception(
            "not_pruned",
            say(
                zh="树没有剪枝：它把300位客户背了下来。写上 max_leaf_nodes=4。",
                en="The tree was not pruned: it learned the 300 customers by heart. Write max_leaf_nodes=4.",
            ),
            _classes,
        ),
        Misconception(
            "depth_for_leaves",
            say(
                zh="写成了 max_depth=4：那是最多问4层，可以长到16片叶子。叶子数用 max_leaf_nodes。",
                en="You wrote max_depth=4: four questions deep, which allows 16 leaves. For leaves use max_leaf_nodes.",
            ),
            lambda case: _classes(case, max_depth=4),
        ),
        Misconception(
            "one_question",
            say(
                zh="这是只问一个问题的树给的答案：叶子太少了。最多可以有4片：写 max_leaf_nodes=4。",
                en="These are the answers of a tree with a single question: too few leaves. Up to 4 are allowed: write max_leaf_nodes=4.",
            ),
            lambda case: _classes(case, max_leaf_nodes=2),
        ),
    ),
    hints=(
        say(zh="课上写的是 cc.Scheme.from_tree(tree, known) 和 scheme.classify(…)。", en="The lesson wrote cc.Scheme.from_tree(tree, known) and scheme.classify(…)."),
        say(zh="最后一步是 scheme.classify(e.items)。", en="The last step is scheme.classify(e.items)."),
    ),
    after=say(zh="树学的是一批客户，用的是另一批；做成方案，就能查、能说、能进CRM。", en="A tree learns from some customers and is used on others; as a scheme it can be checked, explained and put into the CRM."),
)  # fmt: skip

EXERCISES = [
    BY_HAND, MOVES, JUDGED, SET_WEIGHTS, SCORE_IN_CODE, READ_TREE, THREE, BUDGET, PRUNE, TREE_IN_CODE,
]  # fmt: skip
