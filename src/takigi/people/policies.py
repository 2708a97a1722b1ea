"""本人を見る・変える根拠: who may find, read and change a person of the register, and why."""

import uuid

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from takigi.access.grounds import Ground, NotPermitted, Unseen, Viewer, visible
from takigi.organisations.rules import AgencyKind, Duty
from takigi.people.models import LocationListing, Person


def target_of(person_id: uuid.UUID) -> str:
    """How the audit log and emergency readings name a person."""
    return f"person:{person_id}"


def _emergency_ids(viewer: Viewer) -> list[uuid.UUID]:
    kind = "person:"
    return [uuid.UUID(t.removeprefix(kind)) for t in viewer.emergency_targets if t.startswith(kind)]


def _listed(viewer: Viewer) -> QuerySet[LocationListing]:
    in_force = Q(ended_on__isnull=True) | Q(ended_on__gt=viewer.on)
    return LocationListing.objects.filter(in_force, staff_id=viewer.staff_id, from_on__lte=viewer.on)


def _searches_whole_register(viewer: Viewer) -> bool:
    return viewer.has_duty(Duty.INSURANCE) and viewer.insurance_searches_register


def _centre_searches_town(viewer: Viewer) -> bool:
    return viewer.centres_search == "whole_town" and bool(viewer.centre_posts)


def areas_searched(viewer: Viewer) -> frozenset[int]:
    """The areas in which a centre's staff may search, where the town keeps each centre to its own."""
    return viewer.centre_area_ids if viewer.centres_search == "own_area" else frozenset()


def searches_whole_town(viewer: Viewer) -> bool:
    """Whether the viewer's duties open the whole register to a search."""
    return _searches_whole_register(viewer) or _centre_searches_town(viewer)


# A person under address protection is in no area for those who may not know it: the ground of the
# area would tell where somebody hides.
VIEWING = (
    Ground(
        reason="介護保険の担当であるため",
        holds=lambda viewer, _person: _searches_whole_register(viewer),
        rows=lambda viewer: Q(pk__isnull=not _searches_whole_register(viewer)),
    ),
    Ground(
        reason="担当圏域のセンターの職員であるため",
        holds=lambda viewer, person: not person.is_protected and person.area_id in areas_searched(viewer),
        rows=lambda viewer: Q(is_protected=False, area_id__in=areas_searched(viewer)),
    ),
    Ground(
        reason="センターが自治体の全員を担当すると決められているため",
        holds=lambda viewer, person: not person.is_protected and _centre_searches_town(viewer),
        rows=lambda viewer: Q(is_protected=False, pk__isnull=not _centre_searches_town(viewer)),
    ),
    Ground(
        reason="住所を見られる職員として登録されているため",
        holds=lambda viewer, person: _listed(viewer).filter(person_id=person.pk).exists(),
        rows=lambda viewer: Q(pk__in=_listed(viewer).values("person_id")),
    ),
    Ground(
        reason="緊急の閲覧（24時間）のため",
        holds=lambda viewer, person: person.pk in _emergency_ids(viewer),
        rows=lambda viewer: Q(pk__in=_emergency_ids(viewer)),
    ),
)


def search_grounds(viewer: Viewer) -> tuple[str, ...]:
    """The grounds that can open anybody at all to this viewer, in the order of VIEWING. One query."""
    opening = (
        _searches_whole_register(viewer),
        bool(areas_searched(viewer)),
        _centre_searches_town(viewer),
        _listed(viewer).exists(),
        bool(_emergency_ids(viewer)),
    )
    return tuple(ground.reason for ground, opens in zip(VIEWING, opening, strict=True) if opens)


def visible_persons(viewer: Viewer) -> QuerySet[Person]:
    """The only way to a person: of the viewer's municipality, shown records, with a ground; D1 and D2 first."""
    return Person.objects.filter(seen_rows(viewer))


def seen_rows(viewer: Viewer) -> Q:
    """The rows of Person that a ground opens: of the viewer's municipality only, and D1 and D2 before any ground."""
    if not viewer.may_read_persons:
        return Q(pk__in=[])
    # Wrapped, so that no index of the municipality is walked through where people are asked for by their ids:
    # a town is the whole table, and SQLite, which keeps no statistics, takes it for a handful of rows.
    own = Exact(Coalesce(F("municipality_id"), Value(0)), viewer.municipality_id)
    # Only records that are shown: an absorbed one does not know that the person is protected by now.
    return visible(VIEWING, viewer) & Q(own) & Q(root=F("pk"))


