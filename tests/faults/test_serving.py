"""サーバーと裏の仕事: both answer, both end with the signal, none is left behind."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.laid_tables import copy_tables

pytestmark = [pytest.mark.faults]
ROOT = Path(__file__).parents[2]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def served(tmp_path, request):
    """`takigi serve` on a free port with a database of its own; a test may have it begin with an empty folder."""
    home, port = tmp_path / "町", free_port()
    getattr(request, "param", copy_tables)(home)
    (home / "installation.toml").write_text(f"[server]\nport = {port}\n", encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if key != "TAKIGI_TEST_DATABASE"}
    environment |= {"TAKIGI_HOME": str(home), "PYTHONUTF8": "1"}
    log = (tmp_path / "log").open("w+")
    process = subprocess.Popen(
        [sys.executable, "-m", "takigi", "serve"],
        env=environment,
        cwd=ROOT,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    yield process, port, log, home
    for pid in members(home):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()
    log.close()


def wait_for(what, seconds=300):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.2)
    return False


def healthy(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def members(home):
    """Every process that works on this home and is still alive: pid and command."""
    alive = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if f"TAKIGI_HOME={home}".encode() in (entry / "environ").read_bytes():
                alive[int(entry.name)] = (entry / "cmdline").read_bytes()
        except OSError:
            continue
    # A process that has ended and was not yet asked about has no command left.
    return {pid: command for pid, command in alive.items() if command}


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="子の仕事を数える /proc がこの機械にはありません")
@pytest.mark.parametrize(
    ("served", "number"), [(Path.mkdir, signal.SIGTERM), (copy_tables, signal.SIGINT)], indirect=["served"]
)
def test_a_signal_ends_the_server_and_the_worker_and_leaves_nobody_behind(served, number):
    process, port, _, home = served
    assert wait_for(lambda: healthy(port))
    assert wait_for(lambda: len(members(home)) >= 3)

    process.send_signal(number)

    assert process.wait(timeout=60) == 0
    assert wait_for(lambda: not members(home), seconds=30)
    assert not healthy(port)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="子の仕事を数える /proc がこの機械にはありません")
@pytest.mark.parametrize("of_whom", [b"takigi\0worker", b"granian\0"], ids=["worker", "server"])
def test_when_one_of_them_is_killed_the_other_does_not_go_on_half_alive(served, of_whom):
    process, port, _, home = served
    assert wait_for(lambda: healthy(port))
    assert wait_for(lambda: any(of_whom in command for command in members(home).values()))

    os.kill(next(pid for pid, command in members(home).items() if of_whom in command), signal.SIGKILL)

    assert process.wait(timeout=60) == 1
    assert wait_for(lambda: not members(home), seconds=30)


def test_the_log_holds_no_typed_word_and_no_query(served):
    process, port, log, _ = served
    assert wait_for(lambda: healthy(port))
    for address in ("people/?q=yamada0001234567", "people/0001234567/", "nothing/%E5%B1%B1%E7%94%B0/"):
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(
                urllib.request.Request(f"http://127.0.0.1:{port}/{address}", method="PUT"), timeout=30
            )

    process.terminate()
    process.wait(timeout=60)
    log.seek(0)
    written = log.read()
    assert "yamada" not in written
    assert "0001234567" not in written
    assert "山田" not in written
    assert "%E5%B1%B1" not in written
