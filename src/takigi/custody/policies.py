"""記録の保管の可否: who keeps requests, rules and disposals, and which second person agrees.

The municipality's own offices: the secretariat, and the insurance section's supervisors, the same who decide the town's
settings. Their ground reaches as far as an open request of the person, and no further.
"""

from takigi.access.grounds import NotPermitted, Viewer
from takigi.organisations.rules import AgencyKind, Duty

KEEPERS = "記録の開示・訂正と保存を受け持つのは、会議の事務局の職員と、介護保険の係長・課長です。"
DECIDERS = "決めるのは、受け付けた人・案を作った人とは別の、会議の事務局か介護保険の係長・課長です。"


def may_keep(viewer: Viewer) -> bool:
    """Whether the viewer receives requests and prepares disposals: posts in the town hall only, with a confirmed oath."""
    return viewer.may_read_persons and any(
        post.duty is Duty.SECRETARIAT or (post.duty is Duty.INSURANCE and post.supervises)
        for post in viewer.posts
        if post.agency_kind is AgencyKind.CITY_SECTION
    )


def check_may_keep(viewer: Viewer) -> None:
    """Refuses everybody else with whose work it is."""
    if not may_keep(viewer):
        raise NotPermitted(KEEPERS)


def may_decide(viewer: Viewer, *, prepared_by: int) -> bool:
    """Whether the viewer may say the second word: a supervisor, and never about one's own preparation."""
    leads = any(
        post.supervises and post.duty in (Duty.SECRETARIAT, Duty.INSURANCE)
        for post in viewer.posts
        if post.agency_kind is AgencyKind.CITY_SECTION
    )
    return may_keep(viewer) and leads and viewer.staff_id != prepared_by


def check_may_decide(viewer: Viewer, *, prepared_by: int) -> None:
    """Refuses everybody else with who decides."""
    check_may_keep(viewer)
    if not may_decide(viewer, prepared_by=prepared_by):
        raise NotPermitted(DECIDERS)
