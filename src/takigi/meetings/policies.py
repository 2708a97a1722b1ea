"""会議を見る・動かす根拠: who may see that a meeting is, who arranges it, and in which phase it really is."""

import uuid
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from takigi.access.decide import EARLY_PHASES, MeetingPhase
from takigi.access.grounds import Ground, NotPermitted, Unseen, Viewer, visible, why
from takigi.access.legal_bases import LegalBasis
from takigi.access.relations import Relation
from takigi.meetings.models import AgendaItem, Body, CareItem, Invitation, Meeting
from takigi.meetings.rules.phases import NEVER_IDENTIFIES, Times, phase_at
from takigi.meetings.rules.words import MeetingKind
from takigi.organisations.rules import Duty

# Whose ordinary work a care conference or a meeting without a statute belongs to.
_WORK = frozenset({Duty.CASEWORK, Duty.INSURANCE, Duty.COORDINATION, Duty.STATION, Duty.PLANNING})
_HELD_BY_THE_FIELD = frozenset({LegalBasis.LTC_CARE.value, LegalBasis.NONE.value})


def target_of(meeting_id: uuid.UUID) -> str:
    """How the audit log and tasks name a meeting."""
    return f"meeting:{meeting_id}"


def times_of(meeting: Meeting) -> Times:
    """When it is, and when what it opens closes."""
    return Times(meeting.starts_at, meeting.ends_at, meeting.closes_at)


def phase_of(meeting: Meeting, at: datetime) -> MeetingPhase:
    """The phase at a moment. `meeting.phase` alone is what somebody said last, and may be long over."""
    return phase_at(MeetingPhase(meeting.phase), times_of(meeting), at)


def is_chair(viewer: Viewer) -> bool:
    """事務局: chooses whom to convene, accepts, opens and closes (CONVENE_MEETING of the write matrix)."""
    return viewer.may_read_persons and viewer.has_duty(Duty.SECRETARIAT)


def is_station(viewer: Viewer) -> bool:
    """ステーションの職員."""
    return viewer.may_read_persons and any(post.is_station and post.duty is Duty.STATION for post in viewer.posts)


def _field_agency_ids(viewer: Viewer) -> frozenset[int]:
    if not viewer.may_read_persons:
        return frozenset()
    return frozenset(post.agency_id for post in viewer.posts if post.duty in _WORK)


def _sees_all(viewer: Viewer) -> bool:
    return viewer.is_active and viewer.has_duty(Duty.SECRETARIAT)


def _invited(viewer: Viewer) -> QuerySet[Invitation]:
    """Invitations that still stand, of somebody who still works where they were invited from (R18)."""
    mine = Q(agency_id__in=viewer.agency_ids) | Q(agency__isnull=True)
    return Invitation.objects.filter(mine, staff_id=viewer.staff_id, withdrawn_at__isnull=True)


def _asked_by(viewer: Viewer) -> Q:
    here = Q(requested_by_id=viewer.staff_id, requester_agency_id__in=viewer.working_agency_ids)
    return here | Q(requester_agency_id__in=viewer.leading_agency_ids)


def _brings(viewer: Viewer) -> QuerySet[CareItem]:
    """Cases of one's own, or of a centre one looks after, that a care conference talks about."""
    if not viewer.may_read_persons:
        return CareItem.objects.none()
    mine = Q(case__owner_id=viewer.staff_id, case__agency_id__in=viewer.working_agency_ids)
    of_my_centre = Q(case__agency_id__in=viewer.leading_agency_ids)
    return CareItem.objects.filter(mine | of_my_centre, item__withdrawn_at__isnull=True)


def _brought(viewer: Viewer) -> QuerySet[AgendaItem]:
    """Households that the viewer, or an agency they lead, put on the agenda of a meeting that others had planned."""
    if not viewer.may_read_persons:
        return AgendaItem.objects.none()
    return AgendaItem.objects.filter(_asked_by(viewer), case__isnull=False, withdrawn_at__isnull=True)


