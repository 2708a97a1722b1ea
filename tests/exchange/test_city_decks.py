"""実際のスライドの表: every cell of every table of two cities' slides finds a place, and comes out again. Nothing of them is kept here.

The slides are read where they lie at the time of the test; without them the same is held of an invented story.
"""

import re
from itertools import count
from pathlib import Path

import pytest

from takigi.exchange.story_sheets.columns import SCHEDULE_COLUMNS
from takigi.exchange.story_sheets.pages import SCHEDULE
from takigi.exchange.story_sheets.reading import read_story
from takigi.exchange.story_slides.powerpoint import powerpoint
from takigi.exchange.story_slides.story_deck import LookedBack, story_deck
from takigi.logic_models.rules.document import as_document
from takigi.logic_models.rules.nodes import Activity
from takigi.logic_models.rules.outline import read_outline
from takigi.logic_models.rules.outline_writing import write_outline
from tests.exchange.made_table_story import table_story
from tests.exchange.test_story_sheets import padded, written
from tests.exchange.test_story_slides import AT, ON, shown, words_on

DECKS = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "two_city_decks.txt"
HEADS = ("課題仮説", "誰に", "どう働きかける", "まずどうなって【直接の結果】")
MARK = re.compile(r"\s*([➢➤●▶])\s*|\s+>\s+")


def cell_of(text):
    """A cell as a person would type it: a line for each thing. What stood in a list without marks gets one."""
    plain = re.sub(r"</p>|</ul>|</li>|<br\s*/?>", "\n", text)
    plain = re.sub(r"<ul[^>]*>([^➢➤●▶\n]*)", lambda found: "\n➢ " + found[1].strip().replace("。 ", "。\n➢ "), plain)
    plain = MARK.sub(lambda found: f"\n{found[1] or '➢'} ", re.sub(r"<[^>]+>", "", plain))
    return "\n".join(line.strip() for line in plain.split("\n") if line.strip(" ➢"))


def without_head(lines):
    """Where the second row of headings ran into the cells, it stands in their first line."""
    first, *rest = lines.split("\n")
    names = ("課題仮説", "誰に", "どう働きかける", "まずどうなって", "まづどうなって", "何が変わる", "ありたい姿")
    return "\n".join(rest) if first.startswith(names) and rest else lines


def story_sheet(rows):
    width = max(map(len, rows))
    heads = [*HEADS, "何が変わる", *[""] * (width - 6), "ありたい姿"]
    body = [[without_head(cell_of(text)) for text in row] for row in rows if row[0] != "課題仮説"]
    return [heads, *([*row, *[""] * (width - len(row))] for row in body)]


def schedule_sheet(rows):
    """Each cell of the drawn schedule becomes a bar whose time is as it was written."""
    heads, *items = rows
    lines = [[column.heads[0] for column in SCHEDULE_COLUMNS]]
    for name, *cells in items:
        for year, text in zip(heads[1:], cells, strict=False):
            if text.strip():
                lines.append(["", cell_of(name), cell_of(text), "", "", "はい", "", year or "つづき", ""])
        if not any(cells):
            lines.append(["", cell_of(name), *[""] * 7])
    return lines


def tables_of(text):
    """The tables of the slides, as lists of rows."""
    rows = []
    for line in [*text.split("\n"), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
        elif rows:
            yield rows
            rows = []


def sheets_of(text):
    """A workbook as a person would make it of the slides: a sheet for each table."""
    numbers = count(1)
    for rows in tables_of(text):
        head = "".join(rows[0])
        if head.startswith("仮説"):
            yield f"図{next(numbers)}", story_sheet(rows[1:])
        elif head.startswith("実施項目"):
            yield SCHEDULE, schedule_sheet(rows)
        elif "どう働きかける" in head or "初期アウトカム" in head:
            yield f"表{next(numbers)}", [rows[0], *([cell_of(text) for text in row] for row in rows[1:])]


def numbered(sheets):
    return {name: [(number, list(row)) for number, row in enumerate(rows, start=1)] for name, rows in sheets.items()}


def bare(text):
    """Words without the marks and blanks by which they were laid out."""
    return re.sub(r"[\s　➢➤●▶・【】]", "", text)


def phrases(sheets):
    """Every line of every cell below the headings."""
    for name, rows in sheets.items():
        for row in rows[1:]:
            texts = row[1:3] + row[7:8] if name == SCHEDULE else row
            yield from (bare(line) for cell in texts for line in cell.split("\n") if bare(line))


def everything(theory):
    return bare(repr(as_document(theory)).replace("\\n", ""))


HEADINGS = {"現状", "課題", "真因", "課題共通", "真因共通"}


def assert_nothing_is_lost(sheets):
    reading = read_story(numbered(sheets))
    held, out = everything(reading.theory), written(reading.theory)

    wanted = [phrase for phrase in phrases(sheets) if phrase not in HEADINGS]
    lost = [
        phrase for phrase in wanted if re.sub("^(現状|課題|真因)(共通)?", "", phrase) not in held and phrase not in held
    ]
    assert lost == []
    assert read_story(padded(out)).theory == reading.theory
    assert_whole_through_the_outline(reading.theory, wanted)
    return reading


def assert_whole_through_the_outline(theory, wanted):
    """The same as indented text: read back upon itself it is the same, and alone it holds every word; from there through Excel again."""
    text = write_outline(theory)
    assert read_outline(text, base=theory, on=ON).theory == theory
    alone = read_outline(text, on=ON).theory
    held = everything(alone)
    assert [one for one in wanted if re.sub("^(現状|課題|真因)(共通)?", "", one) not in held and one not in held] == []
    assert read_story(padded(written(alone))).theory == alone


@pytest.fixture(scope="module")
def decks():
    if not DECKS.exists():
        pytest.skip("the two cities' slides do not lie beside this folder; the invented story holds the same")
    return DECKS.read_text(encoding="utf-8")


def test_every_cell_of_every_table_of_the_slides_has_a_place(decks):
    sheets = dict(sheets_of(decks))

    assert len([name for name in sheets if name != SCHEDULE]) == 13
    reading = assert_nothing_is_lost(sheets)
    assert len([one for one in reading.theory.of(Activity) if one.schedule]) == 10


@pytest.mark.later
def test_the_slides_are_printed_back(decks):
    theory = read_story(numbered(dict(sheets_of(decks)))).theory
    deck = story_deck(theory, LookedBack(), on=ON)
    said = bare(words_on(shown(deck)))

    for node in theory.nodes:
        for text in (node.text, *node.details, *getattr(node, "tactics", ())):
            assert bare(text) in said
    assert powerpoint(deck, made_at=AT)


def drawn_from_slides(story):
    """The invented story's own slides, typed into sheets by hand: several things in a cell, names once beside their rows."""
    numbers = count(1)
    for slide in story_deck(story, LookedBack(), on=ON).slides:
        if slide.table and not slide.title.startswith("相手をこえる"):
            rows = [
                ["\n".join(line.text for line in cell.lines) if cell else "" for cell in row]
                for row in slide.table.rows
            ]
            yield f"{slide.title[:2]}{next(numbers)}", rows[1:] if slide.table.heads == 2 else rows


def test_an_invented_story_typed_from_its_slides_loses_nothing():
    story = table_story()
    sheets = dict(drawn_from_slides(story))
    reading = assert_nothing_is_lost(sheets)

    assert {one.text for one in reading.theory.of(Activity)} == {one.text for one in story.of(Activity)}
    assert all(bare(node.text) in everything(reading.theory) for node in story.nodes)
