"""刷り込みの身じたく: whose paper it is and who had it printed, for the foot of every page."""

from django.utils.timezone import localtime

from takigi.access.grounds import Viewer
from takigi.casework.actions.prints import PrintMark
from takigi.exchange.forms.imprint import Imprint
from takigi.organisations.queries import municipality, names_of_agencies, names_of_staff


def imprint_of(viewer: Viewer) -> Imprint:
    """The viewer's own copy, under the name of the agency of their first post."""
    agency_ids = {post.agency_id for post in viewer.posts[:1]}
    return Imprint(
        city=municipality(viewer.municipality_id).name,
        centre="".join(names_of_agencies(viewer.municipality_id, agency_ids).values()),
        printed_at=localtime(viewer.at),
        printed_by="".join(names_of_staff(viewer.municipality_id, {viewer.staff_id}).values()),
    )


def imprint_with(mark: PrintMark) -> Imprint:
    """What the recorded deed of printing says at the foot."""
    return Imprint(city=mark.city, centre=mark.centre, printed_at=localtime(mark.at), printed_by=mark.by)
