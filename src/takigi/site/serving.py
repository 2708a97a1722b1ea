"""サーバーを動かす: the web server and the worker as two children that live and end together."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from types import FrameType

START_SECONDS = 60


def server_command(address: str, port: int, workers: int) -> list[str]:
    """granian, serving WSGI with four threads a worker."""
    words = ["--interface", "wsgi", "--host", address, "--port", str(port), "--workers", str(workers)]
    quiet = ["--blocking-threads", "4", "--no-ws", "--log-level", "warning", "--workers-kill-timeout", "10"]
    return [sys.executable, "-m", "granian", *words, *quiet, "takigi.site.wsgi:application"]


def worker_command() -> list[str]:
    """The worker: takes long work from the queue."""
    return [sys.executable, "-m", "takigi", "worker"]


def answers(port: int, address: str = "127.0.0.1") -> bool:
    """Whether the health address says that all is well."""
    host = "127.0.0.1" if address == "0.0.0.0" else address  # noqa: S104  # compared with, never bound to here
    try:
        # The address is our own, and http.
        with urllib.request.urlopen(f"http://{host}:{port}/healthz", timeout=2) as answer:  # as said above
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def serve(*, address: str, port: int, workers: int, on_ready: Callable[[], None]) -> int:
    """Start both, call `on_ready` once pages are served, and stay until one ends or a signal comes.

    Returns the exit code. No child is left behind.
    """
    # Each in a session of its own, so that whatever a child has started can be ended with it.
    own = os.name != "nt"
    commands = (server_command(address, port, workers), worker_command())
    children = [subprocess.Popen(command, start_new_session=own) for command in commands]
    told: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        told.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    try:
        _wait_until_ready(children, port, address, told)
        if not told and all(child.poll() is None for child in children):
            on_ready()
        while not told and all(child.poll() is None for child in children):
            time.sleep(0.3)
    finally:
        _end(children)
    return 0 if told else 1


def _wait_until_ready(children: list[subprocess.Popen[bytes]], port: int, address: str, told: list[int]) -> None:
    until = time.monotonic() + START_SECONDS
    while not told and time.monotonic() < until and all(child.poll() is None for child in children):
        if answers(port, address):
            return
        time.sleep(0.2)


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            with contextlib.suppress(OSError):
                child.send_signal(signal.SIGTERM if os.name != "nt" else signal.SIGINT)
    for child in children:
        try:
            child.wait(timeout=15)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        if os.name != "nt":
            # A server that was killed leaves its own workers behind.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
