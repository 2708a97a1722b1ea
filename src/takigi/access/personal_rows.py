"""ひとりの人の行: which rows of a table tell about a person, how they are said in words, and what of them concerns others.

Each room declares its tables once, from the records upward; handing a copy to the person and erasing read the same lines.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from django.db.models import Field, ForeignKey, Model, Q, QuerySet
from django.utils.timezone import localtime

from takigi.kernel.era_names import in_japanese
from takigi.kernel.labelled import Labelled

# What a code means: an enumeration with labels, or a list of the town's.
Words = type[Labelled] | Mapping[str, str]


class Mask(Labelled):
    """伏せるわけ: why something that stands in a person's records is not handed over with them."""

    THIRD_PARTY = "third_party", "本人以外の人が分かる情報のため"
    REPORTER = "reporter", "知らせてくれた人が分かるおそれがあるため"
    LOCATION = "location", "保護されている住所につながるため"
    EVALUATION = "evaluation", "支援者どうしの検討・評価の途中の情報のため"


@dataclass(frozen=True)
class Subjects:
    """だれの、どのケースの: every record of the people, merged ones too, and the cases meant."""

    people: frozenset[uuid.UUID] = frozenset()
    cases: frozenset[uuid.UUID] = frozenset()
    # 被保険者番号 and the like, for tables that know a person only by these.
    numbers: frozenset[str] = frozenset()

    @property
    def targets(self) -> frozenset[str]:
        """How emergency readings name them."""
        return frozenset({f"person:{one}" for one in self.people} | {f"case:{one}" for one in self.cases})


@dataclass(frozen=True)
class PersonalRows:
    """一つの表: the paths by which its rows belong to a person or a case, and how its fields are handed over."""

    model: type[Model]
    by_person: tuple[str, ...] = ()
    by_case: tuple[str, ...] = ()
    by_number: str = ""
    by_target: str = ""
    masked: Mapping[str, Mask] = field(default_factory=dict)
    # The masks hold only where this is true of the row: "is_protected", "person.root.is_protected".
    only_where: str = ""
    # What only the work runs on: columns that sort a board, the same day in two more forms.
    unsaid: frozenset[str] = frozenset()
    # Every row belongs to somebody else, or tells how it came in: listed, never handed over.
    whole: Mask | None = None
    words: Mapping[str, Words] = field(default_factory=dict)
    # Drafts, keys and traces of work: erased with the rest, nothing that a person would read.
    is_handed_over: bool = True

    @property
    def title(self) -> str:
        """The Japanese term with which the table's docstring opens."""
        return (self.model.__doc__ or "").split(":")[0].split(" (")[0].split(",")[0].strip()

    def rows(self, subjects: Subjects) -> QuerySet[Any]:
        """The rows of these subjects. Lazy; one query when read."""
        found = Q(pk__in=[])
        for path in self.by_person:
            found |= Q(**{f"{path}__in": subjects.people})
        for path in self.by_case:
            found |= Q(**{f"{path}__in": subjects.cases})
        if self.by_number:
            found |= Q(**{f"{self.by_number}__in": subjects.numbers})
        if self.by_target:
            found |= Q(**{f"{self.by_target}__in": subjects.targets})
        return self.model._default_manager.filter(found)


@dataclass(frozen=True)
class Told:
    """記録の一件: its fields as label and words; masked ones with the reason in place of the words."""

    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class MaskedPart:
    """伏せた所: which field of which table, why, and how many times something stood there."""

    title: str
    label: str
    because: Mask
    times: int


@dataclass(frozen=True)
class Section:
    """開示用の一つの表: a room's word, the table's, its records and what was masked in them."""

    room: str
    title: str
    records: tuple[Told, ...]
    masked: tuple[MaskedPart, ...]


def handed_over(
    room: str, declared: Iterable[PersonalRows], subjects: Subjects, *, unmasked: frozenset[Mask] = frozenset()
) -> tuple[Section, ...]:
    """写し: the records of the subjects in words, table by table; empty tables are left out. One query a table."""
    # Tables are declared as they are erased, what hangs from others first; they are read the other way round.
    sections = (_section(room, one, subjects, unmasked) for one in reversed(list(declared)) if one.is_handed_over)
    return tuple(section for section in sections if section.records or section.masked)


