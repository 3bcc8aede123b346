"""Exercises of lesson 02_06 on the limits of a scheme: the audit, copied rules, two clerks, hours."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.conditions import above, at_least, at_most, below
from custclass.classify.scheme import Class, Measure, Scheme
from custclass.data.measures import measure_customers
from custclass.data.tables import load
from custclass.learn.bank.pools import cdnow, grocer, shop
from custclass.learn.kinds import (
    Assign,
    Misconception,
    Number,
    Several,
    Slider,
    Table,
    Thresholds,
)
from custclass.show.barcharts import bars
from custclass.show.say import Text, say

LIMITS = {
    "data": say(zh="数据质量与时效", en="data quality and age"),
    "fit": say(zh="标准是否适用", en="fit of the criteria"),
    "skill": say(zh="技术能力", en="technical skill"),
    "capacity": say(zh="服务能力", en="capacity to serve"),
    "consistency": say(zh="一致性", en="consistency"),
}
KAPPA_LEAST = 0.6


def _audited(rng: np.random.Generator) -> dict[str, Any]:
    """Findings about a made-up scheme; each limit is clearly kept or clearly broken."""
    ok = {name: bool(rng.random() < 0.55) for name in LIMITS}
    n = int(rng.integers(15, 41)) * 100
    stale_only = rng.random() < 0.7
    full = rng.uniform(0.96, 0.99) if ok["data"] or stale_only else rng.uniform(0.86, 0.93)
    old = rng.uniform(0.24, 0.40) if not ok["data"] and stale_only else rng.uniform(0.08, 0.16)
    key, other = int(rng.integers(8, 16)) * 10, int(rng.integers(20, 41)) * 30
    needed = (key * 20 + other / 3 * 12) / 60
    chance = int(rng.integers(58, 72))
    beyond = rng.uniform(0.72, 0.88) if ok["consistency"] else rng.uniform(0.25, 0.5)
    agree = round(chance + beyond * (100 - chance))
    case = {
        "n": n, "full": round(full * n), "old": round(old * n),
        "big": round(n * (rng.uniform(0.5, 0.74) if ok["fit"] else rng.uniform(0.84, 0.93))),
        "same": n if ok["skill"] else n - int(rng.integers(20, 80)),
        "key": key, "other": other, "staff": round(needed * (1.12 if ok["capacity"] else 0.85)), "needed": needed,
        "agree": agree, "chance": chance, "kappa": (agree - chance) / (100 - chance),
    }  # fmt: skip
    return case | {
        "full_share": 100 * case["full"] / n,
        "fresh_share": 100 * (n - case["old"]) / n,
        "big_share": 100 * case["big"] / n,
        "differ": n - case["same"],
    }


def _limits_broken(case: dict[str, Any]) -> set[str]:
    broken = {
        "data": case["full_share"] < 95 or case["fresh_share"] < 80,
        "fit": case["big_share"] > 80,
        "skill": case["differ"] > 0,
        "capacity": case["needed"] > case["staff"],
        "consistency": case["kappa"] < KAPPA_LEAST,
    }
    return {name for name, found in broken.items() if found}


def _audited_case(rng: np.random.Generator) -> dict[str, Any]:
    """Findings with one to four limits broken."""
    while not 0 < len(_limits_broken(case := _audited(rng))) < len(LIMITS):
        pass
    return case


AUDIT = Several(
    id="02_06.3",
    concept="2.24",
    title=say(zh="审查单：哪几条不合格", en="The audit: which limits are broken?"),
    prompt=say(
        zh="一套分类方案的审查单（虚构）。\n数据：{n:,}条客户记录，{full:,}条各栏全填，{old:,}条超过365天没有更新（要求全填的至少95%，365天内更新过的至少80%，两样都要）。"
        "\n适用：人数最多的一类有{big:,}位客户（要求不超过全部客户的80%）。"
        "\n技术：同一套规则由客户系统再算一遍，{same:,}位客户得到同一类（要求全部一样）。"
        "\n服务：{key}位重点客户每月联系一次，每次20分钟；{other:,}位普通客户每季度联系一次，每次12分钟；员工每月有{staff}小时（要求够用）。"
        "\n一致：两位店员各自给同一批客户分类，{agree}%分得一样，碰运气也有{chance}%（要求kappa =（一样 − 运气）÷（100% − 运气）至少0.60）。\n哪几条不合格？全部选上。",
        en="The audit of a scheme (made up).\nData: of {n:,} customer records {full:,} have every field and {old:,} were not updated for more than 365 days (required: at least 95% complete and at least 80% updated within 365 days)."
        "\nFit: the largest class holds {big:,} customers (at most 80% of all)."
        "\nSkill: the customer system worked out the same rules once more, and {same:,} customers got the same class (required: all)."
        "\nCapacity: {key} key customers are contacted every month for 20 minutes, {other:,} ordinary ones every quarter for 12 minutes; the staff have {staff} hours a month (required: enough)."
        "\nConsistency: two clerks classed the same customers, each alone; {agree}% got the same class, luck alone gives {chance}% (kappa = (same − luck) ÷ (100% − luck) at least 0.60).\nWhich limits are broken? Tick them all.",
    ),
    case=_audited_case,
    options=LIMITS,
    because={
        "data": say(
            zh="全填的占{full_share:.1f}%，要求至少95%；365天内更新过的占{fresh_share:.1f}%，要求至少80%",
            en="{full_share:.1f}% are complete, at least 95% is required; {fresh_share:.1f}% were updated within 365 days, at least 80% is required",
        ),
        "fit": say(
            zh="{big:,} ÷ {n:,} = {big_share:.1f}%，要求不超过80%", en="{big:,} ÷ {n:,} = {big_share:.1f}%; at most 80% is allowed"
        ),
        "skill": say(
            zh="{differ}位客户的类别不一样，要求0位：同样的规则只能有一个结果",
            en="{differ} customers got another class, none is allowed: the same rules have one result only",
        ),
        "capacity": say(
            zh="（{key} × 20 + {other:,} ÷ 3 × 12）÷ 60 = {needed:.1f}小时，员工有{staff}小时",
            en="({key} × 20 + {other:,} ÷ 3 × 12) ÷ 60 = {needed:.1f} hours; the staff have {staff}",
        ),
        "consistency": say(
            zh="（{agree}% − {chance}%）÷（100% − {chance}%）= {kappa:.2f}，要求至少0.60",
            en="({agree}% − {chance}%) ÷ (100% − {chance}%) = {kappa:.2f}; at least 0.60 is required",
        ),
    },
    answer=_limits_broken,
    misconceptions=(
        Misconception(
            "luck_not_taken_off",
            say(
                zh="一致性判断反了。分得一样的百分数里有运气，先算出kappa，再和0.60比。",
                en="Consistency was judged the wrong way round. The share classed alike has luck in it: work out kappa, then compare with 0.60.",
            ),
            lambda case: _limits_broken(case) ^ {"consistency"},
        ),
        Misconception(
            "half_of_the_data_rule",
            say(
                zh="数据这一条判断反了。填得全和更新得勤是两回事，两样都够才合格。",
                en="Data was judged the wrong way round. Complete and fresh are two things, and both must hold.",
            ),
            lambda case: _limits_broken(case) ^ {"data"},
        ),
        Misconception(
            "quarter_read_as_month",
            say(
                zh="服务能力判断反了。每季度一次的客户，一个月只有三分之一要联系；每月一次的全都要联系。",
                en="Capacity was judged the wrong way round. Of those contacted quarterly a third fall in a month, of those contacted monthly all.",
            ),
            lambda case: _limits_broken(case) ^ {"capacity"},
        ),
    ),
    hints=(
        say(
            zh="先把人数换成百分数，把次数换成一个月的小时数。",
            en="Turn customers into per cent and contacts into hours a month first.",
        ),
        say(
            zh="工时 =（重点 × 20 + 普通 ÷ 3 × 12）÷ 60；一致性要先扣掉运气。",
            en="Hours = (key × 20 + ordinary ÷ 3 × 12) ÷ 60; take luck off before you judge consistency.",
        ),
    ),
    after=say(
        zh="五条各管一件事，一条不合格就指出该补哪里：补数据、改分界点、改程序、减承诺，还是把规则写清楚。",
        en="Each limit is about one thing, and a broken one says what to mend: the data, the cut points, the program, the promise, or the wording of the rule.",
    ),
)  # fmt: skip

LEVELS = {
    "low": say(zh="低频", en="low frequency"),
    "medium": say(zh="中频", en="medium frequency"),
    "high": say(zh="高频", en="high frequency"),
}


@cache
def _music_year() -> pd.Series:
    """Orders of each CDNOW customer in 1997."""
    return cdnow("1997-12-31")["frequency"]


def _moved_rule(rng: np.random.Generator) -> dict[str, Any]:
    """Cut points that split the grocer's households evenly, and 300 customers of the music shop.

    Some of the 300 are drawn from those who order often: few customers of the music shop reach the lower cut point,
    and without them nearly any rule would give the same shares.
    """
    third = float(rng.choice([0.30, 1 / 3, 0.36]))
    low, high = (int(cut) for cut in grocer()["frequency"].quantile([third, 1 - third]))
    orders = _music_year()
    often = [(orders == low, 1, 4), ((orders > low) & (orders <= high), 2, 10), (orders > high, 2, 8)]
    drawn = pd.concat([orders[found].sample(rng.integers(a, b), random_state=rng) for found, a, b in often])
    rest = orders[orders < low].sample(300 - len(drawn), random_state=rng)
    sample = pd.concat([rest, drawn]).sort_index().to_frame()
    home = _level_shares(grocer()["frequency"], low, high)
    shown = {f"home_{code}": f"{share:.0f}" for code, share in home.items()}
    return {"table": sample, "low": low, "high": high, "often": len(drawn), "seldom": len(rest), **shown}


def _level_shares(orders: pd.Series, low: float, high: float) -> pd.Series:
    level = np.select([orders <= low, orders <= high], ["low", "medium"], "high")
    shares = 100 * pd.Series(level).value_counts(normalize=True).reindex(list(LEVELS), fill_value=0.0)
    return shares.rename_axis("class").rename("share")


def _music_shares(case: dict[str, Any]) -> pd.Series:
    return _level_shares(case["table"]["frequency"], case["low"], case["high"])


def _own_cuts(case: dict[str, Any]) -> pd.Series:
    orders = case["table"]["frequency"]
    return _level_shares(orders, *orders.quantile([1 / 3, 2 / 3]))


MOVED_RULE = Table(
    id="02_06.4",
    concept="2.24",
    title=say(zh="超市的规则搬到唱片店，用代码看看", en="The grocer's rule in the music shop, with code"),
    prompt=say(
        zh="规则是照超市（真实数据，2017年的订单）定的：一年不超过{low}单算低频，超过{low}单、不超过{high}单算中频，超过{high}单算高频；超市的家庭这样大约分成{home_low}%、{home_medium}%、{home_high}%。"
        "e.items 是唱片店CDNOW（真实数据）的300位客户和他们1997年的订单数 frequency：{seldom}位不到{low}单，{often}位满{low}单（全店这样勤的客户不到千分之三，这里特意多抽了几位）。请用同样的规则分类，交一个 Series：每一类占百分之几（0到100，空的类写0），索引是 low、medium、high。相差不超过0.1都算对。",
        en="The rule was made for the grocer (real data, orders of 2017): at most {low} orders a year are low frequency, more than {low} and at most {high} medium, more than {high} high; this splits the grocer's households into about {home_low}%, {home_medium}% and {home_high}%. "
        "e.items holds 300 customers of the music shop CDNOW (real data) with frequency, their orders in 1997: {seldom} with fewer than {low} orders and {often} with {low} and more (fewer than 3 in 1,000 of its customers order as often; more of them were drawn here on purpose). Class them by the same rule and hand in a Series: the per cent of customers in each class (0 to 100; 0 for an empty class), indexed by low, medium, high. Differences of up to 0.1 do not matter.",
    ),
    case=_moved_rule,
    show={"frequency": say(zh="1997年的订单数（frequency）", en="orders in 1997 (frequency)")},
    compute=_music_shares,
    reason=lambda row, case: say(
        zh="300位客户里有{n}位，占{share:.1f}%", en="{n} of the 300 customers, {share:.1f}%"
    ).format(n=round(3 * row["share"]), share=row["share"]),
    key="class",
    labels={"class": LEVELS},
    tolerance=0.1,
    misconceptions=(
        Misconception(
            "cuts_learnt_again",
            say(
                zh="分界点是照唱片店的客户重新定的。题目问的是原来的规则搬过去会怎样。",
                en="The cut points were learnt again from the music shop. The task asks what the old rule does there.",
            ),
            _own_cuts,
        ),
        Misconception(
            "counts",
            say(
                zh="交的是人数。题目要占比：除以300，再乘以100。",
                en="Those are numbers of customers. Shares are wanted: divide by 300 and multiply by 100.",
            ),
            lambda case: 3 * _music_shares(case),
        ),
        Misconception(
            "fractions",
            say(
                zh="交的是0到1的小数。题目要百分数，乘以100。",
                en="Those are fractions from 0 to 1. Per cent is wanted: multiply by 100.",
            ),
            lambda case: _music_shares(case) / 100,
        ),
        Misconception(
            "end_not_included",
            say(
                zh="正好等于低频分界点的客户算成了中频。规则说“不超过”，右端的值算在内。",
                en="Customers exactly at the lower cut point were called medium. The rule says “at most”: the end belongs to low.",
            ),
            lambda case: _level_shares(case["table"]["frequency"], case["low"] - 1, case["high"]),
        ),
    ),
    hints=(
        say(
            zh='pd.cut(e.items["frequency"], [0, low, high, float("inf")], labels=["low", "medium", "high"]) 给每位客户一个类别，右端的值算在内。',
            en='pd.cut(e.items["frequency"], [0, low, high, float("inf")], labels=["low", "medium", "high"]) gives each customer a class; the right ends are included.',
        ),
        say(
            zh="classes.value_counts(normalize=True) 给出占比，再乘以100。",
            en="classes.value_counts(normalize=True) gives fractions; multiply by 100.",
        ),
    ),
    after=say(
        zh="在一家店里分得很匀的规则，到另一家店可能把几乎所有人放进同一类：搬过去先数每类的人数，再用自己的数据重定分界点。",
        en="A rule that splits one shop evenly may put nearly everybody of another into one class: count the classes after a move, and learn the cut points again from your own data.",
    ),
)  # fmt: skip

LATE = 30


def _verdict_scheme() -> Scheme:
    """What a 30-day rule said of a customer, against what the customer did afterwards."""
    days = Measure(
        "recency_days",
        "integer",
        label=say(zh="最近一次购买间隔", en="recency"),
        unit=say(zh="天", en="days"),
    )
    later = say(zh="后来的订单数", en="number of orders afterwards")
    orders = Measure("orders_after", "integer", label=later)
    late, in_time = above(LATE), at_most(LATE)
    came, stayed_away = at_least(1), below(1)
    return Scheme(
        "copied_rule",
        say(zh="抄来的规则对不对", en="What the copied rule does"),
        measures=[days, orders],
        classes=[
            Class("false_alarm", say(zh="误报", en="false alarm"), {"recency_days": late, "orders_after": came}),
            Class("missed", say(zh="漏报", en="missed"), {"recency_days": in_time, "orders_after": stayed_away}),
            Class(
                "held", say(zh="规则说对了", en="rule held"),
                {"recency_days": late, "orders_after": stayed_away}, {"recency_days": in_time, "orders_after": came},
            ),
        ],
        exclusive=True,
    )  # fmt: skip


VERDICTS = _verdict_scheme()


@cache
def _households() -> pd.DataFrame:
    """The grocer's households on 30 September 2017: days of silence, and orders in the three months after."""
    orders = load("grocery_orders")
    table = measure_customers(orders, as_of="2017-09-30").set_index("customer_id")[["recency_days"]]
    after = orders[orders["order_date"].between("2017-10-01", "2018-01-01", inclusive="left")]
    counts = after.groupby("customer_id")["order_id"].nunique()
    return table.assign(orders_after=counts.reindex(table.index, fill_value=0))


