"""相談と結びのきまり: what a request may become, when somebody is looked after again, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from takigi.kernel.labelled import Labelled
from takigi.kernel.months import months_after
from takigi.resources.rules.words import ResourceRefused

# After the first time there, somebody asks again after so many months (casework.md 6.2).
LOOKED_AFTER = (1, 3, 6, 12)
SOON_DAYS = 7


class RequestSource(Labelled):
    """だれからの相談か."""

    CENTRE = "centre", "地域包括支援センター"
    CARE_MANAGER = "care_manager", "ケアマネジャー"
    PROVIDER = "provider", "短期集中の事業所"
    PERSON = "person", "本人"
    FAMILY = "family", "家族"
    NEIGHBOUR = "neighbour", "民生委員・近所の方"
    OTHER = "other", "その他"


class Outcome(Labelled):
    """相談の結果."""

    ATTENDED = "attended", "通い始めた"
    NONE = "none", "合う場所がなかった"
    WITHDRAWN = "withdrawn", "取りやめた"


class Stage(Labelled):
    """相談がどこまで進んだか. Read from the records, never written."""

    WAITING = "waiting", "返事を待っている"
    TAKEN = "taken", "さがしている"
    CHOSEN = "chosen", "場所を選んだ"
    INTRODUCED = "introduced", "紹介した"
    ATTENDED = "attended", "通い始めた"
    NONE = "none", "合う場所がなかった"
    WITHDRAWN = "withdrawn", "取りやめた"


class Accompanied(Labelled):
    """はじめての日にだれが一緒に行くか."""

    COORDINATOR = "coordinator", "生活支援コーディネーター"
    CASEWORKER = "caseworker", "担当の職員"
    FAMILY = "family", "家族"
    MEMBER = "member", "そこに来ている人"
    ALONE = "alone", "本人だけで"


class Standing(Labelled):
    """その後のようす."""

    CONTINUES = "continues", "続けている"
    SOMETIMES = "sometimes", "ときどき"
    STOPPED = "stopped", "やめた"
    UNKNOWN = "unknown", "分からない"


class Barrier(Labelled):
    """何がはばんでいるか (casework.md 6.3)."""

    PLACE = "place", "場所がない"
    TRANSPORT = "transport", "行く手だてがない"
    COST = "cost", "費用"
    PEOPLE = "people", "担い手がいない"
    TIME = "time", "時間が合わない"
    INFORMATION = "information", "知られていない"
    OTHER = "other", "その他"


class UnmetSource(Labelled):
    """どこから分かったか."""

    MATCH = "match", "合う場所がなかった相談"
    CASE = "case", "個別の支援"
    MEETING = "meeting", "会議"
    RESIDENTS = "residents", "住民の声"


class UnmetState(Labelled):
    """不足のいま."""

    OPEN = "open", "分かったところ"
    DISCUSSED = "discussed", "話し合った"
    TRIAL = "trial", "試している"
    SOLVED = "solved", "解けた"
    DROPPED = "dropped", "見送った"


U = UnmetState
UNMET_MOVES: dict[UnmetState, frozenset[UnmetState]] = {
    U.OPEN: frozenset({U.DISCUSSED, U.TRIAL, U.SOLVED, U.DROPPED}),
    # The next meeting may talk about it again.
    U.DISCUSSED: frozenset({U.DISCUSSED, U.TRIAL, U.SOLVED, U.DROPPED}),
    U.TRIAL: frozenset({U.DISCUSSED, U.SOLVED, U.DROPPED}),
    U.SOLVED: frozenset({U.OPEN}),
    U.DROPPED: frozenset({U.OPEN}),
}
STILL_MISSING = (U.OPEN, U.DISCUSSED, U.TRIAL)


def stage_of(
    *, outcome: Outcome | None, is_taken: bool, has_match: bool, is_introduced: bool, has_attended: bool = False
) -> Stage:
    """Where a request stands; whoever goes there already has arrived, whatever the papers say.

    >>> stage_of(outcome=None, is_taken=True, has_match=False, is_introduced=False).label
    'さがしている'
    """
    if outcome is not None:
        return Stage[outcome.name]
    if has_attended:
        return Stage.ATTENDED
    if is_introduced:
        return Stage.INTRODUCED
    if has_match:
        return Stage.CHOSEN
    return Stage.TAKEN if is_taken else Stage.WAITING


def check_open(outcome: Outcome | None) -> None:
    """Refuses a change of what has ended."""
    if outcome is not None:
        raise ResourceRefused(
            f"この相談は「{outcome.label}」で終わっています。もう一度さがすときは、新しく相談します。"
        )


def check_day(on: date, *, today: date, not_before: date, what: str) -> None:
    """Refuses a day that has not come, and one before what it follows."""
    if on > today:
        raise ResourceRefused(f"{what}が、先の日になっています。その日が来てから書いてください。")
    if on < not_before:
        raise ResourceRefused(f"{what}が、その前の記録（{not_before.month}月{not_before.day}日）より前になっています。")


def check_unmet_move(state: UnmetState, to: UnmetState) -> None:
    """Refuses what does not follow."""
    if to not in UNMET_MOVES[state]:
        raise ResourceRefused(f"いまは「{state.label}」です。「{to.label}」にはできません。")


@dataclass(frozen=True)
class LookAfter:
    """様子を聞く月: after how many months, and on which day it falls due."""

    months: int
    due_on: date


def to_look_after(first_attended_on: date, done: frozenset[int], *, has_stopped: bool = False) -> LookAfter | None:
    """The next time somebody asks how it goes; None when every time has been, or it has ended.

    >>> to_look_after(date(2026, 1, 31), frozenset({1}))
    LookAfter(months=3, due_on=datetime.date(2026, 4, 30))
    """
    if has_stopped:
        return None
    left = [months for months in LOOKED_AFTER if months > max(done, default=0)]
    return LookAfter(left[0], months_after(first_attended_on, left[0])) if left else None
