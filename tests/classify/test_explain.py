import numpy as np
import pandas as pd

from custclass.classify.catalogue import schemes
from custclass.classify.conditions import at_least, below, between, one_of, otherwise
from custclass.classify.scheme import Class, Measure, Scheme
from custclass.show.say import say

TIERS = Scheme(
    "tiers",
    say(zh="等级", en="Tiers"),
    measures=[
        Measure("orders", "integer", low=0, label=say(zh="订单数", en="orders in hand"),
                unit=say(zh="单", en="orders")),
        Measure("rate", "real", label=say(zh="复购率", en="repeat rate"), missing=True),
        Measure("city", "category", values={"hz": say(zh="杭州", en="Hangzhou"), "sh": say(zh="上海", en="Shanghai")},
                label=say(zh="城市", en="city")),
    ],
    classes=[
        Class("top", say(zh="一等", en="top"), {"orders": at_least(10), "rate": at_least(0.5)},
              {"orders": at_least(1), "city": one_of("hz", "sh"), "rate": at_least(0.9)}),
        Class("middle", say(zh="二等", en="middle"), {"orders": between(5, 10)}),
        Class("rest", say(zh="其他", en="rest"), otherwise),
    ],
)  # fmt: skip


def test_the_box_that_matches_is_told():
    sentence = TIERS.explain({"orders": 1, "rate": 0.95, "city": "hz"})
    assert sentence.en == (
        "top: orders in hand is 1 order, at least 1; city is Hangzhou, one of Hangzhou, Shanghai; "
        "repeat rate is 0.95, at least 0.9."
    )
    assert (
        sentence.zh
        == "一等：订单数为 1 单，不低于 1；城市为杭州，为杭州、上海之一；复购率为 0.95，不低于 0.9。"
    )


def test_otherwise_tells_what_kept_out_of_the_others():
    sentence = TIERS.explain(pd.Series({"orders": 12, "rate": np.nan, "city": "sh"}))
    assert sentence.en == (
        "rest: none of the other classes. Not top: repeat rate is missing, not at least 0.5; "
        "Not middle: orders in hand is 12 orders, not at least 5 and below 10."
    )
    assert sentence.zh == (
        "其他：不属于前面的任何一类。不是一等：复购率缺失，不符合“不低于 0.5”；"
        "不是二等：订单数为 12 单，不符合“不低于 5 且低于 10”。"
    )


def test_no_class_is_told_too():
    partial = Scheme("p", TIERS.title, measures=TIERS.measures.values(), classes=TIERS.classes[1:2])
    sentence = partial.explain({"orders": 3, "rate": None, "city": None})
    assert sentence.en == (
        "No class matches. Not middle: orders in hand is 3 orders, not at least 5 and below 10."
    )
    assert sentence.zh.startswith("没有符合的类别。不是二等：")


def test_a_figure_is_never_rounded_past_a_cut_point():
    for value, shown in ((3.9999, "3.9999"), (3.98, "3.98"), (2.6123, "2.61"), (1.99999999, "1.99999999")):
        assert f"silence is {shown} gaps" in schemes["activity"].explain({"silence_gaps": value}).en


def test_numpy_and_pandas_values_read_as_plain_ones():
    row = pd.DataFrame(
        {"orders": pd.array([7, None], dtype="Int64"), "rate": [0.1, 0.2], "city": ["hz", None]}
    )
    assert TIERS.explain(row.iloc[0]).en.startswith("middle: orders in hand is 7 orders")
    assert TIERS.explain(row.iloc[1]).en.startswith("rest: ")
    assert TIERS.explain({"orders": np.int64(7), "rate": pd.NA, "city": "hz"}).en.startswith("middle: ")


def test_names_with_braces_stay_text():
    odd = Scheme("odd", say(zh="怪", en="odd"), measures=[Measure("{x}", "real")],
                 classes=[Class("low", say(zh="{低}", en="{low}"), {"{x}": below(1)})])  # fmt: skip
    assert odd.explain({"{x}": 0}).en == "{low}: {x} is 0, below 1."


def test_unmet_tells_the_rule_that_a_customer_does_not_meet():
    customer = {"orders": 3, "rate": 0.1, "city": "hz"}
    assert TIERS.unmet("middle", customer).zh == "订单数不低于 5 且低于 10 单"
    assert TIERS.unmet("middle", customer | {"orders": 5}) is None
    assert TIERS.unmet("rest", customer) is None
