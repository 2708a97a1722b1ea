"""控えと復元: a consistent copy of everything while the town works on, and its verified return into a fresh place."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, connections

from takigi.audit import queries as audit
from takigi.evaluation.queries.snapshots import kept_places

SESSIONS = "django_session"
DATABASE, DUMP, MANIFEST = "takigi.sqlite3", "takigi.pgdump", "manifest.json"
CARRIED = ("installation.toml", "audit-anchors.jsonl", "demo.json", "secrets", "imports")
# Of the facts only what was kept for good: the ground of today's numbers is gathered anew, and may go while we copy.
FACTS = "facts"


class BackupRefused(Exception):
    """The backup or the restoration cannot be done like this; the text says what to do."""


@dataclass(frozen=True)
class Written:
    """A finished backup: where it lies, its size and how many rows are in it."""

    path: Path
    bytes: int
    rows: int


def back_up(folder: Path, *, at: datetime) -> Written:
    """Write one file takigi-YYYYMMDD-HHMMSS.tar.gz into `folder`: database, imported files, secrets, manifest.

    Consistent while in use: SQLite's own backup, or pg_dump's snapshot. Appears under its name only when it is whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"takigi-{at:%Y%m%d-%H%M%S}.tar.gz"
    with TemporaryDirectory(dir=folder, prefix=".making-") as making:
        work = Path(making)
        dump = _copy_database(work)
        counts = _rows_in(dump) if dump.name == DATABASE else _rows_now()
        for name in CARRIED:
            _carry(settings.HOME / name, work / name)
        for place in kept_places():
            _carry(Path(settings.FACTS_FOLDER) / place, work / FACTS / place)
        manifest = {
            "made_at": at.isoformat(timespec="seconds"),
            "engine": connection.vendor,
            "rows": counts,
            "audit": [list(head) for head in audit.heads()] if dump.name != DATABASE else _heads_in(dump),
            "files": {str(one.relative_to(work)): _digest(one) for one in _files(work)},
        }
        (work / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
        packed = work.with_suffix(".tar.gz")
        with tarfile.open(packed, "w:gz", compresslevel=5) as archive:
            for one in _files(work):
                archive.add(one, arcname=str(one.relative_to(work)))
        packed.chmod(0o600)
        packed.replace(path)
    return Written(path, path.stat().st_size, sum(counts.values()))


def _copy_database(work: Path) -> Path:
    if connection.vendor == "sqlite":
        target = work / DATABASE
        connection.ensure_connection()
        try:
            with closing(sqlite3.connect(target)) as copy:
                connection.connection.backup(copy)
                # Whoever comes back signs in anew, and what somebody was looking for is no business of a backup.
                copy.execute("pragma secure_delete = on")
                copy.execute(f"delete from {SESSIONS}")  # noqa: S608  # our own table's name
                copy.commit()
                # One file and no other: a reader of a database in WAL mode lays two more beside it.
                copy.execute("pragma journal_mode = delete")
        except sqlite3.Error as error:
            raise BackupRefused(
                f"データベースを写せません（{error}）。置き場所の空き容量を確かめてください。"
            ) from error
        return target
    target = work / DUMP
    it = settings.DATABASES["default"]
    words = ["pg_dump", "--format=custom", "--no-owner", f"--exclude-table-data={SESSIONS}"]
    words += ["--file", str(target), *_pg_words(it)]
    _run_postgres(words, it)
    return target


def _pg_words(it: dict[str, Any]) -> list[str]:
    pairs = (("--host", "HOST"), ("--port", "PORT"), ("--username", "USER"), ("--dbname", "NAME"))
    return [word for option, key in pairs if it.get(key) for word in (option, str(it[key]))]


def _run_postgres(words: list[str], it: dict[str, Any]) -> None:
    program = shutil.which(words[0]) or _newest(words[0])
    if program is None:
        raise BackupRefused(f"{words[0]} が見つかりません。PostgreSQL の道具（postgresql-client）を入れてください。")
    environment = os.environ | ({"PGPASSWORD": it["PASSWORD"]} if it.get("PASSWORD") else {})
    # Words made here from the installation file; no shell.
    done = subprocess.run(
        [program, *words[1:]], env=environment, capture_output=True, text=True, check=False
    )  # as said above
    if done.returncode != 0:
        raise BackupRefused(f"{words[0]} が終わりませんでした: {done.stderr.strip()[-300:]}")


def _newest(program: str) -> str | None:
    """Debian keeps some of PostgreSQL's programs outside the path."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    return str(found[-1]) if found else None


def _carry(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    elif source.exists():
        shutil.copy2(source, target)


def _files(work: Path) -> Iterator[Path]:
    return (one for one in sorted(work.rglob("*")) if one.is_file())


def _digest(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _tables() -> list[str]:
    return sorted(model._meta.db_table for model in apps.get_models() if model.__module__.startswith("takigi."))


def _rows_in(database: Path) -> dict[str, int]:
    """Rows a table in the copy itself, so that the manifest says what was copied and not what came later."""
    with closing(sqlite3.connect(database)) as copy:
        return {table: copy.execute(f'select count(*) from "{table}"').fetchone()[0] for table in _tables()}  # noqa: S608  # our own table names


def _heads_in(database: Path) -> list[list[Any]]:
    with closing(sqlite3.connect(database)) as copy:
        rows = copy.execute("select municipality_id, seq, seal from audit_head order by 1").fetchall()
    return [list(row) for row in rows]


def _rows_now() -> dict[str, int]:
    with connection.cursor() as cursor:
        counts = {}
        for table in _tables():
            cursor.execute(f'select count(*) from "{table}"')  # noqa: S608  # our own table names
            counts[table] = cursor.fetchone()[0]
    return counts


def restore(archive: Path, *, home: Path) -> dict[str, Any]:
    """Unpack a backup into `home`, which must hold no database yet; returns the manifest.

    Refused, with nothing left behind, when a file is missing or differs from its hash.
    """
    _refuse_used(home)
    with TemporaryDirectory(dir=home, prefix=".unpacking-") as unpacking:
        work = Path(unpacking)
        manifest = _unpack(archive, work)
        if manifest["engine"] != connection.vendor:
            raise BackupRefused(
                f"この控えは {manifest['engine']} のものです。installation.toml の [database] engine を合わせてください。"
            )
        for name in (*CARRIED, FACTS):
            target = home / name
            if (work / name).exists():
                shutil.rmtree(target, ignore_errors=True) if target.is_dir() else target.unlink(missing_ok=True)
                (work / name).replace(target)
        if connection.vendor == "sqlite":
            (work / DATABASE).replace(settings.DATABASES["default"]["NAME"])
        else:
            it = settings.DATABASES["default"]
            words = ["pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", *_pg_words(it)]
            _run_postgres([*words, str(work / DUMP)], it)
    return manifest


def _refuse_used(home: Path) -> None:
    sentence = (
        "ここにはもうデータベースがあります。復元は空の場所にします。TAKIGI_HOME で新しいフォルダーを指してください。"
    )
    if connection.vendor == "sqlite":
        if Path(settings.DATABASES["default"]["NAME"]).exists():
            raise BackupRefused(sentence)
    elif connection.introspection.table_names():
        raise BackupRefused(sentence.replace("空の場所", "空のデータベース"))
    home.mkdir(parents=True, exist_ok=True, mode=0o700)


def _unpack(archive: Path, work: Path) -> dict[str, Any]:
    try:
        with tarfile.open(archive, "r:gz") as packed:
            packed.extractall(work, filter="data")
        manifest: dict[str, Any] = json.loads((work / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, tarfile.TarError, ValueError, EOFError) as error:
        raise BackupRefused("この控えは壊れているか、薪の控えではありません。別の控えを使ってください。") from error
    found = {str(one.relative_to(work)): _digest(one) for one in _files(work) if one != work / MANIFEST}
    wrong = sorted(
        name for name in manifest["files"].keys() | found.keys() if manifest["files"].get(name) != found.get(name)
    )
    if wrong:
        raise BackupRefused(
            f"控えの中の {'、'.join(wrong[:5])} が、控えを作ったときと違います。別の控えを使ってください。"
        )
    return manifest


def differences(manifest: dict[str, Any]) -> list[str]:
    """What the database holds otherwise than the manifest says: nothing, after a right restoration."""
    connections.close_all()
    now = _rows_now()
    told = manifest["rows"]
    wrong = [
        f"{table}: 控え {told.get(table)} 行、今 {now.get(table)} 行"
        for table in sorted(told.keys() | now.keys())
        if told.get(table) != now.get(table)
    ]
    if [list(head) for head in audit.heads()] != [list(head) for head in manifest["audit"]]:
        wrong.append("監査記録の終わりが、控えと合いません。")
    return wrong
