"""地域ケア個別会議の事実を集める: the cases on the town's list, and what the conferences decided. Each table's rows."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from takigi.evaluation.keys import CASE, Keys
from takigi.programmes import facts as programmes

Told = Iterator[dict[str, Any]]


def conference_cases(municipality_id: int, keys: Keys, discussed: Mapping[uuid.UUID, date], *, on: date) -> Told:
    """Every case that has begun a short-term programme is on the list from its first day there. `discussed`: when each was."""
    for case_id, listed_on in programmes.course_beginnings(municipality_id, on=on).items():
        yield {"case_id": keys.of(CASE, case_id), "listed_on": listed_on, "discussed_on": discussed.get(case_id)}


def conference_promises(keys: Keys, decided: Iterable[Any]) -> Told:
    """What was decided, by when, and when it was done."""
    for one in decided:
        yield vars(one) | {"action_id": keys.of("action", one.action_id)}
