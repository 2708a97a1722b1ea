"""箱の入力: one field of the form for each field of a box, with the words of the labels."""

from datetime import date
from typing import Any, get_args, get_origin

from django import forms

from takigi.kernel.era_names import in_short_japanese
from takigi.kernel.labelled import Labelled
from takigi.logic_models.queries.stories import StoryPage
from takigi.logic_models.rules.document import types_of
from takigi.logic_models.rules.labels import FIELD_LABELS
from takigi.logic_models.rules.nodes import Bar, Node
from takigi.logic_models.rules.theory import Theory
from takigi.logic_models.rules.words import NodeKind
from takigi.screens.forms import SpokenDateField
from takigi.screens.stories.box_words import MISSING_BOX, box_name
from takigi.screens.stories.writing import BasedForm

OF_THE_TEAM = ("actor_member", "who_member")
SHORT = frozenset(
    {
        "text",
        "actor",
        "quantity",
        "amount",
        "layer",
        "budget_line",
        "legal_basis",
        "who_changes",
        "subject",
        "horizon",
        "who",
        "every",
        "record_where",
    }
)
NONE = ("", "（選ばない）")
LINES_HELP = "一つを一行に書きます。"


def written_fields(kind: type[Node]) -> dict[str, Any]:
    """The fields that the form asks for, with their types; a schedule is written in the outline."""
    return {name: hint for name, hint in types_of(kind).items() if name != "key" and get_args(hint)[:1] != (Bar,)}


class BoxForm(BasedForm):
    """箱に書く. Nothing is required: a box without words is a draft."""

    def __init__(self, *args: Any, page: StoryPage, kind: type[Node], node: Node | None = None, **more: Any) -> None:
        self.asked = written_fields(kind)
        stands = {name: as_typed(getattr(node, name)) for name in self.asked} if node else {}
        super().__init__(*args, page=page, initial=stands | more.pop("initial", {}), **more)
        for name, hint in self.asked.items():
            self.fields[name] = _field(name, hint, kind, page, stands.get(name))
            if isinstance(self.fields[name], SpokenDateField):
                self.fields[name].today = self.viewer.on

    def values(self) -> dict[str, Any]:
        """Plain values, as the action wants them."""
        return {name: _plain(hint, self.cleaned_data[name]) for name, hint in self.asked.items()}


def as_typed(value: Any) -> Any:
    """A value as it stands in its field."""
    if isinstance(value, Labelled):
        return value.value
    if isinstance(value, date):
        return in_short_japanese(value)
    if isinstance(value, tuple):
        return [as_typed(one) for one in value]
    return value


def _plain(hint: Any, typed: Any) -> Any:
    if hint is int:
        return typed or 0
    if isinstance(typed, str):
        return typed.replace("\r\n", "\n")
    return typed


def _field(name: str, hint: Any, kind: type[Node], page: StoryPage, value: Any) -> forms.Field:
    told: dict[str, Any] = {"label": FIELD_LABELS[name], "required": False}
    if name in kind.refers:
        return _reference(told, hint, _boxes(page.theory, kind.refers[name], value))
    if name in OF_THE_TEAM:
        members = [(one.key, one.name) for one in page.members if one.ended_on is None or one.key == value]
        return forms.ChoiceField(choices=[NONE, *members], **told)
    if get_origin(hint) is tuple:
        return _several(told, get_args(hint)[0], value)
    if hint is bool:
        return forms.BooleanField(**told)
    if hint is int:
        return forms.IntegerField(min_value=0, max_value=99, **told)
    of = next((one for one in get_args(hint) if one is not type(None)), None)
    if of is date:
        return SpokenDateField(**told)
    if of is not None:
        return forms.ChoiceField(choices=[NONE, *of.choices()], **told)
    widget = forms.TextInput() if name in SHORT else forms.Textarea(attrs={"rows": 2})
    return forms.CharField(max_length=2000, widget=widget, **told)


def _boxes(theory: Theory, kinds: tuple[NodeKind, ...], value: Any) -> list[tuple[str, str]]:
    """The boxes that may be named; one that is named and gone stays to be chosen, so that a save does not drop it."""
    there = [(node.key, box_name(node)) for node in theory.nodes if node.kind in kinds]
    named = [value] if isinstance(value, str) else list(value or [])
    return there + [(key, MISSING_BOX) for key in named if key and key not in dict(there)]


def _reference(told: dict[str, Any], hint: Any, boxes: list[tuple[str, str]]) -> forms.Field:
    if get_origin(hint) is tuple:
        return forms.MultipleChoiceField(choices=boxes, widget=forms.CheckboxSelectMultiple, **told)
    return forms.ChoiceField(choices=[NONE, *boxes], **told)


def _several(told: dict[str, Any], of: Any, value: Any) -> forms.Field:
    if of is not str:
        return forms.MultipleChoiceField(choices=of.choices(), widget=forms.CheckboxSelectMultiple, **told)
    rows = max(3, len(value or ()) + 1)
    return LinesField(widget=forms.Textarea(attrs={"rows": rows}), strip=False, help_text=LINES_HELP, **told)


class LinesField(forms.CharField):
    """内容: several lines, each kept as it was typed."""

    def prepare_value(self, value: Any) -> Any:
        """The lines as one text."""
        return "\n".join(value) if isinstance(value, list) else value


class WhyForm(BasedForm):
    """やめる理由."""

    why = forms.CharField(
        label="やめる理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="あとから見る人のために残します。例: 会場が取れず、別のやり方にした",
    )


class PlaceForm(BasedForm):
    """箱を置く, from the picture."""

    key = forms.CharField()
    beside = forms.CharField()
    before = forms.BooleanField(required=False)
