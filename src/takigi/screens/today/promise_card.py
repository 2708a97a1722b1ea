"""引き受けたこと: what came out of meetings and waits for the viewer, on the first screen of the day."""

from dataclasses import dataclass

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.components.both_era_date import BothEraDate
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.meetings.queries.follow_ups import due_checks
from takigi.meetings.queries.promises import PromiseLine, my_promises
from takigi.meetings.rules.promises import Urgency

SHOWN = 5
TONES = {Urgency.LATE: Tone.ALERT, Urgency.CHECK: Tone.WAITING, Urgency.SOON: Tone.WAITING}


@dataclass(frozen=True)
class PromiseCard:
    """What waits for an answer, what falls due first, and how many cases are to be looked at again."""

    waiting: int
    lines: tuple[tuple[PromiseLine, str, BothEraDate, StatusTag | str], ...]
    more: int
    checks: int

    @property
    def is_empty(self) -> bool:
        """Nothing to show."""
        return not (self.waiting or self.lines or self.checks)


def promise_card(viewer: Viewer) -> PromiseCard:
    """会議から引き受けたこと. Five queries, however many promises."""
    mine = my_promises(viewer)
    return PromiseCard(
        waiting=len(mine.to_answer),
        lines=tuple(_line(one) for one in mine.own[:SHOWN]),
        more=max(0, len(mine.own) - SHOWN),
        checks=len(due_checks(viewer)),
    )


def _line(one: PromiseLine) -> tuple[PromiseLine, str, BothEraDate, StatusTag | str]:
    tag = StatusTag(one.urgency.label, TONES[one.urgency]) if one.urgency in TONES else ""
    return one, reverse("promise", args=[one.promise_id]), BothEraDate(one.due_on), tag
