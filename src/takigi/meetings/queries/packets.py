"""資料の読み取り: one item's papers, class by class, as far as the matrix says at this moment; every reading is noted with its ground."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.access.information import Information
from takigi.access.matrix import Code
from takigi.audit import actions as audit
from takigi.collaboration.queries.on_agenda import CaseReading, CaseWords, case_readings, case_words
from takigi.meetings.models import Material
from takigi.meetings.policies import is_chair, item_seen, target_of
from takigi.meetings.queries.agenda import ItemCard, item_card
from takigi.meetings.queries.meetings import MeetingHead, head_of
from takigi.meetings.rules.lawful import DISCLOSABLE
from takigi.organisations.queries import names_of_agencies, names_of_staff

ORDER = tuple(one for one in Information if one in DISCLOSABLE - {Information.LEAD})


@dataclass(frozen=True)
class MaterialLine:
    """資料の一枚."""

    material_id: uuid.UUID
    info_class: Information
    title: str
    text: str
    agency_name: str
    written_at: datetime
    may_withdraw: bool


@dataclass(frozen=True)
class PacketClass:
    """資料の一区分: readable with its ground, or the sentence in its place."""

    info_class: Information
    is_readable: bool
    because: str
    materials: tuple[MaterialLine, ...]


@dataclass(frozen=True)
class Packet:
    """一つの議題の資料."""

    head: MeetingHead
    item: ItemCard
    words: CaseWords | None
    classes: tuple[PacketClass, ...]
    because: tuple[str, ...]
    reader: str
    read_at: datetime

    def reads(self, info_class: Information) -> bool:
        """Whether the class may be read now."""
        return any(one.info_class is info_class and one.is_readable for one in self.classes)


def packet_of(viewer: Viewer, item_id: uuid.UUID) -> Packet:
    """資料を読む. Raises Unseen where nothing connects the viewer with the case, NotPermitted with what would open it.

    The reading is noted with every ground and the classes it showed. At most 50 queries.
    """
    item = item_seen(viewer, item_id)
    if item.case_id is None:
        raise Unseen
    head, card = head_of(viewer, item.meeting), item_card(viewer, item.meeting, item_id)
    reading = case_readings(viewer, [item.case_id]).get(item.case_id)
    if card is None or card.texts is None:
        raise NotPermitted(card.why_not if card and card.why_not else "この資料は、いまは見られません。")
    classes = tuple(_class(viewer, card, reading, one) for one in ORDER)
    because = tuple(dict.fromkeys([card.because, *(one.because for one in classes if one.is_readable)]))
    shown = [one.info_class.value for one in classes if one.is_readable]
    audit.note_reading(
        target_of(item.meeting_id),
        municipality_id=viewer.municipality_id,
        by=viewer.staff_id,
        because=because,
        at=viewer.at,
        shown=(f"case:{item.case_id}",),
        detail={"item": str(item.pk), "classes": shown},
    )
    return Packet(
        head=head,
        item=card,
        words=case_words(viewer, reading) if reading else None,
        classes=classes,
        because=because,
        reader=names_of_staff(viewer.municipality_id, {viewer.staff_id}).get(viewer.staff_id, ""),
        read_at=viewer.at,
    )


def _class(viewer: Viewer, card: ItemCard, reading: CaseReading | None, info_class: Information) -> PacketClass:
    if reading is None:
        # An observer: the brief, which the card has settled, and nothing else.
        readable = info_class is Information.DEID
        because = card.because if readable else "傍聴の方には見えません。"
        return PacketClass(info_class, readable, because, _materials(viewer, card, info_class) if readable else ())
    readable = reading.may(info_class)
    # Whoever reads only because a meeting has it open, reads what was opened: of those agencies and of no others.
    only_here = reading.decisions[info_class].code in {Code.DISCLOSED, Code.DISCLOSED_AS_NECESSARY}
    of = reading.disclosed_of.get(info_class) if only_here else None
    materials = _materials(viewer, card, info_class, of=of) if readable else ()
    return PacketClass(info_class, readable, reading.because(info_class), materials)


def _materials(
    viewer: Viewer, card: ItemCard, info_class: Information, *, of: frozenset[int] | None = None
) -> tuple[MaterialLine, ...]:
    rows = Material.objects.filter(item_id=card.item_id, info_class=info_class, withdrawn_at__isnull=True)
    if of:
        rows = rows.filter(agency_id__in=of | viewer.working_agency_ids)
    found = list(rows.order_by("written_at", "pk"))
    names = names_of_agencies(viewer.municipality_id, {row.agency_id for row in found})
    return tuple(
        MaterialLine(
            row.pk,
            Information(row.info_class),
            row.title,
            row.text,
            names.get(row.agency_id, ""),
            row.written_at,
            row.agency_id in viewer.working_agency_ids or is_chair(viewer),
        )
        for row in found
    )
