"""RFM: reference numbers, two independent ways, equal values, complete schemes, scikit-learn's manners."""

import json

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.pipeline import make_pipeline

from custclass.classify.published_maps import hole_cells, published_map, published_quartile_map
from custclass.classify.rfm import RFM
from custclass.classify.rfm_schemes import rfm_eight, rfm_grid, rfm_grid_on_measures
from custclass.data.measures import measure_customers
from custclass.data.tables import load
from custclass.show.say import CourseError, language

GRID = {
    "champion": ("冠军客户", "champion", "R5 F4-5"),
    "loyal": ("忠诚客户", "loyal customer", "R3-4 F4-5"),
    "potential_loyalist": ("潜力忠诚客户", "potential loyalist", "R4-5 F2-3"),
    "new": ("新客户", "new customer", "R5 F1"),
    "promising": ("有前景客户", "promising customer", "R4 F1"),
    "need_attention": ("需关注客户", "customer needing attention", "R3 F3"),
    "about_to_sleep": ("即将沉睡客户", "about to sleep", "R3 F1-2"),
    "at_risk": ("流失风险客户", "at risk", "R1-2 F3-4"),
    "cannot_lose": ("不能失去的客户", "cannot lose", "R1-2 F5"),
    "hibernating": ("休眠客户", "hibernating", "R1-2 F1-2"),
}
EIGHT = {
    "important_value": ("重要价值客户", "important value customer", "111"),
    "important_development": ("重要发展客户", "important development customer", "101"),
    "important_retention": ("重要保持客户", "important retention customer", "011"),
    "important_win_back": ("重要挽留客户", "important win-back customer", "001"),
    "general_value": ("一般价值客户", "general value customer", "110"),
    "general_development": ("一般发展客户", "general development customer", "100"),
    "general_retention": ("一般保持客户", "general retention customer", "010"),
    "general_win_back": ("一般挽留客户", "general win-back customer", "000"),
}
VIGNETTE_HOLES = "215 241 251 252 341 351 441 451 541 551"
QUARTILE_HOLES = "121 131 141 142 213 221 231 241 242 321 331 341 342 421 431 432 441 442"
SCORES = ["r_score", "f_score", "m_score"]
FIGURES = ["recency_days", "frequency", "monetary"]


def digits(rule):
    """Return the cells, as (r, f), of a rule such as R3-4 F4-5."""
    r, f = (part[1:].split("-") for part in rule.split())
    return [(a, b) for a in range(int(r[0]), int(r[-1]) + 1) for b in range(int(f[0]), int(f[-1]) + 1)]


CELLS = {cell: code for code, (_, _, rule) in GRID.items() for cell in digits(rule)}


@pytest.fixture(scope="module")
def cdnow():
    return measure_customers(load("cdnow_orders"), as_of="1998-06-30")


@pytest.fixture(scope="module")
def shop():
    ids = load("shop_customers")[["customer_id"]]
    return measure_customers(load("shop_orders"), as_of="2025-12-31", customers=ids)


def table(recency, frequency, monetary, **more):
    return pd.DataFrame(dict(zip(FIGURES, (recency, frequency, monetary), strict=True)), **more)


# Reference numbers


def test_cdnow_quintiles_are_the_reference_ones(cdnow):
    rfm = RFM().fit(cdnow)
    assert rfm.cuts_["frequency"] == [1, 1, 2, 4]
    sizes = rfm.transform(cdnow)["f_score"].value_counts().reindex(range(1, 6), fill_value=0)
    assert sizes.tolist() == [11908, 0, 4079, 3658, 3925]


def test_the_empty_score_and_the_ways_it_closes_are_said_in_both_languages(cdnow):
    rfm = RFM().fit(cdnow)
    (note,) = rfm.notes
    assert note.en.startswith("Nobody has F score 2: equal values get equal scores")
    assert note.en.endswith("11,908, 0, 4,079, 3,658, 3,925.")
    assert note.zh.startswith("没有客户得到 F 2 分：") and note.zh.endswith("。")
    assert str(note.en) in repr(rfm) and "<li>" in rfm._repr_html_()
    language("zh")
    assert note.zh in repr(rfm)


