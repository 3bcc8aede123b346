"""Exercises of lesson 03_06 on asking the database: SQL, empty values, a join too many, the weekly report."""

from __future__ import annotations

import sqlite3
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.act.crm import CATEGORIES
from custclass.data.tables import load
from custclass.learn.kinds import ChooseOne, Misconception, Number, Several, Table
from custclass.show.say import Text, say

# -- 3.12 people, orders and preferences in a database ----------------------------------------------------

TYPES = {
    "person": say(zh="个人", en="person"),
    "household": say(zh="家庭", en="household"),
    "organisation": say(zh="机构", en="organisation"),
}
CITIES = {"杭州": "Hangzhou", "上海": "Shanghai", "北京": "Beijing"}


@cache
def _people_and_orders() -> tuple[pd.DataFrame, pd.DataFrame]:
    """The simulated shop's customers in three cities who have ordered, and their orders and returns."""
    people = load("shop_customers")[["customer_id", "name", "customer_type", "city"]]
    orders = load("shop_orders")[["order_id", "customer_id", "order_date", "category", "amount"]]
    people = people[people["city"].isin(CITIES) & people["customer_id"].isin(orders["customer_id"])]
    return people, orders[orders["customer_id"].isin(people["customer_id"])]


def _small_shop(rng: np.random.Generator) -> dict[str, Any]:
    """Thirty customers, half of them of one city, and their orders, to be put into a database of one's own."""
    people, orders = _people_and_orders()
    city, year = str(rng.choice(list(CITIES))), int(rng.choice([2024, 2025]))
    local = (people["city"] == city).to_numpy()
    places = [*rng.permutation(np.flatnonzero(local))[:15], *rng.permutation(np.flatnonzero(~local))[:15]]
    people = people.iloc[rng.permutation(places)].reset_index(drop=True)
    orders = orders[orders["customer_id"].isin(people["customer_id"])].reset_index(drop=True)
    case = {
        "table": people.set_index("customer_id"),
        "people": people,
        "orders": orders,
        "local": orders["customer_id"].isin(people.loc[people["city"] == city, "customer_id"]),
        "recent": orders["order_date"] >= pd.Timestamp(year, 7, 1),
        "city": city,
        "city_said": say(zh=city, en=f"{city} ({CITIES[city]})"),
        "since": f"{year}-07-01",
    }
    return case if len(_by_category(case)) == len(CATEGORIES) else _small_shop(rng)


def _by_category(case: dict[str, Any], *conditions: str) -> pd.DataFrame:
    """Customers and money by category, of the orders that meet the conditions; both when none is named."""
    orders = case["orders"]
    for condition in conditions or ("local", "recent"):
        orders = orders[case[condition].reindex(orders.index)]
    groups = orders.groupby("category")
    return pd.DataFrame({"customers": groups["customer_id"].nunique(), "money": groups["amount"].sum()})


def _rows_as_customers(case: dict[str, Any]) -> pd.DataFrame:
    wanted = case["orders"].loc[case["local"] & case["recent"], "category"]
    return _by_category(case).assign(customers=wanted.value_counts())


