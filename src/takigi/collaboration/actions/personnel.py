"""年度替わりの引き継ぎ: what somebody leaves behind is given to a colleague of the same agency, by its supervisor; an agency's work to its successor."""

import uuid
from collections.abc import Mapping

from django.db import transaction

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.casework.actions import shared_cases
from takigi.casework.actions.personnel import reorganise_prevention
from takigi.collaboration.actions.cases import change_owner_person
from takigi.collaboration.actions.recording import record
from takigi.collaboration.models import CaseRole, Referral
from takigi.collaboration.policies.acting import supervises
from takigi.collaboration.rules.words import CollaborationRefused, ReferralStatus, RoleStatus
from takigi.organisations import actions as organisation_actions
from takigi.organisations import queries as organisations

HELD = (RoleStatus.REQUESTED, RoleStatus.ACCEPTED)


@transaction.atomic
def hand_over_work(
    *, by: Viewer, cases: Mapping[uuid.UUID, int], roles: Mapping[uuid.UUID, int], note: str
) -> tuple[int, int]:
    """ケースと役割を次の人に, all or none of it: every row by the same door as one alone. Returns how many of each."""
    if not (cases or roles):
        raise CollaborationRefused("次の人が選ばれていません。一行ずつ、またはまとめて選んでください。")
    for case_id, staff_id in cases.items():
        change_owner_person(by=by, case_id=case_id, staff_id=staff_id, on=by.on, note=note)
    for role_id, staff_id in roles.items():
        hand_on_role(by=by, role_id=role_id, staff_id=staff_id)
    return len(cases), len(roles)


@transaction.atomic
def hand_on_role(*, by: Viewer, role_id: uuid.UUID, staff_id: int) -> None:
    """役割を同僚に引き継ぐ, by the supervisor of the agency that holds it. What was agreed stays as it is."""
    role = (
        CaseRole.objects.select_for_update(of=("self",))
        .filter(pk=role_id, case__municipality_id=by.municipality_id)
        .first()
    )
    if role is None or not by.may_read_persons:
        raise Unseen
    if not supervises(by, role.agency_id):
        raise NotPermitted("役割を同僚に引き継げるのは、その機関の監督者です。")
    if role.status not in HELD:
        raise CollaborationRefused("この役割は、もう終わっています。画面を開きなおしてください。")
    if not any(post.agency_id == role.agency_id for post in organisations.posts_held(staff_id, on=by.on)):
        raise CollaborationRefused("その人は、いまその機関にいません。別の人を選んでください。")
    role.staff_id = staff_id
    role.save(update_fields=["staff"])
    if role.status == RoleStatus.REQUESTED:
        target = f"role:{role.pk}"
        organisation_actions.finish_tasks(municipality_id=by.municipality_id, target=target, by=by.staff_id, at=by.at)
        organisation_actions.hand_task(
            municipality_id=by.municipality_id,
            agency_id=role.agency_id,
            assignee_id=staff_id,
            title="役割の依頼に答える",
            target=target,
            due_on=role.due_on,
            at=by.at,
        )
    record("role_handed_on", by, role.case_id, role=str(role.pk), staff=staff_id)


@transaction.atomic
def reorganise_agency(*, by: Viewer, from_agency_id: int, to_agency_id: int, reason: str) -> tuple[int, int]:
    """機関の統合・分割: its open cases, roles and referrals on their way go on with the successor. Returns cases (of both kinds) and roles.

    Who moved along keeps what they hold; the rest waits for the successor's supervisor. Never to the station.
    """
    cards = {card.agency_id: card for card in organisations.agencies(by.municipality_id, on=by.on)}
    if from_agency_id == to_agency_id:
        raise CollaborationRefused("引き継ぐ機関は、なくなる機関とは別の機関にしてください。")
    if to_agency_id in cards and cards[to_agency_id].is_station:
        raise CollaborationRefused("ステーションには引き継げません。ケースを受け持つ機関を選んでください。")
    cases = shared_cases.reorganise(by=by, from_agency_id=from_agency_id, to_agency_id=to_agency_id, reason=reason)
    cases += reorganise_prevention(by=by, from_agency_id=from_agency_id, to_agency_id=to_agency_id, reason=reason)
    moved = _move_roles(by, from_agency_id, to_agency_id)
    sent = Referral.objects.filter(
        case__municipality_id=by.municipality_id, to_agency_id=from_agency_id, status=ReferralStatus.SENT
    )
    sent.exclude(from_agency_id=to_agency_id).update(to_agency_id=to_agency_id)
    return cases, moved


def _move_roles(by: Viewer, from_agency_id: int, to_agency_id: int) -> int:
    """A role at an agency that is now the owner itself has come to its end: the owner goes on with it as its own work."""
    rows = CaseRole.objects.select_for_update(of=("self",)).filter(
        case__municipality_id=by.municipality_id, agency_id__in=[from_agency_id, to_agency_id], status__in=HELD
    )
    moved = 0
    for role in rows.select_related("case__case").order_by("pk"):
        if role.case.case.agency_id == to_agency_id:
            role.status, role.end_note = RoleStatus.WITHDRAWN, "機関の統合により、主担当の仕事になりました"
            role.ended_at, role.ended_by_id = by.at, by.staff_id
        elif role.agency_id == from_agency_id:
            role.agency_id = to_agency_id
        else:
            continue
        role.save()
        moved += 1
        record("role_moved_along", by, role.case_id, role=str(role.pk), agency=to_agency_id)
    return moved
