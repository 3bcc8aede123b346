"""Exercises of lesson 02_02 on what each layer gets: matrix, stances, trial and budget."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.act.layers import MATRIX_ACTIONS, VERDICT_NAMES, resources, split_budget, trial
from custclass.classify.clv import contribution
from custclass.classify.value_schemes import add_value_rank, pyramid, stance
from custclass.data.tables import load
from custclass.learn.kinds import ChooseOne, Match, Misconception, Number, Slider, Table, Thresholds
from custclass.show.barcharts import bars
from custclass.show.say import Text, say


def _signed(money: float, digits: int = 0) -> str:
    """An amount as it is written in the tables: with a true minus sign."""
    return f"{money:,.{digits}f}".replace("-", "−")


# -- 2.10 value by need -----------------------------------------------------------------------------------

MATRIX = Match(
    id="02_02.7",
    concept="2.10",
    title=say(zh="矩阵里的每一格怎么做", en="What to do in each cell"),
    prompt=say(
        zh="网店（模拟）的客户细分矩阵：两年里买满2,000元（含）是高价值，不到是低价值；需求看问卷里最强的一项，没答问卷的是“需求未知”。"
        "价值决定花多少力气，需求决定做什么。下面的客户是虚构的，请先找到所在的格，再选做法。",
        en="The segmentation matrix of the online shop (simulated): 2,000 yuan and more in two years is high value, below that low value; the need is the strongest one in the survey, and unknown for those who did not answer. "
        "Value decides how much effort, need decides what is done. The customers are made up: find the cell first, then choose the action.",
    ),
    situations={
        "high_functional": say(
            zh="2,000元整；问卷：要耐用、别断货", en="exactly 2,000 yuan; survey: durable, never out of stock"
        ),
        "high_emotional": say(
            zh="5,600元；问卷：这茶让我想起外婆",
            en="5,600 yuan; survey: this tea reminds me of my grandmother",
        ),
        "high_social": say(
            zh="3,200元；问卷：买来和朋友一起喝", en="3,200 yuan; survey: bought to drink with friends"
        ),
        "high_unknown": say(zh="9,800元；没有答问卷", en="9,800 yuan; did not answer the survey"),
        "low_functional": say(
            zh="640元；问卷：下单省事、送得准时", en="640 yuan; survey: easy to order, on time"
        ),
        "low_emotional": say(
            zh="1,990元；问卷：泡一壶，心里就静了", en="1,990 yuan; survey: a pot of it calms me down"
        ),
        "low_social": say(
            zh="180元；问卷：晒出来大家都夸", en="180 yuan; survey: everyone admires it when I post it"
        ),
        "low_unknown": say(zh="75元；没有答问卷", en="75 yuan; did not answer the survey"),
    },
    actions=dict(MATRIX_ACTIONS),
    pairs={code: code for code in MATRIX_ACTIONS},
    because={
        "high_functional": say(
            zh="2,000元含在高价值里，要的是好用、有货：功能性需求",
            en="2,000 yuan is included in high value; durable and in stock is a functional need",
        ),
        "high_emotional": say(
            zh="高价值，看重的是回忆：情感性需求", en="high value; memories are an emotional need"
        ),
        "high_social": say(zh="高价值，为的是朋友：社交性需求", en="high value; friends are a social need"),
        "high_unknown": say(
            zh="高价值，需求还不知道：值得打一个电话，问清再做",
            en="high value, need not known yet: worth a call, ask before doing",
        ),
        "low_functional": say(
            zh="低价值，要的是方便：用自助的办法满足",
            en="low value, wants convenience: let self-service give it",
        ),
        "low_emotional": say(
            zh="1,990元不到2,000元，是低价值；看重心情：群发问候，成本低",
            en="1,990 yuan is below 2,000: low value; a mood is an emotional need: a greeting to all costs little",
        ),
        "low_social": say(
            zh="低价值，喜欢分享：让他们自己去带朋友，花费小",
            en="low value, likes to share: let them bring their friends, at little cost",
        ),
        "low_unknown": say(
            zh="低价值，需求未知：不值得专门打电话，顺便问一题就好",
            en="low value, need unknown: not worth a call, one question on the way will do",
        ),
    },
    n=6,
    misconceptions=(
        Misconception(
            "value_only",
            say(
                zh="只看了价值，同一层的客户都给了一样的做法。要什么，还得看需求。",
                en="You looked at the value only and did the same for everybody of a layer. What they want is the other axis.",
            ),
            {
                f"{value}_{need}": f"{value}_functional"
                for value in ("high", "low")
                for need in ("emotional", "social", "unknown")
            },
        ),
        Misconception(
            "need_only",
            say(
                zh="只看了需求，低价值客户也用了高价值的做法，花的比他们带来的还多。",
                en="You looked at the need only: customers of low value get what is meant for high value, which costs more than they bring.",
            ),
            {f"low_{need}": f"high_{need}" for need in ("functional", "emotional", "social", "unknown")},
        ),
        Misconception(
            "boundary",
            say(
                zh="界线上的客户归错了：1,990元不到2,000元，是低价值；2,000元整含在高价值里。",
                en="Those at the line are wrong: 1,990 yuan is below 2,000 and of low value, and 2,000 itself is of high value.",
            ),
            {"low_emotional": "high_emotional", "high_functional": "low_functional"},
        ),
    ),
    hints=(
        say(
            zh="先把金额和2,000元比，定好行；再看问卷，定好列。",
            en="Compare the money with 2,000 yuan first: that is the row. The survey gives the column.",
        ),
        say(
            zh="用得上、送得到是功能性；心情、回忆是情感性；朋友、分享是社交性。",
            en="Useful and on time: functional. Moods and memories: emotional. Friends and sharing: social.",
        ),
    ),
    after=say(
        zh="价值定花多少，需求定做什么；需求不知道，就先问，问的办法也看价值。",
        en="Value says how much, need says what. If the need is unknown ask first, and let value say how.",
    ),
)

_CELLS = {
    "high_functional": say(zh="高价值·功能性需求", en="high value, functional need"),
    "high_social": say(zh="高价值·社交性需求", en="high value, social need"),
    "low_functional": say(zh="低价值·功能性需求", en="low value, functional need"),
    "low_emotional": say(zh="低价值·情感性需求", en="low value, emotional need"),
}


def _four_cells(rng: np.random.Generator) -> dict[str, Any]:
    dear, other = (str(c) for c in rng.permutation(["high_functional", "high_social"]))
    many, last = (str(c) for c in rng.permutation(["low_functional", "low_emotional"]))
    best, sure = (str(c) for c in rng.permutation([other, last]))
    drawn = {  # customers, percent who respond, margin per response, cost per customer: from and to
        best: ((60, 91), (20, 31), (18, 27), (12, 19)),
        dear: ((12, 21), (15, 21), (60, 81), (90, 111)),
        many: ((500, 701), (4, 6), (6, 9), (3, 5)),
        sure: ((50, 81), (40, 51), (2, 4), (5, 9)),
    }
    rows = {code: [int(rng.integers(*ends)) for ends in drawn[code]] for code in _CELLS}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["n", "percent", "margin", "cost"])
    table["margin"] *= 10
    gain = table["n"] * (table["percent"] / 100 * table["margin"] - table["cost"])
    case: dict[str, Any] = {"gain": gain, "figures": table}
    for code, row in table.iterrows():
        case |= {f"{code}_{column}": int(x) for column, x in row.items()}
        case[f"{code}_gain"] = _signed(gain[code])
    names = pd.Series([_CELLS[code] for code in table.index], dtype=object)
    case["table"] = table.reset_index(drop=True).assign(cell=names)
    return case


WHICH_CELL = ChooseOne(
    id="02_02.8",
    concept="2.10",
    title=say(zh="这笔钱先投哪一格", en="Which cell first?"),
    prompt=say(
        zh="本季度只能为矩阵里的一格做活动，选了就覆盖这一格的全部客户。表里是各格（虚构的数字）的人数、预计响应率、每位响应者多带来的毛利，"
        "和每位客户（无论是否响应）的活动成本。投哪一格，净收益最大？",
        en="This quarter there is one action for one cell of the matrix, and it covers all customers of the cell. For each cell the table holds (made-up figures) the customers, the expected response rate, the additional margin per customer who responds, "
        "and the cost for each customer, whether they respond or not. Which cell gives the greatest net gain?",
    ),
    case=_four_cells,
    show={
        "cell": say(zh="格", en="cell"),
        "n": say(zh="客户数", en="customers"),
        "percent": say(zh="响应率（%）", en="response rate (%)"),
        "margin": say(zh="每位响应者多带来的毛利（元）", en="margin per response (yuan)"),
        "cost": say(zh="每位客户的成本（元）", en="cost per customer (yuan)"),
    },
    options=_CELLS,
    because={
        code: say(
            zh=f"{{{code}_n}} ×（{{{code}_percent}}% × {{{code}_margin}} − {{{code}_cost}}）= {{{code}_gain}}元",
            en=f"{{{code}_n}} × ({{{code}_percent}}% × {{{code}_margin}} − {{{code}_cost}}) = {{{code}_gain}} yuan",
        )
        for code in _CELLS
    },
    answer=lambda case: str(case["gain"].idxmax()),
    misconceptions=(
        Misconception(
            "dearest_customer",
            say(
                zh="挑了单个客户带来毛利最多的一格。人少、响应的更少，每一位还都要花钱。",
                en="You took the cell with the largest margin per response. There are few of them, fewer still respond, and each one costs.",
            ),
            lambda case: str(case["figures"]["margin"].idxmax()),
        ),
        Misconception(
            "most_heads",
            say(
                zh="挑了人最多的一格。每位都要花钱，响应的却不多。",
                en="You took the cell with the most customers. Each of them costs, and few respond.",
            ),
            lambda case: str(case["figures"]["n"].idxmax()),
        ),
        Misconception(
            "best_response",
            say(
                zh="挑了响应率最高的一格。响应以后多带来的毛利很少。",
                en="You took the cell with the highest response rate. A response brings little there.",
            ),
            lambda case: str(case["figures"]["percent"].idxmax()),
        ),
    ),
    hints=(
        say(
            zh="先算每位客户的净收益：响应率 × 毛利 − 成本。",
            en="First the net gain per customer: response rate × margin − cost.",
        ),
        say(
            zh="再乘以这一格的客户数，四个数比大小。",
            en="Then times the customers of the cell, and compare the four.",
        ),
    ),
    after=say(
        zh="格子好不好，不看人多、不看单价，看人数 × 每位的净收益。",
        en="A cell is worth its customers × the net gain of each, not its size or its best customer.",
    ),
)

# -- 2.11 four stances ------------------------------------------------------------------------------------

STANCE = stance()
# Share of customers who contribute more (percent), contribution and purchases (yuan), and what else is known.
_PEOPLE: dict[str, tuple[float, int, int, Text]] = {
    "first": (
        0.4,
        9500,
        38000,
        say(zh="要求对账单按自己的格式做", en="wants invoices in a format of their own"),
    ),
    "costly": (
        99,
        -800,
        45000,
        say(
            zh="全店买得最多，大半又退了，还要求专门的送货时段",
            en="buys more than anyone, sends most of it back and demands delivery times of their own",
        ),
    ),
    "at_one": (1, 3100, 12600, say(zh="想要一份单独的价目表", en="would like a price list of their own")),
    "quiet": (12, 640, 2400, say(zh="从来没提过要求", en="has never asked for anything")),
    "at_twenty": (20, 310, 1300, say(zh="来信要求开通贵宾专线", en="writes to ask for the VIP line")),
    "loud": (55, 90, 420, say(zh="每星期都在网上大声抱怨", en="complains loudly online every week")),
    "caller": (
        93,
        -107,
        80,
        say(zh="80元的一单找了五次客服", en="called the service desk five times about one order of 80 yuan"),
    ),
    "even": (85, 0, 150, say(zh="刚好不赚不亏", en="neither earns nor loses money")),
}


def _stance_of(code: str) -> str:
    rank, money, _, _ = _PEOPLE[code]
    return str(
        STANCE.classify(pd.DataFrame({"value_rank": [rank / 100], "contribution": [float(money)]})).iloc[0]
    )


def _person(rank: float, money: int, bought: int, note: Text) -> Text:
    return say(
        zh="买了{bought:,}元，贡献{money}元，贡献比他多的客户占{rank:g}%；{note}",
        en="bought for {bought:,} yuan, contribution {money} yuan, {rank:g}% of the customers contribute more; {note}",
    ).format(rank=rank, money=_signed(money), bought=bought, note=note)


def _why(rank: float, money: int, bought: int, note: Text) -> Text:
    if money < 0:
        text = say(
            zh="贡献是负的，先看这一条：只花钱的客户，不主动投入",
            en="the contribution is negative, and that is looked at first: who only costs gets nothing extra",
        )
    elif rank < 1:
        text = say(
            zh="贡献不是负的，{rank:g}%不到1%，是最有价值的客户",
            en="the contribution is not negative and {rank:g}% is below 1%: the most valuable",
        )
    elif rank < 20:
        text = say(
            zh="贡献不是负的，{rank:g}%在1%（含）到20%之间，是主要客户",
            en="the contribution is not negative and {rank:g}% is at least 1% and below 20%: a major customer",
        )
    else:
        text = say(
            zh="贡献不是负的，{rank:g}%达到20%，是普通客户",
            en="the contribution is not negative and {rank:g}% is 20% or more: an ordinary customer",
        )
    return text.format(rank=rank)


STANCES = Match(
    id="02_02.9",
    concept="2.11",
    title=say(zh="该用哪种应对方式", en="Which stance?"),
    prompt=say(
        zh="规则和课文一样：先看一年的贡献（毛利减服务成本），是负数就用冷漠型；不是负数，再看贡献比这位客户多的客户占多少："
        "不到1%是屈从型；1%及以上、不到20%是关怀型；20%及以上是适应型。客户是虚构的，有的信息用不上。请为每位客户选应对方式。",
        en="The rule is that of the lesson: look at the contribution of the year first (margin less cost to serve); below 0: indifferent. Otherwise take the share of customers who contribute more: "
        "below 1%: yielding; from 1% and below 20%: caring; 20% and more: adapting. The customers are made up, and not all that is said of them counts. Choose the stance for each.",
    ),
    situations={code: _person(*person) for code, person in _PEOPLE.items()},
    actions={
        "yielding": say(
            zh="屈从型：条件跟着客户走，专人、定制",
            en="yielding: terms follow the customer, with a named contact",
        ),
        "caring": say(
            zh="关怀型：主动关心，定期回访",
            en="caring: take the first step, with regular calls",
        ),
        "adapting": say(
            zh="适应型：标准服务，客户有变化就跟着调整",
            en="adapting: standard service that follows when the customer changes",
        ),
        "indifferent": say(
            zh="冷漠型：不主动投入，额外要求照价收费",
            en="indifferent: no effort of our own, extras are charged",
        ),
    },
    pairs={code: _stance_of(code) for code in _PEOPLE},
    because={code: _why(*person) for code, person in _PEOPLE.items()},
    n=7,
    misconceptions=(
        Misconception(
            "sales_only",
            say(
                zh="只看了买多少，没看贡献。买得多也可能亏：退货和服务成本要先扣掉。",
                en="You looked at what they buy and not at the contribution. Large buyers can lose money: returns and service come off first.",
            ),
            {"costly": "yielding", "caller": "adapting"},
        ),
        Misconception(
            "who_asks_gets",
            say(
                zh="谁要求得多、声音大，就多照顾谁；不出声的大客户却被忘了。照顾要跟着价值走。",
                en="Those who ask and complain got more, and the quiet large customer was forgotten. Care follows value.",
            ),
            {"at_twenty": "caring", "loud": "caring", "quiet": "adapting"},
        ),
        Misconception(
            "boundary",
            say(
                zh="刚好1%、刚好20%的客户归错了。规则说“不到1%”“不到20%”，刚好等于的归下一种；贡献刚好为0也不是负数。",
                en="Those exactly at 1%, 20% or 0 yuan are wrong. “Below 1%” and “below 20%” leave out the exact value; and a contribution of 0 is not negative.",
            ),
            {"at_one": "yielding", "at_twenty": "caring", "even": "indifferent"},
        ),
    ),
    hints=(
        say(zh="先把贡献是负数的挑出来。", en="First pick out those whose contribution is negative."),
        say(
            zh="其余的只看百分比；他们说了什么、要了什么，不影响结果。刚好1%、刚好20%归下一种。",
            en="For the others look at the percentage only; what they say or ask for changes nothing. Exactly 1% or 20% goes to the next stance.",
        ),
    ),
    after=say(
        zh="应对方式看贡献和排名，不看声音大小；冷漠不是失礼，只是不再额外花钱。",
        en="The stance follows contribution and rank, not loudness; indifference is not rudeness, only no extra money.",
    ),
)


def _care(rng: np.random.Generator) -> dict[str, Any]:
    return {
        "n": int(rng.choice([40, 48, 60, 80])),
        "margin": int(rng.integers(6, 13)) * 75,
        "without": int(rng.integers(18, 27)),
        "with_care": int(rng.integers(8, 16)),
        "cost": int(rng.integers(5, 14)) * 10,
    }


def _care_net(case: dict[str, Any]) -> float:
    fewer = (case["without"] - case["with_care"]) / 100
    return case["n"] * (case["margin"] * fewer - case["cost"])


CARE_PAYS = Number(
    id="02_02.10",
    concept="2.11",
    title=say(zh="关怀型划算吗", en="Does caring pay?"),
    prompt=say(
        zh="公司（虚构）考虑对{n}位客户用关怀型，每位一年要花{cost}元。这些客户每位一年带来毛利{margin}元，走了就一分也没有。"
        "不关怀，一年里会走{without}%；关怀，会走{with_care}%（小范围试过）。一年下来，关怀多赚多少元？亏了请写负数。",
        en="A company (made up) thinks of caring for {n} customers, at {cost} yuan a year for each of them. Each brings a margin of {margin} yuan a year, and nothing if they leave. "
        "Without care {without}% would leave within the year, with care {with_care}% (tried on a small scale). How many yuan does care gain in the year? If it loses, enter a negative number.",
    ),
    case=_care,
    compute=_care_net,
    unit=say(zh="元", en="yuan"),
    tolerance=1,
    working=say(
        zh="{n} × {margin} ×（{without}% − {with_care}%）是保住的毛利，再减去 {n} × {cost} 的成本",
        en="{n} × {margin} × ({without}% − {with_care}%) is the margin kept; {n} × {cost} is the cost to take off",
    ),
    misconceptions=(
        Misconception(
            "credit_for_stayers",
            say(
                zh="把留下来的客户全算成了关怀的功劳。大多数人不关怀也会留下，只有少走的那一部分才算。",
                en="You credited care with everyone who stayed. Most would have stayed anyway; only those who leave no more count.",
            ),
            lambda case: case["n"] * (case["margin"] * (100 - case["with_care"]) / 100 - case["cost"]),
        ),
        Misconception(
            "cost_forgotten",
            say(
                zh="只算了保住的毛利，忘了减去关怀的成本。",
                en="That is the margin kept; the cost of care is still to be taken off.",
            ),
            lambda case: _care_net(case) + case["n"] * case["cost"],
        ),
        Misconception(
            "cost_of_the_saved_only",
            say(
                zh="只算了被留住的客户的成本。事先不知道谁要走，每一位都要花钱。",
                en="You charged only those who were saved. Nobody knows beforehand who they are: each customer costs.",
            ),
            lambda case: (
                case["n"] * (case["without"] - case["with_care"]) / 100 * (case["margin"] - case["cost"])
            ),
        ),
    ),
    hints=(
        say(
            zh="关怀只改变了一件事：从不关怀到关怀，少走了几个百分点？",
            en="Care changes one thing: how many percentage points fewer leave?",
        ),
        say(
            zh="客户数 ×（毛利 × 少走的百分点 − 每位成本）。",
            en="Customers × (margin × percentage points fewer − cost per customer).",
        ),
    ),
    after=say(
        zh="一种应对方式值不值，看它改变了多少，不看客户一共带来多少。",
        en="A stance is worth what it changes, not what the customers bring in all.",
    ),
)

# -- 2.18 trial and budget --------------------------------------------------------------------------------

TRIAL_START, TRIAL_MARGIN = "2025-01-01", 0.35
_TRIALS = {(m, goal, care) for m in (3, 4) for goal in (80, 100, 150) for care in (12, 15)}


@cache
def _small_customers() -> tuple[pd.DataFrame, pd.DataFrame]:
    """The half of the simulated shop's buyers of 2024 who bought less, and all orders."""
    orders = load("shop_orders")
    spent = orders[orders["order_date"] < TRIAL_START].groupby("customer_id")["amount"].sum().round(2)
    spent = spent[spent < spent.median()]
    return spent.rename("spent_before").reset_index(), orders


