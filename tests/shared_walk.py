"""気ままな歩み: everything a user can do with shared cases, tried in any order on the very rules that the actions ask."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from takigi.access.decide import MeetingPhase
from takigi.access.disclosure_bases import DisclosureBasis
from takigi.access.information import Information
from takigi.access.legal_bases import LegalBasis
from takigi.casework.rules import ownership
from takigi.casework.rules.ownership import History, NewHolder, OwnershipChange
from takigi.casework.rules.states import CaseRefused
from takigi.collaboration.rules import agenda, steps
from takigi.collaboration.rules.words import (
    CollaborationRefused,
    Mode,
    ReferralStatus,
    RoleStatus,
    TransferStatus,
)

STATION = 9
AGENCIES = (1, 2, 3, STATION)
START = date(2026, 4, 1)
PLAN = "落ちついたら、もとの機関に戻す。月末に一緒に訪問する"
OPENING = (DisclosureBasis.SWA_106_6, DisclosureBasis.SCA_9, DisclosureBasis.CONSENT, DisclosureBasis.OWN_PURPOSE)


@dataclass
class Offer:
    """移管の提案."""

    number: int
    to: int
    by: int
    until: date | None
    plan: str
    is_approved: bool = False
    status: TransferStatus = TransferStatus.PROPOSED
    accepted_on: date | None = None


@dataclass
class Item:
    """議題."""

    law: LegalBasis
    phase: MeetingPhase = MeetingPhase.DRAFT
    closes_at: datetime | None = None
    opened: dict[Information, DisclosureBasis] = field(default_factory=dict)


@dataclass
class Household:
    """一つのケース."""

    history: History
    opened_on: date
    offers: list[Offer] = field(default_factory=list)
    roles: list[RoleStatus] = field(default_factory=list)
    referrals: list[ReferralStatus] = field(default_factory=list)
    stays: list[tuple[Mode, date, date]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    has_consent: bool = False
    is_closed: bool = False
    days: tuple[date | None, date | None] = (None, None)
    is_doubted: bool = False


class Walk:
    """One town and its clock. Each deed asks the rules; whatever they refuse has not happened."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.on = START
        self.numbers = 0
        self.cases: list[Household] = []
        self.done = dict.fromkeys(self.deeds(), 0)

    def deeds(self) -> dict[str, Callable[[Household], None]]:
        """Everything that can be tried, by name."""
        names = [name for name in dir(self) if name.startswith("try_")]
        return {name.removeprefix("try_"): getattr(self, name) for name in names}

    def at(self) -> datetime:
        """Noon of the day."""
        return datetime.combine(self.on, time(12), UTC)

    def step(self) -> None:
        """One deed on one case; the case is looked at afterwards."""
        if self.dice.random() < 0.05:
            self.on += timedelta(days=self.dice.randrange(1, 40))
        if len(self.cases) < 3 or self.dice.random() < 0.01:
            self._open()
            return
        case = self.dice.choice(self.cases[-12:])
        name, deed = self.dice.choice(list(self.deeds().items()))
        before = case.history
        try:
            deed(case)
            self.done[name] += 1
        except (CaseRefused, CollaborationRefused):
            assert case.history is before, "what was refused has not happened"
        assert case.history is before or name in CHANGES_OWNER, f"I4: {name} changed the owner"
        self.look(case)

    def _open(self) -> None:
        agency, self.numbers = self.dice.choice(AGENCIES), self.numbers + 1
        is_station = agency == STATION
        change = OwnershipChange.STATION_EXCEPTION if self.dice.random() < 0.3 else OwnershipChange.INITIAL
        offer = Offer(self.numbers, agency, 0, self._until(), PLAN, is_approved=True)
        try:
            if is_station:
                steps.check_exception(offer.until, offer.plan, on=self.on, longest=90)
            transfer = str(self.numbers) if change is OwnershipChange.STATION_EXCEPTION else ""
            history = ownership.first_held(NewHolder(agency, 1, self.on, change, transfer, is_station))
        except (CaseRefused, CollaborationRefused):
            return
        case = Household(history, self.on)
        if change is OwnershipChange.STATION_EXCEPTION:
            case.offers.append(replace(offer, status=TransferStatus.ACCEPTED, accepted_on=self.on))
        difficulty, contact = (
            self.on - timedelta(days=self.dice.randrange(-20, 400)) if self.dice.random() < 0.7 else None for _ in "ab"
        )
        case.days = (difficulty, contact)
        case.is_doubted = not steps.in_order(difficulty, contact, self.on)
        self.cases.append(case)
        self.look(case)

    def _until(self) -> date | None:
        return None if self.dice.random() < 0.2 else self.on + timedelta(days=self.dice.randrange(-5, 130))

    def _hand(self, case: Household, agency: int, change: OwnershipChange, number: int = 0, staff: int = 0) -> None:
        if case.is_closed:
            raise CaseRefused("終結")
        new = NewHolder(
            agency,
            staff or self.dice.choice((1, 2, 3)),
            self.on - timedelta(days=self.dice.choice((0, 0, 0, 3, 60))),
            change,
            str(number) if number else "",
            agency == STATION,
        )
        case.history = ownership.handed_on(case.history, new)

    def try_propose(self, case: Household) -> None:
        to, owner = self.dice.choice(AGENCIES), case.history[-1].agency_id
        if case.is_closed or to == owner or any(one.status is TransferStatus.PROPOSED for one in case.offers):
            raise CollaborationRefused("もう提案がある")
        informed = self.on if self.dice.random() < 0.7 else None
        steps.check_informed(informed, "" if self.dice.random() < 0.5 else "入院中のため", on=self.on)
        offer = Offer(self.numbers + 1, to, owner, self._until(), self.dice.choice((PLAN, "")))
        if to == STATION:
            steps.check_exception(offer.until, offer.plan, on=self.on, longest=90)
        self.numbers += 1
        case.offers.append(offer)

    def _waiting(self, case: Household) -> Offer:
        if not case.offers:
            raise CollaborationRefused("提案がない")
        return self.dice.choice(case.offers)

    def try_approve(self, case: Household) -> None:
        offer = self._waiting(case)
        if offer.to != STATION or offer.status is not TransferStatus.PROPOSED:
            raise CollaborationRefused("承認は要らない")
        offer.is_approved = True

    def try_accept(self, case: Household) -> None:
        offer = self._waiting(case)
        steps.check_step(steps.TRANSFER_MOVES, offer.status, TransferStatus.ACCEPTED)
        if case.history[-1].agency_id != offer.by:
            raise CollaborationRefused("主担当が替わった")
        change = OwnershipChange.TRANSFER
        if offer.to == STATION:
            if not offer.is_approved:
                raise CollaborationRefused("承認がまだ")
            steps.check_exception(offer.until, offer.plan, on=self.on, longest=90)
            change = OwnershipChange.STATION_EXCEPTION
        if case.is_closed:
            raise CaseRefused("終結")
        new = NewHolder(offer.to, 1, self.on, change, str(offer.number), offer.to == STATION)
        case.history = ownership.handed_on(case.history, new)
        offer.status, offer.accepted_on = TransferStatus.ACCEPTED, self.on

    def try_decline(self, case: Household) -> None:
        offer = self._waiting(case)
        to = self.dice.choice((TransferStatus.DECLINED, TransferStatus.WITHDRAWN))
        steps.check_step(steps.TRANSFER_MOVES, offer.status, to)
        offer.status = to

    def try_hand_directly(self, case: Household) -> None:
        """Somebody calls the action as if a transfer had been accepted, or inside the agency, or nonsense."""
        change = self.dice.choice((OwnershipChange.PERSON, OwnershipChange.INITIAL, OwnershipChange.TRANSFER))
        agency = self.dice.choice((*AGENCIES, case.history[-1].agency_id, case.history[-1].agency_id))
        self._hand(case, agency, change)

    def try_reorganise(self, case: Household) -> None:
        self._hand(case, self.dice.choice(AGENCIES), OwnershipChange.REORGANISED)

    def try_ask(self, case: Household) -> None:
        if case.is_closed:
            raise CollaborationRefused("終結")
        case.roles.append(RoleStatus.REQUESTED)

    def try_answer(self, case: Household) -> None:
        if not case.roles:
            raise CollaborationRefused("役割がない")
        at, to = self.dice.randrange(len(case.roles)), self.dice.choice(list(RoleStatus))
        steps.check_step(steps.ROLE_MOVES, case.roles[at], to)
        case.roles[at] = to

    def try_refer(self, case: Household) -> None:
        if not case.referrals or self.dice.random() < 0.4:
            case.referrals.append(ReferralStatus.SENT)
            return
        at, to = self.dice.randrange(len(case.referrals)), self.dice.choice(list(ReferralStatus))
        steps.check_step(steps.REFERRAL_MOVES, case.referrals[at], to)
        case.referrals[at] = to

    def try_involve(self, case: Household) -> None:
        mode, until = self.dice.choice(list(Mode)), self.on + timedelta(days=self.dice.randrange(-5, 260))
        steps.check_involvement(mode, until, on=self.on)
        case.stays = [*case.stays[-5:], (mode, self.on, until)]

    def try_put_on_agenda(self, case: Household) -> None:
        case.items = [*case.items[-3:], Item(self.dice.choice(list(LegalBasis)))]

    def try_move_agenda(self, case: Household) -> None:
        item = self._item(case)
        closes = item.closes_at or (self.at() + timedelta(days=3) if self.dice.random() < 0.8 else None)
        now, to = agenda.phase_at(item.phase, None, item.closes_at, self.at()), self.dice.choice(list(MeetingPhase))
        agenda.check_phase(now, to, closes)
        item.phase, item.closes_at = to, closes

    def _item(self, case: Household) -> Item:
        if not case.items:
            raise CollaborationRefused("議題がない")
        return self.dice.choice(case.items)

    def try_open_class(self, case: Household) -> None:
        item, basis, info = self._item(case), self.dice.choice(OPENING), self.dice.choice(list(Information))
        agenda.check_opening(
            info,
            basis,
            item.law,
            phase=agenda.phase_at(item.phase, None, item.closes_at, self.at()),
            necessity=self.dice.choice(("", "住まいを失うおそれがあるため")),
            has_consent=case.has_consent,
            on=self.on,
        )
        item.opened[info] = basis

    def try_consent(self, case: Household) -> None:
        case.has_consent = not case.has_consent

    def try_close(self, case: Household) -> None:
        open_of_others = sum(one in {RoleStatus.REQUESTED, RoleStatus.ACCEPTED} for one in case.roles)
        if open_of_others and self.dice.random() < 0.9:
            raise CollaborationRefused("残っている")
        case.is_closed = case.is_closed or self.dice.random() < 0.2

    def look(self, case: Household) -> None:
        """The invariants, said once more and in other words than the rules say them."""
        history = case.history
        assert ownership.faults_of(history) == [], f"I1, I2: {ownership.faults_of(history)}"
        assert [one.ended_on is None for one in history] == [False] * (len(history) - 1) + [True], "I1"
        accepted = {str(one.number): one for one in case.offers if one.status is TransferStatus.ACCEPTED}
        for before, held in zip((None, *history), history, strict=False):
            entered = before is None or before.agency_id != held.agency_id
            if entered and before is not None and held.change is not OwnershipChange.REORGANISED:
                assert accepted[held.transfer_id].to == held.agency_id, "I2"
            if entered and held.agency_id == STATION:
                offer = accepted.get(held.transfer_id)
                assert offer is not None and offer.is_approved and offer.plan, (
                    "I3: an exception, approved, with a way out"
                )
                assert offer.until is not None and (offer.until - held.from_on).days <= 90, "I3: at most ninety days"
        difficulty, contact = case.days
        known = [one for one in (difficulty, contact, case.opened_on) if one]
        assert known == sorted(known) or case.is_doubted, "I11"
        for item in case.items:
            self._look_at(case, item)

    def _look_at(self, case: Household, item: Item) -> None:
        now = agenda.phase_at(item.phase, None, item.closes_at, self.at())
        is_over = item.closes_at is not None and self.at() >= item.closes_at
        assert not (is_over and now in agenda.READABLE), "I10: what opens closes by itself"
        for info, basis in item.opened.items():
            assert info not in {Information.LOC, Information.PLAN, Information.INTL}, "never opened"
            is_read = agenda.is_open(info, basis, item.law, has_consent=case.has_consent, on=self.on)
            if info is Information.DEID or not is_read:
                continue
            assert item.law is not LegalBasis.NONE, "I6"
            lawful = basis.value in {"swa_106_6", "sca_9", "cwa_25_2", "lia_council"} and basis.value == item.law.value
            assert lawful or (basis is DisclosureBasis.CONSENT and case.has_consent), "I5, I9"


CHANGES_OWNER = frozenset({"accept", "hand_directly", "reorganise"})
