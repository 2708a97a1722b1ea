"""ストーリーを出す・読みこむ: the programme's slides, the template's tables and the picture as files; tables back in, after a look."""

import tempfile
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from takigi.charts.layered_drawing import layered_sheet
from takigi.charts.schedule import schedule_svg
from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.schedule_figure import ScheduleFigure
from takigi.exchange.forms.imprint import Imprint
from takigi.exchange.pictures import as_pdf
from takigi.exchange.story_sheets.workbook import read_workbook, story_workbook
from takigi.exchange.story_slides.deck import Deck
from takigi.exchange.story_slides.paper import slides_pdf
from takigi.exchange.story_slides.powerpoint import powerpoint
from takigi.exchange.story_slides.story_deck import LookedBack, story_deck
from takigi.exchange.tables.refusals import UnreadableFile
from takigi.logic_models.actions.theory import put_theory, take_back_import
from takigi.logic_models.queries.history import Based
from takigi.logic_models.queries.learning import learning_of
from takigi.logic_models.queries.stories import StoryPage, story_page
from takigi.logic_models.queries.versions import imports_in_work
from takigi.logic_models.rules.differences import difference
from takigi.logic_models.rules.document import as_document, from_document
from takigi.logic_models.rules.laying import laid_into
from takigi.logic_models.rules.merging import merge
from takigi.logic_models.rules.picture import picture_of
from takigi.logic_models.rules.schedule import planned, schedule_of
from takigi.logic_models.rules.words import LogicModelRefused
from takigi.organisations import queries as organisations
from takigi.screens.files_out import as_file
from takigi.screens.render import render_screen
from takigi.screens.stories.desk import check_edits, head_parts, version_tag
from takigi.screens.stories.difference_words import difference_words
from takigi.screens.stories.writing import tell

SALT = "takigi.story.workbook"
MOST_BYTES = 5_000_000
# What can be had, with its words and its ending.
FILES = {
    "slides": ("4枚のスライド（PowerPoint）", "pptx"),
    "slides-paper": ("4枚のスライド（PDF）", "pdf"),
    "tables": ("ひな形の表（Excel）", "xlsx"),
    "picture": ("効果発現経路の図（PDF・A3横）", "pdf"),
    "schedule": ("三年の予定（PDF）", "pdf"),
}
# 見やすい大きさの紙: what a printer leaves of it, in millimetres.
A3 = {"across": 400.0, "down": 277.0}
# Pages to read and to print, with what they are for.
SHEETS = (
    ("三年の予定", "story_schedule", "何を、いつ、予算のどの段まで進めるかを、四半期ごとに並べます。"),
    ("委員会の資料", "story_committee", "へだたり・原因・していることを、外の委員の方と確かめます。"),
    ("交付金の様式", "story_grant", "分析・対象の層・指標・目標を、成果指向型の様式にそって並べます。"),
    ("公表する面", "story_public", "少人数を伏せ、公表してよいことだけを載せます。"),
    ("主張の紙", "story_claims", "変化について、言えることと言えないことを並べます。"),
    ("引継ぎの資料", "story_handover", "なぜ、何をためし、何をやめ、今月何をするか。"),
)