def seen_person(viewer: Viewer, person_id: uuid.UUID) -> Person:
    """One person whom the viewer has a ground to see; an absorbed record leads to the one it belongs to."""
    found = Person.objects.filter(pk=person_id, municipality_id=viewer.municipality_id).values_list("root_id").first()
    person = visible_persons(viewer).filter(pk=found[0]).first() if found else None
    if person is None:
        raise Unseen
    return person


def may_see_location(viewer: Viewer, person: Person) -> bool:
    """LOC: an unprotected address, or a viewer who stands on the list. An emergency never opens it."""
    return not person.is_protected or _listed(viewer).filter(person_id=person.pk).exists()


def listed_person_ids(viewer: Viewer) -> frozenset[uuid.UUID]:
    """The people whose protected address the viewer may see today. One query."""
    return frozenset(_listed(viewer).values_list("person_id", flat=True))


def _check_duty(viewer: Viewer, duty: Duty, sentence: str) -> None:
    if not (viewer.may_read_persons and viewer.has_duty(duty)):
        raise NotPermitted(sentence)


def check_may_register(viewer: Viewer) -> None:
    """A person is registered by the insurance section or by a support centre's caseworker."""
    if not (viewer.may_read_persons and (viewer.has_duty(Duty.INSURANCE) or viewer.centre_posts)):
        raise NotPermitted("本人を登録できるのは、介護保険の担当と地域包括支援センターの職員です。")


def check_may_take_in(viewer: Viewer) -> None:
    """Whoever takes in a consultation writes down who came: that opens nothing of the register."""
    duties = (Duty.CASEWORK, Duty.STATION, Duty.SECRETARIAT)
    if not (viewer.may_read_persons and any(viewer.has_duty(duty) for duty in duties)):
        raise NotPermitted("相談に来た人を書きとめられるのは、相談支援の職員と事務局です。")


def check_may_merge(viewer: Viewer) -> None:
    """Duplicates are looked after by the insurance section, which sees the whole register."""
    _check_duty(viewer, Duty.INSURANCE, "二重の記録をまとめたり戻したりできるのは、介護保険の担当です。")


def check_may_import(viewer: Viewer) -> None:
    """Ledgers come in, and go out again, by the hands of the insurance section."""
    _check_duty(viewer, Duty.INSURANCE, "台帳を取り込めるのは、介護保険の担当です。")


def check_may_protect(viewer: Viewer) -> None:
    """Address protection (DV等支援措置) is set by the insurance section's supervisors."""
    if not (viewer.may_read_persons and any(p.duty is Duty.INSURANCE and p.supervises for p in viewer.posts)):
        raise NotPermitted("住所の保護を決められるのは、介護保険の係長・課長です。")


def check_may_change(viewer: Viewer, person: Person) -> None:
    """Facts are changed by the insurance section, and by the centre whose area it is: not in an emergency."""
    if viewer.has_duty(Duty.INSURANCE) or (person.area_id in viewer.centre_area_ids and not person.is_protected):
        return
    raise NotPermitted("この人の情報を変えられるのは、介護保険の担当と担当圏域のセンターの職員です。")


def person_to_change(viewer: Viewer, person_id: uuid.UUID) -> Person:
    """The person, locked for a change; Unseen or NotPermitted otherwise. Seeing is not changing."""
    person = seen_person(viewer, person_id)
    check_may_change(viewer, person)
    return Person.objects.select_for_update().get(pk=person.pk)


def check_may_break_glass(viewer: Viewer) -> None:
    """An emergency reading of the register is for a centre's own caseworkers, outside their area.

    The register's nearest relation to OWN_PEER of the matrix; the insurance section has a ground already.
    """
    works_in_centre = any(p.agency_kind is AgencyKind.SUPPORT_CENTRE and p.duty is Duty.CASEWORK for p in viewer.posts)
    if not (viewer.may_read_persons and works_in_centre):
        raise NotPermitted("緊急の閲覧ができるのは、地域包括支援センターの相談支援の職員です。")


def readers_page_allowed(viewer: Viewer, person: Person, owner_agency_ids: set[int]) -> bool:
    """だれが見たか: the auditor's and the insurance supervisors' question, and the supervisors' of the centre in charge."""
    if any(post.duty is Duty.INSURANCE and post.supervises for post in viewer.posts):
        return True
    return bool(owner_agency_ids & viewer.supervised_agency_ids)
