"""Exercises of lesson 03_01: recency, frequency, monetary value and their scores; the eight classes; the grid."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.conditions import at_least, at_most
from custclass.classify.measure import Class
from custclass.classify.published_maps import hole_cells, published_map
from custclass.classify.rfm import RFM
from custclass.classify.rfm_schemes import F_SCORE, R_SCORE, rfm_eight, rfm_grid
from custclass.classify.scheme import Scheme
from custclass.data.measures import measure_customers
from custclass.data.tables import load
from custclass.learn.bank.pools import SHOP_AS_OF, cdnow, grocer, headings, shop
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
from custclass.show.say import Text, join, say

USD = say(zh="购买金额（美元）", en="spent (US dollars)")
R, F, M = (Text(f"{letter}得分", f"{letter} score") for letter in "RFM")

# -- 3.01 collect and compute -------------------------------------------------------------------------

DATES = ["2025-03-31", "2025-06-30", "2025-09-30"]


@cache
def _shop_orders() -> pd.DataFrame:
    return load("shop_orders")[["order_id", "customer_id", "order_date", "amount"]]


@cache
def _instructive(as_of: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Customers with few rows: those with a return by then, those with two orders on one day, and all."""
    orders = _shop_orders()
    rows = orders["customer_id"].map(orders["customer_id"].value_counts())
    by_then = orders[rows.between(3, 9) & (orders["order_date"].dt.normalize() <= as_of)]
    sales = by_then[by_then["amount"] >= 0]
    again = sales.assign(day=sales["order_date"].dt.normalize()).duplicated(["customer_id", "day"])
    found = (by_then[by_then["amount"] < 0], sales[again], sales)
    returned, twice, everyone = (part["customer_id"].unique() for part in found)
    return np.intersect1d(returned, everyone), twice, everyone


def _six_customers(rng: np.random.Generator) -> dict[str, Any]:
    as_of = str(rng.choice(DATES))
    returned, twice, everyone = _instructive(as_of)
    chosen = {*rng.choice(returned, 2, replace=False), *rng.choice(twice, 2, replace=False)}
    others = np.setdiff1d(everyone, list(chosen))
    chosen |= {*rng.choice(others, 6 - len(chosen), replace=False)}
    orders = _shop_orders()
    table = orders[orders["customer_id"].isin(chosen)].sort_values("order_date").reset_index(drop=True)
    return {"table": table, "as_of": as_of}


@cache
def _shop_measured(as_of: str) -> pd.DataFrame:
    table = measure_customers(load("shop_orders"), as_of=as_of)
    return table[["customer_id", "recency_days", "frequency", "monetary"]].astype({"recency_days": int})


def _measured(case: dict[str, Any]) -> pd.DataFrame:
    """Look up the six customers, all of whose orders are in the table, so that a draw is quick."""
    everyone = _shop_measured(case["as_of"])
    return everyone[everyone["customer_id"].isin(case["table"]["customer_id"])].reset_index(drop=True)


def _as_of_from_data(case: dict[str, Any]) -> pd.DataFrame:
    at_the_end = _measured({**case, "as_of": SHOP_AS_OF})
    late = pd.Timestamp(SHOP_AS_OF) - case["table"]["order_date"].max().normalize()
    return at_the_end.assign(recency_days=at_the_end["recency_days"] - late.days)


def _until(case: dict[str, Any]) -> pd.DataFrame:
    table = case["table"]
    return table[table["order_date"].dt.normalize() <= case["as_of"]]


def _returns_as_orders(case: dict[str, Any]) -> pd.DataFrame:
    rows = _until(case).groupby("customer_id")
    silent = pd.Timestamp(case["as_of"]) - rows["order_date"].max().dt.normalize()
    return pd.DataFrame(
        {"recency_days": silent.dt.days, "frequency": rows.size(), "monetary": rows["amount"].sum()}
    ).reset_index()


def _days_as_orders(case: dict[str, Any]) -> pd.DataFrame:
    sales = _until(case)
    sales = sales[sales["amount"] >= 0]
    days = sales["order_date"].dt.normalize().groupby(sales["customer_id"]).nunique()
    right = _measured(case)
    return right.assign(frequency=right["customer_id"].map(days))


def _later_orders_kept(case: dict[str, Any]) -> pd.DataFrame:
    """All orders counted: the days since the last one are negative where it came after the as-of date."""
    at_the_end = _measured({**case, "as_of": SHOP_AS_OF})
    late = pd.Timestamp(SHOP_AS_OF) - pd.Timestamp(case["as_of"])
    return at_the_end.assign(recency_days=at_the_end["recency_days"] - late.days)


def _returns_left_on(case: dict[str, Any]) -> pd.DataFrame:
    sales = _until(case).query("amount >= 0").groupby("customer_id")["amount"].sum()
    right = _measured(case)
    return right.assign(monetary=right["customer_id"].map(sales))


def _why_measures(row: pd.Series, case: dict[str, Any]) -> Text:
    mine = _until(case)
    mine = mine[mine["customer_id"] == row.name]
    sales = mine[mine["amount"] >= 0]
    return say(
        zh="截至{as_of}有{n}单，退货{back}笔（只扣金额）；最后一单在{last}，隔了{days}天；金额相加是{money:,.2f}元",
        en="up to {as_of}: orders {n}, returns {back} (only their money is taken off); last order on {last}, "
        "days since then {days}; the money adds up to {money:,.2f} yuan",
    ).format(
        as_of=case["as_of"], n=len(sales), back=len(mine) - len(sales), days=int(row["recency_days"]),
        last=sales["order_date"].max().date().isoformat(), money=row["monetary"],
    )  # fmt: skip


