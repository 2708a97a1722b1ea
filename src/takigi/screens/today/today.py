"""今日: the first screen of the day."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from takigi.access.grounds import Viewer
from takigi.components.both_era_date import BothEraDate
from takigi.components.empty_state import EmptyState
from takigi.components.ground_line import GroundLine
from takigi.components.person_name import PersonName
from takigi.components.status_tag import StatusTag
from takigi.components.table import Cell, Column, Link, Table
from takigi.components.tone import Tone
from takigi.organisations.queries import TaskCard, open_tasks
from takigi.people.queries.files import recently_read
from takigi.people.queries.powers import search_grounds
from takigi.screens.desks import PEOPLE
from takigi.screens.render import render_screen
from takigi.screens.today.first_steps import first_steps, task_url
from takigi.screens.today.place_card import place_lines
from takigi.screens.today.promise_card import promise_card
from takigi.screens.today.quiet_card import quiet_card
from takigi.screens.today.story_tasks import story_lines
from takigi.screens.today.together_card import together_lines

COLUMNS = (Column("用事"), Column("期限"), Column("状態"))
NO_TASKS = EmptyState("待っている用事はありません", "だれかから渡されると、ここに出ます。")
WEEKDAYS = "月火水木金土日"


@require_safe
def today(request: Any) -> HttpResponse:
    """What is due and waits for the viewer, and the way on."""
    viewer = request.viewer
    tasks = open_tasks(viewer.staff_id, viewer.posts, municipality_id=viewer.municipality_id, on=viewer.on)
    people = _recent(viewer) if PEOPLE.is_for(viewer) else []
    context = {
        "heading": "今日",
        "day": BothEraDate(viewer.on),
        "weekday": WEEKDAYS[viewer.on.weekday()],
        "steps": first_steps(viewer, tasks),
        "tasks": Table("用事", COLUMNS, tuple(_row(task, viewer) for task in tasks), NO_TASKS, has_hidden_caption=True),
        "has_people": PEOPLE.is_for(viewer),
        "people": people,
        "promises": promise_card(viewer),
        "quiet": quiet_card(viewer),
        "places": place_lines(viewer),
        "together": together_lines(viewer),
        "stories": story_lines(viewer),
        "ground": GroundLine(search_grounds(viewer)) if people else "",
    }
    return render_screen(request, "today/today.html", context)


def _row(task: TaskCard, viewer: Viewer) -> tuple[Cell, ...]:
    url = task_url(task)
    due = BothEraDate(task.due_on) if task.due_on else "決まっていません"
    return (Link(task.title, url) if url else task.title, due, _state(task, viewer))


def _state(task: TaskCard, viewer: Viewer) -> StatusTag:
    if task.due_on and task.due_on < viewer.on:
        return StatusTag("期限を過ぎています", Tone.ALERT)
    if task.is_for_office:
        return StatusTag("機関に届いた用事", Tone.WAITING)
    if task.passed_on:
        return StatusTag("上司に届いた用事", Tone.WAITING)
    return StatusTag("自分の用事")


def _recent(viewer: Viewer) -> list[tuple[PersonName, str]]:
    return [
        (
            PersonName(card.name, card.name_kana, card.birth, viewer.on, reverse("person", args=[card.person_id])),
            card.level,
        )
        for card in recently_read(viewer)
    ]
