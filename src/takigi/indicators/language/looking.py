"""ほかの記録を見る言葉: whether, how many, the first, the last, the state on a day."""

from __future__ import annotations

from takigi.indicators.language.phrases import Phrase
from takigi.indicators.language.records import Linked
from takigi.indicators.nodes import CountOf, Exists, First, Last, SumOf


def any_of(linked: Linked, *, where: Phrase | None = None) -> Phrase:
    """ひとつでもある."""
    return Phrase(Exists(linked.related(where)))


def none_of(linked: Linked, *, where: Phrase | None = None) -> Phrase:
    """ひとつもない."""
    return ~any_of(linked, where=where)


def number_of(linked: Linked, *, where: Phrase | None = None) -> Phrase:
    """件数。なければ 0."""
    return Phrase(CountOf(linked.related(where)))


def total_of(linked: Linked, value: Phrase, *, where: Phrase | None = None) -> Phrase:
    """合計。なければ 0."""
    return Phrase(SumOf(linked.related(where), value.node))


def first_of(linked: Linked, value: Phrase, *, by: Phrase, where: Phrase | None = None) -> Phrase:
    """`by` の日がいちばん早い記録の値。記録がなければ対象外."""
    return Phrase(First(linked.related(where), by.node, value.node))


def last_of(linked: Linked, value: Phrase, *, by: Phrase, where: Phrase | None = None) -> Phrase:
    """`by` の日がいちばん遅い記録の値。記録がなければ対象外."""
    return Phrase(Last(linked.related(where), by.node, value.node))


def state_on(linked: Linked, value: Phrase, *, on: Phrase, since: Phrase, until: Phrase | None = None) -> Phrase:
    """ある日の状態: `since` から `until` まで（終わりがなければ続いている）の記録のうち、いちばん新しいものの値."""
    holds = since.at_most(on)
    if until is not None:
        holds = holds & (~until.is_known() | until.at_least(on))
    return last_of(linked, value, by=since, where=holds)