MEASURES = Table(
    id="03_01.1",
    concept="3.01",
    title=say(zh="从订单算出R、F、M", en="From orders to R, F and M"),
    prompt=say(
        zh="e.items 是网店6位客户的全部订单（模拟数据，金额为元）。请以{as_of}为统计截止日（含当天），"
        "交一张表：customer_id、recency_days、frequency、monetary（有别的列也没关系）。\n"
        "规则：截止日以后的行不看；退货（金额为负，单号以R结尾）不是订单，只冲减金额；同一天的两单算两单；"
        "recency_days 是最后一单到截止日的整天数，不看钟点。",
        en="e.items holds all orders of 6 customers of the online shop (simulated data, yuan). With {as_of} as as-of date (that day included), "
        "hand in a table: customer_id, recency_days, frequency, monetary (further columns do no harm).\n"
        "Rules: rows after the as-of date are left out; a return (negative amount, order number ending in R) is no order and only lowers the money; "
        "two orders on one day are two; recency_days counts whole days from the last order to the as-of date, whatever the hour.",
    ),
    case=_six_customers,
    show=headings(
        "order_id", "customer_id", "order_date", amount=say(zh="金额（元）", en="amount (yuan)")
    ),
    compute=_measured,
    reason=_why_measures,
    misconceptions=(
        Misconception(
            "as_of_from_data",
            say(
                zh="把表里最晚的日期当成了统计截止日。截止日由您来定：要站在那一天看，后面的订单当时还不知道。",
                en="The latest date in the table was taken for the as-of date. You set that date; what came later could not be known on that day.",
            ),
            _as_of_from_data,
        ),
        Misconception(
            "date_left_as_it_was",
            say(
                zh="统计截止日还是2025年12月31日。请换成题目给的那一天。",
                en="The as-of date is still 31 December 2025. Put in the day that the task gives.",
            ),
            lambda case: _measured({**case, "as_of": SHOP_AS_OF}),
        ),
        Misconception(
            "later_orders_kept",
            say(
                zh="截止日以后的订单也算进去了，所以有的间隔成了负数。那些订单站在那一天还不知道。",
                en="Orders after the as-of date were kept, so some recencies are negative. On that day these orders were not known yet.",
            ),
            _later_orders_kept,
        ),
        Misconception(
            "returns_not_taken_off",
            say(
                zh="退货的钱没有扣掉。退货不算订单，但要从金额里冲减。",
                en="The money of the returns was not taken off. A return is no order, but it lowers the money.",
            ),
            _returns_left_on,
        ),
        Misconception(
            "returns_as_orders",
            say(
                zh="把退货的行也当成了订单。退货不是来买东西：单数和最后一单都不看它，只从金额里扣掉。",
                en="Returns were counted as orders. Bringing something back is no purchase: it changes neither the number of orders nor the last order, only the money.",
            ),
            _returns_as_orders,
        ),
        Misconception(
            "same_day_merged",
            say(
                zh="数的是来过几天，不是几单。同一天的两单要算两单。",
                en="Days were counted, not orders. Two orders on one day are two.",
            ),
            _days_as_orders,
        ),
        Misconception(
            "repeat_for_total",
            say(
                zh="把第一单减掉了。本课的购买频率是全部订单数；只数再次购买的是另一种口径。",
                en="The first order was taken off. Frequency is the number of all orders here; repeat orders alone are another measure.",
            ),
            lambda case: _measured(case).assign(frequency=lambda t: t["frequency"] - 1),
        ),
    ),
    hints=(
        say(zh="cc.measure_customers 就按这些规则数，您只要告诉它统计截止日。", en="cc.measure_customers counts by just these rules; tell it the as-of date."),
        say(
            zh='把题目里的日期写进 cc.measure_customers(e.items, as_of="…") 的引号里，交出它给的整张表。',
            en='Put the date of the task between the quotes of cc.measure_customers(e.items, as_of="…") and hand in the whole table.',
        ),
    ),
    after=say(
        zh="算R、F、M之前先写明四件事：统计截止日、退货怎么算、同一天几单怎么算、什么是一单。",
        en="Before computing R, F and M, write down four things: the as-of date, how returns count, how orders of one day count, what an order is.",
    ),
)  # fmt: skip

# -- 3.01 scores --------------------------------------------------------------------------------------

SHOPS = {
    "grocer": say(zh="超市（真实数据，2017年底）", en="the grocer (real data, end of 2017)"),
    "cdnow": say(
        zh="唱片店CDNOW（真实数据，1998年6月30日）", en="the music shop CDNOW (real data, 30 June 1998)"
    ),
    "shop": say(zh="网店（模拟数据，2025年底）", en="the online shop (simulated data, end of 2025)"),
}
POOLS: dict[str, Callable[[], pd.DataFrame]] = {
    "grocer": grocer,
    "cdnow": lambda: cdnow("1998-06-30"),
    "shop": lambda: shop()[shop()["frequency"] > 0],
}


@cache
def _rfm(name: str) -> RFM:
    return RFM().fit(POOLS[name]())


@cache
def _on_a_cut() -> pd.DataFrame:
    """Customers whose days equal a cut point, but for the middle score, which is the same read backwards."""
    found = []
    for name, pool in POOLS.items():
        days, cuts = pool()["recency_days"], _rfm(name).cuts_["recency_days"]
        score = _rfm(name).transform(pool())["r_score"]
        found.append(
            pd.DataFrame({"shop": name, "days": days, "score": score})[days.isin(cuts) & (score != 3)]
        )
    return pd.concat(found)


def _one_silence(rng: np.random.Generator) -> dict[str, Any]:
    name = str(rng.choice(list(SHOPS)))
    one = _on_a_cut().query("shop == @name").sample(1, random_state=rng)
    cuts = _rfm(name).cuts_["recency_days"]
    days, score = int(one["days"].iloc[0]), int(one["score"].iloc[0])
    return {
        "shop": SHOPS[name], "customer": one.index[0], "days": days, "score": score, "above": score - 1,
        "cuts": join([f"{cut:g}" for cut in cuts]),
    }  # fmt: skip


_WHY_R = say(
    zh="比{days}天大的分界点有{above}个（正好等于的不算），1 + {above} = {score}分",
    en="{above} of the cut points are larger than {days} days (an equal one does not count), and 1 + {above} = {score}",
)

