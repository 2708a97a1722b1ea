"""同意の画面: who may see which kinds of information; a withdrawal closes at once, whoever heard it."""

import uuid
from typing import Any

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from takigi.access.information import Information
from takigi.access.write_matrix import Action
from takigi.collaboration.actions.consents import record_case_consent
from takigi.collaboration.queries.choices import AgencyChoice, agencies_to_ask
from takigi.collaboration.queries.consents import case_consents
from takigi.collaboration.queries.reading import shared_head
from takigi.people.actions.consents import ConsentWords
from takigi.people.rules import ConsentMethod, ConsentPurpose, ConsentScope, ConsentState
from takigi.screens.casework.form_base import CaseForm
from takigi.screens.forms import SpokenDateField, kept
from takigi.screens.together.beside_page import beside_form_page
from takigi.screens.together.desk import head_parts
from takigi.screens.together.forms import agency_choices, long_text

# What a person can be asked about. The protected address and an agency's own notes are never among it.
SHARED_CLASSES = (Information.IDENT, Information.HH, Information.ASSESS, Information.SENS, Information.PLAN)
ONLY_WHEN_GRANTED = ("agencies", "classes", "expires_on", "form_version", "method", "capacity_note")
OF_THE_OTHERS = "ここに書くのは、ケースのご本人の同意です。世帯のほかの方の同意は、その方のページに記録します。"
PURPOSES = (ConsentPurpose.SHARING, ConsentPurpose.MEETING)


class ConsentForm(CaseForm):
    """同意の一歩."""

    purpose = forms.ChoiceField(
        label="何についての同意か", choices=[(one.value, one.label) for one in PURPOSES], widget=forms.RadioSelect
    )
    state = forms.ChoiceField(label="どうでしたか", choices=(), widget=forms.RadioSelect)
    agencies = forms.MultipleChoiceField(
        label="同意のとき: どの機関に", required=False, choices=(), widget=forms.CheckboxSelectMultiple
    )
    classes = forms.MultipleChoiceField(
        label="同意のとき: どの情報まで",
        required=False,
        choices=[(one.value, one.label) for one in SHARED_CLASSES],
        widget=forms.CheckboxSelectMultiple,
    )
    expires_on = SpokenDateField(label="いつまで", required=False, help_text="決めていなければ空のままにします。")
    form_version = forms.CharField(label="同意書の版", required=False, max_length=40, help_text="例: 2026-04")
    method = forms.ChoiceField(
        label="どうやって", required=False, choices=[("", "選んでください"), *ConsentMethod.choices()]
    )
    happened_on = SpokenDateField(label="聞いた日", initial="今日")
    capacity_note = long_text("意思を確かめられないときは、その様子", required=False)

    def __init__(self, *args: Any, agencies: list[AgencyChoice], only_withdraw: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        states = [one for one in ConsentState if one not in {ConsentState.NOT_ASKED, ConsentState.EXPIRED}]
        if only_withdraw:
            states = [ConsentState.WITHDRAWN]
        self.fields["state"].choices = [(one.value, one.label) for one in states]
        self.fields["agencies"].choices = agency_choices(agencies)
        if only_withdraw:
            for name in ONLY_WHEN_GRANTED:
                del self.fields[name]

    def words(self) -> ConsentWords:
        """As the action wants it."""
        typed = self.cleaned_data
        if "agencies" not in self.fields:
            return ConsentWords(happened_on=typed["happened_on"])
        scope = ConsentScope(
            frozenset(int(one) for one in typed["agencies"]), frozenset(typed["classes"]), typed["expires_on"] or None
        )
        return ConsentWords(
            happened_on=typed["happened_on"],
            method=ConsentMethod(typed["method"]) if typed["method"] else None,
            form_version=typed["form_version"],
            scope=scope,
            capacity_note=typed["capacity_note"],
        )


@require_http_methods(["GET", "HEAD", "POST"])
def shared_consent(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """同意を記録する; whoever may not record one may still write down a withdrawal."""
    viewer = request.viewer
    head = shared_head(viewer, shared_id)
    only_withdraw = Action.RECORD_CONSENT not in head.actions
    form = ConsentForm(
        request.POST or None, viewer=viewer, agencies=agencies_to_ask(viewer), only_withdraw=only_withdraw
    )
    done = kept(
        request,
        form,
        lambda: record_case_consent(
            by=viewer,
            case_id=shared_id,
            purpose=ConsentPurpose(form.cleaned_data["purpose"]),
            state=ConsentState(form.cleaned_data["state"]),
            words=form.words(),
        ),
        "同意の様子を記録しました。",
        ("shared_case", shared_id),
    )
    lines = case_consents(viewer, shared_id) if not only_withdraw else []
    told = "。".join(f"{line.purpose.label}: いま「{line.state.label}」" for line in lines)
    told = f"{told}。{OF_THE_OTHERS}" if told else "取り消しは、聞いた人がすぐに記録します。"
    parts = head_parts(viewer, head) | {"explanation": told}
    return done or beside_form_page(request, parts, form, title="同意を記録する", save="記録する")
