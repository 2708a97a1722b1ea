"""訪問の欄: the catalogue of a visit's fields as fields of a page, filled with what a draft says."""

from collections.abc import Mapping
from dataclasses import dataclass

from takigi.casework.rules.visit_fields import FIELD_OF, SECTIONS, Kind, VisitField, VisitSection
from takigi.casework.rules.visit_merging import Value, is_empty
from takigi.casework.rules.visits import choice_label
from takigi.components.field import Choice, Field, FieldKind

KINDS = {
    Kind.LINE: FieldKind.TEXT,
    Kind.WHEN: FieldKind.TEXT,
    Kind.TIME: FieldKind.TEXT,
    Kind.TEXT: FieldKind.TEXTAREA,
    Kind.DATE: FieldKind.DATE,
    Kind.NUMBER: FieldKind.NUMBER,
    Kind.ONE: FieldKind.RADIO,
    Kind.MANY: FieldKind.CHECKBOXES,
}
# A reaction is told in the words in which it was said.
IN_QUOTES = "reaction"
# The shelf's stories of the same cause are offered as it is typed.
SHOWN_STORY = "success_case"


@dataclass(frozen=True)
class FilledSection:
    """節. `digest`: what stands in it, in one line, for when it is folded."""

    key: str
    number: int
    title: str
    fields: tuple[Field, ...]
    more: tuple[Field, ...]
    digest: str
    is_open: bool
    is_more_open: bool


def fill_sections(
    values: Mapping[str, Value], errors: Mapping[str, str] | None = None, *, first: int = 1
) -> tuple[FilledSection, ...]:
    """The nine sections with their values. Open are the first one and those with something to settle."""
    wrong = errors or {}
    return tuple(_filled(section, values, wrong, first=first) for section in SECTIONS)


def _filled(
    section: VisitSection, values: Mapping[str, Value], wrong: Mapping[str, str], *, first: int
) -> FilledSection:
    keys = {field.key for field in (*section.fields, *section.more)}
    return FilledSection(
        key=section.key,
        number=section.number,
        title=section.title,
        fields=tuple(_field(field, values, wrong) for field in section.fields),
        more=tuple(_field(field, values, wrong) for field in section.more),
        digest=digest_of(section, values),
        is_open=bool(keys & wrong.keys()) if wrong else section.number == first,
        is_more_open=any(field.key in wrong for field in section.more),
    )


def digest_of(section: VisitSection, values: Mapping[str, Value]) -> str:
    """What was written in a section, in one line."""
    return "・".join(
        said_in_words(field.key, values[field.key]).replace("\n", " ")
        for field in section.fields
        if not is_empty(values.get(field.key, ""))
    )


def said_in_words(key: str, value: Value) -> str:
    """A value as it is read: chosen keys by their words."""
    if isinstance(value, tuple):
        return "、".join(choice_label(key, one) for one in value)
    return choice_label(key, value) if FIELD_OF[key].choices else value


def _field(field: VisitField, values: Mapping[str, Value], wrong: Mapping[str, str]) -> Field:
    attributes = {"data-field": field.key, "autocomplete": "off"}
    if field.kind in {Kind.LINE, Kind.WHEN}:
        attributes["maxlength"] = str(field.longest)
    if field.key == SHOWN_STORY:
        attributes["list"] = "stories-alike"
    if field.kind is Kind.TEXT:
        attributes["rows"] = "3"
    return Field(
        field.key,
        field.label,
        KINDS[field.kind],
        value=values.get(field.key, ""),
        help=field.help,
        error=wrong.get(field.key, ""),
        choices=tuple(Choice(key, f"「{label}」" if field.key == IN_QUOTES else label) for key, label in field.choices),
        requirement="必須" if field.is_required else "",
        attributes=attributes,
    )
