"""組織の変更の可否: accounts and posts change only in an administrator's logged maintenance session."""

from datetime import datetime

from django.utils.timezone import localdate

from takigi.organisations import queries
from takigi.organisations.models import Staff
from takigi.organisations.rules import Duty, MaintenanceNeeded, PostRefused


def holds_duty(staff_id: int, municipality_id: int, duty: Duty, *, at: datetime) -> bool:
    """Whether an active member of this municipality's staff holds the duty on the day. Three queries."""
    if not Staff.objects.filter(pk=staff_id, municipality_id=municipality_id, status="active").exists():
        return False
    return any(post.duty is duty for post in queries.posts_held(staff_id, on=localdate(at)))


def check_may_open_maintenance(by: int, municipality_id: int, *, at: datetime) -> None:
    """Only an administrator of the same municipality may open a maintenance session."""
    if not holds_duty(by, municipality_id, Duty.ADMINISTRATION, at=at):
        raise MaintenanceNeeded("保守の時間を始められるのは、システム管理の職務にある職員だけです。")


def check_may_maintain(by: int | None, municipality_id: int, *, at: datetime) -> None:
    """Accounts, agencies and posts: an administrator inside a maintenance session, or the command line (None)."""
    if by is None:
        return
    check_may_open_maintenance(by, municipality_id, at=at)
    if queries.maintenance_of(by, at=at) is None:
        raise MaintenanceNeeded("この変更は保守の時間の中でだけできます。先に理由を書いて保守の時間を始めてください。")


def check_not_oneself(by: int | None, staff_id: int) -> None:
    """Nobody gives a post to oneself, nor stops one's own account: a second administrator does it (separation of duties)."""
    if by == staff_id:
        raise PostRefused("自分の配属とアカウントの状態は、ほかのシステム管理の職員に変えてもらってください。")
