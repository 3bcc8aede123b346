"""Exercises of lesson 03_07: stages and rank of leads, credit, tasks, flow rules, the telesales scorecard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from custclass.act.leads import (
    LIMITS,
    NAMES,
    add_chance,
    flow_rules,
    open_leads,
    rank_leads,
    signing_chances,
)
from custclass.act.team import fit_table
from custclass.classify.conditions import at_least, exactly, otherwise
from custclass.classify.lead_schemes import CONTRACT, INTENT, MEANS, add_lead_measures, lead_stage
from custclass.classify.scheme import Class, Measure, Scheme
from custclass.data.tables import load
from custclass.learn.bank.pools import SHOP_AS_OF, headings
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
from custclass.show.say import Text, say

YUAN = say(zh="元", en="yuan")
DAYS = say(zh="天", en="days")

# -- 3.16 stages, rank, credit ----------------------------------------------------------------------------

STAGE = lead_stage()


@cache
def _staged() -> pd.DataFrame:
    """The leads of the simulated shop at the end of 2025 with the measures of their stage, by id."""
    leads = add_lead_measures(load("shop_leads"), load("shop_lead_payments"), SHOP_AS_OF)
    return leads.drop_duplicates("phone").set_index("lead_id")


def _signed_by_contract(items: pd.DataFrame) -> pd.Series:
    unpaid = (items["contract"] == "yes") & (items["paid_share"] < 0.3)
    return STAGE.classify(items).mask(unpaid, "signed")


def _paid_is_paid(items: pd.DataFrame) -> pd.Series:
    return STAGE.classify(items.assign(on_time_share=items["paid_share"]))


def _date_passed_is_soon(items: pd.DataFrame) -> pd.Series:
    return STAGE.classify(items.assign(days_to_signing=items["days_to_signing"].clip(lower=0)))


def _date_alone(items: pd.DataFrame) -> pd.Series:
    return STAGE.classify(items.assign(intent="clear", means="enough"))


def _any_date_ahead(items: pd.DataFrame) -> pd.Series:
    return STAGE.classify(items.assign(days_to_signing=items["days_to_signing"].clip(upper=60)))


STAGES = Assign(
    id="03_07.1",
    concept="3.16",
    title=say(zh="线索到了哪一步", en="How far is each lead?"),
    prompt=say(
        zh="网店的线索（模拟），统计截止日是2025年12月31日。规则从上往下，先符合哪条算哪条：合格签约客户：有合同，按期付的占比是1（全部付了，而且每一笔都不晚于约定日期）；签约客户：有合同，已付的占比不低于0.3；"
        "目标客户：意向明确、财力足够、没有合同、离预计签约日0到60天，或者有合同但已付的占比不到0.3；其余的是潜在客户。（占比都是占合同金额。）负的天数表示预计签约日已经过了。每条线索在哪个阶段？",
        en="Leads of the shop (simulated), as of 31 December 2025. The rules, from the top, the first that is met: fully-paid signed customer: a contract, and the share paid by the agreed dates is 1 (all of it is paid, every instalment by its date); signed customer: a contract, and the share paid is at least 0.3; "
        "target customer: clear intent, enough means, no contract and 0 to 60 days to the expected signing, or a contract with a share paid below 0.3; every other lead is a prospect (shares of the contract value). Negative days: the expected day has passed. In which stage is each lead?",
    ),
    pool=_staged,
    scheme=STAGE,
    show={
        **headings("intent", "means"),
        "days_to_signing": say(zh="离预计签约日（天）", en="to the expected signing (days)"),
        "contract": say(zh="合同", en="contract"),
        "paid_share": say(zh="已付的占比", en="share paid"),
        "on_time_share": say(zh="按期付的占比", en="share paid by the agreed dates"),
    },
    values={"intent": dict(INTENT.labels), "means": dict(MEANS.labels), "contract": dict(CONTRACT.labels)},
    n=10,
    misconceptions=(
        Misconception(
            "contract_is_signed",
            say(
                zh="有合同就算了签约客户。首款不到30%，买家还没有拿出钱来：算目标客户，要去催款。",
                en="A contract was enough for you. With less than 30% paid the buyer has not shown the money: a target customer, and a case for collection.",
            ),
            _signed_by_contract,
        ),
        Misconception(
            "late_counts_as_fully_paid",
            say(
                zh="钱付清了就算了合格。还要每一笔都按期：迟付过的是签约客户。",
                en="All paid was enough for you. Every instalment must be in time as well: who paid late is a signed customer.",
            ),
            _paid_is_paid,
        ),
        Misconception(
            "passed_date_is_soon",
            say(
                zh="预计签约日已经过了的，算成了目标客户。没有约新日期之前，它只是潜在客户。",
                en="Leads whose expected day has passed became targets. Until a new day is agreed they are prospects.",
            ),
            _date_passed_is_soon,
        ),
        Misconception(
            "date_alone",
            say(
                zh="只看了日期。目标客户还要意向明确、财力足够，缺一样就是潜在客户。",
                en="You looked at the date only. A target needs clear intent and enough means as well; without one of them it is a prospect.",
            ),
            _date_alone,
        ),
        Misconception(
            "any_date_ahead",
            say(
                zh="还要60天以上才签的，也算成了目标客户。那还早，是潜在客户。",
                en="Leads expected to sign in more than 60 days became targets. That is far off: prospects.",
            ),
            _any_date_ahead,
        ),
    ),
    hints=(
        say(zh="先看有没有合同。", en="First: is there a contract?"),
        say(
            zh="有合同：按期的是1吗？已付到0.3了吗？没有合同：意向、财力、天数三样都要。",
            en="With a contract: is the on-time share 1? Is the share paid 0.3? Without: intent, means and days, all three.",
        ),
    ),
    after=say(
        zh="阶段看钱和日期，不看感觉：过期的日期，今天就该打电话重新约。",
        en="Stages go by money and dates, not by feeling: where a day has passed, call today and agree on another.",
    ),
)  # fmt: skip


@cache
def _ranked() -> pd.DataFrame:
    """Open leads at the end of 2025, no more than 180 days past their day, by expected profit (simulated)."""
    leads = load("shop_leads")
    chances = signing_chances(leads, "2025-06-30", SHOP_AS_OF, by=["intent", "product"])
    ranked = rank_leads(add_chance(open_leads(leads, SHOP_AS_OF), chances), SHOP_AS_OF)
    ranked["percent"] = (100 * ranked["chance"]).round().astype(int)
    recent = ranked["expected_on"] >= pd.Timestamp(SHOP_AS_OF) - pd.Timedelta(days=180)
    known = ranked[(ranked["percent"] >= 4) & recent].drop_duplicates("phone")
    return known.set_index("lead_id")[
        ["value", "margin", "percent", "expected_on", "days_ahead", "expected_profit"]
    ]


LEADS = ["l1", "l2", "l3", "l4", "l5", "l6"]


def _first_three(measure: Callable[[pd.DataFrame], pd.Series]) -> Callable[[dict[str, Any]], set[str]]:
    def first(case: dict[str, Any]) -> set[str]:
        order = np.argsort(-measure(case["table"]).to_numpy(), kind="stable")
        return {LEADS[place] for place in order[:3]}

    return first


def _soon(table: pd.DataFrame) -> pd.Series:
    return -table["expected_on"].astype("int64")


def _six_leads(rng: np.random.Generator) -> dict[str, Any]:
    """Six leads, third and fourth apart in all that one may sort by, clearly so in expected profit."""
    pool = _ranked()
    columns = {name: pool[name] for name in ("value", "percent", "expected_profit")}
    columns |= {"date": _soon(pool), "plain": pool["percent"] * pool["margin"]}
    columns["turnover"] = pool["percent"] * pool["value"]
    while True:  # few sets of six will do, so many are drawn at once
        sets = rng.integers(len(pool), size=(1500, 6))
        fine = (np.diff(np.sort(sets), axis=1) > 0).all(axis=1)
        first: dict[str, np.ndarray] = {}
        for name, values in columns.items():
            drawn = values.to_numpy()[sets]
            order = np.argsort(-drawn, axis=1)
            third, fourth = (np.take_along_axis(drawn, order[:, [n]], axis=1)[:, 0] for n in (2, 3))
            fine &= third > (1.05 if name in ("expected_profit", "plain") else 1) * fourth
            first[name] = (1 << order[:, :3]).sum(axis=1)
        fine &= first["expected_profit"] == first.pop("plain")
        fine &= (np.diff(np.sort(list(first.values()), axis=0), axis=0) > 0).all(axis=0)
        if fine.any():
            break
    places = sets[fine.argmax()]
    table = pool.iloc[places]
    table.index.name = "lead_id"
    case: dict[str, Any] = {"table": table}
    for code, (lead, row) in zip(LEADS, table.iterrows(), strict=True):
        case[code] = lead
        case[f"{code}_why"] = say(
            zh="概率{p}% × 毛利{m:,.0f}元 = {e:,.0f}元",
            en="chance {p}% × margin {m:,.0f} yuan = {e:,.0f} yuan",
        ).format(p=row["percent"], m=row["margin"], e=row["percent"] * row["margin"] / 100)
    return case


RANK = Several(
    id="03_07.2",
    concept="3.16",
    title=say(zh="今天先跟哪三条", en="Which three leads come first?"),
    prompt=say(
        zh="网店还没有结果的六条线索（模拟），统计截止日是2025年12月31日；预计签约日过了180天以上的已经放下。签约概率是从最近半年的线索数出来的。今天只来得及跟三条，按预期利润（签约概率 × 毛利）排。这六条里，晚到的钱打不打折，前三条都一样，不用算折扣。选出前三条。",
        en="Six open leads of the shop (simulated), as of 31 December 2025; none is more than 180 days past its expected day. The chance to sign was counted on the leads of the last half-year. There is time for three today, by expected profit (chance × margin). Among these six the discount for later money does not change the first three: leave it out. Tick the three.",
    ),
    case=_six_leads,
    show={
        "value": say(zh="合同金额（元）", en="contract value (yuan)"),
        **headings("margin", "expected_on"),
        "percent": say(zh="签约概率（%）", en="chance to sign (%)"),
    },
    options={code: Text(zh=f"{{{code}}}", en=f"{{{code}}}") for code in LEADS},
    because={code: Text(zh=f"{{{code}_why}}", en=f"{{{code}_why}}") for code in LEADS},
    answer=_first_three(lambda table: table["expected_profit"]),
    misconceptions=(
        Misconception(
            "by_value",
            say(
                zh="按合同金额挑的。金额大的线索，多半签不成；签成了，留下的也只是毛利。",
                en="You went by contract value. Large contracts are seldom signed, and what stays of them is the margin only.",
            ),
            _first_three(lambda table: table["value"]),
        ),
        Misconception(
            "by_chance",
            say(
                zh="只看了签约概率。容易签的，毛利可能很少：要乘起来。",
                en="You looked at the chance alone. What is easily signed may leave little margin: multiply the two.",
            ),
            _first_three(lambda table: table["percent"]),
        ),
        Misconception(
            "value_for_margin",
            say(
                zh="概率乘的是合同金额。签成了，留下的只是毛利：乘毛利。",
                en="You multiplied the chance by the contract value. What stays of a contract is its margin: multiply by that.",
            ),
            _first_three(lambda table: table["percent"] * table["value"]),
        ),
        Misconception(
            "by_date",
            say(
                zh="按预计签约日挑的。过期太久的已经放下了；剩下的，日期安排什么时候打，不决定打给谁。",
                en="You went by the expected day. What is long past is left out already; among the others the date says when to call, not whom.",
            ),
            _first_three(_soon),
        ),
    ),
    hints=(
        say(zh="六条各算一个数：概率 × 毛利。", en="One figure for each lead: chance × margin."),
        say(
            zh="合同金额用不着；把六个乘积从大到小排，取前三个。",
            en="The contract value is not needed; order the six products and take the first three.",
        ),
    ),
    after=say(
        zh="过期太久的先放下；先跟谁看预期利润，什么时候跟看日期，再跟一条简单规则比一比。",
        en="Leave what is long past. Whom first: expected profit. When: the date. And compare with a plain rule.",
    ),
)  # fmt: skip

_DAY = pd.Timestamp(SHOP_AS_OF)


def _instalments(rng: np.random.Generator) -> dict[str, Any]:
    """Six instalments: paid in time, paid late, paid in part, not paid, due today, due later."""
    due = 100 * rng.choice(np.arange(12, 90), 6, replace=False)
    part = int(100 * rng.integers(4, due[2] // 100 - 3))
    ago = [int(rng.integers(*ends)) for ends in ((60, 90), (35, 55), (20, 33), (4, 18))]
    table = pd.DataFrame(
        {
            "due_on": [_DAY - pd.Timedelta(days=n) for n in (*ago, 0, -int(rng.integers(10, 50)))],
            "due": due,
            "paid_on": [_DAY - pd.Timedelta(days=n) for n in (ago[0] + 3, 2, ago[2] - 5)] + [pd.NaT] * 3,
            "paid": [due[0], due[1], part, 0, 0, 0],
        }
    )
    table = table.iloc[rng.permutation(6)]
    table.index = pd.Index([str(n) for n in range(1, 7)], name="instalment")
    late = table[(table["due_on"] < _DAY) & (table["due"] > table["paid"])]
    parts = [f"({due:,} − {paid:,})" for due, paid in zip(late["due"], late["paid"], strict=True)]
    return {"table": table, "parts": " + ".join(parts)}


def _overdue(case: dict[str, Any]) -> float:
    table = case["table"]
    late = table["due_on"] < _DAY
    return float((table["due"] - table["paid"])[late].sum())


OVERDUE = Number(
    id="03_07.3",
    concept="3.16",
    title=say(zh="逾期多少钱", en="How much is overdue?"),
    prompt=say(
        zh="一位客户的六笔分期款（虚构），统计截止日是2025年12月31日。逾期金额 = 约定日期在统计截止日之前、还没有付的钱；当天到期的不算逾期。这位客户逾期多少元？",
        en="Six instalments of one customer (made up), as of 31 December 2025. Overdue = agreed for a day before the as-of date and not paid; what is due on that very day is not overdue. How many yuan are overdue?",
    ),
    case=_instalments,
    show={
        "due_on": say(zh="约定日期", en="agreed for"),
        "due": say(zh="应付（元）", en="due (yuan)"),
        "paid_on": say(zh="付款日", en="paid on"),
        "paid": say(zh="已付（元）", en="paid (yuan)"),
    },
    compute=_overdue,
    unit=YUAN,
    tolerance=1,
    working=say(
        zh="只看约定日期在12月31日之前的几笔，应付减已付，再相加：{parts}",
        en="take the instalments agreed for a day before 31 December, due less paid, and add them: {parts}",
    ),
    misconceptions=(
        Misconception(
            "outstanding_is_overdue",
            say(
                zh="把没付的全算了逾期。那是未付余额：还没到约定日期的不是逾期，不能去催。",
                en="You counted all that is unpaid. That is the outstanding amount: what is not due yet is not overdue, and nobody may press for it.",
            ),
            lambda case: float((case["table"]["due"] - case["table"]["paid"]).sum()),
        ),
        Misconception(
            "due_today_is_overdue",
            say(
                zh="把12月31日当天到期的也算了。当天付还是按期，第二天才算逾期。",
                en="You counted what is due on 31 December itself. Paid on that day it is in time; it is overdue from the next.",
            ),
            lambda case: float(
                (case["table"]["due"] - case["table"]["paid"])[case["table"]["due_on"] <= _DAY].sum()
            ),
        ),
        Misconception(
            "part_payment_forgotten",
            say(
                zh="付了一部分的那一笔，按整笔算了。要减去已经付的。",
                en="The instalment that was paid in part was counted whole. Take off what was paid.",
            ),
            lambda case: _overdue(case) + _paid_late(case, whole=False),
        ),
        Misconception(
            "paid_late_is_overdue",
            say(
                zh="迟付、但已经付清的也算进去了。它影响付款记录，不再是逾期的钱。",
                en="You counted what was paid late but in full. It spoils the record of payment, yet is not owed any more.",
            ),
            lambda case: _overdue(case) + _paid_late(case, whole=True),
        ),
    ),
    hints=(
        say(zh="一笔一笔问：约定日期过了吗？还差多少？", en="Ask of each: has its day passed? How much is missing?"),
        say(
            zh="12月31日当天和以后到期的不算；付清的不算；付了一部分的只算差额。",
            en="Leave out what is due on 31 December or later and what is paid in full; of a part payment count the rest.",
        ),
    ),
    after=say(
        zh="催款和停货看逾期，不看未付余额：对按约定付钱的客户，催了就得罪了。",
        en="Reminders and stops go by what is overdue, not by what is outstanding: pressing a customer who keeps to the contract offends them.",
    ),
)  # fmt: skip


def _paid_late(case: dict[str, Any], whole: bool) -> float:
    """Return what was paid after the agreed day, of instalments paid in full or of those paid in part."""
    table = case["table"]
    late = table["paid_on"] > table["due_on"]
    full = table["paid"] >= table["due"]
    return float(table.loc[late & (full if whole else ~full), "paid"].sum())


RECORD_LINES = {
    "late": say(
        zh="到期的都付清了，其中一笔晚了10天", en="all that was due is paid, one instalment ten days late"
    ),
    "new": say(
        zh="第一笔提前付了，还没有一笔到期", en="the first instalment was paid early, and none is due yet"
    ),
    "overdue": say(
        zh="有一笔逾期20天，还没有付清", en="one instalment is 20 days overdue and not paid in full"
    ),
}
_TAKEN_FOR = {"late": "clean", "new": "clean", "overdue": "late"}  # the better record it is mistaken for


def _room(case: Mapping[str, Any], record: str) -> int:
    return round(case["paid"] + LIMITS[record] * case["value"] - case["out"])


def _shipping(rng: np.random.Generator) -> dict[str, Any]:
    """A contract of which the four amounts to choose from differ."""
    while True:
        record = str(rng.choice(list(RECORD_LINES)))
        value = int(rng.choice([12, 16, 20, 24, 28])) * 1000
        paid = round(value * (0.4 if record == "overdue" else 0.3))
        out = paid + (0 if record == "overdue" else round(value * float(rng.choice([0.05, 0.1, 0.15]))))
        case: dict[str, Any] = {"value": value, "paid": paid, "out": out, "line": RECORD_LINES[record]}
        case["limit"] = round(100 * LIMITS[record])
        case["allowed"] = _room(case, record)
        amounts = {
            "rest": value - out,
            "better": _room(case, _TAKEN_FOR[record]),
            "forgot": case["allowed"] + out,
        }
        if len({case["allowed"], *amounts.values()}) == 4:
            return {**case, **amounts}


SHIP = ChooseOne(
    id="03_07.4",
    concept="3.16",
    title=say(zh="今天最多还能发多少货", en="How much may still be shipped today?"),
    prompt=say(
        zh="一位签约客户（虚构）：合同{value:,}元，已付{paid:,}元，已经发出{out:,}元的货；付款情况：{line}。规则：累计发出的货不超过“已付 + 信用额度”；额度按付款记录是合同金额的：到期的都按期付了50%，到期的付了但迟过30%，还没有到期款20%，逾期未付0（付了多少才能发多少）。今天最多还能发多少元的货？",
        en="A signed customer (made up): contract {value:,} yuan, paid {paid:,} yuan, goods for {out:,} yuan have left; so far: {line}. The rule: goods for no more than paid + credit limit may have left in all. The limit is a share of the contract by record of payment: all due paid on time 50%; all due paid, some late 30%; nothing due yet 20%; overdue 0 (only what is paid for may leave). For how many yuan may goods leave today at most?",
    ),
    case=_shipping,
    options={
        code: Text(zh=f"{{{code}:,}}元", en=f"{{{code}:,}} yuan")
        for code in ("allowed", "rest", "better", "forgot")
    },
    because={
        "allowed": say(
            zh="已付{paid:,}元，加额度{limit}% × {value:,}元，减已发{out:,}元",
            en="paid {paid:,} yuan, plus the limit of {limit}% × {value:,} yuan, less {out:,} yuan that have left",
        ),
        "rest": say(
            zh="这是合同剩下的货，没有问钱到了多少：可发的只到已付加额度（{limit}% × {value:,}元）",
            en="that is the rest of the contract, whatever was paid: no more than paid plus limit ({limit}% × {value:,} yuan) may leave",
        ),
        "better": say(
            zh="这是付款记录好一级的额度；这位客户的额度是{limit}% × {value:,}元",
            en="that takes the limit of a better record; this customer's is {limit}% × {value:,} yuan",
        ),
        "forgot": say(
            zh="这是累计可发的总数；已经发出的{out:,}元要减掉",
            en="that is what may have left in all; take off the {out:,} yuan that have left",
        ),
    },
    answer="allowed",
    misconceptions=(
        Misconception(
            "contract_is_credit",
            say(
                zh="合同剩多少就发多少。签了约不等于付了钱：发货跟着已付和额度走。",
                en="You shipped the rest of the contract. Signed is not paid: goods follow the money and the limit.",
            ),
            "rest",
        ),
        Misconception(
            "record_misread",
            say(
                zh="付款记录看好了一级。迟付过的不是“到期的都按期付了”，还没有到期款的也不是；逾期的额度是0。",
                en="You read the record of payment too kindly. Once late is not all on time, nor is nothing due yet; and the limit of an overdue customer is 0.",
            ),
            "better",
        ),
        Misconception(
            "goods_out_forgotten",
            say(
                zh="忘了减去已经发出的货。“已付 + 额度”管的是累计。",
                en="You forgot the goods that have left. Paid + limit is for all of them together.",
            ),
            "forgot",
        ),
    ),
    hints=(
        say(zh="先定付款记录，查出额度是百分之几。", en="First the record of payment: which share is the limit?"),
        say(zh="已付 + 额度 − 已经发出的。", en="Paid + limit − what has left."),
    ),
    after=say(
        zh="发货、催款、奖金都跟着回款走，信用控制才管用。",
        en="Credit control works when shipping, collection and bonus all follow the money.",
    ),
)  # fmt: skip

# -- 3.17 tasks -------------------------------------------------------------------------------------------

_PRODUCTS = {"gift_order": 1, "office_tea": 2, "tea_room": 3}
_KINDS = ["person", "household", "organisation"]
_SELLERS = ["K2", "K3", "K5"]


@cache
def _sellers() -> pd.DataFrame:
    people = load("shop_sellers")
    return people[people["seller"].isin(_SELLERS)]


_TASKS = pd.DataFrame(
    [(f"{kind}_{name}", kind, level, name) for kind in _KINDS for name, level in _PRODUCTS.items()],
    columns=["task_id", "customer_type", "difficulty", "product"],
)


def _fits() -> pd.DataFrame:
    """Return how well each seller suits each task; none where the product is two steps too hard."""
    people = _sellers()
    fits = fit_table(_TASKS, people)
    steps = _TASKS["difficulty"].to_numpy()[:, None] - people["strength"].to_numpy()[None, :]
    return fits.where(steps <= 1, 0.0)


_FITS = _fits()
_BEST = _FITS.idxmax(axis=1).to_dict()


def _fit_words(task: str) -> Text:
    parts = [
        say(zh="{who}是{fit:.2f}", en="{who} {fit:.2f}").format(who=who, fit=fit)
        if fit
        else say(zh="{who}难两级，不给", en="{who} two steps too hard").format(who=who)
        for who, fit in _FITS.loc[task].items()
    ]
    return Text(zh="适合程度：" + "，".join(p.zh for p in parts), en="fit: " + ", ".join(p.en for p in parts))


SUITS = Match(
    id="03_07.5",
    concept="3.17",
    title=say(zh="哪条线索给谁最合适", en="Who suits which lead best?"),
    prompt=say(
        zh="模拟网店的三位销售员，都还有时间。适合程度 = 对这类客户的适合；产品比本人能卖的难一级，再乘0.6；难两级的不给。产品难度：礼盒团购1，办公室用茶2，茶室布置3。"
        "K2：能卖到2；个人1.1，家庭1.2，机构0.8。K3：能卖到1；个人1.2，家庭1.0，机构0.7。K5：能卖到3；个人0.7，家庭0.8，机构1.3。每条线索给适合程度最高的一位，给谁？",
        en="Three sellers of the simulated shop, all with time. Fit = fit to the type of customer × 0.6 for each step by which the product is harder than what they can sell; two steps too hard is not given. Difficulty: gift order 1, office tea 2, tea room 3. "
        "K2: sells up to 2; person 1.1, household 1.2, organisation 0.8. K3: sells up to 1; person 1.2, household 1.0, organisation 0.7. K5: sells up to 3; person 0.7, household 0.8, organisation 1.3. Each lead goes to the best fit: to whom?",
    ),
    situations={
        row.task_id: say(zh="{kind}，{product}", en="{kind}, {product}").format(
            kind=NAMES["customer_type"][row.customer_type], product=NAMES["product"][row.product]
        )
        for row in _TASKS.itertuples()
    },
    actions={who: say(zh=who, en=who) for who in _SELLERS},
    pairs=_BEST,
    because={task: _fit_words(task) for task in _BEST},
    n=7,
    misconceptions=(
        Misconception(
            "type_only",
            say(
                zh="只看了谁适合这类客户。产品太难，每难一级就打六折，难两级卖不了。",
                en="You looked at the type of customer only. Each step too hard takes 0.6, and two steps cannot be sold at all.",
            ),
            {
                row.task_id: {"person": "K3", "household": "K2", "organisation": "K5"}[row.customer_type]
                for row in _TASKS.itertuples()
            },
        ),
        Misconception(
            "strongest_gets_all",
            say(
                zh="全给了最能卖的K5。对个人和家庭，K5并不合适。",
                en="Everything went to K5, who sells the hardest products. Persons and households are not K5's strength.",
            ),
            dict.fromkeys(_BEST, "K5"),
        ),
        Misconception(
            "difficulty_only",
            say(
                zh="只按产品难度对号入座。还要乘以对客户类型的适合。",
                en="You matched difficulty and strength only. Multiply by the fit to the type of customer as well.",
            ),
            {row.task_id: {1: "K3", 2: "K2", 3: "K5"}[row.difficulty] for row in _TASKS.itertuples()},
        ),
    ),
    hints=(
        say(zh="每条线索，三个人各算一个适合程度。", en="For each lead work out the fit of all three."),
        say(
            zh="例如个人买茶室：K2是1.1 × 0.6，K3难两级，K5是0.7。",
            en="A tea room for a person, say: K2 is 1.1 × 0.6, for K3 it is two steps too hard, K5 is 0.7.",
        ),
    ),
    after=say(
        zh="客户类型和产品难度要相乘：最能卖的人，不一定最合适。",
        en="Multiply the two, type of customer and difficulty of the product: who sells the hardest products is not always the best fit.",
    ),
)  # fmt: skip

TASKS = ["t1", "t2", "t3", "t4", "t5", "t6"]
_SUBSETS = np.array(list(product([0, 1], repeat=len(TASKS))))
BY_WEDNESDAY, BY_FRIDAY = 12, 20


def _greedy(order: np.ndarray, hours: np.ndarray, early: np.ndarray) -> frozenset[int]:
    taken: list[int] = []
    for task in order:
        more = [*taken, int(task)]
        if hours[more].sum() <= BY_FRIDAY and (hours * early)[more].sum() <= BY_WEDNESDAY:
            taken = more
    return frozenset(taken)


def _week(rng: np.random.Generator) -> dict[str, Any]:
    """Six tasks of which one set brings clearly most, and the usual short cuts bring others."""
    sets: dict[str, frozenset[int]] = {}
    while len(set(sets.values())) < 5:
        many = rng.choice([2, 4, 6, 8, 10], (200, 6))
        by_wednesday = rng.permuted(np.tile([1, 1, 1, 0, 0, 0], (200, 1)), axis=1)
        profits = (many * rng.uniform(90, 260, (200, 6))).round(-1).astype(int)
        gains = profits @ _SUBSETS.T
        free = np.where(many @ _SUBSETS.T <= BY_FRIDAY, gains, -1)
        feasible = np.where((many * by_wednesday) @ _SUBSETS.T <= BY_WEDNESDAY, free, -1)
        two = np.sort(feasible, axis=1)
        clear = (two[:, -2] < 0.96 * two[:, -1]) & (np.diff(np.sort(profits), axis=1) > 0).all(axis=1)
        for row in np.flatnonzero(clear & (free.argmax(axis=1) != feasible.argmax(axis=1))):
            hours, early, worth = many[row], by_wednesday[row], profits[row]
            sets = {
                "best": frozenset(np.flatnonzero(_SUBSETS[feasible[row].argmax()]).tolist()),
                "no_deadline": frozenset(np.flatnonzero(_SUBSETS[free[row].argmax()]).tolist()),
                "largest": _greedy(np.argsort(-worth), hours, early),
                "quickest": _greedy(np.lexsort((-worth, hours)), hours, early),
                "per_hour": _greedy(np.argsort(-worth / hours), hours, early),
            }
            if len(set(sets.values())) == 5:
                break
    days = [say(zh="星期三", en="Wednesday") if one else say(zh="星期五", en="Friday") for one in early]
    names = pd.Index(["Q1", "Q2", "Q3", "Q4", "Q5", "Q6"], name="lead_id")
    table = pd.DataFrame({"worth": worth, "hours": hours, "due": days}, index=names)
    case: dict[str, Any] = {"table": table}
    for name, places in sets.items():
        case[name] = {TASKS[place] for place in places}
    best = list(sets["best"])
    total, used = int(worth[best].sum()), int(hours[best].sum())
    for place, code in enumerate(TASKS):
        case[code] = names[place]
        case[f"{code}_why"] = say(
            zh="最好的组合用{used}小时，得{total:,}元；{lead}{part}",
            en="the best set takes {used} hours and brings {total:,} yuan; {lead} {part}",
        ).format(
            used=used,
            total=total,
            lead=names[place],
            part=say(zh="在里面", en="is in it")
            if place in sets["best"]
            else say(zh="不在里面", en="is not in it"),
        )
    return case


def _set_of(name: str) -> Callable[[dict[str, Any]], set[str]]:
    return lambda case: case[name]


WEEK = Several(
    id="03_07.6",
    concept="3.17",
    title=say(zh="20个小时做哪几条", en="20 hours: which leads?"),
    prompt=say(
        zh="一位销售员这一周（星期一到星期五）每天有4小时，一共20小时；到星期三下班为止是12小时。六条线索（虚构）各有预期利润、要用的小时和最晚做完的日子；一条要么做完，要么不做；每条只要在到期那天下班前做完就行。选哪几条，预期利润之和最大，而且都来得及？",
        en="A seller has 4 hours a day this week (Monday to Friday), 20 in all; until Wednesday evening 12. Six leads (made up) have an expected profit, the hours they take and the last day for them; a lead is done wholly or not at all, in time if finished by the evening of its day. Which leads make the sum of expected profits largest with all of them in time?",
    ),
    case=_week,
    show={
        "worth": say(zh="预期利润（元）", en="expected profit (yuan)"),
        "hours": say(zh="小时", en="hours"),
        "due": say(zh="最晚做完", en="last day"),
    },
    options={code: Text(zh=f"{{{code}}}", en=f"{{{code}}}") for code in TASKS},
    because={code: Text(zh=f"{{{code}_why}}", en=f"{{{code}_why}}") for code in TASKS},
    answer=_set_of("best"),
    misconceptions=(
        Misconception(
            "deadline_ignored",
            say(
                zh="只看了总共20小时。星期三到期的几条加起来超过12小时，来不及。",
                en="You minded the 20 hours only. The leads due on Wednesday take more than 12 hours together: too late.",
            ),
            _set_of("no_deadline"),
        ),
        Misconception(
            "largest_first",
            say(
                zh="从预期利润最大的开始拿。一条大的可能占掉两条小的时间，两条小的合起来更多。",
                en="You took the largest profit first. One large lead may use the hours of two smaller ones that bring more together.",
            ),
            _set_of("largest"),
        ),
        Misconception(
            "quickest_first",
            say(
                zh="从最快做完的开始拿。做得多不等于赚得多：看每小时多少元。",
                en="You took the quickest first. Many done is not much earned: look at yuan per hour.",
            ),
            _set_of("quickest"),
        ),
        Misconception(
            "per_hour_only",
            say(
                zh="从每小时最多的开始拿，是个好开头，可是剩下几小时没有用好。换一条试试，看和能不能更大。",
                en="The best per hour first is a good start, but it left hours badly used. Swap one and see whether the sum grows.",
            ),
            _set_of("per_hour"),
        ),
    ),
    hints=(
        say(zh="先算每条线索每小时多少元，从高的试起；这还不是答案。", en="Work out yuan per hour of each lead and start with the best; that is not the answer yet."),
        say(
            zh="再换一换：星期三到期的不超过12小时，全部不超过20小时，看哪一组的和最大。",
            en="Then swap: no more than 12 hours due on Wednesday and 20 in all; which set has the largest sum?",
        ),
    ),
    after=say(
        zh="工时有限时，比的是一组任务的总和，不是一条一条的名次；留下的要写明原因。",
        en="With few hours compare sets of tasks, not the rank of one; and give a reason for what is left.",
    ),
)  # fmt: skip

# -- 3.18 flow --------------------------------------------------------------------------------------------

_RULES = {rule.code: rule for rule in flow_rules()}
_FIRST, _TARGET, _PROSPECT = (_RULES[name].days for name in ("first_contact", "target_idle", "prospect_idle"))

FLOW = Scheme(
    "lead_flow",
    say(zh="线索去哪里", en="Where the lead goes"),
    measures=[
        Measure("stage", "category", values=STAGE.labels, label=say(zh="阶段", en="stage")),
        Measure(
            "contacts", "integer", low=0, label=say(zh="联系次数", en="contacts so far")
        ),
        Measure("held_days", "integer", low=0, label=say(zh="分到手", en="time since it was given"), unit=DAYS),
        Measure("idle_days", "integer", low=0, label=say(zh="没有跟进", en="time since the last contact"), unit=DAYS),
    ],
    classes=[
        Class("service", say(zh="移交客服", en="to service"), {"stage": exactly("signed")}, {"stage": exactly("fully_paid")}),
        Class(
            "reassign",
            say(zh="换一位销售员", en="to another seller"),
            {"stage": exactly("target"), "idle_days": at_least(_TARGET)},
            {"contacts": exactly(0), "held_days": at_least(_FIRST)},
        ),
        Class("release", say(zh="放回公海客户池", en="to the public pool of leads"), {"stage": exactly("prospect"), "idle_days": at_least(_PROSPECT)}),
        Class("stay", say(zh="不动", en="stays"), otherwise),
    ],
)  # fmt: skip


@cache
def _leads_on(day: str) -> pd.DataFrame:
    """The simulated shop's leads on a day: stage, contacts so far, days held and days without a contact."""
    leads = add_lead_measures(load("shop_leads"), load("shop_lead_payments"), day)
    end = pd.Timestamp(day)
    events = load("shop_lead_events")
    seen = events[events["time"] < end + pd.Timedelta(days=1)].groupby("lead_id")["time"].agg(["size", "max"])
    leads = leads.drop_duplicates("phone").set_index("lead_id")
    last = leads.index.map(seen["max"]).normalize()
    leads["stage"] = STAGE.classify(leads)
    leads["contacts"] = pd.Series(leads.index.map(seen["size"]), leads.index).fillna(0).astype(int)
    leads["held_days"] = (end - leads["created_on"]).dt.days
    leads["idle_days"] = (end - pd.Series(last, leads.index).fillna(leads["created_on"])).dt.days
    return leads