# MTG of the matrix: logistics, without saying whose household is talked about. The items ask for grounds of their own.
VIEWING = (
    Ground(
        reason=Relation.SEC.reason,
        holds=lambda viewer, meeting: _sees_all(viewer),
        rows=lambda viewer: Q(pk__isnull=not _sees_all(viewer)),
    ),
    Ground(
        reason=Relation.AUD.reason,
        holds=lambda viewer, meeting: viewer.has_duty(Duty.AUDIT),
        rows=lambda viewer: Q(pk__isnull=not viewer.has_duty(Duty.AUDIT)),
    ),
    Ground(
        reason="この会議に招かれているため",
        holds=lambda viewer, meeting: _invited(viewer).filter(meeting_id=meeting.pk).exists(),
        rows=lambda viewer: Q(Exists(_invited(viewer).filter(meeting_id=OuterRef("pk")))),
    ),
    Ground(
        reason="この会議で話し合う事例を受け持っているため",
        holds=lambda viewer, meeting: _brings(viewer).filter(item__meeting_id=meeting.pk).exists(),
        rows=lambda viewer: Q(Exists(_brings(viewer).filter(item__meeting_id=OuterRef("pk")))),
    ),
    Ground(
        reason="この会議を依頼したため、または依頼した機関の監督者であるため",
        holds=lambda viewer, meeting: Meeting.objects.filter(_asked_by(viewer), pk=meeting.pk).exists(),
        rows=_asked_by,
    ),
    Ground(
        reason="この会議の議題に世帯を加えたため、または加えた機関の監督者であるため",
        holds=lambda viewer, meeting: _brought(viewer).filter(meeting_id=meeting.pk).exists(),
        rows=lambda viewer: Q(Exists(_brought(viewer).filter(meeting_id=OuterRef("pk")))),
    ),
    Ground(
        reason="多機関協働ステーションの職員であるため",
        holds=lambda viewer, meeting: is_station(viewer) and meeting.phase != MeetingPhase.DRAFT,
        rows=lambda viewer: ~Q(phase=MeetingPhase.DRAFT) if is_station(viewer) else Q(pk__in=[]),
    ),
    Ground(
        reason="この会議体の事務を受け持つ機関の職員であるため",
        holds=lambda viewer, meeting: meeting.body.secretariat_id in _field_agency_ids(viewer),
        rows=lambda viewer: Q(body__secretariat_id__in=_field_agency_ids(viewer)),
    ),
)


def visible_meetings(viewer: Viewer) -> QuerySet[Meeting]:
    """The only way to a meeting: of the viewer's municipality, with a ground, by an active account."""
    if not viewer.is_active:
        return Meeting.objects.none()
    # Wrapped for the same reason as in people: no walk along a whole town's index.
    own = Exact(Coalesce(F("municipality_id"), Value(0)), viewer.municipality_id)
    return Meeting.objects.filter(visible(VIEWING, viewer), own)


def seen_meeting(viewer: Viewer, meeting_id: uuid.UUID) -> Meeting:
    """One meeting that the viewer has a ground to know of."""
    meeting = visible_meetings(viewer).select_related("body").filter(pk=meeting_id).first()
    if meeting is None:
        raise Unseen
    return meeting


def reasons_for_meeting(viewer: Viewer, meeting: Meeting) -> list[str]:
    """閲覧の根拠."""
    return why(VIEWING, viewer, meeting)


def arranges(viewer: Viewer, body: Body, kind: MeetingKind) -> bool:
    """Who convenes: the secretariat any meeting; the station what names nobody; the field its own care conferences."""
    if is_chair(viewer):
        return True
    if is_station(viewer) and kind in NEVER_IDENTIFIES:
        return True
    return body.legal_basis in _HELD_BY_THE_FIELD and body.secretariat_id in _field_agency_ids(viewer)


def holds_conferences(viewer: Viewer) -> bool:
    """Whether an agency of the viewer keeps a body of the field, such as the town's care conference. One query."""
    return bodies_of_the_field(viewer).filter(ended_on__isnull=True).exists()


def bodies_of_the_field(viewer: Viewer) -> QuerySet[Body]:
    """Bodies whose meetings the viewer's own agency convenes without being the secretariat of the town."""
    mine = _field_agency_ids(viewer)
    return visible_bodies(viewer).filter(legal_basis__in=_HELD_BY_THE_FIELD, secretariat_id__in=mine)


