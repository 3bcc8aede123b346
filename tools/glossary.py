"""The glossary: its terms, and the page that is built from it."""

from __future__ import annotations

import csv
from dataclasses import dataclass

import nbformat
from nbformat.v4 import new_markdown_cell, new_notebook

from custclass.show.say import say
from tools.course import Course

PAGE = "glossary"


@dataclass(frozen=True)
class Term:
    """A term in both languages, the further Chinese forms that are understood, and a note in English."""

    en: str
    zh: str
    also_accepted: tuple[str, ...]
    note: str


def read_terms(course: Course) -> list[Term]:
    with (course.sources / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return [
            Term(row["en"], row["zh"], tuple(filter(None, row["also_accepted"].split("|"))), row["note"])
            for row in csv.DictReader(file)
        ]


def glossary_page(course: Course, lang: str) -> nbformat.NotebookNode:
    """Return the glossary as a notebook of text: its table and the way to the other language."""
    terms = read_terms(course)
    if lang == "zh":
        # GB 18030 orders the common characters by their pronunciation.
        terms.sort(key=lambda term: term.zh.encode("gb18030"))
        rows = [["中文", "也作", "英文"]]
        rows += [[term.zh, "、".join(term.also_accepted), term.en] for term in terms]
    else:
        terms.sort(key=lambda term: term.en.lower())
        rows = [["English", "Chinese", "also", "note"]]
        rows += [[term.en, term.zh, ", ".join(term.also_accepted), term.note] for term in terms]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "| " + " | ".join("---" for _ in rows[0]) + " |")
    title = say(zh="术语表", en="Glossary").in_(lang)
    opening = say(
        zh="本课程中每个术语只用一种说法；“也作”一栏是别处常见、答题时同样认可的说法。",
        en="The course uses one form of each term; the column “also” names forms that you meet elsewhere "
        "and that answers may use as well.",
    ).in_(lang)
    first = course.lessons[0].stem
    links = say(
        zh=f"- [回到第一课]({first}.ipynb)\n- [This page in English](../en/{PAGE}.ipynb)",
        en=f"- [Back to the first lesson]({first}.ipynb)\n- [本页中文版](../zh/{PAGE}.ipynb)",
    ).in_(lang)
    return new_notebook(
        cells=[
            new_markdown_cell(f"# {title}\n\n{opening}"),
            new_markdown_cell("\n".join(lines)),
            new_markdown_cell(links),
        ],
        metadata={"lang": lang},
    )
