"""教室の読み取り: today's classes with who is expected, the list of courses with places left, and one course in full."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from takigi.access.grounds import Unseen, Viewer
from takigi.audit import actions as audit
from takigi.casework.queries.access import case_facts, seen_case_ids, target_of
from takigi.kernel.turning import page_in
from takigi.organisations import queries as organisations
from takigi.people.queries.names import NamedPerson, named_persons
from takigi.programmes.models import Course, Episode, Waiting
from takigi.programmes.policies import (
    CASE_REASON,
    PROVIDER_REASON,
    arranges,
    check_at_the_desk,
    provision_agency_ids,
    seen_course,
    visible_courses,
    visible_episodes,
)
from takigi.programmes.queries.cards import EpisodeCard, dressed
from takigi.programmes.rules.words import ProgrammeKind, Weekday


@dataclass(frozen=True)
class CourseCard:
    """教室の一行. `taken` counts everybody in it, also those whom the viewer does not see. `places_left` None: no limit."""

    course_id: uuid.UUID
    name: str
    programme_id: int
    programme_name: str
    kind: ProgrammeKind
    agency_id: int
    agency_name: str
    place: str
    weekday: Weekday | None
    starts_at: str
    capacity: int | None
    taken: int
    waiting: int
    from_on: date
    ended_on: date | None

    @property
    def places_left(self) -> int | None:
        """空き."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)


def _course_cards(viewer: Viewer, rows: QuerySet[Course]) -> list[CourseCard]:
    counted = rows.select_related("programme").annotate(
        taken=Count("episodes", filter=Q(episodes__ended_on__isnull=True), distinct=True),
        # Nobody waits any more whose case is over.
        awaited=Count(
            "waiting", filter=Q(waiting__left_on__isnull=True, waiting__case__closed_on__isnull=True), distinct=True
        ),
    )
    courses = list(counted.order_by("ended_on", "weekday", "starts_at", "name"))
    names = organisations.names_of_agencies(viewer.municipality_id, {one.agency_id for one in courses})
    return [
        CourseCard(
            one.pk,
            one.name,
            one.programme_id,
            one.programme.name,
            ProgrammeKind(one.programme.kind),
            one.agency_id,
            names.get(one.agency_id, "閉じた機関"),
            one.place,
            Weekday(one.weekday) if one.weekday else None,
            one.starts_at,
            one.capacity,
            one.taken,
            one.awaited,
            one.from_on,
            one.ended_on,
        )
        for one in courses
    ]


def course_list(viewer: Viewer) -> list[CourseCard]:
    """教室の一覧: a provider's own, or the town's, with places left and people waiting. Two queries."""
    check_at_the_desk(viewer)
    return _course_cards(viewer, visible_courses(viewer))


@dataclass(frozen=True)
class TodaysClass:
    """今日の教室: whoever is expected, those away from it, and whether it is held on this weekday."""

    course: CourseCard
    expected: tuple[EpisodeCard, ...]
    away: tuple[EpisodeCard, ...]
    is_held_today: bool


@dataclass(frozen=True)
class TodaysClasses:
    """きょうの教室: classes of the day first; the others whose days are agreed one by one after them."""

    on: date
    classes: tuple[TodaysClass, ...]
    others: tuple[TodaysClass, ...]
    because: tuple[str, ...]
    gives_services: bool
    may_arrange: bool


def todays_classes(viewer: Viewer, *, on: date | None = None) -> TodaysClasses:
    """きょうの教室: who is expected where, with what was agreed the last time. The list is noted as read. At most 16 queries."""
    check_at_the_desk(viewer)
    day = on or viewer.on
    courses = [
        one for one in course_list(viewer) if one.from_on <= day and (one.ended_on is None or day <= one.ended_on)
    ]
    rows = visible_episodes(viewer).filter(
        course_id__in=[one.course_id for one in courses], ended_on__isnull=True, started_on__lte=day
    )
    cards = [card for card in dressed(viewer, rows.order_by("started_on", "pk"), on=day) if card.is_running]
    because = _note_list(viewer, cards)
    weekday = Weekday(str(day.weekday()))
    classes = [_class_of(course, cards, course.weekday is weekday) for course in courses]
    filled = [one for one in classes if one.expected or one.away or one.is_held_today]
    return TodaysClasses(
        on=day,
        classes=tuple(one for one in filled if one.is_held_today),
        others=tuple(one for one in filled if not one.is_held_today),
        because=because,
        gives_services=bool(provision_agency_ids(viewer)),
        may_arrange=arranges(viewer),
    )


def _class_of(course: CourseCard, cards: list[EpisodeCard], is_held_today: bool) -> TodaysClass:
    mine = [card for card in cards if card.course_id == course.course_id]
    mine.sort(key=lambda card: (card.person.name_kana, str(card.episode_id)))
    away = tuple(card for card in mine if card.is_suspended and card.mark is None)
    return TodaysClass(course, tuple(card for card in mine if card not in away), away, is_held_today)


