import numpy as np
import pandas as pd
import polars as pl
import pytest

from custclass.classify.conditions import at_least, below, missing
from custclass.classify.scheme import Class, Measure, Scheme
from custclass.learn.exercise import Exercise
from custclass.learn.kinds import (
    Assign,
    ChooseOne,
    Match,
    Misconception,
    Number,
    Several,
    Slider,
    Table,
    Thresholds,
)
from custclass.show.say import CourseError, say


def both(text):
    return say(zh=f"【{text}】", en=text)


COMMON = {
    "concept": "1.01",
    "title": both("title"),
    "prompt": both("prompt"),
    "hints": (both("one"), both("two")),
}


def held(question, seed=0):
    return Exercise(question, seed, "tester")


# -- assign ----------------------------------------------------------------------------------------------

ORDERS = Scheme(
    "orders",
    both("orders"),
    measures=[Measure("n", kind="integer", low=0, missing=True)],
    classes=[
        Class("many", both("many orders"), {"n": at_least(5)}),
        Class("few", both("few orders"), {"n": below(5)}, {"n": missing()}),
    ],
)
STRICT = Scheme(
    "strict",
    both("strict"),
    measures=[Measure("n", kind="integer", low=0, missing=True)],
    classes=[
        Class("many", both("many orders"), {"n": at_least(6)}),
        Class("few", both("few orders"), {"n": below(6)}, {"n": missing()}),
    ],
)


def assign(pool, *wrong, n=4):
    return Assign(
        id="99_99.1",
        pool=lambda: pool,
        scheme=ORDERS,
        n=n,
        misconceptions=tuple(Misconception(f"m{i}", both(f"message {i}"), w) for i, w in enumerate(wrong)),
        **COMMON,
    )


def customers(counts):
    return pd.DataFrame(
        {"n": counts}, index=pd.Index([f"S{i}" for i in range(len(counts))], name="customer_id")
    )


def test_a_draw_holds_a_witness_for_every_mistake():
    pool = customers([*range(100), 5])
    for seed in range(30):
        exercise = held(assign(pool[pool["n"] != 6], STRICT), seed)
        assert (exercise.items["n"] == 5).any() and len(exercise.items) == 4
        assert set(exercise.solution()) == {"many", "few"}


def test_mistakes_that_cannot_be_told_apart_are_an_error_in_one_sentence():
    with pytest.raises(CourseError, match=r"99_99\.1"):
        held(assign(customers([1, 2, 8, 9]), STRICT))


def test_part_of_a_mistake_is_named_when_only_one_explains_it():
    exercise = held(
        assign(customers([5, 5, 5, 1, 2, 9]), STRICT, lambda t: pd.Series("many", index=t.index), n=6)
    )
    right = exercise.solution()
    at_the_edge = exercise.items.index[exercise.items["n"] == 5][0]
    low = exercise.items.index[exercise.items["n"] == 1][0]
    assert exercise.check({**right, at_the_edge: "few"}).misconception == "m0"
    assert exercise.check({**right, low: "many"}).misconception == "m1"
    assert exercise.check({**right, low: "many", at_the_edge: "few"}).misconception is None


def test_a_mistake_is_named_although_other_items_are_open():
    exercise = held(assign(customers([5, 5, 1, 9]), STRICT))
    edge = exercise.items.index[exercise.items["n"] == 5][0]
    verdict = exercise.check({edge: "few"})
    assert verdict.misconception == "m0" and len(verdict.findings) == 4
    assert "Wrong: 4 of 4 (3 of them not answered)." in str(verdict)


def test_a_wrong_class_is_explained_by_its_rule_in_both_languages():
    exercise = held(assign(customers([5, 1]), STRICT, n=2))
    edge = exercise.items.index[exercise.items["n"] == 5][0]
    why = exercise.check({**exercise.solution(), edge: "few"}).findings[0].why
    assert "5" in why.en and "few orders" in why.en and "5" in why.zh and "【few orders】" in why.zh


# -- match -----------------------------------------------------------------------------------------------

MATCH = Match(
    id="99_99.2",
    situations={f"s{i}": both(f"situation {i}") for i in range(4)},
    actions={"call": both("call"), "wait": both("wait")},
    pairs={"s0": "call", "s1": "call", "s2": "wait", "s3": "wait"},
    because={f"s{i}": both(f"because {i}") for i in range(4)},
    misconceptions=(Misconception("always", both("not always"), {"s2": "call", "s3": "call"}),),
    n=3,
    **COMMON,
)


def test_matching_draws_some_situations_and_numbers_them():
    drawn = [held(MATCH, seed) for seed in range(20)]
    assert all(list(e.items.index) == ["1", "2", "3"] for e in drawn)
    assert len({tuple(e.drawn.codes.values()) for e in drawn}) > 5
    one = drawn[0]
    assert one.check(dict.fromkeys(one.items.index, "call")).misconception == "always"
    assert one.check(dict.fromkeys([1, 2, 3], "Call")).misconception == "always"


