"""受付: the very words, the triage, and newly certified people of whom nobody is missed."""

from datetime import timedelta

import pytest

from takigi.access.grounds import NotPermitted, Unseen
from takigi.casework.actions.certifications import follow_certifications
from takigi.casework.actions.intake import Told, add_consultation, set_aside, take_consultation, take_up
from takigi.casework.actions.settings import decide_way
from takigi.casework.models import Case, Consultation, Move
from takigi.casework.queries.cases import case_head
from takigi.casework.queries.waiting import consultations_of, waiting_count, waiting_for_visit
from takigi.casework.rules.intake import Speaker, Triage
from takigi.casework.rules.states import CaseRefused, CaseState, Route
from takigi.people.models import Certification
from tests.casework_made import bring_to, open_case
from tests.rooms.conftest import queries_of
from tests.worlds import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def certify(world, register):
    """`certify(days_ago=3, reason_code="fall_fracture")`: somebody of the east with a new decision of the ledger."""

    def make(*, days_ago=3, person=None, level="12", kind="decided", application_type="1", **facts):
        on = world.viewer(Role.INSURANCE).on
        person = person or register()
        usual = {"reason_text": "ころんで歩けなくなった", "reason_code": "fall_fracture"}
        usual["valid_until"] = on + timedelta(days=150)
        row = Certification.objects.create(
            person_id=person,
            kind=kind,
            application_on=on - timedelta(days=days_ago + 30),
            application_type=application_type,
            decided_on=on - timedelta(days=days_ago),
            level_code=level,
            valid_from=on - timedelta(days=days_ago + 30),
            known_from=world.at,
            **(usual | facts),
        )
        return row.line

    return make


def told(viewer, **more):
    return Told(
        **({"held_on": viewer.on, "route": Route.WINDOW, "speaker": Speaker.PERSON, "words": "もう年だから"} | more)
    )


@pytest.mark.parametrize(
    ("triage", "state"),
    [
        (Triage.UNDECIDED, CaseState.INQUIRY),
        (Triage.CHECKLIST, CaseState.TRIAGED),
        (Triage.APPLICATION, CaseState.CERTIFICATION_PENDING),
        (Triage.ADVICE, CaseState.CLOSED),
    ],
)
def test_a_consultation_keeps_the_words_and_goes_where_the_triage_says(world, register, triage, state):
    nurse = world.viewer(Role.EAST_NURSE)
    words = told(nurse, triage=triage, triggers=("old_age", "bath"), has_wish_to_recover=True)
    case_id = take_consultation(by=nurse, person_id=register(), agency_id=world.agency_ids["east"], told=words)

    assert case_head(nurse, case_id).state is state
    (line,) = consultations_of(nurse, case_id)
    assert (line.words, line.speaker, line.has_wish_to_recover) == ("もう年だから", Speaker.PERSON, True)


def test_without_words_or_from_the_future_nothing_is_taken_in(world, register):
    nurse, person = world.viewer(Role.EAST_NURSE), register()
    for wrong in (told(nurse, words=" "), told(nurse, held_on=nurse.on + timedelta(days=1))):
        with pytest.raises(CaseRefused):
            take_consultation(by=nurse, person_id=person, agency_id=world.agency_ids["east"], told=wrong)
    assert not Consultation.objects.exists()


def test_a_further_consultation_stays_in_the_case_and_moves_it_only_at_its_beginning(world, register):
    nurse = world.viewer(Role.EAST_NURSE)
    case_id = open_case(world, register(), state=CaseState.CERTIFIED, days_ago=5)
    add_consultation(by=nurse, case_id=case_id, told=told(nurse, triage=Triage.CHECKLIST))
    assert case_head(nurse, case_id).state is CaseState.CERTIFIED
    with pytest.raises(CaseRefused, match="受付日"):
        add_consultation(by=nurse, case_id=case_id, told=told(nurse, held_on=nurse.on - timedelta(days=6)))


