"""足りないものと地区の画面: what is missing where, what became of it and at which meeting, and an area at a glance."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from takigi.access.grounds import NotPermitted, Viewer
from takigi.components.button import ButtonLink
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.empty_state import EmptyState
from takigi.components.missing_word import Missing, MissingWord
from takigi.components.status_tag import StatusTag
from takigi.components.table import Column, Link, Table
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras, in_short_japanese
from takigi.meetings.queries.councils import Council, councils, meeting_names
from takigi.resources.actions import unmet as actions
from takigi.resources.queries.requests import check_may_ask, may_ask, resource_names
from takigi.resources.queries.unmet import AreaView, UnmetLine, UnmetStepLine, area_views, unmet_list, unmet_page
from takigi.resources.rules.requests import UnmetState
from takigi.resources.rules.schedules import DAYS
from takigi.screens.forms import refusals_on
from takigi.screens.places.desk import desk_tabs
from takigi.screens.places.form_page import place_form_page
from takigi.screens.places.request_forms import UnmetForm, UnmetStepForm
from takigi.screens.render import render_screen

GET_OR_POST = ["GET", "HEAD", "POST"]
TONES = {
    UnmetState.OPEN: Tone.WAITING,
    UnmetState.DISCUSSED: Tone.ACTIVE,
    UnmetState.TRIAL: Tone.ACTIVE,
    UnmetState.SOLVED: Tone.DONE,
    UnmetState.DROPPED: Tone.QUIET,
}
VERBS = {
    UnmetState.OPEN: "また足りないものに戻す",
    UnmetState.DISCUSSED: "話し合った",
    UnmetState.TRIAL: "試し始めた",
    UnmetState.SOLVED: "解けた",
    UnmetState.DROPPED: "見送った",
}
NOTHING = EmptyState("足りないものは、まだ書かれていません", "合う場所がなかった相談が、ここに残ります。")
COLUMNS = (
    Column("足りないもの"),
    Column("地区"),
    Column("はばむもの"),
    Column("声", is_number=True),
    Column("いま"),
    Column("分かった日"),
)


def unmet_table(lines: list[UnmetLine], caption: str, empty: EmptyState | None = None) -> Table:
    """What is missing, each with the number of people and since when."""
    rows = tuple(
        (
            Link(one.text, reverse("unmet_need", args=[one.unmet_id])),
            one.area_name or "町の全体",
            one.barrier.label,
            f"{one.people}人",
            StatusTag(one.state.label, TONES[one.state]),
            in_short_japanese(one.first_seen_on),
        )
        for one in lines
    )
    return Table(caption, COLUMNS, rows, empty, has_hidden_caption=True)


@require_safe
def unmet_needs(request: Any) -> HttpResponse:
    """足りないもの."""
    viewer = request.viewer
    lines = unmet_list(viewer, with_ended=True)
    still = [one for one in lines if one.state not in {UnmetState.SOLVED, UnmetState.DROPPED}]
    ended = [one for one in lines if one not in still]
    solved = sum(one.state is UnmetState.SOLVED for one in lines)
    context = {
        "heading": "足りないもの",
        "tabs": desk_tabs(viewer, "unmet_needs"),
        "told": f"これまでに書かれた{len(lines)}件中{solved}件が解けました。" if lines else "",
        "still": unmet_table(still, "いま足りないもの", NOTHING),
        "ended": unmet_table(ended, "解けたもの、見送ったもの") if ended else "",
        "action": ButtonLink("足りないものを書きとめる", reverse("unmet_need_new"), icon="plus")
        if may_ask(viewer)
        else "",
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "places/unmet_needs.html", context)


@require_safe
def unmet_need(request: Any, unmet_id: uuid.UUID) -> HttpResponse:
    """一つの不足 with its steps."""
    page = unmet_page(request.viewer, unmet_id)
    line = page.line
    met = meeting_names(request.viewer, {one.meeting_id for one in page.steps if one.meeting_id})
    solved_by = Link(line.solved_by, reverse("place", args=[line.solved_by_id])) if line.solved_by_id else ""
    facts = [
        Fact("地区", line.area_name or "町の全体"),
        Fact("種類", line.kind.label),
        Fact("何がはばんでいるか", line.barrier.label),
        Fact("何人の声か", f"{line.people}人（合う場所がなかった相談 {page.requests}件）"),
        Fact("どこから", line.source.label),
        Fact("分かった日", _seen(line)),
    ]
    if solved_by:
        facts.append(Fact("解けた場所", solved_by))
    context = {
        "heading": line.text,
        "state": StatusTag(line.state.label, TONES[line.state]),
        "facts": DefinitionList(tuple(facts)),
        "steps": [_step(one, met) for one in page.steps],
        "moves": [(VERBS[to], reverse("unmet_step", args=[unmet_id, to.value])) for to in page.moves],
        "as_of": in_both_eras(request.viewer.on),
    }
    return render_screen(request, "places/unmet_need.html", context)


def _step(one: UnmetStepLine, met: dict[uuid.UUID, str]) -> dict[str, Any]:
    name = met.get(one.meeting_id, "") if one.meeting_id else ""
    return {
        "to": one.to.label,
        "note": one.note,
        "on": in_both_eras(one.on),
        "by": one.recorded_by,
        "meeting": (name, reverse("meeting_unmet", args=[one.meeting_id])) if name else None,
    }


def _seen(line: UnmetLine) -> str:
    first, last = in_short_japanese(line.first_seen_on), in_short_japanese(line.last_seen_on)
    return first if first == last else f"{first}、いちばん最近は{last}"


@require_http_methods(GET_OR_POST)
def unmet_need_new(request: Any) -> HttpResponse:
    """足りないものを書きとめる."""
    viewer = request.viewer
    check_may_ask(viewer, None)
    form = UnmetForm(request.POST or None, viewer=viewer, initial={"source": "residents", "people": 1})
    if form.is_valid():
        with refusals_on(form):
            number = actions.note_unmet(by=viewer, words=form.words())
            messages.success(request, "書きとめました。")
            return redirect("unmet_need", number)
    back = (reverse("unmet_needs"), "足りないものへ戻る")
    return place_form_page(request, form, title="足りないものを書きとめる", save="書きとめる", back=back)


@require_http_methods(GET_OR_POST)
def unmet_step(request: Any, unmet_id: uuid.UUID, to: str) -> HttpResponse:
    """不足を先へ進める."""
    viewer, state = request.viewer, UnmetState(to)
    page = unmet_page(viewer, unmet_id)
    if not page.moves:
        raise NotPermitted("不足を先へ進めるのは、生活支援コーディネーター、計画の担当と会議の事務局です。")
    met = councils(viewer)
    begun = _from_meeting(request.GET.get("meeting", ""), met)
    form = UnmetStepForm(
        request.POST or None,
        viewer=viewer,
        to=state,
        places=_places(viewer, state),
        meetings=[(str(one.meeting_id), f"{in_short_japanese(one.met_on)}　{one.name}") for one in met],
        initial=begun,
    )
    if form.is_valid():
        with refusals_on(form):
            typed = form.cleaned_data
            solved = uuid.UUID(typed["solved_by"]) if typed.get("solved_by") else None
            meeting_id = uuid.UUID(typed["meeting"]) if typed.get("meeting") else None
            actions.move_unmet(
                by=viewer,
                unmet_id=unmet_id,
                to=state,
                on=typed["on"],
                note=typed["note"],
                solved_by=solved,
                meeting_id=meeting_id,
            )
            messages.success(request, f"「{state.label}」にしました。")
            # Whoever writes a meeting down has the next one to write.
            return redirect("meeting_unmet", meeting_id) if meeting_id else redirect("unmet_need", unmet_id)
    back = (reverse("unmet_need", args=[unmet_id]), "足りないものへ戻る")
    if "meeting" in begun:
        back = (reverse("meeting_unmet", args=[begun["meeting"]]), "会議へ戻る")
    return place_form_page(
        request, form, title=VERBS[state], save=f"「{state.label}」にする", back=back, explanation=page.line.text
    )


def _from_meeting(chosen: str, met: list[Council]) -> dict[str, Any]:
    """What is filled in for whoever comes from a meeting: which one, and its day."""
    found = next((one for one in met if str(one.meeting_id) == chosen), None)
    return {"meeting": chosen, "on": in_short_japanese(found.met_on)} if found else {"on": "今日"}


def _places(viewer: Viewer, state: UnmetState) -> list[tuple[str, str]]:
    if state is not UnmetState.SOLVED:
        return []
    return [(str(number), name) for number, name in resource_names(viewer)]


@require_safe
def place_areas(request: Any) -> HttpResponse:
    """地区ごと: people, places by kind and weekday, and what is missing."""
    viewer = request.viewer
    views = area_views(viewer)
    context = {
        "heading": "地区ごと",
        "tabs": desk_tabs(viewer, "place_areas"),
        "table": _table(views),
        "areas": [_area(one) for one in views],
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "places/areas.html", context)


def _area(view: AreaView) -> dict[str, Any]:
    return {
        "key": f"area-{view.area_id or 'town'}",
        "name": view.name,
        "kinds": "、".join(f"{kind.label} {count}" for kind, count in view.by_kind),
        "empty_days": "・".join(DAYS[day] for day in view.empty_weekdays),
        "missing": [(one.text, reverse("unmet_need", args=[one.unmet_id]), f"{one.people}人") for one in view.missing],
    }


def _table(views: list[AreaView]) -> Table:
    """People and places of each area side by side; a place that opens on two weekdays counts on both."""
    columns = (
        Column("地区"),
        Column("65歳以上", is_number=True),
        Column("場所", is_number=True),
        Column("確かめた所", is_number=True),
        Column("曜日ごとの場所"),
    )
    rows = tuple(
        (
            one.name,
            f"{one.elders:,}人" if one.elders is not None else MissingWord(Missing.NOT_APPLICABLE),
            f"{one.places}か所",
            f"{one.places}か所中{one.sure}",
            "　".join(f"{day}{count}" for day, count in zip(DAYS, one.weekdays, strict=True)),
        )
        for one in views
    )
    return Table("地区ごとの人と場所", columns, rows, has_hidden_caption=True)
