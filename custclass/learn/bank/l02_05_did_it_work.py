"""Exercises of lesson 02_05: which measure, NPS, intervals, incremental effect, sample size, share; tracking beside it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.act.campaigns.groups import spending
from custclass.act.campaigns.samples import power_of_test, sample_size
from custclass.classify.catalogue import schemes
from custclass.classify.conditions import above, at_least, at_most, below
from custclass.classify.scheme import Class, Measure, Scheme
from custclass.data.tables import load
from custclass.learn.bank.did_it_work_tracking import MONTHS, RULE_MONEY, SIGNALS
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
from custclass.show.numbers import number
from custclass.show.say import Text, say

# -- which measure answers which question ---------------------------------------------------------------

WHICH_MEASURE = Match(
    id="02_05.1",
    concept="2.19",
    title=say(zh="哪个问题用哪种办法", en="Which question, which measure"),
    prompt=say(
        zh="店里有7个问题。每个问题用哪种办法回答最直接？",
        en="The shop has 7 questions. Which measure answers each most directly?",
    ),
    situations={
        "service": say(
            zh="换了客服系统以后，打电话来的客户满意的占几成？",
            en="With the new service system, what share of customers who call are satisfied?",
        ),
        "friends": say(
            zh="愿意把我们介绍给朋友的人，比不愿意的多多少？",
            en="How many more would recommend us to a friend than would not?",
        ),
        "coupon": say(
            zh="15元优惠券让多少本来不会买的人买了？",
            en="How many bought because of the 15-yuan coupon who would not have bought otherwise?",
        ),
        "message": say(
            zh="新写的短信真的比不发短信多带来订单吗？",
            en="Does the new message really bring more orders than no message?",
        ),
        "growth": say(
            zh="我们的销售额涨了8%，是我们做得好，还是大家都在涨？",
            en="Our sales rose by 8%: did we do well, or did everybody's rise?",
        ),
        "rivals": say(
            zh="城里卖出的茶叶，有几成是我们卖的？", en="What share of all tea sold in town is ours?"
        ),
        "month": say(
            zh="这个月降级的客户比上个月多，是出了事还是平常的起伏？",
            en="More customers were downgraded this month than last: trouble, or the usual ups and downs?",
        ),
    },
    actions={
        "csat": say(zh="客户满意度（CSAT）", en="customer satisfaction (CSAT)"),
        "nps": say(zh="净推荐值（NPS）", en="net promoter score (NPS)"),
        "lot": say(zh="抽签分出对照组的试验", en="a test with a control group drawn by lot"),
        "before_after": say(zh="前后对比", en="before and after"),
        "share": say(zh="市场占有率", en="market share"),
        "limits": say(zh="跟踪图的上下限", en="the limits of a tracking chart"),
    },
    pairs={
        "service": "csat",
        "friends": "nps",
        "coupon": "lot",
        "message": "lot",
        "growth": "share",
        "rivals": "share",
        "month": "limits",
    },
    because={
        "service": say(
            zh="问的是对一次服务满不满意，满意的人占回答者几成",
            en="it asks how satisfied people are with a service: the share of satisfied answers",
        ),
        "friends": say(
            zh="推荐者的百分比减贬损者的百分比，就是净推荐值",
            en="per cent of promoters minus per cent of detractors is the net promoter score",
        ),
        "coupon": say(
            zh="“本来不会买”的人数，只有不收券的对照组能告诉您",
            en="who “would not have bought otherwise” is told by a control group without a coupon only",
        ),
        "message": say(
            zh="要知道不发短信会怎样，就得有一组抽签选出、不发短信的人",
            en="to know what happens without it, some people, drawn by lot, must get none",
        ),
        "growth": say(
            zh="市场占有率把本店的增长和市场的增长放在一起比",
            en="the market share sets the shop's growth against that of the market",
        ),
        "rivals": say(
            zh="本店的销售额 ÷ 全城的销售额，就是占有率",
            en="the shop's sales ÷ all sales in town is the share",
        ),
        "month": say(
            zh="上下限说的就是碰巧会到哪里；越线才是信号",
            en="the limits say how far chance goes; only what lies outside is a signal",
        ),
    },
    misconceptions=(
        Misconception(
            "before_after_for_a_test",
            say(
                zh="想用前后对比来量效果。前后之间还变了季节、天气和别的活动，没有对照组就分不开。",
                en="Before and after was to measure an effect. The season, the weather and other campaigns change as well; without a control group they cannot be told apart.",
            ),
            {"coupon": "before_after", "message": "before_after"},
        ),
        Misconception(
            "before_after_for_share",
            say(
                zh="只看自己的前后，看不出市场涨了多少。要把市场的数字放进分母。",
                en="One's own before and after does not show how much the market grew. The market belongs into the base.",
            ),
            {"growth": "before_after", "rivals": "before_after"},
        ),
        Misconception(
            "satisfied_is_recommending",
            say(
                zh="把满意和推荐当成了一回事。满意度问这次好不好，净推荐值问愿不愿意介绍给朋友，还要减去贬损者。",
                en="Satisfied was taken for recommending. CSAT asks whether it was good, the net promoter score whether they would recommend it, and detractors are subtracted.",
            ),
            {"friends": "csat", "service": "nps"},
        ),
    ),
    hints=(
        say(
            zh="先看问的是感受、是多卖了多少、是和别人比，还是一个月一个月的起伏。",
            en="See whether it is about feelings, about what was sold in addition, about others, or about ups and downs by month.",
        ),
        say(
            zh="有一种办法一次也用不上：它回答不了“不做会怎样”。",
            en="One of the measures is never right here: it cannot say what would have happened otherwise.",
        ),
    ),
    after=say(
        zh="先把问题说清楚，再选办法；“是不是它的功劳”只有抽签的对照组能回答。",
        en="State the question first, then choose; only a control group drawn by lot answers “was it the campaign?”.",
    ),
)

# -- NPS ------------------------------------------------------------------------------------------------


def _survey(rng: np.random.Generator) -> dict[str, Any]:
    weights = np.array([1, 1, 1, 2, 2, 4, 4, 7, 8, 6, 5]) * rng.uniform(0.6, 1.4, 11)
    people = rng.multinomial(int(rng.integers(120, 260)), weights / weights.sum())
    silent = int(rng.integers(60, 160))
    table = pd.DataFrame(
        {"people": people}, index=pd.Index([str(score) for score in range(11)], name="recommend")
    )
    answered = int(people.sum())
    return {
        "table": table, "silent": silent, "asked": answered + silent, "answered": answered,
        "promoters": int(people[9:].sum()), "passives": int(people[7:9].sum()), "detractors": int(people[:7].sum()),
    }  # fmt: skip


def _score(case: dict[str, Any], promoters: int | None = None, base: int | None = None) -> float:
    promoters = case["promoters"] if promoters is None else promoters
    return 100 * (promoters - case["detractors"]) / (base or case["answered"])


def _mean(case: dict[str, Any]) -> float:
    people = case["table"]["people"].to_numpy()
    return float((people * np.arange(11)).sum() / people.sum())


NPS = Number(
    id="02_05.2",
    concept="2.19",
    title=say(zh="算净推荐值", en="Work out the net promoter score"),
    prompt=say(
        zh="问{asked}人：“有多大可能把我们推荐给朋友？”表里是0到10分各有几人回答（虚构的数字），另有{silent}人没有回答。"
        "9、10分是推荐者，7、8分是中立者，0到6分是贬损者。净推荐值是多少？（−100到100，保留一位小数）",
        en="{asked} customers were asked how likely they are to recommend us. The table holds how many gave each score from 0 to 10 (made-up figures); {silent} more did not answer. "
        "9 and 10 are promoters, 7 and 8 passives, 0 to 6 detractors. What is the net promoter score? (−100 to 100, one decimal)",
    ),
    case=_survey,
    show={"people": say(zh="人数", en="people")},
    compute=_score,
    unit=say(zh="分", en="points of the score"),
    tolerance=0.1,
    working=say(
        zh="推荐者{promoters}人，贬损者{detractors}人，回答的一共{answered}人（中立者{passives}人也在内）：100 ×（{promoters} − {detractors}）÷ {answered}",
        en="{promoters} promoters, {detractors} detractors, {answered} answers in all (the {passives} passives among them): 100 × ({promoters} − {detractors}) ÷ {answered}",
    ),
    misconceptions=(
        Misconception(
            "mean_score",
            say(
                zh="算成了平均分。净推荐值不是平均分，是推荐者的百分比减贬损者的百分比。",
                en="The mean was taken. The net promoter score is no mean: per cent of promoters minus per cent of detractors.",
            ),
            _mean,
        ),
        Misconception(
            "passives_dropped",
            say(
                zh="把中立者从分母里去掉了。他们不加也不减，但仍是回答者，要留在分母里。",
                en="The passives were dropped from the base. They neither add nor subtract, but they answered and stay in the base.",
            ),
            lambda case: _score(case, base=case["promoters"] + case["detractors"]),
        ),
        Misconception(
            "silent_in_base",
            say(
                zh="把没有回答的人也放进了分母。他们是哪一种人不知道，分母只数回答的人（回答率另外报告）。",
                en="Those who did not answer were put into the base. What they think is unknown: the base counts answers only (report the share of answers beside it).",
            ),
            lambda case: _score(case, base=case["asked"]),
        ),
        Misconception(
            "eight_a_promoter",
            say(
                zh="把8分也算成了推荐者。推荐者只有9分和10分。",
                en="A score of 8 was counted as a promoter. Only 9 and 10 are promoters.",
            ),
            lambda case: _score(case, promoters=case["promoters"] + int(case["table"]["people"].iloc[8])),
        ),
        Misconception(
            "turned_round",
            say(
                zh="减反了。是推荐者减贬损者；贬损者更多时，净推荐值是负数。",
                en="It was subtracted the wrong way round. Promoters minus detractors: with more detractors the score is negative.",
            ),
            lambda case: -_score(case),
        ),
        Misconception(
            "no_decimal",
            say(
                zh="算法对，但四舍五入成了整数。请保留一位小数。",
                en="The way is right, but it was rounded to a whole number. Keep one decimal.",
            ),
            lambda case: float(round(_score(case))),
        ),
    ),
    hints=(
        say(
            zh="先数推荐者、贬损者各有几人，用前者减后者。",
            en="Count promoters and detractors first, and subtract the second from the first.",
        ),
        say(
            zh="100 ×（推荐者 − 贬损者）÷ 全部回答的人（中立者也在内）。",
            en="100 × (promoters − detractors) ÷ all who answered (passives among them).",
        ),
    ),
    after=say(
        zh="同样的平均分可以有很不同的净推荐值：它只看两头。",
        en="The same mean can go with very different net promoter scores: it looks at both ends only.",
    ),
)

# -- reading an interval --------------------------------------------------------------------------------

POINTS = say(zh="个百分点", en="points")

VERDICT = Scheme(
    "test_verdict",
    say(zh="试验的结论", en="Verdict on a test"),
    measures=[
        Measure(
            "low", kind="real", label=say(zh="区间下端", en="the lower end of the interval"), unit=POINTS
        ),
        Measure(
            "high", kind="real", label=say(zh="区间上端", en="the upper end of the interval"), unit=POINTS
        ),
    ],
    classes=[
        Class("works", say(zh="看得出增加", en="an increase is seen"), {"low": above(0)}),
        Class("harms", say(zh="看得出减少", en="a decrease is seen"), {"high": below(0)}),
        Class("open", say(zh="还说不准", en="cannot tell yet"), {"low": at_most(0), "high": at_least(0)}),
    ],
)


@cache
def _tests() -> pd.DataFrame:
    """Made-up randomised tests, small and large, with effects of either sign or none."""
    from custclass.act.campaigns.estimate import difference_of_shares

    rng = np.random.default_rng(205)
    rows: list[dict[str, float]] = []
    while len(rows) < 90:
        n = int(rng.choice([60, 120, 250, 800, 2000, 4000]))
        base = rng.uniform(0.1, 0.5)
        effect = float(rng.choice([-0.06, -0.03, 0.0, 0.02, 0.03, 0.06, 0.10]))
        treated, control = (int(rng.binomial(n, p)) for p in (base + effect, base))
        gap, low, high = difference_of_shares((treated, n), (control, n), 0.95)
        if min(abs(low), abs(high), abs(gap)) < 0.003:
            continue  # as shown, an end could not be told from 0
        rows.append(
            {
                "n": n, "treated": round(100 * treated / n, 1), "control": round(100 * control / n, 1),
                "low": round(100 * low, 1), "high": round(100 * high, 1),
            }
        )  # fmt: skip
    ids = pd.Index([f"E{i + 1:02d}" for i in range(len(rows))], name="test")
    return pd.DataFrame(rows, index=ids)


def _by_gap(items: pd.DataFrame, counts: pd.Series) -> pd.Series:
    gap = items["treated"] - items["control"]
    said = pd.Series(np.where(gap > 0, "works", "harms"), index=items.index)
    return said.where(counts, "open")


READ_INTERVAL = Assign(
    id="02_05.3",
    concept="2.19",
    title=say(zh="看区间下结论", en="Read the interval"),
    prompt=say(
        zh="6次抽签的优惠券试验（虚构的数字）：每组几人，收到券的和对照组各有几成买了，差距的95%区间（百分点）。"
        "区间完全大于0：看得出增加；完全小于0：看得出减少；包含0：还说不准。请给每次试验下结论。",
        en="6 randomised coupon tests (made-up figures): customers in each group, the shares that bought with a coupon and in the control group, and the 95% interval of the difference (points). "
        "Interval wholly above 0: an increase is seen; wholly below 0: a decrease is seen; 0 inside: cannot tell yet. Give each test its verdict.",
    ),
    pool=_tests,
    scheme=VERDICT,
    n=6,
    show={
        "n": say(zh="每组人数", en="customers in each group"),
        "treated": say(zh="有券的购买率（%）", en="bought, with coupon (%)"),
        "control": say(zh="对照组购买率（%）", en="bought, control group (%)"),
        "low": say(zh="差距的区间从（百分点）", en="interval of the difference from (points)"),
        "high": say(zh="到（百分点）", en="to (points)"),
    },
    misconceptions=(
        Misconception(
            "sign_only",
            say(
                zh="只看了哪一组高。碰巧也会高一点，要看区间里有没有0。",
                en="Only which group is higher was looked at. Chance makes one higher too: see whether the interval holds 0.",
            ),
            lambda items: _by_gap(items, pd.Series(True, index=items.index)),
        ),
        Misconception(
            "five_points_is_much",
            say(
                zh="差距有5个百分点就当真，不到就不当真。人少的时候5个百分点可能是碰巧，人多的时候2个百分点也看得出。",
                en="5 points and more were believed, less was not. With few customers 5 points may be chance; with many, 2 points can be seen.",
            ),
            lambda items: _by_gap(items, (items["treated"] - items["control"]).abs() >= 5),
        ),
        Misconception(
            "many_customers_prove",
            say(
                zh="只看了人数：人多就当有结论，人少就当说不准。人数只管区间的宽窄；有没有结论，看区间里有没有0。",
                en="Only the number of customers was looked at: many for a proof, few for “cannot tell”. It makes the interval narrow or wide; what counts is whether 0 lies in it.",
            ),
            lambda items: _by_gap(items, items["n"] >= 800),
        ),
    ),
    hints=(
        say(zh="只看最后两栏。", en="Look at the last two columns only."),
        say(
            zh="两端都是正数：增加；都是负数：减少；一正一负：还说不准。",
            en="Both ends positive: increase; both negative: decrease; one of each: cannot tell.",
        ),
    ),
    after=say(
        zh="“还说不准”不是“没有效果”：多找些客户再试，或者接受这点不确定。",
        en="“Cannot tell yet” is not “no effect”: test with more customers, or live with not knowing.",
    ),
)

# -- the incremental effect in money --------------------------------------------------------------------


def _coupon_test(rng: np.random.Generator) -> dict[str, Any]:
    sent = int(rng.integers(8, 21)) * 100
    control = int(rng.integers(3, 7)) * 100
    base = int(rng.integers(18, 41))
    lift = int(rng.integers(4, 10))
    return {
        "sent": sent, "control": control, "base": base, "after": base + lift, "lift": lift,
        "buyers": sent * (base + lift) // 100, "control_buyers": control * base // 100,
        "margin": int(rng.integers(5, 11)) * 10, "coupon": int(rng.choice([5, 8, 10])),
    }  # fmt: skip


def _profit(case: dict[str, Any], additional: float | None = None, coupons: float | None = None) -> float:
    additional = case["sent"] * case["lift"] / 100 if additional is None else additional
    coupons = case["buyers"] if coupons is None else coupons
    return additional * case["margin"] - coupons * case["coupon"]


COUPON_PROFIT = Number(
    id="02_05.4",
    concept="2.19",
    title=say(zh="优惠券赚了还是亏了", en="Did the coupon pay?"),
    prompt=say(
        zh="抽签的试验（虚构的数字）：{sent:,}人收到{coupon}元优惠券，{buyers}人买了，人人都用了券；对照组{control}人没有券，{control_buyers}人买了。"
        "每一单减券之前的毛利是{margin}元，每人最多买一单。这{sent:,}张券一共给店里带来多少元？（多出来的毛利 − 用掉的券钱；亏损写负数）",
        en="A randomised test (made-up figures): {sent:,} customers received a coupon worth {coupon} yuan, {buyers} bought and all of these used it; in the control group of {control}, without a coupon, {control_buyers} bought. "
        "Each order has a margin of {margin} yuan before the coupon; nobody buys more than once. What did the coupons bring the shop in all, in yuan? (additional margin − coupons used; a loss is negative)",
    ),
    case=_coupon_test,
    compute=_profit,
    unit=say(zh="元", en="yuan"),
    tolerance=1,
    working=say(
        zh="有券{after}%买了，对照组{base}%，多出{lift}个百分点；{sent:,}人的{lift}%是真正多出来的买家，每人{margin}元毛利；再减去{buyers}张券 × {coupon}元",
        en="{after}% bought with a coupon, {base}% in the control group: {lift} points more; {lift}% of {sent:,} are the additional buyers at {margin} yuan each; less {buyers} coupons × {coupon} yuan",
    ),
    misconceptions=(
        Misconception(
            "all_buyers_counted",
            say(
                zh="把收到券又买了的人全算成券的功劳。对照组说明，许多人没有券也会买，只有多出来的才算。",
                en="All buyers with a coupon were counted as its effect. The control group shows that many buy without one: only the additional ones count.",
            ),
            lambda case: _profit(case, additional=case["buyers"]),
        ),
        Misconception(
            "raw_difference",
            say(
                zh="直接用两组的买家人数相减。两组人数不同，要先换成占比再比。",
                en="The numbers of buyers were subtracted. The groups differ in size: compare shares first.",
            ),
            lambda case: _profit(case, additional=case["buyers"] - case["control_buyers"]),
        ),
        Misconception(
            "coupons_of_additional_only",
            say(
                zh="只减了多出来的买家的券钱。本来就会买的人也用了券，他们的券钱才是大头。",
                en="Only the coupons of the additional buyers were subtracted. Those who would have bought anyway used theirs too, and these cost most.",
            ),
            lambda case: _profit(case, coupons=case["sent"] * case["lift"] / 100),
        ),
        Misconception(
            "coupons_of_everybody_sent",
            say(
                zh="寄出的券全算成了花掉的钱。没有买的人没有用券，只减用掉的券钱。",
                en="Every coupon sent was counted as money spent. Those who did not buy used none: subtract the coupons used.",
            ),
            lambda case: _profit(case, coupons=case["sent"]),
        ),
        Misconception(
            "per_cent_for_points",
            say(
                zh="把提高的百分比（相对于对照组）乘到了收到券的人身上。多出来的买家 = 收到券的人数 × 百分点之差。",
                en="The increase in per cent (of the control group's share) was applied to all who received one. Additional buyers = customers with a coupon × the difference in points.",
            ),
            lambda case: _profit(case, additional=case["sent"] * case["lift"] / case["base"]),
        ),
    ),
    hints=(
        say(
            zh="先算两组各有百分之几买了，差几个百分点。",
            en="Work out the share that bought in each group, and the difference in points.",
        ),
        say(
            zh="多出来的买家 = 收到券的人数 × 差距；毛利只算他们，券钱要算所有用券的人。",
            en="Additional buyers = customers with a coupon × the difference; their margin counts, but the coupons of everybody who used one.",
        ),
    ),
    after=say(
        zh="毛利只来自多出来的人，券钱却付给了每个用券的人。",
        en="The margin comes from the additional buyers only; the coupons are paid to everybody who uses one.",
    ),
)

# -- how many customers ---------------------------------------------------------------------------------


def _plan(rng: np.random.Generator) -> dict[str, Any]:
    base, lift = int(rng.integers(10, 41)), int(rng.integers(5, 11))
    needed = sample_size(base / 100, lift / 100)
    return {
        "base": base, "lift": lift, "needed": needed,
        "most": 20 * math.ceil(1.12 * needed / 10), "after": base + lift,
    }  # fmt: skip


def _power(n: float, case: dict[str, Any]) -> float:
    return power_of_test(int(n), case["base"] / 100, case["lift"] / 100)


def _lacking(values: Mapping[str, float], case: dict[str, Any]) -> Text | None:
    n = int(values["n"])
    if n < case["needed"]:
        return say(
            zh="每组{n:,}人不够：效果真有{lift}个百分点时，看出来的把握是{power:.1f}%，不到80%",
            en="{n:,} in each group are too few: if the effect is {lift} points, the power to find it is {power:.1f}%, below 80%",
        ).format(n=n, lift=case["lift"], power=math.floor(1000 * _power(n, case)) / 10)
    if 2 * n > case["most"]:
        return say(
            zh="两组一共{all:,}人，超过了最多{most:,}人：多出来的客户被白白占用",
            en="both groups together hold {all:,} customers, more than the {most:,} allowed: the rest are tied up for nothing",
        ).format(all=2 * n, most=case["most"])
    return None


def _draw_power(values: Mapping[str, float], case: dict[str, Any]) -> Any:
    from custclass.show.plots import lines

    sizes = np.unique(np.linspace(50, 2500, 50).astype(int))
    chance = pd.Series([_power(n, case) for n in sizes], index=sizes)
    title = say(
        zh="每组{n:,.0f}人（共{all:,.0f}人）：看出{lift}个百分点的把握是{power:.1f}%",
        en="{n:,.0f} in each group ({all:,.0f} in all): power for {lift} points is {power:.1f}%",
    ).format(
        n=values["n"], all=2 * values["n"], lift=case["lift"],
        power=math.floor(1000 * _power(values["n"], case)) / 10,
    )  # fmt: skip
    return lines(
        chance, title=title, unit="%", cuts=[values["n"]], label=say(zh="把握", en="power"),
        x_label=say(zh="每组人数", en="customers in each group"),
    )  # fmt: skip


HOW_MANY = Thresholds(
    id="02_05.5",
    concept="2.19",
    title=say(zh="试验要多少人", en="How many for the test?"),
    prompt=say(
        zh="店里想试一种新优惠券。平时{base}%的客户会买；至少多出{lift}个百分点（到{after}%）才值得做。"
        "请定每组的人数：效果真有这么大时，至少80%的把握能看出来（95%区间，照 cc.campaigns.sample_size 的算法）；两组一共不超过{most:,}人，其余客户留给别的试验。",
        en="The shop wants to test a new coupon. {base}% of the customers buy anyway; it is worth it from {lift} points more (to {after}%). "
        "Set the number in each group: if the effect is that large, it is found with a power of at least 80% (95% interval, as cc.campaigns.sample_size reckons); both groups together hold at most {most:,} customers, the rest is kept for other tests.",
    ),
    case=_plan,
    sliders={
        "n": Slider(say(zh="每组的人数", en="customers in each group"), 50, 2500, 10),
    },
    shortfall=_lacking,
    solve=lambda case: {"n": 10 * math.ceil(case["needed"] / 10)},
    picture=_draw_power,
    misconceptions=(
        Misconception(
            "total_for_group",
            say(
                zh="把公式给的每组人数当成了两组的总数。券组和对照组各要这么多人。",
                en="The number for each group was taken for both together. Coupon and control group need that many each.",
            ),
            lambda case: {"n": max(50, 10 * (case["needed"] // 20))},
        ),
        Misconception(
            "doubled",
            say(
                zh="每组放了两倍的人。人太多，别的试验就没有客户可用了。",
                en="Each group got twice what is needed. With so many, no customers are left for other tests.",
            ),
            lambda case: {"n": min(2500, 20 * math.ceil(case["needed"] / 10))},
        ),
        Misconception(
            "a_hundred_will_do",
            say(
                zh="凭感觉每组放了100人。要多少人由平时的购买率和要看出的效果决定，不是整百就够。",
                en="A hundred each by rule of thumb. How many it takes follows from the share that buys anyway and the effect to be found.",
            ),
            lambda case: {"n": 100},
        ),
    ),
    hints=(
        say(
            zh="往右拖，看图上面的把握什么时候到80%。",
            en="Move to the right and watch when the power above the picture reaches 80%.",
        ),
        say(
            zh="cc.campaigns.sample_size(base=0.3, lift=0.05) 给出每组的人数；百分点写成小数。",
            en="cc.campaigns.sample_size(base=0.3, lift=0.05) gives the number in each group; write points as fractions.",
        ),
    ),
    after=say(
        zh="人数在试验之前定好；效果减半，人数要变成大约四倍。",
        en="Set the numbers before the test; half the effect takes about four times as many.",
    ),
)

# -- by class, with code --------------------------------------------------------------------------------

BUYING = {
    code: label for code, label in schemes["purchase_frequency"].labels.items() if code != "potential_buyer"
}


@cache
def _tested() -> pd.DataFrame:
    test = load("shop_test")
    return test[test["class"] != "potential_buyer"].set_index("customer_id")[["class", "arm", "bought"]]


def _part_of_test(rng: np.random.Generator) -> dict[str, Any]:
    return {"table": _tested().sample(600, random_state=rng).sort_index()}


def _points(case: dict[str, Any]) -> pd.DataFrame:
    if "by_class" not in case:
        shares = case["table"].groupby(["class", "arm"])["bought"].mean().unstack()
        case["by_class"] = 100 * shares.reindex(list(BUYING))
    return case["by_class"]


def _lift_points(case: dict[str, Any]) -> pd.Series:
    return (_points(case)["coupon"] - _points(case)["control"]).rename("difference")


LIFT_BY_CLASS = Table(
    id="02_05.6",
    concept="2.19",
    title=say(zh="用代码算每一类的增量效果", en="The effect on each class, with code"),
    prompt=say(
        zh="e.items 是模拟网店优惠券试验（抽签）里的600位客户：类别 class、组别 arm（coupon 收到券，control 对照组）、买了没有 bought。"
        "请交一个 Series（一列，不是整张表）：每一类的增量效果，单位是百分点（多出5个百分点写5），索引是类别。相差不超过0.1个百分点都算对。",
        en="e.items holds 600 customers of the simulated shop's coupon test (by lot): class, arm (coupon, or control for the control group) and bought. "
        "Hand in a Series (one column, not the whole table): the incremental effect on each class in percentage points (write 5 for 5 points more), indexed by class. Differences of up to 0.1 points do not matter.",
    ),
    case=_part_of_test,
    show={
        "class": say(zh="类别 class", en="class"),
        "arm": say(zh="组别 arm", en="group arm"),
        "bought": say(zh="买了没有 bought", en="bought"),
    },
    compute=_lift_points,
    reason=lambda row, case: say(
        zh="有券{a:.1f}%买了，对照组{b:.1f}%，相差{c}个百分点",
        en="{a:.1f}% bought with a coupon, {b:.1f}% in the control group: {c} points",
    ).format(
        a=_points(case).loc[row.name, "coupon"],
        b=_points(case).loc[row.name, "control"],
        c=number(row["difference"], 1),
    ),  # fmt: skip
    key="class",
    labels={"class": BUYING},
    tolerance=0.1,
    misconceptions=(
        Misconception(
            "all_buyers_counted",
            say(
                zh="交的是收到券的人的购买率。本来就会买的人也在里面，要减去对照组的购买率。",
                en="That is the share that bought with a coupon. It includes those who buy anyway: subtract the control group's share.",
            ),
            lambda case: _points(case)["coupon"].rename("difference"),
        ),
        Misconception(
            "per_cent_for_points",
            say(
                zh="交的是相对于对照组提高了百分之几。题目要百分点：两个购买率直接相减。",
                en="That is the increase in per cent of the control group's share. Points are wanted: one share minus the other.",
            ),
            lambda case: (100 * (_points(case)["coupon"] / _points(case)["control"] - 1)).rename(
                "difference"
            ),
        ),
        Misconception(
            "fractions",
            say(
                zh="交的是小数（0.05）。题目的单位是百分点，要乘以100。",
                en="Those are fractions (0.05). The unit is points: multiply by 100.",
            ),
            lambda case: _lift_points(case) / 100,
        ),
    ),
    hints=(
        say(
            zh='cc.campaigns.lift_by_class(e.items, "bought") 给出一张表，看它的 difference 一栏：那是小数（0.05），题目要百分点。',
            en='cc.campaigns.lift_by_class(e.items, "bought") returns a table: see its column difference. It holds fractions (0.05); points are wanted.',
        ),
        say(
            zh='可以这样写：100 * cc.campaigns.lift_by_class(e.items, "bought")["difference"]。',
            en='100 * cc.campaigns.lift_by_class(e.items, "bought")["difference"].',
        ),
    ),
    after=say(
        zh="先按类别看增量效果，再决定下次寄给谁。",
        en="See the effect class by class, then decide who gets the next one.",
    ),
)

# -- a campaign without a lot ---------------------------------------------------------------------------

PERIODS = {  # campaign -> its days, and as many days before it
    "8": ("2017-03-20", "2017-05-07", "2017-05-08", "2017-06-25"),
    "13": ("2017-06-21", "2017-08-07", "2017-08-08", "2017-09-24"),
    "18": ("2017-09-04", "2017-10-29", "2017-10-30", "2017-12-24"),
}
GROUPS = {
    "sent": say(zh="收到券的家庭", en="households that received it"),
    "not_sent": say(zh="没有收到的家庭", en="households that did not"),
}


@cache
def _campaigns() -> dict[str, dict[str, Any]]:
    """Mean spending before and during the three largest campaigns of the grocer."""
    orders, sent = load("grocery_orders"), load("grocery_campaigns")
    homes = orders["customer_id"].drop_duplicates()
    cases = {}
    for campaign, (start, stop, first, last) in PERIODS.items():
        got = homes.isin(sent.loc[sent["campaign_id"] == campaign, "customer_id"])
        group = got.map({True: "sent", False: "not_sent"})
        money = pd.DataFrame(
            {
                "households": homes.groupby(group).size(),
                "before": spending(orders, start, stop, homes).groupby(group).mean().round(),
                "during": spending(orders, first, last, homes).groupby(group).mean().round(),
            }
        ).astype(int)
        gap = money.loc["sent"] - money.loc["not_sent"]
        cases[campaign] = {
            "table": money.loc[["sent", "not_sent"]].set_axis(["A", "B"]).assign(
                group=pd.Series(GROUPS).to_numpy()
            ),
            "number": campaign, "days": (pd.Timestamp(last) - pd.Timestamp(first)).days + 1,
            "gap_before": int(gap["before"]), "gap_during": int(gap["during"]),
            "before": int(money.loc["sent", "before"]), "during": int(money.loc["sent", "during"]),
            "change": abs(int(money.loc["sent", "during"] - money.loc["sent", "before"])),
            "way": say(zh="多花", en="more")
            if money.loc["sent", "during"] > money.loc["sent", "before"]
            else say(zh="少花", en="less"),
        }  # fmt: skip
    return cases


def _one_campaign(rng: np.random.Generator) -> dict[str, Any]:
    return dict(_campaigns()[str(rng.choice(list(PERIODS)))])


FAIR = {"already", "season", "lot"}

NOT_BY_LOT = Several(
    id="02_05.7",
    concept="2.19",
    title=say(zh="没有抽签的活动能说明什么", en="What a campaign that was not randomised tells"),
    prompt=say(
        zh="真实的超市第{number}次优惠券活动（2017年，{days}天），寄给谁由超市挑，没有抽签。表里是平均每户花的钱（美元）：活动前同样长的一段日子，和活动期间。哪些说法站得住？请全部选出。",
        en="Campaign {number} of the real grocer (2017, {days} days); the grocer chose who received it, without a lot. The table holds the mean spending of a household (US dollars) over as many days before it, and during it. Which statements stand? Choose them all.",
    ),
    case=_one_campaign,
    show={
        "group": say(zh="家庭", en="households"),
        "households": say(zh="户数", en="number"),
        "before": say(zh="活动前（美元）", en="before (US dollars)"),
        "during": say(zh="活动期间（美元）", en="during (US dollars)"),
    },
    options={
        "already": say(
            zh="活动开始之前，收到券的家庭就比没收到的平均多花{gap_before}美元",
            en="Before it began, households that received it already spent {gap_before} dollars more on average",
        ),
        "season": say(
            zh="收到券的家庭从{before}到{during}美元，这里面也有季节和碰巧，分不出有多少是券的作用",
            en="From {before} to {during} dollars for those who received it: season and chance are in that too, and how much of it the coupon did cannot be told",
        ),
        "lot": say(
            zh="下次要知道效果，应该先抽签留一部分家庭不寄",
            en="To know the effect next time, draw lots first and leave some households without it",
        ),
        "gap": say(
            zh="活动让每户多花了{gap_during}美元",
            en="The campaign made each household spend {gap_during} dollars more",
        ),
        "change": say(
            zh="活动的效果就是每户{way}{change}美元",
            en="The effect of the campaign is {change} dollars {way} for each household",
        ),
        "nothing": say(
            zh="没有抽签，所以可以断定活动没有效果",
            en="There was no lot, so the campaign surely had no effect",
        ),
    },
    because={
        "already": say(
            zh="活动前的一栏就是证据：券寄给了本来就花得多的家庭",
            en="the column before is the proof: it went to households that spend more anyway",
        ),
        "season": say(
            zh="前后之间变了的不只是券，没有可比的对照组就分不开",
            en="more than the coupon changed in between, and without a comparable control group nothing tells them apart",
        ),
        "lot": say(
            zh="抽签以后，两组在活动之前相像，差距才是效果",
            en="by lot both groups are alike before, and only then the difference is the effect",
        ),
        "gap": say(
            zh="活动前就差{gap_before}美元，这{gap_during}美元里大半（甚至全部）是两组原来的差别",
            en="the gap was {gap_before} dollars before already: most or all of the {gap_during} dollars is what the groups differed in anyway",
        ),
        "change": say(
            zh="前后对比里还有季节、节日和碰巧",
            en="before and after holds season, holidays and chance as well",
        ),
        "nothing": say(
            zh="不知道效果，不等于没有效果：只能说这份数据回答不了",
            en="not knowing an effect is not the same as no effect: these data cannot answer",
        ),
    },
    answer=FAIR,
    misconceptions=(
        Misconception(
            "gap_is_effect",
            say(
                zh="把收到的和没收到的直接相比当成了效果。先看活动之前，两组就不一样。",
                en="Received against not received was taken for the effect. Look at the time before: the groups differed already.",
            ),
            (FAIR - {"already"}) | {"gap"},
        ),
        Misconception(
            "before_after_is_effect",
            say(
                zh="把前后的变化当成了效果。没有收到券的家庭前后也在变。",
                en="The change from before to after was taken for the effect. Households without it changed as well.",
            ),
            (FAIR - {"season"}) | {"change"},
        ),
        Misconception(
            "no_proof_is_no_effect",
            say(
                zh="把“说不清”当成了“没有效果”。",
                en="“Cannot be told” was taken for “no effect”.",
            ),
            FAIR | {"nothing"},
        ),
    ),
    hints=(
        say(zh="先看“活动前”那一栏。", en="Look at the column “before” first."),
        say(
            zh="站得住的有三条，都没有说出“效果是多少”。",
            en="Three statements stand; none of them says how large the effect is.",
        ),
    ),
    after=say(
        zh="没有抽签的活动，数据再多也说不清效果。",
        en="Without a lot no amount of data tells the effect.",
    ),
)

# -- sales and share ------------------------------------------------------------------------------------

GOODS = {
    "tea": say(zh="茶叶", en="tea"),
    "snacks": say(zh="零食", en="snacks"),
    "home": say(zh="家居", en="home goods"),
    "gift": say(zh="礼盒", en="gift boxes"),
}


def _two_years(rng: np.random.Generator) -> dict[str, Any]:
    """Four categories, each made for one reading: behind the market, falling sales, small, slow."""
    behind, falling, small, slow = (str(code) for code in rng.permutation(list(GOODS)))
    market = {code: float(rng.integers(400, 900)) for code in GOODS}
    share = {
        behind: rng.uniform(0.16, 0.22),
        falling: rng.uniform(0.10, 0.14),
        small: rng.uniform(0.03, 0.05),
    }
    share[slow] = rng.uniform(0.08, 0.10)
    grows = {behind: rng.uniform(1.05, 1.10), falling: rng.uniform(0.86, 0.93), small: rng.uniform(1.15, 1.3)}
    grows[slow] = rng.uniform(1.01, 1.03)
    moves = {behind: rng.uniform(1.25, 1.4), falling: rng.uniform(0.75, 0.82), small: rng.uniform(1.02, 1.08)}
    moves[slow] = rng.uniform(0.94, 0.98)
    rows: list[dict[str, float]] = []
    case: dict[str, Any] = {}
    for code in GOODS:
        ours = round(market[code] * share[code], 1)
        row = {"ours": ours, "ours_now": round(ours * grows[code], 1), "market": market[code]}
        row["market_now"] = round(market[code] * moves[code])
        rows.append(row)
        old, new = 100 * ours / row["market"], 100 * row["ours_now"] / row["market_now"]
        case |= {
            f"{code}_sales": number(100 * (row["ours_now"] / ours - 1), 1),
            f"{code}_old": round(old, 1),
            f"{code}_new": round(new, 1),
        }
    goods = pd.Series(list(GOODS.values()), dtype=object)
    figures = pd.DataFrame(rows, index=list(GOODS))
    shown = figures.assign(goods=goods.to_numpy()).set_axis(["1", "2", "3", "4"])
    return {"table": shown, "figures": figures, **case}


def _changes(case: dict[str, Any]) -> pd.DataFrame:
    table = case["figures"]
    old, new = table["ours"] / table["market"], table["ours_now"] / table["market_now"]
    sales = table["ours_now"] / table["ours"] - 1
    return pd.DataFrame({"sales": sales, "share": new - old, "now": new})


def _falling_behind(case: dict[str, Any]) -> str:
    found = _changes(case)
    return str(found.loc[found["sales"] > 0, "share"].idxmin())


SHARE_LOST = ChooseOne(
    id="02_05.8",
    concept="2.19",
    title=say(zh="卖得多了，份额少了", en="More sold, less of the market"),
    prompt=say(
        zh="四个品类去年和今年同一季度的销售额（万元，虚构的数字），本店的和整个市场的（含本店）。"
        "哪个品类的销售额上升了，市场占有率却下降了，别家在抢生意？",
        en="Four kinds of goods, sales of the same quarter last year and this year (in 10,000 yuan, made-up figures), the shop's and those of the whole market (the shop included). "
        "In which did sales rise and the market share fall, so that others are taking business?",
    ),
    case=_two_years,
    show={
        "goods": say(zh="品类", en="goods"),
        "ours": say(zh="本店去年（万元）", en="shop, last year"),
        "ours_now": say(zh="本店今年（万元）", en="shop, this year"),
        "market": say(zh="市场去年（万元）", en="market, last year"),
        "market_now": say(zh="市场今年（万元）", en="market, this year"),
    },
    options=GOODS,
    because={
        code: say(
            zh=f"本店销售额变化{{{code}_sales}}%，占有率从{{{code}_old}}%到{{{code}_new}}%",
            en=f"the shop's sales changed by {{{code}_sales}}%, its share from {{{code}_old}}% to {{{code}_new}}%",
        )
        for code in GOODS
    },
    answer=_falling_behind,
    misconceptions=(
        Misconception(
            "sales_fell",
            say(
                zh="看的是本店销售额下降的品类。那里市场缩得更快，占有率反而升了。",
                en="You took the goods whose sales fell. There the market shrank faster, and the share rose.",
            ),
            lambda case: str(_changes(case)["sales"].idxmin()),
        ),
        Misconception(
            "smallest_share",
            say(
                zh="看的是占有率最小的品类。小不等于在下降，要比去年和今年。",
                en="You took the smallest share. Small is not falling: compare last year with this year.",
            ),
            lambda case: str(_changes(case)["now"].idxmin()),
        ),
        Misconception(
            "slowest_growth",
            say(
                zh="看的是本店涨得最慢的品类。涨得慢，可市场在缩小，占有率升了。",
                en="You took the slowest growth of sales. It grew slowly while its market shrank: the share rose.",
            ),
            lambda case: str(_changes(case)["sales"][_changes(case)["sales"] > 0].idxmin()),
        ),
    ),
    hints=(
        say(
            zh="占有率 = 本店 ÷ 市场，去年和今年各算一次。",
            en="Share = shop ÷ market, once for last year and once for this year.",
        ),
        say(
            zh="找市场涨得比本店快的那个品类。",
            en="Find the goods whose market grew faster than the shop.",
        ),
    ),
    after=say(
        zh="销售额上升时也要看占有率：市场涨得更快，就是在落后。",
        en="Look at the share even when sales rise: if the market grows faster, you fall behind.",
    ),
)

EXERCISES = [
    WHICH_MEASURE, NPS, READ_INTERVAL, COUPON_PROFIT, HOW_MANY, LIFT_BY_CLASS, NOT_BY_LOT, SHARE_LOST,
    MONTHS, SIGNALS, RULE_MONEY,
]  # fmt: skip
