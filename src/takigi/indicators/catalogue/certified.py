"""認定の指標: KPI 21 and 32. What became of the care level in a year, who went back and forth, and why support was needed at first.

Becoming 非該当, or not renewing, is a class of its own: only an end assessment makes it a way back.
"""

from __future__ import annotations

from datetime import date

from takigi.indicators.catalogue.facts import certifications, episodes, gone_before, persons
from takigi.indicators.catalogue.town import FROM_THE_START
from takigi.indicators.definition import PERCENT, Direction, Edition, Example, Indicator, LeftOut
from takigi.indicators.drawings import drawn
from takigi.indicators.language import MissingKind, Phrase, any_of, count, rows, state_on, surely

FOLLOWED_MONTHS = 12
LOWEST_CERTIFIED = 2  # 要支援1

_indexed = rows(
    certifications,
    dated="valid_from",
    where=certifications["level_rank"].at_least(LOWEST_CERTIFIED),
    first_per="person_id",
)
_window_end = certifications["valid_from"].months_after(FOLLOWED_MONTHS)
_next = certifications.again("later_certifications")
_rank_then = state_on(
    _next.same_person_as(certifications),
    _next["level_rank"],
    on=_window_end,
    since=_next["valid_from"],
    until=_next["valid_until"],
)
_was_graduated = any_of(
    episodes.same_person_as(certifications),
    where=episodes["end_reason"].is_("graduated")
    & episodes["ended_on"].within_months(FOLLOWED_MONTHS, after=certifications["valid_from"]),
)
_is_not_renewed = _rank_then.is_missing(MissingKind.NOT_APPLICABLE)
_is_not_eligible = surely(_rank_then.is_(0))
_is_still_certified = surely(_rank_then.at_least(1))
_is_back = (_is_not_renewed | _is_not_eligible) & _was_graduated

_YEAR = (
    drawn(persons, "person_id | died_on\n1 |\n2 |\n3 |\n4 |\n5 |\n6 |\n7 | 2027-04-01\n8 |"),
    drawn(
        certifications,
        """
        person_id | valid_from | valid_until | level_rank
        1         | 2026-04-01 | 2027-03-31  | 3
        1         | 2027-04-01 |             | 2
        2         | 2026-04-01 | 2029-03-31  | 2
        3         | 2026-04-01 | 2026-09-30  | 3
        3         | 2026-10-01 | 2028-09-30  | 4
        4         | 2026-04-01 | 2027-03-31  | 2
        5         | 2026-04-01 | 2026-12-31  | 2
        5         | 2027-01-01 |             | 0
        6         | 2026-04-01 | 2026-12-31  | 2
        6         | 2027-01-01 |             | 0
        7         | 2026-04-01 | 2028-03-31  | 2
        8         | 2026-04-02 | 2028-03-31  | 2
        """,
    ),
    drawn(episodes, "person_id | ended_on | end_reason\n6 | 2026-11-30 | graduated"),
)


def _of_a_year(key: str, label: str, *, counts: str, when: Phrase, direction: Direction, title: str) -> Indicator:
    return Indicator(
        key=key,
        label=label,
        unit=PERCENT,
        direction=direction,
        lag="認定の始まりから12か月。結果が遅れて届くと、あとから変わります。",
        traps=(
            "「改善」「維持」「悪化」「更新なし」「非該当」の五つは、合わせて読んでください。",
            "「非該当」になったことや更新しなかったことだけでは、改善に数えません。終わりの評価で卒業とした方だけです。",
            "区分は番号ではなく順（0 非該当 から 8 要介護5）で比べます。経過的要介護は順がなく、どれにも入りません。",
        ),
        decision="起点は期間の最初の有効期間の始まり。終わりの評価のない非該当は別の区分（取り決め KPI 21）。",
        editions=(
            Edition(
                since=FROM_THE_START,
                source="個別支援の指標一覧 KPI 21",
                counts=counts,
                out_of="期間に要支援・要介護の認定の有効期間が始まった方（一人につき最初の一件）",
                numerator=count(_indexed, where=when),
                denominator=count(_indexed),
                leaves_out=gone_before(certifications, _window_end),
                waits_until=_window_end,
            ),
        ),
        examples=(
            Example(title, rows=_YEAR, numerator=1, denominator=6, waiting=1, left_out=1, as_of=date(2027, 4, 1))
            if key != "level_improved"
            else Example(title, rows=_YEAR, numerator=2, denominator=6, waiting=1, left_out=1, as_of=date(2027, 4, 1)),
        ),
    )


LEVELS = (
    _of_a_year(
        "level_improved",
        "認定の改善（12か月）",
        counts="12か月後の区分が軽くなった方と、終わりの評価で卒業して認定のなくなった方",
        when=(_is_still_certified & _rank_then.below(certifications["level_rank"])) | _is_back,
        direction=Direction.HIGHER_IS_BETTER,
        title="軽くなった方と、卒業して非該当になった方を数えます。卒業のない非該当は数えません",
    ),
    _of_a_year(
        "level_kept",
        "認定の維持（12か月）",
        counts="12か月後の区分が同じ方",
        when=_is_still_certified & _rank_then.is_(certifications["level_rank"]),
        direction=Direction.NEITHER,
        title="12か月後の日に同じ区分の方です",
    ),
    _of_a_year(
        "level_worsened",
        "認定の悪化（12か月）",
        counts="12か月後の区分が重くなった方",
        when=_rank_then.above(certifications["level_rank"]),
        direction=Direction.LOWER_IS_BETTER,
        title="変更の申請で重くなった方も数えます",
    ),
    _of_a_year(
        "level_not_renewed",
        "認定の更新なし（12か月）",
        counts="12か月後に認定がなく、終わりの評価での卒業もない方",
        when=_is_not_renewed & ~_was_graduated,
        direction=Direction.NEITHER,
        title="有効期間が前の日に切れた方です。回復したとは言えません",
    ),
    _of_a_year(
        "level_not_eligible",
        "認定の非該当（12か月）",
        counts="12か月後に非該当で、終わりの評価での卒業がない方",
        when=_is_not_eligible & ~_was_graduated,
        direction=Direction.NEITHER,
        title="終わりの評価のない非該当です。回復したとは言えません",
    ),
)