@cache
def _tried(months: int, goal: int, care: int, returns: bool = True) -> pd.DataFrame:
    people, orders = _small_customers()
    orders = orders if returns else orders[orders["amount"] > 0]
    found = trial(people, orders, TRIAL_START, months, goal, margin=TRIAL_MARGIN, care=care)
    return found.set_index("customer_id").join(people.set_index("customer_id"))


def _on_trial(rng: np.random.Generator) -> dict[str, Any]:
    months, goal, care = sorted(_TRIALS)[int(rng.integers(len(_TRIALS)))]
    found = _tried(months, goal, care)
    picked = found.groupby("verdict").sample(5, random_state=rng).sample(frac=1, random_state=rng)
    return {
        "table": picked[["spent_before"]],
        "found": picked,
        "months": months,
        "goal": goal,
        "care": care,
    }


def _judged(case: dict[str, Any], passed: pd.Series, profit: pd.Series) -> pd.DataFrame:
    kept = np.where(profit >= 0, "rightly_kept", "wrongly_kept")
    gone = np.where(profit >= 0, "wrongly_let_go", "rightly_let_go")
    return pd.DataFrame({"verdict": np.where(passed, kept, gone)}, index=case["found"].index)


def _trial_reason(row: pd.Series, case: dict[str, Any]) -> Text:
    one = case["found"].loc[row.name]
    return say(
        zh="试用期里买了{amount:,.2f}元（目标{goal}元），之后{months}个月买了{later:,.2f}元，留着的利润是{profit}元：{verdict}",
        en="bought for {amount:,.2f} yuan in the trial (goal {goal}) and for {later:,.2f} in the {months} months after; keeping brought {profit} yuan: {verdict}",
    ).format(
        amount=one["trial_amount"],
        goal=case["goal"],
        months=case["months"],
        later=one["later_amount"],
        profit=_signed(one["later_profit"], 2),
        verdict=VERDICT_NAMES[row["verdict"]],
    )


