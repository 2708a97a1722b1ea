"""帳票の中身をそろえる: which query fills which sheet, and a protected address on none of them."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from takigi.access.grounds import Unseen, Viewer
from takigi.casework.queries.cases import CaseHead
from takigi.casework.queries.goals import goal_page
from takigi.casework.queries.handover import handover_pack
from takigi.casework.queries.notes import notes_sheet
from takigi.casework.queries.plans import basic_sheet, evaluation_of, person_of_case, plan_of
from takigi.casework.rules.prints import PaperKind, PrintPurpose
from takigi.casework.sheets import BasicSheet, GoalPage

PDF, EXCEL = ("pdf", "PDFにする"), ("xlsx", "Excelにする")


@dataclass(frozen=True)
class Paper:
    """帳票の一種: how it is filled, into which files it goes, and what it is usually for."""

    fill: Callable[[Viewer, CaseHead, uuid.UUID | None], Any]
    endings: tuple[tuple[str, str], ...] = (PDF, EXCEL)
    purpose: PrintPurpose = PrintPurpose.PERSON


def _notes(viewer: Viewer, head: CaseHead, _: uuid.UUID | None) -> Any:
    person = person_of_case(viewer, head.case_id)
    return notes_sheet(viewer, head.case_id, person, author=head.owner_name)


def _plan(viewer: Viewer, head: CaseHead, plan_id: uuid.UUID | None) -> Any:
    file = plan_of(viewer, _given(plan_id))
    if file.case_id != head.case_id:
        raise Unseen
    return file.sheet


def _evaluation(viewer: Viewer, head: CaseHead, plan_id: uuid.UUID | None) -> Any:
    _plan(viewer, head, plan_id)
    sheet = evaluation_of(viewer, _given(plan_id))
    if sheet is None:
        raise Unseen
    return sheet


def _given(plan_id: uuid.UUID | None) -> uuid.UUID:
    if plan_id is None:
        raise Unseen
    return plan_id


PAPERS: dict[PaperKind, Paper] = {
    PaperKind.GOALS: Paper(lambda viewer, head, _: goal_page(viewer, head.case_id), (PDF,)),
    PaperKind.BASIC: Paper(lambda viewer, head, _: basic_sheet(viewer, head.case_id), purpose=PrintPurpose.FILE),
    PaperKind.NOTES: Paper(_notes, purpose=PrintPurpose.FILE),
    PaperKind.HANDOVER: Paper(
        lambda viewer, head, _: handover_pack(viewer, head.case_id), purpose=PrintPurpose.HANDOVER
    ),
    PaperKind.PLAN: Paper(_plan),
    PaperKind.EVALUATION: Paper(_evaluation, purpose=PrintPurpose.CONFERENCE),
}


def sheet_for_paper(viewer: Viewer, head: CaseHead, paper: PaperKind, plan_id: uuid.UUID | None) -> Any:
    """The sheet as it may leave the house: a protected address leaves on no paper, whoever may read it on the screen."""
    sheet = PAPERS[paper].fill(viewer, head, plan_id)
    return without_place(sheet) if head.person.is_protected else sheet


def without_place(sheet: Any) -> Any:
    """The sheet without address and telephone of the person and of those near."""
    if isinstance(sheet, GoalPage) or not hasattr(sheet, "person"):
        return sheet
    bare = replace(sheet, person=replace(sheet.person, address="", phone=""))
    if not isinstance(bare, BasicSheet):
        return bare
    return replace(
        bare,
        fax="",
        visitor=replace(bare.visitor, address="", phone="") if bare.visitor else None,
        emergency_contacts=tuple(replace(one, address="", phone="") for one in bare.emergency_contacts),
    )
