"""Resolve the versions once, for all systems, and write them wherever they are needed.

``make lock`` writes ``requirements/lab.lock``, ``test.lock``, ``spark.lock``, ``environment.yml`` and
``.binder/``; versions that are already locked stay, unless ``make lock ARGS=--upgrade`` asks for newer ones.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = "3.11"
# The Python of conda and Binder; the lock holds for it as for every Python from the oldest on.
PYTHON = "3.12"


def main(arguments: list[str]) -> None:
    """Write the locks and the files that repeat them; `arguments` are handed on to uv."""
    resolve("test", arguments, "--group", "test")
    for name, choice in {"lab": "--group", "spark": "--extra"}.items():
        resolve(name, arguments, choice, name, "--constraints", "requirements/test.lock")
    for path, content in copies().items():
        (ROOT / path).parent.mkdir(exist_ok=True)
        (ROOT / path).write_text(content, encoding="utf-8", newline="\n")


def resolve(name: str, arguments: list[str], *choice: str) -> None:
    """Write the lock of the chosen dependency group or extra together with what the package itself needs."""
    lock = f"requirements/{name}.lock"
    (ROOT / "requirements").mkdir(exist_ok=True)
    command = [
        *(sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *choice),
        *("--output-file", lock, "--custom-compile-command", "make lock", "--no-annotate", "--quiet"),
        # One version of each package for all systems and all Pythons, and no address of a registry.
        *("--universal", "--fork-strategy", "fewest", "--python-version", OLDEST_PYTHON),
        *("--no-emit-index-url", "--no-emit-find-links", *arguments),
    ]
    subprocess.run(command, cwd=ROOT, check=True)


def pins() -> list[str]:
    """Return the lines of ``requirements/lab.lock`` that name a package."""
    lines = (ROOT / "requirements/lab.lock").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def copies() -> dict[str, str]:
    """Return, for each file that repeats the lock, what it has to hold."""
    conda = [
        "# Written by `make lock`; the versions are those of requirements/lab.lock.",
        "name: custclass",
        "channels:",
        "  - conda-forge",
        "  - nodefaults",
        "dependencies:",
        f"  - python={PYTHON}",
        "  - pip",
        "  - pip:",
        *(f"      - {pin}" for pin in pins()),
        "      - -e .",
    ]
    return {
        "environment.yml": "\n".join(conda) + "\n",
        ".binder/requirements.txt": "\n".join(pins()) + "\n",
        ".binder/runtime.txt": f"python-{PYTHON}\n",
    }


if __name__ == "__main__":
    main(sys.argv[1:])
