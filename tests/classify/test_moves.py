import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custclass.classify.catalogue import schemes
from custclass.show.say import CourseError

ACTIVITY = schemes["activity"]
CODES = [*ACTIVITY.codes, None]
books = st.dictionaries(st.integers(0, 30).map(str), st.sampled_from(CODES), max_size=25)


def test_counts_of_a_small_case():
    before = pd.Series({"A": "active", "B": "active", "C": "lost"})
    after = pd.Series({"D": "active", "B": "dormant", "A": "active"})
    counts = ACTIVITY.moves(before, after)
    assert counts.index.tolist() == ["active", "dormant", "lost", "entered"] and counts.index.name == "before"
    assert counts.columns.tolist() == ["active", "dormant", "lost", "left"] and counts.columns.name == "after"
    assert counts.to_numpy().tolist() == [[1, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 1], [1, 0, 0, 0]]


@settings(max_examples=50, deadline=None)
@given(before=books, after=books)
def test_no_customer_is_lost_or_counted_twice(before, after):
    old, new = (pd.Series(book, dtype="str") for book in (before, after))
    counts = ACTIVITY.moves(old, new)
    assert counts.to_numpy().sum() == len({*before, *after})
    for code in ACTIVITY.codes:
        assert counts.loc[code].sum() == list(before.values()).count(code)
        assert counts[code].sum() == list(after.values()).count(code)
    assert counts.loc["entered"].sum() == len(after.keys() - before.keys())
    assert counts["left"].sum() == len(before.keys() - after.keys())
    assert ("no_class" in counts.index) == (None in [*before.values(), *after.values()])


def test_tables_count_as_series_do():
    table = pd.DataFrame({"customer_id": ["A", "B"], "class": ["active", None], "x": [1, 2]})
    series = table.set_index("customer_id")["class"]
    expected = ACTIVITY.moves(series, series)
    assert ACTIVITY.moves(table, pl.DataFrame({"customer_id": ["A", "B"], "class": ["active", None]})).equals(
        expected
    )
    assert expected.loc["no_class", "no_class"] == 1


def test_what_cannot_be_counted_is_refused():
    good = pd.Series({"A": "active"})
    with pytest.raises(CourseError, match="after.*more than once: A"):
        ACTIVITY.moves(good, pd.concat([good, good]))
    with pytest.raises(CourseError, match="does not have: asleep"):
        ACTIVITY.moves(good, pd.Series({"A": "asleep"}))
    for odd in ({"A": "active"}, pd.DataFrame({"customer": ["A"]})):
        with pytest.raises(CourseError, match="before, moves needs"):
            ACTIVITY.moves(odd, good)
