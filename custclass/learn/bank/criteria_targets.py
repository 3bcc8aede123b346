"""Exercises of lesson 02_01 on what comes after the criteria: principles, the five steps, the target group."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.act.targets import Growth, growth_interval
from custclass.data.tables import load
from custclass.learn.bank.pools import grocer
from custclass.learn.kinds import ChooseOne, Match, Misconception, Number, Several, Slider, Table, Thresholds
from custclass.show.barcharts import bars
from custclass.show.say import Text, join, say

# -- 2.05 principles of a good segmentation -----------------------------------------------------------

PRINCIPLES = {
    "measurable": say(zh="可衡量", en="measurable"),
    "substantial": say(zh="足量", en="substantial"),
    "distinguishable": say(zh="可区分", en="distinguishable"),
    "actionable": say(zh="可操作", en="actionable"),
    "durable": say(zh="可持续", en="durable"),
}
RATES = {"actionable", "durable"}  # judged against what guessing and chance would give
KAPPA, LOWER_END, MONEY, KNOWN = 0.40, 1.0, 5.0, 90.0


def _report(rng: np.random.Generator) -> dict[str, Any]:
    """Figures of a segmentation: each principle clearly met or clearly broken, one of the two rates broken."""
    n = int(rng.integers(20, 51)) * 100
    largest = int(rng.choice([60, 70, 75, 80]))
    needed = largest + (100 - largest) / 4
    chance = int(rng.choice([50, 60, 70, 75]))
    ok = {name: bool(rng.random() < 0.6) for name in PRINCIPLES}
    if all(ok[name] for name in RATES):
        ok[str(rng.choice(sorted(RATES)))] = False
    keep = rng.uniform(0.52, 0.7) if ok["durable"] else rng.uniform(0.1, 0.3)
    lower = round(rng.uniform(1.6, 3.0) if ok["distinguishable"] else rng.uniform(0.0, 0.6), 1)
    return {
        "n": n,
        "known": round(n * (rng.uniform(0.93, 0.98) if ok["measurable"] else rng.uniform(0.6, 0.85))),
        "money": round(rng.uniform(7, 11) if ok["substantial"] else rng.uniform(1.5, 3.8), 1),
        "least": int(rng.integers(60, 120)),
        "share": round(lower + rng.uniform(2.5, 3.5), 1), "low": lower, "high": round(lower + rng.uniform(5, 7), 1),
        "largest": largest, "right": round(needed + (5 if ok["actionable"] else -3)), "needed": needed,
        "chance": chance, "kept": round(chance + keep * (100 - chance)),
    }  # fmt: skip


def _figures(case: dict[str, Any]) -> dict[str, float]:
    """What each principle measures, from the figures of the report."""
    return {
        "measurable": 100 * case["known"] / case["n"],
        "substantial": case["money"],
        "distinguishable": case["low"],
        "actionable": case["right"],
        "durable": (case["kept"] - case["chance"]) / (100 - case["chance"]),
    }


def _broken(case: dict[str, Any]) -> set[str]:
    required = {
        "measurable": KNOWN, "substantial": MONEY, "distinguishable": LOWER_END, "actionable": case["needed"],
        "durable": KAPPA,
    }  # fmt: skip
    return {name for name, figure in _figures(case).items() if figure < required[name]}


def _report_case(rng: np.random.Generator) -> dict[str, Any]:
    case = _report(rng)
    figures = _figures(case)
    return case | {
        "known_share": f"{figures['measurable']:.0f}",
        "needed_text": f"{case['needed']:g}",
        "kappa": f"{figures['durable']:.2f}",
    }


BROKEN = Several(
    id="02_01.9",
    concept="2.05",
    title=say(zh="这套细分违反了哪几条原则", en="Which principles does this segmentation break?"),
    prompt=say(
        zh="一套细分的体检单（虚构）。\n可衡量：{n:,}位客户里{known:,}位定得出类别（要求至少90%）。"
        "\n足量：带来金额最少的一类有{least}位客户，占全部金额的{money}%（要求至少30位而且至少5%）。"
        "\n可区分：类别解释了{share}%的花费差异，95%区间{low}%至{high}%（要求区间下端至少1%）。"
        "\n可操作：店员凭手头的字段能说对{right}%的客户；一律猜最大的一类能说对{largest}%，其余都猜错（要求：这些错误，店员至少少犯四分之一）。"
        "\n可持续：下一期{kept}%的客户类别不变，碰运气也有{chance}%（要求kappa =（不变 − 运气）÷（100% − 运气）至少0.40）。\n违反了哪几条？全部选上。",
        en="The check-up of a segmentation (made up).\nMeasurable: the class of {known:,} of {n:,} customers is known (at least 90% is required). "
        "\nSubstantial: the class with the least money has {least} customers and {money}% of all money (at least 30 customers and 5%). "
        "\nDistinguishable: the classes explain {share}% of the differences in spending, 95% interval {low}% to {high}% (lower end at least 1%). "
        "\nActionable: from their fields the staff name the class of {right}% rightly; always naming the largest class is right for {largest}% and wrong for the rest (required: the staff avoid at least a quarter of those errors). "
        "\nDurable: {kept}% keep their class in the next period, chance alone gives {chance}% (kappa = (kept − chance) ÷ (100% − chance) at least 0.40).\nWhich principles are broken? Tick them all.",
    ),
    case=_report_case,
    options=PRINCIPLES,
    because={
        "measurable": say(
            zh="{known:,} ÷ {n:,} = {known_share}%，要求至少90%",
            en="{known:,} ÷ {n:,} = {known_share}%; at least 90% is required",
        ),
        "substantial": say(
            zh="{least}位客户够30位；金额占{money}%，要求至少5%",
            en="{least} customers are enough; the money is {money}%, at least 5% is required",
        ),
        "distinguishable": say(
            zh="看区间下端：{low}%，要求至少1%",
            en="look at the lower end of the interval: {low}%; at least 1% is required",
        ),
        "actionable": say(
            zh="要求{largest}% +（100% − {largest}%）÷ 4 = {needed_text}%，店员说对了{right}%",
            en="required: {largest}% + (100% − {largest}%) ÷ 4 = {needed_text}%; the staff are right for {right}%",
        ),
        "durable": say(
            zh="（{kept}% − {chance}%）÷（100% − {chance}%）= {kappa}，要求至少0.40",
            en="({kept}% − {chance}%) ÷ (100% − {chance}%) = {kappa}; at least 0.40 is required",
        ),
    },
    answer=_broken,
    misconceptions=(
        Misconception(
            "high_rate_is_enough",
            say(
                zh="看到百分数高就放过了。一律猜最大的一类、碰运气，也能对很多；要看比它们多出多少。",
                en="A high rate was taken for a pass. Naming the largest class or mere chance is right often as well: what counts is how far it goes beyond.",
            ),
            lambda case: _broken(case) - RATES,
        ),
        Misconception(
            "interval_end_misread",
            say(
                zh="可区分判断反了。只拿区间的下端和1%比：下端够1%才算。",
                en="Distinguishable was judged the wrong way round. Compare the lower end of the interval with 1%: it passes only from there.",
            ),
            lambda case: _broken(case) ^ {"distinguishable"},
        ),
        Misconception(
            "one_fails_all_fail",
            say(
                zh="选多了。一条不合格就要否决这套细分，但不等于别的也不合格：逐条比，才知道要改哪里。",
                en="Too many were ticked. One failure rejects the segmentation, yet the others need not fail as well: compare one by one to know what to mend.",
            ),
            set(PRINCIPLES),
        ),
    ),
    hints=(
        say(
            zh="逐条把数字和要求比；可操作和可持续要先算一步。",
            en="Compare figure and requirement one by one; actionable and durable take a small sum first.",
        ),
        say(
            zh="可操作的要求：最大一类的占比 +（100% − 这个占比）÷ 4。可持续：（不变 − 运气）÷（100% − 运气）。",
            en="Actionable requires: share of the largest class + (100% − that share) ÷ 4. Durable: (kept − chance) ÷ (100% − chance).",
        ),
    ),
    after=say(
        zh="五条里有一条不合格，这套细分就先不用：看清是哪一条，改了再量。",
        en="One principle broken and the segmentation is not used yet: see which one, mend it, measure again.",
    ),
)


@cache
def _two_halves() -> tuple[np.ndarray, np.ndarray]:
    """What the real grocer's households spent in the first and the second 26 weeks of 2017 (US dollars)."""
    before, after = _by_26_weeks()
    return before.to_numpy(), after.to_numpy()


