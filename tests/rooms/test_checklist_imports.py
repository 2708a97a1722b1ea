"""チェックリストの取り込み: many people's answers at once, nothing written before it is confirmed, all of it taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils.timezone import now

from takigi.access.grounds import NotPermitted, Unseen
from takigi.casework.actions import checklist_import_rows as row_actions
from takigi.casework.actions import checklist_imports as act
from takigi.casework.actions import checklists
from takigi.casework.actions.cases import move_case
from takigi.casework.models import Checklist, ChecklistImport, ChecklistImportRow
from takigi.casework.queries.cases import case_head
from takigi.casework.queries.checklist_imports import (
    checklist_import,
    checklist_imports,
    import_problems,
    import_rows,
    used_of_import,
)
from takigi.casework.queries.checklists import checklist_of, checklists_of
from takigi.casework.rules.checklist_imports import LABEL_OF_CODE, ImportChoice, choice_from_json
from takigi.casework.rules.checklist_words import RowEnd
from takigi.casework.rules.states import CaseRefused, CaseState
from takigi.exchange import checklist_intake as intake
from takigi.exchange import checklist_jobs, import_files
from takigi.exchange.job_runs import JobStopped
from takigi.instruments.scores import Verdict
from takigi.people.rules import ImportState, PeopleRefused
from takigi.screens.casework.checklist_import.dress import kind_label
from tests.casework_made import open_case
from tests.checklist_files import HANA, ChecklistDesk, answers_of, as_csv
from tests.rooms.conftest import queries_of
from tests.worlds import Role

pytestmark = pytest.mark.django_db


def codes(desk, batch):
    return [(one.row_no, one.column, one.code) for one in import_problems(desk.by(), batch)]


def test_a_file_comes_from_the_upload_into_the_records_of_its_people(desk, hana):
    batch = desk.checked(as_csv(HANA | answers_of(6, 7, 8)))
    file = desk.file(batch)
    assert (file.state, file.rows, file.count(RowEnd.NEW)) == (ImportState.CHECKED, 1, 1)
    assert file.findings["verdicts"] == {"met": 1} and not Checklist.objects.exists()

    intake.start_checklist_writing(by=desk.by(), batch_id=batch)

    sheet = Checklist.objects.get()
    assert (sheet.person_id, sheet.verdict, sheet.total_low) == (hana, Verdict.MET, 3)
    assert (sheet.case_id, sheet.judged_by_id, sheet.answered_on) == (None, None, desk.by().on - timedelta(days=7))
    assert desk.file(batch).state is ImportState.APPLIED
    assert not import_files.path_of(batch, import_files.CHECKLISTS).exists(), "the copy has done its work"


def test_the_same_file_again_writes_nothing_and_other_answers_of_that_day_are_left_to_a_person(desk, hana):
    desk.taken(as_csv(HANA | answers_of(16)))
    again = desk.checked(as_csv(HANA | answers_of(16)))
    assert desk.file(again).count(RowEnd.SAME) == 1
    other = desk.checked(as_csv(HANA | answers_of(17)))
    assert codes(desk, other) == [(2, "", "other_answers")]
    for batch in (again, other):
        with pytest.raises(CaseRefused):
            intake.start_checklist_writing(by=desk.by(), batch_id=batch)
    assert Checklist.objects.count() == 1


def test_two_files_confirmed_one_after_the_other_write_each_person_once(desk, hana):
    first, second = (desk.checked(as_csv(HANA | answers_of(16))) for _ in range(2))
    for batch in (first, second):
        intake.start_checklist_writing(by=desk.by(), batch_id=batch)
    assert Checklist.objects.count() == 1
    assert desk.file(second).findings["left_meanwhile"] == 1


def test_taking_back_removes_exactly_what_the_file_made(desk, world, hana, register):
    case_id = open_case(world, register(insured_no="0000000022", name="佐藤 ツネ"))
    kept = checklists.record_checklist(by=desk.by(), case_id=case_id, answers=_sheet(desk))
    batch = desk.taken(as_csv(HANA | answers_of(16)))

    assert act.undo_checklists(by=desk.by(), batch_id=batch, reason="違う年度のファイル") == 1

    assert list(Checklist.objects.values_list("pk", flat=True)) == [kept]
    assert desk.file(batch).state is ImportState.UNDONE
    with pytest.raises(PeopleRefused, match="取り消しました"):
        act.undo_checklists(by=desk.by(), batch_id=batch, reason="もう一度")


def _sheet(desk):
    from_row = ImportChoice()
    row = row_actions.ReadChecklist(2, "", None, desk.by().on, {"kcl_fall": 1}, None, None)
    return row.answers(from_row.way, from_row.answered_by)


def test_a_case_opens_the_sheet_judges_it_and_then_the_file_stays(desk, world, hana):
    batch = desk.taken(as_csv(HANA | answers_of(6, 7, 8)))
    case_id = open_case(world, hana, state=CaseState.INQUIRY)
    move_case(by=desk.by(), case_id=case_id, to=CaseState.TRIAGED, on=desk.by().on)
    line = checklists_of(desk.by(), case_id)[0]
    assert not line.is_judged and checklist_of(desk.by(), case_id, line.checklist_id).result.eligible is Verdict.MET
    assert used_of_import(desk.by(), batch) == 0

    checklists.judge_eligible(by=desk.by(), case_id=case_id, checklist_id=line.checklist_id, on=desk.by().on)

    assert case_head(desk.by(), case_id).state is CaseState.KCL_DONE
    assert Checklist.objects.get().case_id == case_id and used_of_import(desk.by(), batch) == 1
    with pytest.raises(CaseRefused, match="1人のうち1人"):
        act.undo_checklists(by=desk.by(), batch_id=batch, reason="違うファイル")


def test_another_persons_imported_sheet_opens_from_no_case(desk, world, hana, register):
    desk.taken(as_csv(HANA | answers_of(16)))
    other = open_case(world, register(insured_no="0000000022", name="佐藤 ツネ"))
    with pytest.raises(Unseen):
        checklist_of(desk.by(), other, Checklist.objects.get().pk)
    with pytest.raises(Unseen):
        checklists.judge_checklist(by=desk.by(), case_id=other, checklist_id=Checklist.objects.get().pk)


def test_only_a_centres_caseworkers_take_files_in_and_another_centre_sees_none_of_them(desk, world, hana):
    batch = desk.checked(as_csv(HANA | answers_of(16)))
    west = world.viewer(Role.WEST_NURSE)
    assert checklist_imports(west) == []
    for look in (checklist_import, import_rows):
        with pytest.raises(Unseen):
            look(west, batch)
    with pytest.raises(Unseen):
        intake.start_checklist_writing(by=west, batch_id=batch)
    for role in (Role.INSURANCE, Role.AUDITOR):
        elsewhere = ChecklistDesk(world, desk.folder, role)
        with pytest.raises(NotPermitted):
            elsewhere.receive(as_csv(HANA))
    assert ChecklistImport.objects.count() == 1


def test_a_colleague_loses_the_right_while_the_work_waits_and_nothing_is_written(desk, hana, monkeypatch):
    batch = desk.checked(as_csv(HANA | answers_of(16)))
    nobody = replace(desk.by(), posts=())
    monkeypatch.setattr("takigi.exchange.checklist_jobs.viewer_now", lambda *_: nobody)
    intake.start_checklist_writing(by=desk.by(), batch_id=batch)
    assert desk.file(batch).state is ImportState.CHECKED and "権限がなくなった" in desk.file(batch).failure
    assert not Checklist.objects.exists()


def test_what_is_given_up_leaves_neither_rows_nor_a_copy(desk, hana):
    batch = desk.checked(as_csv(HANA | answers_of(16)))
    intake.discard_checklist_file(by=desk.by(), batch_id=batch)
    assert not ChecklistImportRow.objects.exists()
    assert not import_files.path_of(batch, import_files.CHECKLISTS).exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "空"),
        (b"\x00\x01\x02\x03" * 50, ""),
        (b"PK\x03\x04broken", ""),
        (b"%PDF-1.7 not a table", ""),
        ("見出しだけ\r\n".encode("cp932"), ""),
    ],
)
def test_a_wrong_file_is_refused_with_a_sentence_and_nothing_breaks(desk, content, said):
    batch = desk.receive(content, "answers.xlsx" if content.startswith(b"PK") else "answers.csv")
    file = desk.file(batch)
    if file.state is ImportState.FAILED:
        assert file.failure.endswith("。") and said in file.failure
    else:
        with pytest.raises(CaseRefused):
            intake.start_checklist_check(by=desk.by(), batch_id=batch, choice=file.choice)


def test_a_ledger_of_another_kind_is_told_that_no_question_was_found(desk, hana):
    batch = desk.receive(as_csv({"被保険者番号": "0000000011", "認定日": "R8.4.1"}))
    with pytest.raises(CaseRefused, match="質問の列が一つも"):
        intake.start_checklist_check(by=desk.by(), batch_id=batch, choice=desk.file(batch).choice)


def test_more_rows_than_a_town_are_refused_before_anybody_is_looked_for(desk, hana, monkeypatch):
    monkeypatch.setattr("takigi.exchange.checklist_checks.MOST_ROWS", 3)
    batch = desk.checked(as_csv(*[HANA | answers_of()] * 4))
    assert desk.file(batch).state is ImportState.FAILED and "いくつかのファイルに分けて" in desk.file(batch).failure


def test_five_thousand_rows_cost_queries_by_the_portion_and_not_by_the_row(desk, hana):
    def cost(rows):
        content = as_csv(*[HANA | {"被保険者番号": f"{number:010}"} | answers_of() for number in range(1, rows + 1)])
        batch = desk.receive(content)
        choice = replace(desk.file(batch).choice, answered_on=desk.by().on)
        return queries_of(lambda: intake.start_checklist_check(by=desk.by(), batch_id=batch, choice=choice))

    few, many = cost(10), cost(400)
    # SQLite takes some sixty rows at once; everything else costs the same for one row as for five hundred.
    assert many <= few + 400 // 50, (few, many)


def test_what_is_kept_about_a_file_as_a_whole_holds_nothing_out_of_a_cell(desk, hana):
    """A number with its zeros lost and a day that is none are quoted in the problems of their rows, and nowhere else."""
    spoilt = HANA | {"被保険者番号": "11", "生年月日": "昭和99年13月41日"} | answers_of() | {"2": "ひみつの答え"}
    batch = desk.checked(as_csv(spoilt))
    told = str(ChecklistImport.objects.get(pk=batch).findings)
    assert len(codes(desk, batch)) >= 3
    for secret in ("0000000011", "昭和99年", "ひみつ", "山田"):
        assert secret not in told


@pytest.mark.parametrize("code", [*LABEL_OF_CODE, "leading_zeros_lost", "formula", "date_unreadable"])
def test_every_kind_of_problem_has_a_name(code):
    assert kind_label(code) != code


@pytest.mark.parametrize(
    ("cut_off", "then"), [(ImportState.APPLYING, ImportState.CHECKED), (ImportState.CHECKING, ImportState.FAILED)]
)
def test_work_that_was_cut_off_waits_to_be_asked_for_again_and_has_written_nothing(desk, hana, cut_off, then):
    batch = desk.checked(as_csv(HANA | answers_of(16)))
    ChecklistImport.objects.filter(pk=batch).update(state=cut_off)

    assert intake.resume_interrupted_checklists(at=now() + timedelta(hours=2)) == [batch]

    file = desk.file(batch)
    assert file.state is then and "途中で止まりました" in file.failure and not Checklist.objects.exists()
    assert import_files.path_of(batch, import_files.CHECKLISTS).exists(), "it is still needed"
    if then is ImportState.FAILED:
        intake.start_checklist_check(by=desk.by(), batch_id=batch, choice=file.choice)
    intake.start_checklist_writing(by=desk.by(), batch_id=batch)
    assert Checklist.objects.count() == 1


def test_a_mistake_of_the_program_says_where_and_never_whose(desk, hana, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("0000000011 山田 ハナ")

    batch = desk.checked(as_csv(HANA | answers_of(16)))
    act.confirm_checklists(by=desk.by(), batch_id=batch)
    monkeypatch.setattr("takigi.casework.actions.checklist_import_rows.seen_person_ids", broken)
    with pytest.raises(JobStopped) as stopped:
        checklist_jobs.write_checklist_file.call(str(batch), desk.by().municipality_id, desk.by().staff_id)
    assert "ハナ" not in str(stopped.value) and stopped.value.__context__ is None
    assert desk.file(batch).state is ImportState.CHECKED and "何も書かれていません" in desk.file(batch).failure
    assert not Checklist.objects.exists()


@pytest.mark.later
def test_looking_at_a_file_costs_the_same_however_many_rows_it_has(desk, register):
    costs = []
    for people in (1, 30):
        rows = []
        for number in range(people):
            insured_no = f"{people:05}{number:05}"
            register(insured_no=insured_no)
            rows.append(HANA | {"被保険者番号": insured_no} | answers_of(16))
        batch = desk.taken(as_csv(*rows))
        by = desk.by()
        looks = (lambda: checklist_import(by, batch), lambda: import_rows(by, batch), lambda: used_of_import(by, batch))  # noqa: B023  # looked at before the next file
        costs.append([queries_of(look) for look in looks] + [queries_of(lambda: list(import_problems(by, batch)))])  # noqa: B023  # as above
    assert costs[0] == costs[1]


def test_choices_survive_the_way_through_the_database():
    choice = ImportChoice({"name": "氏名"}, frozenset({"kcl_bus"}), "points")
    assert choice_from_json(choice.to_json()) == choice
