"""下書きの合わせ方: what two people typed into one visit, field by field. No word is dropped unless somebody who saw it says so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from takigi.casework.rules.states import CaseRefused
from takigi.casework.rules.visit_fields import FIELD_OF, Kind

# A text, or the keys that were chosen.
Value = str | tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """One person's words for one field. `editor` is the window they were typed in."""

    value: Value
    version: int
    by: int
    at: str
    editor: str


@dataclass(frozen=True)
class Entry:
    """What stands in a field, the other words that came without having seen it, and how far each window was heard."""

    kept: Wording
    rivals: tuple[Wording, ...] = ()
    heard: Mapping[str, int] = field(default_factory=dict)

    @property
    def version(self) -> int:
        """The last time anything about this field changed."""
        return max(one.version for one in (self.kept, *self.rivals))


@dataclass(frozen=True)
class Change:
    """What was typed. `base`: the version of the field that was on the screen then (0: nothing was)."""

    field: str
    value: Value
    base: int
    seq: int


@dataclass(frozen=True)
class Merged:
    """The entries afterwards, and where two people differ now because of these changes."""

    entries: Mapping[str, Entry]
    version: int
    accepted: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


@dataclass
class _Desk:
    entries: dict[str, Entry]
    version: int
    by: int
    at: str
    editor: str
    accepted: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)

    def word(self, change: Change) -> Wording:
        """The change as it is kept, with a version of its own."""
        self.version += 1
        return Wording(change.value, self.version, self.by, self.at, self.editor)

    def again(self, wording: Wording) -> Wording:
        """The same words, told anew to whoever looks."""
        self.version += 1
        return replace(wording, version=self.version)


def merge_draft(
    stored: Mapping[str, Entry], changes: Iterable[Change], *, version: int, by: int, at: str, editor: str
) -> Merged:
    """Take the changes in. Whatever was typed upon something else than what stands there becomes a rival, not a loss.

    Sending the same changes again, or an older one late, changes nothing: each window counts its own typing.
    """
    desk = _Desk(dict(stored), version, by, at, editor)
    for change in sorted(changes, key=lambda one: one.seq):
        _take_in(desk, change)
    return Merged(desk.entries, desk.version, tuple(desk.accepted), tuple(desk.conflicts))


def _take_in(desk: _Desk, change: Change) -> None:
    entry = desk.entries.get(change.field)
    if entry is None:
        if not is_empty(change.value):
            desk.entries[change.field] = Entry(desk.word(change), heard={desk.editor: change.seq})
        desk.accepted.append(change.field)
        return
    is_own_kept = entry.kept.editor == desk.editor
    if entry.heard.get(desk.editor, 0) >= change.seq:
        (desk.conflicts if _own(desk, entry.rivals) else desk.accepted).append(change.field)
        return
    others = tuple(one for one in entry.rivals if one.editor != desk.editor)
    heard = {**entry.heard, desk.editor: change.seq}
    # An empty field over which nothing was ever seen says nothing against what stands there.
    says_nothing = is_empty(change.value) and not change.base and not is_own_kept
    if entry.kept.value == change.value or says_nothing:
        # The same words twice are no difference; what this window said otherwise before is withdrawn.
        kept = desk.again(entry.kept) if others != entry.rivals else entry.kept
        if not says_nothing and not is_own_kept and not is_empty(change.value):
            # Now they are the words of both: neither takes them back for the other unseen.
            kept = replace(desk.again(entry.kept), editor="")
        desk.entries[change.field] = Entry(kept, others, heard)
        desk.accepted.append(change.field)
    elif is_own_kept or change.base >= entry.kept.version:
        desk.entries[change.field] = Entry(desk.word(change), others, heard)
        desk.accepted.append(change.field)
    else:
        desk.entries[change.field] = Entry(entry.kept, (*others, desk.word(change)), heard)
        desk.conflicts.append(change.field)


def _own(desk: _Desk, wordings: Iterable[Wording]) -> bool:
    return any(one.editor == desk.editor for one in wordings)


def is_empty(value: Value) -> bool:
    """Whether nothing was said."""
    return not (value.strip() if isinstance(value, str) else value)


