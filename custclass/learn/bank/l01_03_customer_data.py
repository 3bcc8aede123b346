"""Exercises of lesson 01_03: entry standards, fresh records, privacy, needs research, contact behaviour."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.conditions import at_least, below, between
from custclass.classify.measure import Class, Measure
from custclass.classify.scheme import Scheme
from custclass.data.privacy import suppress_small_groups
from custclass.data.quality import check_entries
from custclass.data.tables import load
from custclass.learn.bank.pools import SHOP_AS_OF, shop
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

CUSTOMERS = say(zh="客户数", en="customers")
MODES = {
    "phone": say(zh="电话", en="phone"),
    "message": say(zh="短信", en="message"),
    "visit": say(zh="上门", en="visit"),
}
MODE = say(zh="方式", en="mode")

# -- 1.14 entry standards -----------------------------------------------------------------------------

STANDARDS = Match(
    id="01_03.1",
    concept="1.14",
    title=say(zh="违反了哪条标准", en="Which standard is broken"),
    prompt=say(
        zh="录入标准有三条：完整（该填的填了）、规范（按统一的写法）、准确（内容符合事实）。另外，同一个人不能录两次。"
        "下面的记录（模拟数据）各有一处毛病，违反的是哪一条？",
        en="There are three entry standards: complete (what is needed is there), standard format (written in the one agreed way), accurate (true). "
        "And there are no duplicates (one person, two records). Each record below (simulated) has one fault: which rule does it break?",
    ),
    situations={
        "no_phone": say(zh="必填项“电话”空着", en="the required field phone is empty"),
        "no_product": say(
            zh="必填项“感兴趣的商品”写着“无”", en="the required field product of interest says “none”"
        ),
        "separators": say(
            zh="电话写成“154-0000-5074”，约定是11位数字连写",
            en="the phone reads 154-0000-5074; agreed are 11 digits without signs",
        ),
        "city": say(
            zh="城市写成“杭州市”，约定写“杭州”", en="the city reads Hangzhou City; agreed is Hangzhou"
        ),
        "year": say(zh="出生年写成“83”，约定写四位数", en="the birth year reads 83; agreed are four digits"),
        "budget": say(zh="预算写着“-350”元", en="the budget is -350 yuan"),
        "future": say(zh="出生年写着“2031”，今年是2025年", en="the birth year is 2031, and this is 2025"),
        "stranger": say(
            zh="电话是11位数字连写，打过去接的是陌生人",
            en="the phone has 11 digits as agreed, and a stranger answers",
        ),
        "twice": say(
            zh="S0072和S1217：姓名、电话、邮箱全都相同",
            en="S0072 and S1217: same name, same phone, same e-mail",
        ),
    },
    actions={
        "complete": say(zh="完整性", en="completeness"),
        "format": say(zh="规范性", en="standard format"),
        "accuracy": say(zh="准确性", en="accuracy"),
        "doubled": say(zh="重复录入", en="duplicate"),
    },
    pairs={
        "no_phone": "complete",
        "no_product": "complete",
        "separators": "format",
        "city": "format",
        "year": "format",
        "budget": "accuracy",
        "future": "accuracy",
        "stranger": "accuracy",
        "twice": "doubled",
    },
    because={
        "no_phone": say(zh="该填的没有填", en="what is needed is not there"),
        "no_product": say(zh="写“无”等于没填", en="“none” tells as little as an empty field"),
        "separators": say(
            zh="号码没有错，只是写法不统一", en="the number is right; only the way of writing differs"
        ),
        "city": say(zh="城市没有错，只是写法不统一", en="the city is right; only the way of writing differs"),
        "year": say(
            zh="写法不合约定，内容未必有错", en="the way of writing differs; the year may well be right"
        ),
        "budget": say(
            zh="写法是数字，但预算不可能是负数", en="it is a number as agreed, but no budget is negative"
        ),
        "future": say(
            zh="写法是四位数，但没有人生在未来",
            en="it has four digits as agreed, but nobody is born in the future",
        ),
        "stranger": say(zh="写法合规，内容却不是事实", en="it is written as agreed and is not true"),
        "twice": say(zh="一个人占了两条记录", en="one person has two records"),
    },
    n=7,
    misconceptions=(
        Misconception(
            "format_is_accuracy",
            say(
                zh="把写法不统一当成了内容错误。先问：换一种写法，它是不是就对了？",
                en="Another way of writing was taken for a wrong content. Ask: would it be right if written as agreed?",
            ),
            {"separators": "accuracy", "city": "accuracy", "year": "accuracy"},
        ),
        Misconception(
            "well_written_is_right",
            say(
                zh="以为写法合规就没有内容问题。负的预算、陌生人的号码，写法都合规，却不是事实。",
                en="What is well written was not doubted. A negative budget and a stranger's number are well written and untrue.",
            ),
            {"budget": "format", "future": "format", "stranger": "format"},
        ),
    ),
    hints=(
        say(
            zh="依次问：有没有？写法对不对？内容对不对？",
            en="Ask in this order: is it there? is it written as agreed? is it true?",
        ),
        say(
            zh="不打电话就看得出的写法问题属于规范性；打了电话才知道的属于准确性。",
            en="Format shows at a look; accuracy may need a call.",
        ),
    ),
    after=say(
        zh="规范性电脑能查能改；准确性电脑只能怀疑，要问客户本人。",
        en="A computer can check and mend the format; accuracy it can only doubt: ask the customer.",
    ),
)


def _typed(phone: str, way: int) -> str:
    return [f"{phone[:3]}-{phone[3:7]}-{phone[7:]}", "+86 " + phone, f"{phone[:3]} {phone[3:7]} {phone[7:]}"][
        way
    ]


def _list_with_doubles(rng: np.random.Generator) -> dict[str, Any]:
    people = load("shop_customers").query("customer_type == 'person'")[["name", "phone"]]
    people = people.drop_duplicates("name").sample(7, random_state=rng).reset_index(drop=True)
    otherwise = int(rng.integers(1, 3))
    again = people.iloc[: otherwise + 1].copy()
    again["phone"] = [
        again["phone"].iloc[0],
        *(_typed(p, int(rng.integers(0, 3))) for p in again["phone"].iloc[1:]),
    ]
    free = sorted({f"1540000{n:04d}" for n in range(1, 100)} - set(people["phone"]))
    namesake = people.iloc[[5]].assign(phone=str(rng.choice(free)))
    table = pd.concat([people, again, namesake]).sample(frac=1, random_state=rng)
    table.index = pd.Index([f"S{n}" for n in range(1, len(table) + 1)], name="customer_id")
    return {
        "table": table,
        "doubles": otherwise + 1,
        "records": len(table),
        "calls": int(rng.integers(3, 7)),
        "price": int(rng.choice([2, 3, 4])),
    }


def _wasted(case: dict[str, Any], records: int) -> int:
    return records * case["calls"] * case["price"]


DOUBLED_CALLS = Number(
    id="01_03.2",
    concept="1.14",
    title=say(zh="重复录入要多花多少电话费", en="What duplicate records cost"),
    prompt=say(
        zh="一次活动给名单（模拟数据）上的每条记录打{calls}次电话，每次成本{price}元。电话号码去掉分隔符和国家代码后相同的，是同一个人；"
        "只是同名的不算。因为重复录入，一共多花了多少元？",
        en="In a campaign every record of this list (simulated) is called {calls} times at {price} yuan a call. Records whose phone is the same once signs and country code are "
        "taken off are one person; the same name alone is not. How many yuan are spent too much because of duplicates?",
    ),
    case=_list_with_doubles,
    show={"name": say(zh="姓名", en="name"), "phone": say(zh="电话", en="phone")},
    compute=lambda case: _wasted(case, case["doubles"]),
    unit=say(zh="元", en="yuan"),
    tolerance=0.01,
    working=say(
        zh="多出来的记录有{doubles}条，每条{calls}次，每次{price}元，三个数相乘",
        en="{doubles} records are too many; times {calls} calls, times {price} yuan",
    ),
    misconceptions=(
        Misconception(
            "as_typed",
            say(
                zh="只找到了写法完全相同的号码。先把号码统一成11位数字，再比较。",
                en="Only phones written exactly alike were found. Bring them to 11 plain digits first, then compare.",
            ),
            lambda case: _wasted(case, 1),
        ),
        Misconception(
            "both_counted",
            say(
                zh="把一对记录的两条都算成了多余。两条里有一条是该打的。",
                en="Both records of a pair were counted as too many. One of the two is rightly called.",
            ),
            lambda case: _wasted(case, 2 * case["doubles"]),
        ),
        Misconception(
            "namesake",
            say(
                zh="把同名的人也当成了同一个人。名字相同而号码不同，很可能是两个人。",
                en="Namesakes were taken for one person. The same name with another phone is likely somebody else.",
            ),
            lambda case: _wasted(case, case["doubles"] + 1),
        ),
        Misconception(
            "all_records",
            say(
                zh="算的是给名单上所有记录打电话的费用。题目只问因为重复而多打的那几条。",
                en="That is what calling every record of the list costs. The question is only about the records that are too many.",
            ),
            lambda case: _wasted(case, case["records"]),
        ),
    ),
    hints=(
        say(zh="看号码的后四位，找出成对的。", en="Look at the last four digits to find the pairs."),
        say(
            zh="每一对只多出一条：多出的条数 × 次数 × 单价。",
            en="Each pair has one record too many: records × calls × price.",
        ),
    ),
    after=say(
        zh="先统一写法，再查重；同名只是怀疑，合并之前要问清楚。",
        en="First one format, then look for duplicates; a shared name is a suspicion: ask before you merge.",
    ),
)

PHONE_RULE = {"phone": {"required": True, "format": "phone"}}


def _sound_phones(phones: pd.Series) -> pd.Series:
    return phones.str.fullmatch(r"1[3-9][0-9]{9}").fillna(False).astype(bool)


@cache
def _phones() -> dict[str, pd.DataFrame]:
    """The records typed by hand (without those entered twice), by what is the matter with the phone."""
    table = load("shop_customers_dirty").loc[:1199, ["customer_id", "name", "phone"]]
    sound, text = _sound_phones(table["phone"]), table["phone"].fillna("")
    digits = text.str.fullmatch(r"[0-9]+") & ~sound
    kinds = {
        "sound": sound,
        "missing": table["phone"].isna(),
        "short": digits & (text.str.len() < 11),
        "long": digits & (text.str.len() > 11),
        "landline": text.str.startswith("0571"),
        "separators": text.str.startswith("154-"),
        "country": text.str.startswith("+86"),
        "wide": text.str.contains("[\uff10-\uff19]"),
    }
    return {kind: table[chosen] for kind, chosen in kinds.items()}


def _phones_to_repair(rng: np.random.Generator) -> dict[str, Any]:
    sizes = {
        "sound": 9,
        "missing": 2,
        "short": 2,
        "long": 1,
        "landline": 1,
        "separators": 3,
        "country": 2,
        "wide": 2,
    }
    picked = [_phones()[kind].sample(n, random_state=rng) for kind, n in sizes.items()]
    table = pd.concat(picked).sort_values("customer_id", ignore_index=True)
    report = check_entries(table, PHONE_RULE)
    return {"table": table, "mended": report.apply(report.propose()).table}


def _repaired(case: dict[str, Any]) -> pd.DataFrame:
    table = case["mended"][["customer_id", "phone"]]
    return table.assign(ask=~_sound_phones(table["phone"]))


def _separators_only(case: dict[str, Any]) -> pd.DataFrame:
    table = case["table"][["customer_id", "phone"]]
    phone = table["phone"].str.replace("-", "")
    return table.assign(phone=phone, ask=~_sound_phones(phone))


def _cut_to_eleven(case: dict[str, Any]) -> pd.DataFrame:
    right = _repaired(case)
    phone = right["phone"].str[:11]
    return right.assign(phone=phone, ask=~_sound_phones(phone))


REPAIR = Table(
    id="01_03.3",
    concept="1.14",
    title=say(zh="修电话，一行也不丢", en="Mend the phones, lose no row"),
    prompt=say(
        zh="e.items 是手工录入的22条客户记录（模拟数据）。请交一张22行的表：customer_id；phone，能改成11位手机号的改好（去掉分隔符、国家代码，全角改半角），"
        "改不好的照原样留着；ask，是 True 或 False：电话缺失或改不好，要去问客户的，写 True。"
        "这次活动要发短信，非手机号不可，所以座机在这里算改不好。",
        en="e.items holds 22 customer records typed by hand (simulated). Hand in a table of 22 rows: customer_id; phone, brought to a mobile number of 11 digits where that is clear "
        "(signs, country code and full-width digits), and left as it is elsewhere; ask, True or False: True where the phone is missing or cannot be mended, so that the customer must be asked. "
        "The campaign sends text messages and needs a mobile number, so here a landline counts as one that cannot be mended.",
    ),
    case=_phones_to_repair,
    show={
        "customer_id": say(zh="客户编号", en="customer"),
        "name": say(zh="姓名", en="name"),
        "phone": say(zh="电话", en="phone"),
    },
    compute=_repaired,
    reason=lambda row, case: (
        say(
            zh="电话缺失或改不好（不是11位手机号）：照原样留着，ask 为 True",
            en="the phone is missing or cannot be mended (no mobile number of 11 digits): leave it, ask is True",
        )
        if row["ask"]
        else say(zh="电话是{phone}，ask 为 False", en="the phone is {phone}, ask is False").format(
            phone=row["phone"]
        )
    ),
    misconceptions=(
        Misconception(
            "rows_dropped",
            say(
                zh="改不好的客户不见了。删掉一行，就是丢掉一位客户：留下来，列进要问的名单。",
                en="Customers whose phone cannot be mended are gone. To drop a row is to lose a customer: keep it and put it on the list of those to ask.",
            ),
            lambda case: _repaired(case).query("not ask"),
        ),
        Misconception(
            "separators_only",
            say(
                zh="只去掉了分隔符。还有国家代码（+86）和全角数字。",
                en="Only the signs were taken off. There are country codes (+86) and full-width digits as well.",
            ),
            _separators_only,
        ),
        Misconception(
            "cut_to_eleven",
            say(
                zh="把多一位的号码截成了11位。多的是哪一位，谁也不知道：这是猜，不是修。",
                en="A number with one digit too many was cut to 11. Nobody knows which digit is too many: that is a guess, not a repair.",
            ),
            _cut_to_eleven,
        ),
    ),
    hints=(
        say(
            zh="report.propose() 给出修改建议，report.apply(…).table 得到改好的表，行数不变。",
            en="report.propose() suggests repairs; report.apply(…).table gives the mended table with all its rows.",
        ),
        say(
            zh="对改好的表再检查一次：left = cc.check_entries(mended, rule).findings。里面的人就是要问的；"
            'mended["customer_id"].isin(left["customer_id"]) 给每一行一个 True 或 False：在名单里的是 True。',
            en="Check the mended table once more: left = cc.check_entries(mended, rule).findings. The people in it are those to ask; "
            'mended["customer_id"].isin(left["customer_id"]) gives True or False for each row: True for those in the list.',
        ),
    ),
    after=say(
        zh="能改的改，不能改的留着去问；前后行数要相等。",
        en="Mend what is clear, keep and ask about the rest; the number of rows stays the same.",
    ),
)

# -- 1.15 keeping data live ---------------------------------------------------------------------------

DAYS = say(zh="资料已有多少天没更新", en="days since the last update")
YEAR_MONEY = say(zh="2025年购买金额（元）", en="spent in 2025 (yuan)")
IMPORTANT = 2000


@cache
def _records() -> pd.DataFrame:
    """The simulated customers: age of the record on 31 December 2025, and the money of 2025 (yuan)."""
    orders = load("shop_orders")
    money = orders[orders["order_date"] >= "2025-01-01"].groupby("customer_id")["amount"].sum()
    updated = load("shop_customers_dirty").set_index("customer_id")["updated_on"].reindex(shop().index)
    days = (pd.Timestamp(SHOP_AS_OF) - updated).dt.days
    return pd.DataFrame({"days_since": days, "year_money": money.reindex(shop().index).fillna(0).round(2)})


def _revisit(big: int = 180, other: int = 365, soon: int = 30, more_than: int = 0) -> Scheme:
    """When to revisit; `more_than` 1 reads “at least” as “more than”."""
    big, other, soon_big, soon_other = (d + more_than for d in (big, other, big - soon, other - soon))
    large, small = at_least(IMPORTANT), below(IMPORTANT)
    return Scheme(
        "revisit",
        say(zh="回访安排", en="Revisit"),
        measures=[
            Measure("days_since", "integer", low=0, label=say(zh="资料距上次更新", en="time since the last update"), unit=say(zh="天", en="days")),
            Measure("year_money", "real", label=say(zh="2025年购买金额", en="money spent in 2025"), unit=say(zh="元", en="yuan")),
        ],
        classes=[
            Class("now", say(zh="马上回访", en="revisit now"), {"year_money": large, "days_since": at_least(big)}, {"year_money": small, "days_since": at_least(other)}),
            Class("soon", say(zh="排进下个月", en="plan for next month"), {"year_money": large, "days_since": between(soon_big, big)}, {"year_money": small, "days_since": between(soon_other, other)}),
            Class("fresh", say(zh="不用回访", en="no revisit yet"), {"year_money": large, "days_since": below(soon_big)}, {"year_money": small, "days_since": below(soon_other)}),
        ],
    )  # fmt: skip


REVISIT = Assign(
    id="01_03.4",
    concept="1.15",
    title=say(zh="该回访谁", en="Whom to revisit"),
    prompt=say(
        zh="网店（模拟数据，统计截止日2025年12月31日）的规定：2025年购买满2,000元的客户，资料满180天没更新就要马上回访；不到2,000元的客户，满365天马上回访。"
        "离期限还有30天或更少的，排进下个月（也就是满150天、满335天起）。其余不用回访。请给每位客户安排。",
        en="The rules of the online shop (simulated data, as-of date 31 December 2025): who spent 2,000 yuan or more in 2025 is revisited now if the record was last updated 180 days ago or longer; "
        "who spent less, 365 days ago or longer. Records that reach their limit within 30 days (from 150 and from 335 days) are planned for next month. All others need no revisit yet. Decide for each customer.",
    ),
    pool=_records,
    scheme=_revisit(),
    show={"days_since": DAYS, "year_money": YEAR_MONEY},
    n=8,
    misconceptions=(
        Misconception(
            "one_limit_for_all",
            say(
                zh="没有看金额，人人都按365天算。买得多的客户180天就到期。",
                en="The money was not looked at: everyone got 365 days. Those who spend much are due after 180.",
            ),
            _revisit(big=365),
        ),
        Misconception(
            "limits_swapped",
            say(
                zh="两个期限用反了：买得多的客户期限短（180天），其他客户期限长（365天）。",
                en="The two limits were swapped: big spenders have the short one (180 days), the others the long one (365).",
            ),
            _revisit(big=365, other=180),
        ),
        Misconception(
            "more_than_for_at_least",
            say(
                zh="把“满”当成了“超过”。正好180天、正好365天的也要马上回访；正好150天、335天的也要排进下个月。",
                en="“Or longer” was read as “longer”. Exactly 180 or 365 days is due now; exactly 150 or 335 days is planned.",
            ),
            _revisit(more_than=1),
        ),
    ),
    hints=(
        say(
            zh="先看金额够不够2,000元，决定用哪个期限。",
            en="First see whether the money reaches 2,000 yuan: that tells which limit counts.",
        ),
        say(
            zh="再看天数：满期限是马上；差30天以内是下个月。",
            en="Then the days: at the limit or past it, now; up to 30 days before, next month.",
        ),
    ),
    after=say(
        zh="回访有周期，越重要的客户周期越短。",
        en="Revisits follow a schedule, and the more important the customer, the shorter the interval.",
    ),
)


SHORTEST = 90  # days; a customer who is asked more often feels bothered


def _team(rng: np.random.Generator) -> dict[str, Any]:
    limit = int(rng.choice([120, 180, 240]))
    table = _records()
    big = int(((table["year_money"] >= IMPORTANT) & (table["days_since"] >= limit)).sum())
    places = int(round(big + rng.integers(120, 320), -1))
    return {"least": SHORTEST, "limit": limit, "places": places}


def _due(values: Any) -> tuple[int, int]:
    table = _records()
    big = table["year_money"] >= IMPORTANT
    days = table["days_since"]
    return int((big & (days >= values["big"])).sum()), int((~big & (days >= values["other"])).sum())


def _schedule_lacks(values: Any, case: dict[str, Any]) -> Text | None:
    """All the goals that are missed, or None."""
    lacks = []
    if values["big"] > case["limit"]:
        text = say(
            zh="大客户的周期是{days:,.0f}天，超过了{limit}天：把它调短",
            en="big spenders are revisited after {days:,.0f} days, more than {limit}: make it shorter",
        )
        lacks.append(text.format(days=values["big"], limit=case["limit"]))
    if values["big"] < case["least"]:
        text = say(
            zh="大客户的周期是{days:,.0f}天，不到{least}天，太打扰人：把它调长",
            en="big spenders are revisited after {days:,.0f} days, fewer than {least}, which bothers them: make it longer",
        )
        lacks.append(text.format(days=values["big"], least=case["least"]))
    due = sum(_due(values))
    if due > case["places"]:
        text = say(
            zh="名单上有{due:,}人，超过了{places}人：把其他客户的周期调长",
            en="{due:,} are on the list, more than {places}: make the interval of the other customers longer",
        )
        lacks.append(text.format(due=due, places=case["places"]))
    if due < 0.9 * case["places"]:
        text = say(
            zh="名单上只有{due:,}人，{places}个名额至少要用九成：把其他客户的周期调短",
            en="only {due:,} are on the list; use at least 90% of the {places} places: make the interval of the other customers shorter",
        )
        lacks.append(text.format(due=due, places=case["places"]))
    return Text(zh="；".join(t.zh for t in lacks), en="; ".join(t.en for t in lacks)) if lacks else None


def _solve_schedule(case: dict[str, Any]) -> dict[str, float]:
    settings = ({"big": float(case["limit"]), "other": float(days)} for days in range(30, 1826, 15))
    return next(setting for setting in settings if _schedule_lacks(setting, case) is None)


def _schedule_picture(values: Any, case: dict[str, Any]) -> Any:
    big, other = _due(values)
    title = say(zh="到期{due}人，名额{places}人", en="{due} due, {places} places").format(
        due=big + other, places=case["places"]
    )
    names = {
        "big": say(zh="满2,000元的客户", en="2,000 yuan and more"),
        "other": say(zh="其他客户", en="other customers"),
    }
    return bars({"big": big, "other": other}, names=names, label=CUSTOMERS, title=title)


SCHEDULE = Thresholds(
    id="01_03.5",
    concept="1.15",
    title=say(zh="定回访周期", en="Set the revisit intervals"),
    prompt=say(
        zh="网店（模拟数据，1,200位客户，统计截止日2025年12月31日）一月份最多能回访{places}人，名额至少要用九成；"
        "2025年购买满2,000元的客户，周期在{least}天到{limit}天之间（两头都可以）。资料的天数达到周期就到期。请定两个周期，达到这几个目标。",
        en="The online shop (simulated data, 1,200 customers, as-of date 31 December 2025) can revisit at most {places} customers in January and wants at least 90% of the places used; "
        "the interval of those who spent 2,000 yuan or more in 2025 is to lie between {least} and {limit} days (both allowed). A record is due once its age in days reaches the interval. Set both intervals so that the goals are met.",
    ),
    case=_team,
    sliders={
        "big": Slider(say(zh="满2,000元的客户（天）", en="2,000 yuan and more (days)"), 30, 1815, 15),
        "other": Slider(say(zh="其他客户（天）", en="other customers (days)"), 30, 1815, 15),
    },
    shortfall=_schedule_lacks,
    solve=_solve_schedule,
    picture=_schedule_picture,
    misconceptions=(
        Misconception(
            "one_interval_for_all",
            say(
                zh="两类客户用了同一个短周期，人手不够。买得少的客户可以隔得久一些。",
                en="Both groups got the same short interval: there are not enough people for that. Small spenders can wait longer.",
            ),
            lambda case: {"big": float(case["limit"]), "other": float(case["limit"])},
        ),
        Misconception(
            "important_last",
            say(
                zh="重要的客户反而隔得最久。先把他们的周期定在期限以内。",
                en="The most important customers wait longest. Set their interval within the limit first.",
            ),
            lambda case: {"big": 1095.0, "other": 365.0},
        ),
    ),
    hints=(
        say(zh="先把“满2,000元的客户”定在期限以内。", en="First set “2,000 yuan and more” within its limit."),
        say(
            zh="再把“其他客户”调长，直到名单不超过名额。",
            en="Then lengthen “other customers” until the list fits the places.",
        ),
    ),
    after=say(
        zh="回访周期由人手和客户的价值来定，不是越短越好。也要看到：如果人人至少一年回访一次，现在就有607人到期，这些名额不够；"
        "按现在的人手，其他客户要两年半以上才轮到一次。",
        en="Hands and the worth of a customer set the interval; shorter is not always better. But see this too: if everyone were to be revisited once a year, "
        "607 would be due now, more than the places; with these hands the other customers wait more than two and a half years.",
    ),
)

# -- 1.16 privacy -------------------------------------------------------------------------------------

HAND_OVER = Match(
    id="01_03.6",
    concept="1.16",
    title=say(zh="交给外面的人，每一栏怎么办", en="What to hand over, field by field"),
    prompt=say(
        zh="请外面的分析公司研究：哪个年龄段、哪个城市的客户买什么茶。他们要把同一位客户的多张订单连起来，但不该知道客户是谁。每一栏怎么处理？",
        en="An outside company is to find out which age groups in which cities buy which tea. It must see which orders belong to one customer, but not who the customer is. What do you do with each field?",
    ),
    situations={
        "customer_id": say(
            zh="客户编号（用来把同一人的订单连起来）", en="customer id (to link the orders of one person)"
        ),
        "loyalty_card": say(
            zh="会员卡号（有些订单上没有客户编号，只有它，也要连起来）",
            en="membership card number (some orders carry only this, no customer id, and must be linked too)",
        ),
        "phone": say(zh="电话（连订单用不着它）", en="phone (not needed to link orders)"),
        "name": say(zh="姓名", en="name"),
        "religion": say(zh="宗教信仰（客服随手记下的）", en="religion (noted down by the service desk)"),
        "birth_year": say(zh="出生日期（研究只要年龄段）", en="date of birth (the study needs age groups)"),
        "address": say(zh="详细地址（研究只要城市）", en="full address (the study needs the city)"),
        "product": say(zh="买的是哪种茶（绿茶、红茶、花茶）", en="kind of tea (green, black, jasmine)"),
    },
    actions={
        "keyed": say(zh="换成带密钥的假名", en="replace by a pseudonym made with a key"),
        "hash": say(
            zh="换成公开算法的哈希值（SHA-256，无密钥）", en="replace by a plain hash (SHA-256, no key)"
        ),
        "coarser": say(zh="只给粗一级的", en="give a coarser value"),
        "leave_out": say(zh="不给", en="leave out"),
        "as_is": say(zh="原样给", en="give as it is"),
    },
    pairs={
        "customer_id": "keyed",
        "loyalty_card": "keyed",
        "phone": "leave_out",
        "name": "leave_out",
        "religion": "leave_out",
        "birth_year": "coarser",
        "address": "coarser",
        "product": "as_is",
    },
    because={
        "customer_id": say(
            zh="要能连起来，又不能认出人：只有带密钥的假名做得到",
            en="it must link and not tell who: only a pseudonym made with a key does that",
        ),
        "loyalty_card": say(
            zh="要能连起来，又不能认出人：只有带密钥的假名做得到",
            en="it must link and not tell who: only a pseudonym made with a key does that",
        ),
        "phone": say(zh="研究用不着，就不给", en="the study does not need it"),
        "name": say(zh="研究用不着，就不给", en="the study does not need it"),
        "religion": say(
            zh="宗教信仰是敏感个人信息，研究又用不着",
            en="religion is sensitive, and the study does not need it",
        ),
        "birth_year": say(
            zh="年龄段就够了；具体日期加上城市，容易认出人",
            en="the age group is enough; an exact date and a city soon point to one person",
        ),
        "address": say(zh="城市就够了", en="the city is enough"),
        "product": say(
            zh="这正是研究要的，单凭它认不出人", en="this is what the study is about, and it points to nobody"
        ),
    },
    n=7,
    misconceptions=(
        Misconception(
            "plain_hash",
            say(
                zh="以为哈希值就是保密。编号和卡号的可能取值不多，把每一种都算一遍哈希，就能倒查出来。",
                en="A hash was taken for a secret. There are few possible ids: hash them all and compare, and each one is found.",
            ),
            {"customer_id": "hash", "loyalty_card": "hash"},
        ),
        Misconception(
            "only_the_name_goes",
            say(
                zh="以为去掉姓名就够了。电话、详细地址、出生日期合在一起，照样认得出人。",
                en="Dropping the name was taken to be enough. Phone, address and date of birth still point to one person.",
            ),
            {"phone": "as_is", "birth_year": "as_is", "address": "as_is", "religion": "as_is"},
        ),
    ),
    hints=(
        say(
            zh="每一栏先问：这项研究用得着吗？用不着就不给。",
            en="Ask of each field: does the study need it? If not, leave it out.",
        ),
        say(
            zh="用得着但太细的，给粗一级的；用来连接的编号，换成带密钥的假名。",
            en="What is needed but too precise: a coarser value. What links records: a pseudonym with a key.",
        ),
    ),
    after=say(
        zh="少给一栏，就少一分风险；假名之后的数据仍然是个人信息，仍要保护。",
        en="Each field left out is a risk less; pseudonymised data are still personal data and need care.",
    ),
)

LEVELS = {
    "junior_high": say(zh="初中", en="junior high school"),
    "high_school": say(zh="高中", en="high school"),
    "college": say(zh="大专", en="college"),
    "bachelor": say(zh="本科", en="bachelor"),
    "master": say(zh="硕士", en="master"),
}
MINIMUM = 5


def _counts_to_publish(rng: np.random.Generator) -> dict[str, Any]:
    counts = [
        int(rng.integers(2, 5)),
        int(rng.integers(9, 13)),
        *map(int, rng.choice(np.arange(16, 60), 3, replace=False)),
    ]
    sizes = dict(zip(LEVELS, map(int, rng.permutation(counts)), strict=True))
    people = pd.DataFrame({"education": [code for code, n in sizes.items() for _ in range(n)]})
    reasons = suppress_small_groups(people, "education", minimum=MINIMUM).reasons["customers"]
    shown = pd.DataFrame(
        {"education": [*LEVELS, "total"], "customers": [*sizes.values(), sum(sizes.values())]}
    )
    why = {f"why_{code}": _WHY[reasons[code]].format(n=n) for code, n in sizes.items()}
    return {"table": shown, "reasons": reasons[list(LEVELS)], "sizes": pd.Series(sizes), **why}


_WHY = {
    "small": say(zh="只有{n}人，少于5人", en="only {n} people, fewer than 5"),
    "complementary": say(
        zh="有{n}人，本身够大；但只隐去一格，用合计一减就出来了，所以要再隐去剩下各组中最小的这一组",
        en="{n} people are enough; but with one cell hidden, the total gives it back, so this one, the smallest of the others, is hidden too",
    ),
    "": say(
        zh="有{n}人，够大，也不需要用它来掩护", en="{n} people are enough, and it is not needed as a cover"
    ),
}


def _hidden(case: dict[str, Any], *reasons: str) -> set[str]:
    return set(case["reasons"].index[case["reasons"].isin(reasons)])


SMALL_GROUPS = Several(
    id="01_03.7",
    concept="1.16",
    title=say(zh="哪几格不能公布", en="Which cells must not be published"),
    prompt=say(
        zh="下表（虚构）是一个小区客户的学历人数，合计要公布。规定：少于5人的组不公布；如果只隐去一组，再隐去其余各组中人数最少的一组，免得用合计倒减出来。请选出要隐去的组。",
        en="The table (made up) counts the customers of one neighbourhood by education; the total is published. The rule: groups of fewer than 5 are not published; if only one group is hidden, the smallest of the others is hidden as well, "
        "so that nobody gets it back from the total. Tick the groups to hide.",
    ),
    case=_counts_to_publish,
    show={"education": say(zh="学历", en="education"), "customers": CUSTOMERS},
    values={"education": {**LEVELS, "total": say(zh="合计", en="total")}},
    options=LEVELS,
    because={code: say(zh=f"{{why_{code}}}", en=f"{{why_{code}}}") for code in LEVELS},
    answer=lambda case: _hidden(case, "small", "complementary"),
    misconceptions=(
        Misconception(
            "small_only",
            say(
                zh="只隐去了小组。合计减去其余各组，正好就是它的人数：要再隐去一组。",
                en="Only the small group was hidden. Total minus the others gives it back: one more must be hidden.",
            ),
            lambda case: _hidden(case, "small"),
        ),
        Misconception(
            "largest_as_cover",
            say(
                zh="用人数最多的组来掩护，白白丢掉了最多的信息。用其余各组中最小的一组就够了。",
                en="The largest group was hidden as a cover; that gives away the most information. The smallest of the others is enough.",
            ),
            lambda case: _hidden(case, "small") | {str(case["sizes"].idxmax())},
        ),
        Misconception(
            "too_much_hidden",
            say(
                zh="隐去得太多，这张表就没用了。只隐去必须隐去的。",
                en="Too much was hidden; the table is of no use that way. Hide only what must be hidden.",
            ),
            set(LEVELS),
        ),
    ),
    hints=(
        say(zh="先找少于5人的组。", en="First find the groups of fewer than 5."),
        say(
            zh="试一试：合计减去公布的各组，能算出隐去的那一组吗？",
            en="Try: does the total minus the published groups give the hidden one?",
        ),
    ),
    after=say(
        zh="公布合计时，只隐去一个小组还不够：至少要隐去两组。",
        en="Where the total is published, hiding one small group is not enough: hide at least two.",
    ),
)

# -- 1.17 needs research ------------------------------------------------------------------------------

METHODS = Match(
    id="01_03.8",
    concept="1.17",
    title=say(zh="用哪种方法调研", en="Which method of research"),
    prompt=say(
        zh="调研需求有四种办法：问卷（问很多人同样的问题）、访谈（一对一深谈）、焦点小组（几位客户坐在一起互相启发）、观察（看客户怎么做，不问）。每种情形首选哪一种？",
        en="Four ways to research needs: survey (the same questions to many), interview (one person, in depth), focus group (several customers who react to each other), observation (see what customers do, without asking). "
        "Which comes first in each situation?",
    ),
    situations={
        "share": say(
            zh="1,200位客户里，愿意推荐我们的占百分之几？",
            en="What percentage of our 1,200 customers would recommend us?",
        ),
        "compare": say(
            zh="各年龄段最看重的是价格还是品质，比例差多少？",
            en="By how many percent do age groups differ in caring for price or quality?",
        ),
        "hotel": say(
            zh="最大的一家酒店客户突然不续约了，到底为什么？",
            en="Our largest hotel did not renew its contract. Why exactly?",
        ),
        "buyer": say(
            zh="一位机构采购负责人，是怎样一步一步选定供应商的？",
            en="How does one buyer of an organisation choose a supplier, step by step?",
        ),
        "package": say(
            zh="三款新包装，想听几位客户当面讨论、互相补充",
            en="Three new packages: hear several customers discuss them and build on each other's ideas",
        ),
        "names": say(
            zh="请六位老客户一起为新茶出主意，一个点子引出另一个点子",
            en="Six existing customers think about a new tea together, one idea leading to the next",
        ),
        "shelf": say(
            zh="客户在店里先停在哪个货架前？他们自己说不清",
            en="At which shelf do customers stop first? They could not say themselves",
        ),
        "brewing": say(
            zh="客户说自己会看冲泡说明，实际上看不看？",
            en="Customers say that they read the brewing instructions. Do they?",
        ),
    },
    actions={
        "survey": say(zh="问卷", en="survey"),
        "interview": say(zh="访谈", en="interview"),
        "focus_group": say(zh="焦点小组", en="focus group"),
        "observation": say(zh="观察", en="observation"),
    },
    pairs={
        "share": "survey",
        "compare": "survey",
        "hotel": "interview",
        "buyer": "interview",
        "package": "focus_group",
        "names": "focus_group",
        "shelf": "observation",
        "brewing": "observation",
    },
    because={
        "share": say(
            zh="要的是比例，得问很多人同样的问题", en="a percentage needs the same question put to many"
        ),
        "compare": say(
            zh="要比较各组的比例，得问很多人同样的问题",
            en="to compare percentages, many must answer the same question",
        ),
        "hotel": say(
            zh="一家客户的原因，要一对一深谈", en="the reasons of one customer come out in depth, one to one"
        ),
        "buyer": say(
            zh="一个人的决策过程，要一对一深谈", en="how one person decides comes out in depth, one to one"
        ),
        "package": say(zh="要的是几位客户互相启发", en="what is wanted is people reacting to each other"),
        "names": say(zh="要的是一个点子引出另一个点子", en="what is wanted is one idea leading to the next"),
        "shelf": say(zh="自己说不清的行为，只能看", en="what people cannot tell must be seen"),
        "brewing": say(
            zh="怀疑说的和做的不一样，就去看怎么做", en="where saying and doing may differ, watch the doing"
        ),
    },
    n=7,
    misconceptions=(
        Misconception(
            "survey_for_everything",
            say(
                zh="什么都想用问卷。问卷能数比例，问不出一家客户的深层原因，也问不出他们自己说不清的行为。",
                en="A survey was used for everything. It counts; it does not bring out one customer's reasons, nor what people cannot tell.",
            ),
            {
                "hotel": "survey",
                "buyer": "survey",
                "shelf": "survey",
                "brewing": "survey",
                "package": "survey",
                "names": "survey",
            },
        ),
        Misconception(
            "asking_for_watching",
            say(
                zh="用问的代替了看的。说不清、或者说的和做的不一样，就要观察。",
                en="Asking took the place of watching. Where people cannot tell, or say one thing and do another, observe.",
            ),
            {"shelf": "interview", "brewing": "interview"},
        ),
        Misconception(
            "group_is_interview",
            say(
                zh="把焦点小组当成了访谈。要让客户互相启发，得请几位坐在一起。",
                en="A focus group was taken for an interview. To have people react to each other, bring several together.",
            ),
            {"package": "interview", "names": "interview"},
        ),
    ),
    hints=(
        say(
            zh="问自己：要比例、要原因、要点子，还是要看行为？",
            en="Do you want a percentage, reasons, ideas, or behaviour?",
        ),
        say(
            zh="比例用问卷，一个人的原因用访谈，互相启发用焦点小组，说不清的用观察。",
            en="Percentage: survey; one person's reasons: interview; ideas from each other: focus group; what they cannot tell: observation.",
        ),
    ),
    after=say(
        zh="先用访谈或焦点小组弄清有哪些需求，再用问卷数每种需求有多少人。",
        en="Interviews and focus groups find which needs there are; a survey then counts who has them.",
    ),
)

NEED_WORDS = {
    "functional": "耐泡|实用|质量可靠|耐用|方便",
    "emotional": "放松|怀念|治愈|开心",
    "social": "面子|朋友|分享",
}
NEEDS = {
    "functional": say(zh="功能性需求", en="functional need"),
    "emotional": say(zh="情感性需求", en="emotional need"),
    "social": say(zh="社交性需求", en="social need"),
    "none": say(zh="没说出需求", en="no need mentioned"),
    "no_comment": say(zh="没写评论", en="no comment"),
}


def _need_told(comments: pd.Series) -> pd.Series:
    coded = pd.Series("none", index=comments.index)
    for need, words in NEED_WORDS.items():
        coded[comments.str.contains(words, na=False)] = need
    return coded.where(comments.notna(), "no_comment")


def _comments(rng: np.random.Generator) -> dict[str, Any]:
    survey = load("shop_survey")
    survey = survey[survey["answered_on"].notna()].set_index("customer_id")
    coded = _need_told(survey["comment_zh"])
    sizes = {"functional": 8, "emotional": 6, "social": 5, "none": 3, "no_comment": 4}
    picked = [survey[coded == need].sample(n, random_state=rng) for need, n in sizes.items()]
    return {"table": pd.concat(picked)[["comment_zh", "comment_en"]].sample(frac=1, random_state=rng)}


def _coding(case: dict[str, Any]) -> pd.Series:
    return _need_told(case["table"]["comment_zh"]).rename("need")


def _why_need(row: pd.Series, case: dict[str, Any]) -> Text:
    comment = case["table"].loc[row.name, "comment_zh"]
    if pd.isna(comment):
        return say(
            zh="没有写评论：编码为 no_comment，不是“没说出需求”",
            en="there is no comment: coded as no_comment, which is not “no need mentioned”",
        )
    found = [w for words in NEED_WORDS.values() for w in words.split("|") if w in comment]
    return say(
        zh="评论“{comment}”里{found}，编码为“{need}”",
        en="the comment “{comment}” {found_en}: coded as {need}",
    ).format(
        comment=comment,
        found=f"有“{found[0]}”" if found else "没有表中的词",
        found_en=f"has “{found[0]}”" if found else "has none of the words",
        need=NEEDS[row["need"]],
    )


CODING = Table(
    id="01_03.9",
    concept="1.17",
    title=say(zh="用代码给自由回答编码", en="Code free answers into needs"),
    prompt=say(
        zh="e.items 是问卷里26位客户的自由回答（模拟数据；comment_en 是 comment_zh 的译文）。请在 comment_zh 里找关键词：功能性需求（functional）：耐泡、实用、质量可靠、耐用、方便；"
        "情感性需求（emotional）：放松、怀念、治愈、开心；社交性需求（social）：面子、朋友、分享。"
        "一个词也没有的写 none；没有写评论的写 no_comment。同时含有两种需求的词的评论，这里一条也没有。交一个以客户编号为索引的 Series。",
        en="e.items holds the free answers of 26 customers to the survey (simulated; comment_en translates comment_zh). Look for these words in comment_zh: functional need (functional): 耐泡, 实用, 质量可靠, 耐用, 方便 (keeps its flavour, practical, reliable, durable, convenient); "
        "emotional need (emotional): 放松, 怀念, 治愈, 开心 (relaxed, memory, comforting, happy); social need (social): 面子, 朋友, 分享 (face, friends, share; the translations turn 面子 into sharing, so go by the Chinese). "
        "A comment with none of the words is none; where there is no comment, write no_comment. No comment here has words of two needs. Hand in a Series with the customer ids as its index.",
    ),
    case=_comments,
    show={
        "comment_zh": say(zh="自由回答（comment_zh）", en="comment_zh"),
        "comment_en": say(zh="译文（comment_en）", en="comment_en"),
    },
    compute=_coding,
    reason=_why_need,
    labels={"need": NEEDS},
    misconceptions=(
        Misconception(
            "silence_is_none",
            say(
                zh="把没写评论的人编成了“没说出需求”。没回答就是不知道，要另外编码：no_comment。",
                en="People without a comment were coded as “no need mentioned”. No answer means not known and gets a code of its own: no_comment.",
            ),
            lambda case: _coding(case).replace("no_comment", "none"),
        ),
        Misconception(
            "forced_into_a_need",
            say(
                zh="把一个词也没有的评论硬塞进了最常见的需求。说不出需求的就写 none，不要替客户回答。",
                en="Comments without any of the words were pressed into the most frequent need. Code them none; do not answer for the customer.",
            ),
            lambda case: _coding(case).replace("none", "functional"),
        ),
    ),
    hints=(
        say(
            zh='comments.str.contains("面子|朋友|分享", na=False) 给出哪些评论含有其中一个词。',
            en='comments.str.contains("面子|朋友|分享", na=False) says which comments hold one of the words.',
        ),
        say(
            zh="先全部写 none，再按三种需求逐一改写，最后改写没写评论的：need[comments.isna()] = 'no_comment'。",
            en="Start with none everywhere, overwrite need by need, and at the end those without a comment: need[comments.isna()] = 'no_comment'.",
        ),
    ),
    after=say(
        zh="编码之前把词表写下来，别人才能照着做出同样的结果。",
        en="Write the word list down before you code, so that others get the same result.",
    ),
)

ACTIVITY = {
    "recent": say(zh="90天内买过", en="bought within 90 days"),
    "older": say(zh="久未购买（90天以前）", en="last order is older"),
    "never": say(zh="从未买过", en="never bought"),
}


def _who_answered(rng: np.random.Generator) -> dict[str, Any]:
    people = shop().sample(600, random_state=rng)
    recency = people["recency_days"].astype(float)
    group = np.where(recency.isna(), "never", np.where(recency <= 90, "recent", "older"))
    table = people["recommend"].groupby(group).agg(customers="size", answered="count", recommend="mean")
    return {"table": table.reindex(list(ACTIVITY)).round(2).rename_axis("activity").reset_index()}


def _weighted(case: dict[str, Any], by: str) -> float:
    return float(np.average(case["table"]["recommend"], weights=case["table"][by]))


NONRESPONSE = Number(
    id="01_03.10",
    concept="1.17",
    title=say(zh="没回答的人怎么算", en="What about those who did not answer"),
    prompt=say(
        zh="问卷发给了600位客户（模拟数据，统计截止日2025年12月31日），大约一半的人回答。按最近一次购买分成三组：90天内买过的、久未购买的（最近一次在90天以前）、从未买过的。"
        "假定每组里没回答的人和回答的人想法一样，600位客户的平均推荐意愿（0到10分）是多少？保留两位小数。",
        en="A survey went to 600 customers (simulated data, as-of date 31 December 2025). About half answered. They are put into three groups by their last order: within 90 days, older than that, and never. "
        "Suppose that within each group those who did not answer think like those who did: what is the mean willingness to recommend (0–10) of all 600? Two decimals.",
    ),
    case=_who_answered,
    show={
        "activity": say(zh="最近一次购买", en="last order"),
        "customers": CUSTOMERS,
        "answered": say(zh="回答人数", en="answered"),
        "recommend": say(zh="推荐意愿均值（0–10分）", en="mean willingness to recommend (0–10)"),
    },
    values={"activity": ACTIVITY},
    compute=lambda case: _weighted(case, "customers"),
    unit=say(zh="分", en="points"),
    tolerance=0.02,
    working=say(
        zh="每组均值乘以该组的客户数（不是回答人数），相加，再除以600",
        en="multiply each group's mean by its customers (not by those who answered), add up, divide by 600",
    ),
    misconceptions=(
        Misconception(
            "answers_only",
            say(
                zh="按回答人数加权，就是只算了回答的人。90天内买过的人回答得多，均值被他们抬高了。",
                en="Weighted by answers, this is the mean of those who answered. Those who bought within 90 days answered more and pull it up.",
            ),
            lambda case: _weighted(case, "answered"),
        ),
        Misconception(
            "groups_alike",
            say(
                zh="把三组的均值直接平均了。三组人数不同，要按客户数加权。",
                en="The three means were averaged as they stand. The groups differ in size: weight them by customers.",
            ),
            lambda case: float(case["table"]["recommend"].mean()),
        ),
    ),
    hints=(
        say(
            zh="每一组代表的是它的全部客户，不只是回答的人。",
            en="Each group stands for all its customers, not only for those who answered.",
        ),
        say(
            zh="（客户数 × 均值）三组相加，除以600。",
            en="Add customers × mean over the three groups, divide by 600.",
        ),
    ),
    after=say(
        zh="报告问卷结果要说三件事：发了多少、答了多少、没答的是谁。",
        en="Report three things with a survey: how many were asked, how many answered, and who did not.",
    ),
)

# -- 1.20 contact behaviour ---------------------------------------------------------------------------


def _log_by_mode(rng: np.random.Generator) -> dict[str, Any]:
    calls = load("shop_calls").sample(1200, random_state=rng)
    table = calls.assign(ordered=calls["result"] == "ordered").groupby("mode")
    table = table.agg(contacts=("call_id", "size"), ordered=("ordered", "sum"), amount=("amount", "sum"))
    table = table.reindex(list(MODES)).round(0).astype(int).reset_index()
    visits = table.loc[table["mode"] == "visit"].iloc[0]
    return {
        "table": table, "price": int(rng.choice([45, 50, 60])),
        "contacts": int(visits["contacts"]), "ordered": int(visits["ordered"]), "amount": int(visits["amount"]),
    }  # fmt: skip


VISIT_COST = Number(
    id="01_03.11",
    concept="1.20",
    title=say(zh="上门拜访，成交100元要花多少", en="What a visit costs per 100 yuan ordered"),
    prompt=say(
        zh="下表是1,200次联系（模拟数据）。上门一次的成本是{price}元，不论有没有成交。上门每成交100元，要花多少元的联系成本？保留一位小数。",
        en="The table sums up 1,200 contacts (simulated). A visit costs {price} yuan, whether or not there is an order. What do visits cost, in yuan, per 100 yuan ordered? One decimal is enough.",
    ),
    case=_log_by_mode,
    show={
        "mode": MODE,
        "contacts": say(zh="联系次数", en="contacts"),
        "ordered": say(zh="成交次数", en="orders"),
        "amount": say(zh="成交金额（元）", en="ordered (yuan)"),
    },
    values={"mode": MODES},
    compute=lambda case: 100 * case["contacts"] * case["price"] / case["amount"],
    unit=say(zh="元", en="yuan"),
    tolerance=0.5,
    working=say(
        zh="上门{contacts}次 × {price}元 ÷ 成交金额{amount:,}元 × 100",
        en="{contacts} visits × {price} yuan ÷ {amount:,} yuan ordered × 100",
    ),
    misconceptions=(
        Misconception(
            "successes_only",
            say(
                zh="只算了成交的那几次。没有成交的上门同样要花钱。",
                en="Only the visits with an order were counted. The others cost as much.",
            ),
            lambda case: 100 * case["ordered"] * case["price"] / case["amount"],
        ),
        Misconception(
            "per_order",
            say(
                zh="算的是每成交一单的成本。题目问的是每成交100元的成本。",
                en="That is the cost per order. The question is about 100 yuan ordered.",
            ),
            lambda case: case["contacts"] * case["price"] / case["ordered"],
        ),
        Misconception(
            "orders_for_money",
            say(
                zh="除错了数：除的是成交次数，不是成交金额。",
                en="Divided by the number of orders instead of the yuan ordered.",
            ),
            lambda case: 100 * case["contacts"] * case["price"] / case["ordered"],
        ),
        Misconception(
            "upside_down",
            say(
                zh="分子分母反了：算成了每花100元成本能成交多少元。",
                en="Upside down: this is the yuan ordered per 100 yuan of cost.",
            ),
            lambda case: 100 * case["amount"] / (case["contacts"] * case["price"]),
        ),
    ),
    hints=(
        say(
            zh="先算全部上门的成本，包括没有成交的。",
            en="First the cost of all visits, those without an order included.",
        ),
        say(zh="总成本 ÷ 成交金额 × 100。", en="Total cost ÷ yuan ordered × 100."),
    ),
    after=say(
        zh="转化率最高的方式，不一定最划算：要看每成交100元花了多少。",
        en="The mode with the best conversion rate need not pay best: look at the cost per 100 yuan ordered.",
    ),
)

HOURS = {"morning": (9, 12), "evening": (18, 21)}


def _rates(calls: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """Contacts and orders in the morning and in the evening, in all and by mode."""
    rates = {}
    for part, (start, end) in HOURS.items():
        some = calls[calls["time"].dt.hour.between(start, end - 1)]
        for mode in ("all", *MODES):
            of_mode = some if mode == "all" else some[some["mode"] == mode]
            rates[f"{mode}_{part}"] = (len(of_mode), int((of_mode["result"] == "ordered").sum()))
    return rates


def _rate(contacts_orders: tuple[int, int]) -> float:
    contacts, orders = contacts_orders
    return 100 * orders / contacts if contacts else float("nan")


def _percent(contacts_orders: tuple[int, int]) -> str | None:
    return f"{_rate(contacts_orders):.1f}" if contacts_orders[0] else None


def _mornings_and_evenings(rng: np.random.Generator) -> dict[str, Any]:
    calls = load("shop_calls")
    while True:
        rates = _rates(calls.sample(1700, random_state=rng))
        better = [_rate(rates[f"{m}_evening"]) > _rate(rates[f"{m}_morning"]) for m in ("phone", "message")]
        if all(better) and _rate(rates["all_evening"]) < _rate(rates["all_morning"]) - 1:
            break
    rows = [
        {
            "mode": mode,
            **{f"contacts_{part}": rates[f"{mode}_{part}"][0] for part in HOURS},
            **{f"rate_{part}": _percent(rates[f"{mode}_{part}"]) for part in HOURS},
        }
        for mode in (*MODES, "all")
    ]
    return {"table": pd.DataFrame(rows), **{name: _percent(rate) for name, rate in rates.items()}}


EVENING = ChooseOne(
    id="01_03.12",
    concept="1.20",
    title=say(zh="晚上不该联系客户吗", en="Should nobody be contacted in the evening?"),
    prompt=say(
        zh="下表是联系记录（模拟数据）里早上（9–11点）和晚上（18–20点）的联系次数和转化率。上门只在18点以前。同事说：“晚上转化率只有{all_evening}%，早上有{all_morning}%，晚上别联系了。”该怎么看？",
        en="The table shows contacts and conversion rates in the morning (9–11 h) and in the evening (18–20 h) from a contact log (simulated). Visits are made before 6 p.m. only. A colleague says: “The evening has {all_evening}%, the morning {all_morning}%: stop evening contacts.” What do you say?",
    ),
    case=_mornings_and_evenings,
    show={
        "mode": MODE,
        "contacts_morning": say(zh="早上联系次数", en="morning contacts"),
        "rate_morning": say(zh="早上转化率（%）", en="morning conversion rate (%)"),
        "contacts_evening": say(zh="晚上联系次数", en="evening contacts"),
        "rate_evening": say(zh="晚上转化率（%）", en="evening conversion rate (%)"),
    },
    values={"mode": {**MODES, "all": say(zh="合计", en="all")}},
    options={
        "within": say(
            zh="不同意：晚上没有上门，合计才低；电话和短信各自比，看不出晚上比早上差",
            en="Disagree: the total is lower because there are no visits in the evening; within phone and within message there is no sign that the evening is worse",
        ),
        "stop": say(
            zh="同意：晚上的合计转化率低，应当停掉",
            en="Agree: the evening's overall rate is lower, so stop it",
        ),
        "visits": say(
            zh="晚上也去上门，转化率就上去了", en="Make visits in the evening too; that lifts the rate"
        ),
        "average": say(
            zh="同意：把三种方式的早上转化率平均，也比晚上高",
            en="Agree: the mean of the three modes' morning rates is above that of the evening as well",
        ),
    },
    because={
        "within": say(
            zh="电话早上{phone_morning}%、晚上{phone_evening}%；短信早上{message_morning}%、晚上{message_evening}%。要在同一种方式里比时段",
            en="phone: {phone_morning}% and {phone_evening}%; message: {message_morning}% and {message_evening}%. Compare hours within one mode",
        ),
        "stop": say(
            zh="早上的合计里有上门（转化率{visit_morning}%），晚上没有：比的不是时段，是方式",
            en="the morning's total holds visits ({visit_morning}%), the evening's does not: this compares modes, not hours",
        ),
        "visits": say(
            zh="没有晚上上门的记录，表里看不出来会怎样；上门也最贵",
            en="there are no evening visits in the log, so it cannot tell; and visits cost most",
        ),
        "average": say(
            zh="这个平均数里早上有三种方式，晚上只有两种，还是没有在同一种方式里比",
            en="that mean has three modes in the morning and two in the evening: still not within one mode",
        ),
    },
    answer="within",
    misconceptions=(
        Misconception(
            "totals_compared",
            say(
                zh="直接比了合计。两边的方式不一样，合计不能直接比。",
                en="The totals were compared as they stand. The two sides hold different modes, so they cannot be.",
            ),
            "stop",
        ),
        Misconception(
            "outside_the_log",
            say(
                zh="得出了记录里没有的结论。没有做过的事，记录里看不出效果。",
                en="This goes beyond the log. What was never tried leaves no record.",
            ),
            "visits",
        ),
    ),
    hints=(
        say(zh="晚上少了哪一种方式？", en="Which mode is not there in the evening?"),
        say(
            zh="一行一行地比：电话的早上和晚上，短信的早上和晚上。",
            en="Compare row by row: phone in the morning and evening, message in the morning and evening.",
        ),
    ),
    after=say(
        zh="比较时段，要在同一种方式里比；合计会误导。",
        en="Compare hours within one mode; totals mislead.",
    ),
)


def _some_calls(rng: np.random.Generator) -> dict[str, Any]:
    calls = load("shop_calls").sample(500, random_state=rng).sort_values("call_id")
    return {"table": calls[["customer_id", "mode", "attempt", "result", "amount"]].reset_index(drop=True)}


def _by_attempt(case: dict[str, Any], results: tuple[str, ...] = (), how: str = "mean") -> pd.Series:
    calls = case["table"]
    calls = calls[calls["result"].isin(results)] if results else calls
    money = calls.groupby("attempt")["amount"].agg(how).reindex(range(1, 6)).fillna(0.0)
    return money.rename("amount")


ATTEMPTS = Table(
    id="01_03.13",
    concept="1.20",
    title=say(zh="第几次联系还值得", en="Which contact still pays"),
    prompt=say(
        zh="e.items 是500次联系（模拟数据）：attempt 是对这位客户的第几次（1到5），amount 是成交金额（元），没有成交的是0。"
        "请算出每一次（第1次到第5次）平均每联系一次带来多少元，没有成交的联系也算一次。保留一位小数就够了。交一个以 attempt 为索引的 Series。",
        en="e.items holds 500 contacts (simulated): attempt says which contact with this customer it was (the 1st to the 5th), amount the yuan ordered, 0 without an order. "
        "Work out the mean yuan per contact for each attempt from 1 to 5; contacts without an order count too. One decimal is enough. Hand in a Series with attempt as its index.",
    ),
    case=_some_calls,
    show={
        "customer_id": say(zh="客户编号", en="customer"),
        "mode": MODE,
        "attempt": say(zh="第几次（attempt）", en="attempt"),
        "result": say(zh="结果（result）", en="result"),
        "amount": say(zh="成交金额（元，amount）", en="ordered (yuan, amount)"),
    },
    values={
        "mode": MODES,
        "result": {
            "no_answer": say(zh="无应答", en="no answer"),
            "refused": say(zh="拒绝", en="refused"),
            "interested": say(zh="有兴趣", en="interested"),
            "ordered": say(zh="成交", en="ordered"),
        },
    },
    compute=_by_attempt,
    key="attempt",
    tolerance=0.051,
    reason=lambda row, case: say(
        zh="第{attempt}次联系共{n}次，成交金额相加再除以{n}，得{mean:.2f}元",
        en="attempt {attempt}: {n} contacts; add up the amounts and divide by {n}: {mean:.2f} yuan",
    ).format(attempt=row.name, n=int((case["table"]["attempt"] == int(row.name)).sum()), mean=row["amount"]),
    misconceptions=(
        Misconception(
            "orders_only",
            say(
                zh="只平均了成交的联系，得到的是客单价。没有成交的联系也花了力气，要算进去。",
                en="Only contacts with an order were averaged; that is the size of an order. Those without one took effort too and count.",
            ),
            lambda case: _by_attempt(case, ("ordered",)),
        ),
        Misconception(
            "answered_only",
            say(
                zh="没有应答的联系被去掉了。打不通也是一次联系。",
                en="Contacts nobody answered were left out. A call without an answer is a contact as well.",
            ),
            lambda case: _by_attempt(case, ("refused", "interested", "ordered")),
        ),
        Misconception(
            "sum_for_mean",
            say(
                zh="算的是合计。第1次联系的人最多，合计当然大；要的是平均每次：用 .mean()。",
                en="That is the total. Most contacts are first ones, so their total is large; the task asks for the mean: .mean().",
            ),
            lambda case: _by_attempt(case, how="sum"),
        ),
    ),
    hints=(
        say(zh="按 attempt 分组，再取 amount。", en="Group by attempt, then take amount."),
        say(
            zh='e.items.groupby("attempt")["amount"]，后面再加 .mean()。',
            en='e.items.groupby("attempt")["amount"], and add .mean() to it.',
        ),
    ),
    after=say(
        zh="联系到第几次该停，由平均每次带来的钱和成本来定。",
        en="When to stop is decided by the money per contact and what a contact costs.",
    ),
)

EXERCISES = [
    STANDARDS, DOUBLED_CALLS, REPAIR, REVISIT, SCHEDULE, HAND_OVER, SMALL_GROUPS, METHODS, CODING, NONRESPONSE,
    VISIT_COST, EVENING, ATTEMPTS,
]  # fmt: skip
