"""いまの数: a visit saved a moment ago is in the numbers, exactly as a full run over everybody would count it."""

import random
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import caches

from takigi.audit import actions as audit
from takigi.casework.actions import cases, goals, notes
from takigi.casework.actions.goals import GoalWords
from takigi.casework.actions.notes import NoteWords
from takigi.casework.rules.states import CaseState, MoveReason
from takigi.casework.rules.words import NoteKind
from takigi.evaluation import counting
from takigi.evaluation.actions.readiness import keep_ready
from takigi.evaluation.queries.standing import standing
from takigi.evaluation.rules import EVERYBODY, FactsRefused, NotReady, touched_by
from takigi.indicators.catalogue.breakdowns import AREA, SEX
from takigi.indicators.periods import months
from takigi.people.actions import merges, persons
from takigi.people.actions.persons import PersonDetails
from takigi.people.rules import Evidence, ResidentStatus
from takigi.programmes.actions import sessions
from takigi.programmes.actions.sessions import SessionEntry
from takigi.programmes.rules.words import Attendance
from takigi.screens.audit_log.sentences import SENTENCES
from tests.casework_made import open_case
from tests.ledgers import HANA, TARO, InsuranceDesk
from tests.programmes_made import begin, open_class, planned_case
from tests.rooms.conftest import queries_of
from tests.rooms.evaluation_lived import gathered, live, this_year, told_now
from tests.visits_made import confirm_made_visit
from tests.worlds import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts_folder")]
NOW = 11  # the number of the running month


def in_full(world, **more):
    """The same question over facts gathered anew, by another snapshot."""
    gathered(world)
    return told_now(world, **more).results.tallies


@pytest.mark.later
def test_without_facts_nothing_is_counted_and_the_sentence_says_so(world):
    with pytest.raises(NotReady, match="準備"):
        told_now(world)
    assert keep_ready(by=world.viewer(Role.PLANNER)).is_ready
    assert told_now(world).changed_people == 0


@pytest.mark.later
def test_a_visit_saved_now_is_in_the_numbers(world, register):
    live(world, register)
    _, waiting = live(world, register, visited=False)
    gathered(world)
    assert told_now(world).results.answer("with_a_therapist", NOW).n == 1

    confirm_made_visit(world, waiting)

    now = told_now(world, by=[AREA, (AREA, SEX)])
    assert now.results.answer("with_a_therapist", NOW).n == 2
    assert now.results.tallies == in_full(world, by=[AREA, (AREA, SEX)])


@pytest.mark.later
def test_nobody_is_counted_twice_when_the_same_person_changes_again_and_again(world, register):
    _, case_id = live(world, register, visited=False)
    gathered(world)
    nurse = world.viewer(Role.EAST_NURSE)
    for step in range(4):
        if step == 1:
            confirm_made_visit(world, case_id)
        if step == 2:
            goals.write_goals(by=nurse, case_id=case_id, goals=[GoalWords("歩いて畑へ")], on=nurse.on)
        told = told_now(world)
    assert told.results.tallies == in_full(world)


@pytest.mark.later
def test_whoever_is_merged_is_one_person_and_two_again_when_it_is_undone(world, register):
    by = world.viewer(Role.INSURANCE)
    one, _ = live(world, register, name="山田　ハナ")
    other = register(name="山田　ハナ", insured_no="0000009999")
    gathered(world)
    told_now(world)
    merge = merges.merge_persons(
        by=by, kept_id=one, absorbed_id=other, evidence={Evidence.ADDRESS}, note="同じ家の同じ人"
    )
    merged = told_now(world).results.tallies
    assert merged == in_full(world)
    merges.unmerge_persons(by=by, merge_id=merge, reason="別の人と分かった")
    assert told_now(world).results.tallies == in_full(world) != merged


@pytest.mark.later
def test_a_ledger_that_came_in_moves_the_numbers_of_its_people(world, register, tmp_path):
    """台帳の取り込みで届いた認定も、取り込んだ人だけを数え直して、全員を数え直したのと同じになる."""
    desk = InsuranceDesk(world, tmp_path, datetime.now(UTC))
    live(world, register)
    gathered(world)
    before = told_now(world).results.tallies
    batch = desk.take_in(HANA | {"認定日": "", "要介護状態区分": ""}, TARO)

    told = told_now(world)
    assert not told.is_behind and told.changed_people == 2
    assert told.results.tallies == in_full(world) != before

    desk.undo(batch)
    behind = told_now(world)
    assert behind.is_behind
    assert keep_ready(by=world.viewer(Role.PLANNER)).is_ready
    assert told_now(world).results.tallies == before


@pytest.mark.later
def test_a_course_counts_on_from_day_to_day_although_nobody_writes(world, register):
    """きのうの土台でも、続いている短期集中はきょうの日で数える."""
    case_id = planned_case(world, register())
    episode = begin(world, case_id, open_class(world).course_id, days_ago=28)
    gathered(world)
    provider = world.viewer(Role.PROVIDER)
    sessions.enter_session(by=provider, episode_id=episode, entry=SessionEntry(provider.on, Attendance.ATTENDED))
    later = world.viewer(Role.PLANNER, at=provider.at + timedelta(days=9))
    told = standing(later, None, periods=months(later.on - timedelta(days=60), later.on))
    caches["counts"].clear()
    anew = standing(later, None, periods=months(later.on - timedelta(days=60), later.on))
    assert told.results.tallies == anew.results.tallies