@cache
def _by_26_weeks() -> tuple[pd.Series, pd.Series]:
    orders = load("grocery_orders")
    day = (orders["order_date"].dt.normalize() - pd.Timestamp("2017-01-01")).dt.days
    money = [
        orders[day.between(start, start + 181)].groupby("customer_id")["amount"].sum() for start in (0, 182)
    ]
    before, after = (m.reindex(grocer().index).fillna(0.0) for m in money)
    return before, after


CLASSES = {
    "light": say(zh="轻度", en="light"),
    "medium": say(zh="中度", en="medium"),
    "heavy": say(zh="重度", en="heavy"),
}


def _three_classes(values: Mapping[str, float]) -> pd.DataFrame:
    """Customers, share of the next half-year's money, and share that kept the class, for each class."""
    before, after = _two_halves()
    now, then = (
        (money >= values["light"]).astype(int) + (money >= values["heavy"]) for money in (before, after)
    )
    sizes = np.bincount(now, minlength=3)
    kept = np.bincount(now[now == then], minlength=3) / np.maximum(sizes, 1)
    money = np.bincount(now, after, 3) / after.sum()
    return pd.DataFrame({"n": sizes, "money": 100 * money, "kept": 100 * kept}, index=list(CLASSES))


def _lacks(values: Mapping[str, float], case: dict[str, Any]) -> Text | None:
    if values["light"] >= values["heavy"]:
        return say(
            zh="“中度”的界要低于“重度”的界，否则没有中度客户", en="“medium from” must lie below “heavy from”, or nobody is medium"
        )  # fmt: skip
    found = _three_classes(values)
    n, places = int(found.loc["heavy", "n"]), case["places"]
    if n > places:
        return say(
            zh="重度有{n}户，专人只照顾得了{places}户：把“重度”的界调高",
            en="{n} households are heavy and the staff can serve {places}: raise “heavy from”",
        ).format(n=n, places=places)
    if n < 0.8 * places:
        return say(
            zh="重度只有{n}户，不到{places}个名额的八成：把“重度”的界调低",
            en="only {n} households are heavy, under 80% of the {places} places: lower “heavy from”",
        ).format(n=n, places=places)
    least = found["money"].idxmin()
    if found.loc[least, "money"] < case["least"]:
        return say(
            zh="不足量：“{name}”只带来后26周金额的{share:.2f}%，不到{least}%：{how}",
            en="Not substantial: “{name}” brings only {share:.2f}% of the next 26 weeks' money, under {least}%: {how}",
        ).format(
            name=CLASSES[least], share=found.loc[least, "money"], least=case["least"],
            how=say(zh="把“中度”的界调高", en="raise “medium from”") if least == "light"
            else say(zh="把“中度”的界调低", en="lower “medium from”"),
        )  # fmt: skip
    weakest = found["kept"].idxmin()
    if found.loc[weakest, "kept"] < case["stay"]:
        return say(
            zh="不可持续：“{name}”只有{kept:.2f}%的家庭后26周还在原类，不到{stay}%：{how}",
            en="Not durable: only {kept:.2f}% of “{name}” are in the same class in the next 26 weeks, under {stay}%: {how}",
        ).format(
            name=CLASSES[weakest], kept=found.loc[weakest, "kept"], stay=case["stay"],
            how=say(zh="两个界离得太近，拉开一些", en="the cuts are too close, draw them apart") if weakest == "medium"
            else say(zh="把“中度”的界调高一些", en="raise “medium from” a little"),
        )  # fmt: skip
    return None


