"""帳票を出す画面: ask what for, then hand over the file; its name holds the title and the day, nobody's name."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.casework.actions.prints import PrintMark, print_sheet
from takigi.casework.queries.cases import CaseHead
from takigi.casework.rules.prints import PaperKind, PrintPurpose
from takigi.components.button import Button, ButtonKind
from takigi.exchange.forms.printing import file_name, pdf_of, xlsx_of
from takigi.screens.casework.case_form import head_parts, head_to_change
from takigi.screens.casework.prints.forms import PrintForm
from takigi.screens.casework.prints.papers import PAPERS, sheet_for_paper
from takigi.screens.files_out import as_file
from takigi.screens.forms import refusals_on
from takigi.screens.imprints import imprint_with
from takigi.screens.render import render_screen

GET_OR_POST = ["GET", "HEAD", "POST"]
WRITERS = {"pdf": pdf_of, "xlsx": xlsx_of}
BACK = {
    PaperKind.GOALS: ("goals", "目標のページへ戻る"),
    PaperKind.BASIC: ("plans", "計画のページへ戻る"),
    PaperKind.PLAN: ("plans", "計画のページへ戻る"),
    PaperKind.EVALUATION: ("plans", "計画のページへ戻る"),
    PaperKind.NOTES: ("notes", "経過記録へ戻る"),
    PaperKind.HANDOVER: ("case", "ケースのページへ戻る"),
}


@require_http_methods(GET_OR_POST)
def case_print(request: Any, case_id: uuid.UUID, paper: str, plan_id: uuid.UUID | None = None) -> HttpResponse:
    """One sheet of the case. Nothing leaves before the reason is given."""
    if paper not in {kind.value for kind in PAPERS}:
        raise Http404
    kind = PaperKind(paper)
    head = head_to_change(request.viewer, case_id)
    sheet = sheet_for_paper(request.viewer, head, kind, plan_id)
    form = PrintForm(request.POST or None, viewer=request.viewer, initial={"purpose": PAPERS[kind].purpose})
    ending = request.POST.get("ending", "pdf")
    if ending not in dict(PAPERS[kind].endings):
        raise Http404
    if form.is_valid():
        with refusals_on(form):
            mark = print_sheet(
                by=request.viewer,
                case_id=case_id,
                paper=kind,
                ending=ending,
                purpose=PrintPurpose(form.cleaned_data["purpose"]),
                note=form.cleaned_data["note"],
            )
            return _file(sheet, ending, mark)
    return _page(request, head, kind, form)


def _file(sheet: Any, ending: str, mark: PrintMark) -> HttpResponse:
    imprint = imprint_with(mark)
    return as_file(WRITERS[ending](sheet, imprint), file_name(sheet, ending, on=imprint.printed_at.date()))


def _page(request: Any, head: CaseHead, kind: PaperKind, form: PrintForm) -> HttpResponse:
    screen, back = BACK[kind]
    context = {
        **head_parts(request.viewer, head),
        "title": f"{kind.label}を出す",
        "form": form,
        "back": (reverse(screen, args=[head.case_id]), back),
        "is_protected": head.person.is_protected,
        "endings": [
            Button(words, ButtonKind.PRIMARY if n == 0 else ButtonKind.PLAIN, name="ending", value=ending)
            for n, (ending, words) in enumerate(PAPERS[kind].endings)
        ],
    }
    return render_screen(request, "casework/prints/print.html", context, status=422 if form.errors else 200)