@cache
def _flowing() -> pd.DataFrame:
    """Leads on the last days of the months of 2025, each once, those without a contact first."""
    days = [day.date().isoformat() for day in pd.date_range("2025-01-31", SHOP_AS_OF, freq="ME")]
    leads = pd.concat([_leads_on(day) for day in days])
    leads = leads[~((leads["contract"] == "yes") & (leads["stage"] == "target"))]  # these are for collection
    leads = leads.sort_values("contacts", kind="stable")
    return leads[~leads.index.duplicated()][["stage", "contacts", "held_days", "idle_days"]]


MOVES = Assign(
    id="03_07.7",
    concept="3.18",
    title=say(zh="哪些线索要流转", en="Which leads move, and where to?"),
    prompt=say(
        zh="网店的线索（模拟），每条取2025年某个月的最后一天；签了、首款没到的要去催款，不在这里，所以目标客户都还没有合同。流转规则从上往下，先符合哪条用哪条：签约客户和合格签约客户，移交客服；分到手满{first}天还没有联系过（联系次数是0），换一位销售员；目标客户满{target}天没有跟进，换一位销售员；潜在客户满{prospect}天没有跟进，放回公海客户池；其余不动。没有联系过的，从分到手那天数起。每条线索去哪里？",
        en="Leads of the shop (simulated), each on the last day of some month of 2025; contracts without a first payment are for collection and left out, so no target customer here has a contract. The flow rules, from the top, the first that is met: signed and fully-paid signed customers go to service; held for {first} days or more and never contacted (0 contacts): to another seller; a target customer without a contact for {target} days or more: to another seller; a prospect without a contact for {prospect} days or more: to the public pool of leads; all others stay. Where there was no contact, count from the day the lead was given. Where does each lead go?",
    ).format(first=_FIRST, target=_TARGET, prospect=_PROSPECT),
    pool=_flowing,
    scheme=FLOW,
    show={
        **headings("stage"),
        "contacts": say(zh="联系次数", en="contacts so far"),
        "held_days": say(zh="分到手（天）", en="held for (days)"),
        "idle_days": say(zh="没有跟进（天）", en="without a contact (days)"),
    },
    values={"stage": dict(STAGE.labels)},
    n=8,
    misconceptions=(
        Misconception(
            "since_created",
            say(
                zh="数成了分到手的天数。要数最近一次联系以来的天数：一直有人跟的线索不该被拿走。",
                en="You counted the days the lead was held. Count from the last contact: a lead that is looked after is not taken away.",
            ),
            lambda items: FLOW.classify(items.assign(idle_days=items["held_days"])),
        ),
        Misconception(
            "target_to_pool",
            say(
                zh="闲置的目标客户放回了公海。他们正热，先换一位销售员。",
                en="Idle target customers went to the pool. The interest is there now: a colleague takes over first.",
            ),
            lambda items: FLOW.classify(items).mask(
                (items["stage"] == "target") & (items["idle_days"] >= _TARGET), "release"
            ),
        ),
        Misconception(
            "one_limit_for_all",
            say(
                zh="潜在客户也按{target}天算了。他们的期限是{prospect}天。",
                en="Prospects were given {target} days as well. Theirs are {prospect}.",
            ).format(target=_TARGET, prospect=_PROSPECT),
            lambda items: FLOW.classify(items).mask(
                (items["stage"] == "prospect") & (items["contacts"] > 0) & (items["idle_days"] >= _TARGET),
                "release",
            ),
        ),
        Misconception(
            "never_contacted_stays",
            say(
                zh="一次也没有联系过的，没有动。分到手满{first}天还没有联系，就换一位销售员。",
                en="Leads never contacted were left where they are. After {first} days without a first contact another seller takes over.",
            ).format(first=_FIRST),
            lambda items: FLOW.classify(items.assign(contacts=1)),
        ),
    ),
    hints=(
        say(zh="先看阶段，再看联系次数，最后看没有跟进的天数。", en="First the stage, then the contacts, then the days without one."),
        say(
            zh="潜在客户{prospect}天，目标客户{target}天；“分到手”只用在一次也没有联系过的。",
            en="Prospects {prospect} days, targets {target}; “held for” counts only where nobody has called at all.",
        ).format(target=_TARGET, prospect=_PROSPECT),
    ),
    after=say(
        zh="规则数的是没有跟进的天数：跟着的留下，没人管的才流转，每一步留痕。",
        en="The rules count days without a contact: what is followed up stays, what nobody looks after moves, and every move leaves a trace.",
    ),
)  # fmt: skip

