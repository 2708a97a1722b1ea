"""矢印の入力: from which box to which, why it should be so, what it rests on, and what else could explain it."""

from typing import Any

from django import forms

from takigi.logic_models.queries.stories import StoryPage
from takigi.logic_models.rules.labels import FIELD_LABELS
from takigi.logic_models.rules.nodes import ON_THE_PATH
from takigi.logic_models.rules.theory import Link
from takigi.logic_models.rules.words import (
    AssumptionState,
    Importance,
    LinkStatus,
    LinkStrength,
    Plausibility,
)
from takigi.screens.forms import SpokenDateField
from takigi.screens.stories.box_forms import NONE, as_typed
from takigi.screens.stories.box_words import box_name
from takigi.screens.stories.writing import BasedForm

ASSUMPTIONS, RIVALS = "assumption", "rival"
ONE_MORE = 1


class ArrowForm(BasedForm):
    """矢印に書く. One more assumption and one more rival than there are can be written each time."""

    mechanism = forms.CharField(
        label=FIELD_LABELS["mechanism"],
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="例: 良くなった人の話を聞くと、自分もできると思えるから",
    )
    status = forms.ChoiceField(label=FIELD_LABELS["status"], choices=LinkStatus.choices())
    strength = forms.ChoiceField(label="よりどころ", choices=LinkStrength.choices())
    importance = forms.ChoiceField(
        label=FIELD_LABELS["importance"], required=False, choices=[NONE, *Importance.choices()]
    )
    last_reviewed_on = SpokenDateField(label=FIELD_LABELS["last_reviewed_on"], required=False)

    def __init__(self, *args: Any, page: StoryPage, link: Link | None = None, **more: Any) -> None:
        self.link = link
        super().__init__(*args, page=page, initial=_standing(link) | more.pop("initial", {}), **more)
        if link is None:
            del self.fields["last_reviewed_on"]
            return
        for number in range(len(link.assumptions) + ONE_MORE):
            self._ask_assumption(number)
        for number in range(len(link.rivals) + ONE_MORE):
            self._ask_rival(number)

    def _ask_assumption(self, number: int) -> None:
        name, said = f"{ASSUMPTIONS}_{number}", f"前提{number + 1}"
        self.fields[f"{name}_text"] = _line(said)
        self.fields[f"{name}_if_wrong"] = _line(f"{said}: 成り立たないときに起こること")
        self.fields[f"{name}_how_to_check"] = _line(f"{said}: 確かめ方")
        day = self.fields[f"{name}_check_on"] = SpokenDateField(label=f"{said}: 確かめる日", required=False)
        day.today = self.viewer.on
        self.fields[f"{name}_state"] = forms.ChoiceField(label=f"{said}: いま", choices=AssumptionState.choices())

    def _ask_rival(self, number: int) -> None:
        name, said = f"{RIVALS}_{number}", f"別の説明{number + 1}"
        self.fields[f"{name}_text"] = _line(said)
        self.fields[f"{name}_plausibility"] = forms.ChoiceField(
            label=f"{said}: もっともらしさ", required=False, choices=[NONE, *Plausibility.choices()]
        )
        self.fields[f"{name}_evidence"] = _line(f"{said}: 手がかり")

    def values(self) -> dict[str, Any]:
        """Plain values, as the action wants them. An assumption without words is taken out."""
        typed = {name: _plain(value) for name, value in self.cleaned_data.items()}
        told = {name: typed[name] for name in ("mechanism", "status", "strength", "importance") if name in typed}
        if self.link is None:
            return told
        return told | {
            "last_reviewed_on": typed["last_reviewed_on"],
            "assumptions": self._several(
                typed,
                ASSUMPTIONS,
                ("text", "if_wrong", "how_to_check", "check_on", "state"),
                len(self.link.assumptions),
            ),
            "rivals": self._several(typed, RIVALS, ("text", "plausibility", "evidence"), len(self.link.rivals)),
        }

    def _several(self, typed: dict[str, Any], what: str, names: tuple[str, ...], there: int) -> list[dict[str, Any]]:
        written = [
            {name: typed[f"{what}_{number}_{name}"] or ("" if name in _WORDS else None) for name in names}
            for number in range(there + ONE_MORE)
        ]
        return [one for one in written if one["text"]]


_WORDS = frozenset({"text", "if_wrong", "how_to_check", "evidence"})


class NewArrowForm(ArrowForm):
    """つなぐ."""

    source = forms.ChoiceField(label=FIELD_LABELS["source"], choices=())
    target = forms.ChoiceField(label=FIELD_LABELS["target"], choices=())

    field_order = ("version", "revision", "source", "target", "mechanism", "status", "strength", "importance")

    def __init__(self, *args: Any, page: StoryPage, **more: Any) -> None:
        super().__init__(*args, page=page, **more)
        boxes = [("", "（箱を選ぶ）")]
        boxes += [(one.key, box_name(one)) for one in page.theory.nodes if one.kind in ON_THE_PATH]
        self.fields["source"].choices = self.fields["target"].choices = boxes

    def clean(self) -> dict[str, Any]:
        """An arrow joins two boxes."""
        typed = super().clean() or {}
        if typed.get("source") and typed.get("source") == typed.get("target"):
            self.add_error("target", "同じ箱にはつなげません。別の箱を選んでください。")
        return typed


def _line(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=1000)


def _plain(typed: Any) -> Any:
    return typed.replace("\r\n", "\n") if isinstance(typed, str) else typed


def _standing(link: Link | None) -> dict[str, Any]:
    """What the arrow says now, under the names of the form's fields."""
    if link is None:
        return {"status": LinkStatus.HYPOTHESIS.value, "strength": LinkStrength.UNVERIFIED.value}
    told = {
        name: as_typed(getattr(link, name))
        for name in ("mechanism", "status", "strength", "importance", "last_reviewed_on")
    }
    for what, many in ((ASSUMPTIONS, link.assumptions), (RIVALS, link.rivals)):
        for number, one in enumerate(many):
            told |= {f"{what}_{number}_{name}": as_typed(value) for name, value in vars(one).items()}
    return told | {f"{ASSUMPTIONS}_{len(link.assumptions)}_state": AssumptionState.UNCHECKED.value}
