"""静かなケースの読み取り: the owner's own, and later what a supervisor may offer a hand with. No days are compared, nobody stands first."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, QuerySet
from django.utils.timezone import localdate

from takigi.access.grounds import Viewer
from takigi.access.relations import Relation
from takigi.casework.queries.ways import decided_numbers
from takigi.collaboration.models import CaseRole, Contact, QuietAnswer, SharedCase, StationInvolvement
from takigi.collaboration.policies.relations import cases_in
from takigi.collaboration.rules.quiet import (
    QuietFacts,
    QuietReply,
    QuietWay,
    asks_owner,
    offered_to_supervisor,
    quiet_since,
)
from takigi.collaboration.rules.words import RoleStatus
from takigi.organisations import queries as organisations


@dataclass(frozen=True)
class QuietCase:
    """静かなケース: a number, and since when nobody else has been there."""

    case_id: uuid.UUID
    case_no: str
    since: date
    days: int


@dataclass(frozen=True)
class Offer:
    """手伝えること: a case and its owner, in the order of the cases' numbers; no days, no count a person."""

    case_id: uuid.UUID
    case_no: str
    owner: str
    asked_for: bool


def quiet_way(viewer: Viewer) -> QuietWay:
    """The town's way on the viewer's day. One query."""
    days, later = decided_numbers(viewer, "quiet_case_days", "quiet_offer_days")
    return QuietWay(days, later)


def own_quiet_cases(viewer: Viewer) -> list[QuietCase]:
    """Which of my cases have nobody else: told to me alone. Six queries, one where I own none."""
    if not viewer.may_read_persons:
        return []
    cases = _open(cases_in(Relation.OWN, viewer))
    if not cases:
        return []
    way, facts = quiet_way(viewer), _facts(cases, viewer.on)
    return [
        QuietCase(case.pk, case.case_no, since, (viewer.on - since).days)
        for case in cases
        if asks_owner(facts[case.pk], way, on=viewer.on)
        and (since := quiet_since(facts[case.pk], way, on=viewer.on)) is not None
    ]


def quiet_offers(viewer: Viewer) -> list[Offer]:
    """What a supervisor may offer a hand with, after the owners have had the question to themselves. Seven queries."""
    if not viewer.may_read_persons or not viewer.supervised_agency_ids:
        return []
    cases = [one for one in _open(cases_in(Relation.OWN_SUP, viewer)) if one.case.owner_id != viewer.staff_id]
    if not cases:
        return []
    way, facts = quiet_way(viewer), _facts(cases, viewer.on)
    names = organisations.names_of_staff(
        viewer.municipality_id, {one.case.owner_id for one in cases if one.case.owner_id}
    )
    return [
        Offer(one.pk, one.case_no, names.get(one.case.owner_id or 0, ""), facts[one.pk].reply is QuietReply.HELP)
        for one in cases
        if offered_to_supervisor(facts[one.pk], way, on=viewer.on)
    ]


def _open(rows: QuerySet[SharedCase]) -> list[SharedCase]:
    return list(rows.filter(case__closed_on__isnull=True).select_related("case").order_by("case_no"))


def _facts(cases: Iterable[SharedCase], on: date) -> dict[uuid.UUID, QuietFacts]:
    """Four queries, however many cases. A role counts from the day it was taken up to its end, and a station while it is there."""
    ids = [one.pk for one in cases]
    contacts = Contact.objects.filter(
        counterpart_agency__isnull=False, case_id__in=ids, replaced_by__isnull=True
    ).exclude(counterpart_agency_id=F("recorded_agency_id"))
    last = dict(contacts.values_list("case_id").annotate(Max("happened_on")))
    beside = StationInvolvement.objects.filter(case_id__in=ids, ended_on__isnull=True, planned_end_on__gte=on)
    # Whoever has asked the station is not alone while it answers.
    partner: set[uuid.UUID] = set(beside.values_list("case_id", flat=True))
    roles = CaseRole.objects.filter(case_id__in=ids, responded_at__isnull=False).exclude(status=RoleStatus.DECLINED)
    for case_id, status, responded_at, ended_at in roles.values_list("case_id", "status", "responded_at", "ended_at"):
        if status == RoleStatus.ACCEPTED:
            partner.add(case_id)
        day = localdate(ended_at or responded_at)
        last[case_id] = max(last.get(case_id, day), day)
    replies = {}
    for one in QuietAnswer.objects.filter(case_id__in=ids).order_by("replied_at", "pk"):
        replies[one.case_id] = one
    return {one.pk: _fact(one, last, partner, replies.get(one.pk)) for one in cases}


def _fact(
    case: SharedCase, last: dict[uuid.UUID, date], partner: set[uuid.UUID], answer: QuietAnswer | None
) -> QuietFacts:
    # An answer of a former owner says nothing about who holds the case now.
    is_current = answer is not None and answer.replied_by_id == case.case.owner_id
    return QuietFacts(
        opened_on=case.case.opened_on,
        last_other_on=last.get(case.pk),
        has_partner_now=case.pk in partner,
        reply=QuietReply(answer.reply) if answer and is_current else None,
        replied_on=localdate(answer.replied_at) if answer and is_current else None,
    )