SQL = Table(
    id="03_06.4",
    concept="3.12",
    title=say(zh="写一句SQL：这座城市买了什么", en="Write the SQL: what does this city buy?"),
    prompt=say(
        zh="e.case 里有网店的30位客户 people（列：customer_id、name、customer_type、city）和他们的订单 orders（列：order_id、customer_id、order_date、category、amount；模拟数据，元；退货是负数，照样相加）。下面的代码框先建一个数据库，把两张表写进去。"
        "请用SQL问：城市（people.city）是“{city_said}”的客户，从{since}起，每个品类有几位不同的客户买过或退过，一共多少钱？交一张表：category、customers、money，每个品类一行。",
        en="e.case holds 30 customers of the shop, people (columns customer_id, name, customer_type, city), and their orders (columns order_id, customer_id, order_date, category, amount; simulated data, yuan; returns are negative and are simply added). The box below makes a database and writes both tables into it. "
        "Ask in SQL: of the customers whose people.city is {city_said}, from {since} on, how many different customers bought or returned something in each category, and for how much money in all? Hand in a table with category, customers and money, one row per category.",
    ),
    case=_small_shop,
    show={
        "city": say(zh="城市（people.city）", en="people.city"),
        "customer_type": say(zh="客户类型（people.customer_type）", en="people.customer_type"),
    },
    values={"customer_type": TYPES},
    compute=_by_category,
    reason=lambda row, case: say(
        zh="从{since}起，{city}有{n:.0f}位客户，一共{money:,.2f}元", en="from {since} on {n:.0f} customers in {city}, {money:,.2f} yuan in all"
    ).format(since=case["since"], city=case["city"], n=row["customers"], money=row["money"]),
    key="category",
    labels={"category": CATEGORIES},
    misconceptions=(
        Misconception(
            "orders_counted_as_customers",
            say(
                zh="数的是订单的行数。一位客户有几张订单，要用 COUNT(DISTINCT o.customer_id) 才只数一次。",
                en="Those are rows of orders. A customer with several orders counts once only with COUNT(DISTINCT o.customer_id).",
            ),
            _rows_as_customers,
        ),
        Misconception(
            "city_left_out",
            say(
                zh="三座城市都算进去了。城市在 people 表里：用 JOIN 接上，再写条件 p.city = :city。",
                en="All three cities are in it. The city stands in people: bring it in with JOIN and write p.city = :city.",
            ),
            lambda case: _by_category(case, "recent"),
        ),
        Misconception(
            "day_left_out",
            say(
                zh="以前的订单也算进去了。加上条件 o.order_date >= :since。",
                en="Earlier orders are in it too. Add the condition o.order_date >= :since.",
            ),
            lambda case: _by_category(case, "local"),
        ),
        Misconception(
            "returns_left_out",
            say(
                zh="退货没有算进去。退货是负数，照样相加：不要加 amount > 0 的条件。",
                en="Returns were left out. They are negative and are simply added: no condition amount > 0.",
            ),
            lambda case: _by_category({**case, "orders": case["orders"].query("amount > 0")}),
        ),
    ),
    hints=(
        say(
            zh="FROM orders AS o JOIN people AS p ON p.customer_id = o.customer_id，再写 WHERE 的两个条件和 GROUP BY o.category。",
            en="FROM orders AS o JOIN people AS p ON p.customer_id = o.customer_id, then two conditions after WHERE, and GROUP BY o.category.",
        ),
        say(
            zh="SELECT o.category, COUNT(DISTINCT o.customer_id) AS customers, SUM(o.amount) AS money … 值用 db.query(sql, city=e.case['city'], since=e.case['since']) 绑定。",
            en="SELECT o.category, COUNT(DISTINCT o.customer_id) AS customers, SUM(o.amount) AS money … and bind the values: db.query(sql, city=e.case['city'], since=e.case['since']).",
        ),
    ),
    after=say(
        zh="客户要用 DISTINCT 数。值写成占位符（:city、:since）的话，换一座城市、换一天，SQL一个字也不用改；直接写在SQL里的，每次都要改。",
        en="Customers are counted with DISTINCT. If the values are bound with :city and :since, not a word of the SQL changes for another city or day; if they stand in the SQL, it does every time.",
    ),
)  # fmt: skip

# code -> the condition after WHERE
CONDITIONS = {
    "unequal": "city <> '杭州'",
    "negated": "NOT (city = '杭州')",
    "not_in": "city NOT IN ('杭州')",
    "equals_null": "city <> '杭州' OR city = NULL",
    "or_is_null": "city <> '杭州' OR city IS NULL",
    "coalesce": "COALESCE(city, '') <> '杭州'",
    "not_null": "city <> '杭州' OR city IS NOT NULL",
}


def _cities(rng: np.random.Generator) -> dict[str, Any]:
    """A little table of people, some without a city, and what each condition finds in it."""
    local, other, unknown = int(rng.integers(5, 12)), int(rng.integers(6, 15)), int(rng.integers(2, 6))
    cities = ["杭州"] * local + ["上海"] * other + [None] * unknown
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE people (city TEXT)")
        connection.executemany("INSERT INTO people VALUES (?)", [(city,) for city in cities])
        found = {
            code: connection.execute(
                "SELECT SUM(city = '上海'), SUM(city IS NULL), SUM(city = '杭州') "
                f"FROM people WHERE {condition}"
            ).fetchone()
            for code, condition in CONDITIONS.items()
        }
    connection.close()
    why = {}
    for code, counts in found.items():
        elsewhere, empty, here = (n or 0 for n in counts)
        why[f"why_{code}"] = say(
            zh="找到外地的{elsewhere}位、城市为空的{empty}位、杭州的{here}位",
            en="it finds {elsewhere} elsewhere, {empty} without a city and {here} in Hangzhou",
        ).format(elsewhere=elsewhere, empty=empty, here=here)
    right = {code for code, counts in found.items() if tuple(n or 0 for n in counts) == (other, unknown, 0)}
    return {
        "local": local, "other": other, "unknown": unknown, "n": len(cities), "wanted": other + unknown, "right": right,
        **why,
    }  # fmt: skip


