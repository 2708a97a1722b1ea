"""会議を頼めるか: the brief of a case for whoever may ask for a meeting about it, and the meetings that could take it."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from takigi.access.grounds import NotPermitted, Viewer
from takigi.access.write_matrix import Action, is_open_to
from takigi.collaboration.queries.on_agenda import CaseBrief, case_brief
from takigi.meetings.policies import meetings_to_join
from takigi.meetings.rules.words import MeetingKind

WHO_MAY = "会議を依頼できるのは、主担当とその上司、関わっているステーション、事務局です。"


def brief_to_ask(viewer: Viewer, case_id: uuid.UUID) -> CaseBrief:
    """The brief of one case. Unseen where nothing connects the viewer with it, NotPermitted for a mere reader."""
    brief = case_brief(viewer, case_id)
    if not is_open_to(Action.REQUEST_MEETING, brief.relations):
        raise NotPermitted(WHO_MAY)
    return brief


@dataclass(frozen=True)
class PlannedMeeting:
    """予定のある会議: of which kind and body, and when; neither its title nor who comes."""

    meeting_id: uuid.UUID
    kind: MeetingKind
    body_name: str
    starts_at: datetime


def planned_meetings(viewer: Viewer) -> tuple[PlannedMeeting, ...]:
    """Those that may take one more household, the next one first. One query."""
    return tuple(
        PlannedMeeting(one.pk, MeetingKind(one.kind), one.body.local_name, one.starts_at)
        for one in meetings_to_join(viewer)
        if one.starts_at is not None
    )
