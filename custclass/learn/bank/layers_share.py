"""Exercises of lesson 02_02 on ABC by cumulative share, and on how far the money is concentrated."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.conditions import at_least, below, between
from custclass.classify.measure import Class, Measure
from custclass.classify.pareto import ABC
from custclass.classify.rfm_schemes import abc
from custclass.classify.scheme import Scheme
from custclass.data.tables import load
from custclass.learn.bank.pools import cdnow, grocer, shop
from custclass.learn.kinds import (
    Assign,
    Match,
    Misconception,
    Number,
    Several,
    Slider,
    Table,
    Thresholds,
)
from custclass.show.barcharts import shares
from custclass.show.say import Text, join, say

LABELS = abc(2, 1).labels

# -- 2.08 ABC: the share before ---------------------------------------------------------------------------


def _by_percent(column: str, label: Text, a: float = 80, b: float = 95) -> Scheme:
    """The classes by a cumulative share in percent: below `a`, below `b`, the rest."""
    return Scheme(
        "abc_by_share",
        say(zh="ABC分类法", en="ABC classification"),
        measures=[Measure(column, "real", low=0, high=100, label=label)],
        classes=[
            Class("A", LABELS["A"], {column: below(a)}),
            Class("B", LABELS["B"], {column: between(a, b)}),
            Class("C", LABELS["C"], {column: at_least(b)}),
        ],
        exclusive=True,
    )


BY_BEFORE = _by_percent(
    "before_percent",
    say(zh="排在前面的客户占全店金额的百分比", en="percent of the store's money before this one"),
)


@cache
def _stores() -> pd.DataFrame:
    """Households of the grocer's larger stores in whole dollars, with what those who spent more spent together."""
    orders = load("grocery_orders")
    rows = orders.groupby(["store", "customer_id"], as_index=False)["amount"].sum()
    rows = rows.loc[rows.groupby("customer_id")["amount"].idxmax()]  # each household at its main store
    rows["amount"] = rows["amount"].round().astype(int)
    rows = rows[rows.groupby("store")["amount"].transform("size") >= 15]
    rows = rows[rows["amount"] > 0].sort_values(["store", "amount"], ascending=[True, False])
    by_store = rows.groupby("store")["amount"]
    rows["place"] = by_store.rank(ascending=False, method="min").astype(int)
    rows["households"] = by_store.transform("size")
    rows["total"] = by_store.transform("sum")
    # Equal amounts share a place, and so what comes before them.
    through = by_store.cumsum() - rows["amount"]
    rows["before"] = through.groupby([rows["store"], rows["amount"]]).transform("min")
    rows["before_percent"] = (100 * rows["before"] / rows["total"]).round(9)
    near = [(rows["before_percent"] - cut).abs() < 0.5 for cut in (80, 95)]
    return rows[~(near[0] | near[1])].set_index("customer_id")


def _as_percent(percent: pd.Series) -> pd.Series:
    return BY_BEFORE.classify(pd.DataFrame({"before_percent": percent.clip(upper=100)}))


SHARE_BEFORE = Assign(
    id="02_02.1",
    concept="2.08",
    title=say(zh="谁在80%之前", en="Who comes before the 80%?"),
    prompt=say(
        zh="超市（真实数据，2017年）的每家门店各自做ABC分类，只算主要在本店购物的家庭，金额为美元，已取整。"
        "规则：在同一家店里，花得比这一户更多的家庭合计占全店金额不到80%，这一户是A类；达到80%、不到95%，是B类；达到95%，是C类。"
        "请给每户分类。表里有用不上的数字。",
        en="Each store of the grocer (real data, 2017) does its own ABC classification of the households that mainly shop there; money in whole US dollars. "
        "Rule: if the households that spent more at the same store together hold below 80% of the store's money, this household is in class A; from 80% and below 95%: B; from 95%: C. "
        "Classify each household. Not every figure is needed.",
    ),
    pool=_stores,
    scheme=BY_BEFORE,
    show={
        "place": say(zh="本店名次（1＝最多）", en="place in the store (1 = most)"),
        "households": say(zh="本店家庭数", en="households of the store"),
        "amount": say(zh="本户金额（美元）", en="own money (US dollars)"),
        "before": say(zh="花得更多的家庭合计（美元）", en="those who spent more, together (US dollars)"),
        "total": say(zh="全店合计（美元）", en="the whole store (US dollars)"),
    },
    n=8,
    misconceptions=(
        Misconception(
            "own_counted_in",
            say(
                zh="把这一户自己的金额也算进了累计。规则看的是排在前面的占多少，刚好跨过80%的那一户仍是A类。",
                en="You counted the household's own money in. The rule looks at the share before it: the one who crosses the 80% is still in class A.",
            ),
            lambda items: _as_percent(100 * (items["before"] + items["amount"]) / items["total"]),
        ),
        Misconception(
            "share_of_customers",
            say(
                zh="用名次除以家庭数，算成了客户的占比。ABC看的是金额的占比。",
                en="You divided the place by the number of households: that is a share of customers. ABC goes by the share of the money.",
            ),
            lambda items: _as_percent(100 * (items["place"] - 1) / items["households"]),
        ),
        Misconception(
            "read_from_the_bottom",
            say(
                zh="是从花得最少的一端累计的。要从花得最多的开始。",
                en="You added up from the smallest. Start with those who spend most.",
            ),
            lambda items: _as_percent(
                100 * (items["total"] - items["before"] - items["amount"]) / items["total"]
            ),
        ),
    ),
    hints=(
        say(
            zh="只要两列：花得更多的家庭合计，和全店合计。",
            en="Two columns will do: those who spent more, and the whole store.",
        ),
        say(
            zh="花得更多的家庭合计 ÷ 全店合计 × 100，再和80、95比。",
            en="Those who spent more ÷ the whole store × 100, then compare with 80 and 95.",
        ),
    ),
    after=say(
        zh="看“前面占多少”，最大的客户永远是A类，跨过界线的那一位也不会掉下去。",
        en="By the share before, the greatest customer is always in A, and the one who crosses the line does not drop out.",
    ),
)


