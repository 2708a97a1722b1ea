"""尺度の台帳: what may be used, what may not yet, and how we know."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.access.grounds import NotPermitted
from takigi.components.button import Button, ButtonKind
from takigi.components.table import Column, Table
from takigi.kernel.era_names import in_both_eras
from takigi.screens.forms import refusals_on
from takigi.screens.render import render_screen
from takigi.surveys.actions.waves import InstrumentWords, register_instrument
from takigi.surveys.queries.waves import instruments, may_prepare
from takigi.surveys.rules import Asks, Licence

COLUMNS = (Column("尺度"), Column("聞くこと"), Column("使ってよいか"), Column("どう確かめたか"), Column("出典"))


class InstrumentForm(forms.Form):
    """ほかの人が作った尺度."""

    name = forms.CharField(label="尺度の名前", max_length=100)
    asks = forms.ChoiceField(label="聞くこと", choices=Asks.choices(), widget=forms.RadioSelect)
    licence = forms.ChoiceField(label="使ってよいか", choices=Licence.choices(), widget=forms.RadioSelect)
    because = forms.CharField(
        label="何を見て確かめたか", max_length=300, help_text="例: 作った方からの返事（日付）、論文の利用条件"
    )
    citation = forms.CharField(label="出典", max_length=300, required=False)
    questions = forms.CharField(
        label="問い（ひとつ一行）",
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        help_text="使ってよいと確かめたときだけ、許された言葉のまま書いてください。",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def survey_instruments(request: Any) -> HttpResponse:
    """The register, and a form to note one more."""
    viewer = request.viewer
    if not may_prepare(viewer):
        raise NotPermitted("尺度の台帳を見られるのは、ステーション、会議の事務局、計画・評価の職員です。")
    form = InstrumentForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            told = form.cleaned_data
            words = InstrumentWords(
                name=told["name"],
                asks=Asks(told["asks"]),
                licence=Licence(told["licence"]),
                because=told["because"],
                citation=told["citation"],
                questions=tuple(told["questions"].splitlines()),
            )
            register_instrument(by=viewer, words=words)
            messages.success(request, "尺度を台帳に書きとめました。")
            return redirect("survey_instruments")
    rows = tuple(
        (one.name, one.asks.label, one.licence.label, one.because, one.citation or "―") for one in instruments(viewer)
    )
    context = {
        "heading": "尺度の台帳",
        "back_url": reverse("surveys"),
        "table": Table("尺度", COLUMNS, rows, has_hidden_caption=True),
        "form": form,
        "save": Button("台帳に書きとめる", ButtonKind.PRIMARY),
        "as_of": in_both_eras(viewer.on),
    }
    return render_screen(request, "surveys/instruments.html", context, status=422 if form.errors else 200)