IDLE_FROM, PART_LOST = 15, 0.4
_MINUTES = {"target": 60, "prospect": 15}
_IDLE_DAYS = np.arange(15, 95, 5)


@cache
def _idle() -> pd.DataFrame:
    """Open leads of the simulated shop on 30 June 2025, idle for 15 days or more, with expected profit."""
    day = "2025-06-30"
    leads = load("shop_leads")
    chances = signing_chances(leads, "2024-12-31", day, by=["intent", "product"])
    ranked = rank_leads(add_chance(open_leads(leads, day), chances), day).set_index("lead_id")
    table = _leads_on(day)[["stage", "idle_days"]].join(ranked["expected_profit"], how="inner")
    return table[table["stage"].isin(list(_MINUTES)) & (table["idle_days"] >= IDLE_FROM)]


@cache
def _moved(stage: str, days: float) -> tuple[float, float]:
    """Hours that it takes to move the leads idle for so many days, and the yuan lost with the others."""
    rows = _idle()
    rows = rows[rows["stage"] == stage]
    moved = rows["idle_days"] >= days
    lost = PART_LOST * rows.loc[~moved, "expected_profit"].sum()
    return float(moved.sum() * _MINUTES[stage] / 60), float(lost)


def _outcome(days: Mapping[str, float]) -> tuple[float, float]:
    parts = [_moved(stage, float(days[stage])) for stage in _MINUTES]
    return sum(part[0] for part in parts), sum(part[1] for part in parts)


