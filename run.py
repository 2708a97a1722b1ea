"""入口: makes the environment this project needs and hands over to it. Standard library only.

    python3 run.py demo    見本の町をはじめる
    python3 run.py test    すべての試験をする

Any other word goes to the `takigi` command inside. Nothing is installed outside the folder .venv beside this file.
"""

# So that an older Python reads far enough to be told, in words, that it is too old.
from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
REQUIREMENTS = ROOT / "requirements"
WHEELS = ROOT / "wheelhouse"
VENV = ROOT / ".venv"
STAMP = VENV / "takigi.json"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
# pip's words for a file from the network and for one from a folder.
FETCHED = ("Collecting ", "Processing ")
USAGE = """使い方:
  python3 run.py demo [--port 番号] [--town 町の名前] [--fresh]   見本の町をはじめる（--fresh で作りなおし）
  python3 run.py test [--quick] [pytest への指定]                すべての試験をする（--quick は短い試験だけ）
  python3 run.py ことば …                                        中の takigi コマンドに渡す（例: run.py check）"""


def say(text: str) -> None:
    """One line of progress."""
    print(f"薪: {text}", flush=True)


def stop(text: str) -> None:
    """End here, with the reason and what to do now."""
    sys.exit(f"薪: {text}")


def child_environment() -> dict[str, str]:
    """This environment, without what would lead the inner Python astray, and with Japanese on every system."""
    # Compiled files are kept: without them every start, and every worker of the tests, compiles the whole house again.
    astray = {"PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}
    kept = {name: value for name, value in os.environ.items() if name not in astray}
    return {**kept, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def run(command: list[Any], on_line: Callable[[str], None] | None = None) -> int:
    """Run a program to its end, its lines going to `on_line` if there is one.

    A signal to us is a signal to it and to everything that it started; then we end as well.
    """
    options: dict[str, Any] = {"env": child_environment(), "start_new_session": not WINDOWS}
    if on_line:
        options |= {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8", "errors": "replace"}
    received: list[int] = []
    started: list[subprocess.Popen[str]] = []

    def pass_on(number: int) -> None:
        for child in started:
            # On Windows the child shares our console and has heard it already.
            with contextlib.suppress(OSError, AttributeError):
                os.killpg(child.pid, number)

    def forward(number: int, _frame: object) -> None:
        received.append(number)
        pass_on(number)

    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, forward) for number in numbers}
    try:
        with subprocess.Popen([str(word) for word in command], **options) as child:
            started.append(child)
            # What came while it was being started reaches it now.
            for number in tuple(received):
                pass_on(number)
            for line in child.stdout or ():
                on_line and on_line(line.rstrip())
            code = child.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if received:
        sys.exit(128 + received[0])
    return code


def hand_over(command: list[Any]) -> None:
    """Become the inner program, so that signals reach it and nothing stays behind. Does not return."""
    if WINDOWS:  # There, exec gives the console back before the program has ended.
        sys.exit(run(command))
    words = [str(word) for word in command]
    sys.stdout.flush()
    os.execve(words[0], words, child_environment())


def digest(name: str) -> str:
    """The fingerprint of requirements/`name`.txt."""
    return hashlib.sha256((REQUIREMENTS / f"{name}.txt").read_bytes()).hexdigest()


def installed() -> dict[str, str]:
    """What stands in .venv, as the last successful installation wrote it down."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def python_inside() -> str:
    """The version of the Python in .venv, empty when it does not run (any more)."""
    ask = [PYTHON, "-c", "import sysconfig; print(sysconfig.get_python_version())"]
    try:
        return subprocess.run(ask, capture_output=True, check=True, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def make_environment() -> None:
    """The folder .venv: a Python of our own that finds the sources in src/."""
    if importlib.util.find_spec("ensurepip") is None:
        stop(
            "Python の venv がありません。Debian・Ubuntu では apt install python3-venv のあと、もう一度お試しください。"
        )
    say("Python の環境（.venv）を作っています …")
    # Without a stamp it is new, or half made by a start that was cut off: then venv mends it.
    clear = ["--clear"] if STAMP.exists() else []
    if run([sys.executable, "-m", "venv", *clear, VENV]) != 0:
        stop("環境（.venv）を作れませんでした。空き容量と、このフォルダーに書き込めるかを確かめてください。")
    packages = Path(sysconfig.get_path("purelib", "venv", vars={"base": str(VENV), "platbase": str(VENV)}))
    # Relative, because Python reads this file in the system's own encoding and our path may be Japanese.
    (packages / "takigi.pth").write_text(os.path.relpath(ROOT / "src", packages) + "\n", encoding="ascii")


def install(name: str) -> None:
    """Install requirements/`name`.txt: exactly the files whose hashes stand there, nothing else."""
    total = sum("==" in line for line in (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8").splitlines())
    say(f"必要な部品を入れています（{total}個まで。初めてのときは数分かかります）…")
    lines: list[str] = []

    def progress(line: str) -> None:
        lines.append(line)
        if "Retrying" in line and not any("Retrying" in one for one in lines[:-1]):
            say("つながりにくいようです。待って、もう一度ためしています …")
        elif line.startswith(FETCHED):
            name = Path(line.split()[1]).name
            print(f"    {sum(one.startswith(FETCHED) for one in lines)}/{total} {name}", flush=True)
        elif line.startswith("Installing collected"):
            say("部品を置いています …")

    carried = ["--no-index", "--find-links", WHEELS] if WHEELS.is_dir() else []
    pip = [PYTHON, "-m", "pip", "install", "--no-user", "--no-input", "--require-hashes", *carried]
    if run([*pip, "-r", REQUIREMENTS / f"{name}.txt"], on_line=progress) != 0:
        print("\n".join(lines[-12:]), file=sys.stderr)
        stop(
            "部品を入れられませんでした。理由は上にあります。ネットワークを確かめて、もう一度お試しください。"
            "つながらない場所での入れ方は DEVELOPING.md の「閉じた網」にあります。"
        )


def prepare(name: str) -> None:
    """Whatever requirements/`name`.txt asks for; nothing at all when it is already there."""
    done = installed()
    # Whichever Python called us: an environment that works is kept, one whose Python is gone or changed is not.
    if not done or python_inside() != done.get("python"):
        make_environment()
        done = {"python": sysconfig.get_python_version()}
    if done.get(name) == digest(name):
        return
    install(name)
    # Whoever has the tests' parts has the program's: dev.txt holds all of base.txt (a test says so).
    done |= {one: digest(one) for one in {name, "base"}}
    STAMP.write_text(json.dumps(done), encoding="utf-8")
    say("部品がそろいました。")


def main(words: list[str]) -> None:
    """Read the first word, prepare what it needs, hand over."""
    if not words or words[0] in {"-h", "--help", "help"}:
        print(USAGE)
    elif words[0] == "test":
        prepare("dev")
        hand_over([PYTHON, ROOT / "tests" / "run_all.py", *words[1:]])
    else:
        prepare("base")
        hand_over([PYTHON, "-P", "-m", "takigi", *words])


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    if sys.version_info < (3, 11):  # noqa: UP036  # whoever calls us may not have read pyproject.toml
        stop(
            f"Python 3.11 以上が要ります（これは {sys.version.split()[0]}）。python3.11 run.py のようにお試しください。"
        )
    main(sys.argv[1:])
