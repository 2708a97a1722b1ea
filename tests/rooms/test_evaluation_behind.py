"""数のもと: down to the records for those with a ground, and for nobody else; and from a case up to where it counts."""

import pytest

from takigi.access.grounds import NotPermitted, Unseen
from takigi.audit import queries as audit
from takigi.evaluation.asking import question_of
from takigi.evaluation.places import Number, asked_of, parts_of, tells_of_cases
from takigi.evaluation.queries.behind import behind
from takigi.evaluation.queries.counts_in import counts_in
from takigi.evaluation.rules import FactsRefused, Part
from takigi.indicators.catalogue.breakdowns import AREA, SEX
from takigi.indicators.counters import How
from tests.rooms.conftest import queries_of
from tests.rooms.evaluation_lived import gathered, live, this_year, told_now
from tests.visits_made import confirm_made_visit
from tests.worlds import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts_folder")]
VISITS = Number("with_a_therapist", 11)
# Whoever sees numbers, but has no ground of the case.
NO_GROUND = (
    Role.WEST_NURSE,
    Role.INSURANCE,
    Role.INSURANCE_HEAD,
    Role.PLANNER,
    Role.EVALUATOR,
    Role.STATION,
    Role.AUDITOR,
)


def records(world, role, number=VISITS, **more):
    return behind(world.viewer(role), number, periods=this_year(world), **more)


@pytest.mark.later
def test_a_nurse_comes_from_the_number_to_her_cases(world, register):
    lived = {live(world, register, name=f"本間　{one}") for one in ("ハナ", "ウメ")}
    gathered(world)
    found = records(world, Role.EAST_NURSE)
    assert {(one.person_id, one.case_id) for one in found.lines} == lived
    assert {one.name for one in found.lines} == {"本間　ハナ", "本間　ウメ"}
    assert (found.total, found.seen, found.hidden) == (2, 2, 0)
    assert found.sentence == "この数のもとになる記録は2件です。"


@pytest.mark.parametrize("role", NO_GROUND)
def test_without_a_ground_there_is_a_count_and_not_a_name(world, register, role):
    """根拠のない人には、何件あるかだけを答え、名前も、だれのケースかも出さない."""
    live(world, register, name="本間　ハナ")
    gathered(world)
    before = audit.last_number(world.municipality_id)
    for part in (Part.NUMERATOR, Part.DENOMINATOR):
        found = records(world, role, Number("with_a_therapist", 11, part))
        assert (found.lines, found.total, found.seen) == ((), 1, 0)
        assert "1件は、見る根拠がない" in found.sentence
        assert "本間" not in repr(found)
    # Nothing was shown, so nothing is noted.
    assert audit.last_number(world.municipality_id) == before


@pytest.mark.long
def test_the_register_opens_no_list_of_who_was_visited(world, register):
    """介護保険の担当は台帳の人を見られるが、「だれに訪問したか」はケースの記録で、台帳の根拠では開かない."""
    role = Role.INSURANCE_HEAD
    live(world, register)
    stranger = register(name="佐々木　イネ")
    gathered(world)
    question = question_of(world.viewer(role), None, periods=this_year(world))
    for asked in question.asked:
        for part, counter in parts_of(asked):
            # Waiting and left out are opened by the same gate; asking for all of them would only take longer.
            if part not in {Part.NUMERATOR, Part.DENOMINATOR} or not tells_of_cases(counter):
                continue
            key = asked.indicator.key
            found = records(world, role, Number(key, 11, part, edition=asked.edition.since))
            assert all(one.case_id is None and one.person_id == stranger for one in found.lines), (key, part)


def test_the_neighbour_town_has_nothing_behind_its_numbers(world, register):
    live(world, register)
    gathered(world)
    with pytest.raises(LookupError):
        records(world, Role.NEIGHBOUR_NURSE)


def test_system_administrators_get_nowhere(world, register):
    live(world, register)
    gathered(world)
    with pytest.raises(NotPermitted):
        records(world, Role.ADMINISTRATOR)


def test_what_was_shown_is_noted_with_the_number(world, register):
    _, case_id = live(world, register)
    gathered(world)
    records(world, Role.EAST_NURSE)
    (line,) = audit.events_page(world.municipality_id, size=1)
    assert (line.kind, line.shown) == ("audit.list_read", (f"case:{case_id}",))
    assert line.detail == {"indicator": "with_a_therapist", "part": "denominator"}
    assert "指標" in line.because[0]


