"""期間の書きなおし: planned end and contract parts follow from the first day, suspensions, extensions and changes of course."""

from collections.abc import Iterable
from datetime import date

from takigi.programmes.models import Episode, Extension, Segment
from takigi.programmes.rules.periods import Pause, Stay, contract_parts, planned_end
from takigi.programmes.rules.sessions import EpisodeSpan, HeldDay
from takigi.programmes.rules.words import Attendance


def pauses_of(episode: Episode) -> tuple[Pause, ...]:
    """The suspensions. One query."""
    return tuple(Pause(*row) for row in episode.suspensions.order_by("from_on").values_list("from_on", "back_on"))


def days_of(episode: Episode, *, apart_from: int | None = None) -> list[HeldDay]:
    """The sessions that stand, but for one that is being corrected. One query."""
    rows = episode.sessions.filter(is_current=True).exclude(pk=apart_from)
    return [HeldDay(on, Attendance(attendance)) for on, attendance in rows.values_list("held_on", "attendance")]


def span_of(episode: Episode) -> EpisodeSpan:
    """What sessions are checked against. One query."""
    end_on = episode.ended_on or episode.planned_end_on
    return EpisodeSpan(episode.started_on, end_on, episode.planned_sessions, pauses_of(episode))


def date_anew(episode: Episode, *, on: date) -> None:
    """The planned end and the contract parts, written anew; the caller saves the episode."""
    granted = Extension.objects.filter(episode=episode, is_granted=True).order_by("-base_end_on").first()
    base = granted.base_end_on if granted and granted.base_end_on else episode.base_end_on
    episode.planned_end_on = planned_end(base, pauses_of(episode), on=on)
    lay_segments(episode)


def lay_segments(episode: Episode, stays: Iterable[Stay] | None = None) -> None:
    """契約の区切り, from the stays (or those that stand) to the end. Contract numbers stay with course and first day."""
    rows = list(Segment.objects.filter(episode=episode).order_by("from_on"))
    numbers = {(str(row.course_id), row.from_on): row.contract_no for row in rows}
    wanted = list(stays) if stays is not None else _stays(rows, episode)
    until = episode.ended_on or episode.planned_end_on
    Segment.objects.filter(episode=episode).delete()
    Segment.objects.bulk_create(
        Segment(
            episode=episode,
            course_id=part.course,
            contract_no=numbers.get((part.course, part.from_on), ""),
            from_on=part.from_on,
            until_on=part.until_on,
        )
        for part in contract_parts(wanted, until)
    )


def _stays(rows: list[Segment], episode: Episode) -> list[Stay]:
    found: list[Stay] = []
    for row in rows:
        if not found or found[-1].course != str(row.course_id):
            found.append(Stay(row.from_on, str(row.course_id)))
    return found or [Stay(episode.started_on, str(episode.course_id))]
