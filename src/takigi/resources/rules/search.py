"""場所をさがす: what was asked for, and whether a card answers it."""

from __future__ import annotations

from dataclasses import dataclass

from takigi.kernel.folding import fold_name
from takigi.resources.rules.cards import CardWords
from takigi.resources.rules.words import TAKEN_THERE, Interest, ResourceKind, Welcome


@dataclass(frozen=True)
class Wanted:
    """さがす条件. Empty: any. `most_walk` and `most_cost` leave out what is known to be more, never what is not known."""

    words: str = ""
    weekday: int | None = None
    area_id: int | None = None
    kind: ResourceKind | None = None
    interest: Interest | None = None
    welcome: Welcome | None = None
    most_walk: int | None = None
    most_cost: int | None = None

    def __bool__(self) -> bool:
        return self != Wanted()


def answers(wanted: Wanted, card: CardWords) -> bool:
    """Whether the card is what was asked for.

    >>> card = CardWords("お茶の会", ResourceKind.SALON, cost_yen=200)
    >>> answers(Wanted(words="おちゃ お茶", most_cost=100), card), answers(Wanted(words="お茶"), card)
    (False, True)
    """
    checks = (
        wanted.weekday is None or any(slot.weekday == wanted.weekday for slot in card.slots),
        wanted.area_id is None or card.area_id == wanted.area_id,
        wanted.kind is None or card.kind is wanted.kind,
        wanted.interest is None or wanted.interest in card.interests,
        wanted.welcome is None or wanted.welcome in card.welcomes,
        wanted.most_cost is None or card.cost_yen is None or card.cost_yen <= wanted.most_cost,
        wanted.most_walk is None
        or card.walk_minutes is None
        or card.walk_minutes <= wanted.most_walk
        or bool(card.access & TAKEN_THERE),
        all(fold_name(word) in _text(card) for word in wanted.words.split()),
    )
    return all(checks)


def _text(card: CardWords) -> str:
    said = (
        card.name,
        card.name_kana,
        card.kind.label,
        card.place,
        card.address,
        card.atmosphere,
        card.roles,
        card.days_note,
        *(one.label for one in card.interests),
        *(one.label for one in card.welcomes),
    )
    return "\n".join(fold_name(one) for one in said)