def test_everybody_newly_certified_stands_in_one_of_the_lists_until_somebody_decides(world, certify):
    fell = certify(days_ago=20)
    joint = certify(reason_code="other", cause_code="joint")
    nobody_knows = certify(reason_code="", reason_text="")
    another = certify(reason_code="dementia")
    waiting = waiting_for_visit(world.viewer(Role.EAST_NURSE))

    assert [(one.decision.line, one.days, one.is_late) for one in waiting.targets] == [
        (fell, 20, True),
        (joint, 3, False),
    ]
    assert [one.decision.line for one in waiting.unknown] == [nobody_knows]
    assert [one.decision.line for one in waiting.others] == [another]
    assert waiting_count(world.viewer(Role.EAST_NURSE)) == 2


def test_what_is_no_new_support_decision_is_not_on_the_list(world, certify, register):
    certify(level="21")
    certify(application_type="2")
    certify(kind="deleted")
    certify(is_withdrawn=True, kind="withdrawn")
    certify(person=register(area="west"))
    waiting = waiting_for_visit(world.viewer(Role.EAST_NURSE))
    assert (waiting.targets, waiting.unknown, waiting.others) == ((), (), ())


def test_taking_up_opens_a_case_with_the_ledgers_words(world, certify):
    line = certify(days_ago=4)
    nurse = world.viewer(Role.EAST_NURSE)
    case_id = take_up(by=nurse, certification_line=line, agency_id=world.agency_ids["east"])

    head = case_head(nurse, case_id)
    assert (head.state, head.reason_text, head.opened_on) == (
        CaseState.CERTIFIED,
        "ころんで歩けなくなった",
        nurse.on - timedelta(days=4),
    )
    waiting = waiting_for_visit(nurse)
    assert (waiting.targets, waiting.in_cases) == ((), 1)


def test_setting_aside_asks_for_a_reason_and_is_counted(world, certify):
    line = certify()
    nurse = world.viewer(Role.EAST_NURSE)
    with pytest.raises(CaseRefused, match="理由"):
        set_aside(by=nurse, certification_line=line, reason="")
    set_aside(by=nurse, certification_line=line, reason="入院が続いているため")
    assert waiting_for_visit(nurse).set_aside == 1
    assert waiting_count(nurse) == 0


def test_nobody_of_another_area_or_duty_takes_anybody_up(world, certify):
    line = certify()
    for role, refusal in ((Role.WEST_NURSE, Unseen), (Role.PROVIDER, Unseen), (Role.INSURANCE, NotPermitted)):
        with pytest.raises(refusal):
            take_up(by=world.viewer(role), certification_line=line, agency_id=world.agency_ids["east"])
    assert not Move.objects.exists()
    with pytest.raises(NotPermitted):
        waiting_for_visit(world.viewer(Role.INSURANCE))


def test_the_town_decides_which_reasons_and_from_which_day(world, certify):
    certify(days_ago=3, reason_code="stroke")
    head = world.viewer(Role.EAST_HEAD)
    decide_way(by=head, key="target_reasons", value="stroke", from_on=head.on, reason="今年は脳血管疾患も")
    decide_way(by=head, key="visit_counts_from", value="application", from_on=head.on, reason="申請日から数える")
    (one,) = waiting_for_visit(head).targets
    assert one.days == 33


def test_the_list_costs_the_same_however_many_wait(world, certify):
    nurse = world.viewer(Role.EAST_NURSE)
    costs = []
    for more in (1, 12):
        for _ in range(more):
            certify()
        costs.append((queries_of(waiting_for_visit, nurse), queries_of(waiting_count, nurse)))
    assert costs[0] == costs[1]


def test_a_renewal_in_the_register_moves_the_end_that_a_case_waits_for(world, register, certify):
    nurse, person = world.viewer(Role.EAST_NURSE), register()
    case_id = take_up(by=nurse, certification_line=certify(person=person), agency_id=world.agency_ids["east"])
    bring_to(world, case_id, CaseState.PLAN_ACTIVE)
    until = nurse.on + timedelta(days=515)
    certify(person=person, application_type="2", valid_until=until)
    certify(person=register(), valid_until=until)

    assert follow_certifications(by=nurse) == 1
    assert Case.objects.get(pk=case_id).certification_until_on == until
    assert follow_certifications(by=nurse) == 0