@cache
def _solved(places: int, least: int, stay: int) -> dict[str, float]:
    case = {"places": places, "least": least, "stay": stay}
    settings = (
        {"light": float(light), "heavy": float(heavy)}
        for heavy in range(900, 1500, 20)
        for light in range(300, 500, 10)
    )
    return next(setting for setting in settings if _lacks(setting, case) is None)


def _cuts_picture(values: Mapping[str, float], case: dict[str, Any]) -> Any:
    found = _three_classes(values)
    named = say(
        zh="{name}：{n:,}户，金额{money:.1f}%", en="{name}: {n:,} households, {money:.1f}% of the money"
    )
    title = say(
        zh="重度{n:,}户（名额{places}户）；最少的一类带来{money:.2f}%；最不稳的一类留下{kept:.2f}%",
        en="Heavy: {n:,} ({places} places); the least class brings {money:.2f}%; the least stable keeps {kept:.2f}%",
    ).format(
        n=int(found.loc["heavy", "n"]),
        places=case["places"],
        money=found["money"].min(),
        kept=found["kept"].min(),
    )
    return bars(
        found["kept"] / 100,
        title=title,
        label=say(zh="后26周仍在原类的家庭", en="households still in the class in the next 26 weeks"),
        unit="%",
        names={
            code: named.format(name=label, n=int(found.loc[code, "n"]), money=found.loc[code, "money"])
            for code, label in CLASSES.items()
        },
    )


SUBSTANTIAL_AND_DURABLE = Thresholds(
    id="02_01.10",
    concept="2.05",
    title=say(zh="调到足量又可持续", en="Until all are substantial and durable"),
    prompt=say(
        zh="超市（真实数据，2,469户）按2017年前26周的花费把家庭分成轻度、中度、重度。请移动两个界，做到三点："
        "重度家庭不超过{places}户，名额至少用八成（专人照顾得过来）；每一类至少带来后26周金额的{least}%（足量）；"
        "每一类至少{stay}%的家庭，按后26周的花费、用同样的界来分，仍在原来的类（可持续）。",
        en="The grocer (real data, 2,469 households) sorts households into light, medium and heavy by what they spent in the first 26 weeks of 2017. Move the two cuts until three things hold: "
        "at most {places} households are heavy and at least 80% of these places are used (staff can serve them); each class brings at least {least}% of the next 26 weeks' money (substantial); "
        "at least {stay}% of each class are in the same class by the next 26 weeks' spending and the same cuts (durable).",
    ),
    case=lambda rng: {
        "places": int(rng.choice([700, 750, 800, 850])),
        "least": int(rng.choice([8, 9, 10])),
        "stay": int(rng.choice([58, 59, 60])),
    },
    sliders={
        "light": Slider(say(zh="花满多少美元算中度", en="medium from (US dollars)"), 50, 800, 10),
        "heavy": Slider(say(zh="花满多少美元算重度", en="heavy from (US dollars)"), 600, 2600, 20),
    },
    shortfall=_lacks,
    solve=lambda case: dict(_solved(case["places"], case["least"], case["stay"])),
    picture=_cuts_picture,
    misconceptions=(
        Misconception(
            "median_and_mean",
            say(
                zh="用中位数和平均数作了界。两个界离得近，中度夹在中间，花费稍有起伏就换了类，很难持续。",
                en="The median and the mean were used as cuts. They lie close together: medium is a narrow strip, and a little more or less spending moves a household out of it.",
            ),
            lambda case: {
                "light": float(np.median(_two_halves()[0])),
                "heavy": float(_two_halves()[0].mean()),
            },
        ),
        Misconception(
            "top_tenth",
            say(
                zh="只把前十分之一算作重度。专人的名额有一大半空着：界要跟着做得到的事走，不跟着整齐的百分数走。",
                en="Only the top tenth were called heavy. Most of the places stay empty: cuts follow what you can do, not round percentages.",
            ),
            lambda case: {"light": 350.0, "heavy": float(np.quantile(_two_halves()[0], 0.9))},
        ),
        Misconception(
            "light_is_nobody",
            say(
                zh="轻度的界太低：这一类几乎不带来钱，单独为它设计做法不划算。",
                en="“Medium from” is too low: light brings next to no money, and a treatment of its own does not pay.",
            ),
            lambda case: {"light": 100.0, "heavy": 1200.0},
        ),
    ),
    hints=(
        say(
            zh="先移“重度”，看户数；再移“中度”，一边看轻度的金额，一边看中度留下多少。",
            en="Move “heavy from” first and watch the households; then “medium from”, watching the money of light and how many stay medium.",
        ),
        say(
            zh="重度在1,000到1,400美元之间找，中度在300到400美元之间找。",
            en="Try heavy from 1,000 to 1,400 dollars and medium from 300 to 400 dollars.",
        ),
    ),
    after=say(
        zh="几条原则会互相拉扯：足量要求下面的界往上，可持续要求两个界拉开；先写下要求，再找界。这两个界是照着后26周调出来的，用以前要拿再下一期检验。",
        en="The principles pull against each other: substantial pushes the lower cut up, durable draws the cuts apart. Write down what is required first, then look for cuts. These were fitted to the very 26 weeks that judge them: test them on the next before use.",
    ),
)

# -- 2.06 the five steps ------------------------------------------------------------------------------

STEPS = {
    "traits": say(zh="第一步：特征", en="step 1: traits"),
    "value": say(zh="第二步：价值区间", en="step 2: value bands"),
    "needs": say(zh="第三步：共同需求", en="step 3: shared needs"),
    "method": say(zh="第四步：聚类方法", en="step 4: clustering method"),
    "evaluation": say(zh="第五步：评估", en="step 5: evaluation"),
}