@pytest.mark.parametrize(
    ("scheme", "cells", "holes"),
    [(published_map(), 125, VIGNETTE_HOLES), (published_quartile_map(), 64, QUARTILE_HOLES)],
    ids=["vignette", "quartiles"],
)
def test_published_maps_have_their_holes(scheme, cells, holes):
    check = scheme.check()
    assert not check.ok and len(check.holes) and check.dead.empty
    assert hole_cells(scheme) == holes.split()
    top = round(cells ** (1 / 3))
    proved = [box for box, found in check.cells if not found]
    sizes = [np.prod([sum(b[0] - a[0] for a, b in side.ranges) for side in box]) for box in proved]
    assert sum(sizes) == len(holes.split()), "the boxes of check() hold as many cells"
    assert all(m.high == top for m in scheme.measures.values())
    for label in scheme.labels.values():
        assert label.zh != label.en


# The schemes


def test_grid_has_the_fixed_codes_labels_and_cells():
    scheme = rfm_grid()
    assert {c: (t.zh, t.en) for c, t in scheme.labels.items()} == {c: v[:2] for c, v in GRID.items()}
    cells = pd.DataFrame(list(CELLS), columns=["r_score", "f_score"])
    assert len(cells) == 25
    assert scheme.classify(cells).tolist() == list(CELLS.values())
    assert hole_cells(scheme) == []


def test_eight_have_the_fixed_codes_labels_and_levels():
    scheme = rfm_eight(recency_days=30, frequency=4, monetary=100)
    assert {c: (t.zh, t.en) for c, t in scheme.labels.items()} == {c: v[:2] for c, v in EIGHT.items()}
    for code, (_, _, levels) in EIGHT.items():
        r, f, m = (level == "1" for level in levels)
        just_high = {
            "recency_days": 29 if r else 30,
            "frequency": 5 if f else 4,
            "monetary": 100.01 if m else 100,
        }
        assert scheme.classify(pd.DataFrame([just_high])).tolist() == [code]


@pytest.mark.parametrize(
    "scheme",
    [rfm_grid(), rfm_eight(), rfm_grid_on_measures([90, 60.5, 30, 10], [1, 2.5, 4, 8])],
    ids=["grid", "eight", "on_measures"],
)
def test_schemes_are_whole(scheme):
    check = scheme.check()
    assert check.ok and check.holes.empty and check.overlaps.empty and check.dead.empty


@given(
    st.lists(st.integers(0, 40), min_size=4, max_size=4).map(sorted),
    st.lists(st.floats(1, 9), min_size=4, max_size=4).map(sorted),
)
@settings(deadline=None, max_examples=15)
def test_grid_on_any_cut_points_has_no_hole_and_no_overlap(days, orders):
    check = rfm_grid_on_measures(days[::-1], orders).check()
    assert check.holes.empty and check.overlaps.empty


@pytest.mark.parametrize("days", [[1, 2, 3, 4], [4, 3, 2]])
def test_cut_points_must_be_four_and_in_order(days):
    with pytest.raises(CourseError, match="4 cut points, falling"):
        rfm_grid_on_measures(days, [1, 2, 3, 4])


# Two independent ways

SQL = """
with cuts as (
    select quantile_cont(-recency_days, [.2, .4, .6, .8]) as r, quantile_cont(frequency, [.2, .4, .6, .8]) as f,
        quantile_cont(round(monetary, 6), [.2, .4, .6, .8]) as m from measured where recency_days is not null
)
select customer_id, 1 + len(list_filter(r, lambda c: c < -recency_days)) as r_score,
    1 + len(list_filter(f, lambda c: c < frequency)) as f_score,
    1 + len(list_filter(m, lambda c: c < round(monetary, 6))) as m_score
from measured, cuts where recency_days is not null order by customer_id
"""


@pytest.mark.parametrize("book", ["cdnow", "shop"])
def test_numpy_and_sql_give_the_same_scores(book, request):
    measured = request.getfixturevalue(book)
    rfm = RFM().fit(measured)
    by_sql = duckdb.sql(SQL).df().set_index("customer_id")
    ours = rfm.transform(measured.set_index("customer_id")).dropna().astype("int64")
    pd.testing.assert_frame_equal(ours.sort_index(), by_sql, check_dtype=False, check_index_type=False)
    codes = rfm.predict(measured.set_index("customer_id")).dropna().sort_index()
    assert codes.tolist() == [CELLS[cell] for cell in zip(by_sql["r_score"], by_sql["f_score"], strict=True)]