R_OF_ONE = ChooseOne(
    id="03_01.2",
    concept="3.01",
    title=say(zh="这位客户的R得几分", en="The R score of one customer"),
    prompt=say(
        zh="{shop}的R分界点是{cuts}天。\n客户{customer}的最近一次购买间隔是{days}天。R得分 = 1 + 比这个天数大的分界点个数（严格大于），"
        "最高5分。这位客户的R得几分？",
        en="The cut points of R at {shop} are {cuts} days.\nCustomer {customer} has a recency of {days} days. R score = 1 + the number of cut points larger than these days "
        "(strictly larger), 5 at most. What is the R score?",
    ),
    case=_one_silence,
    options={f"s{n}": Text(f"{n}分", f"{n}") for n in range(1, 6)},
    because={f"s{n}": _WHY_R for n in range(1, 6)},
    answer=lambda case: f"s{case['score']}",
    misconceptions=(
        Misconception(
            "recency_read_backwards",
            say(
                zh="方向反了：天数多说明很久没来，得分应当低。来得越近，R越高。",
                en="Read backwards: many days mean a long absence and a low score. The nearer the last order, the higher R.",
            ),
            lambda case: f"s{6 - case['score']}",
        ),
        Misconception(
            "equal_counted",
            say(
                zh="正好等于分界点的也算进去了。规则是“严格大于”，等于的不加分。",
                en="The cut point equal to the days was counted. The rule says strictly larger: an equal one adds nothing.",
            ),
            lambda case: f"s{case['score'] + 1}",
        ),
    ),
    hints=(
        say(zh="先问：间隔长好，还是短好？", en="First ask: is a long or a short recency better?"),
        say(zh="数一数比这个天数大的分界点有几个，再加1。", en="Count the cut points larger than the days, then add 1."),
    ),
    after=say(
        zh="三个字母都是“分高就好”，但R的天数是越少越好，所以要反过来打分。",
        en="A high score is good for all three letters; for R few days are good, so its days are scored in reverse.",
    ),
)  # fmt: skip


def _twenty_buyers(rng: np.random.Generator) -> dict[str, Any]:
    pool = cdnow("1998-06-30")
    single = pool["frequency"] == 1
    n = int(rng.integers(9, 13))
    picked = [pool[single].sample(n, random_state=rng), pool[~single].sample(20 - n, random_state=rng)]
    table = pd.concat(picked).sample(frac=1, random_state=rng)
    table = table[["recency_days", "frequency", "monetary"]]
    return {
        "table": table,
        "scores": RFM().fit(table).transform(table)["f_score"],
        "cut_points": table["frequency"].quantile([0.2, 0.4, 0.6, 0.8]),
    }


def _f_by_place(case: dict[str, Any]) -> pd.Series:
    place = case["table"]["frequency"].rank(method="first")
    return pd.qcut(place, 5, labels=False) + 1


def _f_equal_counted(case: dict[str, Any]) -> pd.Series:
    orders = case["table"]["frequency"]
    return pd.Series(1 + np.searchsorted(case["cut_points"], orders, side="right"), index=orders.index)


def _why_f(row: pd.Series, case: dict[str, Any]) -> Text:
    return say(
        zh="{n}单；分界点是{cuts}，其中{below}个比{n}小，所以得{score}分",
        en="orders: {n}; of the cut points {cuts}, as many as {below} lie below {n}: score {score}",
    ).format(
        n=int(case["table"].loc[row.name, "frequency"]), cuts=join([f"{cut:g}" for cut in case["cut_points"]]),
        below=int(row.iloc[0]) - 1, score=int(row.iloc[0]),
    )  # fmt: skip


TIES = Table(
    id="03_01.3",
    concept="3.01",
    title=say(zh="一样的人，一样的分", en="Equal customers, equal scores"),
    prompt=say(
        zh="e.items 是唱片店CDNOW的20位真实客户（1998年6月30日），大约一半人只下过一单。"
        "请从这20位客户学出分界点，给每位打F得分，交F得分那一列（整张得分表也可以）。\n"
        "规则：分界点是订单数的20%、40%、60%、80%分位数（线性）；F得分 = 1 + 比订单数小的分界点个数（严格小于）。"
        "订单数相同，得分必须相同；有的分数没有人，就让它空着。",
        en="e.items holds 20 real customers of the music shop CDNOW (30 June 1998); about half of them ordered once. "
        "Learn the cut points from these 20, score each on F, and hand in the column of F scores (the whole table of scores will do as well).\n"
        "Rule: the cut points are the 20%, 40%, 60% and 80% quantiles of the orders (linear); F score = 1 + the number of cut points below the orders (strictly). "
        "Equal orders must get equal scores; a score that nobody gets stays empty.",
    ),
    case=_twenty_buyers,
    show=headings("recency_days", "frequency", monetary=USD),
    compute=lambda case: case["scores"],
    reason=_why_f,
    misconceptions=(
        Misconception(
            "ties_by_place",
            say(
                zh="先排了名次再分五份，把订单数相同的人硬分开了：换一种行的顺序，得分就变。",
                en="The customers were ranked first and then cut into five: that tears equal ones apart, and another order of the rows gives other scores.",
            ),
            _f_by_place,
        ),
        Misconception(
            "empty_score_repaired",
            say(
                zh="把空着的分数“补”上了：后面的人往前挪了一格。空着说明很多人一样，应当照实说出来。",
                en="The empty score was “repaired” by moving the others down. It is empty because many customers are alike: say so and leave it.",
            ),
            lambda case: case["scores"].rank(method="dense").astype(int),
        ),
        Misconception(
            "equal_counted",
            say(
                zh="正好等于分界点的也算进去了。规则是严格小于，等于的不加分。",
                en="Cut points equal to the orders were counted. The rule says strictly below: an equal one adds nothing.",
            ),
            _f_equal_counted,
        ),
    ),
    hints=(
        say(zh="cc.RFM() 就按这条规则打分：先 fit，再 transform。", en="cc.RFM() scores by this rule: fit, then transform."),
        say(zh="学好的 rfm 给这20位打分：rfm.transform(e.items)", en="The rfm that has learned scores the 20: rfm.transform(e.items)"),
    ),
    after=say(
        zh="得分只看数值，不看行的顺序。空着的分数是一条信息：一半客户只买过一次。",
        en="A score looks at the figure, never at the order of the rows. An empty score tells you something: half of the customers bought once.",
    ),
)  # fmt: skip

# -- 3.02 the eight classes ---------------------------------------------------------------------------

MEDIANS = {"recency_days": 5, "frequency": 43, "monetary": 1210.02}
MEANS = {"recency_days": 21.03, "frequency": 63.12, "monetary": 1861.50}
EIGHT = rfm_eight(**MEDIANS)
# One step to the good side of each median: who equals it is high.
EQUAL_IS_HIGH = rfm_eight(recency_days=6, frequency=42, monetary=1210.01)


def _recency_backwards(items: pd.DataFrame) -> pd.Series:
    return EIGHT.classify(items.assign(recency_days=np.where(items["recency_days"] < 5, 99, 0)))


def _retention_for_development(items: pd.DataFrame) -> pd.Series:
    swapped = {f"{who}_{one}": f"{who}_{other}" for who in ("important", "general")
               for one, other in (("retention", "development"), ("development", "retention"))}  # fmt: skip
    return EIGHT.classify(items).replace(swapped)