@pytest.mark.later
def test_a_visit_saved_now_stands_behind_its_number(world, register):
    """土台に入っていない、いま保存した訪問も、もとの記録に出る."""
    live(world, register)
    _, waiting = live(world, register, visited=False)
    gathered(world)
    _, fresh = live(world, register)
    confirm_made_visit(world, waiting)
    assert {fresh, waiting} < {one.case_id for one in records(world, Role.EAST_NURSE).lines}
    assert records(world, Role.EAST_NURSE).total == 3


@pytest.mark.long
def test_behind_every_number_stand_as_many_records_as_it_says(world, register):
    """どの指標のどの部分でも、数と、もとの記録の件数は同じ."""
    for visited in (True, True, False):
        live(world, register, visited=visited)
    gathered(world)
    live(world, register)
    viewer = world.viewer(Role.EAST_NURSE)
    told = told_now(world, role=Role.EAST_NURSE, by=[SEX])
    keys = [one.key for one in told.results.question.indicators]
    question = question_of(viewer, keys, periods=this_year(world), by=[SEX])
    checked = 0
    for line in told.results.lines():
        if line.period != question.periods[11] or line.split not in {(), (SEX,)}:
            continue
        number = Number(line.indicator.key, 11, Part.DENOMINATOR, line.split, line.cell)
        counter = dict(parts_of(asked_of(question, number))).get(Part.DENOMINATOR)
        if counter is None or counter.how is How.SUM:
            continue
        assert records(world, Role.EAST_NURSE, number).total == line.answer.n, line.indicator.key
        checked += bool(line.answer.n)
    assert checked > 5


def test_a_part_that_there_is_not_is_refused_with_those_there_are(world, register):
    gathered(world)
    with pytest.raises(FactsRefused, match="分子、分母"):
        records(world, Role.EAST_NURSE, Number("with_a_therapist", 11, Part.WAITING))
    with pytest.raises(FactsRefused, match="期間"):
        records(world, Role.EAST_NURSE, Number("with_a_therapist", 99))


def test_a_case_knows_the_numbers_in_which_it_counts(world, register):
    _, case_id = live(world, register)
    nurse = world.viewer(Role.EAST_NURSE)
    found = counts_in(nurse, case_id, periods=this_year(world))
    assert ("with_a_therapist", Part.NUMERATOR, 11) in {(one.key, one.part, one.period_no) for one in found}
    (line,) = audit.events_page(world.municipality_id, size=1)
    assert (line.kind, line.target) == ("audit.file_read", f"case:{case_id}")
    for role in NO_GROUND:
        with pytest.raises(Unseen):
            counts_in(world.viewer(role), case_id, periods=this_year(world))


@pytest.mark.long
def test_down_and_up_agree(world, register):
    """ケースが入ると言う数を下りると、そのケースがいる."""
    _, case_id = live(world, register)
    live(world, register)
    gathered(world)
    nurse = world.viewer(Role.EAST_NURSE)
    found = counts_in(nurse, case_id, periods=this_year(world))
    assert found
    for one in found:
        if one.part in {Part.LEFT_OUT, Part.UNKNOWN}:
            continue
        number = Number(one.key, one.period_no, one.part, edition=one.edition_since)
        lines = records(world, Role.EAST_NURSE, number).lines
        assert case_id in {line.case_id for line in lines} or any(line.case_id is None for line in lines), one


def test_the_area_of_a_cell_leads_to_that_areas_records(world, register):
    live(world, register)
    gathered(world)
    east, west = ((world.area_ids[name],) for name in ("east", "west"))
    assert records(world, Role.EAST_NURSE, Number("with_a_therapist", 11, split=(AREA,), cell=east)).total == 1
    assert records(world, Role.EAST_NURSE, Number("with_a_therapist", 11, split=(AREA,), cell=west)).total == 0


@pytest.mark.later
def test_many_records_cost_as_many_questions_as_one(world, register):
    live(world, register)
    gathered(world)
    few = queries_of(lambda: records(world, Role.EAST_NURSE))
    for _ in range(6):
        live(world, register)
    gathered(world)
    assert queries_of(lambda: records(world, Role.EAST_NURSE)) == few <= 60


@pytest.mark.later
def test_the_search_begins_where_the_snapshot_ends(world, register):
    """写しの人のうち、変わった人は写しからは数えない."""
    _, case_id = live(world, register)
    gathered(world)
    confirm_made_visit(world, case_id)
    assert records(world, Role.EAST_NURSE).total == 2
