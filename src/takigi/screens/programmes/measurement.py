"""測定の用紙の画面: the check first, then the tests in the way of the first time; odd values are asked about and kept."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from takigi.components.field import Field
from takigi.components.notice import Notice, NoticeKind
from takigi.instruments.timepoints import Timepoint
from takigi.kernel.era_names import in_both_eras
from takigi.programmes.actions.measurements import record_measurements
from takigi.programmes.queries.episodes import EpisodePage, episode_page
from takigi.programmes.rules.readings import questions_about
from takigi.screens.drafts.sheet import open_sheet, posted_to
from takigi.screens.forms import refusals_on
from takigi.screens.programmes.form_page import episode_form_page, to_enter
from takigi.screens.programmes.measurement_form import MeasurementForm, first_values

OWN = ("measured_on", "assessor", "stopped_because", *MeasurementForm.SAFETY)
SHORT = ("systolic", "diastolic", "pulse", "temperature")


def timepoint_of(written: str) -> Timepoint:
    """A timepoint of an address."""
    found = {one.value.lower(): one for one in Timepoint}.get(written.lower())
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def measurement_sheet(request: Any, episode_id: uuid.UUID, timepoint: str) -> HttpResponse:
    """測定を記録する."""
    viewer, page, when = request.viewer, episode_page(request.viewer, episode_id), timepoint_of(timepoint)
    head = to_enter(page.head)
    questions: tuple[str, ...] = ()
    written = open_sheet(request, head.case_id, f"measurement-{episode_id}-{when.value}")
    form = MeasurementForm(posted_to(request), viewer=viewer, initial=first_values(page.measurements, when))
    written.fill(form)
    if form.is_valid():
        with refusals_on(form):
            sheet, confirmed = form.sheet(when), form.cleaned_data["is_confirmed"]
            questions = () if confirmed else questions_about(sheet.readings)
            if not questions:
                given = {"by": viewer, "episode_id": episode_id, "sheet": sheet, "is_confirmed": confirmed}
                written.once(request, lambda: record_measurements(**given))
                messages.success(request, f"{when.label}の測定を記録しました。")
                return redirect("episode", episode_id)
    own = {name: Field.of(form[name], **({"requirement": ""} if name in SHORT else {})) for name in OWN}
    return episode_form_page(
        request,
        head,
        form,
        title=f"{when.label}の測定",
        save="測定を記録する",
        template="programmes/measurement.html",
        own=own,
        rows=form.rows(),
        questions=questions,
        confirm=Field.of(form["is_confirmed"]) if questions or form.data.get("is_confirmed") else "",
        stops=form.stops,
        before=_window_words(page, when),
        **written.parts(is_posted=form.is_bound),
    )


def _window_words(page: EpisodePage, when: Timepoint) -> Notice | str:
    """When this measurement belongs (V30), and that it is made like the first."""
    due = next((one for one in page.due if one[0] is when), None)
    if due is None:
        return ""
    words = f"{when.label}の測定は、{in_both_eras(due[1])}から{in_both_eras(due[2])}までがめやすです。"
    has_first = any(line.timepoint is Timepoint.T0 for line in page.measurements)
    alike = "測り方は、開始時と同じものが入っています。変えると、前とくらべられません。" if has_first else ""
    return Notice(words, NoticeKind.INFO, alike or "外れた日の測定も記録できます。変化の集計には入りません。")
