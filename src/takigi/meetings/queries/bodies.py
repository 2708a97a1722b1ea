"""会議体・構成員・守秘の読み取り: on which law each meets, who belongs to it, and who has confirmed today's wording."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from takigi.access.grounds import Viewer
from takigi.access.legal_bases import DECLARATIONS, LegalBasis, SecrecyType, is_verified, opens_identity_without_consent
from takigi.access.queries import oaths_held
from takigi.meetings.models import Body, BodyMember
from takigi.meetings.policies import (
    bodies_of_the_field,
    is_chair,
    is_station,
    keeps_bodies,
    reads_register,
    seen_body,
    visible_bodies,
)
from takigi.meetings.rules.bodies import Oath, is_member_on, oath_body, oath_of, oath_version
from takigi.meetings.rules.words import MeetingKind, MemberKind
from takigi.organisations.queries import names_of_agencies, names_of_staff


@dataclass(frozen=True)
class BodyCard:
    """会議体の一行."""

    body_id: uuid.UUID
    local_name: str
    basis: LegalBasis
    provision: str
    kinds: tuple[MeetingKind, ...]
    secretariat_name: str
    opens_identity: bool
    is_verified: bool
    established_on: date
    ended_on: date | None


@dataclass(frozen=True)
class MemberLine:
    """構成員の一行; `confirmed_at` None where today's wording has not been confirmed."""

    member_id: uuid.UUID
    name: str
    agency_name: str
    kind: MemberKind
    secrecy_type: SecrecyType
    is_community: bool
    appointed_on: date
    term_until: date | None
    ended_on: date | None
    admit_reason: str
    staff_id: int | None
    confirmed_at: datetime | None
    is_member_now: bool


@dataclass(frozen=True)
class BodyPage:
    """会議体の一件: its law, its rule, its members, the wording of secrecy in force and whether one has confirmed it."""

    card: BodyCard
    rule_text: str
    grace_days: int
    is_identity_on_the_day: bool
    secretariat_id: int
    remark: str
    oath: Oath | None
    own_confirmed_at: datetime | None
    members: tuple[MemberLine, ...]
    reads_register: bool
    may_keep: bool


def body_list(viewer: Viewer) -> tuple[BodyCard, ...]:
    """会議体の一覧: those that still meet first. Two queries."""
    rows = list(visible_bodies(viewer).order_by("ended_on", "local_name"))
    names = names_of_agencies(viewer.municipality_id, {row.secretariat_id for row in rows})
    return tuple(_card(row, names, on=viewer.on) for row in sorted(rows, key=lambda row: row.ended_on is not None))


def bodies_to_plan(viewer: Viewer) -> tuple[BodyCard, ...]:
    """Those for which the viewer may plan a meeting of some kind. Three queries."""
    found = body_list(viewer)
    if is_chair(viewer) or is_station(viewer):
        return found
    mine = set(bodies_of_the_field(viewer).values_list("pk", flat=True))
    return tuple(one for one in found if one.body_id in mine)


def _card(row: Body, names: dict[int, str], *, on: date) -> BodyCard:
    basis = LegalBasis(row.legal_basis)
    declared = DECLARATIONS[basis]
    return BodyCard(
        row.pk,
        row.local_name,
        basis,
        f"{declared.law}{declared.provision}",
        tuple(kind for kind in MeetingKind if kind.value in row.meeting_kinds),
        names.get(row.secretariat_id, ""),
        opens_identity_without_consent(basis, on) if declared.wordings else False,
        bool(oath_version(basis, on=on)) and is_verified(basis, on),
        row.established_on,
        row.ended_on,
    )


def body_page(viewer: Viewer, body_id: uuid.UUID) -> BodyPage:
    """One body. Members and oaths: all for the secretariat and the auditor, one's own for everybody else (MEMB). Six queries."""
    body = seen_body(viewer, body_id)
    basis = LegalBasis(body.legal_basis)
    rows = list(BodyMember.objects.filter(body=body).order_by("ended_on", "appointed_on", "pk"))
    reads = reads_register(viewer)
    if not reads:
        rows = [row for row in rows if row.staff_id == viewer.staff_id]
    version = oath_version(basis, on=viewer.on)
    asked = {row.staff_id for row in rows if row.staff_id} | {viewer.staff_id}
    sworn = oaths_held(asked, body=oath_body(body.pk), version=version, on=viewer.on) if version else {}
    agencies = names_of_agencies(
        viewer.municipality_id, {row.agency_id for row in rows if row.agency_id} | {body.secretariat_id}
    )
    staff = names_of_staff(viewer.municipality_id, {row.staff_id for row in rows if row.staff_id})
    own = next((SecrecyType(row.secrecy_type) for row in rows if row.staff_id == viewer.staff_id), None)
    return BodyPage(
        card=_card(body, agencies, on=viewer.on),
        rule_text=body.rule_text,
        grace_days=body.grace_days,
        is_identity_on_the_day=body.is_identity_on_the_day,
        secretariat_id=body.secretariat_id,
        remark=DECLARATIONS[basis].remark,
        oath=oath_of(body.pk, basis, own or SecrecyType.CORPORATION, on=viewer.on),
        own_confirmed_at=sworn.get(viewer.staff_id),
        members=tuple(_line(row, staff, agencies, sworn, on=viewer.on) for row in rows),
        reads_register=reads,
        may_keep=keeps_bodies(viewer),
    )


def _line(
    row: BodyMember, staff: dict[int, str], agencies: dict[int, str], sworn: dict[int, datetime], *, on: date
) -> MemberLine:
    return MemberLine(
        row.pk,
        staff.get(row.staff_id or 0, row.person_name) or "（機関として）",
        agencies.get(row.agency_id or 0, ""),
        MemberKind(row.kind),
        SecrecyType(row.secrecy_type),
        row.is_community,
        row.appointed_on,
        row.term_until,
        row.ended_on,
        row.admit_reason,
        row.staff_id,
        sworn.get(row.staff_id or 0),
        is_member_on(row.appointed_on, row.term_until, row.ended_on, on=on),
    )
