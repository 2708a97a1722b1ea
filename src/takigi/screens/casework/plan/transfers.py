"""データ連携の画面: from whom to whom, what the files hold and what was replaced in them; each file is recorded as it leaves."""

import unicodedata
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from takigi.casework.actions.prints import print_sheet
from takigi.casework.queries.cases import CaseHead
from takigi.casework.rules.prints import PaperKind, PrintPurpose
from takigi.components.button import Button, ButtonKind
from takigi.components.notice import Notice, NoticeKind
from takigi.components.table import Column, Table
from takigi.exchange.care_plan_files.transfers import UNVERIFIED, IncompleteSheet, Route, Transfer
from takigi.organisations.queries import office_numbers
from takigi.screens.casework.case_form import head_parts
from takigi.screens.casework.form_base import CaseForm
from takigi.screens.files_out import as_file
from takigi.screens.render import render_screen

COLUMNS = (Column("ファイル"), Column("行", is_number=True), Column("項目"), Column("元の字"), Column("書いた字"))
# 介護予防支援, and 介護予防ケアマネジメント of 総合事業.
SUPPORT, CARE_MANAGEMENT = "46", "AF"


class RouteForm(CaseForm):
    """どこからどこへ."""

    sender_no = forms.CharField(label="送る側の事業所番号（10けた）", max_length=10)
    sender_service = forms.CharField(
        label="送る側のサービス種類コード",
        max_length=2,
        help_text=f"介護予防支援は{SUPPORT}、介護予防ケアマネジメントは{CARE_MANAGEMENT}です。",
    )
    receiver_no = forms.CharField(label="受け取る側の事業所番号（10けた）", max_length=10)
    receiver_service = forms.CharField(
        label="受け取る側のサービス種類コード", max_length=2, help_text="総合事業は、A6のように英字が入ります。"
    )

    def clean(self) -> dict[str, Any]:
        """Wide and small letters are the same code."""
        sent = super().clean() or {}
        return {name: unicodedata.normalize("NFKC", text).strip().upper() for name, text in sent.items()}


@dataclass(frozen=True)
class Leaving:
    """出ていくもの: which sheet, how its files are made, what each is called, and where the way back leads."""

    paper: PaperKind
    make: Callable[[Route], Transfer]
    title: str
    names: dict[str, str]
    back: str
    sender_service: str = SUPPORT


def transfer_screen(request: Any, head: CaseHead, leaving: Leaving) -> HttpResponse:
    """First what the files will hold and what was replaced in them; then each file, recorded as it leaves."""
    known = office_numbers(request.viewer.municipality_id, {head.agency_id, head.entrusted_agency_id or 0})
    initial = {
        "sender_no": known.get(head.agency_id, ""),
        "sender_service": leaving.sender_service,
        "receiver_no": known.get(head.entrusted_agency_id or 0, ""),
    }
    form = RouteForm(request.POST or None, viewer=request.viewer, initial=initial)
    transfer = None
    if form.is_valid():
        try:
            transfer = leaving.make(Route(**form.cleaned_data))
        except IncompleteSheet as refusal:
            form.add_error(None, str(refusal))
    wanted = request.POST.get("file", "")
    if transfer and wanted.isdecimal() and len(wanted) < 4 and int(wanted) < len(transfer.files):
        return _file(request, head.case_id, leaving.paper, transfer, int(wanted))
    return _page(request, head, leaving, form, transfer)


def _file(request: Any, case_id: uuid.UUID, paper: PaperKind, transfer: Transfer, number: int) -> HttpResponse:
    one = transfer.files[number]
    print_sheet(by=request.viewer, case_id=case_id, paper=paper, ending="csv", purpose=PrintPurpose.OFFICE)
    return as_file(one.content, one.name)


def _page(request: Any, head: CaseHead, leaving: Leaving, form: RouteForm, transfer: Transfer | None) -> HttpResponse:
    context = {
        **head_parts(request.viewer, head),
        "title": leaving.title,
        "back": reverse(leaving.back, args=[head.case_id]),
        "form": form,
        "unverified": Notice("正式な仕様書との照合が必要です。", NoticeKind.WARNING, UNVERIFIED),
        "make": Button("ファイルの中身を確かめる", ButtonKind.PLAIN if transfer else ButtonKind.PRIMARY),
        "transfer": transfer,
        "replaced": _replaced(transfer) if transfer else "",
        "files": [_button(leaving, one.name, number) for number, one in enumerate(transfer.files if transfer else ())],
    }
    return render_screen(request, "casework/plan/exchange.html", context, status=422 if form.errors else 200)


def _prefix(file_name: str) -> str:
    """UPYOBO or UPYOBO_SUB: what stands before the sender's number."""
    first, second, *_ = file_name.split("_")
    return f"{first}_{second}" if second.startswith("SUB") else first


def _button(leaving: Leaving, file_name: str, number: int) -> Button:
    prefix = _prefix(file_name)
    kind = ButtonKind.PLAIN if number else ButtonKind.PRIMARY
    return Button(f"{prefix}（{leaving.names[prefix]}）を受け取る", kind, name="file", value=str(number))


def _replaced(transfer: Transfer) -> Table | str:
    rows = tuple(
        (
            _prefix(file.name),
            str(one.row_no),
            one.column,
            f"{one.character}（U+{ord(one.character[0]):04X}）",
            one.written_as,
        )
        for file in transfer.files
        for one in file.replaced
    )
    return Table("置きかえた字", COLUMNS, rows, has_hidden_caption=True) if rows else ""
