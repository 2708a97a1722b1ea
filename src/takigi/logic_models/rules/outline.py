"""アウトラインを読む: indented text typed fast becomes the graph. A line that nothing takes is kept among the loose words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, get_args

from takigi.logic_models.rules.document import types_of
from takigi.logic_models.rules.edits import brought_in
from takigi.logic_models.rules.labels import FIELD_LABELS
from takigi.logic_models.rules.nodes import NODE_TYPE, ON_THE_PATH, Node
from takigi.logic_models.rules.outline_values import (
    ARROW,
    DETAIL_MARK,
    KIND_WORDS,
    LINK_WORD,
    LOOSE_WORD,
    NONE_WORD,
    TITLE_WORD,
    Unread,
    field_of_label,
    implied,
    read_value,
    unescaped,
    usual_kind,
)
from takigi.logic_models.rules.outline_writing import written_order
from takigi.logic_models.rules.theory import Link, Loose, Theory, keys_taken, next_keys
from takigi.logic_models.rules.words import NodeKind

_MARK = re.compile(r"\s+#(?P<key>[a-z]\d+)\s*$")
_WORD = re.compile(r"(?P<word>[^:：]{1,12}?)\s*[:：](?P<rest>.*)", re.DOTALL)
_KEY = re.compile(r"#([a-z]\d+)")
BULLETS = (DETAIL_MARK, "-", "‐", "•", "➢", "▶", "⇒", "◆", "■", "●", "【")
GIVEN_UP = "アウトラインから外した"
SAID_TWICE = "同じことが、この箱にもう書かれています。「置き場所の決まらない言葉」に残しました。"


@dataclass(frozen=True)
class Said:
    """What could not be taken as it stood: the line's number, its words, and what became of them."""

    line: int
    text: str
    why: str


@dataclass(frozen=True)
class Read:
    """A read outline: the theory, and what was kept without being placed."""

    theory: Theory
    said: tuple[Said, ...] = ()


def read_outline(text: str, *, base: Theory | None = None, on: date) -> Read:
    """The theory that the text tells. `base`: what it was written from; marks (#n3) and like words lead back to its boxes.

    Nothing is refused: an arrow to nowhere, a date that is none, a line in no place are told and kept.
    """
    desk = _Desk(base or Theory(), on)
    desk.taken |= {mark["key"] for line in text.split("\n") if (mark := _MARK.search(line))}
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if line.strip():
            desk.take(number, line)
    return desk.finish()


@dataclass
class _Box:
    """A box that is being read: its values so far, under whom it stands and on which line it began."""

    kind: NodeKind
    key: str
    values: dict[str, Any]
    above: _Box | None
    line: int
    details: list[str]
    told: set[str]
    mechanism: str = ""

    def node(self) -> Node:
        return NODE_TYPE[self.kind](key=self.key, **(self.values | {"details": tuple(self.details)}))


@dataclass(frozen=True)
class _Place:
    """Where a line stands: under which box, how far in, on which line."""

    above: _Box | None
    width: int
    line: int


@dataclass(frozen=True)
class _Arrow:
    source: str
    target: str
    mechanism: str
    line: int
    text: str


