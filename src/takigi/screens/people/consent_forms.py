"""同意の入力: each move asks only for what it needs."""

from typing import Any

from django import forms

from takigi.access.grounds import Unseen, Viewer
from takigi.access.information import Information
from takigi.access.matrix import MATRIX, Code
from takigi.organisations.queries import agencies
from takigi.people.actions.consents import ConsentWords
from takigi.people.rules import ConsentMethod, ConsentPurpose, ConsentScope, ConsentState
from takigi.screens.forms import SpokenDateField

HEADINGS = {
    ConsentState.ASKED: "本人に聞いたことを記録する",
    ConsentState.GRANTED: "同意を記録する",
    ConsentState.REFUSED: "同意しないことを記録する",
    ConsentState.UNABLE: "意思を確かめられないことを記録する",
    ConsentState.WITHDRAWN: "同意の取り消しを記録する",
}
# What a consent opens to another agency: the rows of the matrix that have a cell with C.
OPENED = tuple(
    info
    for info in Information
    if any({Code.CONSENT, Code.SENSITIVE_CONSENT} & set(cell.ways) for (row, _), cell in MATRIX.items() if row is info)
)

# What an office needs that is entrusted with the plan, ticked when its case asks for the consent.
FOR_AN_OFFICE = (Information.IDENT.value, Information.ASSESS.value, Information.PLAN.value)


def step_of(purpose: str, state: str) -> tuple[ConsentPurpose, ConsentState]:
    """The purpose and the move that an address names; nothing is there for any other words."""
    if purpose not in set(ConsentPurpose) or state not in {move.value for move in HEADINGS}:
        raise Unseen
    return ConsentPurpose(purpose), ConsentState(state)


class ConsentForm(forms.Form):
    """同意の一歩."""

    happened_on = SpokenDateField(
        label="いつのことか",
        initial="今日",
        error_messages={"required": "いつのことかを書いてください。「きのう」とも書けます。"},
    )
    method = forms.TypedChoiceField(
        label="どうやって確かめたか",
        coerce=ConsentMethod,
        choices=ConsentMethod.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "同意の取り方（署名・口頭・電子）を選んでください。"},
    )
    agency_ids = forms.TypedMultipleChoiceField(
        label="見てよい機関",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "見てよい機関を選んでください。"},
    )
    classes = forms.MultipleChoiceField(
        label="見てよい情報",
        choices=[(info.value, info.label) for info in OPENED],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "見てよい情報を選んでください。"},
    )
    expires_on = SpokenDateField(
        label="いつまで",
        required=False,
        help_text="期限を決めないときは空のままにします。「R9.3.31」のように書けます。",
    )
    form_version = forms.CharField(
        label="様式の版", max_length=40, required=False, help_text="署名した用紙の名前や版。例: 同意書 令和8年4月版"
    )
    capacity_note = forms.CharField(
        label="様子",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "意思を確かめられないと判断した様子を書いてください。"},
    )

    def words(self) -> ConsentWords:
        """What was heard, as the action takes it."""
        typed = self.cleaned_data
        scope = ConsentScope(
            frozenset(typed.get("agency_ids", ())), frozenset(typed.get("classes", ())), typed.get("expires_on")
        )
        return ConsentWords(
            happened_on=typed["happened_on"],
            method=typed.get("method") or None,
            form_version=typed.get("form_version", ""),
            scope=scope,
            capacity_note=typed.get("capacity_note", ""),
        )


ASKED_FOR = {
    ConsentState.ASKED: (),
    ConsentState.GRANTED: ("method", "agency_ids", "classes", "expires_on", "form_version"),
    ConsentState.REFUSED: ("method",),
    ConsentState.UNABLE: ("capacity_note",),
    ConsentState.WITHDRAWN: ("method",),
}


def consent_form(posted: Any, viewer: Viewer, move: ConsentState) -> ConsentForm:
    """The form of one move, with the agencies of the viewer's municipality that are open today."""
    form = ConsentForm(posted)
    form.fields = {name: form.fields[name] for name in ("happened_on", *ASKED_FOR[move])}
    form.fields["happened_on"].today = viewer.on
    if "expires_on" in form.fields:
        form.fields["expires_on"].today = viewer.on
    if "agency_ids" in form.fields:
        cards = agencies(viewer.municipality_id, on=viewer.on)
        form.fields["agency_ids"].choices = [(str(one.agency_id), one.name) for one in cards if one.closed_on is None]
    return form
