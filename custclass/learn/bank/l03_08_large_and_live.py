"""Exercises of lesson 03_08: sessions and interests, next-product lists judged in money, live classes, AI."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.act.recommend import next_products
from custclass.classify.catalogue import schemes
from custclass.classify.conditions import at_least, below, between
from custclass.classify.scheme import Class, Measure, Scheme
from custclass.data.measures import measure_customers
from custclass.data.tables import load
from custclass.learn.bank.pools import headings
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
from custclass.show.barcharts import bars
from custclass.show.numbers import number, percent
from custclass.show.say import Text, say

# -- from events to interests -------------------------------------------------------------------------


def _log(rng: np.random.Generator) -> dict[str, Any]:
    """A made-up log of eight customers over three days, out of order; some pauses are exactly the gap."""
    gap = int(rng.choice([20, 25, 40]))
    rows = []
    for k in range(8):
        time = pd.Timestamp("2025-12-01 10:00") + pd.Timedelta(minutes=int(rng.integers(0, 300)))
        for _ in range(int(rng.integers(6, 12))):
            rows.append((f"K{k + 1}", time, str(rng.choice(["view", "view", "search", "cart"]))))
            pause = rng.choice([1, 3, 8, gap - 5, gap, gap + 5, 3 * gap, 1440])
            time += pd.Timedelta(minutes=int(pause))
    table = pd.DataFrame(rows, columns=["customer_id", "time", "kind"])
    table = table.iloc[rng.permutation(len(table))].reset_index(drop=True)
    table.index = pd.Index([f"E{n:02d}" for n in range(1, len(table) + 1)], name="event")
    return {"table": table, "gap": gap}


def _visits(case: dict[str, Any], gap: float | None = None) -> pd.Series:
    log = case["table"].sort_values("time")
    pause = log.groupby("customer_id")["time"].diff().dt.total_seconds() / 60
    long = pause > (case["gap"] if gap is None else gap)
    return (long.groupby(log["customer_id"]).sum() + 1).rename("sessions")


def _visit_reason(row: pd.Series, case: dict[str, Any]) -> Text:
    times = case["table"].loc[case["table"]["customer_id"] == row.name, "time"].sort_values()
    pauses = times.diff().dt.total_seconds().dropna() / 60
    long = int((pauses > case["gap"]).sum())
    return say(
        zh="按时间排好，有{long}次停顿超过{gap}分钟（正好{gap}分钟的不算），所以是{n}次访问",
        en="pauses longer than {gap} minutes, in order of time: {long} (one of exactly {gap} does not count); so the number of sessions is {n}",
    ).format(long=long, gap=case["gap"], n=long + 1)


SESSIONS = Table(
    id="03_08.1",
    concept="3.20",
    title=say(zh="用代码数访问", en="Count sessions by code"),
    prompt=say(
        zh="e.items 是八位客户的事件（虚构），没有按时间排序。同一位客户停顿超过{gap}分钟，就算新的一次访问；正好{gap}分钟，还是同一次。"
        "每位客户有几次访问？交一个以 customer_id 为索引的 Series。",
        en="e.items holds the events of eight customers (made up), in no order. A pause of more than {gap} minutes of a customer starts a new session; exactly {gap} minutes does not. "
        "How many sessions has each customer? Hand in a Series indexed by customer_id.",
    ),
    case=_log,
    show=headings("customer_id", time=say(zh="时间（time）", en="time"), kind=say(zh="做了什么（kind）", en="kind of event")),
    values={"kind": {"view": say(zh="看", en="view"), "search": say(zh="搜", en="search"), "cart": say(zh="加购物车", en="into the cart")}},
    compute=_visits,
    reason=_visit_reason,
    misconceptions=(
        Misconception(
            "the_gap_itself_ends_it",
            say(
                zh="正好等于界线的停顿也断开了。题目说的是“超过”，正好相等还是同一次。",
                en="You cut at pauses of exactly the boundary as well. It takes more than that; an equal pause stays within.",
            ),
            lambda case: _visits(case, case["gap"] - 0.01),
        ),
        Misconception(
            "days_for_sessions",
            say(
                zh="数的是来过几天。一天可以有几次访问。",
                en="You counted days. A day may hold several sessions.",
            ),
            lambda case: case["table"].groupby("customer_id")["time"].agg(lambda t: t.dt.date.nunique()),
        ),
        Misconception(
            "always_thirty",
            say(
                zh="用的是30分钟的界线。这里的界线不是30：gap_minutes 不写，就是30。",
                en="You cut at 30 minutes. Here it is another boundary: without gap_minutes it is 30.",
            ),
            lambda case: _visits(case, 30),
        ),
        Misconception(
            "pauses_for_sessions",
            say(
                zh="数的是长停顿，每位少了一次：停顿前后各是一次访问，一次停顿隔开两次访问。",
                en="You counted the long pauses, one too few each: one pause parts two sessions.",
            ),
            lambda case: _visits(case) - 1,
        ),
    ),
    hints=(
        say(
            zh="课文里的 cc.behaviour.sessions(e.items, gap_minutes=…) 一行是一次访问。",
            en="cc.behaviour.sessions(e.items, gap_minutes=...) of the lesson gives a row a session.",
        ),
        say(
            zh='再按客户数行数：.groupby("customer_id").size()。',
            en='Then count the rows of each customer: .groupby("customer_id").size().',
        ),
    ),
    after=say(zh="访问的界线要连“正好相等”一起说清。", en="The boundary of a session includes what happens at exactly the boundary."),
)  # fmt: skip


def _attention(rng: np.random.Generator) -> dict[str, Any]:
    half = int(rng.choice([15, 20, 30]))
    table = pd.DataFrame(
        {
            "category": ["tea", "tea", "home", "home"],
            "events": [int(rng.integers(8, 15)), int(rng.integers(1, 4)), int(rng.integers(2, 6)), int(rng.integers(2, 5))],
            "weight": [1, 4, 1, 4],
            "age": [half * 3, half * 2, half, 0],
        },
        index=pd.Index(["1", "2", "3", "4"], name="row"),
    )  # fmt: skip
    return {"table": table, "half": half}


def _home_share(case: dict[str, Any], weighted: bool = True, forgets: str = "half") -> float:
    table = case["table"]
    worth = table["events"] * (table["weight"] if weighted else 1.0)
    if forgets == "half":
        worth = worth * 0.5 ** (table["age"] / case["half"])
    elif forgets == "line":
        worth = worth * (1 - table["age"] / (2 * case["half"])).clip(lower=0)
    return float(100 * worth[table["category"] == "home"].sum() / worth.sum())


INTEREST = Number(
    id="03_08.2",
    concept="3.20",
    title=say(zh="家居占了多少兴趣", en="How much of the interest is home goods?"),
    prompt=say(
        zh="一位客户的事件（虚构）：每行是同一品类、同一权重、同一天的若干次。每次先算它的权重，每过{half}天（半衰期）只算一半。家居占全部兴趣的百分之几？",
        en="One customer's events (made up): each row holds some of the same category, weight and day. Each event counts its weight, and half as much for every {half} days (the half-life) of its age. What per cent of the whole interest is home goods?",
    ),
    case=_attention,
    show={
        "category": say(zh="品类", en="category"),
        "events": say(zh="次数", en="events"),
        "weight": say(zh="每次的权重", en="weight of each"),
        "age": say(zh="多少天以前", en="days ago"),
    },
    values={"category": {"tea": say(zh="茶叶", en="tea"), "home": say(zh="家居", en="home goods")}},
    compute=_home_share,
    unit=say(zh="%", en="%"),
    tolerance=0.6,
    working=say(
        zh="每行：次数 × 权重，每过{half}天减半；家居两行之和，除以四行之和",
        en="each row: events × weight, halved for every {half} days; the two rows of home goods, divided by all four",
    ),
    misconceptions=(
        Misconception(
            "nothing_forgotten",
            say(zh="没有打折：很久以前的看，和今天的看算得一样多。", en="Nothing was halved: a view of long ago counted as much as today's."),
            lambda case: _home_share(case, forgets="no"),
        ),
        Misconception(
            "gone_after_two",
            say(
                zh="把半衰期当成了直线：过两个半衰期就归零。其实是一半的一半，四分之一。",
                en="You let interest fall in a straight line to 0 after two half-lives. Half of a half is a quarter.",
            ),
            lambda case: _home_share(case, forgets="line"),
        ),
        Misconception(
            "no_weights",
            say(zh="没有用权重：加购物车和看一眼算得一样多。", en="The weights were left out: a cart counted as much as a glance."),
            lambda case: _home_share(case, weighted=False),
        ),
    ),
    hints=(
        say(zh="先算每行的分：次数 × 权重，过一个半衰期除以2，过两个除以4，过三个除以8。", en="Each row first: events × weight, divided by 2 after one half-life, by 4 after two, by 8 after three."),
        say(zh="家居两行的分相加，除以四行的和，再乘以100。", en="Add the two rows of home goods, divide by the sum of all four, times 100."),
    ),
    after=say(zh="同样的事件，忘得快慢不同，兴趣就不同：半衰期要写出来。", en="The same events, forgotten faster or slower, are other interests: write the half-life down."),
)  # fmt: skip


def _phases(rng: np.random.Generator) -> dict[str, Any]:
    """Tea a while ago, home goods lately: which half-lives see the change and still have evidence?"""
    case = {
        "tea": int(rng.integers(60, 90)), "tea_age": int(rng.integers(85, 110)),
        "home": int(rng.integers(14, 20)), "home_age": int(rng.integers(12, 18)),
    }  # fmt: skip
    good = [h for h in range(2, 181, 2) if _seen(h, case)[0] >= 0.6]
    longest = good[-1]
    return {**case, "evidence": int(_seen(longest - 8, case)[1])}


def _seen(half: float, case: Mapping[str, Any]) -> tuple[float, float]:
    """Share of home goods, and the evidence, with this half-life."""
    tea, home = (case[name] * 0.5 ** (case[name + "_age"] / half) for name in ("tea", "home"))
    return home / (tea + home), tea + home


def _down(value: float, digits: int) -> float:
    """Rounded down, so that what is just below the goal does not read as the goal."""
    return float(np.floor(value * 10**digits) / 10**digits)


def _fits(half: float, case: Mapping[str, Any]) -> bool:
    share, evidence = _seen(half, case)
    return share >= 0.6 and evidence >= case["evidence"]


def _half_life_lacks(values: Mapping[str, float], case: dict[str, Any]) -> Text | None:
    share, evidence = _seen(values["half"], case)
    if share < 0.6:
        return say(
            zh="家居只占{share}，要60%以上：旧的茶叶忘得太慢", en="home goods hold {share}, it takes 60%: the old tea is forgotten too slowly"
        ).format(share=percent(_down(share, 3)))  # fmt: skip
    if evidence < case["evidence"]:
        return say(
            zh="证据只有{got}，要{goal}以上：忘得太快，看几眼就能翻盘", en="the evidence is {got}, it takes {goal}: too much is forgotten, a few glances could turn it"
        ).format(got=number(_down(evidence, 1), 1), goal=case["evidence"])  # fmt: skip
    return None


def _half_life_picture(values: Mapping[str, float], case: dict[str, Any]) -> Any:
    share, evidence = _seen(values["half"], case)
    share = _down(share, 3)
    title = say(
        zh="半衰期{h:.0f}天，证据{got}（要{goal}）", en="half-life {h:.0f} days, evidence {got} (goal {goal})"
    ).format(h=values["half"], got=number(_down(evidence, 1), 1), goal=case["evidence"])
    names = {"home": say(zh="家居", en="home goods"), "tea": say(zh="茶叶", en="tea")}
    return bars({"home": share, "tea": 1 - share}, names=names, order=list(names), unit="%", label=say(zh="兴趣", en="interest"), title=title)  # fmt: skip


HALF_LIFE = Thresholds(
    id="03_08.3",
    concept="3.20",
    title=say(zh="忘得多快才好", en="How quickly to forget"),
    prompt=say(
        zh="一位客户（虚构）：{tea_age}天前看过{tea}次茶叶，{home_age}天前看过{home}次家居，每次权重1。选一个半衰期，使家居占兴趣的60%以上（含），而证据（打折以后的权重之和）还有{evidence}以上（含）。",
        en="One customer (made up) viewed tea {tea} times {tea_age} days ago and home goods {home} times {home_age} days ago; each view has weight 1. Choose a half-life so that home goods hold at least 60% of the interest while the evidence (the weights after halving, added up) is still at least {evidence}.",
    ),
    case=_phases,
    sliders={"half": Slider(say(zh="半衰期（天）", en="half-life (days)"), 2, 180, 2)},
    shortfall=_half_life_lacks,
    solve=lambda case: {"half": float(max(h for h in range(2, 181, 2) if _fits(h, case)))},
    picture=_half_life_picture,
    begin=lambda case: {"half": 120.0},
    misconceptions=(
        Misconception(
            "the_more_the_better",
            say(
                zh="什么都记着，旧的茶叶就一直压着最近的家居。",
                en="If nothing is forgotten, the old tea keeps the recent home goods down for ever.",
            ),
            lambda case: {"half": 180.0},
        ),
        Misconception(
            "only_the_latest",
            say(
                zh="忘得太快，剩下的证据太少，偶然看几眼就会改变结论。",
                en="Forgetting that fast leaves too little evidence: a few chance views would change the result.",
            ),
            lambda case: {"half": 4.0},
        ),
    ),
    hints=(
        say(zh="半衰期越短，家居的比例越高，证据越少。", en="The shorter the half-life, the larger the share of home goods and the smaller the evidence."),
        say(zh="从长往短拖，家居一到60%就停。", en="Come down from a long one and stop as soon as home goods reach 60%."),
    ),
    after=say(zh="半衰期是两头的取舍：跟得上变化，又不被偶然牵着走。", en="A half-life weighs two things: to follow a change, and not to follow chance."),
)  # fmt: skip

# -- next products ------------------------------------------------------------------------------------

CUTOFF = "2026-05-01"


@cache
def _baskets() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Baskets of the simulated mini-programme up to the cutoff, and the lists of 3 made from them."""
    baskets = load("shop_baskets")
    past = baskets[baskets["order_date"] < CUTOFF]
    return baskets, next_products(past, k=3)


