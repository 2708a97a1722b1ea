"""伏せることば: the names of a case's own people, and places below a block, that must not stand in a text without names."""

import uuid

from takigi.collaboration.models import HouseholdMember, SharedCase
from takigi.collaboration.rules.deidentify import Known
from takigi.organisations import queries as organisations
from takigi.people.queries.names import named_persons

# Areas as large as these tell nobody's door.
LARGE = frozenset({"sphere", "block"})


def known_words(case_id: uuid.UUID) -> Known:
    """For the action that asks and for the page that warns; the caller's own ground has opened the case. Four queries."""
    case = SharedCase.objects.select_related("case").get(pk=case_id)
    members = list(HouseholdMember.objects.filter(case_id=case_id).values_list("person_id", "name"))
    ids = {case.case.person_id, *(person for person, _ in members if person)}
    named = named_persons(case.municipality_id, ids).values()
    people = {name for one in named for name in (one.name, one.name_kana) if name}
    people |= {name for _, name in members if name}
    areas = organisations.areas(case.municipality_id)
    return Known(
        frozenset(people),
        frozenset(one.name for one in areas if one.kind not in LARGE and len(one.name) > 1),
    )