def _note_list(viewer: Viewer, cards: list[EpisodeCard]) -> tuple[str, ...]:
    """Whose names a list showed, with the grounds that open such lists. Nothing where nobody was shown."""
    because = tuple(
        reason
        for reason, opens in ((PROVIDER_REASON, bool(provision_agency_ids(viewer))), (CASE_REASON, _has_cases(viewer)))
        if opens
    )
    if cards:
        audit.note_reading(
            "",
            municipality_id=viewer.municipality_id,
            by=viewer.staff_id,
            because=because,
            at=viewer.at,
            shown=[target_of(card.case_id) for card in cards],
        )
    return because


def _has_cases(viewer: Viewer) -> bool:
    return any(post.duty.value == "casework" for post in viewer.posts) or bool(viewer.emergency_targets)


@dataclass(frozen=True)
class Awaiting:
    """空きを待っている人. Shown to those who see the case; everybody else reads only how many wait."""

    case_id: uuid.UUID
    person: NamedPerson
    asked_on: date
    note: str


@dataclass(frozen=True)
class CoursePage:
    """教室: its facts, who is in it, who was, and who waits."""

    course: CourseCard
    contract_no: str
    running: tuple[EpisodeCard, ...]
    ended: tuple[EpisodeCard, ...]
    waiting: tuple[Awaiting, ...]
    unseen: int
    because: tuple[str, ...]
    may_arrange: bool


def course_page(viewer: Viewer, course_id: uuid.UUID) -> CoursePage:
    """One course with the people whom the viewer has a ground to see. The list is noted as read. At most 19 queries."""
    course = seen_course(viewer, course_id)
    card = _course_cards(viewer, visible_courses(viewer).filter(pk=course.pk))[0]
    rows = visible_episodes(viewer).filter(course=course).order_by("-started_on", "pk")
    cards = dressed(viewer, rows, on=viewer.on)
    running = tuple(one for one in cards if one.ended_on is None)
    return CoursePage(
        course=card,
        contract_no=course.contract_no,
        running=running,
        ended=tuple(one for one in cards if one.ended_on is not None),
        waiting=_waiting(viewer, course),
        unseen=card.taken - len(running),
        because=_note_list(viewer, cards),
        may_arrange=arranges(viewer),
    )


def _waiting(viewer: Viewer, course: Course) -> tuple[Awaiting, ...]:
    rows = list(
        Waiting.objects.filter(course=course, left_on__isnull=True, case_id__in=seen_case_ids(viewer)).order_by(
            "asked_on", "pk"
        )
    )
    cases = case_facts(viewer.municipality_id, (row.case_id for row in rows))
    people = named_persons(viewer.municipality_id, (case.person_id for case in cases.values()))
    return tuple(
        Awaiting(row.case_id, people[cases[row.case_id].person_id], row.asked_on, row.note)
        for row in rows
        # Nobody waits any more who has died or moved away (V24).
        if not cases[row.case_id].is_closed and people[cases[row.case_id].person_id].is_resident
    )


PARTICIPANTS = 50


@dataclass(frozen=True)
class Participants:
    """参加している人の一覧, a page of it."""

    cards: tuple[EpisodeCard, ...]
    course_names: dict[uuid.UUID, str]
    total: int
    page: int
    because: tuple[str, ...]


def participants(viewer: Viewer, *, ended: bool = False, page: int = 1) -> Participants:
    """参加している人: everybody in a course whom the viewer has a ground to see, the nearest end first. At most 16 queries."""
    check_at_the_desk(viewer)
    rows = visible_episodes(viewer).filter(ended_on__isnull=not ended)
    ordered = rows.order_by("-ended_on" if ended else "planned_end_on", "pk")
    total = rows.count()
    page = page_in(page, total, PARTICIPANTS)
    start = (page - 1) * PARTICIPANTS
    cards = dressed(viewer, ordered[start : start + PARTICIPANTS], on=viewer.on)
    names = Course.objects.filter(pk__in={card.course_id for card in cards}).values_list("pk", "name")
    return Participants(tuple(cards), dict(names), total, page, _note_list(viewer, cards))


def episodes_of_case(viewer: Viewer, case_id: uuid.UUID) -> tuple[EpisodeCard, ...]:
    """短期集中: the courses of one case, newest first, for the page of the case, which notes the reading. Seven queries."""
    rows: QuerySet[Episode] = visible_episodes(viewer).filter(case_id=case_id).order_by("-started_on", "pk")
    return tuple(dressed(viewer, rows, on=viewer.on))


def card_of_day(viewer: Viewer, episode_id: uuid.UUID, *, on: date) -> EpisodeCard:
    """One person's card after a tap; the list that it stands in has been noted as read. Eight queries."""
    rows = visible_episodes(viewer).filter(pk=episode_id)
    found = dressed(viewer, rows, on=on)
    if not found:
        raise Unseen
    return found[0]
