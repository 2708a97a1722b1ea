"""地域資源を見る・書く根拠: the office knows the cards, coordinators keep them, and a name is seen only on a ground of its own."""

import uuid

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from takigi.access.grounds import Ground, NotPermitted, Unseen, Viewer, visible
from takigi.casework.queries.access import may_record_case, reasons_for_case, seen_case_ids
from takigi.organisations.rules import Duty
from takigi.resources.models import Match, MatchRequest, PlaceList, Resource, UnmetNeed
from takigi.resources.rules.words import ResourceState

CONSENT_REASON = "本人の同意を得て、場所をさがす相談を受けているため"
CASE_REASON = "このケースの記録を見られる職員であるため"
COORDINATING_REASON = "生活支援コーディネーターとして相談を受けているため"
ASKING_REASON = "この相談を送った職員であるため"
AT_THE_DESK = frozenset(
    {
        Duty.COORDINATION,
        Duty.CASEWORK,
        Duty.PROVISION,
        Duty.STATION,
        Duty.SECRETARIAT,
        Duty.INSURANCE,
        Duty.PLANNING,
    }
)
TALKING = frozenset({Duty.COORDINATION, Duty.PLANNING, Duty.SECRETARIAT})


def is_at_the_desk(viewer: Viewer) -> bool:
    """地域の机: whoever may tell somebody of a place."""
    return viewer.is_active and any(post.duty in AT_THE_DESK for post in viewer.posts)


def check_at_the_desk(viewer: Viewer) -> None:
    """Refuses everybody else."""
    if not is_at_the_desk(viewer):
        raise NotPermitted("地域の机を使うのは、相談支援・生活支援コーディネーター・事業所・役所の担当の職員です。")


def coordinates(viewer: Viewer) -> bool:
    """Whether the viewer is a coordinator today."""
    return viewer.is_active and viewer.has_duty(Duty.COORDINATION)


def check_coordinates(viewer: Viewer) -> None:
    """Cards, candidates and outcomes are the coordinator's."""
    if not coordinates(viewer):
        raise NotPermitted("これを書けるのは、生活支援コーディネーターです。気づいたことは、相談から知らせてください。")


def may_confirm(viewer: Viewer) -> bool:
    """まだひらいていると確かめる: coordinators, and caseworkers who have just been there."""
    return viewer.is_active and (coordinates(viewer) or viewer.has_duty(Duty.CASEWORK))


def check_may_confirm(viewer: Viewer) -> None:
    """Refuses everybody else."""
    if not may_confirm(viewer):
        raise NotPermitted("確かめた日を書けるのは、生活支援コーディネーターと相談支援の職員です。")


def _own(viewer: Viewer) -> Exact:
    # Wrapped for the same reason as in people: no walk along a whole town's index.
    return Exact(Coalesce(F("municipality_id"), Value(0)), viewer.municipality_id)


def visible_resources(viewer: Viewer) -> QuerySet[Resource]:
    """The cards of the viewer's own town."""
    rows = Resource.objects.filter(_own(viewer))
    return rows if is_at_the_desk(viewer) else rows.none()


def seen_resource(viewer: Viewer, resource_id: uuid.UUID) -> Resource:
    """One card of the town."""
    found = visible_resources(viewer).filter(pk=resource_id).first()
    if found is None:
        raise Unseen
    return found


def resource_to_keep(by: Viewer, resource_id: uuid.UUID) -> Resource:
    """The card, locked for a change by a coordinator."""
    found = seen_resource(by, resource_id)
    check_coordinates(by)
    return Resource.objects.select_for_update().get(pk=found.pk)


def _is_told(viewer: Viewer, request: MatchRequest) -> bool:
    # A withdrawal counts from the moment it is heard.
    return request.consent_on is not None and request.consent_on <= viewer.on and request.consent_withdrawn_on is None


# A request is seen as such; whose it is, only on one of the first two grounds.
NAMING = (
    Ground(
        reason=CONSENT_REASON,
        holds=lambda viewer, request: coordinates(viewer) and request.case_id is not None and _is_told(viewer, request),
        rows=lambda viewer: (
            Q(case__isnull=False, consent_on__lte=viewer.on, consent_withdrawn_on__isnull=True)
            if coordinates(viewer)
            else Q(pk__in=[])
        ),
    ),
    Ground(
        reason=CASE_REASON,
        holds=lambda viewer, request: request.case_id is not None and bool(reasons_for_case(viewer, request.case_id)),
        rows=lambda viewer: Q(case_id__in=seen_case_ids(viewer)),
    ),
)
VIEWING = (
    *NAMING,
    Ground(
        reason=COORDINATING_REASON,
        holds=lambda viewer, request: coordinates(viewer),
        # An empty Q would be dropped by the "or" that joins the grounds.
        rows=lambda viewer: Q(pk__isnull=False) if coordinates(viewer) else Q(pk__in=[]),
    ),
    # With a name behind it, a request is the case's: whoever asked and sees the case no more sees neither.
    Ground(
        reason=ASKING_REASON,
        holds=lambda viewer, request: request.case_id is None and request.asked_by_id == viewer.staff_id,
        rows=lambda viewer: Q(case__isnull=True, asked_by_id=viewer.staff_id),
    ),
)


def visible_requests(viewer: Viewer) -> QuerySet[MatchRequest]:
    """The only way to a request: of the viewer's municipality, with a ground; D1 and D2 of the matrix first."""
    if not (viewer.may_read_persons and is_at_the_desk(viewer)):
        return MatchRequest.objects.none()
    return MatchRequest.objects.filter(visible(VIEWING, viewer), _own(viewer))


