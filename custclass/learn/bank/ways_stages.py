"""Exercises of lesson 01_02 on where a customer stands: relationship, lifecycle, activity."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.catalogue import activity, activity_five, lifecycle, relationship
from custclass.classify.traits import add_order_trend
from custclass.data.tables import load
from custclass.learn.bank.pools import cdnow, clear_of, grocer, headings, shop
from custclass.learn.kinds import Assign, Match, Misconception, Slider, Table, Thresholds
from custclass.learn.question import Draw
from custclass.show.barcharts import bars
from custclass.show.say import Text, say

# -- 1.08 relationship --------------------------------------------------------------------------------

RELATIONSHIP = relationship()


@cache
def _cdnow_february() -> pd.DataFrame:
    return clear_of(cdnow("1998-02-28"), "silence_gaps", 2, 4)


def _half_year_for_all(items: pd.DataFrame) -> pd.Series:
    return RELATIONSHIP.classify(items.assign(silence_gaps=np.where(items["recency_days"] <= 180, 1.0, 5.0)))


def _many_orders_are_loyal(items: pd.DataFrame) -> pd.Series:
    return RELATIONSHIP.classify(items).mask(items["frequency"] >= 4, "loyal")


BY_RELATIONSHIP = Assign(
    id="01_02.4",
    concept="1.08",
    title=say(zh="忠诚、往来、流失", en="Loyal, ongoing, lost"),
    prompt=say(
        zh="唱片店CDNOW（真实数据，统计截止日1998年2月28日）的规则，从上往下看，先符合哪条就是哪类：\n"
        "① 首单满365天、买过4单及以上、沉默不到2个自己的购买间隔：忠诚客户；\n"
        "② 沉默不到4个间隔；或者没有间隔，但最近一次购买在180天以内：往来客户；\n"
        "③ 其余买过的：流失客户。\n"
        "登记过或问过、还没买过的是潜在客户，这本订单表里没有。只在一天买过的人没有间隔，记作“—”。请给每位客户分类。",
        en="The rules at the music shop CDNOW (real data, as-of date 28 February 1998), from the top; the first that fits decides:\n"
        "(1) first order at least 365 days ago, 4 orders or more, silence below 2 own buying gaps: loyal;\n"
        "(2) silence below 4 gaps; or no gap, but the last order at most 180 days ago: ongoing;\n"
        "(3) everybody else who has bought: lost.\n"
        "Customers who have registered or asked and not bought are prospective; this book has none. Those who bought on one day only have no gap, shown as —. Classify each customer.",
    ),
    pool=_cdnow_february,
    scheme=RELATIONSHIP,
    show=headings("tenure_days", "frequency", "recency_days", "silence_gaps"),
    n=7,
    misconceptions=(
        Misconception(
            "half_year_for_all",
            say(
                zh="对所有人都用了180天。180天只用于没有间隔的人，其他人看沉默相当于几个自己的间隔。",
                en="180 days were used for everybody. They are for customers without a gap; for all others count their own gaps.",
            ),
            _half_year_for_all,
        ),
        Misconception(
            "many_orders_are_loyal",
            say(
                zh="买够4单就算成了忠诚。还要认识满365天，而且最近没有沉默太久。",
                en="Four orders were taken for loyalty. It also takes 365 days, and no long silence lately.",
            ),
            _many_orders_are_loyal,
        ),
        Misconception(
            "length_forgotten",
            say(
                zh="忘了看首单到现在有多久。不满365天的，再稳定也还是往来客户。",
                en="The days since the first order were forgotten. Below 365 days even a steady customer is ongoing.",
            ),
            lambda items: RELATIONSHIP.classify(items.assign(tenure_days=365)),
        ),
    ),
    hints=(
        say(zh="先挑流失：沉默4个间隔及以上，或没有间隔而且超过180天。", en="Find the lost first: 4 gaps or more, or no gap or more than 180 days."),
        say(zh="剩下的人里，天数、单数、沉默三条都满足的才是忠诚。", en="Among the rest, loyal takes all three: days, orders, silence."),
    ),
    after=say(zh="关系看的是长久和稳定，不只是买过几次。", en="A relationship is length and steadiness, not just the number of orders."),
)  # fmt: skip

RELATION_CARE = Match(
    id="01_02.5",
    concept="1.08",
    title=say(zh="每种客户关系该做什么", en="What each relationship calls for"),
    prompt=say(
        zh="先看出每位客户（虚构）是哪种关系，再选该做的事。忠诚：长久而稳定；往来：在买，还谈不上长久；流失：买过，已经停了很久；潜在：登记过或问过，还没买过。",
        en="See which relationship each customer (made up) is in and choose what it calls for. Loyal: long and steady; ongoing: buying, not for long; "
        "lost: bought and stopped long ago; prospective: has registered or asked, and has not bought.",
    ),
    situations={
        "loyal_monthly": say(zh="三年来每月一单，上周刚买过", en="three years, an order every month, the last one a week ago"),
        "loyal_quiet": say(zh="两年来每季一单，从不说话，上月照常下单", en="two years, an order every quarter, never says a word, ordered last month as usual"),
        "ongoing_second": say(zh="四个月前第一次买，两周前买了第二次", en="first order four months ago, the second two weeks ago"),
        "ongoing_one_kind": say(zh="半年来买了三次，次次只买茶叶，上周刚来过", en="three orders in half a year, tea each time, the last one a week ago"),
        "lost_habit": say(zh="以前两个月一单，现在一年没来", en="used to order every two months, has not come for a year"),
        "lost_complaint": say(zh="两年前常来，投诉过一次，此后再没来过", en="came often two years ago, complained once, never came back"),
        "prospect_cart": say(zh="上月注册，购物车里有东西，还没下过单", en="registered last month, has things in the cart, has never ordered"),
        "prospect_fair": say(zh="在展会上问过价，说年底要买，还没买过", en="asked for prices at the fair, wants to buy by the end of the year, has never bought"),
    },
    actions={
        "thank": say(zh="答谢，请他推荐朋友", en="thank them and ask them to recommend us"),
        "next_order": say(zh="提醒下一单，介绍相近的商品", en="prompt the next order, show related products"),
        "win_back": say(zh="问清离开的原因，再去挽回", en="ask why they left, then win them back"),
        "first_order": say(zh="解答疑问，促成第一单", en="answer questions, help with the first order"),
    },
    pairs={
        "loyal_monthly": "thank", "loyal_quiet": "thank", "ongoing_second": "next_order", "ongoing_one_kind": "next_order",
        "lost_habit": "win_back", "lost_complaint": "win_back", "prospect_cart": "first_order", "prospect_fair": "first_order",
    },
    because={
        "loyal_monthly": say(zh="长久而稳定，是忠诚客户：答谢，并请他推荐", en="long and steady, so loyal: thank them and ask for a recommendation"),
        "loyal_quiet": say(zh="不说话也是忠诚客户：长久而稳定", en="quiet and loyal all the same: long and steady"),
        "ongoing_second": say(zh="在买、还不久，是往来客户：促成下一单", en="buying, not for long, so ongoing: prompt the next order"),
        "ongoing_one_kind": say(zh="在买、还不久，是往来客户：介绍相近的商品", en="buying, not for long, so ongoing: show related products"),
        "lost_habit": say(zh="本来两个月一单，停了一年，是流失客户：先问原因", en="every two months once, silent for a year, so lost: ask why first"),
        "lost_complaint": say(zh="投诉以后不再来，是流失客户：先问清原因", en="never came back after a complaint, so lost: ask why first"),
        "prospect_cart": say(zh="没有买过，是潜在客户：帮他下第一单", en="has never bought, so prospective: help with the first order"),
        "prospect_fair": say(zh="没有买过，是潜在客户：解答疑问", en="has never bought, so prospective: answer questions"),
    },
    n=6,
    misconceptions=(
        Misconception(
            "prospect_won_back",
            say(
                zh="对没买过的人谈“挽回”。没有来过，就无从挽回，要促成第一单。",
                en="Somebody who never bought was to be won back. They need a first order instead.",
            ),
            {"prospect_cart": "win_back", "prospect_fair": "win_back"},
        ),
        Misconception(
            "lost_reminded",
            say(
                zh="把停了很久的客户当成了往来客户。先弄清为什么走，光推荐商品没有用。",
                en="Customers who stopped long ago were treated as ongoing. Learn why they left; product tips alone will not do.",
            ),
            {"lost_habit": "next_order", "lost_complaint": "next_order"},
        ),
        Misconception(
            "loyal_pushed",
            say(
                zh="对忠诚客户还在催下一单。他本来就会买，值得做的是答谢和请他推荐。",
                en="Loyal customers were pushed to order. They order anyway: thank them and ask for a recommendation.",
            ),
            {"loyal_monthly": "next_order", "loyal_quiet": "next_order"},
        ),
    ),
    hints=(
        say(zh="先问：买过没有？停了没有？认识多久？", en="Ask: have they bought? Have they stopped? For how long have we known them?"),
        say(zh="没买过→第一单；停了→问原因；两年以上还稳定→答谢。", en="Never bought: first order. Stopped: ask why. Steady for two years or more: thank."),
    ),
    after=say(zh="关系不同，要做的事也不同：同一条促销短信解决不了四件事。", en="Different relationships call for different things: one promotion cannot do all four."),
)  # fmt: skip

# -- 1.09 lifecycle -----------------------------------------------------------------------------------

LIFECYCLE = lifecycle(long_days=300)


@cache
def _grocer_trend() -> pd.DataFrame:
    table = add_order_trend(grocer())
    return clear_of(clear_of(table, "silence_gaps", 4), "order_trend", -0.2, 0.2, margin=0.01)


def _silence_forgotten(items: pd.DataFrame) -> pd.Series:
    return LIFECYCLE.classify(items.assign(silence_gaps=0.0))


def _any_drop_is_leaving(items: pd.DataFrame) -> pd.Series:
    return LIFECYCLE.classify(items).mask((items["order_trend"] < 0) & (items["tenure_days"] > 90), "leaving")


def _by_length_only(items: pd.DataFrame) -> pd.Series:
    return LIFECYCLE.classify(items.assign(order_trend=0.0, silence_gaps=0.0))


BY_LIFECYCLE = Assign(
    id="01_02.6",
    concept="1.09",
    title=say(zh="新客、成长、成熟、流失期", en="New, growing, mature, leaving"),
    prompt=say(
        zh="超市（真实数据，统计截止日2017年12月31日）的规则，从上往下看，先符合哪条就是哪类。"
        "订单趋势 =（最近半年订单数 − 前一个半年订单数）÷ 两者之和，最低−1，最高1。\n"
        "① 首单在90天以内：新客户；\n"
        "② 沉默满4个自己的购买间隔，或者没有间隔（记作“—”），或者趋势低于−0.2：流失期客户；\n"
        "③ 趋势在0.2及以上：成长期客户；\n"
        "④ 其余都算稳定：首单满300天的是成熟期客户，不满300天的是成长期客户。请分类。",
        en="The rules at the grocer (real data, as-of date 31 December 2017), from the top; the first that fits decides. "
        "Order trend = (orders of the last half-year − orders of the half-year before) ÷ both together, from −1 to 1.\n"
        "(1) first order at most 90 days ago: new;\n"
        "(2) silent for 4 own buying gaps or more, or no gap (shown as —), or a trend below −0.2: leaving;\n"
        "(3) trend 0.2 or more: growing;\n"
        "(4) all others are steady: mature from 300 days since the first order, growing below. Classify.",
    ),
    pool=_grocer_trend,
    scheme=LIFECYCLE,
    show=headings("tenure_days", "orders_last_half", "orders_prev_half", "order_trend", "silence_gaps"),
    n=8,
    misconceptions=(
        Misconception(
            "silence_forgotten",
            say(
                zh="忘了看沉默。趋势再好，如今沉默满4个间隔，也在流失期。",
                en="The silence was forgotten. Whatever the trend, a customer silent for 4 gaps is leaving.",
            ),
            _silence_forgotten,
        ),
        Misconception(
            "any_drop_is_leaving",
            say(
                zh="订单少了一点就算流失。趋势在−0.2以内只是波动，仍算稳定。",
                en="Any drop was called leaving. Down to a trend of −0.2 it is only fluctuation and counts as steady.",
            ),
            _any_drop_is_leaving,
        ),
        Misconception(
            "by_length_only",
            say(
                zh="只看了首单到现在有多久。阶段还要看订单是升是降。",
                en="Only the days since the first order were looked at. The stage also asks whether orders rise or fall.",
            ),
            _by_length_only,
        ),
    ),
    hints=(
        say(zh="先把新客户和流失期挑出来，再看趋势。", en="Pick out new and leaving first, then look at the trend."),
        say(zh="趋势从−0.2到0.2之间算稳定，这时才看满不满300天。", en="A trend between −0.2 and 0.2 is steady; only then do the 300 days matter."),
    ),
    after=say(zh="生命周期 = 认识多久 + 订单升还是降 + 现在沉默多久。", en="Lifecycle = how long we know them + orders up or down + how silent they are now."),
)  # fmt: skip

STAGE_CARE = Match(
    id="01_02.7",
    concept="1.09",
    title=say(zh="不同阶段，不同照顾", en="Care for each stage"),
    prompt=say(
        zh="先看出每位客户（虚构）处在哪个阶段，再选照顾方式：新客户做入门介绍，成长期客户给升级优惠，成熟期客户日常维护，流失期客户做流失访谈。",
        en="See at which stage each customer (made up) is and choose the care: introduction for new, growth offers for growing, upkeep for mature, an exit interview for leaving customers.",
    ),
    situations={
        "new_week": say(zh="上周下了第一单", en="placed the first order last week"),
        "new_registered": say(zh="三天前注册，昨天付了第一笔款", en="registered three days ago, paid for the first time yesterday"),
        "growing_triple": say(zh="认识一年，前一个半年两单，最近半年六单", en="known for a year; two orders in the first half-year, six in the last"),
        "growing_category": say(zh="认识八个月，从每季一单变成每月一单", en="known for eight months; from an order a quarter to one a month"),
        "mature_quarterly": say(zh="三年来每季两单，不多不少", en="two orders every quarter for three years, no more and no less"),
        "mature_big": say(zh="五年的老客户，每月固定补一次货，金额最大", en="a customer of five years who restocks every month, the largest sums of all"),
        "leaving_drop": say(zh="认识三年，前一个半年十单，最近半年两单", en="known for three years; ten orders in the first half-year, two in the last"),
        "leaving_silent": say(zh="以前每月都来，已经半年没有下单", en="used to come every month, has not ordered for half a year"),
    },
    actions={
        "introduction": say(zh="入门介绍：欢迎、使用说明", en="introduction: welcome, how things work"),
        "growth": say(zh="升级优惠：搭配、套装、会员升级", en="growth offers: add-ons, sets, next member level"),
        "upkeep": say(zh="日常维护：按时供货、定期问候", en="upkeep: deliver on time, keep in touch"),
        "exit": say(zh="流失访谈：问清为什么少来了", en="exit interview: ask why they come less"),
    },
    pairs={
        "new_week": "introduction", "new_registered": "introduction", "growing_triple": "growth", "growing_category": "growth",
        "mature_quarterly": "upkeep", "mature_big": "upkeep", "leaving_drop": "exit", "leaving_silent": "exit",
    },
    because={
        "new_week": say(zh="刚下第一单，是新客户", en="one first order, a week old: new"),
        "new_registered": say(zh="昨天才第一次付款，是新客户", en="paid for the first time yesterday: new"),
        "growing_triple": say(zh="从两单到六单，订单在上升，是成长期", en="from two orders to six: rising, so growing"),
        "growing_category": say(zh="从每季一单到每月一单，订单在上升，是成长期", en="from one a quarter to one a month: rising, so growing"),
        "mature_quarterly": say(zh="时间长、订单稳，是成熟期", en="long and steady: mature"),
        "mature_big": say(zh="时间长、订单稳，是成熟期；金额大不改变阶段", en="long and steady: mature; the sums do not change the stage"),
        "leaving_drop": say(zh="从十单到两单，订单在下降，是流失期", en="from ten orders to two: falling, so leaving"),
        "leaving_silent": say(zh="本来每月都来，沉默了半年，是流失期", en="came every month and has been silent for half a year: leaving"),
    },
    n=6,
    misconceptions=(
        Misconception(
            "mature_pushed",
            say(
                zh="给稳定的老客户也发升级优惠。他已经买足了，白让利；成熟期客户要的是稳当的维护。",
                en="Steady old customers got growth offers. They buy what they need, the discount is given away: mature customers want reliable upkeep.",
            ),
            {"mature_quarterly": "growth", "mature_big": "growth"},
        ),
        Misconception(
            "falling_is_steady",
            say(
                zh="把老客户的下滑当成了稳定。订单在降或已经沉默，就要尽快去问原因。",
                en="A fall was taken for steadiness. When orders drop or stop, ask why soon.",
            ),
            {"leaving_drop": "upkeep", "leaving_silent": "upkeep"},
        ),
        Misconception(
            "new_is_growing",
            say(
                zh="对刚来的人就推升级。他连怎么用都还不清楚，先介绍。",
                en="Newcomers were offered upgrades. They do not know their way about yet: introduce first.",
            ),
            {"new_week": "growth", "new_registered": "growth"},
        ),
    ),
    hints=(
        say(zh="先比较前后两个时期的订单数。", en="Compare the orders of the two periods first."),
        say(zh="升→成长期；平而且久→成熟期；降或停→流失期。", en="Up: growing. Level and long: mature. Down or stopped: leaving."),
    ),
    after=say(zh="同一位客户会走过各个阶段，照顾方式也必须跟着变。", en="The same customer passes through the stages, and the care must change with them."),
)  # fmt: skip

# -- 1.10 activity ------------------------------------------------------------------------------------

ACTIVITY = activity()
FIVE = activity_five()


@cache
def _grocer_clear() -> pd.DataFrame:
    return clear_of(grocer(), "silence_gaps", 2, 4, margin=0.1)


def _days_for_all(items: pd.DataFrame) -> pd.Series:
    cuts = pd.cut(items["recency_days"], [-1, 30, 90, np.inf], labels=ACTIVITY.codes)
    return cuts.astype(str)


class _NoGapSaid(Assign):
    """Says of customers without a gap what that means, not just that a figure is missing."""

    def reason(self, item: str, draw: Draw) -> Text:
        if pd.isna(self.row(item, draw)["silence_gaps"]):
            return say(
                zh="流失客户：只在一天买过，没有间隔，按规则是流失。",
                en="lost customer: bought on one day only, no gap: lost by the rule.",
            )
        return super().reason(item, draw)


BY_ACTIVITY = _NoGapSaid(
    id="01_02.8",
    concept="1.10",
    title=say(zh="活跃、沉睡、流失", en="Active, dormant, lost"),
    prompt=say(
        zh="超市（真实数据，统计截止日2017年12月31日）的规则：沉默时长 = 最近一次购买间隔 ÷ 这一户自己的平均购买间隔。"
        "不到2：活跃；2及以上、不到4：沉睡；4及以上，或者没有间隔（只在一天买过，记作“—”）：流失。请算出沉默时长并分类。",
        en="The rule at the grocer (real data, as-of date 31 December 2017): silence = recency ÷ the household's own mean gap. "
        "Below 2: active; 2 or more, below 4: dormant; 4 or more, or no gap (bought on one day only, shown as —): lost. Work out the silence and classify.",
    ),
    pool=_grocer_clear,
    scheme=ACTIVITY,
    show=headings("recency_days", "mean_gap_days"),
    n=7,
    misconceptions=(
        Misconception(
            "same_days_for_all",
            say(
                zh="对所有人用了同样的天数（30天、90天）。每周来的人20天没来已经反常，两个月来一次的人40天没来还很正常：要除以各自的间隔。",
                en="The same days (30 and 90) were used for all. 20 days are odd for somebody who comes weekly, 40 are normal for somebody who comes every two months: divide by their own gap.",
            ),
            _days_for_all,
        ),
        Misconception(
            "one_gap_is_dormant",
            say(
                zh="超过1个间隔就算沉睡了。间隔是平均数，晚来一点很平常，到2个间隔才算。",
                en="One gap was taken for dormant. The gap is an average, to be a little late is normal: dormant begins at 2.",
            ),
            activity(dormant=1, lost=2),
        ),
        Misconception(
            "no_gap_is_active",
            say(
                zh="把没有间隔的户算成了活跃。只在一天买过、没有再来，按这条规则是流失。",
                en="Households without a gap were called active. They bought on one day and never again: lost by this rule.",
            ),
            lambda items: ACTIVITY.classify(items.assign(silence_gaps=items["silence_gaps"].fillna(0))),
        ),
    ),
    hints=(
        say(zh="最近一次购买间隔 ÷ 平均购买间隔。", en="Divide the recency by the mean gap."),
        say(zh="例如30天 ÷ 10天 = 3：沉睡。", en="For example 30 days ÷ 10 days = 3: dormant."),
    ),
    after=say(zh="活跃与否，要拿客户和他自己比，不和日历比。", en="Activity compares customers with themselves, not with the calendar."),
)  # fmt: skip

LETTER = 2  # US dollars


@cache
def _silences() -> tuple[np.ndarray, np.ndarray]:
    """CDNOW at the end of 1997: everybody's silence, and whether they bought in the half-year after."""
    table = cdnow("1997-12-31")["silence_gaps"].dropna()
    orders = load("cdnow_orders")
    later = orders.loc[orders["order_date"] > pd.Timestamp("1997-12-31"), "customer_id"].unique()
    return table.to_numpy(), table.index.isin(later)


