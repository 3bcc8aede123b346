"""Random schemes: every derivation agrees with a naive reading of the boxes, on every point that matters.

Cut points are multiples of 1/2 between 0 and 3, so a grid in steps of 1/4 has a point in every cell that
conditions can make: enumeration of the grid is complete.
"""

import itertools
import math
import sqlite3

import duckdb
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custclass.classify import conditions as c
from custclass.classify.scheme import Class, Measure, Scheme
from custclass.show.say import Text

REALS = [i / 4 for i in range(-1, 14)]
WHOLES = list(range(-1, 5))
WORDS = ["tea", "it's", "茶"]
REAL, WHOLE, WORD = 'silence "gaps"', "orders", "kind"
SETTINGS = settings(max_examples=60, deadline=None)

halves = st.integers(0, 6).map(lambda i: i / 2)
numeric = st.one_of(
    st.builds(lambda f, x: f(x), st.sampled_from([c.below, c.at_most, c.above, c.at_least]), halves),
    st.builds(lambda x, d: c.between(x, x + d), halves, st.sampled_from([0.5, 1, 2])),
    st.lists(st.integers(0, 3), min_size=1, max_size=3).map(c.one_of),
    st.integers(0, 3).map(c.exactly),
)
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(c.one_of)


@st.composite
def schemes(draw):
    may_miss = {name: draw(st.booleans()) for name in (REAL, WHOLE, WORD)}
    low, high = (draw(st.sampled_from(ends)) for ends in ((None, 0, 0.5), (None, 2.5, 3)))
    measures = [
        Measure(REAL, "real", low=low, high=high, missing=may_miss[REAL]),
        Measure(WHOLE, "integer", low=draw(st.sampled_from([None, 0])), missing=may_miss[WHOLE]),
        Measure(WORD, "category", values=WORDS, missing=may_miss[WORD]),
    ]
    kinds = {REAL: numeric, WHOLE: numeric, WORD: words}
    options = {name: kinds[name] | st.just(c.missing()) if may_miss[name] else kinds[name] for name in kinds}
    box = st.fixed_dictionaries({}, optional=options)
    number = draw(st.integers(1, 4))
    classes = [
        Class(f"class_{i}", Text(f"第{i}类", f"number {i}"), *draw(st.lists(box, min_size=1, max_size=3)))
        for i in range(number)
    ]
    if draw(st.booleans()):
        classes.append(Class("rest", Text("其余", "the rest"), c.otherwise))
    return Scheme("random", Text("随机", "random"), measures=measures, classes=classes)


def points(scheme=None):
    """All points of the grid; with a scheme only those that its measures can be."""
    axes = []
    for name, values in ((REAL, REALS), (WHOLE, WHOLES), (WORD, WORDS)):
        measure = scheme.measures[name] if scheme else Measure(name, "integer", missing=True)
        low = -math.inf if measure.low is None else measure.low
        high = math.inf if measure.high is None else measure.high
        inside = [x for x in values if name == WORD or low <= x <= high]
        axes.append(inside + [None] * measure.missing)
    return [dict(zip((REAL, WHOLE, WORD), point, strict=True)) for point in itertools.product(*axes)]


def meets(condition, value):
    """Read one condition naively."""
    if isinstance(condition, c.Missing):
        return value is None
    if value is None:
        return False
    if isinstance(condition, c.OneOf):
        return value in condition.values
    if value < condition.low or value > condition.high:
        return False
    return not (value == condition.low and not condition.low_closed) and not (
        value == condition.high and not condition.high_closed
    )


def matching(scheme, point):
    """The numbers of all classes with a box in which the point lies; otherwise where there is none."""
    found = [
        i
        for i, item in enumerate(scheme.classes)
        if any(all(meets(cond, point[name]) for name, cond in box.items()) for box in item.boxes)
    ]
    return found or [i for i, item in enumerate(scheme.classes) if item.is_otherwise]


