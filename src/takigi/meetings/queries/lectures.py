"""出前講座・研修の閲覧: what was asked for, what became of it, and what the year looks like."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from takigi.access.grounds import Viewer
from takigi.kernel.fiscal_year import FiscalYear
from takigi.meetings import lecture_policies
from takigi.meetings.models import LectureRequest
from takigi.meetings.rules.lectures import LECTURE_MOVES, Gain, Initiative, LectureKind, LectureState


@dataclass(frozen=True)
class LectureCard:
    """依頼の一行."""

    lecture_id: uuid.UUID
    kind: LectureKind
    requester: str
    requester_fields: tuple[str, ...]
    is_first_request: bool
    initiative: Initiative
    requested_on: date
    preferred: str
    topic: str
    plain_words: str
    state: LectureState
    ways: frozenset[LectureState]
    state_reason: str
    speaker: str
    planned_on: date | None
    held_on: date | None
    people: int | None
    fields: tuple[str, ...]
    gain: Gain
    noticed: str


@dataclass(frozen=True)
class LectureYear:
    """今年度のようす (K14): asked for by agencies of those held or asked, new requesters, people reached."""

    year: str
    requests: int
    pulled: int
    new_requesters: int
    held: int
    people: int
    fields: tuple[str, ...]


@dataclass(frozen=True)
class LectureDesk:
    """出前講座の頁."""

    waiting: tuple[LectureCard, ...]
    coming: tuple[LectureCard, ...]
    past: tuple[LectureCard, ...]
    year: LectureYear
    holds: bool
    may_ask: bool


def _with_first(rows: QuerySet[LectureRequest]) -> QuerySet[LectureRequest]:
    """First request of its agency in this town; groups without an agency by their words."""
    same_day = Q(requested_on=OuterRef("requested_on"), recorded_at__lt=OuterRef("recorded_at"))
    before = LectureRequest.objects.filter(
        Q(requested_on__lt=OuterRef("requested_on")) | same_day, municipality_id=OuterRef("municipality_id")
    )
    earlier = before.filter(requester_agency_id=OuterRef("requester_agency_id"))
    by_words = before.filter(requester_agency__isnull=True, requester_words=OuterRef("requester_words"))
    return rows.annotate(asked_before=Exists(earlier), asked_before_by_words=Exists(by_words))


def _card(row: LectureRequest) -> LectureCard:
    state = LectureState(row.state)
    return LectureCard(
        lecture_id=row.pk,
        kind=LectureKind(row.kind),
        requester=row.requester_agency.name if row.requester_agency else row.requester_words,
        requester_fields=tuple(row.requester_fields),
        is_first_request=not (row.asked_before if row.requester_agency_id else row.asked_before_by_words),
        initiative=Initiative(row.initiative),
        requested_on=row.requested_on,
        preferred=row.preferred,
        topic=row.topic,
        plain_words=row.plain_words,
        state=state,
        ways=LECTURE_MOVES[state],
        state_reason=row.state_reason,
        speaker=row.speaker,
        planned_on=row.planned_on,
        held_on=row.held_on,
        people=row.people,
        fields=tuple(row.fields),
        gain=Gain(tuple(row.grades_before), tuple(row.grades_after)),
        noticed=row.noticed,
    )


def lecture_desk(viewer: Viewer) -> LectureDesk:
    """出前講座・研修: what waits for an answer, what is coming, what was held; the fiscal year in figures. One query."""
    rows = _with_first(lecture_policies.visible_lectures(viewer)).select_related("requester_agency")
    cards = [_card(row) for row in rows.order_by("-requested_on", "-recorded_at", "pk")[:500]]
    year = FiscalYear.containing(viewer.on)
    of_year = [card for card in cards if card.requested_on in year]
    held = [card for card in cards if card.held_on and card.held_on in year]
    return LectureDesk(
        waiting=tuple(card for card in reversed(cards) if card.state is LectureState.ASKED),
        coming=tuple(
            sorted(
                (card for card in cards if card.state is LectureState.ACCEPTED),
                key=lambda card: card.planned_on or date.max,
            )
        ),
        past=tuple(card for card in cards if card.state not in {LectureState.ASKED, LectureState.ACCEPTED}),
        year=LectureYear(
            year=year.in_japanese,
            requests=len(of_year),
            pulled=sum(card.initiative is Initiative.ASKED_BY_AGENCY for card in of_year),
            new_requesters=sum(card.is_first_request for card in of_year),
            held=len(held),
            people=sum(card.people or 0 for card in held),
            fields=tuple(sorted({field for card in held for field in card.fields})),
        ),
        holds=lecture_policies.holds_lectures(viewer),
        may_ask=lecture_policies.may_ask_for_lecture(viewer),
    )


def lecture_card(viewer: Viewer, lecture_id: uuid.UUID) -> LectureCard:
    """One request. Two queries."""
    lecture_policies.seen_lecture(viewer, lecture_id)
    return _card(_with_first(LectureRequest.objects.filter(pk=lecture_id)).select_related("requester_agency").get())
