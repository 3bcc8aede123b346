"""The map of the course, read from ``lessons/``: chapters, lessons and concepts."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from pathlib import Path

from custclass.show.say import Text

# concepts.csv is written with the punctuation of code; a Chinese reader is shown that of Chinese.
FULL_WIDTH = str.maketrans({":": "：", ",": "，", "(": "（", ")": "）", ";": "；"})

_LESSONS = Path(__file__).parents[2] / "lessons"


@cache
def syllabus() -> dict:
    """The syllabus as it stands in ``lessons/syllabus.toml``."""
    return tomllib.loads((_LESSONS / "syllabus.toml").read_text(encoding="utf-8"))


def lesson_title(stem: str) -> Text:
    """The title of a lesson; its stem while the syllabus does not know it yet."""
    titles = {lesson["stem"]: lesson["title"] for lesson in syllabus()["lessons"]}
    return Text(**titles.get(stem, {"zh": stem, "en": stem}))


def chapter_title(number: int) -> Text:
    """The title of a chapter."""
    return Text(**next(c["title"] for c in syllabus()["chapters"] if c["number"] == number))


@cache
def concept_names() -> dict[str, Text]:
    """Concept id to its name."""
    with (_LESSONS / "concepts.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["id"]: Text(zh=row["zh"].translate(FULL_WIDTH), en=row["en"]) for row in csv.DictReader(file)
        }
