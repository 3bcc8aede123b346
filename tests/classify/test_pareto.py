"""ABC: reference numbers, two independent ways, equal values, what is refused, scikit-learn's manners."""

import json

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

from custclass.classify.pareto import ABC
from custclass.classify.rfm_schemes import abc
from custclass.data.measures import measure_customers
from custclass.data.tables import load
from custclass.show.say import CourseError, language


@pytest.fixture(scope="module")
def sample():
    orders = load("cdnow_orders")
    measured = measure_customers(orders[orders["in_sample"]], as_of="1998-06-30")
    return measured.set_index("customer_id")["monetary"]


def test_cdnow_top_fifth_and_eighty_percent(sample):
    fitted = ABC().fit(sample)
    curve = fitted.curve()
    assert len(sample) == 2357 and len(curve) == 2358
    assert np.interp(0.2, curve["customer_share"], curve["value_share"]) == pytest.approx(0.674, abs=0.0005)
    assert curve.loc[curve["value_share"] >= 0.8, "customers"].iloc[0] == 777
    assert (fitted.predict(sample) == "A").sum() == 777


def test_reference_of_ties():
    values = pd.Series([50, 30, 10, 5, 5], index=list("vwxyz"))
    fitted = ABC(cuts=(0.8, 0.95)).fit(values)
    assert fitted.predict(values).to_dict() == dict(zip("vwxyz", "AABBB", strict=True))
    assert [str(note) for note in fitted.notes] == ["Nobody is in class C."]


def test_a_class_ends_with_the_customer_who_crosses_its_cut():
    assert ABC().fit([79, 11, 9, 1]).predict([79, 11, 9, 1]).tolist() == ["A", "A", "B", "C"]
    assert ABC().fit([81, 10, 9]).predict([81, 10, 9]).tolist() == ["A", "B", "B"]
    assert ABC(cuts=(0.5, 0.6)).fit([50, 20, 30]).predict([50, 20, 30]).tolist() == ["A", "C", "B"]


@pytest.mark.parametrize("scale", [1, 0.01, 0.1, 1 / 3])
def test_a_share_that_reaches_the_cut_exactly_is_not_below_it(scale):
    values = np.array([30, 30, 20, 15, 3, 2]) * scale
    assert ABC().fit(values).predict(values).tolist() == ["A", "A", "A", "B", "C", "C"]


SQL = """
with sums as (
    select *, sum(v) over (order by v desc range unbounded preceding) - sum(v) over (partition by v) as before,
        sum(v) over () as total
    from (select customer_id, round(value, 6) as v from given)
)
select case when round(before / total, 12) < .8 then 'A' when round(before / total, 12) < .95 then 'B' else 'C' end
from sums order by customer_id
"""


@pytest.mark.parametrize("name", ["cdnow_orders", "grocery_orders", "shop_orders"])
def test_numpy_and_sql_give_the_same_classes(name):
    given = load(name).groupby("customer_id")["amount"].sum().rename("value").reset_index()
    expected = [row[0] for row in duckdb.sql(SQL).fetchall()]
    assert len(given) == len(expected)
    values = given.set_index("customer_id")["value"]
    assert ABC().fit(values).predict(values).sort_index().tolist() == expected
    assert set(expected) == set("ABC")


MONEY = st.lists(
    st.sampled_from([0.0, 0.1 + 0.2, 0.3, 5.0, 11.77 + 23.54, 35.31, 80.0, 1000.0])
    | st.floats(0, 1e6).map(abs),
    min_size=1,
    max_size=40,
).filter(lambda values: max(values) > 0.001)


def by_definition(values, cuts=(0.8, 0.95)):
    """The rule, customer by customer: the share of all who bring strictly more."""
    shares = [sum(w for w in values if round(w, 6) > round(v, 6)) / sum(values) for v in values]
    shares = [round(share, 12) for share in shares]
    return ["A" if s < cuts[0] else "B" if s < cuts[1] else "C" for s in shares]


