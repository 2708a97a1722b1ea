"""本人の検索: by reading, name, number, birth date and area, as one types; only people with a ground."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from takigi.access.grounds import Viewer
from takigi.audit import actions as audit
from takigi.kernel.codes import CARE_LEVEL, SEX
from takigi.kernel.partial_dates import PartialDate, Precision
from takigi.people.models import Certification, FormerName, Person
from takigi.people.policies import listed_person_ids, search_grounds, seen_rows, target_of, visible_persons
from takigi.people.rules import ResidentStatus
from takigi.people.search_words import Words, understand

LIMIT = 30
_LAST = "\U0010ffff"


@dataclass(frozen=True)
class PersonCard:
    """検索結果の一行."""

    person_id: uuid.UUID
    name: str
    name_kana: str
    birth: PartialDate | None
    sex: str
    insured_no: str
    number_is_temporary: bool
    area_name: str
    status: ResidentStatus
    level: str
    found_by: str = ""


@dataclass(frozen=True)
class Found:
    """What a search found: at most `LIMIT` people, and whether there are more."""

    people: tuple[PersonCard, ...]
    has_more: bool
    understood: Words


def find_people(viewer: Viewer, text: str, *, area_id: int | None = None) -> Found:
    """本人を探す: at most 30 people that `viewer` has a ground to see, in the order of their readings.

    At most 14 queries, however many people there are; what was shown is recorded with its ground.
    """
    words = understand(text)
    if words.is_empty and area_id is None:
        return Found((), False, words)
    ids: dict[uuid.UUID, str] = {}
    for matches, found_by in _matches(viewer, words, area_id):
        for root_id in matches.values_list("root_id", flat=True)[: LIMIT + 1]:
            ids.setdefault(root_id, found_by)
    cards = tuple(person_cards(viewer, visible_persons(viewer).filter(pk__in=list(ids)), found_by=ids))
    shown = cards[:LIMIT]
    if shown:
        audit.note_reading(
            "",
            municipality_id=viewer.municipality_id,
            by=viewer.staff_id,
            at=viewer.at,
            because=["検索", *search_grounds(viewer)],
            shown=[target_of(card.person_id) for card in shown],
        )
    return Found(shown, len(cards) > LIMIT, words)


def _matches(viewer: Viewer, words: Words, area_id: int | None) -> Iterator[tuple[QuerySet[Person], str]]:
    """One query a way of being found, each along an index, in the order of that index."""
    reachable = _reachable(viewer, area_id)
    birth, number = _births(words), _numbers(words)
    if words.readings or words.names:
        yield from _by_name(reachable.filter(birth | number if words.births else number), words, viewer.municipality_id)
        return
    for typed in words.numbers:
        # Leading zeros are often left out when a number is read aloud. Two questions, each along the index.
        yield reachable.filter(insured_no=typed.zfill(10)).order_by(), "番号"
        yield reachable.filter(_begins("insured_no", typed)).order_by("insured_no"), "番号"
    if words.births:
        yield reachable.filter(birth).order_by("birth_earliest", "kana_identity"), "生年月日"
    if area_id is not None and words.is_empty:
        yield reachable.order_by("kana_key"), "圏域"


def _reachable(viewer: Viewer, area_id: int | None) -> QuerySet[Person]:
    rows = seen_rows(viewer)
    if area_id is not None:
        # An area leads to nobody whose address is protected.
        rows &= Q(area_id=area_id, is_protected=False)
    # Shown records directly; absorbed ones through the record they belong to.
    absorbed = ~Q(root=F("pk")) & Exists(Person.objects.filter(rows, pk=OuterRef("root_id")))
    own = Person.objects.filter(municipality_id=viewer.municipality_id)
    return own.filter((Q(root=F("pk")) & rows) | absorbed)


def _by_name(reachable: QuerySet[Person], words: Words, municipality_id: int) -> Iterator[tuple[QuerySet[Person], str]]:
    """By the first word along an index; each further word must begin the given name, or go on where it ended."""
    # Kanji tell people apart better than a reading, so they lead when both were typed.
    column, given = ("name_key", "given_key") if words.names else ("kana_key", "given_kana_key")
    first, *others = words.names or words.readings
    rest = _rest(others, column, first) & _rest(list(words.readings) if words.names else [], "kana_key", "")
    yield reachable.filter(_begins(column, first)).filter(rest).order_by(column), "氏名"
    yield reachable.filter(_begins(given, first)).filter(rest).order_by(given), "名"
    if not words.names:
        # A name may itself be written in kana.
        yield reachable.filter(_begins("name_key", "".join(words.readings))).order_by("name_key"), "氏名"
    # Asked for first and by itself: few people have a former name, and the database would walk through all the others.
    former = FormerName.objects.filter(_begins(column, first), municipality_id=municipality_id)
    ids = list(former.order_by(column).values_list("person_id", flat=True)[: LIMIT * 3])
    if ids:
        yield reachable.filter(pk__in=ids).filter(rest).order_by(), "前の氏名"


def _rest(words: list[str], column: str, before: str) -> Q:
    """Each further word begins the given name (read or written), or continues the whole where `before` ended."""
    wanted = Q()
    for word in words:
        wanted &= (
            _begins("given_kana_key", word)
            | _begins("given_key", word)
            | _begins(column, before + word)
            | _begins("kana_key", word)
        )
    return wanted


def _births(words: Words) -> Q:
    wanted = Q()
    for earliest, latest in words.births:
        # The index knows the earliest day; nobody's birth is known less exactly than to the year.
        wanted &= Q(birth_earliest__range=(date(earliest.year, 1, 1), latest), birth_latest__gte=earliest)
    return wanted


def _numbers(words: Words) -> Q:
    wanted = Q()
    for number in words.numbers:
        wanted |= _begins("insured_no", number) | Q(insured_no=number.zfill(10))
    return wanted


def _begins(column: str, beginning: str) -> Q:
    """Values that begin so, as a range along the index: LIKE would not use it on SQLite."""
    return Q(**{f"{column}__gte": beginning, f"{column}__lt": beginning + _LAST})


def person_cards(
    viewer: Viewer, people: QuerySet[Person], *, found_by: dict[uuid.UUID, str] | None = None
) -> Iterator[PersonCard]:
    """The people as lines of a list, in the order of their readings. Two queries, and a third when one is protected."""
    # Put in order here: asked to order a handful, SQLite would rather walk along the index of all readings.
    found = sorted(people.select_related("area").order_by(), key=lambda one: (one.kana_key, one.name_key, str(one.pk)))
    levels = _levels({person.pk for person in found}, on=viewer.on)
    listed = listed_person_ids(viewer) if any(person.is_protected for person in found) else frozenset()
    for person in found:
        location = not person.is_protected or person.pk in listed
        yield PersonCard(
            person_id=person.pk,
            name=person.name,
            name_kana=person.name_kana,
            birth=birth_of(person),
            sex=SEX.label(person.sex) if person.sex else "",
            insured_no=person.insured_no or person.temporary_no,
            number_is_temporary=not person.insured_no,
            area_name=(person.area.name if person.area else "") if location else "保護",
            status=ResidentStatus(person.status),
            level=levels.get(person.pk, ""),
            found_by=(found_by or {}).get(person.pk, ""),
        )


def birth_of(person: Person) -> PartialDate | None:
    """The birth date as far as it is known; None when nothing was ever written."""
    if not person.birth_text and person.birth_earliest is None:
        return None
    return PartialDate(person.birth_earliest, person.birth_latest, Precision(person.birth_precision), person.birth_text)


def _levels(person_ids: set[uuid.UUID], *, on: date) -> dict[uuid.UUID, str]:
    """The level in force on the day, as known now, by shown record. One query."""
    in_force = (
        Certification.objects.filter(person__root_id__in=person_ids, known_until__isnull=True)
        .filter(valid_from__lte=on, is_withdrawn=False)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on))
        .exclude(level_code="")
        .order_by("valid_from", "decided_on")
        .values_list("person__root_id", "level_code")
    )
    return {person_id: CARE_LEVEL.label(code) for person_id, code in in_force}
