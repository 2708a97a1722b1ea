"""多機関のケースの操作: open one with its owner, write down what is known, close it, read it in an emergency."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from takigi.access import actions as access
from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.access.write_matrix import Action
from takigi.casework.actions import shared_cases
from takigi.casework.actions.shared_cases import SharedOpening
from takigi.casework.rules.states import Route
from takigi.collaboration.actions.recording import record
from takigi.collaboration.models import Owed, SharedCase
from takigi.collaboration.policies.acting import case_for, check_may_open
from takigi.collaboration.policies.beside import case_to_write
from takigi.collaboration.queries.known_words import known_words
from takigi.collaboration.rules.deidentified import check_deidentified
from takigi.collaboration.rules.steps import check_words, in_order
from takigi.collaboration.rules.words import (
    CollaborationRefused,
    Composition,
    HouseholdFlag,
    Precision,
    RoleStatus,
    Source,
    target_of,
)
from takigi.kernel.fiscal_year import FiscalYear
from takigi.organisations import queries as organisations
from takigi.organisations.rules import Duty
from takigi.people.actions.persons import PersonDetails, register_consulted
from takigi.people.queries.names import seen_by


@dataclass(frozen=True)
class Known:
    """分かっていること: the household's side of a case; whatever is not known stays empty."""

    composition: Composition | None = None
    flags: tuple[HouseholdFlag, ...] = ()
    block: int | None = None
    first_difficulty_on: date | None = None
    first_difficulty_precision: Precision | None = None
    first_difficulty_source: Source | None = None
    first_contact_on: date | None = None
    first_contact_agency_id: int | None = None
    had_support_before: bool | None = None
    was_connected_at_open: bool | None = None
    summary: str = ""
    # Whether somebody has looked again at words of the summary that may tell who it is.
    is_summary_looked_at: bool = False
    contact_note: str = ""


@dataclass(frozen=True)
class NewShared:
    """多機関のケースの受付."""

    agency_id: int
    route: Route
    opened_on: date
    # Somebody of the register whom the opener may see, or else whoever came, written down for the first time.
    person_id: uuid.UUID | None = None
    person: PersonDetails | None = None
    reason_text: str = ""
    known: Known = field(default_factory=Known)


@transaction.atomic
def open_shared_case(*, by: Viewer, new: NewShared) -> uuid.UUID:
    """多機関のケースを開く: one's own agency is the owner from the first day, and the opener holds it.

    The station opens none in this way: whatever it takes on is an exception with an end (actions.transfers).
    """
    check_may_open(by, new.agency_id)
    if _is_station(by, new.agency_id):
        raise NotPermitted(
            "ステーションは主担当になりません。関わっている機関が開くか、事務局の承認を受けた期限つきの例外として開いてください。"
        )
    opening = SharedOpening(
        person_id=person_of(by, new),
        agency_id=new.agency_id,
        owner_id=by.staff_id,
        route=new.route,
        opened_on=new.opened_on,
        reason_text=new.reason_text,
    )
    shared_cases.put_down_case(by=by, opening=opening)
    put_down_profile(by=by, case_id=opening.case_id, known=new.known, opened_on=new.opened_on)
    shared_cases.first_owner(by=by, opening=opening)
    record("case_opened", by, opening.case_id)
    return opening.case_id


def person_of(by: Viewer, new: NewShared) -> uuid.UUID:
    """The person through whom the household is known: seen in the register on a ground, or written down anew."""
    if new.person_id is not None and seen_by(by, new.person_id) is not None:
        return new.person_id
    if new.person is None:
        raise Unseen
    return register_consulted(by=by, details=new.person)


def _is_station(by: Viewer, agency_id: int) -> bool:
    return any(post.is_station for post in by.posts if post.agency_id == agency_id)


def put_down_profile(*, by: Viewer, case_id: uuid.UUID, known: Known, opened_on: date) -> None:
    """The household's side of a case that has just been put down, with a number that names nobody."""
    SharedCase.objects.create(
        case_id=case_id,
        municipality_id=by.municipality_id,
        case_no=_next_number(by.municipality_id, opened_on),
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
        **_columns(known, opened_on),
    )
    _check_summary(case_id, known)


def _check_summary(case_id: uuid.UUID, known: Known) -> None:
    """名前を伏せた概要 is what others read before anything is lawful: it names nobody of the household, not by accident either."""
    if known.summary.strip():
        looked_at = known.is_summary_looked_at
        check_deidentified(known.summary, known_words(case_id), what="名前を伏せた概要", is_looked_at=looked_at)


