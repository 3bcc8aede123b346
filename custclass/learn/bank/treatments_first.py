"""Exercises of lesson 02_04: whom to contact first, profit and loss per segment, channels, a budget."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.catalogue import value_tier
from custclass.data.tables import load
from custclass.learn.bank.pools import shop
from custclass.learn.kinds import ChooseOne, Misconception, Several, Slider, Table, Thresholds
from custclass.show.barcharts import bars
from custclass.show.say import Text, join, say

# -- 2.07 the call list, one owner a segment -------------------------------------------------------------

PLACES = 3
VISIT, CALL = 60, 8  # yuan
# Kinds of customer: least and greatest chance of an order (%), margins (yuan) and the cost of the contact.
_WHALE, _SMALL = ((2, 5), range(900, 1501, 20), VISIT), ((66, 80), range(5, 11), CALL)
_OTHERS = (
    ((10, 18), range(500, 901, 20), VISIT),
    ((14, 20), range(300, 481, 20), VISIT),
    ((18, 30), range(180, 301, 10), CALL),
    ((28, 40), range(120, 241, 10), CALL),
    ((48, 62), range(30, 61, 5), CALL),
)
_SURNAMES = {
    "wang": ("王", "Wang"), "li": ("李", "Li"), "zhang": ("张", "Zhang"), "chen": ("陈", "Chen"),
    "zhao": ("赵", "Zhao"), "sun": ("孙", "Sun"), "zhou": ("周", "Zhou"),
}  # fmt: skip
_WAYS = {
    VISIT: say(zh="上门", en="visit"),
    CALL: say(zh="打电话", en="call"),
}


def _by_profit(p: dict[str, float]) -> float:
    return p["chance"] * p["margin"] / 100 - p["cost"]


_MISTAKEN = {
    "biggest_first": lambda p: p["margin"],
    "most_likely_first": lambda p: p["chance"],
    "cost_forgotten": lambda p: p["chance"] * p["margin"],
}


def _best(people: dict[str, dict[str, float]], by: Any) -> set[str]:
    return set(sorted(people, key=lambda code: by(people[code]), reverse=True)[:PLACES])


def _seven_people(rng: np.random.Generator) -> dict[str, dict[str, float]]:
    """One of each kind, under surnames by lot; the largest margin stands first, the greatest chance second."""
    names = [str(name) for name in rng.permutation(list(_SURNAMES))]
    return {
        name: {"chance": int(rng.integers(low, high + 1)), "margin": int(rng.choice(margins)), "cost": cost}
        for name, ((low, high), margins, cost) in zip(names, (_WHALE, _SMALL, *_OTHERS), strict=True)
    }


def _list_of_seven(rng: np.random.Generator) -> dict[str, Any]:
    """Seven customers, without a near tie for the last place; neither of the two extremes is worth a place."""
    while True:
        people = _seven_people(rng)
        profits = sorted(map(_by_profit, people.values()), reverse=True)
        clear = profits[PLACES - 1] - max(profits[PLACES], 0) >= 5
        if clear and not _best(people, _by_profit) & set(list(people)[:2]):
            break
    case: dict[str, Any] = {"people": people}
    for name, p in people.items():
        case |= {
            f"{name}_chance": p["chance"],
            f"{name}_cost": p["cost"],
            f"{name}_way": _WAYS[int(p["cost"])],
        }
        case[f"{name}_margin"] = f"{p['margin']:,}"
        case[f"{name}_profit"] = f"{_by_profit(p):,.1f}".replace("-", "−")
    return case


def _offer(code: str) -> Text:
    zh, en = _SURNAMES[code]
    return say(
        zh=f"{zh}：下单的可能{{{code}_chance}}%，下单的毛利{{{code}_margin}}元，{{{code}_way}}要{{{code}_cost}}元",
        en=f"{en}: chance of an order {{{code}_chance}}%, margin of it {{{code}_margin}} yuan, {{{code}_way}} at {{{code}_cost}} yuan",
    )


def _expected(code: str) -> Text:
    sums = f"{{{code}_chance}}% × {{{code}_margin}} − {{{code}_cost}} = {{{code}_profit}}"
    return say(zh=f"{sums}元", en=f"{sums} yuan")


FIRST_CALLS = Several(
    id="02_04.1",
    concept="2.07",
    title=say(zh="先联系哪三位", en="Which three to contact first"),
    prompt=say(
        zh="销售员今天只来得及联系三位客户（虚构）。规则：按预期利润从大到小，预期利润 = 下单的可能 × 下单的毛利 − 这次联系的费用。没有联系到的人今天不会下单。选出这三位。",
        en="A seller has time for three customers today (made up). The rule: largest expected profit first; expected profit = chance of an order × margin if there is one − cost of this contact. Who is not contacted does not order today. Choose the three.",
    ),
    case=_list_of_seven,
    options={code: _offer(code) for code in _SURNAMES},
    because={code: _expected(code) for code in _SURNAMES},
    answer=lambda case: _best(case["people"], _by_profit),
    misconceptions=(
        Misconception(
            "biggest_first",
            say(
                zh="挑的是毛利最大的三位。毛利再大，几乎不会下单，一趟上门费就白花了：先乘以可能性，再减费用。",
                en="You took the three largest margins. A large margin that hardly ever comes is a visit paid for nothing: multiply by the chance, then take off the cost.",
            ),
            lambda case: _best(case["people"], _MISTAKEN["biggest_first"]),
        ),
        Misconception(
            "most_likely_first",
            say(
                zh="挑的是最可能下单的三位。很可能下单、却只赚几元的人，连电话费都收不回：先乘以毛利，再减费用。",
                en="You took the three most likely. A likely order that earns a few yuan does not even pay for the call: multiply by the margin, then take off the cost.",
            ),
            lambda case: _best(case["people"], _MISTAKEN["most_likely_first"]),
        ),
        Misconception(
            "cost_forgotten",
            say(
                zh="可能性乘毛利算对了，但没有减去联系的费用。上门60元，打电话8元，差得很多。",
                en="Chance times margin is right, but the cost of the contact was not taken off. A visit costs 60 yuan, a call 8.",
            ),
            lambda case: _best(case["people"], _MISTAKEN["cost_forgotten"]),
        ),
    ),
    hints=(
        say(zh="每位客户算一个数：可能 × 毛利 − 费用。", en="Work out one number each: chance × margin − cost."),
        say(
            zh="可能性最高的一位和毛利最大的一位，都排不进前三。",
            en="Neither the most likely customer nor the one with the largest margin is among the three.",
        ),
    ),
    after=say(
        zh="名单按预期利润排，只看金额或只看可能性都会排错。不联系也会来买的人，要另算（课文第七节）。",
        en="A list is ordered by expected profit; by money alone or by likelihood alone the order is wrong. Those who would buy without a contact are another matter (section 7 of the lesson).",
    ),
)  # fmt: skip

TIERS = value_tier()
MARGIN, CONTACT, MAILING = 0.35, 12, 60


@cache
def _contacts_of_2025() -> pd.DataFrame:
    """Money and requests for service in 2025 of those who bought that year, with their tier."""
    orders = load("shop_orders")
    year = orders[orders["order_date"].dt.year == 2025]
    table = year.groupby("customer_id").agg(amount=("amount", "sum"), contacts=("service_contacts", "sum"))
    table = table[table["amount"] > 0]
    tiers = TIERS.classify(shop().loc[table.index])
    return pd.DataFrame({"class": tiers, **table.round(2)})


def _sixty_of_2025(rng: np.random.Generator) -> dict[str, Any]:
    """Some customers of each tier, the low one mostly at a loss."""
    pool = _contacts_of_2025()
    sizes = {"high_value": 12, "medium_value": 20, "low_value": 28}
    drawn = [pool[pool["class"] == code].sample(n, random_state=rng) for code, n in sizes.items()]
    return {"table": pd.concat(drawn).sample(frac=1, random_state=rng)}


def _profit(
    case: dict[str, Any], *, margin: float = MARGIN, contact: float = CONTACT, mailing: float = MAILING
) -> pd.Series:
    table = case["table"]
    each = margin * table["amount"] - contact * table["contacts"] - mailing
    return each.groupby(table["class"]).sum().rename("profit")


def _profit_reason(row: pd.Series, case: dict[str, Any]) -> Text:
    rows = case["table"][case["table"]["class"] == row.name]
    verdict = say(zh="亏损", en="a loss") if row["profit"] < 0 else say(zh="盈利", en="a profit")
    return say(
        zh="35% × {amount:,.2f} − 12 × {contacts} − 60 × {n} = {profit}元，{verdict}",
        en="35% × {amount:,.2f} − 12 × {contacts} − 60 × {n} = {profit} yuan, {verdict}",
    ).format(
        amount=rows["amount"].sum(),
        contacts=int(rows["contacts"].sum()),
        n=len(rows),
        profit=f"{row['profit']:,.2f}".replace("-", "−"),
        verdict=verdict,
    )


OWNERS = Table(
    id="02_04.2",
    concept="2.07",
    title=say(zh="每个细分群体一本账", en="Profit and loss of each segment"),
    prompt=say(
        zh="网店（模拟数据，2025年）的每一层客户有一位负责人，为这一层的盈亏负责。e.items 里是60位客户：类别 class、购买金额 amount（元）、找客服的次数 contacts。"
        "规则：毛利是金额的35%；每次客服12元；每位客户全年样品和寄送60元。请用代码算出每一层的利润（元，亏损写负数）。",
        en="In the online shop (simulated data, 2025) each tier has an owner who answers for its profit and loss. e.items holds 60 customers: their class, amount (yuan) and contacts, how often they asked for service. "
        "The rules: 35% of the amount is margin; a contact costs 12 yuan; samples and mailings cost 60 yuan a customer for the year. Work out the profit of each tier with code (yuan, a loss is negative).",
    ),
    case=_sixty_of_2025,
    show={
        "class": say(zh="类别（class）", en="class"),
        "amount": say(zh="购买金额（元，amount）", en="amount (yuan)"),
        "contacts": say(zh="找客服次数（contacts）", en="contacts (times)"),
    },
    values={"class": dict(TIERS.labels)},
    compute=_profit,
    key="class",
    labels={"class": TIERS.labels},
    reason=_profit_reason,
    tolerance=1,
    misconceptions=(
        Misconception(
            "revenue_for_margin",
            say(
                zh="把销售额当成了毛利。客户付的钱里只有35%留在店里，要先乘0.35。",
                en="Sales were taken for margin. Only 35% of what customers pay stays in the shop: multiply by 0.35 first.",
            ),
            lambda case: _profit(case, margin=1.0),
        ),
        Misconception(
            "service_forgotten",
            say(
                zh="没有减客服的费用。谁的客户爱找客服，这笔钱就该记在谁的账上。",
                en="The cost of service was not taken off. It belongs to the owner whose customers ask for it.",
            ),
            lambda case: _profit(case, contact=0),
        ),
        Misconception(
            "mailing_once",
            say(
                zh="样品和寄送的60元每层只减了一次。这是每位客户60元，要先按客户减，再按层相加。",
                en="The 60 yuan for samples and mailings were taken off once a tier. They are for each customer: take them off per customer, then add up.",
            ),
            lambda case: _profit(case, mailing=0) - MAILING,
        ),
    ),
    hints=(
        say(
            zh="先算每位客户的利润，再按 class 相加。",
            en="First the profit of each customer, then add up by class.",
        ),
        say(
            zh='profit = 0.35 * e.items["amount"] - 12 * e.items["contacts"] - 60，再 profit.groupby(e.items["class"]).sum()。',
            en='profit = 0.35 * e.items["amount"] - 12 * e.items["contacts"] - 60, then profit.groupby(e.items["class"]).sum().',
        ),
    ),
    after=say(
        zh="一个细分群体，一位负责人，一本账：亏在哪一层一看就知道，也知道该问谁。",
        en="One segment, one owner, one account: you see which tier loses money, and whom to ask.",
    ),
)  # fmt: skip

# -- 2.14 channels ---------------------------------------------------------------------------------------

CHANNELS = {
    "email": say(zh="邮件", en="e-mail"),
    "message": say(zh="短信", en="text message"),
    "phone": say(zh="电话", en="phone"),
    "visit": say(zh="上门", en="visit"),
}


def _channel_table(rng: np.random.Generator) -> dict[str, Any]:
    """Four channels: the dearer, the more answer; only one earns most, by a clear distance."""
    while True:
        rates = [rng.integers(2, 6), rng.integers(10, 26), rng.integers(40, 81), rng.integers(150, 221)]
        table = pd.DataFrame(
            {
                "response": [int(r) / 10 for r in rates],
                "cost": [0.05, 0.5, float(rng.choice([4, 5, 6, 8])), float(rng.choice([50, 60, 80]))],
            },
            index=list(CHANNELS),
        )
        margin, n = int(rng.choice([60, 80, 100, 120, 150, 180])), int(rng.choice([200, 300, 400, 500]))
        profit = n * (margin * table["response"] / 100 - table["cost"])
        best, second = profit.nlargest(2)
        if profit.idxmax() in ("message", "phone") and best - second > 0.15 * best:
            break
    shown = table.assign(channel=table.index).reset_index(drop=True)
    case: dict[str, Any] = {"table": shown, "margin": margin, "n": n, "best": str(profit.idxmax())}
    for code in CHANNELS:
        case[f"{code}_response"] = f"{table.loc[code, 'response']:.1f}"
        case[f"{code}_cost"] = f"{table.loc[code, 'cost']:g}"
        case[f"{code}_profit"] = f"{profit[code]:,.0f}".replace("-", "−")
    return case


def _channel_sum(code: str) -> Text:
    sums = f"{{n}} × ({{{code}_response}}% × {{margin}} − {{{code}_cost}}) = {{{code}_profit}}"
    return say(zh=sums.replace(" (", "（").replace(") ", "）") + "元", en=f"{sums} yuan")


ONE_CHANNEL = ChooseOne(
    id="02_04.5",
    concept="2.14",
    title=say(zh="这一类用哪个渠道", en="Which channel for this class"),
    prompt=say(
        zh="一类客户有{n}位，每位只用同一个渠道联系一次；下单的一位带来毛利{margin}元。表里是四个渠道的响应率和每次联系的费用（虚构）。哪个渠道的利润最大？"
        "利润 = 人数 ×（响应率 × 毛利 − 费用）。",
        en="A class has {n} customers; each is contacted once, all by the same channel; an order brings a margin of {margin} yuan. The table gives response rate and cost of a contact for four channels (made up). Which channel earns most? "
        "Profit = customers × (response rate × margin − cost).",
    ),
    case=_channel_table,
    show={
        "channel": say(zh="渠道", en="channel"),
        "response": say(zh="响应率（%）", en="response rate (%)"),
        "cost": say(zh="每次联系的费用（元）", en="cost of a contact (yuan)"),
    },
    values={"channel": CHANNELS},
    options=CHANNELS,
    because={code: _channel_sum(code) for code in CHANNELS},
    answer=lambda case: case["best"],
    misconceptions=(
        Misconception(
            "highest_response",
            say(
                zh="挑的是响应率最高的渠道。响应率没有减去费用：一趟上门要几十元，还要看一单能赚多少。",
                en="You took the highest response rate. It knows nothing of the cost: a visit takes dozens of yuan, and what an order earns counts as well.",
            ),
            "visit",
        ),
        Misconception(
            "cheapest",
            say(
                zh="挑的是最便宜的渠道。省下的费用，比不上少掉的订单。",
                en="You took the cheapest channel. What it saves is less than the margin of the orders it misses.",
            ),
            "email",
        ),
    ),
    hints=(
        say(
            zh="先算联系一位客户平均赚多少：响应率 × 毛利 − 费用。",
            en="First what one contact earns on average: response rate × margin − cost.",
        ),
        say(
            zh="上门和邮件都不是：一个太贵，一个响应太少。短信和电话各算一遍。",
            en="Neither visit nor e-mail: one costs too much, one is answered too rarely. Work out text message and phone.",
        ),
    ),
    after=say(
        zh="渠道没有绝对的好坏：毛利高的一类用得起电话，毛利低的一类用短信。",
        en="No channel is best as such: a class with a high margin can bear the phone, one with a low margin takes messages.",
    ),
)  # fmt: skip

SIZES = {"firms": 60, "regulars": 300, "dormant": 2000}
COSTS = {"firms": 80.0, "regulars": 6.0, "dormant": 0.5}
GROUPS = {
    "firms": say(zh="企业客户，上门", en="firms, visit"),
    "regulars": say(zh="常客，电话", en="regulars, phone"),
    "dormant": say(zh="沉睡客户，短信", en="dormant, message"),
}
STEPS = {"firms": 5, "regulars": 20, "dormant": 100}


def _budget(rng: np.random.Generator) -> dict[str, Any]:
    """Response rates and margins; the goal is what filling the groups by profit per yuan reaches, nearly."""
    case: dict[str, Any] = {
        "budget": int(rng.choice([2600, 3000, 3400, 3800])),
        "firms_response": float(rng.integers(14, 20)),
        "regulars_response": float(rng.integers(10, 16)),
        "dormant_response": float(rng.integers(5, 15)) / 10,
        "firms_margin": int(rng.choice([700, 800, 900])),
        "regulars_margin": int(rng.choice([100, 120])),
        "dormant_margin": 80,
    }
    return case | {"goal": int(0.95 * _earned(_solve_budget(case), case) // 10 * 10)}


def _per_contact(case: dict[str, Any]) -> dict[str, float]:
    """What one contact earns on average."""
    return {g: case[f"{g}_margin"] * case[f"{g}_response"] / 100 - cost for g, cost in COSTS.items()}


def _earned(values: Any, case: dict[str, Any]) -> float:
    return float(sum(values[group] * each for group, each in _per_contact(case).items()))


def _spent(values: Any) -> float:
    return float(sum(values[group] * cost for group, cost in COSTS.items()))


def _fill(case: dict[str, Any], groups: list[str], budget: float | None = None) -> dict[str, float]:
    """Contact the groups in this order, each as far as the budget reaches, in steps of the sliders."""
    left = float(case["budget"] if budget is None else budget)
    values = dict.fromkeys(GROUPS, 0.0)
    for group in groups:
        step = STEPS[group]
        values[group] = float(min(SIZES[group], left // (COSTS[group] * step) * step))
        left -= values[group] * COSTS[group]
    return values


def _solve_budget(case: dict[str, Any]) -> dict[str, float]:
    """Fill the groups in the order of profit per yuan, without those that lose money."""
    each = _per_contact(case)
    worthwhile = [group for group in GROUPS if each[group] > 0]
    return _fill(case, sorted(worthwhile, key=lambda group: each[group] / COSTS[group], reverse=True))


def _budget_lacks(values: Any, case: dict[str, Any]) -> Text | None:
    spent, earned = _spent(values), _earned(values, case)
    lacks = []
    if spent > case["budget"]:
        lacks.append(
            say(
                zh="费用{spent:,.0f}元，超过了预算{budget:,}元",
                en="the contacts cost {spent:,.0f} yuan, more than the budget of {budget:,}",
            ).format(spent=spent, budget=case["budget"])
        )
    if earned < case["goal"]:
        lacks.append(
            say(
                zh="利润{earned}元，还不到目标{goal:,}元",
                en="the profit is {earned} yuan, below the goal of {goal:,}",
            ).format(earned=f"{earned:,.0f}".replace("-", "−"), goal=case["goal"])
        )
    return join(lacks, zh="；", en="; ") if lacks else None


_LEVELS = {
    "spent": say(zh="费用", en="cost"),
    "budget": say(zh="预算", en="budget"),
    "earned": say(zh="利润", en="profit"),
    "goal": say(zh="利润目标", en="goal for the profit"),
}


def _budget_picture(values: Any, case: dict[str, Any]) -> Any:
    spent, earned = round(_spent(values)), round(_earned(values, case))
    met = _budget_lacks(values, case) is None
    verdict = (
        say(zh="两个目标都达到了", en="both goals met") if met else say(zh="还没有达到", en="not met yet")
    )
    title = say(
        zh="费用{spent:,}元，利润{earned}元：{verdict}",
        en="Cost {spent:,} yuan, profit {earned} yuan: {verdict}",
    ).format(spent=spent, earned=f"{earned:,}".replace("-", "−"), verdict=verdict)
    levels = {"spent": spent, "budget": case["budget"], "earned": earned, "goal": case["goal"]}
    return bars(
        levels, title=title, label=say(zh="元", en="yuan"), names=_LEVELS, highlight=["spent", "earned"]
    )


def _equal_thirds(case: dict[str, Any]) -> dict[str, float]:
    return {group: _fill(case, [group], case["budget"] / 3)[group] for group in GROUPS}


SPLIT_BUDGET = Thresholds(
    id="02_04.6",
    concept="2.14",
    title=say(zh="把预算分给三个渠道", en="Split a budget over channels"),
    prompt=say(
        zh="本月联系客户的预算是{budget:,}元，三群客户（虚构）各用一个渠道，每位最多联系一次：\n"
        "企业客户60位，上门，每次80元，响应率{firms_response:g}%，每单毛利{firms_margin}元；\n"
        "常客300位，电话，每次6元，响应率{regulars_response:g}%，每单毛利{regulars_margin}元；\n"
        "沉睡客户2,000位，短信，每次0.5元，响应率{dormant_response:g}%，每单毛利{dormant_margin}元。\n"
        "请定每群联系多少位：费用不超过预算，利润至少{goal:,}元。利润 = 人数 ×（响应率 × 毛利 − 费用），三群相加。",
        en="This month's budget for contacts is {budget:,} yuan. Three groups (made up) have one channel each, and a customer is contacted once at most:\n"
        "60 firms, visit at 80 yuan, response rate {firms_response:g}%, margin of an order {firms_margin} yuan;\n"
        "300 regulars, phone at 6 yuan, response rate {regulars_response:g}%, margin of an order {regulars_margin} yuan;\n"
        "2,000 dormant customers, text message at 0.5 yuan, response rate {dormant_response:g}%, margin of an order {dormant_margin} yuan.\n"
        "Set how many of each group to contact: cost within the budget, profit at least {goal:,} yuan. Profit = contacts × (response rate × margin − cost), added up over the groups.",
    ),
    case=_budget,
    sliders={
        "firms": Slider(say(zh="企业客户，上门（位）", en="firms to visit"), 0, SIZES["firms"], STEPS["firms"]),
        "regulars": Slider(say(zh="常客，电话（位）", en="regulars to phone"), 0, SIZES["regulars"], STEPS["regulars"]),
        "dormant": Slider(say(zh="沉睡客户，短信（位）", en="dormant customers to message"), 0, SIZES["dormant"], STEPS["dormant"]),
    },
    shortfall=_budget_lacks,
    solve=_solve_budget,
    picture=_budget_picture,
    misconceptions=(
        Misconception(
            "largest_orders_first",
            say(
                zh="先把钱花在单子最大的企业客户身上，预算就用光了。比的不是一单赚多少，而是每花1元赚多少。",
                en="The budget went to the firms, whose orders are largest, until it was gone. What counts is not the profit of an order but the profit of each yuan spent.",
            ),
            lambda case: _fill(case, ["firms"]),
        ),
        Misconception(
            "most_customers_first",
            say(
                zh="先给人数最多的沉睡客户发短信。便宜不等于划算：看每花1元赚多少。",
                en="The largest group, the dormant, was served first because messages are cheap. Cheap is not the same as worthwhile: look at the profit of each yuan.",
            ),
            lambda case: _fill(case, ["dormant"]),
        ),
        Misconception(
            "equal_thirds",
            say(
                zh="三群各分三分之一。平均分看上去公平，却没有把钱放在每1元赚得最多的地方。",
                en="Each group got a third. That looks fair, but the money does not go where a yuan earns most.",
            ),
            _equal_thirds,
        ),
    ),
    hints=(
        say(
            zh="先算每花1元赚多少：（响应率 × 毛利 − 费用）÷ 费用。是负数的一群不要联系。",
            en="Work out the profit of each yuan: (response rate × margin − cost) ÷ cost. Leave a group with a negative figure alone.",
        ),
        say(
            zh="从每1元赚得最多的一群开始，联系满了再轮到下一群，直到预算用完。",
            en="Begin with the group that earns most a yuan, contact all of it, then the next, until the budget is spent.",
        ),
    ),
    after=say(
        zh="预算有限时，按每花1元的利润从高到低分，分到用完为止。",
        en="With a limited budget, give money in the order of profit per yuan until it is spent.",
    ),
)  # fmt: skip

FIRST = [FIRST_CALLS, OWNERS]
CHANNEL = [ONE_CHANNEL, SPLIT_BUDGET]
