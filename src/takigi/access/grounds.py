"""閲覧の根拠: who is looking, and the reasons for seeing a record, each told twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from takigi.organisations.rules import AgencyKind, Duty, PostHeld


class Unseen(LookupError):
    """There is nothing here for this viewer: answered as if it did not exist (404)."""


class NotPermitted(PermissionError):
    """The viewer may know that it exists but may not do this; the text says what is possible (403)."""


# Who keeps accounts, audits or evaluates reads of no household, in whichever agency they sit.
_BESIDE_THE_WORK = frozenset({Duty.ADMINISTRATION, Duty.AUDIT, Duty.EVALUATION})


@dataclass(frozen=True)
class Viewer:
    """閲覧者: a member of staff at a moment, with the posts held on that day.

    A post that has ended is not among `posts`, so that access ends with it.
    """

    staff_id: int
    municipality_id: int
    at: datetime
    posts: tuple[PostHeld, ...] = ()
    is_active: bool = True
    has_oath: bool = False
    # Town settings that decide about the register (access.town_settings), as of the day.
    insurance_searches_register: bool = True
    centres_search: str = "own_area"
    sees_colleagues_prevention_cases: bool = False
    # `person:…` and the like that an emergency reading opens at this moment.
    emergency_targets: frozenset[str] = frozenset()

    @property
    def on(self) -> date:
        """The viewer's calendar day."""
        return localdate(self.at)

    def has_duty(self, duty: Duty) -> bool:
        """Whether one of the posts held today carries the duty."""
        return any(post.duty is duty for post in self.posts)

    @property
    def agency_ids(self) -> frozenset[int]:
        """The agencies the viewer works for today."""
        return frozenset(post.agency_id for post in self.posts)

    @property
    def supervised_agency_ids(self) -> frozenset[int]:
        """The agencies where the viewer is a supervisor or the head today."""
        return frozenset(post.agency_id for post in self.posts if post.supervises)

    @property
    def working_agency_ids(self) -> frozenset[int]:
        """The agencies for whose work with people the viewer is there: not those where they only watch or run things (P3)."""
        return frozenset(post.agency_id for post in self.posts if post.duty not in _BESIDE_THE_WORK)

    @property
    def leading_agency_ids(self) -> frozenset[int]:
        """Of these, where the viewer is a supervisor or the head in that work."""
        return frozenset(p.agency_id for p in self.posts if p.supervises and p.duty not in _BESIDE_THE_WORK)

    @property
    def centre_posts(self) -> tuple[PostHeld, ...]:
        """Posts of casework in a support centre."""
        kinds = (AgencyKind.SUPPORT_CENTRE,)
        return tuple(p for p in self.posts if p.agency_kind in kinds and p.duty is Duty.CASEWORK)

    @property
    def centre_area_ids(self) -> frozenset[int]:
        """The areas that the viewer's support centres look after today."""
        return frozenset().union(*(post.area_ids for post in self.centre_posts))

    @property
    def may_read_persons(self) -> bool:
        """D1 and D2 of the matrix, before any ground: an active account and a confirmed oath."""
        return self.is_active and self.has_oath


@dataclass(frozen=True)
class Ground:
    """One reason for seeing a record, told twice.

    `holds` answers for a single record and `rows` for a whole table. The two must
    always agree; tests/permissions/test_grounds_agree.py compares them.
    """

    reason: str
    holds: Callable[[Viewer, Any], bool]
    rows: Callable[[Viewer], Q]


def visible(grounds: Iterable[Ground], viewer: Viewer) -> Q:
    """The rows that at least one ground opens. No ground, no rows."""
    return reduce(or_, (ground.rows(viewer) for ground in grounds), Q(pk__in=[]))


def why(grounds: Iterable[Ground], viewer: Viewer, record: Any) -> list[str]:
    """Every reason that applies, for the 「閲覧の根拠」 line and for the audit log."""
    return [ground.reason for ground in grounds if ground.holds(viewer, record)]
