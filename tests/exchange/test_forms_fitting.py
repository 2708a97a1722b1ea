"""文字の入り方: lines are counted rather one too many than one too few, and no sign is lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takigi.exchange.forms.boxes import Box, Form, Grid, Row, heads, value
from takigi.exchange.forms.fitting import BREAK_HERE, lines_in, lines_of, width_of, with_breaks
from takigi.exchange.forms.glyphs import drawable
from takigi.exchange.forms.row_heights import grown, row_height

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n"), max_size=200)


@pytest.mark.later
@given(TEXTS, st.integers(4, 60))
def test_the_lines_of_a_text_joined_are_the_text(text, room):
    assert "".join(lines_of(text, room)) == text


@pytest.mark.later
@given(TEXTS, st.integers(8, 60))
def test_no_line_is_wider_than_its_room(text, room):
    assert all(width_of(line.removesuffix("\n")) <= room for line in lines_of(text, room))


@pytest.mark.later
@given(TEXTS, st.integers(8, 60))
def test_never_fewer_lines_than_the_width_asks_for(text, room):
    assert lines_in(text, room) >= sum(max(1, -(-width_of(line) // room)) for line in text.split("\n"))


def test_a_long_address_of_the_web_gets_places_to_break_and_words_do_not():
    assert with_breaks("畑まで tomato 3km") == "畑まで tomato 3km"
    broken = with_breaks("https://www.example.jp/abcdefghij")
    assert broken.replace(BREAK_HERE, "") == "https://www.example.jp/abcdefghij"
    assert max(map(len, broken.split(BREAK_HERE))) <= 7


def test_names_in_old_and_rare_kanji_are_drawn_as_they_are():
    assert drawable("髙﨑𠮷江 祇󠄀園 邊") == ("髙﨑𠮷江 祇󠄀園 邊", ())


def test_what_the_typeface_does_not_have_is_marked_and_named():
    assert drawable("畑😀𠀀\ue000") == ("畑〓〓〓", ("😀", "𠀀", "\ue000"))
    assert drawable("😀\ufe0fと\x00\u200d") == ("〓と", ("😀",))


def test_a_row_too_high_for_a_sheet_goes_on_without_losing_a_sign():
    text = "畑に戻る。\n" * 60
    rows = grown(Grid((heads(("見出し", 24)), Row((value(text, 12), value("短い", 12)))), heads=1)).rows
    assert len(rows) > 2
    assert all(row_height(row) < 409 for row in rows)
    assert "\n".join(str(row.boxes[0].content) for row in rows[1:]).split() == text.split()
    assert [row.boxes[1].content for row in rows[1:]] == ["短い", *[""] * (len(rows) - 2)]


def test_a_row_that_does_not_fill_the_page_is_refused():
    with pytest.raises(ValueError, match="23"):
        Form("題", (Grid((Row((Box("a", 23),)),)),))
