"""段の図: boxes stand apart in their columns and bands, arrows run through no box, and what is drawn is also told."""

import re
from itertools import combinations, permutations, product
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takigi.charts.layered_drawing import layered_sheet, layered_svg
from takigi.charts.layered_graph import Arrow, LayeredGraph, Look, Node, Stroke
from takigi.charts.layered_order import crossings, ordered, stations
from takigi.charts.layered_places import placed
from takigi.logic_models.rules.nodes import Activity, Outcome
from takigi.logic_models.rules.picture import Dressing, picture_of
from takigi.logic_models.rules.theory import Link, Theory, with_link
from tests.exchange.made_stories import full_story, kitchen_story
from tests.exchange.made_table_story import table_story

SVG = "{http://www.w3.org/2000/svg}"
STORIES = pytest.mark.parametrize(
    "story", [kitchen_story(), table_story(), full_story()], ids=["kitchen", "table", "full"]
)
FORBIDDEN = re.compile(r"\sstyle=|<style|<script|\son\w+=|url\(|javascript:|\sid=|https?:", re.IGNORECASE)


@st.composite
def graphs(draw, most=14):
    columns, bands = draw(st.integers(1, 4)), draw(st.integers(0, 3))
    count = draw(st.integers(1, most))
    nodes = tuple(
        Node(
            key=f"n{number}",
            column=draw(st.integers(0, columns - 1)),
            band=draw(st.one_of(st.none(), st.integers(0, bands - 1))) if bands else None,
            words=draw(st.text("あ漢A1、。\n", max_size=40)),
        )
        for number in range(count)
    )
    ends = st.integers(-1, count - 1).map(lambda number: f"n{number}")
    arrows = draw(st.lists(st.builds(Arrow, start=ends, end=ends, stroke=st.sampled_from(Stroke)), max_size=2 * most))
    names = tuple(f"帯{number}" for number in range(bands))
    heads = tuple(f"列{number}" for number in range(columns))
    return LayeredGraph(
        title="図", description="文", columns=heads, bands=names, nodes=nodes, arrows=tuple(arrows)
    ).trimmed()


def bend_points(arrow):
    """Points along an arrow, close enough together to fall into any box it runs through."""
    for at in range(0, len(arrow.points) - 3, 3):
        a, b, c, d = arrow.points[at : at + 4]
        for step in range(21):
            t = step / 20
            yield tuple(
                p * (1 - t) ** 3 + 3 * q * t * (1 - t) ** 2 + 3 * r * t**2 * (1 - t) + s * t**3
                for p, q, r, s in zip(a, b, c, d, strict=True)
            )


def is_inside(point, box):
    return box.left + 1 < point[0] < box.right - 1 and box.top + 1 < point[1] < box.bottom - 1


@settings(max_examples=80, deadline=None)
@given(graphs())
def test_no_two_boxes_meet_and_no_arrow_runs_through_a_box(graph):
    picture = placed(graph)

    for one, other in combinations(picture.nodes, 2):
        if one.node.column == other.node.column:
            assert one.bottom < other.top or other.bottom < one.top
    for arrow in picture.arrows:
        for point in bend_points(arrow):
            assert not any(is_inside(point, box) for box in picture.nodes)


@settings(max_examples=80, deadline=None)
@given(graphs())
def test_bands_stand_below_each_other_in_the_order_they_were_given(graph):
    picture = placed(graph)

    for one, other in combinations(picture.nodes, 2):
        bands = (one.node.band, other.node.band)
        if None not in bands and bands[0] < bands[1]:
            assert one.bottom < other.top
    assert all(box.top >= picture.top and box.bottom <= picture.bottom for box in picture.nodes)


@settings(max_examples=60, deadline=None)
@given(graphs(most=7))
def test_the_order_is_as_good_as_any_that_keeps_the_bands_or_nearly(graph):
    given_stations = stations(graph)
    found = crossings(given_stations, ordered(given_stations))
    stops = given_stations.stops
    by_column = [
        [number for number, stop in enumerate(stops) if stop.column == column]
        for column in range(given_stations.columns)
    ]
    if any(len(column) > 5 for column in by_column):
        return
    ways = [
        [
            list(order)
            for order in permutations(column)
            if [stops[n].lane for n in order] == sorted(stops[n].lane for n in order)
        ]
        for column in by_column
    ]
    if len(list(product(*ways))) > 5000:
        return
    assert found <= min(crossings(given_stations, list(order)) for order in product(*ways)) + 1


