"""ストーリーのスライド: every word of the story stands on some slide, nothing runs over its cell or its slide, all of it can be edited."""

import io
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from pptx import Presentation
from pptx.enum.dml import MSO_FILL
from pptx.oxml.ns import qn

from takigi.exchange.forms.imprint import Imprint
from takigi.exchange.story_slides.deck import BOTTOM, HEIGHT, LINE, PAD_Y, RIGHT, TOP, WIDTH
from takigi.exchange.story_slides.fitting import chunks, lines_needed
from takigi.exchange.story_slides.paper import slides_pdf
from takigi.exchange.story_slides.powerpoint import FONT, powerpoint
from takigi.exchange.story_slides.story_deck import LookedBack, story_deck
from takigi.logic_models.rules.nodes import Activity, Audience, Cause, Issue, Monitoring, Outcome
from takigi.logic_models.rules.theory import Theory
from tests.exchange.made_stories import full_story, kitchen_story
from tests.exchange.made_table_story import table_story
from tests.exchange.made_theories import theories

ON, AT = date(2026, 11, 23), datetime(2026, 11, 23, 9, 5)  # noqa: DTZ001 - the town's own time
STORIES = pytest.mark.parametrize(
    "story", [kitchen_story(), table_story(), full_story()], ids=["kitchen", "table", "full"]
)
LOOKED_BACK = LookedBack(
    in_us=("年のせいにしなくなった", "朝の十分で話すようになった"),
    in_audience=("頼みごとが先に来る",),
    next=("一週間早める",),
)


def deck_of(story, looked_back=LOOKED_BACK):
    return story_deck(story, looked_back, on=ON, version="第4版 チーム合意", town="見本町")


def shown(deck):
    return Presentation(io.BytesIO(powerpoint(deck, made_at=AT)))


def paragraphs_of(presentation):
    """Every paragraph of every table and shape."""
    for slide in presentation.slides:
        for shape in slide.shapes:
            frames = [cell.text_frame for row in shape.table.rows for cell in row.cells] if shape.has_table else []
            frames += [shape.text_frame] if shape.has_text_frame else []
            yield from (paragraph for frame in frames for paragraph in frame.paragraphs)


def words_on(presentation):
    return "\n".join(paragraph.text for paragraph in paragraphs_of(presentation))


def assert_it_fits(deck):
    for slide in deck.slides:
        if slide.table:
            table = slide.table
            assert sum(table.widths) <= RIGHT
            assert TOP + sum(table.heights) <= BOTTOM + 0.01
            for number, row in enumerate(table.rows):
                for column, cell in enumerate(row):
                    if cell is not None:
                        width = sum(table.widths[column : column + cell.across])
                        height = sum(table.heights[number : number + cell.down])
                        assert (
                            lines_needed(cell.lines, width, table.size) * table.size * LINE + 2 * PAD_Y <= height + 0.01
                        )
        for panel in slide.panels:
            assert panel.left + panel.width <= RIGHT + 0.01
            assert panel.top + panel.height <= BOTTOM + 0.01
            assert lines_needed(panel.lines, panel.width - 8, panel.size) * panel.size * LINE <= panel.height
        for strip in slide.strips:
            assert strip.left + strip.width <= WIDTH
            assert strip.words_left + strip.words_width <= RIGHT + 0.01


@pytest.mark.later
@STORIES
def test_every_word_of_the_template_stands_on_a_slide(story):
    said = words_on(shown(deck_of(story)))

    for node in story.nodes:
        if isinstance(node, Activity | Audience | Cause | Issue | Monitoring | Outcome) and not getattr(
            node, "dropped_reason", ""
        ):
            for text in (node.text, *node.details, *getattr(node, "tactics", ())):
                assert all(line.strip() in said for line in text.split("\n"))


@STORIES
def test_the_slides_come_in_the_programme_s_order(story):
    titles = [slide.title.partition("（")[0] for slide in deck_of(story).slides]
    ordered = list(dict.fromkeys(titles))

    assert ordered[:3] == ["実行プラン", "次なる改善のための方策", "課題解決ストーリー"]
    assert "振り返り" in ordered[3:]


@STORIES
def test_nothing_runs_over_its_cell_or_its_slide(story):
    assert_it_fits(deck_of(story))


@settings(max_examples=15, deadline=None)
@given(theories())
def test_no_theory_runs_over_a_slide(story):
    assert_it_fits(deck_of(story))


@pytest.mark.later
def test_a_text_too_long_for_one_slide_goes_on_on_the_next():
    long = "帰る道を一緒にたどる。" * 250
    who = Audience(key="n1", text="ご本人", tactics=tuple(f"工夫その{number} {long[:60]}" for number in range(60)))
    story = Theory(title="長い話", nodes=(who, Activity(key="n2", text=long, audience="n1")))
    deck = deck_of(story, LookedBack(in_us=tuple(f"変わったこと{n}" for n in range(90))))

    assert_it_fits(deck)
    plans = [slide for slide in deck.slides if slide.title.startswith("実行プラン")]
    assert plans[0].title.endswith(f"（1/{len(plans)}）")
    cells = [row[1] for slide in plans for row in slide.table.rows[1:] if row[1]]
    assert "".join(line.text for cell in cells for line in cell.lines).count("帰る道を一緒にたどる。") == 250
    assert all("ご本人" in [line.text for line in slide.table.rows[1][0].lines] for slide in plans)
    assert "変わったこと89" in words_on(shown(deck))


def test_portions_of_a_cell_are_the_whole_cell():
    deck = deck_of(table_story())
    lines = deck.slides[2].table.rows[2][0].lines

    assert sum(chunks(lines, 120, 10, 80), ()) == lines


