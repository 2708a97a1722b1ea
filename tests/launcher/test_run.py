"""入口: run.py installs once, says what it does, passes signals on, and needs nothing but Python."""

import ast
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import run as launcher
from tests.architecture.source import ROOT

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and process groups are of another kind on Windows")


@pytest.fixture
def empty_place(tmp_path, monkeypatch):
    """A launcher that stands in an empty folder, with its steps written down instead of taken."""
    requirements = tmp_path / "requirements"
    requirements.mkdir()
    for name in ("base", "dev"):
        (requirements / f"{name}.txt").write_text(f"a==1\nb=={len(name)}\n")
    places = {"ROOT": tmp_path, "REQUIREMENTS": requirements, "VENV": tmp_path / ".venv"}
    places |= {"STAMP": tmp_path / ".venv" / "takigi.json", "PYTHON": tmp_path / ".venv" / "python"}
    for name, value in {**places, "WHEELS": tmp_path / "wheelhouse"}.items():
        monkeypatch.setattr(launcher, name, value)
    steps: list[str] = []

    def make() -> None:
        steps.append("make")
        launcher.VENV.mkdir(exist_ok=True)
        if not launcher.PYTHON.exists():
            launcher.PYTHON.symlink_to(sys.executable)

    monkeypatch.setattr(launcher, "make_environment", make)
    monkeypatch.setattr(launcher, "install", lambda name: steps.append(f"install {name}"))
    return steps


def test_it_needs_only_the_standard_library():
    module = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    imported = {name.name for node in ast.walk(module) if isinstance(node, ast.Import) for name in node.names}
    imported |= {str(node.module) for node in ast.walk(module) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} - sys.stdlib_module_names == set()


def test_the_second_start_touches_nothing(empty_place):
    launcher.prepare("base")
    launcher.prepare("base")
    assert empty_place == ["make", "install base"]


def test_after_the_tests_a_demo_has_everything(empty_place):
    launcher.prepare("dev")
    launcher.prepare("base")
    assert empty_place == ["make", "install dev"]


def test_a_changed_lock_is_installed_again_and_into_the_same_place(empty_place):
    launcher.prepare("base")
    (launcher.REQUIREMENTS / "base.txt").write_text("a==2\n")
    launcher.prepare("base")
    assert empty_place == ["make", "install base", "install base"]


def test_a_place_that_works_is_kept_whichever_python_calls(empty_place, monkeypatch):
    launcher.prepare("base")
    monkeypatch.setattr(launcher.sysconfig, "get_python_version", lambda: "3.99")
    launcher.prepare("base")
    assert empty_place == ["make", "install base"]


@POSIX
def test_a_place_whose_python_is_gone_or_changed_is_made_anew(empty_place):
    launcher.prepare("base")
    launcher.PYTHON.unlink()
    launcher.prepare("base")
    launcher.STAMP.write_text(json.dumps({**launcher.installed(), "python": "3.9"}))
    launcher.prepare("base")
    assert empty_place == ["make", "install base"] * 3


