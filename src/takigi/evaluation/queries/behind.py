"""数のもと: from any number to the records behind it, for those with a ground; the others are counted, never named."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from takigi.access.grounds import Unseen, Viewer
from takigi.audit import actions as audit
from takigi.casework.queries.access import cases_of_people, seen_among
from takigi.engines.listing import Place, rows_behind, rows_behind_in
from takigi.engines.questions import Question
from takigi.engines.relational.duck import DuckDatabase
from takigi.evaluation.asking import question_of
from takigi.evaluation.changed_rows import rows_now, together
from takigi.evaluation.checks_asked import question_of_checks
from takigi.evaluation.folders import folder_of
from takigi.evaluation.ground import Ground, keys_of
from takigi.evaluation.keys import CASE, PERSON
from takigi.evaluation.news import moved_by_time, news_since
from takigi.evaluation.places import Behind, Number, asked_of, behind_of, carried_by, place_of, tells_of_cases
from takigi.evaluation.policies import audience_of, check_may_check_records
from takigi.evaluation.quality_checks import every_check
from takigi.evaluation.rules import FactsRefused, Part
from takigi.evaluation.towns import ground_to_count, subjects_of
from takigi.indicators.catalogue import is_of_working_together
from takigi.indicators.periods import Periods
from takigi.kernel.turning import page_in
from takigi.people.queries.names import NamedPerson, named_persons
from takigi.people.queries.seen import people_seen_among

ON_A_PAGE = 50
OF_NO_ONE_PERSON = (
    "協働の数は、会議や機関どうしのやりとりを数えたもので、一人の記録の一覧にはなりません。"
    "ケースは「つながり」、会議は「会議」の一覧から開いてください。"
)


@dataclass(frozen=True)
class RecordLine:
    """数のもとの一行. `case_id` None: a record of the register, with no case."""

    person_id: uuid.UUID
    case_id: uuid.UUID | None
    name: str
    name_kana: str
    index_on: date | None


@dataclass(frozen=True)
class RecordsBehind:
    """数のもと: how many records stand behind a number, how many of them the viewer has a ground to see, and one page of these."""

    label: str
    part: str
    period: str
    total: int
    seen: int
    lines: tuple[RecordLine, ...]
    page: int
    as_of: date

    @property
    def hidden(self) -> int:
        """How many are behind the number without a ground for this viewer."""
        return self.total - self.seen

    @property
    def sentence(self) -> str:
        """How many there are, and why not all of them stand here."""
        if not self.total:
            return "この数のもとになる記録はありません。"
        if not self.hidden:
            return f"この数のもとになる記録は{self.total:,}件です。"
        return (
            f"この数のもとになる記録は{self.total:,}件です。"
            f"このうち{self.hidden:,}件は、見る根拠がないため、ここには出ません。"
        )


@dataclass(frozen=True)
class _Found:
    """A row behind a number, as the register knows it."""

    person_id: uuid.UUID
    case_id: uuid.UUID | None
    index_on: date | None


def behind(
    viewer: Viewer, number: Number, *, periods: Periods, as_of: date | None = None, page: int = 1
) -> RecordsBehind:
    """The records behind a number. Fifty to a page; which of them were shown is noted in the audit with the number.

    At most sixty queries, and one more for each ten thousand records.
    """
    audience_of(viewer)
    question = question_of(
        viewer,
        [number.key],
        periods=periods,
        by=[number.split] if number.split else (),
        as_of=as_of,
        every_edition=True,
    )
    return behind_in(viewer, question, number, page=page)


def behind_in(viewer: Viewer, question: Question, number: Number, *, page: int = 1) -> RecordsBehind:
    """The same for a question of this room's own, such as a check of the records."""
    place, indicator = place_of(question, number), asked_of(question, number).indicator
    if is_of_working_together(indicator):
        raise FactsRefused(OF_NO_ONE_PERSON)
    label = indicator.label
    found = found_behind(viewer, question, place)
    seen = _seen(viewer, found, tells_of_cases=tells_of_cases(place.counter))
    seen.sort(key=lambda one: (-(one.index_on or date.min).toordinal(), str(one.person_id), str(one.case_id)))
    page = page_in(page, len(seen), ON_A_PAGE)
    shown = seen[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    _note(viewer, number, label, shown)
    names = named_persons(viewer.municipality_id, {one.person_id for one in shown})
    return RecordsBehind(
        label=label,
        part=number.part.label,
        period=question.periods[number.period].label,
        total=len(found),
        seen=len(seen),
        lines=tuple(_line(one, names[one.person_id]) for one in shown),
        page=page,
        as_of=question.as_of,
    )


def finding_records(viewer: Viewer, key: str, *, page: int = 1) -> RecordsBehind:
    """The records behind a finding of the checks, for those with a ground. The reading is noted."""
    check_may_check_records(viewer)
    checks = [one for one in every_check() if one.key == key]
    if not checks:
        raise Unseen
    asked = question_of_checks(checks, on=viewer.on)
    return behind_in(viewer, asked, Number(key, part=Part.NUMERATOR), page=page)


def found_behind(viewer: Viewer, question: Question, place: Place) -> list[_Found]:
    """Every record behind a number at this moment: from the snapshot, but for whoever changed since, who is counted anew."""
    town, ground = viewer.municipality_id, ground_to_count(viewer.municipality_id, on=viewer.on)
    news = news_since(town, ground.audit_seq)
    changed = news.person_ids | moved_by_time(town, since=ground.as_of, until=viewer.on)
    now = rows_now(town, changed, on=viewer.on) if changed else {}
    carry = carried_by(place.counter)
    rows = [behind_of(place.counter, one) for one in rows_behind(question, together(now.values()), place, carry)]
    with DuckDatabase.over_folder(folder_of(ground.place)) as database:
        then = [behind_of(place.counter, one) for one in rows_behind_in(question, database, place, carry)]
    rows += [one for one in then if one.person not in now]
    return _as_the_register_knows(ground, list({one.counted: one for one in rows}.values()), changed)


def _as_the_register_knows(ground: Ground, rows: list[Behind], changed: Iterable[uuid.UUID]) -> list[_Found]:
    town = ground.municipality_id
    keys = keys_of(town)
    # Whoever came in since has a number, but it is not on record before the next snapshot.
    fresh_cases = cases_of_people(town, changed)
    people = {keys.of(PERSON, one): one for one in changed}
    cases = {keys.of(CASE, one): one for one in fresh_cases}
    people |= subjects_of(town, PERSON, {one.person for one in rows} - people.keys())
    cases |= subjects_of(town, CASE, {one.case for one in rows if one.case is not None} - cases.keys())
    return [_Found(people[one.person], None if one.case is None else cases[one.case], one.index_on) for one in rows]


def _seen(viewer: Viewer, found: list[_Found], *, tells_of_cases: bool) -> list[_Found]:
    """Those whom a ground opens: what a case says on the case's grounds, what the register says on the register's."""
    cases = {one.case_id for one in found if one.case_id is not None}
    loose = {one.person_id for one in found if one.case_id is None}
    told = cases_of_people(viewer.municipality_id, loose) if tells_of_cases and loose else {}
    seen_cases = seen_among(viewer, cases | told.keys()) if cases or told else frozenset()
    seen_people = people_seen_among(viewer, loose) if loose else frozenset()
    # Somebody of the register who also has a case: a number that rests on the case is the case's to tell.
    with_a_case = set(told.values())
    through_a_case = {person for case, person in told.items() if case in seen_cases}
    opened = (seen_people - with_a_case) | (through_a_case & seen_people)
    return [one for one in found if (one.case_id in seen_cases if one.case_id else one.person_id in opened)]


def _line(one: _Found, person: NamedPerson) -> RecordLine:
    return RecordLine(one.person_id, one.case_id, person.name, person.name_kana, one.index_on)


def _note(viewer: Viewer, number: Number, label: str, shown: list[_Found]) -> None:
    if not shown:
        return
    targets = [f"case:{one.case_id}" if one.case_id else f"person:{one.person_id}" for one in shown]
    audit.note_reading(
        "",
        municipality_id=viewer.municipality_id,
        by=viewer.staff_id,
        at=viewer.at,
        because=[f"指標「{label}」の{number.part.label}のもとを見たため"],
        shown=list(dict.fromkeys(targets)),
        detail={"indicator": number.key, "part": number.part.value},
    )
