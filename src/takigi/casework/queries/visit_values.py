"""訪問の値: a confirmed visit as the values of the form's fields, and the number that the next draft will bear."""

import uuid
from collections import Counter
from collections.abc import Collection, Mapping

from takigi.casework.models import FormerLife, Visit, VisitDraft, VisitOption
from takigi.casework.rules.visit_merging import Value
from takigi.casework.rules.visit_words import UNDECIDED
from takigi.kernel.era_names import in_short_japanese

# The form's field → the visit's column, where both are the same plain text or list.
VISIT_COLUMNS: Mapping[str, str] = {
    "visitors": "visitors",
    "visitor_names": "visitor_names",
    "present": "present",
    "present_text": "present_text",
    "place": "place",
    "reason_text": "reason_text",
    "reason_code": "reason_code",
    "triggers": "triggers",
    "onset_kinds": "onset_kinds",
    "onset_on": "onset_when",
    "onset_text": "onset_text",
    "home_text": "home_text",
    "reversible": "reversible",
    "reversible_reason": "reversible_reason",
    "judged_by": "judged_by",
    "proposal": "proposal",
    "success_case": "success_case",
    "reaction": "reaction",
    "reaction_words": "reaction_words",
    "next_step": "next_step",
}
LIFE_COLUMNS: Mapping[str, str] = {
    "before_text": "before_text",
    "before_speaker": "before_speaker",
    "role_text": "role_text",
    "pleasure_text": "pleasure_text",
    "outing_text": "outing_text",
    "housework_text": "housework_text",
    "outdoor_text": "outdoor_text",
    "lost_kinds": "lost_activities",
    "lost_text": "lost_text",
    "lost_since": "lost_since",
    "lost_speaker": "lost_speaker",
    "wish_text": "wish_text",
    "wish_speaker": "wish_speaker",
    "family_wish_text": "family_wish_text",
    "family_wish_speaker": "family_wish_speaker",
}


def next_draft_ids(case_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """The number of each case's next draft: the same for everybody who opens that visit, on whatever device. One query.

    It counts the drafts that have ended, so that a visit which two people begin without a network is still one visit.
    """
    ended = VisitDraft.objects.filter(case_id__in=case_ids, ended_at__isnull=False).values_list("case_id", flat=True)
    counted = Counter(ended)
    return {case_id: uuid.uuid5(case_id, f"visit-{counted[case_id] + 1}") for case_id in case_ids}


def next_draft_id(case_id: uuid.UUID) -> uuid.UUID:
    """The number of one case's next draft. One query."""
    return next_draft_ids([case_id])[case_id]


def values_of_visit(visit: Visit) -> dict[str, Value]:
    """The visit in the fields of its form. At most three queries."""
    life = FormerLife.objects.filter(visit=visit).first()
    values = {key: _value(getattr(visit, column)) for key, column in VISIT_COLUMNS.items()}
    if life is not None:
        values |= {key: _value(getattr(life, column)) for key, column in LIFE_COLUMNS.items()}
    options = list(VisitOption.objects.filter(visit=visit).order_by("pk"))
    values |= {f"declined_{one.kind}": one.declined_reason for one in options if one.declined_reason}
    undecided = (UNDECIDED,) if visit.is_undecided else ()
    return values | {
        "visited_on": in_short_japanese(visit.visited_on),
        "started_at": f"{visit.started_at:%H:%M}" if visit.started_at else "",
        "ended_at": f"{visit.ended_at:%H:%M}" if visit.ended_at else "",
        "minutes": str(visit.minutes) if visit.minutes else "",
        "next_step_on": in_short_japanese(visit.next_step_on) if visit.next_step_on else "",
        "explained": tuple(one.kind for one in options if one.is_explained),
        "chosen": (*(one.kind for one in options if one.is_chosen), *undecided),
    }


def _value(column: object) -> Value:
    return tuple(str(one) for one in column) if isinstance(column, list) else str(column or "")
