"""町の決めごと: what each setting says today, since when and why; every decision stays readable."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.access import administration
from takigi.access.queries import SettingHistory
from takigi.components.both_era_date import BothEraDate
from takigi.components.button import ButtonLink
from takigi.components.empty_state import EmptyState
from takigi.components.table import Column, Table
from takigi.screens.administration.pages import tabs
from takigi.screens.render import render_screen

COLUMNS = tuple(map(Column, ("いつから", "決めたこと", "理由", "決めた人")))
EMPTY = EmptyState("まだ町としての決定はありません。はじめの値を使っています。")


@require_safe
def settings(request: Any) -> HttpResponse:
    """Every setting with its history. Open to all staff."""
    viewer = request.viewer
    histories = administration.settings_page(viewer)
    names = administration.names(viewer, {by for one in histories for *_, by in one.decisions})
    may_decide = administration.may_decide_settings(viewer)
    blocks = [(one, _history(one, names), _change(one) if may_decide else "") for one in histories]
    context = {"heading": "町の決めごと", "tabs": tabs(viewer, "settings"), "blocks": blocks}
    return render_screen(request, "administration/settings.html", context)


def _history(one: SettingHistory, names: Mapping[int | None, str]) -> Table:
    rows = tuple(
        (BothEraDate(from_on), label, reason, names.get(by, "設置のとき"))
        for from_on, label, reason, by in one.decisions
    )
    return Table(f"{one.setting.label}：決めてきたこと", COLUMNS, rows, EMPTY, has_hidden_caption=True)


def _change(one: SettingHistory) -> ButtonLink:
    return ButtonLink("この決めごとを変える", reverse("setting_change", args=[one.setting.key]))
