"""入力欄: label above, help under it, the error in a full sentence under the field."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from takigi.components.base import Attributes, Component, flat


class FieldKind(StrEnum):
    TEXT = "text"
    # Text on purpose: dates are typed as people say them (きのう, R8.11.3, 11/3).
    DATE = "date"
    PASSWORD = "password"  # noqa: S105 - the name of a kind of input, not a password
    SEARCH = "search"
    NUMBER = "number"
    TEXTAREA = "textarea"
    SELECT = "select"
    RADIO = "radio"
    CHECKBOX = "checkbox"
    CHECKBOXES = "checkboxes"
    FILE = "file"
    HIDDEN = "hidden"


# The most particular widget first: a CheckboxSelectMultiple is a RadioSelect by inheritance.
KIND_OF_WIDGET = (
    (forms.CheckboxSelectMultiple, FieldKind.CHECKBOXES),
    (forms.RadioSelect, FieldKind.RADIO),
    (forms.CheckboxInput, FieldKind.CHECKBOX),
    (forms.Select, FieldKind.SELECT),
    (forms.Textarea, FieldKind.TEXTAREA),
    (forms.FileInput, FieldKind.FILE),
    (forms.HiddenInput, FieldKind.HIDDEN),
    (forms.PasswordInput, FieldKind.PASSWORD),
    (forms.DateInput, FieldKind.DATE),
    (forms.NumberInput, FieldKind.NUMBER),
)
GROUPS = {FieldKind.RADIO, FieldKind.CHECKBOXES}
DATE_HELP = "「きのう」「R8.11.3」「11/3」のように書けます。"


@dataclass(frozen=True)
class Choice:
    """選択肢: one line of a list, with a sentence of help where the word is not enough."""

    value: str
    label: str
    help: str = ""


@dataclass(frozen=True)
class Field(Component):
    """入力欄. `Field.of(form["name"])` dresses a Django field; screens may also fill it by hand."""

    template_name: ClassVar[str] = "components/field.html"

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    value: str | tuple[str, ...] = ""
    help: str = ""
    error: str = ""
    is_required: bool = False
    choices: tuple[Choice, ...] = ()
    key: str = ""
    # A few words beside the label instead of 必須 or 任意; "" leaves the place empty.
    requirement: str | None = None
    attributes: Attributes = field(default_factory=dict)

    @classmethod
    def of(cls, bound: BoundField, **changes: Any) -> "Field":
        """A Django form's field with its value, help and errors; `changes` overrule what it says."""
        widget = bound.field.widget
        kind = next((kind for widget_class, kind in KIND_OF_WIDGET if isinstance(widget, widget_class)), FieldKind.TEXT)
        dressed = cls(
            name=bound.html_name,
            label=str(bound.label),
            kind=kind,
            value=_as_text(bound.value()),
            help=str(bound.help_text),
            error="".join(str(sentence) for sentence in bound.errors),
            is_required=bound.field.required,
            choices=_choices(widget),
            key=bound.auto_id or f"id_{bound.html_name}",
            attributes={name: str(value) for name, value in widget.attrs.items() if value is not False},
        )
        return replace(dressed, **changes)

    @property
    def id(self) -> str:
        return self.key or f"id_{self.name}"

    @property
    def shown_help(self) -> str:
        return self.help or (DATE_HELP if self.kind is FieldKind.DATE else "")

    @property
    def described_by(self) -> str:
        parts = ((f"{self.id}-help", self.shown_help), (f"{self.id}-error", self.error))
        return " ".join(part for part, text in parts if text)

    @property
    def requirement_word(self) -> str:
        if self.requirement is not None:
            return self.requirement
        return "必須" if self.is_required else "任意"

    @property
    def is_group(self) -> bool:
        return self.kind in GROUPS

    @property
    def input_type(self) -> str:
        shown_as_text = self.kind in {FieldKind.DATE, FieldKind.NUMBER}
        return "text" if shown_as_text else self.kind.value

    @property
    def control(self) -> str:
        """The template that draws the part people type into."""
        own = {FieldKind.TEXTAREA, FieldKind.SELECT, FieldKind.CHECKBOX}
        kind = self.kind if self.kind in own else "options" if self.is_group else "input"
        return f"components/field/{kind}.html"

    @property
    def lines(self) -> tuple[tuple[Choice, str, bool], ...]:
        chosen = self.value if isinstance(self.value, tuple) else (self.value,)
        return tuple((choice, f"{self.id}_{n}", choice.value in chosen) for n, choice in enumerate(self.choices))

    @property
    def is_checked(self) -> bool:
        return self.value not in ("", "False")

    @property
    def extra(self) -> SafeString:
        wired: dict[str, Any] = dict(self.attributes)
        if not self.is_group:
            wired |= {"aria-describedby": self.described_by} if self.described_by else {}
            wired |= {"aria-invalid": "true"} if self.error else {}
            wired |= {"required": "required"} if self.is_required and self.kind is not FieldKind.HIDDEN else {}
        if self.kind is FieldKind.NUMBER:
            wired.setdefault("inputmode", "numeric")
        return flat(wired)

    @classmethod
    def examples(cls) -> Iterator["Field"]:
        yield cls(
            "name",
            "氏名",
            value="𠮷野 髙嶋﨑子",
            help="住民票のとおりに書いてください。",
            is_required=True,
            key="ex-name",
        )
        yield cls("kana", "カナ氏名", value="ヨシノ タカコ", key="ex-kana")
        yield cls("born", "生年月日", FieldKind.DATE, is_required=True, key="ex-born")
        yield cls(
            "visited",
            "訪問した日",
            FieldKind.DATE,
            value="R8.13.3",
            key="ex-visited",
            error="「R8.13.3」は日付として読めません。月は1から12です。例: R8.11.3",
            is_required=True,
        )
        areas = (
            Choice("", "選んでください"),
            Choice("1", "安田地区"),
            Choice("2", "とても長い名前の日常生活圏域（旧町村部をまとめたもの）"),
        )
        yield cls("area", "日常生活圏域", FieldKind.SELECT, choices=areas, key="ex-area")
        answers = (
            Choice("yes", "同意しています"),
            Choice("no", "同意していません"),
            Choice("asked", "まだ聞いていません", "次の訪問で聞きます。"),
        )
        yield cls(
            "consent", "本人の同意", FieldKind.RADIO, "asked", choices=answers, is_required=True, key="ex-consent"
        )
        roles = (Choice("phn", "保健師"), Choice("pt", "理学療法士"), Choice("sc", "生活支援コーディネーター"))
        yield cls("with", "だれと", FieldKind.CHECKBOXES, ("phn", "pt"), choices=roles, key="ex-with")
        yield cls(
            "shared", "多機関で共有する", FieldKind.CHECKBOX, "on", help="担当する機関だけに見えます。", key="ex-shared"
        )
        yield cls(
            "words",
            "本人のことば",
            FieldKind.TEXTAREA,
            "「畑に行って、とれた菜っぱを近所に配っていた」",
            key="ex-words",
        )
        yield cls(
            "ledger",
            "台帳のファイル",
            FieldKind.FILE,
            help="CSV または Excel（100 MB まで）",
            is_required=True,
            key="ex-file",
        )


def _as_text(value: Any) -> str | tuple[str, ...]:
    if value is None:
        return ""
    if isinstance(value, (list, tuple, set)):
        return tuple(str(one) for one in value)
    return str(value)


def _choices(widget: forms.Widget) -> tuple[Choice, ...]:
    """The widget's choices on one level: our lists are short enough to need no groups."""
    flat_list: list[Choice] = []
    for value, label in getattr(widget, "choices", ()):
        if isinstance(label, (list, tuple)):
            flat_list.extend(Choice(str(inner), str(word)) for inner, word in label)
        else:
            flat_list.append(Choice("" if value is None else str(value), str(label)))
    return tuple(flat_list)