EMPTY = Several(
    id="03_06.5",
    concept="3.12",
    title=say(zh="城市为空的客户去哪儿了", en="Where did the customers without a city go?"),
    prompt=say(
        zh="people 表（虚构）有{n}位客户：杭州{local}位，上海{other}位，city 为空（NULL）{unknown}位。杭州有门店；凡是没有登记为杭州的，一共{wanted}位，都要寄一份样品。"
        "SQL里和NULL作比较（=、<>、IN），结果是“未知”，NOT未知还是未知；WHERE只留下结果为真的行。"
        "IS NULL 问是不是空的；COALESCE(city, '') 把空的换成 ''。WHERE 后面写哪些条件，正好找到这{wanted}位？全部选上。",
        en="The table people (made up) has {n} customers: {local} in Hangzhou (杭州), {other} in Shanghai (上海), {unknown} whose city is empty (NULL). There is a store in Hangzhou; everybody not entered as living there, {wanted} in all, is to get a sample by post. "
        "In SQL a comparison with NULL (=, <>, IN) is “unknown”, and NOT unknown is unknown too; WHERE keeps only rows for which the condition is true. "
        "IS NULL asks whether it is empty; COALESCE(city, '') puts '' in place of an empty one. Which conditions after WHERE find exactly these {wanted}? Tick them all.",
    ),
    case=_cities,
    options={code: Text(zh=condition, en=condition) for code, condition in CONDITIONS.items()},
    because={code: Text(zh=f"{{why_{code}}}", en=f"{{why_{code}}}") for code in CONDITIONS},
    answer=lambda case: case["right"],
    misconceptions=(
        Misconception(
            "null_is_unequal",
            say(
                zh="以为空的就是“不等于杭州”。和NULL比较，结果是未知，WHERE不留：空的客户一位也收不到样品。",
                en="Empty was taken for “not Hangzhou”. A comparison with NULL is unknown and WHERE drops it: nobody without a city gets a sample.",
            ),
            lambda case: case["right"] | {"unequal", "negated", "not_in"},
        ),
        Misconception(
            "equals_null",
            say(
                zh="city = NULL 永远不为真，连空的也不等于NULL。要写 IS NULL。",
                en="city = NULL is never true, not even for an empty one. Write IS NULL.",
            ),
            lambda case: case["right"] ^ {"or_is_null", "equals_null"},
        ),
        Misconception(
            "not_null_for_null",
            say(
                zh="IS NOT NULL 是“不空”：杭州的全来了，空的一位也没有。",
                en="IS NOT NULL means “filled in”: all of Hangzhou comes in, and none of the empty ones.",
            ),
            lambda case: case["right"] | {"not_null"},
        ),
    ),
    hints=(
        say(
            zh="对每个条件问：空的那几位，结果是真、假，还是未知？",
            en="Ask of each condition: for those without a city, is it true, false or unknown?",
        ),
        say(
            zh="要么明写 IS NULL，要么先把空的换成别的再比较。",
            en="Either say IS NULL, or put something in place of the empty ones before comparing.",
        ),
    ),
    after=say(
        zh="写“不等于”的条件时，先数一数有几个空的，再决定它们归哪边。",
        en="Before you write “not equal”, count the empty ones and decide on which side they belong.",
    ),
)  # fmt: skip

# -- 3.15 analysis and report -----------------------------------------------------------------------------

WEEKS = 8


