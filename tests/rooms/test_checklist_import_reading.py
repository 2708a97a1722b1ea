"""取り込むファイルの読み取り: marks, numberings, problems and people, told before anything is written."""

from decimal import Decimal

import pytest

from takigi.casework.models import Checklist, ChecklistImportRow
from takigi.casework.queries.checklist_imports import (
    import_problems,
)
from takigi.casework.rules.checklist_imports import ImportChoice
from takigi.casework.rules.checklist_words import RowEnd
from takigi.casework.rules.states import CaseRefused
from takigi.exchange import checklist_intake as intake
from takigi.exchange.checklist_columns import suggest_columns
from tests.checklist_files import HANA, answers_of, as_csv, as_xlsx


def codes(desk, batch):
    return [(one.row_no, one.column, one.code) for one in import_problems(desk.by(), batch)]


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
