"""Time `e.check(answer)` for an exercise with 200 customers, the answer kept in SQLite: median and maximum of 50."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

CUSTOMERS, ROUNDS = 200, 50


def milliseconds(check, answers) -> list[float]:
    """Return how long each of the answers takes to be checked."""
    taken = []
    for answer in answers:
        start = time.perf_counter()
        check(answer)
        taken.append(1000 * (time.perf_counter() - start))
    return taken


def main() -> None:
    from custclass.learn.bank.l01_01_what_classification_is import BY_VALUE
    from custclass.learn.exercise import Exercise

    exercise = Exercise(replace(BY_VALUE, n=CUSTOMERS), seed=1, learner_id="benchmark")
    right = dict(exercise.solution())
    everything_wrong = dict.fromkeys(right, "low_value") | {
        customer: "medium_value" for customer, code in right.items() if code == "low_value"
    }
    answers = {
        "right": right,
        "wrong, a usual mistake": exercise.misconceptions[0].answer(),
        "wrong, every customer": everything_wrong,
    }
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("pandas", "sqlalchemy"))
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(
        f"{machine}, Python {platform.python_version()}, {versions}. {CUSTOMERS} customers, {ROUNDS} checks each.\n"
    )
    print("| answer | median ms | maximum ms |\n| --- | ---: | ---: |")
    exercise.check(right)  # opens the store, as the first click of a session does
    for name, answer in answers.items():
        taken = milliseconds(exercise.check, [answer] * ROUNDS)
        print(f"| {name} | {statistics.median(taken):.1f} | {max(taken):.1f} |")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["CUSTCLASS_PROGRESS"] = f"sqlite:///{Path(folder, 'progress.sqlite').as_posix()}"
        main()