def meetings_to_join(viewer: Viewer) -> QuerySet[Meeting]:
    """予定のある会議 that may take one more household: on a law, accepted, its day still to come, its papers still shut.

    Whose case it is, and who may ask, is for the asking to check: here stands only that there is such a meeting.
    """
    if not viewer.may_read_persons:
        return Meeting.objects.none()
    return (
        Meeting.objects.filter(
            municipality_id=viewer.municipality_id, phase=MeetingPhase.ACCEPTED, starts_at__gt=viewer.at
        )
        .exclude(kind__in=[*NEVER_IDENTIFIES, MeetingKind.CARE])
        .exclude(body__legal_basis=LegalBasis.NONE)
        .select_related("body")
        .order_by("starts_at", "pk")
    )


def meeting_to_arrange(by: Viewer, meeting_id: uuid.UUID) -> Meeting:
    """The meeting, locked for a deed of whoever convenes it."""
    meeting = seen_meeting(by, meeting_id)
    if not arranges(by, meeting.body, MeetingKind(meeting.kind)):
        raise NotPermitted("会議を受け付け、招き、開き、閉じるのは、会議の事務局の職員です。")
    return _locked(meeting)


def minutes_by(viewer: Viewer, meeting: Meeting) -> bool:
    """DRAFT_MINUTES: the secretariat and the station write, and whoever convenes a conference of the field.

    Where a household may be named, the station writes while the meeting is on its way: with its end STN ends, too.
    """
    kind = MeetingKind(meeting.kind)
    is_on_its_way = kind in NEVER_IDENTIFIES or phase_of(meeting, viewer.at) in EARLY_PHASES
    return (is_station(viewer) and is_on_its_way) or arranges(viewer, meeting.body, kind)


def meeting_to_minute(by: Viewer, meeting_id: uuid.UUID) -> Meeting:
    """The meeting, locked for its minutes and decisions."""
    meeting = seen_meeting(by, meeting_id)
    if not minutes_by(by, meeting):
        raise NotPermitted("記録と決定を書くのは、会議の事務局かステーションの職員です。")
    return _locked(meeting)


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update().select_related("body").get(pk=meeting.pk)


def item_of(meeting: Meeting, item_id: uuid.UUID) -> AgendaItem:
    """One item of this meeting and of no other one, whoever knows its id."""
    item = AgendaItem.objects.select_related("body", "meeting").filter(meeting=meeting, pk=item_id).first()
    if item is None:
        raise Unseen
    return item


def item_seen(viewer: Viewer, item_id: uuid.UUID) -> AgendaItem:
    """One item of a meeting the viewer knows of."""
    item = AgendaItem.objects.select_related("body", "meeting", "meeting__body").filter(pk=item_id).first()
    if item is None:
        raise Unseen
    item.meeting = seen_meeting(viewer, item.meeting_id)
    return item


def standing_invitation(viewer: Viewer, meeting_id: uuid.UUID) -> Invitation | None:
    """The viewer's own invitation to this meeting, while they work where they were invited from. One query."""
    return _invited(viewer).filter(meeting_id=meeting_id).first()


def visible_bodies(viewer: Viewer) -> QuerySet[Body]:
    """会議体 are part of the directory: everybody of the town may know on which law which body meets."""
    if not viewer.is_active:
        return Body.objects.none()
    return Body.objects.filter(municipality_id=viewer.municipality_id)


def seen_body(viewer: Viewer, body_id: uuid.UUID) -> Body:
    """One body of the viewer's own town."""
    body = visible_bodies(viewer).filter(pk=body_id).first()
    if body is None:
        raise Unseen
    return body


def reads_register(viewer: Viewer) -> bool:
    """MEMB: members and oaths are read by the secretariat and the auditor; everybody else sees their own."""
    return viewer.is_active and (viewer.has_duty(Duty.SECRETARIAT) or viewer.has_duty(Duty.AUDIT))


def keeps_bodies(viewer: Viewer) -> bool:
    """KEEP_MEMBERS: by the secretariat."""
    return is_chair(viewer)


def check_may_keep_bodies(viewer: Viewer) -> None:
    """Refuses everybody but the secretariat."""
    if not keeps_bodies(viewer):
        raise NotPermitted("会議体と構成員を登録できるのは、会議の事務局の職員です。")


def body_to_keep(by: Viewer, body_id: uuid.UUID) -> Body:
    """The body, locked for a change of its rule or its members."""
    check_may_keep_bodies(by)
    return Body.objects.select_for_update().get(pk=seen_body(by, body_id).pk)
