"""ほかの記録を見る: あるかないか、件数と合計、最初と最後、ある日の状態、台帳の値、同じ表をもう一度."""

from datetime import date
from fractions import Fraction

import pytest

from takigi.indicators.drawings import drawn
from takigi.indicators.language import (
    MissingKind,
    Records,
    any_of,
    as_of,
    blank,
    column,
    count,
    days_between,
    first_of,
    last_of,
    mean,
    none_of,
    number_of,
    rows,
    state_on,
    total,
    total_of,
)
from tests.spec.chapters import Chapter, Spec, specs

persons = Records(
    "persons", {"person_id": int, "birth_on": blank(date), "moved_out_on": column(date, MissingKind.NOT_APPLICABLE)}
)
certs = Records("certs", {"cert_id": int, "person_id": int, "case_id": int, "decided_on": date})
visits = Records(
    "visits",
    {
        "visit_id": int,
        "person_id": int,
        "case_id": int,
        "visited_on": blank(date),
        "minutes": column(int, MissingKind.NOT_MEASURED),
        "ok": bool,
    },
)
levels = Records(
    "levels",
    {
        "level_id": int,
        "person_id": int,
        "from_on": date,
        "until_on": blank(date),
        "rank": column(int, MissingKind.NOT_SET),
    },
)

every = rows(certs, dated="decided_on")
theirs = visits.same_person_as(certs)
of_the_case = visits.same("case_id", certs)
soon = visits["visited_on"].within_days(30, after=certs["decided_on"])
first_day = first_of(theirs, visits["visited_on"], by=visits["visited_on"])
level = levels.same_person_as(certs)


def where(condition):
    return count(every, where=condition)


def rank_on(day):
    return state_on(level, levels["rank"], on=day, since=levels["from_on"], until=levels["until_on"])


CHAPTER = Chapter(
    (
        drawn(persons, "person_id | birth_on | moved_out_on\n1 | 1950-01-01 |\n2 | | 2026-08-01"),
        drawn(
            certs,
            """
            cert_id | person_id | case_id | decided_on
            1       | 1         | 11      | 2026-05-01
            2       | 2         | 21      | 2026-05-01
            3       | 3         | 31      | 2026-05-01
            4       | 1         | 12      | 2026-06-15
            """,
        ),
        drawn(
            visits,
            """
            visit_id | person_id | case_id | visited_on | minutes | ok
            1        | 1         | 11      | 2026-05-31 | 30      | はい
            2        | 1         | 12      | 2026-06-20 | 40      | いいえ
            3        | 1         | 12      | 2026-06-20 | 50      | はい
            4        | 2         | 21      | 2026-06-01 |         | はい
            5        | 2         | 22      |            | 20      | はい
            """,
        ),
        drawn(
            levels,
            """
            person_id | from_on    | until_on   | rank
            1         | 2026-01-01 | 2026-05-01 | 2
            1         | 2026-05-02 |            | 3
            2         | 2026-01-01 | 2026-04-30 | 2
            2         | 2026-03-01 | 2026-12-31 |
            """,
        ),
    ),
    (
        Spec("その方に、ひとつでもある", where(any_of(theirs)), 3),
        Spec("その方に、ひとつもない", where(none_of(theirs)), 1),
        Spec("30日以内のできごとがある", where(any_of(theirs, where=soon)), 2),
        Spec("30日以内のできごとがない", where(none_of(theirs, where=soon)), 2),
        Spec("同じケースの記録だけを見る", where(any_of(of_the_case, where=soon)), 2),
        Spec("件数。なければ 0", total(every, number_of(theirs)), 8),
        Spec("条件に合う件数", total(every, number_of(theirs, where=visits["ok"])), 6),
        Spec("件数をくらべる", where(number_of(of_the_case).is_(2)), 1),
        Spec("合計は空欄をとばし、なければ 0", total(every, total_of(theirs, visits["minutes"])), 260),
        Spec("最初の記録までの日数", mean(every, days_between(certs["decided_on"], first_day)), Fraction(30 + 31 - 15, 3)),
        Spec("記録がなければ対象外", where(first_day.is_missing(MissingKind.NOT_APPLICABLE)), 1),
        Spec("日のない記録は、最初にも最後にもならない",
             where(last_of(theirs, visits["visit_id"], by=visits["visited_on"]).is_(4)), 1),
        Spec("同じ日なら、最初は鍵の小さいほう",
             where(first_of(of_the_case, visits["visit_id"], by=visits["visited_on"]).is_(2)), 1),
        Spec("同じ日なら、最後は鍵の大きいほう",
             where(last_of(theirs, visits["visit_id"], by=visits["visited_on"]).is_(3)), 2),
        Spec("最後の記録の値が空欄なら、その種類",
             where(last_of(theirs, visits["minutes"], by=visits["visited_on"]).is_missing(MissingKind.NOT_MEASURED)), 1),
        Spec("最後の記録の真偽の値", where(last_of(theirs, visits["ok"], by=visits["visited_on"])), 3),
        Spec("値は、その記録についての句でもよい",
             total(every, last_of(theirs, visits["minutes"].plus(1), by=visits["visited_on"])), 51 + 51),
        Spec("ある日の状態は、その日に続いているもの", where(rank_on(certs["decided_on"]).is_(2)), 1),
        Spec("終わりのない状態は、続いている", where(rank_on(certs["decided_on"]).is_(3)), 1),
        Spec("二つ続いていれば、新しいほうの値（空欄でも）",
             where(rank_on(certs["decided_on"]).is_missing(MissingKind.NOT_SET)), 1),
        Spec("その日の状態がなければ対象外", where(rank_on(certs["decided_on"].days_after(-365))
                                              .is_missing(MissingKind.NOT_APPLICABLE)), 4),
        Spec("基準日の状態", where(rank_on(as_of()).is_(3)), 2),
        Spec("台帳の値", where(persons.of(certs)["birth_on"].is_(date(1950, 1, 1))), 2),
        Spec("台帳に載っていない方の値は未設定", where(persons.of(certs)["birth_on"].is_missing(MissingKind.NOT_SET)), 2),
        Spec("台帳の値をほかの日とくらべる",
             where(persons.of(certs)["moved_out_on"].above(certs["decided_on"])), 1),
    ),
)  # fmt: skip

earlier = certs.again("earlier_certs")
looked_deep = any_of(
    theirs, where=any_of(persons.same_person_as(visits), where=persons["birth_on"].is_known()) & visits["ok"]
)
DEEPER = Chapter(
    CHAPTER.drawings,
    (
        Spec("同じ表の、前の記録があるか",
             where(any_of(earlier.same_person_as(certs), where=earlier["decided_on"].below(certs["decided_on"]))), 1),
        Spec("自分自身は、前の記録ではない",
             where(none_of(earlier.same_person_as(certs), where=earlier["decided_on"].below(certs["decided_on"]))), 3),
        Spec("見た先の記録から、さらに見る", where(looked_deep), 2),
        Spec("鍵の名前が違うつながり（本人も同じ）", where(any_of(visits.same("visit_id", certs, "cert_id"))), 1),
    ),
)  # fmt: skip


@pytest.mark.later
@specs(CHAPTER, DEEPER)
def test_other_records(chapter, number, engine):
    chapter.check(number, engine)
