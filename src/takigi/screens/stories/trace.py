"""確かめ方の一覧: from how a change is looked for, to the number or the voice that tells of it, and the record it comes from."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.components.status_tag import StatusTag
from takigi.logic_models.queries.measures import UseCard, uses_of
from takigi.logic_models.queries.signs import SignRow, signs_board
from takigi.logic_models.queries.stories import story_page
from takigi.logic_models.rules.theory import Theory
from takigi.screens.render import render_screen
from takigi.screens.stories.counted import StoryNumbers
from takigi.screens.stories.desk import head_parts, version_tag
from takigi.screens.stories.signs_page import ORDER
from takigi.screens.stories.story_numbers import story_numbers

TONES = {state: tone for state, tone, _ in ORDER}


@require_safe
def story_trace(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """Every row of monitoring on one page, and the numbers that belong to none."""
    viewer = request.viewer
    board, page = signs_board(viewer, story_id), story_page(viewer, story_id)
    running = [use for use in uses_of(viewer, story_id) if use.ended_on is None]
    numbers = story_numbers(viewer, story_id, running, is_drawn=False)
    rows = [_row(one, page.theory, running, numbers) for one in board.rows]
    watched = {key for one in board.rows for key in one.row.outcomes}
    rewrite = reverse("monitoring_new", args=[story_id]) if page.may_write else ""
    parts = head_parts(viewer, board.head, "signs") | {
        "version": version_tag(board.version),
        "sentence": numbers.sentence,
        "rows": rows,
        "told": _summary(rows),
        "rewrite": rewrite,
        "unwatched": _unwatched([use for use in running if use.node not in watched], page.theory, numbers),
    }
    return render_screen(request, "stories/trace.html", parts)


def _row(one: SignRow, theory: Theory, uses: Sequence[UseCard], numbers: StoryNumbers) -> dict[str, Any]:
    row, stands = one.row, one.standing
    return {
        "key": row.key,
        "method": row.text or row.sign,
        "about": "　".join(words for words in (one.audience, row.who, row.every) if words),
        "outcomes": one.outcomes,
        "numbers": [_number(use, numbers) for use in uses if use.node in row.outcomes],
        "sign": row.sign,
        "heard": stands.voices,
        "state": StatusTag(stands.state.label, TONES[stands.state]),
        "record_where": row.record_where,
    }


def _number(use: UseCard, numbers: StoryNumbers) -> dict[str, str]:
    return {
        "name": use.name,
        "role": use.role.label,
        "now": numbers.now.get(use.indicator, ""),
        "url": reverse("number", args=[use.indicator]) if use.indicator else "",
    }


def _summary(rows: Sequence[dict[str, Any]]) -> str:
    counted, heard = (sum(bool(one[name]) for one in rows) for name in ("numbers", "sign"))
    kept = sum(bool(one["record_where"]) for one in rows)
    return (
        f"確かめ方は{len(rows)}通り。どこに記録するかが決まっているもの {kept}、"
        f"数で見るもの {counted}、ことばで見るもの {heard}。"
    )


def _unwatched(uses: Sequence[UseCard], theory: Theory, numbers: StoryNumbers) -> list[dict[str, Any]]:
    """Numbers of boxes that no row of monitoring looks at, in the order of the path."""
    order = {node.key: place for place, node in enumerate(theory.nodes)}
    words = {node.key: node.text for node in theory.nodes}
    placed = sorted(uses, key=lambda use: order.get(use.node, len(order)))
    return [_number(use, numbers) | {"box": words.get(use.node, "外した箱")} for use in placed]
