"""試験の場所: a place, a need that came from a case, what was chosen for it, and what is missing; through actions only."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from takigi.resources.actions.cards import ContactWords, add_resource
from takigi.resources.actions.place_lists import ListedPlace, add_places
from takigi.resources.actions.requests import NeedWords, ask_for_place, choose_place
from takigi.resources.actions.unmet import UnmetWords, note_unmet
from takigi.resources.rules.cards import CardWords
from takigi.resources.rules.matching import Need
from takigi.resources.rules.requests import Barrier, RequestSource
from takigi.resources.rules.words import Interest, ResourceKind, Sharing
from tests.worlds import Role, World

PHONE = ContactWords("汐見 ふさ", "000-0000-0001", "夕方に", is_private=True)
TALK = Interest.TALK


@dataclass(frozen=True)
class Placed:
    """The numbers of what was made."""

    place: uuid.UUID
    request: uuid.UUID
    match: uuid.UUID
    unmet: uuid.UUID
    listed: uuid.UUID


def added(world, name="東町おしゃべり会", kind=ResourceKind.SALON, *, days_ago=0, contact=PHONE, **words):
    """A card of the coordinator's, confirmed so many days ago; None: not yet."""
    by = world.viewer(Role.COORDINATOR)
    seen = None if days_ago is None else by.on - timedelta(days=days_ago)
    return add_resource(by=by, words=CardWords(name, kind, **words), contact=contact, verified_on=seen)


def asked(world, case_id=None, *, role=Role.EAST_NURSE, told=True, **need):
    """A need of the east, of a case or of nobody in particular."""
    by = world.viewer(role)
    words = NeedWords(
        "畑の話ができる所へ行きたい",
        RequestSource.CENTRE,
        Need(interests=frozenset({TALK}), area_id=world.area_ids["east"], **need),
        consent_on=by.on if told else None,
    )
    return ask_for_place(by=by, words=words, case_id=case_id)


def placed_town(world: World, case_id: uuid.UUID) -> Placed:
    """One of each, for the case of the east."""
    keeper = world.viewer(Role.COORDINATOR)
    place, request = added(world, sharing=Sharing.PUBLIC), asked(world, case_id)
    match = choose_place(by=keeper, request_id=request, resource_id=place)
    missing = UnmetWords("男の人が集まれる所がない", ResourceKind.GATHERING, Barrier.PLACE)
    other = ListedPlace(CardWords("川べりの花守り", ResourceKind.FIELD), ContactWords())
    listed = add_places(by=keeper, file_name="places.xlsx", listed=[other], left_out=0)
    return Placed(place, request, match, note_unmet(by=keeper, words=missing), listed)