def _prospects_first(hours: int) -> dict[str, float]:
    """Return the fewest days for prospects that the hours allow, then for targets with the time left."""
    days = {"target": 90.0, "prospect": 90.0}
    for stage in ("prospect", "target"):
        tried = ({**days, stage: float(n)} for n in _IDLE_DAYS)
        days = next(one for one in tried if _outcome(one)[0] <= hours)
    return days


@cache
def _goal(hours: int) -> dict[str, Any]:
    """Return good days for some hours, and the loss that is still allowed: a little above theirs."""
    days = _prospects_first(hours)
    return {"hours": hours, "days": days, "lost": int(np.ceil(_outcome(days)[1] * 1.03 / 100) * 100)}


def _lacking(days: Mapping[str, float], case: dict[str, Any]) -> Text | None:
    hours, lost = _outcome(days)
    if hours > case["hours"]:
        return say(
            zh="要流转的线索得花{used:.2f}小时，团队只有{have}小时", en="the moves take {used:.2f} hours; the team has {have}"
        ).format(used=hours, have=case["hours"])  # fmt: skip
    if lost <= case["lost"]:
        return None
    return say(
        zh="没有人管的线索少赚{lost:,.0f}元，最多只能{most:,}元",
        en="leads that nobody looks after lose {lost:,.0f} yuan; at most {most:,} are allowed",
    ).format(lost=lost, most=case["lost"])


