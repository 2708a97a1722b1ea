"""根拠の法令: the articles in force today for each kind of meeting, and which of them nobody has checked yet."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from takigi.access.disclosure_bases import RULES as DISCLOSURE_RULES
from takigi.access.legal_bases import DECLARATIONS, LegalBasis, NoWording, is_verified, last_day_of, wording_on
from takigi.components.both_era_date import BothEraDate
from takigi.components.card import Card
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.fold_out import FoldOut
from takigi.components.status_tag import StatusTag
from takigi.components.table import Column, Table
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras, in_short_japanese
from takigi.screens.administration.pages import tabs
from takigi.screens.render import render_screen

CHECKED, UNCHECKED = "確かめました", "未確認"


@require_safe
def legal_bases(request: Any) -> HttpResponse:
    """Each basis as of the viewer's day."""
    viewer = request.viewer
    cards = [(Card(basis.label, DefinitionList(_facts(basis, viewer.on))), _wordings(basis)) for basis in LegalBasis]
    context = {
        "heading": "根拠の法令",
        "tabs": tabs(viewer, "legal_bases"),
        "cards": cards,
        "disclosures": _disclosures(),
    }
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


def _wordings(basis: LegalBasis) -> FoldOut | str:
    """Every wording with its days: articles move, and an old oath may name the number of its time."""
    wordings = DECLARATIONS[basis].wordings
    if not wordings:
        return ""
    rows = tuple(
        (
            f"{in_short_japanese(one.since)}〜{in_short_japanese(last) if (last := last_day_of(basis, one)) else ''}",
            one.secrecy,
            f"{one.penalty_article}　{one.penalty}",
            CHECKED if one.verified else UNCHECKED,
            one.source,
        )
        for one in wordings
    )
    columns = tuple(map(Column, ("期間", "守秘の条文", "罰則", "照らし合わせ", "出典")))
    table = Table("条文の移り変わり", columns, rows, has_hidden_caption=True)
    return FoldOut(f"条文の移り変わり（{len(rows)}件）", table)


def _disclosures() -> Table:
    """開示の根拠: what a disclosure may rest on, from when on, and whether somebody has read the source."""
    rows = tuple(
        (
            basis.label,
            rule.source,
            f"{in_short_japanese(rule.since)}から" if rule.since else "—",
            CHECKED if rule.verified else UNCHECKED,
            rule.remark or ("承認の記録が要ります。" if rule.needs_approval_record else "—"),
        )
        for basis, rule in DISCLOSURE_RULES.items()
    )
    columns = tuple(map(Column, ("開示の根拠", "出典", "いつから", "照らし合わせ", "備考")))
    return Table("開示の根拠になるもの（どれも当てはまらない開示はできません）", columns, rows)


def _reread(since: date | None) -> str:
    return f"{BothEraDate(since).words}から始まる改正は、まだ読んでいません。" if since else ""
