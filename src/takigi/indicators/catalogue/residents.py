"""65歳以上の方あたりの指標: KPI 29 and 31. Who asked how to get well again, and who newly needs support, for the town's size.

The register is the denominator: a town that has not taken in everybody aged 65 and over must not read these.
"""

from __future__ import annotations

from fractions import Fraction

from takigi.indicators.catalogue.facts import certifications, consultations, persons
from takigi.indicators.catalogue.town import FROM_THE_START
from takigi.indicators.definition import Direction, Edition, Example, Indicator, Unit
from takigi.indicators.drawings import drawn
from takigi.indicators.language import (
    Phrase,
    age_on,
    as_of,
    choose,
    count,
    days_between,
    in_force,
    index_day,
    period_first_day,
    period_last_day,
    rows,
    total,
)

ELDERLY = 65
PER_1000 = Unit("65歳以上1,000人あたり", 1000)
# A year is 365.25 days.
PER_1000_PERSON_YEARS = Unit("65歳以上1,000人年あたり", 365_250)

_only_the_register = "台帳に載っている方が分母です。65歳以上の方をすべて取り込んでいない町では、高く出ます。"
_no_day_no_age = "生まれた日のわからない方は、分母に入りません。"
_gone_on = persons["died_on"].or_if_missing(persons["moved_out_on"])
_old_enough = age_on(persons["birth_on"], index_day()).at_least(ELDERLY)
_elderly_at_the_end = in_force(persons, since="birth_on", until=_gone_on, where=_old_enough)
_every_consultation = rows(consultations, dated="held_on")

WISHES_TO_RECOVER = Indicator(
    key="wishes_to_recover",
    label="「元気になりたい」相談件数",
    unit=PER_1000,
    direction=Direction.HIGHER_IS_BETTER,
    lag="相談の受付が記録されるまで。",
    traps=(
        "「元気になりたいという相談」に印をつけた相談だけです。印をつける習慣が変わると、数も変わります。",
        _only_the_register,
        _no_day_no_age,
    ),
    decision="分母は期末に65歳以上で、町で暮らしている方。年齢は法律上の年齢。",
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 29",
            counts="期間の相談のうち、「元気になりたい」という相談",
            out_of="期末に65歳以上の方",
            numerator=count(_every_consultation, where=consultations["has_wish_to_recover"]),
            denominator=count(_elderly_at_the_end),
        ),
    ),
    examples=(
        Example(
            "期末の日に65歳になった方まで数え、翌日になる方と転出した方は入りません",
            rows=(
                drawn(
                    persons,
                    """
                    person_id | birth_on   | moved_out_on | died_on
                    1         | 1950-01-01 |              |
                    2         | 1962-04-01 |              |
                    3         | 1962-04-02 |              |
                    4         | 1950-01-01 | 2027-03-30   |
                    5         |            |              |
                    """,
                ),
                drawn(
                    consultations,
                    """
                    person_id | held_on    | has_wish_to_recover
                    1         | 2026-04-01 | はい
                    2         | 2026-05-01 | いいえ
                    3         | 2027-04-01 | はい
                    """,
                ),
            ),
            numerator=1,
            denominator=2,
        ),
    ),
)


def _later_of(one: Phrase, other: Phrase) -> Phrase:
    return choose(one.below(other), other, one)


def _earlier_of(one: Phrase, other: Phrase) -> Phrase:
    return choose(one.below(other), one, other)


# The day before the 65th birthday, 29 February and 1 March born included: whichever way of reckoning comes later.
_turns_old = _later_of(
    persons["birth_on"].months_after(12 * ELDERLY).days_after(-1),
    persons["birth_on"].days_after(-1).months_after(12 * ELDERLY),
)
_first_day = _later_of(_turns_old, period_first_day())
_last_day = _earlier_of(_gone_on.or_if_missing(as_of()), _earlier_of(period_last_day(), as_of()))
_lived_here = in_force(
    # Whoever left during the period was here for a part of it; the condition cuts off those who had left before.
    persons,
    since="birth_on",
    until=_gone_on.months_after(1200),
    where=_first_day.at_most(_last_day),
)
_new_support = rows(
    certifications,
    dated="decided_on",
    where=certifications["application_type"].is_("1") & certifications["level_code"].is_one_of("12", "13"),
)

NEW_SUPPORT = Indicator(
    key="new_support",
    label="新規要支援の発生率",
    unit=PER_1000_PERSON_YEARS,
    direction=Direction.NEITHER,
    lag="認定の結果が台帳に入るまで。",
    traps=(
        "このままでは年齢と性別のちがいをならしていません。圏域や年度を比べるときは、年齢・性別でならした数を使ってください。",
        _only_the_register,
        "転入した日は台帳にないので、転入した方は期間の初めから数えます。",
        "年齢の階級で分けると、分母は期末の年齢、分子は決定日の年齢です。",
        _no_day_no_age,
        "申請をおさえれば下がる数です。申請をおさえる目標にしないでください。",
    ),
    decision="分母は、65歳になった日（法律上の年齢）から、期末、死亡、転出の日までの日数。1年は365.25日。",
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 31",
            counts="期間に決定した、65歳以上の方の新規の要支援の認定",
            out_of="65歳以上の方が期間に町で暮らした日数",
            numerator=count(
                _new_support,
                where=age_on(persons.of(certifications)["birth_on"], certifications["decided_on"]).at_least(ELDERLY),
            ),
            denominator=total(_lived_here, days_between(_first_day, _last_day).plus(1)),
        ),
    ),
    examples=(
        Example(
            "年度の中で65歳になった方はその日から、亡くなった方はその日までを数えます（365日、182日、10日）",
            rows=(
                drawn(
                    persons,
                    """
                    person_id | birth_on   | died_on
                    1         | 1950-01-01 |
                    2         | 1961-10-02 |
                    3         | 1950-01-01 | 2026-04-10
                    4         | 1950-01-01 | 2026-03-31
                    5         | 1980-01-01 |
                    6         |            |
                    """,
                ),
                drawn(
                    certifications,
                    """
                    person_id | application_type | decided_on | level_code
                    1         | 1                | 2026-06-01 | 12
                    2         | 1                | 2026-09-30 | 12
                    1         | 2                | 2026-06-01 | 12
                    1         | 1                | 2026-06-01 | 21
                    """,
                ),
            ),
            numerator=1,
            denominator=557,
            value=Fraction(1, 557),
        ),
    ),
)

INDICATORS = (WISHES_TO_RECOVER, NEW_SUPPORT)
