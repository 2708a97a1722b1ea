"""閲覧の管理の可否: who reviews emergency readings, reads the log and decides town settings."""

from takigi.access.grounds import NotPermitted, Viewer
from takigi.organisations.rules import Duty


def may_review(viewer: Viewer) -> bool:
    """The secretariat and the auditor see the register of oaths and review emergency readings."""
    return viewer.is_active and (viewer.has_duty(Duty.AUDIT) or viewer.has_duty(Duty.SECRETARIAT))


def check_may_review(viewer: Viewer) -> None:
    """Refuses everybody but the secretariat and the auditor."""
    if not may_review(viewer):
        raise NotPermitted("緊急の閲覧のふりかえりは、会議の事務局と監査の職員が行います。")


def check_may_keep_oaths(viewer: Viewer) -> None:
    """KEEP_MEMBERS: the register of members and oaths is kept by the secretariat; the auditor only reads it."""
    if not (viewer.is_active and viewer.has_duty(Duty.SECRETARIAT)):
        raise NotPermitted("構成員と守秘の確認を登録できるのは、会議の事務局の職員です。")


def may_decide_settings(viewer: Viewer) -> bool:
    """町の決めごと are decided by the meeting secretariat or the head of the insurance section, never by IT."""
    heads = any(post.duty is Duty.INSURANCE and post.supervises for post in viewer.posts)
    return viewer.is_active and (heads or viewer.has_duty(Duty.SECRETARIAT))


def check_may_decide_settings(viewer: Viewer) -> None:
    """Refuses everybody who does not decide them."""
    if not may_decide_settings(viewer):
        raise NotPermitted("町の決めごとを変えられるのは、会議の事務局と介護保険の係長・課長です。")
