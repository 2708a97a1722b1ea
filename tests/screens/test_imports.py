"""取り込みの画面: a ledger from the upload to the register and back, and a sentence wherever it stops."""

import csv
import io
import re
import uuid
import zipfile

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from takigi.exchange.import_files import forget_copy
from takigi.people.queries.search import find_people
from tests.ledgers import HANA, HEADERS, TARO
from tests.screens.people_made import register, text_of, title_of
from tests.worlds import Role

AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


def ledger(*rows, headers=HEADERS, name="受給者台帳.csv"):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, headers, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile(name, out.getvalue().encode("cp932"))


@pytest.fixture
def client(sit, settings):
    """The insurance section's desk, with a worker that never lets anybody wait."""
    settings.TASKS = AT_ONCE
    return sit(Role.INSURANCE)


def send(client, file):
    return client.post(reverse("imports"), {"file": file}, follow=True)


def number_of(answer):
    return re.search(r"/imports/([0-9a-f-]{36})/", answer.redirect_chain[-1][0])[1]


def columns_of(page):
    """The form as it stands: every select with its chosen heading."""
    found = re.findall(r'<select[^>]*name="(column_\w+)"[^>]*>(.*?)</select>', page, re.DOTALL)
    chosen = {name: re.search(r'value="([^"]*)" selected', body) for name, body in found}
    return {name: match[1] for name, match in chosen.items() if match}


def checked(client, *rows, **typed):
    """A ledger sent, its columns taken as suggested, and checked."""
    sent = send(client, ledger(*rows))
    batch, form = number_of(sent), columns_of(sent.content.decode())
    return batch, client.post(reverse("import_columns", args=[batch]), {**form, "step": "check", **typed}, follow=True)


def press(client, batch, step):
    return client.post(reverse("import_page", args=[batch]), {"step": step}, follow=True)


@pytest.mark.later
def test_a_ledger_is_sent_fitted_checked_confirmed_and_undone(client, world):
    sent = send(client, ledger(HANA, TARO))
    page = sent.content.decode()
    assert "列を合わせる" in title_of(page) and columns_of(page)["column_birth"] == "生年月日"
    assert "山田　ハナ、鈴木　太郎" in page, "the first values stand beside each column"

    batch, shown = checked(client, HANA, TARO)
    words = text_of(shown.content.decode())
    assert "新しい人を2人、台帳に加えます。" in words and "この内容で取り込む" in words
    assert "山田" not in title_of(shown.content.decode())
    assert not find_people(world.viewer(Role.INSURANCE), "ヤマダ").people

    done = text_of(press(client, batch, "confirm").content.decode())
    assert "取り込んで、こうなりました" in done and "新しい人を2人、台帳に加えました。" in done
    hana = find_people(world.viewer(Role.INSURANCE), "ヤマダ").people[0].person_id
    person = text_of(client.get(reverse("person", args=[hana])).content.decode())
    assert "受給者台帳.csv 2行目" in person and "要支援1に認定されました" in person

    undo = reverse("import_undo", args=[batch])
    assert "取り消す理由を書いてください" in client.post(undo, {"reason": ""}).content.decode()
    undone = text_of(client.post(undo, {"reason": "違う月のファイルだった"}, follow=True).content.decode())
    assert "台帳は、取り込む前の内容に戻りました" in undone and "違う月のファイルだった" in undone
    assert not find_people(world.viewer(Role.INSURANCE), "ヤマダ").people


def test_the_same_file_again_is_said_to_change_nothing(client):
    press(client, checked(client, HANA)[0], "confirm")

    words = text_of(checked(client, HANA)[1].content.decode())

    assert "取り込み済みです" in words and "台帳に書くことはありません" in words
    assert "変わりはないが、取り込みを終える" in words


def test_changes_are_shown_before_and_after(client):
    press(client, checked(client, HANA)[0], "confirm")

    batch, page = checked(client, HANA | {"氏名": "佐藤　ハナ", "氏名カナ": "サトウ　ハナ"})

    for words in (page, client.get(reverse("import_changes", args=[batch]))):
        said = text_of(words.content.decode())
        assert "氏名: 山田 ハナ → 佐藤 ハナ" in said and "氏名が変わる" in said


def test_problems_are_listed_filtered_and_taken_away(client):
    bad = [HANA | {"被保険者番号": f"{n:010}", "要介護状態区分": "要介護9"} for n in range(201, 204)]
    batch, page = checked(client, TARO | {"有効期間終了日": ""}, *bad)
    assert "コードが分からない" in text_of(page.content.decode())
    address = reverse("import_problems", args=[batch])

    blocking = text_of(client.get(address, {"blocking": "yes"}).content.decode())
    one_kind = text_of(client.get(address, {"code": "validity_open"}).content.decode())

    assert "3件です。" in blocking and "要介護9" in blocking and "有効期間終了日" not in blocking
    assert "1件です。" in one_kind and "要介護9" not in one_kind
    workbook = client.get(reverse("import_problems_file", args=[batch]))
    with zipfile.ZipFile(io.BytesIO(workbook.content)) as parts:
        assert "要介護9" in parts.read("xl/worksheets/sheet1.xml").decode()
    assert "台帳" not in workbook["Content-Disposition"]