# -- choose one, several -----------------------------------------------------------------------------------

OPTIONS = {"red": both("red"), "green": both("green"), "blue": both("blue")}
CHOOSE = ChooseOne(
    id="99_99.3",
    options=OPTIONS,
    because={code: both(f"because {code}") for code in OPTIONS},
    answer="red",
    misconceptions=(Misconception("like_grass", both("not grass"), "green"),),
    **COMMON,
)
SEVERAL = Several(
    id="99_99.4",
    options=OPTIONS,
    because={code: both(f"because {code}") for code in OPTIONS},
    answer={"red", "green"},
    misconceptions=(Misconception("all", both("not all"), {"red", "green", "blue"}),),
    **COMMON,
)


def test_choosing_one():
    exercise = held(CHOOSE)
    verdict = exercise.check("green")
    assert verdict.misconception == "like_grass" and "because green" in str(verdict.why())
    assert exercise.check("blue").misconception is None
    for unreadable in ("d", "", ["a"], {"a"}, 1, 0, b"a", None):
        assert exercise.check(unreadable).state == "unreadable"
    assert {held(CHOOSE, seed).solution() for seed in range(20)} == {"a", "b", "c"}


def test_choosing_several():
    exercise = held(SEVERAL)
    verdict = exercise.check({"red"})
    assert "1 of 3 options" in str(verdict) and "left out: 1" in str(verdict)
    assert verdict.misconception is None
    # Naming what is left out would give the answer away at the first try.
    assert "you left it out" not in str(verdict) and "(green): you left it out" in str(verdict.why())
    both_ways = held(SEVERAL).check({"red", "blue"})
    assert "(blue): you chose it" in str(both_ways) and "you left it out" not in str(both_ways)
    assert exercise.check(pd.Index(["red", "green"])).state == "right"
    assert exercise.check(["red", "GREEN", "blue"]).misconception == "all"
    assert exercise.check(["red", "red", "green"]).state == "unreadable"
    letter = next(k for k, code in exercise.drawn.codes.items() if code == "red")
    assert exercise.check(["red", letter, "green"]).state == "unreadable"
    for unreadable in ("ab", {"a": True}, ["a", "z"], [["a"]], None, 3):
        assert exercise.check(unreadable).state == "unreadable"


# -- number ------------------------------------------------------------------------------------------------

NUMBER = Number(
    id="99_99.5",
    case=lambda rng: {"n": 1200 + int(rng.integers(3))},
    compute=lambda case: case["n"] / 8,
    unit=say(zh="单", en="orders"),
    tolerance=0.5,
    working=say(zh="{n}除以8", en="{n} divided by 8"),
    misconceptions=(Misconception("not_divided", both("divide"), lambda case: case["n"]),),
    **COMMON,
)


def test_a_number_within_its_tolerance():
    exercise = held(NUMBER)
    right = exercise.solution()
    for answer in (
        right + 0.5,
        right - 0.5,
        f"{right}",
        f"{right}单",
        f"{right:.3f} orders",
        np.float64(right),
    ):
        assert exercise.check(answer).state == "right", answer
    for answer in (right + 0.51, -right, 0, 1e300, -(10**30)):
        verdict = exercise.check(answer)
        assert verdict.state == "wrong" and len(str(verdict)) < 300
    named = exercise.check(f"{exercise.case['n']:,}").why()
    assert named.misconception == "not_divided" and f"{exercise.case['n']} divided by 8" in str(named)


# -- thresholds --------------------------------------------------------------------------------------------


def lacks(values, case):
    return None if values["low"] + 10 <= values["high"] else both("further apart")


CUTS = Thresholds(
    id="99_99.6",
    sliders={"low": Slider(both("lower cut"), 0, 50, 1), "high": Slider(both("upper cut"), 0, 50, 1)},
    shortfall=lacks,
    solve=lambda case: {"low": 10, "high": 30},
    picture=lambda values, case: None,
    misconceptions=(Misconception("crossed", both("crossed"), {"low": 50, "high": 0}),),
    **COMMON,
)


