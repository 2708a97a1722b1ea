"""薪拾いの問い: what every team asks of its records first: why people applied, from what, who was found 非該当, what graduates share. Pure.

They stand beside the catalogue: a finding to be read, with no direction and nothing to aim at.
"""

from __future__ import annotations

from dataclasses import dataclass

from takigi.indicators.breakdowns import Breakdown, breakdown
from takigi.indicators.catalogue.facts import cases, certifications, episodes, goals, visits
from takigi.indicators.catalogue.town import FROM_THE_START
from takigi.indicators.definition import PEOPLE, PERCENT, CountItself, Direction, Edition, Indicator, LeftOut
from takigi.indicators.language import Phrase, any_of, count, rows
from takigi.indicators.nodes import Measure, Rows

SOURCE, LAG = "薪拾い", "台帳の取り込みと、日々の記録まで。"
_cause, _reason = certifications["cause_code"], certifications["reason_code"]
_newly = rows(
    certifications,
    dated="decided_on",
    where=certifications["application_type"].is_("1") & certifications["level_code"].is_one_of("12", "13"),
)
_not_eligible = rows(certifications, dated="decided_on", where=certifications["level_rank"].is_(0))
_ended = rows(episodes, dated="ended_on")
_has_graduated = episodes["end_reason"].is_("graduated")

BY_REASON: Breakdown = breakdown("reason", "申請の理由", {"certifications": _reason})
BY_CAUSE: Breakdown = breakdown("cause", "原因", {"certifications": _cause})


def _share(key: str, label: str, of: Rows, when: Phrase, *, among: Phrase | None = None, out_of: str) -> Indicator:
    edition = Edition(
        since=FROM_THE_START,
        source=SOURCE,
        counts=label,
        out_of=out_of,
        numerator=count(of, where=when if among is None else among & when),
        denominator=count(of, where=among),
    )
    return Indicator(key=key, label=label, unit=PERCENT, direction=Direction.NEITHER, lag=LAG, editions=(edition,))


def _mix(key: str, label: str, of: Phrase) -> Indicator:
    unknown = LeftOut("わからないもの", ~of.is_known() | of.is_("unknown"), "わかるものの中の内わけのため")
    counted: Measure = count(_newly)
    edition = Edition(
        since=FROM_THE_START,
        source=SOURCE,
        counts=label,
        out_of="",
        numerator=counted,
        denominator=CountItself("内わけの件数そのものを見るため"),
        leaves_out=(unknown,),
    )
    return Indicator(key=key, label=label, unit=PEOPLE, direction=Direction.NEITHER, lag=LAG, editions=(edition,))


REASONS = _mix("wood_reasons", "新しく要支援になった方の、申請の理由", _reason)
CAUSES = _mix("wood_causes", "新しく要支援になった方の、原因", _cause)

_known_before = any_of(
    cases.same_person_as(certifications), where=cases["opened_on"].at_most(certifications["decided_on"])
)
_visited_before = any_of(
    visits.same_person_as(certifications), where=visits["visited_on"].at_most(certifications["decided_on"])
)
_earlier = certifications.again("earlier_ones")
_certified_before = any_of(
    _earlier.same_person_as(certifications),
    where=_earlier["level_rank"].at_least(1) & _earlier["decided_on"].below(certifications["decided_on"]),
)
_ALL = "非該当と決まった認定"
NOT_ELIGIBLE = (
    _share(
        "wood_not_eligible_known", "決まる前に個別支援のケースが開いていた方", _not_eligible, _known_before, out_of=_ALL
    ),
    _share("wood_not_eligible_visited", "決まる前に訪問していた方", _not_eligible, _visited_before, out_of=_ALL),
    _share("wood_not_eligible_after", "前に認定があった方", _not_eligible, _certified_before, out_of=_ALL),
)


def _seen(where: Phrase) -> Phrase:
    return any_of(visits.same("case_id", episodes), where=where & visits["visited_on"].at_most(episodes["started_on"]))


_of_case = cases.of(episodes)
_TRAITS: tuple[tuple[str, str, Phrase], ...] = (
    ("wish", "始める前に、元の生活への願いを聞いていた", _seen(visits["is_wish_heard"])),
    ("therapist", "始める前の訪問に、リハ職が同行していた", _seen(visits["has_therapist"])),
    ("way_back", "元の生活に戻る道を、本人がえらんでいた", _seen(visits["has_chosen_way_back"])),
    (
        "goal",
        "本人とチームで合意した、卒業の目安のある目標があった",
        any_of(goals.same("case_id", episodes), where=goals["is_agreed"] & goals["has_graduation"]),
    ),
    (
        "cause",
        "原因が転倒・骨折、関節疾患、衰弱だった",
        _of_case["cause_code"].is_one_of("fall_fracture", "joint", "frailty"),
    ),
)


@dataclass(frozen=True)
class Trait:
    """卒業した方に多いこと: the same question of those who graduated and of those whose course ended otherwise."""

    words: str
    graduated: Indicator
    others: Indicator


TRAITS = tuple(
    Trait(
        words,
        _share(f"wood_graduates_{key}", words, _ended, when, among=_has_graduated, out_of="卒業した短期集中"),
        _share(f"wood_others_{key}", words, _ended, when, among=~_has_graduated, out_of="ほかの終わり方の短期集中"),
    )
    for key, words, when in _TRAITS
)
EVERY = (*NOT_ELIGIBLE, *(one for trait in TRAITS for one in (trait.graduated, trait.others)))
