"""Exercises of lesson 01_02 on who customers are: demographic and psychographic traits, size, kind, place."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.catalogue import customer_kind, lifestyle, locality, size_tier
from custclass.classify.traits import VALUES
from custclass.data.tables import load
from custclass.learn.bank.pools import grocer, headings, shop
from custclass.learn.kinds import Match, Misconception, Number, Several, Slider, Table, Thresholds
from custclass.show.barcharts import bars
from custclass.show.say import Text, join, say

# -- 1.12 demographic traits --------------------------------------------------------------------------

TRAITS = Several(
    id="01_02.13",
    concept="1.12",
    title=say(zh="哪些是人口统计特征", en="Which traits are demographic"),
    prompt=say(
        zh="客户登记表上有这些栏目。哪些是人口统计特征？请都选上。敏感的特征也照样归类，该不该收集是另一个问题。",
        en="A registration form has these fields. Which are demographic traits? Tick them all. Sort sensitive traits like the others; whether to collect them is another question.",
    ),
    options={
        "age": say(zh="出生年", en="year of birth"),
        "sex": say(zh="性别", en="sex"),
        "family": say(zh="家庭人口和孩子数", en="persons and children in the household"),
        "income": say(zh="年收入", en="yearly income"),
        "education": say(zh="学历和职业", en="education and occupation"),
        "industry": say(zh="所在行业和职位", en="industry and position"),
        "religion": say(zh="宗教信仰", en="religion"),
        "last_order": say(zh="最近一次下单的日期", en="date of the last order"),
        "eco": say(zh="是否看重环保", en="whether the environment matters to them"),
        "likes": say(zh="点赞过哪些商品", en="which products they liked"),
    },
    because={
        "age": say(zh="年龄是最常用的人口统计特征，先分段再用", en="age is the most usual demographic trait; band it before use"),
        "sex": say(zh="性别是人口统计特征；是否真能区分消费，要先用数据检验", en="sex is demographic; whether it separates spending must be tested first"),
        "family": say(zh="家庭情况是人口统计特征", en="the family is a demographic trait"),
        "income": say(zh="收入（购买力）是人口统计特征", en="income (spending power) is a demographic trait"),
        "education": say(zh="学历和职业是人口统计特征", en="education and occupation are demographic traits"),
        "industry": say(zh="行业和职位说明客户是什么人，是人口统计特征", en="industry and position say who the customer is: demographic"),
        "religion": say(
            zh="宗教是人口统计特征，也是敏感信息：没有必要和单独同意就不要收集", en="religion is demographic and sensitive: do not collect it without need and separate consent"
        ),
        "last_order": say(zh="这是购买行为", en="this is purchase behaviour"),
        "eco": say(zh="这是价值观，属于心理特征", en="this is a value, a psychographic trait"),
        "likes": say(zh="这是互动行为", en="this is interaction, behaviour"),
    },
    answer={"age", "sex", "family", "income", "education", "industry", "religion"},
    misconceptions=(
        Misconception(
            "sensitive_left_out",
            say(
                zh="漏了宗教。敏感并不改变它的归类，只改变您能不能收集它。",
                en="Religion was left out. Being sensitive does not change what it is, only whether you may collect it.",
            ),
            {"age", "sex", "family", "income", "education", "industry"},
        ),
        Misconception(
            "private_life_only",
            say(
                zh="只选了私人生活的栏目。学历、职业、行业和职位也说明客户是什么人。",
                en="Only fields of private life were ticked. Education, occupation, industry and position say who the customer is as well.",
            ),
            {"age", "sex", "family", "income", "religion"},
        ),
        Misconception(
            "everything_personal",
            say(
                zh="把关于这个人的一切都选上了。人口统计特征说他是什么人；做了什么是行为，看重什么是心理特征。",
                en="Everything about the person was ticked. Demographic says who they are; what they do is behaviour, what matters to them is psychographic.",
            ),
            {"age", "sex", "family", "income", "education", "industry", "religion", "last_order", "eco", "likes"},
        ),
    ),
    hints=(
        say(zh="问自己：不看他的行为和想法，人口普查会问这一项吗？", en="Ask: could this stand in a census, with nothing about deeds and opinions?"),
        say(zh="正确的一共有七项。", en="Seven are right."),
    ),
    after=say(
        zh="性别、宗教这类特征，先问有没有必要和同意，再问数据里有没有用。",
        en="With traits such as sex and religion ask first for need and consent, then whether the data show any use.",
    ),
)  # fmt: skip

INCOME_GROUPS = {
    "below_50K": ["Under 15K", "15-24K", "25-34K", "35-49K"],
    "50K_to_99K": ["50-74K", "75-99K"],
    "100K_and_more": ["100-124K", "125-149K", "150-174K", "175-199K", "200-249K", "250K+"],
}


@cache
def _households() -> pd.DataFrame:
    traits = load("grocery_households").set_index("customer_id")
    return traits.join(grocer()["monetary"].round(2), how="inner")


def _four_hundred(rng: np.random.Generator) -> dict[str, Any]:
    return {"table": _households()[["income_band", "monetary"]].sample(400, random_state=rng)}


def _by_income(case: dict[str, Any], how: str = "mean", moved: str | None = None) -> pd.Series:
    groups = {band: group for group, bands in INCOME_GROUPS.items() for band in bands}
    if moved is not None:
        groups[moved] = "below_50K"
    table = case["table"]
    by = table["income_band"].map(groups)
    return table["monetary"].groupby(by).agg(how).astype(float).rename_axis("income_group")


INCOME_MEANS = Table(
    id="01_02.14",
    concept="1.12",
    title=say(zh="用代码把收入归成三档", en="Three income groups with code"),
    prompt=say(
        zh="e.items 是超市的400户真实家庭：年收入段（income_band，K = 千美元）和2017年的购买金额（monetary，美元）。"
        "请把收入段归成三档：不到5万美元是 below_50K，5万到9.9万（50-74K、75-99K）是 50K_to_99K，10万及以上是 100K_and_more；再算每档的平均购买金额；四舍五入到整数美元也可以。",
        en="e.items holds 400 real households of the grocer: yearly income band (income_band, K = thousand US dollars) and money spent in 2017 (monetary, US dollars). "
        "Put the bands into three groups: below 50K is below_50K, 50-74K and 75-99K are 50K_to_99K, 100K or more is 100K_and_more. Then work out the mean money of each group; whole dollars will do.",
    ),
    case=_four_hundred,
    show=headings(
        income_band=say(zh="年收入段（千美元）", en="yearly income (thousand US dollars)"),
        monetary=say(zh="购买金额（美元）", en="spent (US dollars)"),
    ),
    compute=_by_income,
    key="income_group",
    tolerance=1,
    reason=lambda row, case: say(
        zh="这一档包括{bands}，平均购买金额是{mean:,.2f}美元", en="this group holds {bands}; the mean money is USD {mean:,.2f}"
    ).format(
        bands=say(zh="、".join(INCOME_GROUPS[str(row.name)]), en=", ".join(INCOME_GROUPS[str(row.name)])), mean=row["monetary"]
    ),
    misconceptions=(
        Misconception(
            "sum_for_mean",
            say(
                zh="算的是合计。户数多的档合计自然大，比不出一户花多少：用 .mean()。",
                en="Those are totals. A group with many households has a large total: use .mean() to compare households.",
            ),
            lambda case: _by_income(case, "sum"),
        ),
        Misconception(
            "median_for_mean",
            say(zh="算的是中位数，题目要的是平均数：用 .mean()。", en="Those are medians; the task asks for the mean: use .mean()."),
            lambda case: _by_income(case, "median"),
        ),
        Misconception(
            "band_in_wrong_group",
            say(
                zh="把50-74K放进了最低一档。“不到5万”不包括5万。",
                en="50-74K was put into the lowest group. Below 50K does not include 50K.",
            ),
            lambda case: _by_income(case, moved="50-74K"),
        ),
    ),
    hints=(
        say(zh='e.items["income_band"].map(groups) 把每个收入段换成它的档。', en='e.items["income_band"].map(groups) turns each band into its group.'),
        say(zh='e.items.groupby(那一列)["monetary"].mean()。', en='e.items.groupby(that column)["monetary"].mean().'),
    ),
    after=say(
        zh="在全部801户里，收入越高的档平均花得越多，但同一档里各户差别仍然很大。",
        en="Over all 801 households the mean rises with income, yet households within a group differ widely.",
    ),
)  # fmt: skip

BAND = "35-44"
AGE_BANDS = ("19-24", "25-34", "35-44", "45-54", "55-64")


def _dash(band: str) -> str:
    return band.replace("-", "–")


def _voucher(rng: np.random.Generator) -> dict[str, Any]:
    limit, voucher = int(rng.choice([3500, 4000, 4500, 5000])), int(rng.choice([5, 8, 10, 12]))
    money = _households().groupby("age_band")["monetary"]
    table = money.agg(households="size", mean="mean", big=lambda m: (m >= limit).sum()).round(0).astype(int)
    mine = table.loc[BAND]
    return {
        "table": table.reset_index(), "limit": limit, "voucher": voucher, "band": _dash(BAND),
        "all": int(mine["households"]), "big": int(mine["big"]),
    }  # fmt: skip


AGE_VOUCHER = Number(
    id="01_02.15",
    concept="1.12",
    title=say(zh="年龄段能找出花钱多的家庭吗", en="Does an age band find the big spenders?"),
    prompt=say(
        zh="超市有特征的801户（真实数据，2017年）里，{band}岁这一段的平均花费最高。店长给这个年龄段的每一户送{voucher}美元的券，"
        "本意是答谢全年花满{limit:,}美元的家庭。有多少美元的券给了没有花满{limit:,}美元的家庭？",
        en="Among the grocer's 801 households with known traits (real data, 2017) the band {band} has the highest mean spending. The manager gives each household in it a voucher worth USD {voucher}, "
        "meant as thanks for spending USD {limit:,} or more in the year. How many dollars of vouchers go to households that spent less than USD {limit:,}?",
    ),
    case=_voucher,
    values={"age_band": {band: say(zh=_dash(band), en=_dash(band)) for band in AGE_BANDS}},
    show={
        "age_band": say(zh="年龄段（岁）", en="age band (years)"),
        "households": say(zh="户数", en="households"),
        "mean": say(zh="平均花费（美元）", en="mean spending (US dollars)"),
        "big": say(zh="其中花满这个数的户数", en="of these at or above the limit"),
    },
    compute=lambda case: (case["all"] - case["big"]) * case["voucher"],
    unit=say(zh="美元", en="US dollars"),
    tolerance=0.01,
    working=say(
        zh="{band}岁有{all}户，其中{big}户花满了{limit:,}美元；其余户数乘以{voucher}美元",
        en="of the {all} households aged {band}, {big} reached the limit; the others times USD {voucher}",
    ),
    misconceptions=(
        Misconception(
            "whole_band",
            say(
                zh="算的是整个年龄段的券。花满的家庭该得这张券，要先减去。",
                en="That is the cost for the whole band. Those who reached the limit were meant to get it: take them away first.",
            ),
            lambda case: case["all"] * case["voucher"],
        ),
        Misconception(
            "those_who_deserved",
            say(zh="算的是给对了的券，题目问的是给错了的。", en="Those are the vouchers that went right; the question is about the others."),
            lambda case: case["big"] * case["voucher"],
        ),
        Misconception(
            "households_for_dollars",
            say(zh="这是户数，还要乘以每张券的金额。", en="That is the number of households: multiply by the worth of a voucher."),
            lambda case: case["all"] - case["big"],
        ),
    ),
    hints=(
        say(zh="只看35–44岁这一行：户数减去花满的户数。", en="Look at the row 35–44 only: households minus those at or above the limit."),
        say(zh="差 × 每张券的金额。", en="The difference × the worth of a voucher."),
    ),
    after=say(
        zh="平均花费最高的年龄段里，多数家庭并没有花满；而花满的家庭，多数在别的年龄段。既然知道每户的花费，就直接按花费分类。",
        en="Most households of the band with the highest mean did not reach the limit, and most who did are in other bands. Where spending is known, classify by spending.",
    ),
)  # fmt: skip

# -- 1.13 psychographic traits ------------------------------------------------------------------------

PSYCHOGRAPHIC = Match(
    id="01_02.16",
    concept="1.13",
    title=say(zh="兴趣、价值观、生活方式、个性", en="Interests, values, lifestyle, personality"),
    prompt=say(
        zh="下面是对客户的描述（虚构）。兴趣：喜欢什么；价值观：认为什么重要、什么对；生活方式：日子怎么安排；个性：性格怎样。"
        "有的描述根本不是心理特征。请一一归类。",
        en="Descriptions of customers (made up). Interests: what they like; values: what they hold important and right; lifestyle: how they arrange their days; "
        "personality: what they are like by nature. Some descriptions are not psychographic at all. Sort them.",
    ),
    situations={
        "teapots": say(zh="喜欢茶具，爱看茶艺节目", en="likes teapots and programmes on tea"),
        "novels": say(zh="迷上了推理小说和桌游", en="fond of detective novels and board games"),
        "packaging": say(zh="认为不该用一次性包装，贵一点也愿意", en="holds that packaging should not be thrown away, and would pay more"),
        "farmers": say(zh="认为茶农应当得到公道的价钱", en="holds that tea farmers deserve a fair price"),
        "early": say(zh="每天五点起床，跑步，三餐自己做", en="gets up at five, runs, cooks every meal"),
        "overtime": say(zh="工作日天天加班，三餐都叫外卖", en="works late every weekday and has all meals delivered"),
        "careful": say(zh="生性谨慎，做决定慢，反复比较才放心", en="cautious by nature, slow to decide, compares again and again"),
        "outgoing": say(zh="性格外向，见谁都能聊起来", en="outgoing, gets talking to anybody"),
        "retired": say(zh="58岁，退休教师", en="58 years old, a retired teacher"),
        "three_orders": say(zh="上个月下了三单", en="placed three orders last month"),
    },
    actions={
        "interest": say(zh="兴趣", en="interests"),
        "value": say(zh="价值观", en="values"),
        "lifestyle": say(zh="生活方式", en="lifestyle"),
        "personality": say(zh="个性", en="personality"),
        "none": say(zh="不是心理特征", en="not psychographic"),
    },
    pairs={
        "teapots": "interest", "novels": "interest", "packaging": "value", "farmers": "value", "early": "lifestyle",
        "overtime": "lifestyle", "careful": "personality", "outgoing": "personality", "retired": "none", "three_orders": "none",
    },
    because={
        "teapots": say(zh="说的是喜欢什么", en="it says what they like"),
        "novels": say(zh="说的是喜欢什么", en="it says what they like"),
        "packaging": say(zh="说的是认为什么对，还愿意为此多付钱", en="it says what they hold right, and would pay for"),
        "farmers": say(zh="说的是认为什么公道", en="it says what they hold fair"),
        "early": say(zh="说的是日子怎么安排", en="it says how they arrange their days"),
        "overtime": say(zh="说的是日子怎么安排", en="it says how they arrange their days"),
        "careful": say(zh="说的是性格", en="it says what they are like by nature"),
        "outgoing": say(zh="说的是性格", en="it says what they are like by nature"),
        "retired": say(zh="年龄和职业是人口统计特征", en="age and occupation are demographic traits"),
        "three_orders": say(zh="订单数是购买行为", en="the number of orders is purchase behaviour"),
    },
    n=8,
    misconceptions=(
        Misconception(
            "everything_is_lifestyle",
            say(
                zh="把年龄、职业和订单也算成了生活方式。它们能直接登记和统计，心理特征要靠问卷和观察。",
                en="Age, occupation and orders were called lifestyle. Those are recorded and counted; psychographic traits are asked for and observed.",
            ),
            {"retired": "lifestyle", "three_orders": "lifestyle"},
        ),
        Misconception(
            "values_are_interests",
            say(
                zh="把价值观当成了兴趣。兴趣是喜欢，价值观是认为应当如此，往往愿意为它多付钱。",
                en="Values were taken for interests. An interest is a liking; a value says how things ought to be, often at a price.",
            ),
            {"packaging": "interest", "farmers": "interest"},
        ),
        Misconception(
            "habits_are_personality",
            say(
                zh="把作息和习惯当成了个性。忙的人可以外向也可以内向：怎么过日子是生活方式。",
                en="Habits were taken for personality. A busy person may be outgoing or shy: how one lives is lifestyle.",
            ),
            {"early": "personality", "overtime": "personality"},
        ),
    ),
    hints=(
        say(zh="找关键词：喜欢、认为、每天、性格。", en="Find the key words: likes, holds, every day, by nature."),
        say(zh="能从登记表或订单表里直接查到的，不是心理特征。", en="What a registration form or an order book shows is not psychographic."),
    ),
    after=say(zh="人口统计特征说他是谁，心理特征说他为什么这样选。", en="Demographic traits say who they are, psychographic ones why they choose as they do."),
)  # fmt: skip

LIFESTYLE = lifestyle()
VALUE_LABELS = {
    code.removesuffix("_minded"): label for code, label in LIFESTYLE.labels.items()
}  # eco, quality, price, novelty: the survey's own columns


def _sixty_answers(rng: np.random.Generator) -> dict[str, Any]:
    answered = shop()[list(VALUES)].dropna().astype(int)
    return {"table": answered.sample(60, random_state=rng)}


def _strongest(table: pd.DataFrame) -> pd.Series:
    return table[list(VALUES)].idxmax(axis=1).rename("strongest_value")


def _eco_at_four(case: dict[str, Any]) -> pd.Series:
    return _strongest(case["table"]).mask(case["table"]["eco"] >= 4, "eco")


LIFESTYLES = Table(
    id="01_02.17",
    concept="1.13",
    title=say(zh="用代码从问卷得出生活方式", en="Lifestyle from a survey, with code"),
    prompt=say(
        zh="e.items 是网店60位客户的问卷（模拟数据：两本真实订单表里没有问卷），四项各打1到5分，5分最看重：eco 环保、quality 品质、price 实惠、novelty 新鲜感。"
        "规则：得分最高的一项决定生活方式，并列时取靠左的一项。请算出每位客户最看重哪一项（填列名）。",
        en="e.items holds the survey of 60 customers of the online shop (simulated data: the two real books have none). Four items were scored from 1 to 5, 5 matters most: eco (environment), quality, price, novelty. "
        "The rule: the highest score decides the lifestyle, of equal scores the leftmost column. Find for each customer the name of that column.",
    ),
    case=_sixty_answers,
    show={
        "eco": say(zh="环保 eco", en="eco"),
        "quality": say(zh="品质 quality", en="quality"),
        "price": say(zh="实惠 price", en="price"),
        "novelty": say(zh="新鲜感 novelty", en="novelty"),
    },
    compute=lambda case: _strongest(case["table"]),
    labels={"strongest_value": VALUE_LABELS},
    reason=lambda row, case: say(
        zh="四项得分是{scores}，最靠左的最高分在“{best}”", en="the four scores are {scores}; the leftmost of the highest is “{best}”"
    ).format(scores=", ".join(str(score) for score in case["table"].loc[row.name]), best=row["strongest_value"]),
    misconceptions=(
        Misconception(
            "scale_reversed",
            say(zh="取了最低分：5分才是最看重。用 idxmax，不用 idxmin。", en="The lowest score was taken; 5 matters most: idxmax, not idxmin."),
            lambda case: case["table"].idxmin(axis=1).rename("strongest_value"),
        ),
        Misconception(
            "rightmost_of_ties",
            say(zh="并列时取了靠右的一项，规则是取靠左的。", en="Of equal scores the rightmost was taken; the rule takes the leftmost."),
            lambda case: _strongest(case["table"]).mask(
                case["table"].eq(case["table"].max(axis=1), axis=0).sum(axis=1) > 1,
                case["table"][list(VALUES)[::-1]].idxmax(axis=1),
            ),
        ),
        Misconception(
            "score_for_column",
            say(
                zh="交的是最高的分数，题目要的是它在哪一列：用 idxmax，不用 max。",
                en="Those are the highest scores; the task asks in which column they stand: idxmax, not max.",
            ),
            lambda case: case["table"].max(axis=1).rename("strongest_value"),
        ),
        Misconception(
            "eco_from_four",
            say(
                zh="环保打了4分及以上就算成了环保型。别的项可能更高：四项要一起比。",
                en="A 4 or 5 for eco was taken as enough. Another item may be higher: compare all four.",
            ),
            _eco_at_four,
        ),
    ),
    hints=(
        say(zh="在每一行里找最高分所在的列。", en="Find the column of the highest score in each row."),
        say(zh="e.items.idxmax(axis=1)：axis=1 表示在一行里比；并列时它取第一个，也就是靠左的。", en="e.items.idxmax(axis=1): axis=1 compares within a row; of equal scores it takes the first, the leftmost."),
    ),
    after=say(
        zh="把问卷变成类别要说清三件事：分数的方向、并列怎么办、没有回答的人怎么办。",
        en="To turn a survey into classes say three things: which way the scores run, what equal scores mean, and what becomes of those who did not answer.",
    ),
)  # fmt: skip

# -- 1.19 size, kind, place ---------------------------------------------------------------------------

SIZE, KIND, PLACE = size_tier(), customer_kind(), locality()


@cache
def _to_pick() -> dict[str, pd.Index]:
    """Customers whose size is not the one their kind suggests, and households of medium size."""
    table = shop()
    size, kind = SIZE.classify(table), KIND.classify(table)
    return {
        "organisation": table.index[(kind == "organisation") & (size == "small") & (table["frequency"] > 0)],
        "person": table.index[(kind == "person") & (size == "large")],
        "household": table.index[(kind == "household") & (size == "medium")],
    }


def _true_statements(table: pd.DataFrame, organisation: str, person: str, household: str) -> set[str]:
    size, kind, place = SIZE.classify(table), KIND.classify(table), PLACE.classify(table)
    said = {
        "org_small": size[organisation] == "small",
        "org_large": size[organisation] == "large",
        "org_local": place[organisation] == "local",
        "person_large": size[person] == "large",
        "person_local": place[person] == "local",
        "home_household": kind[household] == "household",
        "home_person": kind[household] == "person",
    }
    return {code for code, true in said.items() if true}


def _three_customers(rng: np.random.Generator) -> dict[str, Any]:
    table = shop()
    organisation, person, household = (str(rng.choice(ids)) for ids in _to_pick().values())
    picked = rng.permutation([organisation, person, household])
    facts = table.loc[picked, ["customer_type", "is_local", "monetary"]]
    places = [say(zh=row["city"], en=row["city_en"]) for _, row in table.loc[picked].iterrows()]
    facts["city"] = pd.Series(places, index=facts.index, dtype=object)
    return {
        "table": facts, "organisation": organisation, "person": person, "household": household,
        "org_city": facts.loc[organisation, "city"], "person_city": facts.loc[person, "city"],
        "true": _true_statements(facts, organisation, person, household),
    }  # fmt: skip


SIZE_KIND_PLACE = Several(
    id="01_02.20",
    concept="1.19",
    title=say(zh="规模、主体、所在地", en="Size, kind and place"),
    prompt=say(
        zh="杭州一家网店（模拟数据：两本真实订单表里没有地点和主体）有三套分类方案。规模：累计金额5,000元及以上是大客户，1,000元及以上、不到5,000元是中等客户，不到1,000元是小客户；"
        "主体：登记为个人、家庭或机构；所在地：杭州是本地，其余是外地。下面哪些说法对？请都选上。",
        en="An online shop in Hangzhou (simulated data: the two real books have neither place nor kind) has three schemes. Size: 5,000 yuan or more in all is large, 1,000 or more but below 5,000 medium, below 1,000 small; "
        "kind: registered as person, household or organisation; place: Hangzhou is local, all else is not. Which statements are right? Tick them all.",
    ),
    case=_three_customers,
    show=headings(
        customer_type=say(zh="登记主体", en="registered as"),
        city=say(zh="城市", en="city"),
        monetary=say(zh="累计金额（元）", en="money in all (yuan)"),
    ),
    values={
        "customer_type": {
            "person": say(zh="个人", en="person"),
            "household": say(zh="家庭", en="household"),
            "organisation": say(zh="机构", en="organisation"),
        }
    },
    options={
        "org_small": say(zh="{organisation}是小客户", en="{organisation} is a small customer"),
        "org_large": say(zh="{organisation}是大客户", en="{organisation} is a large customer"),
        "org_local": say(zh="{organisation}是本地客户", en="{organisation} is a local customer"),
        "person_large": say(zh="{person}是大客户", en="{person} is a large customer"),
        "person_local": say(zh="{person}是本地客户", en="{person} is a local customer"),
        "home_household": say(zh="{household}是家庭客户", en="{household} is a household customer"),
        "home_person": say(zh="{household}是个人客户", en="{household} is a personal customer"),
    },
    because={
        "org_small": say(zh="规模只看金额：{organisation}不到1,000元", en="size looks at the money only: {organisation} is below 1,000 yuan"),
        "org_large": say(zh="规模只看金额，机构也可以是小客户：{organisation}不到1,000元", en="size looks at the money only, an organisation can be small: {organisation} is below 1,000 yuan"),
        "org_local": say(zh="本地指杭州，{organisation}在{org_city}", en="local means Hangzhou; {organisation} is in {org_city}"),
        "person_large": say(zh="规模只看金额：{person}满5,000元", en="size looks at the money only: {person} has reached 5,000 yuan"),
        "person_local": say(zh="本地指杭州，{person}在{person_city}", en="local means Hangzhou; {person} is in {person_city}"),
        "home_household": say(zh="{household}登记为家庭", en="{household} is registered as a household"),
        "home_person": say(zh="{household}登记为家庭，不是个人", en="{household} is registered as a household, not as a person"),
    },
    answer=lambda case: case["true"],
    misconceptions=(
        Misconception(
            "kind_for_size",
            say(
                zh="凭主体猜了规模，以为机构就是大客户、个人就不是。规模只看金额。",
                en="The size was guessed from the kind: organisation large, person not. Size looks at the money only.",
            ),
            lambda case: case["true"] - {"org_small", "person_large"} | {"org_large"},
        ),
        Misconception(
            "contact_for_customer",
            say(
                zh="把家庭当成了个人。登记的联系人只有一位，客户却是一家人，购物篮也是一家人的。",
                en="The household was taken for a person. There is one contact, yet the customer is a family, and so is its basket.",
            ),
            lambda case: case["true"] - {"home_household"} | {"home_person"},
        ),
        Misconception(
            "one_class_each",
            say(
                zh="每位客户只选了规模。三套方案互不妨碍：同一位客户在每套里各有一类。",
                en="Only the size was ticked. The three schemes stand side by side: a customer has a class in each.",
            ),
            {"org_small", "person_large"},
        ),
    ),
    hints=(
        say(zh="三套方案分开看：先金额，再登记主体，最后城市。", en="Take the schemes one at a time: money, kind, city."),
        say(zh="机构的金额看清楚了吗？它不一定大。", en="Did you read the money of the organisation? It need not be large."),
    ),
    after=say(zh="一位客户在每套方案里各有一类，互不代替。", en="A customer has a class in each scheme; none stands for another."),
)  # fmt: skip


@cache
def _money() -> tuple[pd.Series, pd.Series]:
    """Money of the simulated shop's persons and households, and of its organisations."""
    table = shop()
    organisation = table["customer_type"] == "organisation"
    return table.loc[~organisation, "monetary"], table.loc[organisation, "monetary"]


