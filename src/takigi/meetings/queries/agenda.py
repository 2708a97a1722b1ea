"""議題の読み取り: each item as far as its own ground lets this viewer read; what is open of it, on which law, and since when."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from takigi.access.decide import READING_PHASES, Circumstances, MeetingPhase, decide
from takigi.access.disclosure_bases import DisclosureBasis
from takigi.access.grounds import Viewer
from takigi.access.information import Information
from takigi.access.legal_bases import DECLARATIONS, LegalBasis
from takigi.access.relations import Relation
from takigi.access.write_matrix import Action, is_open_to
from takigi.collaboration.queries.on_agenda import (
    CaseReading,
    OpenedClass,
    case_readings,
    consenting_of_cases,
    opened_classes,
)
from takigi.collaboration.rules.words import withdrawal_of
from takigi.meetings.models import AgendaItem, Invitation, ItemSeat, Meeting
from takigi.meetings.policies import is_chair, phase_of, seen_meeting, standing_invitation, visible_meetings
from takigi.meetings.rules.phases import OVER
from takigi.meetings.rules.words import AskType, Capacity, Reply
from takigi.organisations.queries import names_of_agencies, targets_waiting

Covered = Mapping[Information, frozenset[int]]


@dataclass(frozen=True)
class ItemTexts:
    """議題の言葉: written so that nobody is named, and read as 名前を伏せた概要 all the same."""

    purpose: str
    questions: str
    what_owner_will_keep: str
    prior_field_discussion_on: date | None
    prior_result: str
    deidentified_text: str
    second_reason: str


@dataclass(frozen=True)
class ItemCard:
    """議題の一つ."""

    item_id: uuid.UUID
    meeting_id: uuid.UUID
    seq: int
    heading: str
    basis: LegalBasis
    body_id: uuid.UUID
    body_name: str
    is_about_case: bool
    case_id: uuid.UUID | None  # only for whom something connects with the case
    ask_type: AskType | None
    owner_name: str
    texts: ItemTexts | None
    why_not: str
    because: str
    opened: tuple[OpenedClass, ...]
    lost_consent: tuple[Information, ...]
    # Told to whoever convenes until they have looked (I9).
    is_consent_withdrawn: bool
    may_disclose: bool
    reads_packet: bool
    withdrawn_at: datetime | None
    withdraw_reason: str

    @property
    def provision(self) -> str:
        """The law of this item."""
        declared = DECLARATIONS[self.basis]
        return f"{declared.law}{declared.provision}"


def items_of(viewer: Viewer, meeting_id: uuid.UUID) -> tuple[ItemCard, ...]:
    """議題 of one meeting. At most 24 queries, however many items."""
    return _cards(viewer, seen_meeting(viewer, meeting_id))


def item_card(viewer: Viewer, meeting: Meeting, item_id: uuid.UUID) -> ItemCard | None:
    """One item of a meeting already seen."""
    return next((one for one in _cards(viewer, meeting) if one.item_id == item_id), None)


def _cards(viewer: Viewer, meeting: Meeting) -> tuple[ItemCard, ...]:
    rows = list(AgendaItem.objects.filter(meeting=meeting).select_related("body").order_by("seq", "requested_at"))
    about_cases = [row for row in rows if row.case_id]
    readings = case_readings(viewer, {row.case_id for row in about_cases}) if about_cases else {}
    opened = opened_classes([row.pk for row in about_cases]) if about_cases else []
    own = standing_invitation(viewer, meeting.pk)
    seats = set(ItemSeat.objects.filter(invitation=own).values_list("item_id", flat=True)) if own else set()
    owners = names_of_agencies(
        viewer.municipality_id, {row.owner_agency_at_request_id for row in rows if row.owner_agency_at_request_id}
    )
    is_reading = phase_of(meeting, viewer.at) in READING_PHASES
    covered = _covered(about_cases, opened, on=viewer.on)
    taken_back = _taken_back(viewer, meeting, about_cases)
    return tuple(
        _card(
            viewer,
            row,
            reading=readings.get(row.case_id),
            opened=[one for one in opened if one.agenda_item_id == row.pk],
            own=own if row.pk in seats else None,
            owner=owners.get(row.owner_agency_at_request_id or 0, ""),
            is_reading=is_reading,
            phase=phase_of(meeting, viewer.at),
            covered=covered.get(row.case_id, {}),
            is_consent_withdrawn=row.case_id is not None and withdrawal_of(row.case_id) in taken_back,
        )
        for row in rows
    )


def _taken_back(viewer: Viewer, meeting: Meeting, about_cases: Iterable[AgendaItem]) -> set[str]:
    """Withdrawals of consent that whoever convenes has not looked at yet. One query for them, none for anybody else."""
    cases = [withdrawal_of(row.case_id) for row in about_cases if row.withdrawn_at is None]
    return targets_waiting(meeting.municipality_id, cases) if cases and is_chair(viewer) else set()


def _card(
    viewer: Viewer,
    row: AgendaItem,
    *,
    reading: CaseReading | None,
    opened: list[OpenedClass],
    own: Invitation | None,
    owner: str,
    is_reading: bool,
    phase: MeetingPhase,
    covered: Covered,
    is_consent_withdrawn: bool,
) -> ItemCard:
    reads, because = _reads_brief(viewer, row, reading, opened, own=own, phase=phase)
    relations: Mapping[Relation, frozenset[int]] = reading.relations if reading else {}
    return ItemCard(
        item_id=row.pk,
        meeting_id=row.meeting_id,
        seq=row.seq,
        heading=row.heading,
        basis=LegalBasis(row.legal_basis),
        body_id=row.body_id,
        body_name=row.body.local_name,
        is_about_case=row.case_id is not None,
        case_id=row.case_id if reading else None,
        ask_type=AskType(row.ask_type) if row.ask_type else None,
        owner_name=owner,
        texts=_texts(row) if reads else None,
        why_not="" if reads else because,
        because=because if reads else "",
        opened=tuple(opened) if reads else (),
        lost_consent=_lost(opened, covered) if reads else (),
        is_consent_withdrawn=is_consent_withdrawn,
        may_disclose=is_open_to(Action.DISCLOSE, relations) and row.withdrawn_at is None,
        reads_packet=row.case_id is not None and reads and (is_reading or bool(relations)),
        withdrawn_at=row.withdrawn_at,
        withdraw_reason=row.withdraw_reason,
    )


def _texts(row: AgendaItem) -> ItemTexts:
    return ItemTexts(
        row.purpose,
        row.questions,
        row.what_owner_will_keep,
        row.prior_field_discussion_on,
        row.prior_result,
        row.deidentified_text,
        row.second_reason,
    )


def _reads_brief(
    viewer: Viewer,
    row: AgendaItem,
    reading: CaseReading | None,
    opened: Iterable[OpenedClass],
    *,
    own: Invitation | None,
    phase: MeetingPhase,
) -> tuple[bool, str]:
    """名前を伏せた概要 (DEID): by what the matrix says; a theme's words belong to whoever sees the meeting."""
    if row.case_id is None:
        return True, ""
    if reading is not None and reading.may(Information.DEID):
        return True, reading.because(Information.DEID)
    if own is not None and own.capacity == Capacity.OBSERVER:
        return _observes(viewer, own, opened, phase)
    if own is not None and own.reply == Reply.ACCEPTED and phase not in READING_PHASES | OVER:
        return (
            False,
            "資料が公開されると、名前を伏せた概要と聞きたいことを、ここで読めます。いまはまだ何も開いていません。",
        )
    if reading is not None:
        return False, reading.because(Information.DEID)
    if own is None:
        return False, "この議題には招かれていません。中身は、招かれた方と、このケースに関わる方に見えます。"
    if own.reply != Reply.ACCEPTED:
        return False, "出席の返事をすると、資料が公開されている間に見られます。"
    return False, "守秘を確認すると、資料が公開されている間に見られます。"


