"""地域ケア個別会議の操作: put a case on the sheet, ask before, run its clock, write down the advice of each profession."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from takigi.access.decide import FOLLOWING_PHASES, MeetingPhase
from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.casework.queries.access import case_facts, may_record_case
from takigi.meetings import policies, sight
from takigi.meetings.actions.deeds import record_item
from takigi.meetings.actions.sheets import known_of, sheet_target
from takigi.meetings.models import Advice, AgendaItem, AskedBefore, CareItem, Invitation, ItemSeat, Meeting
from takigi.meetings.rules.care_conferences import USUAL_MINUTES, Profession, check_asked, check_minutes
from takigi.meetings.rules.nameless import check_nameless
from takigi.meetings.rules.words import MeetingKind, MeetingsRefused
from takigi.organisations import actions as organisations
from takigi.programmes.facts import course_beginnings


@dataclass(frozen=True, kw_only=True)
class CareWords:
    """一例の用紙: goes to observers too, so it names nobody."""

    why_chosen: str
    to_solve: Sequence[str]
    persons_goal: str = ""
    minutes: int = USUAL_MINUTES
    next_review_on: date | None = None
    names_nobody: bool = False  # whoever writes has looked at what the machine pointed at


_STILL_PLANNED = frozenset({MeetingPhase.DRAFT, MeetingPhase.ACCEPTED, MeetingPhase.MATERIALS_OPEN})


def _care_item(by: Viewer, item_id: uuid.UUID) -> AgendaItem:
    item = AgendaItem.objects.select_related("case", "meeting", "meeting__body").filter(pk=item_id).first()
    if item is None or item.meeting.kind != MeetingKind.CARE or item.withdrawn_at is not None:
        raise Unseen
    if not sight.owns(by, item, brought=sight.brought_to(item)):
        item.meeting = policies.seen_meeting(by, item.meeting_id)
    return item


@transaction.atomic
def bring_case(*, by: Viewer, meeting_id: uuid.UUID, case_id: uuid.UUID, words: CareWords) -> uuid.UUID:
    """事例を持っていく: by whoever records the case. The agenda learns a number, not a name; the case stays where it is.

    Refused once the conference is held, and for a case that is on its list already.
    """
    if not may_record_case(by, case_id):
        raise Unseen
    meeting = Meeting.objects.select_for_update().select_related("body").filter(pk=meeting_id).first()
    if meeting is None or meeting.municipality_id != by.municipality_id or meeting.kind != MeetingKind.CARE:
        raise Unseen
    if policies.phase_of(meeting, by.at) not in _STILL_PLANNED:
        raise MeetingsRefused("この会議はもう始まっています。次の回に持っていってください。")
    taken = CareItem.objects.filter(item__meeting=meeting, case_id=case_id, item__withdrawn_at__isnull=True).first()
    if taken is not None and taken.to_solve:
        raise MeetingsRefused("この事例は、もうこの会議に出ています。用紙を直せます。")
    if taken is not None:
        # The convener asked for this sheet: here it is.
        write_care_sheet(by=by, item_id=taken.item_id, words=words)
        return taken.item_id
    item = _item(by, meeting, purpose=words.why_chosen.strip())
    _write(by, item, CareItem(item=item, case_id=case_id, presenter_id=by.staff_id), words)
    record_item("meetings.care_case_brought", by, item, case=str(case_id))
    return item.pk


@transaction.atomic
def ask_for_sheet(*, by: Viewer, meeting_id: uuid.UUID, case_id: uuid.UUID) -> uuid.UUID:
    """事例を頼む: the convener takes a case from the town's list; whose life it is stays with the owner, who writes the sheet."""
    meeting = policies.meeting_to_arrange(by, meeting_id)
    if meeting.kind != MeetingKind.CARE:
        raise Unseen
    if policies.phase_of(meeting, by.at) not in _STILL_PLANNED:
        raise MeetingsRefused("この会議はもう始まっています。次の回の事例に選んでください。")
    facts = case_facts(by.municipality_id, [case_id]).get(case_id)
    if facts is None or case_id not in course_beginnings(by.municipality_id, on=by.on):
        raise Unseen
    if facts.owner_id is None:
        raise MeetingsRefused("このケースには、いま担当がいません。担当のセンターが決めると選べます。")
    if CareItem.objects.filter(item__meeting=meeting, case_id=case_id, item__withdrawn_at__isnull=True).exists():
        raise MeetingsRefused("この事例は、もうこの会議に出ています。")
    item = _item(by, meeting, purpose="")
    CareItem.objects.create(
        item=item, case_id=case_id, presenter_id=facts.owner_id, recorded_at=by.at, recorded_by_id=by.staff_id
    )
    organisations.hand_task(
        municipality_id=by.municipality_id,
        agency_id=facts.agency_id,
        assignee_id=facts.owner_id,
        title="地域ケア個別会議の事例に選ばれました。名前を書かない用紙を書いてください",
        target=sheet_target(item.pk),
        due_on=localdate(meeting.starts_at) if meeting.starts_at else None,
        at=by.at,
    )
    record_item("meetings.care_sheet_asked", by, item, case=str(case_id))
    return item.pk


