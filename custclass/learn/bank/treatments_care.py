"""Exercises of lesson 02_04: one-to-one service, complaints, visits; nurturing prospects and following up."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.act.treatments.nurture import nurturing, prospect_signals
from custclass.act.treatments.service import LEVELS
from custclass.classify.catalogue import value_tier
from custclass.classify.conditions import Interval, above, below
from custclass.classify.scheme import Class, Measure, Scheme
from custclass.data.tables import load
from custclass.learn.bank.pools import SHOP_AS_OF, shop
from custclass.learn.kinds import Assign, ChooseOne, Misconception, Number, Table
from custclass.show.say import Text, say

# -- 2.15 care for high-value customers ------------------------------------------------------------------


def _manager_figures(rng: np.random.Generator) -> dict[str, Any]:
    stay = int(rng.choice([70, 72, 75]))
    return {
        "n": int(rng.choice([60, 80, 100, 120])),
        "amount": int(rng.choice([8000, 10000, 12000])),
        "margin": int(rng.choice([30, 35, 40])),
        "stay": stay,
        "stay_with": stay + int(rng.choice([8, 10, 12])),
        "pay": int(rng.choice([18000, 24000, 30000])),
    }


def _manager_gain(case: dict[str, Any], *, margin: float | None = None, points: float | None = None) -> float:
    margin = case["margin"] / 100 if margin is None else margin
    points = (case["stay_with"] - case["stay"]) / 100 if points is None else points
    return case["n"] * points * case["amount"] * margin


MANAGER = Number(
    id="02_04.7",
    concept="2.15",
    title=say(zh="专属客户经理值不值", en="Does a dedicated manager pay?"),
    prompt=say(
        zh="一家店（虚构）有{n}位高价值客户，留下来的每年买{amount:,}元，其中{margin}%是毛利。没有专人时，今年会留下{stay}%；试验表明，有专人照顾会留下{stay_with}%；离开的今年不再买。"
        "客户经理在他们身上花的时间一年要{pay:,}元。派专人一年净赚多少元？（只算一年，留下的人买得不比原来多；亏损写负数）",
        en="A shop (made up) has {n} high-value customers; one who stays buys for {amount:,} yuan a year, {margin}% of it margin. Without a manager {stay}% stay this year; a test shows that with one {stay_with}% do; those who leave buy nothing this year. "
        "The manager's time for them costs {pay:,} yuan a year. What does the manager gain in a year, in yuan? (One year only; those who stay buy no more than before; a loss is negative.)",
    ),
    case=_manager_figures,
    compute=lambda case: round(_manager_gain(case) - case["pay"], 2),
    unit=say(zh="元", en="yuan"),
    tolerance=1,
    working=say(
        zh="多留下的客户是{n} ×（{stay_with}% − {stay}%），每位的毛利是{amount:,} × {margin}%，两数相乘，再减{pay:,}元",
        en="{n} × ({stay_with}% − {stay}%) customers stay in addition, the margin of each is {amount:,} × {margin}%; multiply the two and take off {pay:,} yuan",
    ),
    misconceptions=(
        Misconception(
            "all_who_stay",
            say(
                zh="把有专人时留下的客户全算成了客户经理的功劳。没有专人，大部分人也会留下，只能算多留下的。",
                en="Everybody who stays was credited to the manager. Most would have stayed anyway: only those who stay in addition count.",
            ),
            lambda case: _manager_gain(case, points=case["stay_with"] / 100) - case["pay"],
        ),
        Misconception(
            "revenue_for_margin",
            say(
                zh="用了购买金额，没有乘毛利率。大部分钱要付给供货商。",
                en="The sales were used without the margin. Most of that money goes to the suppliers.",
            ),
            lambda case: _manager_gain(case, margin=1.0) - case["pay"],
        ),
        Misconception(
            "cost_forgotten",
            say(
                zh="算出了多赚的毛利，忘了减客户经理的费用。",
                en="That is the margin gained; the cost of the manager was not taken off.",
            ),
            _manager_gain,
        ),
    ),
    hints=(
        say(zh="有专人以后，多留下几位客户？", en="How many customers stay in addition because of the manager?"),
        say(zh="多留下的人数 × 金额 × 毛利率 − 费用。", en="Customers in addition × amount × margin − cost."),
    ),
    after=say(
        zh="专属服务按多留下的毛利来算，不按客户的全部金额来算；所以先给价值最高的一层。",
        en="One-to-one service is judged by the margin it keeps in addition, not by all that the customers spend: so it goes to the top tier first.",
    ),
)  # fmt: skip

TIERS = value_tier()
RHYTHM = {"high_value": 30, "medium_value": 90, "low_value": 180}


@cache
def _last_contacts() -> pd.DataFrame:
    """Tier and day of the last contact that was answered."""
    calls = load("shop_calls")
    answered = calls[calls["result"] != "no_answer"]
    last = answered.groupby("customer_id")["time"].max().dt.normalize().rename("last_contact")
    return pd.DataFrame({"class": TIERS.classify(shop()).loc[last.index], "last_contact": last})


def _ten_contacts(rng: np.random.Generator) -> dict[str, Any]:
    """Ten customers of all tiers, some of them overdue, some not."""
    pool = _last_contacts()
    sizes = {"high_value": 3, "medium_value": 4, "low_value": 3}
    drawn = [pool[pool["class"] == code].sample(n, random_state=rng) for code, n in sizes.items()]
    return {"table": pd.concat(drawn).sample(frac=1, random_state=rng)}


def _overdue(case: dict[str, Any], rhythm: Any = None, as_of: Any = SHOP_AS_OF) -> pd.Series:
    table = case["table"]
    since = (pd.Timestamp(as_of) - table["last_contact"]).dt.days
    allowed = table["class"].map(RHYTHM) if rhythm is None else rhythm
    return (since - allowed).rename("overdue_days")


def _overdue_reason(row: pd.Series, case: dict[str, Any]) -> Text:
    customer = case["table"].loc[str(row.name)]
    since = (pd.Timestamp(SHOP_AS_OF) - customer["last_contact"]).days
    every = RHYTHM[customer["class"]]
    said = say(
        zh="{tier}，每{every}天一次；已过{since}天，{verdict}",
        en="{tier}, every {every} days; {since} days have passed, {verdict}",
    )
    late = say(zh="过期{n}天", en="{n} days overdue").format(n=since - every)
    verdict = late if since > every else say(zh="没有过期，写0", en="not overdue, so 0")
    return said.format(tier=TIERS.labels[customer["class"]], every=every, since=since, verdict=verdict)


VISITS = Table(
    id="02_04.8",
    concept="2.15",
    title=say(zh="谁的回访过期了", en="Whose visit is overdue"),
    prompt=say(
        zh="网店（模拟数据）的回访间隔：高价值客户30天，中价值客户90天，低价值客户180天。e.items 有10位客户的类别 class 和最近一次联系上的日期 last_contact。"
        "统计截止日是2025年12月31日。请用代码算出每位客户过期了几天：经过的天数减去间隔，没有过期的写0。",
        en="The online shop (simulated data) wants to be in touch with high-value customers every 30 days, medium value every 90, low value every 180. e.items holds 10 customers with their class and last_contact, the day on which they last answered. "
        "The as-of date is 31 December 2025. Work out with code how many days each is overdue: days passed minus the interval, 0 for who is not overdue.",
    ),
    case=_ten_contacts,
    show={
        "class": say(zh="类别（class）", en="class"),
        "last_contact": say(zh="最近一次联系上的日期（last_contact）", en="last answered contact (last_contact)"),
    },
    values={"class": dict(TIERS.labels)},
    compute=lambda case: _overdue(case).clip(lower=0),
    reason=_overdue_reason,
    misconceptions=(
        Misconception(
            "one_rhythm_for_all",
            say(
                zh="所有人都按30天算了。间隔按类别定：用 map 把类别换成天数。",
                en="Everybody got 30 days. The interval goes by class: map turns the classes into days.",
            ),
            lambda case: _overdue(case, rhythm=30).clip(lower=0),
        ),
        Misconception(
            "as_of_from_data",
            say(
                zh="把表里最晚的日期当成了统计截止日。题目给的是2025-12-31。",
                en="The latest date in the table was taken for the as-of date. The task gives 2025-12-31.",
            ),
            lambda case: _overdue(case, as_of=case["table"]["last_contact"].max()).clip(lower=0),
        ),
        Misconception(
            "negative_kept",
            say(
                zh="没有过期的写成了负数。题目要0：加上 .clip(lower=0)。",
                en="Those not overdue are negative. The task wants 0: add .clip(lower=0).",
            ),
            _overdue,
        ),
    ),
    hints=(
        say(
            zh='经过的天数：(pd.Timestamp("2025-12-31") - e.items["last_contact"]).dt.days。',
            en='Days passed: (pd.Timestamp("2025-12-31") - e.items["last_contact"]).dt.days.',
        ),
        say(
            zh='间隔：e.items["class"].map(rhythm)。两者相减，再 .clip(lower=0)，负数变成0。',
            en='The interval: e.items["class"].map(rhythm). Subtract, then .clip(lower=0) turns negatives into 0.',
        ),
    ),
    after=say(
        zh="回访表从最近一次联系算起，间隔按类别定；过期最久的先安排。",
        en="A visit schedule counts from the last contact with an interval per class; the longest overdue comes first.",
    ),
)  # fmt: skip

SERVICE = {
    "priority": say(zh="优先（4小时）", en="priority (4 hours)"),
    "standard": say(zh="标准（24小时）", en="standard (24 hours)"),
    "self_service": say(zh="自助（72小时）", en="self-service (72 hours)"),
}


def _complaint_scheme() -> Scheme:
    """The classes by what is left of the promised hours."""
    left = Measure(
        "hours_left", "integer", label=say(zh="剩下的时间", en="time left"), unit=say(zh="小时", en="hours")
    )
    return Scheme(
        "complaint_turn",
        say(zh="处理顺序", en="Turn of a complaint"),
        measures=[left],
        classes=[
            Class("late", say(zh="最先处理", en="served first"), {"hours_left": below(0)}),
            Class("soon", say(zh="其次处理", en="served second"), {"hours_left": Interval(0, 2)}),
            Class("later", say(zh="最后处理", en="served last"), {"hours_left": above(2)}),
        ],
        exclusive=True,
    )


TURNS = _complaint_scheme()


@cache
def _complaints() -> pd.DataFrame:
    """Made-up complaints of all levels: whole hours waited, and how often the customer asked."""
    rng = np.random.default_rng(2415)
    rows = []
    for level, hours in LEVELS.items():
        waited = {1, hours - 3, hours - 2, hours - 1, hours, hours + 1, hours + 5, hours // 2, hours + 20}
        waited |= {int(x) for x in rng.integers(1, hours + 16, 12)}
        rows += [(level, w, int(rng.integers(1, 6))) for w in sorted(waited) if w > 0]
    table = pd.DataFrame(rows, columns=["service_level", "waited", "asked"])
    table["hours_left"] = table["service_level"].map(LEVELS) - table["waited"]
    table = table.sample(frac=1, random_state=rng)
    return table.set_axis([f"K{i:02d}" for i in range(1, len(table) + 1)], axis=0).rename_axis("complaint")


def _longest_first(items: pd.DataFrame) -> pd.Series:
    return TURNS.classify(items.assign(hours_left=24 - items["waited"]))


def _level_only(items: pd.DataFrame) -> pd.Series:
    return items["service_level"].map({"priority": "late", "standard": "soon", "self_service": "later"})


def _loudest_first(items: pd.DataFrame) -> pd.Series:
    return TURNS.classify(items).mask(items["asked"] >= 4, "late")


COMPLAINTS = Assign(
    id="02_04.9",
    concept="2.15",
    title=say(zh="先处理哪个投诉", en="Which complaint first"),
    prompt=say(
        zh="店里（虚构）答应回复投诉的时间：优先4小时，标准24小时，自助72小时。已等的时间超过了答应的时间，已经超时，最先处理；"
        "没有超时、剩下不超过2小时（含正好2小时，也含正好到点），其次处理；其余最后处理。时间都是整小时。请给每个投诉排顺序。",
        en="A shop (made up) promises to answer complaints within 4 hours (priority), 24 (standard) or 72 (self-service). Who has waited longer than promised is served first; "
        "who has at most 2 hours left (exactly 2 hours and exactly on time included) is served second; all others are served last. All times are whole hours. Give each complaint its turn.",
    ),
    pool=_complaints,
    scheme=TURNS,
    show={
        "service_level": say(zh="服务等级（答应的时间）", en="service level (promised)"),
        "waited": say(zh="已等（小时）", en="waited (hours)"),
        "asked": say(zh="催了几次", en="times the customer asked"),
    },
    values={"service_level": SERVICE},
    n=8,
    misconceptions=(
        Misconception(
            "longest_first",
            say(
                zh="对所有人都按24小时算了。答应优先客户的是4小时，答应自助客户的是72小时。",
                en="24 hours were used for all. Priority customers were promised 4, self-service customers 72.",
            ),
            _longest_first,
        ),
        Misconception(
            "level_only",
            say(
                zh="只看了服务等级。等级决定答应的时间；标准客户超时了，也要赶在还有时间的优先客户前面。",
                en="Only the level was looked at. It sets the promise; a standard complaint that is too late still goes before a priority one with time left.",
            ),
            _level_only,
        ),
        Misconception(
            "loudest_first",
            say(
                zh="催得多的被提到了前面。催几次不改变答应的时间。",
                en="Those who asked most often were moved up. Asking does not change what was promised.",
            ),
            _loudest_first,
        ),
        Misconception(
            "on_time_is_late",
            say(
                zh="把正好到点的算成了超时。“超过”才算，正好4、24、72小时还没有超时。",
                en="Exactly on time was called too late. Only more than 4, 24 or 72 hours is.",
            ),
            lambda items: TURNS.classify(items).mask(items["hours_left"] == 0, "late"),
        ),
        Misconception(
            "two_left_is_last",
            say(
                zh="正好剩2小时的排到了最后。“不超过2小时”包括正好2小时。",
                en="Exactly 2 hours left was put last. “At most 2 hours” includes exactly 2.",
            ),
            lambda items: TURNS.classify(items).mask(items["hours_left"] == 2, "later"),
        ),
    ),
    hints=(
        say(zh="剩下的时间 = 答应的时间 − 已等的时间。", en="Time left = hours promised − hours waited."),
        say(
            zh="负数最先，0到2其次，大于2最后；催了几次不用看。",
            en="Negative is first, 0 to 2 second, more than 2 last; how often they asked does not matter.",
        ),
    ),
    after=say(
        zh="等级高的客户承诺时间短，自然排得靠前；别人的投诉也不会无限期往后推。",
        en="A higher level has a shorter promise and so comes early by itself, and nobody else is pushed back for ever.",
    ),
)  # fmt: skip

# -- 2.16 nurturing prospects ----------------------------------------------------------------------------

PATH = nurturing()


@cache
def _prospects() -> pd.DataFrame:
    """Those who never ordered, with what they did and answered up to the end of 2025."""
    people = pd.DataFrame({"customer_id": shop().index[shop()["frequency"] == 0].astype(str)})
    signals = prospect_signals(people, load("shop_events"), load("shop_calls"), SHOP_AS_OF)
    return signals.set_index("customer_id")[["strong", "looks", "refusals", "unanswered"]]


def _basket_beats_refusal(items: pd.DataFrame) -> pd.Series:
    return PATH.classify(items).mask(items["strong"] >= 1, "follow_up")


def _keen_are_left_alone(items: pd.DataFrame) -> pd.Series:
    return PATH.classify(items).mask(items["unanswered"] >= 3, "rest")


def _nobody_rests(items: pd.DataFrame) -> pd.Series:
    return PATH.classify(items.assign(refusals=0, unanswered=0))


NURTURE = Assign(
    id="02_04.10",
    concept="2.16",
    title=say(zh="潜在客户走到哪一步", en="The next step for each prospect"),
    prompt=say(
        zh="网店（模拟数据，统计截止日2025年12月31日）从未下单的客户，按下面的规则从上往下看，先符合的先算：\n"
        "（1）拒绝过我们的联系，暂不联系；没有拒绝过，但连续3次及以上无应答、最近30天也没有加购或到店，也暂不联系；\n（2）最近30天加购或到店至少1次：跟进；\n"
        "（3）最近30天浏览、搜索、点赞、评论、分享合计至少3次：提供有用的信息；\n（4）其余：接触。\n请定每位客户的下一步。",
        en="For those who never ordered from the online shop (simulated data, as-of date 31 December 2025) these rules are read from the top; the first that fits counts:\n"
        "(1) has refused our contact: let rest; has not refused, but left 3 or more contacts in a row unanswered and has no basket or visit to the store in the last 30 days: let rest as well;\n(2) at least 1 basket or visit to the store in the last 30 days: follow-up;\n"
        "(3) at least 3 looks (views, searches, likes, comments, shares) in the last 30 days: useful information;\n(4) all others: contact.\nFind the next step for each customer.",
    ),
    pool=_prospects,
    scheme=PATH,
    show={
        "strong": say(zh="近期加购、到店（次，30天内）", en="baskets and visits lately (30 days)"),
        "looks": say(zh="近期浏览、互动（次，30天内）", en="looks lately (30 days)"),
        "refusals": say(zh="拒绝（次）", en="refusals"),
        "unanswered": say(zh="连续无应答（次）", en="unanswered in a row"),
    },
    n=8,
    misconceptions=(
        Misconception(
            "basket_beats_refusal",
            say(
                zh="见到加购或到店就跟进了。拒绝过的人，不主动联系：他的购物车，在网页上回应就够；规则（1）在前。",
                en="Every basket was followed up. Who has refused is not contacted: the page can answer the basket. Rule (1) comes first.",
            ),
            _basket_beats_refusal,
        ),
        Misconception(
            "keen_are_left_alone",
            say(
                zh="没应答的人都不再联系了。他没有拒绝过，自己又来加购或到店：这时可以跟进。",
                en="Everybody who did not answer was let rest. Who has not refused and now fills a basket or comes in may be followed up.",
            ),
            _keen_are_left_alone,
        ),
        Misconception(
            "nobody_rests",
            say(
                zh="没有让任何人歇一歇。对拒绝过、总不应答的人接着打，只会招人烦，也费人手。",
                en="Nobody was let rest. To go on calling those who refused or never answer annoys them and costs hands.",
            ),
            _nobody_rests,
        ),
        Misconception(
            "one_look_is_interest",
            say(
                zh="看过一两次就当成了有兴趣。规则（3）要最近30天至少3次。",
                en="One or two looks were taken for interest. Rule (3) needs at least 3 in 30 days.",
            ),
            nurturing(looks=1),
        ),
        Misconception(
            "fourth_silence",
            say(
                zh="连续3次无应答的人，还在接着联系。“3次及以上”包括正好3次。",
                en="Who left exactly 3 contacts in a row unanswered is still approached. “3 or more” includes 3.",
            ),
            nurturing(give_up=4),
        ),
        Misconception(
            "fourth_look",
            say(
                zh="正好浏览、互动3次的人，没有算成有兴趣。“至少3次”包括正好3次。",
                en="Exactly 3 looks were not taken for interest. “At least 3” includes 3.",
            ),
            nurturing(looks=4),
        ),
    ),
    hints=(
        say(zh="每位客户都从规则（1）看起，符合了就停。", en="Begin with rule (1) for everybody and stop at the first that fits."),
        say(
            zh="先看“拒绝”，不是0就暂不联系；再看加购、到店，不是0就跟进，连续无应答不用再管。",
            en="Look at refusals first: above 0 means let rest. Then baskets and visits: above 0 means follow-up, whatever is unanswered.",
        ),
    ),
    after=say(
        zh="走到哪一步由客户的动作决定，不由销售的急切决定；拒绝过的人，先算拒绝。",
        en="The customer's acts decide the step, not the seller's hurry; and a refusal comes first.",
    ),
)  # fmt: skip


@cache
def _phone_attempts() -> pd.DataFrame:
    """The shop's phone calls by attempt: how many, how many sales, money."""
    calls = load("shop_calls")
    phone = calls[calls["mode"] == "phone"]
    return phone.groupby("attempt").agg(
        calls=("call_id", "size"),
        sales=("result", lambda r: int((r == "ordered").sum())),
        money=("amount", "sum"),
    )


