"""会議の頁の作法: a form, dressed with one verb and the way back."""

from typing import Any

from django import forms
from django.forms import BaseForm
from django.http import HttpResponse

from takigi.access.grounds import Viewer
from takigi.components.button import Button, ButtonKind
from takigi.components.ground_line import GroundLine
from takigi.kernel.era_names import in_both_eras
from takigi.meetings.queries.meetings import MeetingHead
from takigi.organisations.queries import agencies, staff_list
from takigi.screens.forms import PlainForm, SpokenDateField
from takigi.screens.meetings.desk import head_parts
from takigi.screens.render import render_screen

GET_OR_POST = ["GET", "HEAD", "POST"]


class MeetingForm(PlainForm):
    """A form of this desk."""


def long_text(label: str, *, required: bool = False, rows: int = 3, **more: Any) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(label=label, required=required, widget=forms.Textarea(attrs={"rows": rows}), **more)


def day(label: str, *, required: bool = False, **more: Any) -> SpokenDateField:
    """A day as people say it."""
    return SpokenDateField(label=label, required=required, **more)


def agency_choices(viewer: Viewer, *, empty: str = "選んでください") -> list[tuple[str, str]]:
    """Agencies that exist today."""
    cards = agencies(viewer.municipality_id, on=viewer.on)
    living = [card for card in cards if card.closed_on is None or card.closed_on > viewer.on]
    return [("", empty), *((str(card.agency_id), card.name) for card in living)]


def staff_choices(
    viewer: Viewer, *, empty: str = "名簿から選ぶ", agency_id: int | None = None
) -> list[tuple[str, str]]:
    """Everybody of the town, or of one agency, who works there today, with where."""
    found = [("", empty)]
    for card in staff_list(viewer.municipality_id):
        posts = [post for post in card.posts if post.ended_on is None or post.ended_on > viewer.on]
        posts = [post for post in posts if agency_id in {None, post.agency_id}]
        if posts and card.status == "active":
            found.append((str(card.staff_id), f"{card.name}（{posts[0].agency_name}）"))
    return found


def plain_parts(viewer: Viewer, *, because: tuple[str, ...] = ()) -> dict[str, Any]:
    """What a page of this desk that is not about one meeting shows at its top and foot."""
    return {"ground": GroundLine(because) if because else "", "as_of": in_both_eras(viewer.on)}


def meeting_parts(viewer: Viewer, head: MeetingHead, current: str) -> dict[str, Any]:
    """What every page of one meeting shows."""
    return head_parts(viewer, head, current)


def form_page(
    request: Any, form: BaseForm, parts: dict[str, Any], *, title: str, save: str, **more: Any
) -> HttpResponse:
    """Dress the form. `more`: explanation, back (address, words), template, is_danger, and whatever the template prints."""
    kind = ButtonKind.DANGER if more.pop("is_danger", False) else ButtonKind.PRIMARY
    template = more.pop("template", "meetings/plain_form.html")
    dressed = parts | {"title": title, "heading": title, "form": form, "save": Button(save, kind)} | more
    return render_screen(request, template, dressed, status=422 if form.errors else 200)
