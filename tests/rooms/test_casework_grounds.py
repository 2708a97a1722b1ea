"""ケースを見る根拠: told for one case and for the table, they say the same; and nobody of another town or without an oath sees any."""

from datetime import timedelta
from itertools import product

import pytest

from takigi.access import actions as access
from takigi.access.grounds import Unseen
from takigi.casework.actions import cases
from takigi.casework.models import Case
from takigi.casework.policies import VIEWING, case_to_change, may_record, target_of, visible_cases
from takigi.casework.queries.board import case_board
from takigi.casework.rules.states import CaseState
from tests.casework_made import open_case
from tests.worlds import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def all_kinds(world, register):
    """A case for every ground there is, in two towns' eyes."""
    nurse = world.viewer(Role.EAST_NURSE)
    own = open_case(world, register())
    heads = open_case(world, register(), role=Role.EAST_HEAD)
    handed = open_case(world, register(), days_ago=20)
    entrusted = open_case(world, register())
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
