"""支援プランのきまり: decided in one kind of meeting only, and only while the person's consent stands (I8, R9). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from takigi.kernel.labelled import Labelled
from takigi.meetings.rules.words import MeetingsRefused


class PlanState(Labelled):
    """支援プランの状態."""

    DRAFT = "draft", "案"
    DECIDED = "decided", "決定"
    EVALUATED = "evaluated", "評価済み"
    ENDED = "ended", "おわり"


class Achievement(Labelled):
    """目標にどこまで近づいたか."""

    REACHED = "reached", "たどりついた"
    NEARER = "nearer", "近づいた"
    SAME = "same", "変わらない"
    FARTHER = "farther", "遠のいた"
    UNKNOWN = "unknown", "わからない"


class PlanResult(Labelled):
    """評価の結果 (collaboration.md 2.3)."""

    CLOSED = "closed", "終結"
    NEW_PLAN = "new_plan", "再プラン"
    INTERRUPTED = "interrupted", "中断"


@dataclass(frozen=True, kw_only=True)
class DecidingFacts:
    """What decides whether a plan may be decided now."""

    is_plan_meeting: bool
    is_held: bool
    has_consent: bool
    has_case: bool
    goals: int
    actions: int
    review_on: date | None
    agreed_by_subject_on: date | None
    on: date


NOT_THIS_MEETING = (
    "支援プランを決められるのは重層的支援会議だけです。支援会議では、役割と約束を決めて続けられます。"
    "本人の同意が得られたら、重層的支援会議の議題にしてください。"
)
NO_CONSENT = (
    "本人の同意がいまの時点で「同意」になっていないため、支援プランは決められません。"
    "同意が得られるまでは支援会議（社会福祉法106条の6）で見守りと準備を続け、同意を記録してから重層的支援会議で決めてください。"
    "書いた案は残っています。"
)


def check_may_decide(facts: DecidingFacts) -> None:
    """Refuses with the lawful way on; nothing of the draft is lost."""
    if not facts.has_case:
        raise MeetingsRefused("ケースのない議題では支援プランを決められません。議題にケースを加えてください。")
    if not facts.is_plan_meeting:
        raise MeetingsRefused(NOT_THIS_MEETING)
    if not facts.is_held:
        raise MeetingsRefused(
            "会議がまだ始まっていません。案は書いておけます。決めるのは会議を「開いている」にしてからです。"
        )
    if not facts.has_consent:
        raise MeetingsRefused(NO_CONSENT)
    missing = _missing(facts)
    if missing:
        raise MeetingsRefused(f"決める前に書くことがあります: {'、'.join(missing)}。")
    if facts.agreed_by_subject_on and facts.agreed_by_subject_on > facts.on:
        raise MeetingsRefused("本人が合意した日が今日より後になっています。")
    if facts.review_on and facts.review_on <= facts.on:
        raise MeetingsRefused("見直す日は、今日より後の日にしてください。")


def _missing(facts: DecidingFacts) -> Sequence[str]:
    wanted = (
        ("目標", facts.goals > 0),
        ("だれが何をするか", facts.actions > 0),
        ("見直す日", facts.review_on is not None),
        ("本人が合意した日", facts.agreed_by_subject_on is not None),
    )
    return [label for label, is_there in wanted if not is_there]