#: How those before the crossing share their money.
_TOP_PARTS = {3: [0.6, 0.4], 4: [0.5, 0.3, 0.2], 5: [0.37, 0.27, 0.2, 0.16]}


def _ten_accounts(rng: np.random.Generator) -> dict[str, Any]:
    """Ten amounts; the one that crosses 80 % has a twin."""
    crossing = int(rng.integers(3, 6))
    twin = int(rng.integers(25, 35))
    rest = rng.choice(np.arange(1, 10), size=9 - crossing, replace=False)
    # The middle of the sums for which 80 % falls inside the amount of the first twin.
    top = (5.3 * twin + 4 * rest.sum()) * np.array(_TOP_PARTS[crossing])
    money = 100 * np.concatenate([top.round().astype(int), [twin, twin], rest])
    ids = [f"K{n:02d}" for n in range(1, 11)]
    table = pd.DataFrame({"amount": rng.permutation(money)}, index=pd.Index(ids, name="customer_id"))
    in_a = int((ABC().fit(table["amount"]).predict(table["amount"]) == "A").sum())
    return {
        "table": table,
        "twin": twin * 100,
        "total": int(money.sum()),
        "crossing": crossing,
        "in_a": in_a,
    }


TWINS = Number(
    id="02_02.2",
    concept="2.08",
    title=say(zh="客户经理要照顾几位", en="How many for the account manager?"),
    prompt=say(
        zh="一家批发商（虚构）有10位客户，表里是去年的采购额。A类客户由客户经理专门照顾。规则：从大到小排，排在前面的客户合计占总额不到80%的，是A类；"
        "金额相同的客户归同一类，取较好的那一类。客户经理要照顾几位客户？",
        en="A wholesaler (made up) has 10 customers; the table holds last year's purchases. An account manager looks after class A. Rule: sorted from the greatest, a customer is in A if those before "
        "together hold below 80% of the total; customers of equal amounts are in one class, the better one. How many customers does the account manager look after?",
    ),
    case=_ten_accounts,
    show={"amount": say(zh="采购额（元）", en="purchases (yuan)")},
    compute=lambda case: case["in_a"],
    unit=say(zh="位", en="customers"),
    tolerance=0,
    working=say(
        zh="总额{total:,}元；从大到小，第{crossing}位跨过80%，仍是A类；还有一位也是{twin:,}元，同归A类",
        en="the total is {total:,} yuan; number {crossing} from the top crosses 80% and is still in A; another one has {twin:,} yuan as well and joins",
    ),
    misconceptions=(
        Misconception(
            "tie_split",
            say(
                zh="有两位客户金额相同，您只算了一位。一样多却待遇不同，对客户说不过去，所以同归较好的一类。",
                en="Two customers have the same amount, and you counted one of them. Treating equals differently cannot be explained to them, so both are in the better class.",
            ),
            lambda case: case["in_a"] - 1,
        ),
        Misconception(
            "own_counted_in",
            say(
                zh="把客户自己的金额也算进了累计，跨过80%的客户就掉了出去。要看排在前面的合计。",
                en="You counted the customer's own money in, and so the one who crosses 80% dropped out. Look at the sum before.",
            ),
            lambda case: case["in_a"] - 2,
        ),
        Misconception(
            "share_of_customers",
            say(
                zh="取了10位客户的80%。80%说的是金额，不是人数。",
                en="You took 80% of the 10 customers. The 80% are of the money, not of the heads.",
            ),
            8,
        ),
    ),
    hints=(
        say(
            zh="先从大到小排好，再一位一位累加。", en="Sort from the greatest first, then add up one by one."
        ),
        say(
            zh="总额的80%是多少元？累加到哪一位跨过它？有没有和这一位一样多的？",
            en="How many yuan are 80% of the total? Who crosses that? Does anybody have the same amount as this one?",
        ),
    ),
    after=say(
        zh="先把界线和并列怎么算写清楚，A类有几位才不会各算各的。",
        en="Write down how the boundary and equal amounts count, and everybody finds the same number in A.",
    ),
)


