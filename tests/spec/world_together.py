"""協働の描いた町: one small town drawn by hand, with every record that K1 to K26 count. The pairs are derived as in the product.

Agencies: 1 elderly, 2 disability, 3 children, 4 poverty and housing, 5 medical, 9 the station (no field).
"""

from collections import Counter
from datetime import date

from takigi.evaluation.months import alone_spans
from takigi.evaluation.ties import Attended, Dealing, Member, cross_pairs, first_met, meetings_of, networks
from takigi.indicators.catalogue import collaboration_facts as facts
from takigi.indicators.catalogue import meeting_facts, resource_facts
from takigi.indicators.drawings import drawn

AS_OF = date(2027, 12, 31)
FIELDS = {
    11: (1, ("elderly",)),
    12: (1, ("elderly",)),
    21: (2, ("disability",)),
    31: (3, ("child",)),
    41: (4, ("poverty", "housing")),
    51: (5, ("medical",)),
    91: (9, ()),
}
MEETINGS = {
    1: (date(2026, 4, 20), "support", "swa_106_6", (11, 21, 91)),
    2: (date(2026, 5, 20), "support", "swa_106_6", (11, 21, 31)),
    3: (date(2026, 6, 10), "supporters_city", "none", (11, 12, 21, 31, 41)),
    4: (date(2027, 2, 15), "supporters_block", "none", (12, 31, 41)),
    5: (date(2027, 3, 10), "support", "sca_9", (11, 41)),
}
FIRST_TIME = {(1, 11), (1, 21), (1, 91), (2, 31), (3, 12), (3, 41)}
# Before the third meeting; on the last day of ninety; on the day of meeting itself; the day after; one day too late.
DEALINGS = [
    Dealing((12, 21), date(2026, 5, 1)),
    Dealing((11, 21), date(2026, 7, 19)),
    Dealing((11, 31), date(2026, 5, 20)),
    Dealing((11, 41), date(2026, 6, 11)),
    Dealing((31, 41), date(2026, 9, 9)),
]

