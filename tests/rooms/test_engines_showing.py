"""見せてよい内訳: a breakdown that would show a person is refused with what is possible; areas are compared at equal ages."""

from datetime import date
from fractions import Fraction

import pytest

from takigi.engines.questions import question
from takigi.engines.reference.engine import ReferenceEngine
from takigi.engines.reference.evaluation import FactRows
from takigi.engines.showing import ShowsAPerson, check_shown, coarser, people_behind, with_coarser
from takigi.engines.standardising import EMPTY_STRATUM, standardised
from takigi.engines.telling import lines_of
from takigi.indicators.breakdowns import breakdown
from takigi.indicators.drawings import drawn
from takigi.indicators.language import Records, blank, count, count_distinct, rows, total
from takigi.indicators.missing import MissingKind
from takigi.indicators.periods import fiscal_years
from tests.spec.conftest import indicator

visits = Records(
    "visits",
    {"visit_id": int, "person_id": int, "visited_on": date, "area": str, "sex": blank(str), "minutes": int, "ok": bool},
)
every = rows(visits, dated="visited_on")
AREA = breakdown("area", "圏域", {"visits": visits["area"]})
SEX = breakdown("sex", "性別", {"visits": visits["sex"]})
ONE = breakdown("person", "本人", {"visits": visits["person_id"]})


def ask(one, splits, lines, judged=True):
    text = "person_id | area | sex | ok\n" + "\n".join(lines)
    facts = FactRows({"visits": [row | {"visited_on": date(2026, 5, 1)} for row in drawn(visits, text).rows]})
    asked = [one, people_behind(one, [visits.table])] if judged else [one]
    by = with_coarser(splits) if judged else splits
    return ReferenceEngine(facts).run(question(asked, periods=fiscal_years(2026), by=by, as_of=date(2027, 3, 31)))


def people(area, sex, since, until, ok="はい"):
    return [f"{number} | {area} | {sex} | {ok}" for number in range(since, until)]


visited = indicator(count(every, where=visits["ok"]), count(every))


def test_cells_of_ten_people_are_shown():
    check_shown(ask(visited, [(AREA,)], people("東", 1, 1, 11) + people("西", 1, 11, 21)), [(AREA,)])


def test_a_cell_of_nine_is_refused_with_the_breakdowns_that_hold():
    lines = people("東", 1, 1, 11) + people("西", 1, 11, 20) + people("西", 2, 20, 31)
    with pytest.raises(
        ShowsAPerson, match=r"「圏域」×「性別」 に分けると、10 に満たない.*できる内訳: 「圏域」、「性別」。"
    ):
        check_shown(ask(visited, [(AREA, SEX)], lines), [(AREA, SEX)])


def test_ten_visits_to_nine_people_are_nine_people():
    lines = people("東", 1, 1, 11) + people("西", 1, 11, 20) + people("西", 1, 19, 20)
    with pytest.raises(ShowsAPerson, match=r"ありません（内訳なしの全体だけです）"):
        check_shown(ask(visited, [(AREA,)], lines), [(AREA,)])


def test_many_minutes_of_one_person_are_one_person():
    minutes = indicator(total(every, visits["minutes"]), total(every, visits["minutes"]))
    with pytest.raises(ShowsAPerson):
        check_shown(ask(minutes, [(AREA,)], ["1 | 東 | 1 | はい"] * 20), [(AREA,)])


def test_few_above_the_line_are_few_people_and_none_is_nobody():
    many, none, few = people("東", 1, 1, 30), people("西", 1, 30, 60, "いいえ"), people("東", 1, 60, 90, "いいえ")
    check_shown(ask(visited, [(AREA,)], many + none), [(AREA,)])
    with pytest.raises(ShowsAPerson):
        check_shown(ask(visited, [(AREA,)], many[:9] + none + few), [(AREA,)])


def test_few_below_the_line_are_few_people_as_well():
    """12 のうち 10 なら、残りの2人のことも言っている。全員なら、だれのことも残らない."""
    check_shown(ask(visited, [(AREA,)], people("東", 1, 1, 13)), [(AREA,)])
    with pytest.raises(ShowsAPerson):
        check_shown(ask(visited, [(AREA,)], people("東", 1, 1, 11) + people("東", 1, 11, 13, "いいえ")), [(AREA,)])
    per_head = indicator(count(every, where=visits["ok"]), count_distinct(every, visits["person_id"]))
    check_shown(ask(per_head, [(AREA,)], people("東", 1, 1, 11) + people("東", 1, 11, 13, "いいえ")), [(AREA,)])


def test_a_breakdown_by_person_is_refused():
    with pytest.raises(ShowsAPerson, match="「本人」"):
        check_shown(ask(visited, [(ONE,)], people("東", 1, 1, 30)), [(ONE,)])


def test_what_is_asked_only_to_judge_is_not_told():
    results = ask(visited, [(AREA, SEX)], people("東", 1, 1, 30))
    assert {line.indicator.key for line in lines_of(results, [(AREA, SEX)])} == {"spec"}
    assert {line.split for line in lines_of(results, [(AREA, SEX)])} == {(), (AREA, SEX)}


def test_a_breakdown_becomes_coarser_part_by_part():
    assert list(coarser((AREA, SEX))) == [(AREA, SEX), (AREA,), (SEX,)]


STANDARD = [(AREA,), (SEX,), (AREA, SEX)]


def evened(lines):
    return standardised(ask(visited, STANDARD, lines, judged=False), "spec", of=(AREA,), over=(SEX,))


def test_areas_that_differ_only_in_who_lives_there_are_equal_once_evened():
    """男は半分、女は4人に1人。東は男が多く、西は女が多い."""
    east = (
        people("東", 1, 1, 4)
        + people("東", 1, 4, 7, "いいえ")
        + people("東", 2, 7, 8)
        + people("東", 2, 8, 11, "いいえ")
    )
    west = (
        people("西", 1, 1, 2)
        + people("西", 1, 2, 3, "いいえ")
        + people("西", 2, 3, 5)
        + people("西", 2, 5, 11, "いいえ")
    )
    found = evened(east + west)
    assert (found["東",].crude.value, found["西",].crude.value) == (Fraction(4, 10), Fraction(3, 10))
    # Eight men and twelve women in the whole town.
    assert (
        found["東",].value == found["西",].value == Fraction(8, 20) * Fraction(1, 2) + Fraction(12, 20) * Fraction(1, 4)
    )


def test_a_town_without_the_others_cannot_be_evened_and_nothing_is_guessed():
    found = evened(people("東", 1, 1, 4) + people("西", 1, 4, 6) + people("西", 2, 6, 8))
    assert (found["東",].value, found["東",].missing, found["東",].why) == (
        None,
        MissingKind.NOT_APPLICABLE,
        EMPTY_STRATUM,
    )
    assert found["西",].value == 1


def test_whoever_has_no_known_sex_is_no_standard():
    assert evened(people("東", 1, 1, 4) + people("東", "", 4, 8, "いいえ"))["東",].value == 1
