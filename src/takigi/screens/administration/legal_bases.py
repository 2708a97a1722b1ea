"""根拠の法令: the articles in force today for each kind of meeting, and which of them nobody has checked yet."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.access.legal_bases import DECLARATIONS, LegalBasis, NoWording, is_verified, wording_on
from takigi.components.both_era_date import BothEraDate
from takigi.components.card import Card
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras
from takigi.screens.administration.pages import tabs
from takigi.screens.render import render_screen


@require_safe
def legal_bases(request: Any) -> HttpResponse:
    """Each basis as of the viewer's day."""
    viewer = request.viewer
    cards = [Card(basis.label, DefinitionList(_facts(basis, viewer.on))) for basis in LegalBasis]
    context = {"heading": "根拠の法令", "tabs": tabs(viewer, "legal_bases"), "cards": cards}
    return render_screen(request, "administration/legal_bases.html", context)


def _facts(basis: LegalBasis, on: date) -> tuple[Fact, ...]:
    declared = DECLARATIONS[basis]
    without = "できます" if declared.opens_identity_without_consent else "できません"
    opens = Fact("本人の同意がないとき、個人が分かる情報の開示", without)
    law = Fact("根拠", f"{declared.law} {declared.provision}".strip() or "法令の根拠はありません")
    notes = (
        (Fact("注意", f"{_reread(declared.reread_from)}{declared.remark}"),)
        if declared.remark or declared.reread_from
        else ()
    )
    try:
        return (law, opens, *_secrecy(basis, on), *notes)
    except NoWording:
        return (law, opens, *notes)


def _secrecy(basis: LegalBasis, on: date) -> tuple[Fact, ...]:
    wording = wording_on(basis, on)
    checked = StatusTag("確かめました", Tone.DONE) if is_verified(basis, on) else StatusTag("未確認", Tone.WAITING)
    return (
        Fact("守秘の決まり", f"{wording.secrecy}（{in_both_eras(wording.since)}から）"),
        Fact("違反したとき", f"{wording.penalty}（{wording.penalty_article}）"),
        Fact("条文と照らし合わせたか", checked, wording.source),
    )


def _reread(since: date | None) -> str:
    return f"{BothEraDate(since).words}から始まる改正は、まだ読んでいません。" if since else ""
