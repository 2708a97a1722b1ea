"""図の絵: every kind in every state is a whole SVG that a strict policy lets through, that is read out, and that runs into nothing."""

import re
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

import takigi
from takigi.charts.bars import BarsWithCounts
from takigi.charts.base import NARROW, WIDE
from takigi.charts.control_chart import ControlChart, ControlPoint, Phase, Turn
from takigi.charts.drawing import COLOURS, Paint
from takigi.charts.line_over_time import LineOverTime, Series, TimedValue
from takigi.charts.portions import Portion
from takigi.charts.samples import all_samples
from takigi.charts.samples_over_time import LONG, TODAY, months
from takigi.charts.sparkline import SMALL, Sparkline
from tests.screens.test_style_sheets import contrast, lights

SVG = "{http://www.w3.org/2000/svg}"
SAMPLES = list(all_samples())
WIDTHS = (WIDE, NARROW, 480.0, 1000.0)
# What a page's policy would block, and what would reach outside.
FORBIDDEN = re.compile(r"\sstyle=|<style|<script|\son\w+=|href|url\(|javascript:|\sid=", re.IGNORECASE)


every_sample = pytest.mark.parametrize(
    "chart", SAMPLES, ids=[f"{number}-{type(chart).__name__}" for number, chart in enumerate(SAMPLES)]
)


def parsed(svg):
    return ElementTree.fromstring(svg)  # noqa: S314 - our own picture, made a moment ago


def widths(chart):
    return (SMALL,) if isinstance(chart, Sparkline) else WIDTHS


@every_sample
def test_every_picture_is_whole_and_says_what_it_is(chart):
    for width in widths(chart):
        root = parsed(chart.svg(width))

        assert root.tag == f"{SVG}svg"
        assert root.get("role") == "img"
        assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
        assert root[0].text == chart.title
        assert root[1].text == chart.summary()
        assert float(root.get("width")) == width


@every_sample
def test_no_picture_holds_what_the_policy_blocks(chart):
    for width in widths(chart):
        assert not FORBIDDEN.search(chart.svg(width, is_alone=True).replace('xmlns="http://www.w3.org/2000/svg"', ""))


@every_sample
def test_no_words_run_into_others_or_off_the_sheet(chart):
    for width in widths(chart):
        drawing = chart.drawn(width, is_alone=not isinstance(chart, Sparkline))

        assert [(one.words, other.words) for one, other in combinations(drawing.boxes, 2) if one.meets(other)] == []
        assert [box.words for box in drawing.boxes if box.left < -0.1 or box.right > width + 0.1] == []
        assert [box.words for box in drawing.boxes if box.top < -0.1 or box.bottom > drawing.cursor + 4] == []


@every_sample
def test_no_word_in_a_picture_is_smaller_than_the_text_of_the_page(chart):
    root = parsed(chart.svg())

    assert [text.text for text in root.iter(f"{SVG}text") if float(text.get("font-size")) < 16] == []


@every_sample
def test_every_number_in_a_mark_is_finite(chart):
    assert not re.search(r"\b(nan|inf)\b", chart.svg())


@every_sample
def test_a_picture_alone_carries_its_title_its_sentences_and_its_day(chart):
    if isinstance(chart, Sparkline):
        return
    drawn = "".join(box.words for box in chart.drawn(is_alone=True).boxes)
    on_the_page = "".join(box.words for box in chart.drawn().boxes)

    for words in (chart.title, chart.summary(), *chart.notes):
        assert words.replace(" ", "") in drawn.replace(" ", "")
    assert chart.as_of_words in drawn
    assert chart.as_of_words not in on_the_page


@every_sample
def test_the_table_has_a_cell_for_every_heading_and_no_empty_one(chart):
    table = chart.table()

    assert {len(row) for row in table.rows} <= {len(table.headings)}
    assert [row for row in table.rows if not all(cell.strip() for cell in row)] == []


