"""様式の三つの表: 実行プラン, モニタリング and 課題解決ストーリー with the template's own columns, one box to a cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from takigi.exchange.story_sheets.columns import MONITORING_COLUMNS, PLAN_COLUMNS, STORY_COLUMNS
from takigi.exchange.story_sheets.pages import (
    MONITORING,
    PLAN,
    SHARED,
    STORY,
    TACTICS,
    TEXT,
    WORDS,
    Cell,
    Page,
    writable,
)
from takigi.logic_models.rules.nodes import Audience, Cause, Issue, Monitoring, Node
from takigi.logic_models.rules.story_rows import Block, Strand, blocks_of
from takigi.logic_models.rules.theory import Theory

EMPTY = Cell()


def words(node: Node) -> str:
    """The heading and the lines beneath it, in one cell."""
    return writable("\n".join((node.text, *node.details)))


def hypothesis_words(node: Node) -> str:
    """The same, opened by what kind of hypothesis it is."""
    named = "現状"
    if isinstance(node, Issue):
        named = "課題"
    elif isinstance(node, Cause):
        named = "真因" if node.is_root else "原因"
    return f"【{named}{'・共通' if getattr(node, 'is_shared', False) else ''}】{words(node)}"


def template_pages(theory: Theory) -> tuple[Page, Page, Page]:
    """The three sheets of the template."""
    blocks = blocks_of(theory)
    return (
        Page(PLAN, PLAN_COLUMNS, tuple(line for block in blocks for line in _plan_lines(block)), theory.title),
        Page(MONITORING, MONITORING_COLUMNS, tuple(_monitoring_lines(theory, blocks)), theory.title),
        Page(STORY, STORY_COLUMNS, tuple(line for block in blocks for line in _story_lines(block)), theory.title),
    )


def _named(audience: Audience | None) -> Cell:
    return Cell(writable(audience.text), audience.key, TEXT) if audience else Cell(SHARED)


def _plan_lines(block: Block) -> Iterable[tuple[Cell, ...]]:
    named = _named(block.audience)
    activities = [strand.activity for strand in block.strands if strand.activity]
    for one in activities:
        yield named, Cell(writable(one.text), one.key, TEXT), Cell(writable("\n".join(one.tactics)), one.key, TACTICS)
    if block.audience and (block.audience.tactics or not activities):
        yield named, EMPTY, Cell(writable("\n".join(block.audience.tactics)), block.audience.key, TACTICS)


def _monitoring_lines(theory: Theory, blocks: Sequence[Block]) -> Iterable[tuple[Cell, ...]]:
    known = {block.audience.key for block in blocks if block.audience}
    for block in blocks:
        row = block.audience.key if block.audience else ""
        outcomes = [one for strand in block.strands for one in strand.initial]
        methods = [one for one in theory.of(Monitoring) if (one.audience == row if row else one.audience not in known)]
        for first, second in _beside(outcomes, methods):
            outcome = Cell(writable(first.text), first.key, TEXT) if first else EMPTY
            yield _named(block.audience), outcome, Cell(words(second), second.key, WORDS) if second else EMPTY


def _beside(outcomes: Sequence[Node], methods: Sequence[Monitoring]) -> Iterable[tuple[Node | None, Monitoring | None]]:
    """Each method beside the first change that it looks for; what looks for none in particular stands below."""
    keys = {one.key for one in outcomes}
    of_outcome: dict[str, list[Monitoring]] = {}
    for method in methods:
        of_outcome.setdefault(next((key for key in method.outcomes if key in keys), ""), []).append(method)
    for outcome in outcomes:
        mine = of_outcome.get(outcome.key, [])
        yield outcome, mine[0] if mine else None
        for further in mine[1:]:
            yield None, further
    for method in of_outcome.get("", []):
        yield None, method


def _story_lines(block: Block) -> Iterable[tuple[Cell, ...]]:
    strands = [line for strand in block.strands for line in _strand_lines(strand)]
    hypotheses = [Cell(hypothesis_words(one), one.key, WORDS) for one in block.hypotheses]
    ideals = [_cell(one) for one in block.ideals]
    named = _named(block.audience)
    for hypothesis, strand, ideal in zip_longest(hypotheses, strands, ideals):
        yield hypothesis or EMPTY, named, *(strand or (EMPTY,) * 5), ideal or EMPTY
    if not (hypotheses or strands or ideals):
        yield EMPTY, named, *(EMPTY,) * 6


def _strand_lines(strand: Strand) -> Iterable[tuple[Cell, ...]]:
    columns = (strand.outputs, strand.initial, strand.intermediate, strand.long_term)
    for number in range(strand.height):
        activity = _cell(strand.activity) if number == 0 and strand.activity else EMPTY
        yield activity, *(_cell(column[number]) if number < len(column) else EMPTY for column in columns)


def _cell(node: Node) -> Cell:
    return Cell(words(node), node.key, WORDS)
