"""同意の事実: the days on which a consent to share began and ended, without its scope or a word."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import F

from takigi.people.models.consents import ConsentStep
from takigi.people.rules import ConsentPurpose, ConsentState


def consents_to_share(
    municipality_id: int, person_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, list[tuple[date, bool]]]:
    """Of each of these people, the steps of the consent to share: on which day, and whether it was granted. One query."""
    found: dict[uuid.UUID, list[tuple[date, bool]]] = defaultdict(list)
    rows = ConsentStep.objects.filter(
        consent__person__municipality_id=municipality_id, consent__purpose=ConsentPurpose.SHARING
    )
    wanted = set(person_ids)
    told = rows.annotate(root=F("consent__person__root_id")).order_by("happened_on", "pk")
    for root, state, happened_on in told.values_list("root", "state", "happened_on"):
        if root in wanted:
            found[root].append((happened_on, state == ConsentState.GRANTED))
    return found
