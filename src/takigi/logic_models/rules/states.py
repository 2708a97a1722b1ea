"""ストーリーと版の状態: what may become of a story, of a version, of an arrow, of a question. Going back is a normal move."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from takigi.kernel.labelled import Labelled
from takigi.logic_models.rules.words import LinkStatus, LogicModelRefused

OneState = TypeVar("OneState", bound=Labelled)


class IllegalMove(LogicModelRefused):
    """It cannot go there from here."""


class StoryState(Labelled):
    """ストーリーの状態 (policy.md 7), in the order of the way."""

    UNEASE = "unease", "もやもや"
    GATHERING = "gathering", "薪拾い"
    FRAMING = "framing", "枠組み"
    DESIGN = "design", "設計"
    TRYING = "trying", "試す"
    SPREADING = "spreading", "広げる"
    SETTLED = "settled", "定着"
    PAUSED = "paused", "休止"
    ENDED = "ended", "終了"


S = StoryState
WAY = (S.UNEASE, S.GATHERING, S.FRAMING, S.DESIGN, S.TRYING, S.SPREADING, S.SETTLED)


def _ways(state: StoryState) -> frozenset[StoryState]:
    place = WAY.index(state)
    # One step on, or back to anything earlier; from anywhere into a rest or an end.
    return frozenset(WAY[:place]) | frozenset(WAY[place + 1 : place + 2]) | {S.PAUSED, S.ENDED}


STORY_MOVES: Mapping[StoryState, frozenset[StoryState]] = MappingProxyType(
    {state: _ways(state) for state in WAY}
    | {
        # Out of a rest it goes on wherever the team says. An end is an end: whoever goes on founds a new story.
        S.PAUSED: frozenset(WAY) | {S.ENDED},
        S.ENDED: frozenset[StoryState](),
    }
)


def is_way_back(current: StoryState, wanted: StoryState) -> bool:
    """Whether the move leads to an earlier state, for which a decision is asked."""
    return current in WAY and wanted in WAY and WAY.index(wanted) < WAY.index(current)


class VersionKind(Labelled):
    """版の種類: why there is a new one."""

    FIRST = "first", "初版"
    POLISH = "polish", "磨き上げ"
    CORRECTION = "correction", "軌道修正"
    TURN = "turn", "方向転換"
    NEW_YEAR = "new_year", "年度更新"
    HANDOVER = "handover", "引継ぎ"


# A change of course says what was given up for it.
COURSE_CHANGES = frozenset({VersionKind.CORRECTION, VersionKind.TURN})


class Approval(Labelled):
    """版の合意."""

    WORKING = "working", "作業中"
    TEAM = "team", "チーム合意"
    CITY_HALL = "city_hall", "庁内承認"
    PUBLIC = "public", "公表"


A = Approval
APPROVAL_MOVES: Mapping[Approval, frozenset[Approval]] = MappingProxyType(
    {
        A.WORKING: frozenset({A.TEAM}),
        A.TEAM: frozenset({A.CITY_HALL}),
        A.CITY_HALL: frozenset({A.PUBLIC}),
        A.PUBLIC: frozenset[Approval](),
    }
)

# Arrows that turned out so are never taken out; they ask what is decided about them.
ASKS_FOR_DECISION = frozenset({LinkStatus.WEAK, LinkStatus.DENIED})


class UneaseState(Labelled):
    """モヤモヤの状態."""

    AS_IT_IS = "as_it_is", "そのまま"
    ASKED = "asked", "問いにした"
    SOLVED = "solved", "解けた"
    SHELVED = "shelved", "棚上げ"


class QuestionState(Labelled):
    """問いの状態."""

    OPEN = "open", "未着手"
    GATHERING = "gathering", "集め中"
    KNOWN = "known", "わかった"
    UNKNOWABLE = "unknowable", "わからない"


QUESTION_MOVES: Mapping[QuestionState, frozenset[QuestionState]] = MappingProxyType(
    {
        QuestionState.OPEN: frozenset({QuestionState.GATHERING}),
        QuestionState.GATHERING: frozenset({QuestionState.KNOWN, QuestionState.UNKNOWABLE}),
        # New wood may turn up.
        QuestionState.KNOWN: frozenset({QuestionState.GATHERING}),
        QuestionState.UNKNOWABLE: frozenset({QuestionState.GATHERING}),
    }
)


def check_move(moves: Mapping[OneState, frozenset[OneState]], current: OneState, wanted: OneState) -> None:
    """Refuses a move that the table does not have, naming those that it has.

    >>> check_move(QUESTION_MOVES, QuestionState.OPEN, QuestionState.GATHERING)
    """
    if wanted in moves[current]:
        return
    ways = "、".join(f"「{state.label}」" for state in type(current) if state in moves[current]) or "ありません"
    raise IllegalMove(f"「{current.label}」から「{wanted.label}」へは進めません（進める先: {ways}）。")