@pytest.mark.later
def test_many_changed_people_are_counted_in_one_go_and_alike(world, register, monkeypatch):
    monkeypatch.setattr(counting, "ONE_BY_ONE", 1)
    waiting = [live(world, register, visited=False)[1] for _ in range(4)]
    gathered(world)
    told_now(world, by=[SEX])
    for case_id in waiting:
        confirm_made_visit(world, case_id)
    assert told_now(world, by=[SEX]).results.tallies == in_full(world, by=[SEX])


@pytest.mark.later
@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_the_numbers_are_those_of_a_full_run(world, register, seed):
    """思いつくままの出来事のあとでも、変わった人だけを数え直した答えは、全員を数え直した答えと同じ."""
    drawn = random.Random(seed)
    lived = [live(world, register, visited=drawn.random() < 0.5) for _ in range(3)]
    gathered(world)
    told_now(world, by=[(AREA, SEX)])
    for _ in range(6):
        lived = something_happens(world, register, drawn, lived)
        if drawn.random() < 0.5:
            told_now(world, by=[(AREA, SEX)])
    assert told_now(world, by=[(AREA, SEX)]).results.tallies == in_full(world, by=[(AREA, SEX)])


def something_happens(world, register, drawn, lived: list[tuple[uuid.UUID, uuid.UUID]]):
    """One of the things that happen in a town."""
    nurse, insurance = world.viewer(Role.EAST_NURSE), world.viewer(Role.INSURANCE)
    person_id, case_id = drawn.choice(lived)
    what = drawn.randrange(5)
    if what == 0:
        return [*lived, live(world, register, visited=drawn.random() < 0.5)]
    if what == 1:
        words = NoteWords(nurse.on, NoteKind.PHONE, "電話で様子を聞いた", minutes=drawn.randrange(1, 60))
        notes.write_note(by=nurse, case_id=case_id, words=words)
    elif what == 2:
        goals.write_goals(by=nurse, case_id=case_id, goals=[GoalWords("買い物に行く")], on=nurse.on)
    elif what == 3:
        moved = PersonDetails(
            name="山田　ハナ", name_kana="ヤマダ　ハナ", birth="昭和12年4月1日", sex=drawn.choice("12"), insurer_no="992031",
            insured_no=f"{drawn.randrange(10**6):010}", address="みどり野市東町1-2-3", area_id=world.area_ids["east"],
            status=drawn.choice([ResidentStatus.RESIDENT, ResidentStatus.MOVED_OUT]), status_on=nurse.on,
        )  # fmt: skip
        persons.change_person(by=insurance, person_id=person_id, details=moved, reason="届け出")
    else:
        open_case(
            world,
            register(area="east"),
            state=CaseState.CERTIFIED,
            days_ago=drawn.randrange(90),
        )
    return lived


def test_no_kind_of_event_is_taken_for_everybodys_by_mistake():
    """新しい出来事は、だれの事実が変わったかを言える形で残す."""
    targets = {"people": "person:7", "casework": "case:7", "programmes": "episode:7"}
    everybody = {
        kind for kind in SENTENCES if touched_by(kind, targets.get(kind.split(".")[0], "staff:7"), ()) == EVERYBODY
    }
    assert everybody == {
        "people.import_undone",
        "people.residents_taken_in",
        "casework.way_decided",
        "custody.records_disposed",
    }


def test_a_deed_of_nobody_knows_whom_is_everybodys():
    assert touched_by("casework.something_new", "", ()) == EVERYBODY
    assert touched_by("casework.something_new", "thing:7", ()) == EVERYBODY
    assert touched_by("people.import_received", "import:7", ()) != EVERYBODY


@pytest.mark.later
def test_a_reading_changes_nobody(world, register):
    _, case_id = live(world, register)
    gathered(world)
    told_now(world)
    viewer = world.viewer(Role.EAST_NURSE)
    audit.note_reading(
        f"case:{case_id}", municipality_id=viewer.municipality_id, by=viewer.staff_id, because=["試し"], at=viewer.at
    )
    assert told_now(world).changed_people == 0


def test_a_day_to_come_is_refused(world):
    gathered(world)
    planner = world.viewer(Role.PLANNER)
    with pytest.raises(FactsRefused, match="今日まで"):
        standing(planner, None, periods=this_year(world), as_of=planner.on + timedelta(days=1))


@pytest.mark.later
def test_a_change_costs_as_many_questions_in_a_large_town_as_in_a_small_one(world, register):
    def cost() -> int:
        gathered(world)
        told_now(world)
        _, case_id = live(world, register, visited=False)
        confirm_made_visit(world, case_id)
        return queries_of(lambda: told_now(world))

    few = cost()
    for _ in range(6):
        live(world, register)
    assert cost() == few <= 40


@pytest.mark.later
def test_a_closed_case_leaves_and_comes_back_with_its_correction(world, register):
    _, case_id = live(world, register, visited=False)
    gathered(world)
    told_now(world)
    head = world.viewer(Role.EAST_HEAD)
    cases.move_case(by=head, case_id=case_id, to=CaseState.CLOSED, on=head.on, reason=MoveReason.NO_NEED)
    assert told_now(world).results.tallies == in_full(world)
    cases.correct_move(by=head, case_id=case_id, on=head.on, note="まちがえて閉じた")
    assert told_now(world).results.tallies == in_full(world)
