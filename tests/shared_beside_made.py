"""試験のケースのまわり: a request, somebody to look for, and a household with one of everything that an address can name."""

import uuid
from dataclasses import dataclass

from takigi.collaboration.actions import help as helping
from takigi.collaboration.actions import households, leads, records
from takigi.collaboration.actions.help import HelpWords
from takigi.collaboration.actions.households import MemberWords, SupporterWords
from takigi.collaboration.actions.leads import LeadWords
from takigi.collaboration.actions.records import ContactWords
from takigi.collaboration.rules.contacts import Direction, Method
from takigi.collaboration.rules.deidentify import CHECKLIST
from takigi.collaboration.rules.help_requests import AskType, FieldTry
from takigi.collaboration.rules.households import Kinship, SupporterKind
from takigi.collaboration.rules.leads import Signal
from takigi.collaboration.rules.words import Source
from tests.worlds import Role, World


@dataclass(frozen=True)
class BesideTown:
    """What stands around one shared case."""

    request: uuid.UUID
    lead: uuid.UUID
    member: uuid.UUID
    supporter: int
    contact: uuid.UUID
    issue: int


def help_words(world: World, **changes: object) -> HelpWords:
    """A request as an owner would write it, without anybody's name."""
    usual = {
        "text": "80代の親と50代の子の世帯。子は長く家から出ていない",
        "first_words": "もううちだけでは抱えきれない",
        "keeps": "親への月に一度の訪問は続けます",
        "asks": (AskType.ADVICE, AskType.COMPANY),
        "tried": FieldTry(why_not="急ぎのため、話し合う場を待てない"),
        "station_id": world.agency_ids["station"],
        "checks": tuple(one.key for one in CHECKLIST),
    }
    return HelpWords(**usual | changes)


def beside_town(world: World, case_id: uuid.UUID) -> BesideTown:
    """The nurse of the east asks and writes; the coordinator tells the station of somebody."""
    nurse, coordinator = world.viewer(Role.EAST_NURSE), world.viewer(Role.COORDINATOR)
    of_case = {"by": nurse, "case_id": case_id}
    place = SupporterWords(SupporterKind.PLACE, "朝市の店")
    happened = ContactWords(nurse.on, Direction.OUT, Method.PHONE, "訪問の約束をした")
    seen = LeadWords(world.agency_ids["station"], nurse.on, (Signal.POST_PILED,), block=3)
    return BesideTown(
        request=helping.ask_for_help(**of_case, words=help_words(world)),
        lead=leads.register_lead(by=coordinator, words=seen),
        member=households.write_member(**of_case, words=MemberWords(Kinship.SELF)),
        supporter=households.add_supporter(**of_case, words=place),
        contact=records.write_contact(**of_case, words=happened),
        issue=records.tag_issue(**of_case, code="debt", source=Source.SUPPORTER),
    )
