"""根拠の法令: the articles in force today for each kind of meeting, and which of them nobody has checked yet."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.access.legal_bases import DECLARATIONS, LegalBasis, NoWording, is_verified, wording_on
from takigi.components.both_era_date import BothEraDate
from takigi.components.status_tag import StatusTag
from takigi.components.table import Column, Table
from takigi.components.tone import Tone
from takigi.screens.administration.pages import tabs
from takigi.screens.render import render_screen

COLUMNS = tuple(
    map(Column, ("会議", "法律", "守秘の条文", "罰則", "いつから", "同意がないときの開示", "確かめたか", "出典と注意"))
)


@require_safe
def legal_bases(request: Any) -> HttpResponse:
    """The table as of the viewer's day."""
    rows = tuple(_row(basis, request.viewer.on) for basis in LegalBasis)
    context = {
        "heading": "根拠の法令",
        "tabs": tabs(request.viewer, "legal_bases"),
        "table": Table("根拠の法令", COLUMNS, rows, has_hidden_caption=True),
    }
    return render_screen(request, "administration/legal_bases.html", context)


def _row(basis: LegalBasis, on: date) -> tuple[Any, ...]:
    declared = DECLARATIONS[basis]
    law = f"{declared.law} {declared.provision}".strip() or "なし"
    without = "できます" if declared.opens_identity_without_consent else "できません"
    try:
        wording = wording_on(basis, on)
    except NoWording:
        return (basis.label, law, "なし", "なし", "決まりがありません", without, "対象外", declared.remark)
    checked = StatusTag("確かめました", Tone.DONE) if is_verified(basis, on) else StatusTag("未確認", Tone.WAITING)
    penalty = f"{wording.penalty}（{wording.penalty_article}）"
    return (basis.label, law, wording.secrecy, penalty, BothEraDate(wording.since), without, checked, _notes(basis, on))


def _notes(basis: LegalBasis, on: date) -> str:
    declared, wording = DECLARATIONS[basis], wording_on(basis, on)
    reread = (
        f"{BothEraDate(declared.reread_from).words}からの改正は、まだ読んでいません。" if declared.reread_from else ""
    )
    return f"{wording.source}。{reread}{declared.remark}"
