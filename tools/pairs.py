"""What the two sides of a lesson source must have in common, and how code cells are written."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Callable, Iterator
from pathlib import Path

from tools.source import Code, Pair, first_words, read_source

EXERCISE_ID = re.compile(r"\b\d\d_\d\d\.\d+\b")
LINK = re.compile(r"\]\(([^)\s]+)[^)]*\)|<(https?://[^>]+)>")
HEADING = re.compile(r"^(#{1,6}) ", re.MULTILINE)
LIST_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)]) ", re.MULTILINE)
TABLE_ROW = re.compile(r"^\s*\|.*\|\s*$", re.MULTILINE)
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def source_faults(path: Path) -> list[str]:
    """Return a sentence for each fault in the form of a source; an empty list when there is none."""
    return [fault for block in read_source(path) for fault in _faults(block, path.name)]


def exercise_ids(path: Path) -> list[str]:
    """Return the ids of the exercises that the code of a source calls, each once, in order."""
    code = [block.text for block in read_source(path) if isinstance(block, Code)]
    return list(dict.fromkeys(number for text in code for number in EXERCISE_ID.findall(text)))


def _faults(block: Pair | Code, name: str) -> Iterator[str]:
    if isinstance(block, Code):
        yield from _code_faults(block, name)
        return
    where = f'{name}, the text "{first_words(block.zh)}"'
    compared: list[tuple[str, Callable[[str], object]]] = [
        ("heading levels", lambda text: [len(marks) for marks in HEADING.findall(text)]),
        ("links", _links),
        ("exercise ids", EXERCISE_ID.findall),
        ("number of list items", lambda text: len(LIST_ITEM.findall(text))),
        ("number of table rows", lambda text: len(TABLE_ROW.findall(text))),
        ("code in backquotes", lambda text: sorted(set(re.findall(r"`([^`\n]+)`", text)))),
    ]
    for what, of in compared:
        zh, en = of(_prose(block.zh)), of(_prose(block.en))
        if zh != en:
            yield f"{where}: the {what} differ: {zh} in Chinese, {en} in English."
    if any(1 in [len(marks) for marks in HEADING.findall(_prose(text))] for text in (block.zh, block.en)):
        yield f"{where}: has a heading of the first level; that is the title, which the builder writes."
    if not block.zh.strip() or not block.en.strip():
        yield f"{where}: one side is empty."


def _code_faults(block: Code, name: str) -> Iterator[str]:
    where = f'{name}, the code "{first_words(block.text)}"'
    if "check" in block.tags:
        return
    try:
        comments = [
            token.string
            for token in tokenize.generate_tokens(io.StringIO(block.text).readline)
            if token.type == tokenize.COMMENT
        ]
    except (tokenize.TokenError, SyntaxError):
        yield f"{where}: is not Python."
        return
    if comments:
        yield f"{where}: carries the comment {comments[0]!r}; say it in the text before, in both languages."
    # nbval runs cells without history, where a semicolon hides nothing.
    if block.text.rstrip().endswith(";"):
        yield f"{where}: ends in a semicolon; give the value a name instead."


def _links(text: str) -> list[str]:
    """Return the targets of the links, with the language left out of paths."""
    return sorted(re.sub(r"/(zh|en)/", "/…/", a or b) for a, b in LINK.findall(text))


def _prose(text: str) -> str:
    return FENCED.sub("", text)
