"""A real JupyterLab in a real browser: what the browser tests and the screenshots are made with."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import nbformat
from playwright.sync_api import Browser, Locator, Page, Playwright

from custclass.lab import write_interface
from tools.execute import course_environment

ROOT = Path(__file__).resolve().parents[1]
TOKEN = "course"
PATIENCE = 60  # seconds that a busy machine may take for one step
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# A cell is found by its text; JupyterLab keeps cells that are out of sight out of the page, so scroll first.
_RUN = """async ([text, patience]) => {
  const notebook = jupyterapp.shell.currentWidget.content;
  const index = notebook.widgets.findIndex(
    (cell) => cell.model.type === "code" && cell.model.sharedModel.getSource().includes(text));
  if (index < 0) throw new Error("no code cell with: " + text);
  notebook.activeCellIndex = index;
  notebook.deselectAll();
  await notebook.scrollToItem(index, "start");
  const late = new Promise((_, fail) => setTimeout(() => fail(new Error("still running: " + text)), patience));
  await Promise.race([jupyterapp.commands.execute("notebook:run-cell"), late]);
  await notebook.scrollToItem(index, "start");
  return index;
}"""
_READY = """() => {
  const context = window.jupyterapp?.shell?.currentWidget?.sessionContext;
  return Boolean(context?.isReady && context.session?.kernel?.connectionStatus === "connected");
}"""


def find_chromium() -> str | None:
    """The path of Chromium on this machine, or None."""
    usual = Path("/usr/bin/chromium")
    return str(usual) if usual.exists() else shutil.which("chromium")


def launch(playwright: Playwright, chromium: str) -> Browser:
    """Start Chromium, with nothing that looks for updates or calls home."""
    return playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))


@dataclass
class Lab:
    """A running JupyterLab on a copy of the notebooks."""

    language: str
    folder: Path
    store: Path
    port: int

    def write(self, name: str, *cells: str) -> str:
        """Write a notebook of code cells into the copy; returns its path there."""
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        notebook.metadata["kernelspec"] = {
            "name": "python3",
            "display_name": "Python 3",
            "language": "python",
        }
        nbformat.write(notebook, self.folder / name)
        return name

    def open(self, page: Page, path: str) -> Book:
        """Open a notebook in `page` and wait for its kernel."""
        page.goto(f"http://127.0.0.1:{self.port}/lab/tree/{path}?token={TOKEN}&reset")
        # The page says "idle" before the kernel is there; a cell that is run before that asks for a kernel.
        page.wait_for_function(_READY, timeout=1000 * PATIENCE)
        return Book(page)


@dataclass
class Book:
    """A notebook that stands open in JupyterLab."""

    page: Page

    def run(self, text: str) -> Locator:
        """Run the first code cell that contains `text`, wait for its end and return the cell."""
        index = self.page.evaluate(_RUN, [text, 1000 * PATIENCE])
        return self.page.locator(f'.jp-Cell[data-windowed-list-index="{index}"]')

    def exercise(self, id_: str) -> Locator:
        """Run the cell of an exercise and return the exercise's box."""
        box = self.run(f'cc.exercise("{id_}")').locator(".cc-box").first
        box.locator(".cc-announcer").wait_for(state="attached")
        return box

    def cells(self) -> int:
        """How many cells the notebook has."""
        return self.page.evaluate("() => jupyterapp.shell.currentWidget.content.widgets.length")

    def end(self) -> None:
        """End the kernel."""
        self.page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.shutdown()")

    def restart(self) -> None:
        """Restart the kernel, as the menu does."""
        self.page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
        self.page.wait_for_function(_READY, timeout=1000 * PATIENCE)


@contextmanager
def running_lab(language: str, folder: Path) -> Iterator[Lab]:
    """Run JupyterLab in `language` on a copy of the notebooks in `folder`, and stop it at the end."""
    for part in ("notebooks", "exercises"):
        shutil.copytree(
            ROOT / part, folder / "course" / part, ignore=shutil.ignore_patterns(".ipynb_checkpoints")
        )
    write_interface(folder, language)
    lab = Lab(language, folder / "course", folder / "progress.sqlite", _free_port())
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={lab.port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={lab.folder}",
        f"--IdentityProvider.token={TOKEN}",
        f"--LabApp.app_settings_dir={folder / 'share' / 'jupyter' / 'lab' / 'settings'}",
        "--LabApp.expose_app_in_browser=True",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    log = folder / "server.log"
    with log.open("w", encoding="utf-8") as written:
        server = subprocess.Popen(
            command, cwd=lab.folder, env=_environment(folder, lab.store), stdout=written, stderr=written
        )
        try:
            _wait_for(lab, server, log)
            yield lab
        finally:
            server.terminate()
            with suppress(subprocess.TimeoutExpired):
                server.wait(10)
            server.kill()
            server.wait()


def _environment(folder: Path, store: Path) -> dict[str, str]:
    """The environment of a build, without its fixed learner, and with nothing of this account's Jupyter."""
    environment = course_environment(store)
    del environment["CUSTCLASS_LEARNER"]
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), environment.get("PYTHONPATH")]))
    environment["JUPYTER_CONFIG_DIR"] = str(folder / "config")
    environment["JUPYTER_DATA_DIR"] = str(folder / "data")
    environment["JUPYTER_RUNTIME_DIR"] = str(folder / "runtime")
    environment["JUPYTERLAB_SETTINGS_DIR"] = str(folder / "settings")
    environment["JUPYTERLAB_WORKSPACES_DIR"] = str(folder / "workspaces")
    environment["IPYTHONDIR"] = str(folder / "ipython")
    return environment


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(lab: Lab, server: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < end:
        with suppress(OSError):
            urlopen(f"http://127.0.0.1:{lab.port}/api/status?token={TOKEN}", timeout=5).close()
            return
        time.sleep(0.1)
    raise RuntimeError(
        "JupyterLab did not start:\n" + log.read_text(encoding="utf-8", errors="replace")[-2000:]
    )
