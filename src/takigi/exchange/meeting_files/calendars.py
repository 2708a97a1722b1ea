"""予定のファイル（.ics）: when and where a meeting is, for everybody's own calendar. Names nobody and no case."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event

PRODUCT = "-//takigi//meetings//JA"


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """予定一つ. `title` is the name of the meeting, never of anybody it is about; `changed_at` makes a later file win."""

    meeting_id: uuid.UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    words: str = ""
    changed_at: datetime
    is_cancelled: bool = False
    is_tentative: bool = False
    key: str = ""


def calendar_file(appointments: Iterable[Appointment]) -> bytes:
    """The appointments as one iCalendar file (RFC 5545), times in UTC so that no time zone has to be described.

    The same meeting again replaces itself in the calendar that takes the file in.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for one in appointments:
        calendar.add_component(_event(one))
    return bytes(calendar.to_ical())


def _event(one: Appointment) -> Event:
    event = Event()
    event.add("uid", f"{one.meeting_id}{one.key}@takigi")
    event.add("dtstamp", one.changed_at.astimezone(UTC))
    event.add("last-modified", one.changed_at.astimezone(UTC))
    event.add("sequence", int(one.changed_at.timestamp()))
    event.add("dtstart", one.starts_at.astimezone(UTC))
    event.add("dtend", one.ends_at.astimezone(UTC))
    event.add("summary", one.title)
    if one.place:
        event.add("location", one.place)
    if one.words:
        event.add("description", one.words)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if one.is_cancelled else "TENTATIVE" if one.is_tentative else "CONFIRMED")
    return event
