"""Exercises of lesson 03_06: separate systems, the database, opportunities, tickets, tags, the weekly report."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.act.crm import PROMISES, STAGES, TAG_NAMES, shop_database, tickets, who_is_who
from custclass.classify.conditions import at_least, below, between
from custclass.classify.scheme import Class, Measure, Scheme
from custclass.data.tables import load
from custclass.learn.bank.crm_asking import QUERIES, REPORTS
from custclass.learn.bank.crm_matching import MATCHING
from custclass.learn.kinds import Assign, ChooseOne, Match, Misconception, Number, Table
from custclass.learn.question import Draw
from custclass.show.say import Text, say

# -- 3.13 opportunities -----------------------------------------------------------------------------------

OPEN_STAGES = ["new", "contacted", "quoted", "negotiating"]


def _pipeline(rng: np.random.Generator) -> pd.DataFrame:
    """A made-up pipeline: numbers and money of those that went on, were lost, are still in the stage.

    One stage loses many small ones, one few but large ones, in one most are still waiting; one is sound.
    """
    # Share of the decided that goes on, share of all that waits, size of a lost one against one that went on.
    kinds = [(0.50, 0.03, 0.8), (0.66, 0.05, 2.2), (0.82, 0.55, 1.0), (0.76, 0.06, 0.9)]
    entered, size, rows = int(rng.integers(240, 320)), int(rng.integers(18, 26)) * 100, []
    for kind in rng.permutation(4):
        share, waits, larger = (value * rng.uniform(0.95, 1.05) for value in kinds[kind])
        waiting = round(entered * waits)
        went_on = round((entered - waiting) * share)
        lost = entered - waiting - went_on
        money = [went_on * size, lost * size * larger, waiting * size]
        rows.append([entered, went_on, lost, waiting, *(round(float(m), -3) for m in money)])
        entered = went_on
    columns = ["entered", "went_on", "lost", "still_open", "money_went_on", "money_lost", "money_open"]
    return pd.DataFrame(rows, columns=columns, index=OPEN_STAGES).astype(int).rename_axis(None)


def _rates(table: pd.DataFrame) -> dict[str, pd.Series]:
    """The conversion rate of each stage, in per cent: of the decided money, of the decided, of all that entered."""
    return {
        "money": 100 * table["money_went_on"] / (table["money_went_on"] + table["money_lost"]),
        "number": 100 * table["went_on"] / (table["went_on"] + table["lost"]),
        "all": 100 * table["went_on"] / table["entered"],
    }


def _with_names(table: pd.DataFrame) -> pd.DataFrame:
    """The table with numbered rows and the stages in words."""
    stages = pd.Series([STAGES[stage] for stage in table.index], dtype=object)
    return table.reset_index(drop=True).assign(stage=stages).set_index(pd.RangeIndex(1, len(table) + 1))


def _leaking(rng: np.random.Generator) -> dict[str, Any]:
    """A pipeline in which money, number and the faulty rate each name another stage, by a clear distance."""
    while True:
        table = _pipeline(rng)
        rates = _rates(table)
        lowest = {str(rate.idxmin()) for rate in rates.values()}
        clear = all(np.diff(np.sort(rate.to_numpy())[:2])[0] > 2 for rate in rates.values())
        # Neither where most money is lost nor the lowest with the open money in the denominator is right.
        amounts = table[["money_went_on", "money_lost", "money_open"]].sum(axis=1)
        others = {table["money_lost"].idxmax(), (table["money_went_on"] / amounts).idxmin()}
        if len(lowest) == 3 and clear and rates["money"].idxmin() not in others:
            break
    why = {
        f"why_{stage}": say(
            zh="进到下一阶段{on:,}元，丢掉{lost:,}元，转化率{rate:.1f}%",
            en="{on:,} yuan went on and {lost:,} were lost: {rate:.1f}%",
        ).format(on=row["money_went_on"], lost=row["money_lost"], rate=rates["money"][stage])
        for stage, row in table.iterrows()
    }
    named = {f"lowest_{name}": str(rate.idxmin()) for name, rate in rates.items()}
    return {"table": _with_names(table), **named, **why}


SHOWN_STAGES = {
    "stage": say(zh="阶段", en="stage"),
    "went_on": say(zh="进到下一阶段（个）", en="went on"),
    "lost": say(zh="丢单（个）", en="lost"),
    "still_open": say(zh="还在这一阶段（个）", en="still in the stage"),
    "money_went_on": say(zh="进到下一阶段（元）", en="went on (yuan)"),
    "money_lost": say(zh="丢单（元）", en="lost (yuan)"),
    "money_open": say(zh="还在这一阶段（元）", en="still in the stage (yuan)"),
}

LEAK = ChooseOne(
    id="03_06.6",
    concept="3.13",
    title=say(zh="钱漏在哪一步", en="Where does the money leak?"),
    prompt=say(
        zh="一家店（虚构）要给销售办一次培训，只针对一个阶段：按金额算转化率最低的那个。转化率 = 进到下一阶段的金额 ÷（进到下一阶段的 + 丢掉的金额），还没有结果的不算。是哪个阶段？",
        en="A shop (made up) trains its sellers for one stage only: the one with the lowest conversion rate by money. Rate = money that went on ÷ (money that went on + money lost); the undecided do not count. Which stage?",
    ),
    case=_leaking,
    show=SHOWN_STAGES,
    options={stage: STAGES[stage] for stage in OPEN_STAGES},
    because={stage: Text(zh=f"{{why_{stage}}}", en=f"{{why_{stage}}}") for stage in OPEN_STAGES},
    answer=lambda case: case["lowest_money"],
    misconceptions=(
        Misconception(
            "heads_for_money",
            say(
                zh="那是按个数最低的。丢的要是大单，按个数看不出来：用金额两列来算。",
                en="That is the lowest by number. If the large ones are lost, numbers hide it: use the two columns of money.",
            ),
            lambda case: case["lowest_number"],
        ),
        Misconception(
            "undecided_are_failures",
            say(
                zh="把还在这一阶段的当成失败了。它们还没有结果，不放进分母；只用金额的两列来算。",
                en="Those still in the stage were counted as failures. They are undecided and stay out of the rate; use the two columns of money only.",
            ),
            lambda case: case["lowest_all"],
        ),
    ),
    hints=(
        say(zh="只用“进到下一阶段（元）”和“丢单（元）”两列。", en="Use two columns only: went on (yuan) and lost (yuan)."),
        say(
            zh="四个阶段各算一次：进到下一阶段 ÷（进到下一阶段 + 丢单），取最低的。",
            en="Work out went on ÷ (went on + lost) for the four stages and take the lowest.",
        ),
    ),
    after=say(
        zh="个数和金额常常指向不同的地方：要钱，就按金额找。",
        en="Numbers and money often point to different stages: if it is money you want, look at money.",
    ),
)  # fmt: skip


def _open_money(rng: np.random.Generator) -> dict[str, Any]:
    """The last three stages of a made-up pipeline."""
    table = _pipeline(rng).loc[["contacted", "quoted", "negotiating"]]
    rates = (_rates(table)["money"]).round().astype(int)
    open_ = [int(n) * 1000 for n in rng.integers(12, 60, 3)]
    shown = _with_names(pd.DataFrame({"rate": rates, "money_open": open_}, index=table.index))
    a, b, c = (int(rate) for rate in rates)
    return {
        "table": shown,
        "a": a,
        "b": b,
        "c": c,
        "x": open_[0],
        "y": open_[1],
        "z": open_[2],
        "total": sum(open_),
    }


EXPECTED = Number(
    id="03_06.7",
    concept="3.13",
    title=say(zh="手里的机会值多少钱", en="What are the open opportunities worth?"),
    prompt=say(
        zh="销售经理（虚构）手里没有结果的机会一共{total:,}元，停在三个阶段；每个阶段进到下一阶段的转化率（按金额）如表，谈判中的下一步就是成交。按走到成交的可能性打折，预期能进账多少元？",
        en="A sales manager (made up) has undecided opportunities worth {total:,} yuan in three stages; the table gives each stage's conversion rate to the next (by money). After negotiating comes “won”. Weighed by the chance to be won, how many yuan are expected?",
    ),
    case=_open_money,
    show={
        "stage": SHOWN_STAGES["stage"],
        "rate": say(zh="转化率（%）", en="conversion rate (%)"),
        "money_open": SHOWN_STAGES["money_open"],
    },
    compute=lambda case: case["x"] * case["a"] * case["b"] * case["c"] / 1e6
    + case["y"] * case["b"] * case["c"] / 1e4
    + case["z"] * case["c"] / 100,
    unit=say(zh="元", en="yuan"),
    tolerance=10,
    working=say(
        zh="{x:,} × {a}% × {b}% × {c}% + {y:,} × {b}% × {c}% + {z:,} × {c}%",
        en="{x:,} × {a}% × {b}% × {c}% + {y:,} × {b}% × {c}% + {z:,} × {c}%",
    ),
    misconceptions=(
        Misconception(
            "added_up_in_full",
            say(
                zh="那是全额相加。大半还会丢掉：每一笔要乘以走到成交的可能性。",
                en="That is the full sum. A good part will be lost: multiply each by its chance to be won.",
            ),
            lambda case: float(case["total"]),
        ),
        Misconception(
            "one_step_only",
            say(
                zh="每一笔只乘了一步的转化率。刚联系上的还要过报价、谈判两关：后面各步都要乘。",
                en="Only one step was taken off. Those just contacted have the quote and the negotiation before them: multiply by all later rates.",
            ),
            lambda case: (case["x"] * case["a"] + case["y"] * case["b"] + case["z"] * case["c"]) / 100,
        ),
        Misconception(
            "all_steps_for_all",
            say(
                zh="三个阶段都乘了三个转化率。谈判中的只差一步，只乘最后一个。",
                en="All three rates were taken for every stage. Those negotiating have one step left: multiply by the last one only.",
            ),
            lambda case: case["total"] * case["a"] * case["b"] * case["c"] / 1e6,
        ),
    ),
    hints=(
        say(zh="从后往前：谈判中的可能性就是它的转化率。", en="From the end: for those negotiating the chance is their rate."),
        say(
            zh="已报价的可能性 = 已报价的转化率 × 谈判中的转化率；已联系的再乘一个。",
            en="For quoted: its rate × the rate of negotiating; for contacted one more factor.",
        ),
    ),
    after=say(
        zh="向老板报数时，报打过折的；全额相加等于说每一笔都会成交。",
        en="Report the weighed figure; adding up in full says that every single one will be won.",
    ),
)  # fmt: skip

# -- 3.14 service tickets ---------------------------------------------------------------------------------

NOW = "2025-12-31 18:00"
GROUPS = {
    "key": say(zh="关键客户", en="key customer"),
    "regular": say(zh="常客", en="regular customer"),
    "others": say(zh="其他人", en="other customer"),
    "unknown": say(zh="不知道是谁", en="unknown"),
}


def _urgency() -> Scheme:
    """How near its promise a ticket is."""
    left = Measure(
        "left", "real", label=say(zh="离到期的时间", en="time left"), unit=say(zh="小时", en="hours")
    )
    return Scheme(
        "urgency",
        say(zh="离到期还有多久", en="How near a ticket is to its promise"),
        measures=[left],
        classes=[
            Class("overdue", say(zh="已经超时", en="overdue"), {"left": below(0)}),
            Class("next_day", say(zh="24小时内到期", en="due within 24 hours"), {"left": between(0, 24)}),
            Class("later", say(zh="以后再做", en="later"), {"left": at_least(24)}),
        ],
        exclusive=True,
    )


URGENCY = _urgency()


def _time_left(items: pd.DataFrame, who: str | None = None) -> pd.DataFrame:
    """The tickets with the hours left, by the promise to their class, or to one class for all."""
    hours = {group: PROMISES.get(group, PROMISES["others"]) for group in GROUPS}
    promised = hours[who] if who else items["who"].map(hours)
    return items.assign(left=(promised - items["waited"]).round(1))


@cache
def _waiting_tickets() -> pd.DataFrame:
    """The simulated tickets of the last quarter, each at 18:00 up to five days after it was opened."""
    table = tickets(shop_database(), NOW).set_index("ticket_id")
    who = table["class"].where(table["class"].isin(["key", "regular"]), "others")
    who = who.mask(table["customer_id"].isna(), "unknown")
    days = pd.Series(np.arange(len(table)) % 6, index=table.index)
    looked = table["opened"].dt.normalize() + pd.to_timedelta(days, "D") + pd.Timedelta(hours=18)
    waited = ((looked - table["opened"]).dt.total_seconds() / 3600).round(1)
    found = pd.DataFrame({"who": who, "waited": waited})
    # Away from the promises: exactly on the hour it would be a matter of minutes.
    return _time_left(found[(waited > 0) & (waited % 24).between(0.2, 23.8)])


class _Tickets(Assign):
    """Shows the sum that the time left comes from."""

    def reason(self, item: str, draw: Draw) -> Text:
        row = draw.items.loc[item]
        return say(
            zh="{who}答应{promised:g}小时，已过{waited:g}小时：{promised:g} − {waited:g} = {left}小时，{verdict}。",
            en="{who}: promised {promised:g} hours, {waited:g} gone: {promised:g} − {waited:g} = {left} hours, {verdict}.",
        ).format(
            who=GROUPS[row["who"]], promised=row["left"] + row["waited"], waited=row["waited"], left=f"{row['left']:g}".replace("-", "−"),
            verdict=URGENCY.labels[URGENCY.classify(draw.items.loc[[item]]).iloc[0]],
        )  # fmt: skip

    def why_not(self, item: str, said: str | None, draw: Draw) -> Text:
        return Text(zh="", en="")


TICKETS = _Tickets(
    id="03_06.8",
    concept="3.14",
    title=say(zh="哪些工单超时了，哪些快到期", en="Which tickets are overdue, which nearly due?"),
    prompt=say(
        zh="网店（模拟数据）答应从提出算起多少小时内解决：关键客户24小时，常客72小时，其他人和不知道是谁的120小时。客服组长看工单。下面这些从第四季度里抽出，时刻是为练习设的，各不相同；那时都没有解决。每一张现在是：已经超时、24小时内到期，还是以后再做（到期还有24小时以上）？",
        en="The online shop (simulated data) promises to solve a ticket within so many hours of its being opened: key customers 24, regular customers 72, all others and unknown numbers 120. The team leader looks through tickets of the fourth quarter, each at a moment set for this exercise, when it was not solved. Is each overdue, due within 24 hours, or for later (more than 24 hours left)?",
    ),
    pool=_waiting_tickets,
    scheme=URGENCY,
    show={
        "who": say(zh="类别", en="class"),
        "waited": say(zh="提出以来（小时）", en="since it was opened (hours)"),
    },
    values={"who": GROUPS},
    n=8,
    misconceptions=(
        Misconception(
            "oldest_first",
            say(
                zh="只看等了多久：一律按72小时算。答应的时间按类别不同，等得一样久，有的超时，有的还早。",
                en="Only the waiting time was looked at, with 72 hours for all. The promise goes by class: after the same wait one is overdue and another is not.",
            ),
            lambda items: URGENCY.classify(_time_left(items, "regular")),
        ),
        Misconception(
            "key_customers_only",
            say(
                zh="只看是不是关键客户：其他的都往后放了。答应了120小时也是答应，到期了就要做。",
                en="Only key customers were looked at and all others put off. 120 hours are a promise too, and it falls due.",
            ),
            lambda items: URGENCY.classify(items).where(items["who"] == "key", "later"),
        ),
        Misconception(
            "unknown_can_wait",
            say(
                zh="不知道是谁的都往后放了。店里也答应了他们120小时；说不定就是换了号码的老客户。",
                en="Unknown numbers were put off. They are promised 120 hours too, and may be an existing customer with a new number.",
            ),
            lambda items: URGENCY.classify(items).mask(items["who"] == "unknown", "later"),
        ),
    ),
    hints=(
        say(zh="先看类别答应了多少小时，再减去已经过去的。", en="See what the class is promised and take off the hours gone by."),
        say(
            zh="剩下的是负数：已经超时；0到24小时：24小时内到期；更多：以后再做。",
            en="Less than nothing left: overdue; 0 to 24 hours: due within 24 hours; more: later.",
        ),
    ),
    after=say(
        zh="谁先到期谁先做：类别和等待时间都在到期时间里了。",
        en="The one due first comes first: class and waiting time are both in the due time.",
    ),
)  # fmt: skip


def _kept_promises(rng: np.random.Generator) -> dict[str, Any]:
    """Tickets of key customers: kept, late, overdue and open, open and not due; an answer is not a solution."""
    kinds = {
        "kept": int(rng.integers(3, 6)), "late": int(rng.integers(2, 4)), "overdue": int(rng.integers(1, 3)),
        "not_due": int(rng.integers(1, 3)),
    }  # fmt: skip
    rows = []
    for kind, n in kinds.items():
        for _ in range(n):
            answered = round(float(rng.uniform(0.5, 8)), 1)
            solved = {"kept": rng.uniform(9, 23), "late": rng.uniform(26, 60)}.get(kind, np.nan)
            opened = {"overdue": rng.uniform(26, 70), "not_due": rng.uniform(9, 22)}.get(
                kind, rng.uniform(80, 200)
            )
            rows.append((round(float(opened), 1), answered, round(float(solved), 1)))
    table = pd.DataFrame(rows, columns=["opened_ago", "answered", "solved"])
    table = table.iloc[rng.permutation(len(table))]
    table.index = [f"W{n:04d}" for n in sorted(rng.choice(np.arange(100, 900), len(table), replace=False))]
    due = len(table) - kinds["not_due"]
    return {
        "table": table,
        "hours": 24,
        "due": due,
        "n": len(table),
        **kinds,
        "solved": kinds["kept"] + kinds["late"],
    }


KEPT = Number(
    id="03_06.9",
    concept="3.14",
    title=say(zh="承诺兑现了百分之几", en="What share of the promises was kept?"),
    prompt=say(
        zh="关键客户的工单，店里（虚构）答应{hours}小时内解决。兑现的占比 = 按时解决的 ÷（已经解决的 + 没有解决而已经超过{hours}小时的）；没有解决也没有到期的不算在内。下表是{n}张工单（“—”是还没有解决）。兑现了百分之几？（请填百分数，四舍五入到整数就行：一半就填50）",
        en="A shop (made up) promises to solve tickets of key customers within {hours} hours. Share kept = solved in time ÷ (solved + unsolved for more than {hours} hours); those unsolved and not yet due are left out. The table has {n} tickets (“—”: not solved yet). How many per cent were kept? (To the nearest whole per cent; half would be 50.)",
    ),
    case=_kept_promises,
    show={
        "opened_ago": say(zh="多少小时以前提出", en="opened (hours ago)"),
        "answered": say(zh="提出后多少小时第一次答复", en="first answered after (hours)"),
        "solved": say(zh="提出后多少小时解决", en="solved after (hours)"),
    },
    compute=lambda case: 100 * case["kept"] / case["due"],
    unit=say(zh="%", en="%"),
    tolerance=0.6,
    working=say(
        zh="按时解决{kept}张，到期或已解决的{solved} + {overdue} = {due}张：{kept} ÷ {due}；没有到期的{not_due}张不算",
        en="{kept} were solved in time; solved or due are {solved} + {overdue} = {due}: {kept} ÷ {due}; not yet due and left out: {not_due}",
    ),
    misconceptions=(
        Misconception(
            "unsolved_left_out",
            say(
                zh="只在已解决的里面算。拖着没解决、又超了时的，正是没有兑现的承诺。",
                en="Only solved tickets were counted. Those unsolved beyond their time are the very promises that were broken.",
            ),
            lambda case: 100 * case["kept"] / case["solved"],
        ),
        Misconception(
            "not_due_counts_as_broken",
            say(
                zh="把还没有到期的也放进了分母。它们还没有失信，不算在内。",
                en="Tickets not yet due were put into the denominator. No promise has been broken there: leave them out.",
            ),
            lambda case: 100 * case["kept"] / case["n"],
        ),
        Misconception(
            "answered_is_solved",
            say(
                zh="看的是第一次答复。答应的是解决，答复了不等于解决了。",
                en="That goes by the first answer. The promise is to solve, and an answer is not a solution.",
            ),
            lambda case: 100.0,
        ),
    ),
    hints=(
        say(zh="先把没有解决、也不到24小时的划掉。", en="First cross out those unsolved for less than 24 hours."),
        say(
            zh="剩下的是分母；其中“解决”一栏不超过24小时的是分子。",
            en="What is left is the denominator; those solved after at most 24 hours are the numerator.",
        ),
    ),
    after=say(
        zh="没有解决的超时工单最容易被漏数：只看已解决的，承诺总显得比实际守得好。",
        en="Unsolved overdue tickets are easily left out; among solved ones alone promises look better kept than they are.",
    ),
)  # fmt: skip

# -- 3.19 tags and the profile ----------------------------------------------------------------------------


@cache
def _tags() -> pd.DataFrame:
    """The simulated CRM's tags by customer, each once."""
    table = load("shop_tags")
    table["customer_id"] = table["contact_id"].map(who_is_who())
    return table.drop_duplicates(["customer_id", "tag"])[["customer_id", "tag"]]


