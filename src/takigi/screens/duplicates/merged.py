"""まとめた記録: what was merged, by whom, on what evidence, and the way back."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.people.queries.duplicates import merges as merge_lines
from takigi.screens.duplicates.lists import dress_merges
from takigi.screens.render import render_screen


@require_safe
def merges(request: Any) -> HttpResponse:
    """The latest merges, and those that were taken back."""
    context = dress_merges(request.viewer, merge_lines(request.viewer))
    return render_screen(request, "duplicates/merges.html", context)
