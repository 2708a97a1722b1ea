"""取り込みの一覧と一件: where each file stands, what was found in it, and in words what confirming would do."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from takigi.access.grounds import Unseen, Viewer
from takigi.kernel.era_names import in_short_japanese
from takigi.organisations import queries as organisations
from takigi.people import policies
from takigi.people.models import ColumnProfile, ImportBatch
from takigi.people.progress import progress_noted
from takigi.people.queries.imports.obstacles import obstacles_to_undo
from takigi.people.rules import ImportState, RevisionKind, RowOutcome, check_import_move


def seen_batch(viewer: Viewer, batch_id: uuid.UUID) -> ImportBatch:
    """The import, for those who may import, of their own municipality. One query."""
    policies.check_may_import(viewer)
    batch = ImportBatch.objects.filter(pk=batch_id, municipality_id=viewer.municipality_id).first()
    if batch is None:
        raise Unseen
    return batch


@dataclass(frozen=True)
class ImportCard:
    """取り込みの一覧の一行."""

    batch_id: uuid.UUID
    file_name: str
    state: ImportState
    received_at: datetime
    received_by: str
    applied_at: datetime | None
    undone_at: datetime | None
    rows: int
    blocking: int
    warnings: int


def import_list(viewer: Viewer, *, size: int = 50) -> list[ImportCard]:
    """取り込みの一覧, newest first. Two queries."""
    policies.check_may_import(viewer)
    found = list(
        ImportBatch.objects.filter(municipality_id=viewer.municipality_id).order_by("-received_at", "pk")[:size]
    )
    names = organisations.names_of_staff(viewer.municipality_id, {batch.received_by_id for batch in found})
    return [
        ImportCard(
            batch.pk,
            batch.file_name,
            ImportState(batch.state),
            batch.received_at,
            names.get(batch.received_by_id, ""),
            batch.applied_at,
            batch.undone_at,
            batch.counts.get("rows", 0),
            batch.counts.get("blocking", 0),
            batch.counts.get("warnings", 0),
        )
        for batch in found
    ]


@dataclass(frozen=True)
class ImportCounts:
    """What the check found: rows by what becomes of them, people, certifications, problems."""

    rows: int = 0
    outcomes: dict[RowOutcome, int] = field(default_factory=dict)
    people_new: int = 0
    people_changed: int = 0
    certifications_new: int = 0
    revisions: dict[RevisionKind, int] = field(default_factory=dict)
    blocking: int = 0
    warnings: int = 0

    @property
    def writes_nothing(self) -> bool:
        """Whether the register has all of it already."""
        return not (self.people_new or self.people_changed or self.certifications_new or any(self.revisions.values()))


def _counts(kept: dict[str, Any]) -> ImportCounts:
    if not kept:
        return ImportCounts()
    return ImportCounts(
        kept["rows"],
        {RowOutcome(key): number for key, number in kept["outcomes"].items()},
        kept["people_new"],
        kept["people_changed"],
        kept["certifications_new"],
        {RevisionKind(key): number for key, number in kept["revisions"].items()},
        kept["blocking"],
        kept["warnings"],
    )


@dataclass(frozen=True)
class ImportPage:
    """取り込み一件. `sentences` say what confirming will do, or did; `undo_obstacles` why it cannot be undone."""

    batch_id: uuid.UUID
    file_name: str
    file_bytes: int
    encoding_label: str
    sheet: str
    state: ImportState
    failure: str
    counts: ImportCounts
    sentences: tuple[str, ...]
    received_at: datetime
    received_by: str
    checked_at: datetime | None
    applied_at: datetime | None
    applied_by: str
    undone_at: datetime | None
    undone_by: str
    undone_reason: str
    same_file_applied_at: datetime | None
    same_file_sentence: str
    is_outdated: bool
    may_check: bool
    may_confirm: bool
    may_undo: bool
    may_discard: bool
    undo_obstacles: tuple[str, ...]


def import_page(viewer: Viewer, batch_id: uuid.UUID) -> ImportPage:
    """取り込み一件: its state, its counts and what may follow. Four queries; of an applied one ten or so more."""
    batch = seen_batch(viewer, batch_id)
    state = ImportState(batch.state)
    counts = _counts(batch.counts)
    staff = {one for one in (batch.received_by_id, batch.applied_by_id, batch.undone_by_id) if one}
    names = organisations.names_of_staff(viewer.municipality_id, staff)
    version = organisations.municipality(viewer.municipality_id).register_version
    same_at = _same_file_applied_at(batch)
    obstacles = tuple(obstacles_to_undo(batch.pk)) if state is ImportState.APPLIED else ()
    is_outdated = state is ImportState.CHECKED and batch.register_version != version
    return ImportPage(
        batch_id=batch.pk,
        file_name=batch.file_name,
        file_bytes=batch.file_bytes,
        encoding_label=batch.encoding_label,
        sheet=batch.sheet,
        state=state,
        failure=batch.failure,
        counts=counts,
        sentences=tuple(words(counts, state)),
        received_at=batch.received_at,
        received_by=names.get(batch.received_by_id, ""),
        checked_at=batch.checked_at,
        applied_at=batch.applied_at,
        applied_by=names.get(batch.applied_by_id or 0, ""),
        undone_at=batch.undone_at,
        undone_by=names.get(batch.undone_by_id or 0, ""),
        undone_reason=batch.undone_reason,
        same_file_applied_at=same_at,
        same_file_sentence=_same_file_sentence(same_at),
        is_outdated=is_outdated,
        may_check=_may(state, ImportState.CHECKING) and bool(batch.headers),
        may_confirm=state is ImportState.CHECKED and not is_outdated,
        may_undo=state is ImportState.APPLIED and not obstacles,
        may_discard=_may(state, ImportState.DISCARDED),
        undo_obstacles=obstacles,
    )


def _may(state: ImportState, wanted: ImportState) -> bool:
    try:
        check_import_move(state, wanted)
    except ValueError:
        return False
    return True


def _same_file_applied_at(batch: ImportBatch) -> datetime | None:
    same = ImportBatch.objects.filter(
        municipality_id=batch.municipality_id, file_sha256=batch.file_sha256, state=ImportState.APPLIED
    )
    return same.exclude(pk=batch.pk).order_by("-applied_at").values_list("applied_at", flat=True).first()


def _same_file_sentence(applied_at: datetime | None) -> str:
    if applied_at is None:
        return ""
    return f"同じファイルは{in_short_japanese(applied_at.date())}に取り込み済みです。もう一度取り込んでも、台帳が変わっていなければ何も変わりません。"


_KINDS = {
    RevisionKind.DECIDED: "結果の出ていなかった認定{}件に、結果を書き足します。",
    RevisionKind.CORRECTED: "認定{}件を訂正します。前の記録は残ります。",
    RevisionKind.TRUNCATED: "変更申請により、前の認定{}件の終わりをその前日にします。",
    RevisionKind.WITHDRAWN: "申請{}件を取下げにします。",
    RevisionKind.DELETED: "「削除」の訂正により、認定{}件を無かったものとします。前の記録は残ります。",
}


def words(counts: ImportCounts, state: ImportState) -> list[str]:
    """What confirming will do; nothing to say before the check."""
    if not counts.rows or state not in (ImportState.CHECKED, ImportState.APPLYING, ImportState.APPLIED):
        return []
    if counts.writes_nothing:
        said = ["台帳に書くことはありません。ファイルの内容は、すべて台帳にあるとおりです。"]
    else:
        lines = (
            (counts.people_new, "新しい人を{}人、台帳に加えます。"),
            (counts.certifications_new, "新しい認定を{}件、加えます。"),
            *((counts.revisions.get(kind, 0), sentence) for kind, sentence in _KINDS.items()),
            (counts.people_changed, "すでにいる人{}人の情報（氏名・住所など）を変えます。前の情報は残ります。"),
        )
        said = [sentence.format(f"{number:,}") for number, sentence in lines if number]
    left_out = counts.outcomes.get(RowOutcome.LEFT_OUT, 0)
    if left_out:
        said.append(f"問題のある{left_out:,}行は取り込みません。直したファイルを、あとで取り込めます。")
    return said


@dataclass(frozen=True)
class Progress:
    """進みぐあい, for polling: `state` says whether anything is still going on."""

    state: ImportState
    phase: str
    label: str
    done: int
    total: int
    percent: int


def progress_of(viewer: Viewer, batch_id: uuid.UUID) -> Progress:
    """How far the check or the writing has come. One query."""
    state = ImportState(seen_batch(viewer, batch_id).state)
    step = progress_noted(batch_id)
    if step is None or state not in (ImportState.CHECKING, ImportState.APPLYING):
        waiting = state in (ImportState.CHECKING, ImportState.APPLYING)
        return Progress(state, "", "順番を待っています" if waiting else state.label, 0, 0, 0 if waiting else 100)
    return Progress(state, step.phase, step.label, step.done, step.total, step.percent)


@dataclass(frozen=True)
class ProfileCard:
    """保存した列の対応."""

    profile_id: int
    name: str
    saved_at: datetime
    headers: tuple[str, ...]
    mapping: dict[str, Any]


def profiles_of(viewer: Viewer) -> list[ProfileCard]:
    """The saved mappings of the municipality, the latest first. One query."""
    policies.check_may_import(viewer)
    found = ColumnProfile.objects.filter(municipality_id=viewer.municipality_id).order_by("-saved_at", "pk")
    return [ProfileCard(one.pk, one.name, one.saved_at, tuple(one.headers), one.mapping) for one in found]


@dataclass(frozen=True)
class ImportWork:
    """What the reader of the file needs to know of an import."""

    batch_id: uuid.UUID
    municipality_id: int
    state: ImportState
    file_name: str
    headers: tuple[str, ...]
    mapping: dict[str, Any]
    reading: dict[str, Any]
    received_by_id: int


def import_work(batch_id: uuid.UUID) -> ImportWork | None:
    """An import as the worker finds it: for jobs, which run for somebody whose right was decided before. One query."""
    batch = ImportBatch.objects.filter(pk=batch_id).first()
    return _work(batch) if batch else None


def own_import_work(viewer: Viewer, batch_id: uuid.UUID) -> ImportWork:
    """The same for the screens, of the viewer's own municipality. One query."""
    return _work(seen_batch(viewer, batch_id))


def _work(batch: ImportBatch) -> ImportWork:
    return ImportWork(
        batch.pk,
        batch.municipality_id,
        ImportState(batch.state),
        batch.file_name,
        tuple(batch.headers),
        batch.mapping,
        batch.reading,
        batch.received_by_id,
    )
