"""A scheme made of a fitted tree classifies as the tree predicts."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

import custclass as cc
from custclass.classify.tree_rules import round_cuts, rule_sentences, rule_table
from custclass.show.say import say

COLUMNS = ["frequency", "monetary", "silence_gaps"]


def some_customers(seed, n=300):
    rng = np.random.default_rng(seed)
    silence = np.where(rng.random(n) < 0.2, np.nan, rng.gamma(1, 2, n))
    return pd.DataFrame(
        {
            "frequency": rng.poisson(4, n),
            "monetary": rng.gamma(1, 100, n).round(2),
            "silence_gaps": silence,
        }
    )


def fitted(seed, depth, noise):
    customers = some_customers(seed)
    rng = np.random.default_rng(seed)
    loyal = (customers["frequency"] > 4).where(rng.random(len(customers)) > noise, False)
    classes = np.where(loyal, "loyal", np.where(customers["silence_gaps"].fillna(9) > 2, "lost", "active"))
    return DecisionTreeClassifier(max_depth=depth, random_state=0).fit(customers.to_numpy(), classes)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10_000), st.integers(1, 6), st.floats(0, 0.5))
def test_it_classifies_as_the_tree_predicts_and_leaves_no_hole(seed, depth, noise):
    tree = fitted(seed, depth, noise)
    scheme = cc.Scheme.from_tree(tree, COLUMNS)
    others = some_customers(seed + 1, 2000)
    assert scheme.classify(others).tolist() == tree.predict(others.to_numpy()).tolist()
    if depth < 4:  # the proof by subtraction takes long over a hundred boxes
        check = scheme.check()
        assert check.ok and check.overlaps.empty


def test_sql_gives_the_same_classes(tmp_path):
    import duckdb

    scheme = cc.Scheme.from_tree(fitted(1, 4, 0.1), COLUMNS)
    customers = some_customers(2)
    with duckdb.connect() as db:
        # DuckDB reads NaN as a number; NULL is what a database holds for a missing value.
        db.register("frame", customers)
        db.execute("CREATE TABLE customers AS SELECT frequency, monetary, "
                   "CASE WHEN NOT isnan(silence_gaps) THEN silence_gaps END AS silence_gaps FROM frame")  # fmt: skip
        found = db.sql(scheme.to_sql("customers")).df()["class"]
    assert found.tolist() == scheme.classify(customers).tolist()


def test_leaves_of_one_class_become_one_box():
    tree = DecisionTreeClassifier().fit([[1], [2], [3], [9]], ["a", "a", "a", "b"])
    (first, second) = cc.Scheme.from_tree(tree, ["frequency"]).classes
    assert len(first.boxes) == len(second.boxes) == 1


def test_whole_numbers_are_said_as_whole_numbers_and_labels_are_used():
    tree = DecisionTreeClassifier(max_depth=1).fit([[1], [2], [8], [9]], [0, 0, 1, 1])
    labels = {0: say(zh="少", en="rare"), 1: say(zh="多", en="often")}
    scheme = cc.Scheme.from_tree(tree, ["frequency"], labels=labels)
    assert scheme.codes == ["class_0", "class_1"]
    assert scheme.explain({"frequency": 6}).en == "often: number of orders is 6, at least 6."
    assert scheme.explain({"frequency": 5}).zh.startswith("少")


def test_a_measure_given_decides_how_it_is_said():
    local = cc.Measure("is_local", "integer", low=0, high=1, label=say(zh="本地", en="local"))
    tree = DecisionTreeClassifier().fit([[0], [1]], ["far", "near"])
    scheme = cc.Scheme.from_tree(tree, ["is_local"], measures={"is_local": local})
    assert "local is 1" in str(scheme.rules()["rule"][1])


def test_a_tree_that_never_says_a_class_is_told():
    tree = DecisionTreeClassifier(max_depth=1).fit([[1], [2], [3], [3]], ["a", "a", "b", "c"])
    scheme = cc.Scheme.from_tree(tree, ["frequency"])
    assert scheme.codes == ["a", "b"] and "c" in scheme.notes[-1].en and "c" in scheme.notes[-1].zh


def test_a_tree_without_any_cut_is_one_class_for_all():
    tree = DecisionTreeClassifier().fit([[1], [2]], ["a", "a"])
    scheme = cc.Scheme.from_tree(tree, ["frequency"])
    assert scheme.classify(pd.DataFrame({"frequency": [0, 99]})).tolist() == ["a", "a"]


@pytest.mark.parametrize(
    "model", [DecisionTreeRegressor().fit([[1], [2]], [1, 2]), DecisionTreeClassifier(), "tree"]
)
def test_what_is_no_fitted_classification_tree_is_refused(model):
    with pytest.raises(cc.CourseError, match="DecisionTreeClassifier"):
        cc.Scheme.from_tree(model, ["frequency"])


def test_names_must_fit_the_tree():
    with pytest.raises(cc.CourseError, match="3 columns, but 1 names"):
        cc.Scheme.from_tree(fitted(1, 2, 0), ["frequency"])


def test_a_category_is_refused():
    place = cc.Measure("frequency", "category", values=["a", "b"])
    with pytest.raises(cc.CourseError, match="get_dummies"):
        cc.Scheme.from_tree(fitted(1, 2, 0), COLUMNS, measures={"frequency": place})


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10_000), st.integers(1, 5))
def test_rounded_cuts_leave_everybody_in_their_class(seed, depth):
    scheme = cc.Scheme.from_tree(fitted(seed, depth, 0.3), COLUMNS)
    customers = some_customers(seed)
    rounded = round_cuts(scheme, customers)
    assert rounded.classify(customers).equals(scheme.classify(customers))
    assert rounded.check().dead.empty and len(str(rounded)) <= len(str(scheme))


def test_rules_say_how_often_they_apply_and_how_often_they_are_right():
    customers = some_customers(5)
    tree = fitted(5, 3, 0.2)
    scheme = cc.Scheme.from_tree(tree, COLUMNS)
    real = pd.Series(np.where(customers["frequency"] > 4, "loyal", "lost"), index=customers.index)
    table = rule_table(scheme, customers, real)
    # The rules share no customer and leave out none.
    assert table["customers"].sum() == len(customers)
    # By hand, over the rules of a class: those who meet one and really are of the class.
    predicted = tree.predict(customers.to_numpy())
    for code, rules in table.groupby("class"):
        right = (rules["precision"] * rules["customers"]).sum()
        assert right == pytest.approx(((predicted == code) & (real == code)).sum())
    lines = rule_sentences(scheme, customers, real)
    assert len(lines) == (table["customers"] > 0).sum() and "→" in lines[0]


def test_rules_need_a_class_for_every_customer():
    with pytest.raises(cc.CourseError, match="300 customers but 1"):
        rule_table(cc.schemes["activity"], some_customers(1), pd.Series(["active"]))
