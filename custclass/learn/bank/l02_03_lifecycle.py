"""Exercises of lesson 02_03: relationship stages, migration, survival; lifecycle and activity in depth."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.act.migration import NAMES, migration
from custclass.classify.catalogue import lifecycle
from custclass.classify.lifecycle import BEST_FIRST, relationship_stage, rhythm_kept
from custclass.classify.traits import add_order_trend
from custclass.data.headings import HEADINGS
from custclass.data.measures import measure_customers
from custclass.data.tables import load
from custclass.learn.bank.pools import cdnow, clear_of, headings
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
from custclass.show.say import Text, say

STAGE = relationship_stage()
LIFECYCLE = lifecycle()
LIFECYCLE_BEST_FIRST = ["mature", "growing", "new", "leaving"]

# -- 2.12 relationship stages -------------------------------------------------------------------------


@cache
def _cdnow_winter() -> pd.DataFrame:
    table = add_order_trend(cdnow("1997-12-31"))
    return clear_of(clear_of(table, "silence_gaps", 3), "order_trend", -0.4, 0.4)


def _gaps_for_two_orders(items: pd.DataFrame) -> pd.Series:
    """Own gaps used below three orders as well."""
    few = items["frequency"].between(1, 2) & items["silence_gaps"].notna()
    own = np.where(items["silence_gaps"] >= 3, "decline", "exploration")
    return STAGE.classify(items).mask(few, pd.Series(own, index=items.index))


def _silence_only(items: pd.DataFrame) -> pd.Series:
    return STAGE.classify(items.assign(order_trend=0.0))


def _trend_only(items: pd.DataFrame) -> pd.Series:
    """No silence counts from three orders on."""
    return STAGE.classify(items.assign(silence_gaps=items["silence_gaps"].clip(upper=1.0)))


def _before_day_120(items: pd.DataFrame) -> pd.Series:
    days = items["recency_days"]
    return STAGE.classify(items.assign(recency_days=days.mask(days == 120, 121)))


class _Stages(Assign):
    """Says of few orders that there is no rhythm yet."""

    def reason(self, item: str, draw: Any) -> Text:
        row = self.row(item, draw)
        if row["frequency"] < 3 or pd.isna(row["silence_gaps"]):
            label = STAGE.labels[self.right_read(draw)[item]]
            return say(
                zh="{label}：不满3单（或只在一天买过）只看天数，最近一单在{d}天前，界线是120天。",
                en="{label}: with fewer than 3 orders (or all on one day) only days count; the last order was {d} days ago, the line is 120.",
            ).format(label=label, d=int(row["recency_days"]))
        return super().reason(item, draw)

    def why_not(self, item: str, said: str | None, draw: Any) -> Text:
        """The rules of a stage that the customer does not meet, all of them."""
        row = self.row(item, draw)
        few = row["frequency"] < 3 or pd.isna(row["silence_gaps"])
        if said is None or few:
            return Text(zh="", en="")
        if said == "exploration":
            return say(
                zh="考察期只有不满3单、或只在一天买过的人。",
                en=" Exploration is only for fewer than 3 orders, or all on one day.",
            )
        if said == "decline":
            return say(
                zh="算衰退期要沉默满3个间隔，或趋势低于−0.4，这里两样都没有；天数不算。",
                en=" Decline takes a silence of 3 gaps or a trend below −0.4; here there is neither, and days do not count.",
            )
        return super().why_not(item, said, draw)


BY_STAGE = _Stages(
    id="02_03.1",
    concept="2.12",
    title=say(zh="考察、形成、成熟、衰退", en="Exploration, formation, maturity, decline"),
    prompt=say(
        zh="唱片店CDNOW（真实数据，统计截止日1997年12月31日）。规则：\n"
        "① 不满3单，或只在一天买过（没有间隔，记作“—”）：最近一单在120天以内（含120天）是考察期，超过120天是衰退期；\n"
        "② 3单及以上：沉默满3个自己的间隔，或订单趋势低于−0.4，是衰退期；\n"
        "③ 其余的，3至5单是形成期；6单及以上，趋势满0.4是形成期，不到0.4是成熟期。\n"
        "请给每位客户定阶段。",
        en="The music shop CDNOW (real data, as-of date 31 December 1997). The rules:\n"
        "(1) fewer than 3 orders, or all on one day (no gap, shown as —): last order at most 120 days ago is exploration, more than 120 days is decline;\n"
        "(2) 3 orders or more: a silence of 3 own gaps or more, or a trend below −0.4, is decline;\n"
        "(3) the others: 3 to 5 orders is formation; 6 orders or more is formation from a trend of 0.4, and maturity below.\n"
        "Give each customer a stage.",
    ),
    pool=_cdnow_winter,
    scheme=STAGE,
    show=headings("frequency", "recency_days", "silence_gaps", "order_trend"),
    n=8,
    misconceptions=(
        Misconception(
            "gaps_for_two_orders",
            say(
                zh="买过两次的人也用了自己的间隔。一个间隔算不上节奏：不满3单只看天数。",
                en="Own gaps were used for customers with two orders. A single gap is no rhythm: below 3 orders only days count.",
            ),
            _gaps_for_two_orders,
        ),
        Misconception(
            "silence_only",
            say(
                zh="只看了沉默，忘了趋势：订单骤减（低于−0.4）也是衰退期，大涨（满0.4）的还在形成期。",
                en="Only the silence was looked at. A trend below −0.4 is decline as well, and from 0.4 upwards it is still formation.",
            ),
            _silence_only,
        ),
        Misconception(
            "trend_only",
            say(
                zh="只看了趋势，忘了沉默：沉默满3个自己的间隔，不管趋势怎样，都是衰退期。",
                en="Only the trend was looked at. A silence of 3 own gaps or more is decline whatever the trend.",
            ),
            _trend_only,
        ),
        Misconception(
            "before_day_120",
            say(
                zh="把正好120天的也算成了衰退期。120天以内含120天，超过才是。",
                en="Exactly 120 days was counted as decline. At most 120 days includes 120; only more is decline.",
            ),
            _before_day_120,
        ),
        Misconception(
            "same_days_for_all",
            say(
                zh="对所有人都用了120天。3单及以上的人有自己的节奏，要看沉默相当于几个间隔。",
                en="120 days were used for everybody. From 3 orders customers have a rhythm of their own: count their gaps.",
            ),
            lambda items: STAGE.classify(
                items.assign(silence_gaps=np.where(items["recency_days"] <= 120, 1.0, 5.0))
            ),
        ),
    ),
    hints=(
        say(zh="先看订单数：不满3单的只用天数。", en="Look at the orders first: below 3 only days count."),
        say(zh="3单及以上先查衰退（沉默满3或趋势低于−0.4），剩下的再分形成和成熟。", en="From 3 orders look for decline first (3 gaps, or below −0.4), then part formation from maturity."),
    ),
    after=say(zh="阶段由订单数、沉默、趋势三样一起定，只看一样就会看错人。", en="Orders, silence and trend together make the stage; one alone misjudges people."),
)  # fmt: skip

STAGE_CARE = Match(
    id="02_03.2",
    concept="2.12",
    title=say(zh="每个阶段把钱花在哪里", en="Where the money goes at each stage"),
    prompt=say(
        zh="一家茶叶店（虚构）。先看出每位客户处在哪个关系阶段，再选最合适的做法。",
        en="A tea shop (made up). See which stage of the relationship each customer is in, then choose what suits best.",
    ),
    situations={
        "first_cup": say(zh="三周前第一次买了试喝装", en="bought a tasting pack for the first time three weeks ago"),
        "first_pair": say(zh="一共两单：两个月前一次，上周又买了一小包", en="two orders in all: one two months ago, a small packet last week"),
        "more_kinds": say(zh="第四单了，开始问绿茶以外的品种", en="the fourth order, has begun to ask about other teas than green"),
        "doubling": say(zh="今年下单比去年多一倍多，每次都问还有什么别的茶", en="orders more than twice as often as last year, asks each time what other teas there are"),
        "every_month": say(zh="三年来每月一单，数量不变，上周刚买", en="an order every month for three years, always the same, the last one a week ago"),
        "every_season": say(zh="四年来每季一单，从不等打折，上月照常下单", en="an order every quarter for four years, never waits for a discount, ordered last month as usual"),
        "half_year_silent": say(zh="以前每月一单、一年花8,000元，半年没有音讯", en="used to order monthly, 8,000 yuan a year, has been silent for half a year"),
        "thinning": say(zh="从前一年十二单，今年只有三单，客服没问过为什么", en="used to order twelve times a year, three times this year; nobody has asked why"),
    },
    actions={
        "second_order": say(zh="把第一次做好，促成下一单，投入要小", en="make the first time good and help the next order along, at little cost"),
        "deepen": say(zh="介绍更多品类，逐步加深", en="show more of the range, deepen step by step"),
        "keep": say(zh="守住节奏，答谢、请他推荐，不打折", en="keep the rhythm: thank, ask for recommendations, no discount"),
        "ask_why": say(zh="先问原因，再按价值决定挽回还是放手", en="ask why first, then decide by value: win back or let go"),
    },
    pairs={
        "first_cup": "second_order", "first_pair": "second_order", "more_kinds": "deepen", "doubling": "deepen",
        "every_month": "keep", "every_season": "keep", "half_year_silent": "ask_why", "thinning": "ask_why",
    },
    because={
        "first_cup": say(zh="考察期：客户还在试您，先让他愿意再来", en="exploration: the customer is trying you out; make them want to return"),
        "first_pair": say(zh="考察期：两单还不成节奏，先促成第三单", en="exploration: two orders are no rhythm yet; help the next one along"),
        "more_kinds": say(zh="形成期：信任在加深，正好介绍更多", en="formation: trust is growing, the moment to show more"),
        "doubling": say(zh="形成期：订单大涨，还在加深", en="formation: orders are rising fast, the relationship is deepening"),
        "every_month": say(zh="成熟期：本来就会来，打折只是白送", en="maturity: they come anyway, a discount is money given away"),
        "every_season": say(zh="成熟期：慢而稳定，不需要催，也不需要券", en="maturity: slow and steady, needs neither prodding nor a coupon"),
        "half_year_silent": say(zh="衰退期：沉默满了好几个自己的间隔", en="decline: silent for several of their own gaps"),
        "thinning": say(zh="衰退期：订单骤减；人还在来，问还来得及", en="decline: orders have dropped; they still come, so it is not too late to ask"),
    },
    n=6,
    misconceptions=(
        Misconception(
            "slow_is_declining",
            say(
                zh="把来得慢当成了衰退。衰退是和自己从前比，每季一单而且照常，就是成熟。",
                en="Slow was taken for declining. Decline is against their own past: an order each quarter as always is maturity.",
            ),
            {"every_season": "ask_why", "every_month": "ask_why"},
        ),
        Misconception(
            "still_buying_is_mature",
            say(
                zh="只要还在买就当成了成熟。订单骤减也是衰退的信号，等他不来就晚了。",
                en="Whoever still buys was called mature. Falling orders are a sign of decline; once they stop it is late.",
            ),
            {"thinning": "keep", "half_year_silent": "keep"},
        ),
        Misconception(
            "sell_more_at_once",
            say(
                zh="对刚来一两次的人就推更多品类。他还在考察您，先把眼前这一单做好。",
                en="Newcomers were shown the whole range at once. They are still trying you out: do this order well first.",
            ),
            {"first_cup": "deepen", "first_pair": "deepen"},
        ),
    ),
    hints=(
        say(zh="先数订单，再看是涨、是平、是降，都和他自己从前比。", en="Count the orders, then see whether they rise, hold or fall against the customer's own past."),
        say(zh="一两单：考察；涨：形成；平而久：成熟；降或停：衰退。", en="One or two: exploration. Rising: formation. Level for long: maturity. Falling or stopped: decline."),
    ),
    after=say(zh="同样一张券，在考察期是见面礼，在成熟期就是白送。", en="The same coupon is a welcome at the exploration stage and a gift thrown away at maturity."),
)  # fmt: skip


# -- 2.12 migration -----------------------------------------------------------------------------------


def _matrix(rng: np.random.Generator) -> dict[str, Any]:
    """A made-up quarter: counts by stage before and after."""
    rows = {
        "maturity": [rng.integers(60, 90), rng.integers(4, 9), 0, rng.integers(12, 20), rng.integers(10, 16)],
        "formation": [rng.integers(18, 30), rng.integers(40, 60), 0, rng.integers(31, 40), rng.integers(5, 10)],
        "exploration": [0, rng.integers(20, 30), rng.integers(30, 45), rng.integers(21, 28), rng.integers(41, 50)],
        "decline": [rng.integers(2, 5), rng.integers(8, 14), rng.integers(1, 5), rng.integers(250, 330), rng.integers(50, 60)],
        "entered": [0, rng.integers(3, 6), rng.integers(60, 80), 0, 0],
    }  # fmt: skip
    table = pd.DataFrame.from_dict(rows, orient="index", columns=[*BEST_FIRST, "left"]).astype(int)
    return {"table": table.rename_axis("before").reset_index()}


def _counts(case: dict[str, Any]) -> pd.DataFrame:
    return case["table"].set_index("before")


def _below(counts: pd.DataFrame) -> int:
    """Customers right of the frame: in a worse stage than before."""
    return int(np.triu(counts.loc[BEST_FIRST, BEST_FIRST].to_numpy(), k=1).sum())


def _above(counts: pd.DataFrame) -> int:
    return int(np.tril(counts.loc[BEST_FIRST, BEST_FIRST].to_numpy(), k=-1).sum())


def _worse(
    case: dict[str, Any],
    *,
    left: bool = True,
    upside_down: bool = False,
    entered: bool = False,
    rows: Sequence[str] = BEST_FIRST,
) -> float:
    """Percentage of those who were there before that went down or left, with the usual mistakes."""
    counts = _counts(case)
    gone = int(counts.loc[list(rows), "left"].sum())
    total = int(counts.loc[list(rows)].to_numpy().sum()) + entered * int(counts.loc["entered"].sum())
    moved = _above(counts) if upside_down else _below(counts)
    return 100 * (moved + left * gone) / (total - (not left) * gone)


def _mean_of_rows(case: dict[str, Any]) -> float:
    counts = _counts(case)
    at = {code: i for i, code in enumerate(BEST_FIRST)}
    rows = [counts.loc[code].iloc[at[code] + 1 :].sum() / counts.loc[code].sum() for code in BEST_FIRST]
    return 100 * float(np.mean(rows))


MATRIX = Number(
    id="02_03.3",
    concept="2.12",
    title=say(zh="读迁移矩阵：多少人变差了", en="Reading the matrix: how many got worse"),
    prompt=say(
        zh="一家店（虚构）一个季度的迁移矩阵：行是季初的阶段，列是季末的阶段，从好到差排列；最后一行是新进入的人，最后一列是离开的人。"
        "季初就在的客户里，有百分之几降了阶段或者离开了？四舍五入到整数即可。",
        en="The migration matrix of a shop (made up) over a quarter: rows are stages at the start, columns at the end, from best to worst; the last row holds those who entered, the last column those who left. "
        "Of the customers who were there at the start, what percentage went down a stage or left? To the nearest whole number will do.",
    ),
    case=_matrix,
    show={
        "before": say(zh="季初＼季末", en="start / end"),
        **{code: STAGE.labels[code] for code in BEST_FIRST},
        "left": NAMES["left"],
    },
    values={"before": {**STAGE.labels, **NAMES}},
    compute=_worse,
    unit=say(zh="%", en="percent"),
    tolerance=0.6,
    working=say(
        zh="前四行里，对角线右边的格子（含“已离开”）相加，除以前四行的总人数，再乘以100；新进入的人季初不在，不算",
        en="in the first four rows add the fields right of the diagonal (“left” included), divide by all customers of these rows, times 100; those who entered were not there at the start",
    ),
    misconceptions=(
        Misconception(
            "left_forgotten",
            say(
                zh="漏掉了离开的人：分子分母都没有他们。走掉的正是变得最差的客户。",
                en="Those who left are missing above and below the line. They are the ones who got worst.",
            ),
            lambda case: _worse(case, left=False),
        ),
        Misconception(
            "entered_counted",
            say(
                zh="把新进入的人也算进了分母。他们季初还不在，谈不上变差。",
                en="Those who entered were counted below the line. They were not there at the start and cannot have got worse.",
            ),
            lambda case: _worse(case, entered=True),
        ),
        Misconception(
            "decline_row_dropped",
            say(
                zh="漏掉了衰退期那一行。他们没有更低的阶段可降，但有人离开了：分子分母都要算。",
                en="The row of decline is missing. They have no stage below them, but some of them left: they count above and below the line.",
            ),
            lambda case: _worse(case, rows=BEST_FIRST[:-1]),
        ),
        Misconception(
            "mean_of_rows",
            say(
                zh="先算了每一行的百分比，再取平均。各行人数不同，衰退期的人最多：要先把人数相加，再除。",
                en="The percentages of the rows were averaged. The rows differ in size, decline is the largest: add up the customers first, then divide.",
            ),
            _mean_of_rows,
        ),
        Misconception(
            "up_for_down",
            say(
                zh="方向看反了：对角线左边是变好的人。行是“从哪里”，列是“到哪里”。",
                en="The direction is reversed: left of the diagonal are those who got better. Rows are “from”, columns “to”.",
            ),
            lambda case: _worse(case, upside_down=True),
        ),
    ),
    hints=(
        say(zh="找到对角线（阶段没变的人）。它右边是变差，左边是变好。", en="Find the diagonal (no change). Right of it is worse, left of it better."),
        say(zh="分母是前四行的全部人数，包括离开的，不包括新进入的。", en="Below the line: everybody in the first four rows, those who left included, those who entered not."),
    ),
    after=say(zh="前期人数 = 未变 + 升 + 降 + 离开：对不上账的矩阵不要用。", en="Before = stayed + up + down + left: do not use a matrix that does not add up."),
)  # fmt: skip

# -- 2.12 survival ------------------------------------------------------------------------------------

LINE = 90  # days


def _ten_watched(rng: np.random.Generator) -> dict[str, Any]:
    """Ten made-up customers: four come back within 90 days, three are watched for less, three for more."""
    early = rng.choice(np.arange(5, 86), 7, replace=False)
    long = rng.choice(np.arange(95, 160), 3, replace=False)
    table = pd.DataFrame({
        "customer": [f"K{i:02d}" for i in range(1, 11)],
        "days": rng.permutation(np.concatenate([early, long])),
    })  # fmt: skip
    back = set(early[:4])
    table["happened"] = [day in back for day in table["days"]]
    return {"table": table.sort_values("days", ignore_index=True)}


def _km(case: dict[str, Any]) -> float:
    table, share = case["table"], 1.0
    for day in table.loc[table["happened"], "days"]:
        watched = (table["days"] >= day).sum()
        share *= (watched - 1) / watched
    return 100 * share


def _known_only(case: dict[str, Any]) -> float:
    table = case["table"]
    known = table[table["happened"] | (table["days"] >= LINE)]
    return 100 * (1 - known["happened"].mean())


def _every_row(case: dict[str, Any]) -> float:
    """Each of the rows below the line taken for a return."""
    return 100 * float((case["table"]["days"] >= LINE).mean())


STILL_AWAY = Number(
    id="02_03.4",
    concept="2.12",
    title=say(zh="还没回来，不等于不回来", en="Not yet is not never"),
    prompt=say(
        zh="10位客户（虚构）首次购买后，各观察了不同的天数：回来过的，写的是第几天回来；没回来的，写的是到今天观察了几天。"
        "请用卡普兰-迈耶法估计：满90天还没有第二次购买的客户占百分之几？四舍五入到整数即可。",
        en="Ten customers (made up) have been watched since their first purchase, for different lengths of time: for those who came back the day of their return is given, for the others the days watched until today. "
        "Estimate by the method of Kaplan and Meier: what percentage has made no second purchase within 90 days? To the nearest whole number will do.",
    ),
    case=_ten_watched,
    show={
        "customer": say(zh="客户", en="customer"),
        "days": say(zh="天数", en="days"),
        "happened": say(zh="第二次购买", en="second purchase"),
    },
    compute=_km,
    unit=say(zh="%", en="percent"),
    tolerance=0.6,
    working=say(
        zh="每到有人回来的一天，用（当天还在观察的人数 − 1）÷ 当天还在观察的人数，把四天的结果连乘，再乘以100",
        en="on each day of a return take (watched on that day − 1) ÷ watched on that day; multiply the four results, times 100",
    ),
    misconceptions=(
        Misconception(
            "not_yet_is_never",
            say(
                zh="把“到今天还没回来”都算成了“不回来”。有三个人还没观察满90天，结果还不知道。",
                en="“Not back until today” was counted as “not back at all”. Three customers have not been watched for 90 days yet: their outcome is open.",
            ),
            lambda case: 100 * (1 - case["table"]["happened"].mean()),
        ),
        Misconception(
            "short_ones_dropped",
            say(
                zh="把没观察满90天的人整个删掉了。他们在观察期内没有回来，这也是信息：在那几天里他们要算在分母中。",
                en="Those watched for less than 90 days were dropped. That they did not return while watched is information: on those days they count below the line.",
            ),
            _known_only,
        ),
        Misconception(
            "multiplied_too_long",
            say(
                zh="把没回来的人的观察天数也当成了回来的日子。只在“是”的行乘。",
                en="Days on which the watching ended were taken for returns. Multiply only at the rows with “yes”.",
            ),
            _every_row,
        ),
        Misconception(
            "share_that_returned",
            say(zh="算出的是回来的占比，题目问没回来的。", en="That is the share that came back; the question is about those who have not."),
            lambda case: 100 - _km(case),
        ),
    ),
    hints=(
        say(zh="表已按天数排好：从上往下走，只在“是”的行停下来。", en="The table is sorted by days: go down and stop at each “yes”."),
        say(zh="停下来时，还在观察的人数 = 这一行和它下面的行数。", en="At each stop, those still watched are this row and all rows below it."),
    ),
    after=say(zh="观察没满的人，留在分母里直到看不见他为止。", en="Who is not watched to the end stays below the line for as long as you see them."),
)  # fmt: skip

# -- 2.12 alerts, by code -----------------------------------------------------------------------------

WAS_GOOD = ["maturity", "formation", "exploration"]


@cache
def _moves() -> pd.DataFrame:
    """CDNOW: stages at the end of 1997 and at mid-1998, and the money of the two half-years."""
    orders = load("cdnow_orders")
    stages = [STAGE.classify(add_order_trend(cdnow(day))) for day in ("1997-12-31", "1998-06-30")]
    halves = [("1997-07-01", "1997-12-31"), ("1998-01-01", "1998-06-30")]
    money = [
        orders[orders["order_date"].between(*half)].groupby("customer_id")["amount"].sum() for half in halves
    ]
    table = pd.DataFrame({"before": stages[0], "after": stages[1]})
    for name, sums in zip(("money_before", "money_after"), money, strict=True):
        table[name] = sums.reindex(table.index).fillna(0.0).round(2)
    return table[(table["before"] != "decline") & (table["money_before"] > 0)]


def _ninety_moves(rng: np.random.Generator) -> dict[str, Any]:
    """Thirty customers of each stage, each with an alert; the limit is one's money, so that “at least” shows."""
    pool = _moves()
    while True:
        drawn = pd.concat([
            pool.iloc[rng.choice(np.flatnonzero(pool["before"] == code), 30, replace=False)] for code in WAS_GOOD
        ])  # fmt: skip
        fallen = drawn[(drawn["after"] == "decline") & drawn["money_before"].between(25, 60)]
        limit = float(fallen["money_before"].iloc[0]) if len(fallen) else 40.0
        case = {"table": drawn.iloc[rng.permutation(len(drawn))], "limit": limit}
        if _stake(case).gt(0).all():
            return case


