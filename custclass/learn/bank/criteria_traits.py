"""Exercises of lesson 02_01 on criteria: where customers live, who they are, what matters to them, what they do."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.conditions import one_of
from custclass.classify.criteria import compare_criteria, explained_share
from custclass.classify.place import CITY_TIERS, add_city_tier, city_tier
from custclass.classify.scheme import Class, Measure, Scheme
from custclass.data.tables import load
from custclass.learn.bank.pools import grocer, headings, shop
from custclass.learn.kinds import Assign, ChooseOne, Match, Misconception, Number, Table
from custclass.show.say import Text, say

# -- 2.01 where customers live ------------------------------------------------------------------------

CITY_NAMES = {
    "杭州": "Hangzhou", "上海": "Shanghai", "北京": "Beijing", "广州": "Guangzhou", "深圳": "Shenzhen", "成都": "Chengdu",
    "南京": "Nanjing", "武汉": "Wuhan", "西安": "Xi'an", "宁波": "Ningbo", "沈阳": "Shenyang", "昆明": "Kunming",
    "哈尔滨": "Harbin", "绍兴": "Shaoxing", "嘉兴": "Jiaxing", "洛阳": "Luoyang", "海口": "Haikou", "桂林": "Guilin",
    "兰州": "Lanzhou", "衢州": "Quzhou", "丽水": "Lishui", "赣州": "Ganzhou", "曲靖": "Qujing", "天水": "Tianshui",
}  # fmt: skip
CITIES = {zh: Text(zh=zh, en=en) for zh, en in CITY_NAMES.items()}
TIER_LABELS = city_tier().labels
# The catalogue's scheme reads a column of tiers; here the tier is to be found, so the rule names the cities.
TIERS = Scheme(
    "city_tier_by_name",
    say(zh="城市级别", en="City tier"),
    measures=[Measure("city", "category", values=CITIES, label=say(zh="所在城市", en="city"))],
    classes=[
        Class(code, label, {"city": one_of(*[city for city, tier in CITY_TIERS.items() if tier == code])})
        for code, label in TIER_LABELS.items()
    ],
    exclusive=True,
)
CAPITALS_OF_TIER_3 = ("哈尔滨", "海口", "兰州")


def _with_cities() -> pd.DataFrame:
    return shop()[["city", "frequency", "monetary"]]


def _changed(items: pd.DataFrame, where: pd.Series, tier: str) -> pd.Series:
    return TIERS.classify(items).mask(where, tier)


BY_CITY = Assign(
    id="02_01.1",
    concept="2.01",
    title=say(zh="按城市级别给客户归类", en="Customers by city tier"),
    prompt=say(
        zh="网店（模拟数据，2024、2025两年）自己定的城市级别：一线是北京、上海、广州、深圳；二线是杭州、成都、南京、武汉、西安、宁波、沈阳、昆明；"
        "三线是哈尔滨、绍兴、嘉兴、洛阳、海口、桂林、兰州；四线及以下是衢州、丽水、赣州、曲靖、天水。请按这张名单给客户归类。",
        en="The list of city tiers that an online shop (simulated data, 2024 and 2025) has fixed for itself: tier 1 is Beijing, Shanghai, Guangzhou, Shenzhen; "
        "tier 2 is Hangzhou, Chengdu, Nanjing, Wuhan, Xi'an, Ningbo, Shenyang, Kunming; tier 3 is Harbin, Shaoxing, Jiaxing, Luoyang, Haikou, Guilin, Lanzhou; "
        "tier 4 and below is Quzhou, Lishui, Ganzhou, Qujing, Tianshui. Sort the customers by this list.",
    ),
    pool=_with_cities,
    scheme=TIERS,
    show=headings(
        "frequency", city=say(zh="城市", en="city"), monetary=say(zh="购买金额（元）", en="spent (yuan)")
    ),
    values={"city": CITIES},
    n=7,
    misconceptions=(
        Misconception(
            "capital_is_tier_2",
            say(
                zh="凭印象把省会都算成了二线。级别以写下来的名单为准：哈尔滨、海口、兰州在名单上是三线。",
                en="From general knowledge you put every provincial capital in tier 2. The written list decides: Harbin, Haikou and Lanzhou are tier 3 on it.",
            ),
            lambda items: _changed(items, items["city"].isin(CAPITALS_OF_TIER_3), "tier_2"),
        ),
        Misconception(
            "home_city_first",
            say(
                zh="把杭州算成了一线。店开在杭州、杭州客户最多，都不改变名单上的级别。",
                en="You put Hangzhou in tier 1. That the shop is there, with most of its customers, does not change the list.",
            ),
            lambda items: _changed(items, items["city"] == "杭州", "tier_1"),
        ),
        Misconception(
            "spending_for_place",
            say(
                zh="花得多的客户被算成了一线。地理标准只看住在哪里；花多少要另外检验，不能先算进级别里。",
                en="Customers who spend much were put in tier 1. A geographic criterion looks at the place only; spending is tested afterwards, not built in.",
            ),
            lambda items: _changed(items, items["monetary"] >= 2000, "tier_1"),
        ),
    ),
    hints=(
        say(zh="只看“城市”一列，去名单里找。", en="Look at the city only and find it on the list."),
        say(
            zh="杭州是二线；哈尔滨、海口、兰州虽是省会，在名单上是三线。",
            en="Hangzhou is tier 2; Harbin, Haikou and Lanzhou are capitals, yet tier 3 on the list.",
        ),
    ),
    after=say(
        zh="城市级别没有官方标准，媒体的名单常有变动：公司要写下自己的名单，否则今年和明年比不了。",
        en="No authority fixes city tiers and the lists of the media keep changing: a firm writes down its own list, or this year cannot be compared with the next.",
    ),
)


@cache
def _parcels() -> pd.DataFrame:
    """Orders of private persons in 2025, by city tier: how many customers, orders, yuan an order."""
    orders = load("shop_orders")
    orders = orders[(orders["amount"] > 0) & (orders["order_date"] >= "2025-01-01")]
    customers = add_city_tier(load("shop_customers"))
    persons = customers.loc[customers["customer_type"] == "person", ["customer_id", "city_tier"]]
    by_tier = orders.merge(persons, on="customer_id").groupby("city_tier")
    table = by_tier.agg(
        customers=("customer_id", "nunique"), orders=("order_id", "size"), mean=("amount", "mean")
    )
    return table.round(1)


def _free_delivery(rng: np.random.Generator) -> dict[str, Any]:
    table = _parcels()
    tier = str(rng.choice(["tier_3", "tier_4"]))
    row = table.loc[tier]
    return {
        "table": table.reset_index(), "tier": TIER_LABELS[tier],
        "customers": int(row["customers"]), "orders": int(row["orders"]), "mean": float(row["mean"]),
        "margin": int(rng.choice([11, 13, 15, 18])), "fee": int(rng.choice([12, 14, 16, 18])),
    }  # fmt: skip


def _margin(case: dict[str, Any]) -> float:
    return case["orders"] * case["mean"] * case["margin"] / 100


FREE_DELIVERY = Number(
    id="02_01.2",
    concept="2.01",
    title=say(zh="这一级城市还能包邮吗", en="Free delivery for these cities?"),
    prompt=say(
        zh="表里是网店个人客户2025年的订单（模拟数据；各级城市的每单金额不同，是人为放进去的）。毛利是实付金额的{margin}%，还没有扣运费。"
        "寄到“{tier}”，每单运费{fee}元。如果由店里包邮，而订单照旧，2025年在“{tier}”还剩多少元毛利？亏损请写负数；四舍五入到元即可。",
        en="The table shows the orders of the online shop's private persons in 2025 (simulated data; the difference between tiers was put in). The margin is {margin}% of the amount paid, before delivery. "
        "Delivery to the class “{tier}” costs {fee} yuan a parcel. If the shop paid for delivery and the orders stayed as they are, how many yuan of margin would be left for 2025 in this class? A loss takes a minus; whole yuan will do.",
    ),
    case=_free_delivery,
    values={"city_tier": TIER_LABELS},
    show={
        "city_tier": say(zh="城市级别", en="city tier"),
        "customers": say(zh="下过单的客户数", en="customers who ordered"),
        "orders": say(zh="订单数", en="orders"),
        "mean": say(zh="平均每单金额（元）", en="mean order (yuan)"),
    },
    compute=lambda case: _margin(case) - case["orders"] * case["fee"],
    unit=say(zh="元", en="yuan"),
    tolerance=8,
    working=say(
        zh="{orders:,}单 ×（{mean}元 × {margin}% − {fee}元）",
        en="{orders:,} orders × ({mean} yuan × {margin}% − {fee} yuan)",
    ),
    misconceptions=(
        Misconception(
            "turnover_for_margin",
            say(
                zh="从销售额里扣了运费。能拿来付运费的只有毛利，先把金额乘以毛利率。",
                en="Delivery was taken from the turnover. Only the margin can pay for it: multiply by the margin first.",
            ),
            lambda case: case["orders"] * (case["mean"] - case["fee"]),
        ),
        Misconception(
            "one_parcel_a_customer",
            say(
                zh="每位客户只算了一次运费。每一单都要寄一次，运费乘以订单数。",
                en="Delivery was charged once a customer. Every order is a parcel: multiply by the orders.",
            ),
            lambda case: _margin(case) - case["customers"] * case["fee"],
        ),
        Misconception(
            "delivery_forgotten",
            say(
                zh="运费还没有扣：每一单都要减去运费。",
                en="Delivery is not taken off yet: subtract it for each order.",
            ),
            _margin,
        ),
        Misconception(
            "one_order_only",
            say(
                zh="只算了一单。再乘以这一级城市的订单数。",
                en="That is a single order. Multiply by the orders of this class.",
            ),
            lambda case: case["mean"] * case["margin"] / 100 - case["fee"],
        ),
        Misconception(
            "sign_turned",
            say(
                zh="数对了，正负反了。毛利减运费：剩下的写正数，亏的写负数。",
                en="The figure is right, its sign is not. Margin minus delivery: what is left is plus, a loss is minus.",
            ),
            lambda case: case["orders"] * case["fee"] - _margin(case),
        ),
    ),
    hints=(
        say(zh="先算一单：毛利减运费。", en="Take one order first: margin minus delivery."),
        say(
            zh="订单数 ×（每单金额 × 毛利率 − 运费）。",
            en="Orders × (mean order × margin − delivery).",
        ),
    ),
    after=say(
        zh="地理标准常常先影响成本：同样的毛利率，单价低、路又远的地方，包邮可能就赔钱。",
        en="Place often shows in the cost first: with one margin for all, free delivery can lose money where orders are small and the way is long.",
    ),
)

# -- 2.02 who customers are ---------------------------------------------------------------------------

INCOME_GROUPS = {
    "below_50K": ("Under 15K", "15-24K", "25-34K", "35-49K"),
    "50K_to_99K": ("50-74K", "75-99K"),
    "100K_and_more": ("100-124K", "125-149K", "150-174K", "175-199K", "200-249K", "250K+"),
}
TRAITS = {
    "income_group": say(zh="年收入档", en="income group"),
    "age_band": say(zh="年龄段", en="age band"),
    "household_size": say(zh="家庭人口", en="persons in the household"),
    "marital_status": say(zh="婚姻状况", en="marital status"),
}


@cache
def _households() -> pd.DataFrame:
    """The real grocer's households with known traits, and what they spent in 2017 (US dollars)."""
    traits = load("grocery_households").set_index("customer_id")
    groups = {band: group for group, bands in INCOME_GROUPS.items() for band in bands}
    traits["income_group"] = traits["income_band"].map(groups)
    return traits.join(grocer()["monetary"].round(2), how="inner")


