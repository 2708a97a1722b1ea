"""個別支援の表: the tables of casework, one module a subject."""

from takigi.casework.models.cases import Assignment, Case, CaseworkSettingValue, Companion, Move
from takigi.casework.models.checklist_imports import ChecklistImport, ChecklistImportRow
from takigi.casework.models.checklists import Checklist, Eligibility
from takigi.casework.models.form_drafts import FormDraft
from takigi.casework.models.goals import Goal, GoalRating
from takigi.casework.models.intake import Consultation, SetAside
from takigi.casework.models.notes import FollowUp, Note
from takigi.casework.models.plans import BasicRecord, CarePlan, Evaluation
from takigi.casework.models.visits import DraftEnd, FormerLife, Visit, VisitDraft, VisitOption

__all__ = [
    "Assignment",
    "BasicRecord",
    "CarePlan",
    "Case",
    "CaseworkSettingValue",
    "Checklist",
    "ChecklistImport",
    "ChecklistImportRow",
    "Companion",
    "Consultation",
    "DraftEnd",
    "Eligibility",
    "Evaluation",
    "FollowUp",
    "FormDraft",
    "FormerLife",
    "Goal",
    "GoalRating",
    "Move",
    "Note",
    "SetAside",
    "Visit",
    "VisitDraft",
    "VisitOption",
]
