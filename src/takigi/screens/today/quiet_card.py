"""今日の静かなケース: the owner's own question, and for a supervisor only how many there are to offer a hand with."""

from dataclasses import dataclass

from takigi.access.grounds import Viewer
from takigi.collaboration.queries.quiet import quiet_offers
from takigi.screens.together.quiet import QuietLine, quiet_lines

SHOWN = 3


@dataclass(frozen=True)
class QuietCard:
    """The first few of one's own; offers are counted, and nobody is named on the first page."""

    lines: tuple[QuietLine, ...]
    offers: int


def quiet_card(viewer: Viewer) -> QuietCard:
    """At most thirteen queries, two for whoever has no shared case."""
    return QuietCard(tuple(quiet_lines(viewer)[:SHOWN]), len(quiet_offers(viewer)))
