"""ケースを見る根拠: told for one case and for the table, they say the same; and nobody of another town or without an oath sees any."""

from datetime import timedelta
from itertools import product

import pytest

from takigi.access import actions as access
from takigi.access.grounds import NotPermitted, Unseen
from takigi.casework.actions import cases
from takigi.casework.models import Case
from takigi.casework.policies import VIEWING, case_to_change, may_record, target_of, visible_cases
from takigi.casework.queries.board import case_board
from takigi.casework.rules.states import CaseRefused, CaseState, MoveReason
from takigi.people.rules import ConsentState
from tests.casework_made import consent_to_share, open_case, say_about_sharing
from tests.worlds import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def all_kinds(world, register):
    """A case for every ground there is, in two towns' eyes."""
    nurse = world.viewer(Role.EAST_NURSE)
    own = open_case(world, register())
    heads = open_case(world, register(), role=Role.EAST_HEAD)
    handed = open_case(world, register(), days_ago=20)
    client = register()
    consent_to_share(world, client)
    entrusted = open_case(world, client)
    along = open_case(world, register())
    west = open_case(world, register(area="west"), role=Role.WEST_NURSE, agency="west")
    cases.hand_over(
        by=nurse,
        case_id=handed,
        agency_id=world.agency_ids["west"],
        staff_id=None,
        on=nurse.on,
        note="次の訪問を約束しています",
    )
    cases.entrust_case(by=nurse, case_id=entrusted, agency_id=world.agency_ids["west"])
    cases.invite_companion(
        by=nurse,
        case_id=along,
        staff_id=world.staff_id(Role.PROVIDER),
        until=nurse.on + timedelta(days=3),
        purpose="動作の見立て",
    )
    access.open_emergency(
        by=world.viewer(Role.WEST_NURSE),
        target=target_of(heads),
        reason="道で倒れていて連絡先が必要なため",
        owner_agency_ids=[world.agency_ids["east"]],
    )
    return {"own": own, "heads": heads, "handed": handed, "entrusted": entrusted, "along": along, "west": west}


@pytest.mark.later
def test_the_two_tellings_of_every_ground_agree(world, all_kinds):
    every = list(Case.objects.all())
    for role, days in product(Role, (0, 4, 200)):
        viewer = world.viewer(role, at=world.at + timedelta(days=days))
        for ground in VIEWING:
            listed = set(Case.objects.filter(ground.rows(viewer)).values_list("pk", flat=True))
            assert listed == {case.pk for case in every if ground.holds(viewer, case)}, (role, days, ground.reason)


# Who sees which, written by hand.
SEEN = {
    Role.EAST_NURSE: {"own", "heads", "handed", "entrusted", "along"},
    Role.EAST_HEAD: {"own", "heads", "handed", "entrusted", "along"},
    Role.WEST_NURSE: {"handed", "entrusted", "west", "heads"},
    Role.PROVIDER: {"along"},
}


def test_each_role_sees_exactly_what_was_written_down_by_hand(world, all_kinds):
    names = {case_id: name for name, case_id in all_kinds.items()}
    for role in Role:
        seen = {names[pk] for pk in visible_cases(world.viewer(role)).values_list("pk", flat=True)}
        assert seen == SEEN.get(role, set()), role


# Seeing is not changing: in passing, in an emergency and after a handover one reads.
CHANGED = {
    Role.EAST_NURSE: {"own", "heads", "entrusted", "along"},
    Role.EAST_HEAD: {"own", "heads", "entrusted", "along"},
    Role.WEST_NURSE: {"handed", "entrusted", "west"},
}


@pytest.mark.later
def test_each_role_changes_exactly_what_was_written_down_by_hand(world, all_kinds):
    every = {name: Case.objects.get(pk=pk) for name, pk in all_kinds.items()}
    for role in Role:
        viewer, seen = world.viewer(role), SEEN.get(role, set())
        assert {name for name in seen if may_record(viewer, every[name])} == CHANGED.get(role, set()), role
        for name in all_kinds.keys() - seen:
            with pytest.raises(Unseen):
                case_to_change(viewer, all_kinds[name])


