"""Build the notebooks of the course: ``python -m tools.build [stem ...]``.

Writes and executes what changed. A notebook is refused, and its old file left alone, when it raised,
wrote to stderr, needs a name that only a check cell sets, or holds what must not be shipped. The map of
lessons in the READMEs is written as well.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import nbformat

from tools.assemble import assemble, finish, to_text
from tools.course import ROOT, Course
from tools.execute import Refused, run
from tools.glossary import PAGE, glossary_page
from tools.readme import write
from tools.source import SourceError, first_words

AT_A_TIME = 2
# What every notebook depends on beside its own source: files and folders, from the course's root.
INPUTS = (
    "lessons/syllabus.toml",
    "lessons/concepts.csv",
    "requirements",
    "datasets",
    "custclass",
    "tools/assemble.py",
    "tools/execute.py",
    "tools/frame.py",
    "tools/glossary.py",
    "tools/source.py",
)
SKIPPED = {"__pycache__", "raw"}


def build(course: Course, stems: list[str] | None = None, force: bool = False) -> list[str]:
    """Build what changed, print a line for each notebook, and return the sentences of the refused ones."""
    records = _Records(course.root / ".build" / "keys.json")
    shared = _digest(_inputs(course.root))
    refused = []
    waiting = []
    for kind, lang, stem in _wanted(course, stems):
        target = course.notebook(kind, lang, stem)
        source = course.sources / "glossary.csv" if stem == PAGE else course.source_of(kind, stem)
        key = _digest([source]) + shared
        if force or not records.fresh(target, key):
            try:
                waiting.append((unrun(course, kind, lang, stem), kind, target, key))
            except SourceError as error:
                refused.append(f"{kind}/{lang}/{stem}: {error}")

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        running = {pool.submit(_write, *job[:3]): job for job in waiting}
        for done, future in enumerate(as_completed(running), start=1):
            _, kind, target, key = running[future]
            name = target.relative_to(course.root).with_suffix("").as_posix()
            try:
                outcome = f"written in {future.result():.1f} s"
                records.keep(target, key)
            except Refused as error:
                outcome = "REFUSED"
                refused.append(f"{name}: {error}")
            print(f"[{done}/{len(waiting)}] {name}: {outcome}", flush=True)
    return refused


def unrun(course: Course, kind: str, lang: str, stem: str) -> nbformat.NotebookNode:
    """Return a notebook of the course as it is before it runs."""
    return glossary_page(course, lang) if stem == PAGE else assemble(course, kind, lang, stem)


def _write(notebook: nbformat.NotebookNode, kind: str, target: Path) -> float:
    started = time.monotonic()
    target.parent.mkdir(parents=True, exist_ok=True)
    _refuse_unset_names(finish(notebook))
    if kind != "exercises" and any(cell.cell_type == "code" for cell in notebook.cells):
        run(notebook, target.parent)
    target.write_text(to_text(finish(notebook)), encoding="utf-8", newline="\n")
    return time.monotonic() - started


def _refuse_unset_names(stored: nbformat.NotebookNode) -> None:
    """Refuse a notebook whose cells use a name that no earlier cell of it sets.

    While building the check cells run too: a name set only there is missing in the stored notebook.
    """
    ruff = [sys.executable, "-m", "ruff", "check", "--isolated", "--select=F821", "--output-format=json"]
    found = subprocess.run(
        [*ruff, "--stdin-filename=stored.ipynb", "-"],
        input=to_text(stored),
        capture_output=True,
        encoding="utf-8",
    )
    faults = json.loads(found.stdout)
    if faults:
        cell = stored.cells[faults[0]["cell"] - 1]
        fault = faults[0]["message"]
        raise Refused(f'the cell "{first_words(cell.source)}": {fault} without the check cells')


def _wanted(course: Course, stems: list[str] | None) -> list[tuple[str, str, str]]:
    everything = [*course.planned(), *(("notebooks", lang, PAGE) for lang in ("zh", "en"))]
    unknown = set(stems or []) - {stem for _, _, stem in everything}
    if unknown:
        raise SourceError(f"No source in lessons/ and the syllabus is called {sorted(unknown)[0]!r}.")
    return [job for job in everything if not stems or job[2] in stems]


def _inputs(root: Path) -> list[Path]:
    return [file for name in INPUTS for file in _files(root, name)]


def _files(root: Path, name: str) -> Iterator[Path]:
    path = root / name
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file() and not SKIPPED & set(file.relative_to(root).parts):
            yield file


def _digest(files: list[Path]) -> str:
    together = hashlib.sha256()
    for file in files:
        together.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return together.hexdigest()


class _Records:
    """What was built from what: the key of the inputs and the hash of the file they gave."""

    def __init__(self, path: Path):
        self.path = path
        self.entries = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    def fresh(self, target: Path, key: str) -> bool:
        return target.exists() and self.entries.get(self._name(target)) == [key, _digest([target])]

    def keep(self, target: Path, key: str) -> None:
        self.entries[self._name(target)] = [key, _digest([target])]
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_text(json.dumps(self.entries, indent=1, sort_keys=True), encoding="utf-8")

    def _name(self, target: Path) -> str:
        return target.relative_to(self.path.parents[1]).as_posix()


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the notebooks of the course.")
    parser.add_argument("stems", nargs="*", help="lessons to build, by stem; none: all")
    parser.add_argument("--force", action="store_true", help="build also what has not changed")
    options = parser.parse_args()
    course = Course(ROOT)
    try:
        refused = build(course, options.stems, options.force)
    except SourceError as error:
        refused = [str(error)]
    for path in write(course):
        print(f"{path.name}: map of lessons written")
    for sentence in refused:
        print("\n" + sentence, file=sys.stderr)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