@pytest.mark.later
@settings(max_examples=60, deadline=None)
@given(graphs())
def test_every_drawing_is_whole_and_the_same_each_time(graph):
    drawn = layered_svg(graph)

    assert ElementTree.fromstring(drawn).tag == f"{SVG}svg"  # noqa: S314 - our own picture, made a moment ago
    assert drawn == layered_svg(graph)
    assert not FORBIDDEN.search(drawn.replace('xmlns="http://www.w3.org/2000/svg"', ""))


def test_a_picture_of_nothing_is_empty():
    assert layered_svg(LayeredGraph(title="図", description="", columns=("列",), nodes=())) == ""


@STORIES
def test_a_story_of_sixty_boxes_has_no_crossing_that_a_person_would_untangle(story):
    given_stations = stations(picture_of(story).trimmed())

    assert crossings(given_stations, ordered(given_stations)) == 0


@pytest.mark.later
def test_on_a_sheet_the_letters_are_as_large_as_it_allows():
    def shown(drawn):
        root = ElementTree.fromstring(drawn)  # noqa: S314 - our own picture
        return min(400 / float(root.get("width")), 277 / float(root.get("height")))

    picture = picture_of(table_story())
    assert shown(layered_sheet(picture, across=400, down=277)) > 1.05 * shown(layered_svg(picture))


@STORIES
def test_every_box_of_the_path_opens_and_is_read_out_whole(story):
    picture = picture_of(story, Dressing(opens=lambda key: f"#{key}"))
    root = ElementTree.fromstring(layered_svg(picture))  # noqa: S314 - our own picture
    boxes = {a.get("href"): a for a in root.iter(f"{SVG}a") if a.get("tabindex") is None}

    assert root.get("role") == "group"
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert set(boxes) == {f"#{node.key}" for node in picture.nodes}
    for node in picture.nodes:
        assert boxes[f"#{node.key}"].get("aria-label") == node.told.replace("\n", " ")


def test_an_arrow_says_where_it_leads_what_is_known_and_why():
    story = full_story()
    picture = picture_of(story, Dressing(opens=lambda key: f"#{key}"))
    first = next(arrow for arrow in picture.arrows if arrow.href == "#l1")

    assert first.stroke is Stroke.SOLID
    assert first.told.endswith("へ: 支えられた（よりどころ: 事例）。なぜなら、見た人は動く。")
    assert 'href="#l1"' in layered_svg(picture)


def test_each_state_of_an_arrow_has_a_line_of_its_own_and_a_word_in_the_key():
    picture = picture_of(table_story())

    assert [words for _, words in picture.key] == ["仮説", "確かめ中", "支えられた", "弱い", "否定"]
    assert len({stroke for stroke, _ in picture.key}) == 5
    assert all(f">{words}</text>" in layered_svg(picture) for _, words in picture.key)


def test_what_is_known_now_stands_below_the_words_of_its_box():
    story = kitchen_story()
    outcome = story.of(Outcome)[0]
    drawn = layered_svg(picture_of(story, Dressing(notes={outcome.key: ("いま 3件", "11月30日現在")})))

    assert ">いま 3件</text>" in drawn
    assert ">11月30日" in drawn


def test_a_loop_and_arrows_to_nowhere_are_drawn_as_far_as_they_can_be():
    story = Theory(
        nodes=(Activity(key="n1", text="する"), Outcome(key="n2", text="変わる")),
        links=(Link(key="l1", source="n1", target="n2"), Link(key="l2", source="n2", target="n1")),
    )
    lost = with_link(
        with_link(story, Link(key="l3", source="n2", target="n9")), Link(key="l4", source="n1", target="n1")
    )

    assert len(placed(picture_of(lost).trimmed()).arrows) == 2
    assert "矢印は4本" in picture_of(lost).description


def test_a_line_of_the_schedule_is_counted_beside_the_picture():
    picture = picture_of(kitchen_story())

    assert "予定だけの項目が10件あり、この図にはありません。" in picture.description
    assert not any(node.words == "いまの教室" for node in picture.nodes)


def test_a_wider_sheet_gives_wider_columns_and_never_narrower_ones():
    picture = picture_of(table_story()).trimmed()
    natural, wide, narrow = placed(picture), placed(picture, width=2000), placed(picture, width=300)

    assert wide.columns[-1].right == pytest.approx(1999, abs=40)
    assert narrow.columns == natural.columns


def test_our_own_row_and_an_idea_differ_by_their_edge():
    looks = {node.words: node.look for node in picture_of(table_story()).nodes}

    assert looks["私たち（相談係と受託先）"] is Look.STRONG
    assert looks["手を貸す機関"] is Look.SHADED
