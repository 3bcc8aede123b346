"""Every exercise of every bank, over 200 draws."""

import re
from copy import deepcopy
from functools import cache

import pandas as pd
import pytest

import custclass as cc
from custclass.learn import store
from custclass.learn.exercise import Exercise, questions_of
from custclass.learn.syllabus import concept_names, syllabus
from custclass.show.say import Text
from tests.learn.answers import RUBBISH, other_ways

DRAWS = 200
ALL = cc.exercises()
every_exercise = pytest.mark.parametrize("id_", list(ALL["id"]))


def question(id_):
    return questions_of(id_.partition(".")[0])[id_]


@cache
def drawn(id_, seed):
    """An exercise as the learner with this seed gets it; each is drawn once for the whole file."""
    return Exercise(question(id_), seed, "tester")


@pytest.fixture
def nothing_kept(monkeypatch):
    """Checks are not written: the store has its own tests."""
    monkeypatch.setattr(store, "add_answer", lambda *_: None)


@every_exercise
def test_in_every_draw_the_solution_is_right_and_each_misconception_is_named(id_, nothing_kept):
    for seed in range(DRAWS):
        # Only a few draws are kept for the other tests: all of them would fill the memory.
        exercise = drawn(id_, seed) if seed < 3 else Exercise(question(id_), seed, "tester")
        assert exercise.check(exercise.solution()).state == "right", seed
        for misconception in exercise.misconceptions:
            verdict = exercise.check(misconception.answer())
            assert (verdict.state, verdict.misconception) == ("wrong", misconception.name), seed
            assert verdict.findings and verdict.cause == misconception.message


@every_exercise
def test_the_same_answer_in_other_words_is_right(id_, nothing_kept):
    for seed in range(3):
        exercise = drawn(id_, seed)
        ways = other_ways(exercise)
        assert len(ways) >= 2
        for way, answer in ways.items():
            verdict = exercise.check(answer)
            assert verdict.state == "right", f"{way} (seed {seed}): {verdict}"


@every_exercise
def test_a_misconception_is_named_however_it_is_written(id_, nothing_kept):
    exercise = drawn(id_, 0)
    for misconception in exercise.misconceptions:
        wrong = misconception.answer()
        if isinstance(wrong, dict):
            wrong = pd.Series(dict(reversed(wrong.items())))
        elif isinstance(wrong, set):
            wrong = sorted(wrong)
        elif isinstance(wrong, float):
            wrong = f"{wrong:.9f}"
        elif isinstance(wrong, pd.Series):
            wrong = wrong.sample(frac=1, random_state=1).astype(object)
        assert exercise.check(wrong).misconception == misconception.name


@every_exercise
def test_the_untouched_stub_is_not_attempted_and_keeps_nothing(id_):
    exercise = drawn(id_, 0)
    assert exercise.check().state == "not_attempted"
    verdict = exercise.check(...)
    assert verdict.state == "not_attempted" and str(verdict.message)
    assert exercise.answers().empty


@every_exercise
@pytest.mark.parametrize("tongue", ["zh", "en"])
def test_rubbish_gets_a_sentence_that_says_what_was_expected(id_, tongue):
    cc.language(tongue)
    exercise = drawn(id_, 0)
    expected = str(exercise.question.expected(exercise.drawn))
    for name, rubbish in RUBBISH.items():
        verdict = exercise.check(rubbish)
        assert verdict.state == "unreadable", f"{name}: {verdict}"
        said = str(verdict.message)
        assert expected in said or any(choice in said for choice in choices(exercise)), f"{name}: {said}"
        assert len(said) < len(expected) + 500 and "Traceback" not in said
    assert exercise.answers().empty


def choices(exercise):
    """What an answer may consist of: its names or labels, as they are said."""
    names = list(map(str, exercise.items.index))
    return names[:1] if exercise.kind in ("assign", "match", "thresholds") else []


@every_exercise
def test_an_id_that_stands_twice_is_unreadable(id_):
    exercise = drawn(id_, 0)
    right = exercise.solution()
    if exercise.kind in ("assign", "match", "thresholds"):
        right = pd.Series(right)
        twice = pd.concat([right, right[:1]])
    elif exercise.kind == "several":
        twice = [*right, next(iter(right))]
    elif exercise.kind == "table":
        twice = pd.concat([right, right[:1]])
    else:
        pytest.skip("one value only")
    verdict = exercise.check(twice)
    assert verdict.state == "unreadable"
    assert re.search("twice|more than one row", str(verdict.message))


@every_exercise
def test_what_is_left_out_is_wrong_and_said_to_be_left_out(id_, nothing_kept):
    exercise = drawn(id_, 1)
    right = exercise.solution()
    if exercise.kind in ("assign", "match", "thresholds"):
        right = dict(right)
        left_out = str(list(right)[-1])
        nothing = {}
        partial = dict(list(right.items())[:-1])
    elif exercise.kind == "table":
        partial, nothing = right[:-1], right[:0]
    elif exercise.kind == "several":
        partial, nothing = sorted(right)[:-1], set()
    else:
        pytest.skip("one value only")
    verdict = exercise.check(partial)
    assert verdict.state == "wrong" and len(verdict.findings) == 1
    empty = exercise.check(nothing)
    assert empty.state == "wrong" and empty.misconception is None
    assert len(empty.findings) == len(right)
    if exercise.kind != "several":
        assert verdict.findings[0].said is None
        assert all("not answered" in str(f.where()) for f in empty.findings)
        assert all("未作答" in f.where().zh for f in empty.findings)
    if exercise.kind in ("assign", "match", "thresholds"):
        assert verdict.findings[0].item == left_out


