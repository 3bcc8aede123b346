import duckdb
import pandas as pd
import polars as pl
import pytest

from custclass.classify.catalogue import schemes
from custclass.classify.conditions import (
    above,
    at_least,
    at_most,
    below,
    between,
    exactly,
    missing,
    one_of,
    otherwise,
)
from custclass.classify.scheme import Class, Measure, Scheme
from custclass.show.say import CourseError, language, say


@pytest.fixture
def activity():
    return Scheme("activity", say(zh="活跃度", en="Activity"),
       measures=[Measure("silence_gaps", kind="real", low=0, missing=True)],
       classes=[Class("active",  say(zh="活跃客户", en="active customer"),  {"silence_gaps": below(2)}),
                Class("dormant", say(zh="沉睡客户", en="dormant customer"), {"silence_gaps": between(2, 4)}),
                Class("lost",    say(zh="流失客户", en="lost customer"),    {"silence_gaps": at_least(4)},
                      {"silence_gaps": missing()})])  # fmt: skip


def scheme(*classes, measures=None, **more):
    measures = measures or [Measure("x", "real"), Measure("n", "integer", low=0), KIND]
    return Scheme("s", say(zh="方案", en="scheme"), measures=measures, classes=classes, **more)


def cls(code, *boxes):
    return Class(code, say(zh=code + "类", en="class " + code), *boxes)


KIND = Measure("kind", "category", values={"p": say(zh="个人", en="person"), "o": say(zh="机构", en="firm")})


def test_classify_keeps_the_index_and_gives_text(activity):
    table = pd.DataFrame({"silence_gaps": [4, None, 1.99, 2]}, index=["d", "a", "c", "a"])
    result = activity.classify(table)
    assert result.name == "class" and result.dtype == "str"
    assert list(result.index) == ["d", "a", "c", "a"]
    assert result.tolist() == ["lost", "lost", "active", "dormant"]


def test_classify_takes_columns_that_hold_nothing(activity):
    assert activity.classify(pd.DataFrame({"silence_gaps": [None, None]})).tolist() == ["lost", "lost"]
    assert activity.classify(pl.DataFrame({"silence_gaps": [None]})).to_list() == ["lost"]
    empty = activity.classify(pd.DataFrame({"silence_gaps": []}))
    assert len(empty) == 0 and empty.dtype == "str"


def test_nan_is_missing_where_engines_hold_it_for_a_large_number(activity):
    nan = float("nan")
    sparse = scheme(cls("big", {"x": at_least(4)}), cls("any", {"n": at_least(0)}))
    table = {"x": [nan], "n": [1], "kind": ["p"]}
    assert activity.classify(pl.DataFrame({"silence_gaps": [nan]})).to_list() == ["lost"]
    assert sparse.classify(pl.DataFrame(table)).to_list() == ["any"]
    relation = duckdb.sql("SELECT 'nan'::DOUBLE AS x, 1 AS n, 'p' AS kind")
    assert sparse.classify(relation).fetchall()[0][-1] == "any"
    assert sparse.explain(pd.DataFrame(table).iloc[0]).en.startswith("class any")


def test_no_match_is_missing_not_a_text():
    built = scheme(cls("a", {"x": above(0)}))
    result = built.classify(pd.DataFrame({"x": [1.0, -1, None], "n": [0] * 3, "kind": ["p"] * 3}))
    assert result.isna().tolist() == [False, True, True]
    assert built.to_case().endswith("ELSE NULL\nEND")


def test_free_box_and_lone_otherwise_take_everybody():
    table = pd.DataFrame({"x": [1.0, None], "n": [0, 1], "kind": ["p", None]})
    for built in (scheme(cls("a", {})), scheme(cls("a", otherwise)), scheme(cls("a", otherwise()))):
        assert built.classify(table).tolist() == ["a", "a"]
        query = built.to_sql("t").replace('"t" AS t', "(SELECT 1 AS x) AS t")
        assert duckdb.sql(query).fetchall() == [(1, "a")]


def test_category_columns_of_every_engine():
    built = scheme(cls("person", {"kind": exactly("p")}), cls("firm", {"kind": one_of("o")}))
    table = pd.DataFrame({"x": [0.0] * 3, "n": [0] * 3, "kind": pd.Categorical(["p", "o", None])})
    assert built.classify(table).tolist()[:2] == ["person", "firm"]
    frame = pl.DataFrame({"x": [0.0], "n": [0], "kind": ["o"]}, schema_overrides={"kind": pl.Enum(["o"])})
    assert built.classify(frame).to_list() == ["firm"]


def test_truth_values_are_a_category():
    local = schemes["locality"]
    table = pd.DataFrame({"is_local": [True, False]})
    expected = ["local", "non_local"]
    assert local.classify(table).tolist() == expected
    assert local.classify(pl.DataFrame({"is_local": [True, False]})).to_list() == expected
    query = local.to_sql("t").replace('"t" AS t', "(VALUES (TRUE), (FALSE)) AS t(is_local)")
    assert [row[1] for row in duckdb.sql(query).fetchall()] == expected