def _picture(days: Mapping[str, float], case: dict[str, Any]) -> Any:
    hours, lost = _outcome(days)
    title = say(
        zh="用{hours:.1f}小时（有{have}小时），少赚{lost:,.0f}元（最多{most:,}元）",
        en="{hours:.1f} hours (of {have}), {lost:,.0f} yuan lost (at most {most:,})",
    ).format(hours=hours, have=case["hours"], lost=lost, most=case["lost"])
    return bars(
        {stage: _moved(stage, float(days[stage]))[1] for stage in _MINUTES},
        names=STAGE.labels,
        order=list(_MINUTES),
        title=title,
        unit="CNY",
        label=say(zh="少赚的预期利润", en="expected profit lost"),
    )


IDLE = Thresholds(
    id="03_07.8",
    concept="3.18",
    title=say(zh="闲置几天才流转", en="Idle for how many days?"),
    prompt=say(
        zh="模拟网店2025年6月30日的线索，这里只看已经15天以上（含）没有跟进的。规则：目标客户闲置满若干天换一位销售员，接手的人要花60分钟；潜在客户闲置满若干天放回公海客户池，领走的人要花15分钟。没有流转的就没有人管，预期利润少四成（假设）；流转了的不少。团队这一周有{hours}小时。请定两个天数，让时间够用，而且少赚的预期利润不超过{lost:,}元。",
        en="Leads of the simulated shop on 30 June 2025, only those without a contact for 15 days or more. The rules: a target customer idle for some days goes to another seller, whom it costs 60 minutes; a prospect idle for some days goes to the public pool of leads, and whoever takes it spends 15 minutes. Leads that do not move are looked after by nobody and lose four tenths of their expected profit (assumed); those that move lose nothing. The team has {hours} hours this week. Set the two numbers of days so that the time suffices and no more than {lost:,} yuan of expected profit are lost.",
    ),
    case=lambda rng: dict(_goal(int(rng.choice([26, 28, 30, 32, 34, 36])))),
    sliders={
        "target": Slider(say(zh="目标客户：闲置满几天换人", en="target customers: days until reassigned"), 15, 90, 5),
        "prospect": Slider(say(zh="潜在客户：闲置满几天放回公海", en="prospects: days until released"), 15, 90, 5),
    },
    begin=lambda case: {"target": 90.0, "prospect": 90.0},
    shortfall=_lacking,
    solve=lambda case: case["days"],
    picture=_picture,
    misconceptions=(
        Misconception(
            "shortest_for_all",
            say(
                zh="两样都定得最短。要流转的太多，没有人有时间接手，等于没有人管。",
                en="Both are as short as can be. So many leads move that nobody has the time to take them.",
            ),
            {"target": 15.0, "prospect": 15.0},
        ),
        Misconception(
            "longest_for_all",
            say(
                zh="两样都定得最长。时间省下了，线索却烂在手里。",
                en="Both are as long as can be. Time is saved, and the leads rot.",
            ),
            {"target": 90.0, "prospect": 90.0},
        ),
        Misconception(
            "targets_only",
            say(
                zh="时间先给了目标客户。他们一条的预期利润更高，可是一条要花四条潜在客户的时间：比每小时保住多少元。",
                en="The time went to target customers first. One of them is worth more, but takes the time of four prospects: compare the yuan saved per hour.",
            ),
            {"target": 15.0, "prospect": 90.0},
        ),
    ),
    hints=(
        say(
            zh="一条目标客户要60分钟，一条潜在客户15分钟：看图上哪一样少赚得多。",
            en="A target customer takes 60 minutes, a prospect 15; see in the picture where more is lost.",
        ),
        say(
            zh="目标客户先留在90天，把潜在客户的天数往下调，调到时间快用完；剩下的时间再给目标客户。",
            en="Leave targets at 90 days and lower the days of prospects until the hours are nearly used up; what is left goes to targets.",
        ),
    ),
    after=say(
        zh="天数由接手的人有多少时间来定。这里换人要60分钟、领走只要15分钟，所以时间先给潜在客户；两样时间差不多时，先给目标客户。",
        en="Set the days by the time of those who take over. Here a target takes 60 minutes and a prospect 15, so prospects come first; if both took the same time, targets would.",
    ),
)  # fmt: skip

