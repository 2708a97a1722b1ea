"""管理の閲覧: staff, agencies, the log and emergency readings, for those whose duty opens the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from takigi.access import policies, queries
from takigi.access.grounds import Unseen, Viewer
from takigi.access.models import EmergencyReading
from takigi.access.pages import Page, check_opens, opens
from takigi.access.queries import EmergencyCard, SettingHistory
from takigi.audit import actions as audit_actions
from takigi.audit import queries as audit
from takigi.audit.queries import EventLine
from takigi.organisations import queries as organisations
from takigi.organisations.queries import AgencyCard, MaintenanceCard, PostCard, StaffCard

PAGE_SIZE = 50


def staff_page(viewer: Viewer) -> list[StaffCard]:
    """職員の名簿 of the viewer's municipality. Two queries."""
    check_opens(viewer, Page.STAFF)
    return organisations.staff_list(viewer.municipality_id)


def member_of_staff(viewer: Viewer, staff_id: int) -> StaffCard:
    """One member with all posts; somebody of another municipality does not exist here. Two queries."""
    check_opens(viewer, Page.STAFF)
    found = organisations.staff_list(viewer.municipality_id, staff_id=staff_id)
    if not found:
        raise Unseen
    return found[0]


def account_to_change(viewer: Viewer, staff_id: int) -> StaffCard:
    """One account, for the forms that change it: administrators only. Two queries."""
    check_opens(viewer, Page.ACCOUNTS)
    return member_of_staff(viewer, staff_id)


def agencies(viewer: Viewer) -> list[AgencyCard]:
    """機関の名簿 (DIR): open to all staff. Two queries."""
    return organisations.agencies(viewer.municipality_id, on=viewer.on)


def names(viewer: Viewer, staff_ids: set[int | None]) -> Mapping[int | None, str]:
    """Names of colleagues of the same municipality. One query."""
    return dict(organisations.names_of_staff(viewer.municipality_id, {one for one in staff_ids if one is not None}))


def maintenance(viewer: Viewer) -> MaintenanceCard | None:
    """保守の時間: the viewer's own open session. One query. For administrators only."""
    check_opens(viewer, Page.ACCOUNTS)
    return organisations.maintenance_of(viewer.staff_id, at=viewer.at)


def post_to_end(viewer: Viewer, staff_id: int, post_id: int) -> tuple[StaffCard, PostCard]:
    """A post that has not ended, of the member it belongs to. Two queries."""
    card = account_to_change(viewer, staff_id)
    for post in card.posts:
        if post.post_id == post_id and post.ended_on is None:
            return card, post
    raise Unseen


def settings_page(viewer: Viewer) -> list[SettingHistory]:
    """町の決めごと: open to all staff, because they decide what each may see. Two queries."""
    return queries.settings_page(viewer.municipality_id, on=viewer.on)


def may_decide_settings(viewer: Viewer) -> bool:
    """Whether the settings page offers a change."""
    return policies.may_decide_settings(viewer)


def setting_to_decide(viewer: Viewer, key: str) -> SettingHistory:
    """One setting, for those who decide it. Two queries."""
    policies.check_may_decide_settings(viewer)
    found = [one for one in settings_page(viewer) if one.setting.key == key]
    if not found:
        raise Unseen
    return found[0]


@dataclass(frozen=True)
class LogPage:
    """監査記録の一頁: newest first; `older` is the number before which the next page begins, or None."""

    events: tuple[EventLine, ...]
    # `staff:12`, `agency:3` → how they are called.
    names: Mapping[str, str]
    older: int | None


def audit_page(
    viewer: Viewer,
    *,
    before: int | None = None,
    kind: str = "",
    by: int | None = None,
    until: date | None = None,
    whole_installation: bool = False,
) -> LogPage:
    """監査記録: for the auditor only. Reading the log is itself recorded, with what was asked for."""
    check_opens(viewer, Page.AUDIT_LOG)
    chain = audit_actions.WHOLE_INSTALLATION if whole_installation else viewer.municipality_id
    lines = audit.events_page(chain, before=before, kind=kind, by=by, until=until, size=PAGE_SIZE + 1)
    asked = {"before": before, "kind": kind, "by": by, "until": until.isoformat() if until else ""}
    audit_actions.record(
        "audit.log_read",
        municipality_id=viewer.municipality_id,
        by=viewer.staff_id,
        at=viewer.at,
        because=("監査の職務にあるため",),
        detail={key: value for key, value in asked.items() if value},
    )
    shown = tuple(lines[:PAGE_SIZE])
    return LogPage(shown, _names_in(viewer, shown), shown[-1].seq if len(lines) > PAGE_SIZE else None)


def _names_in(viewer: Viewer, lines: tuple[EventLine, ...]) -> dict[str, str]:
    """Colleagues and agencies by name. Two queries."""
    staff = {line.by_id for line in lines} | {_number(line.target, "staff") for line in lines}
    agencies = {_number(line.target, "agency") for line in lines} | {line.detail.get("agency") for line in lines}
    named = organisations.names_of_agencies(viewer.municipality_id, {one for one in agencies if one is not None})
    return {
        **{f"staff:{staff_id}": name for staff_id, name in names(viewer, staff).items()},
        **{f"agency:{agency_id}": name for agency_id, name in named.items()},
    }


def _number(target: str, table: str) -> int | None:
    kind, _, number = target.partition(":")
    return int(number) if kind == table and number.isdecimal() else None


@dataclass(frozen=True)
class EmergencyFile:
    """緊急の閲覧の一件, and whether this viewer may write its review."""

    card: EmergencyCard
    names: Mapping[int | None, str]
    may_review: bool


def emergency(viewer: Viewer, reading_id: int) -> EmergencyFile:
    """One emergency reading: for its reviewers, for supervisors of the owners who were told, and for its reader.

    Four queries at most.
    """
    it = EmergencyReading.objects.filter(pk=reading_id, municipality_id=viewer.municipality_id).first()
    if it is None or not _may_see(viewer, it):
        raise Unseen
    card = EmergencyCard(
        it.pk,
        it.staff_id,
        it.target,
        it.reason,
        it.opened_at,
        it.until_at,
        it.review_due_on,
        it.verdict,
        it.review_note,
        it.reviewed_by_id,
    )
    may_review = opens(viewer, Page.EMERGENCIES) and it.staff_id != viewer.staff_id and not it.verdict
    return EmergencyFile(card, names(viewer, {it.staff_id, it.reviewed_by_id}), may_review)


def _may_see(viewer: Viewer, it: EmergencyReading) -> bool:
    if not viewer.is_active:
        return False
    if opens(viewer, Page.EMERGENCIES) or it.staff_id == viewer.staff_id:
        return True
    told = organisations.agencies_with_task(viewer.municipality_id, f"emergency:{it.pk}")
    return bool(viewer.supervised_agency_ids & told)
