"""The catalogue: codes and labels as fixed for chapter 1, nobody left out, every class reachable."""

import math

import duckdb
import pandas as pd
import pytest

from custclass.classify import catalogue, traits
from custclass.classify.catalogue import schemes
from custclass.data.measures import measure_customers
from custclass.show.say import CourseError

LABELS = {
    "purchase_frequency": [
        ("high_frequency", "高频购买者", "high-frequency buyer"),
        ("medium_frequency", "中频购买者", "medium-frequency buyer"),
        ("low_frequency", "低频购买者", "low-frequency buyer"),
        ("potential_buyer", "潜在购买者", "potential buyer"),
    ],
    "purchase_history": [
        ("new", "新客户", "new customer"),
        ("regular", "常客", "regular customer"),
        ("loyal", "忠实客户", "loyal customer"),
    ],
    "loyalty": [
        ("loyal", "忠诚客户", "loyal customer"),
        ("ordinary", "一般客户", "ordinary customer"),
        ("at_risk_of_leaving", "易流失客户", "at risk of leaving"),
    ],
    "value_tier": [
        ("high_value", "高价值客户", "high-value customer"),
        ("medium_value", "中价值客户", "medium-value customer"),
        ("low_value", "低价值客户", "low-value customer"),
    ],
    "relationship": [
        ("loyal", "忠诚客户", "loyal customer"),
        ("ongoing", "往来客户", "ongoing customer"),
        ("lost", "流失客户", "lost customer"),
        ("prospective", "潜在客户", "prospective customer"),
    ],
    "lifecycle": [
        ("new", "新客户", "new customer"),
        ("growing", "成长期客户", "growing customer"),
        ("mature", "成熟期客户", "mature customer"),
        ("leaving", "流失期客户", "leaving customer"),
    ],
    "relationship_stage": [
        ("exploration", "考察期", "exploration"),
        ("formation", "形成期", "formation"),
        ("maturity", "成熟期", "maturity"),
        ("decline", "衰退期", "decline"),
    ],
    "activity": [
        ("active", "活跃客户", "active customer"),
        ("dormant", "沉睡客户", "dormant customer"),
        ("lost", "流失客户", "lost customer"),
    ],
    "activity_five": [
        ("potential", "潜在客户", "potential customer"),
        ("new", "新客户", "new customer"),
        ("active", "活跃客户", "active customer"),
        ("dormant", "沉睡客户", "dormant customer"),
        ("lost", "流失客户", "lost customer"),
    ],
    "need_type": [
        ("functional", "功能性需求", "functional need"),
        ("emotional", "情感性需求", "emotional need"),
        ("social", "社交性需求", "social need"),
    ],
    "age_band": [
        ("teenager", "少年", "teenager"),
        ("young", "青年", "young adult"),
        ("middle_aged", "中年", "middle-aged"),
        ("senior", "老年", "senior"),
    ],
    "need_tendency": [
        ("price_sensitive", "价格敏感客户", "price-sensitive customer"),
        ("service_seeking", "追求服务品质客户", "service-seeking customer"),
        ("function_seeking", "功能需求客户", "function-seeking customer"),
    ],
    "size_tier": [
        ("large", "大客户", "large customer"),
        ("medium", "中等客户", "medium customer"),
        ("small", "小客户", "small customer"),
    ],
    "city_tier": [
        ("tier_1", "一线城市", "tier-1 city"),
        ("tier_2", "二线城市", "tier-2 city"),
        ("tier_3", "三线城市", "tier-3 city"),
        ("tier_4", "四线及以下城市", "tier-4 city and below"),
    ],
    "pyramid": [
        ("top", "I类客户", "class I (top)"),
        ("upper", "II类客户", "class II"),
        ("middle", "III类客户", "class III"),
        ("base", "IV类客户", "class IV (base)"),
    ],
    "stance": [
        ("yielding", "屈从型", "yielding"),
        ("caring", "关怀型", "caring"),
        ("adapting", "适应型", "adapting"),
        ("indifferent", "冷漠型", "indifferent"),
    ],
    "lead_stage": [
        ("fully_paid", "合格签约客户", "fully-paid signed customer"),
        ("signed", "签约客户", "signed customer"),
        ("target", "目标客户", "target customer"),
        ("prospect", "潜在客户", "prospect"),
    ],
}
# Schemes of the course itself, and three whose labels are tested in test_rfm and test_pareto.
MORE = {"lifestyle", "customer_kind", "locality", "value_need", "abc", "rfm_eight", "rfm_grid"}


def middle(side, measure):
    """A value from a side of a box: where the side has one, not at its end."""
    if side.codes:
        return next(code for code in measure.labels if code in side.codes)
    if not side.ranges:
        return None
    (a, _), (b, _) = side.ranges[0]
    if measure.kind == "integer":
        return a if not math.isinf(a) else b - 1
    return b - 0.25 if math.isinf(a) else a + 0.25 if math.isinf(b) else (a + b) / 2


def corners(scheme):
    """A customer for each cell that the classes cut out, with the code that decides there."""
    measures = list(scheme.measures.values())
    for box, found in scheme.check().cells:
        yield dict(zip(scheme.measures, map(middle, box, measures), strict=True)), scheme.codes[found[0]]


