"""Exercises of lesson 03_06 on joining separate systems: one pair, the limits, the record that survives."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.act.crm import crm_linkage
from custclass.classify.conditions import at_least, below, between, exactly, one_of
from custclass.classify.scheme import Class, Measure, Scheme
from custclass.data.cleaned import clean_city, clean_name, clean_phone
from custclass.data.pairing import by_name, cleaned
from custclass.data.tables import load
from custclass.learn.kinds import Assign, Misconception, Slider, Table, Thresholds
from custclass.learn.question import Draw
from custclass.show.barcharts import bars
from custclass.show.say import Text, say

SURE, DOUBTFUL = 95, 85
PHONE = {
    "same": say(zh="相同", en="same"),
    "differ": say(zh="两边都有但不同", en="both known but different"),
    "missing": say(zh="一边或两边没有", en="missing on one or both sides"),
}
CITY = {
    "same": say(zh="相同", en="same"),
    "unknown": say(zh="有一边不详", en="unknown on one side"),
    "differ": say(zh="不同", en="different"),
}


def _pair_scheme() -> Scheme:
    """The rule of the lesson; whoever has the same phone is decided before points are taken off."""
    phone = Measure("phone", "category", values=PHONE, label=say(zh="电话", en="phone"))
    city = Measure("city", "category", values=CITY, label=say(zh="城市", en="city"))
    points, score = (
        Measure(name, "real", low=-20, high=100, label=label, unit=say(zh="分", en="points"))
        for name, label in (
            ("points", say(zh="姓名相近", en="likeness of the names")),
            ("score", say(zh="减分后的分数", en="score after deductions")),
        )
    )
    other, near = one_of("differ", "missing"), one_of("same", "unknown")
    return Scheme(
        "pair",
        say(zh="是不是同一个人", en="One person or two"),
        measures=[phone, city, points, score],
        classes=[
            Class(
                "match",
                say(zh="同一个人", en="match"),
                {"phone": exactly("same"), "points": at_least(60)},
                {"phone": other, "city": near, "score": at_least(SURE)},
            ),
            Class(
                "doubtful",
                say(zh="存疑", en="doubtful"),
                {"phone": exactly("same"), "points": below(60)},
                {"phone": other, "city": near, "score": between(DOUBTFUL, SURE)},
            ),
            Class(
                "none",
                say(zh="不算一对", en="no pair"),
                {"phone": other, "city": exactly("differ")},
                {"phone": other, "score": below(DOUBTFUL)},
            ),
        ],
    )


PAIR = _pair_scheme()


@cache
def _systems() -> tuple[pd.DataFrame, pd.DataFrame]:
    """The CRM export and the shop's customers, written in one way."""
    customers = load("shop_customers")
    cities = dict(zip(customers["city_en"], customers["city"], strict=True))
    return cleaned(load("shop_crm"), "contact_id", cities), cleaned(customers, "customer_id", cities)


@cache
def _pairs() -> pd.DataFrame:
    """Records of the CRM, each beside one customer of the shop: same number, same name, or names alike."""
    export, customers = _systems()
    export = export[export["name"].notna()]
    same = [
        export.dropna(subset=[by])
        .merge(customers.dropna(subset=[by]), on=by)[["id_x", "id_y"]]
        .drop_duplicates("id_x")
        for by in ("phone", "name")
    ]
    alike = _candidates().dropna(subset=["customer"])
    alike = alike[alike["score"].between(60, 99)].drop_duplicates("record")
    alike = alike.rename(columns={"record": "id_x", "customer": "id_y"})[["id_x", "id_y"]]
    ours, theirs = ({who.id: who for who in t.itertuples(index=False)} for t in (export, customers))
    rows = []
    for left, right in pd.concat([*same, alike]).drop_duplicates().itertuples(index=False):
        one, two = ours[left], theirs[right]
        # Without phone and city the score is how alike the names are, nothing taken off.
        _, [(_, _, points)] = by_name(one._replace(phone=None, city="any"), [two], sure=101, doubtful=0)
        phones, cities = (one.phone, two.phone), (one.city, two.city)
        rows.append({
            "pair": f"{left}-{right}", "name_crm": one.name, "name_shop": two.name,
            "phone": "missing" if None in phones else "same" if len(set(phones)) == 1 else "differ",
            "city": "unknown" if None in cities else "same" if len(set(cities)) == 1 else "differ",
            "points": points,
        })  # fmt: skip
    table = pd.DataFrame(rows).set_index("pair").rename_axis(None)
    off = 10 * (table["phone"] == "differ") + 10 * (table["city"] == "unknown")
    table["score"] = table["points"] - off
    # Most pairs are namesakes elsewhere, or agree in everything; a few of each will do.
    place = table.groupby(["phone", "city", "points"]).cumcount()
    return table[place < 25]


