"""だれが見たかの画面: one household, one month, everybody who read it, on which ground and what of it."""

import uuid
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.collaboration.queries.readers import readers_of
from takigi.components.empty_state import EmptyState
from takigi.components.table import Column, Table
from takigi.kernel.era_names import in_both_eras
from takigi.screens.moments import moment_in_words
from takigi.screens.render import render_screen


class MonthForm(forms.Form):
    """年と月."""

    month = forms.RegexField(r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$", required=False)


@require_safe
def shared_readers(request: Any, shared_id: uuid.UUID) -> HttpResponse:
    """`?month=2026-05`; without one, this month."""
    viewer = request.viewer
    form = MonthForm(request.GET)
    typed = form.cleaned_data["month"] if form.is_valid() else ""
    year, month = (int(part) for part in (typed or f"{viewer.on:%Y-%m}").split("-"))
    lines = readers_of(viewer, shared_id, year=year, month=month)
    rows = tuple(
        (moment_in_words(one.at), one.staff_name, "、".join(one.classes), "。".join(one.because)) for one in lines
    )
    columns = (Column("いつ"), Column("だれが"), Column("見られた区分"), Column("根拠"))
    empty = EmptyState("この月に見た人はいません", "ほかの月を選ぶと、その月に見た人が出ます。")
    context = {
        "heading": "だれが見たか",
        "months": [f"{y}-{m:02}" for y, m in _months_back(viewer.on.year, viewer.on.month)],
        "chosen": f"{year}-{month:02}",
        "said": f"{year}年{month}月に見た人: のべ{len(lines)}回",
        "lines": Table("見た人", columns, rows, empty, has_hidden_caption=True),
        "case_readers_url": f"{reverse('record_readers', args=['case', shared_id])}?year={year}&month={month}",
        "case_url": reverse("shared_case", args=[shared_id]),
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "together/readers.html", context)


def _months_back(year: int, month: int) -> list[tuple[int, int]]:
    """This month and the two years before it."""
    first = year * 12 + month - 1
    return [((first - back) // 12, (first - back) % 12 + 1) for back in range(24)]