@given(MONEY, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=80)
def test_rule_order_equal_values_and_nobody_lost(values, random):
    series = pd.Series(values)
    fitted = ABC().fit(series)
    classes = fitted.predict(series)
    assert classes.tolist() == by_definition(values)
    shuffled = series.sample(frac=1, random_state=random.randrange(2**32))
    pd.testing.assert_series_equal(ABC().fit(shuffled).predict(shuffled).sort_index(), classes)
    assert (classes.groupby(series.round(6)).nunique() == 1).all()
    sums = series.groupby(classes).sum()
    assert sums.sum() == pytest.approx(series.sum()) and set(sums.index) <= set("ABC")
    assert sums["A"] >= 0.8 * series.sum() * (1 - 1e-9)
    curve = fitted.curve()
    assert curve.iloc[0].eq(0).all() and curve["value_share"].iloc[-1] == pytest.approx(1)
    assert curve["value_share"].is_monotonic_increasing and 0 <= fitted.gini_ + 1e-9 < 1


def test_gini_is_the_mean_difference():
    values = np.random.default_rng(5).gamma(0.7, 100, 60)
    expected = np.abs(values[:, None] - values).mean() / (2 * values.mean())
    assert ABC().fit(values).gini_ == pytest.approx(expected)
    assert ABC().fit([3, 3, 3]).gini_ == pytest.approx(0)


# The scheme


def test_scheme_is_whole_and_reusable_on_a_later_period(sample):
    fitted = ABC().fit(sample)
    check = fitted.scheme_.check()
    assert check.ok and check.overlaps.empty
    assert list(fitted.scheme_.measures) == ["monetary"]
    later = sample * 0.5
    assert fitted.predict(later).tolist() == fitted.scheme_.classify(later.to_frame()).tolist()
    assert (fitted.predict(later) == "A").sum() < (fitted.predict(sample) == "A").sum()
    table = sample.reset_index()
    assert len(table) and duckdb.sql(
        f'select "class", count(*) from ({fitted.scheme_.to_sql("table")}) group by 1 order by 1'
    ).fetchall() == sorted(fitted.predict(sample).value_counts().items())


def test_codes_and_labels_are_the_fixed_ones():
    labels = abc().labels
    assert {code: (t.zh, t.en) for code, t in labels.items()} == {
        "A": ("A类客户", "class A"), "B": ("B类客户", "class B"), "C": ("C类客户", "class C"),
    }  # fmt: skip
    assert abc().check().ok and abc().check().overlaps.empty


def test_an_empty_class_is_dead_and_no_hole():
    fitted = ABC().fit([96, 4])
    assert fitted.predict([96, 50, 4]).tolist() == ["A", "C", "C"]
    check = fitted.scheme_.check()
    assert check.holes.empty and check.dead["class"].tolist() == ["B"]
    assert str(fitted.notes[0]) == "Nobody is in class B."


# What is given


def test_kinds_of_columns():
    money = [50.0, 30.0, 10.0, 5.0, 5.0]
    expected = list("AABBB")
    for values in (money, tuple(money), np.array(money), pd.Series(money)):
        assert ABC().fit(values).predict(values).tolist() == expected
    found = ABC().fit(pl.Series("spent", money)).predict(pl.Series("spent", money))
    assert isinstance(found, pl.Series) and found.to_list() == expected
    assert ABC().fit(pd.Series({"a": 9, "b": 1}, name="spent")).predict({"x": 9, "y": 0}).index.tolist() == [
        "x",
        "y",
    ]


def test_negative_values_are_refused_unless_netted():
    values = pd.Series([60, 40, -20, 0])
    with pytest.raises(CourseError, match=r"1 value\(s\) are negative \(the least: −20\)") as found:
        ABC().fit(values)
    assert "退货多于购买" in found.value.text.zh
    fitted = ABC(returns="net").fit(values)
    assert fitted.predict(values).tolist() == ["A", "A", "C", "C"]
    assert fitted.curve()["value_share"].max() == 1
    assert [note.en for note in fitted.notes] == [
        "1 customer(s) gave back more than they bought (−20 together): counted as 0, class C.",
        "1 customer(s) have the value 0: class C.",
        "Nobody is in class B.",
    ]
    with pytest.raises(CourseError, match="negative"):
        ABC().fit([3, 2, 1]).predict(values)


def test_goods_all_given_back_are_nothing_and_no_negative_value():
    nothing = 0.3 - 0.1 - 0.2
    assert -1e-9 < nothing < 0
    fitted = ABC().fit([60, 40, nothing])
    assert fitted.predict([60, 40, nothing]).tolist() == ["A", "A", "C"]
    assert [note.en for note in fitted.notes][0] == "1 customer(s) have the value 0: class C."
    assert ABC(returns="net").fit([60, 40, nothing]).notes[0] == fitted.notes[0]
    with pytest.raises(CourseError, match="negative"):
        ABC().fit([60, 40, -0.01])


