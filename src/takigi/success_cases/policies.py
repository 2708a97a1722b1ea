"""成功事例を見る・書く根拠: shared ones are for everybody who works here; drafts for those who know the case."""

import uuid
from datetime import date

from django.db.models import Q, QuerySet

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.casework.queries.cases import CaseHead, case_head
from takigi.organisations.rules import Duty
from takigi.people.queries.consents import granted_scopes
from takigi.people.rules import ConsentPurpose
from takigi.success_cases.models import SuccessCase
from takigi.success_cases.rules import SuccessState

READERS = (
    Duty.CASEWORK,
    Duty.COORDINATION,
    Duty.PLANNING,
    Duty.INSURANCE,
    Duty.PROVISION,
    Duty.STATION,
    Duty.SECRETARIAT,
)


def target_of(success_id: uuid.UUID) -> str:
    """How the audit log names a story."""
    return f"success:{success_id}"


def casework_agency_ids(viewer: Viewer) -> frozenset[int]:
    """Where the viewer does casework today."""
    return frozenset(post.agency_id for post in viewer.posts if post.duty is Duty.CASEWORK)


def _consenting(rows: QuerySet[SuccessCase], on: date) -> set[uuid.UUID]:
    """The stories whose person consents to being told of today: a withdrawal takes a story away at once."""
    roots = dict(rows.values_list("pk", "case__person__root_id"))
    granted = granted_scopes(set(roots.values()), ConsentPurpose.STORY, on=on)
    return {pk for pk, root in roots.items() if root in granted}


def may_read_shelf(viewer: Viewer) -> bool:
    """Whether the viewer works with people, or plans for them. Who keeps accounts or audits has no use of it."""
    return viewer.is_active and any(viewer.has_duty(duty) for duty in READERS)


def check_may_read_shelf(viewer: Viewer) -> None:
    """Refused with where to turn."""
    if not may_read_shelf(viewer):
        raise NotPermitted("成功事例を見られるのは、支援・調整・計画の担当と、実施する事業所の職員です。")


def shared(viewer: Viewer) -> QuerySet[SuccessCase]:
    """共有中の事例 of the viewer's town. Three queries."""
    if not may_read_shelf(viewer):
        return SuccessCase.objects.none()
    rows = SuccessCase.objects.filter(municipality_id=viewer.municipality_id, state=SuccessState.PUBLISHED)
    return rows.filter(pk__in=_consenting(rows, viewer.on))


def visible(viewer: Viewer) -> QuerySet[SuccessCase]:
    """Shared ones, and all of the cases of one's own agencies. Drafts are words about somebody: they need the oath, too."""
    own = Q()
    if viewer.may_read_persons:
        agencies = casework_agency_ids(viewer)
        own = Q(case__agency_id__in=agencies) | Q(case__entrusted_agency_id__in=agencies)
    rows = SuccessCase.objects.filter(municipality_id=viewer.municipality_id)
    return rows.filter(Q(pk__in=shared(viewer).values("pk")) | own)


def seen(viewer: Viewer, success_id: uuid.UUID) -> SuccessCase:
    """One story; Unseen when it is neither shared nor of one's own agency."""
    found = visible(viewer).select_related("case__person").filter(pk=success_id).first()
    if found is None:
        raise Unseen
    return found


def locked(viewer: Viewer, success_id: uuid.UUID) -> tuple[SuccessCase, CaseHead]:
    """A story to change, with the heading of its case: who does not know the case does not change what is told of it."""
    found = (
        SuccessCase.objects.select_for_update().filter(pk=success_id, municipality_id=viewer.municipality_id).first()
    )
    if found is None:
        raise Unseen
    return found, case_to_tell(viewer, found.case_id)


def case_to_tell(viewer: Viewer, case_id: uuid.UUID) -> CaseHead:
    """A case of which the viewer may write. The reading of the case is recorded."""
    head = case_head(viewer, case_id)
    if not head.may_record:
        raise NotPermitted("成功事例を書けるのは、担当のセンターの職員と、委託された事業所の職員です。")
    return head


def has_consent(person_root_id: uuid.UUID, *, on: date) -> bool:
    """Whether the person agrees to being told of. One query."""
    return bool(granted_scopes({person_root_id}, ConsentPurpose.STORY, on=on))