HOUR, HOURS_A_LEAD = 40, 2


@cache
def _sourced() -> dict[str, pd.DataFrame]:
    """Leads of the simulated shop with 180 days to look back on, by source."""
    leads = load("shop_leads").set_index("lead_id")
    full = leads[leads["created_on"] + pd.Timedelta(days=180) <= pd.Timestamp(SHOP_AS_OF)]
    won = (full["contract_on"] - full["created_on"]).dt.days <= 180
    table = full.assign(signed=won.astype(int))[["source", "cost", "signed"]]
    return {str(source): rows for source, rows in table.groupby("source")}


def _sample(rng: np.random.Generator) -> dict[str, Any]:
    while True:
        parts = []
        for rows in _sourced().values():
            n = int(rng.integers(35, 60))
            parts.append(rows.iloc[rng.choice(len(rows), min(n, len(rows)), replace=False)])
        if all(part["signed"].sum() >= 2 for part in parts):
            break
    table = pd.concat(parts)
    return {"table": table.iloc[rng.permutation(len(table))]}


def _per_signed(case: dict[str, Any], time: float = HOUR * HOURS_A_LEAD) -> pd.Series:
    groups = case["table"].groupby("source")
    return ((groups["cost"].sum() + time * groups.size()) / groups["signed"].sum()).rename("cost_per_signed")