def test_a_tie_lying_over_a_cut_stays_together():
    over_a = ABC().fit([70, 10, 10, 7, 3])
    assert over_a.predict([70, 10, 10, 7, 3]).tolist() == ["A", "A", "A", "B", "C"]
    assert "which so holds 90" in over_a.notes[-1].en
    over_b = ABC().fit([80, 10, 5, 5])
    assert over_b.predict([80, 10, 5, 5]).tolist() == ["A", "B", "B", "B"]
    assert over_b.scheme_.classify(pd.DataFrame({"value": [5, 4.99]})).tolist() == ["B", "C"]


def test_nobody_to_predict_is_nobody():
    fitted = ABC().fit([3, 2, 1])
    assert len(fitted.predict(pd.Series([], dtype=float))) == 0
    assert len(fitted.predict([])) == 0


@given(MONEY, st.lists(st.floats(-1e5, -0.01), min_size=1, max_size=5))
@settings(deadline=None, max_examples=40)
def test_netted_values_change_nobody_else(values, given_back):
    fitted = ABC(returns="net").fit(values + given_back)
    found = fitted.predict(values + given_back).tolist()
    assert found[: len(values)] == ABC().fit(values).predict(values).tolist()
    assert set(found[len(values) :]) == {"C"} and fitted.curve()["value_share"].max() <= 1 + 1e-9


def test_one_customer_zeros_and_ties_are_said_in_both_languages():
    one = ABC().fit([7])
    assert one.predict([7]).tolist() == ["A"] and one.gini_ == 0
    assert one.notes[0].en == "There is one customer, who brings all the money: class A."
    zeros = ABC().fit([5, 0, 0])
    assert zeros.predict([5, 0, 0]).tolist() == ["A", "C", "C"]
    assert zeros.notes[0].zh == "2 位客户的数值为 0，归入 C 类。"
    equal = ABC().fit([1] * 10)
    assert set(equal.predict([1] * 10)) == {"A"}
    assert "which so holds 100% of the money" in equal.notes[-1].en.replace("100.0%", "100%")
    assert equal.notes[-1].en in repr(equal) and "<li>" in equal._repr_html_()
    language("zh")
    assert equal.notes[-1].zh in repr(equal)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([], "no value above 0"),
        ([0, 0], "no value above 0"),
        ([1, None], r"1 value\(s\) are missing"),
        ([1, float("inf")], r"1 value\(s\) are missing"),
        (["a", "b"], "needs numbers"),
        (pd.DataFrame({"monetary": [1]}), "one column"),
        (pl.DataFrame({"monetary": [1]}).lazy(), "one column"),
    ],
)
def test_wrong_values_are_refused_in_a_sentence(values, words):
    with pytest.raises(CourseError, match=words) as found:
        ABC().fit(values)
    assert found.value.text.zh.endswith("。")


@pytest.mark.parametrize(
    "params", [{"cuts": (0.95, 0.8)}, {"cuts": (0.8,)}, {"cuts": (0, 1)}, {"cuts": 0.8}, {"returns": "drop"}]
)
def test_wrong_parameters_are_refused_by_fit_and_not_before(params):
    fitted = ABC(**params)
    with pytest.raises(CourseError, match=r"cuts needs|returns cannot be"):
        fitted.fit([2, 1])


# scikit-learn's manners


def test_params_clone_and_not_fitted():
    fitted = ABC(cuts=(0.7, 0.9), returns="net").fit([3, 2, 1])
    copy = clone(fitted)
    assert copy.get_params() == {"cuts": (0.7, 0.9), "returns": "net"} and not hasattr(copy, "scheme_")
    assert copy.set_params(returns="refuse").returns == "refuse"
    assert copy.fit([3, 2, 1]) is copy
    asked = [lambda: ABC().predict([1]), lambda: ABC().curve(), lambda: ABC().gini_, lambda: ABC().scheme_]
    for ask in asked:
        with pytest.raises(NotFittedError) as found:
            ask()
        assert isinstance(found.value, CourseError) and "fit" in found.value.text.zh
    json.dumps(fitted.get_params())
