"""場所の一覧の取り込みの画面: a list from Excel is looked at, confirmed, and taken back. Nothing is written by looking."""

import uuid
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.exchange.place_columns import sample_list
from takigi.exchange.place_lists import ReadList, SentList, SentRow, open_place_list, read_place_list
from takigi.exchange.problems import Problem
from takigi.exchange.tables import UnreadableFile
from takigi.exchange.writers import problems_workbook
from takigi.kernel.era_names import in_both_eras
from takigi.organisations.queries import areas
from takigi.resources.actions.place_lists import add_places, take_back_places
from takigi.resources.queries.cards import check_may_keep_cards
from takigi.resources.queries.place_lists import known_places, place_list_page, place_lists
from takigi.resources.rules.words import ResourceRefused
from takigi.screens.files_out import as_file
from takigi.screens.imports.forms import SentFile
from takigi.screens.places.list_dress import dress_page, dress_reading, lists_table
from takigi.screens.render import render_screen

SALT = "takigi.place_list"
A_DAY = 86_400


class PlaceFile(SentFile):
    """場所の一覧のファイル."""

    what = "場所の一覧"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = "CSV か Excel（xlsx・xls・ods）、1,000行まで。"


@require_http_methods(["GET", "HEAD", "POST"])
def place_list_files(request: Any) -> HttpResponse:
    """ファイルを選ぶ; a file that was sent is read and shown, and nothing of it is written."""
    viewer = request.viewer
    check_may_keep_cards(viewer)
    form = PlaceFile(request.POST, request.FILES) if request.method == "POST" else PlaceFile()
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            return _shown(request, open_place_list(Path(upload.temporary_file_path()), name=upload.name))
        except UnreadableFile as refusal:
            form.add_error("file", str(refusal))
    context = {
        "heading": "場所の一覧を取り込む",
        "form": form,
        "send": Button("このファイルを読む", ButtonKind.PRIMARY, icon="file"),
        "sample": ButtonLink("書き方の見本（Excel）を受け取る", reverse("place_list_sample"), icon="file"),
        "lists": lists_table(place_lists(viewer)),
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "places/list_files.html", context, status=422 if form.errors else 200)


@require_safe
def place_list_sample(request: Any) -> HttpResponse:
    """書き方の見本, with an area of the town in its first row."""
    check_may_keep_cards(request.viewer)
    named = list(_areas(request))
    return as_file(sample_list(named[0] if named else ""), "places-sample.xlsx")


def _areas(request: Any) -> dict[str, int]:
    return {one.name: one.area_id for one in areas(request.viewer.municipality_id, kind="sphere")}


def _read(request: Any, sent: SentList) -> ReadList:
    return read_place_list(sent.rows, sent.headings, areas=_areas(request), on=request.viewer.on)


def _shown(request: Any, sent: SentList) -> HttpResponse:
    """What would come of the file. What was read travels with the page, signed, and is read once more when it is confirmed."""
    kept = signing.dumps({"town": request.viewer.municipality_id} | asdict(sent), salt=SALT, compress=True)
    context = dress_reading(sent, _read(request, sent), known_places(request.viewer)) | {"kept": kept}
    return render_screen(request, "places/list_read.html", context)


def _kept(request: Any) -> SentList:
    try:
        kept = signing.loads(request.POST.get("kept", ""), salt=SALT, max_age=A_DAY)
    except signing.BadSignature as error:
        raise Http404 from error
    if kept.pop("town") != request.viewer.municipality_id:
        raise Http404
    rows = tuple(SentRow(**row) for row in kept["rows"])
    problems = tuple(Problem(**one) for one in kept["problems"])
    return SentList(kept["name"], rows, kept["headings"], tuple(kept["unread"]), tuple(kept["notices"]), problems)


@require_POST
def place_list_confirm(request: Any) -> HttpResponse:
    """見たとおりに取り込む."""
    viewer, sent = request.viewer, _kept(request)
    check_may_keep_cards(viewer)
    read = _read(request, sent)
    left_out = {one.row_no for one in (*sent.problems, *read.problems) if one.is_blocking}
    try:
        number = add_places(
            by=viewer, file_name=sent.name, listed=[one for _, one in read.places], left_out=len(left_out)
        )
    except ResourceRefused as refused:
        messages.warning(request, str(refused))
        return redirect("place_lists")
    messages.success(request, "取り込みました。確かめた日のない場所は「確かめる場所」に出ます。")
    return redirect("place_list_page", number)


@require_POST
def place_list_problems(request: Any) -> HttpResponse:
    """直すところの一覧, to work through with the file beside it."""
    check_may_keep_cards(request.viewer)
    sent = _kept(request)
    found = sorted((*sent.problems, *_read(request, sent).problems), key=lambda one: one.row_no)
    name = f"places-problems-{localdate(request.viewer.at):%Y%m%d}.xlsx"
    return as_file(problems_workbook(found, file_name=sent.name), name)


@require_safe
def place_list_taken(request: Any, list_id: uuid.UUID) -> HttpResponse:
    """取り込んだ一覧: its cards, and the way back."""
    page = place_list_page(request.viewer, list_id)
    return render_screen(
        request, "places/list_page.html", dress_page(page) | {"as_of": in_both_eras(request.viewer.on)}
    )


@require_POST
def place_list_undo(request: Any, list_id: uuid.UUID) -> HttpResponse:
    """取り消す; what has been used since stays."""
    try:
        count = take_back_places(by=request.viewer, list_id=list_id)
        messages.success(request, f"{count}か所のカードを取り消しました。")
    except ResourceRefused as refused:
        messages.warning(request, str(refused))
    return redirect("place_list_page", list_id)
