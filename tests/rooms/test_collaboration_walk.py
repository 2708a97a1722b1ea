"""不変条件: a hundred thousand deeds at random leave them whole, and each of them, broken on purpose, is noticed."""

import random
from datetime import timedelta

import pytest

from takigi.access.grounds import NotPermitted, Unseen
from takigi.casework.models import Assignment, Case
from takigi.casework.rules import ownership
from takigi.casework.rules.ownership import Held, OwnershipChange, faults_of
from takigi.casework.rules.states import CaseRefused
from takigi.collaboration.actions import cases, involvement, referrals, roles, transfers
from takigi.collaboration.actions.transfers import Proposal
from takigi.collaboration.models import CaseRole, Referral, SharedCase, StationInvolvement, Transfer
from takigi.collaboration.rules import agenda, steps
from takigi.collaboration.rules.words import CollaborationRefused, Mode, TransferReason, Warmth
from takigi.organisations import actions as organisations
from takigi.organisations.rules import Duty, Level
from takigi.people.rules import PeopleRefused
from tests.rules_held import breaks, holds
from tests.shared_cases_made import ask, open_shared, put_before
from tests.shared_walk import PLAN, Walk
from tests.worlds import SINCE, Role, build_world

STEPS = 100_000


def walked(seed: int, length: int, kind: type[Walk] = Walk) -> Walk:
    walk = kind(seed)
    for _ in range(length):
        walk.step()
    return walk


@pytest.mark.later
@holds("I1", "I2", "I3", "I4", "I5", "I6", "I9", "I10", "I11")
def test_a_hundred_thousand_deeds_leave_every_invariant_whole():
    walk = walked(20261123, STEPS)
    # Every deed succeeded often, so that the walk has been everywhere.
    assert min(walk.done.values()) > 100, walk.done
    assert sum(len(case.history) > 1 for case in walk.cases) > 50


def with_gap(history, new):
    *former, last = history
    ended = Held(last.agency_id, last.staff_id, last.from_on, last.change, new.on - timedelta(days=1), last.transfer_id)
    return (*former, ended, Held(new.agency_id, new.staff_id, new.on, new.change, transfer_id=new.transfer_id))


def two_at_once(history, new):
    return (*history, Held(new.agency_id, new.staff_id, new.on, new.change, transfer_id=new.transfer_id))


class ReferralMovesOwner(Walk):
    """A referral that takes the case along, as if passing on were getting rid of."""

    def try_refer(self, case):
        super().try_refer(case)
        self._hand(case, 2 if case.history[-1].agency_id == 1 else 1, OwnershipChange.REORGANISED)


BREAKS = {
    "I1 a gap": (ownership, "handed_on", with_gap),
    "I1 two owners": (ownership, "handed_on", two_at_once),
    "I2 any way": (ownership, "_check_way", lambda new, now: None),
    "I3 no end": (steps, "check_exception", lambda until, plan, *, on, longest: None),
    "I3 too long": (steps, "LONGEST_EXCEPTION", 365),
    "I5 any basis": (agenda, "is_open", lambda info, basis, law, *, has_consent, on: True),
    "I9 consent for ever": (agenda, "is_open", lambda info, basis, law, *, has_consent, on: basis.value == "consent"),
    "I10 no clock": (agenda, "phase_at", lambda phase, opens_at, closes_at, at: phase),
    "I11 any order": (steps, "in_order", lambda difficulty, contact, opened_on: True),
}


@pytest.mark.parametrize("name", BREAKS)
@breaks("I1", "I2", "I3", "I5", "I9", "I10", "I11")
def test_each_invariant_broken_on_purpose_is_noticed(name, monkeypatch):
    module, rule, broken = BREAKS[name]
    if name == "I3 too long":
        monkeypatch.setattr(
            steps, "check_exception", lambda until, plan, *, on, longest: _allow_a_year(until, plan, on)
        )
    else:
        monkeypatch.setattr(module, rule, broken)
    with pytest.raises(AssertionError):
        walked(6, 20_000)


def _allow_a_year(until, plan, on):
    if until is None or not on < until <= on + timedelta(days=365) or len(plan) < 10:
        raise CollaborationRefused("期限がありません。")


@breaks("I4")
def test_a_referral_that_took_the_case_along_is_noticed():
    with pytest.raises(AssertionError, match="I4"):
        walked(6, 20_000, ReferralMovesOwner)


REFUSALS = (CaseRefused, CollaborationRefused, PeopleRefused, NotPermitted, Unseen)


