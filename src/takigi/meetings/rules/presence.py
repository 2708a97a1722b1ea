"""出席のきまり: as what somebody comes, who may come at all, and which fields were in the room. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from takigi.meetings.rules.words import Capacity, MeetingsRefused

# Who comes without being on the register of members: the chair says why (R5).
NEEDS_REASON = frozenset({Capacity.ADHOC, Capacity.COMMUNITY, Capacity.LECTURER})
# Who never sits at the table of a case: gets the de-identified version.
LOOKS_ON = frozenset({Capacity.OBSERVER})


def check_admitted(capacity: Capacity, *, is_member: bool, is_statutory: bool, reason: str) -> None:
    """Non-members attend only with a reason of the chair; at a meeting without a statute nobody needs one."""
    if is_member or not is_statutory or capacity in LOOKS_ON | {Capacity.SECRETARIAT} or reason.strip():
        return
    raise MeetingsRefused(
        "構成員の名簿にない人です。会長が出席を認めた理由を書くと、出席を記録できます。"
        "続けて出てもらうときは、先に構成員に加えてください。"
    )


def capacity_of(*, is_member: bool, is_secretariat: bool, is_resident: bool) -> Capacity:
    """What the form proposes.

    >>> capacity_of(is_member=False, is_secretariat=False, is_resident=True).label
    '民生委員・住民'
    """
    if is_secretariat:
        return Capacity.SECRETARIAT
    if is_member:
        return Capacity.MEMBER
    return Capacity.COMMUNITY if is_resident else Capacity.ADHOC


@dataclass(frozen=True)
class FieldMix:
    """分野のまざり: how many people of which field were there; who has no field, or several, counts as they are."""

    people: int
    by_field: Mapping[str, int]
    without_field: int
    first_timers: int

    @property
    def fields(self) -> int:
        """How many fields met."""
        return len(self.by_field)


def field_mix(attended: Iterable[tuple[Iterable[str], bool]]) -> FieldMix:
    """The mix of those who came: (fields at attendance, first time at any meeting of the town).

    >>> mix = field_mix([(["elderly"], False), (["elderly", "health"], True), ([], True)])
    >>> mix.people, dict(mix.by_field), mix.without_field, mix.first_timers
    (3, {'elderly': 2, 'health': 1}, 1, 2)
    """
    rows = [(tuple(fields), is_first) for fields, is_first in attended]
    counted = Counter(field for fields, _ in rows for field in sorted(set(fields)))
    return FieldMix(
        people=len(rows),
        by_field=dict(counted.most_common()),
        without_field=sum(not fields for fields, _ in rows),
        first_timers=sum(is_first for _, is_first in rows),
    )