def _stake(
    case: dict[str, Any], order: list[str] = BEST_FIRST, *, above: bool = False, all_moves: bool = False
) -> pd.Series:
    table = case["table"]
    rank = {code: i for i, code in enumerate(order)}
    change = table["after"].map(rank) - table["before"].map(rank)
    money = table["money_before"]
    chosen = (change != 0 if all_moves else change > 0) & (
        money > case["limit"] if above else money >= case["limit"]
    )
    sums = money[chosen].groupby(table["before"]).sum()
    return sums.reindex(WAS_GOOD, fill_value=0.0).rename("money_before").rename_axis("before")


ALERTS = Table(
    id="02_03.5",
    concept="2.12",
    title=say(zh="用代码汇总降级提醒", en="Adding up downgrade alerts with code"),
    prompt=say(
        zh="e.items 是CDNOW的90位客户（真实数据，美元）：1997年底和1998年6月底的阶段，以及这两个日期之前半年的金额。"
        "从好到差是：成熟期、形成期、考察期、衰退期。降级提醒只列降了阶段、而且前半年（money_before）花满{limit}美元（含）的客户。"
        "请按原来的阶段（before：成熟期、形成期、考察期）汇总提醒名单上的前半年金额：一个阶段一行，一共三行，不交名单本身。",
        en="e.items holds 90 customers of CDNOW (real data, US dollars): their stage at the end of 1997 and at the end of June 1998, and the money of the half-years before these dates. "
        "From best to worst: maturity, formation, exploration, decline. The alerts list customers who went down a stage and had spent USD {limit} or more in the first half-year (money_before). "
        "For each stage they were in before (maturity, formation, exploration) add up money_before on the list: one row a stage, three rows in all, not the list itself.",
    ),
    case=_ninety_moves,
    show={
        "before": say(zh="原来的阶段（before）", en="stage before (before)"),
        "after": say(zh="现在的阶段（after）", en="stage after (after)"),
        "money_before": say(zh="前一个半年金额（美元，money_before）", en="first half-year (USD, money_before)"),
        "money_after": say(zh="后一个半年金额（美元，money_after）", en="second half-year (USD, money_after)"),
    },
    compute=_stake,
    key="before",
    labels={"before": STAGE.labels},
    tolerance=0.02,
    reason=lambda row, case: say(
        zh="从这一阶段降下来、花满{limit}美元的客户，前半年一共花了{m:,.2f}美元",
        en="customers who fell from this stage and had spent USD {limit} or more spent USD {m:,.2f} in the first half-year",
    ).format(limit=case["limit"], m=float(row["money_before"])),
    misconceptions=(
        Misconception(
            "path_for_rank",
            say(
                zh="没有给出从好到差的顺序，用了方案里的顺序（考察、形成、成熟、衰退），于是升到成熟期反而算成了降级。请写 best_first=cc.lifecycle.BEST_FIRST。",
                en="No order from best to worst was given, so the order of the scheme (exploration, formation, maturity, decline) was used and a rise to maturity counted as a fall. Write best_first=cc.lifecycle.BEST_FIRST.",
            ),
            lambda case: _stake(case, STAGE.codes),
        ),
        Misconception(
            "above_for_at_least",
            say(
                zh="用了“多于”，题目是“花满”（含这个数）：正好花这么多的客户也要列。",
                en="“More than” was used; the task says “or more”: a customer with exactly this much belongs on the list.",
            ),
            lambda case: _stake(case, above=True),
        ),
        Misconception(
            "no_limit",
            say(
                zh="没有设金额界线：花得少的也列进去了。请写 least_money。",
                en="No limit was set, so those who spent little are on the list as well. Write least_money.",
            ),
            lambda case: _stake(case | {"limit": 0.0}),
        ),
        Misconception(
            "all_who_moved",
            say(
                zh="把升级的人也列进去了。提醒名单只要降级的。",
                en="Those who went up were listed as well. Alerts are for those who went down.",
            ),
            lambda case: _stake(case, all_moves=True),
        ),
    ),
    hints=(
        say(
            zh="先 moved = cc.migration.migration(stage, e.items[\"before\"], e.items[\"after\"], money=money, best_first=cc.lifecycle.BEST_FIRST)，"
            "再用 moved.alerts(least_money=题目里的金额) 得到提醒名单。",
            en="First moved = cc.migration.migration(stage, e.items[\"before\"], e.items[\"after\"], money=money, best_first=cc.lifecycle.BEST_FIRST), "
            "then moved.alerts(least_money=the amount in the task) gives the list.",
        ),
        say(
            zh="最后一步：answer = moved.alerts(least_money=…).groupby(\"before\")[\"money_before\"].sum()，“…”换成题目里的金额。",
            en="The last step: answer = moved.alerts(least_money=...).groupby(\"before\")[\"money_before\"].sum(), with the amount of the task for the dots.",
        ),
    ),
    after=say(zh="先说清楚什么叫“好”，程序才知道什么叫“降级”。", en="Say what is better first; only then does the program know what a downgrade is."),
)  # fmt: skip

