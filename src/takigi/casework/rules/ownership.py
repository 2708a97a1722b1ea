"""主担当の履歴のきまり: one owner at every moment of a shared case, and which steps may change it (I1-I4)."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from takigi.casework.rules.states import CaseRefused
from takigi.kernel.era_names import in_short_japanese
from takigi.kernel.labelled import Labelled

# So long a case that was handed on stands before whoever has it now as new to them.
NEWLY = timedelta(days=14)


class SharedState(Labelled):
    """多機関のケースの状態."""

    SUPPORTING = "shared_supporting", "支援中"
    WATCHING = "shared_watching", "見守り"
    CLOSED = "closed", "終結"

    @classmethod
    def own_choices(cls) -> list[tuple[str, str]]:
        """The states that a prevention case does not have."""
        return [(state.value, state.label) for state in cls if state is not cls.CLOSED]


SHARED_MOVES = {
    SharedState.SUPPORTING: frozenset({SharedState.WATCHING, SharedState.CLOSED}),
    SharedState.WATCHING: frozenset({SharedState.SUPPORTING, SharedState.CLOSED}),
    # A closed case is evidence. Whoever comes back gets a new one that points to it.
    SharedState.CLOSED: frozenset[SharedState](),
}


def check_shared_move(current: SharedState, wanted: SharedState) -> None:
    """Refuses what the table does not have, naming what it has."""
    if wanted not in SHARED_MOVES[current]:
        ways = "、".join(state.label for state in SharedState if state in SHARED_MOVES[current]) or "なし"
        raise CaseRefused(f"「{current.label}」から「{wanted.label}」へは進めません（進める先: {ways}）。")


class OwnershipChange(Labelled):
    """主担当の替わり方."""

    INITIAL = "initial", "はじめ"
    PERSON = "person_change", "機関の中で担当者が替わった"
    REORGANISED = "reorg", "機関の統合・分割"
    TRANSFER = "transfer", "移管"
    STATION_EXCEPTION = "station_exception", "ステーションへの例外の移管"


# To another agency only in these ways; the two of transfer name the transfer that was accepted.
BETWEEN_AGENCIES = frozenset({OwnershipChange.TRANSFER, OwnershipChange.STATION_EXCEPTION, OwnershipChange.REORGANISED})
BY_TRANSFER = frozenset({OwnershipChange.TRANSFER, OwnershipChange.STATION_EXCEPTION})


@dataclass(frozen=True, slots=True)
class Held:
    """担当の一行: an agency and a person, from a day to a day (the day of the next one)."""

    agency_id: int
    staff_id: int | None
    from_on: date
    change: OwnershipChange
    ended_on: date | None = None
    transfer_id: str = ""


@dataclass(frozen=True, slots=True)
class NewHolder:
    """次の主担当: who, from when, and by which way."""

    agency_id: int
    staff_id: int | None
    on: date
    change: OwnershipChange
    transfer_id: str = ""
    is_station: bool = False


History = tuple[Held, ...]


def first_held(new: NewHolder) -> History:
    """The history of a case that has just been opened. The station opens one only as an exception with an end."""
    _check_way(new, None)
    return (Held(new.agency_id, new.staff_id, new.on, new.change, transfer_id=new.transfer_id),)


def handed_on(history: History, new: NewHolder) -> History:
    """The history with the next holder: the former one ends on the very day on which the new one begins."""
    now = history[-1]
    if (new.agency_id, new.staff_id) == (now.agency_id, now.staff_id):
        raise CaseRefused("いまと同じ主担当です。替わる人を選んでください。")
    if new.on < now.from_on:
        raise CaseRefused(f"いまの主担当は{in_short_japanese(now.from_on)}からです。それ以降の日にしてください。")
    _check_way(new, now)
    ended = Held(now.agency_id, now.staff_id, now.from_on, now.change, ended_on=new.on, transfer_id=now.transfer_id)
    return (*history[:-1], ended, Held(new.agency_id, new.staff_id, new.on, new.change, transfer_id=new.transfer_id))


def _check_way(new: NewHolder, now: Held | None) -> None:
    moves = now is None or new.agency_id != now.agency_id
    if now is None and new.change not in {OwnershipChange.INITIAL, OwnershipChange.STATION_EXCEPTION}:
        raise CaseRefused("はじめの主担当は、ケースを開いた機関です。")
    if now is not None and moves and new.change not in BETWEEN_AGENCIES:
        raise CaseRefused("ほかの機関に主担当が替わるのは、移管が受け入れられたときだけです。移管を提案してください。")
    if now is not None and not moves and new.change is not OwnershipChange.PERSON:
        raise CaseRefused("同じ機関の中では、担当者だけが替わります。")
    if moves and new.is_station and new.change is not OwnershipChange.STATION_EXCEPTION:
        raise CaseRefused("ステーションは主担当を引き取りません。期限と終わり方を決めた例外だけができます。")
    if new.change in BY_TRANSFER and not new.transfer_id:
        raise CaseRefused("受け入れられた移管がありません。先に移管を提案し、受け入れを待ってください。")


def faults_of(history: History) -> list[str]:
    """What is wrong with a history, in words: nothing, in every case that went through the actions (I1, I2)."""
    faults = []
    if sum(held.ended_on is None for held in history) != 1 or history[-1].ended_on is not None:
        faults.append("いまの主担当がちょうど一つではない")
    for before, after in pairwise(history):
        if before.ended_on != after.from_on:
            faults.append("担当のあいだに、すきまか重なりがある")
        if before.agency_id != after.agency_id and after.change not in BETWEEN_AGENCIES:
            faults.append("移管によらずに機関が替わった")
        if after.change in BY_TRANSFER and not after.transfer_id:
            faults.append("移管の記録がない")
    return faults