def test_any_setting_that_meets_the_goal_is_right():
    exercise = held(CUTS)
    for answer in ({"low": 0, "high": 50}, {"high": "40", "low": "３０"}, pd.Series({"low": 5, "high": 15})):
        assert exercise.check(answer).state == "right"
    verdict = exercise.check({"low": 20, "high": 25})
    assert verdict.misconception is None and "lower cut: 20, upper cut: 25" in str(verdict)
    assert "further apart" in str(verdict.why())
    assert exercise.check({"low": 50, "high": 0}).misconception == "crossed"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"low": 10, "middle": 20}, "middle"),
        ({"low": -1, "high": 20}, "from 0 to 50"),
        ({"low": 10, "high": 50.5}, "from 0 to 50"),
        ({"low": 10, "high": "much"}, "“much”"),
        ({"low": float("nan"), "high": 20}, "from 0 to 50"),
        ({"low": 1, "lower cut": 2, "high": 20}, "twice"),
        ([10, 20], "'low'"),
        (pd.DataFrame({"low": [1], "high": [20]}), "'low'"),
    ],
)
def test_settings_that_cannot_be_read(answer, said):
    verdict = held(CUTS).check(answer)
    assert verdict.state == "unreadable" and said in str(verdict.message)


@pytest.mark.parametrize("open_", [{}, {"high": None}, {"high": ...}])
def test_a_cut_point_that_is_left_out(open_):
    verdict = held(CUTS).check({"low": 10, **open_})
    assert verdict.state == "wrong" and [f.item for f in verdict.findings] == ["high"]
    assert "high (upper cut): not answered" in str(verdict)


def test_a_mistake_that_meets_the_goal_is_an_error():
    lucky = {"low": 0, "high": 50}
    with pytest.raises(CourseError):
        held(Thresholds(**{**CUTS.__dict__, "misconceptions": (Misconception("lucky", both("x"), lucky),)}))


# -- table -------------------------------------------------------------------------------------------------

RIGHT = pd.DataFrame(
    {
        "customer_id": ["1", "2", "3", "4"],
        "orders": [3, 0, 12, 1],
        "money": [1234.5, 0.0, 99.99, np.nan],
        "last": pd.to_datetime(["2025-01-31", None, "2025-12-31", "2025-06-30"]),
        "class": ["many", "few", "many", "few"],
    }
)


def table(right=RIGHT, **more):
    return Table(
        id="99_99.7",
        compute=lambda case: right,
        reason=lambda row, case: both(f"see {row.name}"),
        labels={"class": ORDERS.labels},
        misconceptions=(
            Misconception(
                "one_more",
                both("one more"),
                lambda case: (
                    right + 1 if isinstance(right, pd.Series) else right.assign(orders=right["orders"] + 1)
                ),
            ),
        ),
        **{**COMMON, **more},
    )


def as_dicts(frame):
    return frame.astype(object).where(frame.notna(), None).to_dict("list")


SAME = {
    "shuffled": RIGHT.sample(frac=1, random_state=1).iloc[:, ::-1],
    "more columns": RIGHT.assign(further=object()),
    "key as index": RIGHT.set_index("customer_id"),
    "ids as ints": RIGHT.astype({"customer_id": int}),
    "ids as floats": RIGHT.astype({"customer_id": float}),
    "floats for ints": RIGHT.astype({"orders": float}),
    "nullable": RIGHT.convert_dtypes(),
    "numbers as text": RIGHT.assign(money=["1,234.5", "0", "99.99", None], orders=["3", "0", "12", "1"]),
    "dates as text": RIGHT.assign(last=["2025-01-31", None, "2025/12/31", "2025-06-30T00:00:00"]),
    "dates as dates": RIGHT.assign(last=[d.date() if d == d else None for d in RIGHT["last"]]),
    "labels, Chinese": RIGHT.assign(**{"class": [ORDERS.labels[c].zh for c in RIGHT["class"]]}),
    "labels, English": RIGHT.assign(**{"class": [ORDERS.labels[c].en.upper() for c in RIGHT["class"]]}),
    "a little off": RIGHT.assign(money=RIGHT["money"] + 0.0099),
    "polars": pl.DataFrame(as_dicts(RIGHT)),
    "lazy": pl.LazyFrame(as_dicts(RIGHT)),
}


@pytest.mark.parametrize("way", SAME)
def test_the_same_table_in_other_words(way):
    verdict = held(table()).check(SAME[way])
    assert verdict.state == "right", verdict