def _attempts(rng: np.random.Generator) -> dict[str, Any]:
    table = _phone_attempts()
    margin, cost = int(rng.choice([30, 35, 40])), float(rng.choice([1.4, 1.5, 1.6, 1.8, 3, 3.2, 3.5]))
    each = margin / 100 * table["money"] / table["calls"]
    last = int(each.index[each > cost].max())
    case: dict[str, Any] = {
        "table": table.round(2).reset_index(),
        "margin": margin,
        "cost": f"{cost:g}",
        "last": f"up_to_{last}",
    }
    case |= {f"each_{attempt}": f"{value:.2f}" for attempt, value in each.items()}
    return case | {"clear": bool((each - cost).abs().min() > 0.1)}


def _clear_attempts(rng: np.random.Generator) -> dict[str, Any]:
    while True:
        case = _attempts(rng)
        if case["clear"] and case["last"] in ("up_to_3", "up_to_4"):
            return case


def _worth(attempt: int) -> Text:
    figure = f"{{each_{attempt}}}"
    if attempt == 5:
        return say(
            zh=f"第5次的电话每个只带来毛利{figure}元，每个要{{cost}}元",
            en=f"a fifth call brings a margin of {figure} yuan and costs {{cost}}",
        )
    following = f"{{each_{attempt + 1}}}"
    return say(
        zh=f"第{attempt}次每个电话带来毛利{figure}元，第{attempt + 1}次是{following}元，每个要{{cost}}元",
        en=f"call no. {attempt} brings a margin of {figure} yuan and no. {attempt + 1} brings {following} yuan; each costs {{cost}}",
    )