@pytest.mark.parametrize("role", [Role.EAST_NURSE, Role.EAST_HEAD, Role.WEST_NURSE])
def test_a_board_shows_nothing_that_its_viewer_could_not_open(world, all_kinds, role):
    viewer = world.viewer(role)
    shown = {card.case_id for column in case_board(viewer).columns for card in column.cards}
    assert shown <= set(visible_cases(viewer).values_list("pk", flat=True))
    assert shown


def test_a_case_goes_dark_for_whoever_leaves_the_centre(world, register):
    case_id = open_case(world, register(), state=CaseState.CERTIFIED)
    Case.objects.filter(pk=case_id).update(owner_id=world.staff_id(Role.MOVED_AWAY))
    assert not visible_cases(world.viewer(Role.MOVED_AWAY)).exists()


def test_nobody_gives_themselves_a_ground_by_opening_a_case_of_somebody_they_may_not_see(world, register):
    stranger = register(area="west")
    with pytest.raises(Unseen):
        open_case(world, stranger, role=Role.EAST_NURSE)
    assert not Case.objects.exists()


def test_without_consent_no_office_is_entrusted_and_a_withdrawal_closes_the_case_at_once(world, register):
    person_id = register()
    case_id = open_case(world, person_id)
    nurse, west = world.viewer(Role.EAST_NURSE), world.viewer(Role.WEST_NURSE)
    entrust = {"by": nurse, "case_id": case_id, "agency_id": world.agency_ids["west"]}
    with pytest.raises(CaseRefused, match="同意"):
        cases.entrust_case(**entrust)

    consent_to_share(world, person_id)
    cases.entrust_case(**entrust)
    assert may_record(west, Case.objects.get(pk=case_id))

    say_about_sharing(world, person_id, ConsentState.WITHDRAWN)
    assert not visible_cases(west).filter(pk=case_id).exists()
    assert not may_record(west, Case.objects.get(pk=case_id))
    with pytest.raises(Unseen):
        case_to_change(west, case_id)
    cases.entrust_case(**entrust | {"agency_id": None})


@pytest.mark.parametrize(
    ("agency", "role", "refusal"),
    [
        ("elsewhere", None, Unseen),
        ("west", Role.EAST_NURSE, CaseRefused),
        ("provider", Role.PROVIDER, CaseRefused),
    ],
)
def test_a_case_is_handed_only_to_whoever_works_there(world, register, agency, role, refusal):
    case_id = open_case(world, register())
    nurse = world.viewer(Role.EAST_NURSE)
    with pytest.raises(refusal):
        cases.hand_over(
            by=nurse,
            case_id=case_id,
            agency_id=world.agency_ids.get(agency, 987_654),
            staff_id=role and world.staff_id(role),
            on=nurse.on,
            note="次の訪問を約束しています",
        )
    assert Case.objects.get(pk=case_id).agency_id == world.agency_ids["east"]


def test_nobody_of_another_town_is_taken_along(world, register):
    case_id = open_case(world, register())
    nurse = world.viewer(Role.EAST_NURSE)
    with pytest.raises((Unseen, NotPermitted)):
        cases.invite_companion(
            by=nurse, case_id=case_id, staff_id=987_654, until=nurse.on + timedelta(days=3), purpose="動作の見立て"
        )


def test_a_closed_case_is_not_reopened_beside_the_one_that_followed_it(world, register):
    person_id = register()
    nurse = world.viewer(Role.EAST_NURSE)
    first = open_case(world, person_id, days_ago=9)
    cases.move_case(by=nurse, case_id=first, to=CaseState.CLOSED, on=nurse.on, reason=MoveReason.NO_NEED)
    open_case(world, person_id)
    with pytest.raises(CaseRefused, match="そのあとに開いたケース"):
        cases.correct_move(by=nurse, case_id=first, on=nurse.on, note="まちがえて終わりにした")