@cache
def _tag_sets() -> dict[str, frozenset[str]]:
    return {str(who): frozenset(tags) for who, tags in _tags().groupby("customer_id")["tag"]}


def _tag_rows(rng: np.random.Generator) -> dict[str, Any]:
    """Twelve customers' tags; a few have the wished one alone, a few both, a few neither."""
    sets = _tag_sets()
    wished, barred = (("gift_buyer", "no_calls"), ("likes_tea", "no_calls"), ("gift_buyer", "complained"))[
        int(rng.integers(3))
    ]
    kinds: dict[tuple[bool, bool], list[str]] = {}
    for who, tags in sets.items():
        kinds.setdefault((wished in tags, barred in tags), []).append(who)
    sizes = {(True, False): 4, (True, True): 3, (False, True): 2, (False, False): 3}
    chosen = [who for kind, n in sizes.items() for who in rng.permutation(kinds[kind])[:n]]
    rows = [(who, tag) for who in rng.permutation(chosen) for tag in rng.permutation(sorted(sets[who]))]
    table = pd.DataFrame(rows, columns=["customer_id", "tag"])
    table.index = pd.RangeIndex(1, len(table) + 1)
    return {
        "table": table, "wished": wished, "barred": barred, "wished_said": TAG_NAMES[wished],
        "barred_said": TAG_NAMES[barred],
    }  # fmt: skip