def _weeks(rng: np.random.Generator) -> dict[str, Any]:
    """Five figures of a weekly report with the eight weeks before; one is outside their range."""
    usual = {"money": 22000, "orders": 70, "lost": 3, "tickets_open": 8, "newcomers": 12}
    spread = {"money": 4500, "orders": 12, "lost": 2.4, "tickets_open": 3, "newcomers": 4}
    history = {
        name: np.maximum(0, np.round(level + spread[name] * rng.uniform(-1, 1, WEEKS))).astype(int)
        for name, level in usual.items()
    }
    history["money"] = np.round(history["money"], -1)
    low, high = ({name: int(f(weeks)) for name, weeks in history.items()} for f in (np.min, np.max))
    last = {name: int(weeks[-1]) for name, weeks in history.items()}
    now = {name: int(rng.integers(low[name], high[name] + 1)) for name in history}
    # Nothing but chance: few of them, and much money, both within what the weeks before have shown.
    last["lost"] = low["lost"] = int(rng.integers(0, 2))
    now["lost"] = high["lost"] = max(high["lost"], last["lost"] + 3)
    last["money"], now["money"] = (
        (low["money"], high["money"]) if rng.random() < 0.5 else (high["money"], low["money"])
    )
    real = str(rng.choice(["orders", "tickets_open", "newcomers"]))
    step = int(np.ceil(spread[real]))
    up = real == "tickets_open" or rng.random() < 0.4
    now[real] = high[real] + step if up else max(0, low[real] - step)
    last[real] = int(np.median(history[real]))
    table = pd.DataFrame({"figure": pd.Series(FIGURES), "low": low, "high": high, "last": last, "now": now})
    table = table.loc[list(rng.permutation(list(FIGURES)))].set_index(pd.RangeIndex(1, len(FIGURES) + 1))
    why = {
        f"why_{name}": say(
            zh="前{weeks}周在{low:,}到{high:,}之间，这一周{now:,}，{verdict}",
            en="between {low:,} and {high:,} in the {weeks} weeks before, {now:,} this week: {verdict}",
        ).format(
            weeks=WEEKS, low=low[name], high=high[name], now=now[name],
            verdict=say(zh="超出了平常的范围", en="outside the usual range")
            if name == real
            else say(zh="还在平常的范围里", en="within the usual range"),
        )
        for name in FIGURES
    }  # fmt: skip
    return {"table": table, "low": low, "high": high, "last": last, "now": now, **why}


FIGURES = {
    "money": say(zh="销售额（元）", en="sales (yuan)"),
    "orders": say(zh="订单数", en="number of orders"),
    "lost": say(zh="丢掉的销售机会", en="opportunities lost"),
    "tickets_open": say(zh="未解决的工单", en="open tickets"),
    "newcomers": say(zh="新注册的客户", en="newly registered customers"),
}


def _outside(case: dict[str, Any]) -> str:
    return next(name for name in FIGURES if not case["low"][name] <= case["now"][name] <= case["high"][name])


def _largest_share(case: dict[str, Any]) -> str:
    return max(
        FIGURES, key=lambda name: abs(case["now"][name] - case["last"][name]) / max(case["last"][name], 0.5)
    )


def _largest_step(case: dict[str, Any]) -> str:
    return max(FIGURES, key=lambda name: abs(case["now"][name] - case["last"][name]))


CHANGED = ChooseOne(
    id="03_06.12",
    concept="3.15",
    title=say(zh="周报里先追问哪一个数", en="Which figure of the week is to be followed up first?"),
    prompt=say(
        zh="一家店的周报（虚构）：每个数都列出前八周里最少和最多是多少（上一周也在八周里）、上一周和这一周。经理只有时间追问一个。规矩：先追问超出前八周范围的。问哪一个？",
        en="The weekly report of a shop (made up): for each figure the least and the most of the eight weeks before (last week is one of them), last week, and this week. The manager has time to follow up one. The rule: first the one outside the range of the eight weeks before. Which one?",
    ),
    case=_weeks,
    show={
        "figure": say(zh="数", en="figure"),
        "low": say(zh="前八周最少", en="least in eight weeks"),
        "high": say(zh="前八周最多", en="most in eight weeks"),
        "last": say(zh="上一周", en="last week"),
        "now": say(zh="这一周", en="this week"),
    },
    options=FIGURES,
    because={name: Text(zh=f"{{why_{name}}}", en=f"{{why_{name}}}") for name in FIGURES},
    answer=_outside,
    misconceptions=(
        Misconception(
            "largest_per_cent",
            say(
                zh="挑了百分比变得最多的。基数小，一两个就是百分之几百；前八周里它也到过这么多。",
                en="The largest change in per cent was chosen. On a small base one or two make hundreds of per cent; it has been there in the eight weeks before.",
            ),
            _largest_share,
        ),
        Misconception(
            "largest_number",
            say(
                zh="挑了数目变得最大的。销售额以元计，数目总是最大；要和它自己平常的上下比。",
                en="The largest change in number was chosen. Sales are in yuan and always change most; compare with how far they usually go up and down.",
            ),
            _largest_step,
        ),
    ),
    hints=(
        say(zh="每一行只看：这一周在最少和最多之间吗？", en="Look at each row: is this week between least and most?"),
        say(zh="只有一行在范围以外，增减多少个百分点都不用算。", en="One row only is outside; you need no percentages."),
    ),
    after=say(
        zh="超出范围是追问的理由，不是出了事的证明：报告里有五个数，碰巧也常有一个超出前八周。先问为什么，再看后面几周。",
        en="To be outside is a reason to ask, not a proof: with five figures one is often outside the eight weeks before by chance alone. Ask why, and look at the weeks that follow.",
    ),
)  # fmt: skip

