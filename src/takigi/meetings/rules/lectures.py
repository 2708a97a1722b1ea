"""出前講座のきまり: asked for, taken on, held, and what it left in people. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from takigi.kernel.labelled import Labelled
from takigi.meetings.rules.words import MeetingsRefused


class LectureState(Labelled):
    """依頼の状態."""

    ASKED = "asked", "依頼があった"
    ACCEPTED = "accepted", "引き受けた"
    HELD = "held", "開いた"
    DECLINED = "declined", "引き受けられなかった"
    CANCELLED = "cancelled", "取りやめ"


LECTURE_MOVES: Mapping[LectureState, frozenset[LectureState]] = {
    LectureState.ASKED: frozenset({LectureState.ACCEPTED, LectureState.DECLINED, LectureState.CANCELLED}),
    LectureState.ACCEPTED: frozenset({LectureState.HELD, LectureState.CANCELLED}),
    LectureState.HELD: frozenset(),
    LectureState.DECLINED: frozenset({LectureState.ACCEPTED}),
    LectureState.CANCELLED: frozenset(),
}


class LectureKind(Labelled):
    """どんな学びの場か."""

    LECTURE = "lecture", "出前講座"
    TRAINING = "training", "研修"


class Initiative(Labelled):
    """どちらから (K14: pull, not push)."""

    ASKED_BY_AGENCY = "asked_by_agency", "依頼があった"
    OFFERED = "offered", "こちらから声をかけた"


class Understanding(Labelled):
    """どのくらい分かっているか: five grades in plain words (collaboration.md 3.4)."""

    NEVER_HEARD = "1", "聞いたことがない"
    NAME_ONLY = "2", "名前は知っている"
    ROUGHLY = "3", "だいたい分かる"
    KNOWS = "4", "分かる"
    EXPLAINS = "5", "自分の言葉で説明できる"


HIGHEST = 5


def check_lecture_move(now: LectureState, wanted: LectureState) -> None:
    """Refuses with the ways that are open."""
    if wanted in LECTURE_MOVES[now]:
        return
    ways = "、".join(one.label for one in LectureState if one in LECTURE_MOVES[now])
    possible = f"いまできるのは「{ways}」です。" if ways else "新しい依頼として書いてください。"
    raise MeetingsRefused(f"「{now.label}」から「{wanted.label}」にはできません。{possible}")


@dataclass(frozen=True)
class Gain:
    """分かり方の変わり: people by grade before and after, from raised hands or a paper; no names."""

    before: tuple[int, ...]
    after: tuple[int, ...]

    @property
    def asked_before(self) -> int:
        """How many answered before."""
        return sum(self.before)

    @property
    def asked_after(self) -> int:
        """How many answered after."""
        return sum(self.after)

    @property
    def explain_after(self) -> int:
        """How many can explain it in their own words afterwards."""
        return self.after[-1] if self.after else 0


def read_grades(typed: str) -> tuple[int, ...]:
    """Five numbers, from grade 1 to 5, as people count hands.

    >>> read_grades("2, 5 3 0 0"), read_grades("")
    ((2, 5, 3, 0, 0), ())
    """
    words = typed.replace(",", " ").replace("、", " ").replace("，", " ").split()
    if not words:
        return ()
    try:
        grades = tuple(int(one) for one in words)
    except ValueError as error:
        raise MeetingsRefused("段階ごとの人数を、1から5の順に数字で書いてください。例: 2 5 3 0 0") from error
    if len(grades) != HIGHEST or any(one < 0 for one in grades):
        raise MeetingsRefused(f"段階は{HIGHEST}つです。いない段階は0と書いてください。例: 2 5 3 0 0")
    return grades