TRIAL = Table(
    id="02_02.11",
    concept="2.18",
    title=say(zh="试用期满，放手放对了吗", en="After the trial: rightly let go?"),
    prompt=say(
        zh="e.items 是网店（模拟数据）的20位客户，2024年的购买金额都排在后一半。规则：从2025年1月1日起试用{months}个月，买满{goal}元（含）就留下，不满就放手；金额都扣掉退货。"
        "试用期后再看{months}个月，按对照顾最有利的情形算（不照顾就不来）：留着一位客户的利润 = 毛利（金额的35%）− 照顾费（每月{care}元）；0及以上算该留，负数算不该留。"
        "请用代码给每位客户判断：“留对了”“留错了”“放错了”“放对了”，放在 verdict 列。",
        en="e.items holds 20 customers of the online shop (simulated data) from the half that bought less in 2024. Rule: a trial of {months} months from 2025-01-01; who buys for {goal} yuan or more is kept, who does not is let go; amounts are net of returns. "
        "Then look at the {months} months after the trial and take the best case for care (without it nobody buys): the profit of keeping a customer = margin (35% of the amount) − care ({care} yuan a month); 0 or more: should be kept, below 0: should not. "
        "Judge each customer with code: rightly kept, wrongly kept, wrongly let go or rightly let go, in the column verdict.",
    ),
    case=_on_trial,
    show={"spent_before": say(zh="2024年购买金额（元）", en="spent in 2024 (yuan)")},
    compute=lambda case: case["found"][["verdict"]],
    reason=_trial_reason,
    labels={"verdict": VERDICT_NAMES},
    misconceptions=(
        Misconception(
            "sales_for_profit",
            say(
                zh="把金额当成了利润，没有乘35%的毛利率。货也是要花钱买的。",
                en="You took the amount for profit, without the margin of 35%. The goods cost money too.",
            ),
            lambda case: _judged(
                case,
                case["found"]["passed"],
                case["found"]["later_amount"] - case["care"] * case["months"],
            ),
        ),
        Misconception(
            "one_month_of_care",
            say(
                zh="照顾费只算了一个月。每月都要花，观察期有几个月就乘几。care 填每月的钱，月数由函数去乘。",
                en="You charged one month of care. It is spent every month of the watch. Give care per month; the function multiplies.",
            ),
            lambda case: _judged(
                case,
                case["found"]["passed"],
                TRIAL_MARGIN * case["found"]["later_amount"] - case["care"],
            ),
        ),
        Misconception(
            "returns_left_out",
            say(
                zh="只加了买的，没有扣掉退货（负数的行）。退掉的东西店里没有赚到钱。",
                en="You added the purchases only and left out the returns (rows below 0). Goods that came back earned nothing.",
            ),
            lambda case: _tried(case["months"], case["goal"], case["care"], returns=False).loc[
                case["found"].index, ["verdict"]
            ],
        ),
        Misconception(
            "judged_by_the_trial",
            say(
                zh="利润用的是试用期里的金额。放得对不对，要看试用期之后。",
                en="You took the profit of the trial itself. Whether it was right to let go shows afterwards.",
            ),
            lambda case: _judged(
                case,
                case["found"]["passed"],
                TRIAL_MARGIN * case["found"]["trial_amount"] - case["care"] * case["months"],
            ),
        ),
    ),
    hints=(
        say(
            zh="cc.layers.trial 会做这件事；参数里有 start、months、goal、margin 和 care。",
            en="cc.layers.trial does it; its parameters are start, months, goal, margin and care.",
        ),
        say(
            zh='写成 cc.layers.trial(e.items.reset_index(), orders, "2025-01-01", months=…, goal=…, margin=0.35, care=…)',
            en='Write cc.layers.trial(e.items.reset_index(), orders, "2025-01-01", months=…, goal=…, margin=0.35, care=…)',
        ),
    ),
    after=say(
        zh="每条放手的规则都会错两种：放错、留错。事后算出各最多亏多少元，再调目标；照顾有没有用，要分组试。",
        en="Every rule for letting go errs in two ways. Count afterwards what each cost at most, then adjust the goal; whether care works takes a test with groups.",
    ),
)

