"""センターの様子と今日: numbers with their way down, nobody ranked, nothing for those who do not lead; what waits stands first."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from takigi.casework.actions.cases import correct_move, set_next_step
from takigi.casework.queries.centre import MONTHS, MonthOfVisits, centre_of, late_cases
from takigi.casework.queries.today import casework_today
from takigi.casework.rules.due import DueKind
from takigi.casework.rules.states import CaseState, Stage
from takigi.kernel.months import months_after
from takigi.screens.casework.centre.visits_chart import visits_chart
from takigi.screens.today.first_steps import first_steps
from takigi.statistics.chart_wording import UNJUDGED, UNUSUAL, USUAL
from tests.casework_made import bring_to, open_case
from tests.rooms.conftest import queries_of
from tests.screens.people_made import register, text_of
from tests.screens.way_made import visited_case
from tests.visits_made import write_visit
from tests.worlds import Role


@pytest.fixture
def head(world):
    return world.viewer(Role.EAST_HEAD)


@pytest.fixture
def nurse(world):
    return world.viewer(Role.EAST_NURSE)


def late_case(world, number):
    return open_case(world, register(world, insured_no=f"{number:010}"), days_ago=20 + number)


def test_visits_are_counted_by_month_and_a_mistake_is_not(world, head, nurse):
    visited_case(world)
    wrong = open_case(world, register(world, insured_no="0000000002"), state=CaseState.CERTIFIED, days_ago=9)
    bring_to(world, wrong, CaseState.ASSESSED)
    correct_move(by=nurse, case_id=wrong, on=nurse.on, note="訪問していませんでした")

    found = centre_of(head)

    assert sum(month.visits for month in found.months) == 1 and len(found.months) == MONTHS
    assert {month.target for month in found.months} == {3}
    assert found.months[-1].first_on == head.on.replace(day=1)


def months(*visits, target=3):
    return [
        MonthOfVisits(months_after(date(2026, 11, 1), at - len(visits) + 1), n, target) for at, n in enumerate(visits)
    ]


def drawn(*visits):
    return visits_chart(months(*visits), as_of=date(2026, 11, 23))


def test_the_picture_of_the_visits_says_its_numbers_and_judges_nothing_too_early():
    chart = drawn(0, 0, 0, 2, 3, 4, 3, 2, 1)
    words = chart.summary()
    assert "令和8年6月から令和8年10月までの5か月で2〜4件" in words, "from the first visit, without the running month"
    assert UNJUDGED in words
    assert chart.target == 3.0 and chart.table().rows[-1][1] == "月の途中"


def test_two_years_of_visits_are_judged_by_the_rules_for_small_counts():
    assert USUAL in drawn(*(2, 4, 3, 1, 4, 2, 5, 3) * 3, 0).summary()
    assert UNUSUAL in drawn(*(1, 0, 2, 1, 0, 1, 2, 0, 1, 1) * 2, 5, 6, 5, 9, 1).summary()


def test_a_centre_without_a_visit_yet_is_told_so_without_a_line():
    assert drawn(*(0,) * 25).phases == () and drawn(*(0,) * 24, 2).summary().endswith(
        "まだ数がありません（令和8年11月23日現在）。"
    )


def test_a_changed_target_is_said_where_it_changed():
    years = [*months(*(3,) * 5), MonthOfVisits(date(2026, 12, 1), 2, 4)]
    chart = visits_chart(years, as_of=date(2026, 12, 3))
    assert [turn.words for turn in chart.turns] == ["めやすを3件から4件に変えた"] and chart.target == 4.0


def test_the_page_shows_the_picture_with_its_words(world, sit):
    visited_case(world)
    page = sit(Role.EAST_HEAD).get(reverse("cases_centre")).content.decode()
    assert "<svg" in page and "めやすは月に3件" in text_of(page)


def test_what_is_late_opens_down_to_the_cases(world, sit, head, nurse):
    for number in (1, 2):
        late_case(world, number)
    soon = open_case(world, register(world, insured_no="0000000009"))
    set_next_step(by=nurse, case_id=soon, text="電話する", on=nurse.on + timedelta(days=3))

    found = centre_of(head)
    assert [(one.kind, one.count) for one in found.late] == [(DueKind.FIRST_VISIT, 2)]
    assert {one.stage: (one.count, one.late) for one in found.stages}[Stage.ENTRY] == (3, 2)
    page = text_of(sit(Role.EAST_HEAD).get(reverse("cases_centre")).content.decode())
    assert "アセスメント訪問 2件" in page and "職員（五十音順）" in page
    cards, total, _ = late_cases(head, DueKind.FIRST_VISIT)
    assert total == 2 and len(cards) == 2
    below = sit(Role.EAST_HEAD).get(reverse("cases_late", args=["first_visit"]))
    assert len(below.context["cards"]) == 2
    assert sit(Role.EAST_HEAD).get(reverse("cases_late", args=["nothing"])).status_code == 404


def test_colleagues_stand_in_the_order_of_their_names_whoever_has_how_many(world, head):
    for number in (1, 2, 3):
        late_case(world, number)

    names = [(one.name, one.cases) for one in centre_of(head).colleagues]

    assert [name for name, _ in names] == ["日下部 静", "田辺 恵", "日向 葵"]
    assert dict(names)["田辺 恵"] == 3 and dict(names)["日下部 静"] == 0


def test_each_number_of_a_colleague_opens_to_the_cases_that_it_counts(world, head, sit):
    for number in (1, 2):
        late_case(world, number)
    client, nurse_id = sit(Role.EAST_HEAD), world.staff_id(Role.EAST_NURSE)
    centre = client.get(reverse("cases_centre")).content.decode()
    counted = {one.staff_id: one.cases for one in centre_of(head).colleagues}
    for staff_id, count in counted.items():
        address = reverse("cases_held", args=[staff_id])
        assert f'href="{address}?agency=' in centre
        assert len(client.get(address).context["cards"]) == count
    assert counted[nurse_id] == 2
    assert sit(Role.EAST_NURSE).get(reverse("cases_held", args=[nurse_id])).status_code == 403


def test_only_those_who_lead_find_the_way_to_it(sit):
    board = reverse("cases")
    assert "センターの様子" in sit(Role.EAST_HEAD).get(board).content.decode()
    assert "センターの様子" not in sit(Role.EAST_NURSE).get(board).content.decode()
    assert sit(Role.EAST_NURSE).get(reverse("cases_centre")).status_code == 403


@pytest.mark.later
def test_the_centre_costs_the_same_for_one_case_and_for_thirty(world, head):
    costs = []
    for numbers in (range(1, 2), range(2, 31)):
        for number in numbers:
            late_case(world, number)
        costs.append((queries_of(centre_of, head), queries_of(late_cases, head, DueKind.FIRST_VISIT)))
    assert costs[0] == costs[1]


def test_today_says_what_waits_in_casework_and_never_more_than_five_things(world, sit, nurse):
    late_case(world, 1)
    draft = open_case(world, register(world, insured_no="0000000008"))
    write_visit(world, draft)

    found = casework_today(nurse)
    assert (found.late, found.drafts) == (1, 1)
    steps = [step.says for step in first_steps(nurse, [])]
    assert steps[:2] == ["書きかけの訪問の記録が 1件あります。", "期限を過ぎたケースが 1件あります。"]
    assert len(steps) <= 5
    assert "わたしの週を見る" in sit(Role.EAST_NURSE).get("/").content.decode()


def test_todays_numbers_cost_the_same_for_few_and_many(world, nurse):
    costs = []
    for numbers in (range(1, 2), range(2, 20)):
        for number in numbers:
            late_case(world, number)
        costs.append(queries_of(casework_today, nurse))
    assert costs[0] == costs[1]


def test_somebody_without_casework_is_told_nothing_of_it(world):
    assert casework_today(world.viewer(Role.PLANNER)).late == 0
    assert queries_of(casework_today, world.viewer(Role.PLANNER)) == 0
