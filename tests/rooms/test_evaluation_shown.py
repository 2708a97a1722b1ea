"""見せる数: people and not percentages where few are counted; small groups closed, and beside them what gives them away."""

from fractions import Fraction

import pytest

from takigi.access.grounds import NotPermitted
from takigi.evaluation.policies import audience_of
from takigi.evaluation.queries.shown import notes_of, shown
from takigi.evaluation.rules import Audience
from takigi.evaluation.suppressing import Group, Hidden, Rule, hidden_cells
from takigi.evaluation.words import words_of
from takigi.indicators.answers import Answer
from takigi.indicators.catalogue import indicator
from takigi.indicators.catalogue.breakdowns import AREA
from takigi.indicators.missing import MissingKind
from takigi.statistics.disclosure.tables import TOTAL
from tests.rooms.evaluation_lived import gathered, live, told_now
from tests.worlds import Role

OFFICE, OUTSIDE = Rule(5, holds_for_totals=False), Rule(10, holds_for_totals=True)


def words(key: str, **answer) -> str:
    one = indicator(key)
    return words_of(Answer(**answer), one, one.editions[-1])


def share(x: int, n: int) -> str:
    return words("with_a_therapist", value=Fraction(x, n), numerator=Fraction(x), denominator=Fraction(n))


def test_a_share_of_few_says_how_far_the_true_one_may_lie_and_under_ten_no_percentage():
    assert share(3, 5) == "5件中3件（件数が少ないため、本当の割合は23～88%のどこか）"
    assert share(3, 3) == "3件中3件（件数が少ないため、本当の割合は44～100%のどこか）"
    assert share(24, 36) == "36件中24件（66.7%。本当の割合は50～80%のどこか）"
    assert share(240, 360) == "360件中240件（66.7%）"


def test_a_rate_says_its_unit_before_the_number():
    said = words("wishes_to_recover", value=Fraction(14, 14044), numerator=Fraction(14), denominator=Fraction(14044))
    assert said == "65歳以上1,000人あたり 1.0（14,044人中14件）"


def test_what_is_missing_says_why():
    waits = {"numerator": Fraction(0), "denominator": Fraction(0), "waiting": 3}
    said = words(
        "with_a_therapist", value=None, missing=MissingKind.BEING_COUNTED, why="期間がまだ終わっていません", **waits
    )
    assert said == "集計中（期間がまだ終わっていません、3件）"


def test_one_small_cell_takes_another_with_it():
    """隠した欄がひとつなら、合計から差し引けば分かってしまう."""
    told = hidden_cells({"east": Group(40), "west": Group(30), "south": Group(3)}, {}, OFFICE)
    assert told["south"] is Hidden.SMALL
    assert list(told.values()).count(Hidden.BESIDE) == 1
    assert TOTAL not in told


def test_outside_the_others_are_as_small_as_the_counted():
    """40人中38人なら、そうでない2人が分かる."""
    assert hidden_cells({"east": Group(40), "west": Group(40)}, {}, OFFICE) == {}
    told = hidden_cells({"east": Group(40, 38), "west": Group(40, 20), "south": Group(40, 21)}, {}, OUTSIDE)
    assert told["east"] is Hidden.SMALL and len(told) >= 2


def test_a_coarser_split_is_judged_together_with_the_finer_one():
    leaves = {"em": Group(3), "ew": Group(20), "wm": Group(20), "ww": Group(20)}
    told = hidden_cells(leaves, {"east": ["em", "ew"], "west": ["wm", "ww"]}, OFFICE)
    assert told["em"] is Hidden.SMALL
    assert told.keys() & {"ew", "east"}


def test_nothing_small_nothing_closed():
    assert hidden_cells({"east": Group(40), "west": Group(0)}, {}, OFFICE) == {}


@pytest.mark.django_db
def test_system_administrators_see_no_numbers_and_evaluators_as_from_outside(world):
    with pytest.raises(NotPermitted, match="集計"):
        audience_of(world.viewer(Role.ADMINISTRATOR))
    assert audience_of(world.viewer(Role.EVALUATOR)) is Audience.OUTSIDE
    assert audience_of(world.viewer(Role.NO_OATH)) is Audience.OUTSIDE
    assert audience_of(world.viewer(Role.PLANNER)) is Audience.OFFICE
    with pytest.raises(NotPermitted):
        audience_of(world.viewer(Role.SUSPENDED))


@pytest.mark.later
@pytest.mark.django_db
@pytest.mark.usefixtures("facts_folder")
def test_three_visits_are_told_in_the_office_and_to_nobody_outside(world, register):
    for _ in range(3):
        live(world, register)
    gathered(world)
    keys = ["with_a_therapist"]

    office = shown(world.viewer(Role.PLANNER), told_now(world, by=[AREA], keys=keys))
    (whole,) = (line for line in office if line.period_no == 11 and not line.split)
    (east,) = (line for line in office if line.period_no == 11 and line.split)
    assert whole.words == share(3, 3)
    assert (east.cell, east.hidden, east.answer) == (("東圏域",), Hidden.SMALL, None)
    assert notes_of(office) == ("5人未満の欄と、差し引きで分かる欄は表示しません。",)

    outside = shown(world.viewer(Role.EVALUATOR), told_now(world, role=Role.EVALUATOR, by=[AREA], keys=keys))
    assert [line.hidden for line in outside if line.period_no == 11] == [Hidden.SMALL, Hidden.SMALL]
    leaving = shown(world.viewer(Role.PLANNER), told_now(world, keys=keys), leaves_office=True)
    assert [line.words for line in leaving if line.period_no == 11] == ["10人未満のため表示しません"]