class _Pairs(Assign):
    """Says in one sentence how the points of a pair come about."""

    def reason(self, item: str, draw: Draw) -> Text:
        row = draw.items.loc[item]
        verdict = PAIR.labels[PAIR.classify(draw.items.loc[[item]]).iloc[0]]
        if row["phone"] == "same":
            beyond = row["points"] >= 60
            return say(
                zh="电话相同，姓名{p:g}分，{a}：{verdict}。",
                en="Same phone, names {p:g} points, {a}: {verdict}.",
            ).format(
                p=row["points"],
                verdict=verdict,
                a=say(zh="60分以上", en="60 or more") if beyond else say(zh="不到60分", en="below 60"),
            )
        phone = (
            say(zh="两边的电话不同", en="The phones differ")
            if row["phone"] == "differ"
            else say(zh="电话一边或两边没有", en="A phone is missing")
        )
        if row["city"] == "differ":
            return say(
                zh="{phone}，城市又不同：{verdict}。", en="{phone} and so do the cities: {verdict}."
                if row["phone"] == "differ" else "{phone} and the cities differ: {verdict}.",
            ).format(phone=phone, verdict=verdict)  # fmt: skip
        city = say(zh="城市相同", en="the city is the same") if row["city"] == "same" else say(
            zh="城市有一边不详", en="a city is unknown"
        )  # fmt: skip
        off = " − 10" * ((row["phone"] == "differ") + (row["city"] == "unknown"))
        score = row["score"]
        limits = (
            say(zh="95分以上", en="95 or more") if score >= SURE
            else say(zh="85分以上、不到95分", en="from 85 to below 95") if score >= DOUBTFUL
            else say(zh="不到85分", en="below 85")
        )  # fmt: skip
        sum_ = f"{row['points']:g}{off} = {score:g}" if off else f"{score:g}"
        return say(
            zh="{phone}，{city}：{sum}分，{limits}：{verdict}。",
            en="{phone}, {city}: {sum} points, {limits}: {verdict}.",
        ).format(phone=phone, city=city, sum=sum_, limits=limits, verdict=verdict)

    def why_not(self, item: str, said: str | None, draw: Draw) -> Text:
        return Text(zh="", en="")


