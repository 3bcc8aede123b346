"""Groups are compared by who is with whom."""

import numpy as np
import pandas as pd
import pytest

from custclass.learn.partition import Partition, renamed
from custclass.show.say import say

IDS = pd.Index(["G1", "G2", "G3", "G4", "G5"], name="customer_id")
RIGHT = pd.Series(["a", "a", "b", "b", "c"], index=IDS, name="class")


@pytest.fixture
def question():
    text = say(zh="分组", en="groups")
    return Partition(
        id="09_09.1", concept="3.08", title=text, prompt=text, hints=(text, text), misconceptions=(),
        compute=lambda case: RIGHT, reason=lambda row, case: text,
    )  # fmt: skip


def wrong(question, answer):
    draw = question.draw(0)
    return {f.item for f in question.findings(question.read(answer, draw), draw)}


def test_the_names_of_the_groups_do_not_matter(question):
    assert wrong(question, RIGHT.map({"a": 2, "b": 0, "c": 1})) == set()
    assert wrong(question, RIGHT.map({"a": "b", "b": "c", "c": "a"}).iloc[::-1]) == set()
    assert wrong(question, RIGHT.map({"a": 2.0, "b": 0.0, "c": 1.0}).to_frame("anything")) == set()


def test_who_is_in_other_company_is_found(question):
    assert wrong(question, pd.Series([1, 1, 0, 1, 2], index=IDS)) == {"G4"}
    assert wrong(question, pd.Series([1, 1, 0, 3, 2], index=IDS)) & {"G3", "G4"}
    assert len(wrong(question, pd.Series(0, index=IDS))) == 3
    assert wrong(question, pd.Series([1, 1, 0, None, 2], index=IDS)) == {"G4"}
    assert wrong(question, pd.Series([1, 1, 0, 0], index=IDS[:4])) == {"G5"}


def test_groups_left_over_do_not_take_a_name():
    found = renamed(pd.Series([0, 1, 2, 3, 4], index=IDS), RIGHT)
    assert found.nunique() == 5 and (found == RIGHT).sum() == 3
    assert renamed(pd.Series([np.nan, 1, 1, 1, 1], index=IDS), RIGHT).isna().tolist() == [True] + 4 * [False]
