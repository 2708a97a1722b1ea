"""四つのスライド: 実行プラン, 初期アウトカムとモニタリング, 課題解決ストーリー, 振り返り, and the schedule of three years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from takigi.exchange.story_slides.deck import (
    BOTTOM,
    LEFT,
    LINE,
    PAD_X,
    PANEL_HEADING,
    RIGHT,
    TOP,
    Deck,
    Lines,
    Panel,
    Slide,
    Words,
    one_line,
    paragraphs,
)
from takigi.exchange.story_slides.fitting import Group, chunks, numbered, table_slides
from takigi.exchange.story_slides.schedule_slides import schedule_slides
from takigi.exchange.story_slides.story_table import story_slides
from takigi.kernel.era_names import in_japanese
from takigi.logic_models.rules.nodes import IdealState, Monitoring, Node, Outcome
from takigi.logic_models.rules.story_rows import Block, blocks_of
from takigi.logic_models.rules.theory import Theory, by_key
from takigi.logic_models.rules.words import quoted

PLAN_TITLE = "実行プラン（アクティビティの具体策）"
MONITORING_TITLE = "次なる改善のための方策（初期アウトカムとモニタリング）"
CROSSING_TITLE = "相手をこえるつながり"
REFLECTION_TITLE = "振り返り（チームや個人に起きた変化）"
SIZES = (16.0, 14.0, 13.0, 12.0, 11.0)
_PANEL_SIZES = (18.0, 16.0, 14.0, 13.0, 12.0)
_GAP = 14.0
NOBODY = "（相手はこれから）"


@dataclass(frozen=True, kw_only=True)
class LookedBack:
    """振り返りの中身, as many lines each as there are; what nobody wrote is not printed."""

    in_us: tuple[str, ...] = ()
    in_audience: tuple[str, ...] = ()
    in_others: tuple[str, ...] = ()
    did: tuple[str, ...] = ()
    saw: tuple[str, ...] = ()
    surprised: tuple[str, ...] = ()
    next: tuple[str, ...] = ()


def story_deck(theory: Theory, looked_back: LookedBack, *, on: date, version: str = "", town: str = "") -> Deck:
    """The programme's slides of a story as it stands; `version` is what it is called (第4版 チーム合意)."""
    blocks = blocks_of(theory)
    slides = (
        *_plan(blocks),
        *_monitoring(theory, blocks),
        *story_slides(blocks),
        *_crossing(theory, blocks),
        *_reflection(looked_back),
        *schedule_slides(theory, on=on),
    )
    foot = "　".join(part for part in (town, theory.title, version, f"{in_japanese(on)}現在") if part)
    return Deck(one_line(theory.title) or "課題解決ストーリー", one_line(foot), slides)


def _name(block: Block) -> Lines:
    return paragraphs(block.audience.text) if block.audience else paragraphs(NOBODY)


def _plan(blocks: Sequence[Block]) -> tuple[Slide, ...]:
    groups = []
    for block in blocks:
        activities = [strand.activity for strand in block.strands if strand.activity]
        own = block.audience.tactics if block.audience else ()
        if own and not any(one.tactics for one in activities):
            rows = [(_listed(one.text for one in activities), _listed(own))]
        else:
            rows = [(paragraphs(one.text), _listed(one.tactics)) for one in activities]
            rows += [((), _listed(own))] if own else []
        if rows:
            groups.append(Group(_name(block), tuple(rows)))
    heads = ("誰に", "アクティビティ\nどう働きかける", "具体的方策・工夫")
    return table_slides(PLAN_TITLE, heads, groups or [_nothing(2)], (1, 2.4, 2.4), SIZES)


def _listed(texts: Iterable[str]) -> Lines:
    """A dot before each, unless it brings a mark of its own."""
    told = [text for text in texts if text.strip()]
    return tuple(
        line for text in told for line in paragraphs(text if _has_mark(text) or len(told) == 1 else f"・{text}")
    )


def _has_mark(text: str) -> bool:
    return text.lstrip(" 　")[:1] in "●○・➢➤▶▷►>＞◆◇■□※→⇒【①②③④⑤⑥⑦⑧⑨⑩" or text.startswith((" ", "　"))


def _nothing(columns: int) -> Group:
    return Group((Words("まだ書かれていません"),), (((),) * columns,))


def _monitoring(theory: Theory, blocks: Sequence[Block]) -> tuple[Slide, ...]:
    known = {block.audience.key for block in blocks if block.audience}
    groups = []
    for block in blocks:
        mine = block.audience.key if block.audience else ""
        outcomes = [one for strand in block.strands for one in strand.initial]
        methods = [
            one for one in theory.of(Monitoring) if (one.audience == mine if mine else one.audience not in known)
        ]
        rows = tuple(_paired(outcomes, methods))
        if rows:
            groups.append(Group(_name(block), rows))
    heads = (
        "誰に",
        "初期アウトカム\n働きかけた相手の望ましい変化",
        "モニタリング方法\n次なる改善につなげるため、左記変化を確認する方策",
    )
    return table_slides(MONITORING_TITLE, heads, groups or [_nothing(2)], (1, 2.2, 2.8), SIZES)


