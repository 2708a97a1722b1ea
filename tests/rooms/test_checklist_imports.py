"""チェックリストの取り込み: many people's answers at once, nothing written before it is confirmed, all of it taken back."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

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
from takigi.exchange.checklist_columns import suggest_columns
from takigi.exchange.job_runs import JobStopped
from takigi.instruments.scores import Verdict
from takigi.people.rules import ImportState, PeopleRefused
from takigi.screens.casework.checklist_import.dress import kind_label
from tests.casework_made import open_case
from tests.checklist_files import HANA, ChecklistDesk, answers_of, as_csv, as_xlsx
from tests.rooms.conftest import queries_of
from tests.worlds import Role

pytestmark = pytest.mark.django_db
AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def desk(world, tmp_path, settings):
    settings.TASKS = AT_ONCE
    settings.IMPORT_FOLDER = tmp_path / "imports"
    return ChecklistDesk(world, tmp_path)


@pytest.fixture
def hana(register):
    return register(insured_no="0000000011")


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


@pytest.mark.parametrize(
    ("yes", "no", "mode"),
    [
        ("はい", "いいえ", "words"),
        ("○", "×", "words"),
        ("1", "2", "one_two"),
        ("〇", "✕", "words"),
        ("１", "２", "one_two"),
    ],
)
def test_the_usual_ways_of_writing_an_answer_are_told_apart(desk, hana, yes, no, mode):
    batch = desk.checked(as_csv(HANA | answers_of(1, 9, 18, yes=yes, no=no), encoding="utf-8-sig"))
    assert desk.file(batch).findings["mode"] == mode
    assert ChecklistImportRow.objects.get().total_high == 3


def test_points_are_read_as_points_whichever_way_a_question_is_asked(desk, hana):
    points = {str(number): "1" if number in (1, 9) else "0" for number in range(1, 26)}
    batch = desk.checked(as_csv(HANA | points))
    assert desk.file(batch).findings["mode"] == "points" and ChecklistImportRow.objects.get().total_high == 2


def test_ones_alone_prove_nothing_until_somebody_says_what_they_mean(desk, hana):
    ones = as_csv(HANA | {str(number): "1" for number in range(1, 26)})
    batch = desk.checked(ones)
    assert "「はい」の1か点数の1かわかりません" in desk.file(batch).findings["sentence"]
    assert desk.file(batch).count(RowEnd.NEW) == 0
    with pytest.raises(CaseRefused, match="取り込む行がありません"):
        intake.start_checklist_writing(by=desk.by(), batch_id=batch)

    assert desk.file(desk.checked(ones, mode="points")).count(RowEnd.NEW) == 1
    assert ChecklistImportRow.objects.filter(outcome=RowEnd.NEW).get().total_high == 25


def test_every_problem_of_the_file_is_told_at_once_with_its_row_and_column(desk, hana):
    wrong = HANA | answers_of()
    batch = desk.checked(
        as_csv(
            wrong | {"3": "△", "身長": "1.52", "体重": "50"},
            wrong | {"被保険者番号": "", "氏名": "", "生年月日": ""},
            wrong | {"被保険者番号": "0000000099"},
            wrong | {"生年月日": "昭和20年1月1日"},
            wrong | {"氏名": "鈴木 一郎"},
        )
    )
    assert codes(desk, batch) == [
        (2, "身長", "size_unreadable"),
        (2, "3", "answer_unreadable"),
        (2, "", "twice"),
        (3, "", "too_little"),
        (4, "", "nobody"),
        (5, "", "contradiction"),
        (6, "", "name_other"),
        (6, "", "twice"),
    ]
    assert not Checklist.objects.exists()


def test_somebody_without_a_number_is_found_by_name_and_birth_unless_there_are_two(desk, register):
    register(insured_no="0000000011")
    row = HANA | {"被保険者番号": "", "氏名": "山田　ハナ"} | answers_of(16)
    assert desk.file(desk.checked(as_csv(row))).count(RowEnd.NEW) == 1

    register(insured_no="0000000022")
    batch = desk.checked(as_csv(row))
    assert codes(desk, batch) == [(2, "", "several")]


def test_somebody_whom_the_centre_may_not_see_is_told_like_somebody_who_is_not_there(desk, world, register):
    register(insured_no="0000000011", area_id=world.area_ids["west"])
    batch = desk.checked(as_csv(HANA | answers_of(), HANA | {"被保険者番号": "0000000099"} | answers_of()))
    assert [code for _, _, code in codes(desk, batch)] == ["nobody", "nobody"]


def test_a_towns_own_numbers_are_shown_in_both_readings_and_follow_the_mapping(desk, hana):
    """The paper begins with nutrition: its No. 3 is the national No. 6."""
    town = {"No.1": "いいえ", "No.3": "いいえ", "No.4": "はい"}
    columns = {"kcl_weight_loss": "No.1", "kcl_stairs": "No.3", "kcl_chair": "No.4"}
    batch = desk.receive(as_csv(HANA | town))
    who = {key: one for key, one in desk.file(batch).choice.columns.items() if not key.startswith("kcl_")}
    choice = ImportChoice(columns=who | columns, answered_on=desk.by().on)
    intake.start_checklist_check(by=desk.by(), batch_id=batch, choice=choice)

    points = ChecklistImportRow.objects.get().points
    assert (points["kcl_stairs"], points["kcl_chair"], points["kcl_savings"]) == (1, 0, None)
    told = [one for one in desk.file(batch).findings["both"] if one["differs"]]
    assert len(told) == 3 and told[1]["mapped"].startswith("階段を") and told[1]["national"].startswith("預貯金")
    assert (told[1]["number"], told[1]["mapped_problems"], told[1]["national_problems"]) == (3, 1, 1)


def test_a_question_asked_the_other_way_round_scores_the_other_answer(desk, hana):
    batch = desk.checked(as_csv(HANA | answers_of()), reversed_keys=frozenset({"kcl_stairs"}))
    assert ChecklistImportRow.objects.get().points["kcl_stairs"] == 1
    assert [one["number"] for one in desk.file(batch).findings["both"] if one["is_reversed"] and one["differs"]] == [6]


@pytest.mark.parametrize("who", [["被保険者番号"], ["番号", "氏名", "生年月日"], ["介護保険被保険者番号", "備考"]])
@pytest.mark.parametrize(("yes", "no"), [("はい", "いいえ"), ("1", "2"), ("1", "0")])
def test_a_line_of_bare_numbers_is_known_as_the_headings(desk, who, yes, no):
    row = {name: HANA.get(name, "0000000011") for name in who} | answers_of(3, yes=yes, no=no)
    batch = desk.receive("基本チェックリスト集計表\r\n".encode("cp932") + as_csv(row, row))
    file = desk.file(batch)
    assert file.reading["header_row"] == 2 and len([key for key in file.choice.columns if key.startswith("kcl_")]) == 25


def test_a_workbook_of_bare_numbers_is_known_too(desk, tmp_path):
    row = {"被保険者番号": "0000000011"} | {number: 1 + number % 2 for number in range(1, 26)}
    batch = desk.receive(as_xlsx(tmp_path / "answers.xlsx", row), "answers.xlsx")
    assert desk.file(batch).choice.columns["kcl_tired"] == "25"


def test_questions_are_known_by_their_words_before_their_numbers():
    headers = (
        "被保険者番号",
        "No.1 体重が減りましたか",
        "15分くらい続けて歩いていますか",
        "電話番号",
        "昨年と比べて外出の回数が減っていますか",
        "週に１回以上は外出していますか",
        "問７",
        "身長(cm)",
        "BMI",
        "BMIが18.5未満",
    )
    assert suggest_columns(headers) == {
        "insured_no": "被保険者番号",
        "height": "身長(cm)",
        "bmi": "BMI",
        "kcl_weight_loss": "No.1 体重が減りましたか",
        "kcl_walk15": "15分くらい続けて歩いていますか",
        "kcl_going_out_less": "昨年と比べて外出の回数が減っていますか",
        "kcl_going_out": "週に１回以上は外出していますか",
        "kcl_chair": "問７",
        "kcl_bmi": "BMIが18.5未満",
    }


def test_height_and_weight_stand_for_the_twelfth_question(desk, hana):
    desk.taken(as_csv(HANA | answers_of() | {"身長": "150.0cm", "体重": "41"}))
    sheet = Checklist.objects.get()
    assert (sheet.height_cm, sheet.weight_kg, sheet.total_low) == (Decimal("150.0"), Decimal("41.0"), 1)


def test_a_workbook_is_read_like_a_text_and_a_formula_is_never_calculated(desk, hana, tmp_path, register):
    register(insured_no="0000000022", name="佐藤 ツネ")
    good = HANA | answers_of(13, 14) | {"記入日": "R8.4.1"}
    sly = (
        HANA
        | {"被保険者番号": "0000000022", "氏名": "佐藤 ツネ"}
        | answers_of()
        | {"記入日": "R8.4.1", "5": '=HYPERLINK("http://x","はい")'}
    )
    batch = desk.taken(
        as_xlsx(tmp_path / "answers.xlsx", good, sly),
    )
    assert desk.file(batch).findings["written"] == 1
    assert Checklist.objects.get().answered_on.isoformat() == "2026-04-01"
    assert codes(desk, batch)[0][:2] == (3, "5")


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
