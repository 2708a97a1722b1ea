"""行の増減: a row more or less in what was typed; nothing else moves, and what was taken out can be put back."""

import json
import re
from collections.abc import Mapping

Written = dict[str, str]

# What a new row begins with, by the last word of its list.
BEGINS_WITH: Mapping[str, Mapping[str, str]] = {
    "issues": {"supports-n": "1", "supports-0-uses-n": "1"},
    "supports": {"uses-n": "1"},
}
_ROW = re.compile(r"(?P<path>[a-z_]+(?:-\d+-[a-z_]+)*)-(?P<place>\d+)")


def _length(written: Written, path: str) -> int:
    return int(written.get(f"{path}-n", "0"))


def add_row(written: Written, path: str) -> Written:
    """One more at the end."""
    place = _length(written, path)
    begun = {f"{path}-{place}-{name}": text for name, text in BEGINS_WITH.get(path.rpartition("-")[2], {}).items()}
    return written | begun | {f"{path}-n": str(place + 1)}


def _row_of(written: Written, path: str, place: int) -> Written:
    start = f"{path}-{place}-"
    return {name.removeprefix(start): text for name, text in written.items() if name.startswith(start)}


def _with_rows(written: Written, path: str, rows: list[Written]) -> Written:
    kept = {name: text for name, text in written.items() if not re.match(rf"{re.escape(path)}-(\d+-|n$)", name)}
    for place, row in enumerate(rows):
        kept |= {f"{path}-{place}-{name}": text for name, text in row.items()}
    return kept | {f"{path}-n": str(len(rows))}


def _rows_of(written: Written, path: str) -> list[Written]:
    return [_row_of(written, path, place) for place in range(_length(written, path))]


def take_row_out(written: Written, path: str, place: int) -> tuple[Written, str]:
    """The rest, and the row as a word that `put_row_back` understands; "" when it was empty or is not there."""
    rows = _rows_of(written, path)
    if place >= len(rows):
        return written, ""
    row = rows.pop(place)
    has_words = any(text for name, text in row.items() if not name.endswith("-n"))
    taken = json.dumps({"path": path, "place": place, "row": row}, ensure_ascii=False) if has_words else ""
    return _with_rows(written, path, rows), taken


def put_row_back(written: Written, taken: str) -> Written:
    """The row again where it stood."""
    try:
        found = json.loads(taken)
        path, place, row = found["path"], int(found["place"]), dict(found["row"])
    except (ValueError, KeyError, TypeError):
        return written
    if not _ROW.fullmatch(f"{path}-{place}"):
        return written
    rows = _rows_of(written, path)
    rows.insert(place, {str(name): str(text) for name, text in row.items()})
    return _with_rows(written, path, rows)


def changed_rows(written: Written, asked: str, taken: str) -> tuple[Written, str]:
    """What a row's button asks for: `add:issues`, `take:issues-1`, `back`. Returns the boxes and what was taken out."""
    what, _, target = asked.partition(":")
    if what == "add" and _ROW.fullmatch(f"{target}-0"):
        return add_row(written, target), ""
    if what == "take" and (found := _ROW.fullmatch(target)):
        return take_row_out(written, found["path"], int(found["place"]))
    if what == "back":
        return put_row_back(written, taken), ""
    return written, ""
