"""振り返りの頁の身じたく: what asks for a decision, then reflections, decisions and diagnoses, the newest first."""

from typing import Any

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_short_japanese
from takigi.logic_models.queries.learning import DecisionLine, Learning, ReflectionLine
from takigi.logic_models.queries.stories import StoryPage
from takigi.logic_models.rules.states import ASKS_FOR_DECISION
from takigi.screens.stories.about import about_words
from takigi.screens.stories.desk import head_parts, version_tag

# What else belongs to learning, each on its own page.
BESIDE = (
    ("打ち合わせ", "story_meetings"),
    ("問い返し", "story_comments"),
    ("14の見方からの問い", "story_questions"),
    ("年表", "story_timeline"),
    ("引継ぎの資料", "story_handover"),
)
PROMPTS = {
    "did": "やったこと",
    "saw": "起きたこと",
    "surprised": "意外だったこと",
    "change_in_us": "わたしたちの変化",
    "change_in_audience": "相手の変化",
    "change_in_others": "まわりの変化",
    "next": "次にやってみること",
}


def dress_learning(viewer: Viewer, page: StoryPage, learning: Learning) -> dict[str, Any]:
    """The page. Whoever only sees the story reads its decisions."""
    story_id = page.head.story_id
    edits = page.head.may_edit
    new = ButtonLink("振り返る", reverse("reflection_new", args=[story_id]), ButtonKind.PRIMARY, icon="plus")
    return head_parts(viewer, page.head, "learning") | {
        "version": version_tag(page.version),
        "action": new if edits else "",
        "edits": edits,
        "sees_work": page.head.sees_work,
        "decision_url": reverse("decision_new", args=[story_id]),
        "diagnosis_url": reverse("diagnosis_new", args=[story_id]),
        "beside": beside(page),
        "asks": _asks(viewer, page, learning),
        "reflections": [told_reflection(one) | {"line": one} for one in learning.reflections],
        "decisions": [told_decision(one, page) for one in learning.decisions],
        "diagnoses": [
            {"line": one, "about": about_words(one.about, page.theory), "place": StatusTag(_place(one.place))}
            for one in learning.diagnoses
        ],
    }


def beside(page: StoryPage) -> list[tuple[str, str]]:
    """The pages beside this one: what whoever only sees the story is not shown is not offered."""
    return [
        (label, reverse(name, args=[page.head.story_id]))
        for label, name in BESIDE
        if name == "story_timeline" or page.head.sees_work
    ]


def told_reflection(one: ReflectionLine) -> dict[str, Any]:
    """Only the prompts to which there was something to say."""
    return {"told": [(words, getattr(one, name)) for name, words in PROMPTS.items() if getattr(one, name)]}


def told_decision(one: DecisionLine, page: StoryPage) -> dict[str, Any]:
    """A decision with what it is about."""
    return {"line": one, "kind": StatusTag(one.kind.label, Tone.ACTIVE), "about": about_words(one.about, page.theory)}


def _place(place: Any) -> str:
    return place.label if place else "つまずきは見えていない"


def _asks(viewer: Viewer, page: StoryPage, learning: Learning) -> list[tuple[str, str]]:
    """Arrows that turned out weak or wrong and have no decision yet; decisions whose day of revisiting has come."""
    if not page.head.may_edit:
        return []
    new = reverse("decision_new", args=[page.head.story_id])
    decided = {one.about for one in learning.decisions}
    weak = [
        (f"{about_words(link.key, page.theory)}は「{link.status.label}」です。続けるか、変えるかを残せます。", link.key)
        for link in page.theory.links
        if link.status in ASKS_FOR_DECISION and link.key not in decided
    ]
    newest: dict[str, DecisionLine] = {}
    for one in learning.decisions:
        newest.setdefault(one.about, one)
    due = [
        (
            (
                f"{in_short_japanese(one.decided_on)}の判断「{one.kind.label}」（{about_words(one.about, page.theory)}）を、"
                "もう一度考える日が来ています。"
            ),
            one.about,
        )
        for one in newest.values()
        if one.revisit_on and one.revisit_on <= viewer.on
    ]
    return [(words, f"{new}?about={key}") for words, key in (*weak, *due)]
