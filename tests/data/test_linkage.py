"""Matching records: nothing is lost, order does not matter, and the known truth says how good it is."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custclass.data.cleaned import clean_city, clean_name, clean_phone
from custclass.data.linkage import REASONS, match_quality, match_records
from custclass.data.survivors import survivors
from custclass.data.tables import load
from custclass.show.say import CourseError


@pytest.fixture(scope="module")
def shop():
    return load("shop_customers")


@pytest.fixture(scope="module")
def cities(shop):
    return dict(zip(shop["city_en"], shop["city"], strict=True))


@pytest.fixture(scope="module")
def truth():
    table = load("shop_match_truth")
    return table[table["system"] == "crm"].rename(columns={"record_id": "contact_id"})


def right(**columns):
    rows = pd.DataFrame(columns)
    return rows.assign(customer_id=[f"S{n}" for n in range(1, len(rows) + 1)])


def left(**columns):
    rows = pd.DataFrame(columns)
    return rows.assign(contact_id=[f"R{n}" for n in range(1, len(rows) + 1)])


def match(one, other, **more):
    return match_records(one, other, "contact_id", "customer_id", **more)


TWO = right(name=["王芳", "李强"], phone=["15400000001", "15400000002"], city=["杭州", "上海"])


def found(linkage):
    """What became of each record: id -> (kind, reason)."""
    parts = {"matched": linkage.matches, "doubtful": linkage.doubtful, "unmatched": linkage.unmatched}
    return {row.contact_id: (kind, row.reason) for kind, frame in parts.items() for row in frame.itertuples()}


@pytest.mark.parametrize(
    ("name", "phone", "city", "expected"),
    [
        ("王芳", "154-0000-0001", "北京", ("matched", "phone")),  # the number decides, the city does not
        ("王芬", "+86 15400000001", None, ("matched", "phone")),
        ("赵敏", "15400000001", "杭州", ("doubtful", "phone_other_name")),
        ("王芳", None, "杭州市", ("matched", "name_city")),
        ("王 芳女士", None, "Hangzhou", ("matched", "name_city")),
        ("王芳", "15400009999", "杭州", ("doubtful", "name_city")),  # 90: the numbers differ
        ("王芳", None, None, ("doubtful", "name_city")),  # 90: the city is not known
        ("王芳", "15400009999", None, ("unmatched", "nobody_alike")),  # 80
        ("王芳", None, "上海", ("unmatched", "nobody_alike")),
        (None, "15400009999", "杭州", ("unmatched", "no_name")),
        (None, "15400000001", None, ("matched", "phone")),
    ],
)
def test_what_becomes_of_a_record(name, phone, city, expected):
    one = left(name=[name], phone=[phone], city=[city])
    assert found(match(one, TWO, spellings={"Hangzhou": "杭州"})) == {"R1": expected}
    assert expected[1] in REASONS


def test_equally_alike_are_all_doubtful():
    twins = right(name=["王芳", "王芳"], phone=["15400000001", "15400000002"], city=["杭州", "杭州"])
    linkage = match(left(name=["王芳"], phone=[None], city=["杭州"]), twins)
    assert linkage.doubtful["customer_id"].tolist() == ["S1", "S2"] and set(linkage.doubtful["reason"]) == {
        "several"
    }
    shared = twins.assign(phone="15400000001", name=["王芳", "李强"])
    by_name = match(left(name=["李强"], phone=["15400000001"], city=[None]), shared)
    assert by_name.matches["customer_id"].tolist() == ["S2"]  # one number for a family: the name decides
    log = match_records(left(phone=["15400000001"]), shared, "contact_id", "customer_id")
    assert log.counts["doubtful"] == 1 and len(log.doubtful) == 2


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_nothing_is_lost_and_order_does_not_matter(shop, cities, data):
    export = load("shop_crm")
    rows = data.draw(st.lists(st.integers(0, len(export) - 1), min_size=1, max_size=25, unique=True))
    low, high = sorted([data.draw(st.integers(0, 100)), data.draw(st.integers(0, 100))])
    some, others = export.iloc[rows], shop.sample(150, random_state=data.draw(st.integers(0, 9)))
    linkage = match(some, others, sure=high, doubtful=low, spellings=cities)
    ids = [set(frame["contact_id"]) for frame in (linkage.matches, linkage.doubtful, linkage.unmatched)]
    assert sum(map(len, ids)) == len(set.union(*ids)) == len(some) == linkage.counts.iloc[:3].sum()
    assert linkage.matches["contact_id"].is_unique
    assert set(linkage.unmatched_right) == set(others["customer_id"]) - set(linkage.matches["customer_id"])
    again = match(some[::-1], others[::-1], sure=high, doubtful=low, spellings=cities)
    assert found(again) == found(linkage)
    pairs = [x.matches.set_index("contact_id")["customer_id"].sort_index() for x in (linkage, again)]
    pd.testing.assert_series_equal(*pairs)


def test_precision_and_recall_on_the_known_truth(shop, cities, truth):
    strict = match(load("shop_crm"), shop, spellings=cities)
    loose = match(load("shop_crm"), shop, spellings=cities, sure=90)
    how, looser = match_quality(strict, truth), match_quality(loose, truth)
    assert how["precision"] > 0.99 and how["recall"] > 0.9 and looser["recall"] > 0.97
    assert looser["precision"] < how["precision"]
    assert how["right"] + how["missed"] == truth["customer_id"].notna().sum() == 600
    # With every doubtful record decided by who knows, only what was wrong or unmatched is left.
    answers = truth.set_index("contact_id")["customer_id"]
    pairs = set(zip(strict.doubtful["contact_id"], strict.doubtful["customer_id"], strict=True))
    decisions = {
        who: answers[who] if (who, answers[who]) in pairs else None for who in strict.doubtful["contact_id"]
    }
    decided = strict.decide(decisions)
    assert decided.doubtful.empty and decided.counts.iloc[:3].sum() == 690
    assert match_quality(decided, truth)["recall"] > 0.985
    assert set(decided.unmatched_right) == set(shop["customer_id"]) - set(decided.matches["customer_id"])


def test_the_call_log_is_matched_without_a_single_error(shop):
    log = load("shop_call_log")
    linkage = match_records(log, shop, "log_id", "customer_id")
    key = load("shop_match_truth").query("system == 'call_log'").rename(columns={"record_id": "log_id"})
    assert match_quality(linkage, key)["wrong"] == 0 and linkage.counts.iloc[:3].sum() == len(log)


def test_only_listed_pairs_can_be_decided():
    linkage = match(left(name=["王芳"], phone=["15400009999"], city=["杭州"]), TWO)
    for wrong in ({"R1": "S2"}, {"R9": "S1"}):
        with pytest.raises(CourseError, match="doubtful"):
            linkage.decide(wrong)
    assert linkage.decide({"R1": None}).counts.tolist()[:3] == [0, 0, 1]
    assert linkage.decide({"R1": "S1"}).matches["reason"].tolist() == ["decided"]


@pytest.mark.parametrize(
    ("one", "other", "more", "said"),
    [
        (left(name=["王芳"]), TWO, {}, "phone"),
        (left(phone=["1"]), TWO.drop(columns="city"), {}, "city"),
        (pd.concat([left(phone=["1"])] * 2), TWO, {}, "row 2"),
        (left(phone=["1"]).assign(contact_id=None), TWO, {}, "row 1"),
        (left(phone=["1"]), TWO, {"sure": 50, "doubtful": 80}, "80"),
        (left(phone=["1"]), TWO, {"sure": 101}, "101"),
        ("crm.csv", TWO, {}, "left must be a table"),
    ],
)
def test_bad_input_is_one_sentence(one, other, more, said):
    with pytest.raises(CourseError, match=said) as error:
        match(one, other, **more)
    assert "\n" not in str(error.value)


def test_two_ids_of_one_name_are_refused():
    with pytest.raises(CourseError, match="rename"):
        match_records(TWO, TWO, "customer_id", "customer_id")


def test_empty_tables_match_nothing():
    nobody = left(name=[], phone=[], city=[])
    assert match(nobody, TWO).counts.tolist() == [0, 0, 0, 2]
    assert match(left(name=["王芳"], phone=["15400000001"], city=["杭州"]), TWO.head(0)).counts.tolist() == [
        0,
        0,
        1,
        0,
    ]


# -- one way of writing ----------------------------------------------------------------------------------

_WRITTEN = [
    lambda p: p, lambda p: f"{p[:3]} {p[3:7]} {p[7:]}", lambda p: f"+86{p}", lambda p: f"0086-{p}", lambda p: f"0{p}",
    lambda p: f"（{p[:3]}）{p[3:]}", lambda p: "".join(chr(ord(d) - 48 + 0xFF10) for d in p),
]  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.from_regex(r"1[0-9]{10}", fullmatch=True), st.sampled_from(_WRITTEN))
def test_a_number_is_the_same_however_it_is_written(digits, write):
    assert clean_phone(write(digits)) == digits


@pytest.mark.parametrize(
    "text", [None, "", "1540000", "154000012345", "l5400001234", "0571-00001234", "无", float("nan")]
)
def test_what_is_no_mobile_number_is_missing(text):
    assert clean_phone(text) is None


def test_names_and_cities():
    assert clean_name("杭州云栖茶餐厅", "杭州") == clean_name("云栖茶餐厅", "杭州")
    assert clean_name("女士") == "女士" and clean_name("  ") is None and clean_name("Ann LEE") == "annlee"
    assert clean_city("沙市") == "沙市" and clean_city("  ") is None and clean_city("哈尔滨市") == "哈尔滨"


# -- survivors -------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("AB"), st.sampled_from(["x", "y", None]), st.sampled_from([None, 1.0, 2.0]),
            st.integers(1, 28),
        ),
        min_size=1, max_size=12,
    )
)  # fmt: skip
def test_the_newest_filled_value_survives(rows):
    records = pd.DataFrame(rows, columns=["who", "name", "size", "day"])
    records["updated_on"] = pd.Timestamp("2025-01-01") + pd.to_timedelta(records["day"], unit="D")
    result = survivors(records, "who", columns=["name", "size"])
    assert result.kept["records"].sum() == len(rows)
    kept = result.kept.set_index("who")
    for who, group in records.groupby("who"):
        for column in ("name", "size"):
            filled = [value for _, value in sorted(
                ((day, n), value) for n, (day, value) in enumerate(zip(group["updated_on"], group[column], strict=True))
                if pd.notna(value)
            )]  # fmt: skip
            assert (kept.loc[who, column] == filled[-1]) if filled else pd.isna(kept.loc[who, column])
            dropped = result.conflicts[
                (result.conflicts["who"] == who) & (result.conflicts["column"] == column)
            ]
            assert set(dropped["dropped"]) == set(filled) - set(filled[-1:])


def test_a_record_of_nobody_is_refused():
    records = pd.DataFrame({"who": ["A", None], "updated_on": pd.to_datetime(["2025-01-01"] * 2)})
    with pytest.raises(CourseError, match="Record 2"):
        survivors(records, "who")
    with pytest.raises(CourseError, match="updated_on"):
        survivors(records.drop(columns="updated_on"), "who")
