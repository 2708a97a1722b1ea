"""書きかけのきまり: which form of which case, what a field may hold, and when two posts are one and the same record. Pure."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from takigi.casework.rules.states import CaseRefused
from takigi.casework.rules.visit_merging import Change, Entry, Value, Wording, is_empty
from takigi.kernel.date_notations import UnreadableDate
from takigi.kernel.era_names import in_short_japanese
from takigi.kernel.spoken_dates import read_spoken_date

# 利用者基本情報 with its longest lists has some four hundred boxes.
MOST_FIELDS, LONGEST = 1500, 20_000
NO_CASE = uuid.UUID(int=0)
# Names of our forms' boxes: `next_action`, `illnesses-0-since`.
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,79}")
FORM = re.compile(r"[a-z]+(-[0-9A-Za-z-]{1,60})?")
# A day in words (きのう, 3日前, 先週の金曜); a bare number may be a measurement.
_SPOKEN = re.compile(r"(?=.*[ぁ-んー一-龥])\S{2,8}")
UNREADABLE = "知らない項目が送られました。ページを開きなおしてください。書いたことは残っています。"


@dataclass(frozen=True)
class FormPlace:
    """どの用紙か: a form about a case (`note`, `session-<episode>`), in the hand of one member of staff.

    Without a case: what somebody noticed, or a household that nobody has opened a case for yet.
    """

    writer_id: int
    case_id: uuid.UUID | None
    form: str


def draft_number(place: FormPlace, turn: int) -> uuid.UUID:
    """The number of the sheet that is being written: the same on every screen of the writer until it is recorded.

    >>> place = FormPlace(7, uuid.UUID(int=1), "note")
    >>> draft_number(place, 1) == draft_number(place, 1), draft_number(place, 1) == draft_number(place, 2)
    (True, False)
    """
    return uuid.uuid5(place.case_id or NO_CASE, f"{place.form}-{place.writer_id}-{turn}")


def read_form_value(name: str, typed: object) -> Value:
    """What a window sent for a field: a text, or what was ticked. Whether it makes sense is asked when it is recorded."""
    if not _NAME.fullmatch(name):
        raise CaseRefused(UNREADABLE)
    if isinstance(typed, list):
        if not all(isinstance(one, str) and len(one) <= LONGEST for one in typed):
            raise CaseRefused(UNREADABLE)
        return tuple(typed)
    if not isinstance(typed, str):
        raise CaseRefused(UNREADABLE)
    if len(typed) > LONGEST:
        raise CaseRefused(
            f"一つの欄は{LONGEST}字までです（いま{len(typed)}字）。短くするか、ほかの欄に分けてください。"
        )
    return typed.replace("\r\n", "\n")


def dated(value: Value, *, typed_on: date, on: date) -> Value:
    """「きのう」 of another day, said as the day it was: a sheet may be taken up again days later.

    >>> dated("きのう", typed_on=date(2026, 11, 20), on=date(2026, 11, 23)), dated("11.3", typed_on=date.min, on=date.max)
    ('R8.11.19', '11.3')
    """
    if typed_on == on or not isinstance(value, str) or not _SPOKEN.fullmatch(value):
        return value
    try:
        meant = read_spoken_date(value, today=typed_on)
        return value if meant == read_spoken_date(value, today=on) else in_short_japanese(meant)
    except UnreadableDate:
        return value


def emptied(
    entries: Mapping[str, Entry], changes: Iterable[Change], *, version: int, by: int, at: str, editor: str
) -> dict[str, Entry]:
    """Fields of which the writer took out what the form had filled in: that too is kept, as an empty wording."""
    cleared = [one for one in changes if one.field not in entries and is_empty(one.value)]
    return {
        one.field: Entry(Wording(one.value, version + place, by, at, editor), heard={editor: one.seq})
        for place, one in enumerate(cleared, start=1)
    }


def mark_of(posted: Mapping[str, Sequence[str]]) -> str:
    """The mark by which the same sheet, sent once more, is known. It does not tell what stands in it.

    >>> mark_of({"text": ["歩いた"]}) == mark_of({"text": ["歩いた"]}), mark_of({"text": ["歩いた"]}) == mark_of({})
    (True, False)
    """
    told = json.dumps({name: list(values) for name, values in posted.items()}, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()
