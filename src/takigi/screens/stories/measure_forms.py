"""指標の入力: which number at which box in which role; where it stood; where it should go, and why."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from takigi.indicators.catalogue import all_indicators, indicator
from takigi.indicators.missing import MissingKind
from takigi.logic_models.actions.measures import Aim, Amount, ObservationWords
from takigi.logic_models.rules.learning import Frequency, UseRole, WantedDirection
from takigi.logic_models.rules.nodes import ON_THE_PATH
from takigi.logic_models.rules.theory import Theory
from takigi.screens.forms import SpokenDateField
from takigi.screens.stories.form_page import StoryForm

OWN = ("", "チームで数える（下に名前を書きます）")


class UseForm(StoryForm):
    """指標をつける."""

    node = forms.ChoiceField(label="どの箱に", choices=())
    indicator = forms.ChoiceField(label="どの指標を", required=False, choices=())
    name = forms.CharField(
        label="チームで数えるときの、指標の名前", required=False, max_length=100, help_text="例: 名前で呼ばれた回数"
    )
    unit = forms.CharField(label="チームで数えるときの、単位", required=False, max_length=20, help_text="例: 回、人、%")
    role = forms.ChoiceField(label="役割", choices=UseRole.choices())
    frequency = forms.ChoiceField(
        label="どのくらいおきに数がそろうか", required=False, choices=[("", "選ばない"), *Frequency.choices()]
    )
    direction = forms.ChoiceField(
        label="のぞむ向き",
        choices=WantedDirection.choices(),
        widget=forms.RadioSelect,
        initial=WantedDirection.UP.value,
    )

    def __init__(self, *args: Any, theory: Theory, **more: Any) -> None:
        super().__init__(*args, **more)
        boxes = [one for one in theory.nodes if one.kind in ON_THE_PATH]
        self.fields["node"].choices = [(one.key, f"{one.kind.label}: {one.text}") for one in boxes]
        self.fields["indicator"].choices = [OWN, *((one.key, one.label) for one in all_indicators())]

    def clean(self) -> dict[str, Any]:
        """A number of the team's own needs a name."""
        typed = super().clean() or {}
        if not typed.get("indicator") and not typed.get("name", "").strip():
            self.add_error("name", "チームで数えるときは、指標の名前を書いてください。")
        return typed

    def words(self) -> dict[str, Any]:
        """As the action wants it; a number of the catalogue brings its own words."""
        typed = self.cleaned_data
        told = {
            "node": typed["node"],
            "role": UseRole(typed["role"]),
            "direction": WantedDirection(typed["direction"]),
            "frequency": Frequency(typed["frequency"]) if typed["frequency"] else None,
            "name": typed["name"].strip(),
            "unit": typed["unit"].strip(),
        }
        if not typed["indicator"]:
            return told
        found = indicator(typed["indicator"])
        edition = found.editions[-1]
        return told | {
            "indicator": found.key,
            "name": found.label,
            "unit": found.unit.word,
            "counts": edition.counts,
            "out_of": edition.out_of,
            "source": edition.source,
            "lag": found.lag,
        }


class AmountForm(StoryForm):
    """A value for a period, as people say the days."""

    period_from = SpokenDateField(label="いつから", help_text="例: 4/1、R8.4.1")
    period_until = SpokenDateField(label="いつまで", help_text="例: R9.3.31")
    value = forms.DecimalField(label="値", required=False, max_digits=12, decimal_places=4)


class KnownOrNotForm(AmountForm):
    """A value, or which kind of not knowing it is."""

    missing = forms.ChoiceField(
        label="値がないとき",
        required=False,
        choices=[("", "値を入れました"), *((one.code, one.label) for one in MissingKind)],
    )

    def amount(self) -> Amount:
        """The value, or the kind of its absence."""
        typed = self.cleaned_data
        missing = MissingKind(typed["missing"]) if typed["missing"] else None
        return Amount(typed["period_from"], typed["period_until"], typed["value"], missing)


class BaselineForm(KnownOrNotForm):
    """基準値. A second one says why."""

    reason = forms.CharField(label="変える理由", required=False, max_length=300, widget=forms.Textarea)

    def __init__(self, *args: Any, is_second: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not is_second:
            self.fields["reason"].widget = forms.HiddenInput()


class ObservedForm(KnownOrNotForm):
    """実績: what the team counted itself, of how many and how."""

    count = forms.IntegerField(label="何人・何件のことか（n）", required=False, min_value=0)
    out_of = forms.IntegerField(label="全体は何人・何件か（分母）", required=False, min_value=0)
    method = forms.CharField(
        label="数え方", required=False, max_length=200, help_text="例: 月の終わりに、会議の記録を数える"
    )

    def clean(self) -> dict[str, Any]:
        """A part is no larger than its whole."""
        typed = super().clean() or {}
        count, out_of = typed.get("count"), typed.get("out_of")
        if count is not None and out_of is not None and count > out_of:
            self.add_error("out_of", "nが分母より大きくなっています。数を確かめてください。")
        return typed

    def words(self) -> ObservationWords:
        """How it was counted; today."""
        typed = self.cleaned_data
        return ObservationWords(self.viewer.on, typed["count"], typed["out_of"], typed["method"].strip())


class TargetForm(AmountForm):
    """目標: never without a ground."""

    basis = forms.CharField(
        label="目標の根拠",
        max_length=300,
        widget=forms.Textarea,
        help_text="例: 3センターで月に1件ずつなら、いまの体制でできるため",
    )
    reason = forms.CharField(
        label="前の目標を変える理由", required=False, max_length=300, help_text="同じ期間の目標があるときだけ書きます。"
    )

    def clean_value(self) -> Decimal:
        """A target without a value is no target."""
        value = self.cleaned_data["value"]
        if value is None:
            raise ValidationError("目標の値を入れてください。")
        return Decimal(value)

    def aim(self) -> Aim:
        """The target with its ground."""
        typed = self.cleaned_data
        amount = Amount(typed["period_from"], typed["period_until"], typed["value"])
        return Aim(amount, typed["basis"], typed["reason"])


class EndUseForm(StoryForm):
    """指標を外す."""

    why = forms.CharField(label="外す理由", max_length=300, widget=forms.Textarea)