@pytest.mark.parametrize("cut", ["mean", "median"])
def test_eight_classes_by_sql(shop, cut):
    measured = shop
    sql = f"""select r || f || m as levels from (
        select (recency_days < (select {cut}(recency_days) from bought))::int as r,
            (frequency > (select {cut}(frequency) from bought))::int as f,
            (round(monetary, 6) > round((select {cut}(monetary) from bought), 6))::int as m, customer_id
        from bought) order by customer_id"""
    by_levels = {levels: code for code, (_, _, levels) in EIGHT.items()}
    bought = measured.dropna(subset="recency_days")
    assert len(bought)
    expected = [by_levels[row[0]] for row in duckdb.sql(sql).fetchall()]
    codes = (
        RFM(classes="eight", cut=cut).fit(measured).predict(measured.set_index("customer_id")).sort_index()
    )
    assert codes.dropna().tolist() == expected
    assert len(set(expected)) == 8


@pytest.mark.parametrize("params", [{}, {"classes": "eight"}, {"classes": "eight", "cut": "median"}])
def test_every_engine_gives_the_same(shop, params):
    frame = pl.DataFrame(
        {c: shop[c].astype(object).where(shop[c].notna(), None).tolist() for c in ["customer_id", *FIGURES]}
    )
    ours = RFM(**params).fit(shop)
    expected = ours.predict(shop).astype(object).where(lambda s: s.notna(), None).tolist()
    scores = ours.transform(shop).astype(object).where(lambda t: t.notna(), None).to_numpy().tolist()
    assert None in expected
    for other in (frame, frame.lazy()):
        fitted = RFM(**params).fit(other)
        assert all(fitted.cuts_[name] == pytest.approx(ours.cuts_[name]) for name in FIGURES)
        assert [str(note) for note in fitted.notes] == [str(note) for note in ours.notes]
        found, scored = fitted.predict(other), fitted.transform(other)
        if isinstance(found, pl.LazyFrame):
            found, scored = found.collect()["class"], scored.collect()
        assert found.to_list() == expected
        assert [list(row) for row in scored.select(SCORES).rows()] == scores
    relation = duckdb.sql("select customer_id, recency_days, frequency, monetary from shop")
    fitted = RFM(**params).fit(relation)
    found, scored = fitted.predict(relation), fitted.transform(relation)
    assert isinstance(found, duckdb.DuckDBPyRelation) and isinstance(scored, duckdb.DuckDBPyRelation)
    assert found.columns == ["customer_id", *FIGURES, "class"]
    assert [row[-1] for row in found.order("customer_id").fetchall()] == expected
    assert [list(row[-3:]) for row in scored.order("customer_id").fetchall()] == scores


# What is learned is a scheme, good for a later period


@pytest.mark.parametrize("params", [{}, {"classes": "eight"}, {"classes": "eight", "cut": "median"}])
def test_scheme_says_the_same_as_predict_then_and_later(params):
    orders = load("cdnow_orders")
    before, after = (measure_customers(orders, as_of=day) for day in ("1997-12-31", "1998-06-30"))
    rfm = RFM(**params).fit(before)
    cuts = json.dumps(rfm.cuts_)
    for measured in (before, after):
        assert rfm.scheme_.classify(measured).tolist() == rfm.predict(measured).tolist()
    assert json.dumps(rfm.cuts_) == cuts
    moved = rfm.scheme_.moves(*(m.assign(**{"class": rfm.predict(m)}) for m in (before, after)))
    assert moved.to_numpy().sum() == len(after)


def test_a_mean_is_rounded_for_reading_and_never_onto_a_whole_number():
    customers = table([10] * 999 + [9], [2] * 999 + [3], [1.0] * 1000)
    rfm = RFM(classes="eight").fit(customers)
    assert rfm.middle_ == {"recency_days": 9.999, "frequency": 2.001, "monetary": 1.0}
    assert rfm.scheme_.classify(customers).tolist() == rfm.predict(customers).tolist()
    assert rfm.predict(customers).iloc[-1] == "general_value"
    assert "below 9.999 days" in repr(rfm.scheme_)
    third = RFM(classes="eight").fit(table([1, 2, 2], [1, 1, 2], [1.0, 2.0, 3.0]))
    assert "below 1.67 days" in repr(third.scheme_)


def test_scores_and_grid_agree_with_the_scheme_on_measures(cdnow):
    rfm = RFM().fit(cdnow)
    assert rfm_grid().classify(rfm.transform(cdnow)).tolist() == rfm.predict(cdnow).tolist()


def test_sql_of_the_scheme(cdnow):
    rfm = RFM().fit(cdnow)
    rows = duckdb.sql(rfm.scheme_.to_sql("cdnow") + " order by customer_id").fetchall()
    assert [row[-1] for row in rows] == rfm.predict(cdnow).tolist()


# Equal values