def _section(room: str, declared: PersonalRows, subjects: Subjects, unmasked: frozenset[Mask]) -> Section:
    named = [one.name for one in declared.model._meta.fields if _names_somewhere(one)]
    found = declared.rows(subjects).order_by("pk")
    rows = list(found.select_related(*named) if named else found)
    if declared.whole and declared.whole not in unmasked:
        masked = (MaskedPart(declared.title, "全体", declared.whole, len(rows)),) if rows else ()
        return Section(room, declared.title, (), masked)
    hidden = {name: why for name, why in declared.masked.items() if why not in unmasked}
    counted: dict[str, int] = {}
    records = []
    for row in rows:
        facts = []
        for column in _columns(declared):
            words = _words(row, column, declared.words.get(column.name))
            if not words:
                continue
            label = _label_of(column)
            if column.name in hidden and (not declared.only_where or attrgetter(declared.only_where)(row)):
                counted[column.name] = counted.get(column.name, 0) + 1
                words = f"（伏せました：{hidden[column.name].label}）"
            facts.append((label, words))
        if facts:
            records.append(Told(tuple(facts)))
    labels = {column.name: _label_of(column) for column in _columns(declared)}
    parts = tuple(MaskedPart(declared.title, labels[name], hidden[name], times) for name, times in counted.items())
    return Section(room, declared.title, tuple(records), parts)


def _columns(declared: PersonalRows) -> list[Field[Any, Any]]:
    """What a person reads: what identifies or is sensitive, and the days and kinds beside it; no keys and no folded copies."""
    handling = declared.model.__dict__["Handling"]
    telling = {*getattr(handling, "identifies", ()), *getattr(handling, "sensitive", ())}
    return [
        column
        for column in declared.model._meta.fields
        if column.name not in declared.unsaid
        and (
            column.name in telling
            or column.choices
            or column.get_internal_type() == "DateField"
            or _names_somewhere(column)
        )
        and (_names_somewhere(column) or not str(column.verbose_name).isascii())
        and (not isinstance(column, ForeignKey) or _names_somewhere(column))
    ]


def _label_of(column: Field[Any, Any]) -> str:
    """The word of the column; a reference has its table's."""
    told = str(column.verbose_name)
    return "機関" if told.isascii() else told


def _names_somewhere(column: Field[Any, Any]) -> bool:
    """A reference to an office or a colleague is told by its name; others lead to rows that stand here themselves."""
    return isinstance(column, ForeignKey) and column.related_model._meta.label == "organisations.Agency"


def _words(row: Model, column: Field[Any, Any], words: Words | None) -> str:
    value = getattr(row, column.name)
    labels = dict(column.flatchoices) if column.choices else {}
    if isinstance(value, str | int) and value in labels and value != "":
        return str(labels[value])
    return in_words(value, words)


def in_words(value: object, words: Words | None = None) -> str:
    """One value as somebody reads it; nothing where nothing was written.

    >>> in_words(True), in_words(date(2026, 5, 1)), in_words(["湯沸かし", "散歩"]), in_words(None)
    ('はい', '令和8年5月1日', '湯沸かし、散歩', '')
    >>> in_words({"wish": "畑に出たい", "rows": []})
    '畑に出たい'
    """
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, datetime):
        here = localtime(value)
        return f"{in_japanese(here.date())} {here:%H:%M}"
    if isinstance(value, date):
        return in_japanese(value)
    if isinstance(value, Model):
        return str(getattr(value, "name", ""))
    if isinstance(value, Mapping):
        return "、".join(told for told in (in_words(one, words) for one in value.values()) if told)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "、".join(told for told in (in_words(one, words) for one in value) if told)
    return _label(str(value), words)


def _label(value: str, words: Words | None) -> str:
    if words is None:
        return value
    told = words if isinstance(words, Mapping) else dict(words.choices())
    return told.get(value, value)