def _listed(rng: np.random.Generator) -> dict[str, Any]:
    baskets, lists = _baskets()
    who = lists["customer_id"].unique()
    chosen = rng.choice(who, 14, replace=False)
    table = lists[lists["customer_id"].isin(chosen)].reset_index(drop=True)
    later = baskets[(baskets["order_date"] >= CUTOFF) & baskets["customer_id"].isin(chosen)]
    table.index = pd.Index([f"L{n:02d}" for n in range(1, len(table) + 1)], name="row")
    return {"table": table, "later": later[["customer_id", "item"]].reset_index(drop=True)}


def _hit(case: dict[str, Any]) -> pd.Series:
    bought = set(zip(case["later"]["customer_id"], case["later"]["item"], strict=True))
    table = case["table"]
    found = dict.fromkeys(table["customer_id"], False)
    for who, item in zip(table["customer_id"], table["item"], strict=True):
        found[who] = found[who] or (who, item) in bought
    return pd.Series(found, name="hit").rename_axis("customer_id")


def _hit_reason(row: pd.Series, case: dict[str, Any]) -> Text:
    listed = case["table"].loc[case["table"]["customer_id"] == row.name, "item"]
    later = case["later"].loc[case["later"]["customer_id"] == row.name, "item"]
    both = sorted(set(listed) & set(later))
    if both:
        return say(
            zh="后来买了名单上的{item}：命中（True）", en="later bought {item} of the list: a hit (True)"
        ).format(item=both[0])
    if later.empty:
        return say(
            zh="后来什么也没买：没中（False），也要列出来",
            en="bought nothing later: a miss (False), and still listed",
        ).format()
    return say(
        zh="后来买的{n}行里没有名单上的商品：没中（False）", en="rows bought later: {n}, none of them on the list: a miss (False)"
    ).format(n=len(later))  # fmt: skip


