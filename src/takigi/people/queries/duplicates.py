"""二重の記録: pairs that may be one person, side by side, the likeliest first. Only a person decides."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Any

from django.db.models import Count, F, QuerySet

from takigi.access.grounds import Unseen, Viewer
from takigi.audit import actions as audit
from takigi.people.models import Merge, NotSame, Person
from takigi.people.policies import check_may_merge, may_see_location, seen_person, target_of, visible_persons
from takigi.people.queries.search import PersonCard, birth_of, person_cards
from takigi.people.rules import Evidence, Identity, agreements

PAIRS = 50
GROUPS = 400


@dataclass(frozen=True)
class Pair:
    """二つの記録, and what they agree in beside name and birth date."""

    one: PersonCard
    other: PersonCard
    evidence: frozenset[Evidence]


@dataclass(frozen=True)
class Duplicates:
    """The likeliest pairs, and how many groups of the same reading and birth date were looked at."""

    pairs: tuple[Pair, ...]
    groups: int
    has_more: bool


def duplicate_pairs(viewer: Viewer) -> Duplicates:
    """二重かもしれない記録: the same reading and birth date, decided pairs left out. Six queries.

    Pairs that also share an address or a number come first, then those where one has only a temporary number.
    """
    check_may_merge(viewer)
    shown = (
        visible_persons(viewer)
        .filter(root=F("pk"), municipality_id=viewer.municipality_id)
        .exclude(kana_identity="")
        .exclude(birth_earliest=None)
    )
    groups = list(
        shown.order_by()
        .values("kana_identity", "birth_earliest", "birth_latest")
        .annotate(people=Count("pk"))
        .filter(people__gt=1)
        .order_by("birth_earliest", "kana_identity")[: GROUPS + 1]
    )
    people = _of_groups(shown, groups[:GROUPS])
    decided = set(NotSame.objects.filter(one__municipality_id=viewer.municipality_id).values_list("one_id", "other_id"))
    found = sorted(
        (pair for pair in _pairs(people) if tuple(sorted((pair[0].pk, pair[1].pk))) not in decided),
        key=_likeliest,
    )
    chosen = found[:PAIRS]
    ids = {person.pk for pair in chosen for person in pair}
    cards = {card.person_id: card for card in person_cards(viewer, shown.filter(pk__in=ids))}
    if ids:
        audit.note_reading(
            "",
            municipality_id=viewer.municipality_id,
            by=viewer.staff_id,
            at=viewer.at,
            because=["二重の記録を確かめるため"],
            shown=sorted(target_of(pk) for pk in ids),
        )
    pairs = tuple(Pair(cards[a.pk], cards[b.pk], agreements(_identity(a), _identity(b))) for a, b in chosen)
    return Duplicates(pairs, len(groups), len(groups) > GROUPS or len(found) > PAIRS)


def _of_groups(shown: QuerySet[Person], groups: list[dict[str, Any]]) -> list[Person]:
    births = {group["birth_earliest"] for group in groups}
    readings = {group["kana_identity"] for group in groups}
    return list(shown.filter(birth_earliest__in=births, kana_identity__in=readings)) if groups else []


def _pairs(people: list[Person]) -> Iterator[tuple[Person, Person]]:
    groups: dict[tuple[Any, ...], list[Person]] = {}
    for person in people:
        key = (person.kana_identity, person.birth_earliest, person.birth_latest)
        groups.setdefault(key, []).append(person)
    for group in groups.values():
        yield from combinations(sorted(group, key=lambda p: (p.insured_no == "", p.registered_at, p.pk)), 2)


def _likeliest(pair: tuple[Person, Person]) -> tuple[Any, ...]:
    one, other = pair
    agree = agreements(_identity(one), _identity(other))
    return (-len(agree), bool(one.insured_no and other.insured_no), one.kana_identity, str(one.pk), str(other.pk))


def _identity(person: Person) -> Identity:
    return Identity(
        person.kana_identity,
        (person.birth_earliest, person.birth_latest),
        person.sex,
        person.insured_no,
        person.address_key,
    )


@dataclass(frozen=True)
class Row:
    """One fact of both records, and whether they agree in it."""

    label: str
    one: str
    other: str
    agrees: bool


@dataclass(frozen=True)
class SideBySide:
    """見くらべ: two records line by line."""

    one: PersonCard
    other: PersonCard
    rows: tuple[Row, ...]
    evidence: frozenset[Evidence]


_COMPARED = (
    ("氏名", "name"),
    ("カナ", "name_kana"),
    ("生年月日", "birth"),
    ("性別", "sex"),
    ("保険者番号", "insurer_no"),
    ("被保険者番号", "insured_no"),
    ("仮番号", "temporary_no"),
    ("郵便番号", "postal"),
    ("住所", "address"),
    ("電話", "phone"),
    ("状態", "status"),
)
_LOCATION = frozenset({"postal", "address", "phone"})


def side_by_side(viewer: Viewer, one_id: uuid.UUID, other_id: uuid.UUID) -> SideBySide:
    """二つの記録を見くらべる: each fact beside the other's. Both readings are recorded. At most 17 queries."""
    check_may_merge(viewer)
    one, other = seen_person(viewer, one_id), seen_person(viewer, other_id)
    cards = {c.person_id: c for c in person_cards(viewer, visible_persons(viewer).filter(pk__in=(one.pk, other.pk)))}
    location = may_see_location(viewer, one) and may_see_location(viewer, other)
    audit.note_reading(
        target_of(one.pk),
        municipality_id=viewer.municipality_id,
        by=viewer.staff_id,
        at=viewer.at,
        because=["二重の記録を確かめるため"],
        shown=[target_of(other.pk)],
    )
    rows = tuple(_row(label, name, one, other) for label, name in _COMPARED if location or name not in _LOCATION)
    return SideBySide(cards[one.pk], cards[other.pk], rows, agreements(_identity(one), _identity(other)))


