"""Pseudonyms are stable and keyed; hidden counts cannot be worked out from the published ones."""

from __future__ import annotations

import itertools
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import custclass as cc
from custclass.data import privacy

KEY = "a key that nobody guesses"


def test_the_same_id_gets_the_same_pseudonym_everywhere():
    orders = pd.Series(["S2", "S1", "S2"], index=[5, 6, 7], name="customer_id")
    one, other = cc.pseudonymise(orders, KEY), cc.pseudonymise(["S1", "S2"], KEY)
    assert one.tolist() == [other[1], other[0], other[1]]
    assert one.index.equals(orders.index) and one.name == "customer_id" and one.dtype == "str"


def test_the_pseudonym_is_fixed_for_all_time():
    # The first 12 letters of base32(HMAC-SHA256(key, id)), worked out with the standard library.
    assert cc.pseudonymise(["S0001"], KEY)[0] == "P-3P6LWW3LDQ2Y"


def test_another_key_gives_other_pseudonyms():
    ids = [f"S{i:04d}" for i in range(500)]
    one, other = cc.pseudonymise(ids, KEY), cc.pseudonymise(ids, KEY + "!")
    assert one.nunique() == 500 and not set(one) & set(other)
    assert one.str.fullmatch("P-[A-Z2-7]{12}").all()
    assert cc.pseudonymise(ids[:1], KEY, prefix="客户")[0].startswith("客户-")


def test_missing_stays_missing_and_numbers_match_their_text():
    out = cc.pseudonymise(pd.Series([1001.0, None]), KEY)
    assert out[0] == cc.pseudonymise(["1001"], KEY)[0] and pd.isna(out[1])


@pytest.mark.parametrize("key", ["", "short", "x" * 15, None, 1234567890123456])
def test_a_weak_key_is_refused(key):
    with pytest.raises(cc.CourseError, match="16"):
        cc.pseudonymise(["S1"], key)


def test_a_collision_is_refused(monkeypatch):
    monkeypatch.setattr(privacy, "LETTERS", 1)
    with pytest.raises(cc.CourseError):
        cc.pseudonymise([f"S{i}" for i in range(40)], KEY)


# --- small groups ---


def people(counts):
    """Return one row a person for a table of counts."""
    rows = [(f"r{i}", f"c{j}") for (i, j), n in np.ndenumerate(np.asarray(counts)) for _ in range(n)]
    return pd.DataFrame(rows, columns=["city", "class"])


def recomputed(counts):
    """Try every table that fits what was published; return the hidden cells that have one possible count."""
    counts = counts.to_numpy(dtype=float, na_value=np.nan)
    known = ~np.isnan(counts)
    hidden = np.argwhere(~known[:-1, :-1])
    # No cell is above 9; a reader could think of more, which only leaves more open.
    guesses = np.array(list(itertools.product(range(1, 10), repeat=len(hidden))))
    whole = np.zeros((len(guesses), *counts.shape))
    whole[:, :-1, :-1] = counts[:-1, :-1]
    for number, (row, column) in enumerate(hidden):
        whole[:, row, column] = guesses[:, number]
    whole[:, -1, :] = whole.sum(axis=1)
    whole[:, :, -1] = whole[:, :, :-1].sum(axis=2)
    fits = whole[(whole[:, known] == counts[known]).all(axis=1)]
    assert len(fits) > 0
    return {tuple(place) for place in np.argwhere(~known) if len(np.unique(fits[:, place[0], place[1]])) < 2}


_cells = st.sampled_from([0, 1, 2, 3, 7, 8])


@settings(max_examples=40, deadline=None)
@given(counts=st.lists(st.lists(_cells, min_size=3, max_size=3), min_size=2, max_size=2))
def test_no_hidden_count_can_be_recomputed(counts):
    table = people(counts)
    if table.empty:
        return
    out = cc.suppress_small_groups(table, ["city", "class"], minimum=3)
    assert recomputed(out.counts) == set()
    true = pd.crosstab(table["city"], table["class"])
    inner, why = out.counts.iloc[:-1, :-1], out.reasons.iloc[:-1, :-1]
    assert ((true > 0) & (true < 3)).equals(why == "small")
    published = why == ""
    assert (inner.where(published).fillna(-1) == true.where(published, -1)).all(axis=None)
    assert inner.isna().equals(~published)


def test_hiding_only_the_small_cell_would_not_do():
    table = people([[2, 8, 9], [7, 8, 9]])
    out = cc.suppress_small_groups(table, ["city", "class"])
    assert out.reasons.to_numpy().tolist() == [
        ["small", "complementary", "", ""], ["complementary", "complementary", "", ""], ["", "", "", ""],
    ]  # fmt: skip
    assert out.counts.iloc[-1].tolist() == [9, 16, 18, 43]


def test_the_attack_of_the_tests_works():
    """Hide the small cell alone, then a square of which one side is 1 each: the attack must see through both."""
    table = pd.DataFrame([[2, 8, 10], [7, 8, 15], [9, 16, 25]], dtype="Int64")
    table.iloc[0, 0] = pd.NA
    assert recomputed(table) == {(0, 0)}
    table = pd.DataFrame([[1, 1, 2], [7, 8, 15], [8, 9, 17]], dtype="Int64")
    table.iloc[:2, :2] = pd.NA
    assert recomputed(table) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_small_cells_that_together_are_a_small_group():
    out = cc.suppress_small_groups(people([[1], [1], [9], [30]]), "city")
    assert out.reasons["customers"].tolist() == ["small", "small", "complementary", "", ""]


def test_cells_at_their_lowest_give_each_other_away():
    # 1 + 1 + 1 = 3 and hidden means at least 1: all three would be known, though together they reach the minimum.
    out = cc.suppress_small_groups(people([[1], [1], [1], [9], [30]]), "city", minimum=3)
    assert out.reasons["customers"].tolist() == ["small", "small", "small", "complementary", "", ""]


def test_a_total_that_is_small_is_hidden_too():
    out = cc.suppress_small_groups(people([[3, 0], [20, 30]]), ["city", "class"])
    assert out.reasons.loc["r0", "total"] == "small" and out.counts.loc["r0"].isna().tolist() == [
        True,
        False,
        True,
    ]


def test_nothing_small_nothing_hidden():
    out = cc.suppress_small_groups(people([[5, 0], [6, 7]]), ["city", "class"])
    assert (out.reasons == "").all(axis=None) and out.counts.iloc[-1].tolist() == [11, 7, 18]


def test_an_empty_cell_is_a_group():
    table = pd.DataFrame({"city": ["A"] * 6 + [None] * 7})
    assert cc.suppress_small_groups(table, "city").counts.loc["(empty)", "customers"] == 7


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr(sys.modules["custclass.show.say"], "_current", "en")


@pytest.mark.parametrize(
    "groups, minimum, words",
    [([], 5, "one or two"), (["city", "city"], 5, "one or two"), (["a", "b", "c"], 5, "one or two"),
     ("city", 1, "minimum=1"), ("city", 2.5, "minimum"), ("town", 5, "town.*city")],
)  # fmt: skip
def test_what_is_refused(groups, minimum, words):
    with pytest.raises(cc.CourseError, match=words):
        cc.suppress_small_groups(people([[5, 6]]), groups, minimum)
