"""モニタリングの期間をことばにする: what is due until when, what was done, what was missed; without blame."""

from datetime import date

from takigi.casework.queries.notes import Period
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_short_japanese


def monitoring_lines(periods: tuple[Period, ...], on: date) -> list[tuple[str, StatusTag, str]]:
    """Period, its state in a word, and the days of the interviews in it."""
    return [(_span(period), _state(period, on), _days(period)) for period in periods]


def _span(period: Period) -> str:
    return f"{in_short_japanese(period.first_on)}から{in_short_japanese(period.last_on)}"


def _state(period: Period, on: date) -> StatusTag:
    if period.interviews:
        return StatusTag("面接しました", Tone.DONE)
    if period.is_missed:
        return StatusTag("面接の記録がありません", Tone.ALERT)
    days = (period.last_on - on).days
    return StatusTag(f"これから（あと{days}日）" if days else "今日まで", Tone.WAITING)


def _days(period: Period) -> str:
    return "、".join(in_short_japanese(day) for day in period.interviews)
