"""Strict nbval over built notebooks, in the environment that the conftest at the root gives."""

import os
import shutil
import subprocess
import sys

from tools.course import ROOT


def test_a_built_notebook_passes_whatever_the_learner_has_set_and_another_output_fails(built, tmp_path):
    shutil.copy(ROOT / "conftest.py", tmp_path)
    shutil.copytree(built.root / "notebooks", tmp_path / "notebooks")
    changed = tmp_path / "notebooks" / "en" / "01_01_tiny.ipynb"
    changed.write_text(
        changed.read_text(encoding="utf-8").replace("total 41", "total 42"), encoding="utf-8", newline="\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--nbval", "--rootdir", str(tmp_path), "notebooks"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "CUSTCLASS_LANG": "zh", "CUSTCLASS_LEARNER": "me"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "1 failed, 5 passed" in done.stdout
    assert "FAILED notebooks/en/01_01_tiny.ipynb::Cell 1" in done.stdout
