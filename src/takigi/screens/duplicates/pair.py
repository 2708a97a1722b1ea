"""二つの記録を見くらべる."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.screens.duplicates.forms import MergeForm, TellApartForm
from takigi.screens.duplicates.pair_page import pair_screen


@require_safe
def duplicate_pair(request: Any, one_id: uuid.UUID, other_id: uuid.UUID) -> HttpResponse:
    """Fact by fact, with what differs in words, and the two decisions under it."""
    return pair_screen(request, one_id, other_id, MergeForm(), TellApartForm(prefix="apart"))