def test_an_installation_that_was_cut_off_is_taken_up_again(empty_place, monkeypatch):
    def cut_off(name: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as once:
        once.setattr(launcher, "install", cut_off)
        with pytest.raises(KeyboardInterrupt):
            launcher.prepare("base")
    launcher.prepare("base")
    assert empty_place == ["make", "make", "install base"]


def test_a_broken_stamp_counts_as_none(empty_place):
    launcher.VENV.mkdir()
    launcher.STAMP.write_text("{")
    assert launcher.installed() == {}


def test_a_failed_installation_shows_the_end_of_what_pip_said(empty_place, monkeypatch, capsys):
    monkeypatch.undo()

    def refuse(command, on_line):
        on_line("Collecting a==1")
        on_line("ERROR: no network")
        return 1

    monkeypatch.setattr(launcher, "run", refuse)
    with pytest.raises(SystemExit, match="部品を入れられませんでした"):
        launcher.install("base")
    out, err = capsys.readouterr()
    assert "1/" in out and "a==1" in out
    assert "no network" in err


def test_a_network_that_fails_is_mentioned_once(empty_place, monkeypatch, capsys):
    monkeypatch.undo()

    def wait(command, on_line):
        for _ in range(3):
            on_line("WARNING: Retrying (Retry(total=4))")
        return 0

    monkeypatch.setattr(launcher, "run", wait)
    launcher.install("base")
    assert capsys.readouterr().out.count("つながりにくい") == 1


def test_without_a_word_it_says_how_it_is_used(capsys):
    launcher.main([])
    assert "python3 run.py demo" in capsys.readouterr().out


def test_any_other_word_goes_to_the_command_inside(monkeypatch):
    calls: list[list[str]] = []
    monkeypatch.setattr(launcher, "prepare", lambda name: calls.append([name]))
    monkeypatch.setattr(launcher, "hand_over", lambda command: calls.append([str(word) for word in command]))
    launcher.main(["demo", "--port", "8001"])
    launcher.main(["test", "--quick"])
    assert calls[0] == ["base"] and calls[1][-5:] == ["-m", "takigi", "demo", "--port", "8001"]
    assert calls[2] == ["dev"] and calls[3][-1] == "--quick" and calls[3][-2].endswith("run_all.py")


def test_an_older_python_is_told_so_in_words(tmp_path):
    """As if this Python were too old: nothing is made, and the reason is Japanese also where the system is not."""
    source = (ROOT / "run.py").read_text(encoding="utf-8").replace("(3, 11)", "(99, 0)")
    (tmp_path / "run.py").write_text(source, encoding="utf-8")
    command = [sys.executable, tmp_path / "run.py", "demo"]
    western = {**os.environ, "LC_ALL": "en_US.ISO-8859-1"}
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", env=western)
    assert list(tmp_path.iterdir()) == [tmp_path / "run.py"]
    assert done.returncode != 0
    assert "Python 3.11 以上が要ります" in done.stderr


def test_the_children_speak_japanese_and_look_nowhere_else(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    environment = launcher.child_environment()
    assert environment["PYTHONUTF8"] == "1"
    assert "PYTHONPATH" not in environment


PARENT = """
import sys
sys.path.insert(0, {root!r})
import run
run.run([sys.executable, "-c", {child!r}])
print("not reached")
"""
# A child with a child of its own: both have to go.
CHILD = """
import subprocess, sys, time
inner = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(inner.pid, flush=True)
time.sleep(60)
"""


def is_alive(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    if state.parent.parent.joinpath("self").exists():
        return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_reaches_all_that_was_started_and_nothing_stays_behind(number):
    source = PARENT.format(root=str(ROOT), child=CHILD)
    command = [sys.executable, "-c", source]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as parent:
        assert parent.stdout
        grandchild = int(parent.stdout.readline())
        parent.send_signal(number)
        assert "not reached" not in parent.stdout.read()
    assert parent.returncode == 128 + number
    deadline = time.monotonic() + 10
    while is_alive(grandchild) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not is_alive(grandchild)


EARLY = """
import os, signal, subprocess
class Interrupted(subprocess.Popen):
    def __init__(self, *words, **options):
        super().__init__(*words, **options)
        os.kill(os.getpid(), signal.SIGINT)
subprocess.Popen = Interrupted
"""


@POSIX
def test_a_signal_that_comes_while_something_is_being_started_is_passed_on_as_well():
    source = EARLY + PARENT.format(root=str(ROOT), child="import time; time.sleep(60)")
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, check=False, text=True, timeout=30)
    assert (done.returncode, done.stdout, done.stderr) == (128 + signal.SIGINT, "", "")


@POSIX
def test_handing_over_leaves_no_launcher_between(tmp_path):
    """The inner program has the launcher's own process number, so signals need no passing on."""
    source = f"""
import os, sys
sys.path.insert(0, {str(ROOT)!r})
import run
print(os.getpid(), flush=True)
run.hand_over([sys.executable, "-c", "import os; print(os.getpid())"])
"""
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True)
    outer, inner = done.stdout.split()
    assert outer == inner


@POSIX
def test_the_path_to_the_sources_holds_under_a_japanese_name_with_a_space(tmp_path, monkeypatch):
    place = tmp_path / "薪 テスト"
    (place / "src" / "takigi").mkdir(parents=True)
    (place / "src" / "takigi" / "__init__.py").write_text("word = '着火'\n", encoding="utf-8")
    venv = place / ".venv"
    names = {"ROOT": place, "VENV": venv, "STAMP": venv / "takigi.json", "PYTHON": venv / "bin" / "python"}
    for name, value in names.items():
        monkeypatch.setattr(launcher, name, value)
    # Making pip costs seconds and says nothing about the path.
    plain_run = launcher.run
    monkeypatch.setattr(launcher, "run", lambda command: plain_run([*command[:3], "--without-pip", *command[3:]]))
    launcher.make_environment()
    moved = Path(shutil.move(place, tmp_path / "引っ越し 先"))
    done = subprocess.run(
        [moved / ".venv" / "bin" / "python", "-c", "import takigi; print(takigi.word)"],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=launcher.child_environment(),
    )
    assert done.stdout.strip() == "着火"