def test_rows_are_listed_by_what_becomes_of_them(client):
    batch, _ = checked(client, HANA, TARO | {"被保険者番号": "不明"})
    address = reverse("import_rows", args=[batch])

    left_out = text_of(client.get(address, {"outcome": "left_out"}).content.decode())

    assert "1行です。" in left_out and "鈴木" in left_out and "山田" not in left_out
    assert client.get(address, {"outcome": "none", "page": "x"}).status_code == 200


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (None, "台帳のファイルを選んでください。"),
        (SimpleUploadedFile("台帳.pdf", b"%PDF-1.4"), "「.pdf」のファイルは取り込めません"),
        (SimpleUploadedFile("台帳.csv", b""), "ファイルの中身が空です"),
    ],
)
def test_what_is_no_ledger_is_refused_at_the_door(client, file, sentence):
    answer = client.post(reverse("imports"), {"file": file} if file else {})

    assert sentence in answer.content.decode()


def test_a_file_that_is_too_large_is_refused_with_the_limit(client, settings):
    settings.IMPORT_MAX_BYTES = 2 * 1024 * 1024
    answer = send(client, SimpleUploadedFile("台帳.csv", b"a" * (3 * 1024 * 1024)))

    assert "ファイルが大きすぎます（3 MB）。2 MB までです。" in answer.content.decode()


def test_an_unreadable_file_says_why_and_can_be_read_otherwise(client):
    answer = send(client, SimpleUploadedFile("台帳.csv", bytes(range(256)) * 4))

    words = text_of(answer.content.decode())
    assert "読めませんでした" in words and "台帳には何も書かれていません。" in words and "読み方を変えて" in words
    again = client.post(reverse("import_columns", args=[number_of(answer)]), {"step": "reread", "encoding": "cp932"})
    assert again.status_code == 302


def workbook(**sheets):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return SimpleUploadedFile("受給者台帳.xlsx", out.getvalue())


@pytest.mark.later
def test_another_sheet_and_another_line_of_headings_can_be_chosen(client):
    names = list(HANA)
    sent = send(client, workbook(台帳=[names, list(HANA.values())], 予備=[["二枚目"], names, list(TARO.values())]))
    batch = number_of(sent)
    assert "予備" in sent.content.decode()

    other = {"step": "reread", "sheet": "予備", "header_row": "2"}
    page = client.post(reverse("import_columns", args=[batch]), other, follow=True).content.decode()

    assert "鈴木　太郎" in page and "山田　ハナ" not in page
    wrong = client.post(reverse("import_columns", args=[batch]), {"step": "reread", "header_row": "二行目"})
    assert "見出しの行は、数字で書いてください。" in wrong.content.decode()


def test_a_missing_column_is_said_and_nothing_chosen_is_lost(client):
    sent = send(client, ledger(HANA, headers=("被保険者番号", "氏名", "だれかの日")))
    assert "「生年月日」の列が見つかりません" in text_of(sent.content.decode())
    address = reverse("import_columns", args=[number_of(sent)])

    refused = client.post(address, {"column_insured_no": "被保険者番号", "column_name": "だれかの日", "step": "check"})

    assert "「生年月日」の列が見つかりません" in text_of(refused.content.decode())
    assert columns_of(refused.content.decode())["column_name"] == "だれかの日"


def test_a_copy_that_is_gone_asks_for_the_file_again(client):
    sent = send(client, ledger(HANA))
    forget_copy(uuid.UUID(number_of(sent)))
    address = reverse("import_columns", args=[number_of(sent)])
    assert "同じファイルをもう一度選んでください" in client.get(address).content.decode()
    answer = client.post(address, {"step": "reread", "encoding": "", "header_row": ""}, follow=True)
    assert "同じファイルをもう一度選んでください" in answer.content.decode()


def test_one_column_cannot_serve_two_items(client):
    sent = send(client, ledger(HANA))
    form = columns_of(sent.content.decode()) | {"column_name_kana": "氏名", "step": "check"}

    answer = client.post(reverse("import_columns", args=[number_of(sent)]), form)

    assert "「氏名」の列が、二つの項目に選ばれています" in text_of(answer.content.decode())


def test_a_mapping_is_saved_and_used_again(client):
    headers = ("番号札", "氏名", "生年月日", "要介護状態区分", "申請日")
    row = HANA | {"番号札": "0000000101"}
    sent = send(client, ledger(row, headers=headers))
    form = columns_of(sent.content.decode()) | {"column_insured_no": "番号札", "profile_name": "東町の一覧"}
    client.post(reverse("import_columns", args=[number_of(sent)]), {**form, "step": "check"})

    again = send(client, ledger(row, headers=headers))

    assert columns_of(again.content.decode())["column_insured_no"] == "番号札"
    used = client.post(reverse("import_columns", args=[number_of(again)]), {"step": "use", "profile": ""})
    assert "保存した対応を選んでください。" in used.content.decode()
    chosen = re.search(r'<option value="(\d+)"[^>]*>東町の一覧', again.content.decode())[1]
    used = client.post(reverse("import_columns", args=[number_of(again)]), {"step": "use", "profile": chosen})
    assert "保存した対応を使いました" in used.content.decode()
    gone = client.post(reverse("import_columns", args=[number_of(again)]), {"step": "forget", "profile": chosen})
    assert "保存した対応を消しました" in gone.content.decode() and "東町の一覧" not in gone.content.decode()


