"""Principles: each passes a good segmentation, each can reject, and the figures are the textbook's."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from custclass.classify import principles
from custclass.classify.criteria import explained_share
from custclass.show.say import CourseError, language, say


@pytest.fixture
def good():
    """Three classes that follow from the city, differ in spending and last for nine in ten."""
    rng = np.random.default_rng(0)
    ids = [f"C{i}" for i in range(300)]
    city = pd.Series(rng.choice(["X", "Y", "Z"], 300), index=ids)
    classes = city.map({"X": "a", "Y": "b", "Z": "c"})
    values = classes.map({"a": 100, "b": 200, "c": 300}) * np.exp(0.4 * rng.standard_normal(300))
    after = classes.where(rng.random(300) < 0.9, "a")
    return classes, values, pd.DataFrame({"city": city, "noise": rng.random(300)}), after


def test_a_good_segmentation_passes_all_five(good):
    judged = principles.judge(*good)
    assert judged["passed"].tolist() == [True] * 5
    assert [name.en for name in judged["principle"]] == [
        "measurable", "substantial", "distinguishable", "actionable", "durable",
    ]  # fmt: skip
    assert (judged["measured"] >= judged["required"]).all()


def test_left_out_fields_and_periods_are_not_judged(good):
    classes, values, fields, after = good
    assert len(principles.judge(classes, values)) == 3
    assert len(principles.judge(classes, values, fields)) == 4
    assert [n.en for n in principles.judge(classes, values, after=after)["principle"]][-1] == "durable"


def test_a_favourite_letter_is_rejected(good):
    _, values, fields, _ = good
    letter = pd.Series(np.random.default_rng(1).choice(list("abcde"), 300), index=values.index)
    judged = principles.judge(letter, values, fields, letter)
    assert judged["passed"].tolist() == [True, True, False, False, True]


def test_one_class_of_99_percent_is_no_merit(good):
    _, values, fields, _ = good
    classes = pd.Series(["rest"] * 292 + ["top"] * 8, index=values.index)
    assert not principles.substantial(classes, values).passed
    told = principles.actionable(classes, fields)
    assert told.measured > 0.9 and told.required > 0.97 and not told.passed


def test_one_class_only_is_no_segmentation(good):
    _, values, fields, _ = good
    classes = ["all"] * 300
    assert not principles.distinguishable(values, classes).passed
    assert not principles.actionable(classes, fields).passed
    assert not principles.durable(classes, classes).passed


def test_measurable_counts_who_has_a_class():
    found = principles.measurable(["a", None, "b", np.nan, "a"])
    assert found.measured == 0.6 and not found.passed
    assert principles.measurable(["a"] * 9 + [None]).passed, "the line itself passes"


@pytest.mark.parametrize(
    ("sizes", "money", "passed"),
    [
        ((60, 40), (1, 1), True),
        ((71, 29), (1, 1), False),
        ((60, 40), (100, 1), False),
        ((60, 40), (1, 100), False),
    ],
)
def test_substantial_needs_both_customers_and_money(sizes, money, passed):
    classes = ["a"] * sizes[0] + ["b"] * sizes[1]
    values = [money[0]] * sizes[0] + [money[1]] * sizes[1]
    found = principles.substantial(classes, values)
    assert found.passed is passed
    totals = np.multiply(sizes, money)
    assert found.measured == pytest.approx(totals.min() / totals.sum())


def test_substantial_names_the_classes_in_words():
    names = {"a": say(zh="甲类", en="class one"), "b": say(zh="乙类", en="class two")}
    sentence = principles.substantial(["a", "b"], [1, 2], names=names).sentence
    assert "甲类" in sentence.zh and "class one" in sentence.en


def test_nothing_spent_is_not_substantial():
    assert not principles.substantial(["a", "b"] * 40, [0] * 80).passed


def test_distinguishable_measures_the_lower_end(good):
    classes, values, _, _ = good
    found = principles.distinguishable(values, classes)
    share = explained_share(values, classes)
    assert found.measured == share.low and found.required == 0.01
    assert not principles.distinguishable(values, classes, required=share.low + 0.001).passed


def test_chance_is_seldom_told_apart():
    rng = np.random.default_rng(2)
    passed = sum(
        principles.distinguishable(rng.lognormal(size=200), rng.integers(0, 4, 200), seed=i).passed
        for i in range(60)
    )
    assert passed <= 3


def test_actionable_is_tested_on_customers_not_seen():
    """An id names every class on the customers learned from, and none of the others."""
    rng = np.random.default_rng(3)
    classes = rng.choice(["a", "b"], 200)
    ids = pd.DataFrame({"id": [f"C{i}" for i in range(200)]})
    assert principles.actionable(classes, ids).measured < 0.65


def test_actionable_reads_texts_numbers_and_gaps():
    age = pd.Series([20.0, 70.0, np.nan] * 40)
    classes = age.map({20.0: "young", 70.0: "old"}).fillna("unknown")
    assert principles.actionable(classes, pd.DataFrame({"age": age})).measured == 1
    assert principles.actionable(classes, pd.DataFrame({"age": age.map(str)})).measured == 1
    assert principles.actionable(classes, pd.DataFrame({"flag": age > 50})).measured < 1


def test_actionable_is_the_same_each_time(good):
    classes, _, fields, _ = good
    assert principles.actionable(classes, fields) == principles.actionable(classes, fields)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=40))
def test_durable_is_cohens_kappa(pairs):
    before, after = map(list, zip(*pairs, strict=True))
    found = principles.durable(before, after)
    if len(set(before + after)) == 1:
        assert found.measured == 0
    else:
        assert found.measured == pytest.approx(cohen_kappa_score(before, after), abs=1e-12)


def test_durable_matches_customers_and_leaves_out_who_has_gone():
    before = pd.Series([1, 2, 2, 1, 1], index=list("ABCDE"))
    after = pd.Series([1.0, 2.0, 2.0, 1.0], index=list("DCBA"))
    found = principles.durable(before, after)
    assert found.measured == 1 and found.passed
    assert "100.0%" in found.sentence.en


def test_durable_says_the_interval_that_redrawn_customers_give():
    rng = np.random.default_rng(4)
    before = rng.choice(list("abc"), 150)
    after = np.where(rng.random(150) < 0.6, before, "b")
    rows = rng.integers(0, 150, (1000, 150))
    kappas = [cohen_kappa_score(before[r], after[r]) for r in rows]
    said = principles.durable(before, after).sentence.en
    low, high = map(float, re.search(r"interval ([\d.]+) to ([\d.]+)", said).groups())
    assert [low, high] == pytest.approx(np.quantile(kappas, [0.025, 0.975]), abs=0.02)


@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_table_says_what_each_figure_is(good, code):
    before = language()
    try:
        language(code)
        shown = str(principles.judge_table(principles.judge(*good)))
    finally:
        language(before)
    assert "100.0%" in shown and "kappa 0.40" in shown
    assert {"zh": "下端1.0%", "en": "lower end 1.0%"}[code] in shown


def test_categories_are_taken():
    classes = pd.Series(pd.cut(range(100), [-1, 39, 59, 99], labels=["low", "middle", "high"]))
    judged = principles.judge(classes, range(100), pd.DataFrame({"figure": range(100)}), classes)
    assert judged["measured"].iloc[-1] == 1 and judged["passed"].tolist()[3:] == [True, True]


@pytest.mark.parametrize(
    "call",
    [
        lambda: principles.measurable([]),
        lambda: principles.substantial(["a", "b"], [1]),
        lambda: principles.durable(pd.Series(["a"], index=["X"]), pd.Series(["a"], index=["Y"])),
        lambda: principles.actionable(["a", "b"], pd.DataFrame({"x": [1]})),
        lambda: principles.actionable(["a", "b"], pd.DataFrame(index=[0, 1])),
        lambda: principles.actionable(["a"] * 9 + ["b"], pd.DataFrame({"x": range(10)})),
    ],
)
def test_what_cannot_be_measured_is_said(call):
    with pytest.raises(CourseError) as refused:
        call()
    assert refused.value.text.zh.endswith("。") and refused.value.text.en.endswith(".")


@pytest.mark.parametrize("code", ["zh", "en"])
def test_findings_read_in_both_languages(good, code):
    before = language()
    try:
        language(code)
        shown = str(principles.judge_table(principles.judge(*good)))
        finding = repr(principles.measurable(["a", None]))
    finally:
        language(before)
    assert {"zh": "可持续", "en": "durable"}[code] in shown and "✓" in shown
    assert {"zh": "否决", "en": "rejected"}[code] in finding