@cache
def _months() -> dict[str, pd.Series]:
    """What the simulated shop's customers paid in a month, returns taken off: months with three who gave back more."""
    orders = load("shop_orders")
    month = orders["order_date"].dt.strftime("%Y-%m")
    sums = orders.groupby([month, orders["customer_id"]])["amount"].sum().round(2)
    sums = sums[sums != 0]
    few = sums[sums < 0].groupby(level=0).size()
    return {str(m): sums.loc[m] for m in few.index[few >= 3]}


def _a_month(rng: np.random.Generator) -> dict[str, Any]:
    month = str(rng.choice(list(_months())))
    year, number = (int(part) for part in month.split("-"))
    net = _months()[month]
    given_back = net[net < 0]
    picked = pd.concat([net[net > 0].sample(20, random_state=rng), given_back])
    table = picked.sample(frac=1, random_state=rng).rename("net").to_frame()
    return {"table": table, "month": say(zh=f"{year}年{number}月", en=month), "back": len(given_back)}


def _classes(values: pd.Series) -> pd.Series:
    return ABC(returns="net").fit(values).predict(values).rename("class")


def _left_in(case: dict[str, Any]) -> pd.Series:
    """Cumulative shares of a sum from which the negatives are taken off."""
    net = case["table"]["net"].sort_values(ascending=False)
    before = (net.cumsum() - net) / net.sum()
    codes = np.select([before < 0.8, before < 0.95], ["A", "B"], "C")
    return pd.Series(codes, index=net.index, name="class")


def _net_reason(row: pd.Series, case: dict[str, Any]) -> Text:
    net = case["table"]["net"]
    own = float(net[row.name])
    if own < 0:
        return say(
            zh="净额是−{back:,.2f}元，按0计入，归C类", en="net −{back:,.2f} yuan, counted as 0: class C"
        ).format(back=-own)
    before = 100 * net[net > own].sum() / net.clip(lower=0).sum()
    return say(
        zh="净付{own:,.2f}元；付得更多的客户合计占{before:.1f}%，归{label}",
        en="paid {own:,.2f} yuan net; those who paid more hold {before:.1f}%: {label}",
    ).format(own=own, before=before, label=LABELS[row["class"]])


