"""ケースのまわりに書く根拠: who may ask for help, answer, code first words, and write the household and what happened."""

import uuid

from django.db.models import Q, QuerySet

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.access.information import Information
from takigi.access.relations import Relation
from takigi.access.write_matrix import Action, is_open_to
from takigi.collaboration.models import HelpRequest, OutreachLead, SharedCase
from takigi.collaboration.policies.acting import case_for
from takigi.collaboration.policies.reading import Reading, reading_of
from takigi.collaboration.policies.relations import cases_in, who_is
from takigi.collaboration.rules.help_requests import OPEN_STATES
from takigi.collaboration.rules.words import CollaborationRefused
from takigi.organisations.rules import Duty


def case_to_write(by: Viewer, case_id: uuid.UUID, action: Action) -> SharedCase:
    """The case, locked, for one of the actions of the table; a case that has ended takes no more words."""
    case = case_for(by, action, case_id).case
    if case.case.closed_on is not None:
        raise CollaborationRefused("終結したケースには書き足せません。また始めるときは、新しいケースを開いてください。")
    return case


def may_write(reading: Reading, action: Action = Action.RECORD_CASE) -> bool:
    """Whether the page offers to write."""
    return is_open_to(action, reading.relations)


def addressed_requests(viewer: Viewer) -> QuerySet[HelpRequest]:
    """Requests to a station of the viewer's, while the consultation lasts: nothing outlives its relation."""
    if not viewer.may_read_persons:
        return HelpRequest.objects.none()
    before, after = cases_in(Relation.STN_PRE, viewer), cases_in(Relation.STN, viewer)
    open_cases = Q(case__in=before.values("pk")) | Q(case__in=after.values("pk"))
    return HelpRequest.objects.filter(open_cases, station_id__in=who_is(viewer).station_ids)


def request_seen(viewer: Viewer, request_id: uuid.UUID) -> tuple[HelpRequest, Reading]:
    """One request, where DEID of its case is open to the viewer."""
    request = HelpRequest.objects.filter(pk=request_id, case__municipality_id=viewer.municipality_id).first()
    if request is None:
        raise Unseen
    reading = reading_of(viewer, request.case_id)
    if not reading.may(Information.DEID):
        raise Unseen
    return request, reading


def request_to_answer(by: Viewer, request_id: uuid.UUID) -> HelpRequest:
    """An open request to one's own station, locked."""
    request, _ = request_seen(by, request_id)
    if request.station_id not in who_is(by).station_ids:
        raise NotPermitted("答えられるのは、相談を受けたステーションの職員です。")
    return _open(request)


def request_to_end(by: Viewer, request_id: uuid.UUID) -> HelpRequest:
    """An open request of one's own case, locked: its owner says how it went on, or takes it back."""
    request, reading = request_seen(by, request_id)
    if not is_open_to(Action.CONSULT_STATION, reading.relations):
        raise NotPermitted("ステーションに相談できるのは、主担当とその監督者です。")
    return _open(request)


def _open(request: HelpRequest) -> HelpRequest:
    locked = HelpRequest.objects.select_for_update().get(pk=request.pk)
    if locked.state not in OPEN_STATES:
        raise CollaborationRefused("この相談は、もう終わっています。続きは、新しい相談として出してください。")
    return locked


def codes_first_words(viewer: Viewer) -> bool:
    """Whether the viewer may be one of the two coders at all."""
    who = who_is(viewer)
    return viewer.may_read_persons and bool(who.station_ids or who.secretariat_ids)


def requests_to_code(viewer: Viewer) -> QuerySet[HelpRequest]:
    """First words that the viewer may read: of one's own station while it is consulted, of all for the secretariat."""
    if not codes_first_words(viewer):
        return HelpRequest.objects.none()
    if who_is(viewer).secretariat_ids:
        return HelpRequest.objects.filter(case__municipality_id=viewer.municipality_id)
    return addressed_requests(viewer)


LEADING = frozenset({Duty.CASEWORK, Duty.STATION, Duty.COORDINATION})


def lead_agency_ids(viewer: Viewer) -> frozenset[int]:
    """Agencies whose list of 気になる人 the viewer works on today (LEAD of the matrix: the holder agency's workers)."""
    if not viewer.may_read_persons:
        return frozenset()
    return frozenset(post.agency_id for post in viewer.posts if post.duty in LEADING)


def may_register_lead(viewer: Viewer) -> bool:
    """Whoever meets people in their work may say what they noticed."""
    return viewer.may_read_persons and bool(who_is(viewer).agency_ids)


def held_leads(viewer: Viewer) -> QuerySet[OutreachLead]:
    """What the viewer's agencies hold. Other agencies' leads are theirs."""
    return OutreachLead.objects.filter(
        municipality_id=viewer.municipality_id, holder_agency_id__in=lead_agency_ids(viewer)
    )


def told_leads(viewer: Viewer) -> QuerySet[OutreachLead]:
    """What the viewer told somebody about: of these only one's own day and the category of the outcome go back."""
    if not viewer.may_read_persons:
        return OutreachLead.objects.none()
    return OutreachLead.objects.filter(municipality_id=viewer.municipality_id, registered_by_id=viewer.staff_id)


def lead_to_change(by: Viewer, lead_id: uuid.UUID) -> OutreachLead:
    """One lead of the viewer's own agency, locked."""
    lead = held_leads(by).select_for_update().filter(pk=lead_id).first()
    if lead is None:
        raise Unseen
    return lead