def _source_reason(row: pd.Series, case: dict[str, Any]) -> Text:
    rows = case["table"][case["table"]["source"] == row.name]
    return say(
        zh="（线索费{cost:,.2f}元 + {n}条 × {h}小时 × {pay}元）÷ {k}位签约客户 = {x:,.2f}元",
        en="(leads for {cost:,.2f} yuan + {n} leads × {h} hours × {pay} yuan) ÷ {k} signed customers = {x:,.2f} yuan",
    ).format(
        cost=rows["cost"].sum(), n=len(rows), h=HOURS_A_LEAD, pay=HOUR, k=rows["signed"].sum(), x=row.iloc[0]
    )


SOURCES = Table(
    id="03_07.9",
    concept="3.18",
    title=say(zh="用代码算每位签约客户的成本", en="Cost per signed customer, with code"),
    prompt=say(
        zh="e.items 是模拟网店的线索，每条都看满了180天：source 是来源，cost 是买这条线索的钱（元），signed 是180天内签没签（1签了，0没有）。跟一条线索要2小时，一小时40元，签不签都要花。每个来源，得到一位签约客户平均要花多少元（线索费加时间，差半元以内都算对）？交一个 Series：索引是来源，值是元。",
        en="e.items holds leads of the simulated shop, each looked at for 180 days: source; cost, what the lead was bought for (yuan); signed, whether a contract came within 180 days (1 yes, 0 no). A lead takes 2 hours at 40 yuan an hour, signed or not. What does one signed customer cost on average in each source (leads and time; half a yuan off is still right)? Hand in a Series: the sources as index, yuan as values.",
    ),
    case=_sample,
    show={
        "source": say(zh="来源（source）", en="source"),
        "cost": say(zh="线索费（cost，元）", en="cost (yuan)"),
        "signed": say(zh="180天内签约（signed）", en="signed within 180 days (signed)"),
    },
    values={"source": NAMES["source"]},
    compute=_per_signed,
    reason=_source_reason,
    key="source",
    tolerance=0.5,
    labels={"source": NAMES["source"]},
    misconceptions=(
        Misconception(
            "cost_per_lead",
            say(
                zh="除以了线索数。一条便宜的线索很少签约，一位客户就不便宜：除以签约数。",
                en="You divided by the leads. Where cheap leads are seldom signed, a customer is not cheap: divide by the signed.",
            ),
            lambda case: (case["table"].groupby("source")["cost"].mean() + HOUR * HOURS_A_LEAD).rename("cost_per_signed"),
        ),
        Misconception(
            "only_the_signed",
            say(
                zh="只算了签了约的那些线索的钱。没签的也花了钱和时间，都要由签了的来分摊。",
                en="You counted the cost of signed leads only. The others cost money and time as well, and the signed must carry it.",
            ),
            lambda case: (case["table"][case["table"]["signed"] == 1].groupby("source")["cost"].mean() + HOUR * HOURS_A_LEAD).rename("cost_per_signed"),
        ),
        Misconception(
            "time_left_out",
            say(
                zh="没有算时间。每条线索要2小时，每小时40元。",
                en="The time is missing: 2 hours a lead at 40 yuan.",
            ),
            lambda case: _per_signed(case, time=0),
        ),
    ),
    hints=(
        say(
            zh='groups = e.items.groupby("source")；线索费是 groups["cost"].sum()，线索数是 groups.size()。',
            en='groups = e.items.groupby("source"); the leads cost groups["cost"].sum(), and there are groups.size() of them.',
        ),
        say(
            zh='（线索费 + 80 * 线索数）/ groups["signed"].sum()。',
            en='(cost + 80 * number of leads) / groups["signed"].sum().',
        ),
    ),
    after=say(
        zh="比来源，比每位签约客户的全部成本，时间也算；签得少的来源还要看区间。",
        en="Compare sources by the whole cost of a signed customer, time included; where few sign, look at the interval too.",
    ),
)  # fmt: skip

# -- 3.27 the scorecard -----------------------------------------------------------------------------------

RESULTS = {
    "no_answer": say(zh="没有应答（no_answer）", en="no answer (no_answer)"),
    "refused": say(zh="拒绝（refused）", en="refused"),
    "interested": say(zh="感兴趣（interested）", en="interested"),
    "ordered": say(zh="下单（ordered）", en="ordered"),
}


@cache
def _calls() -> pd.DataFrame:
    return load("shop_calls").set_index("call_id")[["seller", "result"]]


def _some_calls(rng: np.random.Generator) -> dict[str, Any]:
    calls = _calls()
    while True:
        table = calls.iloc[rng.choice(len(calls), 480, replace=False)]
        if table.loc[table["result"] == "ordered", "seller"].nunique() == 6:
            return {"table": table}


def _rate(case: dict[str, Any], of: set[str] | None = None, won: tuple[str, ...] = ("ordered",)) -> pd.Series:
    """Return the per cent of contacts with a result `won`, of the results `of` (left out: the answered)."""
    table = case["table"]
    base = table[table["result"].isin(of or set(RESULTS) - {"no_answer"})]
    return (100 * base["result"].isin(won).groupby(base["seller"]).mean()).rename("conversion")


def _rate_reason(row: pd.Series, case: dict[str, Any]) -> Text:
    mine = case["table"].loc[case["table"]["seller"] == row.name, "result"]
    return say(
        zh="{k}次下单 ÷ {n}次有应答（共联系{all}次）= {x:.2f}%",
        en="{k} orders ÷ {n} answered ({all} contacts in all) = {x:.2f}%",
    ).format(k=(mine == "ordered").sum(), n=(mine != "no_answer").sum(), all=len(mine), x=row.iloc[0])


