"""Install the course: a virtual environment, the exact versions of the lock, the package itself.

This runs before anything is installed, so it uses the standard library alone; and a Python that is too old
has to be able to read it, so that it can say so instead of showing a syntax error.
"""

import hashlib
import importlib.util
import locale
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)

# What the installers print while they work, and what they say when the network or the disk is the cause.
PROGRESS = ("Collecting", "Resolved", "Building", "Downloading", "Downloaded", "Prepared", "Installed")
NO_NETWORK = (
    "dns error", "error sending request", "tcp connect error", "failed to establish a new connection",
    "name resolution", "getaddrinfo failed", "nodename nor servname", "max retries exceeded", "timed out",
    "network is unreachable", "connection refused", "connection reset", "connect to proxy", "proxyerror",
)  # fmt: skip
DISK_FULL = ("no space left on device", "not enough space on the disk", "disk quota exceeded", "os error 112")


class Stop(Exception):
    """What keeps the course from starting: one sentence in each language, ``{name}`` fields filled."""

    def __init__(self, zh: str, en: str, **values: object) -> None:
        super().__init__(en)
        self.sentence = {"zh": zh.format(**values), "en": en.format(**values)}


def reader_language() -> str:
    """Return ``"zh"`` or ``"en"``: ``CUSTCLASS_LANG`` decides, then the locale, then English."""
    wished = os.environ.get("CUSTCLASS_LANG") or locale.getlocale()[0] or "en"
    return "zh" if wished.lower().startswith(("zh", "chinese")) else "en"


def tell(zh: str, en: str) -> None:
    """Print a line of progress in the reader's language."""
    line = zh if reader_language() == "zh" else en
    encoding = sys.stdout.encoding or "utf-8"
    print(line.encode(encoding, "replace").decode(encoding), flush=True)


def check_python() -> None:
    """Stop with a sentence when this Python is too old for the course."""
    if sys.version_info[:2] < OLDEST:
        raise Stop(
            zh="这里的 Python 是 {found} 版，课程需要 3.11 或更高版本：请从 python.org 安装新版，"
            "再用它运行（例如 make lab PYTHON=python3.12）。",
            en="This is Python {found}, the course needs 3.11 or newer: install one from python.org "
            "and run the course with it (for example make lab PYTHON=python3.12).",
            found=".".join(map(str, sys.version_info[:2])),
        )


def environment() -> Path:
    """Return the folder of the environment: the course's conda environment when active, else ``.venv``."""
    if os.environ.get("CONDA_DEFAULT_ENV") == "custclass" and os.environ.get("CONDA_PREFIX") == sys.prefix:
        return Path(sys.prefix)
    return ROOT / ".venv"


def python_in(folder: Path) -> Path:
    """Return the Python of the environment in `folder`."""
    if str(folder) == sys.prefix:
        return Path(sys.executable)
    return folder / "Scripts" / "python.exe" if os.name == "nt" else folder / "bin" / "python"


def install(group: str) -> Path:
    """Install the lock of `group` ("lab" or "test") and the package, unless this lock is installed already.

    Returns
    -------
    pathlib.Path
        The Python that has it all.
    """
    folder = environment()
    python = python_in(folder)
    if python.exists() and is_installed(folder, group):
        return python
    tell(
        zh="正在安装课程所需的软件（只需一次，需要联网）……",
        en="Installing what the course needs (once; this takes a network) ...",
    )
    if folder == ROOT / ".venv":
        create_environment(folder, python)
    lock = ROOT / "requirements" / (group + ".lock")
    install_packages(python, lock)
    # The test lock holds the learner's lock as well.
    for name in {group, "lab"}:
        stamp_file(folder, name).write_text(fingerprint(name), encoding="utf-8")
    tell(zh="安装完成。", en="Installed.")
    return python


def is_installed(folder: Path, group: str) -> bool:
    """Tell whether the stamp in `folder` is that of the lock as it is now."""
    try:
        return stamp_file(folder, group).read_text(encoding="utf-8") == fingerprint(group)
    except FileNotFoundError:
        return False


def stamp_file(folder: Path, group: str) -> Path:
    """Return the file that remembers which lock of `group` was installed in `folder`."""
    return folder / ("custclass-" + group + ".stamp")


def fingerprint(group: str) -> str:
    """Return a hash of the lock and of this folder: a folder that was moved has to be installed again."""
    lock = (ROOT / "requirements" / (group + ".lock")).read_text(encoding="utf-8")
    return hashlib.sha256((str(ROOT) + "\n" + lock).encode("utf-8")).hexdigest()