ONE_PERSON = _Pairs(
    id="03_06.1",
    concept="3.22",
    title=say(zh="是不是同一个人", en="One person or two?"),
    prompt=say(
        zh="下面每一行是CRM的一条记录和网店的一位客户（模拟数据；姓名已统一写法）。规则：\n"
        "一、电话相同：姓名60分以上（含60）算同一个人，不到60分存疑，城市不看。\n"
        "二、电话不同，或者一边、两边没有：城市不同，不算一对。城市相同或有一边不详：姓名的分数，两边都有号码而号码不同的减10分，城市有一边不详的减10分；减完95分以上（含95）算同一个人，85分以上、不到95分存疑，不到85分不算一对。\n请判断每一行。",
        en="Each row is a record of the CRM beside a customer of the shop (simulated data; names written in one way). The rule:\n"
        "1. The phone is the same: names of 60 points or more are a match, below 60 doubtful; the city does not matter.\n"
        "2. The phone differs, or is missing on one or both sides: with different cities it is no pair. With the same city, or one unknown: take the points of the names, less 10 if both phones are known and differ, less 10 if a city is unknown; 95 or more is a match, from 85 to below 95 doubtful, below 85 no pair.\nJudge each row.",
    ),
    pool=_pairs,
    scheme=PAIR,
    show={
        "name_crm": say(zh="CRM里的姓名", en="name in the CRM"),
        "name_shop": say(zh="网店里的姓名", en="name in the shop"),
        "points": say(zh="姓名相近（分）", en="names alike (points)"),
        "phone": say(zh="电话", en="phone"),
        "city": say(zh="城市", en="city"),
    },
    values={"phone": PHONE, "city": CITY},
    n=8,
    misconceptions=(
        Misconception(
            "same_name_same_person",
            say(
                zh="只看了姓名：名字一样就算同一个人。重名的人很多，电话和城市也要看，该减的分要减。",
                en="Only the name was looked at. Many people share a name: look at phone and city too, and take the points off.",
            ),
            lambda items: PAIR.classify(items).where(
                items["phone"] == "same",
                np.select([items["points"] >= SURE, items["points"] >= DOUBTFUL], ["match", "doubtful"], "none"),
            ),
        ),
        Misconception(
            "other_name_no_pair",
            say(
                zh="号码相同而姓名不像，就算成了不是一对。同一个号码从来不是“不算一对”：可能转给了别人，也可能是家里人，由人来问。",
                en="The same number with another name was called no pair. The same number is never “no pair”: it may have been passed on, or belong to the family; a person asks.",
            ),
            lambda items: PAIR.classify(items).mask((items["phone"] == "same") & (items["points"] < 60), "none"),
        ),
        Misconception(
            "city_before_phone",
            say(
                zh="城市一不同就算不是一对了。电话相同时城市不看：人会搬家。只有规则二才比城市。",
                en="Different cities were always called no pair. With the same phone the city does not matter, people move; only rule 2 compares cities.",
            ),
            lambda items: PAIR.classify(items).mask(items["city"] == "differ", "none"),
        ),
        Misconception(
            "city_ignored",
            say(
                zh="没有看城市。电话不同或者没有时，城市不同就不算一对：别处同名的人很多。",
                en="The city was ignored. Where the phones differ or are missing, different cities are no pair: there are namesakes elsewhere.",
            ),
            lambda items: PAIR.classify(items.assign(city=items["city"].replace("differ", "same"))),
        ),
        Misconception(
            "same_number_same_person",
            say(
                zh="号码一样就算同一个人了。号码会转给别人：姓名不到60分的存疑。",
                en="The same number was taken for the same person. Numbers are passed on: with names below 60 points it is doubtful.",
            ),
            lambda items: PAIR.classify(items).mask(items["phone"] == "same", "match"),
        ),
        Misconception(
            "nothing_taken_off",
            say(
                zh="没有减分。两边都有号码而号码不同，减10分；城市有一边不详，再减10分。",
                en="No points were taken off: 10 where both phones are known and differ, 10 more where a city is unknown.",
            ),
            lambda items: PAIR.classify(items.assign(score=items['points'])),
        ),
    ),
    hints=(
        say(zh="先看电话这一列：相同的用规则一，其余用规则二。", en="Look at the phone first: same → rule 1, otherwise rule 2."),
        say(
            zh="规则二先看城市：不同就不算一对；再减分，最后和95、85比。",
            en="In rule 2 the city comes first: if it differs there is no pair. Then take points off and compare with 95 and 85.",
        ),
    ),
    after=say(
        zh="同名、同城、不同号码，满分也只有90分：按这条规则要由人来问，机器不替人决定。",
        en="The same name, the same city, another number: even 100 points come to 90. By this rule a person asks; the machine does not decide.",
    ),
)  # fmt: skip