SHARES_OF = ("age_band", "income_group", "household_size")


def _four_hundred(rng: np.random.Generator) -> dict[str, Any]:
    return {"table": _households()[[*SHARES_OF, "monetary"]].sample(400, random_state=rng)}


def _share(values: pd.Series, groups: pd.Series) -> float:
    return explained_share(values, groups, draws=1).share


def _share_of_logs(values: pd.Series, groups: pd.Series) -> float:
    return explained_share(values, groups, draws=1, log=True).share


def _eta(values: pd.Series, groups: pd.Series) -> float:
    means = values.groupby(groups).transform("mean")
    return float(means.var() / values.var())


def _of_means(values: pd.Series, groups: pd.Series) -> float:
    return float(values.groupby(groups).mean().var() / values.var())


def _shares(case: dict[str, Any], measure: Any = _share) -> pd.Series:
    table = case["table"]
    found = {trait: measure(table["monetary"], table[trait]) for trait in SHARES_OF}
    return pd.Series(found, name="share").rename_axis("criterion")


EXPLAINED = Table(
    id="02_01.3",
    concept="2.02",
    title=say(
        zh="三个人口统计标准，各解释多少", en="Three demographic criteria: how much does each explain?"
    ),
    prompt=say(
        zh="e.items 是超市的400户真实家庭：年龄段（age_band）、收入档（income_group，K = 千美元）、家庭人口（household_size）和2017年的购买金额（monetary，美元）。"
        "请算出每个标准各解释了购买金额差异的多大份额（课文里按组数修正过的份额，不取对数，写成小数，例如0.093），精确到小数点后三位即可。compare_criteria 的结果可以直接交。",
        en="e.items holds 400 real households of the grocer: age band (age_band), income group (income_group, K = thousand US dollars), persons (household_size) and money spent in 2017 (monetary, US dollars). "
        "Work out which share of the differences in spending each criterion explains (the share of the lesson, corrected for the number of groups, without logarithms, as a fraction such as 0.093); three decimals will do. The result of compare_criteria can be handed in as it is.",
    ),
    case=_four_hundred,
    show={
        "age_band": say(zh="年龄段（岁）", en="age band (years)"),
        "income_group": say(zh="年收入档（千美元）", en="yearly income (thousand US dollars)"),
        "household_size": say(zh="家庭人口", en="persons"),
        "monetary": say(zh="购买金额（美元）", en="spent (US dollars)"),
    },
    compute=_shares,
    key="criterion",
    labels={"criterion": {trait: TRAITS[trait] for trait in SHARES_OF}},
    tolerance=0.001,
    reason=lambda row, case: say(
        zh="cc.criteria.explained_share 给出的份额是{share:.4f}，也就是{percent:.1f}%",
        en="cc.criteria.explained_share gives {share:.4f}, that is {percent:.1f}%",
    ).format(share=row["share"], percent=100 * row["share"]),
    misconceptions=(
        Misconception(
            "percent_for_fraction",
            say(
                zh="交的是百分数，题目要的是小数：不用乘以100。",
                en="Those are percentages; the task asks for fractions: leave out the times 100.",
            ),
            lambda case: 100 * _shares(case),
        ),
        Misconception(
            "not_corrected",
            say(
                zh="份额没有按组数修正。组分得越多，碰巧也会“解释”一些；explained_share 已经扣掉了这一部分。",
                en="These shares are not corrected for the number of groups. The more groups, the more chance seems to explain; explained_share takes that off.",
            ),
            lambda case: _shares(case, _eta),
        ),
        Misconception(
            "means_without_sizes",
            say(
                zh="只比了各组平均数之间的差别，没有看每组有多少户。人很少的组不该和大组一样算。",
                en="You compared the means of the groups and not how many households each holds. A tiny group must not count like a large one.",
            ),
            lambda case: _shares(case, _of_means),
        ),
        Misconception(
            "logarithms",
            say(
                zh="这是取了对数的份额。题目问的是金额本身：去掉 log=True。",
                en="These are shares of the logarithms. The task asks about the amounts: leave out log=True.",
            ),
            lambda case: _shares(case, _share_of_logs),
        ),
    ),
    hints=(
        say(
            zh='一个标准的份额：cc.criteria.explained_share(e.items["monetary"], e.items["age_band"]).share。',
            en='The share of one criterion: cc.criteria.explained_share(e.items["monetary"], e.items["age_band"]).share.',
        ),
        say(
            zh='cc.criteria.compare_criteria(e.items, "monetary", names) 一次算完三个；names 已经写好。',
            en='cc.criteria.compare_criteria(e.items, "monetary", names) does all three at once; names is ready.',
        ),
    ),
    after=say(
        zh="三个标准都只解释了一小部分：同一档收入、同一个年龄段里，各户花费仍然相差很大。负的份额读作“没有”。",
        en="Each explains a small part only: households of one income group or age band still differ widely. A share below zero reads “nothing”.",
    ),
)

