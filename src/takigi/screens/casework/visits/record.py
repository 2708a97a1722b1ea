"""訪問のページ: one confirmed visit to read and to print, in the nine sections in which it was written."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from takigi.casework.queries.visits import VisitFile, visit_file
from takigi.casework.rules.visit_fields import SECTIONS
from takigi.casework.rules.visit_merging import is_empty
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.notice import Notice, NoticeKind
from takigi.kernel.era_names import in_both_eras
from takigi.screens.casework.case_form import head_parts
from takigi.screens.casework.visits.fields import said_in_words
from takigi.screens.render import render_screen


@require_safe
def visit_record(request: Any, case_id: uuid.UUID, visit_id: uuid.UUID) -> HttpResponse:
    """One visit as it was confirmed, with the ways on."""
    file = visit_file(request.viewer, case_id, visit_id)
    context = {
        **head_parts(request.viewer, file.head),
        "day": in_both_eras(file.visited_on),
        "sections": [
            (section.number, section.title, facts) for section in SECTIONS if (facts := _facts(file, section))
        ],
        "confirmed": f"{file.recorded_by}が{in_both_eras(localtime(file.recorded_at).date())}に確定しました。",
        "replaced": _replaced(file),
        "before_url": _record_url(file, file.replaces_id),
        "may_revise": file.head.may_record and file.replaced_by_id is None,
        "revise_url": reverse("visit_revise", args=[case_id, visit_id]),
        "goals_url": reverse("goals", args=[case_id]),
    }
    return render_screen(request, "casework/visits/record.html", context)


def _facts(file: VisitFile, section: Any) -> DefinitionList | None:
    facts = tuple(
        Fact(field.label, said_in_words(field.key, value))
        for field in (*section.fields, *section.more)
        if not is_empty(value := file.values.get(field.key, ""))
    )
    return DefinitionList(facts) if facts else None


def _record_url(file: VisitFile, visit_id: uuid.UUID | None) -> str:
    return reverse("visit_record", args=[file.head.case_id, visit_id]) if visit_id else ""


def _replaced(file: VisitFile) -> Notice | str:
    if file.replaced_by_id is None:
        return ""
    return Notice(
        "この記録は、あとで直されています。",
        NoticeKind.WARNING,
        "いま使われるのは新しいほうです。",
        _record_url(file, file.replaced_by_id),
        "新しい記録を見る",
    )