@cache
def _candidates() -> pd.DataFrame:
    """The possible pairs of all CRM records whose number the shop does not know: scores, and which is true."""
    export, customers = _systems()
    people = list(customers.itertuples(index=False))
    numbers = set(customers["phone"].dropna())
    truth = load("shop_match_truth").query("system == 'crm'").set_index("record_id")["customer_id"]
    rows = []
    for record in export[~export["phone"].isin(numbers)].itertuples(index=False):
        near = people if record.city is None else [who for who in people if who.city == record.city]
        kind, pairs = by_name(record, near, sure=101, doubtful=50)
        true = truth[record.id]
        for customer, _, score in pairs if kind == "doubtful" else [(None, None, -1.0)]:
            rows.append(
                (record.id, customer, score, customer is not None and customer == true, pd.notna(true))
            )
    return pd.DataFrame(rows, columns=["record", "customer", "score", "true", "known"])


@cache
def _tops() -> pd.DataFrame:
    """Per record: its best score, whether it is shared, whether the best is true, and the score of the true one."""
    table = _candidates()
    groups = table.groupby("record")
    top = groups["score"].max()
    at_top = table[table["score"] == table["record"].map(top)].groupby("record")
    true_score = table[table["true"]].groupby("record")["score"].max().reindex(top.index, fill_value=-1)
    found = {
        "top": top,
        "several": at_top.size() > 1,
        "right": at_top["true"].first(),
        "true_score": true_score,
    }
    return pd.DataFrame(found).assign(known=groups["known"].first())


@cache
def _outcome(sure: float, doubtful: float) -> dict[str, int]:
    """Right and wrong matches, pairs for people, and true pairs that nobody will see."""
    tops, table = _tops(), _candidates()
    matched = (tops["top"] >= max(sure, doubtful)) & ~tops["several"]
    listed = (tops["top"] >= doubtful) & ~matched
    pairs = table["record"].map(listed) & (table["score"] >= doubtful)
    unseen = tops["known"] & ~matched & (tops["true_score"] < doubtful)
    return {
        "right": int((matched & tops["right"]).sum()), "wrong": int((matched & ~tops["right"]).sum()),
        "pairs": int(pairs.sum()), "unseen": int(unseen.sum()),
    }  # fmt: skip


def _limits_lack(values: Mapping[str, float], case: dict[str, Any]) -> Text | None:
    if values["doubtful"] > values["sure"]:
        return say(
            zh="存疑的下限（{low:g}分）比“算同一个人”的{high:g}分还高：把它调低",
            en="the lower end of doubtful ({low:g}) is above that of a match ({high:g}): lower it",
        ).format(low=values["doubtful"], high=values["sure"])
    found = _outcome(values["sure"], values["doubtful"])
    if found["wrong"] > case["wrong"]:
        return say(
            zh="机器配错{n}条，最多{most}条：把“算同一个人”的分数调高",
            en="{n} wrong matches, at most {most} are allowed: raise the limit for a match",
        ).format(n=found["wrong"], most=case["wrong"])
    if found["unseen"] > case["unseen"]:
        return say(
            zh="有{n}对真的没有配上，也不在存疑的名单里，最多{most}对：把存疑的下限调低",
            en="{n} true pairs are neither matched nor on the list, at most {most} are allowed: lower the limit for doubtful",
        ).format(n=found["unseen"], most=case["unseen"])
    if found["pairs"] > case["pairs"]:
        return say(
            zh="要人看的有{n}对，最多{most}对：把存疑的下限调高，或者把“算同一个人”的分数调低",
            en="{n} pairs for people to look at, at most {most}: raise the limit for doubtful, or lower the one for a match",
        ).format(n=found["pairs"], most=case["pairs"])
    return None


# The machine is always kept strict, as in the lesson; how much people look through differs.
PLANNED = ((95.0, 85.0), (95.0, 80.0), (95.0, 70.0))


def _limits_case(rng: np.random.Generator) -> dict[str, Any]:
    sure, doubtful = PLANNED[int(rng.integers(len(PLANNED)))]
    found = _outcome(sure, doubtful)
    return {
        "records": len(_tops()), "wrong": found["wrong"] + int(rng.integers(2)),
        "unseen": found["unseen"] + int(rng.integers(2)), "pairs": found["pairs"] + int(rng.integers(1, 6)),
        "minutes": 4, "planned": pd.Series({"sure": sure, "doubtful": doubtful}),
    }  # fmt: skip


