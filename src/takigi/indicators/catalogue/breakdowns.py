"""標準の内訳: area, sex, age band, cause, centre and the field of a goal, told for every table that can be split so.

Area, sex and birth are the register's of today; a centre is that of the case. For working together: block, field of the
supporters, and what else tells cases and meetings apart.
"""

from __future__ import annotations

from takigi.indicators.breakdowns import Breakdown, breakdown
from takigi.indicators.catalogue.collaboration_facts import (
    agenda_items,
    alone_spans,
    contacts,
    involvements,
    leads,
    owners,
    roles,
    shared_cases,
)
from takigi.indicators.catalogue.facts import (
    cases,
    certifications,
    changes,
    checklists,
    consultations,
    episodes,
    follow_ups,
    goals,
    monitorings,
    moves,
    persons,
    ratings,
    visits,
)
from takigi.indicators.catalogue.meeting_facts import (
    attendances,
    attended_fields,
    gaps,
    meetings,
    network_fields,
    new_ties,
    pulses,
    supporters,
    understandings,
)
from takigi.indicators.catalogue.resource_facts import OF_PLACES, match_requests
from takigi.indicators.language import Phrase, age_on, first_of, index_day

OF_A_CASE = (moves, visits, goals, ratings, monitorings, follow_ups, episodes, changes, checklists, consultations)
OF_A_PERSON = (*OF_A_CASE, cases, certifications)
AGE_BOUNDS = (65, 75, 85)
AGE_LABELS = ("65歳未満", "65〜74歳", "75〜84歳", "85歳以上")


def _by_person(column: str) -> dict[str, Phrase]:
    return {one.name: persons.of(one)[column] for one in OF_A_PERSON} | {"persons": persons[column]}


def _by_case(column: str) -> dict[str, Phrase]:
    return {one.name: cases.of(one)[column] for one in OF_A_CASE} | {"cases": cases[column]}


def _age(birth: Phrase) -> Phrase:
    return age_on(birth, index_day()).band(AGE_BOUNDS, AGE_LABELS)


def _by_age() -> dict[str, Phrase]:
    of_others = {one.name: _age(persons.of(one)["birth_on"]) for one in OF_A_PERSON}
    return of_others | {"persons": _age(persons["birth_on"])}


_opened_by_it = cases.same("certification_line", certifications, "line")

AREA = breakdown("area", "圏域", _by_person("area_id") | {one.name: one["area_id"] for one in OF_PLACES})
SEX = breakdown("sex", "性別", _by_person("sex"))
AGE = breakdown("age", "年齢（その日の法律上の年齢）", _by_age())
CAUSE = breakdown("cause", "原因", _by_case("cause_code") | {"certifications": certifications["cause_code"]})
CENTRE = breakdown(
    "centre",
    "包括",
    _by_case("centre_id") | {"certifications": first_of(_opened_by_it, cases["centre_id"], by=cases["opened_on"])},
)

FIELD = breakdown("field", "目標の分野", {"goals": goals["field"], "ratings": goals.of(ratings)["field"]})

_WITH_A_BLOCK = (shared_cases, meetings, attendances, attended_fields, supporters, new_ties, leads, gaps)
_OF_SHARED_CASES = (owners, involvements, roles, contacts, agenda_items, alone_spans)
_WITH_A_FIELD = (attended_fields, supporters, network_fields, understandings, pulses)

BLOCK = breakdown(
    "block",
    "ブロック",
    {one.name: one["block"] for one in _WITH_A_BLOCK}
    | {one.name: shared_cases.of(one)["block"] for one in _OF_SHARED_CASES},
)
SUPPORTER_FIELD = breakdown("supporter_field", "支援者の分野", {one.name: one["field"] for one in _WITH_A_FIELD})
REQUEST_SOURCE = breakdown("request_source", "だれからの相談か", {"match_requests": match_requests["source"]})
CASE_ROUTE = breakdown("case_route", "相談経路", {"shared_cases": shared_cases["route"]})
IS_8050 = breakdown("is_8050", "8050の世帯", {"shared_cases": shared_cases["is_8050"]})
DECLINE_REASON = breakdown("decline_reason", "ことわりの理由", {"roles": roles["decline_reason"]})
GAP_THEME = breakdown("gap_theme", "足りないもののテーマ", {"gaps": gaps["theme"]})
MEETING_KIND = breakdown(
    "meeting_kind", "会議の種類", {"meetings": meetings["kind"], "attendances": attendances["meeting_kind"]}
)

STANDARD: tuple[Breakdown, ...] = (AREA, SEX, AGE, CAUSE, CENTRE)
# Those of working together: whoever supports, and what is shared.
TOGETHER: tuple[Breakdown, ...] = (
    BLOCK,
    SUPPORTER_FIELD,
    MEETING_KIND,
    CASE_ROUTE,
    IS_8050,
    DECLINE_REASON,
    GAP_THEME,
    REQUEST_SOURCE,
)
ALL: tuple[Breakdown, ...] = (*STANDARD, FIELD, *TOGETHER)
