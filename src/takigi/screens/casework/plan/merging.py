"""書きかけを合わせる: two people in one draft; each keeps what only they changed, and where both did, both are shown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

Written = Mapping[str, str]
_INDEX = re.compile(r"(?P<path>.*?)-(?P<place>\d+)-")


@dataclass(frozen=True)
class Merged:
    """合わせたもの. `theirs` holds, for each box that both changed, what the other wrote; `kept` has theirs there."""

    shown: dict[str, str]
    kept: dict[str, str]
    theirs: dict[str, str]


def merge(was: Written, typed: Written, stored: Written, *, is_mine: bool) -> Merged:
    """`was`: as the page had it; `typed`: as it is on the page now; `stored`: as it is kept.

    A box that the page does not show stays as it is kept. `is_mine`: the last to save was the same person, who is not
    asked about a difference with themselves.
    """
    shown: dict[str, str] = {}
    theirs: dict[str, str] = {}
    for name in {**stored, **typed}:
        mine, now, before = typed.get(name), stored.get(name), was.get(name)
        if mine is None or (mine == before and mine != now):
            if now is not None:
                shown[name] = now
            continue
        shown[name] = mine
        if now not in {before, mine} and not is_mine:
            theirs[name] = now or ""
    for name, text in list(shown.items()):
        if text and name in typed and typed[name] != was.get(name):
            _make_room(shown, name)
    return Merged(shown, shown | {name: text for name, text in theirs.items() if name in stored}, theirs)


def _make_room(boxes: dict[str, str], name: str) -> None:
    """A row that somebody wrote in is counted, even when the other took it out meanwhile."""
    start = 0
    while found := _INDEX.match(name, start):
        path, place = name[: found.end("path")], int(found["place"])
        if int(boxes.get(f"{path}-n", "0")) <= place:
            boxes[f"{path}-n"] = str(place + 1)
        start = found.end()
