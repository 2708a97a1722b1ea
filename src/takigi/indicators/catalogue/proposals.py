"""提案の指標: KPI 4 to 8 and 10. Whether the former life was asked for, ways back were shown, chosen, agreed to and begun."""

from __future__ import annotations

from datetime import date

from takigi.indicators.catalogue.facts import episodes, goals, gone_before, persons, visits
from takigi.indicators.catalogue.town import FROM_THE_START, TownWays
from takigi.indicators.definition import PERCENT, Direction, Edition, Example, Indicator
from takigi.indicators.drawings import drawn
from takigi.indicators.language import any_of, count, none_of, rows

_every_visit = rows(visits, dated="visited_on")
_with_proposal = visits["is_way_shown"]
_on_the_record = "訪問の記録が確定するまで。"
_one_reaction = "反応は訪問（提案の全体）に、選択はそれぞれの道に属する。分母は提案率の分子（取り決め KPI 6・7）。"

WISH_HEARD = Indicator(
    key="wish_heard",
    label="元の生活 聞き取り率",
    unit=PERCENT,
    direction=Direction.HIGHER_IS_BETTER,
    lag=_on_the_record,
    traps=("「また○○したい」という願いが書かれた訪問だけを数えます。前の生活だけが書かれた訪問は入りません。",),
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 4",
            counts="元の生活への願いが記録された訪問",
            out_of="期間のアセスメント訪問すべて",
            numerator=count(_every_visit, where=visits["is_wish_heard"]),
            denominator=count(_every_visit),
        ),
    ),
    examples=(
        Example(
            "三回のうち二回で願いを聞きました",
            rows=(
                drawn(
                    visits,
                    """
                    visited_on | is_wish_heard
                    2026-04-01 | はい
                    2026-06-01 | いいえ
                    2027-03-31 | はい
                    2026-03-31 | はい
                    """,
                ),
            ),
            numerator=2,
            denominator=3,
        ),
    ),
)

WAY_SHOWN = Indicator(
    key="way_shown",
    label="提案率",
    unit=PERCENT,
    direction=Direction.HIGHER_IS_BETTER,
    lag=_on_the_record,
    traps=("説明したと記録された道だけを数えます。",),
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 5",
            counts="介護保険のほかの道か、元の生活に戻るための道をひとつ以上説明した訪問",
            out_of="期間のアセスメント訪問すべて",
            numerator=count(_every_visit, where=visits["is_way_shown"]),
            denominator=count(_every_visit),
        ),
    ),
    examples=(
        Example(
            "説明した訪問だけを数えます",
            rows=(
                drawn(visits, "visited_on | is_way_shown\n2026-04-01 | はい\n2027-03-31 | いいえ\n2027-04-01 | はい"),
            ),
            numerator=1,
            denominator=2,
        ),
    ),
)

UNDERSTOOD = Indicator(
    key="understood_alternative",
    label="「そういうやり方もあるんだ」率",
    unit=PERCENT,
    direction=Direction.HIGHER_IS_BETTER,
    lag=_on_the_record,
    traps=("反応が書かれていない訪問は分母に残り、「未設定」としてその数を添えます。",),
    decision=_one_reaction,
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 6",
            counts="反応が「そういうやり方もあるんだ」だった訪問",
            out_of="ほかの道を説明した訪問",
            numerator=count(_every_visit, where=visits["reaction"].is_("understood_alternative")),
            denominator=count(_every_visit, where=_with_proposal),
        ),
    ),
    examples=(
        Example(
            "提案のなかった訪問は入らず、反応の空欄は分母に残ります",
            rows=(
                drawn(
                    visits,
                    """
                    visited_on | is_way_shown | reaction
                    2026-04-01 | はい         | understood_alternative
                    2026-04-02 | はい         | neutral
                    2026-04-03 | はい         |
                    2026-04-04 | いいえ       | understood_alternative
                    """,
                ),
            ),
            numerator=1,
            denominator=3,
        ),
    ),
)

CHOSEN = Indicator(
    key="way_back_chosen",
    label="選択率",
    unit=PERCENT,
    direction=Direction.HIGHER_IS_BETTER,
    lag=_on_the_record,
    traps=("「まだ決めていない」は、選んだ訪問に数えません。あとの訪問で選べば、その訪問で数えます。",),
    decision=_one_reaction,
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 7",
            counts="短期集中、地域の場、自分でのどれかを選んだ訪問",
            out_of="ほかの道を説明した訪問",
            numerator=count(_every_visit, where=visits["has_chosen_way_back"]),
            denominator=count(_every_visit, where=_with_proposal),
        ),
    ),
    examples=(
        Example(
            "提案のなかった訪問での選択は入りません",
            rows=(
                drawn(
                    visits,
                    """
                    visited_on | is_way_shown | has_chosen_way_back
                    2026-04-01 | はい         | はい
                    2027-03-31 | はい         | いいえ
                    2026-04-03 | いいえ       | はい
                    """,
                ),
            ),
            numerator=1,
            denominator=2,
        ),
    ),
)

_earlier = visits.again("earlier_visits")
_first_of_the_case = none_of(_earlier.same("case_id", visits), where=_earlier["visited_on"].below(visits["visited_on"]))
_assessed = rows(visits, dated="visited_on", where=_first_of_the_case, first_per="case_id")


