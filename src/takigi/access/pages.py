"""管理の頁: which duties open which page of administration. No duty opens a person's case."""

from collections.abc import Mapping
from enum import StrEnum

from takigi.access.grounds import NotPermitted, Viewer
from takigi.organisations.rules import Duty


class Page(StrEnum):
    """A page that not every member of staff opens."""

    STAFF = "staff"
    ACCOUNTS = "accounts"
    AUDIT_LOG = "audit_log"
    EMERGENCIES = "emergencies"


OPEN_TO: Mapping[Page, frozenset[Duty]] = {
    # Who works where: for those who make accounts, choose members and read the log.
    Page.STAFF: frozenset({Duty.ADMINISTRATION, Duty.SECRETARIAT, Duty.AUDIT}),
    Page.ACCOUNTS: frozenset({Duty.ADMINISTRATION}),
    Page.AUDIT_LOG: frozenset({Duty.AUDIT}),
    Page.EMERGENCIES: frozenset({Duty.SECRETARIAT, Duty.AUDIT}),
}
REFUSALS: Mapping[Page, str] = {
    Page.STAFF: "職員の名簿を見られるのは、システム管理・会議の事務局・監査の職務にある職員です。",
    Page.ACCOUNTS: "アカウントと配属、機関を変えられるのは、システム管理の職務にある職員です。",
    Page.AUDIT_LOG: "監査記録を読めるのは、監査の職務にある職員です。自分のセンターの人の閲覧は、本人のページから見られます。",
    Page.EMERGENCIES: "緊急の閲覧のふりかえりは、会議の事務局と監査の職員が行います。",
}


def opens(viewer: Viewer, page: Page) -> bool:
    """Whether one of the duties held today opens the page. An account that is not active opens none."""
    return viewer.is_active and any(viewer.has_duty(duty) for duty in OPEN_TO[page])


def check_opens(viewer: Viewer, page: Page) -> None:
    """Refuses with the sentence that says whose page it is."""
    if not opens(viewer, page):
        raise NotPermitted(REFUSALS[page])
