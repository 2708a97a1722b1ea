"""版の比べの言葉: what was added, taken out and changed, each field as it was and as it is, as people read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from takigi.kernel.era_names import in_short_japanese
from takigi.kernel.labelled import Labelled
from takigi.logic_models.queries.versions import Compared
from takigi.logic_models.rules.differences import Changed
from takigi.logic_models.rules.labels import FIELD_LABELS
from takigi.logic_models.rules.nodes import Node
from takigi.logic_models.rules.theory import Link, Theory
from takigi.screens.stories.about import GONE, arrow_words, box_words

NOTHING = "（なし）"
# Fields that hold the key of somebody in the team.
OF_MEMBERS = ("actor_member", "who_member")


@dataclass(frozen=True)
class FieldWords:
    """One field, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangedWords:
    """A box or an arrow that is in both versions, with each field that differs."""

    what: str
    fields: tuple[FieldWords, ...]


@dataclass(frozen=True)
class ComparedWords:
    """The whole difference in words."""

    added: tuple[str, ...]
    taken_out: tuple[tuple[str, str], ...]
    changed: tuple[ChangedWords, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is different."""
        return not (self.added or self.taken_out or self.changed)


def compared_words(compared: Compared, members: Mapping[str, str]) -> ComparedWords:
    """From the older to the newer. What was taken out says why, where somebody wrote it."""
    told, was, now = compared.difference, compared.theory_before, compared.theory_after
    why = {one.key: one.why for one in now.dropped}
    title = (ChangedWords("題", (FieldWords("題", told.title.before, told.title.after),)),) if told.title else ()
    return ComparedWords(
        added=(*map(box_words, told.nodes_added), *(arrow_words(one, now) for one in told.links_added)),
        taken_out=(
            *((box_words(one), why.get(one.key, "")) for one in told.nodes_removed),
            *((arrow_words(one, was), "") for one in told.links_removed),
        ),
        changed=(
            *title,
            *_changes(told.nodes_changed, was, now, members),
            *_changes(told.links_changed, was, now, members),
        ),
    )


def _changes(
    changes: Sequence[Changed], was: Theory, now: Theory, members: Mapping[str, str]
) -> Sequence[ChangedWords]:
    return [_changed(one, was, now, members) for one in changes]


def _changed(one: Changed, was: Theory, now: Theory, members: Mapping[str, str]) -> ChangedWords:
    what = box_words(one.before) if isinstance(one.before, Node) else arrow_words(one.before, was)
    return ChangedWords(
        what,
        tuple(
            FieldWords(
                FIELD_LABELS.get(field.field, field.field),
                value_words(one.before, field.field, was, members),
                value_words(one.after, field.field, now, members),
            )
            for field in one.fields
        ),
    )


def value_words(of: Node | Link, field: str, theory: Theory, members: Mapping[str, str]) -> str:
    """The value of one field, as people read it."""
    value = getattr(of, field, None)
    if field in OF_MEMBERS:
        return members.get(str(value or ""), NOTHING)
    names = field in {"source", "target"} if isinstance(of, Link) else field in of.refers
    if names and value:
        keys = (value,) if isinstance(value, str) else value
        return "、".join(_named(key, theory) for key in keys)
    return _plain(value)


def _named(key: str, theory: Theory) -> str:
    node = theory.node(key)
    return node.text if node else GONE


def _plain(value: Any) -> str:
    if value is None or value in ("", ()):
        return NOTHING
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, Labelled):
        return value.label
    if isinstance(value, date):
        return in_short_japanese(value)
    if isinstance(value, tuple):
        return "\n".join(map(_plain, value))
    if is_dataclass(value):
        told = [_plain(getattr(value, one.name)) for one in fields(value) if one.name != "is_about"]
        return "　".join(one for one in told if one != NOTHING)
    return str(value)
