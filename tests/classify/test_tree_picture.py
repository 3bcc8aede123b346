"""The drawing of a tree says what the tree does."""

import numpy as np
import pandas as pd
import pytest
from sklearn.tree import DecisionTreeClassifier

import custclass as cc
from custclass.classify.tree_picture import draw_tree
from custclass.show.say import say

LABELS = {"rare": say(zh="少来", en="comes rarely"), "often": say(zh="常来", en="comes often")}


def customers(n=200, seed=0):
    rng = np.random.default_rng(seed)
    table = pd.DataFrame({"frequency": rng.integers(1, 20, n), "monetary": rng.gamma(1, 100, n)})
    return table, pd.Series(np.where(table["frequency"] > 9, "often", "rare"), index=table.index)


def words(picture):
    return [text.get_text() for text in picture.axes.texts]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_end_shows_its_customers_and_how_often_it_is_right(lang):
    cc.language(lang)
    try:
        table, real = customers()
        tree = DecisionTreeClassifier(max_depth=1).fit(table, real)
        others, truth = customers(seed=1)
        truth.iloc[:20] = "rare"
        picture = draw_tree(tree, others, truth, title="T", labels=LABELS)
        said = tree.predict(others)
        for code in ("rare", "often"):
            end = next(text for text in words(picture) if text.startswith(str(LABELS[code])))
            assert str((said == code).sum()) in end
            assert f"{round(100 * (truth[said == code] == code).mean())}%" in end
        assert any("9" in text and ("?" in text or "？" in text) for text in words(picture))
    finally:
        cc.language("en")


def test_ends_of_one_class_are_drawn_as_one_and_all_customers_come_to_an_end():
    table, real = customers()
    noisy = real.mask(np.random.default_rng(2).random(len(real)) < 0.2, "rare")
    tree = DecisionTreeClassifier(max_leaf_nodes=6, random_state=0).fit(table, noisy)
    picture = draw_tree(tree, table, noisy, title="T")
    ends = [text.split("\n") for text in words(picture) if "right" in text]
    assert len(ends) <= tree.get_n_leaves()
    assert sum(int(lines[1]) for lines in ends) == len(table)


def test_missing_values_go_the_way_the_tree_sends_them():
    table, real = customers()
    table.loc[::5, "monetary"] = np.nan
    tree = DecisionTreeClassifier(max_depth=3, random_state=0).fit(
        table, table["monetary"].isna().map({True: "a", False: "b"})
    )
    measure = cc.Measure("monetary", "real", missing=True)
    picture = draw_tree(tree, table, tree.predict(table), title="T", measures={"monetary": measure})
    assert all("right 100%" in text for text in words(picture) if "right" in text)


def test_what_is_no_tree_is_refused():
    table, real = customers()
    with pytest.raises(cc.CourseError, match="DecisionTreeClassifier"):
        draw_tree("tree", table, real, title="T")
