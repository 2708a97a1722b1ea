"""個別支援の表: the tables of casework, one module a subject."""

from takigi.casework.models.cases import Assignment, Case, CaseworkSettingValue, Companion, Move
from takigi.casework.models.notes import FollowUp, Note

__all__ = ["Assignment", "Case", "CaseworkSettingValue", "Companion", "FollowUp", "Move", "Note"]
