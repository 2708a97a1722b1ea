"""多機関協働の表: shared cases, who was asked for what, ownership on its way, and what a meeting has open."""

from takigi.collaboration.models.agenda import CaseOnAgenda, Opened, Owed, Seat
from takigi.collaboration.models.cases import SharedCase
from takigi.collaboration.models.help import HelpAnswer, HelpCoding, HelpRequest
from takigi.collaboration.models.households import HouseholdMember, KnownTo, Supporter
from takigi.collaboration.models.leads import LeadMove, OutreachLead
from takigi.collaboration.models.quiet import QuietAnswer
from takigi.collaboration.models.records import Contact, Episode, IssueTag
from takigi.collaboration.models.roles import CaseRole, Referral, StationInvolvement
from takigi.collaboration.models.transfers import Transfer

__all__ = [
    "CaseOnAgenda",
    "CaseRole",
    "Contact",
    "Episode",
    "HelpAnswer",
    "HelpCoding",
    "HelpRequest",
    "HouseholdMember",
    "IssueTag",
    "KnownTo",
    "LeadMove",
    "Opened",
    "OutreachLead",
    "Owed",
    "QuietAnswer",
    "Referral",
    "Seat",
    "SharedCase",
    "StationInvolvement",
    "Supporter",
    "Transfer",
]
