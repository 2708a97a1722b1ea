"""会議の表."""

from takigi.meetings.models.attendance import Attendance
from takigi.meetings.models.bodies import Body, BodyMember
from takigi.meetings.models.care import Advice, AskedBefore, CareItem
from takigi.meetings.models.dates import DateAnswer, DateOffer
from takigi.meetings.models.disclosures import IssuedCopy, Material
from takigi.meetings.models.follow_ups import InvolvementCheck, InvolvementFinding
from takigi.meetings.models.invitations import Invitation, ItemSeat
from takigi.meetings.models.lectures import LectureRequest
from takigi.meetings.models.meetings import AgendaItem, Meeting, PhaseMove
from takigi.meetings.models.minutes import ActionItem, ItemRecord, Minutes
from takigi.meetings.models.plans import PlanAction, PlanEvaluation, SupportPlan

__all__ = [
    "ActionItem",
    "Advice",
    "AgendaItem",
    "AskedBefore",
    "Attendance",
    "Body",
    "BodyMember",
    "CareItem",
    "DateAnswer",
    "DateOffer",
    "Invitation",
    "InvolvementCheck",
    "InvolvementFinding",
    "IssuedCopy",
    "ItemRecord",
    "ItemSeat",
    "LectureRequest",
    "Material",
    "Meeting",
    "Minutes",
    "PhaseMove",
    "PlanAction",
    "PlanEvaluation",
    "SupportPlan",
]
