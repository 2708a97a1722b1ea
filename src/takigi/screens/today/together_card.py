"""今日のつながり: what was asked of the station, what came back to one's own requests, and whom one was to look for by now."""

from dataclasses import dataclass

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.collaboration.queries.help import help_waiting, own_help
from takigi.collaboration.queries.leads import lead_board
from takigi.collaboration.rules.help_requests import HelpState
from takigi.collaboration.rules.leads import LeadState


@dataclass(frozen=True)
class TogetherLine:
    """One thing that waits: a count in a sentence, and where it is done."""

    says: str
    url: str


def together_lines(viewer: Viewer) -> list[TogetherLine]:
    """Numbers only: nobody is named. Seven queries at most."""
    asked = [one for one in help_waiting(viewer) if one.state is HelpState.SENT]
    answered = [one for one in own_help(viewer) if one.state is HelpState.ANSWERED]
    leads = lead_board(viewer)
    found = (
        (len(asked), "ステーションに届いた相談が{}件、答えを待っています。", "help_desk"),
        (len(answered), "出した相談に、答えが{}件届いています。", "help_desk"),
        (
            sum(one.state is LeadState.NEW for one in leads),
            "気になる人の知らせが{}件、だれが確かめるか待っています。",
            "leads",
        ),
        (sum(one.is_late for one in leads), "確かめる日を過ぎた気になる人が{}件あります。", "leads"),
    )
    return [TogetherLine(says.format(count), reverse(name)) for count, says, name in found if count]