def _observes(viewer: Viewer, own: Invitation, opened: Iterable[OpenedClass], phase: MeetingPhase) -> tuple[bool, str]:
    """傍聴: the de-identified brief and nothing else, in the phases in which participants read."""
    is_disclosed = any(one.info_class is Information.DEID for one in opened)
    now = Circumstances(
        phase=phase,
        is_active=viewer.is_active,
        has_oath=viewer.has_oath,
        is_disclosed=is_disclosed,
        is_attendee=own.reply == Reply.ACCEPTED,
    )
    decision = decide(Relation.PART, Information.DEID, now)
    return (
        decision.permitted,
        "傍聴の方です。名前を伏せた概要だけが見られます。" if decision.permitted else decision.because,
    )


def _covered(
    items: Iterable[AgendaItem], opened: Iterable[OpenedClass], *, on: date
) -> Mapping[uuid.UUID | None, Covered]:
    """Whom consent reaches today, of the items that rest on it. Two queries, none where nothing does."""
    resting = {one.agenda_item_id for one in opened if one.basis is DisclosureBasis.CONSENT}
    case_ids = {item.case_id for item in items if item.pk in resting and item.case_id}
    return consenting_of_cases(case_ids, on=on) if case_ids else {}


def _lost(opened: Iterable[OpenedClass], covered: Covered) -> tuple[Information, ...]:
    """What stands open in the book on a consent that no longer reaches anybody: the chair is told (I9)."""
    on_consent = [one.info_class for one in opened if one.basis is DisclosureBasis.CONSENT]
    return tuple(one for one in dict.fromkeys(on_consent) if not covered.get(one))


def lost_consents(viewer: Viewer) -> tuple[uuid.UUID, ...]:
    """会議長への知らせ: open meetings in which something stands on a consent that reaches nobody any more (I9).

    For whoever convenes. Five queries, however many.
    """
    if not is_chair(viewer):
        return ()
    rows = AgendaItem.objects.filter(
        meeting__in=visible_meetings(viewer).filter(phase__in=READING_PHASES),
        case__isnull=False,
        withdrawn_at__isnull=True,
    ).select_related("meeting")
    items = [row for row in rows if phase_of(row.meeting, viewer.at) in READING_PHASES]
    opened = opened_classes([item.pk for item in items]) if items else []
    covered = _covered(items, opened, on=viewer.on)
    lost = [
        item.meeting_id
        for item in items
        if _lost([one for one in opened if one.agenda_item_id == item.pk], covered.get(item.case_id, {}))
    ]
    return tuple(dict.fromkeys(lost))