def _limits_picture(values: Mapping[str, float], case: dict[str, Any]) -> Any:
    found = _outcome(values["sure"], values["doubtful"])
    title = say(
        zh="配错{wrong}条，{unseen}对真的没人看到，{pairs}对要人看（{hours:.1f}小时）",
        en="{wrong} wrong, {unseen} true pairs unseen, {pairs} pairs to look at ({hours:.1f} hours)",
    ).format(hours=found["pairs"] * case["minutes"] / 60, **found)
    names = {
        "right": say(zh="配得对", en="right"), "wrong": say(zh="配得错", en="wrong"),
        "pairs": say(zh="要人看", en="to look at"), "unseen": say(zh="没人看到", en="unseen"),
    }  # fmt: skip
    label = say(zh="记录或配对的数目（模拟数据）", en="records or pairs (simulated data)")
    return bars(found, names=names, label=label, title=title)


LIMITS = Thresholds(
    id="03_06.2",
    concept="3.22",
    title=say(zh="机器决定多少，人看多少", en="How much for the machine, how much for people?"),
    prompt=say(
        zh="CRM（模拟数据）里有{records}条记录没有电话，或者电话在网店找不到，只能比姓名和城市（分数已按课文的规则减过）。请定两个分数：多少分起算同一个人，多少分起算存疑、列出来由人看（一对{minutes}分钟）。"
        "同样像的有几位，总是存疑。配错会把别人的订单记到客户头上，所以先压住它；漏掉的越少，人要看的越多。要做到三条：机器配错的最多{wrong}条；真是同一个人、却没有配上也没有列出来的，最多{unseen}对；要人看的最多{pairs}对。图上的数随分数变。",
        en="In the CRM (simulated data) {records} records have no phone number, or one that the shop does not know; only name and city can be compared (points already taken off by the rule of the lesson). Set two limits: from how many points on two records are a match, and from how many on they are doubtful and listed for a person to look at ({minutes} minutes a pair). "
        "Where several are equally alike they are always doubtful. A wrong match puts somebody else's orders on a customer, so keep those down first; the fewer are missed, the more people have to look at. Reach all three: at most {wrong} wrong matches by the machine; at most {unseen} true pairs that are neither matched nor listed; at most {pairs} pairs for people. The chart follows the limits.",
    ),
    case=_limits_case,
    sliders={
        "sure": Slider(say(zh="多少分起算同一个人", en="match from (points)"), 60, 100, 1),
        "doubtful": Slider(say(zh="多少分起算存疑", en="doubtful from (points)"), 60, 100, 1),
    },
    shortfall=_limits_lack,
    solve=lambda case: case["planned"].to_dict(),
    picture=_limits_picture,
    misconceptions=(
        Misconception(
            "machine_decides_all",
            say(
                zh="像的都让机器配了。配错一条，就把别人的订单和投诉记到客户头上。",
                en="The machine decides whatever is alike. A wrong match puts somebody else's orders and complaints on a customer.",
            ),
            lambda case: {"sure": 65.0, "doubtful": 65.0},
        ),
        Misconception(
            "people_see_all",
            say(
                zh="几乎全交给人看，工时不够。有把握的让机器配，太不像的不用看。",
                en="Nearly all was left to people and the hours do not suffice. Let the machine take the sure ones and leave out the unlike.",
            ),
            lambda case: {"sure": 100.0, "doubtful": 62.0},
        ),
        Misconception(
            "nothing_doubtful",
            say(
                zh="没有留存疑的。机器配得很严，可是漏掉的没有人看到。",
                en="Nothing is left doubtful. The machine is strict, and nobody ever sees what it misses.",
            ),
            lambda case: {"sure": 100.0, "doubtful": 100.0},
        ),
    ),
    hints=(
        say(
            zh="先只动第一个分数，把配错的降到要求以内；再动第二个。",
            en="Move the first limit alone until the wrong matches are few enough; then the second.",
        ),
        say(
            zh="分数只有几档，有的地方拖了不变。配错的在91分那里由15条降到4条：第一个定在91分以上。第二个往下调，漏的少、人看的多：在65到88之间找。",
            en="There are only a few different scores, so the chart does not change everywhere. At 91 points the wrong matches drop from 15 to 4: set the first at 91 or above. Lowering the second misses fewer and gives people more: try between 65 and 88.",
        ),
    ),
    after=say(
        zh="还剩4条配错：同名同城、没有电话，分数是满分，调高分数也拦不住，要拦只能由人看。先说清配错、漏掉、工时各能接受多少，再定分数。",
        en="Four wrong ones remain: namesakes in the same city without a phone, with full points. No limit stops them, only a person. Say how many wrong, missed and hours you accept, then set the limits.",
    ),
)  # fmt: skip


