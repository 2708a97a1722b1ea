"""変更の記録: what was changed, before and after; records that were merged into this person."""

from collections.abc import Mapping

from django.utils.timezone import localtime

from takigi.components.table import Column, Table
from takigi.kernel.era_names import in_both_eras
from takigi.people.queries.files import Change, MergedRecord
from takigi.screens.people.origins import Origins

BEFORE_AFTER = (Column("項目"), Column("前"), Column("後"))
MERGED = (Column("まとめた記録の氏名"), Column("番号"), Column("同じ人だと言える理由"), Column("まとめた日"))


def change_cards(changes: tuple[Change, ...], staff: Mapping[int, str], origins: Origins) -> list[tuple[str, Table]]:
    """Each change as a sentence and a table of before and after."""
    return [(_sentence(change, staff, origins), Table("前と後", BEFORE_AFTER, change.lines)) for change in changes]


def _sentence(change: Change, staff: Mapping[int, str], origins: Origins) -> str:
    day = in_both_eras(localtime(change.changed_at).date())
    by = staff.get(change.changed_by or 0) or origins.of_row(change.batch_id, change.row_no) or "取り込み"
    return f"{day} {by} {change.reason}".strip()


def merged_table(merged: tuple[MergedRecord, ...]) -> Table | str:
    """まとめた記録, or nothing."""
    if not merged:
        return ""
    rows = tuple(
        (one.name, one.number, "、".join(one.evidence), in_both_eras(localtime(one.merged_at).date())) for one in merged
    )
    return Table("まとめた記録", MERGED, rows, has_hidden_caption=True)
