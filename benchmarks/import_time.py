"""Time `import custclass` beside `import pandas`: whole Python processes, in turn, the median of 15."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time

ROUNDS = 15
STATEMENTS = {"nothing": "pass", "custclass": "import custclass", "pandas": "import pandas"}


def seconds(statement: str) -> float:
    """Return how long a fresh Python takes for one statement."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True)
    return time.perf_counter() - start


def main() -> None:
    taken: dict[str, list[float]] = {name: [] for name in STATEMENTS}
    for _ in range(ROUNDS):
        for name, statement in STATEMENTS.items():
            taken[name].append(seconds(statement))
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(
        f"{machine}, Python {platform.python_version()}. Whole processes, median of {ROUNDS} rounds in turn.\n"
    )
    print("| import | seconds |\n| --- | ---: |")
    for name, values in taken.items():
        print(f"| {name} | {statistics.median(values):.3f} |")


if __name__ == "__main__":
    main()
