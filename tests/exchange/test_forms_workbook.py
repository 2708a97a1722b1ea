"""Excelの帳票: everything that was said is in the workbook, every row as high as its texts, every day a day."""

import io
import math
import re
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from takigi.exchange.forms.fitting import width_of
from takigi.exchange.forms.printing import xlsx_of
from tests.exchange import made_sheets as made
from tests.exchange.made_case_sheets import NOTES
from tests.exchange.made_plans import PLAN

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINE = 1.3


def cells_of(content):
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [cell for row in rows for cell in row if cell != ""]


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


@pytest.mark.parametrize("name", made.TYPICAL)
def test_both_ends_of_every_text_are_in_the_workbook(name):
    sheet, marks = made.marked(made.TYPICAL[name])
    found = "".join(map(str, cells_of(xlsx_of(sheet, made.IMPRINT)))).replace("\n", "")
    assert [mark for mark in marks if mark not in found] == []


def merged_cells(sheet):
    """How many columns each merged cell takes."""
    spans = {}
    for one in sheet.iter(f"{MAIN}mergeCell"):
        first, last = one.get("ref").split(":")
        spans[first] = column_of(last) - column_of(first) + 1
        assert re.sub(r"\D", "", first) == re.sub(r"\D", "", last), "no cell is joined over rows"
    return spans


def column_of(reference):
    number = 0
    for letter in re.sub(r"\d", "", reference):
        number = number * 26 + ord(letter) - 64
    return number


def sizes_of(styles):
    """The letter size in points of every cell format."""
    fonts = [float(font.find(f"{MAIN}sz").get("val")) for font in styles.find(f"{MAIN}fonts")]
    return [fonts[int(xf.get("fontId"))] for xf in styles.find(f"{MAIN}cellXfs")]


@pytest.mark.parametrize("state", ["typical", "long", "many"])
@pytest.mark.parametrize("name", made.TYPICAL)
def test_no_row_is_lower_than_its_texts_ask_for(name, state):
    sheet = {"typical": lambda one: one, "long": made.stretched, "many": made.multiplied}[state](made.TYPICAL[name])
    content = xlsx_of(sheet, made.IMPRINT)
    page = ElementTree.fromstring(part(content, "xl/worksheets/sheet1.xml"))  # noqa: S314  # our own file
    texts = [
        "".join(one.itertext())
        for one in ElementTree.fromstring(part(content, "xl/sharedStrings.xml"))  # noqa: S314  # our own file
    ]
    sizes = sizes_of(ElementTree.fromstring(part(content, "xl/styles.xml")))  # noqa: S314  # our own file
    spans = merged_cells(page)
    for row in page.iter(f"{MAIN}row"):
        assert float(row.get("ht")) <= 409
        for cell in row:
            if cell.get("t") == "s":
                points = sizes[int(cell.get("s"))]
                room = (spans.get(cell.get("r"), 1) * 28 - 6) / (points * 96 / 72 / 2)
                text = texts[int(cell.find(f"{MAIN}v").text)]
                lines = sum(max(1, math.ceil(width_of(line) / room)) for line in text.split("\n"))
                assert lines * points * LINE <= float(row.get("ht")), text


def test_a_day_is_a_day_and_shows_its_era():
    content = xlsx_of(PLAN, made.IMPRINT)
    assert date(2026, 5, 12) in cells_of(content)
    assert "ggge&quot;年&quot;" in part(content, "xl/styles.xml")


def test_numbers_of_people_stay_texts():
    assert "0001234567" in cells_of(xlsx_of(PLAN, made.IMPRINT))


def test_it_prints_on_a4_one_page_wide_and_no_part_begins_at_the_foot_of_a_page():
    page = part(xlsx_of(made.multiplied(PLAN), made.IMPRINT), "xl/worksheets/sheet1.xml")
    assert 'paperSize="9"' in page
    assert 'fitToHeight="0"' in page
    assert '<pageSetUpPr fitToPage="1"' in page
    assert "<rowBreaks" in page


def test_nothing_in_it_calculates_and_its_properties_name_nobody():
    dangerous = made.stretched(NOTES, "=HYPERLINK(1)")
    content = xlsx_of(dangerous, made.IMPRINT)
    assert "<f" not in part(content, "xl/worksheets/sheet1.xml").replace("<fonts", "").replace("<fill", "")
    for name in ("docProps/core.xml", "docProps/app.xml"):
        assert "髙﨑" not in part(content, name)
        assert "見本" not in part(content, name)


@pytest.mark.parametrize("name", made.TYPICAL)
def test_a_sheet_about_which_nothing_is_known_is_a_blank_form(name):
    assert "髙﨑" not in "".join(map(str, cells_of(xlsx_of(made.empty(made.TYPICAL[name]), made.IMPRINT))))