PYRAMID = pyramid()
#: What care can add at most, as a share of a layer's contribution.
_EFFECT = pd.Series({"top": 0.04, "upper": 0.10, "middle": 0.20, "base": 0.03})
_GOAL = 0.97


@cache
def _shop_layers() -> pd.DataFrame:
    """The simulated shop's pyramid by contribution in 2025: customers and value of each layer."""
    orders = load("shop_orders")
    year = orders[orders["order_date"] >= "2025-01-01"]
    year = year.assign(orders=(year["amount"] >= 0).astype(int))
    cash = contribution(year, 0.35, {"service_contacts": 25, "orders": 10})
    sums = cash.groupby("customer_id")[["contribution", "cost_to_serve"]].sum()
    people = sums.reindex(load("shop_customers")["customer_id"], fill_value=0).reset_index()
    layers = resources(add_value_rank(people, "contribution"), PYRAMID)
    return layers[["customers", "value"]].round()


def _a_budget(rng: np.random.Generator) -> dict[str, Any]:
    budget, half = int(rng.choice([9600, 12000, 14400, 16800])), int(rng.choice([30, 40, 50]))
    layers = _shop_layers()
    best = split_budget(layers, budget, "best", effect=_EFFECT, half=half)
    shown = layers.astype(int).assign(effect=(100 * _EFFECT).round().astype(int))
    names = pd.Series([PYRAMID.labels[code] for code in layers.index], dtype=object, index=layers.index)
    return {
        "table": shown.assign(layer=names).reset_index(drop=True),
        "budget": budget,
        "half": half,
        "twice": 2 * half,
        "goal": int(_GOAL * best["gain"].sum() // 100 * 100),
        "even": budget // 1200,
        "best": best["per_customer"],
    }


def _spent(values: Any) -> float:
    return float(sum(values[code] * n for code, n in _shop_layers()["customers"].items()))


def _gains(values: Any, case: dict[str, Any]) -> pd.Series:
    each = pd.Series({code: float(values[code]) for code in PYRAMID.codes})
    return _shop_layers()["value"] * _EFFECT * (1 - 0.5 ** (each / case["half"]))


def _budget_lacks(values: Any, case: dict[str, Any]) -> Text | None:
    spent, gain = _spent(values), _gains(values, case).sum()
    if spent > case["budget"]:
        return say(
            zh="一共要花{spent:,.0f}元，超过预算{budget:,}元：先减人数多、多得少的那一层",
            en="this costs {spent:,.0f} yuan, more than the budget of {budget:,}: take from the layer with many customers and little to gain first",
        ).format(spent=spent, budget=case["budget"])
    if round(gain) < case["goal"]:
        return say(
            zh="花了{spent:,.0f}元，预计多得{gain:,.0f}元，不到{goal:,}元：把钱移到每多花1元多得最多的那一层",
            en="{spent:,.0f} yuan are expected to add {gain:,.0f}, below {goal:,}: move money to the layer where one more yuan adds most",
        ).format(spent=spent, gain=gain, goal=case["goal"])
    return None


def _solve_budget(case: dict[str, Any]) -> dict[str, float]:
    """The best split, rounded down to the steps of the sliders."""
    return {code: float(case["best"][code] // _STEP * _STEP) for code in PYRAMID.codes}


def _budget_picture(values: Any, case: dict[str, Any]) -> Any:
    gains = _gains(values, case)
    title = say(
        zh="花{spent:,.0f}元（预算{budget:,}），预计多得{gain:,.0f}元（目标{goal:,}）",
        en="{spent:,.0f} yuan spent (of {budget:,}), {gain:,.0f} gained (goal {goal:,})",
    ).format(spent=_spent(values), budget=case["budget"], gain=gains.sum(), goal=case["goal"])
    label = say(zh="预计多得", en="expected gain")
    return bars(gains, title=title, label=label, unit="CNY", order=PYRAMID.codes, names=PYRAMID.labels)


def _same_for_all(case: dict[str, Any]) -> dict[str, float]:
    return dict.fromkeys(PYRAMID.codes, float(case["even"]))


def _everything_to(code: str) -> Any:
    def wrong(case: dict[str, Any]) -> dict[str, float]:
        each = case["budget"] / _shop_layers().loc[code, "customers"]
        return {c: min(float(each // _STEP * _STEP), _HIGH) if c == code else 0.0 for c in PYRAMID.codes}

    return wrong


_HIGH, _STEP = 300.0, 2

SPLIT = Thresholds(
    id="02_02.12",
    concept="2.18",
    title=say(zh="把钱移到能成长的客户", en="Move the money to those who can grow"),
    prompt=say(
        zh="网店（模拟数据，2025年）有{budget:,}元照顾预算，原先1,200位客户人人一样，每位{even}元。表里是金字塔各层的人数、一年的贡献，"
        "和照顾最多能让这一层多得贡献的百分之几（假设）。每位客户花{half}元，达到这个最多数的一半，花{twice}元达到四分之三，再往后每多{half}元补上剩下的一半（数字和课文的不同）。"
        "滑块现在在人人{even}元，请定每层每位花多少元：总花费不超过预算，预计多得至少{goal:,}元。",
        en="The online shop (simulated data, 2025) has {budget:,} yuan for customer care; so far all 1,200 customers got the same, {even} yuan each. The table holds the customers of each layer of the pyramid, their contribution in the year, "
        "and by what percent of it care can raise it at most (assumed). {half} yuan per customer reach half of that most, {twice} yuan three quarters; every further {half} yuan bring half of what is still missing (figures of this exercise, not of the lesson). "
        "The sliders stand at {even} yuan each. Set the yuan per customer of each layer: spend no more than the budget, and gain at least {goal:,} yuan.",
    ),
    case=_a_budget,
    show={
        "layer": say(zh="层", en="layer"),
        "customers": say(zh="客户数", en="customers"),
        "value": say(zh="一年的贡献（元）", en="contribution in the year (yuan)"),
        "effect": say(zh="最多能多得（%）", en="can gain at most (%)"),
    },
    sliders={
        code: Slider(
            say(zh="{layer}，每位花多少元", en="{layer}: yuan per customer").format(
                layer=PYRAMID.labels[code]
            ),
            0,
            _HIGH,
            _STEP,
        )
        for code in PYRAMID.codes
    },
    shortfall=_budget_lacks,
    solve=_solve_budget,
    picture=_budget_picture,
    begin=_same_for_all,
    misconceptions=(
        Misconception(
            "same_for_all",
            say(
                zh="人人一样：八成的钱花在了IV类身上，那里几乎没有什么可多得的。",
                en="The same for all: four fifths of the money go to class IV, where there is hardly anything to gain.",
            ),
            _same_for_all,
        ),
        Misconception(
            "all_to_the_top",
            say(
                zh="全给了I类。他们贡献最大，但只有12位，再照顾也多不了多少；花到后来，每一元都白花了。",
                en="All of it went to class I. They bring most, but there are 12 of them with little room to grow; the later yuan are wasted.",
            ),
            _everything_to("top"),
        ),
        Misconception(
            "all_to_the_middle",
            say(
                zh="全给了III类。III类最能成长，但花得越多，下一元越没用；II类的头几元更划算。",
                en="All of it went to class III. It has the most to gain, but each further yuan helps less; the first yuan for class II do more.",
            ),
            _everything_to("middle"),
        ),
    ),
    hints=(
        say(
            zh="先把IV类放到0，再在前三层之间分：每层的贡献 × 最多能多得的百分比 ÷ 人数，就是每位最多能多得的钱。",
            en="Set class IV to 0 and split among the first three: contribution × percent ÷ customers is the most each customer can gain.",
        ),
        say(
            zh="I类和II类每位花得最多，两层差不多，在60元到115元之间；III类每位少花三五十元；IV类0元。",
            en="Classes I and II get the most per customer, about the same, between 60 and 115 yuan; class III 30 to 50 yuan less; class IV nothing.",
        ),
    ),
    after=say(
        zh="钱跟着“下一元能多得多少”走：从没有希望的移到能成长的，但不要全堆在一处。",
        en="Money follows what the next yuan gains: away from the hopeless, towards those who can grow, and never all in one place.",
    ),
)

EXERCISES = [MATRIX, WHICH_CELL, STANCES, CARE_PAYS, TRIAL, SPLIT]
