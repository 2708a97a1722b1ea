"""地域ケア個別会議の事実を集める: the cases on the town's list, and what the conferences decided. Each table's rows."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from takigi.evaluation.keys import CASE, Keys
from takigi.meetings import conference_facts
from takigi.programmes import facts as programmes

Told = Iterator[dict[str, Any]]


def conference_cases(municipality_id: int, keys: Keys, *, on: date) -> Told:
    """Every case that has begun a short-term programme is on the list from its first day there."""
    discussed = conference_facts.discussed_cases(municipality_id)
    listed: dict[uuid.UUID, date] = {}
    for one in programmes.episode_rows(municipality_id, on=on):
        listed[one.case_id] = min(one.started_on, listed.get(one.case_id, one.started_on))
    for case_id, listed_on in listed.items():
        yield {"case_id": keys.of(CASE, case_id), "listed_on": listed_on, "discussed_on": discussed.get(case_id)}


def conference_promises(municipality_id: int, keys: Keys) -> Told:
    """What was decided, by when, and when it was done."""
    for one in conference_facts.conference_promises(municipality_id):
        yield vars(one) | {"action_id": keys.of("action", one.action_id)}