BY_MEDIAN = Assign(
    id="03_01.4",
    concept="3.02",
    title=say(zh="八类客户，按中位数", en="The eight classes, by the median"),
    prompt=say(
        zh="超市（真实数据，2017年底，2,469户）按中位数分高低：中位数是5天、43单、1,210.02美元。"
        "间隔少于5天，R高；多于43单，F高；多于1,210.02美元，M高；正好等于中位数的算低。\n"
        "（平均值是21.03天、63.12单、1,861.50美元，这里不用。）\n"
        "M高是“重要”，M低是“一般”；R高F高是价值客户，R高F低是发展客户，R低F高是保持客户，R低F低是挽留客户。请分类。",
        en="The grocer (real data, end of 2017, 2,469 households) splits at the median: 5 days, 43 orders, 1,210.02 dollars. "
        "R is high below 5 days, F above 43 orders, M above 1,210.02 dollars; who equals the median is low.\n"
        "(The means are 21.03 days, 63.12 orders, 1,861.50 dollars; they are not used here.)\n"
        "M high is important, M low is general; R high and F high: value; R high, F low: development; R low, F high: retention; both low: win-back. Classify.",
    ),
    pool=grocer,
    scheme=EIGHT,
    show=headings("recency_days", "frequency", monetary=USD),
    n=8,
    misconceptions=(
        Misconception(
            "mean_for_median",
            say(
                zh="用的是平均值。少数花钱多的家庭把平均值拉高了；题目按中位数分。",
                en="The means were used. A few big spenders pull them up; this task splits at the median.",
            ),
            rfm_eight(**MEANS),
        ),
        Misconception(
            "recency_read_backwards",
            say(
                zh="R的方向反了：间隔天数少才是R高。价值和保持、发展和挽留就互相颠倒了。",
                en="R was read backwards: few days are a high R. That swaps value with retention and development with win-back.",
            ),
            _recency_backwards,
        ),
        Misconception(
            "retention_for_development",
            say(
                zh="保持和发展弄反了。R高F低是发展（刚来过，次数少）；R低F高是保持（来得多，却久没来）。",
                en="Retention and development were swapped. R high, F low is development (just here, few orders); R low, F high is retention (many orders, long away).",
            ),
            _retention_for_development,
        ),
        Misconception(
            "equal_is_high",
            say(
                zh="正好等于中位数的也算成了高。规则是严格优于中位数才算高。",
                en="Figures equal to the median were called high. High is strictly better than the median.",
            ),
            EQUAL_IS_HIGH,
        ),
    ),
    hints=(
        say(zh="先看M，定“重要”还是“一般”；再看R和F。", en="Look at M first: important or general. Then at R and F."),
        say(zh="少于5天，R高；多于43单，F高；正好5天、正好43单都是低。", en="Below 5 days R is high, above 43 orders F is high; exactly 5 and exactly 43 are low."),
    ),
    after=say(
        zh="八类的界线是平均值还是中位数，要在报表上注明：换一种，同一户就可能换了类别。",
        en="State in the report whether the eight classes split at the mean or the median: with the other one a household may change its class.",
    ),
)  # fmt: skip

_STORIES = {
    "vvv": say(zh="上周刚来，月月来，花得多", en="was here last week, comes every month, spends much"),
    "vxv": say(zh="上周刚来，一年才两次，每次都是大单", en="was here last week, comes twice a year, large orders"),
    "xvv": say(zh="以前月月来，花得多，三个月没见了", en="used to come every month, spent much, not seen for three months"),
    "xxv": say(zh="来过两次，花得多，快一年没见了", en="came twice, spent much, not seen for nearly a year"),
    "vvx": say(zh="上周刚来，月月来，每次只买一点", en="was here last week, comes every month, buys little"),
    "vxx": say(zh="上周第一次来，只买了一点", en="came for the first time last week and bought little"),
    "xvx": say(zh="以前月月来，每次只买一点，三个月没见了", en="used to come every month for small things, not seen for three months"),
    "xxx": say(zh="来过一次，买得少，快一年没见了", en="came once, bought little, not seen for nearly a year"),
}  # fmt: skip


def _levels(code: str) -> Text:
    words = [("高", "high") if letter == "v" else ("低", "low") for letter in code]
    (r, f, m) = words
    return Text(f"R{r[0]}F{f[0]}M{m[0]}", f"R {r[1]}, F {f[1]}, M {m[1]}")


def _class_of(code: str) -> Text:
    better = {"v": (0, 99, 9999.0), "x": (99, 0, 0.0)}
    r, f, m = (better[letter][place] for place, letter in enumerate(code))
    row = pd.DataFrame([{"recency_days": r, "frequency": f, "monetary": m}])
    return EIGHT.label(EIGHT.classify(row).iloc[0])


_CALLS_FOR = {
    "vvv": "keep",
    "vxv": "often",
    "xvv": "call",
    "xxv": "back",
    "vvx": "basket",
    "vxx": "auto",
    "xvx": "auto",
    "xxx": "auto",
}
ACTIONS = {
    "keep": say(zh="专人维护，感谢、优先", en="care in person: thanks, priority"),
    "often": say(zh="专人邀请，让他来得更勤", en="a personal invitation to come more often"),
    "call": say(zh="马上打电话，问为什么不来了", en="call now and ask why they stay away"),
    "back": say(zh="给一次分量足的回归优惠", en="one generous offer to come back"),
    "basket": say(zh="自动推荐搭配，每次多买一点", en="automatic add-on offers: a little more each time"),
    "auto": say(zh="低成本的自动消息，不派人", en="a cheap automatic message, no staff"),
}


def _because(code: str) -> Text:
    why = {
        "keep": say(zh="三样都高，失去最可惜", en="all three are high: the costliest to lose"),
        "often": say(
            zh="花得多、刚来过，缺的是次数", en="spends much and was just here; only frequency is lacking"
        ),
        "call": say(zh="又勤又大方却不来了，越早问越好", en="frequent and generous, and now away: ask early"),
        "back": say(zh="单子大，值得花一次钱，但只花一次", en="the orders were large: worth money, but once"),
        "basket": say(
            zh="来得勤，缺的是金额；让系统去推荐",
            en="comes often, only the money is lacking; let the system recommend",
        ),
        "auto": say(zh="金额低，派人不划算", en="the money is low: staff would cost more than it brings"),
    }[_CALLS_FOR[code]]
    return Text(
        f"{_levels(code).zh}，{_class_of(code).zh}：{why.zh}",
        f"{_levels(code).en}, {_class_of(code).en}: {why.en}",
    )


