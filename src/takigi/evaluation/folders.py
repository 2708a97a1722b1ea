"""写しの置き場所: a folder of Parquet files for each snapshot, with a manifest; what it says, and whether it still says it."""

from __future__ import annotations

import hashlib
import json
import shutil
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from takigi.engines.folders import WAYS, write_ways
from takigi.engines.keeping import KeptTable, keep_table, kept_now
from takigi.indicators.catalogue.collaboration_facts import OF_SHARED_CASES
from takigi.indicators.catalogue.facts import TABLES
from takigi.indicators.catalogue.meeting_facts import OF_MEETINGS
from takigi.indicators.catalogue.resource_facts import OF_PLACES
from takigi.indicators.drawings import Row
from takigi.indicators.tables import FactTable

MANIFEST = "manifest.json"
# Those of people, and those of working together.
EVERY_TABLE = (*TABLES, *OF_SHARED_CASES, *OF_MEETINGS, *OF_PLACES)
# Bumped when what a column holds becomes another thing although its name and kind stay.
EDITION = 1


@dataclass(frozen=True)
class Described:
    """One table of a snapshot: the version of its columns, how many rows, and the digest of what they say."""

    version: str
    rows: int
    digest: str


@dataclass(frozen=True)
class Manifest:
    """目録: what a snapshot holds. `ways`: the digest of the town's decisions beside the tables; older snapshots have none."""

    as_of: date
    taken_at: datetime
    tables: dict[str, Described]
    ways: str = ""

    @property
    def fingerprint(self) -> str:
        """sha256 over what the tables say, whatever their files look like. The same facts always give the same."""
        lines = [f"{name} {one.version} {one.rows} {one.digest}" for name, one in sorted(self.tables.items())]
        lines += [f"{WAYS} {self.ways}"] if self.ways else []
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def written(self) -> str:
        """As it stands in the folder."""
        told = {
            "as_of": self.as_of.isoformat(),
            "taken_at": self.taken_at.isoformat(),
            "fingerprint": self.fingerprint,
            "tables": {name: asdict(one) for name, one in self.tables.items()},
            "ways": self.ways,
        }
        return json.dumps(told, ensure_ascii=False, indent=1)


def version_of(table: FactTable) -> str:
    """The version of a table's columns: another one as soon as a column comes, goes, or holds another kind of value.

    Begins with the edition that people count in, goes on with a digest that nobody can forget to count up.
    """
    columns = [f"{name}:{one.kind}:{'/'.join(k.code for k in one.may_miss)}" for name, one in table.columns.items()]
    return f"{EDITION}-{hashlib.sha256('|'.join([table.key, *columns]).encode()).hexdigest()[:8]}"


def versions() -> dict[str, str]:
    """Of every table, as this installation writes them."""
    return {one.name: version_of(one.table) for one in EVERY_TABLE}


def new_place(municipality_id: int) -> str:
    """The name of a folder that is not there yet."""
    return f"{municipality_id}/{uuid.uuid4().hex[:16]}"


def folder_of(place: str) -> Path:
    """Where a snapshot lies."""
    return Path(settings.FACTS_FOLDER) / place


def write_folder(
    place: str,
    facts: Iterable[tuple[FactTable, Iterator[Row]]],
    ways: Iterable[tuple[date, str, str]],
    *,
    as_of: date,
    taken_at: datetime,
) -> Manifest:
    """Write every table, the town's decisions and the manifest; the folder appears under its name only when it is whole."""
    folder = folder_of(place)
    making = folder.with_name(f".{folder.name}")
    making.mkdir(parents=True, mode=0o700)
    try:
        kept: dict[str, KeptTable] = {}
        described: dict[str, Described] = {}
        for table, rows in facts:
            kept[table.name] = one = keep_table(making, table, rows)
            described[table.name] = Described(version_of(table), one.rows, one.digest)
        decided = write_ways(making, ways)
        manifest = Manifest(as_of, taken_at, described, _digest(decided))
        (making / MANIFEST).write_text(manifest.written(), encoding="utf-8")
        making.rename(folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return manifest


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def remove_folder(place: str) -> None:
    """A snapshot that nothing refers to goes. Whoever reads in it at this moment keeps the files open."""
    shutil.rmtree(folder_of(place), ignore_errors=True)


def read_manifest(place: str) -> Manifest:
    """What the folder says of itself. Raises OSError, ValueError or KeyError where it cannot be read."""
    told = json.loads((folder_of(place) / MANIFEST).read_text(encoding="utf-8"))
    tables = {name: Described(**one) for name, one in told["tables"].items()}
    as_of, taken_at = date.fromisoformat(told["as_of"]), datetime.fromisoformat(told["taken_at"])
    return Manifest(as_of, taken_at, tables, told.get("ways", ""))


def faults_in(place: str, fingerprint: str) -> Iterator[str]:
    """What is no longer as it was when the snapshot was taken, table by table; nothing when all is whole."""
    try:
        manifest = read_manifest(place)
    except (OSError, ValueError, KeyError, TypeError):
        yield "目録（manifest.json）がないか、読めません。"
        return
    if manifest.fingerprint != fingerprint:
        yield "目録が、とったときのものと違います（目録の指紋が台帳の控えと合いません）。"
    decided = folder_of(place) / WAYS
    if manifest.ways and not (decided.is_file() and _digest(decided) == manifest.ways):
        yield f"{WAYS}: 町の決めごとのファイルがないか、とったときと違います。"
    known = {one.name: one.table for one in EVERY_TABLE}
    for name, then in manifest.tables.items():
        if name not in known or version_of(known[name]) != then.version:
            yield f"{name}: 列の版が今と違うので、中身は確かめられません（とったときの版 {then.version}）。"
            continue
        yield from _faults_of(folder_of(place), known[name], then)


def _faults_of(folder: Path, table: FactTable, then: Described) -> Iterator[str]:
    try:
        now = kept_now(folder, table)
    except FileNotFoundError:
        yield f"{table.name}: ファイルがありません（とったときは {then.rows:,} 行）。"
        return
    except (OSError, ValueError, KeyError):
        yield f"{table.name}: ファイルがこわれているか、列が違います。"
        return
    if now.rows != then.rows:
        yield f"{table.name}: 行の数が変わりました（{then.rows:,} 行 → {now.rows:,} 行）。"
    elif now.digest != then.digest:
        yield f"{table.name}: 行の数は同じですが、中身が変わりました（{then.rows:,} 行）。"
