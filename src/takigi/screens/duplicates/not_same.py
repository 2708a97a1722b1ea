"""別の人と決める: the pair is not proposed again."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from takigi.people.actions.merges import say_not_same
from takigi.screens.duplicates.forms import MergeForm, TellApartForm
from takigi.screens.duplicates.pair_page import pair_screen
from takigi.screens.forms import refusals_on


@require_POST
def duplicate_not_same(request: Any, one_id: uuid.UUID, other_id: uuid.UUID) -> HttpResponse:
    """Keeps the decision and goes on to the next pair."""
    form = TellApartForm(request.POST, prefix="apart")
    if form.is_valid():
        with refusals_on(form):
            say_not_same(by=request.viewer, one_id=one_id, other_id=other_id, note=form.cleaned_data["note"])
            messages.success(request, "別の人と決めました。この二人は、もう並びません。")
            return redirect("duplicates")
    return pair_screen(request, one_id, other_id, MergeForm(), form)
