"""気になる人の操作: say what was noticed, settle who goes to look, and move it on; the one who said it hears a category."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.audit import actions as audit
from takigi.collaboration.models import LeadMove, OutreachLead
from takigi.collaboration.policies import beside
from takigi.collaboration.policies.relations import who_is
from takigi.collaboration.rules.deidentified import check_deidentified
from takigi.collaboration.rules.deidentify import Known
from takigi.collaboration.rules.leads import (
    KnownAs,
    LeadState,
    LeadStep,
    Signal,
    Where,
    check_lead_move,
    check_step,
    target_of_lead,
)
from takigi.collaboration.rules.words import CollaborationRefused
from takigi.organisations import queries as organisations


@dataclass(frozen=True)
class LeadWords:
    """気づいたこと. Nothing but the day, a sign and a rough place is needed."""

    holder_agency_id: int
    seen_on: date
    signals: tuple[Signal, ...]
    note: str = ""
    # Whether somebody has looked again at words of the note that may tell who it is.
    is_note_looked_at: bool = False
    block: int | None = None
    granularity: Where = Where.BLOCK
    place: str = field(default="", repr=False)
    known_as: KnownAs = KnownAs.UNKNOWN
    who: str = field(default="", repr=False)


def _record(kind: str, by: Viewer, lead: OutreachLead, **detail: object) -> None:
    audit.record(
        f"collaboration.{kind}",
        municipality_id=by.municipality_id,
        by=by.staff_id,
        at=by.at,
        target=target_of_lead(lead.pk),
        detail=detail,
    )


def _check_words(words: LeadWords, *, on: date) -> None:
    if not words.signals:
        raise CollaborationRefused("気づいたことを、ひとつ以上選んでください。")
    if words.seen_on > on:
        raise CollaborationRefused("気づいた日が今日より後になっています。日付を確かめてください。")
    if words.known_as is KnownAs.UNKNOWN and words.who.strip():
        raise CollaborationRefused(
            "名前などを書いたときは、「だれか」で「少し分かる」か「分かっている」を選んでください。"
        )
    if words.granularity is Where.BLOCK and words.place.strip():
        raise CollaborationRefused(
            "ブロックまでのときは、場所の欄を空けてください。細かく書くときは、場所の細かさを選びなおしてください。"
        )
    known = Known(people=frozenset({words.who.strip()} - {""}))
    check_deidentified(words.note, known, what="様子", is_looked_at=words.is_note_looked_at)


@transaction.atomic
def register_lead(*, by: Viewer, words: LeadWords) -> uuid.UUID:
    """気になる人を知らせる: to one's own agency or to a station, which goes to look from now on."""
    if not beside.may_register_lead(by):
        raise NotPermitted("気になる人を知らせられるのは、相談や支援の仕事をしている職員です。")
    _check_words(words, on=by.on)
    own = who_is(by).agency_ids
    stations = {one.agency_id for one in organisations.agencies(by.municipality_id, on=by.on) if one.is_station}
    if words.holder_agency_id not in own | stations:
        raise Unseen
    lead = OutreachLead.objects.create(
        municipality_id=by.municipality_id,
        holder_agency_id=words.holder_agency_id,
        registered_by_id=by.staff_id,
        registered_agency_id=min(own),
        registered_at=by.at,
        seen_on=words.seen_on,
        signals=[one.value for one in words.signals],
        note=words.note.strip(),
        block=words.block,
        granularity=words.granularity,
        place=words.place.strip(),
        known_as=words.known_as,
        who=words.who.strip(),
        state_from_on=by.on,
    )
    _record("lead_registered", by, lead, holder=words.holder_agency_id)
    return lead.pk


@transaction.atomic
def assign_lead(*, by: Viewer, lead_id: uuid.UUID, staff_id: int, check_by: date) -> None:
    """だれが確かめるかを決める: somebody of the agency that holds it, by a day."""
    lead = beside.lead_to_change(by, lead_id)
    posts = organisations.posts_held(staff_id, on=by.on)
    if not any(post.agency_id == lead.holder_agency_id and post.duty in beside.LEADING for post in posts):
        raise CollaborationRefused("その人は、いまこの機関で確かめる仕事をしていません。別の人を選んでください。")
    if check_by < by.on:
        raise CollaborationRefused("いつまでに確かめるかが、今日より前になっています。")
    if LeadState(lead.state) is not LeadState.CHECKING:
        check_lead_move(LeadState(lead.state), LeadState.CHECKING)
        _move(by, lead, LeadStep(LeadState.CHECKING, by.on))
    lead.checker_id, lead.check_by_on = staff_id, check_by
    lead.save()
    _record("lead_assigned", by, lead, staff=staff_id)


@transaction.atomic
def move_lead(*, by: Viewer, lead_id: uuid.UUID, step: LeadStep, case_id: uuid.UUID | None = None) -> None:
    """一歩進める along the table; a connection names the agency, an end its reason."""
    lead = beside.lead_to_change(by, lead_id)
    check_lead_move(LeadState(lead.state), step.to)
    check_step(step, since=lead.state_from_on, on=by.on)
    if step.connected_agency_id is not None:
        names = organisations.names_of_agencies(by.municipality_id, {step.connected_agency_id})
        if not names:
            raise Unseen
    _move(by, lead, step)
    if step.to in {LeadState.VISITED, LeadState.CONNECTED, LeadState.DECLINED}:
        lead.first_contact_on = lead.first_contact_on or step.on
    if step.to is LeadState.CONNECTED:
        lead.connected_on, lead.connected_agency_id = step.on, step.connected_agency_id
        lead.case_id = _own_case(by, case_id)
    if step.to is LeadState.CLOSED and step.why_closed:
        lead.why_closed = step.why_closed
    lead.save()
    _record("lead_moved", by, lead, to=step.to.value)


def _own_case(by: Viewer, case_id: uuid.UUID | None) -> uuid.UUID | None:
    """The case it became, where the one who writes may know that there is one."""
    return beside.reading_of(by, case_id).case_id if case_id else None


def _move(by: Viewer, lead: OutreachLead, step: LeadStep) -> None:
    LeadMove.objects.create(
        lead=lead,
        to_state=step.to,
        happened_on=step.on,
        note=step.note.strip(),
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    lead.state, lead.state_from_on = step.to, step.on
