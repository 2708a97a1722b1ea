"""個別支援の決めごと: what the town decides, since when and why; every number with its source."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from takigi.casework.actions.settings import decide_way
from takigi.casework.queries.ways import check_may_decide, decided_ways, may_decide
from takigi.casework.rules.settings import SETTING_OF
from takigi.components.button import Button, ButtonKind
from takigi.screens.casework.desk import desk_tabs
from takigi.screens.casework.forms import WayForm
from takigi.screens.forms import refusals_on
from takigi.screens.render import render_screen


@require_safe
def cases_ways(request: Any) -> HttpResponse:
    """Every setting with its value, source and history. Open to all who do casework; changed by heads."""
    viewer = request.viewer
    context = {
        "heading": "個別支援の決めごと",
        "tabs": desk_tabs(viewer, "cases_ways"),
        "ways": decided_ways(viewer),
        "may_decide": may_decide(viewer),
    }
    return render_screen(request, "casework/ways.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def cases_way_change(request: Any, way: str) -> HttpResponse:
    """Decide one setting anew, from a day, with a reason."""
    viewer = request.viewer
    check_may_decide(viewer)
    if way not in SETTING_OF:
        raise Http404
    setting = SETTING_OF[way]
    now = next(one for one in decided_ways(viewer) if one.setting.key == way)
    initial = {"value": now.value.split(",") if setting.sort == "many" else now.value, "from_on": "今日"}
    form = WayForm(request.POST or None, viewer=viewer, setting=setting, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            given = form.cleaned_data
            decide_way(by=viewer, key=way, value=form.kept(), from_on=given["from_on"], reason=given["reason"])
            messages.success(request, "決めごとを記録しました。")
            return redirect("cases_ways")
    context = {
        "heading": setting.label,
        "back": (reverse("cases_ways"), "決めごとへ戻る"),
        "form": form,
        "save": Button("この内容に決める", ButtonKind.PRIMARY),
        "explanation": f"出典: {setting.source}",
    }
    return render_screen(request, "casework/way.html", context, status=422 if form.errors else 200)
