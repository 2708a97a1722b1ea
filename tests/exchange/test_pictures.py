"""図のファイル: PNG and PDF hold the picture, in letters and not in boxes, and the same picture is the same file."""

import struct

import pytest

from takigi.charts.samples import all_samples
from takigi.exchange.pictures import as_pdf, as_png

SAMPLES = list(all_samples())


def size_of(png):
    return struct.unpack(">II", png[16:24])


def written(words):
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" viewBox="0 0 120 40" '
        f'font-family="BIZ UDPGothic, Noto Sans JP"><text x="4" y="28" font-size="20">{words}</text></svg>'
    )


def test_a_picture_in_dots_is_as_wide_as_it_was_drawn_and_twice_as_sharp():
    once, twice = (size_of(as_png(SAMPLES[0].svg(is_alone=True), scale=scale)) for scale in (1, 2))

    # 640 pixels and a margin of 9 points on each side.
    assert once[0] == pytest.approx(640 + 24, abs=2)
    assert twice[0] == pytest.approx(2 * once[0], abs=2)


def test_japanese_letters_are_letters_and_not_boxes():
    # Boxes for unknown letters would all look alike.
    assert len({as_png(written(letter)) for letter in "薪図訪𠮷髙"}) == 5


def test_the_same_picture_is_the_same_file():
    svg = SAMPLES[0].svg(is_alone=True)

    assert as_pdf(svg, alt="訪問") == as_pdf(svg, alt="訪問")
    assert as_png(svg) == as_png(svg)


def test_a_page_holds_its_font_and_one_picture():
    page = as_pdf(SAMPLES[0].svg(is_alone=True), alt="訪問の件数")

    assert page.startswith(b"%PDF")
    assert b"NotoSansJP" in page
    assert page.count(b"/Type /Page\n") + page.count(b"/Type/Page/") <= 1


@pytest.mark.parametrize("number", range(len(SAMPLES)))
def test_every_kind_in_every_state_can_be_printed(number):
    chart = SAMPLES[number]

    assert as_pdf(chart.svg(is_alone=True), alt=chart.summary()).startswith(b"%PDF")