WHICH_STEP = Match(
    id="02_01.11",
    concept="2.06",
    title=say(zh="这件事属于第几步", en="Which step is this?"),
    prompt=say(
        zh="一家茶店（虚构）做客户细分，分五步：特征（手里有哪些信息）、价值区间（客户带来多少）、共同需求（客户要什么）、聚类方法（用什么办法归群）、评估（这套细分能不能用）。下面的每件事属于哪一步？",
        en="A tea shop (made up) segments its customers in five steps: traits (what is known), value bands (what customers bring), shared needs (what they want), clustering method (how they are put into groups), evaluation (whether the segmentation is fit for use). To which step does each task belong?",
    ),
    situations={
        "one_table": say(
            zh="把城市、年龄、订单、浏览记录拼成一张客户表",
            en="put city, age, orders and visits into one customer table",
        ),
        "missing": say(
            zh="看看哪些信息一半以上的客户都没有，先不用", en="see which fields most customers lack, and leave them out"
        ),
        "profit_bands": say(
            zh="按一年的利润把客户分成三段，看每段带来多少",
            en="split customers into three bands by a year's profit and see what each brings",
        ),
        "referrals": say(
            zh="算一算每位客户介绍来的新客户值多少钱",
            en="work out in money what a customer's recommendations bring",
        ),
        "read_comments": say(
            zh="读高价值客户的留言，看他们都要什么：多数是送礼",
            en="read what the high-value customers write to see what they all want: mostly gifts",
        ),
        "fast": say(
            zh="发现两类人买的东西不同，要的都是当天送到",
            en="find that two kinds of people buy different goods and both want delivery the same day",
        ),
        "kmeans": say(
            zh="决定用K-means，先把各列化成同样的尺度",
            en="decide on K-means and put the columns on one scale first",
        ),
        "rules": say(
            zh="决定不用程序聚类，用三条写好的规则把人归群",
            en="decide against a program and put people into groups by three written rules",
        ),
        "goal": say(
            zh="问：分出来的群，对今年“多卖礼盒”的目标有没有用？",
            en="ask whether the groups help with this year's goal, selling more gift boxes",
        ),
        "again": say(
            zh="下个季度重分一次，数一数多少人还在原来的群",
            en="sort the customers again next quarter and count who is in the same group",
        ),
    },
    actions=STEPS,
    pairs={
        "one_table": "traits", "missing": "traits", "profit_bands": "value", "referrals": "value", "read_comments": "needs",
        "fast": "needs", "kmeans": "method", "rules": "method", "goal": "evaluation", "again": "evaluation",
    },
    because={
        "one_table": say(zh="先把手里的信息摆出来", en="first lay out what is known"),
        "missing": say(zh="还在看手里有哪些信息", en="this is still about what is known"),
        "profit_bands": say(zh="按带来的利润分段", en="bands by the profit they bring"),
        "referrals": say(zh="推荐也是客户带来的价值", en="referrals are value that customers bring, too"),
        "read_comments": say(zh="找的是共同要什么", en="it looks for what they want in common"),
        "fast": say(zh="找到了两类人共同要的东西", en="it found what both kinds want"),
        "kmeans": say(zh="选的是归群的办法", en="it chooses how to form groups"),
        "rules": say(zh="写好的规则也是归群的一种办法", en="written rules are a way of forming groups as well"),
        "goal": say(zh="检验的是这套细分本身有没有用", en="it tests whether the segmentation is of use"),
        "again": say(zh="检验的是这套细分稳不稳", en="it tests whether the segmentation lasts"),
    },
    n=8,
    misconceptions=(
        Misconception(
            "customers_for_segmentation",
            say(
                zh="把给客户算价值当成了评估。第二步量的是客户，第五步量的是这套细分。",
                en="You took the value of customers for evaluation. Step 2 measures customers, step 5 measures the segmentation.",
            ),
            {"profit_bands": "evaluation", "referrals": "evaluation"},
        ),
        Misconception(
            "wants_are_traits",
            say(
                zh="把客户要什么归进了特征。特征是手里已有的信息，需求要从里面读出来、问出来。",
                en="What customers want was put under traits. Traits are what is on record; needs must be read out of it or asked for.",
            ),
            {"read_comments": "traits", "fast": "traits"},
        ),
        Misconception(
            "only_programs_are_methods",
            say(
                zh="以为只有程序才算聚类方法。写好的规则也能把客户归群，同样要在第四步选定。",
                en="You took only programs for a method. Written rules put customers into groups too and are chosen in step 4.",
            ),
            {"rules": "needs"},
        ),
    ),
    hints=(
        say(zh="问：量的是客户，还是这套细分？", en="Ask: does it measure customers, or the segmentation?"),
        say(
            zh="利润和推荐是第二步；用写好的规则归群是第四步；对照目标、下季度重分是第五步。",
            en="Profit and referrals are step 2; grouping by written rules is step 4; the goal and sorting again are step 5.",
        ),
    ),
    after=say(
        zh="顺序有道理：先知道客户值多少、要什么，再选办法；最后一步有权把前面全部推翻。",
        en="The order has a reason: know what customers bring and want before choosing a method; and the last step may overturn all before it.",
    ),
)  # fmt: skip

