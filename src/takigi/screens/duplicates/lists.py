"""二重の記録の一覧: pairs to look at, and merges with the way back."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from takigi.access.grounds import Viewer
from takigi.components.button import ButtonLink
from takigi.components.empty_state import EmptyState
from takigi.components.ground_line import GroundLine
from takigi.components.person_name import PersonName
from takigi.components.status_tag import StatusTag
from takigi.components.table import Cell, Column, Link, Table
from takigi.components.tabs import Tab, Tabs
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras
from takigi.organisations.queries import names_of_staff
from takigi.people.queries.duplicates import Duplicates, MergeLine, Pair
from takigi.people.queries.search import PersonCard
from takigi.screens.administration.pages import tabs

GROUND = GroundLine(("二重の記録を確かめるため",))
PAIRS = (Column("一つめの記録"), Column("二つめの記録"), Column("名前と生年月日のほかに同じもの"), Column(""))
MERGES = (Column("表示している記録"), Column("まとめた記録"), Column("理由"), Column("いつ、だれが"), Column(""))


def dress_pairs(viewer: Viewer, found: Duplicates) -> dict[str, Any]:
    """The list of pairs."""
    nothing = EmptyState("重なっているかもしれない記録はありません", "台帳を取り込むと、また確かめます。")
    return {
        "heading": "重なりの確認",
        "tabs": tabs(viewer, "duplicates"),
        "sides": _sides("duplicates"),
        "ground": GROUND if found.pairs else "",
        "as_of": in_both_eras(viewer.on),
        "pairs": Table("同じ人かもしれない記録", PAIRS, tuple(_pair(viewer, pair) for pair in found.pairs), nothing),
        "has_more": found.has_more,
    }


def _sides(current: str) -> Tabs:
    named = (("duplicates", "確かめる記録"), ("merges", "まとめた記録"))
    return Tabs("重なりの確認", tuple(Tab(label, reverse(name), name == current) for name, label in named))


def _pair(viewer: Viewer, pair: Pair) -> tuple[Cell, ...]:
    agree = "、".join(one.label for one in sorted(pair.evidence)) or "ありません"
    href = reverse("duplicate_pair", args=[pair.one.person_id, pair.other.person_id])
    return (_name(viewer, pair.one), _name(viewer, pair.other), agree, ButtonLink("並べて見る", href))


def _name(viewer: Viewer, card: PersonCard) -> PersonName:
    return PersonName(card.name, f"{card.name_kana}　{card.insured_no}", card.birth, viewer.on)


def dress_merges(viewer: Viewer, lines: list[MergeLine]) -> dict[str, Any]:
    """The list of merges, those taken back too."""
    staff = names_of_staff(viewer.municipality_id, {line.merged_by for line in lines})
    nothing = EmptyState("まだまとめた記録はありません", "重なりの確認でまとめると、ここに並び、いつでも元に戻せます。")
    return {
        "heading": "まとめた記録",
        "tabs": tabs(viewer, "duplicates"),
        "sides": _sides("merges"),
        "ground": GROUND if lines else "",
        "as_of": in_both_eras(viewer.on),
        "merges": Table("まとめた記録（新しい順）", MERGES, tuple(_merge(line, staff) for line in lines), nothing),
    }


def _merge(line: MergeLine, staff: dict[int, str]) -> tuple[Cell, ...]:
    kept = Link(line.kept_name, reverse("person", args=[line.kept_id]))
    why = "、".join(line.evidence) + (f"（{line.note}）" if line.note else "")
    when = f"{in_both_eras(localtime(line.merged_at).date())} {staff.get(line.merged_by, '')}"
    if line.undone_at is not None:
        return (kept, line.absorbed_name, why, when, StatusTag(f"戻しました: {line.undone_reason}", Tone.QUIET))
    return (kept, line.absorbed_name, why, when, ButtonLink("元に戻す", reverse("merge_undo", args=[line.merge_id])))
