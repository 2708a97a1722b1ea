"""同じ人としてまとめる: nothing is moved, and it can be taken back whole."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from takigi.people.actions.merges import merge_persons
from takigi.screens.duplicates.forms import MergeForm, TellApartForm
from takigi.screens.duplicates.pair_page import pair_screen
from takigi.screens.forms import refusals_on


@require_POST
def duplicate_merge(request: Any, one_id: uuid.UUID, other_id: uuid.UUID) -> HttpResponse:
    """Merges on the stated evidence; a refusal shows the pair again with what was written."""
    form = MergeForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        kept, absorbed = (one_id, other_id) if said["kept"] == "one" else (other_id, one_id)
        with refusals_on(form):
            evidence = frozenset(said["evidence"])
            merge_persons(by=request.viewer, kept_id=kept, absorbed_id=absorbed, evidence=evidence, note=said["note"])
            messages.success(request, "二つの記録をまとめました。「まとめた記録」から、いつでも元に戻せます。")
            return redirect("person", kept)
    return pair_screen(request, one_id, other_id, form, TellApartForm(prefix="apart"))