# -- 1.09 the lifecycle: what a trend needs, what a downgrade costs -------------------------------------


@cache
def _short_year(day: str) -> dict[str, Any]:
    table = add_order_trend(measure_customers(load("grocery_orders"), as_of=day))
    growing = (LIFECYCLE.classify(table) == "growing").sum()
    month = pd.Timestamp(day)
    return {
        "zh_day": f"{month.month}月{month.day}日", "en_day": f"{month.day} {month.month_name()}",
        "n": f"{len(table):,}", "growing": f"{growing:,}", "share": f"{100 * growing / len(table):.0f}",
    }  # fmt: skip


TOO_SHORT = ChooseOne(
    id="02_03.6",
    concept="1.09",
    title=say(zh="人人都在成长？", en="Is everybody growing?"),
    prompt=say(
        zh="超市的订单表（真实数据）从2017年1月1日开始。2017年{zh_day}，同事按生命周期分类（趋势 = 最近半年与前半年订单之差 ÷ 两者之和，趋势满0.2为成长期），"
        "得到：{n}户里有{growing}户（{share}%）在成长期，成熟期0户。您怎么办？",
        en="The grocer's order book (real data) begins on 1 January 2017. On {en_day} 2017 a colleague classifies by lifecycle (trend = difference of orders between the last half-year and the one before ÷ their sum; growing from 0.2): "
        "of {n} households {growing} ({share}%) are growing and none is mature. What do you do?",
    ),
    case=lambda rng: _short_year(str(rng.choice(["2017-04-30", "2017-05-31", "2017-06-30"]))),
    options={
        "wait": say(
            zh="先不用趋势，只按沉默和订单数分；等满一整年的数据再看趋势",
            en="leave the trend aside for now and class by silence and orders; use it once there is a full year of data",
        ),
        "offer": say(zh="生意在涨：给这{growing}户都发升级优惠", en="business is growing: send an upgrade offer to all {growing}"),
        "cut": say(
            zh="把趋势的分界点从0.2提高到0.5，直到分出成熟期", en="raise the cut of the trend from 0.2 to 0.5 until some turn out mature"
        ),
        "drop": say(
            zh="把2017年上半年之前没有订单的家庭删掉，只分剩下的", en="drop the households without an order before 2017 and class the rest"
        ),
    },
    because={
        "wait": say(
            zh="前半年一单也没有，是因为数据还没开始，不是客户没来；趋势要一整年的数据",
            en="there are no orders in the half-year before because the data had not begun, not because nobody came; a trend takes a full year",
        ),
        "offer": say(
            zh="每户的趋势都是1，只因为前半年没有数据；“成长”是假的，优惠白送",
            en="every trend is 1 only because there are no data for the half-year before; the growth is not real and the offers are wasted",
        ),
        "cut": say(
            zh="每户的趋势都正好是1，提高到0.5一户也不会变",
            en="every trend is exactly 1: a cut of 0.5 changes nobody",
        ),
        "drop": say(zh="所有家庭在2017年以前都没有订单：全删光了", en="no household has an order before 2017: all would be dropped"),
    },
    answer="wait",
    misconceptions=(
        Misconception(
            "data_start_is_growth",
            say(
                zh="把数据的开头当成了客户的开头。看结果之前，先问前半年有没有数据。",
                en="The beginning of the data was taken for the beginning of the customers. Before believing a trend ask whether the half-year before has data.",
            ),
            "offer",
        ),
        Misconception(
            "tune_the_cut",
            say(
                zh="想靠调分界点修好数据的毛病。指标本身没有意义时，分界点调到哪里都没用。",
                en="Tuning a cut point does not mend the data. Where the measure says nothing, no cut point helps.",
            ),
            "cut",
        ),
    ),
    hints=(
        say(zh="前半年是哪几个月？那几个月订单表里有什么？", en="Which months are the half-year before? What does the book hold for them?"),
        say(zh="前半年全是0单时，趋势 =（最近 − 0）÷（最近 + 0）= 1。", en="With no orders in the half-year before, the trend is (last − 0) ÷ (last + 0) = 1."),
    ),
    after=say(zh="分类之前先看数据从哪一天开始。", en="Before classifying look at the day on which the data begin."),
)  # fmt: skip

