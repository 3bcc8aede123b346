"""The answers of exercise 03_09.4, worked out quickly, are those of `read_orders` and `measure_customers`."""

import pandas as pd

import custclass as cc
from custclass.learn.exercise import questions_of


def test_the_figures_of_the_export_are_those_of_the_package():
    question = questions_of("03_09")["03_09.4"]
    for seed in range(10):
        case = question.draw(seed).case
        book = cc.read_orders(case["table"])
        measured = cc.measure_customers(book.orders, as_of=case["as_of"])
        assert len(book.set_aside) == 3
        measured = measured[["customer_id", "frequency", "monetary"]]
        pd.testing.assert_frame_equal(question.compute(case), measured, check_dtype=False)