class _Desk:
    def __init__(self, base: Theory, on: date) -> None:
        self.base, self.on = base, on
        self.before = keys_taken(base)
        self.taken = set(self.before)
        self.boxes: list[_Box] = []
        self.stack: list[tuple[int, _Box]] = []
        self.arrows: list[_Arrow] = []
        # How far in the last line stood, if that was an arrow: a reason beneath it is the arrow's.
        self.arrow_width: int | None = None
        self.loose: list[Loose] = []
        self.said: list[Said] = []
        self.title = self.base.title
        self.names: dict[str, str] = {}
        self.free = {(node.kind, node.text): node.key for node in reversed(base.nodes)}

    def take(self, number: int, line: str) -> None:
        """One line."""
        body = line.strip()
        width = _width(line[: len(line) - len(line.lstrip())])
        if body.startswith(ARROW):
            # Nothing stands beneath an arrow: what comes further in is still the box's before it.
            above = next((box for left, box in reversed(self.stack) if left < width), None)
            before = len(self.arrows)
            self.arrow_from(above, body, number)
            self.arrow_width = width if len(self.arrows) > before else None
            return
        beneath, self.arrow_width = self.arrow_width, None
        if beneath is not None and width > beneath and self.is_reason_of_arrow(body, number):
            return
        while self.stack and self.stack[-1][0] >= width:
            self.stack.pop()
        above = self.stack[-1][1] if self.stack else None
        if above is not None and body.startswith(BULLETS):
            above.details.append(unescaped(body.removeprefix(DETAIL_MARK)))
        else:
            self.worded(above, body, width, number)

    def is_reason_of_arrow(self, body: str, number: int) -> bool:
        """「なぜそうなるか」 beneath an arrow: taken as the arrow's, unless its own line says one already."""
        found = _WORD.fullmatch(body)
        if found is None or found["word"].strip() != FIELD_LABELS["mechanism"]:
            return False
        if self.arrows[-1].mechanism:
            self.set_aside(number, body, SAID_TWICE)
        else:
            self.arrows[-1] = replace(self.arrows[-1], mechanism=unescaped(found["rest"].strip()))
        return True

    def worded(self, above: _Box | None, body: str, width: int, number: int) -> None:
        found = _WORD.fullmatch(body)
        word, rest = (found["word"].strip(), found["rest"].strip()) if found else ("", body)
        if word in KIND_WORDS:
            kind, values = KIND_WORDS[word]
            self.begin(kind, dict(values), rest, _Place(above, width, number))
        elif word == TITLE_WORD and above is None:
            self.title = unescaped(rest)
        elif word == LINK_WORD:
            self.free_arrow(rest, number, body)
        elif word == LOOSE_WORD:
            self.keep_loose(rest)
        elif above is not None and (word == FIELD_LABELS["mechanism"] or field_of_label(NODE_TYPE[above.kind], word)):
            self.attribute(above, word, rest, number, body)
        else:
            usual = usual_kind(above.node() if above else None)
            if usual is None and above is not None:
                above.details.append(unescaped(body))
            elif usual is not None:
                self.begin(usual[0], dict(usual[1]), body, _Place(above, width, number))

    def begin(self, kind: NodeKind, values: dict[str, Any], rest: str, place: _Place) -> None:
        above = place.above
        mark = _MARK.search(" " + rest)
        marked = mark["key"] if mark else ""
        text = unescaped((" " + rest)[: mark.start()].strip() if mark else rest)
        key = self.key_for(kind, text, marked)
        box = _Box(kind, key, values | {"text": text}, above, place.line, [], set(values))
        for name, value in implied(kind, above.node() if above else None).items():
            box.values[name] = value
        self.boxes.append(box)
        self.stack.append((place.width, box))
        if above is not None and above.kind in ON_THE_PATH and kind in ON_THE_PATH:
            self.arrows.append(_Arrow(above.key, key, "", place.line, rest))

    def key_for(self, kind: NodeKind, text: str, marked: str) -> str:
        """The key that the mark says, or the one of the same words before, or a fresh one."""
        used = {box.key for box in self.boxes}
        old = self.base.node(marked)
        is_new = marked[:1] == "n" and marked not in self.before
        if marked not in used and (is_new or (old is not None and old.kind is kind)):
            return marked
        same = self.free.get((kind, text), "") if text else ""
        if not marked and same and same not in used:
            return same
        fresh = next_keys(self.taken | used)[0]
        self.taken.add(fresh)
        if marked:
            self.names.setdefault(marked, fresh)
        return fresh

    def attribute(self, box: _Box, label: str, rest: str, number: int, body: str) -> None:
        if label == FIELD_LABELS["mechanism"]:
            if box.mechanism:
                self.set_aside(number, body, SAID_TWICE)
            else:
                box.mechanism = unescaped(rest)
            return
        name = field_of_label(NODE_TYPE[box.kind], label) or ""
        kind = types_of(NODE_TYPE[box.kind])[name]
        is_list = str(kind).startswith("tuple") and name not in NODE_TYPE[box.kind].refers
        if name in box.told and not is_list:
            self.set_aside(number, body, SAID_TWICE)
            return
        try:
            if name in NODE_TYPE[box.kind].refers:
                box.values[name] = self.references(rest, many=kind is not str)
            elif is_list:
                before = box.values.get(name, ()) if name in box.told else ()
                box.values[name] = (*before, read_value(get_args(kind)[0], rest, on=self.on))
            else:
                box.values[name] = read_value(kind, rest, on=self.on)
            box.told.add(name)
        except Unread as error:
            self.set_aside(number, body, f"{error.why}。「置き場所の決まらない言葉」に残しました。")

    def references(self, rest: str, *, many: bool) -> Any:
        keys = [] if rest == NONE_WORD else _KEY.findall(rest)
        if not keys and rest != NONE_WORD:
            keys = [self.named(one) for one in re.split(r"[、,，]", rest) if one.strip()]
        if not many and len(keys) > 1:
            raise Unread("ひとつだけ選べます")
        return tuple(keys) if many else (keys[0] if keys else "")

    def named(self, text: str) -> str:
        """The box with these words, read already or in the base."""
        text = unescaped(text.strip())
        for box in self.boxes:
            if box.values["text"] == text:
                return box.key
        for node in self.base.nodes:
            if node.text == text:
                return node.key
        raise Unread(f"「{text}」という箱が見つかりません")

    def arrow_from(self, above: _Box | None, body: str, number: int) -> None:
        if above is None or above.kind not in ON_THE_PATH:
            self.set_aside(number, body, "どこからのつながりか分かりません。「置き場所の決まらない言葉」に残しました。")
            return
        self.draw(above.key, body.removeprefix(ARROW).strip(), number, body)

    def free_arrow(self, rest: str, number: int, body: str) -> None:
        source, arrow, target = rest.partition(ARROW)
        found = _KEY.fullmatch(source.strip())
        if not arrow or found is None:
            self.set_aside(number, body, "つながりの書き方が分かりません。「置き場所の決まらない言葉」に残しました。")
            return
        self.draw(found[1], target.strip(), number, body)

    def draw(self, source: str, rest: str, number: int, body: str) -> None:
        found = re.match(r"#([a-z]\d+)\s*(?:[:：]\s*(.*))?$", rest, re.DOTALL)
        # Words instead of a mark may tell a box that comes further down.
        target, mechanism = (found[1], found[2] or "") if found else ("", "")
        self.arrows.append(_Arrow(source, target, unescaped(mechanism), number, body if found else rest))

    def keep_loose(self, rest: str) -> None:
        mark = _MARK.search(" " + rest)
        text = unescaped((" " + rest)[: mark.start()].strip() if mark else rest)
        old = next((one for one in self.base.loose if mark and one.key == mark["key"]), None)
        if old is not None:
            self.loose.append(replace(old, text=text))
        else:
            self.loose.append(self.loose_words(text, "アウトラインから"))

    def loose_words(self, text: str, why: str) -> Loose:
        key = next_keys(self.taken, letter="x")[0]
        self.taken.add(key)
        return Loose(key=key, text=text, why=why)

    def set_aside(self, number: int, body: str, why: str) -> None:
        self.said.append(Said(number, body, why))
        self.loose.append(self.loose_words(body, why))

    def told_by_words(self, text: str) -> tuple[str, str]:
        """「→ 箱の言葉: なぜそうなるか」: the box, which may have a colon in its own words, and the mechanism."""
        try:
            return self.named(text), ""
        except Unread:
            words, colon, mechanism = text.replace("：", ":", 1).partition(":")
            if not colon:
                raise
            return self.named(words), unescaped(mechanism.strip())

    def finish(self) -> Read:
        nodes = [self.renamed(box.node()) for box in self.boxes]
        # Arrows first: one that leads nowhere goes among the loose words.
        links = tuple(self.links())
        read = Theory(
            title=self.title,
            nodes=tuple(nodes),
            links=links,
            loose=tuple(self.loose),
            differing=self.base.differing,
        )
        theory = brought_in(self.base, read, why=GIVEN_UP, on=self.on)
        here = {node.key for node in nodes}
        why = "弱い・否定と分かったつながりがあるため、外さずに残しました。"
        self.said += [Said(0, node.text, why) for node in theory.nodes if node.key not in here]
        return Read(replace(theory, nodes=self.in_order(list(theory.nodes))), tuple(self.said))

    def renamed(self, node: Node) -> Node:
        """A box that became another kind has another key; who named it names it still."""
        told: dict[str, Any] = {}
        for name in node.refers:
            value = getattr(node, name)
            new = self.names.get(value, value) if isinstance(value, str) else tuple(self.names.get(k, k) for k in value)
            told[name] = new
        return replace(node, **told) if self.names and told else node

    def in_order(self, nodes: list[Node]) -> tuple[Node, ...]:
        """As before where nobody moved anything; new boxes after the one they were typed after."""
        by_key = {node.key: node for node in nodes}
        before = [key for key in written_order(self.base) if key in by_key]
        now = [node.key for node in nodes]
        if before != [key for key in now if self.base.node(key) is not None]:
            return tuple(nodes)
        order = [node.key for node in self.base.nodes if node.key in by_key]
        for place, key in enumerate(now):
            if key not in order:
                order.insert(order.index(now[place - 1]) + 1 if place else 0, key)
        return tuple(by_key[key] for key in order)

    def links(self) -> list[Link]:
        left = list(self.base.links)
        found: dict[str, Link] = {}
        fresh: list[Link] = []
        mechanisms = {box.key: box.mechanism for box in self.boxes}
        nested = {(box.above.key, box.key): box.line for box in self.boxes if box.above is not None}
        for arrow in self.arrows:
            source, target = self.names.get(arrow.source, arrow.source), self.names.get(arrow.target, arrow.target)
            mechanism = arrow.mechanism
            if not target:
                try:
                    target, said = self.told_by_words(arrow.text)
                except Unread as error:
                    why = f"{error.why}。「置き場所の決まらない言葉」に残しました。"
                    self.set_aside(arrow.line, ": ".join(filter(None, (f"{ARROW} {arrow.text}", mechanism))), why)
                    continue
                if said and mechanism:
                    self.set_aside(arrow.line, mechanism, SAID_TWICE)
                mechanism = said or mechanism
            is_nested = nested.get((source, target)) == arrow.line
            mechanism = mechanisms[target] if is_nested else mechanism
            old = next((link for link in left if (link.source, link.target) == (source, target)), None)
            if old is None:
                key = next_keys(self.taken, letter="l")[0]
                self.taken.add(key)
                fresh.append(Link(key=key, source=source, target=target, mechanism=mechanism))
            else:
                left.remove(old)
                found[old.key] = replace(old, mechanism=mechanism)
        return [found[link.key] for link in self.base.links if link.key in found] + fresh


def _width(blanks: str) -> int:
    return sum({"\t": 4, "\u3000": 2}.get(blank, 1) for blank in blanks)