def create_environment(folder: Path, python: Path) -> None:
    """Create the virtual environment in `folder`, unless one is there that works and is new enough."""
    if python.exists():
        works = run([str(python), "-c", "import pip, sys; sys.exit(sys.version_info < " + repr(OLDEST) + ")"])
        if works[0] == 0:
            return
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise Stop(
            zh="这台电脑的 Python 缺少 venv 模块：在 Debian 或 Ubuntu 上"
            "请先运行 sudo apt install {package}，再重试。",
            en="The Python of this machine lacks the venv module: on Debian or Ubuntu run "
            "sudo apt install {package} first, then try again.",
            package="python{}.{}-venv".format(*sys.version_info[:2]),
        )
    # In two steps, because venv keeps to itself why pip could not be put in.
    expect([sys.executable, "-m", "venv", "--clear", "--without-pip", str(folder)])
    expect([str(python), "-m", "ensurepip", "--upgrade", "--default-pip"])


def install_packages(python: Path, lock: Path) -> None:
    """Install `lock` and the package with uv; with pip, slowly, where uv does not get through."""
    uv = [line for line in lock.read_text(encoding="utf-8").splitlines() if line.startswith("uv==")]
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--retries", "2"]
    packages = ["-r", str(lock)]
    package = ["--no-deps", "--editable", str(ROOT)]
    fast = [str(python), "-m", "uv", "pip", "install", "--python", str(python)]
    code, said = run(pip + ["--quiet"] + uv)
    if code and shows(NO_NETWORK, said):
        raise cause(said)
    if not code:
        code, said = run(fast + packages, **registry(python))
    if not code:
        code, said = run(fast + package, **registry(python))
    if code and shows(DISK_FULL, said):
        raise cause(said)
    if code:
        tell(zh="uv 无法安装，改用 pip（会慢一些）……", en="uv cannot install it, pip does (slower) ...")
        expect(pip + packages)
        expect(pip + package)


def registry(python: Path) -> dict:
    """Return the setting that makes uv take packages from where pip takes them: a mirror near by, often."""
    if os.environ.get("UV_DEFAULT_INDEX") or os.environ.get("UV_INDEX_URL"):
        return {}
    code, said = run([str(python), "-m", "pip", "config", "get", "global.index-url"])
    address = os.environ.get("PIP_INDEX_URL") or ("" if code else said.strip())
    return {"UV_DEFAULT_INDEX": address} if address else {}


def expect(command: list) -> None:
    """Run `command`; stop with the sentence that fits when it fails."""
    code, said = run(command)
    if code:
        raise cause(said)


def run(command: list, **variables: str) -> tuple:
    """Run `command`, passing on its lines of progress; return its exit code and all it said."""
    process = subprocess.Popen(
        command,
        cwd=str(ROOT),
        env=dict(os.environ, **variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    said = []
    for line in process.stdout or []:
        said.append(line)
        if line.strip().startswith(PROGRESS):
            tell(zh="  " + line.strip(), en="  " + line.strip())
    return process.wait(), "".join(said)


def shows(signs: tuple, said: str) -> bool:
    """Tell whether one of `signs` stands in what an installer said."""
    return any(sign in said.lower() for sign in signs)


def cause(said: str) -> Stop:
    """Return the `Stop` that says why something failed, after what the installer or the system `said`."""
    if shows(DISK_FULL, said):
        return Stop(
            zh="磁盘已满，课程装不下（大约需要 1 GB）：请腾出空间后重试。",
            en="The disk is full and the course does not fit (it takes about 1 GB): "
            "free some space, then try again.",
        )
    if shows(NO_NETWORK, said):
        return Stop(
            zh="连不上网络，软件包无法下载：请检查网络或代理设置后重试（装好以后就不再需要联网）。",
            en="There is no network, so nothing can be downloaded: check the connection or the proxy, "
            "then try again (once installed, the course needs no network).",
        )
    lines = [line.strip() for line in said.splitlines() if line.strip()] or ["?"]
    reason = next((line for line in lines if line.lower().startswith(("error", "×"))), lines[-1])
    return Stop(
        zh="课程没能启动，系统给出的原因是“{reason}”：请改正后重试；如果仍然不行，请删除 .venv 文件夹再试。",
        en='The course could not be started, the reason given is "{reason}": mend that and try again; '
        "if it happens again, delete the folder .venv first.",
        reason=reason,
    )
