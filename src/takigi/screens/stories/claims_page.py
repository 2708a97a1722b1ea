"""主張の紙の身じたく: each claim with its rung, the words it has not earned, and what else could have brought the change about."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.logic_models.queries.learning import ClaimLine
from takigi.logic_models.queries.stories import StoryPage
from takigi.logic_models.rules.nodes import IdealState, Outcome
from takigi.logic_models.rules.rungs import overclaims
from takigi.screens.stories.about import about_words
from takigi.screens.stories.arrow_readings import arrow_readings
from takigi.screens.stories.counted import StoryNumbers
from takigi.screens.stories.desk import head_parts, version_tag
from takigi.statistics.claims import allowed_wording


def dress_claims(viewer: Viewer, page: StoryPage, lines: Sequence[ClaimLine]) -> dict[str, Any]:
    """The page."""
    new = reverse("claim_new", args=[page.head.story_id])
    standing = [one for one in lines if one.withdrawn_on is None and not one.is_replaced]
    claimed = {one.outcome for one in standing}
    ends = [*page.theory.of(Outcome), *page.theory.of(IdealState)]
    return head_parts(viewer, page.head, "story_papers") | {
        "version": version_tag(page.version),
        "back": (reverse("story_papers", args=[page.head.story_id]), "「出す」へ戻る"),
        "action": ButtonLink("主張を書く", new, ButtonKind.PRIMARY, icon="plus") if page.head.may_edit else "",
        "claims": [told_claim(page, one) | {"new_url": f"{new}?claim={one.claim_id}"} for one in standing],
        "older": [told_claim(page, one) for one in lines if one not in standing],
        "unclaimed": [(one.text, f"{new}?outcome={one.key}") for one in ends if one.key not in claimed],
        "withdraw": Button("この主張を取り下げる"),
    }


def told_claim(page: StoryPage, one: ClaimLine) -> dict[str, Any]:
    """A claim in words."""
    too_much = (*overclaims(one.text, one.comparison), *one.overclaims)
    return {
        "line": one,
        "outcome": about_words(one.outcome, page.theory),
        "arrows": [about_words(key, page.theory) for key in one.links],
        "rung": StatusTag(f"根拠の段階は{one.highest_rung.value}まで", Tone.QUIET),
        "compared": f"{one.comparison.label}（{one.highest_rung.label}）",
        "allowed": allowed_wording(one.highest_rung),
        "too_much": [f"{found.why}{found.instead}" for found in too_much],
    }


def said_by_records(page: StoryPage, numbers: StoryNumbers, outcome: str) -> tuple[str, ...]:
    """What the records say of the arrows that lead to a change, ready to be written into a claim: counts, never an effect."""
    into = {link.key for link in page.theory.into(outcome)}
    read = arrow_readings(page.theory, numbers)
    return tuple(dict.fromkeys(words for key in read if key in into for words in read[key].told))