def _row(label: str, name: str, one: Person, other: Person) -> Row:
    words = [_word(person, name) for person in (one, other)]
    return Row(label, words[0], words[1], words[0] == words[1])


def _word(person: Person, name: str) -> str:
    if name == "status":
        return person.get_status_display()
    if name == "birth":
        # As a day, not as it was written: S14.5.2 and 昭和14年5月2日 do not differ.
        birth = birth_of(person)
        return birth.in_japanese if birth else ""
    return str(getattr(person, name))


@dataclass(frozen=True)
class MergeLine:
    """統合の一覧の一行."""

    merge_id: int
    kept_id: uuid.UUID
    kept_name: str
    absorbed_name: str
    evidence: tuple[str, ...]
    note: str
    merged_at: datetime
    merged_by: int
    undone_at: datetime | None
    undone_reason: str


def merges(viewer: Viewer, *, size: int = 100) -> list[MergeLine]:
    """まとめた記録: the latest merges and those taken back. One query. For those who may merge."""
    return [_merge_line(it) for it in _merges(viewer).order_by("-merged_at")[:size]]


def merge_of(viewer: Viewer, merge_id: int) -> MergeLine:
    """One merge, before it is taken back. One query. Raises Unseen outside the municipality."""
    found = _merges(viewer).filter(pk=merge_id).first()
    if found is None:
        raise Unseen
    return _merge_line(found)


def _merges(viewer: Viewer) -> QuerySet[Merge]:
    check_may_merge(viewer)
    return Merge.objects.filter(kept__municipality_id=viewer.municipality_id).select_related("kept", "absorbed")


def _merge_line(it: Merge) -> MergeLine:
    return MergeLine(
        it.pk,
        it.kept_id,
        it.kept.name,
        it.absorbed.name,
        tuple(Evidence(one).label for one in it.evidence),
        it.note,
        it.merged_at,
        it.merged_by_id,
        it.undone_at,
        it.undone_reason,
    )