def _came_back(values: Any) -> pd.DataFrame:
    silence, back = _silences()
    dormant, lost = values["dormant"], values["lost"]
    inside = {
        "active": silence < dormant,
        "dormant": (silence >= dormant) & (silence < lost),
        "lost": silence >= lost,
    }
    rows = {
        code: {"n": int(mask.sum()), "back": 100 * back[mask].mean() if mask.any() else 0.0}
        for code, mask in inside.items()
    }
    return pd.DataFrame(rows).T


def _letters_lack(values: Any, case: dict[str, Any]) -> Text | None:
    if values["dormant"] >= values["lost"]:
        return say(
            zh="“沉睡”的分界点要小于“流失”的分界点，否则没有沉睡客户",
            en="dormant must begin before lost, or nobody is dormant",
        )
    sizes = _came_back(values)
    cost = LETTER * int(sizes.loc["dormant", "n"])
    if sizes.loc["active", "back"] < 51:
        return say(
            zh="活跃客户里后来只有{share:.1f}%再来，应不低于51%：把“沉睡”的分界点调低",
            en="only {share:.1f}% of the active came back, it should be at least 51%: let dormant begin earlier",
        ).format(share=sizes.loc["active", "back"])
    if sizes.loc["lost", "back"] > 21:
        return say(
            zh="流失客户里后来还有{share:.1f}%再来，应不超过21%：把“流失”的分界点调高",
            en="{share:.1f}% of the lost came back, it should be at most 21%: let lost begin later",
        ).format(share=sizes.loc["lost", "back"])
    if cost > case["budget"]:
        return say(
            zh="唤醒信要花{cost:,}美元，超过了预算{budget:,}美元：把两个分界点靠近一些",
            en="the letters cost USD {cost:,}, more than the budget of USD {budget:,}: move the cut points closer together",
        ).format(cost=cost, budget=case["budget"])
    if cost < 0.8 * case["budget"]:
        return say(
            zh="唤醒信只花了{cost:,}美元，预算{budget:,}美元至少要用八成：把两个分界点拉开一些",
            en="the letters cost only USD {cost:,}; use at least 80% of the USD {budget:,}: move the cut points apart",
        ).format(cost=cost, budget=case["budget"])
    return None