HITS = Table(
    id="03_08.4",
    concept="3.23",
    title=say(zh="用代码看谁命中了", en="Whose list was a hit, by code"),
    prompt=say(
        zh='e.items 是14位客户的“下一件”名单（模拟数据，每位3件，4月底做的）；e.case["later"] 是他们5月和6月买的商品（customer_id、item）。名单上至少一件后来买了，就是命中。'
        "14位每位一个值，命中 True，没中 False；后来没有来的，也算没中。交一个以 customer_id 为索引的 Series。",
        en='e.items holds the next-product lists of 14 customers (simulated data, 3 items each, made at the end of April); e.case["later"] what they bought in May and June (customer_id, item). A hit: at least one listed item was bought later. '
        "One value for each of the 14, True for a hit, False for a miss; who did not come is a miss. Hand in a Series indexed by customer_id.",
    ),
    case=_listed,
    show=headings("customer_id", rank=say(zh="名次（rank）", en="rank"), item=say(zh="商品（item）", en="item")),
    compute=_hit,
    reason=_hit_reason,
    misconceptions=(
        Misconception(
            "came_is_a_hit",
            say(
                zh="后来来过就算命中了。要买的是名单上的商品。",
                en="You called everybody who came a hit. What counts is an item of the list.",
            ),
            lambda case: pd.Series(_hit(case).index.isin(case["later"]["customer_id"]), index=_hit(case).index),
        ),
        Misconception(
            "stayed_away_left_out",
            say(
                zh="后来没有来的客户不见了。事先不知道谁会来，所以他们也要算，记为没中。",
                en="Customers who did not come are gone. Nobody knows beforehand who will come, so they count, as misses.",
            ),
            lambda case: _hit(case)[lambda hit: hit.index.isin(case["later"]["customer_id"])],
        ),
        Misconception(
            "first_place_only",
            say(
                zh="只看了第1名。三件里任何一件后来买了，就是命中。",
                en="You looked at rank 1 only. Any of the three will do.",
            ),
            lambda case: _hit({**case, "table": case["table"][case["table"]["rank"] == 1]}),
        ),
    ),
    hints=(
        say(
            zh='先找出后来买了的名单行：came = e.items.merge(e.case["later"])。',
            en='First the listed rows that were bought: came = e.items.merge(e.case["later"]).',
        ),
        say(
            zh='再对每位客户问：编号在不在 came 里？who = e.items["customer_id"].unique()，pd.Series(who, index=who).isin(came["customer_id"])。',
            en='Then ask of each customer whether they occur in it: who = e.items["customer_id"].unique() and pd.Series(who, index=who).isin(came["customer_id"]).',
        ),
    ),
    after=say(zh="名单用以前的数据做，用后来的购买考，没来的人也算在内。", en="Make lists from the past, examine them on what came later, and count those who stayed away."),
)  # fmt: skip


