"""健やかさ: the state of an installation as a list of findings, each with a sentence and what to do."""

import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.timezone import localtime

from takigi.audit import queries as audit
from takigi.site.anchors import anchor_faults

LEAST_FREE = 2 * 1024**3
BACKUP_DAYS = 2


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    what: str
    is_good: bool
    sentence: str


def examine() -> Iterator[Finding]:
    """Database, tables, audit chain, secrets, free space, backups: in the order in which they matter."""
    database = _database()
    yield database
    if database.is_good:
        tables = _tables()
        yield tables
        if tables.is_good:
            yield _chain()
    yield _secrets()
    yield _space()
    yield _backups()


def _database() -> Finding:
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("pragma quick_check")
                state = cursor.fetchone()[0]
                good = state == "ok"
                return Finding(
                    "データベース", good, "こわれていません" if good else "こわれています。控えから復元してください"
                )
            cursor.execute("select datcollate from pg_database where datname = current_database()")
            collation = cursor.fetchone()[0]
    except DatabaseError:
        return Finding(
            "データベース", False, "つながりません。動いているか、installation.toml の [database] を確かめてください"
        )
    # Prefix search walks along the index in the order of code points.
    good = collation in ("C", "POSIX", "C.UTF-8", "C.utf8")
    wrong = f"照合順序が {collation} です。createdb --template=template0 --locale=C.UTF-8 で作りなおしてください"
    return Finding("データベース", good, "つながりました" if good else wrong)


def _tables() -> Finding:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return Finding("表の形", False, f"更新が {len(waiting)} 件まだです。takigi migrate を実行してください")
    return Finding("表の形", True, "最新です")


def _chain() -> Finding:
    faults = [fault.sentence for fault in audit.faults()] + anchor_faults()
    if faults:
        return Finding("監査記録", False, f"{len(faults)} か所が合いません。takigi audit verify で確かめてください")
    return Finding("監査記録", True, f"{sum(seq for _, seq, _ in audit.heads()):,} 件、つながったままです")


def _secrets() -> Finding:
    folder = settings.HOME / "secrets"
    open_ones = [one.name for one in folder.glob("*") if one.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH)]
    if open_ones:
        return Finding("鍵", False, f"{'、'.join(open_ones)} をほかの利用者も読めます。chmod 600 で閉じてください")
    return Finding("鍵", True, "動かしている利用者だけが読めます")


def _space() -> Finding:
    free = shutil.disk_usage(settings.HOME).free
    sentence = f"{free / 1024**3:.1f} GB あいています"
    good = free >= LEAST_FREE
    return Finding("空き容量", good, sentence if good else f"{sentence}。2 GB より少なくなる前に増やしてください")


def _backups() -> Finding:
    made = sorted((settings.HOME / "backups").glob("takigi-*.tar.gz"))
    if not made:
        return Finding("控え", False, "まだありません。takigi backup で作り、毎晩の仕事に入れてください")
    newest = localtime(datetime.fromtimestamp(made[-1].stat().st_mtime).astimezone())
    good = localtime() - newest < timedelta(days=BACKUP_DAYS)
    sentence = f"最新は {newest:%Y-%m-%d %H:%M} です"
    return Finding("控え", good, sentence if good else f"{sentence}。{BACKUP_DAYS}日より新しい控えがありません")