MISSED_AND_FALSE = Assign(
    id="02_06.5",
    concept="2.24",
    title=say(zh="抄来的规则冤枉了谁，放过了谁", en="Where does the copied rule go wrong?"),
    prompt=say(
        zh="超市（真实数据，2,446户，统计截止日2017年9月30日）从手册上抄来一条规则：超过30天没买（正好30天不算），就发出流失提醒。上线前用旧数据核对：看这些家庭10月到12月来了没有。"
        "请判断每户：误报（有提醒，后来又来了）、漏报（没有提醒，后来一次也没来）、规则说对了（有提醒，后来没来；或者没有提醒，后来来了）。",
        en="The grocer (real data, 2,446 households, as-of date 30 September 2017) copied a rule from a handbook: more than 30 days without an order (exactly 30 does not count) raises the alarm that a household is leaving. Before it goes live it is tried on old data: did these households come from October to December? "
        "Judge each household: false alarm (an alarm, and it came), missed (no alarm, and it never came), or rule held (an alarm and it stayed away, or no alarm and it came).",
    ),
    pool=_households,
    scheme=VERDICTS,
    show={
        "recency_days": say(zh="9月30日时的最近一次购买间隔（天）", en="recency on 30 September (days)"),
        "orders_after": say(zh="10月到12月的订单数", en="orders from October to December"),
    },
    n=8,
    misconceptions=(
        Misconception(
            "rule_trusted",
            say(
                zh="把规则的话都当成对的了。规则说得对不对，要看后来来没来。",
                en="The rule was believed throughout. Whether it was right is told by what came afterwards.",
            ),
            lambda items: pd.Series("held", index=items.index),
        ),
        Misconception(
            "only_alarms_checked",
            say(
                zh="只核对了有提醒的。没有提醒、后来再也没来的，也是规则的错：漏报。",
                en="Only the alarms were checked. A household without an alarm that never came again is a fault of the rule too: missed.",
            ),
            lambda items: VERDICTS.classify(items).replace("missed", "held"),
        ),
        Misconception(
            "thirty_counts",
            say(
                zh="正好30天的也当成有提醒了。规则是“超过30天”，31天起才提醒。",
                en="Exactly 30 days was taken for an alarm. The rule says more than 30: from 31 days on.",
            ),
            lambda items: VERDICTS.classify(items.assign(recency_days=items["recency_days"] + 1)),
        ),
    ),
    hints=(
        say(
            zh="先看9月30日有没有提醒（超过30天），再看后来有没有订单。",
            en="See first whether there was an alarm (more than 30 days), then whether orders followed.",
        ),
        say(
            zh="有提醒又有订单：误报。没有提醒、订单为0：漏报。其余是规则说对了。",
            en="An alarm and orders: false alarm. No alarm and 0 orders: missed. All the rest: rule held.",
        ),
    ),
    after=say(
        zh="抄规则之前，先用自己的旧数据试一遍，两种错都要数：误报白费人手，漏报丢掉客户。",
        en="Try a rule on your own old data before you take it over, and count both faults: false alarms waste hours, missed ones lose customers.",
    ),
)  # fmt: skip


