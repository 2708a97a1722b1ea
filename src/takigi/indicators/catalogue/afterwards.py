"""卒業後の指標: KPI 19, 20 and 25. Taking part in the neighbourhood, applying again, and monitoring in time."""

from __future__ import annotations

from datetime import date

from takigi.indicators.catalogue.facts import certifications, follow_ups, gone_before, monitorings, moves, persons
from takigi.indicators.catalogue.town import FROM_THE_START
from takigi.indicators.definition import PERCENT, Direction, Edition, Example, Indicator, LeftOut
from takigi.indicators.drawings import drawn
from takigi.indicators.language import any_of, count, first_of, rows

_graduated = rows(moves, dated="effective_on", where=moves["to_state"].is_("graduated"))
_of_the_case = follow_ups.same("case_id", moves)
_later = follow_ups["due_on"].above(moves["effective_on"])

_PLACES = (
    drawn(persons, "person_id | moved_out_on\n1 |\n2 |\n3 |\n4 | 2026-05-01\n5 |\n6 |"),
    drawn(
        moves,
        """
        case_id | person_id | to_state  | effective_on
        1       | 1         | graduated | 2026-04-01
        2       | 2         | graduated | 2026-04-01
        3       | 3         | graduated | 2026-04-01
        4       | 4         | graduated | 2026-04-01
        5       | 5         | graduated | 2026-04-02
        6       | 6         | extended  | 2026-04-01
        """,
    ),
)


def _took_part(months: int, due_on: date) -> Indicator:
    window_end = moves["effective_on"].months_after(months)
    asked = first_of(
        _of_the_case,
        follow_ups["has_place"],
        by=follow_ups["due_on"],
        where=_later & follow_ups["month"].is_(months),
    )
    answers = drawn(
        follow_ups,
        f"""
        case_id | person_id | month    | due_on   | has_place
        1       | 1         | {months} | {due_on} | はい
        2       | 2         | {months} | {due_on} | いいえ
        3       | 3         | {months} | {due_on} |
        4       | 4         | {months} | {due_on} | はい
        5       | 5         | {months} | {due_on} | はい
        6       | 6         | {months} | {due_on} | はい
        """,
    )
    return Indicator(
        key=f"took_part_{months}m",
        label=f"地域参加率（卒業から{months}か月）",
        unit=PERCENT,
        direction=Direction.HIGHER_IS_BETTER,
        lag=f"卒業から{months}か月。",
        traps=(
            "卒業後の確かめで聞いた答えによります。場の出席簿からは数えていません。",
            "確かめていない方は分母に残り、「調査未実施」または「対象外」としてその数を添えます。",
        ),
        decision="確かめの日で終わる1か月に一度でも行っていれば、参加（取り決め KPI 19）。",
        editions=(
            Edition(
                since=FROM_THE_START,
                source="個別支援の指標一覧 KPI 19",
                counts=f"卒業から{months}か月の確かめで、地域の場に月1回以上行っている卒業",
                out_of=f"期間に卒業し、{months}か月後も町で暮らしている方の卒業",
                numerator=count(_graduated, where=asked),
                denominator=count(_graduated),
                leaves_out=gone_before(moves, window_end),
                waits_until=window_end,
            ),
        ),
        examples=(
            Example(
                f"確かめていない方は分母に残り、転出した方は除き、卒業から{months}か月たっていない方は待ちます",
                rows=(*_PLACES, answers),
                numerator=1,
                denominator=3,
                waiting=1,
                left_out=1,
                as_of=due_on,
            ),
        ),
    )


TOOK_PART = tuple(
    _took_part(months, due_on)
    for months, due_on in (
        (1, date(2026, 5, 1)),
        (3, date(2026, 7, 1)),
        (6, date(2026, 10, 1)),
        (12, date(2027, 4, 1)),
    )
)

AGAIN_WITHIN_DAYS = 365
_year_later = moves["effective_on"].days_after(AGAIN_WITHIN_DAYS)
_applied = any_of(
    certifications.same_person_as(moves),
    where=certifications["application_type"].is_one_of("1", "3")
    & certifications["application_on"].within_days(AGAIN_WITHIN_DAYS, after=moves["effective_on"]),
)
_uses_again = any_of(
    follow_ups.same_person_as(moves),
    where=follow_ups["has_paid_service"]
    & follow_ups["done_on"].within_days(AGAIN_WITHIN_DAYS, after=moves["effective_on"]),
)

