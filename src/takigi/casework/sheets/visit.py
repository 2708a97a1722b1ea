"""アセスメント訪問票: one visit, from the words of the application to the choice that was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from takigi.casework.sheets.person import SheetPerson
from takigi.casework.sheets.plan import SixCounts

NOT_COUNTED = SixCounts()


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """訪問者."""

    name: str = ""
    role: str = ""


@dataclass(frozen=True, kw_only=True)
class Said:
    """A wish with whoever said it: the person's and the family's are never mixed."""

    speaker: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class FormerLifeWords:
    """元の生活: life before the onset."""

    role: str = ""
    pleasures: str = ""
    going_out: str = ""
    housework: str = ""
    outdoor_work: str = ""
    """畑・雪かき."""
    other: str = ""


@dataclass(frozen=True, kw_only=True)
class LostActivity:
    """できなくなったこと."""

    text: str = ""
    since: str = ""


@dataclass(frozen=True, kw_only=True)
class TestLine:
    """体力測定の一行: the value with its unit in words, or the word for why there is none (実施できず, 拒否 …)."""

    name: str = ""
    protocol: str = ""
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class OfferedOption:
    """説明した選択肢."""

    option: str = ""
    is_explained: bool | None = None
    success_case: str = ""
    """The title of the success case that was shown."""
    is_chosen: bool = False
    why_declined: str = ""


@dataclass(frozen=True, kw_only=True)
class VisitSheet:
    """アセスメント訪問票."""

    person: SheetPerson
    visited_on: date | None = None
    started_at: time | None = None
    ended_at: time | None = None
    place: str = ""
    visitors: tuple[Visitor, ...] = ()
    present: tuple[str, ...] = ()
    """同席者: 長女, 夫 …"""
    application_words: str = ""
    """申請の理由: verbatim."""
    reasons: tuple[str, ...] = ()
    """The coded reasons and triggers in words."""
    onset_event: str = ""
    onset_on: str = ""
    """In words, as far as it is known: 令和8年1月ころ."""
    former_life: FormerLifeWords = FormerLifeWords()
    lost: tuple[LostActivity, ...] = ()
    person_wishes: tuple[Said, ...] = ()
    family_wishes: tuple[Said, ...] = ()
    checklist_on: date | None = None
    checklist_result: str = ""
    """In words: 該当（運動機能）, 非該当, 判定できない …"""
    checklist_counts: SixCounts = NOT_COUNTED
    tests: tuple[TestLine, ...] = ()
    home_notes: str = ""
    reversible: str = ""
    """高い, 中くらい, 低い."""
    reversible_reason: str = ""
    reversible_by: str = ""
    options: tuple[OfferedOption, ...] = ()
    reaction: str = ""
    """The coded reaction in words."""
    reaction_words: str = ""
    """What was really said: 「そういうやり方もあるんだ」."""
    choice: str = ""
    next_step: str = ""
    next_on: date | None = None
