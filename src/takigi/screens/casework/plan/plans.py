"""計画のページ: every version of the plan, the basic sheet, and the way on."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.casework.queries.cases import case_head
from takigi.casework.queries.plans import plans_of
from takigi.casework.rules.prints import PaperKind
from takigi.components.button import Button, ButtonKind
from takigi.screens.casework.case_form import head_parts
from takigi.screens.casework.plan.versions import dress_version
from takigi.screens.render import render_screen


@require_safe
def plans(request: Any, case_id: uuid.UUID) -> HttpResponse:
    """The versions, newest first."""
    head = case_head(request.viewer, case_id)
    lines = plans_of(request.viewer, case_id)
    has_draft = any(line.consented_on is None for line in lines)
    words = "次の版を書きはじめる" if lines else "計画書を書きはじめる"
    kind = ButtonKind.PLAIN if lines else ButtonKind.PRIMARY
    may_begin = head.may_record and head.closed_on is None and not has_draft
    context = {
        **head_parts(request.viewer, head),
        "title": "計画",
        "plans": [dress_version(head, line) for line in lines],
        "begin": Button(words, kind) if may_begin else "",
        "begin_url": reverse("plan_begin", args=[case_id]),
        "basic": reverse("basic_sheet", args=[case_id]) if head.may_record else "",
        "basic_print": reverse("case_print", args=[case_id, PaperKind.BASIC.value]) if head.may_record else "",
        "basic_exchange": reverse("basic_exchange", args=[case_id]) if head.may_record else "",
    }
    return render_screen(request, "casework/plan/plans.html", context)