CALLS_FOR = Match(
    id="03_01.5",
    concept="3.02",
    title=say(zh="八类客户，各该怎么办", en="What each of the eight classes calls for"),
    prompt=say(
        zh="一家店每月最多派人照顾几十位客户，规则是：重要客户（M高）由人来办，或给大优惠；一般客户（M低）只用自动消息，"
        "其中最近来过又来得勤的，推荐多买一点。\n不来了的重要客户：从前来得勤的先打电话问，只来过一两次的给一次优惠。请给每位客户选一种做法。",
        en="A shop has staff for a few dozen customers a month. Its rule: important customers (M high) are cared for by people or get a large offer; general ones (M low) get automatic messages only, "
        "and of these, those who come often and were here lately are led to buy a little more.\nImportant customers who stay away: those who used to come often get a call first, those who came once or twice get one offer. Choose a treatment for each.",
    ),
    situations=_STORIES,
    actions=ACTIONS,
    pairs=_CALLS_FOR,
    because={code: _because(code) for code in _STORIES},
    misconceptions=(
        Misconception(
            "money_not_looked_at",
            say(
                zh="只看了R和F，没看金额：给花得少的客户选了派人去办或大优惠。一般客户（M低）只用自动消息。",
                en="Only R and F were looked at: for customers who spend little, care by staff or a large offer was chosen. General customers (M low) get automatic messages only.",
            ),
            {"vvx": "keep", "vxx": "often", "xvx": "call", "xxx": "back"},
        ),
        Misconception(
            "retention_for_win_back",
            say(
                zh="把保持和挽留弄反了。从前来得勤的（F高）先打电话问；只来过一两次的（F低），给一次优惠就够了。",
                en="Retention and win-back were swapped. Who used to come often (F high) gets a call; who came once or twice (F low) gets one offer.",
            ),
            {"xvv": "back", "xxv": "call"},
        ),
        Misconception(
            "away_is_lost",
            say(
                zh="给花得多、久不来的客户选了自动消息。重要客户（M高）要先打电话，或给一次优惠。",
                en="The automatic message was chosen for customers who spent much and stay away. Important ones (M high) get a call or one offer.",
            ),
            {"xvv": "auto", "xxv": "auto"},
        ),
    ),
    hints=(
        say(zh="先看金额：花得多的由人来办，或给大优惠。", en="Money first: those who spend much get people or a large offer."),
        say(zh="再问缺什么：缺次数就邀请，不来了就打电话，来得少又不来了就给一次优惠。", en="Then ask what is lacking: frequency: invite; gone: call; rare and gone: one offer."),
    ),
    after=say(
        zh="前两个字（重要、一般）说花多少力气，后两个字（价值、发展、保持、挽留）说做什么。",
        en="The first word (important, general) says how much effort; the second (value, development, retention, win-back) says what to do.",
    ),
)  # fmt: skip


def _eleven_households(rng: np.random.Generator) -> dict[str, Any]:
    two_between = False
    while not two_between:
        table = grocer().sample(11, random_state=rng)[["monetary"]].round(2)
        money = table["monetary"]
        two_between = len(_between({"table": table})) >= 2
    return {"table": table, "median": f"{money.median():,.2f}", "mean": f"{money.mean():,.2f}"}


def _between(case: dict[str, Any]) -> pd.Series:
    money = case["table"]["monetary"]
    return money[(money > money.median()) & (money <= money.mean())]


MEAN_OR_MEDIAN = Number(
    id="03_01.6",
    concept="3.02",
    title=say(zh="换成平均值，少照顾多少钱", en="From the median to the mean, in money"),
    prompt=say(
        zh="表里是超市的11户真实家庭（2017年）。购买金额多于界线的家庭算“重要”客户（正好等于的不算）。这11户的中位数是{median}美元，平均值是{mean}美元。"
        "店里把界线从中位数换成平均值：不再算“重要”的家庭，一年一共花了多少美元？（可以取整，差1美元以内都算对。）",
        en="The table shows 11 real households of the grocer (2017). Households that spend more than the line count as important (those equal to it do not). The median of the 11 is US${median}, the mean US${mean}. "
        "The shop moves its line from the median to the mean: how many dollars a year did the households spend that are no longer important? (Round if you like: within 1 dollar is right.)",
    ),
    case=_eleven_households,
    show=headings(monetary=USD),
    compute=lambda case: _between(case).sum(),
    unit=say(zh="美元", en="US dollars"),
    tolerance=1,
    working=say(
        zh="把金额多于{median}美元、但不多于{mean}美元的家庭加起来",
        en="add up the households above US${median} but not above US${mean}",
    ),
    misconceptions=(
        Misconception(
            "count_for_money",
            say(zh="这是户数，题目问的是他们花了多少钱。", en="That is the number of households; the question is about their money."),
            lambda case: len(_between(case)),
        ),
        Misconception(
            "money_that_stays",
            say(
                zh="算的是换了界线以后仍然“重要”的家庭。题目问的是掉下来的家庭。",
                en="That is the money of those who stay important. The question is about those who drop out.",
            ),
            lambda case: case["table"]["monetary"][lambda m: m > m.mean()].sum(),
        ),
        Misconception(
            "median_household_included",
            say(
                zh="把正好等于中位数的那一户也加进去了。多于界线才算“重要”，它本来就不是。",
                en="The household that equals the median was added. Only those above the line are important, so it never was.",
            ),
            lambda case: _between(case).sum() + case["table"]["monetary"].median(),
        ),
        Misconception(
            "gap_of_the_lines",
            say(
                zh="算的是两条界线之差。题目问的是落在两条线之间的家庭花的钱。",
                en="That is the gap between the two lines. The question is about the money of the households between them.",
            ),
            lambda case: case["table"]["monetary"].mean() - case["table"]["monetary"].median(),
        ),
    ),
    hints=(
        say(zh="找出落在两条界线之间的家庭。", en="Find the households between the two lines."),
        say(zh="把这几户的购买金额加起来。", en="Add up what these households spent."),
    ),
    after=say(
        zh="少数人花得特别多，平均值就高于中位数：用平均值，“重要”客户户数更少，人均更高。",
        en="Where a few spend very much, the mean lies above the median: by the mean there are fewer important customers, and each spends more on average.",
    ),
)  # fmt: skip