@require_safe
def story_papers(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """What can go out, with no retyping, and the way back in."""
    page = story_page(request.viewer, story_id)
    return render_screen(request, "stories/papers.html", _dress(request, page))


def _dress(request: Any, page: StoryPage) -> dict[str, Any]:
    story_id = page.head.story_id
    files = [
        ButtonLink(words, reverse("story_file", args=[story_id, kind]), icon="file")
        for kind, (words, _) in FILES.items()
        # A schedule without a row is no paper.
        if kind != "schedule" or planned(page.theory)
    ]
    sheets = [
        (words, reverse(name, args=[story_id]), told)
        for words, name, told in SHEETS
        if name != "story_handover" or page.head.sees_work
    ]
    return head_parts(request.viewer, page.head, "story_papers") | {
        "version": version_tag(page.version),
        "files": files,
        "sheets": sheets,
        "may_write": page.may_write,
        "imports": imports_in_work(request.viewer, story_id) if page.may_write else (),
        "take_back": Button("この読みこみを取り消す"),
        "read": Button("読みこんで、ちがいを見る", ButtonKind.PLAIN),
    }


@require_safe
def story_schedule(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """三年の予定: what is done when, and how far each thing is on its way through the budget."""
    page = story_page(request.viewer, story_id)

    def opens(key: str) -> str:
        return reverse("story_box", args=[story_id, key])

    schedule = schedule_of(page.theory, on=request.viewer.on, opens=opens)
    parts = head_parts(request.viewer, page.head, "story_papers") | {
        "title": "三年の予定",
        "version": version_tag(page.version),
        "back": (reverse("story_papers", args=[story_id]), "「出す」へ戻る"),
        "figure": ScheduleFigure(schedule) if planned(page.theory) else "",
    }
    return render_screen(request, "stories/schedule.html", parts)


@require_safe
def story_file(request: Any, story_id: uuid.UUID, file_kind: str) -> HttpResponse:
    """One file of the story as it is believed now."""
    if file_kind not in FILES:
        raise Http404
    page = story_page(request.viewer, story_id)
    _, ending = FILES[file_kind]
    return as_file(WRITERS[file_kind](request, page), f"story-{request.viewer.on:%Y%m%d}.{ending}")


def _deck(request: Any, page: StoryPage) -> Deck:
    viewer = request.viewer
    town = organisations.municipality(viewer.municipality_id).name
    called = f"第{page.version.number}版　{page.version.approval.label}"
    return story_deck(page.theory, _looked_back(request, page), on=viewer.on, version=called, town=town)


def _looked_back(request: Any, page: StoryPage) -> LookedBack:
    """The newest reflections, of which each line that somebody wrote is printed once."""
    told = learning_of(request.viewer, page.head.story_id).reflections[:3]
    names = {"in_us": "change_in_us", "in_audience": "change_in_audience", "in_others": "change_in_others"}
    names |= {name: name for name in ("did", "saw", "surprised", "next")}
    return LookedBack(
        **{
            name: tuple(words for one in told if (words := getattr(one, field).strip()))
            for name, field in names.items()
        }
    )


def _imprint(request: Any) -> Imprint:
    viewer = request.viewer
    names = organisations.names_of_staff(viewer.municipality_id, {viewer.staff_id})
    town = organisations.municipality(viewer.municipality_id).name
    return Imprint(city=town, centre="", printed_at=localtime(viewer.at), printed_by=names.get(viewer.staff_id, ""))


WRITERS: dict[str, Callable[[Any, StoryPage], bytes]] = {
    "slides": lambda request, page: powerpoint(_deck(request, page), made_at=localtime(request.viewer.at)),
    "slides-paper": lambda request, page: slides_pdf(_deck(request, page), _imprint(request)),
    "tables": lambda request, page: story_workbook(page.theory),
    "picture": lambda request, page: as_pdf(layered_sheet(picture_of(page.theory), **A3), alt=page.head.title),
    "schedule": lambda request, page: as_pdf(
        schedule_svg(schedule_of(page.theory, on=request.viewer.on)), alt=f"{page.head.title} 三年の予定"
    ),
}


@require_POST
def story_read_tables(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """表を読みこむ: everything that was noticed, and what would change. Nothing is written before it is confirmed."""
    page = story_page(request.viewer, story_id)
    check_edits(page.head)
    sent = request.FILES.get("workbook")
    if sent is None or sent.size > MOST_BYTES:
        messages.error(request, "Excelのファイル（5MBまで）を選んでください。")
        return redirect("story_papers", story_id)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.xlsx"
        path.write_bytes(sent.read())
        try:
            reading = read_workbook(path, name=sent.name)
        except UnreadableFile as refusal:
            messages.error(request, str(refusal))
            return redirect("story_papers", story_id)
    # What somebody drew by hand has no numbers: it is laid into the story and takes nothing out of it.
    theory = (
        merge(reading.base, reading.theory, page.theory).theory
        if reading.base
        else laid_into(page.theory, reading.theory)
    )
    kept = signing.dumps(
        {
            "story": str(story_id),
            "version": page.version.number,
            "revision": page.version.based_on.revision,
            "document": as_document(theory),
        },
        salt=SALT,
        compress=True,
    )
    context = _dress(request, page) | {
        "reading": reading,
        "changes": difference_words(difference(page.theory, theory), page.theory, theory),
        "kept": kept,
        "confirm": Button("この内容を入れる", ButtonKind.PRIMARY),
    }
    return render_screen(request, "stories/read_tables.html", context)


@require_POST
def story_put_tables(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """見たとおりに入れる: brought together with what somebody else has written meanwhile."""
    try:
        kept = signing.loads(request.POST.get("kept", ""), salt=SALT, max_age=86_400)
    except signing.BadSignature as error:
        raise Http404 from error
    if kept["story"] != str(story_id):
        raise Http404
    try:
        put_theory(
            by=request.viewer,
            story_id=story_id,
            based_on=Based(kept["version"], kept["revision"]),
            theory=from_document(kept["document"]),
        )
    except LogicModelRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("story_papers", story_id)
    messages.success(request, "表の内容を入れました。思ったとおりでなければ「出す」のページで取り消せます。")
    return redirect("story", story_id)


@require_POST
def story_take_back(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """読みこみを取り消す; what was written since stays."""
    check_edits(story_page(request.viewer, story_id).head)
    number = request.POST.get("number", "")
    if not (number.isdecimal() and len(number) < 10):
        raise Http404
    try:
        saved = take_back_import(by=request.viewer, story_id=story_id, number=int(number))
    except LogicModelRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("story_papers", story_id)
    tell(request, saved)
    messages.success(request, "読みこみを取り消しました。そのあとに書かれたことは残っています。")
    return redirect("story", story_id)
