"""気になる人: the little that is known, who goes to look, what became of it, and what may be told back."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from takigi.collaboration.rules.words import CollaborationRefused
from takigi.kernel.era_names import in_short_japanese
from takigi.kernel.labelled import Labelled


def target_of_lead(lead_id: uuid.UUID) -> str:
    """How the audit log names a lead."""
    return f"lead:{lead_id}"


class Signal(Labelled):
    """気づいたこと."""

    NO_DOCTOR = "no_doctor", "受診していない"
    ARREARS = "arrears", "支払いの相談"
    RUBBISH = "rubbish", "ごみ・家の傷み"
    ISOLATED = "isolated", "人と会っていない"
    FAMILY_ASKED = "family_asked", "家族からの相談"
    NEIGHBOUR = "neighbour", "近所の人の声"
    POST_PILED = "post_piled", "郵便・新聞がたまっている"
    SHUT_IN = "shut_in", "家から出ていない"
    NO_SCHOOL = "no_school", "学校に来ていない"
    OTHER = "other", "その他"


class KnownAs(Labelled):
    """だれか分かっているか."""

    UNKNOWN = "unknown", "だれか分からない"
    PARTIAL = "partial", "少し分かる"
    KNOWN = "known", "分かっている"


class Where(Labelled):
    """どのくらい細かい場所か."""

    BLOCK = "block", "ブロックまで"
    DISTRICT = "district", "町・字まで"
    EXACT = "exact", "家が分かる"


class LeadState(Labelled):
    """気になる人の状態."""

    NEW = "new", "だれが確かめるか、まだ"
    CHECKING = "checking", "確かめている"
    VISITED = "visited", "会いに行った"
    DECLINED = "declined", "今は望まれない"
    CONNECTED = "connected", "つながった"
    CLOSED = "closed", "終わった"


L = LeadState
MOVES: Mapping[LeadState, frozenset[LeadState]] = MappingProxyType(
    {
        L.NEW: frozenset({L.CHECKING, L.CLOSED}),
        L.CHECKING: frozenset({L.VISITED, L.CONNECTED, L.DECLINED, L.CLOSED}),
        L.VISITED: frozenset({L.CONNECTED, L.DECLINED, L.CLOSED}),
        # Who does not want anybody today may want somebody next year.
        L.DECLINED: frozenset({L.CHECKING, L.CONNECTED, L.CLOSED}),
        L.CONNECTED: frozenset(),
        L.CLOSED: frozenset(),
    }
)
OVER = frozenset(state for state, ways in MOVES.items() if not ways)


class WhyClosed(Labelled):
    """終わった理由."""

    NO_NEED = "no_need", "支援は要らなかった"
    ALREADY = "already", "ほかの機関がすでに関わっていた"
    NOT_FOUND = "not_found", "会えず、手がかりもなくなった"
    GONE = "gone", "転出・死亡"
    TWICE = "twice", "同じ人の知らせがすでにあった"


class Outcome(Labelled):
    """知らせた人に返すこと: a category, and not a word about the person."""

    RECEIVED = "received", "受け取りました"
    UNDER_WAY = "under_way", "確かめているところです"
    WATCHED = "watched", "今は見守っています"
    CONNECTED = "connected", "相談先につながりました"
    NOTHING = "nothing", "急いですることはありませんでした"
    OPEN_END = "open_end", "手がかりがなくなりました。また気づいたら知らせてください"


def outcome_of(state: LeadState, why: WhyClosed | None = None) -> Outcome:
    """What whoever registered it is told.

    >>> outcome_of(LeadState.CLOSED, WhyClosed.NOT_FOUND).label
    '手がかりがなくなりました。また気づいたら知らせてください'
    """
    if state is L.CLOSED:
        return Outcome.OPEN_END if why in {WhyClosed.NOT_FOUND, WhyClosed.GONE} else Outcome.NOTHING
    return {
        L.NEW: Outcome.RECEIVED,
        L.CHECKING: Outcome.UNDER_WAY,
        L.VISITED: Outcome.UNDER_WAY,
        L.DECLINED: Outcome.WATCHED,
        L.CONNECTED: Outcome.CONNECTED,
    }[state]


def check_lead_move(current: LeadState, wanted: LeadState) -> None:
    """Refuses what the table does not have, naming what it has."""
    if wanted in MOVES[current]:
        return
    ways = "、".join(state.label for state in LeadState if state in MOVES[current]) or "なし"
    raise CollaborationRefused(f"「{current.label}」から「{wanted.label}」へは進めません（進める先: {ways}）。")


@dataclass(frozen=True)
class LeadStep:
    """一歩: what is said when a lead moves on."""

    to: LeadState
    on: date
    note: str = ""
    why_closed: WhyClosed | None = None
    connected_agency_id: int | None = None


def check_step(step: LeadStep, *, since: date, on: date) -> None:
    """Days stand in order; a connection names its agency, an end its reason."""
    if step.on > on:
        raise CollaborationRefused("日付が今日より後になっています。その日が来てから記録してください。")
    if step.on < since:
        raise CollaborationRefused(f"前の記録（{in_short_japanese(since)}）より前の日です。日付を確かめてください。")
    if step.to is L.CONNECTED and step.connected_agency_id is None:
        raise CollaborationRefused("どの機関につながったかを選んでください。")
    if step.to is L.CLOSED and step.why_closed is None:
        raise CollaborationRefused("終わった理由を選んでください。")
