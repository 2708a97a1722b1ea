"""ストーリーを出す: slides, tables and picture with no retyping; a table comes back after a look, and nothing before it."""

from http import HTTPStatus
from io import BytesIO
from zipfile import ZipFile

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pptx import Presentation

from takigi.exchange.story_sheets.workbook import story_workbook
from takigi.logic_models.queries.stories import story_page
from takigi.logic_models.queries.versions import imports_in_work
from takigi.logic_models.rules.nodes import Activity
from takigi.logic_models.rules.outline_writing import write_outline as as_outline
from takigi.logic_models.rules.theory import Theory
from takigi.logic_models.rules.words import NodeKind
from tests.screens.people_made import text_of
from tests.stories_made import add, found, outlined
from tests.worlds import Role


@pytest.fixture
def story(world):
    story_id = found(world)
    outlined(world, story_id)
    return story_id


def theory_of(world, story_id) -> Theory:
    return story_page(world.viewer(Role.EAST_NURSE), story_id).theory


def download(client, story_id, kind):
    return client.get(reverse("story_file", args=[story_id, kind]))


def send(client, story_id, content):
    file = SimpleUploadedFile("直した表.xlsx", content)
    return client.post(reverse("story_read_tables", args=[story_id]), {"workbook": file})


def written_over(workbook: bytes, old: str, new: str) -> bytes:
    """The workbook after somebody has typed over a cell, in every sheet where the words stand alone."""
    into = BytesIO()
    with ZipFile(BytesIO(workbook)) as before, ZipFile(into, "w") as after:
        for name in before.namelist():
            words = before.read(name)
            after.writestr(name, words.replace(f">{old}<".encode(), f">{new}<".encode()))
    return into.getvalue()


@pytest.mark.parametrize(("kind", "begins"), [("slides-paper", b"%PDF"), ("tables", b"PK"), ("picture", b"%PDF")])
def test_every_file_comes_out_of_what_is_believed_now(sit, story, kind, begins):
    answer = download(sit(Role.EAST_NURSE), story, kind)
    assert answer.status_code == HTTPStatus.OK
    assert answer.content.startswith(begins)


def test_the_slides_hold_the_words_of_the_story(sit, story):
    deck = Presentation(BytesIO(download(sit(Role.EAST_NURSE), story, "slides").content))
    told = [
        cell.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    assert any("訪問して、もとの暮らしを聞く" in words for words in told)


@pytest.mark.later
def test_a_table_that_nobody_changed_changes_nothing(sit, story):
    client = sit(Role.EAST_NURSE)
    page = text_of(send(client, story, download(client, story, "tables").content).content.decode())
    assert "いまの内容と同じです" in page
    assert "この内容を入れる" not in page


@pytest.mark.later
def test_what_was_changed_in_the_table_is_shown_first_and_written_when_confirmed(world, sit, story):
    client = sit(Role.EAST_NURSE)
    theory = theory_of(world, story)

    shown = send(client, story, written_over(story_workbook(theory), theory.of(Activity)[0].text, "二人で訪問する"))
    assert "二人で訪問する" in shown.content.decode()
    assert theory_of(world, story) == theory

    kept = shown.context["kept"]
    assert client.post(reverse("story_put_tables", args=[story]), {"kept": kept}).status_code == HTTPStatus.FOUND
    assert theory_of(world, story).of(Activity)[0].text == "二人で訪問する"


@pytest.mark.later
def test_a_table_that_somebody_drew_is_laid_into_the_story_and_takes_nothing_out_of_it(world, sit, story, tmp_path):
    client, path = sit(Role.EAST_NURSE), tmp_path / "手書き.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("わたしの表")
    sheet.merge_range(0, 0, 0, 1, "うちの町の実行プラン")
    sheet.write_row(1, 0, ["誰に", "どう働きかける"])
    sheet.merge_range(2, 0, 3, 0, "本人・家族")
    sheet.write_column(2, 1, ["訪問して、もとの暮らしを聞く", "写真を見る"])
    book.close()
    before = theory_of(world, story)

    shown = send(client, story, path.read_bytes())
    page = text_of(shown.content.decode())
    assert "ほかの列だけを読みました" in page
    assert "なくなる" not in page
    client.post(reverse("story_put_tables", args=[story]), {"kept": shown.context["kept"]})

    after = theory_of(world, story)
    assert [one for one in after.nodes if before.node(one.key)] == list(before.nodes)
    (new,) = (one for one in after.nodes if not before.node(one.key))
    assert (new.text, new.audience) == ("写真を見る", before.of(Activity)[0].audience)


def test_a_file_that_is_no_workbook_is_refused_with_a_sentence(sit, story):
    client = sit(Role.EAST_NURSE)
    answer = send(client, story, b"not a workbook")
    assert answer.status_code == HTTPStatus.FOUND
    assert "はExcelのブックではありません" in text_of(client.get(answer["Location"]).content.decode())


def test_what_was_not_shown_cannot_be_put_in(sit, story):
    client = sit(Role.EAST_NURSE)
    assert (
        client.post(reverse("story_put_tables", args=[story]), {"kept": "made up"}).status_code == HTTPStatus.NOT_FOUND
    )


def test_a_planner_takes_the_files_and_reads_nothing_in(sit, story):
    client = sit(Role.PLANNER)
    assert download(client, story, "tables").status_code == HTTPStatus.OK
    assert send(client, story, b"PK").status_code == HTTPStatus.FORBIDDEN
    assert download(sit(Role.WEST_NURSE), story, "tables").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.later
def test_a_table_read_in_is_taken_back_and_what_was_written_since_stays(world, sit, story):
    client = sit(Role.EAST_NURSE)
    before = theory_of(world, story)
    (activity,) = before.of(Activity)
    workbook = written_over(download(client, story, "tables").content, activity.text, "電話で聞く")
    kept = send(client, story, workbook).context["kept"]
    client.post(reverse("story_put_tables", args=[story]), {"kept": kept})
    (read_in,) = imports_in_work(world.viewer(Role.EAST_NURSE), story)
    add(world, story, NodeKind.OUTCOME, text="あとから書いた変化")

    page = client.post(reverse("story_take_back", args=[story]), {"number": read_in.number}, follow=True)
    assert "読みこみを取り消しました" in page.content.decode()
    now = theory_of(world, story)
    assert now.of(Activity) == before.of(Activity)
    assert "あとから書いた変化" in [node.text for node in now.nodes]
    again = client.post(reverse("story_take_back", args=[story]), {"number": read_in.number}, follow=True)
    assert "もう取り消されている" in again.content.decode()


def test_what_is_planned_stands_in_three_years_of_quarters(world, sit, story):
    client = sit(Role.EAST_NURSE)
    assert "まだ予定がありません" in client.get(reverse("story_schedule", args=[story])).content.decode()
    text = as_outline(theory_of(world, story)).replace(
        "    だれが: 包括", "    だれが: 包括\n    予定: 2026-04-01〜2026-06-30 ［協議］ 係どうしの相談"
    )
    outlined(world, story, text)
    page = client.get(reverse("story_schedule", args=[story])).content.decode()
    assert "【協議】係どうしの相談" in page
    assert download(client, story, "schedule").content.startswith(b"%PDF")