RETURNS = Table(
    id="02_02.3",
    concept="2.08",
    title=say(zh="退货比买的多，怎么分", en="More returned than bought"),
    prompt=say(
        zh="e.items 是网店（模拟数据）{month}的一部分客户，net 列是这个月实付减退货的净额（元），其中{back}位退的比买的多，净额是负数。"
        "cc.ABC() 会拒绝负数。店里核对后决定：负数按0计入，谁也不从名单上去掉。请用80%和95%给每位客户分类，把 predict 给出的结果交上来就行。",
        en="e.items holds some customers of the online shop (simulated data) in {month}; the column net is what they paid less what they gave back in that month (yuan). {back} gave back more than they bought: a negative amount. "
        "cc.ABC() refuses negatives. The shop looked at them and decided: negatives count as 0, and nobody is taken off the list. Class every customer with cuts at 80% and 95%; hand in what predict gives back.",
    ),
    case=_a_month,
    show={"net": say(zh="净额（元）", en="net (yuan)")},
    compute=lambda case: _classes(case["table"]["net"]),
    reason=_net_reason,
    labels={"class": LABELS},
    misconceptions=(
        Misconception(
            "negatives_in_the_sum",
            say(
                zh="负数留在了合计里：合计变小，累计占比会超过100%，界线也就早到了。按0计入，负数不冲减别人的钱。",
                en="The negatives stayed in the sum. It shrinks, the shares rise above 100%, and the lines come too early. Counted as 0, they take nothing off the others' money.",
            ),
            _left_in,
        ),
        Misconception(
            "sign_dropped",
            say(
                zh="去掉了负号（abs），退得最多的客户反而成了大客户。",
                en="The sign was dropped (abs): those who gave back most became large customers.",
            ),
            lambda case: _classes(case["table"]["net"].abs()),
        ),
        Misconception(
            "customers_left_out",
            say(
                zh="净额为负的客户不见了。钱按0计，人还在名单上，归C类。",
                en="The customers with a negative amount are gone. Their money counts as 0; they stay on the list, in class C.",
            ),
            lambda case: _classes(case["table"]["net"][case["table"]["net"] >= 0]),
        ),
    ),
    hints=(
        say(
            zh='cc.ABC 有一个参数 returns，默认是 "refuse"（拒绝）。',
            en='cc.ABC has a parameter returns; as it stands it is "refuse".',
        ),
        say(
            zh='先 abc = cc.ABC(returns="net").fit(money)，再 abc.predict(money)。',
            en='First abc = cc.ABC(returns="net").fit(money), then abc.predict(money).',
        ),
    ),
    after=say(
        zh="退货先核对，再决定拒绝还是按0计；要紧的是写明白，别让负数悄悄改了别人的占比。",
        en="Look at returns first, then refuse them or count 0; say which, and do not let negatives quietly change the others' shares.",
    ),
)