_PAIRS = [("2025-03-31", "2025-09-30"), ("2025-04-30", "2025-10-31"), ("2025-05-31", "2025-11-30")]  # fmt: skip


@cache
def _mature_moves(first: str, second: str) -> pd.DataFrame:
    orders = load("shop_orders")
    stages, money = [], []
    for day in (first, second):
        table = add_order_trend(measure_customers(orders, as_of=day)).set_index("customer_id")
        stages.append(LIFECYCLE.classify(table))
        end = pd.Timestamp(day) + pd.Timedelta(days=1)
        half = orders[(orders["order_date"] >= end - pd.Timedelta(days=182)) & (orders["order_date"] < end)]
        money.append(half.groupby("customer_id")["amount"].sum())
    before, after = stages
    moved = migration(LIFECYCLE, before, after, money=money, best_first=LIFECYCLE_BEST_FIRST).money
    chosen = moved[(moved["before"] == "mature") & moved["after"].isin(["mature", "leaving"])]
    return chosen.drop(columns="money_change").round(0).reset_index(drop=True)


def _two_moves(rng: np.random.Generator) -> dict[str, Any]:
    first, second = _PAIRS[rng.integers(len(_PAIRS))]
    return {"table": _mature_moves(first, second), "first": first, "second": second}


def _of_moves(case: dict[str, Any]) -> tuple[pd.Series, pd.Series]:
    table = case["table"].set_index("after")
    return table.loc["mature"], table.loc["leaving"]


