"""目標の紙の画面: the page for the refrigerator as it will hang there, also printed by the browser."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.casework.queries.cases import case_head
from takigi.casework.queries.goals import goal_page, goals_of
from takigi.casework.rules.prints import PaperKind
from takigi.screens.casework.case_form import head_parts
from takigi.screens.render import render_screen


@require_safe
def goals_paper(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """Only what a visitor in the kitchen may read."""
    head = case_head(request.viewer, case_id)
    context = {
        **head_parts(request.viewer, head),
        "title": "目標の紙",
        "page": goal_page(request.viewer, case_id),
        "goals": goals_of(request.viewer, case_id),
        "back": reverse("goals", args=[case_id]),
        "print": reverse("case_print", args=[case_id, PaperKind.GOALS.value]) if head.may_record else "",
    }
    return render_screen(request, "casework/goals/paper.html", context)
