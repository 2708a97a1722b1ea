"""きょうの教室の身じたく: one card for each person expected, with one tap for who came."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.components.button import ButtonLink
from takigi.components.empty_state import EmptyState
from takigi.components.ground_line import GroundLine
from takigi.components.person_name import PersonName
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.instruments.timepoints import Timepoint
from takigi.kernel.era_names import in_both_eras, in_short_japanese
from takigi.programmes.queries.cards import EpisodeCard
from takigi.programmes.queries.courses import TodaysClass, TodaysClasses
from takigi.programmes.rules.words import AbsenceReason, Attendance, Weekday
from takigi.screens.programmes.desk import desk_tabs

SOON = timedelta(days=14)
# What is asked for at the door; the rest stands in the form of the session.
QUICK_REASONS = (
    AbsenceReason.UNWELL,
    AbsenceReason.HOSPITAL,
    AbsenceReason.VISIT_TO_DOCTOR,
    AbsenceReason.FAMILY,
    AbsenceReason.ERRAND,
    AbsenceReason.NOT_WILLING,
    AbsenceReason.WEATHER,
    AbsenceReason.UNKNOWN,
)


@dataclass(frozen=True)
class Participant:
    """今日の一人: everything that one card prints."""

    key: str
    who: PersonName
    progress: str
    tags: tuple[StatusTag, ...]
    last_action: str
    cautions: str
    day: str
    came: str
    reason: str
    attendance_url: str
    undo_url: str
    session_url: str
    reasons: tuple[tuple[str, str], ...]
    takes_focus: bool = False

    @property
    def is_marked(self) -> bool:
        """Whether somebody has said who came."""
        return bool(self.came)


def participant(viewer: Viewer, card: EpisodeCard, *, on: date, takes_focus: bool = False) -> Participant:
    """One card."""
    mark, episode = card.mark, card.episode_id
    href = reverse("episode", args=[episode])
    session = (
        reverse("session_change", args=[episode, mark.session_id]) if mark else reverse("session_new", args=[episode])
    )
    return Participant(
        key=episode.hex,
        who=PersonName(card.person.name, card.person.name_kana, card.person.birth, viewer.on, href=href),
        progress=f"{card.planned_sessions}回中{card.attended}回に出席",
        tags=tuple(_tags(card, on)),
        last_action=card.last_action,
        cautions=card.cautions,
        day=on.isoformat(),
        came=mark.attendance.label if mark else "",
        reason=mark.absence_reason.label if mark and mark.absence_reason else "",
        attendance_url=reverse("episode_attendance", args=[episode]),
        undo_url=reverse("session_undo", args=[episode, mark.session_id]) if mark else "",
        session_url=session if mark else f"{session}?on={on.isoformat()}",
        reasons=tuple((reason.value, reason.label) for reason in QUICK_REASONS),
        takes_focus=takes_focus,
    )


def _tags(card: EpisodeCard, on: date) -> list[StatusTag]:
    tags = []
    if card.is_suspended and card.suspended_from_on:
        tags.append(StatusTag(f"{in_short_japanese(card.suspended_from_on)}から中断中", Tone.WAITING))
    if not card.attended and not card.absent:
        tags.append(StatusTag("はじめて", Tone.ACTIVE))
    if Timepoint.T0 not in card.timepoints:
        tags.append(StatusTag("開始時の測定がまだ", Tone.WAITING))
    if card.planned_end_on - on <= SOON:
        tags.append(StatusTag(f"{in_short_japanese(card.planned_end_on)}で終わりの予定", Tone.WAITING))
    return tags


def _class_parts(viewer: Viewer, one: TodaysClass, on: date) -> dict[str, Any]:
    course = one.course
    when = f"{course.weekday.label}曜 {course.starts_at}".strip() if course.weekday else "日を一人ずつ決める教室"
    came = sum(card.mark is not None and card.mark.attendance is Attendance.ATTENDED for card in one.expected)
    return {
        "title": course.name,
        "where": "　".join(part for part in (when, course.place, course.programme_name) if part),
        "came": f"{len(one.expected)}人中{came}人が出席" if one.expected else "",
        "people": [participant(viewer, card, on=on) for card in one.expected],
        "away": [participant(viewer, card, on=on) for card in one.away],
    }


def dress_today(viewer: Viewer, today: TodaysClasses) -> dict[str, Any]:
    """The page of one day."""
    days = [("前の日", today.on - timedelta(days=1))]
    if today.on < viewer.on:
        days += [("次の日", today.on + timedelta(days=1)), ("今日", viewer.on)]
    weekday = Weekday(str(today.on.weekday())).label
    return {
        "heading": "きょうの教室" if today.on == viewer.on else "その日の教室",
        "day": f"{in_both_eras(today.on)}（{weekday}）",
        "days": [(label, f"{reverse('programmes')}?on={day.isoformat()}") for label, day in days],
        "tabs": desk_tabs("programmes"),
        "ground": GroundLine(today.because) if today.because else "",
        "classes": [_class_parts(viewer, one, today.on) for one in today.classes],
        "others": [_class_parts(viewer, one, today.on) for one in today.others],
        "empty": "" if today.classes or today.others else _empty(today),
        "as_of": in_both_eras(viewer.on),
    }


def _empty(today: TodaysClasses) -> EmptyState:
    if today.may_arrange:
        action = ButtonLink("教室を開く", reverse("course_new"))
        return EmptyState(
            "この日の教室はまだありません", "事業を取り入れ、教室を開くと、参加する方がここに並びます。", action
        )
    if today.gives_services:
        words = "参加する方が決まると、ここに並びます。教室の曜日は、町の担当に確かめてください。"
        return EmptyState("この日の教室はありません", words, ButtonLink("教室の一覧を見る", reverse("courses")))
    words = "担当のケースの方が教室に入ると、その方だけがここに並びます。始めるときは、ケースのページから始めます。"
    return EmptyState("この日に教室に来る担当の方はいません", words, ButtonLink("教室の空きを見る", reverse("courses")))