def _beyond_baseline(case: dict[str, Any]) -> float:
    stayed, fell = _of_moves(case)
    return fell["money_before"] * stayed["money_after"] / stayed["money_before"] - fell["money_after"]


def _whole_fall(case: dict[str, Any]) -> float:
    _, fell = _of_moves(case)
    return fell["money_before"] - fell["money_after"]


def _yuan_baseline(case: dict[str, Any]) -> float:
    stayed, _ = _of_moves(case)
    return _whole_fall(case) + stayed["money_after"] - stayed["money_before"]


DOWNGRADE_COST = Number(
    id="02_03.7",
    concept="1.09",
    title=say(zh="降级到底损失多少", en="What the downgrade really cost"),
    prompt=say(
        zh="网店（模拟数据，元）的成熟期客户，从{first}到{second}有的留下，有的到了流失期（这里用第一章的生命周期：新客户、成长期、成熟期、流失期）。表里是两个日期之前各半年的金额。"
        "以留下的人为基准（假如没有降级，金额会按同样的比例变化），流失期的这些人一共多损失了多少元？差200元以内都算对。",
        en="Mature customers of the online shop (simulated data, yuan): from {first} to {second} some stayed mature, some turned to leaving (the lifecycle of chapter 1 is used here: new, growing, mature, leaving). The table has the money of the half-years before the two dates. "
        "Take those who stayed as the baseline (without the downgrade the money would have changed in the same proportion): how much more did those now leaving lose, in yuan? Within 200 yuan is right.",
    ),
    case=_two_moves,
    show={
        "before": say(zh="原来", en="before"),
        "after": say(zh="后来", en="after"),
        "customers": HEADINGS["customers"],
        "money_before": say(zh="前半年金额（元）", en="first half-year (yuan)"),
        "money_after": say(zh="后半年金额（元）", en="second half-year (yuan)"),
    },
    values={"before": dict(LIFECYCLE.labels), "after": dict(LIFECYCLE.labels)},
    compute=_beyond_baseline,
    unit=say(zh="元", en="yuan"),
    tolerance=200,
    working=say(
        zh="流失期那些人的前半年金额 ×（留下者后半年 ÷ 留下者前半年）− 他们的后半年金额",
        en="money before of those now leaving × (money after ÷ money before of those who stayed) − their money after",
    ),
    misconceptions=(
        Misconception(
            "no_baseline",
            say(
                zh="把前后差额全算在降级头上了。留下的人金额也变了（季节、节日），要先按他们的比例调整。",
                en="The whole difference was put down to the downgrade. The money of those who stayed changed too (season, festivals): adjust by their proportion first.",
            ),
            _whole_fall,
        ),
        Misconception(
            "yuan_for_proportion",
            say(
                zh="加减的是留下的人变了多少元。两群人大小不同，要用比例，不能用元数。",
                en="The change of those who stayed was used in yuan. The groups differ in size: use the proportion.",
            ),
            _yuan_baseline,
        ),
        Misconception(
            "all_they_spent",
            say(
                zh="这是他们前半年的全部金额。他们后半年还买了一些，没有全丢。",
                en="That is all they had spent before. They still bought something afterwards: not all of it is lost.",
            ),
            lambda case: float(_of_moves(case)[1]["money_before"]),
        ),
    ),
    hints=(
        say(zh="先算留下的人：后半年 ÷ 前半年。", en="First those who stayed: money after ÷ money before."),
        say(zh="用这个比例乘以流失期那些人的前半年金额，得到“本该有”的数，再减去实际的。", en="Multiply the money before of those leaving by it: what they should have spent. Take off what they did spend."),
    ),
    after=say(zh="没有基准的“损失”，会把淡季也算成流失。", en="A “loss” without a baseline counts the slack season as customers leaving."),
)  # fmt: skip

