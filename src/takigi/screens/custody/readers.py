"""だれが見たかの画面: find by a number, one table for a month, and the same as a file."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from takigi.components.button import Button, ButtonKind
from takigi.components.field import Field
from takigi.components.ground_line import GroundLine
from takigi.custody.queries.readings import readings
from takigi.custody.queries.whole_files import check_may_ask, found_by_number
from takigi.custody.rules.words import Whole
from takigi.exchange.writers import write_table_xlsx
from takigi.kernel.era_names import in_both_eras
from takigi.screens.administration.pages import tabs
from takigi.screens.custody.reading_forms import FindForm, PeriodForm
from takigi.screens.custody.reading_words import HEADINGS, file_rows, gathered, readers_table
from takigi.screens.files_out import as_file
from takigi.screens.render import render_screen

SCOPES = ((Whole.HOUSEHOLD, "世帯の全員の記録で調べる"), (Whole.PERSON, "この人の記録だけで調べる"))
NOT_FOUND = "この番号の記録は見つからないか、あなたの担当ではありません。番号をもう一度確かめてください。"


@require_http_methods(["GET", "HEAD", "POST"])
def find_readers(request: Any) -> HttpResponse:
    """The number goes in the form, never in the address."""
    viewer = request.viewer
    check_may_ask(viewer)
    form = FindForm(request.POST or None, viewer=viewer)
    if form.is_valid():
        typed = form.cleaned_data
        found = found_by_number(viewer, Whole(typed["whole"]), typed["number"])
        if found:
            asked = urlencode({"year": typed["year"], "month": typed["month"]})
            return redirect(f"{reverse('record_readers', args=[found[0].value, found[1]])}?{asked}")
        form.add_error("number", NOT_FOUND)
    context = {
        "heading": "だれが見たか",
        "tabs": tabs(viewer, "find_readers"),
        "form": form,
        "save": Button("調べる", ButtonKind.PRIMARY),
    }
    return render_screen(request, "custody/find_readers.html", context, status=422 if form.errors else 200)


@require_safe
def record_readers(request: Any, whole: str, subject_id: uuid.UUID) -> HttpResponse:
    """One household, one month: who, from where, what, on which ground, how often."""
    viewer, form = request.viewer, PeriodForm(request.GET, viewer=request.viewer)
    period = form.asked()
    found = readings(viewer, whole=_whole(whole), subject_id=subject_id, period=period)
    lines = gathered(found.lines)
    context = {
        "heading": "だれが見たか",
        "ground": GroundLine((found.file.because,)),
        "wholes": [
            (words, reverse("record_readers", args=[one.value, subject_id]), one is found.file.whole)
            for one, words in SCOPES
            if found.file.whole is not Whole.CASE
        ],
        "year": period.year,
        "month": period.month,
        "fields": [Field.of(form[name], requirement="") for name in ("year", "month")],
        "said": f"{period.label}に見た・変えた人は{found.people}人、のべ{len(found.lines)}回です。",
        "records": tuple(dict.fromkeys(found.file.named.values())),
        "left_out": found.file.left_out,
        "table": readers_table(lines, period=period.label),
        "file_url": reverse("record_readers_file", args=[whole, subject_id]),
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "custody/readers.html", context)


@require_POST
def record_readers_file(request: Any, whole: str, subject_id: uuid.UUID) -> HttpResponse:
    """Every single time as Excel; that it was taken out stands in the log."""
    period = PeriodForm(request.POST, viewer=request.viewer).asked()
    found = readings(request.viewer, whole=_whole(whole), subject_id=subject_id, period=period, leaves_office=True)
    content = write_table_xlsx(HEADINGS, file_rows(found.lines), sheet=period.label)
    return as_file(content, f"readers-{period.key}.xlsx")


def _whole(key: str) -> Whole:
    try:
        return Whole(key)
    except ValueError as error:
        raise Http404 from error