@pytest.mark.parametrize("name", LABELS)
def test_codes_and_labels_are_the_fixed_ones(name):
    found = [(code, label.zh, label.en) for code, label in schemes[name].labels.items()]
    assert found == LABELS[name]


def test_the_catalogue_is_complete_and_read_only():
    assert set(schemes) == set(LABELS) | MORE
    assert all(scheme.name == name for name, scheme in schemes.items())
    with pytest.raises(TypeError):
        schemes["activity"] = None


@pytest.mark.parametrize("name", schemes)
def test_no_hole_and_no_dead_class(name):
    check = schemes[name].check()
    assert check.ok, check.messages
    assert check.holes.empty and check.dead.empty


@pytest.mark.parametrize("name", schemes)
def test_every_class_is_explained_in_both_languages_and_every_engine_agrees(name):
    scheme = schemes[name]
    rows, codes = zip(*corners(scheme), strict=True)
    assert set(codes) == set(scheme.codes)
    for row, code in zip(rows, codes, strict=True):
        sentence = scheme.explain(row)
        assert sentence.zh.startswith(scheme.label(code).zh + "：") and sentence.zh.endswith("。")
        assert sentence.en.startswith(scheme.label(code).en + ": ") and sentence.en.endswith(".")
        assert not any(word in sentence.zh for word in scheme.measures), "a measure shows its column name"
    table = pd.DataFrame(rows)
    assert scheme.classify(table).tolist() == list(codes)
    answers = duckdb.sql(scheme.to_sql("table")).fetchall() if len(table) else []
    assert sorted(row[-1] for row in answers) == sorted(codes)


@pytest.mark.parametrize("name", schemes)
def test_measures_have_labels_in_both_languages(name):
    for measure in schemes[name].measures.values():
        assert measure.label.zh != measure.name and measure.label.zh != measure.label.en


@pytest.fixture
def customers():
    """A regular, a newcomer, an old one-timer, and one without any order, with all stated extras."""
    monthly = pd.date_range("2024-01-15", periods=24, freq="MS")
    orders = pd.DataFrame(
        {
            "customer_id": ["A"] * 24 + ["B", "C"],
            "order_date": pd.to_datetime([*monthly, "2025-12-20", "2025-01-05"]),
            "amount": [100.0] * 26,
            "discount": [0.0] * 24 + [20.0, 0.0],
            "service_contacts": [0] * 25 + [2],
        }
    )
    ids = pd.DataFrame({"customer_id": ["A", "B", "C", "D"]})
    measured = measure_customers(orders, as_of="2025-12-31", customers=ids)
    measured = traits.add_order_trend(traits.add_repeat_rate(measured))
    return traits.add_habits(measured, orders).assign(recommend=[9, 10, None, None]).set_index("customer_id")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("purchase_frequency", ["high_frequency", "low_frequency", "low_frequency", "potential_buyer"]),
        ("purchase_history", ["loyal", "new", "regular", "new"]),
        ("loyalty", ["loyal", "at_risk_of_leaving", "at_risk_of_leaving", "at_risk_of_leaving"]),
        ("value_tier", ["high_value", "low_value", "low_value", "low_value"]),
        ("relationship", ["loyal", "ongoing", "lost", "prospective"]),
        ("lifecycle", ["mature", "new", "leaving", "new"]),
        ("activity", ["active", "lost", "lost", "lost"]),
        ("activity_five", ["active", "new", "lost", "potential"]),
        ("need_tendency", ["function_seeking", "price_sensitive", "service_seeking", "function_seeking"]),
        ("size_tier", ["medium", "small", "small", "small"]),
    ],
)
def test_measured_customers_are_classified_even_without_orders(name, expected, customers):
    assert schemes[name].classify(customers).to_dict() == dict(zip("ABCD", expected, strict=True))


def test_no_answer_gives_no_need_and_no_lifestyle():
    table = traits.add_strongest_need(
        pd.DataFrame({"need_functional": [1, None], "need_emotional": [2, 5], "need_social": [3, 5]})
    )
    assert schemes["need_type"].classify(table).isna().tolist() == [False, True]
    assert "缺失" in schemes["need_type"].explain(table.iloc[1]).zh


def test_cut_points_are_parameters():
    strict = catalogue.purchase_frequency(medium=10, high=50)
    sentence = strict.explain({"frequency": 12})
    assert sentence.en == "medium-frequency buyer: number of orders is 12, at least 10 and below 50."
    assert schemes["purchase_frequency"].classify(pd.DataFrame({"frequency": [12]})).tolist() == [
        "high_frequency"
    ]
    with pytest.raises(CourseError, match="between"):
        catalogue.purchase_frequency(medium=12, high=4)


def test_design_sentence_of_the_dormant_customer():
    sentence = schemes["activity"].explain({"silence_gaps": 2.6})
    assert sentence.zh == "沉睡客户：沉默时长为 2.6 个购买间隔，不低于 2 且低于 4。"
    assert sentence.en == "dormant customer: silence is 2.6 gaps, at least 2 and below 4."
