"""アンケートのまとめ: counts of enough people, and nothing of anybody."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from takigi.components.button import Button
from takigi.components.ground_line import GroundLine
from takigi.components.table import Column, Table
from takigi.kernel.era_names import in_both_eras, in_japanese
from takigi.screens.render import render_screen
from takigi.surveys.actions.waves import close_wave
from takigi.surveys.queries.waves import WaveResults, wave_results
from takigi.surveys.rules import Spread, SurveyRefused

COLUMNS = (Column("問い"), *(Column(str(grade)) for grade in range(1, 6)), Column("答えた人"))


@require_safe
def survey(request: Any, wave_id: uuid.UUID) -> HttpResponse:
    """One wave."""
    told = wave_results(request.viewer, wave_id)
    card = told.card
    context = {
        "heading": card.label,
        "back_url": reverse("surveys"),
        "instrument": card.instrument,
        "days": f"{in_japanese(card.opens_on)}から{in_japanese(card.closes_on)}まで",
        "answered": f"{card.invited:,}人中{card.answered:,}人が答えました",
        "not_told": _why_not(told),
        "table": Table("答え", COLUMNS, tuple(_row(one) for one in told.spreads), has_hidden_caption=True),
        "is_told": told.is_told,
        "is_validated": told.is_validated,
        "words": told.words,
        "ground": GroundLine(told.because),
        "close_url": reverse("survey_close", args=[wave_id]) if card.may_close else "",
        "close": Button("アンケートを閉じる"),
        "as_of": in_both_eras(request.viewer.on),
    }
    return render_screen(request, "surveys/results.html", context)


@require_POST
def survey_close(request: Any, wave_id: uuid.UUID) -> HttpResponse:
    """No more answers."""
    try:
        close_wave(by=request.viewer, wave_id=wave_id)
        messages.success(request, "アンケートを閉じました。")
    except SurveyRefused as refused:
        messages.warning(request, str(refused))
    return redirect("survey", wave_id)


def _why_not(told: WaveResults) -> str:
    if told.is_told:
        return ""
    if told.card.is_open:
        return "受け付けているあいだは、まとめを出しません。途中で見くらべると、だれの答えか分かることがあるためです。"
    return f"答えた人が{told.fewest}人にみたないので、まとめは出しません。"


def _row(one: Spread) -> tuple[Any, ...]:
    if one.counts is None:
        return (one.question.words, *("秘匿" for _ in range(5)), "少ないため出しません")
    return (one.question.words, *(f"{number}人" for number in one.counts), f"{one.answered}人")
