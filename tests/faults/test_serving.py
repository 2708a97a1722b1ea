"""サーバーと裏の仕事: both answer, both end with the signal, none is left behind."""

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

pytestmark = [pytest.mark.faults]
ROOT = Path(__file__).parents[2]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def served(tmp_path):
    """`takigi serve` on a free port with a database of its own."""
    home, port = tmp_path / "町", free_port()
    home.mkdir()
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
    yield process, port, log
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    log.close()


def wait_for(what, seconds=60):
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


def group_members(group):
    """Every process of the group that is still alive."""
    alive = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            alive.append(int(entry.parent.name))
    return alive


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="子の仕事を数える /proc がこの機械にはありません")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_server_and_the_worker_and_leaves_nobody_behind(served, number):
    process, port, _ = served
    assert wait_for(lambda: healthy(port))
    assert wait_for(lambda: len(group_members(process.pid)) >= 3)

    process.send_signal(number)

    assert process.wait(timeout=30) == 0
    assert wait_for(lambda: not group_members(process.pid), seconds=10)
    assert not healthy(port)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="子の仕事を数える /proc がこの機械にはありません")
def test_when_the_worker_dies_the_server_does_not_go_on_half_alive(served):
    process, port, _ = served
    assert wait_for(lambda: healthy(port))
    worker = next(pid for pid in group_members(process.pid) if b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes())

    os.kill(worker, signal.SIGKILL)

    assert process.wait(timeout=30) == 1
    assert wait_for(lambda: not group_members(process.pid), seconds=10)


def test_the_log_holds_no_typed_word_and_no_query(served):
    process, port, log = served
    assert wait_for(lambda: healthy(port))
    for address in ("people/?q=yamada0001234567", "people/0001234567/", "nothing/%E5%B1%B1%E7%94%B0/"):
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(
                urllib.request.Request(f"http://127.0.0.1:{port}/{address}", method="PUT"), timeout=5
            )

    process.terminate()
    process.wait(timeout=30)
    log.seek(0)
    written = log.read()
    assert "yamada" not in written
    assert "0001234567" not in written
    assert "山田" not in written
    assert "%E5%B1%B1" not in written