def _solve_letters(case: dict[str, Any]) -> dict[str, float]:
    settings = (
        {"dormant": float(dormant), "lost": float(lost)}
        for lost in np.arange(4, 10, 0.5)
        for dormant in np.arange(1, 4, 0.5)
    )
    return next(setting for setting in settings if _letters_lack(setting, case) is None)


def _letters_picture(values: Any, case: dict[str, Any]) -> Any:
    sizes = _came_back(values)
    title = say(
        zh="后来再来的占比；给{n:,}位沉睡客户寄信要{cost:,}美元（预算{budget:,}美元）",
        en="Who came back; letters to {n:,} dormant customers cost USD {cost:,} (budget USD {budget:,})",
    ).format(
        n=int(sizes.loc["dormant", "n"]), cost=LETTER * int(sizes.loc["dormant", "n"]), budget=case["budget"]
    )
    label = say(zh="1998年上半年又来买的占比（%）", en="bought again in the first half of 1998 (%)")
    return bars(sizes["back"], title=title, label=label, names=ACTIVITY.labels)


WAKE_UP = Thresholds(
    id="01_02.9",
    concept="1.10",
    title=say(zh="唤醒谁，花多少钱", en="Whom to wake, and what it costs"),
    prompt=say(
        zh="唱片店CDNOW（真实数据，1997年12月31日，有自己购买间隔的{n:,}位客户）要给沉睡客户每人寄一封2美元的唤醒信，预算{budget:,}美元，至少要用八成。"
        "为了定分界点，我们看后来（1998年上半年）谁又来买了：活跃客户里再来的应不低于51%，流失客户里再来的应不超过21%。"
        "请移动两个分界点（沉默相当于几个自己的间隔），达到全部目标。",
        en="CDNOW (real data, 31 December 1997, the {n:,} customers with a buying gap of their own) sends each dormant customer a wake-up letter at USD 2; budget USD {budget:,}, at least 80% of it to be used. "
        "To find the cut points we look at who bought again later (first half of 1998): at least 51% of the active and at most 21% of the lost should have come back. "
        "Move the two cut points (silence in own buying gaps) until all goals are met.",
    ),
    case=lambda rng: {"budget": int(rng.choice([3000, 3600, 4200, 4800])), "n": len(_silences()[0])},
    sliders={
        "dormant": Slider(say(zh="沉默几个间隔起算沉睡", en="dormant from (gaps)"), 1, 6, 0.5),
        "lost": Slider(say(zh="沉默几个间隔起算流失", en="lost from (gaps)"), 2, 12, 0.5),
    },
    shortfall=_letters_lack,
    solve=_solve_letters,
    picture=_letters_picture,
    misconceptions=(
        Misconception(
            "usual_cuts",
            say(
                zh="照搬了常用的2和4。在这家店，沉默4个间隔及以上的人后来还有22.5%再来，划成流失太早了。",
                en="The usual 2 and 4 were taken over. In this shop 22.5% of those silent for 4 gaps or more came back: too early to call them lost.",
            ),
            {"dormant": 2.0, "lost": 4.0},
        ),
        Misconception(
            "cuts_crossed",
            say(zh="两个分界点反了：沉默越久越接近流失，“流失”的分界点应更大。", en="The cut points are crossed: a longer silence is closer to lost, so lost begins later."),
            {"dormant": 5.0, "lost": 2.0},
        ),
        Misconception(
            "letters_to_everyone_late",
            say(
                zh="晚来1个间隔就寄信，12个间隔以上还在寄：信寄给了太多不需要叫醒、或者叫不醒的人。",
                en="Letters go out after 1 gap and still after 11: too many who need no waking or will not wake.",
            ),
            {"dormant": 1.0, "lost": 12.0},
        ),
    ),
    hints=(
        say(zh="先移动“流失”，直到流失客户里再来的不超过21%。", en="Move lost first until at most 21% of the lost came back."),
        say(zh="“沉睡”取2或2.5个间隔，“流失”从5个间隔起往上找。", en="Take dormant at 2 or 2.5 gaps and try lost from 5 gaps upwards."),
    ),
    after=say(
        zh="分界点不是背来的：看后来谁回来了，再看预算。唤醒要定期做，分界点也要定期重看。",
        en="Cut points are not learned by heart: see who came back, then the budget. Wake customers regularly, and review the cut points as regularly.",
    ),
)  # fmt: skip