DONE = {
    "traits": say(
        zh="把{n:,}位客户的城市、年龄、订单和留言拼成一张表",
        en="put city, age, orders and comments of {n:,} customers into one table",
    ),
    "value": say(
        zh="按两年的利润分成高、中、低三段", en="split them into high, medium and low by two years' profit"
    ),
    "needs": say(
        zh="从留言里找出三种共同的需要：送礼、自己喝、待客",
        en="found three wants in common in the comments: gifts, own use, guests",
    ),
    "method": say(
        zh="用写好的规则把每位客户归到{k}群中的一群",
        en="put each customer into one of {k} groups by written rules",
    ),
    "evaluation": say(
        zh="核对了每群的人数、店员认不认得出、对今年的目标有没有用",
        en="checked the size of each group, whether the staff can tell it, and its use for this year's goal",
    ),
}
TROUBLE = {
    "value": (
        say(
            zh="预算按人头分给了{k}群，其中三群人数过半，合起来只带来{small}%的利润",
            en="the budget was shared out by heads; three of the {k} groups hold most customers and bring {small}% of the profit together",
        ),
        say(
            zh="专人去照顾了最活跃的一群，后来一算，这一群两年都是亏的",
            en="staff were given to the liveliest group, which turned out to have cost money for two years",
        ),
    ),
    "needs": (
        say(
            zh="给利润最高的一群都寄了同样的礼盒，{half}%的人说用不上",
            en="all of the most profitable group got the same gift box, and {half}% had no use for it",
        ),
        say(
            zh="每一群的利润都很清楚，可文案同事问“对他们说什么”，没有人答得上来",
            en="the profit of each group was clear, but when the copywriter asked what to tell them nobody knew",
        ),
    ),
    "evaluation": (
        say(
            zh="上线以后才发现最小的一群只有{tiny}个人，店员也认不出谁是哪一群",
            en="only after the start did it turn out that the smallest group has {tiny} people, and that the staff cannot tell who belongs where",
        ),
        say(
            zh="一个季度后重分，{half}%的客户换了群，做好的活动全作废了",
            en="sorted again a quarter later, {half}% of the customers were in another group, and the campaigns had to be dropped",
        ),
    ),
}


def _skipped(rng: np.random.Generator) -> dict[str, Any]:
    missing = str(rng.choice(list(TROUBLE)))
    figures = {
        "n": int(rng.integers(8, 30)) * 100, "k": int(rng.choice([6, 7, 8])), "small": int(rng.integers(3, 8)),
        "half": int(rng.integers(45, 66)), "tiny": int(rng.integers(5, 14)),
    }  # fmt: skip
    done = {step: text.format(**figures) for step, text in DONE.items()}
    why = {
        f"why_{step}": say(zh="报告里没有这一步，后来的麻烦正是从这里来的", en="the report does not have this step, and the trouble comes from there")
        if step == missing
        else say(zh="报告里有这一步：{text}", en="the report has this step: {text}").format(text=text)
        for step, text in done.items()
    }  # fmt: skip
    account = join([text for step, text in done.items() if step != missing], zh="；", en="; ")
    trouble = TROUBLE[missing][int(rng.integers(2))].format(**figures)
    return {**why, "missing": missing, "account": account, "trouble": trouble}


MISSING_STEP = ChooseOne(
    id="02_01.12",
    concept="2.06",
    title=say(zh="漏了哪一步", en="The step that was skipped"),
    prompt=say(
        zh="一份细分报告（虚构）写道，团队做了四件事：{account}。后来出了麻烦：{trouble}。五步里漏了哪一步？",
        en="A report on a segmentation (made up) says that the team did four things: {account}. Then came trouble: {trouble}. Which of the five steps was skipped?",
    ),
    case=_skipped,
    options=STEPS,
    because={step: Text(zh="{why_" + step + "}", en="{why_" + step + "}") for step in STEPS},
    answer=lambda case: case["missing"],
    misconceptions=(
        Misconception(
            "method_doubted",
            say(
                zh="出了麻烦就怪归群的办法。报告里写明了办法；换一个办法，漏掉的那一步还是漏着。",
                en="Trouble was blamed on the method. The report names one, and another would not supply the step that was skipped.",
            ),
            "method",
        ),
        Misconception(
            "more_data_wanted",
            say(
                zh="以为信息不够。客户表已经有了，缺的是后面的一步。",
                en="You took it for a lack of data. The customer table is there; a later step is missing.",
            ),
            "traits",
        ),
        Misconception(
            "bringing_for_wanting",
            say(
                zh="混淆了“客户带来多少”（价值区间）和“客户要什么”（共同需求），或者没有对照报告里已有的步骤。",
                en="What customers bring (value bands) and what they want (shared needs) were mixed up, or the steps in the report were not ticked off.",
            ),
            lambda case: "needs" if case["missing"] == "value" else "value",
        ),
    ),
    hints=(
        say(
            zh="把报告里的四件事和五步一一对上。",
            en="Match the four things in the report with the five steps.",
        ),
        say(
            zh="再看麻烦说的是什么：值多少、要什么，还是这套细分能不能用。",
            en="Then see what the trouble is about: what they bring, what they want, or whether it can be used.",
        ),
    ),
    after=say(
        zh="漏掉的步骤不会自己消失，只会在花了钱以后再出现。",
        en="A step that is skipped does not go away; it comes back after the money is spent.",
    ),
)

# -- 2.22 the target group ----------------------------------------------------------------------------

SEGMENTS = {
    "gifts": say(zh="送礼的人", en="gift givers"),
    "daily": say(zh="天天喝茶的人", en="daily drinkers"),
    "offices": say(zh="公司茶水间", en="offices"),
    "students": say(zh="学生", en="students"),
    "newcomers": say(zh="刚学喝茶的人", en="beginners"),
}
MARKS = ["size", "growth", "margin", "competition", "fit"]
WEIGHTS = ((3, 2, 3, 1, 1), (2, 1, 4, 2, 1), (1, 3, 2, 2, 2), (2, 2, 2, 3, 1))


