"""さがしたことば: kept in the session under an opaque number, so that no address, history or log holds a name."""

import re
import secrets
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.people.queries.search import Found, find_people

KEPT = 10
IN_SESSION = "people_searches"
KEY = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True)
class Search:
    """検索の一つ: what was typed, the area it is narrowed to, and the number under which it is kept."""

    key: str
    text: str = ""
    area_id: int | None = None

    @property
    def address(self) -> str:
        """Where this search can be seen again, by the back button too; without a word of it."""
        kept = {"area": self.area_id, "search": self.key if self.text else None}
        query = urlencode({name: value for name, value in kept.items() if value})
        return f"{reverse('people')}?{query}" if query else reverse("people")

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for yet."""
        return not self.text and self.area_id is None

    def found_by(self, viewer: Viewer) -> Found:
        """Those whom this viewer can find by it."""
        return find_people(viewer, self.text, area_id=self.area_id)


def search_of(request: Any) -> Search:
    """The search that a request asks for; what is posted is kept, what is got is recalled."""
    kept: MutableMapping[str, str] = request.session.get(IN_SESSION, {})
    if request.method != "POST":
        key = request.GET.get("search", "")
        return Search(key if key in kept else _fresh_key(), kept.get(key, ""), _number(request.GET.get("area")))
    key = request.POST.get("search", "")
    # Only a key of our own making: nobody puts words of their choice into an address.
    key = key if KEY.fullmatch(key) else _fresh_key()
    search = Search(key, request.POST.get("text", "").strip()[:100], _number(request.POST.get("area")))
    if search.text:
        others = [(other, text) for other, text in kept.items() if other != key]
        request.session[IN_SESSION] = dict([*others, (key, search.text)][-KEPT:])
    return search


def _fresh_key() -> str:
    return secrets.token_hex(6)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None
