"""報告した数: what came later changes today's view, and never what was said; and the records are checked as they stand."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from takigi.access.grounds import NotPermitted, Unseen
from takigi.audit import queries as audit
from takigi.casework.models import Case
from takigi.evaluation import kept_numbers
from takigi.evaluation.actions.reports import keep_results
from takigi.evaluation.models import Report, ReportedNumber, Snapshot
from takigi.evaluation.quality_checks import CONFLICTS, EXPECTED_BLANK, TABLE_WORDS, Kind, every_check
from takigi.evaluation.queries.behind import finding_records
from takigi.evaluation.queries.quality import quality
from takigi.evaluation.queries.reports import may_keep, report_of, reports
from takigi.evaluation.questions_kept import answer_read, answer_told, mark_read, mark_told
from takigi.evaluation.rules import FactsRefused
from takigi.indicators.catalogue.breakdowns import AREA
from takigi.indicators.catalogue.facts import TABLES
from takigi.indicators.missing import MissingKind
from tests.casework_made import open_case
from tests.ledgers import HANA, InsuranceDesk
from tests.rooms.conftest import queries_of
from tests.rooms.evaluation_lived import gathered, live, this_year, told_now
from tests.visits_made import confirm_made_visit
from tests.worlds import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts_folder")]


def kept(world, *, role=Role.PLANNER, keys=("with_a_therapist", "new_support"), title="上半期のまとめ", **more) -> int:
    return keep_results(by=world.viewer(role), title=title, keys=keys, periods=this_year(world), **more)


def line_of(file, key, split=()):
    return next(
        one for one in file.lines if (one.reported.key, one.reported.period_no, one.reported.split) == (key, 11, split)
    )


@pytest.mark.later
def test_a_visit_that_came_later_changes_todays_view_and_not_what_was_reported(world, register):
    _, waiting = live(world, register, visited=False)
    live(world, register)
    number = kept(world)
    confirm_made_visit(world, waiting)

    line = line_of(report_of(world.viewer(Role.PLANNER), number), "with_a_therapist")
    assert line.reported.words.startswith("1件中1件（") and line.today.words.startswith("2件中2件（")
    assert line.differs and "いまの記録では、2件中2件" in line.sentence


@pytest.mark.later
def test_a_late_certification_changes_todays_view_and_not_what_was_reported(world, tmp_path):
    """あとから届いた認定は、いまの数を変え、報告した数は変えない."""
    planner = world.viewer(Role.PLANNER)
    desk = InsuranceDesk(world, tmp_path, planner.at)
    day = planner.on - timedelta(days=planner.on.day - 1)
    new = {
        "申請日": f"{day:%Y/%m/%d}",
        "認定日": f"{day:%Y/%m/%d}",
        "有効期間開始日": f"{day:%Y/%m/%d}",
        "有効期間終了日": "R12.3.31",
    }
    desk.take_in(
        HANA
        | new
        | {"申請日": "", "申請種別": "", "認定日": "", "要介護状態区分": "", "有効期間開始日": "", "有効期間終了日": ""}
    )
    number = kept(world)
    before = line_of(report_of(planner, number), "new_support").reported
    desk.take_in(HANA | new)

    file = report_of(world.viewer(Role.PLANNER), number)
    line = line_of(file, "new_support")
    assert line.reported.answer == before.answer
    assert (line.reported.answer.numerator, line.today.answer.numerator) == (0, 1)
    assert line.differs and file.is_whole


@pytest.mark.later
def test_edition_engine_snapshot_and_day_are_kept_with_the_number(world, register):
    live(world, register)
    number = kept(world, splits=[AREA])
    planner = world.viewer(Role.PLANNER)
    (card,) = reports(planner)
    assert (card.report_id, card.engine, card.as_of, card.title) == (number, "duckdb", planner.on, "上半期のまとめ")
    snapshot = Snapshot.objects.get(pk=card.snapshot_id)
    assert snapshot.is_kept and len(snapshot.fingerprint) == 64
    row = ReportedNumber.objects.filter(indicator="with_a_therapist").first()
    assert row.edition_from_on.year >= 2020 and row.answer["said"]["source"]
    (line,) = audit.events_page(world.municipality_id, kind="evaluation.results_kept")
    assert line.target == f"report:{number}"


@pytest.mark.later
def test_the_database_itself_refuses_to_rewrite_or_remove_what_was_reported(world, register):
    """報告・その一行・その写しは、SQL でも書きかえられない。残さない写しは、なくなってよい."""
    live(world, register)
    kept(world)
    for table, column in zip(kept_numbers.TABLES, ("title", "indicator", "label"), strict=True):
        for sql in (f"update {table} set {column} = 'x'", f"delete from {table}"):
            with pytest.raises(DatabaseError, match="報告として残した数"), transaction.atomic():
                connection.cursor().execute(sql)
    gathered(world)
    assert Snapshot.objects.filter(is_kept=False).delete()[0] == 1


def test_a_line_changed_past_the_application_is_noticed(world, register):
    live(world, register)
    number = kept(world)
    assert report_of(world.viewer(Role.PLANNER), number).is_whole
    row = ReportedNumber.objects.filter(report_id=number).first()
    kept_numbers.remove(connection)
    ReportedNumber.objects.filter(pk=row.pk).update(answer=row.answer | {"waiting": 99})
    assert not report_of(world.viewer(Role.PLANNER), number).is_whole


def test_what_the_catalogue_no_longer_knows_is_read_as_it_was_said(world, register):
    live(world, register)
    number = kept(world, keys=("with_a_therapist",))
    kept_numbers.remove(connection)
    ReportedNumber.objects.filter(report_id=number).update(indicator="a_thing_of_the_past")
    Report.objects.filter(pk=number).update(
        question=Report.objects.get(pk=number).question | {"keys": ["a_thing_of_the_past"]}
    )
    lines = report_of(world.viewer(Role.PLANNER), number).lines
    assert [one.reported.words for one in lines][-1].startswith("1件中1件（")
    assert all(one.today is None and "いまはありません" in one.sentence for one in lines)
    assert {one.reported.answer for one in report_of(world.viewer(Role.EVALUATOR), number).lines} == {None}


def test_small_groups_of_a_report_are_closed_outside(world, register):
    live(world, register)
    number = kept(world)
    line = line_of(report_of(world.viewer(Role.EVALUATOR), number), "with_a_therapist")
    assert line.reported.answer is None and line.today.answer is None


def test_reports_stay_in_their_town_and_are_kept_by_those_who_may(world, register):
    number = kept(world)
    with pytest.raises(Unseen):
        report_of(world.viewer(Role.NEIGHBOUR_NURSE), number)
    for role in (Role.EAST_NURSE, Role.EVALUATOR, Role.ADMINISTRATOR, Role.NEIGHBOUR_ADMINISTRATOR):
        with pytest.raises(NotPermitted):
            kept(world, role=role)
        assert not may_keep(world.viewer(role))
    with pytest.raises(FactsRefused, match="題"):
        kept(world, title=" ")
    with pytest.raises(FactsRefused, match="指標"):
        kept(world, keys=())


@pytest.mark.later
def test_a_long_report_costs_as_many_questions_as_a_short_one(world, register):
    live(world, register)
    short, long = (
        kept(world, keys=("with_a_therapist",)),
        kept(world, keys=("with_a_therapist", "wish_heard", "way_shown")),
    )
    told_now(world)
    viewer = world.viewer(Role.PLANNER)
    for number in (short, long):
        report_of(viewer, number)
    assert queries_of(report_of, viewer, long) == queries_of(report_of, viewer, short) <= 60


@pytest.mark.later
def test_answers_come_back_as_they_went(world, register):
    live(world, register)
    gathered(world)
    answers = [line.answer for line in told_now(world).results.lines()]
    assert [answer_read(answer_told(one)) for one in answers] == answers
    marks = [1, "2", True, MissingKind.SUPPRESSED, world.viewer(Role.PLANNER).on]
    assert [mark_read(mark_told(one)) for one in marks] == marks


@pytest.mark.later
def test_a_visit_before_its_case_is_found_and_leads_to_the_record(world, register):
    person = register()
    _, case_id = live(world, register)
    on = world.viewer(Role.EAST_NURSE).on
    late = open_case(world, person, days_ago=0)
    gathered(world)
    assert quality(world.viewer(Role.EAST_NURSE)).findings
    kinds = {one.key for one in quality(world.viewer(Role.EAST_NURSE)).findings}
    assert "order_visit_before_case" not in kinds
    # Past the application, as an old import might have left it.
    Case.objects.filter(pk=case_id).update(opened_on=on + timedelta(days=1))
    gathered(world)

    page = quality(world.viewer(Role.EAST_NURSE))
    (found,) = (one for one in page.findings if one.key == "order_visit_before_case")
    assert (found.kind, found.count, found.out_of) == (Kind.ORDER, 1, 1)
    assert found.sentence == "ケースを開く前の日の訪問が、1件中1件あります。"
    (record,) = finding_records(world.viewer(Role.EAST_NURSE), found.key).lines
    assert record.case_id == case_id != late
    assert finding_records(world.viewer(Role.WEST_NURSE), found.key).hidden == 1
    with pytest.raises(Unseen):
        finding_records(world.viewer(Role.EAST_NURSE), "order_of_the_garter")


def test_blanks_are_told_with_their_share(world, register):
    register(birth="昭和12年")
    register()
    gathered(world)
    (found,) = (one for one in quality(world.viewer(Role.INSURANCE)).findings if one.key == "missing_persons_birth_on")
    assert (found.kind, found.count, found.out_of) == (Kind.MISSING, 1, 2)
    assert "生年月日" in found.sentence
    assert [one.name for one in finding_records(world.viewer(Role.INSURANCE), found.key).lines] == ["山田　ハナ"]


def test_a_child_of_the_register_is_no_slip_and_a_child_with_a_case_is_one_for_those_with_a_ground(world, register):
    """年齢の確かめは、認定かケースのある人だけ。だれのことかは、見る根拠のある人だけ."""
    register(birth="令和2年4月1日")
    child = register(birth="令和3年4月1日")
    open_case(world, child, days_ago=3)
    gathered(world)
    (found,) = (one for one in quality(world.viewer(Role.EAST_NURSE)).findings if one.key == "outlier_age")
    assert (found.count, found.out_of) == (1, 2)
    assert [one.person_id for one in finding_records(world.viewer(Role.EAST_NURSE), "outlier_age").lines] == [child]
    west = finding_records(world.viewer(Role.WEST_NURSE), "outlier_age")
    assert (west.lines, west.hidden) == ((), 1)


def test_every_table_and_every_blank_column_has_a_word():
    assert {one.name for one in TABLES} == TABLE_WORDS.keys()
    columns = {(one.name, name) for one in TABLES for name in one.table.columns}
    assert columns >= EXPECTED_BLANK
    checks = every_check()
    assert len({one.key for one in checks}) == len(checks)
    assert [one.sentence for one in checks if one.sentence.isascii()] == []


def test_the_two_shares_of_the_gathering_places_are_told_apart():
    (conflict,) = (one for one in CONFLICTS if one.label == "通いの場参加率")
    assert len({one.numerator for one in conflict.definitions}) == 2


def test_who_judges_from_outside_checks_no_records(world):
    gathered(world)
    with pytest.raises(NotPermitted):
        quality(world.viewer(Role.EVALUATOR))