@every_exercise
def test_checking_changes_neither_the_answer_nor_the_exercise(id_, nothing_kept):
    exercise = drawn(id_, 2)
    for answer in [exercise.solution(), *(m.answer() for m in exercise.misconceptions)]:
        before = deepcopy(answer)
        first = exercise.check(answer)
        exercise._wrong_checks = 0
        assert exercise.check(before).state == first.state
        same = before.equals(answer) if hasattr(before, "equals") else before == answer
        assert same
    items = exercise.items
    items["class"] = "scribbled over"
    assert "scribbled over" not in exercise.items.to_string()


@every_exercise
def test_the_same_seed_draws_the_same(id_):
    first, again = drawn(id_, 0), Exercise(question(id_), 0, "tester")
    pd.testing.assert_frame_equal(first.items, again.items)
    assert str(first.prompt) == str(again.prompt)


# -- what is shown decides -------------------------------------------------------------------------------


@pytest.mark.parametrize("id_", list(ALL.loc[ALL["kind"] == "assign", "id"]))
def test_the_figures_shown_are_enough_to_find_the_class(id_):
    asked = question(id_)
    pool = asked.pool()
    right = asked.scheme.classify(pool)
    shown = pool[list(asked.columns(pool.columns))].copy()
    numbers = shown.select_dtypes("number").columns
    shown[numbers] = shown[numbers].astype(float).round(2)
    classes = right.groupby([shown[c].astype(str) for c in shown]).nunique()
    assert classes.max() == 1, "two customers look alike and belong to different classes"
    used = [c for c in numbers if c in asked.scheme.measures]
    by_eye = asked.scheme.classify(pool.assign(**shown[used]))
    assert (by_eye == right).all(), "a figure is rounded over a cut point"


# -- texts -----------------------------------------------------------------------------------------------


def texts_of(exercise):
    """Every text of an exercise that a learner can meet, with a word for where it stands."""
    asked, draw = exercise.question, exercise.drawn
    yield "title", asked.title
    yield "prompt", exercise.prompt
    yield "expected", asked.expected(draw)
    for i, hint in enumerate(asked.hints):
        yield f"hint {i}", hint
    for misconception in exercise.misconceptions:
        yield misconception.name, misconception.message
        verdict = exercise.check(misconception.answer())
        for line in [*verdict.lines(), *verdict.why().lines()]:
            yield f"verdict of {misconception.name}", line
    for line in asked.worked(draw):
        yield "worked", line
    for column, heading in asked.columns(exercise.items.columns).items():
        if exercise.kind in ("assign", "number", "table") and asked.show is not None:
            yield f"heading {column}", heading
    for field in ("situations", "actions"):
        for code, text in getattr(asked, field, {}).items():
            yield f"{field} {code}", text
    if exercise.kind in ("choose_one", "several"):
        for code, text in zip(exercise.drawn.codes.values(), exercise.items["text"], strict=True):
            yield f"option {code}", text
            yield f"reason of {code}", asked.reason(code, draw)
    for name, slider in getattr(asked, "sliders", {}).items():
        yield f"slider {name}", slider.label
    if asked.after.en or asked.after.zh:
        yield "after", asked.after


CHINESE = re.compile("[\u3400-\u9fff]")
UNFILLED = re.compile(r"\{[a-z_]*(:[^}]*)?\}|\bNone\b|\bnan\b|<built-in|<function| object at 0x")
HALF_WIDTH = re.compile("[\u3400-\u9fff] ?[,;:?!](?![0-9])|[\u3400-\u9fff]\\(")


@every_exercise
def test_texts_stand_in_both_languages(id_, nothing_kept):
    exercise = drawn(id_, 0)
    for where, text in texts_of(exercise):
        assert isinstance(text, Text), where
        assert text.zh.strip() and text.en.strip(), f"{where} is empty"
        for wording in (text.zh, text.en):
            assert not UNFILLED.search(wording), f"{where}: {wording}"
            assert wording == wording.strip(), f"{where}: {wording!r}"
        assert not HALF_WIDTH.search(text.zh), f"{where}: {text.zh}"
        # Letters only in Chinese are a name or an abbreviation, never a sentence.
        assert CHINESE.search(text.zh) or not re.search("[a-z]{2,}", text.zh), f"{where}: {text.zh}"


@every_exercise
def test_declared_texts_are_english_in_english(id_):
    asked = question(id_)
    declared = [
        asked.title,
        asked.prompt,
        asked.after,
        *asked.hints,
        *(m.message for m in asked.misconceptions),
    ]
    for field in ("because", "actions"):
        declared += getattr(asked, field, {}).values()
    for text in declared:
        assert not re.search("[，。；：？！（）]", text.en), text.en


@every_exercise
def test_what_an_exercise_must_have(id_):
    asked = question(id_)
    assert len(asked.hints) >= 2 and len({h.en for h in asked.hints}) == len(asked.hints)
    assert asked.concept in concept_names()
    names = [m.name for m in asked.misconceptions]
    assert names and len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z][a-z0-9_]*", name) for name in names)


@pytest.mark.parametrize("lesson", sorted(ALL["lesson"].unique()))
def test_ids_count_up_and_concepts_are_practised(lesson):
    rows = ALL[ALL["lesson"] == lesson]
    assert list(rows["id"]) == [f"{lesson[:5]}.{n}" for n in range(1, len(rows) + 1)]
    planned = next((entry for entry in syllabus()["lessons"] if entry["stem"] == lesson), None)
    assert planned is not None, "the lesson is not in lessons/syllabus.toml"
    counts = rows["concept"].value_counts()
    assert {c: int(counts.get(c, 0)) for c in planned["concepts"] if counts.get(c, 0) < 2} == {}
    assert set(rows["concept"]) <= set(planned["concepts"])
