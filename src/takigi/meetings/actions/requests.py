"""会議を頼む・計画する: from a case whose owner stays its owner, or without a case; add and withdraw items."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from takigi.access.decide import MeetingPhase
from takigi.access.grounds import NotPermitted, Viewer
from takigi.access.legal_bases import LegalBasis
from takigi.access.relations import Relation
from takigi.access.write_matrix import Action, is_open_to
from takigi.collaboration.actions import agenda as collaboration
from takigi.collaboration.queries.known_words import known_words
from takigi.collaboration.queries.on_agenda import CaseBrief, case_brief
from takigi.collaboration.rules.deidentify import Known
from takigi.meetings import policies
from takigi.meetings.actions.deeds import record, record_item
from takigi.meetings.actions.sheets import sheet_target
from takigi.meetings.models import AgendaItem, Body, ItemSeat, Meeting, PhaseMove
from takigi.meetings.queries.asking import WHO_MAY
from takigi.meetings.queries.guests import oath_asked
from takigi.meetings.rules.bodies import is_member_on
from takigi.meetings.rules.phases import NEVER_IDENTIFIES, OVER
from takigi.meetings.rules.requests import ItemWords, check_case_words, check_names_nobody, check_words
from takigi.meetings.rules.words import MeetingKind, MeetingsRefused
from takigi.organisations import actions as organisations

P = MeetingPhase


@dataclass(frozen=True)
class Plan:
    """どんな会議か: of which body, of which kind, and for what in one line."""

    body_id: uuid.UUID
    kind: MeetingKind
    title: str = ""
    purpose: str = ""
    block: int | None = None


def _body(by: Viewer, body_id: uuid.UUID, kind: MeetingKind) -> Body:
    body = policies.seen_body(by, body_id)
    if not is_member_on(body.established_on, None, body.ended_on, on=by.on):
        raise MeetingsRefused(f"「{body.local_name}」は終わった会議体です。いまの会議体を選んでください。")
    if kind.value not in body.meeting_kinds:
        ways = "、".join(one.label for one in MeetingKind if one.value in body.meeting_kinds)
        raise MeetingsRefused(f"「{body.local_name}」では{kind.label}を開けません（開けるもの: {ways}）。")
    return body


def _meeting(by: Viewer, body: Body, plan: Plan, *, agency_id: int | None, fields: tuple[str, ...]) -> Meeting:
    meeting = Meeting.objects.create(
        municipality_id=by.municipality_id,
        body=body,
        kind=plan.kind,
        title=plan.title.strip(),
        purpose=plan.purpose.strip(),
        block=plan.block,
        requester_agency_id=agency_id,
        requester_fields=list(fields),
        requested_by_id=by.staff_id,
        requested_at=by.at,
    )
    PhaseMove.objects.create(meeting=meeting, to_phase=P.DRAFT, at=by.at, by_id=by.staff_id)
    record("meetings.meeting_asked", by, meeting, kind=plan.kind.value)
    return meeting


@transaction.atomic
def ask_for_meeting(*, by: Viewer, case_id: uuid.UUID, plan: Plan, words: ItemWords) -> tuple[uuid.UUID, uuid.UUID]:
    """支援会議を依頼する: by the owner, its supervisor, the station or the secretariat. The case stays with its owner (R8, I4)."""
    body = _body(by, plan.body_id, plan.kind)
    if plan.kind in NEVER_IDENTIFIES:
        raise MeetingsRefused(
            f"{plan.kind.label}では、一つの世帯のことを話し合えません。支援会議を依頼するか、名前を伏せた事例として持っていってください。"
        )
    brief = case_brief(by, case_id)
    meeting = _meeting(by, body, plan, agency_id=brief.asks_for, fields=brief.owner_fields)
    item = _case_item(by, meeting, body, brief, words)
    organisations.hand_task(
        municipality_id=by.municipality_id,
        agency_id=body.secretariat_id,
        assignee_id=None,
        title="会議の依頼があります。受け付けるか、返事をしてください",
        target=policies.target_of(meeting.pk),
        due_on=None,
        at=by.at,
    )
    return meeting.pk, item.pk


@transaction.atomic
def plan_meeting(*, by: Viewer, plan: Plan) -> uuid.UUID:
    """会議を計画する: by whoever convenes it. Without a case; a household comes only by a request."""
    body = _body(by, plan.body_id, plan.kind)
    if not policies.arranges(by, body, plan.kind):
        raise NotPermitted(
            "この会議を計画できるのは、会議の事務局の職員です。ステーションは、個人を扱わない会議を計画できます。"
        )
    agency_id = next((post.agency_id for post in by.posts), None)
    meeting = _meeting(by, body, plan, agency_id=agency_id, fields=())
    PhaseMove.objects.create(meeting=meeting, from_phase=P.DRAFT, to_phase=P.ACCEPTED, at=by.at, by_id=by.staff_id)
    meeting.phase = P.ACCEPTED
    meeting.save(update_fields=["phase"])
    return meeting.pk


@transaction.atomic
def add_case_item(
    *, by: Viewer, meeting_id: uuid.UUID, case_id: uuid.UUID, words: ItemWords, body_id: uuid.UUID | None = None
) -> uuid.UUID:
    """議題に世帯を加える, on the ground of the meeting's own body or of another that the town has (§1.2)."""
    meeting = policies.meeting_to_arrange(by, meeting_id)
    _check_takes_items(by, meeting)
    if MeetingKind(meeting.kind) in NEVER_IDENTIFIES:
        raise MeetingsRefused(
            f"{MeetingKind(meeting.kind).label}では、一つの世帯のことを話し合えません。名前を伏せた事例を題として加えてください。"
        )
    body = policies.seen_body(by, body_id) if body_id else meeting.body
    item = _case_item(by, meeting, body, case_brief(by, case_id), words)
    _seat_everybody(meeting, item)
    return item.pk


