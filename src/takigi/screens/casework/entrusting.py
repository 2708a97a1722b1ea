"""介護予防支援の委託: choose the office, see whether the person's consent reaches it, record the consent, take back."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.access.grounds import NotPermitted
from takigi.casework.actions.cases import entrust_case
from takigi.casework.queries.entrusting import Entrusting, Office, entrusting_of
from takigi.components.button import Button, ButtonKind
from takigi.components.notice import Notice, NoticeKind
from takigi.people.rules import ConsentPurpose, ConsentState
from takigi.screens.casework.case_form import head_parts, head_to_change
from takigi.screens.casework.form_base import CaseForm
from takigi.screens.forms import refusals_on
from takigi.screens.render import render_screen

NOBODY = "同意のある事業所がありません。下の「同意がまだ及んでいない事業所」から、本人の同意を記録してください。"


class EntrustForm(CaseForm):
    """委託する."""

    agency = forms.ChoiceField(label="委託する事業所", widget=forms.RadioSelect)

    def __init__(self, *args: Any, entrusting: Entrusting, **more: Any) -> None:
        super().__init__(*args, **more)
        # The others too: whoever posts one of them is told by the action what is missing.
        self.fields["agency"].choices = [(str(one.agency_id), one.name) for one in entrusting.offices]


@require_http_methods(["GET", "HEAD", "POST"])
def case_entrust(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """委託する, or take it back."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    if not head.may_lead:
        raise NotPermitted("委託を決めるのは、担当の職員と、センターの管理者です。")
    if request.method == "POST" and "take_back" in request.POST:
        entrust_case(by=viewer, case_id=case_id, agency_id=None)
        messages.success(request, "委託を取りやめました。事業所は、このケースを読めなくなりました。")
        return redirect("case", case_id)
    entrusting = entrusting_of(viewer, case_id)
    form = EntrustForm(request.POST or None, viewer=viewer, entrusting=entrusting)
    if form.is_valid():
        with refusals_on(form):
            entrust_case(by=viewer, case_id=case_id, agency_id=int(form.cleaned_data["agency"]))
            messages.success(request, "委託を記録しました。事業所の職員が、このケースを読み、計画を書けます。")
            return redirect("case", case_id)
    context = {**head_parts(viewer, head), **_dressed(entrusting, case_id), "form": form}
    return render_screen(request, "casework/entrust.html", context, status=422 if form.errors else 200)


def _dressed(entrusting: Entrusting, case_id: uuid.UUID) -> dict[str, Any]:
    now, covered = entrusting.now, [one for one in entrusting.offices if one.is_covered and one != entrusting.now]
    return {
        "title": "介護予防支援の委託",
        "now": now.name if now else "",
        "is_closed": _closed(now),
        "choices": [(str(one.agency_id), one.name) for one in covered],
        "nobody": "" if covered else NOBODY,
        "needed": [one.label for one in entrusting.needed],
        "others": [
            (one.name, _consent_url(entrusting, one, case_id)) for one in entrusting.offices if not one.is_covered
        ],
        "consent": entrusting.consent.label,
        "step": _step(entrusting.consent),
        "person_url": reverse("person", args=[entrusting.person_id]),
        "save": Button("この事業所に委託する", ButtonKind.PRIMARY),
        "take_back": Button("委託を取りやめる", ButtonKind.DANGER, name="take_back", value="yes"),
    }


def _closed(now: Office | None) -> Notice | str:
    if now is None or now.is_covered:
        return ""
    words = "本人の同意が、いまの委託先に及んでいません。"
    return Notice(
        words,
        NoticeKind.WARNING,
        "この事業所は、いまこのケースを読めません。同意を確かめるか、委託を取りやめてください。",
    )


def _step(consent: ConsentState) -> str:
    """What comes next on the way to the consent."""
    if consent is ConsentState.ASKED:
        return "本人の答えを記録する"
    return "" if consent is ConsentState.GRANTED else "本人に聞いたことを記録する"


def _consent_url(entrusting: Entrusting, office: Office, case_id: uuid.UUID) -> str:
    """The screen that records the next step, with the office and what it needs filled in; it leads back here."""
    if entrusting.consent is ConsentState.GRANTED:
        return ""
    state = ConsentState.GRANTED if entrusting.consent is ConsentState.ASKED else ConsentState.ASKED
    address = reverse("consent_record", args=[entrusting.person_id, ConsentPurpose.SHARING.value, state.value])
    return f"{address}?{urlencode({'office': office.agency_id, 'case': case_id})}"