def _next_number(municipality_id: int, opened_on: date) -> str:
    """R8-0012: the fiscal year and a running number; a town's numbers are given one after the other."""
    year = f"R{FiscalYear.containing(opened_on).begins_in - 2018}-"
    numbers = SharedCase.objects.select_for_update().filter(municipality_id=municipality_id, case_no__startswith=year)
    last = max((int(one.removeprefix(year)) for one in numbers.values_list("case_no", flat=True)), default=0)
    return f"{year}{last + 1:04}"


def _columns(known: Known, opened_on: date) -> dict[str, object]:
    if (known.first_difficulty_on is None) != (known.first_difficulty_precision is None):
        raise CollaborationRefused("困りごとの始まりは、いつごろかと、どこまで分かるかを一緒に書いてください。")
    return {
        "composition": known.composition or "",
        "flags": [flag.value for flag in known.flags],
        "block": known.block,
        "first_difficulty_on": known.first_difficulty_on,
        "first_difficulty_precision": known.first_difficulty_precision or "",
        "first_difficulty_source": known.first_difficulty_source or "",
        "first_contact_on": known.first_contact_on,
        "first_contact_agency_id": known.first_contact_agency_id,
        "has_earlier_support": known.had_support_before,
        "is_connected_at_open": known.was_connected_at_open,
        # I11: kept as it was told, and put into the queue of what has to be looked at again.
        "is_order_doubted": not in_order(known.first_difficulty_on, known.first_contact_on, opened_on),
        "summary": known.summary.strip(),
        "contact_note": known.contact_note.strip(),
    }


@transaction.atomic
def describe_case(*, by: Viewer, case_id: uuid.UUID, known: Known) -> None:
    """分かったことを書く (RECORD_CASE): the whole of it anew, by the owner and the owner's supervisor, while it lasts."""
    case = case_to_write(by, case_id, Action.RECORD_CASE)
    _check_summary(case_id, known)
    for name, value in _columns(known, case.case.opened_on).items():
        setattr(case, name, value)
    case.save()
    record("case_described", by, case_id)


@transaction.atomic
def close_case(*, by: Viewer, case_id: uuid.UUID, on: date, note: str, open_items_note: str = "") -> None:
    """終結する (CLOSE_CASE): over what others still have to do only with a note about it."""
    acting = case_for(by, Action.CLOSE_CASE, case_id)
    left = open_items_of_others(acting.case)
    if left and len(open_items_note.strip()) < 5:
        raise CollaborationRefused(
            f"ほかの機関の役割や宿題が{left}件残っています。済ませるか、どうするかを覚え書きに書いてください。"
        )
    shared_cases.close_shared_case(by=by, case_id=case_id, on=on, note=note)
    if left:
        record("case_closed_over_open_items", by, case_id, left=left, note=open_items_note.strip())
    record("case_closed", by, case_id)


def open_items_of_others(case: SharedCase) -> int:
    """Roles asked or accepted, and promises not yet kept, of agencies other than the owner."""
    owner = case.case.agency_id
    roles = case.roles.filter(status__in=[RoleStatus.REQUESTED, RoleStatus.ACCEPTED]).exclude(agency_id=owner)
    owed = Owed.objects.filter(case=case, done_on__isnull=True).exclude(agency_id=owner)
    return roles.count() + owed.count()


@transaction.atomic
def open_in_emergency(*, by: Viewer, case_id: uuid.UUID, reason: str) -> int:
    """緊急に開く (BREAK_GLASS): 24 hours, told at once to the owner and the city, reviewed within three working days."""
    acting = case_for(by, Action.BREAK_GLASS, case_id)
    told = organisations.agencies_with_duty(by.municipality_id, Duty.SECRETARIAT, on=by.on)
    return access.open_emergency(
        by=by,
        target=target_of(case_id),
        reason=reason,
        owner_agency_ids=told | {acting.case.case.agency_id},
    )


@transaction.atomic
def change_owner_person(*, by: Viewer, case_id: uuid.UUID, staff_id: int, on: date, note: str) -> None:
    """同じ機関の中で担当者を替える (CHANGE_OWNER_PERSON)."""
    case_for(by, Action.CHANGE_OWNER_PERSON, case_id)
    check_words(note, "次の人に伝えること", least=5)
    shared_cases.change_owner_person(by=by, case_id=case_id, staff_id=staff_id, on=on, note=note)