# -- 3.03 the grid ------------------------------------------------------------------------------------

GRID = rfm_grid()


@cache
def _scored_households() -> pd.DataFrame:
    return _rfm("grocer").transform(grocer()).join(grocer()[["monetary"]])


def _sum_of_scores(items: pd.DataFrame) -> pd.Series:
    total = items["r_score"] + items["f_score"]
    names = ["hibernating", "about_to_sleep", "need_attention", "potential_loyalist", "loyal", "champion"]
    return pd.cut(total, [0, 3, 4, 5, 6, 8, 10], labels=names).astype(str)


IN_THE_GRID = Assign(
    id="03_01.7",
    concept="3.03",
    title=say(zh="十类网格", en="The grid of ten classes"),
    prompt=say(
        zh="超市的真实家庭已经打好分（2017年底，5分最好）。网格只看R和F：\n"
        "R5：F1 新客户，F2–3 潜力忠诚客户，F4–5 冠军客户。\n"
        "R4：F1 有前景客户，F2–3 潜力忠诚客户，F4–5 忠诚客户。\n"
        "R3：F1–2 即将沉睡客户，F3 需关注客户，F4–5 忠诚客户。\n"
        "R1–2：F1–2 休眠客户，F3–4 流失风险客户，F5 不能失去的客户。\n请分类。",
        en="Real households of the grocer with their scores (end of 2017; 5 is best). The grid looks at R and F only:\n"
        "R5: F1 new customer, F2–3 potential loyalist, F4–5 champion.\n"
        "R4: F1 promising customer, F2–3 potential loyalist, F4–5 loyal customer.\n"
        "R3: F1–2 about to sleep, F3 customer needing attention, F4–5 loyal customer.\n"
        "R1–2: F1–2 hibernating, F3–4 at risk, F5 cannot lose.\nClassify.",
    ),
    pool=_scored_households,
    scheme=GRID,
    show=headings(r_score=R, f_score=F, monetary=USD),
    n=8,
    misconceptions=(
        Misconception(
            "recency_read_backwards",
            say(
                zh="R的方向反了：R5是最近刚来的，R1是最久没来的。",
                en="R was read backwards: R5 came most recently, R1 has been away longest.",
            ),
            lambda items: GRID.classify(items.assign(r_score=6 - items["r_score"])),
        ),
        Misconception(
            "r_and_f_swapped",
            say(
                zh="R和F看颠倒了。R是多久没来，F是来得多勤。",
                en="R and F were swapped. R is how recently, F is how often.",
            ),
            lambda items: GRID.classify(items.rename(columns={"r_score": "f_score", "f_score": "r_score"})),
        ),
        Misconception(
            "scores_added",
            say(
                zh="把R和F加起来看总分了。R1 F5和R5 F1都是6分，一个是不能失去的客户，一个是新客户。",
                en="R and F were added up. R1 F5 and R5 F1 both make 6: one cannot be lost, the other is new.",
            ),
            _sum_of_scores,
        ),
    ),
    hints=(
        say(zh="先按R找到那一行，再按F找到那一段。", en="Find the line by R, then the place by F."),
        say(zh="金额在这里只供参考，网格不看M。", en="The money is for information: the grid does not look at M."),
    ),
    after=say(
        zh="网格用R和F两个得分，不用总分：久不来的常客和刚来的新客户，要的是两种照顾。",
        en="The grid uses two scores, not their sum: a regular who stays away and a newcomer need different care.",
    ),
)  # fmt: skip

MAP = published_map()
_LETTERS = list(MAP.measures)


@cache
def _cells() -> pd.DataFrame:
    """The 125 cells of the published map: scores, and the classes that match each, in order."""
    axes = np.meshgrid(*[range(1, 6)] * 3, indexing="ij")
    cells = pd.DataFrame({name: axis.ravel() for name, axis in zip(_LETTERS, axes, strict=True)})
    found: list[list[str]] = [[] for _ in range(len(cells))]
    for item in MAP.classes:
        alone = Scheme("one", MAP.title, measures=list(MAP.measures.values()), classes=[item])
        for row in np.flatnonzero(alone.classify(cells).notna()):
            found[row].append(item.code)
    return cells.assign(classes=pd.Series(found, dtype=object))


@cache
def _rule_table() -> pd.DataFrame:
    """The rules of the published map as a table of scores from and to."""
    rows = []
    for item in MAP.classes:
        alone = Scheme("one", MAP.title, measures=list(MAP.measures.values()), classes=[item])
        inside = _cells()[alone.classify(_cells()).notna()]
        ends = {name: (inside[name].min(), inside[name].max()) for name in _LETTERS}
        rows.append(
            {"class": item.code} | {n: f"{a}" if a == b else f"{a}–{b}" for n, (a, b) in ends.items()}
        )
    return pd.DataFrame(rows)


def _seven_cells(rng: np.random.Generator) -> dict[str, Any]:
    cells = _cells()
    matches = cells["classes"].str.len()
    parts = [cells[matches == 0].sample(3, random_state=rng), cells[matches == 1].sample(2, random_state=rng)]
    picked = pd.concat([*parts, cells[matches > 1].sample(2, random_state=rng)]).sample(
        frac=1, random_state=rng
    )
    case: dict[str, Any] = {"table": _rule_table(), "picked": picked.reset_index(drop=True)}
    for n, (r, f, m, codes) in enumerate(picked.itertuples(index=False), 1):
        case[f"c{n}"] = f"R{r} F{f} M{m}"
        case[f"why{n}"] = _why_cell(codes)
    return case


def _why_cell(codes: list[str]) -> Text:
    labels = [MAP.labels[code] for code in codes]
    if not codes:
        return say(
            zh="十条规则一条也不符合：这样的客户没有类别",
            en="none of the ten rules fits: such customers get no class",
        )
    if len(codes) == 1:
        return say(zh="“{one}”符合，不是空白", en="“{one}” fits: no hole").format(one=labels[0])
    return say(
        zh="{all}都符合，按先后次序归“{one}”：这是重叠，不是空白",
        en="{all} all fit, and the first one, “{one}”, decides: an overlap, not a hole",
    ).format(all=join([say(zh="“{x}”", en="“{x}”").format(x=label) for label in labels]), one=labels[0])


def _chosen(case: dict[str, Any], inside: Any) -> set[str]:
    return {f"c{n + 1}" for n in range(len(case["picked"])) if inside(case["picked"].iloc[n])}