def settle(
    stored: Mapping[str, Entry],
    name: str,
    *,
    keep: Sequence[int],
    seen: Iterable[int],
    version: int,
    by: int,
    at: str,
    editor: str,
) -> Merged:
    """食いちがいを決める: keep one wording, or several of a text one after the other.

    `keep` and `seen` are versions of wordings. What came after they were looked at is not thrown away: it stays a rival.
    Refused when what should be kept is no longer there.
    """
    entry, looked_at = stored.get(name), set(seen)
    words = {one.version: one for one in (entry.kept, *entry.rivals)} if entry else {}
    if entry is None or not keep or not set(keep) <= words.keys() or not set(keep) <= looked_at:
        raise CaseRefused("そのあいだに書きかえられました。いまの内容を見て、もう一度選んでください。")
    left = tuple(one for one in (entry.kept, *entry.rivals) if one.version not in looked_at)
    value = join([words[one].value for one in keep])
    kept = Wording(value, version + 1, by, at, editor)
    return Merged({**stored, name: Entry(kept, left, entry.heard)}, version + 1, accepted=(name,))


def join(values: Sequence[Value]) -> Value:
    """Several wordings as one: texts one under the other, choices together.

    >>> join(["畑に行きたい", "風呂に入りたい"])
    '畑に行きたい\\n風呂に入りたい'
    >>> join([("person",), ("person", "son")])
    ('person', 'son')
    """
    if any(isinstance(value, tuple) for value in values):
        return tuple(dict.fromkeys(key for value in values if isinstance(value, tuple) for key in value))
    return "\n".join(str(value) for value in values if value)


def read_value(name: str, typed: object) -> Value:
    """What a window sent for a field, in the shape that the field has. Refuses fields and shapes there are not."""
    known = FIELD_OF.get(name)
    if known is None:
        raise CaseRefused("知らない項目が送られました。ページを開きなおしてください。書いたことは残っています。")
    if known.kind is Kind.MANY:
        chosen = [typed] if isinstance(typed, str) else typed
        if not isinstance(chosen, list | tuple) or not all(isinstance(one, str) for one in chosen):
            raise CaseRefused(f"「{known.label}」を読めませんでした。ページを開きなおしてください。")
        order = [key for key, _ in known.choices]
        return tuple(sorted({one for one in chosen if one in order}, key=order.index))
    if not isinstance(typed, str):
        raise CaseRefused(f"「{known.label}」を読めませんでした。ページを開きなおしてください。")
    text = typed.replace("\r\n", "\n")
    if len(text) > known.longest:
        raise CaseRefused(
            f"「{known.label}」は{known.longest}字までです（いま{len(text)}字）。短くするか、ほかの欄に分けてください。"
        )
    return text


Stored = dict[str, object]


def as_stored(entries: Mapping[str, Entry]) -> dict[str, Stored]:
    """Entries as plain values for the database."""
    return {
        name: {**plain(one.kept), "rivals": [plain(rival) for rival in one.rivals], "heard": dict(one.heard)}
        for name, one in entries.items()
    }


def plain(one: Wording) -> Stored:
    """One wording as plain values."""
    value = list(one.value) if isinstance(one.value, tuple) else one.value
    return {"value": value, "version": one.version, "by": one.by, "at": one.at, "editor": one.editor}


def from_stored(
    stored: Mapping[str, Mapping[str, object]], known: Collection[str] = FIELD_OF.keys()
) -> dict[str, Entry]:
    """The counterpart of `as_stored`. Fields that the catalogue has given up are left out."""
    found: dict[str, Entry] = {}
    for name, kept in stored.items():
        rivals, heard = kept.get("rivals", []), kept.get("heard", {})
        if name in known and isinstance(rivals, list) and isinstance(heard, dict):
            found[name] = Entry(
                _wording(kept),
                tuple(_wording(one) for one in rivals),
                {str(editor): _whole(seq) for editor, seq in heard.items()},
            )
    return found


def _wording(kept: Mapping[str, object]) -> Wording:
    value = kept["value"]
    words: Value = tuple(str(one) for one in value) if isinstance(value, list) else str(value)
    return Wording(words, _whole(kept["version"]), _whole(kept["by"]), str(kept["at"]), str(kept["editor"]))


def _whole(number: object) -> int:
    return number if isinstance(number, int) else 0
