"""The sources in lessons/: both languages side by side, terms, syllabus, exercises."""

import pytest

import custclass as cc
from custclass.show.say import LANGUAGES
from tools.course import Course
from tools.glossary import read_terms
from tools.pairs import exercise_ids, source_faults
from tools.readme import READMES, with_table
from tools.reviewed import not_reviewed, pairs_of
from tools.source import Pair
from tools.terms import Terms

COURSE = Course()
SOURCES = sorted(COURSE.sources.glob("[0-9]*.py"))
each_source = pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
each_lesson = pytest.mark.parametrize("lesson", COURSE.lessons, ids=lambda lesson: lesson.stem)


@each_source
def test_both_sides_of_each_text_match_and_code_has_no_comments(path):
    assert source_faults(path) == []


@each_source
def test_terms_stand_in_their_one_form(path):
    terms = Terms(read_terms(COURSE))
    faults = [fault for pair in pairs_of(COURSE)[path.name] for fault in terms.faults(pair, path.name)]
    assert faults == []


def test_every_text_pair_is_recorded_as_reviewed():
    assert not_reviewed(COURSE) == [], "read both sides of each, then run make reviewed"


def test_every_source_is_in_the_syllabus_and_every_lesson_has_its_sources():
    stems = [lesson.stem for lesson in COURSE.lessons]
    assert sorted({path.name.split(".")[0] for path in SOURCES}) == sorted(stems)
    assert [stem for stem in stems if not COURSE.lesson_source(stem).exists()] == []
    assert stems == sorted(set(stems))


@each_lesson
def test_the_syllabus_says_everything_in_both_languages(lesson):
    assert lesson.title.zh.strip() and lesson.title.en.strip()
    assert isinstance(lesson.minutes, int) and lesson.minutes > 0
    for texts in (lesson.objectives, lesson.prerequisites):
        assert set(texts) == set(LANGUAGES)
        assert len(texts["zh"]) == len(texts["en"])
        assert all(text.strip() for lang in LANGUAGES for text in texts[lang])
    assert lesson.objectives["zh"]
    chapter = COURSE.chapters[lesson.chapter]
    assert chapter.zh.strip() and chapter.en.strip()


@each_lesson
def test_its_concepts_and_tables_exist(lesson):
    assert [number for number in lesson.concepts if number not in COURSE.concepts] == []
    assert sorted(set(lesson.data) - set(cc.tables()["name"])) == []


@each_lesson
def test_the_syllabus_keeps_to_the_terms(lesson):
    pairs = [
        Pair(zh, en)
        for texts in (lesson.objectives, lesson.prerequisites)
        for zh, en in zip(texts["zh"], texts["en"], strict=True)
    ]
    pairs.append(Pair(lesson.title.zh, lesson.title.en))
    terms = Terms(read_terms(COURSE))
    assert [fault for pair in pairs for fault in terms.faults(pair, lesson.stem)] == []


@each_lesson
def test_every_concept_it_claims_has_two_exercises_of_its_own(lesson):
    bank = cc.exercises()
    counts = bank[bank["lesson"] == lesson.stem]["concept"].value_counts()
    assert [number for number in lesson.concepts if counts.get(number, 0) < 2] == []


@each_lesson
def test_exercises_of_the_bank_and_of_the_source_are_the_same(lesson):
    bank = cc.exercises()
    path = COURSE.exercise_source(lesson.stem)
    in_source = exercise_ids(path) if path.exists() else []
    assert sorted(in_source) == sorted(bank[bank["lesson"] == lesson.stem]["id"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_readme_holds_the_map_of_lessons(lang):
    text = (COURSE.root / READMES[lang]).read_text(encoding="utf-8")
    assert with_table(text, COURSE, lang) == text, "run make build"
