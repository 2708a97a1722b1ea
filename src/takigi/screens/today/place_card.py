"""今日の地域: how many needs wait for a coordinator. Nobody is named."""

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.organisations.rules import Duty
from takigi.resources.queries.requests import counts_waiting
from takigi.screens.today.together_card import TogetherLine


def place_lines(viewer: Viewer) -> list[TogetherLine]:
    """For coordinators only. One query."""
    if not viewer.has_duty(Duty.COORDINATION):
        return []
    waiting, still_open = counts_waiting(viewer)
    if not waiting:
        return []
    words = f"場所をさがす相談が{still_open}件あり、{waiting}件がまだ引き受けられていません。"
    return [TogetherLine(words, reverse("match_requests"))]
