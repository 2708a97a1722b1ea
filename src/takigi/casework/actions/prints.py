"""帳票を出す操作: every sheet that leaves as paper or file is recorded with its reason, and says at its foot who printed it when."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.casework.actions.deeds import record
from takigi.casework.policies import check_may_record, seen_case
from takigi.casework.rules.prints import PaperKind, PrintPurpose, check_purpose
from takigi.organisations import queries as organisations


@dataclass(frozen=True)
class PrintMark:
    """すかしの文: what stands at the foot of every page."""

    city: str
    centre: str
    at: datetime
    by: str


@transaction.atomic
def print_sheet(
    *, by: Viewer, case_id: uuid.UUID, paper: PaperKind, ending: str, purpose: PrintPurpose, note: str = ""
) -> PrintMark:
    """帳票を出す: for whoever may record in the case (EXPORT of one's own case); returns what is printed at the foot.

    Refused to mere readers, and without a reason. The name of whoever prints is not in the event: its number is.
    """
    case = seen_case(by, case_id)
    check_may_record(by, case)
    reason = check_purpose(purpose, note)
    town = organisations.municipality(case.municipality_id)
    centre = organisations.names_of_agencies(case.municipality_id, {case.agency_id}).get(case.agency_id, "")
    name = organisations.names_of_staff(case.municipality_id, {by.staff_id}).get(by.staff_id, "")
    record("casework.sheet_printed", by, case, paper=paper.value, ending=ending, reason=reason)
    return PrintMark(town.name, centre, by.at, name)
