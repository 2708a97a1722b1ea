"""成功事例の読み取り: the shelf, one story, and the stories of one case."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from takigi.access.grounds import Viewer
from takigi.casework.rules.goals import GoalField
from takigi.organisations.queries import names_of_staff
from takigi.success_cases import policies
from takigi.success_cases.models import SuccessCase
from takigi.success_cases.rules import MOVES, TEXTS, Audience, SuccessState, SuccessWords, Wanted, likeness


@dataclass(frozen=True)
class SuccessCard:
    """棚の一枚. `points`: how much it is like what was asked for; 0 when nothing was."""

    success_id: uuid.UUID
    words: SuccessWords
    state: SuccessState
    published_on: date | None
    points: int = 0


@dataclass(frozen=True)
class SuccessPage:
    """一つの成功事例. `case_id` only for those who know the case; `moves`: what may become of it by their hand."""

    success_id: uuid.UUID
    words: SuccessWords
    state: SuccessState
    version: int
    written_by: str
    checked_by: str
    published_on: date | None
    ended_reason: str
    readers: int
    case_id: uuid.UUID | None
    moves: frozenset[SuccessState]
    is_own_writing: bool


def success_shelf(viewer: Viewer, wanted: Wanted | None = None) -> list[SuccessCard]:
    """共有中の事例, the likest first, then the newest. Four queries, however many there are."""
    policies.check_may_read_shelf(viewer)
    asked = wanted or Wanted()
    rows = policies.shared(viewer).order_by("-published_on", "pk")
    cards = [_card(row, asked) for row in rows]
    if asked:
        cards = sorted((card for card in cards if card.points), key=lambda card: -card.points)
    return cards


def like_this(viewer: Viewer, cause_code: str, *, most: int = 3) -> list[SuccessCard]:
    """To show at a visit: the shared stories of the same cause, newest first; none for whoever has no shelf. Four queries."""
    if not cause_code or not policies.may_read_shelf(viewer):
        return []
    return success_shelf(viewer, Wanted(cause_code=cause_code))[:most]


def waiting_successes(viewer: Viewer) -> list[SuccessCard]:
    """下書きと確認待ち of one's own agencies. At most five queries."""
    open_states = (SuccessState.DRAFT, SuccessState.WAITING)
    rows = policies.visible(viewer).filter(state__in=open_states).order_by("-written_at", "pk")
    return [_card(row, Wanted()) for row in rows]


def successes_of_case(viewer: Viewer, case_id: uuid.UUID) -> list[SuccessCard]:
    """What was written of one case; whether the viewer sees the case was asked by its page. At most five queries."""
    return [_card(row, Wanted()) for row in policies.visible(viewer).filter(case_id=case_id).order_by("written_at")]


def success_page(viewer: Viewer, success_id: uuid.UUID) -> SuccessPage:
    """One story. Raises Unseen. At most ten queries."""
    story = policies.seen(viewer, success_id)
    names = names_of_staff(viewer.municipality_id, {story.written_by_id, story.checked_by_id} - {None})
    knows = viewer.may_read_persons and bool(
        policies.casework_agency_ids(viewer) & {story.case.agency_id, story.case.entrusted_agency_id}
    )
    state, is_own = SuccessState(story.state), story.written_by_id == viewer.staff_id
    moves = MOVES[state] if knows else frozenset()
    return SuccessPage(
        success_id=story.pk,
        words=_words(story),
        state=state,
        version=story.version,
        written_by=names.get(story.written_by_id, "") if knows else "",
        checked_by=names.get(story.checked_by_id, "") if knows else "",
        published_on=story.published_on,
        ended_reason=story.ended_reason if knows else "",
        readers=story.readings.aggregate(n=Count("pk"))["n"],
        case_id=story.case_id if knows else None,
        moves=moves - {SuccessState.PUBLISHED} if is_own else moves,
        is_own_writing=is_own,
    )


def _card(row: SuccessCase, wanted: Wanted) -> SuccessCard:
    words = _words(row)
    return SuccessCard(row.pk, words, SuccessState(row.state), row.published_on, likeness(words, wanted))


def _words(row: SuccessCase) -> SuccessWords:
    return SuccessWords(
        **{name: getattr(row, name) for name in TEXTS},
        goal_field=GoalField(row.goal_field),
        cause_code=row.cause_code,
        age_band=row.age_band,
        audience=Audience(row.audience),
    )
