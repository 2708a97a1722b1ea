"""世帯の読み取り: the people, who knows whom, and the two pictures; drawn from the records and masked where they must be."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from takigi.access.grounds import NotPermitted, Viewer
from takigi.access.information import Information
from takigi.access.write_matrix import Action
from takigi.charts.ecomap import Ecomap, Line, Support
from takigi.charts.genogram import Genogram
from takigi.collaboration.models import CaseRole, HouseholdMember, IssueTag, KnownTo, SharedCase, Supporter
from takigi.collaboration.queries.reading import SharedHead, head_of
from takigi.collaboration.rules.family import genogram_of
from takigi.collaboration.rules.households import (
    FIELD_OF_KIND,
    TELLS_WHERE,
    Bond,
    Kinship,
    MemberFacts,
    Sex,
    SupporterKind,
    age_band,
    empty_chairs,
    masked_names,
)
from takigi.collaboration.rules.words import RoleKind, RoleStatus
from takigi.organisations import queries as organisations
from takigi.organisations.queries import AgencyCard
from takigi.people.queries.names import NamedPerson, named_persons

LINE_OF = {
    Bond.STRONG: Line.STRONG,
    Bond.USUAL: Line.USUAL,
    Bond.THIN: Line.THIN,
    Bond.STRAINED: Line.STRAINED,
    Bond.BROKEN: Line.BROKEN,
}


@dataclass(frozen=True)
class MemberLine:
    """世帯の人の一行. `name` is what may be read here: a name, or what they are to 本人."""

    member_id: uuid.UUID
    facts: MemberFacts
    person_id: uuid.UUID | None
    name: str
    band: str
    note: str
    known_to: tuple[str, ...]
    known_to_ids: tuple[int, ...]


@dataclass(frozen=True)
class SupporterLine:
    """支えの一行."""

    supporter_id: int
    kind: SupporterKind
    words: str
    bond: Bond
    note: str
    of: str


@dataclass(frozen=True)
class HouseholdPage:
    """世帯の全体."""

    head: SharedHead
    members: tuple[MemberLine, ...]
    supporters: tuple[SupporterLine, ...]
    genogram: Genogram
    ecomap: Ecomap
    is_masked: bool

    @property
    def may_write(self) -> bool:
        """Whether the viewer writes here."""
        return Action.RECORD_CASE in self.head.actions and self.head.is_open


@dataclass(frozen=True)
class _Found:
    """What the pictures are drawn from."""

    case: SharedCase
    rows: list[HouseholdMember]
    facts: list[MemberFacts]
    words: Mapping[str, str]
    agencies: Mapping[int, AgencyCard]
    known: Mapping[uuid.UUID, list[int]]
    head: SharedHead
    on: date
    is_masked: bool

    def agency(self, agency_id: int) -> str:
        """An agency by name; in a picture without names by its kind, for a clinic's name can tell where somebody lives."""
        card = self.agencies[agency_id]
        return card.kind.label if self.is_masked and agency_id != self.case.case.agency_id else card.name


def household_page(viewer: Viewer, case_id: uuid.UUID, *, with_names: bool = True) -> HouseholdPage:
    """世帯 (HH), with names where IDENT is open too. Reading it is recorded with the ground. At most 32 queries, however many people.

    Whoever is under protection is called by what they are to 本人 in every picture, and what tells where they go is left out (R10).
    """
    head, case = head_of(viewer, case_id)
    if not head.may(Information.HH):
        raise NotPermitted(head.why_not(Information.HH))
    found = _found(viewer, case, head, with_names=with_names and head.may(Information.IDENT))
    members = tuple(_member(found, row, one) for row, one in zip(found.rows, found.facts, strict=True))
    supporters = tuple(_supporters(found))
    return HouseholdPage(
        head=head,
        members=members,
        supporters=supporters,
        genogram=_genogram(found, members),
        ecomap=_ecomap(found, members, supporters),
        is_masked=not (with_names and head.may(Information.IDENT)),
    )


def linked_members(viewer: Viewer, case_id: uuid.UUID) -> tuple[MemberLine, ...]:
    """Whoever of the household stands in the register, 本人 apart; nobody where HH is closed. At most 32 queries."""
    head, case = head_of(viewer, case_id, shows=frozenset({Information.HH}))
    if not head.may(Information.HH):
        return ()
    found = _found(viewer, case, head, with_names=head.may(Information.IDENT))
    pairs = zip(found.rows, found.facts, strict=True)
    return tuple(_member(found, row, one) for row, one in pairs if row.person_id and one.kinship is not Kinship.SELF)


def _found(viewer: Viewer, case: SharedCase, head: SharedHead, *, with_names: bool) -> _Found:
    rows = list(HouseholdMember.objects.filter(case=case, ended_at__isnull=True).order_by("order", "recorded_at"))
    named = named_persons(viewer.municipality_id, {row.person_id for row in rows if row.person_id})
    facts = [_facts(row, named.get(row.person_id)) for row in rows]
    masks = masked_names(facts)
    words = {one.key: one.name if with_names and one.name and not one.is_protected else masks[one.key] for one in facts}
    known: dict[uuid.UUID, list[int]] = defaultdict(list)
    for member_id, agency_id in KnownTo.objects.filter(member__in=rows, ended_at__isnull=True).values_list(
        "member_id", "agency_id"
    ):
        known[member_id].append(agency_id)
    agencies = {one.agency_id: one for one in organisations.agencies(viewer.municipality_id, on=viewer.on)}
    return _Found(case, rows, facts, words, agencies, known, head, viewer.on, not with_names)


