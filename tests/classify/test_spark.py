"""The same measures, score cuts and classes on PySpark as on pandas: one million orders, in local mode."""

import importlib.util
import shutil

import numpy as np
import pandas as pd
import pytest

import custclass as cc

AS_OF = "2025-12-31"
ORDERS, CUSTOMERS = 1_000_000, 50_000

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None or shutil.which("java") is None,
    reason="PySpark or Java is not installed: python -m pip install 'custclass[spark]' brings PySpark",
)


@pytest.fixture(scope="module")
def orders():
    rng = np.random.default_rng(0)
    days = rng.integers(0, 731, ORDERS)
    # Some customers buy often, most seldom; a few returns; some orders have several lines.
    who = (CUSTOMERS * rng.random(ORDERS) ** 2).astype(int)
    return pd.DataFrame(
        {
            "order_id": [f"T{i}" for i in np.sort(rng.integers(0, ORDERS * 9 // 10, ORDERS))],
            "customer_id": [f"S{i:05d}" for i in who],
            "order_date": pd.Timestamp("2024-01-01") + pd.to_timedelta(days, unit="D"),
            "amount": np.where(rng.random(ORDERS) < 0.03, -1, 1) * rng.gamma(2, 50, ORDERS).round(2),
        }
    )


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def measured(spark, orders, tmp_path_factory):
    """The customers by Spark, and as a pandas table by id."""
    file = tmp_path_factory.mktemp("orders") / "orders.csv"
    orders.to_csv(file, index=False, encoding="utf-8")
    table = spark.read.csv(
        str(file), header=True, schema="order_id STRING, customer_id STRING, order_date DATE, amount DOUBLE"
    )
    customers = cc.measure_customers(table, as_of=AS_OF).cache()
    return customers, by_id(customers)


@pytest.fixture(scope="module")
def expected(orders):
    return cc.measure_customers(orders, as_of=AS_OF)


def by_id(relation):
    rows = [row.asDict() for row in relation.collect()]
    return pd.DataFrame(rows).sort_values("customer_id", ignore_index=True)


def test_the_measures_are_those_of_pandas(measured, expected):
    found = measured[1].astype({"first_order": "datetime64[us]", "last_order": "datetime64[us]"})
    pd.testing.assert_frame_equal(found[list(expected.columns)], expected, check_dtype=False)


def test_the_score_cuts_and_classes_are_those_of_pandas(measured, expected):
    one, other = cc.RFM().fit(measured[0]), cc.RFM().fit(expected)
    assert one.cuts_ == other.cuts_
    found = by_id(one.predict(measured[0]))
    assert found["class"].tolist() == other.predict(expected).tolist()


@pytest.mark.parametrize("name", ["activity", "purchase_frequency", "activity_five"])
def test_classify_gives_the_same_classes(measured, expected, name):
    scheme = cc.schemes[name]
    found = by_id(scheme.classify(measured[0]))
    assert found["class"].tolist() == scheme.classify(expected).tolist()
