"""担当者ミーティングの事実: when the team of the multi-layered support met, and whether what it changed was looked at again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from takigi.logic_models.models import TeamMeeting
from takigi.logic_models.rules.learning import Scheme


@dataclass(frozen=True)
class TeamMeetingRow:
    """担当者ミーティング."""

    team_meeting_id: int
    held_on: date
    has_change: bool
    checked_on: date | None


def team_meeting_rows(municipality_id: int) -> Iterator[TeamMeetingRow]:
    """Those of the stories of 重層的支援体制整備事業, in their order. One query."""
    rows = TeamMeeting.objects.filter(story__municipality_id=municipality_id, story__scheme=Scheme.MULTILAYERED)
    for pk, held_on, to_change, checked_on in rows.order_by("held_on", "pk").values_list(
        "pk", "held_on", "to_change", "checked_on"
    ):
        yield TeamMeetingRow(pk, held_on, bool(to_change.strip()), checked_on)