@cache
def _twice() -> pd.DataFrame:
    """The simulated CRM's records of customers who have two; those matched with a namesake are left out."""
    customers = load("shop_customers")
    cities = dict(zip(customers["city_en"], customers["city"], strict=True))
    truth = load("shop_match_truth").rename(columns={"record_id": "contact_id"})
    pairs = crm_linkage().duplicates.merge(truth, on=["contact_id", "customer_id"])
    pairs = pairs[pairs.duplicated("customer_id", keep=False)]
    table = pairs[["contact_id", "customer_id"]].merge(load("shop_crm"), on="contact_id")
    table["phone"] = table["phone"].map(clean_phone)
    table["city"] = [clean_city(city, cities) for city in table["city"]]
    table["name"] = table["name"].map(clean_name)
    return table[["contact_id", "customer_id", "name", "phone", "city", "updated_on"]]


@cache
def _kinds_of_twice() -> dict[str, np.ndarray]:
    """Customers whose newer record lacks the phone, whose older one lacks it, and those with both."""
    older, newer = (
        _twice().sort_values("updated_on").drop_duplicates("customer_id", keep=keep).set_index("customer_id")
        for keep in ("first", "last")
    )
    lacking, late = newer.loc[older.index, "phone"].isna(), older["phone"].isna()
    return {
        "blank": older.index[lacking].to_numpy(),
        "filled": older.index[late].to_numpy(),
        "both": older.index[~lacking & ~late].to_numpy(),
    }


def _records_twice(rng: np.random.Generator) -> dict[str, Any]:
    """Six customers with two records each; two of them are made to have moved, and their rows stand in different orders."""
    kinds, table = _kinds_of_twice(), _twice()
    blank, both = rng.permutation(kinds["blank"]), rng.permutation(kinds["both"])
    chosen = [blank[0], both[0], blank[1], rng.choice(kinds["filled"]), *both[1:3]]
    drawn = table[table["customer_id"].isin(chosen)].set_index("contact_id")
    place = pd.Series(rng.permutation(len(drawn)), index=drawn.index)
    for who, older_first in zip(chosen[:2], (True, False), strict=True):
        rows = drawn[drawn["customer_id"] == who].sort_values("updated_on")
        elsewhere = [city for city in ("上海", "广州", "成都") if city != rows["city"].iloc[-1]]
        drawn.loc[rows.index[0], "city"] = rng.choice(elsewhere)
        spots = np.sort(place[rows.index])
        place[rows.index] = spots if older_first else spots[::-1]
    return {"table": drawn.loc[place.sort_values().index]}


def _surviving(case: dict[str, Any]) -> pd.DataFrame:
    ordered = case["table"].sort_values("updated_on", kind="stable")
    return ordered.groupby("customer_id")[["phone", "city"]].last()


def _oldest_values(case: dict[str, Any]) -> pd.DataFrame:
    ordered = case["table"].sort_values("updated_on", kind="stable")
    return ordered.groupby("customer_id")[["phone", "city"]].first()


def _whole_record(case: dict[str, Any], keep: str, complete: bool = False) -> pd.DataFrame:
    ordered = case["table"].sort_values("updated_on", kind="stable")
    ordered = ordered.dropna() if complete else ordered
    return ordered.drop_duplicates("customer_id", keep=keep).set_index("customer_id")[["phone", "city"]]