def _item(by: Viewer, meeting: Meeting, *, purpose: str) -> AgendaItem:
    """A place on the agenda, with everybody who is invited."""
    seq = AgendaItem.objects.filter(meeting=meeting).count() + 1
    item = AgendaItem.objects.create(
        meeting=meeting,
        seq=seq,
        body=meeting.body,
        legal_basis=meeting.body.legal_basis,
        heading=f"事例{seq}",
        purpose=purpose,
        requested_by_id=by.staff_id,
        requested_at=by.at,
        requester_agency_id=min(by.agency_ids),
    )
    invited = Invitation.objects.filter(meeting=meeting, withdrawn_at__isnull=True)
    ItemSeat.objects.bulk_create(ItemSeat(item=item, invitation=one) for one in invited)
    return item


def _to_run(by: Viewer, item_id: uuid.UUID) -> AgendaItem:
    item = _care_item(by, item_id)
    if not policies.minutes_by(by, item.meeting):
        raise NotPermitted("時計と助言の記録は、会議を開く機関の職員が行います。")
    return item


def _check_nameless(by: Viewer, item: AgendaItem, *texts: str, is_looked_at: bool) -> None:
    check_nameless(texts, known_of(by, item, sight.brought_to(item)), is_looked_at=is_looked_at)


@transaction.atomic
def write_care_sheet(*, by: Viewer, item_id: uuid.UUID, words: CareWords) -> None:
    """事例の用紙を書く: by whoever has the case, or whoever convenes. Refused when it names somebody."""
    item = _care_item(by, item_id)
    row = _sheets().filter(item=item).first()
    if not (sight.owns(by, item, brought=row) or policies.minutes_by(by, item.meeting)):
        raise NotPermitted("事例の用紙を書けるのは、そのケースの担当と、会議を開く機関の職員です。")
    _write(by, item, row or CareItem(item=item, presenter_id=by.staff_id), words)
    if item.purpose != words.why_chosen.strip():
        item.purpose = words.why_chosen.strip()
        item.save(update_fields=["purpose"])
    organisations.finish_tasks(
        municipality_id=by.municipality_id, target=sheet_target(item.pk), by=by.staff_id, at=by.at
    )
    record_item("meetings.care_sheet_written", by, item)


def _write(by: Viewer, item: AgendaItem, row: CareItem, words: CareWords) -> None:
    if not words.why_chosen.strip():
        raise MeetingsRefused("この事例を選んだわけを書いてください。")
    check_minutes(words.minutes)
    to_solve = check_asked(words.to_solve)
    known = known_of(by, item, row)
    check_nameless((words.why_chosen, words.persons_goal, *to_solve), known, is_looked_at=words.names_nobody)
    row.why_chosen, row.persons_goal, row.to_solve = (
        words.why_chosen.strip(),
        words.persons_goal.strip(),
        list(to_solve),
    )
    row.minutes, row.next_review_on = words.minutes, words.next_review_on
    row.recorded_at, row.recorded_by_id = by.at, by.staff_id
    row.save()


def _sheets() -> QuerySet[CareItem]:
    return CareItem.objects.select_for_update()


