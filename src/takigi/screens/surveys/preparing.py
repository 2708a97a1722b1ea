"""アンケートを用意する: one form; then the slips, on paper, this once."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from takigi.access.grounds import NotPermitted
from takigi.screens.forms import SpokenDateField, refusals_on
from takigi.screens.programmes.form_page import back_to, desk_form_page
from takigi.screens.render import render_screen
from takigi.surveys.actions.waves import Drawn, open_wave
from takigi.surveys.queries.waves import instruments, may_prepare
from takigi.surveys.rules import MOST_SLIPS

EXPLANATION = (
    "声をかける人数だけ、答える紙ができます。どの紙がだれに渡ったかは、だれにも分かりません。"
    "名前、勤め先、答えた時刻は残りません。"
)
TWO_WEEKS = timedelta(days=13)


class WaveForm(forms.Form):
    """何を、いつからいつまで、何人に."""

    instrument = forms.ChoiceField(label="尺度", widget=forms.RadioSelect)
    label = forms.CharField(label="題", max_length=100, help_text="例: 秋の6問、6月の支援者支援会議のあと")
    opens_on = SpokenDateField(label="始まり")
    closes_on = SpokenDateField(label="締め切り")
    invited = forms.IntegerField(label="声をかける人数", min_value=1, max_value=MOST_SLIPS)

    def __init__(self, viewer: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usable = [one for one in instruments(viewer) if one.may_open]
        self.fields["instrument"].choices = [(str(one.key), one.name) for one in usable]
        for name in ("opens_on", "closes_on"):
            self.fields[name].today = viewer.on


@require_http_methods(["GET", "HEAD", "POST"])
def survey_new(request: Any) -> HttpResponse:
    """The form, and after it the slips: their addresses are told once and kept nowhere."""
    viewer = request.viewer
    if not may_prepare(viewer):
        raise NotPermitted("アンケートを用意できるのは、ステーション、会議の事務局、計画・評価の職員です。")
    start = {"opens_on": viewer.on.isoformat(), "closes_on": (viewer.on + TWO_WEEKS).isoformat()}
    form = WaveForm(viewer, request.POST or None, initial=start)
    if form.is_valid():
        with refusals_on(form):
            told = form.cleaned_data
            key = told.pop("instrument")
            drawn = open_wave(by=viewer, instrument=int(key) if key.isdigit() else key, **told)
            return _slips(request, drawn, told["label"])
    back = back_to("surveys", "アンケートへ戻る")
    return desk_form_page(
        request, form, title="アンケートを用意する", save="用意して、答える紙を出す", back=back, explanation=EXPLANATION
    )


def _slips(request: Any, drawn: Drawn, label: str) -> HttpResponse:
    addresses = [request.build_absolute_uri(reverse("survey_answer", args=[token])) for token in drawn.tokens]
    context = {
        "heading": "答える紙",
        "label": label,
        "addresses": addresses,
        "wave_url": reverse("survey", args=[drawn.wave_id]),
    }
    return render_screen(request, "surveys/slips.html", context)
