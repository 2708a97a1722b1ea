"""訪問の身じたく: the form with the draft's words, what has to be settled, and what the page's script needs to know."""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from takigi.access.grounds import Viewer
from takigi.casework.queries.visits import VisitDesk
from takigi.casework.rules.visit_merging import Value
from takigi.casework.rules.visits import Remark
from takigi.components.button import Button, ButtonKind
from takigi.components.error_summary import ErrorSummary, Mistake
from takigi.components.notice import Notice, NoticeKind
from takigi.components.saved_draft import DraftState, SavedDraft
from takigi.kernel.era_names import in_both_eras
from takigi.screens.casework.case_form import head_parts
from takigi.screens.casework.visits.fields import fill_sections
from takigi.screens.casework.visits.wire import entries_on_the_wire
from takigi.screens.successes.dress import card_of
from takigi.success_cases.queries import like_this


def dress_desk(
    viewer: Viewer, desk: VisitDesk, remarks: tuple[Remark, ...] = (), *, may_keep_as_note: bool = False
) -> dict[str, Any]:
    """Everything that the page of the form prints."""
    values = shown_values(desk)
    doubts_only = bool(remarks) and all(remark.is_doubt for remark in remarks)
    known = {"reason_text": desk.head.reason_text, "reason_code": desk.head.reason_code}
    return {
        **head_parts(viewer, desk.head),
        "draft_id": desk.draft_id,
        "editor": uuid.uuid4(),
        "version": desk.version,
        "sections": fill_sections(values, _errors(remarks)),
        "alike": [card_of(one) for one in like_this(viewer, desk.head.cause_code or desk.head.reason_code)],
        "saved": _saved(desk),
        "remarks": _summary(remarks),
        "doubts_only": doubts_only,
        "may_keep_as_note": may_keep_as_note,
        "revision": _revision(desk),
        "confirm": Button("このまま確定する" if doubts_only else "訪問を確定する", ButtonKind.PRIMARY),
        "keep": Button("書いたことを経過記録に残す", name="keep_as_note", value="yes"),
        "seen": json.dumps(_seen(desk, known), ensure_ascii=False),
        "wire": {
            "case": str(desk.head.case_id),
            "draft": str(desk.draft_id),
            "version": desk.version,
            "entries": entries_on_the_wire(desk.entries, desk.names, viewer),
            "today": viewer.on.isoformat(),
        },
    }


def shown_values(desk: VisitDesk) -> Mapping[str, Value]:
    """What the fields say: the draft, and before anybody wrote, what the case knows already."""
    known: dict[str, Value] = {"reason_text": desk.head.reason_text, "reason_code": desk.head.reason_code}
    return known | {name: entry.kept.value for name, entry in desk.entries.items()}


def _seen(desk: VisitDesk, known: Mapping[str, str]) -> dict[str, Any]:
    before = {name: [0, value] for name, value in known.items()}
    return before | {name: [entry.kept.version, entry.kept.value] for name, entry in desk.entries.items()}


def _errors(remarks: tuple[Remark, ...]) -> dict[str, str]:
    errors: dict[str, str] = {}
    for remark in remarks:
        if remark.field and not remark.is_doubt:
            errors[remark.field] = f"{errors.get(remark.field, '')}{remark.sentence}"
    return errors


def _summary(remarks: tuple[Remark, ...]) -> ErrorSummary:
    """Each line leads to its field. A doubt is said as a question, and the verb changes with it."""
    return ErrorSummary(tuple(Mistake(_line(one), f"id_{one.field}" if one.field else "") for one in remarks))


def _line(remark: Remark) -> str:
    place = f"{remark.place}: " if remark.place else ""
    return f"{place}{remark.sentence}"


def _saved(desk: VisitDesk) -> SavedDraft:
    if desk.updated_at is None:
        return SavedDraft()
    return SavedDraft(DraftState.SAVED, f"{localtime(desk.updated_at):%H:%M}")


def _revision(desk: VisitDesk) -> Notice | str:
    if desk.revises_id is None or desk.revises_on is None:
        return ""
    return Notice(
        f"{in_both_eras(desk.revises_on)}の訪問を直しています。",
        NoticeKind.INFO,
        "確定するまで、前の記録がそのまま使われます。前の記録も消えません。",
        reverse("visit_record", args=[desk.head.case_id, desk.revises_id]),
        "前の記録を見る",
    )