RE_CLASS = Match(
    id="02_02.4",
    concept="2.08",
    title=say(zh="新一季度，怎么重新分", en="A new quarter: how to re-class"),
    prompt=say(
        zh="一家公司（虚构）每季度按销售额做一次ABC分类，名单在季度之间不动。季末要做的事有四种：沿用旧的分界点（上次A、B类的金额界线）；重新学分界点（指标不变，用本季数据重找80%和95%落在多少元）；"
        "换一个指标再分；不到日子，先不动。每个情形该选哪一种？",
        en="A company (made up) does an ABC classification by sales every quarter; between quarters the list stands. There are four things to do: keep the old cut points (the amounts that were the lines of A and B last time); learn the cut points anew (same measure; find the amounts at 80% and 95% of this quarter); "
        "class by another measure; or leave the list, as it is not time yet. Which one fits each situation?",
    ),
    situations={
        "compare": say(
            zh="季末。经理问：自己的金额变了，因而比上季度升到A类、掉出A类的，各有几位？",
            en="End of quarter. The manager asks: how many rose into A or fell out of it because their own amount changed since last quarter?",
        ),
        "promise": say(
            zh="季末。上次A类的分界点是20,000元，合同按它写明：一季度买满20,000元就享受A类服务，全年不改。",
            en="End of quarter. Last time the cut point of A was 20,000 yuan, and the contract promises: who buys for 20,000 yuan a quarter gets class A service, unchanged all year.",
        ),
        "prices": say(
            zh="季末。全线涨价三成，几乎人人的金额都涨了三成，照顾A类的人手没有增加。",
            en="End of quarter. All prices rose by 30%, and with them nearly everybody's amount; the staff for class A did not grow.",
        ),
        "season": say(
            zh="季末。旺季过去，总额少了一半；公司仍要照顾好“本季带来前80%金额”的那些客户。",
            en="End of quarter. The season is over and the total has halved; the company still wants to look after those who bring the first 80% of this quarter's money.",
        ),
        "profit": say(
            zh="季末。公司的目标从销售额改成了利润，有些大客户折扣很深。",
            en="End of quarter. The company's goal changed from sales to profit; some large customers get deep discounts.",
        ),
        "often": say(
            zh="季末。公司今年的目标改为让客户来得更勤，不再看一次买多少。",
            en="End of quarter. This year's goal is that customers come more often, no longer how much they buy at a time.",
        ),
        "quiet_week": say(
            zh="季度过半。一位A类客户这个星期没有下单。",
            en="Mid-quarter. A customer of class A has not ordered this week.",
        ),
        "one_large": say(
            zh="季度过半。一位C类客户下了一笔大单，销售员要求马上改成A类。",
            en="Mid-quarter. A customer of class C placed one large order, and the seller wants class A at once.",
        ),
    },
    actions={
        "old": say(zh="沿用旧的分界点", en="keep the old cut points"),
        "anew": say(zh="指标不变，重新学分界点", en="same measure, learn the cut points anew"),
        "measure": say(zh="换一个指标再分", en="class by another measure"),
        "leave": say(zh="先不动，到季末再分", en="leave it until the end of the quarter"),
    },
    pairs={
        "compare": "old",
        "promise": "old",
        "prices": "anew",
        "season": "anew",
        "profit": "measure",
        "often": "measure",
        "quiet_week": "leave",
        "one_large": "leave",
    },
    because={
        "compare": say(
            zh="要比升降，分界点不能变：重新学的话，别人买得多了，自己没变也会掉下去",
            en="to compare, the cut points must stay: learned anew, somebody can fall because others bought more",
        ),
        "promise": say(
            zh="20,000元是旧的分界点，也是对客户的承诺，全年不改",
            en="20,000 yuan is the old cut point, and it is promised for the year",
        ),
        "prices": say(
            zh="用旧的分界点，涨价会把许多客户推进A类，人手不够；重新学，A类仍是前80%",
            en="by the old cut points the rise in prices pushes many into A, more than the staff can serve; learned anew, A is again the first 80%",
        ),
        "season": say(
            zh="要的是本季的前80%；旧的分界点下A类会少很多，要重新学",
            en="wanted is the first 80% of this quarter; by the old cut points class A would be far smaller",
        ),
        "profit": say(
            zh="目标换成了利润，就要按利润分；按销售额重新学分界点没有用",
            en="the goal is profit, so class by profit; new cut points by sales would not help",
        ),
        "often": say(
            zh="目标是来得勤，就按购买频率分，不再按金额",
            en="the goal is coming often, so class by frequency and no longer by money",
        ),
        "quiet_week": say(
            zh="一个星期没下单说明不了什么，名单到季末才改",
            en="a week without an order says little, and the list changes at the end of the quarter",
        ),
        "one_large": say(
            zh="规则是一季度的合计，到季末再看；谁催就给谁改，名单就没有用了",
            en="the rule is the sum of the quarter, seen at its end; a list that changes on request is worth nothing",
        ),
    },
    n=7,
    misconceptions=(
        Misconception(
            "always_anew",
            say(
                zh="凡是要再分，就重新学了分界点。要比较升降、或对客户有承诺时，要沿用旧的。",
                en="You learned the cut points anew every time. To compare with last time, or where an amount was promised, keep the old ones.",
            ),
            {"compare": "anew", "promise": "anew"},
        ),
        Misconception(
            "lines_for_goals",
            say(
                zh="公司的目标变了，您只动了分界点。量的东西变了，要换指标。",
                en="The company's goal changed and you only moved the cut points. When something else counts, another measure is needed.",
            ),
            {"profit": "anew", "often": "anew"},
        ),
        Misconception(
            "every_wobble",
            say(
                zh="一有风吹草动就改名单。定好的周期要守住，否则天天在变。",
                en="You changed the list at every wobble. Keep to the period that was set, or it changes every day.",
            ),
            {"quiet_week": "old", "one_large": "old"},
        ),
    ),
    hints=(
        say(
            zh="先看到季末没有；再看公司要的是和上次比、本季的前80%，还是别的东西。",
            en="First: is it the end of the quarter? Then: does the company want to compare with last time, the first 80% of this quarter, or something else?",
        ),
        say(
            zh="比较和承诺沿用旧的分界点；名额有限重新学；目标变了换指标。",
            en="Comparing and promises: old cut points. Limited places: learn anew. A new goal: another measure.",
        ),
    ),
    after=say(
        zh="重新分类之前先说清：分界点沿用旧的还是重新学，量的还是不是同一样东西。",
        en="Before classing again say: old cut points or new ones, and is it still the same thing that is measured?",
    ),
)

# -- 2.09 concentration -----------------------------------------------------------------------------------

_BOOKS = {
    "grocer": say(zh="超市（真实数据，2017年）的家庭", en="households of the grocer (real data, 2017)"),
    "cdnow": say(
        zh="网上唱片店CDNOW（真实数据，只看1997年；课文看到1998年6月）的客户",
        en="customers of the online music shop CDNOW (real data, 1997 only; the lesson goes on to June 1998)",
    ),
    "shop": say(
        zh="网店（模拟数据，2024、2025两年）买过东西的客户",
        en="customers of the online shop who bought (simulated data, 2024 and 2025)",
    ),
}


def _money(book: str) -> pd.Series:
    if book == "grocer":
        return grocer()["monetary"]
    if book == "cdnow":
        return cdnow("1997-12-31")["monetary"]
    return shop().loc[shop()["frequency"] > 0, "monetary"]