def _two_clerks(rng: np.random.Generator) -> dict[str, Any]:
    """How two clerks class the same 50 customers; few key customers, so agreement is cheap."""
    both, first, second = int(rng.integers(3, 8)), int(rng.integers(2, 6)), int(rng.integers(1, 6))
    neither = 50 - both - first - second
    table = pd.DataFrame(
        {
            "said": [say(zh="重点", en="key"), say(zh="普通", en="ordinary")],
            "key": [both, second],
            "ordinary": [first, neither],
        }
    )
    agree = (both + neither) / 50
    a, b = (both + first) / 50, (both + second) / 50
    chance = a * b + (1 - a) * (1 - b)
    return {
        "table": table, "both": both, "neither": neither, "agree": agree, "chance": chance,
        "a": both + first, "b": both + second, "not_a": second + neither, "not_b": first + neither,
    }  # fmt: skip


KAPPA = Number(
    id="02_06.6",
    concept="2.24",
    title=say(zh="两个人分得一不一样", en="Do two clerks class alike?"),
    prompt=say(
        zh="规则只写了“看起来重要的算重点客户”。店员甲和店员乙各自给同样的50位客户分类，结果如表（虚构）。扣掉碰运气的一致，他们有多一致？"
        "kappa =（一致 − 运气）÷（1 − 运气），一致和运气都写成0到1的数。运气 = 甲说重点的占比 × 乙说重点的占比 + 甲说普通的占比 × 乙说普通的占比。保留两位小数。",
        en="The rule only says “key customers are those who look important”. Clerks A and B classed the same 50 customers, each alone; the table (made up) has the result. How far do they agree beyond luck? "
        "kappa = (agreement − luck) ÷ (1 − luck), both written as numbers from 0 to 1. Luck = share that A calls key × share that B calls key + share that A calls ordinary × share that B calls ordinary. Two decimals.",
    ),
    case=_two_clerks,
    show={
        "said": say(zh="甲说", en="clerk A says"),
        "key": say(zh="乙说重点（位）", en="clerk B says key"),
        "ordinary": say(zh="乙说普通（位）", en="clerk B says ordinary"),
    },
    compute=lambda case: (case["agree"] - case["chance"]) / (1 - case["chance"]),
    unit=say(zh="（kappa）", en="(kappa)"),
    tolerance=0.0051,  # half of the second decimal
    working=say(
        zh="一致 =（{both} + {neither}）÷ 50 = {agree:.2f}；运气 = {a}/50 × {b}/50 + {not_a}/50 × {not_b}/50 = {chance:.3f}；两数相减，除以（1 − {chance:.3f}）",
        en="agreement = ({both} + {neither}) ÷ 50 = {agree:.2f}; luck = {a}/50 × {b}/50 + {not_a}/50 × {not_b}/50 = {chance:.3f}; the difference divided by (1 − {chance:.3f})",
    ),
    misconceptions=(
        Misconception(
            "agreement_for_kappa",
            say(
                zh="那是一致的比例。大家都说“普通”的多，闭着眼睛也常常一致：要扣掉运气。",
                en="That is the plain agreement. Most are called ordinary, so two people agree often with their eyes shut: take luck off.",
            ),
            lambda case: case["agree"],
        ),
        Misconception(
            "luck_is_one_half",
            say(
                zh="把运气当成了一半。两类人数不一样多，运气要用两个人各自的占比算。",
                en="Luck was taken for one half. The classes are not equally large: work it out from the shares of both clerks.",
            ),
            lambda case: 2 * case["agree"] - 1,
        ),
        Misconception(
            "not_divided",
            say(
                zh="减了运气，忘了除以（1 − 运气），也就是运气以外还剩多少可争取。",
                en="Luck was taken off; then divide by (1 − luck), which is all that could be gained beyond it.",
            ),
            lambda case: case["agree"] - case["chance"],
        ),
    ),
    hints=(
        say(
            zh="一致的是表里对角的两格：都说重点的和都说普通的。",
            en="Agreement is on the diagonal: both say key, and both say ordinary.",
        ),
        say(
            zh="甲说重点的占比 = 第一行之和 ÷ 50，乙说重点的占比 = 第一列之和 ÷ 50。",
            en="A's share of key = sum of the first row ÷ 50, B's = sum of the first column of figures ÷ 50.",
        ),
    ),
    after=say(
        zh="一致的比例听起来总是很高，要看扣掉运气以后剩多少。规则写上分界点，谁来分都一样。",
        en="Plain agreement always sounds high; see what is left without luck. Write cut points into the rule and it does not matter who applies it.",
    ),
)  # fmt: skip

