"""本人の登録と変更: register, take in residents, change facts, protect an address."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.audit import actions as audit
from takigi.kernel.codes import SEX
from takigi.kernel.eras import read_date
from takigi.kernel.folding import fold_number
from takigi.organisations import actions as organisations
from takigi.people import policies
from takigi.people.actions.deeds import record
from takigi.people.keys import person_keys
from takigi.people.models import FormerName, Household, LocationListing, Person, PersonRevision
from takigi.people.rules import PeopleRefused, ResidentStatus

CHUNK = 2000


@dataclass(frozen=True)
class PersonDetails:
    """What is written down about a person. `birth` as it was said: 昭和12年4月1日, S12, 不詳."""

    name: str
    name_kana: str
    birth: str
    sex: str = ""
    insurer_no: str = ""
    insured_no: str = ""
    postal: str = ""
    address: str = ""
    area_id: int | None = None
    phone: str = ""
    status: ResidentStatus = ResidentStatus.RESIDENT
    status_on: date | None = None
    is_address_exception: bool = False
    household_no: str = ""
    household_role: str = ""


def _columns(details: PersonDetails) -> dict[str, Any]:
    """The columns of the table, keys folded and the birth read as far as it is known."""
    birth = read_date(details.birth)
    return {
        "insurer_no": details.insurer_no,
        "insured_no": fold_number(details.insured_no),
        "name": details.name.strip(),
        "name_kana": details.name_kana.strip(),
        "birth_text": details.birth.strip(),
        "birth_earliest": birth.earliest if birth else None,
        "birth_latest": birth.latest if birth else None,
        "birth_precision": birth.precision.value if birth else "unknown",
        "sex": details.sex,
        "postal": details.postal,
        "address": details.address.strip(),
        "area_id": details.area_id,
        "phone": details.phone,
        "status": details.status.value,
        "status_on": details.status_on,
        "is_address_exception": details.is_address_exception,
        "household_role": details.household_role,
        **person_keys(details.name, details.name_kana, details.address),
    }


def _temporary_no(person_id: uuid.UUID) -> str:
    # Short enough to be read over the telephone, long enough not to meet another.
    return f"仮{person_id.hex[:10].upper()}"


def _check(details: PersonDetails, *, on: date) -> None:
    if not details.name.strip():
        raise PeopleRefused("氏名を書いてください。分からないときは、呼び名のあとに「（仮）」と書けます。")
    birth = read_date(details.birth)
    if birth and birth.earliest and birth.earliest > on:
        raise PeopleRefused("生年月日が今日より後になっています。年号を確かめてください。")
    if details.sex and not SEX.known(details.sex):
        raise PeopleRefused("性別は、男（1）か女（2）か、空のままにしてください。")
    number = fold_number(details.insured_no)
    if number and len(number) != 10:
        raise PeopleRefused(
            f"被保険者番号は10けたです（今は{len(number)}けた）。分からないときは空のままにしてください。"
        )


@transaction.atomic
def register_person(*, by: Viewer, details: PersonDetails) -> uuid.UUID:
    """本人を登録する by hand. Without an insured number the person gets a temporary one (V16).

    Refused when the insured number belongs to somebody already. Raises UnreadableDate for the birth date.
    """
    policies.check_may_register(by)
    return _register(by=by, details=details)


@transaction.atomic
def register_consulted(*, by: Viewer, details: PersonDetails) -> uuid.UUID:
    """相談に来た人を書きとめる, by an agency that cannot search the register: a record of its own, and no look into others.

    Whether it is somebody who is there already is for the insurance section to find out (二重の記録).
    """
    policies.check_may_take_in(by)
    return _register(by=by, details=replace(details, insurer_no="", insured_no="", household_no=""))


def _register(*, by: Viewer, details: PersonDetails) -> uuid.UUID:
    _check(details, on=by.on)
    organisations.lock_register(by.municipality_id)
    columns = _columns(details)
    taken = Person.objects.filter(
        municipality_id=by.municipality_id, insurer_no=columns["insurer_no"], insured_no=columns["insured_no"]
    )
    if columns["insured_no"] and taken.exists():
        raise PeopleRefused("この被保険者番号の人は、すでに登録されています。番号で検索して確かめてください。")
    person_id = uuid.uuid4()
    Person.objects.create(
        id=person_id,
        root_id=person_id,
        municipality_id=by.municipality_id,
        registered_at=by.at,
        temporary_no="" if columns["insured_no"] else _temporary_no(person_id),
        household_id=_household(by.municipality_id, details.household_no),
        **columns,
    )
    organisations.advance_register(by.municipality_id)
    record("people.person_registered", by, person_id)
    return person_id


def _household(municipality_id: int, household_no: str) -> uuid.UUID | None:
    if not household_no:
        return None
    made, _ = Household.objects.get_or_create(municipality_id=municipality_id, household_no=household_no)
    return made.pk


@transaction.atomic
def take_in_residents(*, municipality_id: int, residents: Iterable[PersonDetails], at: datetime) -> int:
    """住民を取り込む: the town's residents in bulk, from the command line only; returns how many.

    For an empty register (a new installation, a demo town): existing people are not looked for.
    Constant memory: `residents` is read in chunks.
    """
    if Person.objects.filter(municipality_id=municipality_id).exists():
        raise PeopleRefused("この自治体には、もう住民が登録されています。台帳の取り込みを使ってください。")
    taken, rest = 0, iter(residents)
    while chunk := list(islice(rest, CHUNK)):
        taken += _take_in_chunk(municipality_id, chunk, at)
    organisations.advance_register(municipality_id)
    audit.record("people.residents_taken_in", municipality_id=municipality_id, by=None, at=at, detail={"people": taken})
    return taken


def _take_in_chunk(municipality_id: int, chunk: list[PersonDetails], at: datetime) -> int:
    numbers = sorted({details.household_no for details in chunk if details.household_no})
    Household.objects.bulk_create(
        (Household(municipality_id=municipality_id, household_no=no) for no in numbers), ignore_conflicts=True
    )
    wanted = Household.objects.filter(municipality_id=municipality_id, household_no__in=numbers)
    households = dict(wanted.values_list("household_no", "pk"))
    Person.objects.bulk_create(_residents(municipality_id, chunk, households, at))
    return len(chunk)


def _residents(
    municipality_id: int, chunk: list[PersonDetails], households: Mapping[str, uuid.UUID], at: datetime
) -> Iterator[Person]:
    for details in chunk:
        person_id, columns = uuid.uuid4(), _columns(details)
        yield Person(
            id=person_id,
            root_id=person_id,
            municipality_id=municipality_id,
            registered_at=at,
            temporary_no="" if columns["insured_no"] else _temporary_no(person_id),
            household_id=households.get(details.household_no),
            **columns,
        )


def _in_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@transaction.atomic
def change_person(*, by: Viewer, person_id: uuid.UUID, details: PersonDetails, reason: str) -> bool:
    """本人の情報を変える, with a reason; what was there before stays readable. False when nothing differs."""
    organisations.lock_register(by.municipality_id)
    person = policies.person_to_change(by, person_id)
    _check(details, on=by.on)
    columns = _columns(details)
    # The insurer and the household do not change by typing; the number may be filled in once it is known.
    columns.pop("insurer_no")
    if not policies.may_see_location(by, person):
        for hidden in ("postal", "address", "address_key", "phone", "area_id", "is_address_exception"):
            columns.pop(hidden)
    changed = {key: value for key, value in columns.items() if getattr(person, key) != value}
    if not changed:
        return False
    if len(reason.strip()) < 3:
        raise PeopleRefused("変える理由を書いてください（例: 転居の届けによる）。")
    revision = PersonRevision.objects.create(
        person=person,
        changed_at=by.at,
        changed_by_id=by.staff_id,
        reason=reason.strip(),
        before={key: _in_json(getattr(person, key)) for key in changed},
        after={key: _in_json(value) for key, value in changed.items()},
    )
    if "name" in changed or "name_kana" in changed:
        keep_former_name(person, revision)
    for key, value in changed.items():
        setattr(person, key, value)
    if not person.insured_no and not person.temporary_no:
        person.temporary_no = _temporary_no(person.pk)
    person.save()
    organisations.advance_register(by.municipality_id)
    fields = sorted(key for key in changed if not key.endswith(("_key", "_identity")))
    record("people.person_changed", by, person.pk, fields=fields)
    return True


def keep_former_name(person: Person, revision: PersonRevision) -> None:
    """前の氏名を残す: before a change, so that the person is still found by it."""
    FormerName.objects.create(
        person=person,
        revision=revision,
        municipality_id=person.municipality_id,
        name=person.name,
        name_kana=person.name_kana,
        name_key=person.name_key,
        kana_key=person.kana_key,
    )


@transaction.atomic
def protect_address(*, by: Viewer, person_id: uuid.UUID, staff_ids: Iterable[int], reason: str) -> None:
    """住所を保護する (DV等支援措置): from now on only the listed staff see address, area, telephone and household."""
    policies.check_may_protect(by)
    person = policies.seen_person(by, person_id)
    if len(reason.strip()) < 3:
        raise PeopleRefused("保護の理由（措置の種類と期限など）を書いてください。")
    Person.objects.filter(pk=person.pk).update(is_protected=True)
    now_listed = set(LocationListing.objects.filter(person=person, ended_on=None).values_list("staff_id", flat=True))
    wanted = set(staff_ids)
    LocationListing.objects.filter(person=person, ended_on=None).exclude(staff_id__in=wanted).update(ended_on=by.on)
    LocationListing.objects.bulk_create(
        LocationListing(person=person, staff_id=staff_id, from_on=by.on, reason=reason.strip())
        for staff_id in sorted(wanted - now_listed)
    )
    organisations.advance_register(by.municipality_id)
    record("people.address_protected", by, person.pk, listed=sorted(wanted))


@transaction.atomic
def end_protection(*, by: Viewer, person_id: uuid.UUID, reason: str) -> None:
    """住所の保護を終える."""
    policies.check_may_protect(by)
    person = policies.seen_person(by, person_id)
    if len(reason.strip()) < 3:
        raise PeopleRefused("保護を終える理由を書いてください。")
    Person.objects.filter(pk=person.pk).update(is_protected=False)
    LocationListing.objects.filter(person=person, ended_on=None).update(ended_on=by.on)
    organisations.advance_register(by.municipality_id)
    record("people.protection_ended", by, person.pk, reason=reason.strip())
