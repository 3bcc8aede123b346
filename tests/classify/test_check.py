import pandas as pd

from custclass.classify.boxes import sides, subtract
from custclass.classify.conditions import above, at_least, at_most, below, between, exactly, one_of, otherwise
from custclass.classify.scheme import Class, Measure, Scheme
from custclass.show.say import language, say

REAL = Measure("x", "real", low=0, high=10, missing=True)
WHOLE = Measure("n", "integer", low=0)


def scheme(measures, *boxes, **more):
    classes = [Class(code, say(zh=code + "类", en=code), *parts) for code, *parts in boxes]
    return Scheme("s", say(zh="方案", en="s"), measures=measures, classes=classes, **more)


def test_tables_have_their_columns_when_empty():
    check = scheme([REAL, WHOLE], ("all", {})).check()
    assert list(check.holes.columns) == ["x", "n"] and check.holes.empty
    assert list(check.overlaps.columns) == ["x", "n", "classes"] and check.overlaps.empty
    assert list(check.dead.columns) == ["x", "n", "class"] and check.dead.empty
    assert check.ok and check.messages == []
    assert repr(check) == "No hole, no overlap, and every class can be reached."


def test_open_and_closed_ends_count():
    touching = scheme([REAL], ("a", {"x": below(2)}), ("b", {"x": above(2)}))
    assert touching.check().holes["x"].tolist() == ["2 or missing"]
    shared = scheme([REAL], ("a", {"x": at_most(2)}), ("b", {"x": at_least(2)}))
    assert shared.check().overlaps.to_dict("records") == [{"x": "2", "classes": "a, b"}]
    assert shared.check().holes["x"].tolist() == ["missing"]


def test_whole_numbers_have_nothing_between():
    check = scheme([WHOLE], ("a", {"n": at_most(2)}), ("b", {"n": above(2)})).check()
    assert check.ok and check.overlaps.empty
    assert sides({"n": below(3)}, [WHOLE]) == sides({"n": at_most(2)}, [WHOLE])
    assert sides({"n": below(2.5)}, [WHOLE]) == sides({"n": between(0, 3)}, [WHOLE])
    assert sides({"n": one_of(0, 1, 2)}, [WHOLE]) == sides({"n": below(3)}, [WHOLE])
    assert subtract(sides({"n": below(3)}, [WHOLE]), sides({"n": one_of(2, 0, 1)}, [WHOLE])) == []


def test_dead_classes_are_listed_with_their_boxes():
    built = scheme([WHOLE], ("a", {"n": at_least(0)}), ("b", {"n": between(3, 5)}), ("c", otherwise))
    check = built.check()
    assert check.dead.to_dict("records") == [{"n": "3 to 4", "class": "b"}, {"n": "(none)", "class": "c"}]
    assert not check.ok
    assert "Nobody can get into b, c" in str(check.messages[0])


def test_class_outside_the_domain_is_dead():
    check = scheme([REAL], ("a", otherwise)).check()
    assert check.ok
    check = scheme([REAL], ("big", {"x": above(10)}), ("a", otherwise)).check()
    assert check.dead["class"].tolist() == ["big"]


def test_exclusive_makes_overlap_a_fault():
    boxes = ("a", {"n": at_most(3)}), ("b", {"n": at_least(3)})
    loose, strict = scheme([WHOLE], *boxes).check(), scheme([WHOLE], *boxes, exclusive=True).check()
    assert loose.ok and not strict.ok
    assert loose.overlaps.equals(strict.overlaps) and len(loose.overlaps) == 1
    assert "order decides" in str(loose.messages[0]) and "must not" in str(strict.messages[0])


def test_words_follow_the_language():
    kind = Measure(
        "kind", "category", values={"p": say(zh="个人", en="person"), "o": say(zh="机构", en="firm")}
    )
    check = scheme([kind, WHOLE], ("a", {"kind": exactly("p"), "n": at_least(5)})).check()
    assert check.holes.to_dict("records") == [
        {"kind": "firm", "n": "any"},
        {"kind": "person", "n": "0 to 4"},
    ] or check.holes.to_dict("records") == [{"kind": "person", "n": "0 to 4"}, {"kind": "firm", "n": "any"}]
    language("zh")
    assert set(check.holes["kind"]) == {"个人", "机构"} and "任意" in set(check.holes["n"])
    assert check.messages[0].zh.startswith("有 2 块空白")
    assert isinstance(check.holes, pd.DataFrame)
