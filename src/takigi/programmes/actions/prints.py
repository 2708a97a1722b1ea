"""短期集中の帳票を出す操作: recorded with its reason; the foot of every page says who printed it when."""

import uuid

from django.db import transaction

from takigi.access.grounds import NotPermitted, Viewer
from takigi.casework.actions.prints import PrintMark
from takigi.casework.rules.prints import PrintPurpose, check_purpose
from takigi.organisations import queries as organisations
from takigi.programmes import policies
from takigi.programmes.actions.deeds import record
from takigi.programmes.rules.prints import CoursePaper


@transaction.atomic
def print_course_sheet(
    *, by: Viewer, episode_id: uuid.UUID, paper: CoursePaper, ending: str, purpose: PrintPurpose, note: str = ""
) -> PrintMark:
    """帳票を出す, by whoever gives the course or keeps the record of the case. Refused to mere readers and without a reason."""
    episode = policies.seen_episode(by, episode_id)
    if not policies.may_enter(by, episode):
        raise NotPermitted("帳票を出せるのは、この教室の事業所の職員と、ケースを記録できる職員です。")
    reason = check_purpose(purpose, note)
    town = organisations.municipality(by.municipality_id)
    agency_id = episode.course.agency_id
    agency = organisations.names_of_agencies(by.municipality_id, {agency_id}).get(agency_id, "")
    name = organisations.names_of_staff(by.municipality_id, {by.staff_id}).get(by.staff_id, "")
    record("programmes.sheet_printed", by, episode_id=episode.pk, paper=paper.value, ending=ending, reason=reason)
    return PrintMark(town.name, agency, by.at, name)
