"""Start the course, or prove it: ``python -m custclass lab`` and ``python -m custclass test``; write a report.

This file runs before anything is installed, so it uses the standard library alone; and a Python that is
too old has to be able to read it, so that it can say so instead of showing a syntax error.
"""

import errno
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

from custclass.install import ROOT, Stop, cause, check_python, environment, install, reader_language, tell


def main(arguments: list) -> int:
    """Run ``lab``, ``test``, ``report`` or ``run`` with the flags that follow it.

    Parameters
    ----------
    arguments : list of str
        The command and its flags: ``lab`` hands them to JupyterLab, ``test`` to pytest, ``report`` to
        `custclass.act.command`, ``run`` (for those who maintain the course) takes what follows to the Python
        that has the test tools.

    Returns
    -------
    int
        The exit code. 1 with one sentence on stderr when something is missing on this machine.
    """
    commands = {"lab": lab, "test": test, "report": report, "run": run_python}
    try:
        check_python()
        if not arguments or arguments[0] not in commands:
            raise Stop(
                zh="请输入 python -m custclass lab 打开课程，python -m custclass report 订单文件 写客户报告，"
                "或 python -m custclass test 检验课程。",
                en="Type python -m custclass lab to open the course, python -m custclass report FILE for a report "
                "on your orders, python -m custclass test to prove the course.",
            )
        return commands[arguments[0]](arguments[1:])
    except Stop as stop:
        print(stop.sentence[reader_language()], file=sys.stderr)
    except OSError as error:
        print(cause(str(error)).sentence[reader_language()], file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


def lab(arguments: list) -> int:
    """Install what a learner needs, unless that is done, and start JupyterLab on the welcome lesson."""
    check_port(arguments)
    python = install("lab")
    language = reader_language()
    write_interface(environment(), language)
    command = [str(python), "-m", "jupyterlab", "--ServerApp.root_dir=" + str(ROOT)]
    command.append("--LabApp.default_url=/lab/tree/notebooks/" + language + "/00_01_welcome.ipynb")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # A container often has no user but root, and JupyterLab refuses root unless told; it still
        # listens to this machine only and asks for its token.
        command.append("--allow-root")
    variables = dict(os.environ, CUSTCLASS_LANG=language)
    if os.name == "nt":
        # KMeans warns on Windows unless this is set before Python starts.
        variables.setdefault("OMP_NUM_THREADS", "1")
    return start(command + arguments, variables)


def test(arguments: list) -> int:
    """Install the test tools, unless that is done, and run the whole proof, the quick parts first."""
    python = str(install("test"))
    import_linter = (
        "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    )
    stages = [
        ("ruff", ["-m", "ruff", "check", "."]),
        ("import-linter", ["-c", import_linter]),
        ("mypy", ["-m", "mypy"]),
        # The cells of one notebook belong together, so a file is never split between the workers.
        ("pytest", ["-m", "pytest", "--nbval", "-n", "auto", "--dist", "loadfile"] + arguments),
    ]
    for name, command in stages:
        tell(zh="—— " + name, en="-- " + name)
        code = subprocess.call([python] + command, cwd=str(ROOT))
        if code and name == "pytest":
            return code
        if code:
            raise Stop(
                zh="检验停在 {name} 这一步：请先改正上面列出的问题，再重新运行。",
                en="The proof stopped at {name}: mend what is listed above, then run it again.",
                name=name,
            )
    return 0


def report(arguments: list) -> int:
    """Write a report on a file of orders, named from where the reader stands."""
    here = os.getcwd()
    python = str(install("lab"))
    return start([python, "-m", "custclass.act.command"] + arguments, dict(os.environ), here)


def run_python(arguments: list) -> int:
    """Run Python with `arguments`, with the test tools installed."""
    return start([str(install("test"))] + arguments, dict(os.environ))


def start(command: list, variables: dict, folder: str = "") -> int:
    """Hand over to `command` in `folder`, so that Ctrl-C and signals reach it as if it had been typed.

    Without `folder` it runs in the folder of the course.
    """
    os.chdir(folder or str(ROOT))
    sys.stdout.flush()
    if os.name != "nt":
        os.execve(command[0], command, variables)
    process = subprocess.Popen(command, env=variables)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def check_port(arguments: list) -> None:
    """Stop with a sentence when ``--port`` names a port that another program uses."""
    port = None
    for flag, following in zip(arguments, arguments[1:] + [""]):
        name, _, value = flag.partition("=")
        if name in ("--port", "--ServerApp.port"):
            port = value or following
    if port is None or not port.isdigit() or not 0 < int(port) < 65536:
        return
    for family, kind, protocol, _, address in socket.getaddrinfo(
        "localhost", int(port), type=socket.SOCK_STREAM
    ):
        with socket.socket(family, kind, protocol) as probe:
            if os.name != "nt":
                # A port that was closed a moment ago is free; on Windows the option would mean the opposite.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(address)
            except OSError as error:
                if error.errno in (errno.EADDRINUSE, errno.EACCES):
                    raise Stop(
                        zh="端口 {port} 已被其他程序占用或不允许使用："
                        "请换一个端口，例如 --port {other}，或者去掉 --port。",
                        en="Port {port} is taken by another program or not allowed: choose another one, "
                        "for example --port {other}, or leave --port out.",
                        port=port,
                        other=(int(port) + 1 if 1024 <= int(port) < 65535 else 8899),
                    ) from None


def write_interface(folder: Path, language: str) -> None:
    """Set JupyterLab's language for the environment in `folder`, and switch its news and update checks off.

    What the reader chooses in JupyterLab's own settings has precedence over this.
    """
    settings = {
        "@jupyterlab/translation-extension:plugin": {"locale": "zh_CN" if language == "zh" else "en"},
        "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    }
    target = folder / "share" / "jupyter" / "lab" / "settings"
    target.mkdir(parents=True, exist_ok=True)
    (target / "overrides.json").write_text(json.dumps(settings, indent=2), encoding="utf-8")