def test_a_towns_own_code_can_be_given_its_meaning(client):
    sent = send(client, ledger(HANA | {"要介護状態区分": "A"}))
    batch, form = number_of(sent), columns_of(sent.content.decode())
    key = next(name.removeprefix("column_") for name, header in form.items() if header == "要介護状態区分")
    said = {"meaning_0_key": key, "meaning_0_value": "A", "meaning_0_meaning": "要支援1", "step": "check"}

    page = client.post(reverse("import_columns", args=[batch]), {**form, **said}, follow=True)

    assert "新しい人を1人、台帳に加えます。" in text_of(page.content.decode())


def test_a_register_that_has_moved_on_is_compared_once_more(client, world):
    batch, _ = checked(client, HANA)
    register(world, "川上 キヨ", "カワカミ キヨ")

    words = text_of(client.get(reverse("import_page", args=[batch])).content.decode())
    assert "台帳がほかのところで変わりました" in words and "この内容で取り込む" not in words
    assert "この内容で取り込む" in text_of(press(client, batch, "check").content.decode())


def test_confirming_twice_is_refused_in_words(client):
    batch, _ = checked(client, HANA)
    press(client, batch, "confirm")

    assert "この取り込みは今「取り込みました」の段階です" in text_of(press(client, batch, "confirm").content.decode())


@pytest.mark.later
def test_what_builds_on_an_import_keeps_it_from_being_undone(client, world):
    batch, _ = checked(client, HANA)
    press(client, batch, "confirm")
    press(client, checked(client, TARO)[0], "confirm")

    page = text_of(client.get(reverse("import_page", args=[batch])).content.decode())
    refused = client.post(reverse("import_undo", args=[batch]), {"reason": "違うファイル"}).content.decode()

    assert "もう取り消せません" in page and "あとから取り込んだファイル 1件" in page
    assert "取り消せません。先に次のものを戻してください" in refused


def test_an_import_is_given_up_before_anything_is_written(client):
    batch, _ = checked(client, HANA)
    address = reverse("import_discard", args=[batch])

    assert "失われるもの" in client.get(address).content.decode()
    assert "取り込みをやめました" in client.post(address, follow=True).content.decode()
    assert "の段階です" in client.post(address, follow=True).content.decode()
    gone = client.get(reverse("import_columns", args=[batch])).content.decode()
    assert "読めません" in gone or "やめました" in gone


def test_while_the_worker_is_busy_the_page_asks_how_far_it_is(sit):
    client = sit(Role.INSURANCE)
    batch, page = checked(client, HANA)
    progress = reverse("import_progress", args=[batch])

    assert f'hx-get="{progress}"' in page.content.decode() and "順番を待っています" in page.content.decode()
    assert 'http-equiv="refresh"' in page.content.decode()
    assert f'hx-get="{progress}"' in client.get(progress).content.decode()


def test_when_the_work_is_over_the_page_is_asked_for_anew(client):
    batch, _ = checked(client, HANA)

    assert client.get(reverse("import_progress", args=[batch]))["HX-Refresh"] == "true"


PAGES = ("import_page", "import_columns", "import_progress", "import_problems", "import_rows", "import_changes")


@pytest.mark.parametrize("name", [*PAGES, "import_problems_file", "import_undo", "import_discard"])
def test_an_import_is_for_the_insurance_section_of_its_own_town(client, sit, name):
    batch, _ = checked(client, HANA)

    assert sit(Role.EAST_NURSE).get(reverse(name, args=[batch])).status_code == 403
    assert sit(Role.NEIGHBOUR_NURSE).get(reverse(name, args=[batch])).status_code in {403, 404}


def test_the_list_is_for_the_insurance_section(sit):
    answer = sit(Role.ADMINISTRATOR).get(reverse("imports"))

    assert answer.status_code == 403 and "台帳を取り込めるのは、介護保険の担当です。" in answer.content.decode()


@pytest.mark.parametrize("name", ["import_page", "import_problems", "import_rows"])
def test_a_page_of_an_import_costs_the_same_for_one_row_and_for_thirty(client, name, django_assert_max_num_queries):
    def rows(number):
        return [HANA | {"被保険者番号": f"{n:010}", "有効期間終了日": ""} for n in range(1, number + 1)]

    small, large = checked(client, *rows(1))[0], checked(client, *rows(30))[0]
    client.get(reverse(name, args=[small]))
    with django_assert_max_num_queries(60) as one:
        client.get(reverse(name, args=[small]))
    before = len(one)
    with django_assert_max_num_queries(before):
        client.get(reverse(name, args=[large]))
