"""データ連携: the plan as UPYOBO and UPYOBO_SUB, with every sign that had to be replaced, and what is not verified yet."""

import uuid
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

from takigi.casework.actions.prints import print_sheet
from takigi.casework.queries.cases import CaseHead
from takigi.casework.rules.prints import PaperKind, PrintPurpose
from takigi.components.button import Button, ButtonKind
from takigi.components.notice import Notice, NoticeKind
from takigi.components.table import Column, Table
from takigi.exchange.care_plan_files.plan_files import plan_transfer
from takigi.exchange.care_plan_files.transfers import UNVERIFIED, IncompleteSheet, Route, Transfer
from takigi.organisations.queries import office_numbers
from takigi.screens.casework.case_form import head_parts, head_to_change
from takigi.screens.casework.form_base import CaseForm
from takigi.screens.casework.plan.editing import plan_in
from takigi.screens.casework.prints.papers import without_place
from takigi.screens.render import render_screen

COLUMNS = (Column("ファイル"), Column("行", is_number=True), Column("項目"), Column("元の字"), Column("書いた字"))


class RouteForm(CaseForm):
    """どこからどこへ."""

    sender_no = forms.CharField(label="送る側の事業所番号（10けた）", max_length=10)
    sender_service = forms.CharField(
        label="送る側のサービス種類コード", max_length=2, help_text="介護予防支援は46です。"
    )
    receiver_no = forms.CharField(label="受け取る側の事業所番号（10けた）", max_length=10)
    receiver_service = forms.CharField(label="受け取る側のサービス種類コード", max_length=2)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_exchange(request: Any, case_id: uuid.UUID, plan_id: uuid.UUID) -> HttpResponse:
    """First what the files will hold and what was replaced in them; then each file, recorded as it leaves."""
    viewer, head = request.viewer, head_to_change(request.viewer, case_id)
    file = plan_in(viewer, case_id, plan_id)
    sheet = without_place(file.sheet) if head.person.is_protected else file.sheet
    known = office_numbers(viewer.municipality_id, {head.agency_id, head.entrusted_agency_id or 0})
    initial = {
        "sender_no": known.get(head.agency_id, ""),
        "sender_service": "46",
        "receiver_no": known.get(head.entrusted_agency_id or 0, ""),
    }
    form = RouteForm(request.POST or None, viewer=viewer, initial=initial)
    transfer = None
    if form.is_valid():
        try:
            transfer = plan_transfer(sheet, Route(**form.cleaned_data), at=localtime(viewer.at))
        except IncompleteSheet as refusal:
            form.add_error(None, str(refusal))
    wanted = request.POST.get("file", "")
    if transfer and wanted.isdecimal() and int(wanted) < len(transfer.files):
        return _file(request, head, transfer, int(wanted))
    return _page(request, head, plan_id, form, transfer)


def _file(request: Any, head: CaseHead, transfer: Transfer, number: int) -> HttpResponse:
    one = transfer.files[number]
    paper, purpose = PaperKind.CARE_PLAN_FILE, PrintPurpose.OFFICE
    print_sheet(by=request.viewer, case_id=head.case_id, paper=paper, ending="csv", purpose=purpose)
    disposition = content_disposition_header(as_attachment=True, filename=one.name)
    return HttpResponse(one.content, content_type="text/csv", headers={"Content-Disposition": disposition})


def _page(request: Any, head: CaseHead, plan_id: uuid.UUID, form: RouteForm, transfer: Transfer | None) -> HttpResponse:
    context = {
        **head_parts(request.viewer, head),
        "title": "ケアプランデータ連携のファイル",
        "back": reverse("plans", args=[head.case_id]),
        "form": form,
        "unverified": Notice("正式な仕様書との照合が必要です。", NoticeKind.WARNING, UNVERIFIED),
        "make": Button("ファイルの中身を確かめる", ButtonKind.PLAIN if transfer else ButtonKind.PRIMARY),
        "transfer": transfer,
        "replaced": _replaced(transfer) if transfer else "",
        "files": [_button(one.name, number) for number, one in enumerate(transfer.files if transfer else ())],
    }
    return render_screen(request, "casework/plan/exchange.html", context, status=422 if form.errors else 200)


def _button(name: str, number: int) -> Button:
    words = "UPYOBO_SUB（支援計画）" if "_SUB_" in name else "UPYOBO（計画書）"
    kind = ButtonKind.PLAIN if number else ButtonKind.PRIMARY
    return Button(f"{words}を受け取る", kind, name="file", value=str(number))


def _replaced(transfer: Transfer) -> Table | str:
    rows = tuple(
        (
            file.name.split("_")[0] + ("_SUB" if "_SUB_" in file.name else ""),
            str(one.row_no),
            one.column,
            f"{one.character}（U+{ord(one.character[0]):04X}）",
            one.written_as,
        )
        for file in transfer.files
        for one in file.replaced
    )
    return Table("置きかえた字", COLUMNS, rows, has_hidden_caption=True) if rows else ""