def _segments(rng: np.random.Generator) -> dict[str, Any]:
    table = pd.DataFrame(
        {
            "size": rng.permutation([900, 2400, 700, 3600, 1500]) + 10 * rng.integers(0, 20, 5),
            "growth": rng.permutation([2, 5, 9, 14, 20]) + rng.integers(0, 3, 5),
            "margin": rng.permutation([12, 18, 25, 31, 38]) + rng.integers(0, 4, 5),
            "competition": rng.permutation([2, 5, 9, 14, 21]) + rng.integers(0, 3, 5),
            "fit": rng.permutation([1, 2, 3, 4, 5]),
        },
        index=pd.Index(list(SEGMENTS), name="segment"),
    )
    weights = dict(zip(MARKS, WEIGHTS[int(rng.integers(len(WEIGHTS)))], strict=True))
    return {"table": table, "weights": weights, **{f"w_{name}": weight for name, weight in weights.items()}}


def _score(case: dict[str, Any], equal: bool = False, turned: bool = True, scaled: bool = True) -> pd.Series:
    """The score with one thing done wrong."""
    table = case["table"].to_numpy(dtype=float)
    if scaled:
        table = (table - table.min(axis=0)) / np.ptp(table, axis=0)
    if scaled and turned:
        rivals = MARKS.index("competition")
        table[:, rivals] = 1 - table[:, rivals]
    weights = None if equal else list(case["weights"].values())
    return pd.Series(np.average(table, axis=1, weights=weights), index=case["table"].index, name="score")


SCORES = Table(
    id="02_01.13",
    concept="2.22",
    title=say(zh="给五个细分群体打分", en="Score five segments"),
    prompt=say(
        zh="e.items 是一家茶店（虚构）的五个细分群体：gifts 送礼的人、daily 天天喝茶的人、offices 公司茶水间、students 学生、newcomers 刚学喝茶的人。各列是人数（size）、年增长（growth，%）、毛利率（margin，%）、竞争（competition，同类店数，越少越好）、匹配度（fit，1至5分）。"
        "权重写在 e.case 里：人数{w_size}、增长{w_growth}、毛利率{w_margin}、竞争{w_competition}、匹配度{w_fit}。"
        "每项先换成0（五个里最差）到1（最好），再按权重平均。请算出每个群体的得分（score，0到1），精确到小数点后两位即可。",
        en="e.items holds five segments of a tea shop (made up): gifts (gift givers), daily (daily drinkers), offices, students, newcomers (beginners). Its columns are people (size), growth a year (growth, %), margin (%), competition (rival shops, the fewer the better), fit (1 to 5). "
        "The weights are in e.case: size {w_size}, growth {w_growth}, margin {w_margin}, competition {w_competition}, fit {w_fit}. "
        "Each figure is first put on a scale from 0 (the worst of the five) to 1 (the best), then averaged by weight. Work out the score of each segment (score, 0 to 1); two decimals will do.",
    ),
    case=_segments,
    show={
        "size": say(zh="人数", en="people"),
        "growth": say(zh="年增长（%）", en="growth a year (%)"),
        "margin": say(zh="毛利率（%）", en="margin (%)"),
        "competition": say(zh="竞争（同类店数）", en="competition (rival shops)"),
        "fit": say(zh="匹配度（1–5）", en="fit (1-5)"),
    },
    compute=_score,
    key="segment",
    labels={"segment": SEGMENTS},
    tolerance=0.0051,
    reason=lambda row, case: say(
        zh="各项换成0到1以后按权重平均，得{score:.3f}",
        en="scaled to 0 to 1 and averaged by weight: {score:.3f}",
    ).format(score=row["score"]),
    misconceptions=(
        Misconception(
            "rivals_count_for_it",
            say(
                zh="同类店越多，得分反而越高了。竞争越少越好，这一项要反过来：在 less_is_better 里写明。",
                en="More rival shops raised the score. The fewer the better: turn this one round by naming it in less_is_better.",
            ),
            lambda case: _score(case, turned=False),
        ),
        Misconception(
            "weights_ignored",
            say(
                zh="五项一样重，没有用权重。权重写的是公司看重什么。",
                en="All five count the same; the weights were not used. They say what the firm wants.",
            ),
            lambda case: _score(case, equal=True),
        ),
        Misconception(
            "not_scaled",
            say(
                zh="没有先换成0到1。人数以千计、毛利率以十计，直接加起来只剩人数说了算。",
                en="The figures were not scaled first. People come in thousands and margins in tens: added up as they are, size alone decides.",
            ),
            lambda case: _score(case, scaled=False),
        ),
    ),
    hints=(
        say(
            zh="课文里的 cc.targets.score_segments 会换尺度、加权；哪一项越少越好，要写明它才会反过来。",
            en="cc.targets.score_segments of the lesson scales and weights; it turns a criterion round only if you name it.",
        ),
        say(
            zh='cc.targets.score_segments(e.items, e.case["weights"], less_is_better=["competition"])，交它的 score 一列。',
            en='cc.targets.score_segments(e.items, e.case["weights"], less_is_better=["competition"]), and hand in its column score.',
        ),
    ),
    after=say(
        zh="权重要在看到名次之前写下来；权重稍微一动名次就大变，说明还不能拍板。",
        en="Write the weights down before you see the ranks; if the ranks fall apart when a weight moves a little, do not decide yet.",
    ),
)


SIZE, RESPONSE, PROFIT = range(3)


def _profits(figures: np.ndarray, contacts: int, cost: int, capped: bool = True) -> np.ndarray:
    """What each segment earns after paying for its contacts."""
    reached = np.minimum(figures[:, SIZE], contacts) if capped else contacts
    return reached * (figures[:, RESPONSE] / 100 * figures[:, PROFIT] - cost)


