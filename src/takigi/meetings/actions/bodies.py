"""会議体と構成員の操作: found a body on its law, write its rule, appoint and release members, confirm its secrecy."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from takigi.access.actions import confirm_oath, keep_paper_oath
from takigi.access.decide import READING_PHASES
from takigi.access.grounds import Unseen, Viewer
from takigi.access.legal_bases import LegalBasis, SecrecyType
from takigi.meetings import policies
from takigi.meetings.actions.copies import issue_copies
from takigi.meetings.actions.deeds import record_body
from takigi.meetings.models import Body, BodyMember, ItemSeat, Meeting
from takigi.meetings.rules.bodies import Oath, check_kinds, oath_of
from takigi.meetings.rules.phases import OVER
from takigi.meetings.rules.words import MeetingKind, MeetingsRefused, MemberKind
from takigi.organisations.queries import names_of_agencies, names_of_staff, posts_held

LONGEST_GRACE = 14


@dataclass(frozen=True)
class BodyWords:
    """What a body says about itself. Its law is stated once, when it is founded."""

    local_name: str
    legal_basis: LegalBasis
    kinds: frozenset[MeetingKind]
    secretariat_id: int
    established_on: date
    rule_text: str = ""
    grace_days: int = 3
    is_identity_on_the_day: bool = True


@dataclass(frozen=True)
class MemberWords:
    """Who becomes a member: a member of staff, a whole agency, or somebody who never signs in."""

    appointed_on: date
    agency_id: int | None = None
    staff_id: int | None = None
    person_name: str = ""
    kind: MemberKind = MemberKind.STANDING
    secrecy_type: SecrecyType = SecrecyType.CORPORATION
    is_community: bool = False
    term_until: date | None = None
    admit_reason: str = ""


def _check_words(by: Viewer, words: BodyWords) -> str:
    name = words.local_name.strip()
    if not name:
        raise MeetingsRefused("会議体の名前を書いてください。町で呼んでいる名前で構いません。")
    check_kinds(words.legal_basis, words.kinds)
    if words.grace_days > LONGEST_GRACE:
        raise MeetingsRefused(f"資料を閉じるまでの日数は、{LONGEST_GRACE}日までです。")
    if words.secretariat_id not in names_of_agencies(by.municipality_id, {words.secretariat_id}):
        raise MeetingsRefused("事務を受け持つ機関を、一覧から選んでください。")
    return name


@transaction.atomic
def found_body(*, by: Viewer, words: BodyWords) -> uuid.UUID:
    """会議体を登録する. The law on which it meets is said by whoever founds it, and never taken from its name."""
    policies.check_may_keep_bodies(by)
    name = _check_words(by, words)
    if Body.objects.filter(municipality_id=by.municipality_id, local_name=name).exists():
        raise MeetingsRefused(f"「{name}」は、もう登録されています。根拠が違うときは、区別できる名前にしてください。")
    body = Body.objects.create(
        municipality_id=by.municipality_id,
        local_name=name,
        legal_basis=words.legal_basis,
        meeting_kinds=sorted(kind.value for kind in words.kinds),
        rule_text=words.rule_text.strip(),
        established_on=words.established_on,
        secretariat_id=words.secretariat_id,
        grace_days=words.grace_days,
        is_identity_on_the_day=words.is_identity_on_the_day,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    record_body("meetings.body_founded", by, body.pk, basis=words.legal_basis.value)
    return body.pk


@transaction.atomic
def describe_body(*, by: Viewer, body_id: uuid.UUID, words: BodyWords) -> None:
    """名前・要綱・日数を書きかえる. Not the law: what was disclosed on it stays disclosed on it."""
    body = policies.body_to_keep(by, body_id)
    name = _check_words(by, words)
    if words.legal_basis != body.legal_basis:
        raise MeetingsRefused(
            "会議体の根拠は変えられません。根拠が変わったときは、この会議体を終えて、新しい会議体を登録してください。"
        )
    if Body.objects.filter(municipality_id=by.municipality_id, local_name=name).exclude(pk=body.pk).exists():
        raise MeetingsRefused(f"「{name}」は、ほかの会議体の名前です。区別できる名前にしてください。")
    body.local_name, body.rule_text = name, words.rule_text.strip()
    body.meeting_kinds = sorted(kind.value for kind in words.kinds)
    body.secretariat_id, body.grace_days = words.secretariat_id, words.grace_days
    body.is_identity_on_the_day = words.is_identity_on_the_day
    body.save()
    record_body("meetings.body_described", by, body.pk)


@transaction.atomic
def end_body(*, by: Viewer, body_id: uuid.UUID, on: date) -> None:
    """会議体を終える. Refused while one of its meetings is still to come or open."""
    body = policies.body_to_keep(by, body_id)
    if on < body.established_on:
        raise MeetingsRefused("終わりの日が、できた日より前になっています。")
    waiting = [one for one in Meeting.objects.filter(body=body) if policies.phase_of(one, by.at) not in OVER]
    if waiting:
        raise MeetingsRefused(
            f"この会議体には、終わっていない会議が{len(waiting)}件あります。先に終えるか、中止してください。"
        )
    body.ended_on = on
    body.save(update_fields=["ended_on"])
    record_body("meetings.body_ended", by, body.pk, on=on.isoformat())


@transaction.atomic
def appoint_member(*, by: Viewer, body_id: uuid.UUID, words: MemberWords) -> uuid.UUID:
    """構成員に加える. For one case only with the reason for which the chair lets somebody in (R5)."""
    body = policies.body_to_keep(by, body_id)
    _check_member(by, body, words)
    member = BodyMember.objects.create(
        body=body,
        agency_id=words.agency_id,
        staff_id=words.staff_id,
        person_name=words.person_name.strip(),
        kind=words.kind,
        secrecy_type=words.secrecy_type,
        is_community=words.is_community,
        appointed_on=words.appointed_on,
        term_until=words.term_until,
        admitted_by_id=by.staff_id if words.kind is MemberKind.ADHOC else None,
        admit_reason=words.admit_reason.strip(),
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    record_body("meetings.member_appointed", by, body.pk, member=str(member.pk), kind=words.kind.value)
    return member.pk


def _check_member(by: Viewer, body: Body, words: MemberWords) -> None:
    if not (words.agency_id or words.staff_id or words.person_name.strip()):
        raise MeetingsRefused("構成員を、職員・機関・サインインしない方のどれかで書いてください。")
    if words.agency_id and words.agency_id not in names_of_agencies(by.municipality_id, {words.agency_id}):
        raise MeetingsRefused("この機関は見つかりません。一覧から選んでください。")
    if words.staff_id:
        name = names_of_staff(by.municipality_id, {words.staff_id}).get(words.staff_id, "")
        if not name:
            raise MeetingsRefused("この職員は見つかりません。一覧から選んでください。")
        if not posts_held(words.staff_id, on=max(words.appointed_on, by.on)):
            raise MeetingsRefused(f"{name}さんは、任命の日に配属がありません。配属を先に登録してください。")
        if BodyMember.objects.filter(body=body, staff_id=words.staff_id, ended_on__isnull=True).exists():
            raise MeetingsRefused(
                f"{name}さんは、もうこの会議体の構成員です。任期を変えるときは、いちど終えてください。"
            )
    if words.term_until and words.term_until < words.appointed_on:
        raise MeetingsRefused("任期の終わりが、任命の日より前になっています。")
    if words.kind is MemberKind.ADHOC and not words.admit_reason.strip():
        raise MeetingsRefused("事例ごとの構成員は、会長が認めた理由を書いてください。")


@transaction.atomic
def end_member(*, by: Viewer, body_id: uuid.UUID, member_id: uuid.UUID, on: date) -> None:
    """構成員をやめる. The duty of secrecy goes on; invitations that stand are looked at again by the secretariat."""
    body = policies.body_to_keep(by, body_id)
    member = BodyMember.objects.select_for_update().filter(body=body, pk=member_id, ended_on__isnull=True).first()
    if member is None:
        raise Unseen
    if on < member.appointed_on:
        raise MeetingsRefused("やめた日が、任命の日より前になっています。")
    member.ended_on = on
    member.save(update_fields=["ended_on"])
    record_body("meetings.member_ended", by, body.pk, member=str(member.pk), on=on.isoformat())


def secrecy_of(body: Body, staff_id: int | None, *, on: date) -> SecrecyType:
    """How the law names this member: as the register says; whoever is not in it, as somebody of a corporation. One query."""
    rows = BodyMember.objects.filter(body=body, staff_id=staff_id, appointed_on__lte=on)
    found = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on)).values_list("secrecy_type", flat=True).first()
    return SecrecyType(found) if found else SecrecyType.CORPORATION


def _wording(body: Body, staff_id: int, *, on: date) -> Oath:
    found = oath_of(body.pk, LegalBasis(body.legal_basis), secrecy_of(body, staff_id, on=on), on=on)
    if found is None:
        raise MeetingsRefused(
            "この会議体には守秘の条文がありません。個人が分かる情報は扱わないので、確認は要りません。"
        )
    return found


@transaction.atomic
def confirm_body_oath(*, by: Viewer, body_id: uuid.UUID) -> None:
    """この会議体の守秘を確認する: the wording in force today, once; until then nothing that names anybody opens (R6)."""
    body = policies.seen_body(by, body_id)
    wording = _wording(body, by.staff_id, on=by.on)
    confirm_oath(by=by, duty_basis=wording.duty_basis, body=wording.body, version=wording.version)
    _let_out(body, by.staff_id, at=by.at)


@transaction.atomic
def record_paper_oath(*, by: Viewer, body_id: uuid.UUID, staff_id: int, confirmed_at: datetime) -> None:
    """紙で受けた確認を登録する, in the wording of the day on which it was signed."""
    body = policies.body_to_keep(by, body_id)
    wording = _wording(body, staff_id, on=by.on)
    keep_paper_oath(
        by=by,
        staff_id=staff_id,
        body=wording.body,
        version=wording.version,
        duty_basis=wording.duty_basis,
        confirmed_at=confirmed_at,
    )
    _let_out(body, staff_id, at=by.at)


def _let_out(body: Body, staff_id: int, *, at: datetime) -> None:
    """Whoever confirms reads from this moment on what is open: the copies are registered with it (I7)."""
    seats = ItemSeat.objects.filter(
        item__body=body, invitation__staff_id=staff_id, invitation__withdrawn_at__isnull=True
    )
    for meeting in Meeting.objects.filter(pk__in=seats.values("item__meeting_id"), phase__in=READING_PHASES):
        issue_copies(meeting, at=at)