def _survivor_reason(row: pd.Series, case: dict[str, Any]) -> Text:
    records = case["table"].query("customer_id == @row.name").sort_values("updated_on")
    told = [
        say(zh="{day}：电话{phone}，{city}", en="{day}: phone {phone}, {city}").format(
            day=one.updated_on.date().isoformat(),
            phone=one.phone if isinstance(one.phone, str) else "—",
            city=one.city if isinstance(one.city, str) else "—",
        )
        for one in records.itertuples()
    ]
    return say(
        zh="{all}；每一栏取最近的、填了的值", en="{all}; in each column the newest value that is filled in"
    ).format(all=Text(zh="；".join(t.zh for t in told), en="; ".join(t.en for t in told)))


SURVIVORS = Table(
    id="03_06.3",
    concept="3.22",
    title=say(zh="重复的记录，哪个值留下", en="Doubled records: which values survive?"),
    prompt=say(
        zh="e.items 是CRM（模拟数据）里重复录入的记录，已有人核对过，确实是同一个人：客户编号 customer_id、电话 phone、城市 city、更新日 updated_on。规则：一位客户一行，每一栏留下最近更新的那条里填了的值（空的不算）。有人搬过家（其中两位的旧城市是为练习写的）。请交一张表：customer_id、phone、city。",
        en="e.items holds records of the CRM (simulated data) of customers who were entered twice (a person has checked that they are the same): customer_id, phone, city and updated_on. The rule: one row per customer; in each column the value of the most recently updated record that has one survives (an empty one does not count). Some have moved (for two of them the old city is made up for the exercise). Hand in a table with customer_id, phone and city.",
    ),
    case=_records_twice,
    show={
        "customer_id": say(zh="客户编号（customer_id）", en="customer id (customer_id)"),
        "phone": say(zh="电话（phone）", en="phone"),
        "city": say(zh="城市（city）", en="city"),
        "updated_on": say(zh="更新日（updated_on）", en="updated on (updated_on)"),
    },
    compute=_surviving,
    reason=_survivor_reason,
    misconceptions=(
        Misconception(
            "newest_record_whole",
            say(
                zh="整条取了最新的记录，连它的空格也留下了。空的不算：往前找填了的值。",
                en="The newest record was taken whole, its blanks too. A blank does not count: look further back for a value.",
            ),
            lambda case: _whole_record(case, "last"),
        ),
        Misconception(
            "newest_complete_record",
            say(
                zh="取了最新的、没有空格的一整条。旧记录里只有缺的那一栏用得着，别的栏已有更新的值：每一栏分别取。",
                en="The newest record without a blank was taken whole. Only its one missing column is needed from an old record; the others have newer values: go column by column.",
            ),
            lambda case: _whole_record(case, "last", complete=True),
        ),
        Misconception(
            "oldest_value",
            say(
                zh="每一栏取了最早的值，时间反了。按更新日从早到晚排，取最后一个填了的值。",
                en="In each column the oldest value was taken. Sort by updated_on and take the last value that is filled in.",
            ),
            _oldest_values,
        ),
        Misconception(
            "oldest_survives",
            say(
                zh="留下的是最早的记录。人会换号码、会搬家：按规则留最近更新的。",
                en="The oldest record was kept. People change numbers and move: the rule keeps the most recent.",
            ),
            lambda case: _whole_record(case, "first"),
        ),
    ),
    hints=(
        say(
            zh="cc.crm.survivors 按这条规则合并；结果的 .kept 是一人一行的表。",
            en="cc.crm.survivors merges by this very rule; .kept of its result has one row per person.",
        ),
        say(
            zh='merged 写 cc.crm.survivors(e.items, "customer_id", columns=["phone", "city"])，answer 写 merged.kept。',
            en='merged is cc.crm.survivors(e.items, "customer_id", columns=["phone", "city"]), answer is merged.kept.',
        ),
    ),
    after=say(
        zh="合并用一条写明的规则，谁来做结果都一样；被丢掉的值在 .conflicts 里，可以问本人。",
        en="With a stated rule everybody gets the same result; the values that lost are in .conflicts, to ask the customer about.",
    ),
)  # fmt: skip

MATCHING = [ONE_PERSON, LIMITS, SURVIVORS]