def _large(values: Any) -> dict[str, int]:
    private, organisations = _money()
    return {
        "private": int((private >= values["private"]).sum()),
        "organisation": int((organisations >= values["organisation"]).sum()),
    }


_GROUPS = {
    "private": say(zh="个人和家庭", en="persons and households"),
    "organisation": say(zh="机构", en="organisations"),
}


def _size_lacks(values: Any, case: dict[str, Any]) -> Text | None:
    lacks = []
    for group, n in _large(values).items():
        words = {"group": _GROUPS[group], "n": n, "places": case[group]}
        if n > case[group]:
            high = say(
                zh="“{group}”里的大客户有{n}位，超过了{places}个名额：把它的分界点调高",
                en="{n} large customers among {group}, more than {places} places: raise their cut point",
            )
            lacks.append(high.format(**words))
        if n < 0.8 * case[group]:
            low = say(
                zh="“{group}”里的大客户只有{n}位，{places}个名额至少要用八成：把它的分界点调低",
                en="only {n} large customers among {group}; use at least 80% of the {places} places: lower their cut point",
            )
            lacks.append(low.format(**words))
    return join(lacks, zh="；", en="; ") if lacks else None


def _solve_sizes(case: dict[str, Any]) -> dict[str, float]:
    """The lowest cut points on the sliders that keep within the places."""
    return {
        group: float(next(cut for cut in _cuts(group) if _large({**_TOP, group: cut})[group] <= case[group]))
        for group in _GROUPS
    }