def test_the_two_rows_of_headings_are_those_of_the_template():
    table = next(slide.table for slide in deck_of(table_story()).slides if slide.title.startswith("課題解決"))
    heads = [["".join(line.text for line in cell.lines) if cell else None for cell in row] for row in table.rows[:2]]

    assert heads[0] == [
        "仮説",
        "インプット",
        "アクティビティ（行動計画）",
        "アウトプット（実績）",
        "アウトカム（変化・あるべき姿）",
        None,
        None,
        "インパクト",
    ]
    assert heads[1][:4] == ["課題仮説", "誰に", "どう働きかける", "まずどうなって【直接の結果】"]
    assert heads[1][-1] == "ありたい姿"


def test_what_is_shared_is_printed_with_every_audience():
    tables = [slide.table for slide in deck_of(table_story()).slides if slide.title.startswith("課題解決")]

    assert len(tables) == 3
    for table in tables:
        hypotheses = [line.text for line in table.rows[2][0].lines]
        assert {"課題【共通】", "真因【共通】", "・目的が伝わっていない"} <= set(hypotheses)


def test_arrows_across_audiences_have_a_slide_of_their_own():
    said = words_on(shown(deck_of(table_story())))

    assert "相手をこえるつながり" in said
    assert "目的がわかる言葉で届くと、自分の仕事として聞けるから" in said


@pytest.mark.later
def test_who_looks_and_when_stands_below_the_method():
    said = words_on(shown(deck_of(full_story())))

    assert "だれが: 看護師　次に確かめる: 令和8年11月30日" in said


@pytest.mark.later
def test_every_letter_names_a_japanese_typeface_and_every_table_can_be_edited():
    presentation = shown(deck_of(kitchen_story()))
    runs = [run for paragraph in paragraphs_of(presentation) for run in paragraph.runs]

    assert {run._r.rPr.find(qn("a:ea")).get("typeface") for run in runs} == {FONT}
    assert {run.font.name for run in runs} == {FONT}
    assert sum(shape.has_table for slide in presentation.slides for shape in slide.shapes) >= 10
    assert not [shape for slide in presentation.slides for shape in slide.shapes if shape.shape_type == 13]


@pytest.mark.later
def test_an_empty_cell_is_no_higher_than_its_row():
    presentation = shown(deck_of(kitchen_story()))
    cells = [
        cell
        for slide in presentation.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    empty = [cell for cell in cells if not cell.text_frame.text]

    assert empty
    assert all(int(cell.text_frame.paragraphs[0]._p.find(qn("a:endParaRPr")).get("sz")) <= 1600 for cell in empty)


@pytest.mark.later
def test_bars_that_are_only_about_so_are_hatched_and_a_day_is_a_point():
    deck = deck_of(kitchen_story())
    strips = [strip for slide in deck.slides for strip in slide.strips]
    bars = [shape for slide in shown(deck).slides for shape in slide.shapes if shape.name.startswith("予定 ")]

    assert len(strips) == len(bars) == 16
    assert [shape.fill.type == MSO_FILL.PATTERNED for shape in bars] == [strip.is_about for strip in strips]
    assert {strip.words for strip in strips if strip.is_point} >= {"六人分", "【契約】契約して始める～"}


def test_bars_of_one_row_never_lie_on_each_other():
    for slide in deck_of(kitchen_story()).slides:
        for one in slide.strips:
            for other in slide.strips:
                if one is not other and one.top == other.top:
                    assert (
                        one.words_left + one.words_width <= other.words_left
                        or other.words_left + other.words_width <= one.words_left
                    )


def test_a_story_without_reflection_or_schedule_says_so_or_leaves_the_slide_out():
    deck = deck_of(table_story(), LookedBack())

    assert "まだ振り返りの記録がありません。" in words_on(shown(deck))
    assert not [slide for slide in deck.slides if slide.title.startswith("スケジュール")]


def test_an_empty_story_has_its_four_slides():
    titles = [slide.title for slide in deck_of(Theory(), LookedBack()).slides]

    assert [title.partition("（")[0] for title in titles] == [
        "実行プラン",
        "次なる改善のための方策",
        "課題解決ストーリー",
        "振り返り",
    ]


def test_the_file_names_nobody_and_says_whose_story_of_which_day_it_is():
    presentation = shown(deck_of(kitchen_story()))

    assert presentation.core_properties.author == ""
    assert "見本町　台所へ帰る ～転んだあとの半年～　第4版 チーム合意　令和8年11月23日現在" in words_on(presentation)
    assert (presentation.slide_width.pt, presentation.slide_height.pt) == (WIDTH, HEIGHT)


@STORIES
def test_the_same_slides_are_a_pdf(story):
    deck = deck_of(story)
    made = slides_pdf(deck, Imprint(city="見本町", centre="", printed_at=AT, printed_by="見本"))

    assert made.startswith(b"%PDF-")
    assert made.count(b"/Type /Page\n") in (0, len(deck.slides))


def test_a_sign_that_the_typeface_lacks_is_said_on_the_last_slide():
    story = replace(table_story(), title="\U0001f9d3の話")
    made = slides_pdf(deck_of(story), Imprint(city="", centre="", printed_at=AT, printed_by=""))

    assert made.startswith(b"%PDF-")


def test_what_no_file_can_hold_is_left_out_and_the_rest_stands():
    odd = "帰る\x0b道\ud800を\x00見る"
    story = Theory(title=odd, nodes=(Audience(key="n1", text=odd), Activity(key="n2", text=odd, audience="n1")))

    assert words_on(shown(deck_of(story))).count("帰る道を見る") >= 3