MINUTES = {"key": 30, "other": 10}
LONGEST = 180


@cache
def _spent() -> np.ndarray:
    """What the simulated shop's customers with orders paid in all, in yuan, ascending."""
    table = shop()
    return np.sort(table.loc[table["frequency"] > 0, "monetary"].to_numpy())


def _service(values: Mapping[str, float]) -> dict[str, float]:
    """Key customers, their share of the money, and hours in 30 days by class."""
    spent = _spent()
    first = int(np.searchsorted(spent, values["cut"], side="left"))
    n = len(spent) - first
    return {
        "n": n,
        "share": 100 * float(spent[first:].sum() / spent.sum()),
        "key": n * 30 / values["key_days"] * MINUTES["key"] / 60,
        "other": first * 30 / values["other_days"] * MINUTES["other"] / 60,
    }


def _service_lacks(values: Mapping[str, float], case: dict[str, Any]) -> Text | None:
    if values["key_days"] > case["promise"]:
        return say(
            zh="重点客户每{days:,.0f}天才联系一次，答应的是不超过{promise}天：把它调短",
            en="key customers are contacted every {days:,.0f} days; at most {promise} are promised: shorten it",
        ).format(days=values["key_days"], promise=case["promise"])
    if values["other_days"] > LONGEST:
        return say(
            zh="其他客户每{days:,.0f}天才联系一次，不能超过{longest}天：把它调短",
            en="the others are contacted every {days:,.0f} days; {longest} is the limit: shorten it",
        ).format(days=values["other_days"], longest=LONGEST)
    found = _service(values)
    if found["share"] < case["share"]:
        return say(
            zh="重点客户只带来{share:.1f}%的金额，不到{least}%：把“重点”的界调低",
            en="key customers bring only {share:.1f}% of the money, under {least}%: lower “key from”",
        ).format(share=found["share"], least=case["share"])
    hours, staff = found["key"] + found["other"], case["staff"]
    if round(hours, 1) > staff:  # as the picture shows it
        return say(
            zh="30天要{hours:,.1f}小时，员工只有{staff}小时：把“重点”的界调高，或者把其他客户的间隔拉长",
            en="30 days take {hours:,.1f} hours and the staff have {staff}: raise “key from” or see the others less often",
        ).format(hours=hours, staff=staff)
    if round(hours, 1) < 0.9 * staff:
        return say(
            zh="30天只用了{hours:,.1f}小时，{staff}小时至少要用九成：多照顾一些重点客户，或者把间隔缩短",
            en="30 days take only {hours:,.1f} hours; use at least 90% of the {staff}: more key customers, or shorter intervals",
        ).format(hours=hours, staff=staff)
    return None