def _call_list(case: dict[str, Any]) -> pd.Series:
    tags = case["table"].groupby("customer_id")["tag"].agg(set)
    return pd.Series(
        {who: case["wished"] in has and case["barred"] not in has for who, has in tags.items()}, name="call"
    )


def _in_the_set(case: dict[str, Any], tag: str) -> pd.Series:
    table = case["table"]
    return table["customer_id"].drop_duplicates().pipe(
        lambda ids: pd.Series(ids.isin(table.loc[table["tag"] == tag, "customer_id"]).to_numpy(), index=ids, name="call")
    )  # fmt: skip


def _call_reason(row: pd.Series, case: dict[str, Any]) -> Text:
    has = set(case["table"].loc[case["table"]["customer_id"] == row.name, "tag"])
    return say(
        zh="“{wished}”标签{a}，“{barred}”标签{b}", en="tag “{wished}”: {a}; tag “{barred}”: {b}"
    ).format(
        wished=case["wished_said"], barred=case["barred_said"],
        **{k: say(zh="有", en="yes") if case[t] in has else say(zh="没有", en="no") for k, t in (("a", "wished"), ("b", "barred"))},
    )  # fmt: skip


CALL_LIST = Table(
    id="03_06.10",
    concept="3.19",
    title=say(zh="用标签排电话名单，写代码", en="A call list from tags, with code"),
    prompt=say(
        zh="e.items 是12位客户的标签（模拟数据），一个标签一行：customer_id、tag。要打电话给有“{wished_said}”（{wished}）标签、而且没有“{barred_said}”（{barred}）标签的客户。"
        "请交一个 Series：索引是全部12位客户的编号，要打的是 True，不打的是 False（每位客户都要有，不是只交要打的编号）。",
        en="e.items holds the tags of 12 customers (simulated data), one row per tag: customer_id and tag. Call those who have the tag “{wished_said}” ({wished}) and do not have the tag “{barred_said}” ({barred}). "
        "Hand in a Series indexed by the ids of all 12 customers: True for those to call, False for the others.",
    ),
    case=_tag_rows,
    show={"customer_id": say(zh="客户编号（customer_id）", en="customer id (customer_id)"), "tag": say(zh="标签（tag）", en="tag")},
    compute=_call_list,
    reason=_call_reason,
    misconceptions=(
        Misconception(
            "row_by_row",
            say(
                zh="逐行判断了：“这一行的标签不是那个”。要排除的标签在同一位客户的另一行，先找出有它的客户，再整位去掉。",
                en="That was judged row by row: “the tag on this row is another”. The barred tag stands on another row of the same customer: find who has it and leave them out.",
            ),
            lambda case: _in_the_set(case, case["wished"]),
        ),
        Misconception(
            "everybody_without_the_barred_tag",
            say(
                zh="只去掉了有第二个标签的，没有看第一个标签有没有。两个条件都要满足。",
                en="Only the second tag was looked at. The first one is needed too: both conditions must hold.",
            ),
            lambda case: ~_in_the_set(case, case["barred"]),
        ),
        Misconception(
            "those_with_both",
            say(
                zh="选的是两个标签都有的，正好是不该打的。第二个条件是“没有”。",
                en="Those with both tags were chosen, the very ones not to call. The second condition is “does not have”.",
            ),
            lambda case: _in_the_set(case, case["wished"]) & _in_the_set(case, case["barred"]),
        ),
    ),
    hints=(
        say(
            zh="先各求一组编号：有第一个标签的、有第二个标签的，再用 isin 判断每一位。",
            en="Make two lists of ids first: who has the first tag, who has the second; then ask of each customer with isin.",
        ),
        say(
            zh="answer = ids.isin(wished) & ~ids.isin(barred)，barred 是有第二个标签的编号。",
            en="answer = ids.isin(wished) & ~ids.isin(barred), where barred are the ids with the second tag.",
        ),
    ),
    after=say(
        zh="“没有某个标签”说的是整位客户，不是一行；SQL里写 customer_id NOT IN (SELECT …)，也是这个道理。",
        en="“Does not have a tag” is about the whole customer, not a row; in SQL it is customer_id NOT IN (SELECT …) for the same reason.",
    ),
)  # fmt: skip