CASES = drawn(
    facts.shared_cases,
    """
case_id|opened_on|closed_on|first_contact_on|months_to_contact|is_connected|is_critical|first_meeting_on|asking_line|is_asked_by_station|had_consent|consented_on|first_accepted_on|joined_on
1|2026-04-01||2026-03-01|6|はい|はい|2026-04-20|1|いいえ|はい||2026-04-22|2026-04-20
2|2026-04-10|2027-03-01|2026-04-05|24.5|いいえ|いいえ|2026-05-20|2|いいえ|いいえ|2026-07-01||2026-05-20
3|2026-05-01|||120|いいえ|いいえ|2026-05-20|1|いいえ|いいえ||2026-05-24|2026-05-20
4|2026-09-01||2026-08-20||||||||||2026-09-01
5|2026-08-01|2026-12-15|2026-07-01|-2|はい|いいえ|||||||
6|2026-06-01|2027-03-31|2026-05-20|3|いいえ|はい|2027-03-10|4|いいえ|いいえ|2027-10-01|2027-04-02|2027-03-10
""",
)
OWNERS = drawn(
    facts.owners,
    """
case_id|agency_line|is_station|change_type|from_on|to_on|exception_until
1|1|いいえ|initial|2026-04-01||
2|2|いいえ|initial|2026-04-10|2026-07-01|
2|3|いいえ|transfer|2026-07-01|2027-03-01|
3|1|いいえ|initial|2026-05-01|2026-06-30|
3|9|はい|station_exception|2026-06-30|2026-09-15|2026-09-28
3|1|いいえ|transfer|2026-09-15||
4|9|はい|station_exception|2026-09-01||2026-11-29
5|5|いいえ|initial|2026-08-01|2026-12-15|
6|4|いいえ|initial|2026-06-01|2027-03-31|
""",
)
BESIDE = (
    drawn(
        facts.involvements,
        """
case_id|planned_to|ended_on
1|2026-07-31|2026-07-31
3|2026-09-15|2026-09-20
4|2026-12-31|
""",
    ),
    drawn(
        facts.roles,
        """
case_id|case_agency|requested_on|accepted_on|declined_on|decline_reason|ended_on|of_first_meeting_on
1|12|2026-04-20|2026-04-22||||2026-04-20
1|13|2026-04-20||2026-04-25|no_capacity||2026-04-20
2|21|2026-05-20|||||2026-05-20
3|32|2026-05-20|2026-05-24|||2026-08-01|2026-05-20
6|61|2027-03-10|2027-04-02||||2027-03-10
1|12|2026-10-01|2026-10-02||||
""",
    ),
    drawn(
        facts.contacts,
        """
case_id|case_agency|happened_on|is_cross_agency|is_via_station
1|11|2026-04-21|はい|はい
1|12|2026-10-17|はい|いいえ
3|31|2026-08-20|はい|いいえ
3|31|2027-02-10|はい|はい
2|22|2026-05-01|はい|いいえ
5|55|2026-09-01|はい|いいえ
1|11|2026-06-01|いいえ|
""",
    ),
    drawn(
        facts.actions,
        """
case_id|case_agency|due_on|done_on
1|12|2026-05-31|2026-05-31
3|32|2026-06-19|2026-06-19
1|11|2026-07-01|
||2027-01-10|2027-01-11
""",
    ),
    drawn(
        facts.referrals,
        """
case_id|requested_on|accepted_on|refused_on
1|2026-04-03||2026-04-05
1|2026-04-06||2026-04-08
1|2026-04-09|2026-04-12|
2|2026-04-20|2026-05-01|
5|2026-08-05||2026-08-10
5|2026-08-11||2026-08-20
""",
    ),
    drawn(
        facts.help_requests,
        """
asked_on|is_take_over|is_read_alike
2026-04-12|はい|はい
2026-05-01|いいえ|はい
2026-06-01|いいえ|いいえ
2026-07-01||
""",
    ),
    drawn(
        facts.agenda_items,
        """
meeting_id|case_id|held_on|requested_on|discussed_before_on
1|1|2026-04-20|2026-04-12|2026-04-10
2|2|2026-05-20|2026-05-10|対象外
2|3|2026-05-20|2026-05-14|2026-05-15
5|6|2027-03-10|2027-02-20|
""",
    ),
    drawn(
        facts.consult_episodes,
        """
episode_id|household_id|opened_on|closed_on
1|1|2026-04-01|2026-05-01
2|1|2026-08-01|2026-09-01
3|2|2026-04-10|2026-06-01
4|2|2027-01-01|
""",
    ),
    drawn(
        facts.episode_issues,
        """
episode_id|household_id|issue|opened_on|closed_on
1|1|debt|2026-04-01|2026-05-01
1|1|housing|2026-04-01|2026-05-01
2|1|debt|2026-08-01|2026-09-01
3|2|debt|2026-04-10|2026-06-01
4|2|debt|2027-01-01|
""",
    ),
    drawn(
        facts.leads,
        """
seen_on|connected_on|is_declined|is_no_need
2026-04-01|2026-06-30|いいえ|いいえ
2026-04-01||はい|いいえ
2026-05-01||いいえ|はい
2026-09-01|2027-01-01|いいえ|いいえ
""",
    ),
    drawn(meeting_facts.target_fields, "field|from_on\nelderly|2020-04-01\ndisability|2020-04-01\nchild|2020-04-01\neducation|2020-04-01"),
    drawn(
        meeting_facts.lecture_requests,
        """
requested_on|is_own_wish|is_new_requester|held_on|people
2026-04-01|はい|はい|2026-05-01|25
2026-05-01|はい|いいえ||
2026-06-01|いいえ|はい|2026-07-01|10
""",
    ),
    drawn(meeting_facts.team_months, "month_end|expected|held\n2026-04-30|3|3\n2026-05-31|3|2"),
    drawn(
        meeting_facts.team_meetings,
        """
held_on|has_change|check_by|checked_on
2026-04-08|はい|2026-05-31|2026-05-20
2026-04-18|はい|2026-05-31|
2026-04-28|いいえ|2026-05-31|
""",
    ),
    drawn(meeting_facts.faults, "kind|happened_on\nno_oath|2026-06-10\nno_oath|2027-04-01"),
    drawn(
        meeting_facts.gaps,
        "source|theme|noted_on\ndeclined_role|no_capacity|2026-04-25\nagenda_item|isolation|2027-03-10",
    ),
    drawn(
        meeting_facts.understandings,
        """
answered_on|field|before|after
2026-06-10|elderly|2|4
2026-06-10|child|3|3
2026-06-10|elderly|5|5
2026-06-10|||5
2026-06-10||1|
""",
    ),
    drawn(
        meeting_facts.pulses,
        "answered_on|someone_to_ask|alone\n" + "\n".join(f"2026-10-01|{item1}|{item5}" for item1, item5 in zip(
            (5, 5, 4, 4, 4, 4, 3, 3, 2, 1), (1, 1, 2, 2, 2, 3, 3, 4, 5, 5), strict=True
        )),
    ),
    drawn(meeting_facts.waves, "instrument|closed_on|invited|answered\npulse|2026-10-15|16|10"),
)  # fmt: skip