APPLIED_AGAIN = Indicator(
    key="applied_again_12m",
    label="再申請率（12か月）",
    unit=PERCENT,
    direction=Direction.LOWER_IS_BETTER,
    lag="卒業から365日。",
    traps=(
        "サービスの再開は、卒業後の確かめで聞いた答えによります。給付の記録からは数えていません。",
        "要るときに申請できることは悪いことではありません。申請をおさえる目標にしないでください。",
    ),
    decision="新規と変更の申請を再申請に数え、更新は数えない（取り決め KPI 20）。",
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 20",
            counts="卒業から365日までに、新規か変更の申請をしたか、有料のサービスを再び使った方の卒業",
            out_of="期間に卒業し、365日見届けた方の卒業",
            numerator=count(_graduated, where=_applied | _uses_again),
            denominator=count(_graduated),
            leaves_out=gone_before(moves, _year_later),
            waits_until=_year_later,
        ),
    ),
    examples=(
        Example(
            "365日目の申請は数え、366日目と更新は数えません。亡くなった方は申請があっても除きます",
            rows=(
                drawn(persons, "person_id | died_on\n1 |\n2 |\n3 |\n4 |\n5 | 2027-04-01\n6 |"),
                drawn(
                    moves,
                    """
                    case_id | person_id | to_state  | effective_on
                    1       | 1         | graduated | 2026-04-01
                    2       | 2         | graduated | 2026-04-01
                    3       | 3         | graduated | 2026-04-01
                    4       | 4         | graduated | 2026-04-01
                    5       | 5         | graduated | 2026-04-01
                    6       | 6         | graduated | 2026-04-02
                    """,
                ),
                drawn(
                    certifications,
                    """
                    person_id | application_type | application_on
                    1         | 1                | 2027-04-01
                    2         | 3                | 2027-04-02
                    3         | 2                | 2026-09-01
                    5         | 1                | 2026-09-01
                    6         | 1                | 2026-09-01
                    """,
                ),
                drawn(
                    follow_ups,
                    """
                    case_id | person_id | done_on    | has_paid_service
                    3       | 3         | 2026-07-01 | いいえ
                    4       | 4         | 2026-07-01 | はい
                    """,
                ),
            ),
            numerator=2,
            denominator=4,
            waiting=1,
            left_out=1,
            as_of=date(2027, 4, 1),
        ),
    ),
)

_due = rows(monitorings, dated="due_on")

MONITORED_IN_TIME = Indicator(
    key="monitored_in_time",
    label="モニタリング期限遵守率",
    unit=PERCENT,
    direction=Direction.HIGHER_IS_BETTER,
    lag="期限の日に決まります。記録が遅れると、そのぶん低く出ます。",
    traps=("電話だけの期間は、面接した期間に数えません。",),
    decision="条件を満たして延ばした期間は、期限が来ていないものとして除き、その数を添える。",
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 25",
            counts="期限の日までに面接したモニタリングの期間",
            out_of="期間に期限が来たモニタリングの期間",
            numerator=count(_due, where=monitorings["held_on"].is_known()),
            denominator=count(_due),
            leaves_out=(LeftOut("延長", monitorings["is_extended"], "四つの条件を満たして、次の期間に延ばしたため"),),
        ),
    ),
    examples=(
        Example(
            "期限の日の面接は数え、延ばした期間は除きます",
            rows=(
                drawn(
                    monitorings,
                    """
                    due_on     | held_on    | is_extended
                    2026-06-30 | 2026-06-30 | いいえ
                    2027-03-31 |            | いいえ
                    2026-06-30 |            | はい
                    2027-04-01 | 2027-03-31 | いいえ
                    """,
                ),
            ),
            numerator=1,
            denominator=2,
            left_out=1,
        ),
    ),
)

INDICATORS = (*TOOK_PART, APPLIED_AGAIN, MONITORED_IN_TIME)
