"""見本の認定: three years of applications and decisions for the people of an invented town.

The share of certified people, their levels and the causes come out as planned; who they are and how it went is
drawn from the seed. Today is the plan's day, never the clock. Late decisions are as in life: a new certification
counts from its application, a renewal from the day after the last, whenever the committee met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from takigi.demo.age_counts import OLDEST, people_by_age, spread_over_ages
from takigi.demo.certified_paths import MIN_DAYS, Step, levels_back_from, steps_until
from takigi.demo.dealing import Dealer, Sieve
from takigi.demo.population import DECEASED, RESIDENT, Resident
from takigi.demo.reasons import (
    BETTER_WORDS,
    CARE_CAUSES,
    DISCHARGED_SHARE,
    RENEWAL_WORDS,
    SUPPORT_CAUSES,
    TRIGGERS,
    UNKNOWN_CAUSE_SHARE,
    WORDS,
    WORSE_WORDS,
)
from takigi.demo.towns import TownPlan
from takigi.kernel.ages import reaches_age_on

CERTIFIED, NOT_ELIGIBLE, WITHDRAWN, PENDING = "certified", "not_eligible", "withdrawn", "pending"
NEW, RENEWAL, CHANGE = "1", "2", "3"
YEARS_KEPT = 3
LIGHTEST_CARE = "21"


@dataclass(frozen=True, slots=True)
class Certification:
    """認定の一件: one application and what became of it.

    `level_code` is empty and `decided_on` None while it is pending or when it was withdrawn. `valid_to` is the day
    it really ends: a change application cuts the earlier one off the day before, and then `issued_valid_to` still
    says what was decided at first. `reason_codes` holds the cause and, after a stay in hospital, 退院; `cause_code`
    is the cause alone ("unknown" where nobody wrote it down).
    """

    history_no: int
    applied_on: date
    application_type: str
    reason_text: str
    trigger_codes: tuple[str, ...]
    reason_codes: tuple[str, ...]
    cause_code: str
    decided_on: date | None
    level_code: str
    valid_from: date | None
    valid_to: date | None
    outcome: str
    issued_valid_to: date | None = None
    previous_level: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether the person is certified by this decision on the day, as far as it was known then."""
        return (
            self.outcome == CERTIFIED
            and self.decided_on is not None
            and self.decided_on <= day
            and self.valid_from is not None
            and self.valid_to is not None
            and self.valid_from <= day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class History:
    """One person and their applications, oldest first; most people have none."""

    resident: Resident
    certifications: tuple[Certification, ...]


# How likely certification is by age from 65, (men, women) by five-year band; scaled to the plan's share.
_CERTIFIED_BY_AGE = ((0.0, 0.0),) * 13 + (
    (0.026, 0.022), (0.05, 0.05), (0.095, 0.115), (0.21, 0.27), (0.40, 0.52), (0.62, 0.76), (0.80, 0.90), (0.93, 0.96),
)  # fmt: skip
_MOST_CERTIFIED = 0.97
_LEVELS = (("12", 14.3), ("13", 13.9), ("21", 20.7), ("22", 16.8), ("23", 13.1), ("24", 12.7), ("25", 8.5))
# Those who let it end had mostly little of it.
_LAPSED_LEVELS = (("12", 55.0), ("13", 25.0), ("21", 20.0))
_LATE_LEVELS = (("13", 8.0), ("21", 14.0), ("22", 16.0), ("23", 18.0), ("24", 22.0), ("25", 22.0))

# Among those aged 65 and over who are not certified today.
_REFUSED_SHARE, _WITHDRAWN_SHARE, _PENDING_SHARE, _LAPSED_SHARE = 0.005, 0.005, 0.004, 0.009
_LATE_PERSONS_SHARE = {DECEASED: 0.7, "moved_out": 0.4}
_WITHDRAWN_CHANGE_SHARE = 0.015


def histories(residents: Iterable[Resident], plan: TownPlan, *, seed: int) -> Iterator[History]:
    """Every resident with their applications, in the order given; memory stays constant."""
    clerk = _Clerk(plan, seed)
    for resident in residents:
        yield History(resident, clerk.applications_of(resident))


def everyone_certified(
    residents: Iterable[Resident], plan: TownPlan, *, seed: int
) -> Iterator[tuple[Resident, Certification]]:
    """One application for every resident aged 65 and over, as if all were certified: the large ledger for trials."""
    clerk = _Clerk(plan, seed)
    for resident in residents:
        if resident.status == RESIDENT and resident.insured_no and not resident.is_second_insured:
            yield resident, clerk.certified_today(resident)[-1]


def certified_chances(plan: TownPlan) -> dict[str, list[float]]:
    """For each sex and age the chance of being certified, so that the town comes out at the plan's share."""
    people = people_by_age(plan)
    raw = spread_over_ages(_CERTIFIED_BY_AGE)
    low, high = 0.0, 4.0
    for _ in range(40):
        factor = (low + high) / 2
        certified = sum(
            there * min(chance * factor, _MOST_CERTIFIED)
            for sex in people
            for there, chance in zip(people[sex], raw[sex], strict=True)
        )
        low, high = (factor, high) if certified < plan.certified_share * plan.aged else (low, factor)
    return {sex: [min(chance * high, _MOST_CERTIFIED) for chance in raw[sex]] for sex in raw}


class _Clerk:
    """Keeps the shares while people pass by one at a time."""

    def __init__(self, plan: TownPlan, seed: int) -> None:
        self._today = plan.on
        self._kept_since = date(plan.on.year - YEARS_KEPT, plan.on.month, min(plan.on.day, 28))
        self._rng = rng = Random(f"certifications:{plan.key}:{plan.population}:{seed}")
        self._chances = certified_chances(plan)
        self._sieve = Sieve(rng)
        self._levels = Dealer(_LEVELS, rng)
        self._lapsed_levels = Dealer(_LAPSED_LEVELS, rng)
        self._late_levels = Dealer(_LATE_LEVELS, rng)
        # New ones are dealt on their own, so that their shares hold for themselves and not only on the whole.
        self._causes = {
            (group, is_new): Dealer(shares, rng)
            for group, shares in (("none", SUPPORT_CAUSES), ("support", SUPPORT_CAUSES), ("care", CARE_CAUSES))
            for is_new in (True, False)
        }
        self._triggers = {cause: Dealer(shares, rng) for cause, shares in TRIGGERS.items()}

    def applications_of(self, resident: Resident) -> tuple[Certification, ...]:
        if not resident.insured_no:
            return ()
        if resident.status != RESIDENT:
            return self._of_late_person(resident)
        age = resident.age_on(self._today)
        chance = 1.0 if resident.is_second_insured else self._chances[resident.sex][min(age, OLDEST)]
        if self._sieve.picks((resident.sex, age // 5), chance):
            return self.certified_today(resident)
        return self._uncertified(resident)

    def certified_today(self, resident: Resident) -> tuple[Certification, ...]:
        return self._certified(resident, self._today, self._levels)

    def _of_late_person(self, resident: Resident) -> tuple[Certification, ...]:
        last = (resident.status_on or self._today) - timedelta(days=1)
        if not self._sieve.picks(resident.status, _LATE_PERSONS_SHARE[resident.status]):
            return ()
        return self._certified(resident, last, self._late_levels)

    def _uncertified(self, resident: Resident) -> tuple[Certification, ...]:
        if self._sieve.picks("refused", _REFUSED_SHARE):
            return (self._single(NOT_ELIGIBLE, self._some_day(150, 1000)),)
        if self._sieve.picks("withdrawn", _WITHDRAWN_SHARE):
            return (self._single(WITHDRAWN, self._some_day(60, 1000)),)
        if self._sieve.picks("pending", _PENDING_SHARE):
            return (self._single(PENDING, self._some_day(1, 38)),)
        if self._sieve.picks("lapsed", _LAPSED_SHARE):
            return self._certified(resident, self._some_day(20, 900), self._lapsed_levels, is_over=True)
        return ()

    def _some_day(self, nearest: int, farthest: int) -> date:
        return self._today - timedelta(days=self._rng.randint(nearest, farthest))

    def _single(self, outcome: str, applied_on: date) -> Certification:
        """An application that no certification came of."""
        cause = self._cause("none", is_new=True)
        words, trigger, codes = self._reason(cause)
        is_decided = outcome == NOT_ELIGIBLE
        return Certification(
            history_no=1,
            applied_on=applied_on,
            application_type=NEW,
            reason_text=words,
            trigger_codes=(trigger,),
            reason_codes=codes,
            cause_code=cause,
            decided_on=applied_on + timedelta(days=self._rng.randint(25, 60)) if is_decided else None,
            level_code="01" if is_decided else "",
            valid_from=None,
            valid_to=None,
            outcome=outcome,
        )

    def _certified(
        self, resident: Resident, last: date, levels_dealt: Dealer[str], *, is_over: bool = False
    ) -> tuple[Certification, ...]:
        """A path of certifications up to a day; `is_over` when it then ended without a renewal."""
        rng = self._rng
        # Nobody is certified before the age from which the insurance covers them.
        insured_since = reaches_age_on(resident.birth, 40 if resident.is_second_insured else 65)
        days = min(MIN_DAYS + int(rng.expovariate(1 / 900)), 2900, (last - insured_since).days)
        steps = steps_until(last, days=max(days, MIN_DAYS), rng=rng, is_over=is_over)
        decided = [step for step in steps if step.decided_on is not None]
        levels = levels_back_from(levels_dealt.deal(), decided, rng)
        is_new = steps[0].valid_to >= self._kept_since
        cause = self._cause("support" if levels[0] < LIGHTEST_CARE else "care", is_new=is_new)
        records = list(self._records(steps, levels, cause))
        if rng.random() < _WITHDRAWN_CHANGE_SHARE:
            records = self._with_withdrawn_change(records, last)
        return tuple(record for record in records if self._is_kept(record))

    def _records(self, steps: list[Step], levels: list[str], cause: str) -> Iterator[Certification]:
        previous = ""
        for place, step in enumerate(steps):
            level = levels[place] if place < len(levels) else ""
            words, triggers, codes = self._said(step, cause, level, previous)
            is_decided = bool(level)
            yield Certification(
                history_no=place + 1,
                applied_on=step.applied_on,
                application_type=step.application_type,
                reason_text=words,
                trigger_codes=triggers,
                reason_codes=codes,
                cause_code=cause,
                decided_on=step.decided_on,
                level_code=level,
                valid_from=step.valid_from if is_decided else None,
                valid_to=step.valid_to if is_decided else None,
                outcome=CERTIFIED if is_decided else PENDING,
                issued_valid_to=step.issued_valid_to if is_decided else None,
                previous_level=previous,
            )
            previous = level

    def _is_kept(self, record: Certification) -> bool:
        """Whether the export still has it: ended or decided within the years kept, or not decided at all."""
        last = record.valid_to or record.decided_on or record.applied_on
        return last >= self._kept_since

    def _with_withdrawn_change(self, records: list[Certification], last: date) -> list[Certification]:
        """A change applied for and taken back again: it stays in the file and changes nothing."""
        running = records[-1]
        if running.outcome != CERTIFIED or running.decided_on is None or running.decided_on + timedelta(days=40) > last:
            return records
        applied = running.decided_on + timedelta(days=30)
        taken_back = replace(
            running,
            history_no=running.history_no + 1,
            applied_on=applied,
            application_type=CHANGE,
            reason_text=self._rng.choice(WORSE_WORDS),
            trigger_codes=(),
            decided_on=None,
            level_code="",
            valid_from=None,
            valid_to=None,
            issued_valid_to=None,
            outcome=WITHDRAWN,
            previous_level=running.level_code,
        )
        return [*records, taken_back]

    def _cause(self, group: str, *, is_new: bool) -> str:
        if self._sieve.picks(("unknown", group, is_new), UNKNOWN_CAUSE_SHARE):
            return "unknown"
        return self._causes[group, is_new].deal()

    def _said(self, step: Step, cause: str, level: str, previous: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        if step.application_type == NEW:
            words, trigger, codes = self._reason(cause)
            return words, (trigger,), codes
        if step.application_type == RENEWAL:
            return self._rng.choice(RENEWAL_WORDS), (), (cause,)
        choice = BETTER_WORDS if level and level < previous else WORSE_WORDS
        return self._rng.choice(choice), (), (cause,)

    def _reason(self, cause: str) -> tuple[str, str, tuple[str, ...]]:
        """What is said, the word it hangs on, and the codes of the reason."""
        trigger = self._triggers[cause].deal()
        codes = (cause, "discharge") if self._rng.random() < DISCHARGED_SHARE.get(cause, 0.0) else (cause,)
        return self._rng.choice(WORDS[trigger]), trigger, codes
