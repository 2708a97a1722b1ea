"""試験用の PostgreSQL: a server of our own in a folder of its own, gone when whoever asked for it is gone.

Run as a program it starts the server, prints where it listens as one line of JSON, waits until its
standard input closes and then stops the server and removes the folder. So even a test run that is
killed leaves no server behind: the pipe closes with it.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FOLDERS = ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin")
# The folder is thrown away afterwards, so nothing has to survive a power cut and nobody has to tidy up.
THROWAWAY = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "jit=off",
    "max_connections=60",
    "listen_addresses=",
)


def server_programs() -> Path | None:
    """The newest folder that holds `initdb` and `postgres`, or None when this machine has none."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).parent] if on_path else []
    for pattern in FOLDERS:
        folders += sorted(Path("/").glob(pattern.lstrip("/")), key=_version)
    return next((f for f in reversed(folders) if (f / "initdb").exists() and (f / "postgres").exists()), None)


def _version(folder: Path) -> int:
    digits = "".join(c for c in folder.parent.name if c.isdigit())
    return int(digits or 0)


def _owner() -> dict[str, object]:
    # PostgreSQL refuses to run as root, so root hands the folder to Debian's own account for it.
    if os.geteuid() != 0:
        return {}
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    """Make a cluster in `folder` and start it; returns the server and its port. Unix socket only."""
    programs, owner, port = server_programs(), _owner(), _free_port()
    if programs is None:
        raise SystemExit("PostgreSQL がこの機械にありません。")
    if owner:
        shutil.chown(folder, "postgres", "postgres")
    make = [programs / "initdb", "-D", folder / "cluster", "-U", "takigi", "-A", "trust", "-E", "UTF8", "--locale=C"]
    subprocess.run([*make, "--no-sync"], cwd=folder, check=True, stdout=sys.stderr, **owner)  # type: ignore[call-overload]  # owner is user/group
    options = [word for setting in THROWAWAY for word in ("-c", setting)]
    server = subprocess.Popen(
        [programs / "postgres", "-D", folder / "cluster", "-k", folder, "-p", str(port), *options],
        cwd=folder,
        stdout=sys.stderr,
        **owner,
    )
    for _ in range(300):
        ask = [programs / "pg_isready", "-q", "-h", folder, "-p", str(port), "-U", "takigi", "-d", "postgres"]
        ready = subprocess.run(ask, check=False)
        if ready.returncode == 0:
            return server, port
        if server.poll() is not None:
            break
        time.sleep(0.1)
    server.kill()
    raise SystemExit("PostgreSQL を起動できませんでした。上の記録に理由があります。")


def main() -> None:
    """Serve until standard input closes."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    # A socket's path may have 107 bytes, so a long TMPDIR is of no use here.
    with tempfile.TemporaryDirectory(prefix="takigi-pg-", dir="/tmp", ignore_cleanup_errors=True) as name:
        server = None
        try:
            server, port = start(Path(name))
            print(json.dumps({"host": name, "port": port, "user": "takigi"}), flush=True)
            sys.stdin.read()
        finally:
            if server is not None:
                server.send_signal(signal.SIGQUIT)
                server.wait()


if __name__ == "__main__":
    main()
