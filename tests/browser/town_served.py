"""落とされる町: a town on a real server of its own, which may be killed and started again."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def prepare(home: Path, program: str = "tests.browser.town_prepared") -> dict[str, Any]:
    """Fill the folder, in a process of its own: what a browser needs to sit down there."""
    home.mkdir(parents=True)
    said = subprocess.run(
        [sys.executable, "-m", program],
        env=_environment(home),
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(said.stdout.splitlines()[-1])


def _environment(home: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TAKIGI_TEST")}
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return kept | {"TAKIGI_HOME": str(home), "PYTHONPATH": path, "PYTHONUTF8": "1"}


class ServedTown:
    """`takigi serve` with a folder of its own. `facts`: the session, the case and the course."""

    def __init__(self, home: Path, facts: dict[str, Any]) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        # As the town was prepared, but at a door of its own.
        chosen = home / "installation.toml"
        _, _, rest = (chosen.read_text(encoding="utf-8") if chosen.exists() else "").partition("[security]")
        words = f"[server]\nport = {port}\n" + (f"[security]{rest}" if rest else "")
        chosen.write_text(words, encoding="utf-8")
        self.home, self.facts, self.port, self.address = home, facts, port, f"http://127.0.0.1:{port}"
        self._log = (home / "server.log").open("a")
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until it answers."""
        self._server = subprocess.Popen(
            [sys.executable, "-m", "takigi", "serve"],
            env=_environment(self.home),
            cwd=ROOT,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )
        until = time.monotonic() + 90
        while not self._answers():
            assert time.monotonic() < until, (self.home / "server.log").read_text()[-2000:]
            time.sleep(0.2)

    def _answers(self) -> bool:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=2)) as line:
            try:
                line.request("GET", "/healthz")
                with line.getresponse() as answer:
                    return answer.status == 200
            except (HTTPException, OSError):
                return False

    def kill(self) -> None:
        """SIGKILL to the server and everything it started, as when the power goes.

        The web server and the worker stand in sessions of their own, so they are found by their data folder.
        """
        while pids := list(self._everybody()):
            for pid in pids:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.02)
        if self._server is not None:
            self._server.wait()
            self._server = None

    def _everybody(self) -> Iterator[int]:
        mark = f"TAKIGI_HOME={self.home}".encode()
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                is_gone = (folder / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
                if not is_gone and mark in (folder / "environ").read_bytes().split(b"\0"):
                    yield int(folder.name)

    def close(self) -> None:
        """Leave nobody behind."""
        self.kill()
        self._log.close()

    def asked(self, question: str) -> Any:
        """One value of the database, read past the application."""
        connection = sqlite3.connect(self.home / "takigi.sqlite3")
        try:
            return connection.execute(question).fetchone()[0]
        finally:
            connection.close()
