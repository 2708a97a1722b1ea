"""ふつうの板: the page that plain Django would be, on the same tables: load the open cases, work out what is due, sort, render."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Max, Q
from django.template import Context, Template

from takigi.casework.models import Case
from takigi.casework.rules.due import monitoring_due
from takigi.casework.rules.states import STAGE_OF, CaseState

PAGE = Template(
    """<h1>個別支援</h1>{% for stage, count, late, rows in columns %}<section><h2>{{ stage.label }} {{ count }}（期限過ぎ {{ late }}）</h2>
<ul>{% for case in rows %}<li>{{ case.person.name }} {{ case.get_state_display }} {{ case.days }}日目 {{ case.due|date:"Y-m-d" }} {{ case.owner.name }}</li>{% endfor %}</ul></section>{% endfor %}"""
)


def plain_board(agency_id: int, *, on: date) -> str:
    """Two queries, joined and aggregated by the database as its manual advises; the rest in Python."""
    cases = (
        Case.objects.filter(agency_id=agency_id, closed_on__isnull=True)
        .select_related("person", "owner")
        .annotate(last_interview=Max("notes__happened_on", filter=Q(notes__is_interview=True)))
    )
    columns: dict[Any, list[Any]] = defaultdict(list)
    for case in cases:
        case.days = (on - case.state_from_on).days
        start = case.service_start_on
        case.due = monitoring_due(start, [case.last_interview] if case.last_interview else [], on=on) if start else None
        columns[STAGE_OF[CaseState(case.state)]].append(case)
    dressed = [
        (stage, len(rows), sum(1 for one in rows if one.due and one.due < on), _first(rows))
        for stage, rows in columns.items()
    ]
    return PAGE.render(Context({"columns": dressed}))


def _first(rows: list[Any]) -> list[Any]:
    return sorted(rows, key=lambda one: one.due or date.max)[:20]
