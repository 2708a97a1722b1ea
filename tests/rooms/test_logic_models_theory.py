"""効果発現経路: documents, differences and merges lose nothing, whatever the theory looks like."""

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takigi.logic_models.rules.differences import applied, difference, inverse, patch_between
from takigi.logic_models.rules.document import as_document, from_document, plain
from takigi.logic_models.rules.merging import merge
from takigi.logic_models.rules.nodes import NODE_TYPES, Activity, Audience, Cause, Outcome, keys_in
from takigi.logic_models.rules.sequences import merge_sequences
from takigi.logic_models.rules.theory import Link, Theory, next_keys, reaches, with_node
from takigi.logic_models.rules.words import LinkStatus, LogicModelRefused
from tests.rooms.theories_made import nodes_of, texts, theories

often = settings(deadline=None, max_examples=25)


@often
@given(theories())
def test_a_theory_comes_back_from_its_document_as_it_was(theory):
    assert from_document(json.loads(json.dumps(as_document(theory)))) == theory


def test_a_document_of_a_later_format_is_refused_and_not_cut_short():
    with pytest.raises(LogicModelRefused, match="新しい形式"):
        from_document({"format": 2, "title": "x"})


@pytest.mark.later
@often
@given(theories(), theories())
def test_a_patch_leads_there_and_back(one, other):
    patch = json.loads(json.dumps(patch_between(one, other)))
    assert applied(one, patch) == other
    assert applied(other, inverse(patch)) == one


@pytest.mark.later
@often
@given(theories(), theories(), theories())
def test_patches_are_taken_back_one_after_the_other(first, second, third):
    patches = [patch_between(first, second), patch_between(second, third)]
    assert applied(first, *patches) == third
    assert applied(third, *(inverse(patch) for patch in reversed(patches))) == first


@often
@given(theories())
def test_a_theory_does_not_differ_from_itself(theory):
    assert patch_between(theory, theory) == {}
    assert difference(theory, theory).is_empty


def test_a_difference_names_the_field_before_and_after():
    was = Theory(nodes=(Outcome(key="n1", text="声が聞かれる"), Audience(key="n2", text="本人")))
    now = replace(was, nodes=(Outcome(key="n1", text="声が3人から聞かれる"), Activity(key="n3", text="訪問する")))
    told = difference(was, now)
    assert [one.key for one in told.nodes_added] == ["n3"]
    assert [one.key for one in told.nodes_removed] == ["n2"]
    (change,) = told.nodes_changed[0].fields
    assert (change.field, change.before, change.after) == ("text", "声が聞かれる", "声が3人から聞かれる")


def words_of(theory: Theory) -> set[str]:
    """Every text that somebody wrote, wherever it stands."""
    found: set[str] = set()

    def walk(value: object) -> None:
        if isinstance(value, dict):
            for name, one in value.items():
                if name == "other":
                    walk(json.loads(one))
                elif name not in {"key", "kind", "of", "field"}:
                    walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)
        elif isinstance(value, str):
            found.add(value)

    walk(as_document(theory))
    return found


@st.composite
def edited(draw: st.DrawFn, theory: Theory) -> Theory:
    """What somebody makes of a theory: boxes rewritten, taken out, put in, put elsewhere."""
    nodes = []
    for node in theory.nodes:
        deed = draw(st.sampled_from(["leave", "leave", "drop", "write"]))
        if deed == "drop":
            continue
        told = {"text": draw(texts.filter(bool)), "details": (*node.details, draw(texts.filter(bool)))}
        nodes.append(replace(node, **told) if deed == "write" else node)
    fresh = next_keys([node.key for node in theory.nodes] + ["n20"], draw(st.integers(0, 2)))
    nodes += [draw(nodes_of(key)) for key in fresh]
    order = draw(st.permutations(nodes)) if draw(st.booleans()) else nodes
    links = [
        replace(link, mechanism=draw(texts), status=draw(st.sampled_from(LinkStatus))) if draw(st.booleans()) else link
        for link in theory.links
    ]
    return replace(theory, title=draw(st.just(theory.title) | texts), nodes=tuple(order), links=tuple(links))


