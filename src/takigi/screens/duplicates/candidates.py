"""二重かもしれない記録: the likeliest pairs first."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.people.queries.duplicates import duplicate_pairs
from takigi.screens.duplicates.lists import dress_pairs
from takigi.screens.render import render_screen


@require_safe
def duplicates(request: Any) -> HttpResponse:
    """Pairs with the same reading and birth date that nobody has decided about."""
    context = dress_pairs(request.viewer, duplicate_pairs(request.viewer))
    return render_screen(request, "duplicates/list.html", context)
