"""会議を頼めるか: the brief of a case for whoever may ask for a meeting about it."""

import uuid

from takigi.access.grounds import NotPermitted, Viewer
from takigi.access.write_matrix import Action, is_open_to
from takigi.collaboration.queries.on_agenda import CaseBrief, case_brief

WHO_MAY = "会議を依頼できるのは、主担当とその上司、関わっているステーション、事務局です。"


def brief_to_ask(viewer: Viewer, case_id: uuid.UUID) -> CaseBrief:
    """The brief of one case. Unseen where nothing connects the viewer with it, NotPermitted for a mere reader."""
    brief = case_brief(viewer, case_id)
    if not is_open_to(Action.REQUEST_MEETING, brief.relations):
        raise NotPermitted(WHO_MAY)
    return brief
