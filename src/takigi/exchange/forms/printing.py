"""帳票を出す: any sheet of a case as PDF or as Excel, under a file name that names nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from takigi.casework import sheets
from takigi.exchange.forms.basic_form import basic_form
from takigi.exchange.forms.boxes import Form
from takigi.exchange.forms.course_forms import individual_plan_form, measurements_form, sessions_form
from takigi.exchange.forms.ending_forms import end_report_form, extension_form
from takigi.exchange.forms.evaluation_form import evaluation_form
from takigi.exchange.forms.goal_page import TITLE as GOAL_PAGE_TITLE
from takigi.exchange.forms.goal_page import goal_page_pdf
from takigi.exchange.forms.handover_form import handover_form
from takigi.exchange.forms.imprint import Imprint
from takigi.exchange.forms.notes_form import notes_form
from takigi.exchange.forms.paper import form_pdf
from takigi.exchange.forms.plan_form import plan_form
from takigi.exchange.forms.visit_form import visit_form
from takigi.exchange.forms.workbook import form_workbook

Sheet = (
    sheets.BasicSheet
    | sheets.EndReport
    | sheets.EvaluationSheet
    | sheets.ExtensionRequest
    | sheets.HandoverPack
    | sheets.IndividualPlanSheet
    | sheets.MeasurementSheet
    | sheets.NotesSheet
    | sheets.PlanSheet
    | sheets.SessionSheet
    | sheets.VisitSheet
)

_FORM_OF: dict[type, Callable[[Any], Form]] = {
    sheets.BasicSheet: basic_form,
    sheets.EndReport: end_report_form,
    sheets.EvaluationSheet: evaluation_form,
    sheets.ExtensionRequest: extension_form,
    sheets.HandoverPack: handover_form,
    sheets.IndividualPlanSheet: individual_plan_form,
    sheets.MeasurementSheet: measurements_form,
    sheets.NotesSheet: notes_form,
    sheets.PlanSheet: plan_form,
    sheets.SessionSheet: sessions_form,
    sheets.VisitSheet: visit_form,
}


def form_of(sheet: Sheet) -> Form:
    """The sheet laid out in its boxes."""
    return _FORM_OF[type(sheet)](sheet)


def pdf_of(sheet: Sheet | sheets.GoalPage, imprint: Imprint) -> bytes:
    """The sheet as PDF/A-2b, to be printed, signed and kept."""
    if isinstance(sheet, sheets.GoalPage):
        return goal_page_pdf(sheet, imprint)
    return form_pdf(form_of(sheet), imprint)


def xlsx_of(sheet: Sheet, imprint: Imprint) -> bytes:
    """The sheet as a workbook, to go on writing in. The goal page has none: it is for the wall."""
    return form_workbook(form_of(sheet), imprint)


def file_name(sheet: Sheet | sheets.GoalPage, ending: str, *, on: date) -> str:
    """What the file is called: its title and the day, nobody's name or number.

    >>> file_name(sheets.GoalPage(), "pdf", on=date(2026, 11, 23))
    '目標の紙_20261123.pdf'
    """
    title = GOAL_PAGE_TITLE if isinstance(sheet, sheets.GoalPage) else form_of(sheet).title
    return f"{title.replace(' ', '_')}_{on:%Y%m%d}.{ending}"