@transaction.atomic
def ask_before(
    *, by: Viewer, item_id: uuid.UUID, profession: Profession, question: str, names_nobody: bool = False
) -> uuid.UUID:
    """事前に質問する: whoever is invited, before the meeting. Names nobody."""
    item = _care_item(by, item_id)
    invitation = policies.standing_invitation(by, item.meeting_id)
    if invitation is None and not policies.minutes_by(by, item.meeting):
        raise NotPermitted("事前の質問は、この会議に招かれた人が出せます。")
    if not question.strip():
        raise MeetingsRefused("聞きたいことを書いてください。")
    _check_nameless(by, item, question, is_looked_at=names_nobody)
    row = AskedBefore.objects.create(
        item=item,
        invitation=invitation,
        asked_by_id=by.staff_id,
        profession=profession,
        question=question.strip(),
        asked_at=by.at,
    )
    record_item("meetings.asked_before", by, item)
    return row.pk


@transaction.atomic
def answer_asked(*, by: Viewer, asked_id: uuid.UUID, answer: str, names_nobody: bool = False) -> None:
    """事前の質問に答える: the owner of the case, or whoever convenes."""
    row = AskedBefore.objects.select_for_update().filter(pk=asked_id).first()
    if row is None:
        raise Unseen
    item = _care_item(by, row.item_id)
    owns = sight.owns(by, item, brought=sight.brought_to(item))
    if not (owns or policies.minutes_by(by, item.meeting)):
        raise NotPermitted("答えを書けるのは、そのケースの担当と、会議を開く機関の職員です。")
    if not answer.strip():
        raise MeetingsRefused("答えを書いてください。まだ分からないときは、いつまでに調べるかを書きます。")
    _check_nameless(by, item, answer, is_looked_at=names_nobody)
    row.answer, row.answered_at, row.answered_by_id = answer.strip(), by.at, by.staff_id
    row.save()
    record_item("meetings.asked_answered", by, item)


@transaction.atomic
def begin_item(*, by: Viewer, item_id: uuid.UUID) -> None:
    """時計を始める. The case before it ends with it: one is talked about at a time."""
    item = _to_run(by, item_id)
    if policies.phase_of(item.meeting, by.at) not in FOLLOWING_PHASES:
        raise MeetingsRefused("会議がまだ始まっていません。先に会議を「開催」にしてください。")
    row = _sheets().filter(item=item).first()
    if row is None or not row.to_solve:
        raise MeetingsRefused("この事例の用紙がまだありません。先に用紙を書いてください。")
    for other in _sheets().filter(item__meeting=item.meeting, begun_at__isnull=False, ended_at__isnull=True):
        _end(other, by)
    row.begun_at, row.ended_at = by.at, None
    row.save(update_fields=["begun_at", "ended_at"])
    record_item("meetings.care_begun", by, item)


def _end(row: CareItem, by: Viewer) -> None:
    """Never before it began, even where somebody has set the machine's own clock back meanwhile."""
    row.ended_at = max(by.at, row.begun_at)
    row.save(update_fields=["ended_at"])


@transaction.atomic
def end_item(*, by: Viewer, item_id: uuid.UUID) -> None:
    """時計を止める."""
    item = _to_run(by, item_id)
    row = _sheets().filter(item=item, begun_at__isnull=False, ended_at__isnull=True).first()
    if row is None:
        raise MeetingsRefused("この事例の時計は動いていません。")
    _end(row, by)
    record_item("meetings.care_ended", by, item)


@transaction.atomic
def note_advice(
    *, by: Viewer, item_id: uuid.UUID, profession: Profession, text: str, names_nobody: bool = False
) -> uuid.UUID:
    """助言を書く, by profession."""
    item = _to_run(by, item_id)
    if policies.phase_of(item.meeting, by.at) not in FOLLOWING_PHASES:
        raise MeetingsRefused("助言は、会議を開いてから書きます。")
    if not text.strip():
        raise MeetingsRefused("助言の中身を書いてください。")
    _check_nameless(by, item, text, is_looked_at=names_nobody)
    row = Advice.objects.create(
        item=item, profession=profession, text=text.strip(), recorded_at=by.at, recorded_by_id=by.staff_id
    )
    record_item("meetings.advice_noted", by, item, profession=profession.value)
    return row.pk