def _offers(rng: np.random.Generator) -> dict[str, Any]:
    """Two lists against the best-sellers after a test by lot: one adds for sure but little, one may add nothing."""
    role = str(rng.choice(["pays", "costs", "unclear"]))
    people = int(rng.choice([8_000, 10_000, 12_000]))
    margin = int(rng.choice([20, 25, 30]))
    low, high = {
        "pays": (rng.uniform(1.4, 1.8), rng.uniform(3.2, 3.8)),
        "costs": (rng.uniform(0.2, 0.4), rng.uniform(0.7, 0.9)),
        "unclear": (rng.uniform(-1.6, -0.8), rng.uniform(2.4, 3.2)),
    }[role]
    low, high = round(float(low), 1), round(float(high), 1)
    fee = int(people * margin * 0.01 // 100 * 100)
    return {
        "role": role, "people": people, "margin": margin, "fee": fee, "low": f"{low:+.1f}".replace("-", "−"), "high": f"{high:+.1f}",
        "hit": int(rng.integers(44, 54)), "base": int(rng.integers(30, 38)),
        "low_money": round(people * low / 100 * margin), "high_money": round(people * high / 100 * margin),
    }  # fmt: skip


CONTRACT = ChooseOne(
    id="03_08.5",
    concept="3.23",
    title=say(zh="名单买不买", en="Buy the lists or not?"),
    prompt=say(
        zh="软件公司的个人名单，每次活动{fee}元（数字虚构）。用过去的数据检验，命中率{hit}%，畅销榜{base}%。后来抽签试了一次：一半客户看个人名单，一半看畅销榜；"
        "看个人名单的，购买率高{low}到{high}个百分点（95%区间）。下次活动有{people:,}位客户，每多一位买家留下毛利{margin}元。怎么办？",
        en="Personal lists of a software firm cost {fee} yuan a campaign (figures made up). On past data they hit {hit}%, the best-seller list {base}%. Then came a test by lot: half of the customers saw personal lists, half the best-sellers; "
        "the share who bought was higher with personal lists by {low} to {high} points (95% interval). The next campaign has {people:,} customers; each additional buyer leaves a margin of {margin} yuan. What to do?",
    ),
    case=_offers,
    options={
        "pays": say(zh="买：多带来的毛利，区间的两头都高于费用", en="buy: the added margin is above the fee at both ends of the interval"),
        "costs": say(zh="不买：有提高，但多带来的毛利，区间的两头都低于费用", en="do not buy: there is a gain, but the added margin is below the fee at both ends"),
        "unclear": say(zh="先不买，扩大试验：还说不出有没有提高", en="not yet, run a larger test: it cannot be said that there is a gain at all"),
        "hits": say(zh="买：命中率比畅销榜高得多", en="buy: the hit rate is far above that of the best-sellers"),
    },
    because={
        "pays": say(zh="多带来的毛利在{low_money:,}到{high_money:,}元之间，费用{fee:,}元", en="the added margin is between {low_money:,} and {high_money:,} yuan, the fee {fee:,} yuan"),
        "costs": say(zh="多带来的毛利在{low_money:,}到{high_money:,}元之间，费用{fee:,}元", en="the added margin is between {low_money:,} and {high_money:,} yuan, the fee {fee:,} yuan"),
        "unclear": say(zh="区间从{low}到{high}个百分点，含0就还说不出有没有提高，不含0就说得出", en="the interval runs from {low} to {high} points: if it holds 0 a gain cannot be claimed, otherwise it can"),
        "hits": say(zh="命中的东西不推荐也可能买；带来多少，只有抽签试验说得出", en="hits may be bought without any list; what the list adds, only the test by lot can tell"),
    },
    answer=lambda case: case["role"],
    misconceptions=(
        Misconception(
            "hit_is_effect",
            say(
                zh="把命中率当成了效果。命中只说猜得准，带来多少看抽签试验。",
                en="You took the hit rate for the effect. It says that the list guesses well; what it adds is in the test.",
            ),
            "hits",
        ),
        Misconception(
            "gain_whatever_it_costs",
            say(
                zh="没有把区间的两头换成钱，与费用比。",
                en="Turn both ends of the interval into money and compare them with the fee.",
            ),
            lambda case: "pays" if case["role"] != "pays" else "costs",
        ),
        Misconception(
            "zero_overlooked",
            say(
                zh="看一看区间里有没有0，再决定要不要扩大试验。",
                en="See whether the interval holds 0 before you decide about a larger test.",
            ),
            lambda case: "unclear" if case["role"] != "unclear" else "costs",
        ),
    ),
    hints=(
        say(zh="先看区间含不含0；不含，再把两头换成钱。", en="First: does the interval hold 0? If not, turn both ends into money."),
        say(zh="多带来的毛利 = 客户数 × 百分点 ÷ 100 × 每位买家的毛利；与费用比。", en="Added margin = customers × points ÷ 100 × margin of a buyer; compare with the fee."),
    ),
    after=say(zh="先问有没有提高，再问提高值不值这个价。", en="First ask whether there is a gain, then whether it is worth its price."),
)  # fmt: skip


def _lot(rng: np.random.Generator) -> dict[str, Any]:
    base = int(rng.integers(6, 11))
    return {
        "people": int(rng.choice([4_000, 5_000, 6_000, 8_000])),
        "own": base + int(rng.integers(2, 5)),
        "best": base,
        "margin": int(rng.choice([18, 24, 30])),
        "fee": int(rng.choice([600, 800, 1_000])),
    }


def _added(case: dict[str, Any]) -> float:
    return case["people"] * (case["own"] - case["best"]) / 100 * case["margin"] - case["fee"]


ADDED = Number(
    id="03_08.6",
    concept="3.23",
    title=say(zh="名单多带来多少利润", en="What profit do the lists add?"),
    prompt=say(
        zh="抽签试验（数字虚构）：看个人名单的客户{own}%买了，看畅销榜的{best}%买了。下次活动有{people:,}位客户，每位买家留下毛利{margin}元；个人名单的费用是{fee}元，畅销榜不花钱。"
        "假设差距不变，用个人名单代替畅销榜，多带来多少元利润？",
        en="A test by lot (figures made up): {own}% of those who saw personal lists bought, {best}% of those who saw the best-sellers. The next campaign has {people:,} customers; a buyer leaves a margin of {margin} yuan; personal lists cost {fee} yuan, the best-seller list nothing. "
        "If the difference stays the same, what profit in yuan do personal lists add over the best-sellers?",
    ),
    case=_lot,
    compute=_added,
    unit=say(zh="元", en="yuan"),
    tolerance=1,
    working=say(
        zh="{people:,}位 ×（{own}% − {best}%）× {margin}元 − {fee:,}元",
        en="{people:,} customers × ({own}% − {best}%) × {margin} yuan − {fee:,} yuan",
    ),
    misconceptions=(
        Misconception(
            "all_buyers_counted",
            say(
                zh="把看名单的买家全算成名单带来的。看畅销榜的也有人买，要减掉。",
                en="You credited all buyers to the lists. Some buy with the best-sellers as well: subtract them.",
            ),
            lambda case: case["people"] * case["own"] / 100 * case["margin"] - case["fee"],
        ),
        Misconception(
            "fee_forgotten",
            say(zh="忘了减名单的费用。", en="The fee was not taken off."),
            lambda case: _added(case) + case["fee"],
        ),
        Misconception(
            "per_cent_of_per_cent",
            say(
                zh="用了相对的提高（多了百分之几）。这里要的是两个比例的差，即百分点。",
                en="You took the relative rise. What is wanted is the difference of the two shares, in points.",
            ),
            lambda case: case["people"] * (case["own"] / case["best"] - 1) * case["margin"] - case["fee"],
        ),
    ),
    hints=(
        say(zh="多出来的买家 = 客户数 × 两个比例之差。", en="Additional buyers = customers × the difference of the two shares."),
        say(zh="乘以每位买家的毛利，再减去费用。", en="Times the margin of a buyer, less the fee."),
    ),
    after=say(zh="对手是畅销榜，不是“什么都不给”：为差距付钱。", en="The rival is the best-seller list, not an empty page: pay for the difference."),
)  # fmt: skip

# -- large and live -----------------------------------------------------------------------------------


# The rules of the activity on a measure of its own: whoever forgets the 31 days finds no silence in the table.
LATER = Scheme(
    "activity_later",
    schemes["activity"].title,
    measures=[
        Measure(
            "silence_later",
            "real",
            low=0,
            label=say(zh="12月31日的沉默时长", en="silence on 31 December"),
            unit=say(zh="个购买间隔", en="gaps"),
        )
    ],
    classes=[
        Class("active", schemes["activity"].label("active"), {"silence_later": below(2)}),
        Class("dormant", schemes["activity"].label("dormant"), {"silence_later": between(2, 4)}),
        Class("lost", schemes["activity"].label("lost"), {"silence_later": at_least(4)}),
    ],
)


@cache
def _quiet() -> pd.DataFrame:
    """The simulated shop's customers without an order in December, as they were on 30 November."""
    orders = load("shop_orders")
    november, december = (
        measure_customers(orders, as_of=day, columns=["recency_days", "mean_gap_days"]).set_index("customer_id")
        for day in ("2025-11-30", "2025-12-31")
    )  # fmt: skip
    table = november.dropna()
    still = december["recency_days"].reindex(table.index) == table["recency_days"] + 31
    table = table[still & table["mean_gap_days"].ge(5)].round({"mean_gap_days": 1})
    later = ((table["recency_days"] + 31) / table["mean_gap_days"]).round(3)
    table = table.assign(silence_later=later)[
        ((later - 2).abs() > 0.05) & ((later - 4).abs() > 0.05) & (later < 12)
    ]
    moved = LATER.classify(table) != _november(table)
    # As many who moved as who did not, so that a draw has both.
    return pd.concat([table[moved], table[~moved].iloc[: int(moved.sum())]])


def _november(items: pd.DataFrame, more_gaps: float = 0) -> pd.Series:
    silence = items["recency_days"] / items["mean_gap_days"] + more_gaps
    return LATER.classify(items.assign(silence_later=silence))


def _one_step(items: pd.DataFrame) -> pd.Series:
    """Everybody moves one class down."""
    return _november(items).map({"active": "dormant", "dormant": "lost", "lost": "lost"})


SILENCE = Assign(
    id="03_08.7",
    concept="3.21",
    title=say(zh="一单没下，类别变了吗", en="No order: did the class change?"),
    prompt=say(
        zh="模拟网店的客户，12月（31天）一单没下。表里是2025年11月30日那天的数。到12月31日，各是哪一类？沉默时长 = 最近一次购买间隔 ÷ 平均购买间隔；"
        "不到2是活跃客户，2以上（含）不到4是沉睡客户，4以上（含）是流失客户。",
        en="Customers of the simulated shop who ordered nothing in December (31 days). The figures are those of 30 November 2025. Which class is each in on 31 December? Silence = recency ÷ mean gap; "
        "below 2 is an active customer, 2 to below 4 a dormant customer, 4 and more a lost customer.",
    ),
    pool=_quiet,
    scheme=LATER,
    show={
        "recency_days": say(zh="11月30日：最近一次购买间隔（天）", en="30 November: recency (days)"),
        "mean_gap_days": say(zh="平均购买间隔（天）", en="mean gap between purchase days (days)"),
    },
    n=6,
    misconceptions=(
        Misconception(
            "no_order_no_change",
            say(
                zh="停在了11月30日的类别。没有订单，日期也在走：间隔要加31天。",
                en="You kept the classes of 30 November. The date moves on without orders: add 31 days to the recency.",
            ),
            _november,
        ),
        Misconception(
            "all_one_down",
            say(
                zh="把每位客户都往下移了一类。31天对买得勤的人很长，对买得少的人不算什么：要除以各自的间隔。",
                en="You moved everybody one class down. 31 days are long for a frequent buyer and little for another: divide by their own gap.",
            ),
            _one_step,
        ),
        Misconception(
            "a_month_is_a_gap",
            say(
                zh="把一个月当成每位客户的一个购买间隔。各人的间隔不同，31天要除以各自的平均购买间隔。",
                en="You took the month for one gap of everybody. Divide the 31 days by each customer's own mean gap.",
            ),
            lambda items: _november(items, more_gaps=1),
        ),
    ),
    hints=(
        say(zh="先把31天加到最近一次购买间隔上，再除以平均购买间隔。", en="Add 31 days to the recency, then divide by the mean gap."),
        say(zh="例如间隔40天、平均20天：（40 + 31）÷ 20 = 3.55，是沉睡客户。", en="For example recency 40, mean gap 20: (40 + 31) ÷ 20 = 3.55, a dormant customer."),
    ),
    after=say(zh="没有消息也是消息：每天都要把日期往前走一天。", en="No news is news: move the date on every day."),
)  # fmt: skip

MACHINE = Match(
    id="03_08.8",
    concept="3.21",
    title=say(zh="交给语言模型的六件事", en="Six tasks for a language model"),
    prompt=say(
        zh="店里想把六件事交给一个外部的大语言模型（虚构）。每件事该怎么办？",
        en="A shop wants to hand six tasks to an outside language model (made up). What should be done with each?",
    ),
    situations={
        "letters": say(zh="给沉睡客户起草三种挽回信，店员挑一种、改好再发", en="Draft three win-back letters for dormant customers; a member of staff picks and edits one before it goes out"),
        "answers": say(zh="给500条自由回答归类；没有编号和人名，店员先分了100条作比较", en="Sort 500 free answers without ids or names; staff sorted 100 first to compare"),
        "credit": say(zh="根据聊天记录，自动决定谁不能赊账，当场告诉客户", en="Decide from the chat who gets no credit, and tell the customer at once"),
        "refuse": say(zh="自动拒绝退货申请，不经过人", en="Refuse requests for returns by itself, no person involved"),
        "export": say(zh="上传整张客户表（姓名、电话、地址），请它写一份各类客户的人数小结", en="Upload the whole customer table (names, phones, addresses) for a summary of how many are in each class"),
        "names": say(zh="归类投诉原文，里面有客户的姓名和电话，还没有检查过", en="Sort complaints as they were written, with customers' names and phones in them, not yet looked through"),
    },
    actions={
        "do": say(zh="可以：有人核对", en="go ahead: a person checks"),
        "strip": say(zh="先去掉用不着的个人信息，再交出去", en="take out the personal data it does not need first"),
        "person": say(zh="不能由它单独决定：要有写明的规则和负责的人", en="not for it to decide alone: a written rule and a person who answers for it"),
    },
    pairs={"letters": "do", "answers": "do", "credit": "person", "refuse": "person", "export": "strip", "names": "strip"},
    because={
        "letters": say(zh="只是草稿，人挑、人改、人负责", en="it is a draft; a person picks it, edits it and answers for it"),
        "answers": say(zh="没有个人信息，又有100条可以算一致率", en="no personal data, and 100 answers to see how many agree"),
        "credit": say(zh="影响客户的权益，要有说得出的理由和找得到的人", en="it touches what the customer is due: that takes a reason that can be told and a person to turn to"),
        "refuse": say(zh="拒绝要有写明的规则，客户要能找到人", en="a refusal takes a written rule, and a person to turn to"),
        "export": say(zh="数人数只要类别一列，姓名、电话、地址都用不着", en="counting takes the class only, no names, phones or addresses"),
        "names": say(zh="归类用不着姓名和电话，先检查、去掉", en="sorting needs neither names nor phones: look through it and take them out"),
    },
    misconceptions=(
        Misconception(
            "machine_decides",
            say(
                zh="让机器单独决定了赊账或退货。它可以准备材料，决定的是人，依据的是写明的规则。",
                en="You let the machine decide about credit or returns alone. It may prepare; a person decides, by a written rule.",
            ),
            {"credit": "do", "refuse": "do"},
        ),
        Misconception(
            "data_as_they_are",
            say(
                zh="把姓名、电话原样交了出去。只给这件事用得着的列。",
                en="Names and phones were handed out as they are. Give only what the task needs.",
            ),
            {"export": "do", "names": "do"},
        ),
        Misconception(
            "nothing_allowed",
            say(
                zh="有人核对的草稿和归类是可以的，不必一概拒绝。",
                en="Drafts and sorting that a person checks are fine; there is no need to refuse everything.",
            ),
            {"letters": "person", "answers": "person"},
        ),
    ),
    hints=(
        say(zh="先问：里面有没有用不着的个人信息？再问：谁作决定？", en="Ask first: are there personal data that it does not need? Then: who decides?"),
        say(zh="三种办法各用两次。", en="Each of the three is used twice."),
    ),
    after=say(zh="起草和归类可以帮忙；决定和责任在人；个人信息先去掉。", en="It may draft and sort; people decide and answer for it; personal data come out first."),
)  # fmt: skip

MOVING = Several(
    id="03_08.9",
    concept="3.21",
    title=say(zh="表放不下，哪些话是对的", en="The table does not fit: what is true?"),
    prompt=say(
        zh="订单从1千万行涨到1亿行，客户还是100万位，机器的内存不变。一行就是一单，没有订单号。要的是每位客户的间隔、频率、金额和八类。哪几句是对的？",
        en="Orders grow from 10 million rows to 100 million; there are still 1 million customers, and the memory of the machine stays the same. A row is an order and has no order number. Wanted are recency, frequency, monetary value and the eight classes. Which statements are right?",
    ),
    options={
        "query": say(zh="可以把查询交给 measure_customers，不必先读成pandas表", en="A query can be handed to measure_customers; it need not be read into pandas first"),
        "people": say(zh="要记住的东西跟着客户数走，差不多还是那么多", en="What has to be kept follows the number of customers and stays about the same"),
        "same": say(zh="规则的写法不变；在pandas也放得下的表上，两种办法答案一样", en="The rules are written as before; on a table small enough for pandas both give the same"),
        "sample": say(zh="只能抽十分之一的订单来量，再把频率乘以10", en="Only a tenth of the orders can be measured, and frequencies multiplied by 10"),
        "ten": say(zh="内存要买到原来的10倍", en="Ten times the memory has to be bought"),
        "rewrite": say(zh="规则要用另一种语言重写", en="The rules have to be written again in another language"),
    },
    because={
        "query": say(zh="订单一边读一边累加，不用整张放进内存", en="orders are added up as they are read and need not be in memory all at once"),
        "people": say(zh="每位客户只留几个数，测出来1千万单257 MiB，1亿单247 MiB", en="a few figures are kept per customer; measured: 257 MiB with 10 million orders, 247 MiB with 100 million"),
        "same": say(zh="课文里10万单用两种办法算，一位不差", en="in the lesson both ways agreed to the last customer on 100,000 orders"),
        "sample": say(zh="用不着抽；而且抽订单常会丢掉最近的那一单，间隔就错了", en="there is no need; and dropping orders often loses the latest one, and recency is wrong then"),
        "ten": say(zh="内存跟着客户数走，客户没有变多", en="memory follows the customers, and there are no more of them"),
        "rewrite": say(zh="同一个 Scheme 可以用在pandas、DuckDB和Spark上", en="the same Scheme works on pandas, DuckDB and Spark"),
    },
    answer={"query", "people", "same"},
    misconceptions=(
        Misconception(
            "more_rows_more_memory",
            say(
                zh="以为订单多10倍，内存也要10倍。留在内存里的是客户，不是订单。",
                en="You thought ten times the orders take ten times the memory. What is kept are customers, not orders.",
            ),
            {"query", "same", "ten"},
        ),
        Misconception(
            "sampling_will_do",
            say(
                zh="抽订单会改变每位客户的间隔和频率。要抽，也是抽客户；这里用不着。",
                en="A sample of orders changes everybody's recency and frequency. If anything, sample customers; here there is no need.",
            ),
            {"query", "people", "same", "sample"},
        ),
        Misconception(
            "another_language",
            say(
                zh="规则不用重写：换的只是表从哪里来。",
                en="The rules are not written again: only where the table comes from changes.",
            ),
            {"query", "people", "rewrite"},
        ),
    ),
    hints=(
        say(zh="想一想：读过一单以后，还要记住它的什么？", en="Think: once an order has been read, what of it has to be kept?"),
        say(zh="对的有三句。", en="Three are right."),
    ),
    after=say(zh="大表不用大内存：一边读，一边累加。", en="A large table takes no large memory: read and add up."),
)  # fmt: skip

EXERCISES = [SESSIONS, INTEREST, HALF_LIFE, HITS, CONTRACT, ADDED, SILENCE, MACHINE, MOVING]