def _one_campaign(rng: np.random.Generator) -> dict[str, Any]:
    while True:
        people = rng.permutation([200, 350, 1200, 2600, 4000]) + 10 * rng.integers(0, 10, 5)
        profit = rng.permutation([30, 60, 90, 140, 220]) + 2 * rng.integers(0, 5, 5)
        figures = np.column_stack([people, rng.permutation([3, 4, 6, 8, 11]), profit])
        contacts, cost = int(rng.choice([800, 1000, 1500])), int(rng.choice([1, 2]))
        profits = _profits(figures, contacts, cost)
        tempting = [profits[figures[:, column].argmax()] for column in (SIZE, RESPONSE, PROFIT)]
        tempting.append(_profits(figures, contacts, cost, capped=False).max())
        tempting += [_profits(figures, 10**6, cost).max(), _profits(figures, contacts, 0).max()]
        answers = np.sort([profits.max(), *tempting])
        if np.diff(answers).min() > 20:
            best = int(profits.argmax())
            table = pd.DataFrame(figures, columns=["customers", "response", "profit"])
            table.insert(0, "segment", list(SEGMENTS))
            return {
                "table": table, "figures": figures, "contacts": contacts, "cost": cost,
                "best": SEGMENTS[table["segment"][best]], "reached": int(min(figures[best, SIZE], contacts)),
                "rate": int(figures[best, RESPONSE]), "each": int(figures[best, PROFIT]),
            }  # fmt: skip


def _profit_of(column: int) -> Any:
    def profit(case: dict[str, Any]) -> float:
        figures = case["figures"]
        return float(_profits(figures, case["contacts"], case["cost"])[figures[:, column].argmax()])

    return profit


ONE_TARGET = Number(
    id="02_01.14",
    concept="2.22",
    title=say(zh="人数、响应率、利润各说各的", en="Size, response and profit disagree"),
    prompt=say(
        zh="茶店（虚构）最多能联系{contacts:,}位客户，每联系一位花{cost}元，每人只联系一次，而且只选一个细分群体。"
        "表里有各群体的人数、响应率和每个响应带来的利润（未扣联系费）。扣掉联系费后赚得最多的是哪个群体？它能赚多少元？",
        en="A tea shop (made up) can contact at most {contacts:,} customers, each once, at {cost} yuan a contact, and takes one segment only. "
        "The table shows the people, the response rate and the profit of a response (before the contacts are paid). Which segment leaves most after paying for its contacts, and how many yuan does it leave?",
    ),
    case=_one_campaign,
    values={"segment": SEGMENTS},
    show={
        "segment": say(zh="细分群体", en="segment"),
        "customers": say(zh="人数", en="people"),
        "response": say(zh="响应率（%）", en="response rate (%)"),
        "profit": say(zh="每个响应的利润（元）", en="profit of a response (yuan)"),
    },
    compute=lambda case: float(_profits(case["figures"], case["contacts"], case["cost"]).max()),
    unit=say(zh="元", en="yuan"),
    tolerance=1,
    working=say(
        zh="最高的是“{best}”：能联系{reached:,}位，{reached:,} ×（{rate}% × {each}元 − {cost}元）",
        en="the best is “{best}”: {reached:,} can be contacted, {reached:,} × ({rate}% × {each} yuan − {cost} yuan)",
    ),
    misconceptions=(
        Misconception(
            "largest_segment",
            say(
                zh="选了人数最多的群体。名额有限，多出来的人联系不到。",
                en="The largest segment was taken. Contacts are limited: the people beyond them are not reached.",
            ),
            _profit_of(SIZE),
        ),
        Misconception(
            "highest_profit_each",
            say(
                zh="选了每个响应利润最高的群体，没有看多少人响应、有多少人可联系。",
                en="The segment with the highest profit of a response was taken, without how many respond and how many there are.",
            ),
            _profit_of(PROFIT),
        ),
        Misconception(
            "highest_response",
            say(
                zh="选了响应率最高的群体，没有看每个响应值多少、有多少人可联系。",
                en="The segment with the highest response rate was taken, without what a response is worth and how many there are.",
            ),
            _profit_of(RESPONSE),
        ),
        Misconception(
            "limit_forgotten",
            say(
                zh="忘了名额：最多只能联系这么多位，人数再多也联系不到。",
                en="The limit was forgotten: no more than so many can be contacted, however many people there are.",
            ),
            lambda case: float(_profits(case["figures"], 10**6, case["cost"]).max()),
        ),
        Misconception(
            "contacts_for_free",
            say(
                zh="联系费还没有扣：每联系一位都要花钱，有没有响应都一样。",
                en="The contacts are not paid yet: each one costs money, with or without a response.",
            ),
            lambda case: float(_profits(case["figures"], case["contacts"], 0).max()),
        ),
        Misconception(
            "more_contacts_than_people",
            say(
                zh="每个群体都按全部名额算了，可小群体没有这么多人。",
                en="All contacts were used for each segment, but a small one does not have that many people.",
            ),
            lambda case: float(_profits(case["figures"], case["contacts"], case["cost"], capped=False).max()),
        ),
    ),
    hints=(
        say(zh="先算一次联系平均赚多少，再乘以能联系的人数。", en="First what one contact earns on average, then times the people who can be contacted."),
        say(
            zh="能联系的人数 = 人数和名额里较小的一个。",
            en="People who can be contacted = the smaller of people and contacts.",
        ),
    ),
    after=say(
        zh="选目标客户群，比的是“在做得到的范围内一共赚多少”，不是某一个数最大。",
        en="A target group is chosen by what it earns in all within what you can do, not by the largest single figure.",
    ),
)  # fmt: skip

GROUPS = {
    ("age_band", "25-34"): say(zh="25–34岁的家庭", en="households aged 25–34"),
    ("age_band", "35-44"): say(zh="35–44岁的家庭", en="households aged 35–44"),
    ("age_band", "45-54"): say(zh="45–54岁的家庭", en="households aged 45–54"),
    ("age_band", "65+"): say(zh="65岁及以上的家庭", en="households aged 65 and over"),
    ("income_band", "25-34K"): say(zh="年收入2.5万至3.5万美元的家庭", en="households with USD 25,000–35,000 a year"),
    ("income_band", "35-49K"): say(zh="年收入3.5万至5万美元的家庭", en="households with USD 35,000–50,000 a year"),
    ("income_band", "50-74K"): say(zh="年收入5万至7.5万美元的家庭", en="households with USD 50,000–75,000 a year"),
    ("income_band", "75-99K"): say(zh="年收入7.5万至10万美元的家庭", en="households with USD 75,000–100,000 a year"),
    ("household_size", "3"): say(zh="三口之家", en="households of three"),
    ("household_size", "4"): say(zh="四口之家", en="households of four"),
    ("household_size", "5+"): say(zh="五口及以上的家庭", en="households of five and more"),
}  # fmt: skip