@pytest.mark.parametrize("count", [1, 2, 5, 11, 12, 13, 24, 36, 60, 120])
@pytest.mark.parametrize("begins", [1, 4, 11])
def test_months_never_run_into_each_other(count, begins):
    points = tuple(ControlPoint(month, n % 7) for n, month in enumerate(months(count, 2018, begins)))
    chart = ControlChart(title="推移", as_of=TODAY, unit="件", points=points, phases=(Phase(None, 3.0, None, 8.0),))

    for width in WIDTHS:
        boxes = chart.drawn(width).boxes
        assert [(a.words, b.words) for a, b in combinations(boxes, 2) if a.meets(b)] == []
        assert any(box.words.endswith("月") for box in boxes)
        if count >= 12:
            assert any(re.match(r"(令和|平成|R|H)", box.words) for box in boxes)


def test_words_as_long_as_anyone_writes_find_their_place():
    control = replace(SAMPLES[0], title=LONG * 2, turns=tuple(Turn(month, LONG) for month in months(6, 2024, 4)))
    bars = BarsWithCounts(title=LONG, as_of=TODAY, kind=LONG, bars=(Portion(LONG * 3, 3, 5, 0.23, 0.88),))
    two = tuple(Series(f"{LONG}{n}", (TimedValue(date(2026, 4, 1), 10**9),)) for n in range(2))
    line = LineOverTime(title=LONG, as_of=TODAY, unit="千円（消費税をふくむ）", series=two)

    for chart in (control, bars, line):
        for width in WIDTHS:
            boxes = chart.drawn(width, is_alone=True).boxes
            assert [(a.words, b.words) for a, b in combinations(boxes, 2) if a.meets(b)] == []
            assert [box.words for box in boxes if box.right > width + 0.1] == []


def test_what_people_type_is_shown_as_they_typed_it():
    nasty = "<b onclick='x'>\"&\x0b\U00020bb7"
    chart = BarsWithCounts(title=nasty, as_of=TODAY, bars=(Portion(nasty, 1),), unit=nasty)

    root = parsed(chart.svg(is_alone=True))

    assert root[0].text == nasty.replace("\x0b", "")
    assert not list(root.iter(f"{SVG}b"))


def test_the_colours_are_those_of_the_page():
    tokens = lights()["light"]

    assert {paint: tokens[paint] for paint in Paint} == COLOURS


def test_every_colour_has_its_two_classes_on_the_page():
    sheet = (Path(takigi.__file__).parent / "components/static/components/chart.css").read_text(encoding="utf-8")

    for paint in Paint:
        assert f".fill-{paint} {{" in sheet and f"var(--{paint})" in sheet
        assert f".stroke-{paint} {{" in sheet


@pytest.mark.parametrize("light", ["light", "dark", "print"])
@pytest.mark.parametrize("paint", [Paint.INK, Paint.SOFT, Paint.SIGNAL, Paint.SECOND, Paint.THIRD])
def test_words_and_lines_can_be_seen_on_paper_page_and_screen(light, paint):
    tokens = lights()[light]

    assert contrast(tokens[paint], tokens["sheet"]) >= 4.5
    assert contrast(tokens[paint], tokens["paper"]) >= 4.5


def test_the_edge_of_a_bar_and_the_foot_of_the_field_can_be_seen():
    for light in ("light", "dark", "print"):
        assert contrast(lights()[light][Paint.FIRM], lights()[light]["paper"]) >= 3


def test_a_signal_is_another_shape_and_a_word_not_only_a_colour():
    drawn = SAMPLES[0].svg()
    words = [box.words for box in SAMPLES[0].drawn().boxes]

    assert drawn.count("<circle") > 20
    assert len(re.findall(r'<polygon[^>]*class="fill-ember', drawn)) == 10 + 2
    assert "ア 合図: 限界の線の外" in words
    assert "ア" in words and "イ" in words


def test_series_are_told_apart_by_line_and_mark():
    two = next(chart for chart in SAMPLES if isinstance(chart, LineOverTime))
    drawn = two.svg()

    assert 'stroke-dasharray="8 4"' in drawn
    assert drawn.count("<circle") > 30
    assert drawn.count("<polygon") > 30


def test_more_lines_than_can_be_told_apart_in_grey_are_refused():
    four = tuple(Series(str(n), ()) for n in range(4))

    with pytest.raises(ValueError, match="1〜3本"):
        LineOverTime(title="多すぎる", as_of=TODAY, unit="件", series=four)


def test_the_same_description_is_the_same_picture():
    assert [chart.svg() for chart in all_samples()] == [chart.svg() for chart in all_samples()]
