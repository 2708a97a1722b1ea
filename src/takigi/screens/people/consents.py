"""同意の表: for each purpose the state, how far it reaches, and the moves that are possible from there."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.access.information import Information
from takigi.components.status_tag import StatusTag
from takigi.components.table import Column, Table
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras
from takigi.organisations.queries import names_of_agencies
from takigi.people.queries.consents import ConsentLine
from takigi.people.queries.files import PersonFile
from takigi.people.rules import ConsentScope, ConsentState

TONES = {
    ConsentState.ASKED: Tone.WAITING,
    ConsentState.GRANTED: Tone.ACTIVE,
    ConsentState.WITHDRAWN: Tone.ALERT,
    ConsentState.REFUSED: Tone.ALERT,
}
MOVES = {
    ConsentState.ASKED: "本人に聞いた",
    ConsentState.GRANTED: "同意を得た",
    ConsentState.REFUSED: "同意しない",
    ConsentState.UNABLE: "意思を確かめられない",
    ConsentState.WITHDRAWN: "取り消した",
}
COLUMNS = (Column("目的"), Column("状態"), Column("だれに、どこまで"))


def consent_table(viewer: Viewer, file: PersonFile) -> list[dict[str, Any]]:
    """One line for every purpose, with a link for every move from its state."""
    names = names_of_agencies(viewer.municipality_id, set().union(*(line.scope.agency_ids for line in file.consents)))
    return [
        {
            "purpose": line.purpose.label,
            "state": StatusTag(line.state.label, TONES.get(line.state, Tone.QUIET)),
            "scope": scope_words(line.scope, names),
            "moves": [(MOVES[state], _address(file, line, state)) for state in line.next_moves],
        }
        for line in file.consents
    ]


def _address(file: PersonFile, line: ConsentLine, state: ConsentState) -> str:
    return reverse("consent_record", args=[file.person_id, line.purpose.value, state.value])


def scope_words(scope: ConsentScope, names: Mapping[int, str]) -> str:
    """だれに、どこまで、いつまで; "" without a consent."""
    if not scope.agency_ids:
        return ""
    agencies = "、".join(names.get(one, "閉じた機関") for one in sorted(scope.agency_ids))
    classes = "、".join(Information(one).label for one in sorted(scope.classes))
    until = f"{in_both_eras(scope.expires_on)}まで" if scope.expires_on else "期限の定めなし"
    return f"{agencies}に、{classes}（{until}）"


def consent_steps(lines: tuple[ConsentLine, ...], staff: Mapping[int, str]) -> Table | str:
    """同意の経過: every step of every purpose, newest first."""
    columns = (Column("日"), Column("目的"), Column("聞いたこと"), Column("取り方・様子"), Column("記録した職員"))
    steps = sorted(
        ((step.happened_on, step.recorded_at, line, step) for line in lines for step in line.steps),
        key=lambda one: one[:2],
        reverse=True,
    )
    if not steps:
        return ""
    rows = tuple(
        (
            in_both_eras(step.happened_on),
            line.purpose.label,
            step.state.label,
            "　".join(part for part in (step.method, step.form_version, step.capacity_note) if part) or "—",
            staff.get(step.recorded_by, "—"),
        )
        for _, _, line, step in steps
    )
    return Table("同意の経過", columns, rows)
