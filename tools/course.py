"""The course as its folders and its syllabus say it."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from custclass.learn.syllabus import FULL_WIDTH
from custclass.show.say import LANGUAGES, Text

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("notebooks", "exercises", "solutions")


@dataclass(frozen=True)
class Lesson:
    """One lesson of the syllabus; texts hold both languages, lists of texts are per language."""

    stem: str
    title: Text
    minutes: int
    objectives: dict[str, list[str]]
    prerequisites: dict[str, list[str]]
    data: list[str]
    concepts: list[str]

    @property
    def chapter(self) -> int:
        return int(self.stem[:2])


@dataclass
class Course:
    """The folders of a course under `root`; everything is read when first asked for."""

    root: Path = field(default=ROOT)

    @property
    def sources(self) -> Path:
        return self.root / "lessons"

    @cached_property
    def _syllabus(self) -> dict:
        return tomllib.loads((self.sources / "syllabus.toml").read_text(encoding="utf-8"))

    @cached_property
    def chapters(self) -> dict[int, Text]:
        return {entry["number"]: Text(**entry["title"]) for entry in self._syllabus["chapters"]}

    @cached_property
    def lessons(self) -> list[Lesson]:
        return [_lesson(entry) for entry in self._syllabus["lessons"]]

    @cached_property
    def concepts(self) -> dict[str, Text]:
        """Name of every concept by its id (``"1.01"``)."""
        with (self.sources / "concepts.csv").open(encoding="utf-8", newline="") as file:
            return {
                row["id"]: Text(zh=row["zh"].translate(FULL_WIDTH), en=row["en"])
                for row in csv.DictReader(file)
            }

    def lesson_source(self, stem: str) -> Path:
        return self.sources / f"{stem}.py"

    def exercise_source(self, stem: str) -> Path:
        return self.sources / f"{stem}.exercises.py"

    def source_of(self, kind: str, stem: str) -> Path:
        return self.lesson_source(stem) if kind == "notebooks" else self.exercise_source(stem)

    def notebook(self, kind: str, lang: str, stem: str) -> Path:
        return self.root / kind / lang / f"{stem}.ipynb"

    def planned(self) -> list[tuple[str, str, str]]:
        """Return (kind, language, stem) of every notebook that has a source, in syllabus order."""
        return [
            (kind, lang, lesson.stem)
            for lesson in self.lessons
            for kind in KINDS
            if self.source_of(kind, lesson.stem).exists()
            for lang in LANGUAGES
        ]


def _lesson(entry: dict) -> Lesson:
    return Lesson(**{**entry, "title": Text(**entry["title"])})