FOLLOW_UP = ChooseOne(
    id="02_04.11",
    concept="2.16",
    title=say(zh="跟进几次就停", en="When to stop following up"),
    prompt=say(
        zh="网店（模拟数据，2025年3月至12月；第4次起成交变少，是人为放进去的）打电话跟进客户，表里按第几次联系列出电话数、成交数和成交金额。"
        "金额的{margin}%是毛利，每个电话要{cost}元。跟进只打还能赚钱的那几次：第几次电话带来的毛利平均还高于它的费用？最多打到第几次？（费用和毛利率是这道题的，和课文不同。）",
        en="The online shop (simulated data, March to December 2025; that sales get rare from the fourth call on was put in) follows up by phone; the table gives calls, sales and money by the number of the contact. "
        "{margin}% of the money is margin, a call costs {cost} yuan. Only calls that still earn are made: up to which number is the margin of a call, on average, above its cost? (Cost and margin are those of this task, not of the lesson.)",
    ),
    case=_clear_attempts,
    show={
        "attempt": say(zh="第几次联系", en="contact no."),
        "calls": say(zh="电话（个）", en="calls"),
        "sales": say(zh="成交（单）", en="sales"),
        "money": say(zh="成交金额（元）", en="money (yuan)"),
    },
    options={f"up_to_{n}": say(zh=f"打到第{n}次", en=f"up to call no. {n}") for n in range(1, 6)},
    because={f"up_to_{n}": _worth(n) for n in range(1, 6)},
    answer=lambda case: case["last"],
    misconceptions=(
        Misconception(
            "while_anybody_buys",
            say(
                zh="只要还有人买就接着打。第5次也有成交，但平均带来的毛利抵不过电话费。",
                en="You went on as long as anybody buys. Even a fifth call sells now and then, but on average its margin is below its cost.",
            ),
            "up_to_5",
        ),
        Misconception(
            "stop_at_the_best",
            say(
                zh="停在了赚得最多的那一次。后面的电话虽然少赚一点，只要毛利高于费用，就还值得打。",
                en="You stopped at the best call. The next one earns less, but it is worth making as long as its margin is above its cost.",
            ),
            "up_to_2",
        ),
        Misconception(
            "one_call_only",
            say(
                zh="打一次没成就放弃了。第2次、第3次每个电话带来的毛利比第1次还高。",
                en="You gave up after one call. The second and third bring more margin a call than the first.",
            ),
            "up_to_1",
        ),
    ),
    hints=(
        say(zh="一次一次地算：成交金额 × 毛利率 ÷ 电话数。", en="Work it out call by call: money × margin ÷ calls."),
        say(zh="和每个电话的费用比，找到最后一次还高于费用的。", en="Compare with the cost of a call and find the last one above it."),
    ),
    after=say(
        zh="跟进要有头有尾：看下一次电话值不值，不看总共赚了多少。成交只有几单时，平均数会碰运气：先记着，多看几个月。",
        en="Follow-up has an end: ask whether the next call pays, not what all calls earned together. With a handful of sales an average is partly luck: look again after some months.",
    ),
)  # fmt: skip

CARE = [MANAGER, VISITS, COMPLAINTS]
NURTURING = [NURTURE, FOLLOW_UP]
