"""気になる人の画面: who is not connected yet, who goes to look, and what goes back to whoever noticed."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from takigi.access.grounds import NotPermitted
from takigi.collaboration.actions.leads import assign_lead, move_lead, register_lead
from takigi.collaboration.queries.leads import (
    LeadCard,
    LeadPage,
    checkers,
    connectable,
    lead_board,
    lead_holders,
    lead_page,
    may_register_lead,
    told_by_me,
)
from takigi.collaboration.rules.leads import LeadState
from takigi.components.both_era_date import BothEraDate
from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.empty_state import EmptyState
from takigi.components.ground_line import GroundLine
from takigi.components.status_tag import StatusTag
from takigi.components.table import Cell, Column, Link, Table
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras
from takigi.screens.drafts.sheet import open_sheet, posted_to
from takigi.screens.forms import kept
from takigi.screens.render import render_screen
from takigi.screens.together.beside_page import beside_form_page
from takigi.screens.together.desk import desk_tabs
from takigi.screens.together.lead_forms import AssignForm, LeadForm, StepForm

GET_OR_POST = ["GET", "HEAD", "POST"]
TONES = {
    LeadState.NEW: Tone.WAITING,
    LeadState.CHECKING: Tone.ACTIVE,
    LeadState.VISITED: Tone.ACTIVE,
    LeadState.DECLINED: Tone.QUIET,
    LeadState.CONNECTED: Tone.DONE,
    LeadState.CLOSED: Tone.QUIET,
}
COLUMNS = (Column("気づいたこと"), Column("ブロック"), Column("状態"), Column("確かめる人"), Column("いつまでに"))
TOLD = (Column("知らせた日"), Column("気づいたこと"), Column("確かめる機関"), Column("そのあと"))


@require_safe
def leads(request: Any) -> HttpResponse:
    """まだつながっていない人."""
    viewer = request.viewer
    rows = tuple(_row(card) for card in lead_board(viewer))
    told = tuple(
        (BothEraDate(one.told_on), _signs(one.signals), one.holder, one.outcome.label) for one in told_by_me(viewer)
    )
    none = EmptyState("いま確かめている人はいません", "気になる人の知らせが届くと、ここに出ます。")
    nothing = EmptyState("知らせたことはまだありません", "少しのことでも、ここから知らせられます。")
    new = ButtonLink("気になる人を知らせる", reverse("lead_new"), ButtonKind.PRIMARY, icon="plus")
    context = {
        "heading": "気になる人",
        "tabs": desk_tabs(viewer, "leads"),
        "action": new if may_register_lead(viewer) else "",
        "board": Table("まだつながっていない人", COLUMNS, rows, none, has_hidden_caption=True),
        "told": Table("自分が知らせたこと", TOLD, told, nothing, has_hidden_caption=True),
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "together/leads.html", context)


def _signs(signals: tuple[Any, ...]) -> str:
    return "、".join(one.label for one in signals)


def _row(card: LeadCard) -> tuple[Cell, ...]:
    due: Cell = "決まっていません"
    if card.check_by_on:
        due = StatusTag("過ぎています", Tone.WAITING) if card.is_late else BothEraDate(card.check_by_on)
    return (
        Link(_signs(card.signals), reverse("lead", args=[card.lead_id])),
        f"第{card.block}ブロック" if card.block else "分かりません",
        StatusTag(card.state.label, TONES[card.state]),
        card.checker or "まだ決まっていません",
        due,
    )


@require_http_methods(GET_OR_POST)
def lead_new(request: Any) -> HttpResponse:
    """知らせる: few boxes, the rest behind a fold."""
    viewer = request.viewer
    if not may_register_lead(viewer):
        raise NotPermitted("気になる人を知らせられるのは、相談や支援の仕事をしている職員です。")
    sheet = open_sheet(request, None, "lead")
    form = LeadForm(posted_to(request), viewer=viewer, holders=lead_holders(viewer))
    sheet.fill(form)
    done = kept(
        request,
        form,
        lambda: sheet.once(request, lambda: register_lead(by=viewer, words=form.words())),
        "知らせました。そのあとどうなったかは、この一覧に出ます。",
        ("leads",),
    )
    parts = {"back": (reverse("leads"), "気になる人へ戻る")} | sheet.parts(is_posted=form.is_bound)
    told = "だれか分からなくてもかまいません。分かっていることだけを書きます。"
    return done or beside_form_page(
        request,
        parts,
        form,
        title="気になる人を知らせる",
        save="知らせる",
        explanation=told,
        template="together/lead_new.html",
    )


@require_safe
def lead(request: Any, lead_id: uuid.UUID) -> HttpResponse:
    """One lead, for the agency that holds it."""
    return _shown(request, lead_page(request.viewer, lead_id))


@require_POST
def lead_assign(request: Any, lead_id: uuid.UUID) -> HttpResponse:
    """だれが確かめるかを決める."""
    viewer, page = request.viewer, lead_page(request.viewer, lead_id)
    form = AssignForm(request.POST, viewer=viewer, people=checkers(viewer, lead_id))
    done = kept(
        request,
        form,
        lambda: assign_lead(
            by=viewer,
            lead_id=lead_id,
            staff_id=int(form.cleaned_data["staff_id"]),
            check_by=form.cleaned_data["check_by"],
        ),
        "確かめる人を決めました。",
        ("lead", lead_id),
    )
    return done or _shown(request, page, assign=form)


@require_POST
def lead_move(request: Any, lead_id: uuid.UUID) -> HttpResponse:
    """一歩進める."""
    viewer, page = request.viewer, lead_page(request.viewer, lead_id)
    form = StepForm(request.POST, viewer=viewer, page=page, agencies=connectable(viewer))
    done = kept(
        request,
        form,
        lambda: move_lead(by=viewer, lead_id=lead_id, step=form.step()),
        "記録しました。知らせた人には、どうなったかの区分だけが返ります。",
        ("lead", lead_id),
    )
    return done or _shown(request, page, step=form)


def _shown(
    request: Any, page: LeadPage, *, assign: AssignForm | None = None, step: StepForm | None = None
) -> HttpResponse:
    viewer, card = request.viewer, page.card
    has_errors = any(form is not None and form.errors for form in (assign, step))
    may_assign = card.state is LeadState.CHECKING or LeadState.CHECKING in page.ways
    may_step = any(one is not LeadState.CHECKING for one in page.ways)
    context = {
        "heading": _signs(card.signals),
        "page": page,
        "state": StatusTag(card.state.label, TONES[card.state]),
        "assign": (assign or AssignForm(viewer=viewer, people=checkers(viewer, card.lead_id))) if may_assign else None,
        "assign_button": Button("確かめる人を決める"),
        "step": (step or StepForm(viewer=viewer, page=page, agencies=connectable(viewer))) if may_step else None,
        "step_button": Button("記録する", ButtonKind.PRIMARY),
        "ground": GroundLine(page.because),
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "together/lead.html", context, status=422 if has_errors else 200)