AVOIDABLE_CAUSES = ("fall_fracture", "joint", "frailty")
_newly = rows(
    certifications,
    dated="decided_on",
    where=certifications["application_type"].is_("1") & certifications["level_code"].is_one_of("12", "13"),
)
_cause = certifications["cause_code"]

CAUSES = Indicator(
    key="causes_to_turn_back",
    label="原因割合（転倒・骨折、関節疾患、衰弱）",
    unit=PERCENT,
    direction=Direction.NEITHER,
    lag="原因が台帳に入るまで。",
    traps=(
        "原因のわからない認定が多いと、割合はあてになりません。除いた数とならべて読んでください。",
        "全国の 52.8% は調査の方法が違います。背景として見てください。",
    ),
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 32",
            counts="原因が転倒・骨折、関節疾患、高齢による衰弱の認定",
            out_of="期間に決定した新規の要支援の認定のうち、原因のわかるもの",
            numerator=count(_newly, where=_cause.is_one_of(*AVOIDABLE_CAUSES)),
            denominator=count(_newly),
            leaves_out=(
                LeftOut("原因が不明", ~_cause.is_known() | _cause.is_("unknown"), "原因のわかる認定の中の割合のため"),
            ),
        ),
    ),
    examples=(
        Example(
            "空欄と「不明」は除いて数を添え、要介護と更新は入りません",
            rows=(
                drawn(
                    certifications,
                    """
                    application_type | decided_on | level_code | cause_code
                    1                | 2026-04-01 | 12         | fall_fracture
                    1                | 2027-03-31 | 13         | joint
                    1                | 2026-06-01 | 12         | frailty
                    1                | 2026-06-01 | 12         | stroke
                    1                | 2026-06-01 | 12         | unknown
                    1                | 2026-06-01 | 12         |
                    1                | 2026-06-01 | 21         | joint
                    2                | 2026-06-01 | 12         | joint
                    """,
                ),
            ),
            numerator=3,
            denominator=4,
            left_out=2,
        ),
    ),
)

LOWEST_CARE = 4  # 要介護1
BACK_WITHIN_MONTHS = 6
_begun = rows(certifications, dated="valid_from", where=certifications["level_rank"].at_least(LOWEST_CERTIFIED))
_back_until = certifications["valid_from"].months_after(BACK_WITHIN_MONTHS)
_before = certifications.again("earlier_certifications")
_rank_before = state_on(
    _before.same_person_as(certifications),
    _before["level_rank"],
    on=certifications["valid_from"].days_after(-1),
    since=_before["valid_from"],
    until=_before["valid_until"],
)


def _came_back(lowest: int, highest: int) -> Phrase:
    """Out of these levels into the one that is counted, and into one of these again within the months."""
    soon = _next["valid_from"].within_months(BACK_WITHIN_MONTHS, after=certifications["valid_from"])
    again = any_of(_next.same_person_as(certifications), where=soon & _next["level_rank"].between(lowest, highest))
    return surely(_rank_before.between(lowest, highest)) & again


_is_care = certifications["level_rank"].at_least(LOWEST_CARE)

BACK_AND_FORTH = Indicator(
    key="level_back_and_forth",
    label="要介護と要支援の行き来（6か月以内）",
    unit=PERCENT,
    direction=Direction.NEITHER,
    lag="認定の始まりから6か月。",
    traps=(
        "行き来した認定は、どちらも記録に残り、認定の改善・悪化にもそのまま数えられます。この割合とならべて読んでください。",
    ),
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の確かめ V12",
            counts="要介護から要支援（または要支援から要介護）に変わり、6か月以内に戻った認定",
            out_of="期間に要支援・要介護の認定の有効期間が始まった認定",
            numerator=count(
                _begun,
                where=(_is_care & _came_back(LOWEST_CERTIFIED, LOWEST_CARE - 1))
                | (~_is_care & _came_back(LOWEST_CARE, 8)),
            ),
            denominator=count(_begun),
            leaves_out=gone_before(certifications, _back_until),
            waits_until=_back_until,
        ),
    ),
    examples=(
        Example(
            "6か月目の日に戻った認定は数え、次の日に戻った認定と、戻らない認定は数えません",
            rows=(
                drawn(persons, "person_id | died_on\n1 |\n2 |\n3 |"),
                drawn(
                    certifications,
                    """
                    person_id | valid_from | valid_until | level_rank
                    1         | 2025-10-01 | 2026-04-30  | 4
                    1         | 2026-05-01 | 2026-10-31  | 3
                    1         | 2026-11-01 |             | 5
                    2         | 2025-10-01 | 2026-04-30  | 3
                    2         | 2026-05-01 | 2026-11-01  | 4
                    2         | 2026-11-02 |             | 2
                    3         | 2025-10-01 | 2026-04-30  | 4
                    3         | 2026-05-01 |             | 2
                    """,
                ),
            ),
            numerator=1,
            denominator=5,
            as_of=date(2027, 5, 2),
        ),
    ),
)

INDICATORS = (*LEVELS, CAUSES, BACK_AND_FORTH)
