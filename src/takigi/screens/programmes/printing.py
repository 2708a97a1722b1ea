"""短期集中の帳票を出す画面: ask what for, then hand over the file; its name holds the title and the day, nobody's name."""

import uuid
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from takigi.casework.rules.prints import PrintPurpose
from takigi.components.button import Button, ButtonKind
from takigi.exchange.forms.printing import file_name, pdf_of, xlsx_of
from takigi.programmes.actions.prints import print_course_sheet
from takigi.programmes.queries.episodes import episode_page
from takigi.programmes.queries.sheets import course_sheet
from takigi.programmes.rules.prints import CoursePaper
from takigi.screens.files_out import as_file
from takigi.screens.forms import refusals_on
from takigi.screens.imprints import imprint_with
from takigi.screens.programmes.form_page import episode_form_page, to_enter
from takigi.screens.programmes.forms import DeskForm, radios

WRITERS = {"pdf": pdf_of, "xlsx": xlsx_of}
ENDINGS = (("pdf", "PDFで出す", ButtonKind.PRIMARY), ("xlsx", "Excelで出す", ButtonKind.PLAIN))


class PaperForm(DeskForm):
    """何のために出すか."""

    purpose = radios("何のために出しますか", PrintPurpose.choices())
    note = forms.CharField(
        label="「その他」のとき、何のためか", required=False, max_length=200, help_text="監査の記録に残ります。"
    )


@require_http_methods(["GET", "HEAD", "POST"])
def episode_print(request: Any, episode_id: uuid.UUID, paper: str) -> HttpResponse:
    """One sheet of the course. Nothing leaves before the reason is given."""
    ending = request.POST.get("ending", "pdf")
    if paper not in {kind.value for kind in CoursePaper} or ending not in WRITERS:
        raise Http404
    viewer, sort, page = request.viewer, CoursePaper(paper), episode_page(request.viewer, episode_id)
    head, form = to_enter(page.head), PaperForm(request.POST or None, viewer=viewer, initial={"purpose": "file"})
    if form.is_valid():
        with refusals_on(form):
            purpose = PrintPurpose(form.cleaned_data["purpose"])
            mark = print_course_sheet(
                by=viewer,
                episode_id=episode_id,
                paper=sort,
                ending=ending,
                purpose=purpose,
                note=form.cleaned_data["note"],
            )
            imprint, sheet = imprint_with(mark), course_sheet(page, sort, on=viewer.on)
            return as_file(WRITERS[ending](sheet, imprint), file_name(sheet, ending, on=imprint.printed_at.date()))
    told = "紙の下に、出した日時と、あなたの名前が入ります。出したことは、理由といっしょに監査の記録に残ります。"
    return episode_form_page(
        request,
        head,
        form,
        title=f"{sort.label}を出す",
        save="",
        template="programmes/print.html",
        explanation=told,
        endings=[Button(words, kind, name="ending", value=value) for value, words, kind in ENDINGS],
    )