def _service_case(rng: np.random.Generator) -> dict[str, Any]:
    case = {"promise": int(rng.choice([25, 30])), "share": int(rng.choice([50, 55]))}
    planned = {
        "cut": float(rng.choice([3000, 3200, 3400])),
        "key_days": float(case["promise"]),
        "other_days": 140.0,
    }
    found = _service(planned)
    staff = int(np.ceil((found["key"] + found["other"]) / 5) * 5)
    return {**case, "staff": staff, "planned": pd.Series(planned)}


def _service_picture(values: Mapping[str, float], case: dict[str, Any]) -> Any:
    found = _service(values)
    title = say(
        zh="30天要{hours:,.1f}小时，员工有{staff}小时；重点客户{n:,}位，带来{share:.1f}%的金额（模拟数据）",
        en="{hours:,.1f} hours in 30 days, {staff} staff hours; {n:,} key customers bring {share:.1f}% (simulated)",
    ).format(hours=found["key"] + found["other"], staff=case["staff"], n=found["n"], share=found["share"])
    names = {"key": say(zh="重点客户", en="key customers"), "other": say(zh="其他客户", en="other customers")}
    label = say(zh="30天要的工时（小时）", en="hours needed in 30 days")
    return bars({"key": found["key"], "other": found["other"]}, names=names, label=label, title=title)


