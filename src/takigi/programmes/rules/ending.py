"""終わりのきまり: what an end needs before it can be told: last measurement or why not, and no graduation while the level is open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from takigi.kernel.era_names import in_short_japanese
from takigi.programmes.rules.periods import Pause
from takigi.programmes.rules.sessions import HeldDay
from takigi.programmes.rules.words import DECIDED_ENDS, EndReason, ProgrammeRefused


@dataclass(frozen=True)
class Ending:
    """終わり: how and when, why there is no last measurement if there is none, and the words beside it."""

    reason: EndReason
    on: date
    note: str = ""
    no_final_test: str = ""


def check_ending(
    ending: Ending,
    *,
    started_on: date,
    has_final_test: bool,
    is_level_pending: bool,
    sessions: Iterable[HeldDay],
    today: date,
) -> None:
    """Refuses an end that is out of order, unexplained, or a graduation before the level is decided (V8)."""
    if ending.reason not in DECIDED_ENDS:
        raise ProgrammeRefused("終わり方は、卒業・ほかのサービスへ・中止の中から選んでください。")
    if not started_on <= ending.on <= today:
        raise ProgrammeRefused(
            f"終わった日は、開始日（{in_short_japanese(started_on)}）から今日までの日にしてください。"
        )
    last = max((day.on for day in sessions), default=None)
    if last is not None and ending.on < last:
        raise ProgrammeRefused(
            f"{in_short_japanese(last)}の実施記録があります。終わった日をその日以降にするか、記録を先に直してください。"
        )
    if ending.reason is EndReason.GRADUATED and is_level_pending:
        raise ProgrammeRefused(
            "認定の結果を待っている間は、卒業にできません。結果が出たら、ケースに認定の結果を記録してください。"
        )
    if not has_final_test and len(ending.no_final_test.strip()) < 3:
        raise ProgrammeRefused("終了時の測定がまだありません。測定を記録するか、測れなかったわけを書いてください。")
    if ending.reason is not EndReason.GRADUATED and not ending.note.strip():
        raise ProgrammeRefused(f"「{ending.reason.label}」のわけを書いてください。")


def sessions_not_suspended(
    planned: int, *, attended: int, ended_on: date | None, pauses: Iterable[Pause], on: date
) -> int:
    """Planned sessions less those that fell into a suspension out of which the course ended (KPI 11).

    Weeks of a suspension with a return are put behind the end and take nothing away; sessions planned after an early
    stop stay. One session a week is assumed.
    """
    if ended_on is None:
        return planned
    lost = sum(pause.weeks(on=on) for pause in pauses if pause.back_on is None or pause.back_on >= ended_on)
    return max(attended, planned - lost)


def is_completed(*, has_final_test: bool, attended: int, planned: int) -> bool:
    """完了: the last measurement is there and three quarters of the sessions were attended (KPI 12).

    >>> is_completed(has_final_test=True, attended=9, planned=12), is_completed(has_final_test=True, attended=8, planned=12)
    (True, False)
    """
    return has_final_test and attended * 4 >= planned * 3
