"""本人の照らし合わせ: who a row of somebody's list speaks of; only people that the viewer has a ground to see."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from takigi.access.grounds import Viewer
from takigi.kernel.folding import fold_kana, fold_name
from takigi.kernel.labelled import Labelled
from takigi.people.models import Person
from takigi.people.policies import visible_persons
from takigi.people.rules import ResidentStatus

AT_A_TIME = 500


class MatchDoubt(Labelled):
    """決められないわけ. Nobody is told of people whom they may not see: those are not in the register for them."""

    NOBODY = "nobody", "見つかりません"
    SEVERAL = "several", "同じ氏名と生年月日の方が2人以上います"
    CONTRADICTION = "contradiction", "番号の方と、氏名か生年月日が合いません"
    TOO_LITTLE = "too_little", "番号も、氏名と生年月日の組もありません"


@dataclass(frozen=True, slots=True)
class Sought:
    """さがす相手: what a row says of a person. A birth that is known in part finds nobody by itself."""

    insured_no: str = ""
    name: str = ""
    kana: str = ""
    birth: date | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """見つかった人, or why nobody can be said; `is_name_other`: the number and the birth agree, the name is written otherwise."""

    person_id: uuid.UUID | None = None
    doubt: MatchDoubt | None = None
    is_name_other: bool = False
    status: ResidentStatus = ResidentStatus.RESIDENT
    status_on: date | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    person_id: uuid.UUID
    name_key: str
    kana_key: str
    birth_earliest: date | None
    birth_latest: date | None
    status: str
    status_on: date | None

    def may_be_born_on(self, day: date) -> bool:
        return self.birth_earliest is None or self.birth_earliest <= day <= (self.birth_latest or day)

    def is_called(self, sought: Sought) -> bool:
        by_name = bool(sought.name) and fold_name(sought.name) == self.name_key
        return by_name or (bool(sought.kana) and fold_kana(sought.kana) == self.kana_key)


_COLUMNS = ("pk", "name_key", "kana_key", "birth_earliest", "birth_latest", "status", "status_on")


def match_persons(viewer: Viewer, sought: Sequence[Sought]) -> list[Match]:
    """One answer for each, in order: by number, checked against name and birth; without a number by name and birth.

    Four queries for every 500 rows.
    """
    matches: list[Match] = []
    for start in range(0, len(sought), AT_A_TIME):
        chunk = sought[start : start + AT_A_TIME]
        by_number, by_birth = _by_number(viewer, chunk), _by_birth(viewer, chunk)
        matches += [_match(one, by_number, by_birth) for one in chunk]
    return matches


def seen_person_ids(viewer: Viewer, person_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Those of the people whom the viewer has a ground to see. One query for every 500."""
    asked, seen = list(person_ids), set()
    for start in range(0, len(asked), AT_A_TIME):
        rows = visible_persons(viewer).filter(pk__in=asked[start : start + AT_A_TIME])
        seen |= set(rows.values_list("pk", flat=True))
    return seen


def _by_number(viewer: Viewer, chunk: Sequence[Sought]) -> dict[str, set[_Known]]:
    numbers = {one.insured_no for one in chunk if one.insured_no}
    rows = Person.objects.filter(municipality_id=viewer.municipality_id, insured_no__in=numbers)
    # An absorbed record's number still leads to the person.
    roots = list(rows.values_list("insured_no", "root_id"))
    seen = {one.person_id: one for one in _known(viewer, pk__in={root for _, root in roots})}
    found = defaultdict(set)
    for number, root in roots:
        if root in seen:
            found[number].add(seen[root])
    return found


def _by_birth(viewer: Viewer, chunk: Sequence[Sought]) -> dict[date, set[_Known]]:
    days = {one.birth for one in chunk if one.birth and not one.insured_no}
    found = defaultdict(set)
    for one in _known(viewer, birth_earliest__in=days):
        if one.birth_earliest is not None and one.birth_latest == one.birth_earliest:
            found[one.birth_earliest].add(one)
    return found


def _known(viewer: Viewer, **which: object) -> list[_Known]:
    return [_Known(*row) for row in visible_persons(viewer).filter(**which).values_list(*_COLUMNS)]


def _match(one: Sought, by_number: dict[str, set[_Known]], by_birth: dict[date, set[_Known]]) -> Match:
    if one.insured_no:
        return _checked(one, by_number.get(one.insured_no, set()))
    if not (one.name or one.kana) or one.birth is None:
        return Match(doubt=MatchDoubt.TOO_LITTLE)
    return _single({known for known in by_birth.get(one.birth, set()) if known.is_called(one)})


def _checked(one: Sought, found: set[_Known]) -> Match:
    match = _single(found)
    if match.doubt:
        return match
    known = next(iter(found))
    if one.birth is not None and not known.may_be_born_on(one.birth):
        return Match(doubt=MatchDoubt.CONTRADICTION)
    if (one.name or one.kana) and not known.is_called(one):
        # Names change and are written with other signs; the birth then has to agree.
        if one.birth is None or known.birth_earliest is None:
            return Match(doubt=MatchDoubt.CONTRADICTION)
        return _of(known, is_name_other=True)
    return match


def _single(found: set[_Known]) -> Match:
    if len(found) != 1:
        return Match(doubt=MatchDoubt.SEVERAL if found else MatchDoubt.NOBODY)
    return _of(next(iter(found)))


def _of(known: _Known, *, is_name_other: bool = False) -> Match:
    return Match(known.person_id, None, is_name_other, ResidentStatus(known.status), known.status_on)
