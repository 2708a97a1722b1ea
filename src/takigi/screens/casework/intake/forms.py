"""受付の入力: the very words first, the codes beside them."""

from typing import Any

from django import forms

from takigi.access.grounds import Viewer
from takigi.casework.actions.intake import Told
from takigi.casework.rules.intake import Speaker, Triage
from takigi.casework.rules.states import Route
from takigi.kernel.codes import REASON, TRIGGER
from takigi.organisations.queries import names_of_agencies
from takigi.organisations.rules import Duty
from takigi.screens.casework.form_base import CaseForm
from takigi.screens.forms import SpokenDateField

NOT_SAID = ("", "まだ分からない")
ROUTES = [(one.value, one.label) for one in Route if one not in {Route.LEDGER, Route.RETURN}]


def own_centres(viewer: Viewer) -> list[tuple[str, str]]:
    """The viewer's centres by name, for whoever works for more than one."""
    ids = {post.agency_id for post in viewer.posts if post.duty is Duty.CASEWORK}
    return [(str(key), name) for key, name in names_of_agencies(viewer.municipality_id, ids).items()]


class ConsultationForm(CaseForm):
    """相談を受け付ける."""

    held_on = SpokenDateField(label="相談日", help_text="例: 今日、きのう、11/3")
    route = forms.ChoiceField(label="どこから", choices=ROUTES)
    speaker = forms.ChoiceField(label="だれのことばか", choices=Speaker.choices())
    words = forms.CharField(
        label="言われたことば、そのまま",
        widget=forms.Textarea,
        help_text="例: もう年だから、しかたない。風呂に入れなくなった。",
    )
    triggers = forms.MultipleChoiceField(
        label="ことばのきっかけ",
        required=False,
        choices=[(code.value, code.label) for code in TRIGGER.codes],
        widget=forms.CheckboxSelectMultiple,
    )
    reason_code = forms.ChoiceField(
        label="理由", required=False, choices=[NOT_SAID, *((code.value, code.label) for code in REASON.codes)]
    )
    cause_code = forms.ChoiceField(
        label="原因", required=False, choices=[NOT_SAID, *((code.value, code.label) for code in REASON.codes)]
    )
    has_wish_to_recover = forms.BooleanField(label="「元気になりたい」という相談です", required=False)
    triage = forms.ChoiceField(
        label="次にどうするか",
        choices=Triage.choices(),
        help_text="認定を申請したい方には、そのままご案内します。チェックリストは申請を待たせるものではありません。",
    )
    note = forms.CharField(label="覚え書き", required=False, widget=forms.Textarea)
    agency = forms.ChoiceField(label="受け付けるセンター", choices=())

    def __init__(self, *args: Any, viewer: Viewer, asks_centre: bool = True, **more: Any) -> None:
        super().__init__(*args, viewer=viewer, **more)
        centres = own_centres(viewer)
        self.fields["agency"].choices = centres
        self.only_centre = int(centres[0][0]) if centres else 0
        if len(centres) < 2 or not asks_centre:
            del self.fields["agency"]

    @property
    def agency_id(self) -> int:
        """The centre that takes it in."""
        return int(self.cleaned_data.get("agency") or self.only_centre)

    def told(self) -> Told:
        """What was said, as the action takes it."""
        given = self.cleaned_data
        return Told(
            held_on=given["held_on"],
            route=Route(given["route"]),
            speaker=Speaker(given["speaker"]),
            words=given["words"],
            reason_code=given["reason_code"],
            cause_code=given["cause_code"],
            triggers=tuple(given["triggers"]),
            has_wish_to_recover=given["has_wish_to_recover"],
            triage=Triage(given["triage"]),
            note=given["note"],
        )


class SetAsideForm(CaseForm):
    """訪問を見送る."""

    reason = forms.CharField(
        label="見送る理由",
        max_length=200,
        widget=forms.Textarea,
        help_text="例: 別のセンターが訪問した。入院が続いている。",
    )
