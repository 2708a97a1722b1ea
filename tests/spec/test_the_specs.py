"""仕様の仕様: every node and every word of the language has a spec, a wrong answer is noticed, and what an engine cannot do is marked."""

import importlib
import inspect
from dataclasses import fields, replace
from pathlib import Path

import pytest

from takigi.indicators import language, nodes
from takigi.indicators.breakdowns import Breakdown
from takigi.indicators.definition import Edition
from takigi.indicators.nodes import Node, walk
from tests.engines import ENGINES
from tests.spec import test_counting
from tests.spec.chapters import Chapter, Spec

FILES = sorted(path for path in Path(__file__).parent.glob("test_*.py") if path != Path(__file__))
CHAPTERS = [
    one
    for path in FILES
    for one in vars(importlib.import_module(f"tests.spec.{path.stem}")).values()
    if isinstance(one, Chapter)
]
# Kinds of node that stand above those that are written.
ABSTRACT = {nodes.Node, nodes.Expression, nodes.Measure, nodes.OfValues, nodes.Timing, nodes.Truth, nodes.Number}


def trees(spec: Spec):
    (one,) = Chapter((), (spec,)).indicators()
    for edition in one.editions:
        for field in fields(Edition):
            part = getattr(edition, field.name)
            yield from (part,) if isinstance(part, Node) else ()
        yield from (out.when.node for out in edition.leaves_out)
        yield from (edition.waits_until.node,) if edition.waits_until is not None else ()
    yield from (expression for split in spec.by for _, expression in split.of)


def asked_about():
    return {type(node) for chapter in CHAPTERS for spec in chapter.specs for tree in trees(spec) for node in walk(tree)}


def test_every_kind_of_node_has_a_spec():
    every = {one for one in vars(nodes).values() if inspect.isclass(one) and issubclass(one, Node)}
    assert len(every) > 40
    assert {one.__name__ for one in every - ABSTRACT - asked_about()} == set()


def test_every_word_of_the_language_is_used_in_a_spec():
    texts = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
    words = {name for name in language.__all__ if inspect.isfunction(getattr(language, name))}
    said = words | {name for name in vars(language.Phrase) if not name.startswith("_") and name != "node"}
    assert {word for word in said if f"{word}(" not in texts} == set()


def test_every_chapter_stands_in_a_file_and_each_sentence_is_said_once():
    assert len(CHAPTERS) >= 15
    for chapter in CHAPTERS:
        titles = [spec.title for spec in chapter.specs]
        assert len(titles) == len(set(titles))
        assert all(isinstance(split, Breakdown) for spec in chapter.specs for split in spec.by)


WRONG = Spec("まちがった答え", test_counting.CHAPTER.specs[0].measure, 5)


def test_a_wrong_answer_is_noticed():
    with pytest.raises(AssertionError):
        Chapter(test_counting.CHAPTER.drawings, (WRONG,)).check(0, "reference")


def test_a_wrong_part_of_an_answer_is_noticed():
    with pytest.raises(AssertionError):
        Chapter(test_counting.CHAPTER.drawings, (replace(WRONG, expected=4, also={"waiting": 1}),)).check(0, "duckdb")


def test_a_mark_names_an_engine_and_says_why():
    """The mark is strict: an engine that can do it after all makes the test fail (see `specs`)."""
    for chapter in CHAPTERS:
        for spec in chapter.specs:
            assert set(spec.cannot) <= set(ENGINES) - {"reference"}
            assert all(len(reason) > 5 for reason in spec.cannot.values())


def test_what_is_marked_is_asked_alone_so_that_it_spoils_no_other():
    marked = replace(WRONG, cannot={"duckdb": "試しの印です"})
    chapter = Chapter(test_counting.CHAPTER.drawings, (replace(WRONG, expected=4), marked))
    assert [one.key for one in chapter.results("duckdb").question.indicators] == ["spec-0"]
    with pytest.raises(AssertionError):
        chapter.check(1, "duckdb")
