"""人の書いたセル: one cell with several things in it, told apart by how people write lists. Nothing of it is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A heading line has no mark; what stands beneath it has one, is indented, or is named in brackets.
BULLETS = "●○・➢➤▶▷►>＞◆◇■□※*‐-－"
BENEATH = "→⇒【〔（("
_BULLET = re.compile(rf"^[\s　]*([{re.escape(BULLETS)}])[\s　]*")
# 【課題・共通】伝える ／ 真因【共通】 ／ 現状 【○○の人たち】 ／ 課題: 伝える. A sentence that only begins with the word is none.
_HYPOTHESIS = re.compile(
    rf"^(?:[{re.escape(BULLETS)}][\s　]*)?(?:【(?P<in>現状|課題|真因|原因)(?P<shared>・共通)?】|(?P<out>現状|課題|真因|原因)[\s　]*(?P<beside>【共通】)?(?:[:：]|(?=【)|$))"
    r"[\s　]*(?P<rest>.*)$",
    re.DOTALL,
)

_NAME = re.compile(r"^【[^】]+】$")


@dataclass(frozen=True)
class Item:
    """One thing in a cell: its heading and the lines beneath."""

    text: str
    details: tuple[str, ...] = ()


def items_of(cell: str) -> tuple[Item, ...]:
    """A list opened by a mark becomes one thing a mark; a heading with marked lines beneath it is one thing.

    >>> [one.text for one in items_of("● 見る\\n● 聞く")]
    ['見る', '聞く']
    >>> items_of("①話す\\n➢ 月に二度")
    (Item(text='①話す', details=('➢ 月に二度',)),)
    """
    lines = [line.rstrip() for line in cell.split("\n") if line.strip(" 　\t")]
    if not lines:
        return ()
    opening = _BULLET.match(lines[0])
    mark = opening[1] if opening else ""
    items: list[tuple[str, list[str]]] = []
    for line in lines:
        found = _BULLET.match(line)
        is_next = bool(found and found[1] == mark and not line.startswith((" ", "　"))) if mark else _is_heading(line)
        if is_next or not items:
            items.append((line[found.end() :] if found and mark else line.strip(), []))
        else:
            items[-1][1].append(line)
    return tuple(Item(text, tuple(details)) for text, details in items)


def _is_heading(line: str) -> bool:
    return not line.startswith((" ", "　", "\t", *BULLETS, *BENEATH))


@dataclass(frozen=True)
class Hypothesis:
    """What one line of 課題仮説 is: 現状, 課題, 真因 or 原因, shared or not, and what else its heading said."""

    named: str
    is_shared: bool
    rest: str


def hypothesis_heading(line: str) -> Hypothesis | None:
    """The heading that opens a list of 現状, 課題 or 真因; None for any other line.

    >>> hypothesis_heading("真因【共通】")
    Hypothesis(named='真因', is_shared=True, rest='')
    >>> hypothesis_heading("【課題・共通】伝える").rest
    '伝える'
    """
    found = _HYPOTHESIS.match(line.strip())
    if not found:
        return None
    return Hypothesis(found["in"] or found["out"], bool(found["shared"] or found["beside"]), found["rest"])


def hypotheses_of(cell: str, before: Hypothesis) -> tuple[tuple[Hypothesis, tuple[Item, ...]], ...]:
    """The lists of a cell of 課題仮説, each under its heading; lines above the first one go on with what was `before`."""
    parts: list[tuple[Hypothesis, list[str]]] = [(Hypothesis(before.named, before.is_shared, ""), [])]
    for line in cell.split("\n"):
        heading = hypothesis_heading(line)
        named = parts[-1]
        if heading is None and len(parts) > 1 and named[1] == [""] and _NAME.match(line.strip()):
            # The name of whom it is about stands on a line of its own.
            parts[-1] = (Hypothesis(named[0].named, named[0].is_shared, line.strip()), [])
        elif heading is None:
            parts[-1][1].append(line)
        elif heading.rest.startswith("【"):
            parts.append((heading, []))
        else:
            parts.append((Hypothesis(heading.named, heading.is_shared, ""), [heading.rest]))
    return tuple((heading, items_of("\n".join(lines))) for heading, lines in parts)