# -- 1.10 silence in own gaps -------------------------------------------------------------------------


@cache
def _autumn() -> pd.DataFrame:
    """The grocer's regular households on 30 September 2017, with what came in the 92 days after."""
    orders, day = load("grocery_orders"), "2017-09-30"
    table = measure_customers(orders, as_of=day)
    table = table[(table["frequency"] >= 3) & table["mean_gap_days"].notna()]
    spring = orders[orders["order_date"].between("2017-04-01", "2017-07-01", inclusive="left")]
    spent = spring.groupby("customer_id")["amount"].sum()
    known = rhythm_kept(table, orders, day, days=92).set_index("customer_id")
    return known.assign(spent=spent.reindex(known.index).fillna(0.0))


@cache
def _kinds_of_silence() -> dict[str, pd.DataFrame]:
    table = _autumn().assign(gap=lambda t: t["mean_gap_days"].round(1))
    table["silence"] = table["recency_days"] / table["gap"]
    near = (table["silence"] - 3).abs().lt(0.2) | (table["silence"] - 1).abs().lt(0.1)
    table = table[(table["gap"] >= 2) & ~near & (table["recency_days"] != 30)]
    late, silence = table["recency_days"] > 30, table["silence"]
    return {
        "quick_silent": table[~late & (silence > 3)],
        "slow_in_rhythm": table[late & (silence < 2)],
        "slow_silent": table[late & (silence > 3)],
        "a_little_late": table[~late & silence.between(1, 3)],
        "in_rhythm": table[~late & (silence < 1) & (table["recency_days"] >= 5)],
    }


