"""住所の保護を決める: from a form to the action, with the sentence that is told afterwards."""

import uuid
from typing import Any

from django.contrib import messages

from takigi.people.actions.persons import end_protection, protect_address
from takigi.screens.forms import refusals_on
from takigi.screens.people.forms import ProtectionForm, Reason


def decide_protection(request: Any, person_id: uuid.UUID, form: ProtectionForm | Reason) -> bool:
    """Whether the decision was taken; a refusal stays on the form."""
    if not form.is_valid():
        return False
    with refusals_on(form):
        if isinstance(form, Reason):
            end_protection(by=request.viewer, person_id=person_id, reason=form.cleaned_data["reason"])
            messages.success(request, "住所の保護を終えました。")
        else:
            protect_address(by=request.viewer, person_id=person_id, **form.cleaned_data)
            messages.success(request, "住所を保護しました。選んだ職員のほかには見えません。")
        return True
    return False
