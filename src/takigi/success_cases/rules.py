"""成功事例のきまり: what a story must say, what may become of it, and which story is like somebody's. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

from takigi.casework.rules.deidentifying import Found, Trace, traces_in
from takigi.casework.rules.goals import GoalField
from takigi.kernel.labelled import Labelled


class SuccessRefused(ValueError):
    """The story cannot take this as it is; the text says what is possible instead."""


class SuccessState(Labelled):
    """成功事例の段階."""

    DRAFT = "draft", "下書き"
    WAITING = "waiting", "確認待ち"
    PUBLISHED = "published", "共有中"
    WITHDRAWN = "withdrawn", "取り下げ"


S = SuccessState
MOVES: Mapping[SuccessState, frozenset[SuccessState]] = MappingProxyType(
    {
        S.DRAFT: frozenset({S.WAITING, S.WITHDRAWN}),
        S.WAITING: frozenset({S.DRAFT, S.PUBLISHED, S.WITHDRAWN}),
        S.PUBLISHED: frozenset({S.WITHDRAWN}),
        S.WITHDRAWN: frozenset(),
    }
)


class Audience(Labelled):
    """どこまで見せるか."""

    STAFF = "staff", "このシステムを使う職員・事業所"
    PUBLIC = "public", "講演・広報・ホームページにも"


def check_move(before: SuccessState, after: SuccessState) -> None:
    """Refuses a step that is not in the table."""
    if after not in MOVES[before]:
        possible = "、".join(one.label for one in S if one in MOVES[before]) or "何もできません"
        raise SuccessRefused(f"「{before.label}」の事例を「{after.label}」にはできません。できること: {possible}。")


@dataclass(frozen=True)
class SuccessWords:
    """成功事例のことば. Nothing in it may lead to a person."""

    title: str
    before: str
    trigger: str
    agreed: str
    done: str
    helped: str
    after: str
    places: str = ""
    goal_field: GoalField = GoalField.OTHER
    cause_code: str = ""
    age_band: str = ""
    audience: Audience = Audience.STAFF


# What a story is for: the former life, the point agreed at the beginning, and what helped.
REQUIRED = MappingProxyType(
    {
        "title": "ひとことで言うと",
        "before": "元の生活",
        "trigger": "きっかけと、できなくなったこと",
        "agreed": "はじめに合意したゴール",
        "done": "したこと",
        "helped": "何がよかったか",
        "after": "いまの生活",
    }
)
TEXTS = (*REQUIRED, "places")


def check_words(words: SuccessWords, known: Collection[str], *, is_sure: bool) -> None:
    """Refuses what is missing and what could lead to somebody (V35). A name of the register never passes."""
    missing = [label for name, label in REQUIRED.items() if not getattr(words, name).strip()]
    if missing:
        raise SuccessRefused(f"まだ書かれていないところがあります: {'、'.join(missing)}。")
    left = [one for one in traces_of(words, known) if one.trace is Trace.KNOWN or not is_sure]
    if left:
        told = "、".join(dict.fromkeys(f"「{one.words}」（{one.trace.label}）" for one in left))
        raise SuccessRefused(f"だれのことか分かるかもしれないことばがあります: {told}。{left[0].instead}")


def traces_of(words: SuccessWords, known: Collection[str]) -> tuple[Found, ...]:
    """What in any of its texts could lead to a person."""
    return traces_in("\n".join(getattr(words, name) for name in TEXTS), known)


@dataclass(frozen=True)
class Wanted:
    """似た方をさがすことば: what is known of the person one visits. Empty fields ask for nothing."""

    cause_code: str = ""
    goal_field: str = ""
    age_band: str = ""
    words: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


def likeness(story: SuccessWords, wanted: Wanted) -> int:
    """How much a story is like what is wanted: the same wish counts most, then the same cause, then the age.

    >>> story = SuccessWords("畑に戻った方", "", "", "", "", "", "", goal_field=GoalField.FIELD, cause_code="fall_fracture")
    >>> likeness(story, Wanted(goal_field="field")), likeness(story, Wanted(cause_code="stroke", words="畑")), likeness(story, Wanted())
    (4, 4, 0)
    """
    points = 0
    points += 4 if wanted.goal_field and story.goal_field == wanted.goal_field else 0
    points += 3 if wanted.cause_code and story.cause_code == wanted.cause_code else 0
    points += _age_points(story.age_band, wanted.age_band)
    texts = "\n".join(getattr(story, name) for name in TEXTS)
    return points + 4 * sum(word in texts for word in wanted.words.split())


def _age_points(told: str, wanted: str) -> int:
    """2 for the same band of five years, 1 for the next one."""
    ages = [int(found[0]) if (found := re.search(r"\d+", band)) else None for band in (told, wanted)]
    if ages[0] is None or ages[1] is None:
        return 0
    return max(0, 2 - abs(ages[0] - ages[1]) // 5)
