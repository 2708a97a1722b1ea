"""前と後の身じたく: what changed in the words of the person, without a pass line and without blame."""

from typing import Any

from takigi.access.grounds import Viewer
from takigi.components.button import Button
from takigi.instruments.changes import Change, ChangeKind
from takigi.kernel.era_names import in_japanese
from takigi.programmes.queries.episodes import EpisodePage
from takigi.programmes.queries.measurements import BeforeAfter, before_and_after
from takigi.programmes.queries.protocols import protocol_words
from takigi.screens.programmes.desk import head_parts
from takigi.screens.programmes.person_figures import person_figures

GOOD = frozenset({ChangeKind.BETTER, ChangeKind.BECAME_ABLE})


def dress_before_after(viewer: Viewer, page: EpisodePage) -> dict[str, Any]:
    """The page for the kitchen table: what went better first, then the rest; what cannot be compared at the end."""
    pairs = before_and_after(page.measurements)
    changes = [pair for pair in pairs if isinstance(pair.found, Change)]
    good = [pair for pair in changes if pair.found.kind in GOOD]
    return {
        **head_parts(viewer, page.head),
        "goal": page.head.goal,
        "came": f"{page.head.planned_sessions}回中{page.attended}回、来てくださいました。",
        "good": [_told(pair) for pair in good],
        "others": [_told(pair) for pair in changes if pair not in good],
        "unlike": [_told(pair) for pair in pairs if pair not in changes],
        "figures": person_figures(viewer, page),
        "self_plan": page.report.self_plan if page.report else "",
        "place": page.report.recommended_place if page.report else "",
        "print": Button("印刷する", is_submit=False, icon="print", attributes={"data-print": ""}),
        "as_of": in_japanese(viewer.on),
    }


def _told(pair: BeforeAfter) -> dict[str, str]:
    before, after = pair.before, pair.after
    late = "（測った日が、めやすの時期から外れています）" if pair.is_late else ""
    how = protocol_words(after.protocol)
    return {
        "words": pair.in_words,
        "numbers": f"{in_japanese(before.on)} {before.in_words} → {in_japanese(after.on)} {after.in_words}{late}",
        "how": f"{pair.test.label}　{how}" if how else pair.test.label,
    }
