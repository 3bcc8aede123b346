"""Pyramid, stances and the matrix of value by need: ranks, boundaries, nobody between two classes."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custclass.classify.catalogue import pyramid, schemes, stance, value_need
from custclass.classify.traits import NEEDS
from custclass.classify.value_schemes import add_value_rank
from custclass.data.measures import measure_customers
from custclass.data.tables import load
from custclass.show.say import CourseError


def ranks(values):
    return add_value_rank(pd.DataFrame({"monetary": values}))["value_rank"].tolist()


@given(
    st.lists(
        st.sampled_from([0.0, -3.5, 0.1 + 0.2, 0.3, 11.77 + 23.54, 35.31]) | st.floats(-100, 1e5), max_size=30
    )
)
@settings(deadline=None, max_examples=60)
def test_rank_is_the_share_of_those_who_bring_more(values):
    rounded = [round(v, 6) for v in values]
    assert ranks(values) == [sum(w > v for w in rounded) / len(values) for v in rounded]


def test_rank_keeps_the_index_and_takes_any_column():
    table = pd.DataFrame({"frequency": [1, 9]}, index=["x", "y"])
    assert add_value_rank(table, "frequency")["value_rank"].to_dict() == {"x": 0.5, "y": 0.0}
    assert "value_rank" not in table


def test_a_missing_value_or_column_is_said():
    with pytest.raises(CourseError, match=r"1 customer\(s\) have no value") as found:
        ranks([1.0, None])
    assert found.value.text.zh.endswith("。")
    with pytest.raises(CourseError, match="contribution"):
        add_value_rank(pd.DataFrame({"monetary": [1]}), "contribution")


def test_layers_of_a_hundred_customers():
    people = add_value_rank(pd.DataFrame({"monetary": np.arange(200.0)}))
    sizes = pyramid().classify(people).value_counts()
    assert sizes.to_dict() == {"top": 2, "upper": 8, "middle": 30, "base": 160}
    assert set(pyramid().classify(add_value_rank(pd.DataFrame({"monetary": [5.0] * 9})))) == {"top"}


def test_real_layers_sizes_and_money():
    grocer = add_value_rank(measure_customers(load("grocery_orders"), as_of="2017-12-31"))
    grocer["class"] = schemes["pyramid"].classify(grocer)
    assert grocer["class"].value_counts().to_dict() == {"top": 25, "upper": 99, "middle": 370, "base": 1975}
    least = grocer.groupby("class")["monetary"].min()
    greatest = grocer.groupby("class")["monetary"].max()
    assert least["top"] > greatest["upper"] and least["middle"] > greatest["base"]


@pytest.mark.parametrize(
    ("rank", "contribution", "expected"),
    [
        (0, 1000, "yielding"),
        (0.0099, 1, "yielding"),
        (0.01, 1, "caring"),
        (0.1999, 1, "caring"),
        (0.2, 1, "adapting"),
        (0.9, 0, "adapting"),
        (0.9, -0.01, "indifferent"),
        (0, -5, "indifferent"),
    ],
)
def test_stance_by_rank_unless_a_customer_only_costs(rank, contribution, expected):
    row = pd.DataFrame({"value_rank": [rank], "contribution": [contribution]})
    assert stance().classify(row).tolist() == [expected]


def test_matrix_has_a_cell_for_every_value_and_need():
    codes = value_need().codes
    needs = [*NEEDS, None]
    table = pd.DataFrame({
        "monetary": [2000.0] * 4 + [1999.99] * 4, "strongest_need": needs * 2,
    })  # fmt: skip
    assert value_need().classify(table).tolist() == codes
    assert value_need().label("high_unknown").zh == "高价值·需求未知"
    assert value_need(high=5000).classify(table).str.startswith("low").all()


@pytest.mark.parametrize("make", [pyramid, stance, value_need])
def test_no_two_classes_claim_one_customer(make):
    check = make().check()
    assert check.ok and check.overlaps.empty