PLACES = {
    "show": say(zh="放上卡片", en="put it on the card"),
    "confirm": say(zh="先问本人，再决定放不放", en="ask the customer first"),
    "keep_off": say(zh="不放", en="keep it off"),
}

CARD = Match(
    id="03_06.11",
    concept="3.19",
    title=say(zh="哪些放上客户画像卡", en="What may stand on the profile card?"),
    prompt=say(
        zh="客服接电话时看客户画像卡（虚构）。店里的规矩，从上往下看：一、健康、宗教、证件号、银行卡号，以及从别处打听来的、凭印象猜的，一律不放；二、客户自己说过或做过，但是一年以上没有更新，或者和别的记录矛盾的，先问本人；三、其余的，服务用得着的，放上。下面每一项怎么办？",
        en="Service staff see a profile card when a customer calls (made up). The shop's rule, read from the top: 1. health, religion, identity and bank card numbers, and whatever is guessed or heard from others is kept off; 2. for what the customer said or did more than a year ago, not updated since, or what another record contradicts, ask the customer first; 3. all else that service needs is put on. What about each item?",
    ),
    situations={
        "orders": say(zh="最近12个月买了多少元、几单", en="money and orders of the last 12 months"),
        "ticket": say(zh="昨天提出的一张工单还没有解决", en="a ticket opened yesterday is not solved"),
        "searches": say(zh="上个月在店里的网站上搜过三次“礼盒”", en="searched the shop's site for gift boxes three times last month"),
        "no_calls": say(zh="上个月客户说“不要打电话给我”，已加标签", en="said last month “do not call me”; tagged"),
        "pregnant": say(zh="买的东西像是怀孕了", en="the purchases suggest a pregnancy"),
        "faith": say(zh="客户闲聊时说起的宗教信仰", en="the customer's religion, mentioned in a chat"),
        "bank": say(zh="退款时报过的银行卡号", en="the bank card number given for a refund"),
        "rich": say(zh="“口气像很有钱”，销售的印象", en="“sounds rich”: a seller's impression"),
        "divorce": say(zh="邻居说他刚离婚", en="a neighbour says he has just divorced"),
        "old_size": say(zh="三年前填的家庭人数，以后没有更新", en="the size of the household as filled in three years ago, never updated"),
        "old_taste": say(zh="两年前客户说爱喝茶，今年只买家居", en="“I like tea”, said two years ago; only home goods bought this year"),
        "two_cities": say(zh="CRM写上海、网店写杭州的地址", en="the address: Shanghai in the CRM, Hangzhou in the shop"),
    },
    actions=PLACES,
    pairs={
        "orders": "show", "ticket": "show", "searches": "show", "no_calls": "show", "pregnant": "keep_off",
        "faith": "keep_off", "bank": "keep_off", "rich": "keep_off", "divorce": "keep_off", "old_size": "confirm",
        "old_taste": "confirm", "two_cities": "confirm",
    },
    because={
        "orders": say(zh="自己的订单记录，服务用得着", en="the shop's own records, and service needs it"),
        "ticket": say(zh="客户多半就是为它打来的", en="it is probably why the customer calls"),
        "searches": say(zh="最近在店里自己做的事，推荐时用得着", en="the customer's own recent doing in the shop, useful for advice"),
        "no_calls": say(zh="客户自己的要求，必须让人看到", en="the customer's own wish: everybody must see it"),
        "pregnant": say(zh="健康情况，而且是猜的", en="it is about health, and it is guessed"),
        "faith": say(zh="宗教信仰一律不放，客户自己说的也不放", en="religion is kept off, even if the customer spoke of it"),
        "bank": say(zh="银行卡号一律不放", en="bank card numbers are kept off"),
        "rich": say(zh="凭印象猜的，不是客户说的或做的", en="an impression, nothing the customer said or did"),
        "divorce": say(zh="从别人那里听来的", en="heard from somebody else"),
        "old_size": say(zh="客户填的，但是一年以上没有更新", en="filled in by the customer, but more than a year old"),
        "old_taste": say(zh="两年前的话，和今年的购买矛盾", en="two years old, and this year's purchases say otherwise"),
        "two_cities": say(zh="两个系统矛盾，不知道哪个对", en="two systems disagree, and nobody knows which is right"),
    },
    n=9,
    misconceptions=(
        Misconception(
            "more_is_better",
            say(
                zh="知道的都放上了。猜的、听来的、敏感的放上去，既可能是错的，又伤人。",
                en="Whatever is known was put on. Guesses, hearsay and sensitive facts may be wrong, and hurt if they are right.",
            ),
            {"pregnant": "show", "faith": "show", "bank": "show", "rich": "show", "divorce": "show"},
        ),
        Misconception(
            "records_never_age",
            say(
                zh="系统里有的就当成对的了。一年以上没更新，或者互相矛盾的，先问本人。",
                en="What stands in the system was taken for true. If it is over a year old, or two records disagree, ask first.",
            ),
            {"old_size": "show", "old_taste": "show", "two_cities": "show"},
        ),
        Misconception(
            "nothing_personal_at_all",
            say(
                zh="把服务用得着的也藏起来了。客户自己的购买、要求和没解决的事，接电话的人必须看到。",
                en="What service needs was hidden as well. Whoever answers must see purchases, wishes and open tickets.",
            ),
            {"orders": "keep_off", "ticket": "keep_off", "searches": "keep_off", "no_calls": "keep_off"},
        ),
    ),
    hints=(
        say(zh="按规矩的顺序看，先看第一条。", en="Take the rule in its order, the first line first."),
        say(
            zh="问三件事：敏感或者是猜的吗？旧了或者矛盾吗？服务用得着吗？",
            en="Ask three things: sensitive or guessed? old or contradicted? needed for service?",
        ),
    ),
    after=say(
        zh="画像是给服务用的：放客户做过的、说过的、还新的；猜的不是事实。",
        en="The profile serves the customer: what they did and said, while it is fresh. A guess is no fact.",
    ),
)  # fmt: skip

EXERCISES = [*MATCHING, *QUERIES, LEAK, EXPECTED, TICKETS, KEPT, CALL_LIST, CARD, *REPORTS]