HOUSEHOLDS = ["h1", "h2", "h3", "h4", "h5", "h6"]


def _six_households(rng: np.random.Generator) -> dict[str, Any]:
    kinds = ["quick_silent", "quick_silent", "slow_in_rhythm", "slow_silent", "a_little_late", "in_rhythm"]
    case: dict[str, Any] = {}
    taken: set[str] = set()
    for code, kind in zip(HOUSEHOLDS, kinds, strict=True):
        pool = _kinds_of_silence()[kind]
        row = pool.iloc[int(rng.integers(len(pool)))]
        while row.name in taken:
            row = pool.iloc[int(rng.integers(len(pool)))]
        taken.add(str(row.name))
        case |= {
            f"{code}_id": row.name, f"{code}_gap": f"{row['gap']:.1f}", f"{code}_days": int(row["recency_days"]),
            f"{code}_silence": f"{row['silence']:.1f}",
        }  # fmt: skip
    return case


def _chosen(case: dict[str, Any], rule: Any) -> set[str]:
    return {
        code
        for code in HOUSEHOLDS
        if rule(case[f"{code}_days"], case[f"{code}_days"] / float(case[f"{code}_gap"]))
    }


SILENT = Several(
    id="02_03.8",
    concept="1.10",
    title=say(zh="对他自己来说，谁沉默了", en="Who is silent by their own measure"),
    prompt=say(
        zh="超市的六户家庭（真实数据，统计截止日2017年9月30日）。规则：沉默满3个自己的平均间隔，就列入提醒。该提醒哪几户？请全部选上。",
        en="Six households of the grocer (real data, as-of date 30 September 2017). The rule: a silence of 3 of their own mean gaps or more puts a household on the alert list. Which belong on it? Tick them all.",
    ),
    case=_six_households,
    options={
        code: say(
            zh="{" + code + "_id}：平均{" + code + "_gap}天来一次，已经{" + code + "_days}天没来",
            en="{" + code + "_id}: comes every {" + code + "_gap} days on average, last seen {" + code + "_days} days ago",
        )
        for code in HOUSEHOLDS
    },
    because={
        code: say(
            zh="{" + code + "_days} ÷ {" + code + "_gap} = {" + code + "_silence}个间隔，界线是3",
            en="{" + code + "_days} ÷ {" + code + "_gap} = {" + code + "_silence} gaps; the line is 3",
        )
        for code in HOUSEHOLDS
    },
    answer=lambda case: _chosen(case, lambda days, silence: silence >= 3),
    misconceptions=(
        Misconception(
            "thirty_days_for_all",
            say(
                zh="用了统一的30天：漏掉了来得勤、刚打破节奏的，又错怪了来得慢、还在节奏里的。",
                en="The same 30 days were used for all: that misses the frequent ones who broke their rhythm and blames the slow ones who are within theirs.",
            ),
            lambda case: _chosen(case, lambda days, silence: days > 30),
        ),
        Misconception(
            "one_gap_is_enough",
            say(
                zh="晚来一点就列进去了。间隔是平均数，超过1个间隔很平常，规则是3个。",
                en="Being a little late was enough. The gap is an average, more than one is common; the rule says 3.",
            ),
            lambda case: _chosen(case, lambda days, silence: silence >= 1),
        ),
        Misconception(
            "recent_is_safe",
            say(
                zh="觉得30天以内来过的就没事。两三天来一次的人，两个星期没来已经反常。",
                en="Whoever came within 30 days was thought safe. For someone who comes every few days two weeks are unusual.",
            ),
            lambda case: _chosen(case, lambda days, silence: silence >= 3 and days > 30),
        ),
    ),
    hints=(
        say(zh="没来的天数 ÷ 平均间隔。", en="Days since last seen ÷ mean gap."),
        say(zh="六户都要除，30天以内来过的也要除。", en="Divide for all six, for those seen within 30 days as well."),
    ),
    after=say(zh="天数一样，意思不一样：要除以他自己的间隔。", en="The same days mean different things: divide by their own gap."),
)  # fmt: skip


@cache
def _arrays() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    table = _autumn()
    return (
        table["silence_gaps"].to_numpy(),
        table["spent"].to_numpy(),
        (table["rhythm_kept"] < 0.5).to_numpy(),
    )