FEW = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.integers(1, 4),
        st.sampled_from([0.0, 10.0, 0.1 + 0.2, 0.3, 35.31, 11.77 + 23.54, -5.0]),
    ),
    min_size=1,
    max_size=40,
)
ANY = st.sampled_from([{}, {"bins": 3}, {"classes": "eight"}, {"classes": "eight", "cut": "median"}])


@given(FEW, ANY, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_order_of_rows_makes_no_difference_and_equal_values_score_equal(rows, params, random):
    customers = table(*zip(*rows, strict=True))
    shuffled = customers.iloc[random.sample(range(len(rows)), len(rows))]
    one, other = RFM(**params).fit(customers), RFM(**params).fit(shuffled)
    assert one.cuts_ == other.cuts_ and one.notes == other.notes
    scores = one.transform(customers)
    pd.testing.assert_frame_equal(other.transform(shuffled).sort_index(), scores)
    assert scores.isin(range(1, one.bins + 1)).all(axis=None)
    for name, score in zip(FIGURES, SCORES, strict=True):
        assert (scores.groupby(customers[name].round(6))[score].nunique() == 1).all()
        steps = scores.loc[customers[name].sort_values(ascending=name != "recency_days").index, score]
        assert steps.is_monotonic_increasing, "a better value never scores less"
    if params != {"bins": 3}:
        assert one.predict(customers).notna().all()


def test_score_is_one_more_than_the_cut_points_strictly_below():
    customers = table([40, 30, 20, 10, 0], [1, 2, 3, 4, 5], [10.0, 20, 30, 40, 50])
    rfm = RFM(bins=4).fit(customers)
    assert rfm.cuts_ == {"recency_days": [30, 20, 10], "frequency": [2, 3, 4], "monetary": [20, 30, 40]}
    assert rfm.transform(customers).to_numpy().tolist() == [[k] * 3 for k in (1, 1, 2, 3, 4)]


def test_orders_in_another_order_make_no_difference():
    """Sums of the same amounts differ in the last digit; a third of the customers share a sum here."""
    rng = np.random.default_rng(3)
    amounts = np.array([[0.1, 0.2, 0.3], [0.3, 0.2, 0.1], [0.2, 0.3, 0.1], [0.7, 0.7, 0.7], [0.4, 0.1, 0.1]])
    orders = pd.DataFrame(
        {
            "customer_id": np.repeat([f"C{k}" for k in range(30)], 3),
            "order_date": pd.Timestamp("2025-01-01"),
            "amount": np.tile(amounts, (6, 1)).ravel(),
        }
    )
    for params in ({}, {"classes": "eight"}, {"classes": "eight", "cut": "median"}):
        answers = []
        for _ in range(3):
            mixed = orders.iloc[rng.permutation(len(orders))]
            measured = measure_customers(mixed, as_of="2025-02-01")
            rfm = RFM(**params).fit(measured)
            answers.append((rfm.transform(measured).to_numpy().tolist(), rfm.predict(measured).tolist()))
        assert answers[0] == answers[1] == answers[2]


def test_nobody_is_above_a_mean_that_all_share():
    rfm = RFM(classes="eight").fit(table([5] * 10, [2] * 10, [0.7] * 10))
    assert rfm.predict(table([5], [2], [0.7])).tolist() == ["general_win_back"]
    said = [note.en.split(":")[0] for note in rfm.notes if "better than" in note.en]
    assert said == [f"Nobody is better than the mean in {letter}" for letter in "RFM"]


# Customers without orders, small tables, wrong tables


def test_customers_without_orders_are_not_scored(shop):
    none = shop["recency_days"].isna()
    rfm = RFM().fit(shop)
    assert rfm.notes[0].en == (
        f"{none.sum()} customer(s) without an order have no recency and get neither score nor class."
    )
    assert rfm.cuts_ == RFM().fit(shop[~none]).cuts_
    scores, codes = rfm.transform(shop), rfm.predict(shop)
    assert (scores.isna().all(axis=1) == none).all() and (codes.isna() == none).all()
    assert (scores.dtypes == "Int64").all()
    assert (RFM().fit(shop[~none]).transform(shop[~none]).dtypes == "int64").all()


def test_index_is_kept():
    customers = table([1, 2, 3], [1, 2, 3], [1.0, 2, 3], index=["x", "y", "x"])
    rfm = RFM().fit(customers)
    assert rfm.transform(customers).index.tolist() == rfm.predict(customers).index.tolist() == ["x", "y", "x"]
    assert rfm.transform(customers).columns.tolist() == SCORES


def test_one_customer_and_no_row_to_predict():
    rfm = RFM().fit(table([7], [3], [10.0]))
    assert rfm.transform(table([7], [3], [10.0])).to_numpy().tolist() == [[1, 1, 1]]
    assert rfm.predict(table([7], [3], [10.0])).tolist() == ["hibernating"]
    nobody = table([7], [3], [10.0]).iloc[:0]
    assert len(rfm.predict(nobody)) == len(rfm.transform(nobody)) == 0


def test_a_class_that_nobody_can_reach_is_said():
    rfm = RFM().fit(table([1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, 9], [1.0] * 6))
    assert rfm.cuts_["frequency"] == [1, 1, 1, 1]
    assert rfm.scheme_.check().holes.empty
    assert rfm.notes[-1].en == (
        "Since some scores are empty, nobody can be in: potential loyalist, customer needing attention, at risk."
    )
    assert "潜力忠诚客户、需关注客户、流失风险客户" in rfm.notes[-1].zh


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: t.drop(columns="monetary"), "monetary"),
        (lambda t: t.assign(frequency="x"), "must hold numbers"),
        (lambda t: t.assign(monetary=[1.0, None]), r"1 customer\(s\) have a recency but no monetary"),
        (lambda t: t.assign(recency_days=[None, None]).astype(float), "nothing to score"),
        (lambda t: t["monetary"], "must be a table"),
    ],
)
def test_wrong_tables_are_refused_in_a_sentence(change, words):
    with pytest.raises(CourseError, match=words):
        RFM().fit(change(table([1, 2], [1, 2], [1.0, 2.0])))


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"bins": 1}, "bins must be"),
        ({"bins": 2.5}, "bins must be"),
        ({"classes": "nine"}, "choose one of: 'grid', 'eight'"),
        ({"cut": "mode"}, "choose one of: 'mean', 'median'"),
    ],
)
def test_wrong_parameters_are_refused_by_fit_and_not_before(params, words):
    rfm = RFM(**params)
    with pytest.raises(CourseError, match=words):
        rfm.fit(table([1, 2], [1, 2], [1.0, 2.0]))


