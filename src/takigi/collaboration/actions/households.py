"""世帯の操作: write who belongs to the household, which agency knows whom and what holds them; leave somebody out again."""

import uuid
from dataclasses import dataclass, field

from django.db import transaction

from takigi.access.grounds import Unseen, Viewer
from takigi.access.write_matrix import Action
from takigi.collaboration.actions.recording import record
from takigi.collaboration.models import HouseholdMember, KnownTo, SharedCase, Supporter
from takigi.collaboration.policies import beside
from takigi.collaboration.rules.households import Bond, Kinship, MemberFacts, Sex, SupporterKind, check_member
from takigi.collaboration.rules.words import CollaborationRefused
from takigi.organisations import queries as organisations
from takigi.people.queries.names import seen_by


@dataclass(frozen=True)
class MemberWords:
    """世帯の人. `person_id` where the register has them and the writer sees them there; otherwise a name, or none."""

    kinship: Kinship
    name: str = field(default="", repr=False)
    person_id: uuid.UUID | None = None
    sex: Sex = Sex.UNSAID
    birth_year: int | None = None
    is_living_there: bool = True
    has_died: bool = False
    is_protected: bool = False
    through: uuid.UUID | None = None
    order: int = 0
    note: str = ""
    known_to: tuple[int, ...] = ()


def facts_of(row: HouseholdMember) -> MemberFacts:
    """What the rules and the drawing ask of a row."""
    return MemberFacts(
        key=str(row.pk),
        kinship=Kinship(row.kinship),
        sex=Sex(row.sex),
        name=row.name,
        birth_year=row.birth_year,
        lives_there=row.is_living_there,
        has_died=row.has_died,
        is_protected=row.is_protected,
        through=str(row.through_id) if row.through_id else "",
        order=row.order,
    )


@transaction.atomic
def write_member(
    *, by: Viewer, case_id: uuid.UUID, words: MemberWords, member_id: uuid.UUID | None = None
) -> uuid.UUID:
    """世帯の人を書く, or write it anew. Refused: a second 本人, a year that cannot be, a way that leads nowhere."""
    case = beside.case_to_write(by, case_id, Action.RECORD_CASE)
    rows = list(HouseholdMember.objects.select_for_update().filter(case=case, ended_at__isnull=True))
    row = next((one for one in rows if one.pk == member_id), None)
    if member_id is not None and row is None:
        raise Unseen
    if row is None:
        row = HouseholdMember(case=case, order=len(rows))
    row.kinship, row.name, row.sex, row.birth_year = words.kinship, words.name.strip(), words.sex, words.birth_year
    row.is_living_there, row.has_died, row.is_protected = words.is_living_there, words.has_died, words.is_protected
    row.through_id, row.note = words.through, words.note.strip()
    row.recorded_at, row.recorded_by_id = by.at, by.staff_id
    _settle_person(by, case, row, words)
    check_member(facts_of(row), [facts_of(one) for one in rows if one.pk != row.pk], on=by.on)
    row.save()
    _know(by, row, words.known_to)
    record("member_written", by, case.pk, member=str(row.pk))
    return row.pk


def _settle_person(by: Viewer, case: SharedCase, row: HouseholdMember, words: MemberWords) -> None:
    """A person of the register keeps their own name and protection there; 本人 is the one of the case."""
    if words.kinship is Kinship.SELF:
        row.person_id = case.case.person_id
        return
    if words.person_id == row.person_id:
        # Whoever linked them saw them. The link stays, even where the one who writes now does not.
        return
    if words.person_id is None:
        row.person_id = None
        return
    found = seen_by(by, words.person_id)
    if found is None:
        raise Unseen
    row.person_id = found.shown_id
    row.is_protected = row.is_protected or found.is_protected


def _know(by: Viewer, row: HouseholdMember, agency_ids: tuple[int, ...]) -> None:
    wanted = set(agency_ids)
    if organisations.names_of_agencies(by.municipality_id, wanted).keys() != wanted:
        raise Unseen
    known = {one.agency_id: one for one in row.known_to.filter(ended_at__isnull=True)}
    for agency_id, one in known.items():
        if agency_id not in wanted:
            one.ended_at = by.at
            one.save(update_fields=["ended_at"])
    KnownTo.objects.bulk_create(
        KnownTo(member=row, agency_id=agency_id, recorded_at=by.at, recorded_by_id=by.staff_id)
        for agency_id in sorted(wanted - known.keys())
    )


@transaction.atomic
def leave_out_member(*, by: Viewer, case_id: uuid.UUID, member_id: uuid.UUID) -> None:
    """世帯から外す: written by mistake, or no longer of the household. What was written stays in the database."""
    case = beside.case_to_write(by, case_id, Action.RECORD_CASE)
    row = HouseholdMember.objects.select_for_update().filter(case=case, pk=member_id, ended_at__isnull=True).first()
    if row is None:
        raise Unseen
    if HouseholdMember.objects.filter(through=row, ended_at__isnull=True).exists():
        raise CollaborationRefused("この人を通した続柄の人がいます。先に、その人の「だれを通して」を直してください。")
    row.ended_at = by.at
    row.save(update_fields=["ended_at"])
    record("member_left_out", by, case.pk, member=str(row.pk))


@dataclass(frozen=True)
class SupporterWords:
    """支え: whom or what, how near, and of whom of the household."""

    kind: SupporterKind
    words: str = field(repr=False)
    bond: Bond = Bond.USUAL
    note: str = ""
    member_id: uuid.UUID | None = None


@transaction.atomic
def add_supporter(*, by: Viewer, case_id: uuid.UUID, words: SupporterWords) -> int:
    """支えを書く: a neighbour, a field, a shop."""
    case = beside.case_to_write(by, case_id, Action.RECORD_CASE)
    if not words.words.strip():
        raise CollaborationRefused("だれ、またはどこかを書いてください（例: となりの人、朝市）。")
    own = HouseholdMember.objects.filter(case=case, ended_at__isnull=True)
    if words.member_id is not None and not own.filter(pk=words.member_id).exists():
        raise Unseen
    row = Supporter.objects.create(
        case=case,
        member_id=words.member_id,
        kind=words.kind,
        words=words.words.strip(),
        bond=words.bond,
        note=words.note.strip(),
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    record("supporter_added", by, case.pk)
    return row.pk


@transaction.atomic
def leave_out_supporter(*, by: Viewer, case_id: uuid.UUID, supporter_id: int) -> None:
    """支えを外す."""
    case = beside.case_to_write(by, case_id, Action.RECORD_CASE)
    row = Supporter.objects.select_for_update().filter(case=case, pk=supporter_id, ended_at__isnull=True).first()
    if row is None:
        raise Unseen
    row.ended_at = by.at
    row.save(update_fields=["ended_at"])
    record("supporter_left_out", by, case.pk)
