"""多機関協働の表: shared cases, who was asked for what, ownership on its way, and what a meeting has open."""

from takigi.collaboration.models.agenda import CaseOnAgenda, Opened, Owed, Seat
from takigi.collaboration.models.cases import SharedCase
from takigi.collaboration.models.roles import CaseRole, Referral, StationInvolvement
from takigi.collaboration.models.transfers import Transfer

__all__ = [
    "CaseOnAgenda",
    "CaseRole",
    "Opened",
    "Owed",
    "Referral",
    "Seat",
    "SharedCase",
    "StationInvolvement",
    "Transfer",
]
