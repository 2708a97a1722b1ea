"""協働の事実を集める: what was held, who met whom, what was promised, learned and felt, and what hangs on shared cases.

All of a town at once: whoever meets today changes what is true of those who met before.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from takigi.casework import shared_facts
from takigi.collaboration import facts as collaboration
from takigi.evaluation.cells import rows_of
from takigi.evaluation.gathering_cases import AROUND_CASES, Around, Gathered
from takigi.evaluation.gathering_conferences import conference_cases, conference_promises
from takigi.evaluation.gathering_places import AROUND_PLACES
from takigi.evaluation.keys import Keys
from takigi.evaluation.months import month_end, month_number, month_of
from takigi.evaluation.ties import (
    Attended,
    Dealing,
    FieldTies,
    Member,
    Met,
    Network,
    cross_pairs,
    first_met,
    meetings_of,
    networks,
    pair,
)
from takigi.indicators.catalogue.collaboration_facts import OF_SHARED_CASES
from takigi.indicators.catalogue.meeting_facts import OF_MEETINGS
from takigi.indicators.catalogue.resource_facts import OF_PLACES
from takigi.indicators.drawings import Row
from takigi.indicators.missing import MissingKind
from takigi.indicators.tables import FactTable
from takigi.logic_models.facts import TeamMeetingRow, team_meeting_rows
from takigi.meetings import conference_facts
from takigi.meetings import facts as meetings
from takigi.organisations.facts import PostRow, post_rows
from takigi.organisations.rules import Field
from takigi.surveys.facts import answer_rows, wave_rows

Told = Iterator[dict[str, Any]]
# 月3回.
TEAM_MEETINGS_A_MONTH = 3
_ALWAYS = date(2000, 4, 1)
_ONE_DAY = timedelta(days=1)
_STATUTORY = frozenset({"swa_106_6", "sca_9", "cwa_25_2", "lia_council"})


@dataclass(frozen=True)
class Held(Gathered):
    """What was held, and who came and works where, each read once."""

    @cached_property
    def held(self) -> dict[uuid.UUID, meetings.MeetingRow]:
        """Every meeting that was held."""
        return {one.meeting_id: one for one in meetings.meeting_rows(self.town)}

    @cached_property
    def attendances(self) -> list[meetings.AttendanceRow]:
        """Whoever came."""
        return [one for one in meetings.attendance_rows(self.town) if one.meeting_id in self.held]

    @cached_property
    def posts(self) -> list[PostRow]:
        """Who works where."""
        return list(post_rows(self.town))

    @cached_property
    def by_meeting(self) -> dict[int, list[Attended]]:
        """Who was at each meeting, as numbers."""
        return meetings_of(
            Attended(
                self.keys.of("meeting", one.meeting_id),
                one.held_on,
                self.supporter(one),
                one.agency_id or 0,
                frozenset(one.fields),
            )
            for one in self.attendances
        )

    @cached_property
    def met(self) -> list[Met]:
        """Who met for the first time."""
        return first_met(self.by_meeting, _dealings(self))

    @cached_property
    def known(self) -> tuple[list[Network], list[FieldTies]]:
        """Who knew whom, month by month."""
        members = (
            Member(
                self.keys.of("staff", one.staff_id),
                one.agency_id,
                frozenset(self.agencies[one.agency_id].fields),
                one.from_on,
                one.ended_on - _ONE_DAY if one.ended_on else None,
            )
            for one in self.posts
        )
        return networks(self.by_meeting, members, until=self.on)

    def supporter(self, one: meetings.AttendanceRow) -> int:
        """The number of whoever came: of the account, or of the guest."""
        return self.keys.of("guest", one.guest) if one.staff_id is None else self.keys.of("staff", one.staff_id)


def _dealings(of: Held) -> Iterator[Dealing]:
    """Who had to do with whom in a case: by contact, or by roles that both had taken on.

    A contact that names the agency but nobody in it counts for everybody of that agency who came to a meeting.
    """
    there: dict[int, set[int]] = defaultdict(set)
    for one in of.attendances:
        if one.agency_id is not None:
            there[one.agency_id].add(of.supporter(one))
    for contact in collaboration.contact_rows(of.town):
        if contact.counterpart_agency_id is None or contact.counterpart_agency_id == contact.agency_id:
            continue
        mine = of.keys.of("staff", contact.staff_id)
        others = there[contact.counterpart_agency_id]
        if contact.counterpart_staff_id is not None:
            others = {of.keys.of("staff", contact.counterpart_staff_id)}
        for other in others - {mine}:
            yield Dealing(pair(mine, other), contact.happened_on)
    yield from _in_one_case(of)


def _in_one_case(of: Held) -> Iterator[Dealing]:
    working: dict[uuid.UUID, list[tuple[int, date, date | None]]] = defaultdict(list)
    for role in collaboration.role_rows(of.town):
        if role.accepted_on and role.staff_id is not None:
            working[role.case_id].append((role.staff_id, role.accepted_on, role.ended_on))
    for owner in shared_facts.owner_rows(of.town):
        if owner.staff_id is not None:
            working[owner.case_id].append((owner.staff_id, owner.from_on, owner.ended_on))
    for those in working.values():
        for at, (mine, my_start, my_end) in enumerate(those):
            for other, start, end in those[at + 1 :]:
                both = max(my_start, start)
                if mine != other and all(one is None or one > both for one in (my_end, end)):
                    yield Dealing(pair(of.keys.of("staff", mine), of.keys.of("staff", other)), both)


def _actions(of: Held) -> Told:
    for one in meetings.promise_rows(of.town):
        case = of.case(one.case_id, one.agency_id) if one.case_id else {"case_id": None, "case_agency": None}
        yield vars(one) | case | {"action_id": of.keys.of("action", one.action_id)}


def _agenda_items(of: Held) -> Told:
    for one in meetings.item_rows(of.town):
        # 話し合っていない, with a reason, is an answer; nothing written is none.
        before = one.discussed_before_on or (MissingKind.NOT_APPLICABLE if one.has_not_discussed else None)
        yield (
            vars(one)
            | of.case(one.case_id)
            | {
                "item_id": of.keys.of("item", one.item_id),
                "meeting_id": of.keys.of("meeting", one.meeting_id),
                "discussed_before_on": before,
            }
        )


def _meetings(of: Held) -> Told:
    new: dict[int, int] = defaultdict(int)
    for met in of.met:
        new[met.meeting_id] += 1
    for one in of.held.values():
        number = of.keys.of("meeting", one.meeting_id)
        those = of.by_meeting.get(number, [])
        yield vars(one) | {
            "meeting_id": number,
            "attendees": len(those),
            "cross_pairs": len(cross_pairs(those)),
            "new_cross_ties": new[number],
        }


def _attendances(of: Held) -> Told:
    first: dict[int, tuple[date, int]] = {}
    numbered = [(of.keys.of("attendance", one.attendance_id), of.supporter(one), one) for one in of.attendances]
    for number, supporter, one in numbered:
        first[supporter] = min(first.get(supporter, (one.held_on, number)), (one.held_on, number))
    for number, supporter, one in numbered:
        yield {
            "attendance_id": number,
            "meeting_id": of.keys.of("meeting", one.meeting_id),
            "meeting_kind": one.kind,
            "staff_id": supporter,
            "agency_id": one.agency_id or 0,
            "capacity": one.capacity,
            "block": one.block,
            "held_on": one.held_on,
            "is_first_time": first[supporter] == (one.held_on, number),
        }


def _attended_fields(of: Held) -> Told:
    for one in of.attendances:
        for field in one.fields or ("",):
            yield {
                "attended_field_id": of.keys.of("attended_field", f"{one.attendance_id}:{field}"),
                "meeting_id": of.keys.of("meeting", one.meeting_id),
                "staff_id": of.supporter(one),
                "agency_id": one.agency_id or 0,
                "block": one.block,
                "held_on": one.held_on,
                "field": field,
            }


def _supporters(of: Held) -> Told:
    for at, one in enumerate(of.posts):
        agency = of.agencies[one.agency_id]
        for field in agency.fields or ("",):
            yield {
                "supporter_field_id": of.keys.of("supporter_field", f"{at}:{one.staff_id}:{field}"),
                "staff_id": of.keys.of("staff", one.staff_id),
                "agency_id": one.agency_id,
                "block": agency.block,
                "field": field,
                "from_on": one.from_on,
                "until_on": one.ended_on - _ONE_DAY if one.ended_on else None,
            }


def _target_fields(of: Held) -> Told:
    for number, field in enumerate(Field, start=1):
        yield {"target_field_id": number, "field": field.value, "from_on": _ALWAYS, "until_on": None}


def _new_ties(of: Held) -> Told:
    blocks = {of.keys.of("meeting", one.meeting_id): one.block for one in of.held.values()}
    for one in of.met:
        yield {
            "tie_id": of.keys.of("tie", f"{one.meeting_id}:{one.pair}"),
            "meeting_id": one.meeting_id,
            "block": blocks[one.meeting_id],
            "met_on": one.met_on,
            "dealt_on": one.dealt_on,
        }


def _network_months(of: Held) -> Told:
    for number, one in enumerate(of.known[0], start=1):
        yield vars(one) | {"network_month_id": number, "pairs": one.pairs}


def _network_fields(of: Held) -> Told:
    for number, one in enumerate(of.known[1], start=1):
        yield vars(one) | {"network_field_id": number}


def _lecture_requests(of: Held) -> Told:
    for one in meetings.lecture_rows(of.town):
        yield vars(one) | {"lecture_id": of.keys.of("lecture", one.lecture_id)}


def _team(of: Held) -> list[TeamMeetingRow]:
    return [one for one in team_meeting_rows(of.town) if one.held_on <= of.on]


def _team_months(of: Held) -> Told:
    held = [month_number(one.held_on) for one in _team(of)]
    for month in range(min(held), month_number(of.on) + 1) if held else ():
        end = month_end(month_of(month))
        if end <= of.on:
            yield {
                "team_month_id": month,
                "month_end": end,
                "expected": TEAM_MEETINGS_A_MONTH,
                "held": held.count(month),
            }


def _team_meetings(of: Held) -> Told:
    for one in _team(of):
        next_month = month_of(month_number(one.held_on) + 1)
        yield vars(one) | {
            "team_meeting_id": of.keys.of("team_meeting", one.team_meeting_id),
            "check_by": month_end(next_month),
        }


def _faults(of: Held) -> Told:
    found = [
        (f"opened:{one.opened_id}", "no_basis", one.opened_on)
        for one in collaboration.opened_rows(of.town)
        if not one.basis or (one.basis in _STATUTORY and one.basis != one.item_basis)
    ]
    found += [
        (f"opened:{one.opened_id}", "not_returned", one.opened_on)
        for one in collaboration.opened_rows(of.town)
        if one.is_without_end
    ]
    found += [(f"copy:{copy_id}", "no_oath", on) for copy_id, on in meetings.copies_without_oath(of.town)]
    found += [(f"at:{one.attendance_id}", "no_reason", one.held_on) for one in of.attendances if one.is_unlawful]
    for subject, kind, on in found:
        yield {"fault_id": of.keys.of("fault", f"{kind}:{subject}"), "kind": kind, "happened_on": on}


def _gaps(of: Held) -> Told:
    for one in meetings.gap_rows(of.town):
        yield vars(one) | {"gap_id": of.keys.of("gap", one.gap_id)}


def _understandings(of: Held) -> Told:
    for one in answer_rows(of.town):
        if one.shipped_key == "understanding":
            yield vars(one) | {
                "answer_id": of.keys.of("answer", one.answer_id),
                "wave_id": of.keys.of("wave", one.wave_id),
                "before": one.answers.get("before"),
                "after": one.answers.get("after"),
            }
    # A show of hands after a lecture: how many of each grade, without who had which before.
    for lecture in meetings.lecture_rows(of.town):
        grades = [grade for grade, people in enumerate(lecture.grades_after, start=1) for _ in range(people)]
        for at, grade in enumerate(grades if lecture.held_on else ()):
            yield {
                "answer_id": of.keys.of("hand", f"{lecture.lecture_id}:{at}"),
                "wave_id": of.keys.of("lecture", lecture.lecture_id),
                "field": "",
                "answered_on": lecture.held_on,
                "before": None,
                "after": grade,
            }


_PULSE = ("someone_to_ask", "knows_where", "knows_others", "thinks_together", "alone", "can_explain")


def _pulses(of: Held) -> Told:
    for one in answer_rows(of.town):
        if one.shipped_key == "pulse":
            yield vars(one) | {
                "answer_id": of.keys.of("answer", one.answer_id),
                "wave_id": of.keys.of("wave", one.wave_id),
                **{name: one.answers.get(name) for name in _PULSE},
            }


def _waves(of: Held) -> Told:
    for one in wave_rows(of.town, on=of.on):
        yield vars(one) | {"wave_id": of.keys.of("wave", one.wave_id)}


AT_MEETINGS: Mapping[str, Callable[[Held], Told]] = {
    "actions": _actions,
    "agenda_items": _agenda_items,
    "meetings": _meetings,
    "attendances": _attendances,
    "attended_fields": _attended_fields,
    "supporters": _supporters,
    "target_fields": _target_fields,
    "new_ties": _new_ties,
    "network_months": _network_months,
    "network_fields": _network_fields,
    "lecture_requests": _lecture_requests,
    "team_months": _team_months,
    "team_meetings": _team_meetings,
    "faults": _faults,
    "gaps": _gaps,
    "understandings": _understandings,
    "pulses": _pulses,
    "waves": _waves,
    "conference_cases": lambda of: conference_cases(
        of.town, of.keys, conference_facts.discussed_cases(of.town), on=of.on
    ),
    "conference_promises": lambda of: conference_promises(of.keys, conference_facts.conference_promises(of.town)),
}


def together_of(municipality_id: int, keys: Keys, *, on: date) -> Iterator[tuple[FactTable, Iterator[Row]]]:
    """Each table of working together with its rows. At most fifty queries, however many records there are."""
    held = Held(municipality_id, on, keys)
    around = Around(held, dict(meetings.declined_roles(municipality_id)))
    for records in (*OF_SHARED_CASES, *OF_MEETINGS):
        name = records.name
        told = AROUND_CASES[name](around) if name in AROUND_CASES else AT_MEETINGS[name](held)
        yield records.table, rows_of(records.table, told)
    for records in OF_PLACES:
        yield records.table, rows_of(records.table, AROUND_PLACES[records.name](held))
