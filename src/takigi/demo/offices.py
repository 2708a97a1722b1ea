"""見本の機関と職員: the invented offices of the invented towns and who works there. Kinds and readers only.

The declarations are in `offices_takigino` and `offices_nagihama`. No office and no person of these names is meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from takigi.organisations.rules import AgencyKind, Duty, Field, Level, SecrecyType

POSTS_FROM = date(2023, 4, 1)


@dataclass(frozen=True)
class AgencyPlan:
    """機関: `areas` are keys of the town's areas that a centre looks after, `block` the number of its ブロック."""

    key: str
    name: str
    kana: str
    kind: AgencyKind
    fields: tuple[Field, ...]
    areas: tuple[str, ...] = ()
    block: int | None = None
    is_station: bool = False
    is_own: bool = True
    commissioned_by: str = ""
    secrecy_type: SecrecyType = SecrecyType.PUBLIC
    office_no: str = ""


@dataclass(frozen=True)
class PostPlan:
    """配属: an ended post gives no access from the day of its end."""

    agency: str
    duty: Duty
    level: Level = Level.STAFF
    from_on: date = POSTS_FROM
    ended_on: date | None = None


@dataclass(frozen=True)
class StaffPlan:
    """職員: `is_shown` marks those whose sign-ins the demo prints."""

    login_name: str
    name: str
    kana: str
    profession: str
    posts: tuple[PostPlan, ...]
    is_shown: bool = False


@dataclass(frozen=True)
class OfficesPlan:
    """機関と職員 of one town."""

    agencies: tuple[AgencyPlan, ...]
    staff: tuple[StaffPlan, ...]
