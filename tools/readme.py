"""The map of lessons in the READMEs, written from the syllabus by the build."""

from __future__ import annotations

import re
from pathlib import Path

from custclass.show.say import say
from tools.course import Course

READMES = {"zh": "README.zh.md", "en": "README.md"}
BEGIN, END = "<!-- lessons:begin -->", "<!-- lessons:end -->"


def lesson_table(course: Course, lang: str) -> str:
    """Return the table of lessons in Markdown, with links for readers of language `lang`."""
    rows = [
        say(zh="章", en="Chapter").in_(lang),
        say(zh="课", en="Lesson").in_(lang),
        say(zh="分钟", en="Minutes").in_(lang),
        say(zh="练习", en="Exercises").in_(lang),
        say(zh="概念", en="Concepts").in_(lang),
    ]
    lines = ["| " + " | ".join(rows) + " |", "| --- | --- | ---: | --- | --- |"]
    opened = say(zh="打开", en="open").in_(lang)
    for lesson in course.lessons:
        exercises = ""
        if course.exercise_source(lesson.stem).exists():
            exercises = f"[{opened}](exercises/{lang}/{lesson.stem}.ipynb)"
        cells = [
            f"{lesson.chapter} {course.chapters[lesson.chapter].in_(lang)}",
            f"[{lesson.title.in_(lang)}](notebooks/{lang}/{lesson.stem}.ipynb)",
            str(lesson.minutes),
            exercises,
            say(zh="、", en=", ").in_(lang).join(lesson.concepts),
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def with_table(text: str, course: Course, lang: str) -> str:
    """Return the text of a README with the table of lessons between its two markers."""
    table = f"{BEGIN}\n{lesson_table(course, lang)}\n{END}"
    new, count = re.subn(f"{BEGIN}.*?{END}", lambda _: table, text, flags=re.DOTALL)
    if count != 1:
        raise ValueError(f"A README needs the markers {BEGIN} and {END} once; they are in it {count} times.")
    return new


def write(course: Course) -> list[Path]:
    """Write the table into the READMEs that are there, and return those that changed."""
    changed = []
    for lang, name in READMES.items():
        path = course.root / name
        if not path.exists():
            continue
        old = path.read_text(encoding="utf-8")
        new = with_table(old, course, lang)
        if new != old:
            path.write_text(new, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed
