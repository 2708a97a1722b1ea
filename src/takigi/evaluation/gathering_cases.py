"""ケースのまわりの事実を集める: who owned, helped, asked and passed on, as rows of fact tables.

What one record alone cannot say (who met for the first time, who was left alone, who knows whom) is worked out here from
all of them: `ties` and `months` say how.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from takigi.casework import shared_facts as cases
from takigi.collaboration import facts as collaboration
from takigi.evaluation.keys import CASE, Keys
from takigi.evaluation.months import alone_spans, middle_of, months_between
from takigi.organisations.facts import AgencyRow, agency_rows
from takigi.people.consent_facts import consents_to_share

Told = Iterator[dict[str, Any]]
_STATUTORY = frozenset({"swa_106_6", "sca_9"})
# 命や暮らしにかかわる重い課題 (K26).
CRITICAL_ISSUES = frozenset({"suicide_attempt", "violence", "homeless"})


@dataclass(frozen=True)
class Spell:
    """ある機関が主担当だったあいだ: changes of person inside it are one spell. `line`: the agency it goes back to by law."""

    ownership_id: int
    case_id: uuid.UUID
    agency_id: int
    line: int
    change: str
    from_on: date
    to_on: date | None


@dataclass(frozen=True)
class Gathered:
    """One town's records, each read once."""

    town: int
    on: date
    keys: Keys

    @cached_property
    def agencies(self) -> dict[int, AgencyRow]:
        """Every agency."""
        return agency_rows(self.town)

    @cached_property
    def episodes(self) -> list[collaboration.EpisodeRow]:
        """Every episode of consulting."""
        return list(collaboration.episode_rows(self.town))

    def case(self, case_id: uuid.UUID, agency_id: int | None = None) -> dict[str, Any]:
        """A case as a number, and with an agency as a pair."""
        found: dict[str, Any] = {"case_id": self.keys.of(CASE, case_id)}
        if agency_id is not None:
            found |= {"agency_id": agency_id, "case_agency": self.keys.of("case_agency", f"{case_id}:{agency_id}")}
        return found


@dataclass(frozen=True)
class Around:
    """ケースのまわり: what hangs on shared cases, read once."""

    of: Gathered
    # Why a role was declined, as a code, where it came from a promise that had one.
    reasons: Mapping[uuid.UUID, str]

    @cached_property
    def shared(self) -> dict[uuid.UUID, cases.SharedRow]:
        """Every shared case."""
        return {one.case_id: one for one in cases.shared_rows(self.of.town)}

    @cached_property
    def spells(self) -> dict[uuid.UUID, list[Spell]]:
        """Who owned each case, by time."""
        found: dict[uuid.UUID, list[Spell]] = defaultdict(list)
        for one in cases.owner_rows(self.of.town):
            if one.case_id in self.shared:
                _go_on(found[one.case_id], one, self.shared[one.case_id].closed_on)
        return found

    @cached_property
    def first_items(self) -> dict[uuid.UUID, collaboration.HeldItemRow]:
        """The item with which each case came before a statutory meeting for the first time."""
        found: dict[uuid.UUID, collaboration.HeldItemRow] = {}
        for one in collaboration.held_item_rows(self.of.town):
            known = found.get(one.case_id)
            if one.legal_basis in _STATUTORY and (known is None or one.held_on < known.held_on):
                found[one.case_id] = one
        return found

    @cached_property
    def roles(self) -> list[collaboration.RoleRow]:
        """Every role."""
        return list(collaboration.role_rows(self.of.town))

    @cached_property
    def contacts(self) -> list[collaboration.ContactRow]:
        """Every contact."""
        return list(collaboration.contact_rows(self.of.town))

    @cached_property
    def involvements(self) -> list[collaboration.InvolvementRow]:
        """Every involvement of the station."""
        return list(collaboration.involvement_rows(self.of.town))

    @cached_property
    def consents(self) -> dict[uuid.UUID, list[tuple[date, bool]]]:
        """The steps of the consent to share, by person."""
        return consents_to_share(self.of.town, {one.person_id for one in self.shared.values()})

    def line_of(self, case_id: uuid.UUID, agency_id: int) -> int:
        """The line of an agency in the history of a case."""
        return next((one.line for one in self.spells.get(case_id, ()) if one.agency_id == agency_id), agency_id)

    def household(self, case_id: uuid.UUID) -> int:
        """The household comes back under another case: it is known by the person through whom it is known."""
        return self.of.keys.of("household", self.shared[case_id].person_id)


def _go_on(spells: list[Spell], one: cases.OwnerRow, closed_on: date | None) -> None:
    to_on = one.ended_on if one.ended_on is not None else closed_on
    before = spells[-1] if spells else None
    if before is not None and before.agency_id == one.agency_id:
        spells[-1] = Spell(
            before.ownership_id, one.case_id, one.agency_id, before.line, before.change, before.from_on, to_on
        )
        return
    # 組織の改編: the successor by law stands in the line of the agency that it came from.
    line = before.line if before is not None and one.change == "reorg" else one.agency_id
    spells.append(
        Spell(one.ownership_id, one.case_id, one.agency_id, line, one.change or "initial", one.from_on, to_on)
    )


def _consented(steps: list[tuple[date, bool]], day: date) -> tuple[bool, date | None]:
    """Whether consent stood on a day, and the first day after it on which it was given."""
    before = [is_granted for on, is_granted in steps if on <= day]
    after = [on for on, is_granted in steps if on > day and is_granted]
    return bool(before) and before[-1], min(after, default=None)


def _shared_cases(around: Around) -> Told:
    accepted, joined = _firsts(around)
    critical = _critical(around)
    for profile in collaboration.profile_rows(around.of.town):
        case = around.shared.get(profile.case_id)
        if case is None:
            continue
        item = around.first_items.get(case.case_id)
        met = _at_first_meeting(around, case, item) if item else dict.fromkeys(_MET)
        days = [on for on in (item.held_on if item else None, joined.get(case.case_id)) if on]
        yield {
            "case_id": around.of.keys.of(CASE, case.case_id),
            "block": profile.block,
            "opened_on": case.opened_on,
            "closed_on": case.closed_on,
            "route": case.route,
            "is_8050": profile.is_8050,
            "first_contact_on": profile.first_contact_on,
            "months_to_contact": _months(profile),
            "is_connected": profile.is_connected,
            "is_critical": critical.get(case.case_id),
            "first_accepted_on": accepted.get(case.case_id),
            "joined_on": min(days, default=None),
            **met,
        }


_MET = ("first_meeting_on", "asking_line", "is_asked_by_station", "had_consent", "consented_on")


def _at_first_meeting(around: Around, case: cases.SharedRow, item: collaboration.HeldItemRow) -> dict[str, Any]:
    had, later = _consented(around.consents.get(case.person_id, []), item.held_on)
    agency = around.of.agencies.get(item.owner_agency_id)
    told = (
        item.held_on,
        around.line_of(case.case_id, item.owner_agency_id),
        bool(agency and agency.is_station),
        had,
        later,
    )
    return dict(zip(_MET, told, strict=True))


def _months(profile: collaboration.ProfileRow) -> Any:
    if profile.difficulty_on is None or profile.first_contact_on is None:
        return None
    return months_between(middle_of(profile.difficulty_on, profile.precision), profile.first_contact_on)


def _firsts(around: Around) -> tuple[dict[uuid.UUID, date], dict[uuid.UUID, date]]:
    """When a role was first taken on, and when the station first came in, by case."""
    accepted: dict[uuid.UUID, date] = {}
    joined: dict[uuid.UUID, date] = {}
    for role in around.roles:
        if role.accepted_on:
            accepted[role.case_id] = min(accepted.get(role.case_id, role.accepted_on), role.accepted_on)
    came = [(one.case_id, one.from_on) for one in around.involvements]
    came += [
        (one.case_id, one.from_on) for those in around.spells.values() for one in those if _is_station(around, one)
    ]
    for case_id, on in came:
        joined[case_id] = min(joined.get(case_id, on), on)
    return accepted, joined


def _critical(around: Around) -> dict[uuid.UUID, bool]:
    """Whether one of the heavy issues was there at opening; nothing where no issue was written down by then."""
    found: dict[uuid.UUID, bool] = {}
    told = [(one.case_id, one.since_on, (one.code,)) for one in collaboration.issue_rows(around.of.town)]
    told += [(one.case_id, one.opened_on, one.issues) for one in around.of.episodes]
    for case_id, since_on, codes in told:
        case = around.shared.get(case_id)
        if case is not None and since_on <= case.opened_on and codes:
            found[case_id] = found.get(case_id, False) or not CRITICAL_ISSUES.isdisjoint(codes)
    return found


def _is_station(around: Around, spell: Spell) -> bool:
    agency = around.of.agencies.get(spell.agency_id)
    return bool(agency and agency.is_station)


def _owners(around: Around) -> Told:
    until: dict[uuid.UUID, list[collaboration.ExceptionRow]] = defaultdict(list)
    for exception in collaboration.exception_rows(around.of.town):
        until[exception.case_id].append(exception)
    for those in around.spells.values():
        for one in those:
            is_station = _is_station(around, one)
            limits = [
                e.exception_until for e in until[one.case_id] if e.accepted_on <= one.from_on and e.exception_until
            ]
            yield {
                "ownership_id": around.of.keys.of("ownership", one.ownership_id),
                "case_id": around.of.keys.of(CASE, one.case_id),
                "agency_id": one.agency_id,
                "agency_line": one.line,
                "is_station": is_station,
                "change_type": one.change,
                "from_on": one.from_on,
                "to_on": one.to_on,
                "exception_until": max(limits, default=None) if is_station else None,
            }


def _involvements(around: Around) -> Told:
    for one in around.involvements:
        yield (
            vars(one) | around.of.case(one.case_id) | {"involvement_id": around.of.keys.of("stay", one.involvement_id)}
        )


def _roles(around: Around) -> Told:
    for one in around.roles:
        item = around.first_items.get(one.case_id)
        is_of_first = item is not None and one.agenda_item_id == item.agenda_item_id
        yield (
            vars(one)
            | around.of.case(one.case_id, one.agency_id)
            | {
                "role_id": around.of.keys.of("role", one.role_id),
                "role": one.kind,
                "decline_reason": around.reasons.get(one.role_id, "other") if one.declined_on else None,
                "of_first_meeting_on": item.held_on if item is not None and is_of_first else None,
            }
        )


def _contacts(around: Around) -> Told:
    for one in around.contacts:
        is_across = one.counterpart_agency_id is not None and one.counterpart_agency_id != one.agency_id
        yield around.of.case(one.case_id, one.agency_id) | {
            "contact_id": around.of.keys.of("contact", one.contact_id),
            "happened_on": one.happened_on,
            "is_cross_agency": is_across,
            "is_via_station": one.is_via_station if is_across else None,
        }


def _alone_spans(around: Around) -> Told:
    partners: dict[uuid.UUID, list[tuple[date, date | None]]] = defaultdict(list)
    touched: dict[uuid.UUID, list[date]] = defaultdict(list)
    for role in around.roles:
        if role.accepted_on:
            partners[role.case_id].append((role.accepted_on, role.ended_on))
    for one in around.contacts:
        if one.counterpart_agency_id is not None and one.counterpart_agency_id != one.agency_id:
            touched[one.case_id].append(one.happened_on)
    for case in around.shared.values():
        spans = alone_spans(
            case.opened_on, case.closed_on, partners=partners[case.case_id], contacts=touched[case.case_id]
        )
        for from_on, until_on in spans:
            yield around.of.case(case.case_id) | {
                "span_id": around.of.keys.of("alone", f"{case.case_id}:{from_on}"),
                "from_on": from_on,
                "until_on": until_on,
            }


def _referrals(around: Around) -> Told:
    for one in collaboration.referral_rows(around.of.town):
        yield vars(one) | around.of.case(one.case_id) | {"referral_id": around.of.keys.of("referral", one.referral_id)}


def _help_requests(around: Around) -> Told:
    for one in collaboration.help_rows(around.of.town):
        yield vars(one) | {"request_id": around.of.keys.of("help", one.request_id)}


def _episodes(around: Around) -> Told:
    for one in around.of.episodes:
        if one.case_id in around.shared:
            yield vars(one) | {
                "episode_id": around.of.keys.of("consulting", one.episode_id),
                "household_id": around.household(one.case_id),
            }


def _episode_issues(around: Around) -> Told:
    for one in around.of.episodes:
        for issue in dict.fromkeys(one.issues) if one.case_id in around.shared else ():
            yield {
                "episode_issue_id": around.of.keys.of("issue", f"{one.episode_id}:{issue}"),
                "episode_id": around.of.keys.of("consulting", one.episode_id),
                "household_id": around.household(one.case_id),
                "issue": issue,
                "opened_on": one.opened_on,
                "closed_on": one.closed_on,
            }


def _leads(around: Around) -> Told:
    for one in collaboration.lead_rows(around.of.town):
        yield vars(one) | {"lead_id": around.of.keys.of("lead", one.lead_id)}


# One way for each table of what hangs on cases.
AROUND_CASES: Mapping[str, Callable[[Around], Told]] = {
    "shared_cases": _shared_cases,
    "owners": _owners,
    "involvements": _involvements,
    "roles": _roles,
    "contacts": _contacts,
    "alone_spans": _alone_spans,
    "referrals": _referrals,
    "help_requests": _help_requests,
    "consult_episodes": _episodes,
    "episode_issues": _episode_issues,
    "leads": _leads,
}
