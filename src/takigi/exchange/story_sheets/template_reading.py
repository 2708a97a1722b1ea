"""様式の表を読む: cells with a number are compared with what was written out, cells without one become new boxes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from takigi.exchange.story_sheets.book import Book
from takigi.exchange.story_sheets.columns import TEMPLATE_COLUMNS
from takigi.exchange.story_sheets.finding import Found
from takigi.exchange.story_sheets.human_cells import Hypothesis, Item, hypotheses_of, hypothesis_heading, items_of
from takigi.exchange.story_sheets.pages import MONITORING, PLAN, SHARED, STORY, TACTICS, TEXT, WORDS, Expected, writable
from takigi.exchange.story_sheets.problems import CellProblem
from takigi.logic_models.rules.nodes import (
    Activity,
    Audience,
    Cause,
    CurrentState,
    IdealState,
    Issue,
    Monitoring,
    Node,
    Outcome,
    Output,
)
from takigi.logic_models.rules.words import OutcomeLevel

KINDS: Mapping[str, type[Node]] = {
    "activity": Activity,
    "output": Output,
    "outcome": Outcome,
    "initial": Outcome,
    "intermediate": Outcome,
    "long_term": Outcome,
    "method": Monitoring,
    "ideal": IdealState,
}
LEVELS = {
    "outcome": OutcomeLevel.INITIAL,
    "initial": OutcomeLevel.INITIAL,
    "intermediate": OutcomeLevel.INTERMEDIATE,
    "long_term": OutcomeLevel.LONG_TERM,
}
ON_THE_WAY = ("activity", "output", "initial", "intermediate", "long_term", "ideal")
FIELD_OF = {(PLAN, "activity"): TEXT, (MONITORING, "outcome"): TEXT}


@dataclass
class Row:
    """One row while it is read: where it is, what stands in it, and what came out of each column."""

    row_no: int
    texts: Mapping[str, str]
    keys: Mapping[str, str]
    made: dict[str, list[str]] = field(default_factory=dict)


class TemplateReader:
    """Reads one sheet of the template into the book, from top to bottom."""

    def __init__(self, book: Book, found: Found, expected: Expected) -> None:
        self.book, self.found, self.expected = book, found, expected
        self.audience, self.is_shared = "", False
        self.hypothesis = Hypothesis("現状", is_shared=False, rest="")
        self.latest: dict[str, list[str]] = {}
        self.seen: set[str] = set()

    def read(self) -> set[str]:
        """Read every row; the numbers that were seen."""
        for row_no, texts in self.found.rows:
            row = Row(row_no, self._at(texts, self.found.places), self._at(texts, self.found.keys))
            self._read_audience(row)
            for column in TEMPLATE_COLUMNS[self.found.page]:
                if column.name != "audience" and column.name in self.found.places:
                    self._read_cell(row, column.name)
            if not self.found.is_ours:
                self._join(row)
        return self.seen

    @staticmethod
    def _at(texts: Sequence[str], places: Mapping[str, int]) -> dict[str, str]:
        return {name: texts[at] if at < len(texts) else "" for name, at in places.items()}

    def _where(self, row: Row, name: str) -> CellProblem:
        return CellProblem(self.found.sheet, row.row_no, self.found.places.get(name, -1), "")

    def _read_audience(self, row: Row) -> None:
        text, key = row.texts.get("audience", ""), row.keys.get("audience", "").strip()
        if text.strip() == SHARED:
            self.audience, self.is_shared = "", True
        elif key and key in self.book.nodes:
            self.is_shared = False
            # A merged cell says its words once; only the first row of the block can differ.
            if key != self.audience and text:
                self._compare(row, "audience", key, TEXT, text)
            self.audience = key
            self.seen.add(key)
        elif text.strip():
            self.is_shared = False
            known = self._named(Audience, text.strip())
            if (known or key) != self.audience:
                self.latest = {}
            self.audience = known or self._new(Audience, Item(text.strip()), key, "audience")

    def _read_cell(self, row: Row, name: str) -> None:
        text, key = row.texts[name], row.keys.get(name, "").strip()
        if name == "tactics":
            self._read_tactics(row, text)
        elif key and key in self.book.nodes:
            self._read_known(row, name, key, text)
        elif text.strip():
            row.made[name] = self._read_new(row, name, key, text)

    def _read_known(self, row: Row, name: str, key: str, text: str) -> None:
        if not text.strip() and self.expected.get((key, FIELD_OF.get((self.found.page, name), WORDS)), "").strip():
            return
        self.seen.add(key)
        row.made[name] = self.latest[name] = [key]
        self._compare(row, name, key, FIELD_OF.get((self.found.page, name), WORDS), text)
        self._move(row, name, key)

    def _move(self, row: Row, name: str, key: str) -> None:
        """A box that was moved into another audience's rows belongs to them now."""
        node = self.book.nodes[key]
        before = getattr(node, "audience", None)
        if before is not None and before != self.audience and before in self.book.nodes and self.audience:
            self.book.set_field(key, "audience", self.audience, self._where(row, name))

    def _compare(self, row: Row, name: str, key: str, bound: str, text: str) -> None:
        expected = self.expected.get((key, bound))
        if expected is None or text == expected:
            return
        where = self._where(row, name)
        if bound == TEXT:
            self.book.set_field(key, "text", text, where)
            return
        node = self.book.nodes[key]
        first, *rest = self._without_heading(text).split("\n")
        before, *beneath = self._without_heading(expected).split("\n")
        if first != before or writable(node.text) != before:
            self.book.set_field(key, "text", first, where)
        if rest != beneath or writable(node.text) != before:
            self.book.set_field(key, "details", tuple(rest), where)
        self._change_heading(node, text, expected, where)

    @staticmethod
    def _without_heading(text: str) -> str:
        heading = hypothesis_heading(text) if text.startswith("【") else None
        return heading.rest if heading else text

    def _change_heading(self, node: Node, text: str, expected: str, where: CellProblem) -> None:
        now, before = hypothesis_heading(text), hypothesis_heading(expected)
        if not isinstance(node, Cause | Issue | CurrentState) or not now or not before:
            return
        if isinstance(node, Cause | Issue) and now.is_shared != before.is_shared:
            self.book.set_field(node.key, "is_shared", now.is_shared, where)
        if isinstance(node, Cause) and now.named in ("真因", "原因") and now.named != before.named:
            self.book.set_field(node.key, "is_root", now.named == "真因", where)

    def _read_tactics(self, row: Row, text: str) -> None:
        mine = row.made.get("activity") or []
        owner = mine[0] if len(mine) == 1 else "" if mine else self.audience
        owner = owner or self.audience
        bound = self.expected.get((owner, TACTICS))
        if text == (bound or "") or (not text.strip() and bound is None):
            return
        if not owner:
            self.book.keep_aside(text, f"{self._where(row, 'tactics').address}の工夫。誰にが書かれていません")
            return
        lines = (
            tuple(text.split("\n")) if self.found.is_ours else tuple(line for line in text.split("\n") if line.strip())
        )
        before = () if self.found.is_ours else getattr(self.book.nodes[owner], "tactics", ())
        self.book.put(owner, tactics=(*before, *lines))

    def _read_new(self, row: Row, name: str, key: str, text: str) -> list[str]:
        if name == "hypothesis":
            return self._read_hypotheses(row, text)
        items = (_one(text),) if self.found.is_ours else items_of(text)
        made = [
            self._known_or_new(KINDS[name], item, key if place == 0 else "", name) for place, item in enumerate(items)
        ]
        self.latest[name] = made or self.latest.get(name, [])
        return made

    def _read_hypotheses(self, row: Row, text: str) -> list[str]:
        made: list[str] = []
        for heading, items in hypotheses_of(text, self.hypothesis):
            self.hypothesis = heading
            name = heading.rest.strip("【】 　")
            if name and not self._named(Audience, name):
                self.book.keep_aside(name, f"{self._where(row, 'hypothesis').address}の現状の見出しにある相手の名前")
            made += [self._new_hypothesis(item) for item in items]
        return made

    def _new_hypothesis(self, item: Item) -> str:
        is_shared = self.hypothesis.is_shared or self.is_shared
        kind: type[Node] = {"現状": CurrentState, "課題": Issue}.get(self.hypothesis.named, Cause)
        known = next(
            (one.key for one in self.book.nodes.values() if type(one) is kind and one.text == item.text and is_shared),
            "",
        )
        return known or self._new(kind, item, "", "hypothesis")

    def _known_or_new(self, kind: type[Node], item: Item, key: str, name: str) -> str:
        known = self._named(kind, item.text)
        if known and not key and not (item.details and getattr(self.book.nodes[known], "details", ())):
            if item.details:
                self.book.put(known, details=item.details)
            self._print_here_too(known)
            return known
        return self._new(kind, item, key, name)

    def _print_here_too(self, key: str) -> None:
        """An ideal state that stands in several audiences' rows is one box, printed in each of them."""
        node = self.book.nodes[key]
        if isinstance(node, IdealState) and node.audiences and self.audience not in (*node.audiences, ""):
            self.book.put(key, audiences=(*node.audiences, self.audience))

    def _named(self, kind: type[Node], text: str) -> str:
        """A box of these words in the same rows, so that what stands in two sheets is one box."""
        for one in self.book.nodes.values():
            if type(one) is not kind:
                continue
            if kind is Audience and _joined(one.text) == _joined(text):
                return one.key
            is_here = kind is IdealState or getattr(one, "audience", "") == self.audience
            if one.text == text and is_here:
                return one.key
        return ""

    def _new(self, kind: type[Node], item: Item, key: str, name: str) -> str:
        key = self.book.brought_or_fresh(key, "n")
        said: dict[str, object] = {"key": key, "text": item.text, "details": item.details}
        if "audience" in kind.refers:
            said["audience"] = self.audience
        if kind in (Cause, Issue):
            is_shared = self.hypothesis.is_shared or self.is_shared or not self.audience
            said |= {"is_shared": is_shared, "audiences": () if is_shared else (self.audience,)}
        if kind is Cause:
            said["is_root"] = self.hypothesis.named == "真因"
        if name in LEVELS:
            said["level"] = LEVELS[name]
        if kind is IdealState and self.audience:
            said["audiences"] = (self.audience,)
        before = self.latest.get(name, [""])
        return self.book.add(kind(**said), after=before[-1] if before else "")  # type: ignore[arg-type]  # every kind takes these

    def _join(self, row: Row) -> None:
        """In a sheet that a person drew, what stands side by side in a row is joined by an arrow that is still a guess."""
        if self.found.page == STORY:
            left: list[str] = []
            for name in ON_THE_WAY:
                here = row.made.get(name) or ([] if name != "activity" else self.latest.get(name, []))
                if not here:
                    continue
                for source, target in _pairs(left, here):
                    self.book.join(source, target)
                left = here
        elif self.found.page == MONITORING:
            for key in row.made.get("method", []):
                outcomes = tuple(row.made.get("outcome", []) or self.latest.get("outcome", []))
                self.book.set_field(key, "outcomes", outcomes, self._where(row, "method"))


def _joined(text: str) -> str:
    """A name without the blanks and line ends that a narrow cell forces into it."""
    return "".join(text.split())


def _pairs(left: Sequence[str], right: Sequence[str]) -> list[tuple[str, str]]:
    """One to each, or one by one in order."""
    if len(left) == 1 or len(right) == 1:
        return [(source, target) for source in left for target in right]
    most = max(len(left), len(right)) if left else 0
    return [(left[min(n, len(left) - 1)], right[min(n, len(right) - 1)]) for n in range(most)]


def _one(text: str) -> Item:
    first, *rest = text.split("\n")
    return Item(first, tuple(rest))