def _listed(values: Any) -> tuple[int, float, float]:
    silence, spent, halved = _arrays()
    listed = (silence >= values["gaps"]) & (spent >= values["least"])
    n = int(listed.sum())
    return n, float(spent[listed].sum()), 100 * float(halved[listed].mean()) if n else 0.0


RIGHT_SHARE = 33
_GRID = [{"gaps": float(g), "least": float(m)} for g in np.arange(1, 6.5, 0.5) for m in range(0, 1001, 25)]


@cache
def _best(calls: int) -> tuple[dict[str, float], float]:
    """The setting with most money on so many calls, and that money."""
    found = [(v, _listed(v)) for v in _GRID]
    fits = [(money, v) for v, (n, money, right) in found if n <= calls and right >= RIGHT_SHARE]
    money, values = max(fits, key=lambda pair: pair[0])
    return values, money


def _calls(rng: np.random.Generator) -> dict[str, Any]:
    calls = int(rng.choice([80, 100, 120, 150]))
    return {"calls": calls, "money": int(_best(calls)[1] * 0.7 // 1000 * 1000)}


def _alert_lacks(values: Any, case: dict[str, Any]) -> Text | None:
    n, money, right = _listed(values)
    if n > case["calls"]:
        return say(
            zh="名单有{n}户，电话只够打{calls}户：把任何一个界线调高",
            en="the list has {n} households, there is time for {calls} calls: raise either line",
        ).format(n=n, calls=case["calls"])
    if right < RIGHT_SHARE:
        return say(
            zh="名单上只有{right:.0f}%后来真的掉到一半以下，应不低于{goal}%：把间隔数调高",
            en="only {right:.0f}% on the list really fell below half, it should be at least {goal}%: raise the gaps",
        ).format(right=right, goal=RIGHT_SHARE)
    if money < case["money"]:
        return say(
            zh="名单上的家庭只花过{money:,.0f}美元，应不低于{goal:,}美元：名单还有空位就把一个界线调低；没有空位，就把“至少花过”调高、间隔数调低一档",
            en="the households on the list had spent only USD {money:,.0f}, it should be at least USD {goal:,}: if calls are left lower one line; if not, raise the least spent and take the gaps one step lower",
        ).format(money=money, goal=case["money"])
    return None


def _alert_picture(values: Any, case: dict[str, Any]) -> Any:
    n, money, right = _listed(values)
    _, _, halved = _arrays()
    title = say(
        zh="名单{n}户（最多{calls}），4–6月花过{money:,.0f}美元（至少{goal:,}）",
        en="{n} households on the list (at most {calls}), USD {money:,.0f} spent Apr–Jun (at least {goal:,})",
    ).format(n=n, calls=case["calls"], money=money, goal=case["money"])
    shares = {
        say(zh="名单上", en="on the list"): right / 100,
        say(zh="目标", en="goal"): RIGHT_SHARE / 100,
        say(zh="随便打电话", en="calling at random"): float(halved.mean()),
    }
    label = say(zh="10–12月节奏掉到一半以下的占比", en="rhythm fell below half in Oct–Dec")
    return bars(shares, title=title, label=label, unit="%")


ALERT_RULE = Thresholds(
    id="02_03.9",
    concept="1.10",
    title=say(zh="给提醒名单定规则", en="A rule for the alert list"),
    prompt=say(
        zh="超市（真实数据，2017年9月30日，2,358户有节奏的家庭）的员工最多打{calls}个电话。请用两条界线定规则：沉默至少几个自己的间隔、4月至6月至少花过多少美元。目标："
        "名单不超过{calls}户；名单上至少33%的家庭后来（10月至12月）真的掉到自己节奏的一半以下（随便打是18%）；名单上的家庭4月至6月合计至少花过{money:,}美元。",
        en="The grocer (real data, 30 September 2017, 2,358 households with a rhythm) has time for at most {calls} calls. Set the rule with two lines: a silence of at least so many own gaps, and at least so much spent from April to June. The goals: "
        "at most {calls} households on the list; at least 33% of them really fell below half of their rhythm later (October to December; at random it is 18%); together they spent at least USD {money:,} from April to June.",
    ),
    case=_calls,
    sliders={
        "gaps": Slider(say(zh="沉默至少（个间隔）", en="silence at least (gaps)"), 1, 6, 0.5),
        "least": Slider(say(zh="4–6月至少花过（美元）", en="spent Apr–Jun at least (USD)"), 0, 1000, 25),
    },
    shortfall=_alert_lacks,
    solve=lambda case: _best(case["calls"])[0],
    picture=_alert_picture,
    misconceptions=(
        Misconception(
            "biggest_spenders",
            say(
                zh="只挑了花钱多的：间隔只要求1个，名单上多数人并没有离开，电话打扰了好客户。",
                en="Only the money was looked at: with a line of 1 gap most on the list are not leaving, and good customers are disturbed.",
            ),
            {"gaps": 1.0, "least": 800.0},
        ),
        Misconception(
            "longest_silence",
            say(
                zh="只挑了沉默最久的：命中率高，可他们本来就没剩多少生意。",
                en="Only the longest silence was looked at: often right, but there is little business left to keep.",
            ),
            {"gaps": 6.0, "least": 0.0},
        ),
        Misconception(
            "everybody_a_little_late",
            say(
                zh="晚一点的都列上了：名单长得打不完，多数人也不需要打。",
                en="Everybody a little late is on the list: too many to call, and most need no call.",
            ),
            {"gaps": 1.0, "least": 0.0},
        ),
    ),
    hints=(
        say(zh="先把间隔数调到2.5，看命中率够不够，再用金额把名单缩短。", en="Set the gaps to 2.5, see whether enough is right, then shorten the list by the money."),
        say(zh="间隔2.5或3，金额从100美元起往上试，直到户数打得完：电话越少，金额越高。", en="With 2.5 or 3 gaps, raise the money from 100 dollars until the list fits: the fewer calls, the more money."),
    ),
    after=say(
        zh="好的提醒规则看两样：反常不反常，值不值得。不过这条规则是对着这个秋天的结果调出来的，换一季会差一些，要重新检查。",
        en="A good alert rule asks two things: is it unusual, and is it worth it? But this rule was tuned on the outcome of this autumn: expect less in the next season, and check again.",
    ),
)  # fmt: skip

EXERCISES = [
    BY_STAGE, STAGE_CARE, MATRIX, STILL_AWAY, ALERTS, TOO_SHORT, DOWNGRADE_COST, SILENT, ALERT_RULE,
]  # fmt: skip