class RealWalk:
    """The same on the database, by people of every kind, through the actions themselves."""

    def __init__(self, world, seed: int) -> None:
        self.world, self.dice, self.done = world, random.Random(seed), dict[str, int]()
        self.viewers = [
            world.viewer(role)
            for role in (
                Role.EAST_NURSE,
                Role.EAST_HEAD,
                Role.WEST_NURSE,
                Role.STATION,
                Role.SECRETARIAT,
                Role.COORDINATOR,
            )
        ]

    def step(self) -> None:
        by, ids = self.dice.choice(self.viewers), list(SharedCase.objects.values_list("pk", flat=True))
        case_id = self.dice.choice(ids)
        deeds = {name: getattr(self, name) for name in dir(self) if name.startswith("try_")}
        name = self.dice.choice(list(deeds))
        try:
            deeds[name](by, case_id)
            self.done[name] = self.done.get(name, 0) + 1
        except REFUSALS:
            return

    def _agency(self):
        return self.world.agency_ids[self.dice.choice(("east", "west", "council", "station"))]

    def _one(self, model):
        return self.dice.choice(list(model.objects.values_list("pk", flat=True)) or [None])

    def try_role(self, by, case_id):
        agency = self.dice.choice(("west", "council"))
        ask(self.world, case_id, agency=agency, staff=None, role=Role.SECRETARIAT)

    def try_answer(self, by, case_id):
        if role_id := self._one(CaseRole):
            deed = self.dice.choice((roles.accept_role, roles.finish_role))
            deed(by=by, role_id=role_id)

    def try_refer(self, by, case_id):
        referrals.refer(by=by, case_id=case_id, to_agency_id=self._agency(), purpose="家計の相談", warmth=Warmth.CALL)

    def try_referral(self, by, case_id):
        if referral_id := self._one(Referral):
            referrals.accept_referral(by=by, referral_id=referral_id)

    def try_involve(self, by, case_id):
        involvement.involve_station(
            by=by, case_id=case_id, mode=self.dice.choice(list(Mode)), planned_to=by.on + timedelta(days=20)
        )

    def try_leave(self, by, case_id):
        if involvement_id := self._one(StationInvolvement):
            involvement.end_involvement(by=by, involvement_id=involvement_id, exit_note="落ちついたので離れる")

    def try_propose(self, by, case_id):
        until = by.on + timedelta(days=self.dice.choice((30, 90, 91)))
        proposal = Proposal(self._agency(), TransferReason.MAIN_NEED, "課題が変わったため", by.on, "", until, PLAN)
        transfers.propose_transfer(by=by, case_id=case_id, proposal=proposal)

    def try_approve(self, by, case_id):
        if transfer_id := self._one(Transfer):
            transfers.approve_exception(by=self.viewers[4], transfer_id=transfer_id)

    def try_accept(self, by, case_id):
        if transfer_id := self._one(Transfer):
            transfers.accept_transfer(by=by, transfer_id=transfer_id, staff_id=by.staff_id)

    def try_person(self, by, case_id):
        staff_id = self.dice.choice(self.viewers[:3]).staff_id
        head = self.dice.choice((by, self.viewers[1]))
        cases.change_owner_person(by=head, case_id=case_id, staff_id=staff_id, on=by.on, note="約束の日を伝えました")

    def try_meet(self, by, case_id):
        put_before(self.world, case_id, by=Role.SECRETARIAT)

    def try_close(self, by, case_id):
        if self.dice.random() < 0.1:
            cases.close_case(by=by, case_id=case_id, on=by.on, note="落ちついた", open_items_note="見守りは続く")


@pytest.mark.later
@pytest.mark.django_db
@holds("I1", "I2", "I3", "I4")
def test_the_database_stays_whole_whatever_people_do():
    world = build_world()
    for role, agency, duty in (
        (Role.WEST_NURSE, "west", Duty.STATION),
        (Role.COORDINATOR, "council", Duty.CASEWORK),
    ):
        organisations.give_post(
            by=None,
            staff_id=world.staff_id(role),
            agency_id=world.agency_ids[agency],
            duty=duty,
            level=Level.SUPERVISOR,
            from_on=SINCE,
            at=world.at,
        )
    for _ in range(3):
        open_shared(world)
    walk = RealWalk(world, 11)
    for _ in range(260):
        walk.step()
    assert {"try_accept", "try_person"} <= walk.done.keys() and len(walk.done) >= 10, walk.done
    for case in Case.objects.filter(kind="multi_agency"):
        rows = Assignment.objects.filter(case=case).order_by("from_on", "pk")
        history = tuple(
            Held(
                row.agency_id,
                row.staff_id,
                row.from_on,
                OwnershipChange(row.change),
                row.ended_on,
                str(row.transfer_id or ""),
            )
            for row in rows
        )
        assert faults_of(history) == []
        assert (history[-1].agency_id, history[-1].staff_id) == (case.agency_id, case.owner_id)
    assert not Transfer.objects.filter(is_to_station=True, status="accepted", approved_at__isnull=True).exists()