SIZE_SLIDERS = {
    "private": Slider(say(zh="个人和家庭：多少元起算大客户", en="persons and households: large from (yuan)"), 1000, 10000, 100),
    "organisation": Slider(say(zh="机构：多少元起算大客户", en="organisations: large from (yuan)"), 1000, 30000, 500),
}  # fmt: skip
_TOP = {group: slider.high for group, slider in SIZE_SLIDERS.items()}


def _cuts(group: str) -> np.ndarray:
    slider = SIZE_SLIDERS[group]
    return np.arange(slider.low, slider.high + slider.step, slider.step)


def _size_picture(values: Any, case: dict[str, Any]) -> Any:
    title = say(
        zh="大客户人数（名额：个人和家庭{private}，机构{organisation}）",
        en="Large customers (places: persons and households {private}, organisations {organisation})",
    ).format(private=case["private"], organisation=case["organisation"])
    return bars(
        _large(values), title=title, label=say(zh="大客户（位）", en="large customers"), names=_GROUPS
    )


def _one_mean(case: dict[str, Any]) -> dict[str, float]:
    mean = float(round(pd.concat(_money()).mean(), -2))
    return {"private": mean, "organisation": mean}


TWO_SCHEMES = Thresholds(
    id="01_02.21",
    concept="1.19",
    title=say(zh="个人和机构分开定大客户", en="Large: persons and firms apart"),
    prompt=say(
        zh="网店（模拟数据：机构每单金额是个人的6倍，是人为放进去的）有两组客户经理：一组最多照顾{private}位个人和家庭大客户，另一组最多照顾{organisation}家机构大客户，"
        "两组名额都至少要用八成。请分别移动两个分界点（累计金额，元）。",
        en="The online shop (simulated data: orders of organisations are 6 times those of persons, an effect put in) has two teams: one serves at most {private} large persons and households, the other at most {organisation} large organisations; "
        "each should use at least 80% of its places. Move the two cut points (money in all, yuan).",
    ),
    case=lambda rng: {"private": int(rng.choice([60, 80, 100])), "organisation": int(rng.choice([20, 25, 30]))},
    sliders=SIZE_SLIDERS,
    shortfall=_size_lacks,
    solve=_solve_sizes,
    picture=_size_picture,
    misconceptions=(
        Misconception(
            "one_cut_for_all",
            say(
                zh="两边都用了5,000元。机构的金额本来就大，一个分界点会把一半以上的机构算成大客户，个人却选不出几位。",
                en="5,000 yuan was used for both. Organisations spend more to begin with: one cut point makes more than half of them large, and hardly any person.",
            ),
            {"private": 5000.0, "organisation": 5000.0},
        ),
        Misconception(
            "one_mean_for_all",
            say(
                zh="两边都用了全部客户的平均金额。机构把平均数拉高了，它既不适合个人，也不适合机构。",
                en="The mean of all customers was used for both. Organisations pull it up; it fits neither side.",
            ),
            _one_mean,
        ),
    ),
    hints=(
        say(zh="两个分界点互不影响，一个一个来。", en="The two cut points do not affect each other: take one at a time."),
        say(zh="个人和家庭在3,000到4,200元之间找，机构在12,000到16,000元之间找。", en="Try 3,000 to 4,200 yuan for persons and households, 12,000 to 16,000 for organisations."),
    ),
    after=say(
        zh="个人和机构要用各自的方案：同样以5,000元为界，这家店一半以上的机构是大客户，个人和家庭里只有约3%。",
        en="Keep persons and firms in separate schemes: cut at 5,000 yuan, more than half of this shop's firms are large and only about 3% of its persons and households.",
    ),
)  # fmt: skip

DEMOGRAPHIC = [TRAITS, INCOME_MEANS, AGE_VOUCHER]
PSYCHOGRAPHICS = [PSYCHOGRAPHIC, LIFESTYLES]
SIZES = [SIZE_KIND_PLACE, TWO_SCHEMES]