@cache
def _curve_points(book: str) -> tuple[pd.DataFrame, float]:
    """The curve at every tenth customer in percent, and the Gini coefficient."""
    abc_ = ABC().fit(_money(book))
    curve = abc_.curve()
    tenths = np.arange(10, 100, 10)
    money = 100 * np.interp(tenths / 100, curve["customer_share"], curve["value_share"])
    points = pd.DataFrame(
        {"first": [f"{x}%" for x in tenths], "money": [f"{x:.1f}%" for x in money], "share": money}
    )
    return points, abc_.gini_


def _a_curve(rng: np.random.Generator) -> dict[str, Any]:
    book = str(rng.choice(list(_BOOKS)))
    points, gini = _curve_points(book)
    share = points["share"].to_numpy()
    top = int(rng.choice([1, 2, 3]))
    before = int((share < 80).sum())  # tenths that do not reach 80 %
    return {
        "table": points[["first", "money"]],
        "book": _BOOKS[book],
        "n": len(_money(book)),
        "gini": f"{gini:.2f}",
        "gini_percent": f"{100 * gini:.0f}",
        "top": 10 * top,
        "top_money": f"{share[top - 1]:.1f}",
        "fifth_money": f"{share[1]:.1f}",
        "low": 10 * before,
        "low_money": f"{share[before - 1]:.1f}",
        "high": 10 * (before + 1),
        "high_money": f"{share[before]:.1f}",
        "half": f"{100 - share[4]:.1f}",
    }


_PROVED = {"top", "needed", "half"}

CURVE = Several(
    id="02_02.5",
    concept="2.09",
    title=say(zh="这条曲线证明了什么", en="What does the curve prove?"),
    prompt=say(
        zh="{book}，共{n:,}位，按这段时间的购买金额从大到小排；表里是洛伦兹曲线上的几个点：花得最多的那一部分客户合计带来多少金额。基尼系数是{gini}。"
        "下面哪些说法由这些数字证明了？请都选上。",
        en="The {n:,} {book}, sorted by what they spent in this time, the greatest first. The table holds points of the Lorenz curve: the share of the money that the first part of the customers brought. The Gini coefficient is {gini}. "
        "Which statements are proved by these figures? Tick them all.",
    ),
    case=_a_curve,
    show={
        "first": say(zh="花得最多的客户", en="customers who spent most"),
        "money": say(zh="带来的金额占比", en="share of the money"),
    },
    options={
        "top": say(
            zh="花得最多的{top}%客户带来了{top_money}%的金额",
            en="the {top}% of the customers who spent most brought {top_money}% of the money",
        ),
        "needed": say(
            zh="要凑够80%的金额，需要{low}%到{high}%的客户",
            en="to reach 80% of the money it takes between {low}% and {high}% of the customers",
        ),
        "half": say(
            zh="花得较少的那一半客户合计只带来{half}%的金额",
            en="the half that spent less brought only {half}% of the money",
        ),
        "law": say(
            zh="二八定律在这里成立：两成客户带来了八成或更多的金额",
            en="the 80/20 rule holds here: a fifth of the customers brought 80% of the money or more",
        ),
        "gini": say(
            zh="基尼系数{gini}表示最大的客户占了{gini_percent}%的金额",
            en="a Gini coefficient of {gini} means that the largest customers hold {gini_percent}% of the money",
        ),
        "profit": say(
            zh="花得较少的那一半客户是亏本的，放手能提高利润",
            en="the half that spent less loses money, so letting it go raises the profit",
        ),
        "same": say(
            zh="下一期排在最前面两成的还是同一批客户",
            en="next period the first fifth will be the same customers",
        ),
    },
    because={
        "top": say(zh="表里“{top}%”那一行就是这个数", en="it is the figure in the row {top}%"),
        "needed": say(
            zh="{low}%的客户带来{low_money}%，不到80%；{high}%的客户带来{high_money}%，超过了80%",
            en="{low}% of the customers brought {low_money}%, under 80%; {high}% brought {high_money}%, over 80%",
        ),
        "half": say(
            zh="前50%以外的就是另一半：100%减去“50%”那一行",
            en="the other half brought what is left: 100% less the figure in the row 50%",
        ),
        "law": say(
            zh="前两成客户只带来{fifth_money}%，不到80%；二八是经验说法，每家都要自己算",
            en="the first fifth brought only {fifth_money}%, not 80%; 80/20 is a saying, and everyone has to look at their own figures",
        ),
        "gini": say(
            zh="基尼系数量的是整条曲线离“人人一样多”有多远（0是完全平均），不是某一部分客户的占比",
            en="Gini measures how far the whole curve is from “all the same” (0); it is no share that some customers hold",
        ),
        "profit": say(
            zh="曲线只有金额，没有成本；买得少不等于亏本",
            en="the curve holds money and no cost; buying little is not losing money",
        ),
        "same": say(
            zh="曲线只看了一段时间，不知道下一期是谁；要看类别迁移",
            en="the curve is of one period and knows nothing of the next; that takes the moves between two periods",
        ),
    },
    answer=_PROVED,
    misconceptions=(
        Misconception(
            "eighty_twenty_as_law",
            say(
                zh="把二八定律当成了自然规律。先看“20%”那一行是多少。",
                en="You took 80/20 for a law of nature. Look at the row 20% first.",
            ),
            _PROVED | {"law"},
        ),
        Misconception(
            "money_for_profit",
            say(
                zh="把买得少当成了亏本。这里没有成本，看不出利润。",
                en="You took buying little for losing money. There are no costs here, so profit cannot be seen.",
            ),
            _PROVED | {"profit"},
        ),
        Misconception(
            "gini_as_share",
            say(
                zh="把基尼系数读成了金额占比。它说的是整条曲线有多不平均。",
                en="You read the Gini coefficient as a share of the money. It says how uneven the whole curve is.",
            ),
            _PROVED | {"gini"},
        ),
    ),
    hints=(
        say(
            zh="逐条问：这个数在表里吗？说的是金额，还是利润、将来？",
            en="Ask of each: is the figure in the table? Is it about the money, or about profit or the future?",
        ),
        say(zh="能证明的一共有三条。", en="Three are proved."),
    ),
    after=say(
        zh="曲线证明这段时间钱有多集中；利润、下一期、是谁，都要另外去看。",
        en="The curve proves how concentrated the money was in this time; profit, the next period and who they are must be looked at separately.",
    ),
)

