"""訪問の指標: KPI 1 to 3. How many who newly need support are visited in time, with a therapist, and how soon."""

from __future__ import annotations

from datetime import date

from takigi.indicators.catalogue.facts import cases, certifications, gone_before, persons, visits
from takigi.indicators.catalogue.town import COUNTED_FROM, FROM_THE_START, TownWays
from takigi.indicators.definition import DAYS, PERCENT, Direction, Edition, Example, Indicator
from takigi.indicators.drawings import drawn
from takigi.indicators.language import any_of, count, days_between, first_of, median, none_of, rows
from takigi.kernel.codes import REASON

VISIT_WITHIN_DAYS = 30

_is_new = certifications["application_type"].is_("1")
_is_light = certifications["level_code"].is_one_of("06", "12", "13")
_asked_on = certifications["application_on"].or_if_missing(certifications["decided_on"])


def visited_in_time(ways: TownWays) -> Edition:
    """KPI 1 as a town decided it: which reasons, and from which day the thirty days run."""
    begin = _asked_on if ways.visit_counts_from == "application" else certifications["decided_on"]
    last_day = begin.days_after(VISIT_WITHIN_DAYS)
    reasons = "、".join(REASON.label(one) for one in ways.target_reasons)
    # Most ledgers say one of the two; whoever's name stands on the board of the waiting is counted here.
    is_target = certifications["reason_code"].is_one_of(*ways.target_reasons) | certifications["cause_code"].is_one_of(
        *ways.target_reasons
    )
    newly = rows(certifications, dated="decided_on", where=_is_new & _is_light & is_target)
    in_time = visits["visited_on"].between(_asked_on, last_day)
    return Edition(
        since=ways.since,
        source="個別支援の指標一覧 KPI 1",
        counts=f"申請の日から{COUNTED_FROM[ways.visit_counts_from]}の{VISIT_WITHIN_DAYS}日後までに訪問した認定",
        out_of=f"期間に決定した新規の要支援・事業対象者の認定のうち、申請の理由か原因が{reasons}のもの",
        numerator=count(newly, where=any_of(visits.same_person_as(certifications), where=in_time)),
        denominator=count(newly),
        leaves_out=gone_before(certifications, last_day),
        waits_until=last_day,
        ways=(
            f"訪問に行く理由・原因: {reasons}",
            f"{VISIT_WITHIN_DAYS}日の始まり: {COUNTED_FROM[ways.visit_counts_from]}",
        ),
    )


VISITED_IN_TIME = Indicator(
    key="visited_in_time",
    label="アセスメント訪問実施率",
    unit=PERCENT,
    direction=Direction.HIGHER_IS_BETTER,
    lag="決定日から30日。認定の結果が台帳に入るのが遅れると、そのぶん遅れます。",
    traps=(
        "同じ方の認定が期間に二つあれば二つ数えます。人数ではありません。",
        "申請の理由も原因も空欄の認定は入りません。空欄が多い町では、分母が小さく出ます。",
        "申請より前の訪問は、前のできごとの訪問かもしれないので数えません。",
    ),
    decision="単位は認定のできごと。決定より前の訪問も数える（取り決め KPI 1）。",
    editions=(visited_in_time(TownWays()),),
    examples=(
        Example(
            "30日目の訪問と決定より前の訪問は数え、31日目と申請より前は数えません",
            rows=(
                drawn(persons, "person_id\n1\n2\n3\n4"),
                drawn(
                    certifications,
                    """
                    person_id | application_on | application_type | decided_on | level_code | reason_code
                    1         | 2026-04-10     | 1                | 2026-05-01 | 12         | fall_fracture
                    2         | 2026-04-10     | 1                | 2026-05-01 | 13         | joint
                    3         | 2026-04-10     | 1                | 2026-05-01 | 06         | frailty
                    4         | 2026-04-10     | 1                | 2026-05-01 | 12         | frailty
                    """,
                ),
                drawn(
                    visits,
                    """
                    person_id | visited_on
                    1         | 2026-05-31
                    2         | 2026-06-01
                    3         | 2026-04-10
                    4         | 2026-04-09
                    """,
                ),
            ),
            numerator=2,
            denominator=4,
        ),
        Example(
            "理由か原因のどちらかが合えば数え、更新、要介護、ほかの理由の認定は分母に入りません",
            rows=(
                drawn(persons, "person_id\n1"),
                drawn(
                    certifications,
                    """
                    person_id | application_type | decided_on | level_code | reason_code | cause_code
                    1         | 1                | 2026-05-01 | 12         | joint       | stroke
                    1         | 1                | 2026-05-01 | 12         |             | frailty
                    1         | 2                | 2026-05-01 | 12         | joint       | joint
                    1         | 1                | 2026-05-01 | 21         | joint       | joint
                    1         | 1                | 2026-05-01 | 12         | stroke      |
                    1         | 1                | 2026-05-01 | 12         |             |
                    """,
                ),
                drawn(visits, "person_id | visited_on\n1 | 2026-05-20"),
            ),
            numerator=2,
            denominator=2,
        ),
        Example(
            "30日のうちに亡くなった方と転出した方は、訪問していても除きます。30日たっていない方は待ちます",
            rows=(
                drawn(
                    persons,
                    """
                    person_id | moved_out_on | died_on
                    1         |              | 2026-05-31
                    2         | 2026-05-20   |
                    3         | 2026-06-01   |
                    4         |              |
                    """,
                ),
                drawn(
                    certifications,
                    """
                    person_id | application_type | decided_on | level_code | reason_code
                    1         | 1                | 2026-05-01 | 12         | joint
                    2         | 1                | 2026-05-01 | 12         | joint
                    3         | 1                | 2026-05-01 | 12         | joint
                    4         | 1                | 2026-05-02 | 12         | joint
                    """,
                ),
                drawn(visits, "person_id | visited_on\n1 | 2026-05-10\n3 | 2026-05-10\n4 | 2026-05-10"),
            ),
            numerator=1,
            denominator=1,
            waiting=1,
            left_out=2,
            as_of=date(2026, 5, 31),
        ),
    ),
)

