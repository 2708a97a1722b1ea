"""チェックリストの取り込みの画面: a file from the upload to the records and back, and a sentence wherever it stops."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from takigi.casework.models import Checklist
from tests.checklist_files import HANA, answers_of, as_csv
from tests.screens.people_made import register, text_of, title_of
from tests.worlds import Role

AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
WAY = {"way": "post", "answered_by": "person", "mode": ""}


@pytest.fixture
def client(sit, world, settings, tmp_path):
    """A nurse of the east; a worker that never lets anybody wait; somebody who answered."""
    settings.TASKS, settings.IMPORT_FOLDER = AT_ONCE, tmp_path / "imports"
    register(world, insured_no="0000000011")
    return sit(Role.EAST_NURSE)


def words_of(answer):
    return text_of(answer.content.decode())


def send(client, content, name="回答.csv"):
    return client.post(reverse("checklist_imports"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def number_of(answer):
    return re.search(r"import/([0-9a-f-]{36})/", answer.redirect_chain[-1][0])[1]


def as_suggested(answer):
    """What the browser sends when nobody changes anything on the columns' page."""
    page = answer.content.decode()
    chosen = re.findall(r'<select[^>]*name="(column_\w+)".*?</select>', page, re.DOTALL)
    posted = dict(WAY)
    for name in chosen:
        options = re.search(rf'<select[^>]*name="{name}".*?</select>', page, re.DOTALL)[0]
        marked = re.search(r'<option value="([^"]*)"\s+selected', options)
        posted[name] = marked[1] if marked else ""
    return posted


def checked(client, content, **more):
    answer = send(client, content)
    number = number_of(answer)
    url = reverse("checklist_import_columns", args=[number])
    return number, client.post(url, as_suggested(answer) | {"answered_on": "きのう"} | more, follow=True)


@pytest.mark.later
def test_a_file_goes_from_the_desk_to_the_records_and_back(client):
    desk = client.get(reverse("cases")).content.decode()
    assert reverse("checklist_imports") in desk
    columns = send(client, as_csv(HANA | answers_of(6, 7, 8)))
    assert title_of(columns.content.decode()) == "列と書き方を合わせる｜薪"
    assert "25の質問のうち25の列" in words_of(columns)

    number, page = checked(client, as_csv(HANA | answers_of(6, 7, 8)))
    words = words_of(page)
    assert "1人のチェックリストを記録します。" in words and "該当 1人" in words and "国の様式と同じ並び" in words
    assert not Checklist.objects.exists()

    url = reverse("checklist_import", args=[number])
    done = words_of(client.post(url, {"step": "confirm"}, follow=True))
    assert "1人のチェックリストを記録しました。" in done and Checklist.objects.count() == 1
    rows = client.get(reverse("checklist_import_rows", args=[number]))
    assert "0000000011" in words_of(rows) and "該当" in words_of(rows)

    undo = reverse("checklist_import_undo", args=[number])
    assert client.post(undo, {"reason": ""}).status_code == 422
    gone = words_of(client.post(undo, {"reason": "違う年度のファイル"}, follow=True))
    assert "1人のチェックリストがなくなりました" in gone and not Checklist.objects.exists()


def test_every_problem_stands_on_the_page_and_in_a_workbook(client):
    number, page = checked(client, as_csv(HANA | answers_of() | {"3": "△"}, HANA | {"被保険者番号": "0000000099"}))
    words = words_of(page)
    assert "答えとして読めない" in words and "台帳に見つからない" in words
    lines = words_of(client.get(reverse("checklist_import_problems", args=[number])))
    assert "△" in lines and "3件" in lines
    only = words_of(client.get(reverse("checklist_import_problems", args=[number]) + "?code=nobody"))
    assert "1件" in only and "△" not in only
    book = client.get(reverse("checklist_import_problems_file", args=[number]))
    assert book.content.startswith(b"PK") and "0000000099" not in book["Content-Disposition"]


def test_a_towns_own_order_is_chosen_with_one_button_and_shown_in_both_readings(client):
    content = as_csv(HANA | {f"No.{number}": "はい" for number in range(1, 6)})
    answer = send(client, content)
    number = number_of(answer)
    url = reverse("checklist_import_columns", args=[number])
    changed = client.post(url, as_suggested(answer) | {"step": "numbers", "numbers": "栄養から始まる様式"})
    posted = as_suggested(changed)
    assert (posted["column_kcl_weight_loss"], posted["column_kcl_stairs"]) == ("No.1", "No.3")

    page = words_of(client.post(url, posted | {"answered_on": "きのう"}, follow=True))

    assert (
        "この町の番号は、国の様式とちがいます" in page
        and "No.3 階段を" in page
        and "預貯金の出し入れをしていますか → 1人中" in page
    )


def test_what_was_chosen_stays_when_it_is_refused(client):
    answer = send(client, as_csv(HANA | answers_of()))
    url = reverse("checklist_import_columns", args=[number_of(answer)])
    wrong = client.post(url, as_suggested(answer) | {"column_kcl_bus": "9", "answered_on": "R8.13.1", "mode": "points"})
    assert wrong.status_code == 422 and 'value="R8.13.1"' in wrong.content.decode()
    assert as_suggested(wrong)["column_kcl_bus"] == "9"
    twice = client.post(url, as_suggested(answer) | {"column_kcl_bus": "9", "answered_on": "きのう"}, follow=True)
    assert "二つの項目に選ばれています" in words_of(twice)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("a.exe", b"MZ", "取り込めません"), ("a.csv", b"", "空"), ("a.xlsx", b"PK\x03\x04 broken", "読めませんでした")],
)
def test_a_wrong_file_is_told_in_words(client, name, content, said):
    assert said in words_of(send(client, content, name))


def test_a_heading_with_marks_is_printed_and_never_run(client):
    answer = send(client, as_csv(HANA | answers_of() | {"<script>alert(1)</script>": "=1+1"}))
    assert "<script>alert(1)" not in answer.content.decode()


def test_a_file_given_up_is_gone(client):
    number, _ = checked(client, as_csv(HANA | answers_of()))
    url = reverse("checklist_import_discard", args=[number])
    assert "この取り込みをやめますか" in words_of(client.get(url))
    assert "取り込みをやめました" in words_of(client.post(url, follow=True))
    assert "やめた取り込み" in words_of(client.get(reverse("checklist_import", args=[number])))