def _facts(row: HouseholdMember, named: NamedPerson | None) -> MemberFacts:
    """The row as the rules read it; the register knows a name, a sex and a year better than we do."""
    facts = MemberFacts(
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
    if named is None:
        return facts
    earliest = named.birth.earliest if named.birth else None
    return replace(
        facts,
        name=named.name,
        sex={"1": Sex.MALE, "2": Sex.FEMALE}.get(named.sex, facts.sex),
        birth_year=earliest.year if earliest else facts.birth_year,
        is_protected=facts.is_protected or named.is_protected,
    )


def _member(found: _Found, row: HouseholdMember, one: MemberFacts) -> MemberLine:
    ids = tuple(key for key in found.known.get(row.pk, ()) if key in found.agencies)
    return MemberLine(
        member_id=row.pk,
        facts=one,
        person_id=row.person_id,
        name=found.words[one.key],
        band=age_band(one.birth_year, on=found.on),
        note="" if found.is_masked else row.note,
        known_to=tuple(found.agency(key) for key in ids),
        known_to_ids=ids,
    )


def _supporters(found: _Found) -> list[SupporterLine]:
    protected = {row.pk for row, one in zip(found.rows, found.facts, strict=True) if one.is_protected}
    rows = Supporter.objects.filter(case=found.case, ended_at__isnull=True).order_by("kind", "recorded_at", "pk")
    lines = []
    for row in rows:
        kind = SupporterKind(row.kind)
        # Free words name neighbours and places: a picture without names says only of what kind they are.
        is_hidden = found.is_masked or (row.member_id in protected and kind in TELLS_WHERE)
        of = found.words.get(str(row.member_id), "") if row.member_id else ""
        words = kind.label if is_hidden else row.words
        lines.append(SupporterLine(row.pk, kind, words, Bond(row.bond), "" if is_hidden else row.note, of))
    return lines


def _genogram(found: _Found, members: tuple[MemberLine, ...]) -> Genogram:
    notes = {
        one.facts.key: tuple(
            note for note in (one.band, "" if one.facts.is_protected else "、".join(one.known_to)) if note
        )
        for one in members
    }
    return genogram_of(found.facts, found.words, notes)


def _ecomap(found: _Found, members: tuple[MemberLine, ...], supporters: tuple[SupporterLine, ...]) -> Ecomap:
    there = [one for one in members if one.facts.lives_there and not one.facts.has_died]
    household = tuple(f"{one.name}（{one.band}）" if one.band else one.name for one in there)
    owner = found.agencies.get(found.case.case.agency_id)
    agencies, present = _agencies(found, members)
    others = tuple(
        Support(words=one.words, notes=tuple(note for note in (one.of, one.note) if note), line=LINE_OF[one.bond])
        for one in supporters
    )
    issues = list(IssueTag.objects.filter(case=found.case, resolved_on__isnull=True).values_list("code", flat=True))
    seen = issues if found.head.may(Information.SENS) else []
    empty = empty_chairs(found.facts, seen, present, on=found.on)
    return Ecomap(
        title="エコマップ",
        description=_told(household, len(agencies), len(others), empty),
        household=household or ("世帯の人は、まだ書かれていません",),
        owner=Support(words=owner.name, notes=("主担当",), line=Line.STRONG) if owner else None,
        agencies=agencies,
        others=others,
        empty=empty,
    )


def _agencies(found: _Found, members: tuple[MemberLine, ...]) -> tuple[tuple[Support, ...], set[str]]:
    """Agencies with a role, then those that know somebody; and every field that sits at the table."""
    owner_id = found.case.case.agency_id
    notes: dict[int, list[str]] = defaultdict(list)
    asked: set[int] = set()
    if found.head.may(Information.ROLE):
        rows = CaseRole.objects.filter(case=found.case, status__in=[RoleStatus.ACCEPTED, RoleStatus.REQUESTED])
        for agency_id, kind, status in rows.order_by("requested_at").values_list("agency_id", "kind", "status"):
            notes[agency_id].append(RoleKind(kind).label)
            if status == RoleStatus.REQUESTED:
                asked.add(agency_id)
    for one in members:
        # Which office knows somebody under protection can tell where they are.
        if not one.facts.is_protected:
            for agency_id in one.known_to_ids:
                notes[agency_id].append(f"{one.name}を知っている")
    supports = tuple(
        Support(
            words=found.agency(key),
            notes=tuple(dict.fromkeys(said)),
            line=Line.ASKED if key in asked else Line.USUAL,
        )
        for key, said in notes.items()
        if key in found.agencies and key != owner_id
    )
    present = {owner_id, *notes} & found.agencies.keys()
    fields = {field for key in present for field in found.agencies[key].fields}
    return supports, fields | {
        FIELD_OF_KIND[kind].value for key in present if (kind := found.agencies[key].kind) in FIELD_OF_KIND
    }


def _told(household: tuple[str, ...], agencies: int, others: int, empty: tuple[str, ...]) -> str:
    said = f"世帯は{len(household)}人です。" if household else ""
    around = [f"{words}が{count}" for words, count in (("機関", agencies), ("人や場所", others)) if count]
    said += (
        f"まわりに{'、'.join(around)}あります。"
        if around
        else "まわりには、主担当のほかに、まだだれも書かれていません。"
    )
    return said + "".join(f"{one}。" for one in empty)