CONVERSION = Table(
    id="03_07.10",
    concept="3.27",
    title=say(zh="用代码算转化率", en="Conversion rates, with code"),
    prompt=say(
        zh="e.items 是模拟网店六位销售员的480次联系：seller 是销售员，result 是结果。转化率 = 成交的（ordered）÷ 有应答的（除了 no_answer 都是有应答）。算出每位销售员的转化率，单位是百分数（0到100），不要四舍五入到整数。交一个 Series：索引是销售员，值是转化率。",
        en="e.items holds 480 contacts by the six sellers of the simulated shop: seller, and result. Conversion rate = ordered ÷ answered (everything but no_answer was answered). Work it out for each seller, in per cent (0 to 100), not rounded to whole numbers. Hand in a Series: the sellers as index, the rates as values.",
    ),
    case=_some_calls,
    show={
        "seller": say(zh="销售员（seller）", en="seller"),
        "result": say(zh="结果（result）", en="result"),
    },
    values={"result": RESULTS},
    compute=_rate,
    reason=_rate_reason,
    key="seller",
    tolerance=0.05,
    misconceptions=(
        Misconception(
            "all_calls_as_base",
            say(
                zh="除以了全部联系。没有人接的电话谁也卖不成，那是接通率的事：转化率除以有应答的。",
                en="You divided by all contacts. Nobody can sell to a phone that is not answered; that belongs to the contact rate. Divide by the answered.",
            ),
            lambda case: _rate(case, set(RESULTS)),
        ),
        Misconception(
            "interest_is_sale",
            say(
                zh="把“感兴趣”也算成了成交。只有下单（ordered）才算。",
                en="Interest was counted as a sale. Only ordered counts.",
            ),
            lambda case: _rate(case, won=("ordered", "interested")),
        ),
        Misconception(
            "fractions",
            say(
                zh="填的是0到1的小数。题目要百分数，乘以100。",
                en="Those are fractions from 0 to 1. Per cent is wanted: multiply by 100.",
            ),
            lambda case: _rate(case) / 100,
        ),
    ),
    hints=(
        say(
            zh='先看哪些有应答：answered = e.items["result"] != "no_answer"。',
            en='First, which were answered: answered = e.items["result"] != "no_answer".',
        ),
        say(
            zh='sold = e.items["result"] == "ordered"，再 100 * sold[answered].groupby(e.items["seller"]).mean()。',
            en='sold = e.items["result"] == "ordered", then 100 * sold[answered].groupby(e.items["seller"]).mean().',
        ),
    ),
    after=say(
        zh="每个率都要说清楚除以什么：接通率除以全部联系，转化率除以有应答的。",
        en="Say of each rate what it is divided by: the contact rate by all contacts, conversion by the answered.",
    ),
)  # fmt: skip

SHUFFLES = 2000
_AGREED = {
    1: say(
        zh="事先说好只看转化率这一个数。",
        en="It was agreed beforehand to look at the conversion rate only: one figure.",
    ),
    5: say(
        zh="事先说好要看五个数，转化率是其中差得最突出的。",
        en="It was agreed beforehand to look at five figures; conversion is the one that stands out most.",
    ),
}


def _spread(rng: np.random.Generator) -> dict[str, Any]:
    looked, times = ((1, 44), (1, 60), (1, 420), (5, 44), (5, 60), (5, 420), (5, 6), (5, 8))[
        int(rng.integers(8))
    ]
    low = int(rng.integers(9, 13))
    return {
        "looked": looked,
        "agreed": _AGREED[looked],
        "times": times,
        "low": low,
        "high": low + int(rng.integers(9, 14)),
        "best": str(rng.choice(["K1", "K3", "K5"])),
        "worst": str(rng.choice(["K2", "K4", "K6"])),
        "p": 100 * times / SHUFFLES,
        "cut": 5 / looked,
    }  # fmt: skip


def _verdict(case: dict[str, Any]) -> str:
    return "learn" if case["p"] < case["cut"] else "wait"


def _other_verdict(case: dict[str, Any]) -> str:
    return "wait" if _verdict(case) == "learn" else "learn"


_COMPARED = say(
    zh="2,000遍里有{times}遍，是{p:.1f}%；看了{looked}个数，门槛是5% ÷ {looked} = {cut:g}%",
    en="{times} of 2,000 are {p:.1f}%; figures looked at: {looked}, so the threshold is 5% ÷ {looked} = {cut:g}%",
)

LUCK = ChooseOne(
    id="03_07.11",
    concept="3.27",
    title=say(zh="最好的销售员，还是碰巧", en="The best seller, or luck?"),
    prompt=say(
        zh="一张六人的电销评分表（虚构）：{best}的转化率最高，{high}%；{worst}最低，{low}%。客户是抽签分给六个人的。把名字打乱重发2,000遍，最高减最低有{times}遍达到或超过这个差距。{agreed}团队的规矩：这样的遍数占比低于“5% ÷ 看了几个数”，才算不止是碰巧。怎么办？",
        en="A telesales scorecard of six sellers (made up): {best} has the highest conversion rate, {high}%, {worst} the lowest, {low}%. Customers were dealt out to the six by lot. The names were dealt out anew 2,000 times: {times} times highest and lowest were as far apart or farther. {agreed} The team's rule: it is more than luck if the share of such shuffles is below 5% ÷ the number of figures. What now?",
    ),
    case=_spread,
    options={
        "rank": say(
            zh="按名次办：马上奖励{best}，让{worst}走人", en="go by rank: reward {best} and dismiss {worst} at once"
        ),
        "wait": say(
            zh="碰巧也能差这么多：不奖不罚，下个季度再看", en="luck may do as much: no reward, no blame, look again next quarter"
        ),
        "learn": say(
            zh="不止是碰巧：去听录音，弄清{best}是怎么卖的，让别人试", en="more than luck: listen to recordings, find out how {best} sells, let others try"
        ),
        "equal": say(
            zh="这证明六个人完全一样，评分表可以停了", en="this proves that all six are equal: drop the scorecard"
        ),
    },
    because={
        "rank": _COMPARED + say(zh="。名次总有第一和最后，一张表不够定人的去留", en=". Somebody is always first and last; one table is not enough to dismiss by"),
        "wait": _COMPARED,
        "learn": _COMPARED,
        "equal": _COMPARED + say(zh="。就算分不出来，也不等于一样：人数少，真的差别也会看不见", en=". Even where nothing can be told apart, that is not equality: with few contacts real differences stay hidden"),
    },
    answer=_verdict,
    misconceptions=(
        Misconception(
            "rank_is_skill",
            say(
                zh="把名次当成了本事。六个人里总有一个最高、一个最低，要先问碰巧会差多少。",
                en="Rank was taken for skill. Of six one is always highest and one lowest: ask first how far luck puts them apart.",
            ),
            "rank",
        ),
        Misconception(
            "threshold_misjudged",
            say(
                zh="门槛比错了。先算遍数占2,000的百分之几，再和5%除以看了几个数相比。",
                en="You misjudged the threshold. Turn the shuffles into a share of 2,000 and compare it with 5% divided by the number of figures.",
            ),
            _other_verdict,
        ),
        Misconception(
            "no_proof_is_equal",
            say(
                zh="“分不出来”不是“一样”，何况还要看有没有过门槛。",
                en="“Cannot be told apart” is not “equal”; and check the threshold first.",
            ),
            "equal",
        ),
    ),
    hints=(
        say(
            zh="先算：达到或超过的遍数，占2,000遍的百分之几？", en="First: which share of the 2,000 shuffles put them so far apart?"
        ),
        say(
            zh="门槛：只看一个数是5%，看五个数是1%。低于门槛才不止是碰巧。",
            en="The threshold: 5% for one figure, 1% for five. Only below it is it more than luck.",
        ),
    ),
    after=say(
        zh="看了几个数，门槛就除以几；名次不直接变成奖罚。",
        en="Divide the threshold by the number of figures looked at, and never turn rank into reward or blame directly.",
    ),
)  # fmt: skip

EXERCISES = [
    STAGES, RANK, OVERDUE, SHIP, SUITS, WEEK, MOVES, IDLE, SOURCES, CONVERSION, LUCK,
]  # fmt: skip
