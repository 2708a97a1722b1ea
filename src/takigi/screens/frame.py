"""枠: what every desk's frame needs to know about who is looking."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.organisations.queries import municipality, staff_list
from takigi.screens.desks import DESKS, PEOPLE


@dataclass(frozen=True)
class RailEntry:
    """机の入口: one line of the rail."""

    label: str
    icon: str
    url: str
    is_current: bool
    # The desk's own first screen, not one further inside.
    is_page: bool


@dataclass(frozen=True)
class MenuLink:
    """A line of the who-am-I menu."""

    label: str
    url: str


class Frame:
    """枠. Asks nothing before a template prints it: a partial page costs no query for its frame."""

    def __init__(self, request: HttpRequest, viewer: Viewer) -> None:
        self._request, self._viewer = request, viewer

    @property
    def desks(self) -> list[RailEntry]:
        """The viewer's desks."""
        here = self._request.path.split("/")[1]
        return [
            RailEntry(desk.label, desk.icon, url, here in desk.paths, url == self._request.path)
            for desk, url in ((one, reverse(one.url_name)) for one in DESKS if one.is_for(self._viewer))
        ]

    @property
    def search_url(self) -> str:
        """Where people are searched, for those who have that desk."""
        return reverse(PEOPLE.url_name) if PEOPLE.is_for(self._viewer) else ""

    @property
    def staff_name(self) -> str:
        """Who is looking."""
        return self._request.user.get_full_name()

    @cached_property
    def post(self) -> str:
        """The posts held today, in words. Two queries."""
        held = {post.post_id for post in self._viewer.posts}
        cards = staff_list(self._viewer.municipality_id, staff_id=self._viewer.staff_id)
        return "、".join(
            f"{post.agency_name} {post.duty.label}" for card in cards for post in card.posts if post.post_id in held
        )

    @property
    def links(self) -> list[MenuLink]:
        """One's own account, and what governs what one may see."""
        named = (
            ("パスワードと二段階の確認", "mfa_index"),
            ("だれが何を見られるか", "access_matrix"),
            ("機関の名簿", "agencies"),
        )
        return [MenuLink(label, reverse(name)) for label, name in named]

    @property
    def sign_out_url(self) -> str:
        """Where the sign-out form is sent."""
        return reverse("account_logout")

    @cached_property
    def town(self) -> str:
        """The municipality's name. One query."""
        return municipality(self._viewer.municipality_id).name


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of the frame: the viewer, or nothing before signing in."""
    viewer = getattr(request, "viewer", None)
    return {"viewer": viewer, "frame": Frame(request, viewer) if viewer else None}
