"""日程のきまり: days are offered to those invited, each says what is possible, and the day fits most. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from takigi.kernel.labelled import Labelled
from takigi.meetings.rules.words import MeetingsRefused

MOST_OFFERS = 12


class Possible(Labelled):
    """その日はどうか."""

    YES = "yes", "○ 行ける"
    MAYBE = "maybe", "△ 調整すれば"
    NO = "no", "× むずかしい"


MARKS = {Possible.YES: "○", Possible.MAYBE: "△", Possible.NO: "×"}


@dataclass(frozen=True)
class Weighed:
    """一つの候補: who can, who might, who cannot, who has not said; and whether everybody who must be there can."""

    offer_id: uuid.UUID
    starts_at: datetime
    yes: int
    maybe: int
    no: int
    silent: int
    has_needed: bool
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """聞かれた人. `is_needed`: without them there is no meeting (the owner)."""

    key: uuid.UUID
    name: str
    is_needed: bool = False


def weigh(
    offers: Iterable[tuple[uuid.UUID, datetime]],
    asked: Iterable[Asked],
    answers: Mapping[tuple[uuid.UUID, uuid.UUID], Possible],
) -> tuple[Weighed, ...]:
    """The offers, the best first: those who are needed, then sure yes, then maybe; the earlier of two equals.

    `answers` by (offer, invitee). Silence is no answer and is told as such.
    """
    people = tuple(asked)
    found = []
    for offer_id, starts_at in offers:
        said = [(one, answers.get((offer_id, one.key))) for one in people]
        found.append(
            Weighed(
                offer_id,
                starts_at,
                yes=sum(one is Possible.YES for _, one in said),
                maybe=sum(one is Possible.MAYBE for _, one in said),
                no=sum(one is Possible.NO for _, one in said),
                silent=sum(one is None for _, one in said),
                has_needed=all(answer is not Possible.NO for one, answer in said if one.is_needed),
                missing=tuple(one.name for one, answer in said if answer is Possible.NO),
            )
        )
    return tuple(sorted(found, key=lambda one: (not one.has_needed, -one.yes, -one.maybe, one.starts_at)))


def check_offers(starts: Iterable[datetime], *, at: datetime) -> tuple[datetime, ...]:
    """Different moments, all still to come, not so many that nobody reads them."""
    kept = tuple(sorted(set(starts)))
    if not kept:
        raise MeetingsRefused("候補の日時を一つは書いてください。")
    if len(kept) > MOST_OFFERS:
        raise MeetingsRefused(f"候補は{MOST_OFFERS}までです。多いと答える人が困ります。")
    if kept[0] <= at:
        raise MeetingsRefused("すぎた日時が候補に入っています。これからの日時にしてください。")
    return kept