def _attended():
    for meeting, (held_on, _, _, those) in MEETINGS.items():
        for staff in those:
            agency, fields = FIELDS[staff]
            yield Attended(meeting, held_on, staff, agency, frozenset(fields))


def _lines(head, rows):
    return "\n".join([head, *("|".join("" if one is None else str(one) for one in row) for row in rows)])


def _of_meetings():
    by_meeting = meetings_of(_attended())
    met = first_met(by_meeting, DEALINGS)
    new = Counter(one.meeting_id for one in met)
    held = [
        (number, kind, basis, held_on, len(cross_pairs(by_meeting[number])), new[number])
        for number, (held_on, kind, basis, _) in MEETINGS.items()
    ]
    yield drawn(meeting_facts.meetings, _lines("meeting_id|kind|legal_basis|held_on|cross_pairs|new_cross_ties", held))
    ties = [(one.meeting_id, one.met_on, one.dealt_on) for one in met]
    yield drawn(meeting_facts.new_ties, _lines("meeting_id|met_on|dealt_on", ties))


def _of_those_who_came():
    at = [(one.meeting_id, one.staff_id, one.agency_id, one.held_on) for one in _attended()]
    first = [(*one, "はい" if one[:2] in FIRST_TIME else "いいえ") for one in at]
    yield drawn(meeting_facts.attendances, _lines("meeting_id|staff_id|agency_id|held_on|is_first_time", first))
    fields = [(*one, field) for one in at for field in FIELDS[one[1]][1] or [None]]
    yield drawn(meeting_facts.attended_fields, _lines("meeting_id|staff_id|agency_id|held_on|field", fields))


def _of_those_registered():
    supporters = [
        (staff, agency, field, "2020-04-01") for staff, (agency, those) in FIELDS.items() for field in those or [None]
    ]
    yield drawn(meeting_facts.supporters, _lines("staff_id|agency_id|field|from_on", supporters))
    members = [Member(who, agency, frozenset(those), date(2020, 4, 1), None) for who, (agency, those) in FIELDS.items()]
    months, fields = networks(meetings_of(_attended()), members, until=AS_OF)
    ends = [(one.of, one.month_end, one.members, one.pairs, one.ties, one.isolates) for one in months]
    yield drawn(meeting_facts.network_months, _lines("of|month_end|members|pairs|ties|isolates", ends))
    ends = [(one.field, one.month_end, one.external, one.internal) for one in fields]
    yield drawn(meeting_facts.network_fields, _lines("field|month_end|external|internal", ends))


def _of_cases_left_alone():
    partner = [(date(2026, 5, 24), date(2026, 8, 1))]
    spans = {
        3: alone_spans(date(2026, 5, 1), None, partners=partner, contacts=[date(2026, 8, 20), date(2027, 2, 10)]),
        4: alone_spans(date(2026, 9, 1), None, partners=[], contacts=[]),
        5: alone_spans(date(2026, 8, 1), date(2026, 12, 15), partners=[], contacts=[date(2026, 9, 1)]),
    }
    alone = [(case, *span) for case, those in spans.items() for span in those]
    yield drawn(facts.alone_spans, _lines("case_id|from_on|until_on", alone))


DERIVED = (*_of_meetings(), *_of_those_who_came(), *_of_those_registered(), *_of_cases_left_alone())
CONFERENCES = (
    drawn(
        meeting_facts.conference_cases,
        "case_id | listed_on | discussed_on\n71 | 2026-05-01 | 2026-06-17\n72 | 2026-06-01 |",
    ),
    drawn(meeting_facts.conference_promises, "due_on | done_on\n2026-07-31 | 2026-07-31\n2026-08-31 | 2026-09-02"),
)
PLACES = (
    drawn(
        resource_facts.match_requests,
        """
        source | received_on | closed_on  | outcome   | introduced_on | first_attended_on
        centre | 2026-05-01  | 2026-06-10 | attended  | 2026-06-01    | 2026-06-10
        person | 2026-05-02  | 2026-06-20 | none      |               |
        centre | 2026-05-03  | 2026-06-30 | withdrawn |               |
        family | 2026-05-04  |            |           |               |
        """,
    ),
    drawn(
        resource_facts.unmet_needs,
        """
        kind      | opened_on  | solved_on  | ended_on
        gathering | 2026-06-20 | 2026-12-01 | 2026-12-01
        exercise  | 2026-07-01 |            |
        """,
    ),
)
WORLD = (CASES, OWNERS, *BESIDE, *DERIVED, *CONFERENCES, *PLACES)
