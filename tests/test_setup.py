"""One lock, repeated in step; a launcher that says in one sentence what is missing."""

import ast
import errno
import importlib.util
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from custclass import install, lab
from custclass.show.say import _default_language
from tools.lock import copies, pins

ROOT = Path(__file__).resolve().parent.parent
WRITTEN_BY_LOCK = ["environment.yml", ".binder/requirements.txt", ".binder/runtime.txt"]


def text(path):
    return (ROOT / path).read_text(encoding="utf-8")


# --- one lock -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", WRITTEN_BY_LOCK)
def test_what_repeats_the_lock_is_in_step(path):
    assert text(path) == copies()[path], "run `make lock`"


def test_conda_and_binder_have_every_pin_of_the_lock():
    conda = yaml.safe_load(text("environment.yml"))
    (pip,) = [part["pip"] for part in conda["dependencies"] if isinstance(part, dict)]
    assert pip == [*pins(), "-e ."]
    assert text(".binder/requirements.txt").splitlines() == pins()
    assert len(pins()) > 50


@pytest.mark.parametrize("group", ["lab", "test"])
def test_a_lock_is_exact_and_holds_no_address(group):
    for line in text(f"requirements/{group}.lock").splitlines():
        assert line.startswith("#") or re.match(r"[\w.-]+==[\w.]+( ; .+)?$", line), line
        assert "/" not in line and "index" not in line


def test_the_test_lock_holds_the_learners_lock():
    # On which systems a package is wanted can differ: a test tool may want it everywhere.
    tested = {line.partition(" ;")[0] for line in text("requirements/test.lock").splitlines()}
    assert [pin for pin in pins() if pin.partition(" ;")[0] not in tested] == []


def test_a_learner_gets_no_test_tools():
    named = {pin.split("==")[0] for pin in pins()}
    assert {"jupyterlab", "jupyterlab-language-pack-zh-cn", "pandas", "ipywidgets", "uv"} <= named
    assert not named & {"pytest", "nbval", "playwright", "mypy", "ruff", "hypothesis", "polars"}


@pytest.mark.skipif(os.name == "nt", reason="repo2docker does not run on Windows")
def test_binder_takes_the_lock_the_fonts_and_the_package():
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--no-run", "--debug"]
    user = ["--user-id", "1000", "--user-name", "jovyan"]
    said = subprocess.run(
        [*command, *user, "."], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=True
    )
    dockerfile = said.stdout + said.stderr
    version = text(".binder/runtime.txt").strip().removeprefix("python-")
    assert f"python={version}" in dockerfile
    assert 'pip install --no-cache-dir -r ".binder/requirements.txt"' in dockerfile
    assert "fonts-wqy-microhei" in dockerfile
    assert "RUN ./.binder/postBuild" in dockerfile
    # The pins are installed before the course is copied, so a changed lesson keeps that layer.
    assert dockerfile.index("pip install --no-cache-dir") < dockerfile.index("COPY --chown=1000:1000 src/ ")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no executable bit")
@pytest.mark.parametrize("path", [".binder/postBuild", ".ci/run"])
def test_scripts_can_be_executed(path):
    assert os.access(ROOT / path, os.X_OK)
    subprocess.run(["bash", "-n", path], cwd=ROOT, check=True)


def test_import_custclass_is_light():
    heavy = [
        "numpy",
        "pandas",
        "matplotlib",
        "sklearn",
        "seaborn",
        "scipy",
        "ipywidgets",
        "duckdb",
        "sqlalchemy",
    ]
    program = f"import custclass, sys; print([name for name in {heavy} if name in sys.modules])"
    said = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[]"