SLIDER_A, SLIDER_B = "a_ends", "b_ends"
_PLACES = [250, 350, 450, 550]


@cache
def _grocer_curve() -> tuple[np.ndarray, np.ndarray]:
    """The share of the money before each household, the greatest first, and the money."""
    money = ABC().fit(grocer()["monetary"]).values_
    return (np.cumsum(money) - money) / money.sum(), money


def _key_places(rng: np.random.Generator) -> dict[str, Any]:
    places = int(rng.choice(_PLACES))
    share = 100 * _grocer_curve()[1][:places].sum() / _grocer_curve()[1].sum()
    return {"places": places, "share": int(share) - 2}


def _layer_sizes(values: Any) -> pd.DataFrame:
    before, money = _grocer_curve()
    ends = np.searchsorted(before, np.round([values[SLIDER_A] / 100, values[SLIDER_B] / 100], 9))
    a, b = int(ends[0]), max(int(ends[0]), int(ends[1]))
    parts = {"A": slice(0, a), "B": slice(a, b), "C": slice(b, None)}
    rows = {code: (len(money[part]), money[part].sum() / money.sum()) for code, part in parts.items()}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["households", "money"])


def _layers_lack(values: Any, case: dict[str, Any]) -> Text | None:
    if values[SLIDER_A] >= values[SLIDER_B]:
        return say(
            zh="A类的界线要小于B类的界线，否则没有B类",
            en="the line of A must lie below that of B, or there is no B",
        )
    sizes = _layer_sizes(values)
    a, money_a = int(sizes.loc["A", "households"]), 100 * sizes.loc["A", "money"]
    c, money_c = 100 * sizes.loc["C", "households"] / sizes["households"].sum(), 100 * sizes.loc["C", "money"]
    lacks = [
        say(
            zh="A类有{a:,}户，超过{places}户：把A类的界线调低",
            en="class A has {a:,} households, more than {places}: lower the line of A",
        )
        if a > case["places"]
        else None,
        say(
            zh="A类只占金额的{money_a:.1f}%，不到{share}%：把A类的界线调高",
            en="class A holds only {money_a:.1f}% of the money, under {share}%: raise the line of A",
        )
        if money_a < case["share"]
        else None,
        say(
            zh="C类只有{c:.1f}%的家庭，不到40%：把B类的界线调低",
            en="class C is only {c:.1f}% of the households, under 40%: lower the line of B",
        )
        if c < 40
        else None,
        say(
            zh="C类占了金额的{money_c:.1f}%，超过12%：把B类的界线调高",
            en="class C holds {money_c:.1f}% of the money, over 12%: raise the line of B",
        )
        if money_c > 12
        else None,
    ]
    fields = {**case, "a": a, "money_a": money_a, "c": c, "money_c": money_c}
    said = [lack.format(**fields) for lack in lacks if lack is not None]
    return join(said, zh="；", en="; ") if said else None


