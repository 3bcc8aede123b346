"""Running a notebook as the course learner, and refusing what must not be shipped."""

from __future__ import annotations

import base64
import os
import re
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from tools.source import first_words

LARGEST_PNG = 150_000
TIMEOUT = 180
ADDRESS = re.compile(r" at 0x[0-9a-f]{6,}")


class Refused(Exception):
    """A notebook that must not be stored; the sentence says which cell and why."""


def course_environment(progress: Path) -> dict[str, str]:
    """Return the environment of a build: the course's learner, a progress store of its own, no language."""
    environment = {
        name: value for name, value in os.environ.items() if name not in ("CUSTCLASS_LANG", "MPLBACKEND")
    }
    environment["CUSTCLASS_LEARNER"] = "course"
    environment["CUSTCLASS_PROGRESS"] = f"sqlite:///{progress.as_posix()}"
    # scikit-learn's KMeans warns on Windows without it.
    environment.setdefault("OMP_NUM_THREADS", "1")
    return environment


def run(notebook: nbformat.NotebookNode, folder: Path) -> nbformat.NotebookNode:
    """Execute `notebook` in place with `folder` as working directory, and return it.

    Raises
    ------
    Refused
        If a cell raised, ran too long, wrote to stderr, drew a PNG over 150 KB, or shows what
        differs from run to run or machine to machine (an object's address, a path).
    """
    client = NotebookClient(
        notebook,
        timeout=TIMEOUT,
        kernel_name="python3",
        # The kernel's own advice on its transport would be printed between the builder's lines.
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(folder)}},
        store_widget_state=False,
        record_timing=False,
        coalesce_streams=True,
    )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as store:
        try:
            client.execute(env=course_environment(Path(store) / "progress.sqlite"))
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            raise Refused(_plain(str(error)).strip()) from None
    private = [str(folder.resolve().parents[1]), str(Path.home()), store]
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            fault = _fault(output, private)
            if fault:
                raise Refused(f'cell {number} ("{first_words(cell.source)}") {fault}')
    return notebook


def _fault(output: nbformat.NotebookNode, private: list[str]) -> str | None:
    if output.output_type == "stream" and output.name == "stderr":
        return "wrote to stderr: " + _plain(output.text).strip()
    if output.output_type == "error":
        return f"raised {output.ename}: {output.evalue}"
    data = output.get("data", {})
    png = len(base64.b64decode(data.get("image/png", "")))
    if png > LARGEST_PNG:
        return f"drew a picture of {png:,} bytes; at most {LARGEST_PNG:,} are kept in a notebook"
    for text in [output.get("text", ""), *(v for k, v in data.items() if not k.startswith("image/"))]:
        text = str(text)
        if ADDRESS.search(text):
            return "shows an object's address, which differs at each run: " + first_words(text)
        if any(path in text for path in private if len(path) > 1):
            return "shows a path of this machine: " + first_words(text)
    return None


def _plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)
