"""地域資源のきまり: what a card must say, how long it is believed, and to whom it may be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from takigi.kernel.months import months_after
from takigi.resources.rules.schedules import Rest, Slot, check_slots
from takigi.resources.rules.words import (
    INFORMAL,
    Access,
    Comfort,
    Interest,
    ResourceKind,
    ResourceRefused,
    ResourceState,
    Sharing,
    Welcome,
)

# After half a year nobody knows any more whether the door is still open (casework.md 6.1).
BELIEVED_MONTHS = 6
MOST_WALK, MOST_COST = 180, 100_000
MOVES: dict[ResourceState, frozenset[ResourceState]] = {
    ResourceState.ACTIVE: frozenset({ResourceState.RESTING, ResourceState.ENDED}),
    ResourceState.RESTING: frozenset({ResourceState.ACTIVE, ResourceState.ENDED}),
    ResourceState.ENDED: frozenset({ResourceState.ACTIVE}),
}


@dataclass(frozen=True)
class CardWords:
    """カードの中身: what is written on a card. `cost_yen` None: not known, which is not the same as free."""

    name: str
    kind: ResourceKind
    name_kana: str = ""
    area_id: int | None = None
    place: str = ""
    address: str = ""
    slots: tuple[Slot, ...] = ()
    rest: Rest | None = None
    days_note: str = ""
    is_closed_on_holidays: bool = False
    cost_yen: int | None = None
    cost_note: str = ""
    access: frozenset[Access] = frozenset()
    walk_minutes: int | None = None
    walk_from: str = ""
    comforts: frozenset[Comfort] = frozenset()
    capacity_note: str = ""
    interests: frozenset[Interest] = frozenset()
    welcomes: frozenset[Welcome] = frozenset()
    atmosphere: str = ""
    roles: str = ""
    conditions: str = ""
    source: str = ""
    sharing: Sharing = Sharing.STAFF
    consent_on: date | None = None


def check_card(words: CardWords, *, on: date) -> None:
    """Refuses a card without a name, an impossible number, and a private gathering told about without consent."""
    if not words.name.strip():
        raise ResourceRefused("名前を書いてください。決まった名前がないときは、場所や世話役の呼び名でかまいません。")
    if words.walk_minutes is not None and not 0 <= words.walk_minutes <= MOST_WALK:
        raise ResourceRefused(f"歩く分は0から{MOST_WALK}までの数で書いてください。")
    if words.cost_yen is not None and not 0 <= words.cost_yen <= MOST_COST:
        raise ResourceRefused(f"費用は0から{MOST_COST:,}円までの数で書いてください。")
    if words.consent_on is not None and words.consent_on > on:
        raise ResourceRefused("同意を聞いた日が、先の日になっています。")
    if words.sharing is Sharing.PUBLIC and words.kind in INFORMAL and words.consent_on is None:
        raise ResourceRefused(
            "個人の集まりは、そこの方の同意があるまで「職員だけ」にします。同意を聞いた日を書くと、渡せるようになります。"
        )
    check_slots(words.slots)


def check_state(state: ResourceState, to: ResourceState) -> None:
    """Refuses what does not follow."""
    if to not in MOVES[state]:
        raise ResourceRefused(f"いまは「{state.label}」です。「{to.label}」にはできません。")


def believed_until(verified_on: date | None) -> date | None:
    """The day by which a card is confirmed anew; None where it never was.

    >>> believed_until(date(2026, 8, 31))
    datetime.date(2027, 2, 28)
    """
    if verified_on is None:
        return None
    return months_after(verified_on, BELIEVED_MONTHS)


def is_to_confirm(verified_on: date | None, *, on: date) -> bool:
    """Whether somebody should ring them up: never confirmed, or more than half a year ago."""
    until = believed_until(verified_on)
    return until is None or on > until
