"""同意の画面: who may see which kinds of information; a withdrawal closes at once, whoever heard it."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from takigi.access.information import Information
from takigi.access.write_matrix import Action
from takigi.collaboration.actions.consents import record_case_consent
from takigi.collaboration.queries.choices import AgencyChoice, agencies_to_ask
from takigi.collaboration.queries.consents import MemberConsents, case_consents, household_consents
from takigi.collaboration.queries.reading import shared_head
from takigi.components.definition_list import DefinitionList, Fact
from takigi.people.actions.consents import ConsentWords
from takigi.people.queries.consents import ConsentLine
from takigi.people.rules import ConsentMethod, ConsentPurpose, ConsentScope, ConsentState
from takigi.screens.casework.form_base import CaseForm
from takigi.screens.forms import SpokenDateField, kept
from takigi.screens.together.beside_page import beside_form_page
from takigi.screens.together.desk import head_parts
from takigi.screens.together.forms import agency_choices, long_text

# What a person can be asked about. The protected address and an agency's own notes are never among it.
SHARED_CLASSES = (Information.IDENT, Information.HH, Information.ASSESS, Information.SENS, Information.PLAN)
ONLY_WHEN_GRANTED = ("agencies", "classes", "expires_on", "form_version", "method", "capacity_note")
SELF = "ご本人"
PURPOSES = (ConsentPurpose.SHARING, ConsentPurpose.MEETING)


class ConsentForm(CaseForm):
    """同意の一歩."""

    whose = forms.ChoiceField(label="だれの同意か", required=False, choices=(), widget=forms.RadioSelect)
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

    def __init__(
        self,
        *args: Any,
        agencies: list[AgencyChoice],
        members: tuple[MemberConsents, ...],
        only_withdraw: bool,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["whose"].choices = [("", SELF), *((str(one.member_id), one.name) for one in members)]
        if not members:
            # Still asked what was sent: words of somebody who is no longer here must not become those of 本人.
            self.fields["whose"].widget = forms.HiddenInput()
        states = [one for one in ConsentState if one not in {ConsentState.NOT_ASKED, ConsentState.EXPIRED}]
        if only_withdraw:
            states = [ConsentState.WITHDRAWN]
        self.fields["state"].choices = [(one.value, one.label) for one in states]
        self.fields["agencies"].choices = agency_choices(agencies)
        if only_withdraw:
            for name in ONLY_WHEN_GRANTED:
                del self.fields[name]

    @property
    def member_id(self) -> uuid.UUID | None:
        """Of whom of the household; None: of 本人."""
        whose = self.cleaned_data.get("whose")
        return uuid.UUID(whose) if whose else None

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
    members = household_consents(viewer, shared_id)
    form = ConsentForm(
        request.POST or None,
        viewer=viewer,
        agencies=agencies_to_ask(viewer),
        members=members,
        only_withdraw=only_withdraw,
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
            member_id=form.member_id,
        ),
        "同意の様子を記録しました。",
        ("shared_case", shared_id),
    )
    if done:
        return done
    parts = head_parts(viewer, head)
    if only_withdraw:
        parts["explanation"] = "取り消しは、聞いた人がすぐに記録します。"
    else:
        told = [Fact(SELF, _states(case_consents(viewer, shared_id)))]
        told += [Fact(one.name, _states(one.lines)) for one in members]
        parts["told"] = DefinitionList(tuple(told))
    page = "together/consent.html"
    return beside_form_page(request, parts, form, title="同意を記録する", save="記録する", template=page)


def _states(lines: Iterable[ConsentLine]) -> str:
    return "　".join(f"{line.purpose.label}: {line.state.label}" for line in lines)