@transaction.atomic
def join_agenda(*, by: Viewer, case_id: uuid.UUID, meeting_id: uuid.UUID, words: ItemWords) -> uuid.UUID:
    """予定のある会議の議題にする (REQUEST_MEETING): by the owner, without a meeting of its own. The case stays with its owner.

    Nobody is invited to the household and nothing of it is open before the secretariat says so; it may take it out again.
    """
    meeting = policies.meetings_to_join(by).select_for_update(of=("self",)).filter(pk=meeting_id).first()
    if meeting is None:
        raise MeetingsRefused(
            "この会議には、もう議題を加えられません。ほかの会議を選ぶか、新しい会議を依頼してください。"
        )
    brief = case_brief(by, case_id)
    if AgendaItem.objects.filter(meeting=meeting, case_id=case_id, withdrawn_at__isnull=True).exists():
        raise MeetingsRefused("この世帯は、もうこの会議の議題に入っています。")
    item = _case_item(by, meeting, meeting.body, brief, words)
    AgendaItem.objects.filter(pk=item.pk).update(requester_agency_id=brief.asks_for)
    organisations.hand_task(
        municipality_id=by.municipality_id,
        agency_id=meeting.body.secretariat_id,
        assignee_id=None,
        title="会議の議題が一つ加わりました。招く人を確かめてください",
        target=policies.target_of(meeting.pk),
        due_on=None,
        at=by.at,
    )
    return item.pk


@transaction.atomic
def add_theme(*, by: Viewer, meeting_id: uuid.UUID, words: ItemWords) -> uuid.UUID:
    """議題にテーマを加える: nobody's case, and no word that could tell whose."""
    meeting = policies.meeting_to_arrange(by, meeting_id)
    _check_takes_items(by, meeting)
    check_words(words)
    check_names_nobody(words, Known())
    item = _item(by, meeting, meeting.body, words, case_id=None, agency_id=None)
    _seat_everybody(meeting, item)
    record_item("meetings.item_added", by, item)
    return item.pk


@transaction.atomic
def withdraw_item(*, by: Viewer, item_id: uuid.UUID, reason: str) -> None:
    """議題を取り下げる: what it had open closes at once; what was written stays."""
    item = policies.item_seen(by, item_id)
    meeting = policies.meeting_to_arrange(by, item.meeting_id)
    if item.withdrawn_at is not None or policies.phase_of(meeting, by.at) in OVER:
        raise MeetingsRefused("この議題は、もう終わっています。")
    if not reason.strip():
        raise MeetingsRefused("取り下げる理由を書いてください。")
    item.withdrawn_at, item.withdraw_reason = by.at, reason.strip()
    item.save(update_fields=["withdrawn_at", "withdraw_reason"])
    if item.case_id:
        collaboration.move_agenda(by=by, agenda_item_id=item.pk, phase=P.CANCELLED, closes_at=meeting.closes_at)
    organisations.finish_tasks(
        municipality_id=by.municipality_id, target=sheet_target(item.pk), by=by.staff_id, at=by.at
    )
    record_item("meetings.item_withdrawn", by, item)


