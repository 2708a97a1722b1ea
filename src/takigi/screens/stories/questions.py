"""14の見方からの問い: what is easily overlooked, asked and never forbidden."""

import uuid
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.access.grounds import NotPermitted, Viewer
from takigi.logic_models.queries.checks import checks_of
from takigi.logic_models.queries.measures import uses_of
from takigi.logic_models.queries.stories import story_page
from takigi.logic_models.rules.checks import CHECKS
from takigi.screens.render import render_screen
from takigi.screens.stories.about import about_words, box_url
from takigi.screens.stories.desk import head_parts, version_tag
from takigi.screens.stories.story_numbers import story_numbers

# What each of the fourteen looks at, in their order.
LOOKS_AT = (
    "わたしたちの活動を、変化と書いていないか",
    "来た人の数を、変化と数えていないか",
    "指標ののぞむ向き",
    "目標の向きが途中で変わっていないか",
    "変化が分かるまでの間の、早い合図",
    "ありたい姿までの道すじ",
    "要になるつながり",
    "だれがすることか",
    "真因と課題のよりどころ",
    "確かめる人・日・やり方",
    "受け持つ人と予定の日",
    "言えることより多くを言っていないか",
    "薪が古くなっていないか",
    "傾向と言えるだけの値があるか",
)


@require_safe
def story_questions(request: Any, story_id: uuid.UUID) -> HttpResponse:
    """Every question that the newest version would be asked, with the boxes it is about."""
    viewer = request.viewer
    page = story_page(viewer, story_id)
    if not page.head.sees_work:
        raise NotPermitted("問いを読めるのは、チームの一員と、計画の担当・責任者です。")
    asked = checks_of(viewer, story_id, points=_points(viewer, story_id))
    groups = [
        (
            number,
            LOOKS_AT[number - 1],
            [
                (one.ask, [(about_words(key, page.theory), url) for key in one.about if (url := box_url(page, key))])
                for one in several
            ],
        )
        for number, several in groupby(asked, key=lambda one: one.number)
    ]
    parts = head_parts(viewer, page.head, "learning") | {
        "title": "14の見方からの問い",
        "version": version_tag(page.version),
        "groups": groups,
        "sentence": f"{len(CHECKS)}の見方のうち、{len(groups)}の見方から{len(asked)}件の問いがあります。",
        "back": (reverse("learning", args=[story_id]), "振り返りへ戻る"),
    }
    return render_screen(request, "stories/questions.html", parts)


def _points(viewer: Viewer, story_id: uuid.UUID) -> dict[uuid.UUID, int]:
    """How many values an indicator of the catalogue has so far; nothing while nobody has counted."""
    uses = [one for one in uses_of(viewer, story_id) if one.indicator and one.ended_on is None]
    if not uses:
        return {}
    pictures = story_numbers(viewer, story_id, uses).pictures
    return {use_id: len(picture.chart.values) for use_id, picture in pictures.items()}
