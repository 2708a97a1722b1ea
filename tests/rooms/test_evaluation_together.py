"""協働の数: what was done together a moment ago is in the numbers, as a full run would count it, and how few people feel is told of nobody."""

from datetime import timedelta

import pytest

from takigi.collaboration.actions import leads, records, roles
from takigi.collaboration.actions.leads import LeadWords
from takigi.collaboration.actions.records import ContactWords
from takigi.collaboration.rules.contacts import Direction, Method
from takigi.collaboration.rules.leads import Signal
from takigi.evaluation.folders import folder_of
from takigi.evaluation.gathering_cases import AROUND_CASES
from takigi.evaluation.gathering_places import AROUND_PLACES
from takigi.evaluation.gathering_together import AT_MEETINGS
from takigi.evaluation.models import Snapshot
from takigi.evaluation.places import Number
from takigi.evaluation.queries.behind import behind
from takigi.evaluation.queries.shown import shown
from takigi.evaluation.rules import FactsRefused
from takigi.indicators.catalogue import TOGETHER, all_indicators, is_of_working_together
from takigi.meetings.actions.attendance import Present, take_attendance
from takigi.meetings.actions.promises import PromiseWords, accept_promise, ask_promise, decline_promise
from takigi.meetings.queries.attendance import attendance_of
from takigi.meetings.rules.words import MeetingKind
from takigi.surveys.actions.answering import Said, answer
from takigi.surveys.actions.waves import close_wave, open_wave
from tests.meetings_held import held
from tests.rooms.conftest import queries_of
from tests.rooms.evaluation_lived import gathered, this_year, told_now
from tests.shared_cases_made import NAME, ask, open_shared
from tests.worlds import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts_folder")]
KEYS = tuple(one.key for one in all_indicators() if is_of_working_together(one))
NOW = 11  # the number of the running month


def promise(world, item_id, agency="council"):
    viewer = world.viewer(Role.SECRETARIAT)
    words = PromiseWords(agency_id=world.agency_ids[agency], what="買い物に付き添う", due_on=viewer.on + timedelta(10))
    return ask_promise(by=viewer, item_id=item_id, words=words)


def live_together(world):
    """A household, a role, a contact, a meeting of three, two promises and somebody to look for; the case."""
    nurse, council = world.viewer(Role.EAST_NURSE), world.viewer(Role.COORDINATOR)
    case_id = open_shared(world, days_ago=70)
    roles.accept_role(by=council, role_id=ask(world, case_id))
    council_id = world.agency_ids["council"]
    words = ContactWords(nurse.on, Direction.OUT, Method.PHONE, "相談した", counterpart_agency_id=council_id)
    records.write_contact(by=nurse, case_id=case_id, words=words)
    meeting_id, item_id = held(world, MeetingKind.SUPPORT, case_id=case_id)
    sheet = attendance_of(world.viewer(Role.SECRETARIAT), meeting_id)
    present = [Present(invitation_id=one.invitation_id, attended=True, capacity=one.capacity) for one in sheet.lines]
    take_attendance(by=world.viewer(Role.SECRETARIAT), meeting_id=meeting_id, present=present)
    taken, refused = promise(world, item_id), promise(world, item_id)
    accept_promise(by=council, promise_id=taken)
    decline_promise(by=council, promise_id=refused, reason="no_resource", suggestion="西センターの送迎")
    leads.register_lead(
        by=council,
        words=LeadWords(
            holder_agency_id=world.agency_ids["station"], seen_on=council.on, signals=(Signal.POST_PILED,), block=3
        ),
    )
    return case_id


def test_every_table_of_working_together_is_fed_once():
    assert {one.name for one in TOGETHER} == AROUND_CASES.keys() | AT_MEETINGS.keys() | AROUND_PLACES.keys()
    assert len(AROUND_CASES) + len(AT_MEETINGS) + len(AROUND_PLACES) == len(TOGETHER)


@pytest.mark.later
def test_what_was_done_a_moment_ago_is_counted_as_a_full_run_counts_it(world):
    gathered(world)
    assert told_now(world, keys=KEYS).results.answer("new_ties_per_meeting", NOW).n == 0
    live_together(world)
    told = told_now(world, keys=KEYS).results
    found = {key: told.answer(key, NOW) for key in KEYS}
    # Three people came, two of the one field and one of another: two pairs, and all three for the first time.
    assert (found["new_ties_per_meeting"].numerator, found["new_ties_per_meeting"].n) == (2, 1)
    assert (found["first_timers"].numerator, found["first_timers"].n) == (3, 3)
    assert (found["attendees_by_field"].numerator, found["attendees_by_field"].n) == (3, 3)
    assert (found["discussed_in_own_field"].numerator, found["discussed_in_own_field"].n) == (1, 1)
    assert (found["contact_without_station"].numerator, found["contact_without_station"].n) == (1, 1)
    assert found["gap_themes"].n == 1
    # What time has to tell yet.
    assert [found[key].waiting for key in ("owner_kept_3m", "roles_accepted", "leads_connected")] == [1, 1, 1]
    assert [found[key].numerator for key in ("seen_without_oath", "packets_not_returned", "station_stock")] == [0, 0, 0]
    assert (found["one_supporter_only"].numerator, found["one_supporter_only"].n) == (0, 1)

    gathered(world)
    assert told_now(world, keys=KEYS).results.tallies == told.tallies
    written = b"".join(path.read_bytes() for path in folder_of(Snapshot.objects.latest("pk").folder).iterdir())
    assert all(word.encode() not in written for word in (NAME, "付き添う", "送迎", "夜中"))


@pytest.mark.later
def test_numbers_of_working_together_cost_the_same_however_much_was_done(world):
    gathered(world)
    counted = []
    for _ in range(2):
        live_together(world)
        counted.append(queries_of(lambda: told_now(world, keys=KEYS)))
    assert counted[1] <= counted[0] <= 90


def test_the_records_behind_them_are_opened_in_their_own_rooms(world):
    gathered(world)
    planner = world.viewer(Role.PLANNER)
    with pytest.raises(FactsRefused, match="つながり"):
        behind(planner, Number("owner_kept_3m"), periods=this_year(world))


@pytest.mark.later
def test_how_people_feel_is_told_of_ten_and_more_even_in_the_office(world):
    planner = world.viewer(Role.PLANNER)
    gathered(world)
    for answered, is_told in ((9, False), (1, True)):
        wave = open_wave(
            by=planner, instrument="pulse", label="6問", opens_on=planner.on, closes_on=planner.on, invited=12
        )
        for token in wave.tokens[:answered]:
            answer(token, Said({"someone_to_ask": "4", "alone": "2"}), on=planner.on)
        close_wave(by=planner, wave_id=wave.wave_id)
        lines = shown(planner, told_now(world, keys=["someone_to_ask"]))
        line = next(one for one in lines if one.period_no == NOW)
        assert (line.answer is not None) is is_told
    assert line.words.startswith("10件中10件（100%")
