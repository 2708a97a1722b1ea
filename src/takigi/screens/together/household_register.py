"""世帯の人と台帳: whom of the register a member of the household may be; for those who may search it, and only whom they see there."""

from takigi.access.grounds import Viewer
from takigi.collaboration.queries.households import HouseholdPage, MemberLine
from takigi.collaboration.rules.households import Kinship
from takigi.people.queries.search import PersonCard, find_people

# `?register=1` on the page of the member: the search is asked for and noted, never made by merely looking.
LOOKED_UP = "register"


def may_look_up(viewer: Viewer, member: MemberLine) -> bool:
    """Whether there is a name to look for, of somebody who is not the person of the case."""
    return viewer.may_read_persons and bool(member.facts.name) and member.facts.kinship is not Kinship.SELF


def register_choices(viewer: Viewer, page: HouseholdPage, member: MemberLine) -> tuple[tuple[str, str], ...]:
    """People of that name whom the viewer has a ground to see, with the day of birth that tells them apart."""
    if not may_look_up(viewer, member):
        return ()
    taken = {one.person_id for one in page.members if one.member_id != member.member_id}
    found = find_people(viewer, member.facts.name).people
    choices = {str(card.person_id): _words(card) for card in found if card.person_id not in taken}
    if member.person_id is not None:
        # Linked under another name, or by somebody who saw them: looking again is no reason to let go.
        choices.setdefault(str(member.person_id), "いま結んである方のまま")
    return tuple(choices.items())


def _words(card: PersonCard) -> str:
    birth = card.birth.in_japanese if card.birth else "生まれた日は分かりません"
    return f"{card.name}（{card.name_kana}）　{birth}　{card.status.label}"