# --- the launcher -------------------------------------------------------------------------------------------


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course folder of its own, in which installing is recorded and not done."""
    root = tmp_path / "course"
    shutil.copytree(ROOT / "requirements", root / "requirements")
    monkeypatch.setattr(install, "ROOT", root)
    monkeypatch.setattr(lab, "ROOT", root)
    monkeypatch.delenv("CONDA_DEFAULT_ENV", raising=False)
    commands = []

    def run(command, **variables):
        commands.append(command)
        if "venv" in command:
            python = install.python_in(root / ".venv")
            python.parent.mkdir(parents=True)
            python.touch()
        return 0, ""

    started = []
    monkeypatch.setattr(install, "run", run)
    monkeypatch.setattr(lab, "start", lambda command, variables: started.append((command, variables)) or 0)
    course = type("Course", (), {})()
    course.root, course.commands, course.started = root, commands, started
    return course


def sentence(capsys, monkeypatch, language, *arguments):
    """Run the launcher, expect it to fail, return the one line on stderr."""
    monkeypatch.setenv("CUSTCLASS_LANG", language)
    capsys.readouterr()
    assert lab.main(list(arguments)) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1, lines
    assert bool(re.search("[一-鿿]", lines[0])) == (language == "zh")
    return lines[0]


both_languages = pytest.mark.parametrize("language", ["zh", "en"])


@both_languages
def test_an_old_python_is_named(language, course, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 1, "final", 0))
    said = sentence(capsys, monkeypatch, language, "lab")
    assert "3.9" in said and "3.11" in said
    assert not course.commands


def test_an_old_python_can_read_the_launcher():
    """Python 3.6 knows no walrus, no `match`, no `X | Y`, no `list[str]`, no postponed annotations."""
    for name in ("__init__", "__main__", "lab", "install"):
        source = text(f"custclass/{name}.py")
        tree = ast.parse(source, feature_version=(3, 6))
        assert "from __future__ import annotations" not in source
        for node in ast.walk(tree):
            hints = [getattr(node, "annotation", None), getattr(node, "returns", None)]
            for hint in filter(None, hints):
                assert isinstance(hint, ast.Name | ast.Constant), f"{name}: {ast.unparse(hint)}"


@both_languages
@pytest.mark.parametrize("flag", ["--port {}", "--port={}", "--ServerApp.port={}"])
def test_a_taken_port_is_named(flag, language, course, monkeypatch, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        said = sentence(capsys, monkeypatch, language, "lab", *flag.format(port).split())
        assert port in said and "--port" in said
    assert not course.started and not course.commands
    assert lab.main(["lab", *flag.format(port).split()]) == 0
    assert len(course.started) == 1


@both_languages
@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_missing_venv_module_is_named(missing, language, course, monkeypatch, capsys):
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == missing else found(name))
    said = sentence(capsys, monkeypatch, language, "lab")
    assert f"python3.{sys.version_info.minor}-venv" in said
    assert not course.started


@both_languages
@pytest.mark.parametrize(
    "message, zh, en",
    [
        ("WARNING: Retrying: Failed to establish a new connection: [Errno -3]", "网络", "network"),
        ("error: Failed to fetch\n  Caused by: client error\n  Caused by: dns error", "网络", "network"),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "磁盘已满", "disk is full"),
        ("Resolved 3 packages\nerror: broken {wheel}\nhint: none", "broken {wheel}", "broken {wheel}"),
    ],
)
def test_an_installer_that_fails_is_explained(message, zh, en, language, course, monkeypatch, capsys):
    fake = install.run

    def run(command, **variables):
        return (1, message) if "install" in command else fake(command)

    monkeypatch.setattr(install, "run", run)
    said = sentence(capsys, monkeypatch, language, "lab")
    assert (zh if language == "zh" else en) in said
    assert not course.started
    assert not install.is_installed(course.root / ".venv", "lab")


@both_languages
def test_a_full_disk_is_named_when_the_system_says_it(language, course, monkeypatch, capsys):
    def write_interface(folder, language):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(lab, "write_interface", write_interface)
    said = sentence(capsys, monkeypatch, language, "lab")
    assert ("磁盘已满" if language == "zh" else "disk is full") in said


@both_languages
@pytest.mark.parametrize("arguments", [[], ["lap"]])
def test_an_unknown_command_names_the_two(arguments, language, course, monkeypatch, capsys):
    assert "python -m custclass lab" in sentence(capsys, monkeypatch, language, *arguments)


def test_where_uv_fails_pip_installs(course, monkeypatch):
    fake = install.run

    def run(command, **variables):
        code, said = fake(command)
        return (2, "error: no uv for this system") if "uv" in command else (code, said)

    monkeypatch.setattr(install, "run", run)
    assert lab.main(["lab"]) == 0
    by_pip = [command for command in course.commands if "uv" not in command and "install" in command]
    assert any("-r" in command for command in by_pip) and any("--editable" in command for command in by_pip)
    assert len(course.started) == 1


def test_uv_takes_packages_from_where_pip_does(course, monkeypatch):
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    monkeypatch.delenv("UV_INDEX_URL", raising=False)
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/simple")
    assert install.registry(Path("python")) == {"UV_DEFAULT_INDEX": "https://mirror.example/simple"}
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://own.example/simple")
    assert install.registry(Path("python")) == {}


def test_the_conda_environment_of_the_course_is_used_as_it_is(course, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setenv("CONDA_PREFIX", str(tmp_path))
    monkeypatch.setenv("CONDA_DEFAULT_ENV", "base")
    assert install.environment() == course.root / ".venv"
    monkeypatch.setenv("CONDA_DEFAULT_ENV", "custclass")
    assert install.environment() == tmp_path
    assert lab.main(["lab"]) == 0
    assert course.started[0][0][0] == sys.executable
    assert not (course.root / ".venv").exists()


def test_a_second_start_installs_nothing(course):
    assert lab.main(["lab"]) == 0
    first = len(course.commands)
    assert first > 2
    assert lab.main(["lab"]) == 0
    assert len(course.commands) == first
    assert len(course.started) == 2


def test_a_changed_lock_or_a_moved_folder_is_installed_again(course, monkeypatch):
    lab.main(["lab"])
    first = len(course.commands)
    lock = course.root / "requirements" / "lab.lock"
    lock.write_text(lock.read_text(encoding="utf-8") + "pandas==9\n", encoding="utf-8")
    lab.main(["lab"])
    assert len(course.commands) > first
    folder = course.root / ".venv"
    assert install.is_installed(folder, "lab")
    monkeypatch.setattr(install, "ROOT", shutil.copytree(course.root, course.root.parent / "elsewhere"))
    assert not install.is_installed(folder, "lab")


def test_the_test_tools_are_installed_for_the_proof_alone(course):
    lab.main(["lab"])
    assert not any("test.lock" in part for command in course.commands for part in command)
    assert lab.main(["run", "-m", "tools.build"]) == 0
    assert any("test.lock" in part for command in course.commands for part in command)
    assert install.is_installed(course.root / ".venv", "lab")


@pytest.mark.parametrize("language, locale", [("zh", "zh_CN"), ("en", "en")])
def test_jupyterlab_starts_in_the_readers_language(language, locale, course, monkeypatch):
    monkeypatch.setenv("CUSTCLASS_LANG", language)
    assert lab.main(["lab", "--no-browser", "--port", "8899"]) == 0
    ((command, variables),) = course.started
    assert command[-3:] == ["--no-browser", "--port", "8899"]
    assert f"--LabApp.default_url=/lab/tree/notebooks/{language}/00_01_welcome.ipynb" in command
    assert f"--ServerApp.root_dir={course.root}" in command
    assert variables["CUSTCLASS_LANG"] == language
    settings = json.loads(
        (course.root / ".venv/share/jupyter/lab/settings/overrides.json").read_text(encoding="utf-8")
    )
    assert settings["@jupyterlab/translation-extension:plugin"]["locale"] == locale
    assert settings["@jupyterlab/apputils-extension:notification"] == {
        "fetchNews": "false",
        "checkForUpdates": False,
    }


@pytest.mark.parametrize("wished", ["zh", "zh_CN.UTF-8", "Chinese (Simplified)_China", "en_US", "de", ""])
def test_launcher_and_course_agree_on_the_language(wished, monkeypatch):
    monkeypatch.setenv("CUSTCLASS_LANG", wished)
    assert install.reader_language() == _default_language()


@both_languages
def test_the_proof_stops_at_the_first_stage_that_fails(language, course, monkeypatch, capsys):
    ran = []

    def call(command, cwd):
        ran.append(command)
        return int("mypy" in command)

    monkeypatch.setattr(lab.subprocess, "call", call)
    assert "mypy" in sentence(capsys, monkeypatch, language, "test")
    assert len(ran) == 3


def test_the_proof_ends_with_pytest_and_its_exit_code(course, monkeypatch, capsys):
    monkeypatch.setattr(lab.subprocess, "call", lambda command, cwd: 5 * ("pytest" in command))
    assert lab.main(["test", "-k", "scheme"]) == 5
    assert capsys.readouterr().err == ""


# --- make ---------------------------------------------------------------------------------------------------


def not_under_make():
    """The environment without what `make test` adds: a make inside it would speak of its folders."""
    return {
        name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")
    }


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here")
@pytest.mark.parametrize(
    "target, ends_with",
    [
        ("lab", "-m custclass lab --no-browser --port 8899"),
        ("test", "-m custclass test --no-browser --port 8899"),
        ("build", "-m custclass run -m tools.build --no-browser --port 8899"),
    ],
)
def test_make_hands_its_arguments_on(target, ends_with):
    command = ["make", "--dry-run", target, "ARGS=--no-browser --port 8899"]
    said = subprocess.run(
        command, cwd=ROOT, env=not_under_make(), capture_output=True, encoding="utf-8", check=True
    )
    assert said.stdout.strip().endswith(ends_with)


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here")
def test_make_without_python_says_so():
    command = ["make", "--silent", "lab", "PYTHON="]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert said.returncode != 0
    assert "3.11" in said.stderr.splitlines()[0]