_every_visit = rows(visits, dated="visited_on")

WITH_A_THERAPIST = Indicator(
    key="with_a_therapist",
    label="リハ職同行率",
    unit=PERCENT,
    direction=Direction.HIGHER_IS_BETTER,
    lag="訪問の記録が確定するまで。",
    traps=("確定していない下書きの訪問は入りません。",),
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 2",
            counts="理学療法士・作業療法士・言語聴覚士が一人以上同行した訪問",
            out_of="期間のアセスメント訪問すべて",
            numerator=count(_every_visit, where=visits["has_therapist"]),
            denominator=count(_every_visit),
        ),
    ),
    examples=(
        Example(
            "年度の初日と末日の訪問は入り、翌日は入りません",
            rows=(
                drawn(
                    visits,
                    """
                    visited_on | has_therapist
                    2026-04-01 | はい
                    2027-03-31 | いいえ
                    2027-04-01 | はい
                    """,
                ),
            ),
            numerator=1,
            denominator=2,
        ),
    ),
)

_earlier = visits.again("earlier_visits")
FIRST_OF_THE_CASE = none_of(_earlier.same("case_id", visits), where=_earlier["visited_on"].below(visits["visited_on"]))
_first_visits = rows(visits, dated="visited_on", where=FIRST_OF_THE_CASE, first_per="person_id")
_applied_on = first_of(
    certifications.same_person_as(visits),
    certifications["application_on"],
    by=certifications["application_on"],
    where=certifications["line"].is_(cases.of(visits)["certification_line"]),
)

DAYS_TO_THE_VISIT = Indicator(
    key="days_to_the_visit",
    label="申請から訪問までの日数",
    unit=DAYS,
    direction=Direction.LOWER_IS_BETTER,
    lag="訪問の記録が確定するまで。",
    traps=(
        "訪問した方だけの日数です。訪問しなかった方が多いほど、短く見えます。訪問実施率とならべて読んでください。",
        "認定から始まっていないケースには申請の日がなく、「対象外」として別に数えます。",
    ),
    decision="訪問のもとになった認定の申請日から数える（取り決め KPI 3）。四分位は R の type 7。",
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 3",
            counts="申請の日から、そのケースの最初の訪問までの日数の中央値と四分位",
            out_of="期間に最初の訪問を受けた方（一人につき一件）",
            numerator=median(_first_visits, days_between(_applied_on, visits["visited_on"])),
            denominator=count(_first_visits),
        ),
    ),
    examples=(
        Example(
            "同じケースの二度目の訪問は数えず、認定のないケースは日数に入れません",
            rows=(
                drawn(
                    cases,
                    """
                    case_id | person_id | certification_line
                    1       | 1         | 11
                    2       | 2         | 12
                    3       | 3         | 13
                    4       | 4         |
                    """,
                ),
                drawn(
                    certifications,
                    """
                    line | person_id | application_on
                    11   | 1         | 2026-04-01
                    12   | 2         | 2026-04-01
                    13   | 3         | 2026-04-01
                    99   | 3         | 2026-04-05
                    """,
                ),
                drawn(
                    visits,
                    """
                    case_id | person_id | visited_on
                    1       | 1         | 2026-04-11
                    1       | 1         | 2026-08-11
                    2       | 2         | 2026-04-21
                    3       | 3         | 2026-05-01
                    4       | 4         | 2026-05-01
                    """,
                ),
            ),
            numerator=3,
            denominator=4,
            value=20,
            quartiles=(20, 15, 25),
        ),
    ),
)

BY_TOWN = {VISITED_IN_TIME.key: visited_in_time}
INDICATORS = (VISITED_IN_TIME, WITH_A_THERAPIST, DAYS_TO_THE_VISIT)
