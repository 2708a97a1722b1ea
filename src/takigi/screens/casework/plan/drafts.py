"""計画書の下書き: what was typed, merged with what others wrote, with a row more or less, and saved."""

import json
from dataclasses import dataclass, field, replace

from takigi.access.grounds import Viewer
from takigi.casework.actions.plans import PlanMoved, save_plan
from takigi.casework.queries.plans import PlanFile, plan_of
from takigi.casework.rules.states import CaseRefused
from takigi.screens.casework.plan.merging import Merged, merge
from takigi.screens.casework.plan.rows import changed_rows
from takigi.screens.casework.plan.written import Reading, flat

# Names the form sends beside the boxes of the sheet.
BESIDE = frozenset({"csrfmiddlewaretoken", "was", "row", "go", "taken", "draft", "editor", "throw_away"})
ATTEMPTS = 3


@dataclass(frozen=True)
class Saved:
    """保存の結果. `shown`: the boxes as the page shows them; `was`: what the page is compared with next time."""

    file: PlanFile
    shown: dict[str, str]
    was: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    theirs: dict[str, str] = field(default_factory=dict)
    taken: str = ""


def as_opened(file: PlanFile) -> Saved:
    """The draft as somebody opens it."""
    boxes = flat(file.sheet)
    return Saved(file, boxes, boxes)


def was_of(sent: str) -> dict[str, str]:
    """The page's memory; a page that lost it is compared with nothing, so that what it shows counts as typed."""
    try:
        found = json.loads(sent)
    except ValueError:
        return {}
    return {str(name): str(text) for name, text in found.items()} if isinstance(found, dict) else {}


def save_typed(
    viewer: Viewer, file: PlanFile, typed: dict[str, str], was: dict[str, str], *, row: str = "", taken: str = ""
) -> Saved:
    """Keep what was typed. Where somebody else changed the same box, theirs stays kept and both are shown.

    Raises CaseRefused when the plan cannot be written any more; what was typed is the caller's to show.
    """
    for _ in range(ATTEMPTS):
        merged = merge(was, typed, flat(file.sheet), is_mine=file.saved_by_id == viewer.staff_id)
        try:
            return _saved(viewer, file, merged, row=row, taken=taken)
        except PlanMoved:
            # Somebody saved between our reading and our writing: merged with theirs once more.
            file = plan_of(viewer, file.line.plan_id)
    raise CaseRefused("ほかの人の保存と重なりました。書いた内容はこの画面に残っています。もう一度保存してください。")


def _saved(viewer: Viewer, file: PlanFile, merged: Merged, *, row: str, taken: str) -> Saved:
    kept, shown = merged.kept, merged.shown
    if row:
        kept, _ = changed_rows(kept, row, taken)
        shown, taken = changed_rows(shown, row, taken)
    reading = Reading(viewer.on, {})
    sheet = reading.sheet(kept, file.sheet)
    made_on = sheet.drawn_up_on or file.line.drawn_up_on
    if made_on > viewer.on:
        reading.errors["drawn_up_on"] = "作成日が今日より後になっています。"
        made_on = file.line.drawn_up_on
    sheet = replace(sheet, drawn_up_on=made_on)
    line = file.line
    if sheet != file.sheet:
        version = save_plan(by=viewer, plan_id=line.plan_id, sheet=sheet, on=made_on, version=line.version)
        line = replace(line, version=version, drawn_up_on=made_on)
        file = replace(file, line=line, sheet=sheet, saved_by_id=viewer.staff_id, saved_at=viewer.at)
    again = flat(sheet)
    typed_wrong = {name: shown[name] for name in reading.errors if name in shown}
    mine = {name: shown[name] for name in merged.theirs if name in shown}
    return Saved(file, again | mine | typed_wrong, again, reading.errors, merged.theirs, taken)
