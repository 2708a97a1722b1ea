"""卒業後の確かめの入力: four large answers, two questions, and the words."""

from typing import Any

from django import forms

from takigi.casework.queries.notes import FollowUpLine
from takigi.casework.rules.words import FollowUpFinding
from takigi.kernel.era_names import in_short_japanese
from takigi.screens.casework.form_base import CaseForm
from takigi.screens.forms import SpokenDateField

PLACE = (("yes", "行っています"), ("no", "行っていません"))
SERVICE = (("yes", "使っています"), ("no", "使っていません"))
ANSWER = {"yes": True, "no": False, "": None}
WORD = {True: "yes", False: "no", None: ""}


class FollowUpForm(CaseForm):
    """卒業後の確かめ."""

    finding = forms.ChoiceField(label="いまの様子", choices=FollowUpFinding.choices(), widget=forms.RadioSelect)
    has_place = forms.ChoiceField(
        label="地域の場に、月1回は行っていますか", required=False, choices=PLACE, widget=forms.RadioSelect
    )
    place_text = forms.CharField(
        label="どこに", required=False, max_length=200, help_text="例: 朝の体操、畑の仲間、公民館の囲碁"
    )
    has_paid_service = forms.ChoiceField(
        label="介護のサービスを使っていますか", required=False, choices=SERVICE, widget=forms.RadioSelect
    )
    done_on = SpokenDateField(label="確かめた日", help_text="例: 今日、きのう、11/3")
    note = forms.CharField(
        label="聞いたこと", required=False, widget=forms.Textarea(attrs={"rows": "4"}), help_text="本人のことばで。"
    )

    def found(self) -> dict[str, Any]:
        """What was found, as the action takes it."""
        given = dict(self.cleaned_data)
        if given["has_place"] != "yes" and given["place_text"] == self.initial.get("place_text"):
            # What stood there from last time was not said today.
            given["place_text"] = ""
        return given | {
            "finding": FollowUpFinding(given["finding"]),
            "has_place": ANSWER[given["has_place"]],
            "has_paid_service": ANSWER[given["has_paid_service"]],
        }


def as_typed(line: FollowUpLine) -> dict[str, Any]:
    """What was recorded before, or an empty form for today."""
    if line.done_on is None:
        return {"done_on": "今日"}
    return {
        "finding": line.finding.value if line.finding else "",
        "has_place": WORD[line.has_place],
        "place_text": line.place_text,
        "has_paid_service": WORD[line.has_paid_service],
        "done_on": in_short_japanese(line.done_on),
        "note": line.note,
    }