@pytest.mark.parametrize(
    ("column", "row", "value"),
    [
        ("orders", 0, 4),
        ("orders", 1, None),
        ("money", 0, 1234.52),
        ("money", 3, 0.0),
        ("money", 0, "many"),
        ("last", 0, pd.Timestamp("2025-01-30")),
        ("last", 1, pd.Timestamp("2025-01-30")),
        ("last", 0, "yesterday"),
        ("class", 0, "few"),
        ("class", 0, "other"),
        ("money", 0, [1234.5]),
        ("class", 0, {"a": 1}),
    ],
)
def test_a_single_wrong_cell_is_found(column, row, value):
    given = RIGHT.astype({column: object})
    given.at[row, column] = value
    verdict = held(table()).check(given)
    assert verdict.state == "wrong" and [f.item for f in verdict.findings] == [str(row + 1)]
    assert column in str(verdict) and f"see {row + 1}" in str(verdict.why())


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (RIGHT.drop(columns="money"), "lacks: money"),
        (RIGHT[["customer_id"]], "lacks: orders, money, last, class"),
        (pd.concat([RIGHT, RIGHT[:1]]), "“1” stands in more than one row"),
        (RIGHT.assign(customer_id=["1", "2", "3", "x"]), "not in the exercise: x"),
        (RIGHT.drop(columns="customer_id"), "not in the exercise: 0"),
        (pd.concat([RIGHT, RIGHT[["money"]]], axis=1), "Hand in a table"),
        (RIGHT.set_index("orders"), "Hand in a table"),
        (RIGHT["money"], "Hand in a table"),
        (RIGHT.pivot(index="customer_id", columns="class"), "Hand in a table"),
        (RIGHT.to_numpy(), "Hand in a table"),
        (RIGHT.to_dict("records"), "Hand in a table"),
    ],
)
def test_tables_that_cannot_be_read(given, said):
    verdict = held(table()).check(given)
    assert verdict.state == "unreadable" and said in str(verdict.message)


def test_a_missing_row_is_not_answered_even_where_nothing_is_known():
    right = pd.Series([1.0, np.nan], index=pd.Index(["a", "b"], name="customer_id"), name="gap")
    exercise = held(table(right))
    verdict = exercise.check(right[:1])
    assert [(f.item, f.said) for f in verdict.findings] == [("b", None)]
    assert exercise.check(right[:0]).state == "wrong"
    assert exercise.check(right).state == "right"


def test_part_of_a_mistake_in_a_table_is_named():
    exercise = held(table())
    partly = RIGHT.copy()
    partly.loc[:1, "orders"] += 1
    assert exercise.check(partly).misconception is None  # half of it: may be a slip
    partly.loc[2, "orders"] += 1
    assert exercise.check(partly).misconception == "one_more"
    assert exercise.check(partly[:3]).misconception == "one_more"
    partly.loc[3, "orders"] += 2
    assert exercise.check(partly).misconception is None


def test_a_series_by_class_takes_labels_as_ids():
    totals = pd.Series({"many": 10.0, "few": 3.0}, name="money").rename_axis("class")
    exercise = held(table(totals, key="class"))
    for tongue in ("zh", "en"):
        named = totals.rename(index={code: label.in_(tongue) for code, label in ORDERS.labels.items()})
        assert exercise.check(named).state == "right"
        assert exercise.check(named.reset_index(name="total")).state == "right"
        assert exercise.check(dict(named)).state == "right"
    assert exercise.check(totals + [0, 1]).findings[0].item == "few orders"


def test_what_is_kept_of_a_table_can_be_read_again():
    exercise = held(table())
    exercise.check(RIGHT)
    kept = exercise.answers()["answer"].iloc[0]
    assert kept[0]["customer_id"] == "1" and kept[2]["orders"] == 12


# -- all kinds ---------------------------------------------------------------------------------------------


def test_hints_come_one_by_one():
    exercise = held(NUMBER)
    assert [str(exercise.hint()) for _ in range(2)] == ["Hint 1 of 2: one", "Hint 2 of 2: two"]
    assert "no more hints" in str(exercise.hint())
    exercise.reset()
    assert str(exercise.hint()).startswith("Hint 1")


def test_the_second_wrong_answer_gets_the_reasons_at_once():
    exercise = held(NUMBER)
    steps = [exercise.check(0).step, exercise.check(1).step, exercise.check(2).step]
    assert steps == [1, 2, 2]
    assert exercise.check("?").state == "unreadable"
    exercise.check(exercise.solution())
    assert exercise.check(0).step == 1


def test_nothing_a_learner_does_to_the_solution_changes_it():
    exercise = held(MATCH)
    exercise.solution().clear()
    exercise.misconceptions[0].answer().clear()
    assert exercise.check(exercise.solution()).state == "right"
    assert exercise.check(exercise.misconceptions[0].answer()).misconception == "always"


def test_an_unknown_exercise_is_said_to_be_unknown():
    import custclass as cc

    for wrong in ("99_99.1", "01_01.99", "nonsense", "", None, 5, ["01_01.1"]):
        with pytest.raises(CourseError, match="cc.exercises"):
            cc.exercise(wrong)


def test_true_and_false_are_read_however_they_are_written():
    right = pd.Series([True, False], index=pd.Index(["1", "2"], name="customer_id"), name="call")
    exercise = held(table(right))
    for answer in ([1, 0], [1.0, 0.0], ["yes", "no"], ["是", "否"], ["true", "FALSE"]):
        assert exercise.check(pd.Series(answer, index=right.index, dtype=object)).state == "right"
    assert exercise.check(pd.Series([True, None], index=right.index, dtype=object)).state == "wrong"
    assert exercise.check(pd.Series(["yes", "yes"], index=right.index)).state == "wrong"
