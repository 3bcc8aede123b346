"""Time the redraw of every lesson's knob and every slider exercise, drawn and rendered as a learner waits for it."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
ROUNDS = 9


def row(where: str, draw: Callable[[], Any]) -> None:
    """Print median and maximum of the redraws after the first, which loads the fonts."""
    draw().png()
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        draw().png()
        taken.append(1000 * (time.perf_counter() - start))
    print(f"| {where} | {statistics.median(taken):.0f} | {max(taken):.0f} |", flush=True)


def main() -> None:
    """Print the table."""
    import custclass as cc
    from custclass.learn.exercise import questions_of
    from tools.knobs import knobs_of

    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("pandas", "matplotlib"))
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {versions}\n")
    print("| where | median, ms | maximum, ms |\n| --- | ---: | ---: |", flush=True)
    for source in sorted(ROOT.glob("lessons/[0-9][0-9]_*.py")):
        if not source.name.endswith(".exercises.py"):
            for draw, sliders in knobs_of(source):
                start = {name: parts[4] for name, parts in sliders.items()}
                row(f"lesson {source.stem}", partial(draw, **start))
    listed = cc.exercises()
    for id_ in listed.loc[listed["kind"] == "thresholds", "id"]:
        question = questions_of(id_.partition(".")[0])[id_]
        drawn = question.draw(1)
        row(f"exercise {id_}", partial(question.picture, question.right(drawn), drawn.case))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CUSTCLASS_PROGRESS"] = f"sqlite:///{Path(folder, 'progress.sqlite').as_posix()}"
        os.environ["CUSTCLASS_LEARNER"] = "course"
        main()
