"""地域の場所の指標: KPI 22 and 26. Whether the coordinator is asked, whether people begin to go somewhere, and what stays missing."""

from __future__ import annotations

from datetime import date

from takigi.indicators.catalogue.resource_facts import match_requests, unmet_needs
from takigi.indicators.catalogue.town import FROM_THE_START
from takigi.indicators.definition import (
    CASES,
    DAYS,
    PERCENT,
    CountItself,
    Direction,
    Edition,
    Example,
    Indicator,
)
from takigi.indicators.drawings import drawn
from takigi.indicators.language import as_of, count, days_between, median, rows, surely

_AT_ONCE = "起きたその日から。"
_received = rows(match_requests, dated="received_on")
_closed = rows(match_requests, dated="closed_on")
_attended = rows(match_requests, dated="first_attended_on")
_missing = rows(unmet_needs, dated="opened_on")
_still_missing = rows(unmet_needs, dated="opened_on", where=~surely(unmet_needs["ended_on"].at_most(as_of())))

ASKED = Indicator(
    key="places_asked_for",
    label="生活支援コーディネーターへの相談件数",
    unit=CASES,
    direction=Direction.HIGHER_IS_BETTER,
    lag=_AT_ONCE,
    traps=(
        "ケアマネジャーや包括から相談が来ることが、頼られているしるしです。だれからの相談かの内訳で見ます。",
        "電話で済んだ相談は、書きとめたものだけが入ります。",
    ),
    smallest_cell=5,
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 22（SC相談件数）",
            counts="期間に受けた、場所をさがす相談",
            out_of="",
            numerator=count(_received),
            denominator=CountItself("相談が来るようになったかどうかを見るため"),
        ),
    ),
    examples=(
        Example(
            "受けた日の年度で数えます",
            rows=(
                drawn(
                    match_requests,
                    """
                    source       | received_on
                    centre       | 2026-04-01
                    care_manager | 2027-03-31
                    person       | 2026-03-31
                    """,
                ),
            ),
            numerator=2,
            denominator=0,
        ),
    ),
)

FOUND = Indicator(
    key="places_found",
    label="マッチ成立率",
    unit=PERCENT,
    direction=Direction.HIGHER_IS_BETTER,
    lag="相談が終わった日から。さがしているあいだは、どちらにも入りません。",
    traps=("断られた場所を数えるのではありません。合う場所がなかった相談は、足りないものとして残ります。",),
    decision="取りやめた相談も、分母に残る（取り決め KPI 22）。",
    smallest_cell=5,
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 22（マッチ成立率）",
            counts="はじめて行った日のある相談",
            out_of="期間に終わった、場所をさがす相談",
            numerator=count(_closed, where=match_requests["outcome"].is_("attended")),
            denominator=count(_closed),
        ),
    ),
    examples=(
        Example(
            "取りやめた相談は分母に残り、まだ終わらない相談は入りません",
            rows=(
                drawn(
                    match_requests,
                    """
                    received_on | closed_on  | outcome
                    2026-04-01  | 2026-05-01 | attended
                    2026-04-01  | 2026-05-10 | none
                    2026-04-01  | 2026-06-01 | withdrawn
                    2026-04-01  | 2027-04-01 | attended
                    2026-04-01  |            |
                    """,
                ),
            ),
            numerator=1,
            denominator=3,
        ),
    ),
)

DAYS_TO_ATTEND = Indicator(
    key="days_to_first_attendance",
    label="紹介から初参加までの日数",
    unit=DAYS,
    direction=Direction.LOWER_IS_BETTER,
    lag=_AT_ONCE,
    traps=("まだ行っていない方は入りません。短く見えることがあるので、マッチ成立率と一緒に読みます。",),
    smallest_cell=5,
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 22（紹介→初参加）",
            counts="紹介した日から、はじめて行った日までの日数の中央値と四分位",
            out_of="期間にはじめて行った日のある相談",
            numerator=median(
                _attended, days_between(match_requests["introduced_on"], match_requests["first_attended_on"])
            ),
            denominator=count(_attended),
        ),
    ),
    examples=(
        Example(
            "はじめて行った日の年度で数えます",
            rows=(
                drawn(
                    match_requests,
                    """
                    introduced_on | first_attended_on
                    2026-03-30    | 2026-04-01
                    2026-05-01    | 2026-05-08
                    2026-06-01    | 2026-06-13
                    2026-06-01    |
                    """,
                ),
            ),
            numerator=3,
            denominator=3,
            value=7,
        ),
    ),
)

SOLVED = Indicator(
    key="unmet_needs_solved",
    label="不足資源の解消率",
    unit=PERCENT,
    direction=Direction.HIGHER_IS_BETTER,
    lag="分かった日から。解けるまでに何か月もかかるので、近い年度ほど低く出ます。",
    traps=("見送ったものも、分母に残ります。",),
    smallest_cell=5,
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 26（不足資源 解消率）",
            counts="解けたもの",
            out_of="期間に分かった、足りないもの",
            numerator=count(_missing, where=unmet_needs["solved_on"].at_most(as_of())),
            denominator=count(_missing),
        ),
    ),
    examples=(
        Example(
            "見送ったものは分母に残り、別の年度に分かったものは入りません",
            rows=(
                drawn(
                    unmet_needs,
                    """
                    opened_on  | solved_on  | ended_on
                    2026-04-01 | 2026-09-01 | 2026-09-01
                    2026-04-01 |            | 2026-09-01
                    2026-06-01 |            |
                    2026-03-31 | 2026-09-01 | 2026-09-01
                    """,
                ),
            ),
            numerator=1,
            denominator=3,
        ),
    ),
)

AGE = Indicator(
    key="unmet_needs_age",
    label="足りないままの日数",
    unit=DAYS,
    direction=Direction.LOWER_IS_BETTER,
    lag=_AT_ONCE,
    traps=("解けたものと見送ったものは入りません。解消率と一緒に読みます。",),
    smallest_cell=5,
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 26（median age）",
            counts="分かった日から、きょうまでの日数の中央値と四分位",
            out_of="期間に分かり、まだ解けても見送られてもいないもの",
            numerator=median(_still_missing, days_between(unmet_needs["opened_on"], as_of())),
            denominator=count(_still_missing),
        ),
    ),
    examples=(
        Example(
            "数える日までの日数。解けたものと見送ったものは抜けます",
            rows=(
                drawn(
                    unmet_needs,
                    """
                    opened_on  | solved_on  | ended_on
                    2027-03-01 |            |
                    2027-03-11 |            |
                    2027-03-21 |            |
                    2026-04-01 | 2026-09-01 | 2026-09-01
                    2026-04-01 |            | 2026-10-01
                    """,
                ),
            ),
            numerator=3,
            denominator=3,
            value=20,
            as_of=date(2027, 3, 31),
        ),
    ),
)

INDICATORS = (ASKED, FOUND, DAYS_TO_ATTEND, SOLVED, AGE)