CAPACITY = Thresholds(
    id="02_06.7",
    concept="2.24",
    title=say(zh="照顾得过来吗", en="Can the staff serve them?"),
    prompt=say(
        zh="网店（模拟数据，买过东西的1,049位客户，统计截止日2025年12月31日）每30天有{staff}个员工小时。联系一位重点客户要30分钟，其他客户10分钟。"
        "请定重点客户的界（两年里一共付了多少元起）和两类客户多少天联系一次，做到：重点客户至少每{promise}天一次（答应过的）；其他客户至少每180天一次；重点客户至少带来{share}%的金额；工时不超过{staff}小时，而且至少用九成。",
        en="The online shop (simulated data, the 1,049 customers with orders, as-of date 31 December 2025) has {staff} staff hours in 30 days. A contact with a key customer takes 30 minutes, with any other 10. "
        "Set from how many yuan paid in all a customer is key, and how often each class is contacted, so that: key customers are contacted at least every {promise} days (as promised); the others at least every 180 days; key customers bring at least {share}% of the money; at most {staff} hours are needed and at least 90% of them are used.",
    ),
    case=_service_case,
    sliders={
        "cut": Slider(say(zh="满多少元算重点客户", en="key from (yuan)"), 500, 10000, 100),
        "key_days": Slider(say(zh="重点客户多少天联系一次", en="key customers: every … days"), 5, 120, 5),
        "other_days": Slider(say(zh="其他客户多少天联系一次", en="other customers: every … days"), 5, 360, 5),
    },
    shortfall=_service_lacks,
    solve=lambda case: case["planned"].to_dict(),
    picture=_service_picture,
    misconceptions=(
        Misconception(
            "same_for_all",
            say(
                zh="所有人都按重点客户的间隔联系，工时远远不够。间隔要按类别拉开。",
                en="Everybody is contacted as often as key customers; the hours do not suffice by far. Let the intervals differ by class.",
            ),
            lambda case: {**case["planned"], "other_days": float(case["promise"])},
        ),
        Misconception(
            "promise_stretched",
            say(
                zh="工时不够，就拖延了答应重点客户的联系。答应的先保住，再去动别的。",
                en="The promise to key customers was stretched to save hours. Keep the promise and change something else.",
            ),
            lambda case: {**case["planned"], "cut": 1500.0, "key_days": 60.0},
        ),
        Misconception(
            "everybody_is_key",
            say(
                zh="重点客户定得太多。人人是重点，就照顾不过来。",
                en="Too many are key. If everybody is, nobody can be served as promised.",
            ),
            lambda case: {**case["planned"], "cut": 1000.0},
        ),
    ),
    hints=(
        say(
            zh="先把重点客户的间隔定在答应的天数，其他客户先放到180天，再移“重点”的界。",
            en="Set the key interval to the promise and the others to 180 days, then move “key from”.",
        ),
        say(
            zh="“重点”的界在3,000元左右找，再用其他客户的间隔把工时调到九成以上。",
            en="Try “key from” around 3,000 yuan, then tune the hours to over 90% with the interval of the others.",
        ),
    ),
    after=say(
        zh="分得出来，还要照顾得过来：写进方案的间隔，先用工时核一遍。",
        en="A class you cannot serve is a promise you break: check every interval in the plan against the hours.",
    ),
)  # fmt: skip

LIMITS_OF_A_SCHEME = [AUDIT, MOVED_RULE, MISSED_AND_FALSE, KAPPA, CAPACITY]
