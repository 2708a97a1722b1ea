"""協働の指標: K1 to K26 over one drawn town come to what was counted by hand, on every engine."""

from fractions import Fraction

import pytest

from takigi.engines.questions import question
from takigi.indicators.catalogue import ALL_TABLES, all_indicators, is_of_working_together
from takigi.indicators.catalogue.breakdowns import SUPPORTER_FIELD
from takigi.indicators.periods import fiscal_years
from tests.engines import ENGINES, ON_EVERY_ENGINE, tables_for
from tests.spec.world_together import AS_OF, WORLD

# Numerator, denominator (None: a count), and the value where it is not their quotient.
BY_HAND = {
    # K1: four cases met for the first time; the sixth waits at twelve months.
    "owner_kept_3m": (2, 4),
    "owner_station_3m": (1, 4),
    "owner_moved_3m": (1, 4),
    "owner_none_3m": (0, 4),
    "owner_kept_6m": (3, 4),
    "owner_station_6m": (0, 4),
    "owner_moved_6m": (1, 4),
    "owner_none_6m": (0, 4),
    "owner_kept_12m": (2, 3),
    "owner_station_12m": (0, 3),
    "owner_moved_12m": (1, 3),
    "owner_none_12m": (0, 3),
    "station_stock": (1, 3),
    "station_exit_on_time": (1, 3),
    "station_exceptions": (2, None),
    "station_exception_days": (1, 1, 77),
    "station_overdue": (1, None),
    # K6 to K10, K18, K19, K21
    "asked_to_take_over": (1, 4),
    "requests_read_alike": (2, 3),
    "discussed_in_own_field": (1, 4),
    "roles_accepted": (4, 6),
    "days_to_accept": (4, 4, 3),
    "roles_declined": (1, 6),
    "still_involved": (1, 2),
    "actions_on_time": (2, 4),
    "contact_without_station": (2, 4),
    "one_supporter_only": (1, 3),
    "consent_later": (1, 3),
    # K2, K3, K20
    "new_ties_per_meeting": (8, 5),
    "new_ties_median": (5, 5, 1),
    "new_ties_of_possible": (8, 17),
    "ties_activated": (2, 8),
    "attendees_by_field": (5, 6),
    "agencies_by_field": (4, 5),
    "field_people_reached": (6, 7),
    "field_agencies_reached": (5, 6),
    "fields_reached": (3, 4),
    "first_timers": (6, 16),
    "tie_density": (12, 21),
    "tie_density_agencies": (8, 15),
    "supporters_isolated": (2, 7),
    "external_internal": (21, 23),
    # K4, K5, K11, K12, K26
    "leads_connected": (1, 3),
    "leads_declined": (1, 3),
    "unconnected_found": (3, 5),
    "months_to_first_contact": (4, 4, Fraction(61, 4)),
    "beginning_unknown": (1, 6),
    "days_to_first_meeting": (3, 3, 50),
    "days_to_first_role": (2, 2, Fraction(369, 2)),
    "critical_at_opening": (2, 6),
    "came_again": (1, 3),
    "sent_around": (2, 3),
    # KPI 9
    "discussed_in_conference": (1, 2),
    "decisions_carried_out": (1, 2),
    # KPI 22 and 26
    "places_asked_for": (4, None),
    "places_found": (1, 3),
    "days_to_first_attendance": (1, 1, 9),
    "unmet_needs_solved": (1, 2),
    "unmet_needs_age": (1, 1, 548),
    # K13 to K17, K24, K25
    "understanding_gain": (1, 2),
    "can_explain": (2, 4),
    "lectures_asked_for": (2, None),
    "lectures_new_requesters": (1, 2),
    "lecture_people": (35, None),
    "team_meetings_held": (5, 6),
    "team_changes_checked": (1, 2),
    "someone_to_ask": (6, 10),
    "alone_with_the_case": (3, 10),
    "survey_response_rate": (10, 16),
    "gap_themes": (2, None),
    "opened_without_basis": (0, None),
    "seen_without_oath": (1, None),
    "attended_without_reason": (0, None),
    "packets_not_returned": (0, None),
}
# Of six people who came; and how far each field's ties lead outside.
BY_FIELD = {
    "attendees_by_field": {"elderly": (2, 6), "disability": (1, 6), "child": (1, 6), "poverty": (1, 6), "housing": (1, 6)},
    "external_internal": {
        "elderly": (5, 7), "disability": (4, 4), "child": (4, 4), "poverty": (4, 4), "housing": (4, 4)
    },
}  # fmt: skip
TABLES = [one.table for one in ALL_TABLES]
EVERY = [one for one in all_indicators() if is_of_working_together(one)]


def ask(engine, some, **more):
    asked = question(some, periods=fiscal_years(2026), as_of=AS_OF, **more)
    return ENGINES[engine](tables_for(asked, TABLES, WORLD), asked)


@pytest.mark.later
@pytest.mark.parametrize("engine", ON_EVERY_ENGINE)
def test_every_indicator_of_working_together_comes_to_what_was_counted_by_hand(engine):
    results = ask(engine, EVERY)
    found = {one.key: results.answer(one.key) for one in EVERY}
    told = {
        key: (one.numerator, one.denominator) if len(BY_HAND[key]) == 2 else (one.numerator, one.denominator, one.value)
        for key, one in found.items()
    }
    assert told == BY_HAND
    assert [found[f"owner_kept_{months}m"].waiting for months in (3, 6, 12)] == [0, 0, 1]
    for months in (3, 6, 12):
        assert sum(found[f"owner_{kind}_{months}m"].value for kind in ("kept", "station", "moved", "none")) == 1
    assert [sum(n for _, n in found[key].left_out) for key in ("unconnected_found", "leads_connected")] == [1, 1]

    by_field = ask(engine, [one for one in EVERY if one.key in BY_FIELD], by=[SUPPORTER_FIELD])
    for key, expected in BY_FIELD.items():
        cells = {field: by_field.answer(key, 0, (field,), SUPPORTER_FIELD) for field in expected}
        assert {field: (one.numerator, one.denominator) for field, one in cells.items()} == expected
