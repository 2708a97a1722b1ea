"""交付金の様式の身じたく: analysis, target layer, outputs, outcomes and targets, and what the story does not say yet.

The frame paid for results asks for exactly these; what counts as met is decided elsewhere, and nothing is scored here.
"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from takigi.logic_models.queries.measures import UseCard
from takigi.logic_models.rules.learning import OUTCOME_ROLES, FactKind, UseRole
from takigi.logic_models.rules.nodes import Audience
from takigi.logic_models.rules.words import AudienceKind
from takigi.screens.stories.told_outside import ForOutside, gap_rows, indicators_told, responses_told

GRANT_HEADINGS = ("欄", "項目", "内容")
ANALYSED = frozenset({FactKind.STATISTIC, FactKind.PAPER})
OUTPUT_ROLES = frozenset({UseRole.ACTIVITY, UseRole.OUTPUT})


def dress_grant(made: ForOutside) -> dict[str, Any]:
    """The page."""
    return {
        "analysis": [one for one in made.facts if one.kind in ANALYSED],
        "gaps": gap_rows(made.theory),
        "layers": _layers(made),
        "outputs": indicators_told(made, _of(made, OUTPUT_ROLES)),
        "outcomes": indicators_told(made, _of(made, OUTCOME_ROLES)),
        "responses": responses_told(made.theory),
        "missing": list(_missing(made)),
    }


def _of(made: ForOutside, roles: frozenset[UseRole]) -> list[UseCard]:
    return [one for one in made.uses if one.role in roles]


def _targeted(made: ForOutside) -> list[Audience]:
    """Whom it is for in the end: those whose layer was said, otherwise the people themselves."""
    audiences = made.theory.of(Audience)
    said = [one for one in audiences if one.layer]
    return said or [one for one in audiences if one.audience_kind in (AudienceKind.PERSON, None) and not one.is_self]


def _layers(made: ForOutside) -> list[dict[str, Any]]:
    story_id = made.page.head.story_id
    return [
        {"audience": one, "url": reverse("story_box_write", args=[story_id, one.key]) if made.page.may_write else ""}
        for one in _targeted(made)
    ]


def _missing(made: ForOutside) -> Iterator[str]:
    """What the form asks for and the story does not say yet, as things to do."""
    if not [one for one in made.facts if one.kind in ANALYSED]:
        yield "データの分析: 「公開可」にした統計や資料の薪がまだありません。「薪と問い」で積むか、薪拾いで拾えます。"
    if not any(one.layer for one in _targeted(made)):
        yield "対象の層: 年齢・状態・性別で、だれのことかを「誰に」の箱の「対象の層」に書きます。"
    for roles, words in ((OUTPUT_ROLES, "アウトプット"), (OUTCOME_ROLES, "アウトカム")):
        uses = _of(made, roles)
        if not uses:
            yield f"{words}指標: まだ箱についていません。"
        yield from (
            f"{words}指標「{one.name}」: 目標がまだありません。"
            for one in uses
            if not any(aim.value is not None for aim in one.targets_in_force)
        )


def grant_rows(made: ForOutside) -> list[tuple[str, str, str]]:
    """The same as rows of a sheet."""
    told = dress_grant(made)
    rows = [("データの分析", one.kind.label, f"{one.text}（{one.source}）") for one in told["analysis"]]
    for gap in told["gaps"]:
        lines = [*(one.text for one in gap["current"]), *(f"課題: {one.text}" for one in gap["issues"])]
        rows.append(("現状と課題", gap["audience"], "\n".join(lines)))
    rows += [("対象の層", one["audience"].text, one["audience"].layer) for one in told["layers"]]
    rows += [("取組", one["audience"], one["activity"].text) for one in told["responses"]]
    for name, label in (("outputs", "アウトプット指標"), ("outcomes", "アウトカム指標")):
        for one in told[name]:
            use = one["use"]
            rows.append((label, use.name, f"数えるもの: {one['counts']}" + f"／{one['out_of']}" * bool(one["out_of"])))
            rows.append((label, "基準値", one["baseline"]))
            rows += [(label, "目標", words) for words in one["targets"]]
            rows += [(label, "実績", words) for words in one["numbers"]]
    return [*rows, *(("まだ書かれていないこと", "", words) for words in told["missing"])]
