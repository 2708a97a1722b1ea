"""卒業後の札: where one of the four times stands."""

from takigi.casework.queries.cases import CaseHead
from takigi.casework.queries.notes import FollowUpLine
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone


def follow_up_tag(line: FollowUpLine, head: CaseHead) -> StatusTag:
    """Done, or still to come; nothing is asked for in the name of a case that has ended otherwise."""
    if line.finding:
        return StatusTag(line.finding.label, Tone.DONE if line.finding == "continues" else Tone.WAITING)
    return StatusTag("確かめずに終わりました") if head.closed_on else StatusTag("これから", Tone.QUIET)