@cache
def _five_groups() -> tuple[pd.DataFrame, pd.Series]:
    pool = shop()[["frequency", "tenure_days", "recency_days", "silence_gaps"]]
    return pool, FIVE.classify(pool)


def _sixty_customers(rng: np.random.Generator) -> dict[str, Any]:
    pool, classes = _five_groups()
    sizes = rng.permutation([8, 10, 12, 14, 16])
    drawn = [
        pool[classes == code].sample(int(n), random_state=rng)
        for code, n in zip(FIVE.codes, sizes, strict=True)
    ]
    return {"table": pd.concat(drawn).sample(frac=1, random_state=rng)}


def _count_classes(case: dict[str, Any], scheme: Any = FIVE) -> pd.Series:
    counts = scheme.classify(case["table"]).value_counts()
    return counts.reindex(FIVE.codes, fill_value=0).rename("customers").rename_axis("class")


def _no_gap_is_new(case: dict[str, Any]) -> pd.Series:
    table = case["table"]
    classes = FIVE.classify(table).mask(table["silence_gaps"].isna() & (table["frequency"] > 0), "new")
    return classes.value_counts().reindex(FIVE.codes, fill_value=0).rename("customers").rename_axis("class")


FIVE_CLASSES = Table(
    id="01_02.10",
    concept="1.10",
    title=say(zh="用代码数五类客户", en="Count the five classes with code"),
    prompt=say(
        zh="e.items 是网店的60位客户（模拟数据：两本真实订单表里没有还没下单的人）。五类活跃度：还没下单的是潜在客户，首单在90天以内的是新客户，"
        "其余按沉默时长分：不到2个间隔为活跃，不到4个为沉睡，4个及以上或没有间隔为流失。请用 cc.schemes[\"activity_five\"] 分类，再数出每类有几位。",
        en="e.items holds 60 customers of the online shop (simulated data: the two real books have nobody without an order). Five classes of activity: no order yet is potential, first order at most 90 days ago is new, "
        "the others go by silence: below 2 gaps active, below 4 dormant, 4 or more or no gap lost. Classify with cc.schemes[\"activity_five\"] and count the customers of each class.",
    ),
    case=_sixty_customers,
    show=headings("frequency", "tenure_days", "recency_days", "silence_gaps"),
    compute=_count_classes,
    key="class",
    reason=lambda row, case: say(
        zh="按规则从上往下分，“{label}”有{n}位", en="by the rules, from the top, there are {n} of the class “{label}”"
    ).format(label=FIVE.labels[str(row.name)], n=int(row["customers"])),
    misconceptions=(
        Misconception(
            "three_for_five",
            say(
                zh="用了三类的方案 activity：它把还没下单的和刚来一次的都算成了流失。",
                en="The three-class scheme activity was used: it calls those without an order, and newcomers with one, lost.",
            ),
            lambda case: _count_classes(case, ACTIVITY),
        ),
        Misconception(
            "no_gap_is_new",
            say(
                zh="把只买过一次的人都当成了新客户。首单超过90天的，已经不新了。",
                en="Everybody with a single order was called new. After 90 days they are not new any more.",
            ),
            _no_gap_is_new,
        ),
        Misconception(
            "shares_for_counts",
            say(zh="算的是占比，题目要的是人数：不要写 normalize=True。", en="Those are shares; the task asks for customers: leave out normalize=True."),
            lambda case: _count_classes(case) / len(case["table"]),
        ),
    ),
    hints=(
        say(zh='cc.schemes["activity_five"].classify(e.items) 给出每位客户的类别。', en='cc.schemes["activity_five"].classify(e.items) gives each customer\'s class.'),
        say(
            zh="classes 是每位客户一行，题目要每类一个数：answer = classes.value_counts()。",
            en="classes has a row for each customer, the task wants a number for each class: answer = classes.value_counts().",
        ),
    ),
    after=say(
        zh="三类方案会把潜在客户和新客户都写成“流失”，唤醒信就寄错了人。",
        en="Three classes would call potential and new customers lost, and the wake-up letter would go to the wrong people.",
    ),
)  # fmt: skip

EXERCISES = [BY_RELATIONSHIP, RELATION_CARE, BY_LIFECYCLE, STAGE_CARE, BY_ACTIVITY, WAKE_UP, FIVE_CLASSES]
