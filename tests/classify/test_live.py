"""Classes kept up to date order by order equal counting everything again."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import custclass as cc
from custclass.classify.live import Change, LiveClassifier

AS_OF = "2025-12-31"
SCHEMES = ["activity", "activity_five", "purchase_frequency", "purchase_history"]
rows = st.tuples(
    st.sampled_from(["S1", "S2", "S3"]),
    st.datetimes(pd.Timestamp("2024-01-01"), pd.Timestamp("2025-12-31 23:59")),
    st.sampled_from([0.0, 12.5, 80.1, 300.0, -12.5, -400.0]),
    st.sampled_from([None, "T1", "T2", "T3", "T4"]),
)


def frame(given):
    table = pd.DataFrame(given, columns=["customer_id", "order_date", "amount", "order_id"])
    return table.astype(
        {"customer_id": "str", "order_id": "str", "order_date": "datetime64[us]", "amount": float}
    )


@settings(deadline=None, max_examples=80)
@given(st.lists(rows, min_size=1, max_size=25), st.sampled_from(SCHEMES))
def test_order_by_order_equals_the_recount(orders, name):
    table = frame(orders)
    live = LiveClassifier(cc.schemes[name], as_of="2024-01-01")
    for row in table.sample(frac=1, random_state=1).itertuples():  # arriving in any order
        change = live.add(row.customer_id, row.order_date, row.amount, row.order_id)
    now = live.classes()[change.customer_id]
    assert change.after == (None if pd.isna(now) else now)
    recount = cc.measure_customers(table, as_of=AS_OF)
    pd.testing.assert_frame_equal(live.customers(AS_OF), recount, check_dtype=False)
    expected = cc.schemes[name].classify(recount.set_index("customer_id"))
    pd.testing.assert_series_equal(live.classes(AS_OF), expected)


def test_it_equals_the_recount_on_every_month_of_the_shop():
    orders = cc.load("shop_orders").sort_values("order_date")
    scheme = cc.schemes["activity_five"]
    live = LiveClassifier(scheme, as_of="2024-01-01")
    for end in pd.date_range("2024-06-30", "2025-12-31", freq="6ME"):
        after = orders["order_date"] < pd.Timestamp(live.as_of) + pd.Timedelta(days=1)
        new = orders[~after & (orders["order_date"] < end + pd.Timedelta(days=1))]
        live.add_orders(new)
        recount = cc.measure_customers(orders, as_of=end).set_index("customer_id")
        pd.testing.assert_series_equal(live.classes(end), scheme.classify(recount))


def test_an_order_says_what_it_changed():
    live = LiveClassifier(cc.schemes["activity"], as_of="2025-01-01")
    assert live.add("S1", "2025-01-01", 10.0).before is None
    live.add("S1", "2025-01-11", 10.0)
    assert live.classes("2025-03-31")["S1"] == "lost"
    assert live.add("S1", "2025-03-31", 10.0) == Change("S1", "lost", "active")


def test_silence_alone_moves_a_customer():
    live = LiveClassifier(cc.schemes["activity"], as_of="2025-01-01")
    live.add("S1", "2025-01-01", 10.0)
    live.add("S1", "2025-01-11", 10.0)
    assert [live.classes(day)["S1"] for day in ("2025-01-20", "2025-02-01", "2025-03-01")] == [
        "active", "dormant", "lost",
    ]  # fmt: skip


@pytest.mark.parametrize(("zh", "en"), [("不能退回", "cannot go back")])
def test_the_past_cannot_be_brought_back(zh, en):
    live = LiveClassifier(cc.schemes["activity"], as_of="2025-01-01")
    live.add("S1", "2025-05-01", 10.0)
    with pytest.raises(cc.CourseError) as error:
        live.classes("2025-04-30")
    text = error.value.args[0]
    assert zh in text.zh and en in text.en


@pytest.mark.parametrize(
    "row", [(None, "2025-01-01", 5.0), ("S1", "soon", 5.0), ("S1", "2025-01-01", float("nan"))]
)
def test_an_order_that_lacks_something_is_refused_and_changes_nothing(row):
    live = LiveClassifier(cc.schemes["activity"], as_of="2025-01-01")
    with pytest.raises(cc.CourseError):
        live.add(*row)
    assert live.customers().empty


def test_a_scheme_on_other_columns_is_refused():
    with pytest.raises(cc.CourseError, match="age"):
        LiveClassifier(cc.schemes["age_band"], as_of="2025-01-01")