def agreed_in_time(ways: TownWays) -> Edition:
    """KPI 8 as a town decided it: within how many days."""
    days = ways.agree_within_days
    agree_by = visits["visited_on"].days_after(days)
    in_time = goals["agreed_on"].within_days(days, after=visits["visited_on"])
    agreed = any_of(goals.same("case_id", visits), where=goals["is_agreed"] & goals["has_graduation"] & in_time)
    return Edition(
        since=ways.since,
        source="個別支援の指標一覧 KPI 8",
        counts=f"最初の訪問から{days}日までに、本人とチームの両方が、卒業の目安のある目標に合意したケース",
        out_of="期間に最初のアセスメント訪問を受けたケース",
        numerator=count(_assessed, where=agreed),
        denominator=count(_assessed),
        leaves_out=gone_before(visits, agree_by),
        waits_until=agree_by,
        ways=(f"訪問から合意までの日数: {days}日",),
    )


AGREED = Indicator(
    key="agreed_in_time",
    label="合意形成率",
    unit=PERCENT,
    direction=Direction.HIGHER_IS_BETTER,
    lag="最初の訪問から、合意までの日数（はぶくと45日）。",
    traps=(
        "ケースを単位に、最初の訪問から数えます。二度目の訪問で数えなおしません。",
        "書きなおした目標は、いまの版の合意の日で数えます。",
    ),
    editions=(agreed_in_time(TownWays()),),
    examples=(
        Example(
            "45日目の合意は数え、46日目、本人だけの合意、卒業の目安のない目標は数えません",
            rows=(
                drawn(persons, "person_id\n1\n2\n3\n4"),
                drawn(
                    visits,
                    """
                    case_id | person_id | visited_on
                    1       | 1         | 2026-04-01
                    1       | 1         | 2026-06-01
                    2       | 2         | 2026-04-01
                    3       | 3         | 2026-04-01
                    4       | 4         | 2026-04-01
                    """,
                ),
                drawn(
                    goals,
                    """
                    case_id | person_id | agreed_on  | is_agreed | has_graduation
                    1       | 1         | 2026-05-16 | はい      | はい
                    2       | 2         | 2026-05-17 | はい      | はい
                    3       | 3         | 2026-04-10 | いいえ    | はい
                    4       | 4         | 2026-04-10 | はい      | いいえ
                    """,
                ),
            ),
            numerator=1,
            denominator=4,
        ),
        Example(
            "45日のうちに転出した方は除き、45日たっていないケースは合意していても待ちます",
            rows=(
                drawn(persons, "person_id | moved_out_on\n1 | 2026-05-16\n2 |\n3 |"),
                drawn(
                    visits,
                    """
                    case_id | person_id | visited_on
                    1       | 1         | 2026-04-01
                    2       | 2         | 2026-04-01
                    3       | 3         | 2026-04-02
                    """,
                ),
                drawn(
                    goals,
                    """
                    case_id | person_id | agreed_on  | is_agreed | has_graduation
                    1       | 1         | 2026-04-10 | はい      | はい
                    2       | 2         | 2026-04-01 | はい      | はい
                    3       | 3         | 2026-04-10 | はい      | はい
                    """,
                ),
            ),
            numerator=1,
            denominator=1,
            waiting=1,
            left_out=1,
            as_of=date(2026, 5, 16),
        ),
    ),
)

_chose_a_course = rows(visits, dated="visited_on", where=visits["has_chosen_course"], first_per="case_id")
_began = any_of(episodes.same("case_id", visits), where=episodes["started_on"].at_least(visits["visited_on"]))

BEGUN = Indicator(
    key="course_begun",
    label="通所C・訪問C 開始率",
    unit=PERCENT,
    direction=Direction.HIGHER_IS_BETTER,
    lag="始まるまでの期間の決まりがないので、新しい月ほど低く出て、あとから上がります。",
    traps=("選んでから日の浅い方は、まだ始まっていないだけかもしれません。",),
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 10",
            counts="選んだ日から後に通所Cか訪問Cが始まったケース",
            out_of="期間の訪問で通所Cか訪問Cを選んだケース",
            numerator=count(_chose_a_course, where=_began),
            denominator=count(_chose_a_course),
        ),
    ),
    examples=(
        Example(
            "選んだその日の開始は数え、前の回の短期集中と、始まっていないケースは数えません",
            rows=(
                drawn(
                    visits,
                    """
                    case_id | person_id | visited_on | has_chosen_course
                    1       | 1         | 2026-04-10 | はい
                    2       | 2         | 2026-04-10 | はい
                    3       | 3         | 2026-04-10 | はい
                    4       | 4         | 2026-04-10 | いいえ
                    """,
                ),
                drawn(
                    episodes,
                    """
                    case_id | person_id | started_on
                    1       | 1         | 2026-04-10
                    2       | 2         | 2026-04-09
                    4       | 4         | 2026-05-01
                    """,
                ),
            ),
            numerator=1,
            denominator=3,
        ),
    ),
)

BY_TOWN = {AGREED.key: agreed_in_time}
INDICATORS = (WISH_HEARD, WAY_SHOWN, UNDERSTOOD, CHOSEN, AGREED, BEGUN)
