"""課題解決ストーリーの面: the two rows of headings, one audience to a slide, its hypotheses and ideal beside all its strands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from takigi.exchange.story_slides.deck import BOTTOM, TOP, FittedTable, Lines, Look, Slide, TableCell, Words, paragraphs
from takigi.exchange.story_slides.fitting import NOTE_ROOM, chunks, divided, height_of, numbered, row_height, widths_of
from takigi.logic_models.rules.nodes import Node
from takigi.logic_models.rules.story_rows import Block, Strand

TITLE = "課題解決ストーリー（ロジックモデル）【効果発現経路】"
SIZES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
_STEPS = (("initial", "初期"), ("intermediate", "中間"), ("long_term", "長期"))
_BEFORE = (
    ("インプット", "誰に", 0.95),
    ("アクティビティ\n（行動計画）", "どう働きかける", 1.6),
    ("アウトプット\n（実績）", "まずどうなって\n【直接の結果】", 1.2),
)
# The longer the hypotheses, the wider their column, so that they do not force the others into small letters.
_HYPOTHESES = ((120, 1.3), (240, 1.8), (10**9, 2.5))
_AFTER = ("インパクト", "ありたい姿", 1.0)

Part = TypeVar("Part", bound=Node)


@dataclass(frozen=True)
class _Sheet:
    """One audience's block in paragraphs: what stands beside all rows, and the rows."""

    hypotheses: Lines
    audience: Lines
    ideals: Lines
    rows: tuple[tuple[Lines, ...], ...]
    steps: tuple[str, ...]


def story_slides(blocks: Sequence[Block]) -> tuple[Slide, ...]:
    """Every block on slides of its own; what is shared (【共通】) is printed with each audience, as in the template."""
    shared = next((block for block in blocks if block.audience is None), Block(None))
    steps = tuple(name for name, _ in _STEPS if any(getattr(s, name) for b in blocks for s in b.strands)) or (
        "initial",
    )
    slides: list[Slide] = []
    for block in blocks or (Block(None),):
        if block.audience or block.strands or len(blocks) <= 1:
            slides += _block_slides(_sheet(block, shared, steps))
    return tuple(Slide(numbered(TITLE, number, len(slides)), one.table) for number, one in enumerate(slides, start=1))


def node_lines(nodes: Iterable[Node]) -> Lines:
    """Boxes one below the other: the heading strong where lines stand beneath any of them."""
    listed = list(nodes)
    is_strong = any(one.details for one in listed)
    return tuple(line for one in listed for line in _one(one, is_strong=is_strong))


def _one(node: Node, *, is_strong: bool) -> Lines:
    return (*paragraphs(node.text, is_strong=is_strong), *(line for text in node.details for line in paragraphs(text)))


def _sheet(block: Block, shared: Block, steps: tuple[str, ...]) -> _Sheet:
    mine = block if block.audience else Block(None)
    roots = [one for one in (*mine.causes, *shared.causes) if one.is_root and not one.dropped_reason]
    others = [one for one in (*mine.causes, *shared.causes) if not one.is_root and not one.dropped_reason]
    name = block.audience.text if block.audience else "（相手はこれから）"
    return _Sheet(
        hypotheses=(
            *_headed(f"現状【{name}】", mine.current or (block.current if not block.audience else ())),
            *_headed("課題", mine.issues),
            *_headed("課題【共通】", shared.issues),
            *_headed("真因", [one for one in roots if not one.is_shared]),
            *_headed("真因【共通】", [one for one in roots if one.is_shared]),
            *_headed("原因", others),
        ),
        audience=paragraphs(name),
        ideals=node_lines((*mine.ideals, *shared.ideals)),
        rows=tuple(_row(strand, steps) for strand in block.strands) or (((),) * (2 + len(steps)),),
        steps=steps,
    )


def _headed(heading: str, nodes: Sequence[Node]) -> Lines:
    listed = tuple(line for one in nodes for text in (f"・{one.text}", *one.details) for line in paragraphs(text))
    return (Words(heading, is_strong=True), *listed) if listed else ()


def _row(strand: Strand, steps: Sequence[str]) -> tuple[Lines, ...]:
    activity = node_lines([strand.activity] if strand.activity else [])
    return activity, node_lines(strand.outputs), *(node_lines(getattr(strand, name)) for name in steps)


