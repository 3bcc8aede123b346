"""The record of text pairs that a person has read side by side: ``python -m tools.reviewed``.

A pair is recorded by the hashes of both its sides; changing one side takes it off the record.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from tools.course import Course
from tools.source import Pair, first_words, read_source

RECORD = "reviewed.json"


def pairs_of(course: Course) -> dict[str, list[Pair]]:
    """Return the text pairs of every source in lessons/, by file name."""
    return {
        path.name: [block for block in read_source(path) if isinstance(block, Pair)]
        for path in sorted(course.sources.glob("[0-9]*.py"))
    }


def record(course: Course) -> int:
    """Record every pair as it is now, and return their number."""
    hashes = {name: sorted({_hashes(pair) for pair in pairs}) for name, pairs in pairs_of(course).items()}
    text = json.dumps(hashes, indent=1, sort_keys=True) + "\n"
    _path(course).write_text(text, encoding="utf-8", newline="\n")
    return sum(len(entries) for entries in hashes.values())


def not_reviewed(course: Course) -> list[str]:
    """Return, for each pair that is not on record, its file and the first words of both sides."""
    path = _path(course)
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return [
        f'{name}: "{first_words(pair.zh)}" / "{first_words(pair.en)}"'
        for name, pairs in pairs_of(course).items()
        for pair in pairs
        if _hashes(pair) not in known.get(name, [])
    ]


def _hashes(pair: Pair) -> str:
    return " ".join(hashlib.sha256(side.encode("utf-8")).hexdigest() for side in (pair.zh, pair.en))


def _path(course: Course) -> Path:
    return course.sources / RECORD


def main() -> int:
    course = Course()
    for pair in not_reviewed(course):
        print(f"recorded now: {pair}")
    print(f"{record(course)} text pairs are recorded as reviewed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
