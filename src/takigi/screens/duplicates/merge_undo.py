"""まとめた記録を元に戻す, with a reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from takigi.people.actions.merges import unmerge_persons
from takigi.people.queries.duplicates import merge_of
from takigi.screens.duplicates.forms import UndoForm
from takigi.screens.duplicates.undo_page import undo_page
from takigi.screens.forms import refusals_on
from takigi.screens.render import render_screen


@require_http_methods(["GET", "HEAD", "POST"])
def merge_undo(request: Any, merge_id: int) -> HttpResponse:
    """What will happen, the reason, and the verb."""
    line, form = merge_of(request.viewer, merge_id), UndoForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            unmerge_persons(by=request.viewer, merge_id=merge_id, reason=form.cleaned_data["reason"])
            messages.success(request, "元の二つの記録に戻しました。")
            return redirect("merges")
    return render_screen(request, "duplicates/undo.html", undo_page(line, form))
