"""Reading a lesson source: pairs of text cells over shared code cells."""

from __future__ import annotations

import re
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
        return unbroken(self.zh) if lang == "zh" else self.en


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


# A line that begins like this is a block of its own in Markdown: a heading, list, table, quotation or fence.
_BLOCK = re.compile(r"\s*([#|>]|[-*+] |\d+[.)] |```|$)")
_WIDE = re.compile(r"[\u2018-\u201d\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def unbroken(text: str) -> str:
    """Join the lines of a Chinese paragraph: Markdown would show each line end as a space.

    Examples
    --------
    >>> unbroken("客户不一样，\\n花的钱也不一样。\\n\\n- 一\\n- 二").splitlines()
    ['客户不一样，花的钱也不一样。', '', '- 一', '- 二']
    """
    joined: list[str] = []
    fenced = False
    for line in text.splitlines():
        before = joined[-1] if joined else ""
        fenced ^= line.startswith("```")
        goes_on = (
            before.strip() and not before.lstrip().startswith(("#", "|", "```")) and not _BLOCK.match(line)
        )
        if goes_on and not fenced and (_WIDE.match(before[-1]) or _WIDE.match(line.lstrip()[0])):
            joined[-1] = before + line.lstrip()
        else:
            joined.append(line)
    return "\n".join(joined)