def _check_takes_items(by: Viewer, meeting: Meeting) -> None:
    if policies.phase_of(meeting, by.at) not in {P.DRAFT, P.ACCEPTED, P.MATERIALS_OPEN}:
        raise MeetingsRefused("開いた会議に議題は加えられません。新しい会議を依頼してください。")


def _case_item(by: Viewer, meeting: Meeting, body: Body, brief: CaseBrief, words: ItemWords) -> AgendaItem:
    if not is_open_to(Action.REQUEST_MEETING, brief.relations):
        raise NotPermitted(WHO_MAY)
    if body.legal_basis == LegalBasis.NONE:
        raise MeetingsRefused(
            f"「{body.local_name}」には法令の根拠がありません。一つの世帯のことは、支援会議の議題にしてください。"
        )
    check_words(words)
    check_case_words(words, on=by.on)
    # Who may not read the names themselves is not told by a refusal that they guessed one.
    knows = brief.relations.keys() & {Relation.OWN, Relation.OWN_SUP}
    check_names_nobody(words, known_words(brief.case_id) if knows else Known())
    _check_only_meeting(by, brief.case_id, words.second_reason)
    item = _item(by, meeting, body, words, case_id=brief.case_id, agency_id=brief.owner_agency_id)
    collaboration.put_on_agenda(
        by=by,
        agenda_item_id=item.pk,
        case_id=brief.case_id,
        legal_basis=LegalBasis(body.legal_basis),
        oath_body=oath_asked(item, at=by.at)[0],
    )
    record_item("meetings.item_added", by, item)
    return item


def _check_only_meeting(by: Viewer, case_id: uuid.UUID, second_reason: str) -> None:
    others = AgendaItem.objects.filter(case_id=case_id, withdrawn_at__isnull=True).select_related("meeting")
    waiting = [one for one in others if policies.phase_of(one.meeting, by.at) not in OVER]
    if waiting and not second_reason.strip():
        raise MeetingsRefused(
            f"この世帯の会議が、もう一つ進んでいます（{_when(waiting[0].meeting)}）。"
            "その会議に聞きたいことを加えるか、別に開く理由を書いて依頼してください。"
        )


def _when(meeting: Meeting) -> str:
    return f"{meeting.starts_at:%Y年%m月%d日}" if meeting.starts_at else "日時は調整中"


def _item(
    by: Viewer, meeting: Meeting, body: Body, words: ItemWords, *, case_id: uuid.UUID | None, agency_id: int | None
) -> AgendaItem:
    last = AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("seq"))["last"] or 0
    return AgendaItem.objects.create(
        meeting=meeting,
        seq=last + 1,
        body=body,
        legal_basis=body.legal_basis,
        case_id=case_id,
        heading=words.heading.strip(),
        purpose=words.purpose.strip(),
        questions=words.questions.strip(),
        prior_field_discussion_on=words.prior_field_discussion_on,
        prior_result=words.prior_result.strip(),
        what_owner_will_keep=words.what_owner_will_keep.strip(),
        ask_type=words.ask_type or "",
        deidentified_text=words.deidentified_text.strip(),
        deidentified_checked_at=by.at,
        theme_code=words.theme_code,
        second_reason=words.second_reason.strip(),
        requested_by_id=by.staff_id,
        requested_at=by.at,
        requester_agency_id=meeting.requester_agency_id,
        owner_agency_at_request_id=agency_id,
    )


def _seat_everybody(meeting: Meeting, item: AgendaItem) -> None:
    """Whoever is invited to a theme's meeting is invited to its new theme; for a household the chair chooses anew."""
    if item.case_id is not None:
        return
    invited = ItemSeat.objects.filter(item__meeting=meeting).values_list("invitation_id", flat=True).distinct()
    ItemSeat.objects.bulk_create([ItemSeat(item=item, invitation_id=one) for one in invited])
