"""約束の表: who × what × by when × next check, as one table wherever promises are shown."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from takigi.components.empty_state import EmptyState
from takigi.components.status_tag import StatusTag
from takigi.components.table import Column, Link, Table
from takigi.components.tone import Tone
from takigi.meetings.queries.promises import PromiseLine
from takigi.meetings.rules.promises import PromiseState, Urgency

TONES = {
    PromiseState.ASKED: Tone.WAITING,
    PromiseState.ACCEPTED: Tone.ACTIVE,
    PromiseState.DECLINED: Tone.QUIET,
    PromiseState.DONE: Tone.DONE,
    PromiseState.DROPPED: Tone.QUIET,
}
COLUMNS = (Column("何を"), Column("だれが"), Column("いつまで"), Column("次に確かめる日"), Column("状態"))


def promises_table(lines: Iterable[PromiseLine], *, name: str, empty: str = "まだ約束はありません") -> Table:
    """The table; the first cell leads to the promise. Where somebody could not take something on, why and what else might do."""
    listed = tuple(lines)
    has_declined = any(line.decline_reason for line in listed)
    return Table(
        name,
        (*COLUMNS, Column("わけ・かわりの案")) if has_declined else COLUMNS,
        tuple((*_row(line), _declined(line)) if has_declined else _row(line) for line in listed),
        empty=EmptyState(empty, "だれが・何を・いつまでに・次にいつ確かめるかを書きます。"),
        has_hidden_caption=True,
    )


def _row(line: PromiseLine) -> tuple[object, ...]:
    who = f"{line.agency}　{line.person}" if line.person else line.agency
    return (
        Link(line.what, reverse("promise", args=[line.promise_id])),
        who,
        _due(line),
        short(line.next_check_on),
        StatusTag(line.state.label, Tone.ALERT if line.urgency is Urgency.LATE else TONES[line.state]),
    )


def _declined(line: PromiseLine) -> str:
    return f"{line.decline_reason.label}。{line.suggestion}" if line.decline_reason else ""


def _due(line: PromiseLine) -> str:
    day = short(line.due_on)
    return f"{day}（{line.urgency.label}）" if line.urgency in {Urgency.LATE, Urgency.SOON, Urgency.CHECK} else day


def short(day: date | None) -> str:
    """12月4日."""
    return f"{day.month}月{day.day}日" if day else "―"
