"""知っている人: whom I know in another field, and where we met. Derived from what was done together; nobody is counted up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from takigi.access.grounds import Viewer
from takigi.collaboration.models import CaseRole, Contact
from takigi.collaboration.rules.ties import Shared, TieKind, crosses, partners, ties_from
from takigi.collaboration.rules.words import RoleStatus
from takigi.organisations import queries as organisations
from takigi.organisations.queries import AgencyCard
from takigi.organisations.rules import Field


@dataclass(frozen=True)
class Meeting:
    """どこで会ったか."""

    kind: TieKind
    place: str
    last_on: date


@dataclass(frozen=True)
class Acquaintance:
    """知っている人: where they work now, of which field and block, and how we met."""

    staff_id: int
    name: str
    profession: str
    agency: str
    block: int | None
    fields: tuple[Field, ...]
    is_other_field: bool
    met: tuple[Meeting, ...]


def shared_work(viewer: Viewer) -> list[Shared]:
    """What the viewer did together with others: roles in one case, contacts with somebody by name. Two queries.

    The case is not told: only that there was one.
    """
    me = viewer.staff_id
    contacts = Contact.objects.filter(replaced_by__isnull=True, counterpart_staff__isnull=False)
    mine = contacts.filter(recorded_by_id=me) | contacts.filter(counterpart_staff_id=me)
    shared = [
        Shared(on, TieKind.CONSULTED, frozenset({one, other}), "連絡・相談")
        for on, one, other in mine.values_list("happened_on", "recorded_by_id", "counterpart_staff_id")
        if one != other
    ]
    taken = [RoleStatus.ACCEPTED, RoleStatus.DONE]
    held = CaseRole.objects.filter(staff_id__isnull=False, status__in=taken, responded_at__isnull=False)
    my_cases = held.filter(staff_id=me).values("case_id")
    together: dict[object, list[tuple[int, date]]] = {}
    rows = held.filter(case_id__in=my_cases) | held.filter(case__case__owner_id=me)
    for case_id, owner, staff, responded_at in rows.values_list(
        "case_id", "case__case__owner_id", "staff_id", "responded_at"
    ).distinct():
        day = localdate(responded_at)
        together.setdefault(case_id, []).append((staff, day))
        if owner:
            shared.append(Shared(day, TieKind.CO_CASE, frozenset({owner, staff}), "同じケース"))
    for people in together.values():
        shared += [
            Shared(max(day, since), TieKind.CO_CASE, frozenset({me, staff}), "同じケース")
            for mine_staff, since in people
            if mine_staff == me
            for staff, day in people
            if staff != me
        ]
    return [one for one in shared if me in one.staff and len(one.staff) == 2]


def acquaintances(viewer: Viewer, *, met: Iterable[Shared] = ()) -> list[Acquaintance]:
    """Whom the viewer knows, by the name of their agency. `met`: meetings, told by the room above. Six queries.

    Who has left the town's service is not listed: nobody could be asked.
    """
    known = partners(ties_from([*shared_work(viewer), *met]), viewer.staff_id)
    if not known:
        return []
    cards = {one.agency_id: one for one in organisations.agencies(viewer.municipality_id, on=viewer.on)}
    own = _fields(cards, viewer.agency_ids)
    found = []
    for one in organisations.staff_list(viewer.municipality_id):
        agency_ids = {post.agency_id for post in one.posts if _is_held(post.from_on, post.ended_on, viewer.on)}
        if one.staff_id not in known or not agency_ids:
            continue
        fields = _fields(cards, agency_ids)
        there = [cards[key] for key in sorted(agency_ids) if key in cards]
        found.append(
            Acquaintance(
                staff_id=one.staff_id,
                name=one.name,
                profession=one.profession,
                agency="・".join(card.name for card in there),
                block=next((card.block for card in there if card.block), None),
                fields=tuple(field for field in Field if field in fields),
                is_other_field=crosses(own, fields),
                met=tuple(Meeting(tie.kind, tie.place, tie.last_on) for tie in known[one.staff_id]),
            )
        )
    return sorted(found, key=lambda one: (one.agency, one.name))


def _fields(cards: dict[int, AgencyCard], agency_ids: Iterable[int]) -> frozenset[str]:
    return frozenset(field for key in agency_ids if key in cards for field in cards[key].fields)


def _is_held(from_on: date, ended_on: date | None, on: date) -> bool:
    return from_on <= on and (ended_on is None or on < ended_on)
