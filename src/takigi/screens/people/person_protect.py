"""住所の保護: begun, reviewed and ended by the insurance section's supervisors."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from takigi.people.queries.files import protection_of
from takigi.screens.people.form_pages import protection_page
from takigi.screens.people.forms import ProtectionForm, Reason
from takigi.screens.people.onward import page_after
from takigi.screens.people.protections import decide_protection
from takigi.screens.render import render_screen


@require_http_methods(["GET", "HEAD", "POST"])
def person_protect(request: Any, person_id: uuid.UUID) -> HttpResponse:
    """Who may see the address, and the way to end the protection."""
    viewer, it = request.viewer, protection_of(request.viewer, person_id)
    is_end = "end" in request.POST
    form = ProtectionForm(None if is_end else request.POST or None, viewer=viewer, initial={"staff_ids": it.staff_ids})
    ending = Reason(request.POST if is_end else None, prefix="ending")
    if decide_protection(request, person_id, ending if is_end else form):
        return redirect(page_after(viewer, person_id))
    return render_screen(request, "people/protect.html", protection_page(it, form, ending))