SHUFFLES = 200


def _eta_by_chance(values: np.ndarray, codes: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Share found when the trait is dealt out at random, `SHUFFLES` times; corrected for the groups."""
    n, k = len(values), codes.max() + 1
    centred = values - values.mean()
    shuffled = rng.permuted(np.tile(centred, (SHUFFLES, 1)), axis=1)
    sums = shuffled @ np.eye(k)[codes]
    between = (sums**2 / np.bincount(codes)).sum(axis=1)
    return 1 - (n - 1) / (n - k) * (1 - between / (centred**2).sum())


def _pilot(rng: np.random.Generator) -> dict[str, Any]:
    while True:
        trait, n = str(rng.choice(list(TRAITS))), int(rng.choice([80, 120, 160, 240]))
        known = _households()[[trait, "monetary"]].dropna()
        sample = known.sample(n, random_state=rng)
        share = 100 * _share(sample["monetary"], sample[trait])
        codes = pd.factorize(sample[trait])[0]
        line = 100 * np.quantile(_eta_by_chance(sample["monetary"].to_numpy(), codes, rng), 0.95)
        if abs(share - line) >= 0.5:  # what is shown, to one decimal, must decide
            return {
                "trait": TRAITS[trait], "n": n, "groups": int(codes.max()) + 1, "found": round(share, 1),
                "share": f"{share:.1f}".replace("-", "−"), "line": f"{line:.1f}", "above": bool(share > line),
            }  # fmt: skip


CHANCE = ChooseOne(
    id="02_01.4",
    concept="2.02",
    title=say(zh="比碰巧多吗", en="More than chance?"),
    prompt=say(
        zh="先拿{n}户真实家庭（超市，2017年）试一试：“{trait}”分{groups}组，解释了购买金额差异的{share}%（修正后的份额，负数表示比碰巧的平均还少）。"
        "再把各户的“{trait}”随机打乱200次，让它和花费毫无关系，重新计算：200次里有190次不超过{line}%。怎么用这个标准？",
        en="A pilot with {n} real households (grocer, 2017): “{trait}” in {groups} groups explains {share}% of the differences in spending (the corrected share; below zero means less than chance gives on average). "
        "Then “{trait}” is shuffled among the households 200 times, so that it has nothing to do with spending: 190 of the 200 shares are {line}% or less. How would you use this criterion?",
    ),
    case=_pilot,
    options={
        "weak": say(
            zh="比碰巧多，但差别大半还在组内：可以用来粗分，同组客户仍要看各自的花费",
            en="More than chance, yet most differences lie within the groups: fit for a first cut; within a group look at each household's spending",
        ),
        "not_shown": say(
            zh="这{n}户里看不出比碰巧多：先不按它花钱，客户多了再验",
            en="These {n} households show no more than chance: spend nothing on it yet, test again with more",
        ),
        "none": say(
            zh="已经证明它和花费没有关系：以后不用再看",
            en="It is proved to have nothing to do with spending: never look at it again",
        ),
        "decides": say(
            zh="它决定花费：知道它，就知道一户花多少",
            en="It decides spending: who knows it knows what a household spends",
        ),
    },
    because={
        "weak": say(
            zh="看份额{share}%有没有超过碰巧的线{line}%：超过才谈得上用它粗分",
            en="compare the share, {share}%, with the line of chance, {line}%: only above the line is it fit for a first cut",
        ),
        "not_shown": say(
            zh="看份额{share}%有没有超过碰巧的线{line}%：没有超过，才是“看不出”",
            en="compare the share, {share}%, with the line of chance, {line}%: “no more than chance” holds only below the line",
        ),
        "none": say(
            zh="{n}户的试验证明不了“没有关系”：看不出和没有是两回事",
            en="a pilot of {n} cannot prove that there is nothing: not seen is not the same as not there",
        ),
        "decides": say(
            zh="份额是{share}%，其余的差别都在组内",
            en="the share is {share}%; all other differences lie within the groups",
        ),
    },
    answer=lambda case: "weak" if case["above"] else "not_shown",
    misconceptions=(
        Misconception(
            "line_of_chance_misread",
            say(
                zh="没有和碰巧的线比，或者比反了。份额高于这条线，才算比碰巧多。",
                en="The line of chance was left out, or read the wrong way round. Only a share above it is more than chance.",
            ),
            lambda case: "not_shown" if case["above"] else "weak",
        ),
        Misconception(
            "not_seen_is_not_there",
            say(
                zh="小试验说不出“一定没有”：户数少，弱的关系容易看漏。",
                en="A small pilot cannot say that there is none: with few households a weak link is easily missed.",
            ),
            "none",
        ),
        Misconception(
            "explains_all",
            say(
                zh="把“解释了一部分”当成了“决定”。份额离100%还很远。",
                en="You took explaining a part for deciding. The share is far from 100%.",
            ),
            "decides",
        ),
    ),
    hints=(
        say(zh="比两个数：份额，和碰巧的线。", en="Compare two figures: the share and the line of chance."),
        say(
            zh="高于线：比碰巧多；低于线：看不出。“证明没有”和“决定”都说过头了。",
            en="Above the line: more than chance. Below: not shown. “Proved” and “decides” both say too much.",
        ),
    ),
    after=say(
        zh="人口统计标准容易拿到，但先和碰巧比，再决定花不花钱。户数少，碰巧的线就高，弱的关系容易看漏；就算过了线，也只是“不只是碰巧”，份额还可能很小。",
        en="Demographic criteria are easy to get; compare with chance before spending on them. With few households the line of chance is high and a weak link is missed; and above the line means “more than chance” only: the share may still be small.",
    ),
)

# -- 2.03 what matters to customers -------------------------------------------------------------------

MOTIVES = Match(
    id="02_01.5",
    concept="2.03",
    title=say(zh="同一款茶，换一句话卖", en="One tea, different words"),
    prompt=say(
        zh="同一款茶，海报上可以换不同的话。客户说的话（虚构）透露了他看重什么，请配上最合适的一句；听不出看重什么的，先问一句，不要猜。",
        en="One tea can be advertised in different words. What customers say (made up) tells what matters to them: choose the fitting line. Where it does not tell, ask first and do not guess.",
    ),
    situations={
        "tin": say(
            zh="“包装我都攒着，能退回去重新用就好了。”", en="“I keep the tins; I wish they could be returned.”"
        ),
        "pay_for_eco": say(
            zh="“多付几块没关系，但别再用塑料了。”", en="“A few yuan more is fine, but no more plastic.”"
        ),
        "origin": say(
            zh="“我要知道是哪座山、哪一天采的。”", en="“I want to know which hill and which day it was picked.”"
        ),
        "brew": say(
            zh="“第五泡还有没有味道，才看得出好坏。”",
            en="“Whether the fifth brew still tastes tells good tea from bad.”",
        ),
        "per_cup": say(zh="“我算过，一泡合几毛钱最要紧。”", en="“I work out what a cup costs; that decides.”"),
        "compare": say(zh="“同样的东西，谁家便宜买谁家。”", en="“For the same thing I go where it costs less.”"),
        "first": say(zh="“出了没喝过的口味，我总要第一个试。”", en="“A taste I have not had: I must be the first.”"),
        "bored": say(zh="“喝来喝去一个味，腻了，有新的吗？”", en="“Always the same taste, I am tired of it. Anything new?”"),
        "student": say(zh="“我二十一岁，在读大三。”", en="“I am 21, in my third year at university.”"),
        "retired": say(zh="“我退休了，每月退休金四千。”", en="“I am retired on 4,000 yuan a month.”"),
    },
    actions={
        "eco": say(zh="环保：旧罐寄回，换新茶", en="environment: send back the tin, get new tea"),
        "quality": say(zh="品质：一山一日，手工采制", en="quality: one hill, one day, picked by hand"),
        "price": say(zh="价格：大包装，每泡省三成", en="price: large pack, 30% less a cup"),
        "novelty": say(zh="新奇：本月新口味，先尝为快", en="novelty: this month's new taste, be the first"),
        "ask": say(zh="先问一句：您喝茶最看重什么", en="ask first: what matters most to you in tea?"),
    },
    pairs={
        "tin": "eco", "pay_for_eco": "eco", "origin": "quality", "brew": "quality", "per_cup": "price", "compare": "price",
        "first": "novelty", "bored": "novelty", "student": "ask", "retired": "ask",
    },
    because={
        "tin": say(zh="他在意包装能不能再用", en="what matters is using the tin again"),
        "pay_for_eco": say(zh="他愿意为少用塑料多付钱：看重环保", en="would pay for less plastic: the environment"),
        "origin": say(zh="他在意产地和采摘：看重品质", en="asks for origin and picking: quality"),
        "brew": say(zh="他用耐泡不耐泡来判断好坏：看重品质", en="judges by how long the taste lasts: quality"),
        "per_cup": say(zh="他按每泡的钱来决定：看重价格", en="decides by money a cup: price"),
        "compare": say(zh="哪家便宜买哪家：看重价格", en="buys where it costs less: price"),
        "first": say(zh="他要尝没喝过的：看重新奇", en="wants what is new: novelty"),
        "bored": say(zh="他在找新口味：看重新奇", en="looks for a new taste: novelty"),
        "student": say(zh="只说了年龄和身份，没有说看重什么", en="this tells age and position, not what matters"),
        "retired": say(zh="只说了退休和收入，没有说看重什么", en="this tells retirement and income, not what matters"),
    },
    n=9,
    misconceptions=(
        Misconception(
            "who_for_why",
            say(
                zh="从年龄和收入猜了动机。年轻不等于爱新奇，收入不高不等于只看价格。",
                en="Motives were guessed from age and income. Young does not mean fond of novelty, nor a small income price-minded.",
            ),
            {"student": "novelty", "retired": "price"},
        ),
        Misconception(
            "discount_for_everybody",
            say(
                zh="给看重品质和环保的客户也推了便宜。他们没有问价格，降价白白少赚。",
                en="Quality-minded and eco-minded customers were offered a lower price. They did not ask for it: margin given away.",
            ),
            {"origin": "price", "brew": "price", "tin": "price", "pay_for_eco": "price"},
        ),
        Misconception(
            "willing_to_pay_is_quality",
            say(
                zh="“多付几块没关系”被当成了看重品质。要看他为什么愿意多付：是为了少用塑料。",
                en="“A few yuan more is fine” was read as quality. Look at what they would pay for: less plastic.",
            ),
            {"pay_for_eco": "quality"},
        ),
    ),
    hints=(
        say(zh="找出话里的“为什么”。", en="Look for the why in each sentence."),
        say(zh="年龄、职业、收入都不是“为什么”：这样的先问。", en="Age, occupation and income are no why: ask those first."),
    ),
    after=say(
        zh="心理标准说的是为什么买：同一款货，换一句话就能对上不同的人。",
        en="A psychographic criterion says why people buy: one product, and the words change with the person.",
    ),
)  # fmt: skip


def _survey_offer(rng: np.random.Generator) -> dict[str, Any]:
    return {
        "n": int(rng.choice([4000, 5000, 6000, 8000])),
        "answer": int(rng.choice([30, 40, 45, 50])),
        "plain": int(rng.choice([3, 4, 5])),
        "fitted": int(rng.choice([6, 7, 8])),
        "profit": int(rng.choice([60, 80, 100, 120])),
        "cost": int(rng.choice([1, 2])),
    }


def _more_profit(case: dict[str, Any], answer: float | None = None, lift: float | None = None) -> float:
    answered = case["answer"] if answer is None else answer
    gained = case["fitted"] - case["plain"] if lift is None else lift
    return case["n"] * answered / 100 * gained / 100 * case["profit"]


ASKING = Number(
    id="02_01.6",
    concept="2.03",
    title=say(zh="做一次问卷值不值", en="Is the survey worth it?"),
    prompt=say(
        zh="（虚构的店）想知道客户看重什么，要给{n:,}位客户发问卷，每位发出去都要花{cost}元（短信和小礼）。预计{answer}%的人回答。"
        "人人同一句话，响应率是{plain}%；对回答过的人说对路的话，响应率是{fitted}%，没有回答的人仍是{plain}%。每个响应带来{profit}元利润。"
        "做问卷比不做多赚多少元？亏了写负数。",
        en="(A made-up shop.) To learn what matters to customers a survey goes to {n:,} customers; each one sent costs {cost} yuan (message and small gift). {answer}% are expected to answer. "
        "One line for all has a response rate of {plain}%; a fitting line for those who answered has {fitted}%, those who did not stay at {plain}%. Each response brings a profit of {profit} yuan. "
        "How many yuan more does the survey bring than no survey? A loss takes a minus.",
    ),
    case=_survey_offer,
    compute=lambda case: _more_profit(case) - case["n"] * case["cost"],
    unit=say(zh="元", en="yuan"),
    tolerance=1,
    working=say(
        zh="多出的利润：{n:,} × {answer}% ×（{fitted}% − {plain}%）× {profit}元；再减去问卷费{n:,} × {cost}元",
        en="more profit: {n:,} × {answer}% × ({fitted}% − {plain}%) × {profit} yuan; minus the survey: {n:,} × {cost} yuan",
    ),
    misconceptions=(
        Misconception(
            "everybody_answers",
            say(
                zh="把没有回答的人也算进去了。没有回答，就不知道他看重什么，响应率不会变。",
                en="Those who did not answer were counted in. Nothing is known about them, so their response rate stays.",
            ),
            lambda case: _more_profit(case, answer=100) - case["n"] * case["cost"],
        ),
        Misconception(
            "whole_response_for_gain",
            say(
                zh="把全部响应都算成了问卷的功劳。不做问卷也有一部分人会响应，只有多出来的部分才算。",
                en="All responses were credited to the survey. Some would respond without it: only what comes on top counts.",
            ),
            lambda case: _more_profit(case, lift=case["fitted"]) - case["n"] * case["cost"],
        ),
        Misconception(
            "survey_for_free",
            say(zh="忘了减去问卷费。", en="The cost of the survey was not taken off."),
            lambda case: _more_profit(case),
        ),
        Misconception(
            "cost_of_answers_only",
            say(
                zh="只给回答的人算了问卷费。发出去的每一份都要花钱。",
                en="The survey was charged for those who answered. Each one sent costs money.",
            ),
            lambda case: _more_profit(case) - case["n"] * case["answer"] / 100 * case["cost"],
        ),
    ),
    hints=(
        say(
            zh="问卷带来的，只是回答者多出来的那部分响应。",
            en="The survey brings only the responses that those who answered give on top.",
        ),
        say(
            zh="客户数 × 回答率 × 响应率之差 × 利润 − 客户数 × 每份的费用。",
            en="Customers × share who answer × difference of the response rates × profit − customers × cost of each.",
        ),
    ),
    after=say(
        zh="心理标准要靠问，问要花钱，还有人不答：先算一次账，再决定问谁。",
        en="Psychographics must be asked for, asking costs money, and many do not answer: do the sum first, then decide whom to ask.",
    ),
)

# -- 2.04 what customers do ---------------------------------------------------------------------------

WHICH_CRITERION = Match(
    id="02_01.7",
    concept="2.04",
    title=say(zh="这个决定，先看哪类标准", en="Which criterion for which decision"),
    prompt=say(
        zh="每个决定（虚构）都写明了手里有什么、想知道什么。先看哪一类标准最合适？",
        en="Each decision (made up) says what is at hand and what is to be known. Which family of criteria fits best?",
    ),
    situations={
        "ice": say(
            zh="寄巧克力，夏天哪些包裹要加冰袋？", en="Chocolate by post: which parcels need an ice pack in summer?"
        ),
        "branch": say(
            zh="第二家门店开在哪个区，老客户走得到？",
            en="In which district should a second store open, so that existing customers can walk there?",
        ),
        "tissues": say(
            zh="纸巾第一次打广告，手里没有客户记录，媒体只给了观众的年龄和家庭人口",
            en="First advertisement for paper tissues; no customer records; the media give the audience's age and household size only",
        ),
        "nappies": say(
            zh="纸尿裤试用装，社区名册上只有家里有没有三岁以下孩子",
            en="Samples of nappies; the community's list tells only whether there is a child under three",
        ),
        "gift_or_self": say(
            zh="收入、订单都差不多的人，为什么有的买高价茶、有的不买？广告词要说中原因",
            en="Of people with like income and orders, why do some buy expensive tea? The advertisement must name the reason",
        ),
        "values": say(
            zh="两种包装同价，想知道谁会因为环保而改买",
            en="Two packs at one price: who would change because of the environment?",
        ),
        "tonight": say(
            zh="网店有两年订单和浏览记录，今晚的券发给最可能再买的人",
            en="An online shop with two years of orders and visits: tonight's voucher goes to those most likely to buy again",
        ),
        "restock": say(
            zh="下周提醒谁补货？每人买茶的间隔都有记录",
            en="Whom to remind of a refill next week? Everyone's buying gaps are on record",
        ),
        "festival": say(
            zh="谁只在大促才来、不必平日打扰？订单日期都在",
            en="Who comes for the big sales only and need not be disturbed otherwise? All order dates are there",
        ),
    },
    actions={
        "geographic": say(zh="地理标准（住在哪里）", en="geographic (where they live)"),
        "demographic": say(zh="人口统计标准（是什么人）", en="demographic (who they are)"),
        "psychographic": say(zh="心理标准（为什么）", en="psychographic (why)"),
        "behavioural": say(zh="行为标准（做了什么）", en="behavioural (what they do)"),
    },
    pairs={
        "ice": "geographic", "branch": "geographic", "tissues": "demographic", "nappies": "demographic",
        "gift_or_self": "psychographic", "values": "psychographic", "tonight": "behavioural", "restock": "behavioural",
        "festival": "behavioural",
    },
    because={
        "ice": say(zh="气温由地方决定", en="the heat depends on the place"),
        "branch": say(zh="走不走得到，看住在哪里", en="who can walk there depends on where they live"),
        "tissues": say(
            zh="大众低价商品，手里只有年龄和家庭人口：先粗分", en="a cheap mass product with only age and household size at hand: a first cut"
        ),
        "nappies": say(zh="有没有小孩就决定了用不用得上", en="a small child decides whether it is of use"),
        "gift_or_self": say(zh="别的都一样，剩下的是动机", en="all else is alike: what is left is the motive"),
        "values": say(zh="问的是看重什么", en="the question is what matters to them"),
        "tonight": say(zh="有记录时，做过什么最能说明还会做什么", en="with records, what they did tells best what they will do"),
        "restock": say(zh="购买周期在订单里", en="the purchase cycle is in the orders"),
        "festival": say(zh="在什么时节买，订单日期说得清楚", en="the season of buying is in the order dates"),
    },
    n=8,
    misconceptions=(
        Misconception(
            "age_for_everything",
            say(
                zh="有订单记录，却仍按是什么人来分。行为记录在手，就先用行为。",
                en="With orders on record you still sorted by who people are. Where behaviour is on record, use it first.",
            ),
            {"tonight": "demographic", "restock": "demographic", "festival": "demographic"},
        ),
        Misconception(
            "orders_tell_why",
            say(
                zh="想从订单里读出原因。订单说做了什么；为什么、看重什么，要问。",
                en="You looked for reasons in orders. Orders say what people do; the why must be asked for.",
            ),
            {"gift_or_self": "behavioural", "values": "behavioural"},
        ),
        Misconception(
            "behaviour_without_records",
            say(
                zh="还没有客户记录，就选了行为。没有记录时，先用拿得到的人口统计标准粗分。",
                en="Behaviour was chosen where no record exists. Without records a demographic first cut is what can be had.",
            ),
            {"tissues": "behavioural", "nappies": "behavioural"},
        ),
    ),
    hints=(
        say(zh="问两句：手里有什么记录？问题是哪里、谁、为什么，还是做了什么？", en="Two questions: what is on record? Is it about where, who, why, or what they do?"),
        say(zh="手里有订单和日期的，是行为；问为什么、看重什么的，是心理。", en="Where orders and dates are at hand it is behavioural; where the why or what matters is asked it is psychographic."),
    ),
    after=say(
        zh="人口统计适合第一刀和大众低价商品，行为适合有记录的网店，心理用来弄清原因，地理管气候、运费和门店。",
        en="Demographic for a first cut and cheap mass goods, behavioural where records exist, psychographic for reasons, geographic for climate, delivery and stores.",
    ),
)  # fmt: skip

OUTCOME_FROM = "2017-04-01"
DEMOGRAPHIC = ("income_group", "age_band", "household_size")  # known for all 801 households
BEHAVIOUR = {
    "q1_orders": say(zh="第一季度的订单数（四段）", en="orders in the first quarter (four bands)"),
    "q1_basket": say(
        zh="第一季度的客单价（四段）", en="average order value in the first quarter (four bands)"
    ),
}


@cache
def _explained() -> dict[str, dict[str, float]]:
    """Percent of the differences in spending from April to December that each criterion explains, with its interval."""
    orders = load("grocery_orders")
    early = orders["order_date"] < OUTCOME_FROM
    households = _households()

    def by_household(rows: pd.DataFrame, column: str, how: str) -> pd.Series:
        return rows.groupby("customer_id")[column].agg(how).reindex(households.index).fillna(0)

    table = households.assign(
        later=by_household(orders[~early], "amount", "sum"),
        q1_orders=pd.qcut(by_household(orders[early], "order_id", "nunique"), 4, labels=False),
        q1_basket=pd.qcut(by_household(orders[early], "amount", "mean"), 4, labels=False),
    )
    names = {name: name for name in (*DEMOGRAPHIC, *BEHAVIOUR)}
    found = compare_criteria(table, "later", names).set_index("criterion")[["share", "low", "high"]]
    return (100 * found).round(1).to_dict("index")


def _three_criteria(rng: np.random.Generator) -> dict[str, Any]:
    behaviour = str(rng.choice(list(BEHAVIOUR)))
    chosen = sorted(rng.choice(DEMOGRAPHIC, 2, replace=False), key=lambda name: -_explained()[name]["share"])
    labels = {**TRAITS, **BEHAVIOUR}
    rows = {labels[name]: _explained()[name] for name in (behaviour, *map(str, chosen))}
    table = pd.DataFrame(list(rows.values())).assign(criterion=pd.Series(list(rows), dtype=object))
    one, two = (_explained()[str(name)] for name in chosen)
    return {
        "table": table[["criterion", "share", "low", "high"]],
        "behaviour": labels[behaviour], "one": labels[str(chosen[0])], "two": labels[str(chosen[1])],
        "sum": f"{one['share'] + two['share']:.1f}", "first": one["share"], "second": two["share"],
    }  # fmt: skip


INTERVALS = ChooseOne(
    id="02_01.8",
    concept="2.04",
    title=say(zh="哪句话是区间撑得住的", en="Which sentence do the intervals bear?"),
    prompt=say(
        zh="超市801户真实家庭：三个标准各解释了2017年4月至12月购买金额差异的百分之几，后两列是95%区间的两端。下面哪句话，这些数字撑得住？",
        en="801 real households of the grocer: how many percent of the differences in spending from April to December 2017 each of three criteria explains; the last two columns are the ends of the 95% interval. Which sentence do these figures bear out?",
    ),
    case=_three_criteria,
    show={
        "criterion": say(zh="标准", en="criterion"),
        "share": say(zh="解释的份额（%）", en="explained (%)"),
        "low": say(zh="区间下端（%）", en="lower end (%)"),
        "high": say(zh="区间上端（%）", en="upper end (%)"),
    },
    options={
        "behaviour": say(
            zh="“{behaviour}”解释得比另外两个都多；“{one}”和“{two}”谁多谁少，从这张表还定不下来",
            en="“{behaviour}” explains more than the other two; which of “{one}” and “{two}” explains more this table does not settle",
        ),
        "ranking": say(
            zh="名次已经清楚：“{one}”比“{two}”解释得多，因为{first}%大于{second}%",
            en="The order is clear: “{one}” explains more than “{two}”, since {first}% is more than {second}%",
        ),
        "equal": say(
            zh="“{one}”和“{two}”的区间重叠，证明两者解释得一样多",
            en="The intervals of “{one}” and “{two}” overlap, which proves that both explain the same",
        ),
        "added": say(
            zh="“{one}”和“{two}”一起用，解释{sum}%",
            en="“{one}” and “{two}” used together explain {sum}%",
        ),
    },
    because={
        "behaviour": say(
            zh="“{behaviour}”的区间整个在另外两个之上；另外两个的区间互相重叠，要比它们的差，得另算差的区间",
            en="the interval of “{behaviour}” lies wholly above the other two; those two overlap, and to compare them an interval of the difference is needed",
        ),
        "ranking": say(
            zh="{first}%和{second}%都只是估计，两个区间重叠：换一批家庭，名次可能就变了",
            en="{first}% and {second}% are estimates whose intervals overlap: other households could turn the order round",
        ),
        "equal": say(
            zh="重叠只说明从这张表定不下来，不证明相等",
            en="overlapping means that this table does not settle it, not that they are equal",
        ),
        "added": say(
            zh="两个标准说的常常是同一件事（年纪、人口和收入互相关联），份额不能直接相加",
            en="two criteria often say the same thing (age, size and income go together), so shares cannot simply be added",
        ),
    },
    answer="behaviour",
    misconceptions=(
        Misconception(
            "point_estimates_only",
            say(
                zh="只比了两个估计值，没有看区间。",
                en="Only the two estimates were compared, without their intervals.",
            ),
            "ranking",
        ),
        Misconception(
            "overlap_proves_equal",
            say(
                zh="把“区间重叠”当成了“相等的证明”。它只是“还定不下来”。",
                en="You took overlapping intervals for a proof of equality. It only means not settled.",
            ),
            "equal",
        ),
        Misconception(
            "shares_added",
            say(
                zh="把两个标准的份额相加了。它们有重复的部分，要把两个标准合起来分组再算。",
                en="The shares of two criteria were added. They overlap: form groups from both criteria and compute anew.",
            ),
            "added",
        ),
    ),
    hints=(
        say(
            zh="先看哪两个区间没有重叠。",
            en="Look first for intervals that do not overlap.",
        ),
        say(
            zh="不重叠：分得出；重叠：还定不下来（既不是“更多”，也不是“一样”）。",
            en="No overlap: told apart. Overlap: not settled (neither more nor the same).",
        ),
    ),
    after=say(
        zh="在这家超市，第一季度的订单比登记表上的特征更能说明后九个月花多少；有订单，就先用行为标准。",
        en="At this grocer the orders of the first quarter say more about the next nine months than the traits on the form: where orders exist, start with behaviour.",
    ),
)

CRITERIA = [BY_CITY, FREE_DELIVERY, EXPLAINED, CHANCE, MOTIVES, ASKING, WHICH_CRITERION, INTERVALS]
