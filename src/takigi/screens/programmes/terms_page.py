"""事業の決めごとの身じたく: each number beside its source, and 未確認 until somebody has held it against the document."""

from typing import Any

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.components.button import ButtonLink
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.status_tag import StatusTag
from takigi.components.table import Column, Table
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras
from takigi.programmes.queries.terms import ProgrammeCard
from takigi.programmes.rules.templates import Template, Terms
from takigi.screens.programmes.desk import desk_tabs


def verified_tag(terms: Terms) -> StatusTag:
    """確かめた or 未確認."""
    return StatusTag("確かめた", Tone.DONE) if terms.is_verified else StatusTag("未確認", Tone.WAITING)


def terms_facts(terms: Terms) -> DefinitionList:
    """The numbers in words."""
    extension = f"{terms.extension_months}か月まで" if terms.extension_months else "なし"
    if terms.extension_months and terms.extension_fee_yen:
        extension += f"（1回{terms.extension_fee_yen:,}円）"
    return DefinitionList(
        (
            Fact("回数と期間", f"{terms.weeks}週で{terms.sessions}回、1回{terms.minutes}分"),
            Fact("延長", extension),
            Fact("利用料", f"1回{terms.fee_yen:,}円" if terms.fee_yen else "なし"),
            Fact("送迎", "ある" if terms.has_transport else "ない、または資料にない"),
            Fact("終わったあとの測定", f"{terms.follow_up_weeks}週後" if terms.follow_up_weeks else "なし"),
            Fact("出典", terms.source),
        )
    )


def dress_terms(
    viewer: Viewer, cards: tuple[ProgrammeCard, ...], templates: tuple[Template, ...], *, may_arrange: bool
) -> dict[str, Any]:
    """The town's programmes first, then the templates that it has not taken."""
    taken = {card.template for card in cards}
    return {
        "heading": "事業の決めごと",
        "tabs": desk_tabs("programme_terms"),
        "programmes": [_card(card, may_arrange=may_arrange) for card in cards],
        "templates": [_template(one, is_taken=one.key in taken, may_arrange=may_arrange) for one in templates],
        "as_of": in_both_eras(viewer.on),
    }


def _card(card: ProgrammeCard, *, may_arrange: bool) -> dict[str, Any]:
    terms = card.terms or card.editions[0].terms
    change = ButtonLink("決めごとを変える", reverse("programme_change", args=[card.programme_id]))
    since = next((one.from_on for one in card.editions if one.terms == terms), card.editions[0].from_on)
    return {
        "title": card.name,
        "kind": card.kind.label,
        "tag": verified_tag(terms),
        "since": f"{in_both_eras(since)}から",
        "facts": terms_facts(terms),
        "steps": terms.steps,
        "note": card.note,
        "change": change if may_arrange else "",
        "editions": editions_table(card) if len(card.editions) > 1 else "",
    }


def editions_table(card: ProgrammeCard) -> Table:
    """Every edition, newest first."""
    columns = tuple(Column(one) for one in ("いつから", "回数と期間", "延長", "確かめ", "変えた理由", "記録した職員"))
    rows = tuple(
        (
            in_both_eras(one.from_on),
            f"{one.terms.weeks}週で{one.terms.sessions}回",
            f"{one.terms.extension_months}か月まで" if one.terms.extension_months else "なし",
            "確かめた" if one.terms.is_verified else "未確認",
            one.reason,
            one.recorded_by,
        )
        for one in card.editions
    )
    return Table("これまでの決めごと", columns, rows)


def _template(one: Template, *, is_taken: bool, may_arrange: bool) -> dict[str, Any]:
    adopt = ButtonLink("この町に取り入れる", reverse("programme_adopt", args=[one.key]))
    return {
        "title": one.name,
        "kind": one.kind.label,
        "described": f"{in_both_eras(one.described_on)}の内容",
        "facts": terms_facts(one.terms),
        "steps": one.terms.steps,
        "note": one.note,
        "is_taken": is_taken,
        "adopt": adopt if may_arrange else "",
    }
