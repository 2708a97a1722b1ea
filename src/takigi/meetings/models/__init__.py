"""会議の表."""

from takigi.meetings.models.bodies import Body, BodyMember
from takigi.meetings.models.disclosures import IssuedCopy, Material
from takigi.meetings.models.invitations import Invitation, ItemSeat
from takigi.meetings.models.meetings import AgendaItem, Meeting, PhaseMove

__all__ = [
    "AgendaItem",
    "Body",
    "BodyMember",
    "Invitation",
    "IssuedCopy",
    "ItemSeat",
    "Material",
    "Meeting",
    "PhaseMove",
]
