"""だれが見たかの表: what was done to a record, in words, by whom and on what ground."""

import uuid
from datetime import date
from typing import Any

from django.utils.timezone import localtime

from takigi.components.empty_state import EmptyState
from takigi.components.table import Column, Table
from takigi.kernel.era_names import in_both_eras
from takigi.people.queries.files import Reader

WORDS = {
    "audit.file_read": "ページを開いた",
    "audit.list_read": "一覧に出た",
    "people.person_registered": "登録した",
    "people.person_changed": "情報を変えた",
    "people.persons_merged": "記録をまとめた",
    "people.persons_unmerged": "まとめた記録を戻した",
    "people.said_not_same": "別の人と決めた",
    "people.consent_recorded": "同意を記録した",
    "people.address_protected": "住所の保護を決めた",
    "people.protection_ended": "住所の保護を終えた",
    "access.emergency_opened": "緊急に開いた",
    "access.emergency_reviewed": "緊急の閲覧をふりかえった",
}
COLUMNS = (Column("いつ"), Column("だれが"), Column("何を"), Column("根拠"))


def dress_readers(person_id: uuid.UUID, readers: list[Reader], *, on: date) -> dict[str, Any]:
    """The page: newest first, never the person's own facts."""
    rows = tuple(
        (
            f"{in_both_eras(localtime(line.at).date())} {localtime(line.at):%H:%M}",
            line.staff_name,
            WORDS.get(line.kind, "そのほかの操作"),
            "、".join(line.because) or "—",
        )
        for line in readers
    )
    return {
        "heading": "だれが見たか",
        "as_of": in_both_eras(on),
        "person_id": person_id,
        "readers": Table(
            "この人の記録を見た・変えた職員（新しい順）", COLUMNS, rows, EmptyState("まだだれも見ていません")
        ),
        "is_cut": len(readers) >= 200,
    }
