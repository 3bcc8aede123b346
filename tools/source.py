"""Reading a lesson source: pairs of text cells over shared code cells."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import jupytext

OWN_TAGS = {"check", "stub", "solution"}
PASSED_ON_TAGS = {"nbval-ignore-output"}


class SourceError(Exception):
    """A source that is not written as the builder needs it; the sentence says where."""


@dataclass(frozen=True)
class Pair:
    """A text in both languages."""

    zh: str
    en: str

    def in_(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Code:
    """A code cell with its tags."""

    text: str
    tags: tuple[str, ...] = ()


def read_source(path: Path) -> list[Pair | Code]:
    """Return the blocks of a percent-format source, in order.

    Raises
    ------
    SourceError
        If a text cell lacks its neighbour, or a cell has a kind or a tag that is not known.
    """
    cells = jupytext.read(path, fmt="py:percent").cells
    blocks: list[Pair | Code] = []
    chinese: str | None = None
    for cell in cells:
        where = f'{path.name}, the cell that starts "{first_words(cell.source)}"'
        lang = cell.metadata.get("lang")
        if chinese is not None and lang != "en":
            raise SourceError(f'{path.name}: no lang="en" cell follows the text "{first_words(chinese)}".')
        if cell.cell_type == "code":
            blocks.append(Code(cell.source, _tags(cell, path, where)))
        elif cell.cell_type != "markdown" or lang not in ("zh", "en"):
            raise SourceError(f'{where}: is neither code nor [markdown] with lang="zh" or lang="en".')
        elif lang == "zh":
            chinese = cell.source
        elif chinese is None:
            raise SourceError(f'{where}: no lang="zh" cell stands before this English text.')
        else:
            blocks.append(Pair(chinese, cell.source))
            chinese = None
    if chinese is not None:
        raise SourceError(f'{path.name}: no lang="en" cell follows the text "{first_words(chinese)}".')
    return blocks


def first_words(text: str) -> str:
    """Return the beginning of `text` on one line, to find the cell by."""
    return " ".join(text.split())[:40]


def is_exercise_source(path: Path) -> bool:
    return path.name.endswith(".exercises.py")


def _tags(cell, path: Path, where: str) -> tuple[str, ...]:
    tags = tuple(cell.metadata.get("tags", ()))
    own = OWN_TAGS if is_exercise_source(path) else {"check"}
    unknown = set(tags) - own - PASSED_ON_TAGS
    if unknown:
        raise SourceError(f"{where}: the tag {sorted(unknown)[0]!r} is not known here.")
    if len(OWN_TAGS & set(tags)) > 1:
        raise SourceError(f"{where}: has more than one of the tags check, stub, solution.")
    return tags
