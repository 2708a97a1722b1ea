"""数を見る根拠: who may see numbers and how exactly, who keeps what is reported, and who looks after the facts."""

from takigi.access.grounds import NotPermitted, Viewer
from takigi.evaluation.rules import AUDIENCES, Audience
from takigi.organisations.rules import Duty

OFFICE_REASON = "この自治体の計画・支援の職務にあるため（集計）"
OUTSIDE_REASON = "集計を見る職務にあるため（少人数は伏せる）"


def audience_of(viewer: Viewer) -> Audience:
    """How exactly the viewer is told. Refuses whoever holds no post, and system administrators."""
    found = {AUDIENCES[post.duty] for post in viewer.posts if post.duty in AUDIENCES}
    if not viewer.is_active or not found:
        raise NotPermitted(
            "集計の数を見られるのは、支援・介護保険・計画・会議・評価などの職務にある職員です。システム管理の職務では見られません。"
        )
    # Exact numbers of a small town are nearly names: they ask for the same oath as a case does.
    return Audience.OFFICE if Audience.OFFICE in found and viewer.has_oath else Audience.OUTSIDE


def reason_of(viewer: Viewer) -> str:
    """閲覧の根拠 of numbers."""
    return OFFICE_REASON if audience_of(viewer) is Audience.OFFICE else OUTSIDE_REASON


def may_report(viewer: Viewer) -> bool:
    """Whoever makes the plan, and the heads: what they keep is what the town has said."""
    return viewer.may_read_persons and any(
        post.duty is Duty.PLANNING or (post.supervises and post.duty in {Duty.CASEWORK, Duty.INSURANCE})
        for post in viewer.posts
    )


def check_may_report(viewer: Viewer) -> None:
    """Refuses everybody else."""
    if not may_report(viewer):
        raise NotPermitted("報告する数を残せるのは、計画・評価の担当と、介護保険・センターの係長や所長です。")


def check_may_check_records(viewer: Viewer) -> None:
    """データの確かめ: those who can do something about a record, and those who judge by them."""
    if audience_of(viewer) is not Audience.OFFICE:
        raise NotPermitted("データの確かめを見られるのは、庁内とセンターの職員です。")
