"""帳票の中身: what stands on each sheet of one person's case, without its labels. Pure; filled by queries, laid out by exchange."""

from __future__ import annotations

from takigi.casework.sheets.evaluation import EvaluatedGoal, EvaluationSheet
from takigi.casework.sheets.goals import GoalPage
from takigi.casework.sheets.handover import HandoverPack, HandoverSection
from takigi.casework.sheets.notes import NoteLine, NotesSheet
from takigi.casework.sheets.person import (
    BasicSheet,
    Contact,
    DayLine,
    Disabilities,
    Illness,
    Income,
    SheetPerson,
)
from takigi.casework.sheets.plan import (
    CheckedPart,
    FourAreas,
    PlanArea,
    PlanIssue,
    PlanSheet,
    PlanSupport,
    PlanUse,
    SixChecked,
    SixCounts,
    SixNeeds,
)
from takigi.casework.sheets.short_term import (
    EndGoal,
    EndReport,
    ExtensionRequest,
    IndividualPlanSheet,
    MeasuredLine,
    MeasurementSheet,
    SessionLine,
    SessionSheet,
)
from takigi.casework.sheets.visit import (
    FormerLifeWords,
    LostActivity,
    OfferedOption,
    Said,
    TestLine,
    Visitor,
    VisitSheet,
)

__all__ = [
    "BasicSheet",
    "CheckedPart",
    "Contact",
    "DayLine",
    "Disabilities",
    "EndGoal",
    "EndReport",
    "EvaluatedGoal",
    "EvaluationSheet",
    "ExtensionRequest",
    "FormerLifeWords",
    "FourAreas",
    "GoalPage",
    "HandoverPack",
    "HandoverSection",
    "Illness",
    "Income",
    "IndividualPlanSheet",
    "LostActivity",
    "MeasuredLine",
    "MeasurementSheet",
    "NoteLine",
    "NotesSheet",
    "OfferedOption",
    "PlanArea",
    "PlanIssue",
    "PlanSheet",
    "PlanSupport",
    "PlanUse",
    "Said",
    "SessionLine",
    "SessionSheet",
    "SheetPerson",
    "SixChecked",
    "SixCounts",
    "SixNeeds",
    "TestLine",
    "VisitSheet",
    "Visitor",
]