def _swapped_hole(cell: pd.Series) -> bool:
    r, f, m = cell["f_score"], cell["r_score"], cell["m_score"]
    return not _cells().set_index(_LETTERS)["classes"].loc[r, f, m]


HOLES = Several(
    id="03_01.8",
    concept="3.03",
    title=say(zh="哪些客户没有类别", en="Who gets no class"),
    prompt=say(
        zh="一张流传很广的RFM图有十条规则，从上到下，第一条符合的算数。下面哪些得分的客户一条也不符合，也就是没有类别？请全部选上。"
        "（两端的数都包括在内；也可以用代码检查：published_map().check().holes）",
        en="A map in circulation has ten rules; from top to bottom, the first that fits decides. Which of these score combinations fit no rule? Such customers get no class. Tick them all. "
        "(Both ends of a range belong to it. You may use code: published_map().check().holes)",
    ),
    case=_seven_cells,
    show=headings("class", r_score=R, f_score=F, m_score=M),
    values={"class": MAP.labels},
    options={f"c{n}": Text(f"{{c{n}}}", f"{{c{n}}}") for n in range(1, 8)},
    because={f"c{n}": Text(f"{{why{n}}}", f"{{why{n}}}") for n in range(1, 8)},
    answer=lambda case: _chosen(case, lambda cell: not cell["classes"]),
    misconceptions=(
        Misconception(
            "overlap_is_hole",
            say(
                zh="也许把重叠当成了空白。符合两条的客户有类别：第一条算数，后面的不能再覆盖它。",
                en="Perhaps overlaps were taken for holes. Who fits two rules has a class: the first one decides, later ones do not overwrite it.",
            ),
            lambda case: _chosen(case, lambda cell: len(cell["classes"]) != 1),
        ),
        Misconception(
            "r_and_f_swapped",
            say(
                zh="也许R和F看颠倒了：表里第二栏是R，第三栏是F。",
                en="Perhaps R and F were read the wrong way round: the second column is R, the third F.",
            ),
            lambda case: _chosen(case, _swapped_hole),
        ),
    ),
    hints=(
        say(zh="拿一个得分，从上到下一条一条对：三样都在范围里才算符合。", en="Take one cell and go down the rules: all three scores must lie in the ranges."),
        say(zh="一共有三个没有类别。", en="Three of them get no class."),
    ),
    after=say(
        zh="空白用眼睛很难找全，check() 一次找全：这张图125格里有10格没有类别。",
        en="Holes are hard to find by eye; check() finds all of them: 10 of the 125 cells of this map have no class.",
    ),
)  # fmt: skip

OTHERS = "others"
_HEAP_LABELS = {**MAP.labels, OTHERS: say(zh="其他", en="others")}


@cache
def _scored_buyers() -> pd.DataFrame:
    pool = cdnow("1997-09-30")
    table = RFM().fit(pool).transform(pool).join(pool[["monetary"]])
    return table.assign(right=MAP.classify(table), last=_last_match(table))


def _last_match(table: pd.DataFrame) -> pd.Series:
    rules = Scheme("overwritten", MAP.title, measures=list(MAP.measures.values()), classes=MAP.classes[::-1])
    return rules.classify(table)


def _some_buyers(rng: np.random.Generator) -> dict[str, Any]:
    """Some of each class and of those without one, so that a rule that overwrites meets no class of its own."""
    pool = _scored_buyers().fillna({"right": OTHERS, "last": OTHERS})
    table = pool.sample(frac=1, random_state=rng).groupby("right").head(6)
    return {"table": table[[*_LETTERS, "monetary"]].round(2), "classes": table[["right", "last"]]}


def _money_by_class(case: dict[str, Any], column: str = "right") -> pd.Series:
    money = case["table"]["monetary"].groupby(case["classes"][column]).sum()
    return money.rename("monetary").rename_axis("class")


def _heap_in_lost(case: dict[str, Any]) -> pd.Series:
    money = _money_by_class(case)
    lost = money.get("lost", 0.0) + money[OTHERS]
    return (
        pd.concat([money.drop([OTHERS, "lost"], errors="ignore"), pd.Series({"lost": lost})])
        .rename("monetary")
        .rename_axis("class")
    )


HEAP = Table(
    id="03_01.9",
    concept="3.03",
    title=say(zh="没有类别的人带着多少钱", en="The money of those without a class"),
    prompt=say(
        zh="e.items 是唱片店CDNOW的六十来位真实客户（1997年9月30日），已经打好分。请用给好的方案 scheme（那张流传很广的图，第一条符合的算数）分类，"
        "交出每一类的金额合计（美元）。没有类别的人不能丢，也不能塞进别的类：单独一行，名叫 others（写“其他”也行）。",
        en="e.items holds some sixty real customers of the music shop CDNOW (30 September 1997) with their scores. Classify them with the given scheme (the map in circulation; the first rule that fits decides) "
        "and hand in the money (US dollars) of each class. Those without a class may neither be lost nor put into another class: give them a row of their own, named others (其他 will do as well).",
    ),
    case=_some_buyers,
    show=headings(r_score=R, f_score=F, m_score=M, monetary=USD),
    compute=_money_by_class,
    key="class",
    labels={"class": _HEAP_LABELS},
    reason=lambda row, case: say(
        zh="这一行有{n}位客户，金额合计{total:,.2f}美元", en="{n} customers, {total:,.2f} US dollars in all"
    ).format(n=int((case["classes"]["right"] == row.name).sum()), total=row["monetary"]),
    tolerance=0.02,
    misconceptions=(
        Misconception(
            "heap_dropped",
            say(
                zh="没有类别的人不见了：groupby 会不声不响地丢掉空类别。各类相加，和总金额对不上。",
                en="Those without a class have vanished: groupby drops an empty class without a word. The classes no longer add up to the total.",
            ),
            lambda case: _money_by_class(case).drop(OTHERS),
        ),
        Misconception(
            "later_rules_overwrite",
            say(
                zh="后面的规则覆盖了前面的。规则有先后：第一条符合的算数。",
                en="Later rules overwrote earlier ones. The rules have an order: the first that fits decides.",
            ),
            lambda case: _money_by_class(case, "last"),
        ),
        Misconception(
            "heap_put_into_lost",
            say(
                zh="把没有类别的人塞进了“流失客户”。他们只是规则没写到，不是流失。",
                en="Those without a class were put into “lost”. The rules forgot them; that does not make them lost.",
            ),
            _heap_in_lost,
        ),
    ),
    hints=(
        say(zh='没有类别的是空值，先起个名字：named = classes.fillna("others")', en='Those without a class are empty; name them first: named = classes.fillna("others")'),
        say(zh='然后相加：e.items.groupby(named)["monetary"].sum()', en='Then add up: e.items.groupby(named)["monetary"].sum()'),
    ),
    after=say(
        zh="“其他”不是一个类别，是规则的漏洞。先看里面有谁、带着多少钱，再补规则。",
        en="“Others” is no class but a gap in the rules. See who is in it and with how much money, then write the missing rule.",
    ),
)  # fmt: skip


