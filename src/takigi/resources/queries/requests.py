"""相談の読み取り: what waits at the desk, one request with its candidates, and what hangs on a case."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Prefetch, Q, QuerySet

from takigi.access.grounds import Viewer
from takigi.audit import actions as audit
from takigi.casework.queries.access import case_facts
from takigi.casework.queries.access import target_of as case_target
from takigi.organisations import queries as organisations
from takigi.people.queries.names import NamedPerson, named_persons
from takigi.resources import policies
from takigi.resources.models import Match, MatchRequest, Participation, RequestWord
from takigi.resources.queries.cards import ResourceCard, cards_of
from takigi.resources.rules.matching import Matched, Need, Place, match
from takigi.resources.rules.requests import (
    Accompanied,
    LookAfter,
    Outcome,
    RequestSource,
    Stage,
    Standing,
    stage_of,
    to_look_after,
)
from takigi.resources.rules.words import Interest, ResourceState, Sharing, Welcome


@dataclass(frozen=True)
class LookedAfter:
    """その後の一行."""

    months: int
    looked_on: date
    standing: Standing
    note: str


@dataclass(frozen=True)
class MatchLine:
    """選んだ場所. `next_look`: when somebody asks again how it goes; `is_handed`: the person may be given its card."""

    match_id: uuid.UUID
    resource_id: uuid.UUID
    resource_name: str
    chosen_on: date
    chosen_by: str
    introduced_on: date | None
    accompanied_by: Accompanied | None
    first_attended_on: date | None
    role_taken: str
    given_up_on: date | None
    given_up_reason: str
    looked_after: tuple[LookedAfter, ...]
    next_look: LookAfter | None
    is_handed: bool = False


@dataclass(frozen=True)
class RequestCard:
    """相談の一行. `person` and `case_id` only on a ground of their own."""

    request_id: uuid.UUID
    case_id: uuid.UUID | None
    person: NamedPerson | None
    is_of_case: bool
    area_name: str
    source: RequestSource
    text: str
    interests: tuple[Interest, ...]
    received_on: date
    stage: Stage
    taken_by: str
    asked_by: str
    closed_on: date | None
    places: tuple[str, ...]
    next_look: LookAfter | None
    words: int
    is_gone: bool


@dataclass(frozen=True)
class Word:
    """やりとりの一言."""

    text: str
    written_by: str
    written_at: datetime


@dataclass(frozen=True)
class RequestPage:
    """一つの相談."""

    card: RequestCard
    need: Need
    words: tuple[Word, ...]
    matches: tuple[MatchLine, ...]
    consent_on: date | None
    is_name_told: bool
    closed_note: str
    unmet_id: uuid.UUID | None
    because: tuple[str, ...]
    may_match: bool
    may_answer: bool
    may_withdraw_name: bool


@dataclass(frozen=True)
class Candidates:
    """候補と外れた場所, with the cards behind them."""

    matched: Matched
    cards: dict[str, ResourceCard]


def open_requests(viewer: Viewer) -> list[RequestCard]:
    """まだ終わっていない相談, those that nobody has taken first, and of these the longest waiting. The list is noted as read. At most 14 queries."""
    policies.check_at_the_desk(viewer)
    rows = (
        policies.visible_requests(viewer)
        .filter(outcome="")
        .order_by(F("taken_on").asc(nulls_first=True), "received_on", "asked_at", "pk")
    )
    return _cards(viewer, rows, is_noted=True)


def ended_requests(viewer: Viewer, *, most: int = 50) -> list[RequestCard]:
    """終わった相談, the latest first. The list is noted as read. At most 14 queries."""
    policies.check_at_the_desk(viewer)
    rows = policies.visible_requests(viewer).exclude(outcome="").order_by("-closed_on", "pk")[:most]
    return _cards(viewer, rows, is_noted=True)


def requests_of_case(viewer: Viewer, case_id: uuid.UUID) -> list[RequestCard]:
    """The requests of one case, for its page, which notes the reading. At most 14 queries."""
    rows = policies.visible_requests(viewer).filter(case_id=case_id).order_by("-received_on", "pk")
    return _cards(viewer, rows, is_noted=False)


def to_be_looked_after(viewer: Viewer, *, within: date) -> list[RequestCard]:
    """その後を聞く方: whose next look falls due by the day, the earliest first. The list is noted as read. At most 14 queries."""
    policies.check_at_the_desk(viewer)
    rows = policies.visible_requests(viewer).filter(outcome=Outcome.ATTENDED).order_by("closed_on", "pk")
    due = [card for card in _cards(viewer, rows, is_noted=False) if card.next_look and card.next_look.due_on <= within]
    _note(viewer, due)
    return sorted(due, key=lambda one: one.next_look.due_on if one.next_look else within)


def request_page(viewer: Viewer, request_id: uuid.UUID) -> RequestPage:
    """One request. The reading is noted, of the case too where it is named. At most 30 queries."""
    row = policies.seen_request(viewer, request_id)
    (card,) = _cards(viewer, MatchRequest.objects.filter(pk=row.pk), is_noted=False)
    because = policies.reasons_for_request(viewer, row)
    audit.note_reading(
        case_target(card.case_id) if card.case_id else f"match_request:{row.pk}",
        municipality_id=viewer.municipality_id,
        by=viewer.staff_id,
        because=because,
        at=viewer.at,
    )
    words = list(RequestWord.objects.filter(request=row).order_by("written_at", "pk"))
    names = organisations.names_of_staff(viewer.municipality_id, {one.written_by_id for one in words})
    answers = policies.may_answer(viewer, row)
    is_told = row.consent_on is not None and row.consent_withdrawn_on is None
    return RequestPage(
        card=card,
        need=need_of(row),
        words=tuple(Word(one.text, names.get(one.written_by_id, ""), one.written_at) for one in words),
        matches=tuple(_lines(viewer, _matches_of([row.pk]))),
        consent_on=row.consent_on,
        is_name_told=is_told,
        closed_note=row.closed_note,
        unmet_id=row.unmet_need_id,
        because=because,
        may_match=policies.coordinates(viewer),
        may_answer=answers,
        may_withdraw_name=is_told and answers,
    )


def candidates_of(viewer: Viewer, page: RequestPage) -> Candidates:
    """候補: every place of the town as a candidate with reasons, or shut out with the condition. At most 5 queries."""
    rows = policies.visible_resources(viewer).exclude(state=ResourceState.ENDED)
    cards = {str(card.resource_id): card for card in cards_of(viewer, rows)}
    chosen = {str(line.resource_id) for line in page.matches if line.given_up_on is None}
    known = _still_going(viewer)
    places = [_place(card, known.get(card.resource_id, 0)) for key, card in cards.items() if key not in chosen]
    return Candidates(match(page.need, places), cards)


def may_ask(viewer: Viewer) -> bool:
    """Whether the viewer may send a need of somebody without a case."""
    return policies.may_ask(viewer)


def check_may_ask(viewer: Viewer, case_id: uuid.UUID | None) -> None:
    """Before the form is shown."""
    policies.check_may_ask(viewer, case_id)


def check_may_match(viewer: Viewer) -> None:
    """Before a form is shown that only coordinators send."""
    policies.check_coordinates(viewer)


def request_of_match(viewer: Viewer, match_id: uuid.UUID) -> uuid.UUID:
    """The request to which a chosen place belongs. Raises Unseen. One query."""
    return policies.seen_match(viewer, match_id).request_id


def need_of(row: MatchRequest) -> Need:
    """The conditions of a request."""
    return Need(
        interests=frozenset(Interest(one) for one in row.interests),
        area_id=row.area_id,
        weekdays=frozenset(row.weekdays),
        most_walk=row.most_walk,
        is_to_be_taken=row.is_to_be_taken,
        is_without_steps=row.is_without_steps,
        most_cost=row.most_cost,
        welcomes=frozenset(Welcome(one) for one in row.welcomes),
    )


def _place(card: ResourceCard, known: int) -> Place:
    words = card.words
    return Place(
        resource_id=str(card.resource_id),
        name=words.name,
        is_open=card.state is ResourceState.ACTIVE,
        area_id=words.area_id,
        weekdays=frozenset(slot.weekday for slot in words.slots),
        cost_yen=words.cost_yen,
        access=words.access,
        walk_minutes=words.walk_minutes,
        comforts=words.comforts,
        interests=words.interests,
        welcomes=words.welcomes,
        is_sure=not card.is_to_confirm,
        known=known,
    )


def _still_going(viewer: Viewer) -> dict[uuid.UUID, int]:
    """How many of those introduced to a place go there, as far as the last look says."""
    stopped = Participation.objects.filter(standing=Standing.STOPPED).values("match_id")
    rows = Match.objects.filter(
        resource__municipality_id=viewer.municipality_id, first_attended_on__isnull=False
    ).exclude(pk__in=stopped)
    return dict(rows.order_by().values_list("resource_id").annotate(n=Count("pk")))


def _matches_of(request_ids: Iterable[uuid.UUID]) -> list[Match]:
    looks = Prefetch("participations", queryset=Participation.objects.order_by("months"), to_attr="looks")
    rows = Match.objects.filter(request_id__in=list(request_ids)).order_by("chosen_on", "pk")
    return list(rows.select_related("resource").prefetch_related(looks))


def _lines(viewer: Viewer, matches: list[Match]) -> list[MatchLine]:
    names = organisations.names_of_staff(viewer.municipality_id, {one.chosen_by_id for one in matches})
    return [
        MatchLine(
            one.pk,
            one.resource_id,
            one.resource.name,
            one.chosen_on,
            names.get(one.chosen_by_id, ""),
            one.introduced_on,
            Accompanied(one.accompanied_by) if one.accompanied_by else None,
            one.first_attended_on,
            one.role_taken,
            one.given_up_on,
            one.given_up_reason,
            tuple(LookedAfter(p.months, p.looked_on, Standing(p.standing), p.note) for p in one.looks),
            _next_look(one),
            one.resource.sharing == Sharing.PUBLIC and one.resource.state != ResourceState.ENDED,
        )
        for one in matches
    ]


def _next_look(one: Match) -> LookAfter | None:
    if one.first_attended_on is None:
        return None
    has_stopped = any(look.standing == Standing.STOPPED for look in one.looks)
    return to_look_after(one.first_attended_on, frozenset(look.months for look in one.looks), has_stopped=has_stopped)


def _cards(viewer: Viewer, rows: QuerySet[MatchRequest], *, is_noted: bool) -> list[RequestCard]:
    requests = list(rows.annotate(n_words=Count("words")))
    named = set(
        policies.named_requests(viewer).filter(pk__in=[one.pk for one in requests]).values_list("pk", flat=True)
    )
    cases = case_facts(viewer.municipality_id, (one.case_id for one in requests if one.case_id))
    people = named_persons(viewer.municipality_id, (case.person_id for case in cases.values()))
    staff = {one.asked_by_id for one in requests} | {one.taken_by_id for one in requests if one.taken_by_id}
    names = organisations.names_of_staff(viewer.municipality_id, staff)
    areas = {one.area_id: one.name for one in organisations.areas(viewer.municipality_id)}
    matches: dict[uuid.UUID, list[Match]] = {}
    for one in _matches_of(request.pk for request in requests):
        matches.setdefault(one.request_id, []).append(one)
    cards = []
    for row in requests:
        whose = cases.get(row.case_id)
        # Who has died or moved away is asked nothing any more, also where the desk does not know whose it was (V24).
        is_gone = whose is not None and not people[whose.person_id].is_resident
        case = whose if row.pk in named else None
        standing = [one for one in matches.get(row.pk, []) if one.given_up_on is None]
        looks = [look for one in standing if not is_gone and (look := _next_look(one))]
        cards.append(
            RequestCard(
                request_id=row.pk,
                case_id=case.case_id if case else None,
                person=people.get(case.person_id) if case else None,
                is_of_case=row.case_id is not None,
                area_name=areas.get(row.area_id, ""),
                source=RequestSource(row.source),
                text=row.need_text,
                interests=tuple(Interest(one) for one in row.interests),
                received_on=row.received_on,
                stage=_stage(row, standing),
                taken_by=names.get(row.taken_by_id, ""),
                asked_by=names.get(row.asked_by_id, ""),
                closed_on=row.closed_on,
                places=tuple(one.resource.name for one in standing),
                next_look=min(looks, key=lambda look: look.due_on, default=None),
                words=row.n_words,
                is_gone=is_gone,
            )
        )
    if is_noted:
        _note(viewer, cards)
    return cards


def _stage(row: MatchRequest, standing: list[Match]) -> Stage:
    return stage_of(
        outcome=Outcome(row.outcome) if row.outcome else None,
        is_taken=row.taken_by_id is not None,
        has_match=bool(standing),
        is_introduced=any(one.introduced_on for one in standing),
    )


def _note(viewer: Viewer, cards: list[RequestCard]) -> None:
    """Whose names a list showed, with the grounds that opened such lists."""
    shown = [case_target(card.case_id) for card in cards if card.case_id]
    if shown:
        audit.note_reading(
            "",
            municipality_id=viewer.municipality_id,
            by=viewer.staff_id,
            because=because_of_lists(viewer),
            at=viewer.at,
            shown=shown,
        )


def because_of_lists(viewer: Viewer) -> tuple[str, ...]:
    """閲覧の根拠 of a list of requests."""
    if policies.coordinates(viewer):
        return (policies.CONSENT_REASON,)
    return (policies.CASE_REASON,)


def counts_waiting(viewer: Viewer) -> tuple[int, int]:
    """For the desk and for today: requests that nobody has taken, and all that are open. One query."""
    rows = policies.visible_requests(viewer).filter(outcome="")
    counted = rows.aggregate(waiting=Count("pk", filter=Q(taken_by__isnull=True)), open=Count("pk"))
    return counted["waiting"], counted["open"]


def resource_names(viewer: Viewer) -> list[tuple[uuid.UUID, str]]:
    """The places of the town, for a choice. One query."""
    rows = policies.visible_resources(viewer).exclude(state=ResourceState.ENDED)
    return list(rows.order_by("name").values_list("pk", "name"))