def named_requests(viewer: Viewer) -> QuerySet[MatchRequest]:
    """The requests of which the viewer may know whose they are."""
    return visible_requests(viewer).filter(visible(NAMING, viewer))


def seen_request(viewer: Viewer, request_id: uuid.UUID) -> MatchRequest:
    """One request that the viewer has a ground to see."""
    found = visible_requests(viewer).filter(pk=request_id).first()
    if found is None:
        raise Unseen
    return found


def seen_match(viewer: Viewer, match_id: uuid.UUID) -> Match:
    """One chosen place of a request that the viewer has a ground to see."""
    found = Match.objects.filter(pk=match_id, request__in=visible_requests(viewer)).first()
    if found is None:
        raise Unseen
    return found


def reasons_for_request(viewer: Viewer, request: MatchRequest) -> tuple[str, ...]:
    """閲覧の根拠 of a request: those that open the name, or else those that open the need."""
    return names_case(viewer, request) or tuple(one.reason for one in VIEWING if one.holds(viewer, request))


def names_case(viewer: Viewer, request: MatchRequest) -> tuple[str, ...]:
    """The grounds on which the viewer may know whose request it is; none, and nobody is named."""
    return tuple(ground.reason for ground in NAMING if ground.holds(viewer, request))


def may_answer(viewer: Viewer, request: MatchRequest) -> bool:
    """やりとりに書く: the coordinator, whoever records the case, and whoever sent an anonymous need."""
    if coordinates(viewer):
        return True
    if request.case_id is not None:
        return may_record_case(viewer, request.case_id)
    return request.asked_by_id == viewer.staff_id


def _locked(request: MatchRequest) -> MatchRequest:
    return MatchRequest.objects.select_for_update().get(pk=request.pk)


def request_to_answer(by: Viewer, request_id: uuid.UUID) -> MatchRequest:
    """The request, locked for a word, a first day or an end."""
    found = seen_request(by, request_id)
    if not may_answer(by, found):
        raise NotPermitted("この相談に書けるのは、生活支援コーディネーターと、ケースを記録できる職員です。")
    return _locked(found)


def request_to_match(by: Viewer, request_id: uuid.UUID) -> MatchRequest:
    """The request, locked for the coordinator's choice."""
    found = seen_request(by, request_id)
    check_coordinates(by)
    return _locked(found)


def may_ask(viewer: Viewer) -> bool:
    """名前のない相談を送る: caseworkers and coordinators, for somebody who has no case."""
    return viewer.may_read_persons and (coordinates(viewer) or viewer.has_duty(Duty.CASEWORK))


def check_may_ask(viewer: Viewer, case_id: uuid.UUID | None) -> None:
    """A case's need is sent by whoever records the case."""
    allowed = may_ask(viewer) if case_id is None else may_record_case(viewer, case_id)
    if not allowed:
        raise NotPermitted("相談を送れるのは、ケースを記録できる職員と、生活支援コーディネーターです。")


def visible_unmet(viewer: Viewer) -> QuerySet[UnmetNeed]:
    """What is missing in the town: everybody's at the desk, for there is nobody's name in it."""
    rows = UnmetNeed.objects.filter(_own(viewer))
    return rows if is_at_the_desk(viewer) else rows.none()


def seen_unmet(viewer: Viewer, unmet_id: uuid.UUID) -> UnmetNeed:
    """One of them."""
    found = visible_unmet(viewer).filter(pk=unmet_id).first()
    if found is None:
        raise Unseen
    return found


def may_move_unmet(viewer: Viewer) -> bool:
    """不足を進める: coordinators, planners and the secretariat, who carry it into the meetings."""
    return viewer.is_active and any(viewer.has_duty(duty) for duty in TALKING)


def unmet_to_move(by: Viewer, unmet_id: uuid.UUID) -> UnmetNeed:
    """The unmet need, locked for its next step."""
    found = seen_unmet(by, unmet_id)
    if not may_move_unmet(by):
        raise NotPermitted("不足を先へ進めるのは、生活支援コーディネーター、計画の担当と会議の事務局です。")
    return UnmetNeed.objects.select_for_update().get(pk=found.pk)


def visible_place_lists(viewer: Viewer) -> QuerySet[PlaceList]:
    """The lists that were taken over in the viewer's own town: the coordinators'."""
    rows = PlaceList.objects.filter(_own(viewer))
    return rows if coordinates(viewer) else rows.none()


def seen_place_list(viewer: Viewer, list_id: uuid.UUID) -> PlaceList:
    """One of them."""
    found = visible_place_lists(viewer).filter(pk=list_id).first()
    if found is None:
        raise Unseen
    return found


def as_listed(row: PlaceList) -> QuerySet[Resource]:
    """The cards of a list that stand as it wrote them: neither changed nor confirmed since, chosen for nobody, the answer to nothing."""
    used = Match.objects.filter(resource_id=OuterRef("pk"))
    solves = UnmetNeed.objects.filter(solved_by_id=OuterRef("pk"))
    return Resource.objects.filter(
        Q(verified_on__isnull=True) | Q(verified_on__lte=F("state_from_on")),
        ~Exists(used),
        ~Exists(solves),
        pk__in=row.added,
        version=1,
        state=ResourceState.ACTIVE,
    )


def check_may_report(viewer: Viewer) -> None:
    """月の報告: numbers without a name, for whoever carries what is missing into the meetings."""
    if not may_move_unmet(viewer):
        raise NotPermitted("月の報告を見られるのは、生活支援コーディネーター、計画の担当と会議の事務局です。")
