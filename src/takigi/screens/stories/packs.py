"""外に出す紙: for the committee (gap, causes, response), for the public, and for the grant, out of the story as it is. No retyping."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.components.button import ButtonLink
from takigi.components.layered_figure import LayeredFigure
from takigi.exchange.writers import write_table_xlsx
from takigi.kernel.era_names import in_both_eras
from takigi.logic_models.queries.learning import learning_of
from takigi.logic_models.queries.stories import StoryPage, story_page
from takigi.logic_models.queries.versions import theory_of_version, version_list
from takigi.logic_models.rules.nodes import Cause
from takigi.logic_models.rules.picture import picture_of
from takigi.logic_models.rules.states import ASKS_FOR_DECISION, COURSE_CHANGES, Approval, QuestionState
from takigi.logic_models.rules.story_rows import blocks_of
from takigi.screens.files_out import as_file
from takigi.screens.render import render_screen
from takigi.screens.stories.about import arrow_words
from takigi.screens.stories.claims_page import told_claim
from takigi.screens.stories.desk import head_parts, version_tag
from takigi.screens.stories.grant import GRANT_HEADINGS, dress_grant, grant_rows
from takigi.screens.stories.learning_page import told_decision
from takigi.screens.stories.outside import for_outside
from takigi.screens.stories.told_outside import (
    ForOutside,
    causes_told,
    gap_rows,
    indicators_told,
    responses_told,
)

OPEN = (QuestionState.OPEN, QuestionState.GATHERING)


@require_safe
def story_committee(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """委員会の資料."""
    page = story_page(request.viewer, story_id)
    made = for_outside(request.viewer, page)
    learning = learning_of(request.viewer, story_id)
    theory = page.theory
    turns = [one for one in version_list(request.viewer, story_id).versions if one.head.kind in COURSE_CHANGES]
    return render_screen(
        request,
        "stories/committee.html",
        _around(page, made, "委員会の資料")
        | {
            "gaps": gap_rows(theory),
            "indicators": indicators_told(made),
            "causes": causes_told(made),
            "dropped": [one for one in theory.of(Cause) if one.dropped_reason],
            "responses": responses_told(theory),
            "turns": turns,
            "decisions": [told_decision(one, page) for one in learning.decisions[:6]],
            "claims": _claims(page, learning.claims),
            "questions": [one for one in made.wood.questions if one.state in OPEN],
            "doubted": [arrow_words(one, theory) for one in theory.links if one.status in ASKS_FOR_DECISION],
        },
    )


@require_safe
def story_public(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """公表する面: the newest version that was agreed to be made public; before there is one, a look at how it would be."""
    page = story_page(request.viewer, story_id)
    versions = version_list(request.viewer, story_id).versions
    agreed = [one for one in versions if one.head.approval is Approval.PUBLIC]
    newest = max(agreed, key=lambda one: one.head.number, default=None)
    theory = theory_of_version(request.viewer, story_id, newest.head.number)[1] if newest else page.theory
    made = for_outside(request.viewer, page, theory)
    return render_screen(
        request,
        "stories/public.html",
        _around(page, made, "公表する面")
        | {
            "version": version_tag(newest.head if newest else page.version),
            "is_agreed": newest is not None,
            "figure": LayeredFigure(picture_of(theory)) if theory.nodes else "",
            "blocks": blocks_of(theory),
            "indicators": indicators_told(made),
            "claims": _claims(page, learning_of(request.viewer, story_id).claims),
            "turns": [one for one in versions if one.head.kind in COURSE_CHANGES],
        },
    )


@require_safe
def story_grant(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """成果指向型の様式."""
    page = story_page(request.viewer, story_id)
    made = for_outside(request.viewer, page)
    table = ButtonLink("Excelで出す", reverse("story_grant_table", args=[story_id]), icon="file")
    return render_screen(
        request, "stories/grant.html", _around(page, made, "交付金の様式") | dress_grant(made) | {"table": table}
    )


@require_safe
def story_grant_table(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """The same as a workbook, to be copied into the form of the year."""
    made = for_outside(request.viewer, story_page(request.viewer, story_id))
    content = write_table_xlsx(GRANT_HEADINGS, grant_rows(made), sheet="様式")
    return as_file(content, f"grant-{request.viewer.on:%Y%m%d}.xlsx")


def _claims(page: StoryPage, lines: Any) -> list[dict[str, Any]]:
    return [told_claim(page, one) for one in lines if one.withdrawn_on is None and not one.is_replaced]


def _around(page: StoryPage, made: ForOutside, title: str) -> dict[str, Any]:
    viewer = made.viewer
    return head_parts(viewer, page.head, "story_papers") | {
        "title": title,
        "version": version_tag(page.version),
        "back": (reverse("story_papers", args=[page.head.story_id]), "「出す」へ戻る"),
        "as_of": in_both_eras(viewer.on),
        "facts": made.facts,
        "kept_in": made.kept_in,
        "rule": made.rule.sentence,
        "sentence": made.numbers.sentence,
    }
