"""教室の頁の身じたく: places left and who waits, in words; who is in a course and how far."""

from typing import Any

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.components.button import ButtonKind, ButtonLink
from takigi.components.definition_list import DefinitionList, Fact
from takigi.components.empty_state import EmptyState
from takigi.components.ground_line import GroundLine
from takigi.components.pager import Pager
from takigi.components.table import Column, Link, Table
from takigi.components.tabs import Tab, Tabs
from takigi.kernel.era_names import in_both_eras, in_short_japanese
from takigi.programmes.queries.cards import EpisodeCard
from takigi.programmes.queries.courses import PARTICIPANTS, CourseCard, CoursePage, Participants
from takigi.programmes.queries.terms import may_arrange
from takigi.screens.programmes.desk import desk_tabs


def _when(course: CourseCard) -> str:
    return f"{course.weekday.label}曜 {course.starts_at}".strip() if course.weekday else "日は一人ずつ"


def _room(course: CourseCard) -> str:
    """定員8人中5人（空き3人）: a number with what it is out of."""
    if course.capacity is None:
        return f"{course.taken}人（定員なし）"
    left = f"空き{course.places_left}人" if course.places_left else "空きなし"
    return f"定員{course.capacity}人中{course.taken}人（{left}）"


def dress_courses(viewer: Viewer, cards: list[CourseCard]) -> dict[str, Any]:
    """教室の一覧."""
    arranges = may_arrange(viewer)
    new = ButtonLink("教室を開く", reverse("course_new"), ButtonKind.PRIMARY, icon="plus")
    columns = tuple(Column(one) for one in ("教室", "事業", "事業所", "曜日・時刻", "場所", "人数", "待つ方"))
    rows = tuple(
        (
            Link(one.name, reverse("course", args=[one.course_id])),
            one.programme_name,
            one.agency_name,
            _when(one) if one.ended_on is None else f"{in_short_japanese(one.ended_on)}まで",
            one.place or "—",
            _room(one),
            f"{one.waiting}人",
        )
        for one in cards
    )
    first = (
        "事業を取り入れてから、教室を開きます。"
        if arranges
        else "教室が決まると、ここに並びます。町の担当に確かめてください。"
    )
    return {
        "heading": "教室",
        "tabs": desk_tabs("courses"),
        "action": new if arranges else "",
        "courses": Table(
            "教室の一覧", columns, rows, EmptyState("まだ教室がありません", first), has_hidden_caption=True
        ),
        "as_of": in_both_eras(viewer.on),
    }


def _people(
    cards: tuple[EpisodeCard, ...], caption: str, empty: EmptyState, names: dict[Any, str] | None = None
) -> Table:
    extra = (Column("教室"),) if names is not None else ()
    columns = (Column("氏名"), *extra, Column("出席"), Column("開始日"), Column("終わり"), Column("先週の行動"))
    rows = tuple(
        (
            Link(card.person.name, reverse("episode", args=[card.episode_id])),
            *((names.get(card.course_id, ""),) if names is not None else ()),
            f"{card.planned_sessions}回中{card.attended}回に出席",
            in_short_japanese(card.started_on),
            _end(card),
            card.last_action or "—",
        )
        for card in cards
    )
    return Table(caption, columns, rows, empty, has_hidden_caption=True)


def _end(card: EpisodeCard) -> str:
    if card.ended_on is not None:
        return f"{in_short_japanese(card.ended_on)} {card.end_reason.label if card.end_reason else ''}".strip()
    if not card.is_running:
        return card.person.status.label
    if card.is_suspended and card.suspended_from_on:
        return f"{in_short_japanese(card.suspended_from_on)}から中断中"
    return f"{in_short_japanese(card.planned_end_on)}の予定"


def dress_course(viewer: Viewer, page: CoursePage) -> dict[str, Any]:
    """教室."""
    course = page.course
    unseen = f"ほかに、担当でない方が{page.unseen}人います。" if page.unseen > 0 else ""
    close = page.may_arrange and course.ended_on is None
    return {
        "heading": course.name,
        "ground": GroundLine(page.because) if page.because and (page.running or page.ended or page.waiting) else "",
        "facts": DefinitionList(
            (
                Fact("事業", f"{course.programme_name}（{course.kind.label}）"),
                Fact("事業所", course.agency_name),
                Fact("曜日・時刻", _when(course)),
                Fact("場所", course.place),
                Fact("人数", _room(course)),
                Fact("空きを待つ方", f"{course.waiting}人"),
                Fact("契約番号", page.contract_no),
            )
        ),
        "running": _people(
            page.running,
            "参加している方",
            EmptyState("参加している方はいません", "始めるときは、ケースのページから「短期集中を始める」を選びます。"),
        ),
        "unseen": unseen,
        "ended": _people(page.ended, "終わった方", EmptyState("終わった方はいません")) if page.ended else "",
        "waiting": [
            (
                one.person.name,
                in_both_eras(one.asked_on),
                one.note,
                reverse("episode_start", args=[one.case_id]),
                reverse("episode_leave_waiting", args=[one.case_id, course.course_id]),
            )
            for one in page.waiting
        ],
        "close_url": reverse("course_close", args=[course.course_id]) if close else "",
        "as_of": in_both_eras(viewer.on),
    }


def dress_participants(viewer: Viewer, found: Participants, *, ended: bool) -> dict[str, Any]:
    """参加している方."""
    address = reverse("participants")
    words = "終わった方はまだいません" if ended else "参加している方はいません"
    empty = EmptyState(words, "担当の教室や、担当のケースの方だけが、ここに並びます。")
    pager = Pager(found.page, found.total, PARTICIPANTS, "?ended=1" if ended else "?")
    return {
        "heading": "参加している方",
        "tabs": desk_tabs("participants"),
        "ground": GroundLine(found.because) if found.cards else "",
        "sides": Tabs(
            "続いている方と終わった方",
            (Tab("続いている方", address, not ended), Tab("終わった方", f"{address}?ended=1", ended)),
        ),
        "people": _people(found.cards, "参加している方", empty, found.course_names),
        "pager": pager if pager.pages > 1 else "",
        "as_of": in_both_eras(viewer.on),
    }