def test_other_bins_give_scores_and_no_grid():
    customers = table([1, 2, 3, 4], [1, 2, 3, 4], [1.0, 2, 3, 4])
    rfm = RFM(bins=4).fit(customers)
    assert rfm.transform(customers)["f_score"].tolist() == [1, 2, 3, 4]
    assert not hasattr(rfm, "scheme_")
    with pytest.raises(CourseError, match="defined on 5 scores; with bins=4"):
        rfm.predict(customers)
    assert "5 分制" in rfm.notes[-1].zh
    rfm.set_params(classes="eight").fit(customers)
    assert rfm.predict(customers).notna().all() and rfm.transform(customers)["f_score"].max() == 4


# scikit-learn's manners


def test_params_and_clone():
    rfm = RFM(bins=4, classes="eight", cut="median")
    assert rfm.get_params() == {"bins": 4, "classes": "eight", "cut": "median"}
    rfm.fit(table([1, 2], [1, 2], [1.0, 2.0]))
    copy = clone(rfm)
    assert copy.get_params() == rfm.get_params() and not hasattr(copy, "cuts_") and copy.notes == []
    assert copy.set_params(bins=3) is copy and copy.bins == 3
    with pytest.raises(CourseError, match='no parameter "depth"'):
        copy.set_params(depth=3)


@pytest.mark.parametrize("ask", [lambda r: r.cuts_, lambda r: r.scheme_, lambda r: r.predict(None)])
def test_before_fit(ask):
    with pytest.raises(NotFittedError) as found:
        ask(RFM())
    assert isinstance(found.value, CourseError) and "fit" in found.value.text.zh and "fit" in str(found.value)


def test_fit_returns_itself_and_refits():
    small, large = table([1, 2], [1, 2], [1.0, 2.0]), table([9, 8, 7], [1, 2, 9], [1.0, 2.0, 5.0])
    rfm = RFM()
    assert rfm.fit(small) is rfm
    assert rfm.fit(large).cuts_ == RFM().fit(large).cuts_
    eight = RFM(classes="eight").fit(small).set_params(classes="grid").fit(large)
    assert not hasattr(eight, "middle_") and eight.scheme_.name == "rfm_grid"


def test_last_step_of_a_pipeline():
    customers = table([40, 30, 20, 10, 0], [1, 2, 3, 4, 5], [10.0, 20, 30, 40, 50])
    pipe = make_pipeline(RFM())
    assert pipe.fit(customers).predict(customers).tolist() == RFM().fit(customers).predict(customers).tolist()