def _solve_layers(case: dict[str, Any]) -> dict[str, float]:
    """The highest line of A that the staff can serve, then the first line of B that will do."""
    before, _ = _grocer_curve()
    a = next(cut for cut in range(95, 9, -1) if np.searchsorted(before, cut / 100) <= case["places"])
    settings = ({SLIDER_A: float(a), SLIDER_B: float(b)} for b in range(85, 96))
    return next(setting for setting in settings if _layers_lack(setting, case) is None)


def _layers_picture(values: Any, case: dict[str, Any]) -> Any:
    sizes = _layer_sizes(values)
    title = say(
        zh="A类{a:,}户，占金额{money:.1f}%；C类占金额{rest:.1f}%",
        en="A: {a:,} households, {money:.1f}% of the money; C: {rest:.1f}% of the money",
    ).format(
        a=int(sizes.loc["A", "households"]),
        money=100 * sizes.loc["A", "money"],
        rest=100 * sizes.loc["C", "money"],
    )
    sizes.columns = [say(zh="家庭占比", en="share of households"), say(zh="金额占比", en="share of money")]
    return shares(sizes, title=title, names=LABELS)


KEY_CUSTOMERS = Thresholds(
    id="02_02.6",
    concept="2.09",
    title=say(zh="圈出关键客户", en="Draw the line around the key customers"),
    prompt=say(
        zh="超市（真实数据，2017年，2,469户）要把A类当作关键客户专门照顾，人手最多照顾{places}户，这些家庭合计至少要占金额的{share}%。"
        "C类改为自助服务：至少要有40%的家庭，才省得下人手；但最多只能占金额的12%，免得冒太大的风险。"
        "分类看排在前面的家庭占金额多少。两条界线现在在80%和95%，请移动它们，四个要求都要达到。",
        en="The grocer (real data, 2017, 2,469 households) wants to treat class A as key customers. The staff can look after at most {places} households, which should hold at least {share}% of the money. "
        "Class C moves to self-service: at least 40% of the households, or too little work is saved; but at most 12% of the money, to limit the risk. "
        "Classes go by the share of the money before a household. The two lines stand at 80% and 95%: move them until all four demands are met.",
    ),
    case=_key_places,
    sliders={
        SLIDER_A: Slider(
            say(zh="A类到累计占比多少为止（%）", en="A ends at a cumulative share of (%)"), 10, 95, 1
        ),
        SLIDER_B: Slider(
            say(zh="B类到累计占比多少为止（%）", en="B ends at a cumulative share of (%)"), 10, 99, 1
        ),
    },
    shortfall=_layers_lack,
    solve=_solve_layers,
    picture=_layers_picture,
    begin=lambda case: {SLIDER_A: 80.0, SLIDER_B: 95.0},
    misconceptions=(
        Misconception(
            "usual_cuts",
            say(
                zh="照搬了80%和95%。这只是习惯，在这家超市A类会有一千多户，谁也照顾不过来。",
                en="You took the usual 80% and 95%. They are a habit; at this grocer class A has more than a thousand households, whom nobody can look after.",
            ),
            {SLIDER_A: 80.0, SLIDER_B: 95.0},
        ),
        Misconception(
            "customers_for_money",
            say(
                zh="按客户的占比设了界线（前20%、到60%）。滑块量的是金额的累计占比。",
                en="You set the lines as shares of customers (the first 20%, up to 60%). The sliders are cumulative shares of the money.",
            ),
            {SLIDER_A: 20.0, SLIDER_B: 60.0},
        ),
        Misconception(
            "lines_crossed",
            say(
                zh="两条界线的大小反了：A类在前，B类接在后面。",
                en="The two lines are crossed: A comes first and B follows.",
            ),
            {SLIDER_A: 90.0, SLIDER_B: 40.0},
        ),
    ),
    hints=(
        say(
            zh="先移动A类的界线，看户数；再移动B类的界线，看C类。",
            en="Move the line of A first and watch the households; then the line of B and watch C.",
        ),
        say(
            zh="A类的界线就在要求的金额占比附近；B类的界线在90%上下。",
            en="The line of A lies near the share of the money that is asked for; that of B around 90%.",
        ),
    ),
    after=say(
        zh="80%和95%不是规定；能照顾多少户、敢冒多大的风险，决定界线在哪里。",
        en="80% and 95% are no law: how many you can look after and how much you dare to risk set the lines.",
    ),
)

EXERCISES = [SHARE_BEFORE, TWINS, RETURNS, RE_CLASS, CURVE, KEY_CUSTOMERS]
