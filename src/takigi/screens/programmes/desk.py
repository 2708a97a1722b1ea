"""事業の机の見出し: the four sides of the desk, and what every screen of one episode shows at its top."""

from typing import Any

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.components.ground_line import GroundLine
from takigi.components.notice import Notice, NoticeKind
from takigi.components.person_name import PersonName
from takigi.components.status_tag import StatusTag
from takigi.components.tabs import Tab, Tabs
from takigi.components.tone import Tone
from takigi.kernel.era_names import in_both_eras
from takigi.programmes.queries.episodes import EpisodeHead
from takigi.programmes.rules.words import EndReason

SIDES = (
    ("きょうの教室", "programmes"),
    ("教室", "courses"),
    ("参加している方", "participants"),
    ("事業の決めごと", "programme_terms"),
)


def desk_tabs(current: str) -> Tabs:
    """The sides of the desk, with the one that is open."""
    return Tabs("事業の机", tuple(Tab(label, reverse(name), is_current=name == current) for label, name in SIDES))


def episode_tag(head: EpisodeHead, *, is_suspended: bool = False) -> StatusTag:
    """Where the course stands, in a word."""
    if head.end_reason is EndReason.GRADUATED:
        return StatusTag("卒業", Tone.DONE)
    if head.end_reason is not None:
        return StatusTag(head.end_reason.label)
    if not head.is_running:
        return StatusTag(head.person.status.label)
    return StatusTag("中断中", Tone.WAITING) if is_suspended else StatusTag("実施中", Tone.ACTIVE)


def head_parts(viewer: Viewer, head: EpisodeHead, *, is_suspended: bool = False) -> dict[str, Any]:
    """What every screen of an episode shows at its top. The title holds no name: titles go into the browser's history."""
    person = head.person
    return {
        "head": head,
        "who": PersonName(person.name, person.name_kana, person.birth, viewer.on, is_large=True),
        "tag": episode_tag(head, is_suspended=is_suspended),
        "course_line": f"{head.course_name}（{head.programme_name}）　{head.agency_name}",
        "ground": GroundLine(head.because),
        "episode_url": reverse("episode", args=[head.episode_id]),
        "gone": gone_notice(head),
    }


def gone_notice(head: EpisodeHead) -> Notice | str:
    """What the register says of somebody who has died or moved away."""
    if head.person.is_resident:
        return ""
    day = f"（{in_both_eras(head.person.status_on)}）" if head.person.status_on else ""
    words = f"台帳では「{head.person.status.label}」です{day}。予定と知らせは止まっています。"
    return Notice(
        words, NoticeKind.WARNING, "その日までの記録は書けます。まちがいのときは、担当のセンターに知らせてください。"
    )