def _block_slides(sheet: _Sheet) -> list[Slide]:
    found = {size: _pages(sheet, size) for size in SIZES}
    fewest = len(found[SIZES[-1]])
    size = next(one for one in SIZES if len(found[one]) <= fewest)
    return [Slide(TITLE, _table(sheet, rows, lines, ideals, size)) for rows, lines, ideals in found[size]]


def _columns(sheet: _Sheet) -> tuple[tuple[str, str, float], ...]:
    named = dict(_STEPS)
    steps = tuple(("アウトカム（変化・あるべき姿）", f"何が変わる\n（{named[name]}）", 1.2) for name in sheet.steps)
    letters = sum(len(one.text) for one in sheet.hypotheses)
    weight = next(weight for most, weight in _HYPOTHESES if letters <= most)
    return (("仮説", "課題仮説", weight), *_BEFORE, *steps, _AFTER)


def _heads(sheet: _Sheet) -> tuple[tuple[TableCell | None, ...], tuple[TableCell | None, ...]]:
    columns = _columns(sheet)
    count = len(sheet.steps)
    first = [TableCell(_strong(one[0]), Look.HEAD) for one in columns]
    merged: list[TableCell | None] = [*first[:4], TableCell(_strong(columns[4][0]), Look.HEAD, across=count)]
    merged += [None] * (count - 1) + [first[-1]]
    return tuple(merged), tuple(TableCell(_strong(one[1]), Look.HEAD) for one in columns)


def _strong(text: str) -> Lines:
    return paragraphs(text, is_strong=True)


def _head_heights(sheet: _Sheet, widths: Sequence[float], size: float) -> tuple[float, float]:
    columns = _columns(sheet)
    whole = sum(widths[4:-1])
    tops = [
        *((_strong(one[0]), width) for one, width in zip(columns[:4], widths[:4], strict=True)),
        (_strong(columns[4][0]), whole),
    ]
    first = max(height_of(lines, width, size) for lines, width in tops)
    return first, row_height([_strong(one[1]) for one in columns], widths, size)


_Page = tuple[list[tuple[Lines, ...]], Lines, Lines]


def _pages(sheet: _Sheet, size: float) -> list[_Page]:
    """Rows, and what of the hypotheses and ideals stands beside them, slide by slide."""
    widths = widths_of([one[2] for one in _columns(sheet)])
    room = BOTTOM - TOP - NOTE_ROOM - sum(_head_heights(sheet, widths, size))
    inner = widths[2:-1]
    pages: list[list[tuple[Lines, ...]]] = [[]]
    used = 0.0
    for row in (part for whole in sheet.rows for part in divided(whole, inner, size, room)):
        height = row_height(row, inner, size)
        if used and used + height > room:
            pages.append([])
            used = 0.0
        pages[-1].append(row)
        used += height
    beside = chunks(sheet.hypotheses, widths[0], size, room)
    ideals = chunks(sheet.ideals, widths[-1], size, room)
    blank: tuple[Lines, ...] = ((),) * len(inner)
    pages += [[blank]] * (max(len(beside), len(ideals)) - len(pages))
    # The ideal state stands on every slide as long as it fits on one.
    whole = ideals[0] if len(ideals) == 1 else None
    return [
        (
            rows,
            beside[n] if n < len(beside) else (),
            whole if whole is not None else ideals[n] if n < len(ideals) else (),
        )
        for n, rows in enumerate(pages)
    ]


def _table(sheet: _Sheet, rows: list[tuple[Lines, ...]], hypotheses: Lines, ideals: Lines, size: float) -> FittedTable:
    widths = widths_of([one[2] for one in _columns(sheet)])
    heights = [row_height(row, widths[2:-1], size) for row in rows]
    wanted = max(
        height_of(hypotheses, widths[0], size),
        height_of(sheet.audience, widths[1], size),
        height_of(ideals, widths[-1], size),
    )
    heights[-1] += max(0.0, wanted - sum(heights))
    body: list[tuple[TableCell | None, ...]] = []
    for number, row in enumerate(rows):
        cells = [TableCell(lines) for lines in row]
        if number:
            body.append((None, None, *cells, None))
            continue
        down = len(rows)
        beside = TableCell(hypotheses, down=down), TableCell(sheet.audience, Look.LABEL, down=down)
        body.append((*beside, *cells, TableCell(ideals, down=down)))
    return FittedTable(widths, (*_head_heights(sheet, widths, size), *heights), (*_heads(sheet), *body), size, heads=2)
