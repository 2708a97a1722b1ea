"""紙の帳票: every text of every sheet is on the paper, inside its margins, and the file names nobody."""

import re
import shutil
import subprocess

import pytest

from takigi.casework import sheets
from takigi.exchange.forms.printing import file_name, form_of, pdf_of
from tests.exchange import made_sheets as made
from tests.exchange.made_case_sheets import GOAL_PAGE, NOTES
from tests.exchange.made_plans import PERSON, PLAN

PRINTED = {**made.TYPICAL, "goal_page": GOAL_PAGE}
FOOT_MM, MARGIN_MM = 16, 15
POINTS_PER_MM = 72 / 25.4

reads_pdf = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")


def words_of(pdf, folder, *options):
    path = folder / "a.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-raw", *options, str(path), "-"], check=True, capture_output=True)
    text = done.stdout.decode()
    return text if options else re.sub(r"[\s\u200b]", "", text)


def empty(sheet):
    return sheets.GoalPage() if isinstance(sheet, sheets.GoalPage) else made.empty(sheet)


@reads_pdf
@pytest.mark.parametrize("name", PRINTED)
def test_both_ends_of_every_text_are_on_the_paper(name, tmp_path):
    sheet, marks = made.marked(PRINTED[name])
    found = words_of(pdf_of(sheet, made.IMPRINT), tmp_path)
    assert [mark for mark in marks if mark not in found] == []


@reads_pdf
@pytest.mark.parametrize("name", PRINTED)
def test_no_word_leaves_the_margins_however_long_the_texts_are(name, tmp_path):
    boxes = words_of(pdf_of(made.stretched(PRINTED[name]), made.IMPRINT), tmp_path, "-bbox")
    for page in re.split(r"<page ", boxes)[1:]:
        width, height = map(float, re.match(r'width="([\d.]+)" height="([\d.]+)"', page).groups())
        for right, bottom, word in re.findall(r'xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', page):
            assert float(right) <= width - (MARGIN_MM - 1) * POINTS_PER_MM, word
            is_foot = float(bottom) > height - FOOT_MM * POINTS_PER_MM
            assert not is_foot or float(bottom) < height - 6 * POINTS_PER_MM, word


@pytest.mark.later
@reads_pdf
@pytest.mark.parametrize("name", made.TYPICAL)
def test_a_sheet_with_many_rows_counts_its_pages_and_says_whose_it_is_on_each(name, tmp_path):
    sheet = made.multiplied(made.TYPICAL[name])
    pages = subprocess_pages(pdf_of(sheet, made.IMPRINT), tmp_path)
    for number, page in enumerate(pages, start=1):
        assert f"{number}/{len(pages)}" in page
        assert "薪野市" in page
        assert number == 1 or name == "handover" or "髙﨑𠮷江様" in page


def subprocess_pages(pdf, folder):
    path = folder / "a.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True, text=True, encoding="utf-8")
    return [re.sub(r"\s", "", page) for page in done.stdout.split("\f")[:-1]]


@pytest.mark.parametrize("name", PRINTED)
def test_the_head_of_the_file_names_a_form_and_no_person(name):
    pdf = pdf_of(PRINTED[name], made.IMPRINT)
    for word in ("髙﨑", "𠮷江", "0001234567", "見本 花子"):
        for encoding in ("utf-8", "utf-16-be"):
            assert word.encode(encoding) not in pdf
    assert b"pdfaid" in pdf
    assert not re.search(r"髙﨑|𠮷江|薪田|\d{10}", file_name(PRINTED[name], "pdf", on=made.IMPRINT.printed_at.date()))


@pytest.mark.parametrize("name", PRINTED)
def test_a_sheet_about_which_nothing_is_known_prints_as_a_blank_form(name):
    assert pdf_of(empty(PRINTED[name]), made.IMPRINT).startswith(b"%PDF")


def test_the_same_sheet_printed_at_the_same_moment_is_the_same_file():
    assert pdf_of(NOTES, made.IMPRINT) == pdf_of(NOTES, made.IMPRINT)


@reads_pdf
def test_a_sign_that_the_typeface_lacks_is_counted_below_the_form(tmp_path):
    sheet = sheets.NotesSheet(person=PERSON, notes=(sheets.NoteLine(text="畑😀\ue000に戻る"),))
    found = words_of(pdf_of(sheet, made.IMPRINT), tmp_path)
    assert "畑〓〓に戻る" in found
    assert "U+1F600、U+E000" in found
    page = words_of(pdf_of(sheets.GoalPage(my_words="畑😀に戻る"), made.IMPRINT), tmp_path)
    assert "畑〓に戻る" in page
    assert "U+1F600" in page


@reads_pdf
def test_the_goal_page_of_an_ordinary_person_is_one_page_and_keeps_whole_words(tmp_path):
    pages = subprocess_pages(pdf_of(made.multiplied(GOAL_PAGE, 4), made.IMPRINT), tmp_path)
    assert len(pages) == 1
    assert "6月2日（火）はじめての教室" in pages[0]


def test_proposal_and_wish_stand_in_two_boxes_of_one_row():
    rows = [row for block in form_of(PLAN).blocks for row in getattr(block, "rows", ())]
    (first,) = [row for row in rows if row.boxes[0].content == "①"]
    assert [box.content for box in first.boxes[2:4]] == [PLAN.issues[0].proposal, PLAN.issues[0].wish]
