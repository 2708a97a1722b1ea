"""体力測定: the public names of the tests, their protocols, changes and references."""

from __future__ import annotations

from takigi.instruments.changes import Change, ChangeKind, NotComparable, change_between
from takigi.instruments.meaningful_changes import (
    MEANINGFUL_CHANGES,
    MeaningfulChange,
    Strength,
    is_clear_improvement,
    meaningful_changes,
    reached,
)
from takigi.instruments.measurements import FACT_LABELS, Measured, Protocol, best_of_trials
from takigi.instruments.physical_tests import (
    Aid,
    Better,
    MeasurementStatus,
    Pace,
    PhysicalTest,
    Side,
    soft_range_question,
)
from takigi.instruments.plain_words import in_plain_words
from takigi.instruments.references import REFERENCES, Reference, fall_risk_note, references_for

__all__ = [
    "FACT_LABELS",
    "MEANINGFUL_CHANGES",
    "REFERENCES",
    "Aid",
    "Better",
    "Change",
    "ChangeKind",
    "MeaningfulChange",
    "Measured",
    "MeasurementStatus",
    "NotComparable",
    "Pace",
    "PhysicalTest",
    "Protocol",
    "Reference",
    "Side",
    "Strength",
    "best_of_trials",
    "change_between",
    "fall_risk_note",
    "in_plain_words",
    "is_clear_improvement",
    "meaningful_changes",
    "reached",
    "references_for",
    "soft_range_question",
]
