"""取り込みのファイル: the copy that an import works on, under its own number, until the import is over."""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from takigi.exchange.tables import Table, UnreadableFile, open_table

BLOCK = 1 << 20


# Each kind of import looks after its own copies.
LEDGERS, CHECKLISTS = "", "checklists"
LOST = "ファイルの写しが見つかりません。お手数ですが、同じファイルをもう一度選んでください。"


def path_of(batch_id: uuid.UUID, shelf: str = LEDGERS) -> Path:
    """Where the copy lies. Its name tells nothing; the name that the file came with is in the register."""
    return Path(settings.IMPORT_FOLDER) / shelf / str(batch_id)


def keep_copy(source: Path, batch_id: uuid.UUID, shelf: str = LEDGERS) -> tuple[str, int]:
    """Copy an uploaded file to its place, readable by nobody else and safe from a power cut; (sha256, bytes)."""
    target = path_of(batch_id, shelf)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with source.open("rb") as original, os.fdopen(descriptor, "wb") as copy:
        while block := original.read(BLOCK):
            digest.update(block)
            size += len(block)
            copy.write(block)
        copy.flush()
        os.fsync(copy.fileno())
    return digest.hexdigest(), size


def open_copy(
    place: Path, *, name: str, reading: Mapping[str, Any], header_row: int | None, known_headers: Collection[str]
) -> Table:
    """The copy as a table, under the name the file came with. Raises UnreadableFile, also when there is no copy any more."""
    try:
        return open_table(
            place,
            name=name,
            sheet=reading.get("sheet") or None,
            header_row=header_row,
            encoding=reading.get("encoding") or None,
            known_headers=known_headers,
            limit_bytes=settings.IMPORT_MAX_BYTES,
        )
    except FileNotFoundError as lost:
        raise UnreadableFile("lost_file", LOST) from lost


def forget_copy(batch_id: uuid.UUID, shelf: str = LEDGERS) -> None:
    """Remove the copy; once is enough."""
    path_of(batch_id, shelf).unlink(missing_ok=True)


def settled_copies(*, at: datetime, shelf: str = LEDGERS) -> list[str]:
    """Every copy that has lain there for an hour: a younger one may not have reached the register yet."""
    folder = Path(settings.IMPORT_FOLDER) / shelf
    if not folder.is_dir():
        return []
    hour_ago = at.timestamp() - 3600
    return sorted(path.name for path in folder.iterdir() if path.is_file() and path.stat().st_mtime < hour_ago)