REBATE = 2


def _tagged(rng: np.random.Generator) -> dict[str, Any]:
    """Four organisations with orders and tags: one without a tag, one with one, two with several."""
    ids = [f"S{n:04d}" for n in sorted(rng.choice(np.arange(100, 999), 4, replace=False))]
    tags = dict(zip(ids, (int(n) for n in rng.permutation([0, 1, 2, 3])), strict=True))
    orders = {who: [int(x) * 100 for x in rng.integers(8, 60, int(rng.integers(1, 4)))] for who in ids}
    money = {who: sum(amounts) for who, amounts in orders.items()}
    table = pd.DataFrame(
        {
            "customer_id": ids,
            "orders": [len(orders[who]) for who in ids],
            "money": [money[who] for who in ids],
            "tags": [tags[who] for who in ids],
        },
    ).set_index("customer_id")
    joined = sum(money[who] * tags[who] for who in ids)
    return {
        "table": table, "rebate": REBATE, "right": sum(money.values()), "joined": joined,
        "kept": joined + sum(money[who] for who in ids if tags[who] == 0),
        "sums": " + ".join(f"{money[who]:,} × {tags[who]}" for who in ids),
    }  # fmt: skip


JOINED_SUM = Number(
    id="03_06.13",
    concept="3.15",
    title=say(zh="连上标签表以后，返利报成多少", en="What rebate does the report show with the tags joined?"),
    prompt=say(
        zh="季报要给机构客户按采购额返{rebate}%（虚构）。有人写的SQL是：\n"
        "SELECT SUM(o.amount) FROM orders AS o JOIN tags AS t ON t.customer_id = o.customer_id\n"
        "四家客户的订单数、采购额和标签数如表（各家的标签互不相同，一个标签一行）。照这句SQL的结果算，返利一共是多少元？",
        en="The quarterly report gives organisations a rebate of {rebate}% of what they bought (made up). Somebody wrote the SQL:\n"
        "SELECT SUM(o.amount) FROM orders AS o JOIN tags AS t ON t.customer_id = o.customer_id\n"
        "The table has the orders, the money and the number of tags of the four customers (one row per tag in tags). What is the total rebate, in yuan, worked out from the result of this SQL?",
    ),
    case=_tagged,
    show={
        "orders": say(zh="订单数", en="number of orders"),
        "money": say(zh="采购额（元）", en="bought (yuan)"),
        "tags": say(zh="标签数", en="number of tags"),
    },
    compute=lambda case: case["joined"] * REBATE / 100,
    unit=say(zh="元", en="yuan"),
    tolerance=0.5,
    working=say(
        zh="{sums} = {joined:,}元，乘以{rebate}%；真正的采购额是{right:,}元",
        en="{sums} = {joined:,} yuan, times {rebate}%; what was really bought is {right:,} yuan",
    ),
    misconceptions=(
        Misconception(
            "join_changes_nothing",
            say(
                zh="那是正确的返利。可是连上标签以后，一张订单和几个标签相配就出现几行，求和就加几遍。",
                en="That is the true rebate. Once the tags are joined an order stands on a row for each tag, and the sum takes it as often.",
            ),
            lambda case: case["right"] * REBATE / 100,
        ),
        Misconception(
            "untagged_kept",
            say(
                zh="没有标签的那家也算进去了。JOIN 只留两边都有的：没有标签的整个消失。",
                en="The customer without a tag was counted. JOIN keeps only what both sides have: no tag, no row.",
            ),
            lambda case: case["kept"] * REBATE / 100,
        ),
        Misconception(
            "sum_for_rebate",
            say(
                zh="那是SQL给出的总额，还要乘以2%。",
                en="That is the sum that the SQL gives; the rebate is 2% of it.",
            ),
            lambda case: float(case["joined"]),
        ),
    ),
    hints=(
        say(
            zh="一位客户的一张订单，连上标签以后有几行？没有标签的呢？",
            en="How many rows does one order have after the join? And without any tag?",
        ),
        say(
            zh="每家的采购额乘以标签数，加起来，再乘以2%。",
            en="Multiply each customer's money by the number of tags, add up, take 2%.",
        ),
    ),
    after=say(
        zh="求和之前，每张订单只能有一行；要按标签挑人，用 WHERE customer_id IN (SELECT …)。",
        en="Before you add up, each order must stand on one row; to choose by tag, use WHERE customer_id IN (SELECT …).",
    ),
)  # fmt: skip

QUERIES = [SQL, EMPTY]
REPORTS = [CHANGED, JOINED_SUM]
