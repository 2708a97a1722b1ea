"""主担当の指標: K1, K1s, K22 and K23. Who owns the case months after the meeting, and how long the station stands in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from takigi.indicators.catalogue.collaboration_facts import involvements, owners, shared_cases
from takigi.indicators.catalogue.together import FEW_CASES, HIGHER, LOWER, NEITHER, NO_RANKING, together
from takigi.indicators.definition import CASES, DAYS, PERCENT, CountItself, Direction, Example, Indicator
from takigi.indicators.drawings import drawn
from takigi.indicators.language import (
    Phrase,
    choose,
    count,
    days_between,
    in_force,
    index_day,
    median,
    rows,
    state_on,
    surely,
)

_cohort = rows(shared_cases, dated="first_meeting_on", where=~shared_cases["is_asked_by_station"])
_theirs = owners.same("case_id", shared_cases)


def _on_the_day(column: str, months: int) -> Phrase:
    """Of the owner at t0 + N months, or on the day of closing if that came first."""
    closed, end = shared_cases["closed_on"], shared_cases["first_meeting_on"].months_after(months)
    day = choose(surely(closed.at_most(end)), closed, end)
    return state_on(_theirs, owners[column], on=day, since=owners["from_on"], until=owners["to_on"])


_DRAWN = (
    drawn(
        shared_cases,
        """
        case_id | first_meeting_on | asking_line | is_asked_by_station | closed_on
        1       | 2026-04-10       | 5           | いいえ              |
        2       | 2026-04-10       | 5           | いいえ              | 2026-05-31
        3       | 2026-05-31       | 6           | いいえ              |
        4       | 2026-06-01       | 6           | いいえ              |
        5       | 2026-06-01       | 9           | はい                |
        6       | 2027-02-10       | 5           | いいえ              |
        7       | 2026-06-10       | 7           | いいえ              |
        """,
    ),
    drawn(
        owners,
        """
        case_id | agency_line | is_station | change_type       | from_on    | to_on
        1       | 5           | いいえ     | initial           | 2026-01-10 |
        2       | 5           | いいえ     | initial           | 2026-01-10 | 2026-05-31
        3       | 6           | いいえ     | initial           | 2026-01-10 | 2026-06-30
        3       | 9           | はい       | station_exception | 2026-06-30 |
        4       | 6           | いいえ     | initial           | 2026-01-10 | 2026-07-15
        4       | 8           | いいえ     | transfer          | 2026-07-15 |
        5       | 9           | はい       | station_exception | 2026-01-10 |
        6       | 5           | いいえ     | initial           | 2026-01-10 |
        7       | 7           | いいえ     | initial           | 2026-01-10 | 2026-07-01
        """,
    ),
)
# N, and the last day on which the sixth case of the drawing still waits.
_NOT_YET = {3: date(2027, 5, 9), 6: date(2027, 8, 9), 12: date(2028, 2, 9)}
_KINDS: tuple[tuple[str, str, str, str, Direction, int], ...] = (
    ("kept", "K1", "主担当が続いている割合", "頼んだときの主担当機関が、そのまま主担当のケース", HIGHER, 2),
    ("station", "K1b", "ステーションが主担当になった割合", "ステーションが主担当になっているケース", LOWER, 1),
    ("moved", "K1c", "ほかの機関に移った割合", "ほかの機関が主担当になっているケース", NEITHER, 1),
    ("none", "K1d", "主担当のいない割合", "主担当のいないケース（0 でなければならない）", LOWER, 1),
)


def _where(kind: str, months: int) -> Phrase:
    line, station = _on_the_day("agency_line", months), surely(_on_the_day("is_station", months))
    is_same = surely(line.is_(shared_cases["asking_line"]))
    return {
        "kept": is_same & ~station,
        "station": station,
        "moved": line.is_known() & ~is_same & ~station,
        "none": ~line.is_known(),
    }[kind]


def _each() -> Iterator[Indicator]:
    for months, day_before in _NOT_YET.items():
        for kind, number, label, counts, direction, found in _KINDS:
            yield together(
                key=f"owner_{kind}_{months}m",
                label=f"{label}（支援会議から{months}か月）",
                unit=PERCENT,
                direction=direction,
                number=f"{number}（N＝{months}か月）",
                counts=counts,
                out_of="はじめての支援会議が期間に開かれ、その月数がたったケース（ステーションが主担当のまま頼んだものをのぞく）",
                lag=f"支援会議から{months}か月。",
                traps=(FEW_CASES, NO_RANKING),
                decision="支援会議は社会福祉法106条の6か生活困窮者自立支援法9条のもの。担当者だけの交代は「続いている」。"
                "組織の改編は「ほかの機関」に数える（法律上ひとつの機関を継いだときをのぞく）。先に閉じたケースは、閉じた日で見る。",
                numerator=count(_cohort, where=_where(kind, months)),
                denominator=count(_cohort),
                waits_until=shared_cases["first_meeting_on"].months_after(months),
                examples=(
                    Example(
                        "閉じたケースは閉じた日で見ます。ステーションが頼んだケースは入らず、月数のたたないケースは待ちます",
                        rows=_DRAWN,
                        numerator=found,
                        denominator=5,
                        waiting=1,
                        as_of=day_before,
                    ),
                ),
            )


_joined = in_force(shared_cases, since="joined_on", until=shared_cases["closed_on"].days_after(-1))
_by_station = in_force(owners, since="from_on", until=owners["to_on"].days_after(-1), where=owners["is_station"])

STATION_STOCK = together(
    key="station_stock",
    label="ステーションが主担当のケースの割合（期末）",
    unit=PERCENT,
    direction=LOWER,
    number="K1s",
    counts="期末に、ステーションが主担当の開いているケース",
    out_of="期末に開いていて、ステーションが関わったか支援会議を開いたことのあるケース",
    traps=("減っていくことを目ざします。", FEW_CASES),
    numerator=count(_by_station),
    denominator=count(_joined),
    examples=(
        Example(
            "期末の日に閉じたケースと、期末までに返したケースは入りません",
            rows=(
                drawn(
                    shared_cases,
                    """
                    case_id | joined_on  | closed_on
                    1       | 2026-05-01 |
                    2       | 2026-05-01 | 2027-03-31
                    3       | 2027-03-31 |
                    4       | 2027-04-01 |
                    5       |            |
                    """,
                ),
                drawn(
                    owners,
                    """
                    case_id | is_station | from_on    | to_on
                    1       | はい       | 2026-06-01 | 2027-03-31
                    1       | いいえ     | 2027-03-31 |
                    2       | はい       | 2026-06-01 | 2027-03-31
                    3       | はい       | 2027-03-31 | 2027-04-01
                    """,
                ),
            ),
            numerator=1,
            denominator=2,
        ),
    ),
)

STATION_EXIT = together(
    key="station_exit_on_time",
    label="ステーションの関わりが予定の日までに終わった割合",
    unit=PERCENT,
    direction=HIGHER,
    number="K22",
    counts="予定の日までに終わった関わり",
    out_of="終わりの予定の日が期間にある関わり",
    lag="予定の日まで。",
    traps=("予定の日を先に延ばすと、延ばした日で数えます。",),
    numerator=count(
        rows(involvements, dated="planned_to"),
        where=surely(involvements["ended_on"].at_most(involvements["planned_to"])),
    ),
    denominator=count(rows(involvements, dated="planned_to")),
    examples=(
        Example(
            "予定の日に終われば間に合い、続いている関わりは間に合わず、予定の日がまだ先のものは数えません",
            rows=(
                drawn(
                    involvements,
                    """
                    planned_to | ended_on
                    2026-06-30 | 2026-06-30
                    2026-06-30 | 2026-07-01
                    2026-06-30 |
                    2027-03-01 |
                               | 2026-06-30
                    """,
                ),
            ),
            numerator=1,
            denominator=3,
            as_of=date(2027, 1, 31),
        ),
    ),
)

_exceptions = rows(owners, dated="from_on", where=owners["is_station"])
_EXCEPTIONS = drawn(
    owners,
    """
    case_id | is_station | from_on    | to_on      | exception_until
    1       | はい       | 2026-04-01 | 2026-06-30 | 2026-06-30
    2       | はい       | 2026-05-01 | 2026-05-31 | 2026-07-30
    3       | はい       | 2027-01-10 |            | 2027-03-30
    4       | はい       | 2027-03-01 |            | 2027-05-29
    5       | いいえ     | 2026-04-01 |            |
    """,
)

STATION_EXCEPTIONS = together(
    key="station_exceptions",
    label="ステーションが主担当になった件数（例外）",
    unit=CASES,
    direction=LOWER,
    number="K23",
    counts="期間に、ステーションが主担当になったケース（はじめからの例外も）",
    traps=(FEW_CASES,),
    numerator=count(_exceptions),
    denominator=CountItself("例外なので、割合ではなく一件ずつ見るため"),
    examples=(Example("ほかの機関の主担当は数えません", rows=(_EXCEPTIONS,), numerator=4, denominator=0),),
)

STATION_EXCEPTION_DAYS = together(
    key="station_exception_days",
    label="ステーションが主担当だった日数",
    unit=DAYS,
    direction=LOWER,
    number="K23（日数）",
    counts="主担当になってから返すまでの日数の中央値",
    out_of="期間に、ステーションが主担当になり、もう返したケース",
    lag="ステーションが主担当を返すまで。",
    traps=("まだ続いているものは待ちます。長く続くものほど後から入るので、はじめは短く出ます。",),
    numerator=median(_exceptions, days_between(owners["from_on"], owners["to_on"])),
    denominator=count(_exceptions),
    waits_until=owners["to_on"],
    examples=(Example("90日と30日のまん中です", rows=(_EXCEPTIONS,), numerator=2, denominator=2, value=60, waiting=2),),
)

STATION_OVERDUE = together(
    key="station_overdue",
    label="期限をすぎてもステーションが主担当のケース（期末）",
    unit=CASES,
    direction=LOWER,
    number="K23（期限切れ）",
    counts="期末に、例外の期限をすぎてもステーションが主担当のケース",
    traps=("0 であるべき数です。",),
    numerator=count(
        in_force(
            owners,
            since="from_on",
            until=owners["to_on"].days_after(-1),
            where=owners["is_station"] & owners["exception_until"].below(index_day()),
        )
    ),
    denominator=CountItself("0 であるべき数そのものを見るため"),
    examples=(Example("期限の日の翌日から数えます", rows=(_EXCEPTIONS,), numerator=1, denominator=0),),
)

INDICATORS = (*_each(), STATION_STOCK, STATION_EXIT, STATION_EXCEPTIONS, STATION_EXCEPTION_DAYS, STATION_OVERDUE)