@cache
def _growth(trait: str, band: str) -> tuple[Growth, float, float]:
    """Growth of a group's money from the first 26 weeks of 2017 to the next, and both sums (US dollars)."""
    table = load("grocery_households").set_index("customer_id")
    ids = table.index[table[trait].astype(str) == band]
    before, after = (money.reindex(ids) for money in _by_26_weeks())
    return growth_interval(before, after), float(before.sum()), float(after.sum())


def _signed(share: float) -> str:
    return f"{100 * share:+.1f}%".replace("-", "−")


def _claim(rng: np.random.Generator) -> dict[str, Any]:
    key = list(GROUPS)[int(rng.integers(len(GROUPS)))]
    found, before, after = _growth(*key)
    return {
        "group": GROUPS[key], "n": found.customers, "before": round(before), "after": round(after),
        "growth": _signed(found.growth), "low": _signed(found.low), "high": _signed(found.high),
        "shown": bool(found.low > 0),
    }  # fmt: skip


GROWTH = ChooseOne(
    id="02_01.15",
    concept="2.22",
    title=say(zh="“这块市场在增长”，站得住吗", en="“This market is growing”: does it hold?"),
    prompt=say(
        zh="有人提议把“{group}”定为目标客户群，理由是“这块市场在增长”。超市（真实数据）里这样的{n}户，2017年前26周一共花了{before:,}美元，后26周{after:,}美元："
        "变化{growth}，95%区间{low}至{high}。这些数字撑得住哪句话？",
        en="Somebody proposes “{group}” as the target group because “this market is growing”. The grocer (real data) has {n} of them; they spent USD {before:,} in the first 26 weeks of 2017 and USD {after:,} in the next 26: "
        "a change of {growth}, 95% interval {low} to {high}. Which sentence do the figures bear out?",
    ),
    case=_claim,
    options={
        "own": say(
            zh="这样的家庭在这家店，后26周花得比前26周多，不只是碰巧；是增长还是季节，只看一年分不出",
            en="Households of this kind spent more at this shop in the second 26 weeks, beyond chance; whether that is growth or season, one year cannot tell",
        ),
        "not_shown": say(
            zh="这{n}户合起来是多了，但换一批这样的家庭，也可能没有变，甚至更少",
            en="These {n} spent more in sum, yet other households of this kind might show no change, or less",
        ),
        "market": say(
            zh="这块市场在增长，幅度就是{growth}",
            en="This market is growing, by {growth}",
        ),
        "forecast": say(
            zh="接下来的26周还会同样变化（{growth}），可以照这个数做预算",
            en="The following 26 weeks will bring the same change again ({growth}): budget on it",
        ),
    },
    because={
        "own": say(
            zh="看区间{low}至{high}：整个在0以上，才能说不只是碰巧",
            en="look at the interval, {low} to {high}: only when it lies wholly above 0 is it beyond chance",
        ),
        "not_shown": say(
            zh="看区间{low}至{high}：0在里面，换一批家庭才可能没有变",
            en="look at the interval, {low} to {high}: only with 0 inside might others show no change",
        ),
        "market": say(
            zh="这是一家店自己的订单，没有别家的；市场的大小和增长，要看全部店家的销售额",
            en="these are one shop's own orders, without its rivals; the size and growth of a market are about the sales of all shops",
        ),
        "forecast": say(
            zh="后26周有年底节日，不能照搬到下一个半年；何况区间是{low}至{high}",
            en="the second 26 weeks hold the holidays at the end of the year and cannot be carried over; besides, the interval is {low} to {high}",
        ),
    },
    answer=lambda case: "own" if case["shown"] else "not_shown",
    misconceptions=(
        Misconception(
            "zero_in_interval_misread",
            say(
                zh="没有看0在不在区间里，或者看反了。0在区间里：可能只是碰巧；整个区间在0以上：不只是碰巧。",
                en="Whether 0 lies in the interval was not looked at, or read the wrong way round. 0 inside: it may be chance. Wholly above 0: beyond chance.",
            ),
            lambda case: "not_shown" if case["shown"] else "own",
        ),
        Misconception(
            "own_sales_for_market",
            say(
                zh="把自己店里的销售当成了市场。市场还包括在别家花的钱。",
                en="You took the shop's own sales for the market. A market includes what is spent elsewhere.",
            ),
            "market",
        ),
        Misconception(
            "season_for_growth",
            say(
                zh="把一次半年的变化照搬到了下一个半年。季节不同，不能这样比。",
                en="One change between half-years was carried over to the next. The seasons differ, so it cannot be.",
            ),
            "forecast",
        ),
    ),
    hints=(
        say(zh="先看0在不在区间里，再看这是谁的销售额。", en="See first whether 0 lies in the interval, then whose sales these are."),
        say(
            zh="“市场”和“照这个数做预算”都说过头了，剩下两句看区间。",
            en="“Market” and “budget on it” both say too much; the interval decides between the other two.",
        ),
    ),
    after=say(
        zh="说市场增长，要有市场的数字、同样的季节和一个区间。",
        en="A claim that a market grows takes figures of the market, like seasons, and an interval.",
    ),
)  # fmt: skip

EXERCISES = [BROKEN, SUBSTANTIAL_AND_DURABLE, WHICH_STEP, MISSING_STEP, SCORES, ONE_TARGET, GROWTH]