def naive(scheme):
    return [scheme.codes[found[0]] if (found := matching(scheme, p)) else None for p in points()]


def plain(series):
    return [None if pd.isna(code) else code for code in series.tolist()]


GRID = pd.DataFrame(points()).astype({REAL: "float64", WORD: "str"})
GRID_POLARS = pl.DataFrame(points(), infer_schema_length=None)
ROWS = [tuple(point.values()) for point in points()]


@pytest.fixture(scope="module")
def databases():
    """The grid as a table with an awkward name, in DuckDB and in SQLite."""
    columns = '"silence ""gaps""" {}, "orders" INTEGER, "kind" {}, "row" INTEGER'
    rows = [(*row, i) for i, row in enumerate(ROWS)]
    opened = []
    for connection, types in (
        (duckdb.connect(), ("DOUBLE", "VARCHAR")),
        (sqlite3.connect(":memory:"), ("REAL", "TEXT")),
    ):
        connection.execute(f'CREATE TABLE "cust ""x""; 客户" ({columns.format(*types)})')
        connection.executemany('INSERT INTO "cust ""x""; 客户" VALUES (?, ?, ?, ?)', rows)
        opened.append(connection)
    yield opened
    for connection in opened:
        connection.close()


@SETTINGS
@given(scheme=schemes())
def test_classify_is_box_membership_on_every_engine(scheme):
    expected = naive(scheme)
    assert plain(scheme.classify(GRID)) == expected
    assert scheme.classify(GRID_POLARS).to_list() == expected
    assert scheme.classify(GRID_POLARS.lazy()).collect()["class"].to_list() == expected
    assert plain(scheme.classify(GRID.convert_dtypes())) == expected


@settings(max_examples=25, deadline=None)
@given(scheme=schemes())
def test_sql_and_duckdb_relation_agree_with_classify(scheme, databases):
    expected = naive(scheme)
    for connection in databases:
        rows = connection.execute(scheme.to_sql('cust "x"; 客户')).fetchall()
        assert [row[-1] for row in sorted(rows, key=lambda row: row[3])] == expected
        case = scheme.to_case()
        rows = connection.execute(f'SELECT "row", {case} FROM "cust ""x""; 客户"').fetchall()
        assert [row[-1] for row in sorted(rows)] == expected
    relation = scheme.classify(databases[0].table('"cust ""x""; 客户"'))
    assert [row[-1] for row in sorted(relation.fetchall(), key=lambda row: row[3])] == expected


@SETTINGS
@given(scheme=schemes())
def test_explain_names_the_class_that_classify_gives(scheme):
    expected = naive(scheme)
    for point, code in list(zip(points(), expected, strict=True))[::7]:
        sentence = scheme.explain(point)
        start = f"{scheme.label(code).en}: " if code else "No class matches. "
        assert sentence.en.startswith(start) and sentence.en.endswith(".")
        assert sentence.zh.startswith(f"{scheme.label(code).zh}：" if code else "没有符合的类别。")


@SETTINGS
@given(scheme=schemes())
def test_check_is_enumeration(scheme):
    check = scheme.check()
    winners = set()
    holes = overlaps = False
    for point in points(scheme):
        at = [found for box, found in check.cells if inside(box, point)]
        found = matching(scheme, point)
        assert at == [tuple(found)], "each point lies in one cell, with the classes that match there"
        winners.update(found[:1])
        holes |= not found
        overlaps |= len(found) > 1
    dead = [code for i, code in enumerate(scheme.codes) if i not in winners]
    assert (len(check.holes) > 0, len(check.overlaps) > 0) == (holes, overlaps)
    assert list(dict.fromkeys(check.dead["class"])) == dead
    assert check.ok == (not holes and not dead)


def inside(box, point):
    for side, value in zip(box, point.values(), strict=True):
        if value is None:
            if not side.missing:
                return False
        elif not (value in side.codes or any(a < (value, 0.5) < b for a, b in side.ranges)):
            return False
    return True
