"""家族図とエコマップ: nobody stands on anybody, children stand below, and what is drawn is also told."""

from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takigi.charts.ecomap import Ecomap, Line, Support, ecomap_places, ecomap_svg
from takigi.charts.genogram import Figure, Genogram, Relative, Union
from takigi.charts.genogram_drawing import genogram_svg
from takigi.charts.genogram_places import WIDTH, places_of

SVG = "{http://www.w3.org/2000/svg}"
FORBIDDEN = (" style=", "<style", "<script", "url(", "javascript:", " id=", "https:")
words = st.text("あ漢A<&、\n", max_size=30)


@st.composite
def families(draw):
    count = draw(st.integers(1, 14))
    people = tuple(
        Relative(
            key=f"p{number}",
            generation=draw(st.integers(-2, 2)),
            words=draw(words),
            figure=draw(st.sampled_from(Figure)),
            notes=tuple(draw(st.lists(words, max_size=3))),
            has_died=draw(st.booleans()),
        )
        for number in range(count)
    )
    keys = st.integers(-1, count - 1).map(lambda number: f"p{number}")
    several = st.lists(keys, max_size=4).map(tuple)
    unions = draw(st.lists(st.builds(Union, partners=several, children=several), max_size=8))
    return Genogram(title="家族図", description="文", people=people, unions=tuple(unions))


@pytest.mark.later
@settings(deadline=None, max_examples=150)
@given(families())
def test_nobody_of_a_family_stands_on_anybody(family):
    """Whatever somebody writes: circles of parents, three partners, children of two families."""
    places = places_of(family)
    assert places.keys() == {one.key for one in family.people}
    for one, other in combinations(family.people, 2):
        if one.generation == other.generation:
            assert abs(places[one.key] - places[other.key]) >= WIDTH - 1e-6
    svg = genogram_svg(family, width=600)
    assert not [word for word in FORBIDDEN if word in svg]
    told = {title.text or "" for title in ElementTree.fromstring(svg).iter(f"{SVG}title")}  # noqa: S314 - our own picture
    assert len(told) >= 1


def test_parents_stand_above_the_middle_of_their_children():
    people = [Relative(key=key, generation=-1, words=key) for key in "ab"]
    people += [Relative(key=key, generation=0, words=key) for key in "cde"]
    family = Genogram(
        title="", description="", people=tuple(people), unions=(Union(partners=("a", "b"), children=("c", "d", "e")),)
    )
    places = places_of(family)
    assert (places["a"] + places["b"]) / 2 == places["d"]
    assert places["c"] < places["d"] < places["e"]


supports = st.builds(Support, words=words, notes=st.lists(words, max_size=2).map(tuple), line=st.sampled_from(Line))


@settings(deadline=None, max_examples=80)
@given(
    st.lists(words, max_size=6),
    st.none() | supports,
    st.lists(supports, max_size=9),
    st.lists(supports, max_size=9),
    st.lists(words, max_size=5),
    st.sampled_from([520.0, 860.0]),
)
def test_no_box_of_an_ecomap_meets_another(household, owner, agencies, others, empty, width):
    picture = Ecomap(
        title="エコマップ",
        description="文",
        household=tuple(household),
        owner=owner,
        agencies=tuple(agencies),
        others=tuple(others),
        empty=tuple(empty),
    )
    rooms = ecomap_places(picture, width).all
    assert len(rooms) == 1 + (owner is not None) + len(agencies) + len(others) + len(empty)
    for one, other in combinations(rooms, 2):
        apart = one.right <= other.left or other.right <= one.left or one.bottom <= other.top or other.bottom <= one.top
        assert apart, (one, other)
    assert all(room.left >= 0 and room.right <= width + 1e-6 for room in rooms)
    svg = ecomap_svg(picture, width=width)
    assert not [word for word in FORBIDDEN if word in svg]
    ElementTree.fromstring(svg)  # noqa: S314 - our own picture


def test_a_line_says_in_words_what_it_is():
    strained = Support(words="長女", notes=("電話",), line=Line.STRAINED)
    svg = ecomap_svg(Ecomap(title="t", description="d", household=("本人",), others=(strained,)))
    assert "長女。電話。うまくいっていない" in svg and ">うまくいっていない</text>" in svg
