"""事業を見る・記録する根拠: a provider sees its own people and only what was passed on; a centre sees what hangs on its cases."""

import uuid

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from takigi.access.grounds import Ground, NotPermitted, Unseen, Viewer, visible
from takigi.casework.queries.access import may_record_case, reasons_for_case, seen_case_ids
from takigi.organisations.rules import Duty
from takigi.programmes.models import Course, Episode, Programme

PROVIDER_REASON = "本人の同意を得て、この教室を受け持つ事業所の職員であるため"
CASE_REASON = "このケースの記録を見られる職員であるため"


def provision_agency_ids(viewer: Viewer) -> frozenset[int]:
    """Agencies for which the viewer gives services today."""
    return frozenset(post.agency_id for post in viewer.posts if post.duty is Duty.PROVISION)


def _is_passed_on(episode: Episode, viewer: Viewer) -> bool:
    # A withdrawal counts from the moment it is heard.
    return episode.consent_on <= viewer.on and episode.consent_withdrawn_on is None


# A provider's ground ends with the post, with the course going to another provider, and with the person's agreement.
VIEWING = (
    Ground(
        reason=PROVIDER_REASON,
        holds=lambda viewer, episode: (
            episode.course.agency_id in provision_agency_ids(viewer) and _is_passed_on(episode, viewer)
        ),
        rows=lambda viewer: Q(
            course__agency_id__in=provision_agency_ids(viewer),
            consent_on__lte=viewer.on,
            consent_withdrawn_on__isnull=True,
        ),
    ),
    Ground(
        reason=CASE_REASON,
        holds=lambda viewer, episode: bool(reasons_for_case(viewer, episode.case_id)),
        rows=lambda viewer: Q(case_id__in=seen_case_ids(viewer)),
    ),
)


def visible_episodes(viewer: Viewer) -> QuerySet[Episode]:
    """The only way to an episode: of the viewer's municipality, with a ground; D1 and D2 of the matrix first."""
    if not viewer.may_read_persons:
        return Episode.objects.none()
    # Wrapped for the same reason as in people: no walk along a whole town's index.
    own = Exact(Coalesce(F("municipality_id"), Value(0)), viewer.municipality_id)
    return Episode.objects.filter(visible(VIEWING, viewer), own)


def seen_episode(viewer: Viewer, episode_id: uuid.UUID) -> Episode:
    """One episode that the viewer has a ground to see."""
    episode = visible_episodes(viewer).select_related("course__programme").filter(pk=episode_id).first()
    if episode is None:
        raise Unseen
    return episode


def reasons_for_episode(viewer: Viewer, episode: Episode) -> tuple[str, ...]:
    """閲覧の根拠: the provider's own, and for a centre those of the case."""
    provider = VIEWING[0]
    own = (provider.reason,) if provider.holds(viewer, episode) else ()
    return (*own, *reasons_for_case(viewer, episode.case_id))


def gives(viewer: Viewer, episode: Episode) -> bool:
    """Whether the viewer's own agency gives this course, with the person's agreement."""
    return VIEWING[0].holds(viewer, episode)


def may_enter(viewer: Viewer, episode: Episode) -> bool:
    """Sessions, measurements and reports: whoever gives the course, and whoever keeps the record of the case."""
    return gives(viewer, episode) or may_record_case(viewer, episode.case_id)


def may_decide(viewer: Viewer, episode: Episode) -> bool:
    """Beginning, suspension, extension and end: whoever keeps the record of the case."""
    return may_record_case(viewer, episode.case_id)


def _locked(episode: Episode) -> Episode:
    return Episode.objects.select_for_update(of=("self",)).select_related("course").get(pk=episode.pk)


def episode_to_enter(by: Viewer, episode_id: uuid.UUID) -> Episode:
    """The episode, locked for a session, a measurement or a report."""
    episode = seen_episode(by, episode_id)
    if not may_enter(by, episode):
        raise NotPermitted("記録できるのは、この教室の事業所の職員と、ケースを記録できる職員です。")
    return _locked(episode)


def episode_to_decide(by: Viewer, episode_id: uuid.UUID) -> Episode:
    """The episode, locked for a decision about its course."""
    episode = seen_episode(by, episode_id)
    if not may_decide(by, episode):
        raise NotPermitted("中断・延長・終わりを決めるのは、担当のセンターの職員です。担当に知らせてください。")
    return _locked(episode)


def arranges(viewer: Viewer) -> bool:
    """事業と教室を決める: heads of centres, and whoever concludes the town's contracts."""
    return viewer.is_active and any(
        post.duty in {Duty.INSURANCE, Duty.PLANNING} or (post.duty is Duty.CASEWORK and post.supervises)
        for post in viewer.posts
    )


def check_may_arrange(viewer: Viewer) -> None:
    """Refuses everybody who does not arrange programmes and courses."""
    if not arranges(viewer):
        raise NotPermitted("事業と教室を決められるのは、介護保険・計画の担当と、センターの所長です。")


def is_at_the_desk(viewer: Viewer) -> bool:
    """事業の机: providers, caseworkers and whoever arranges programmes."""
    duties = {Duty.PROVISION, Duty.CASEWORK, Duty.INSURANCE, Duty.PLANNING}
    return viewer.may_read_persons and any(post.duty in duties for post in viewer.posts)


def check_at_the_desk(viewer: Viewer) -> None:
    """The desk is not everybody's."""
    if not is_at_the_desk(viewer):
        raise NotPermitted("事業の机を使うのは、事業所・相談支援・介護保険・計画の職員です。")


def visible_courses(viewer: Viewer) -> QuerySet[Course]:
    """A provider sees its own courses, everybody else of the desk all of the town's."""
    rows = Course.objects.filter(municipality_id=viewer.municipality_id)
    if not is_at_the_desk(viewer):
        return rows.none()
    if arranges(viewer) or viewer.has_duty(Duty.CASEWORK):
        return rows
    return rows.filter(agency_id__in=provision_agency_ids(viewer))


def seen_course(viewer: Viewer, course_id: uuid.UUID) -> Course:
    """One course of the viewer's own or of the town."""
    course = visible_courses(viewer).select_related("programme").filter(pk=course_id).first()
    if course is None:
        raise Unseen
    return course


def seen_programme(viewer: Viewer, programme_id: int) -> Programme:
    """One programme of the town."""
    check_at_the_desk(viewer)
    programme = Programme.objects.filter(pk=programme_id, municipality_id=viewer.municipality_id).first()
    if programme is None:
        raise Unseen
    return programme