def _paired(outcomes: Sequence[Outcome], methods: Sequence[Monitoring]) -> Iterable[tuple[Lines, Lines]]:
    """Changes that share their methods share a row; without any pairing all stand in one row, as in the template."""
    keys = {one.key for one in outcomes}
    rows: dict[tuple[str, ...], list[Monitoring]] = {}
    for method in methods:
        rows.setdefault(tuple(key for key in method.outcomes if key in keys), []).append(method)
    free = rows.pop((), [])
    paired = {key for row in rows for key in row}
    for row, mine in rows.items():
        yield _listed(one.text for one in outcomes if one.key in row), _methods(mine)
    rest = [one.text for one in outcomes if one.key not in paired]
    if rest or free:
        yield _listed(rest), _methods(free)


def _methods(methods: Sequence[Monitoring]) -> Lines:
    lines: list[Words] = []
    for one in methods:
        lines += paragraphs(one.text if len(methods) == 1 or _has_mark(one.text) else f"・{one.text}")
        lines += [line for text in one.details for line in paragraphs(text)]
        lines += [Words(f"　{told}") for told in _promised(one)]
    return tuple(lines)


def _promised(one: Monitoring) -> Iterable[str]:
    """Who looks, when, and what would make us go on or think again: the template has no column for it."""
    asked = (
        ("見たい兆し", one.sign),
        ("だれが", one.who),
        ("どこに", one.record_where),
        ("進む目安", one.go_sign),
        ("見直す目安", one.rethink_sign),
    )
    when = in_japanese(one.next_check_on) if one.next_check_on else one.every
    said = [f"{name}: {text}" for name, text in (*asked[:2], ("次に確かめる", when), *asked[2:]) if text]
    return ["　".join(said)] if said else []


def _crossing(theory: Theory, blocks: Sequence[Block]) -> tuple[Slide, ...]:
    """Arrows from one audience's row into another's, which the grid cannot draw."""
    row = {node.key: block for block in blocks for node in _nodes(block)}
    named = by_key(theory)
    groups = []
    for link in theory.links:
        source, target = row.get(link.source), row.get(link.target)
        if source and target and source is not target and not isinstance(named[link.target], IdealState):
            ends = [
                (*_name(block), *paragraphs(quoted(named[key].text)))
                for block, key in ((source, link.source), (target, link.target))
            ]
            groups.append(
                Group(
                    ends[0],
                    (
                        (
                            ends[1],
                            paragraphs(link.mechanism or "（まだ書かれていません）"),
                            paragraphs(link.status.label),
                        ),
                    ),
                )
            )
    if not groups:
        return ()
    return table_slides(CROSSING_TITLE, ("どこから", "どこへ", "なぜそうなるか", "状態"), groups, (2, 2, 3, 0.8), SIZES)


def _nodes(block: Block) -> Iterable[Node]:
    for strand in block.strands:
        yield from (strand.activity,) if strand.activity else ()
        yield from (*strand.outputs, *strand.initial, *strand.intermediate, *strand.long_term)
    yield from block.ideals


def _reflection(looked_back: LookedBack) -> tuple[Slide, ...]:
    """Boxes, three in a row; as many slides as they need."""
    told = [
        ("自分たちに起きた変化", looked_back.in_us),
        ("働きかけた相手に起きた変化", looked_back.in_audience),
        ("まわりに起きた変化", looked_back.in_others),
        ("やったこと", looked_back.did),
        ("起きたこと", looked_back.saw),
        ("意外だったこと", looked_back.surprised),
        ("次にすること", looked_back.next),
    ]
    boxes = [(heading, _listed(lines)) for heading, lines in told if any(line.strip() for line in lines)]
    if not boxes:
        boxes = [("振り返り", (Words("まだ振り返りの記録がありません。"),))]
    found = {size: _panel_pages(boxes, size) for size in _PANEL_SIZES}
    size = next(one for one in _PANEL_SIZES if len(found[one]) <= len(found[_PANEL_SIZES[-1]]))
    pages = found[size]
    return tuple(
        Slide(numbered(REFLECTION_TITLE, number, len(pages)), panels=page) for number, page in enumerate(pages, start=1)
    )


def _panel_pages(boxes: Sequence[tuple[str, Lines]], size: float) -> list[tuple[Panel, ...]]:
    across = min(len(boxes), 3 if len(boxes) <= 6 else 4)
    down = 1 if len(boxes) <= 3 else 2
    width = (RIGHT - LEFT - _GAP * (across - 1)) / across
    height = (BOTTOM - TOP - _GAP * (down - 1)) / down
    room = height - PANEL_HEADING * LINE - 14
    parts = [
        (heading if number == 0 else f"{heading}（つづき）", lines)
        for heading, whole in boxes
        for number, lines in enumerate(chunks(whole, width - 2 * PAD_X, size, room))
    ]
    per_page = across * down
    pages = []
    for start in range(0, len(parts), per_page):
        page = []
        for place, (heading, lines) in enumerate(parts[start : start + per_page]):
            left = LEFT + (place % across) * (width + _GAP)
            top = TOP + (place // across) * (height + _GAP)
            page.append(Panel(left, top, width, height, heading, lines, size))
        pages.append(tuple(page))
    return pages