@pytest.mark.later
@often
@given(st.data(), theories())
def test_two_people_lose_no_word_that_either_wrote(data, base):
    mine, theirs = data.draw(edited(base)), data.draw(edited(base))
    merged = merge(base, mine, theirs).theory
    for own in (mine, theirs):
        assert (words_of(own) - words_of(base)) <= words_of(merged)
    unchanged = [node for node in base.nodes if node == mine.node(node.key) and node == theirs.node(node.key)]
    assert all(node in merged.nodes for node in unchanged)


@pytest.mark.later
@often
@given(st.data(), theories())
def test_whoever_edits_alone_gets_what_they_wrote(data, base):
    mine = data.draw(edited(base))
    assert merge(base, mine, base).theory == mine
    assert merge(base, base, mine).theory == mine
    assert merge(base, mine, mine).theory == mine


BASE = Theory(
    nodes=(Audience(key="n1", text="本人"), Outcome(key="n2", text="声", audience="n1", voice="もう年だから"))
)


def write(theory, key, **told):
    return with_node(theory, replace(theory.node(key), **told))


def test_different_fields_of_one_box_are_simply_both_taken():
    merged = merge(BASE, write(BASE, "n2", text="声が聞かれる"), write(BASE, "n2", voice="そんな手もあるのか"))
    assert merged.theory.node("n2") == Outcome(key="n2", text="声が聞かれる", audience="n1", voice="そんな手もあるのか")
    assert merged.conflicts == ()


def test_two_wordings_of_one_field_are_both_kept_and_told():
    merged = merge(BASE, write(BASE, "n2", text="わたしの言葉"), write(BASE, "n2", text="あなたの言葉"))
    assert merged.theory.node("n2").text == "あなたの言葉"
    (differing,) = merged.theory.differing
    assert (differing.of, differing.field, json.loads(differing.other)) == ("n2", "text", "わたしの言葉")
    assert [(one.of, one.field) for one in merged.conflicts] == [("n2", "text")]


def test_a_box_that_one_took_out_while_the_other_wrote_in_it_stays():
    mine = replace(BASE, nodes=BASE.nodes[:1])
    merged = merge(BASE, mine, write(BASE, "n2", text="書き足した"))
    assert merged.theory.node("n2").text == "書き足した"
    assert merged.conflicts[0].of == "n2"


def test_two_new_boxes_with_one_key_become_two_boxes():
    mine = replace(
        BASE,
        nodes=(*BASE.nodes, Activity(key="n3", text="わたしの活動", audience="n1")),
        links=(Link(key="l1", source="n3", target="n2"),),
    )
    theirs = replace(BASE, nodes=(*BASE.nodes, Cause(key="n3", text="だれかの原因")))
    merged = merge(BASE, mine, theirs)
    assert dict(merged.renamed) == {"n3": "n4"}
    assert merged.theory.node("n3").text == "だれかの原因"
    assert merged.theory.node("n4").text == "わたしの活動"
    assert merged.theory.links[0].source == "n4"


def test_lines_of_both_stand_in_one_list():
    assert merge_sequences(("一", "二"), ("一", "二", "わたし"), ("あなた", "一", "二")) == (
        "あなた",
        "一",
        "二",
        "わたし",
    )


def test_circles_are_walked_once():
    ring = Theory(links=(Link(key="l1", source="a", target="b"), Link(key="l2", source="b", target="a")))
    assert reaches(ring, "a") == {"a", "b"}


def test_every_field_that_names_a_box_is_known_as_one():
    named = {"audience", "audiences", "parent", "causes", "issues", "activities", "outcomes", "ideal_state"}
    for kind in NODE_TYPES:
        assert {field.name for field in fields(kind)} & named == set(kind.refers)
        assert keys_in(kind(key="n1")) == []


def test_plain_values_leave_out_what_says_nothing():
    assert plain(Audience(key="n1")) == {"kind": "audience", "key": "n1"}
