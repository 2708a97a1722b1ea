"""見本の訪問: what is written of a first visit, before and after the town changed its course. Pure."""

from __future__ import annotations

from datetime import date

from takigi.demo.case_stories import Story, Turn
from takigi.demo.case_words import REFUSALS
from takigi.kernel.era_names import in_short_japanese

Said = dict[str, str | list[str]]


def visit_said(story: Story, *, visited_on: date, next_on: date) -> Said:
    """Every field of the visit as it is typed."""
    wish = story.wish
    reaction, words = REFUSALS if story.turn is Turn.DECLINED else story.reaction
    said: Said = {
        "visited_on": in_short_japanese(visited_on),
        "present": ["person", "daughter"],
        "onset_kinds": ["fall"],
        "lost_kinds": list(wish.lost),
        "home_text": story.home,
        "reaction": reaction,
        "reaction_words": words,
        "next_step": "担当者会議を開く",
        "next_step_on": in_short_japanese(next_on),
    }
    return said | (_alone(story) if story.is_alone else _together(story, reaction))


def _together(story: Story, reaction: str) -> Said:
    """With a therapist: the former life is asked for first, and ways back are shown."""
    wish = story.wish
    return {
        "visitors": ["nurse", "pt"],
        "before_text": wish.before,
        "wish_text": wish.wish,
        "wish_speaker": "person",
        "family_wish_text": wish.family,
        "family_wish_speaker": "長女",
        "reversible": "high",
        "reversible_reason": "痛みがおさまり、立ち上がりに手を使わない",
        "judged_by": "pt",
        "explained": ["community_c", "gathering", "day_service"],
        "proposal": wish.proposal,
        "chosen": ["undecided" if reaction != "understood_alternative" else "community_c"],
    }


def _alone(story: Story) -> Said:
    """A nurse alone with the list of services: what was once possible is not asked for."""
    goes_to_class = story.turn in {Turn.NONE, Turn.OTHER_SERVICE}
    declines = story.turn is Turn.DECLINED
    return {
        "visitors": ["nurse"],
        "family_wish_text": story.wish.family,
        "family_wish_speaker": "長女",
        "explained": ["community_c", "day_service"] if story.is_way_shown else ["day_service"],
        "proposal": "サービスの一覧から、通えそうな所を選ぶ",
        "chosen": ["undecided" if declines else "community_c" if goes_to_class else "day_service"],
    }
