"""様式にない欄の表: arrows with their doubts, the schedule, every field without a column, and the whole story to compare with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from takigi.exchange.story_sheets.columns import (
    DETAIL_COLUMNS,
    DOUBT_COLUMNS,
    KEPT_COLUMNS,
    LINK_COLUMNS,
    SCHEDULE_COLUMNS,
)
from takigi.exchange.story_sheets.fields import as_text, names_boxes
from takigi.exchange.story_sheets.pages import (
    DETAILS,
    DOUBTS,
    KEPT,
    LINKS,
    SCHEDULE,
    TACTICS,
    TEXT,
    Cell,
    Page,
    writable,
)
from takigi.logic_models.rules.document import as_document, types_of
from takigi.logic_models.rules.labels import FIELD_LABELS
from takigi.logic_models.rules.nodes import Activity, Audience, Bar, ExternalFactor, Monitoring, Node, Resource
from takigi.logic_models.rules.picture import only_scheduled
from takigi.logic_models.rules.theory import Link, Theory, by_key

ASSUMPTION, RIVAL = "前提", "別の説明"
LINK_FIELDS = ("mechanism", "strength", "status", "importance", "last_reviewed_on")
# What a column of the template shows already, and lists with a sheet of their own.
IN_TEMPLATE = {TEXT, "details"}
OWN_SHEET = {"schedule", "schedule_note"}
# Said by the row, the column or the heading in which the box stands.
BY_PLACE = {"audience", "level", "is_shared", "is_root"}
# The programme's template has no place for who looks, when, and what would make us change course.
ALWAYS_ASKED = ("sign", "who", "next_check_on", "every", "record_where", "go_sign", "rethink_sign")
_PIECE = 30_000


def register_pages(theory: Theory) -> tuple[Page, ...]:
    """Everything for which the template has no column."""
    return (
        Page(LINKS, LINK_COLUMNS, tuple(_link_line(link, theory) for link in theory.links)),
        Page(DOUBTS, DOUBT_COLUMNS, tuple(line for link in theory.links for line in doubt_lines(link))),
        Page(SCHEDULE, SCHEDULE_COLUMNS, tuple(line for one in theory.of(Activity) for line in bar_lines(one, theory))),
        Page(DETAILS, DETAIL_COLUMNS, tuple(_detail_lines(theory))),
        Page(KEPT, KEPT_COLUMNS, tuple((Cell(piece),) for piece in _kept(theory))),
    )


def _plain(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(writable(text)) for text in texts)


def _link_line(link: Link, theory: Theory) -> tuple[Cell, ...]:
    named = by_key(theory)
    first, last = (named[key].text if key in named else "" for key in (link.source, link.target))
    ends = (Cell(link.source, link.key, "source"), *_plain(first), Cell(link.target, link.key, "target"), *_plain(last))
    said = (Cell(writable(as_text(getattr(link, name))), link.key, name) for name in LINK_FIELDS)
    return (Cell(link.key), *ends, *said)


def doubt_lines(link: Link) -> Iterator[tuple[Cell, ...]]:
    """The assumptions and the other explanations of an arrow, a line each."""
    for one in link.assumptions:
        yield _plain(
            link.key, ASSUMPTION, one.text, one.if_wrong, one.how_to_check, as_text(one.check_on), one.state.label
        )
    for rival in link.rivals:
        yield _plain(link.key, RIVAL, rival.text, rival.evidence, "", "", as_text(rival.plausibility))


def bar_lines(activity: Activity, theory: Theory) -> Iterator[tuple[Cell, ...]]:
    """The schedule of an activity, a line for each bar; one line without a bar for what is only noted."""
    bars: Iterable[Bar | None] = activity.schedule or ((None,) if _is_noted(activity, theory) else ())
    for number, bar in enumerate(bars):
        first = number == 0
        told = bar_texts(bar) if bar else ("",) * 6
        note = Cell(writable(activity.schedule_note), activity.key, "schedule_note") if first else Cell()
        item = Cell(writable(activity.text), activity.key, TEXT) if first else Cell()
        yield Cell(activity.key), item, *_plain(*told), note


def _is_noted(activity: Activity, theory: Theory) -> bool:
    return bool(activity.schedule_note) or activity.key in only_scheduled(theory)


def bar_texts(bar: Bar) -> tuple[str, ...]:
    """内容, はじめ, おわり, おおよそ, 段取り, もとの書き方."""
    values = (bar.text, bar.starts_on, bar.ends_on, bar.is_about, bar.step, bar.written)
    return tuple(writable(as_text(value)) for value in values)


def _detail_lines(theory: Theory) -> Iterator[tuple[Cell, ...]]:
    left_out = only_scheduled(theory)
    for node in theory.nodes:
        for name in fields_beside(node, is_only_scheduled=node.key in left_out):
            value = as_text(getattr(node, name), is_keys=names_boxes(type(node), name))
            if value or (isinstance(node, Monitoring) and name in ALWAYS_ASKED):
                label = FIELD_LABELS[name]
                yield *_plain(node.key, node.kind.label, node.text, label), Cell(writable(value), node.key, name)


def fields_beside(node: Node, *, is_only_scheduled: bool = False) -> tuple[str, ...]:
    """The fields of a box that no column of the template shows."""
    shown = {"key", *OWN_SHEET, *BY_PLACE}
    if isinstance(node, Audience):
        shown.add(TEXT)
    elif not isinstance(node, Resource | ExternalFactor):
        shown |= {TEXT} if is_only_scheduled else IN_TEMPLATE
    if not is_only_scheduled:
        shown.add(TACTICS)
    return tuple(name for name in types_of(type(node)) if name not in shown)


def _kept(theory: Theory) -> list[str]:
    whole = json.dumps(as_document(theory), ensure_ascii=True)
    return [whole[at : at + _PIECE] for at in range(0, len(whole), _PIECE)]