def test_lacking_and_wrong_columns_are_named(activity):
    with pytest.raises(CourseError, match="silence_gaps is lacking.*recency_days"):
        activity.classify(pd.DataFrame({"recency_days": [1]}))
    with pytest.raises(CourseError, match="silence_gaps"):
        activity.explain({"recency_days": 1})
    with pytest.raises(CourseError, match="must hold numbers"):
        activity.classify(pd.DataFrame({"silence_gaps": ["1", "2"]}))
    with pytest.raises(CourseError, match="needs a table"):
        activity.classify([1, 2])
    with pytest.raises(CourseError, match="one customer"):
        activity.explain(pd.DataFrame({"silence_gaps": [1]}))
    fractions = pd.DataFrame({"x": [0.0], "n": [2.5], "kind": ["p"]})
    with pytest.raises(CourseError, match="whole numbers, but holds 2.5"):
        scheme(cls("a", {"n": at_most(2)}), cls("b", {"n": at_least(3)})).classify(fractions)


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: scheme(cls("a", {"y": below(1)})), '"y".*no such measure.*x, n, kind'),
        (lambda: scheme(cls("a", {"x": below(1)}), cls("a", {"x": at_least(1)})), "share a code or label"),
        (lambda: scheme(cls("a", {}), Class("b", say(zh="a", en="B"), {})), "share a code or label"),
        (lambda: scheme(cls("a", otherwise), cls("b", {"x": below(1)})), "must come last"),
        (lambda: scheme(cls("a", otherwise, {"x": below(1)})), "otherwise on its own"),
        (lambda: scheme(cls("a")), "at least one box"),
        (lambda: scheme(), "at least one class"),
        (lambda: scheme(cls("a", {}), measures=[KIND, KIND]), "each listed once"),
        (lambda: scheme(cls("a", {"kind": below(1)})), "no order"),
        (lambda: scheme(cls("a", {"kind": exactly("q")})), "cannot be 'q'"),
        (lambda: scheme(cls("a", {"x": exactly("p")})), "cannot be 'p'"),
        (lambda: scheme(cls("a", {"x": exactly(True)})), "cannot be True"),
        (lambda: scheme(cls("a", {"x": missing()})), "missing=True"),
        (lambda: scheme(cls("a", {"x": missing})), r"missing\(\)"),
        (lambda: scheme(cls("a", {"x": 3})), "3 is no condition"),
        (lambda: scheme(cls("a", "x < 3")), "a box is a dict"),
        (lambda: scheme(cls("new customer", {})), "English letters"),
        (lambda: scheme(Class("a", "label", {})), "write its label"),
        (lambda: Measure("x", "number"), "real, integer, category"),
        (lambda: Measure("x", "category"), "must list its values"),
        (lambda: Measure("x", "real", values=[1]), "must list its values"),
        (lambda: Measure("x", "real", low=2, high=1), "low is greater"),
        (lambda: Measure("x", "category", values=["p"], low=2), "no low or high"),
        (lambda: between(4, 2), "less than the second"),
        (lambda: between(2, 2), "less than the second"),
        (lambda: below("2"), "must be a number"),
        (lambda: at_least(float("inf")), "must be a number"),
        (lambda: one_of(), "need values"),
        (lambda: exactly(None), "need values"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(build, message):
    with pytest.raises(CourseError, match=message) as caught:
        build()
    assert caught.value.text.zh != caught.value.text.en
    assert caught.value.text.zh.endswith("。") and "{" not in str(caught.value).replace('{"', "")


def test_code_of_takes_code_or_either_label(activity):
    texts = ["dormant", "沉睡客户", "Dormant  Customer", "dormant-customer", say(zh="沉睡客户", en="x")]
    for text in texts:
        assert activity.code_of(text) == "dormant"
    for nothing in ("asleep", None, 3, float("nan")):
        with pytest.raises(CourseError, match="active customer"):
            activity.code_of(nothing)
    assert activity.label("沉睡客户").en == "dormant customer"
    assert activity.codes == ["active", "dormant", "lost"]
    assert activity.labels["lost"].zh == "流失客户"


def test_rules_are_in_the_current_language(activity):
    assert activity.rules()["rule"].tolist() == [
        "silence_gaps below 2",
        "silence_gaps at least 2 and below 4",
        "silence_gaps at least 4; or silence_gaps is missing",
    ]
    language("zh")
    assert activity.rules()["label"].tolist() == ["活跃客户", "沉睡客户", "流失客户"]
    assert activity.rules()["rule"][1] == "silence_gaps不低于 2 且低于 4"
    assert repr(activity).startswith("活跃度 (activity)\n  活跃客户 (active)")


def test_html_is_escaped():
    evil = "<img src=x onerror=alert(1)>"
    built = Scheme("s", say(zh=evil, en=evil), measures=[Measure(evil, "category", values=[evil])],
                   classes=[Class("a", say(zh=evil, en=evil), {evil: exactly(evil)})])  # fmt: skip
    for html in (built._repr_html_(), built.check()._repr_html_()):
        assert "<img" not in html
    assert "&lt;img" in built._repr_html_()


def test_sqlite_finds_an_error_where_a_column_is_lacking(activity):
    import sqlite3

    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE customers (x REAL)")
    with pytest.raises(sqlite3.OperationalError, match="no such column"):
        connection.execute(activity.to_sql("customers"))
    connection.close()


def test_sql_numbers_are_exact():
    cut = 0.1 + 0.2
    built = Scheme("s", say(zh="方案", en="s"), measures=[Measure("x", "real")],
                   classes=[cls("a", {"x": exactly(cut)})])  # fmt: skip
    query = f"SELECT {built.to_case()} FROM (SELECT ?::DOUBLE AS x)"
    assert duckdb.execute(query, [cut]).fetchall() == [("a",)]
    assert duckdb.execute(query, [0.3]).fetchall() == [(None,)]