def _two_cuts(rng: np.random.Generator) -> dict[str, Any]:
    return {"a": int(rng.integers(3, 5)), "b": int(rng.integers(3, 5))}


def _small_map(values: Any, case: dict[str, Any]) -> Scheme:
    return Scheme(
        "small_map",
        say(zh="三类的小图", en="A small map of three classes"),
        measures=[R_SCORE, F_SCORE],
        classes=[
            Class("often", say(zh="常来", en="often"), {"r_score": at_least(case["a"]), "f_score": at_least(case["b"])}),
            Class("rarely", say(zh="少来", en="rarely"), {"r_score": at_least(values["r_from"]), "f_score": at_most(values["f_to"])}),
            Class("away", say(zh="久不来", en="away"), {"r_score": at_most(values["r_to"])}),
        ],
        exclusive=True,
    )  # fmt: skip


def _map_picture(values: Any, case: dict[str, Any]) -> Any:
    scheme = _small_map(values, case)
    r, f = (axis.ravel() for axis in np.meshgrid(range(1, 6), range(1, 6)))
    rarely = (r >= values["r_from"]) & (f <= values["f_to"])
    classes = ((r >= case["a"]) & (f >= case["b"])).astype(int) + rarely + (r <= values["r_to"])
    scheme.title = say(
        zh="没有类别的格子：{holes}；同时属于几类的格子：{overlaps}",
        en="Cells without a class: {holes}; with several: {overlaps}",
    ).format(holes=int((classes == 0).sum()), overlaps=int((classes > 1).sum()))
    return scheme.draw("r_score", "f_score")


def _map_lacks(values: Any, case: dict[str, Any]) -> Text | None:
    scheme = _small_map(values, case)
    holes, check = hole_cells(scheme), scheme.check()
    if holes:
        return say(
            zh="25格里有{n}格没有类别，例如R{r} F{f}：让相邻的两类接上",
            en="{n} of the 25 cells have no class, for example R{r} F{f}: let neighbouring classes meet",
        ).format(n=len(holes), r=holes[0][0], f=holes[0][1])
    if not check.overlaps.empty:
        one = check.overlaps.iloc[0]
        return say(
            zh="没有空白，但有重叠，例如R得分{r}、F得分{f}同时属于两类：把其中一类的界线往回收一格",
            en="no hole, but an overlap, for example R score {r}, F score {f} belongs to two classes: move the border of one of them back by one score",
        ).format(r=one["r_score"], f=one["f_score"])
    return None


MEND = Thresholds(
    id="03_01.10",
    concept="3.03",
    title=say(zh="补好一张小图", en="Mend a small map"),
    prompt=say(
        zh="一张小图把得分（1到5的整数）分成三类：\n“常来”：R从{a}起，并且F从{b}起。\n“少来”：R从某个数起，并且F到某个数为止。\n“久不来”：R到某个数为止，F不限。\n"
        "请移动三个滑块，让25格里每一格都正好属于一类：没有空白，没有重叠。图上白的是空白；图的标题数着还有几格不对。",
        en="A small map puts the scores (whole numbers 1 to 5) into three classes:\n“often”: R from {a} and F from {b}.\n“rarely”: R from some score, F up to some score.\n“away”: R up to some score, any F.\n"
        "Move the three sliders until each of the 25 cells belongs to exactly one class: no hole, no overlap. Holes are white on the map; its title counts the cells that are still wrong.",
    ),
    case=_two_cuts,
    sliders={
        "r_from": Slider(say(zh="“少来”：R从几分起", en="“rarely”: R from"), 1, 5, 1),
        "f_to": Slider(say(zh="“少来”：F到几分为止", en="“rarely”: F up to"), 1, 5, 1),
        "r_to": Slider(say(zh="“久不来”：R到几分为止", en="“away”: R up to"), 1, 5, 1),
    },
    shortfall=_map_lacks,
    solve=lambda case: {"r_from": float(case["a"]), "f_to": float(case["b"] - 1), "r_to": float(case["a"] - 1)},
    picture=_map_picture,
    misconceptions=(
        Misconception(
            "ends_shared",
            say(
                zh="相邻的两类共用了同一个分数。“从3起”和“到3为止”都包含3，3就属于两类了。",
                en="Two neighbouring classes share a score. “From 3” and “up to 3” both contain 3, so 3 belongs to both.",
            ),
            lambda case: {"r_from": float(case["a"]), "f_to": float(case["b"]), "r_to": float(case["a"])},
        ),
        Misconception(
            "ends_left_out",
            say(
                zh="相邻的两类之间空出了一个分数。“从3起”的下一类要“到2为止”，不能“到1为止”。",
                en="A score between two neighbouring classes was left out. Below “from 3” comes “up to 2”, not “up to 1”.",
            ),
            lambda case: {"r_from": float(case["a"]), "f_to": float(case["b"] - 2), "r_to": float(case["a"] - 2)},
        ),
    ),
    hints=(
        say(zh="先把“久不来”接到“常来”的下面，再用“少来”填满剩下的一角。", en="First let “away” reach up to “often”, then fill the corner that is left with “rarely”."),
        say(zh="分数是整数：“从3起”的前一个是2。", en="Scores are whole numbers: the one before “from 3” is 2."),
    ),
    after=say(
        zh="相邻两类的界线只能归一边。写完规则就 check() 一次，没有空白、没有重叠才用。",
        en="A border belongs to one side only. Check the rules once they are written, and use them when there is neither hole nor overlap.",
    ),
)  # fmt: skip

EXERCISES = [
    MEASURES, R_OF_ONE, TIES, BY_MEDIAN, CALLS_FOR, MEAN_OR_MEDIAN, IN_THE_GRID, HOLES, HEAP, MEND,
]  # fmt: skip
