"""管理の言い方: how posts, levels and states of an account are said."""

from datetime import date

from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_short_japanese
from takigi.organisations.queries import PostCard, StaffCard
from takigi.organisations.rules import StaffStatus, is_held

TONES = {StaffStatus.ACTIVE: Tone.DONE, StaffStatus.SUSPENDED: Tone.WAITING, StaffStatus.LEFT: Tone.QUIET}


def status_tag(status: StaffStatus) -> StatusTag:
    """アカウントの状態."""
    return StatusTag(status.label, TONES[status])


def post_in_words(post: PostCard) -> str:
    """東地域包括支援センター 相談支援（所長・課長）."""
    return f"{post.agency_name} {post.duty.label}（{post.level.label}）"


def posts_today(card: StaffCard, on: date) -> str:
    """The posts held on the day, or that there is none."""
    held = [post_in_words(post) for post in card.posts if is_held(post.from_on, post.ended_on, on=on)]
    return "、".join(held) or "今の配属はありません"


def span_tag(post: PostCard, on: date) -> StatusTag:
    """Whether a post is held on the day, to come, or ended."""
    if is_held(post.from_on, post.ended_on, on=on):
        ending = f"（{in_short_japanese(post.ended_on)}まで）" if post.ended_on else ""
        return StatusTag(f"配属中{ending}", Tone.DONE)
    return StatusTag("これから" if on < post.from_on else "終わりました", Tone.QUIET)
