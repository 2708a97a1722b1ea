"""できること: what the viewer's posts allow in the register, so that a screen offers nothing it will refuse."""

from collections.abc import Callable
from dataclasses import dataclass

from takigi.access.grounds import NotPermitted, Viewer
from takigi.organisations import queries as organisations
from takigi.organisations.queries import AreaCard
from takigi.organisations.rules import Duty
from takigi.people import policies


@dataclass(frozen=True)
class Powers:
    """できること. Each action asks its own policy all the same."""

    may_register: bool
    may_merge: bool
    may_import: bool
    may_protect: bool
    may_break_glass: bool
    may_ask_who_read: bool


def powers_of(viewer: Viewer) -> Powers:
    """What to offer this viewer. No query."""
    return Powers(
        may_register=_allows(policies.check_may_register, viewer),
        may_merge=_allows(policies.check_may_merge, viewer),
        may_import=_allows(policies.check_may_import, viewer),
        may_protect=_allows(policies.check_may_protect, viewer),
        may_break_glass=_allows(policies.check_may_break_glass, viewer),
        # Of whom they may ask it depends on the person: the page itself says so.
        may_ask_who_read=viewer.has_duty(Duty.AUDIT) or any(post.supervises for post in viewer.posts),
    )


def _allows(check: Callable[[Viewer], None], viewer: Viewer) -> bool:
    try:
        check(viewer)
    except NotPermitted:
        return False
    return True


def check_may_register(viewer: Viewer) -> None:
    """For the empty form: refused before anything is typed. No query."""
    policies.check_may_register(viewer)


def check_may_break_glass(viewer: Viewer) -> None:
    """For the empty form: refused before anything is typed. No query."""
    policies.check_may_break_glass(viewer)


def areas_searched(viewer: Viewer) -> list[AreaCard]:
    """The areas that the viewer's search can be narrowed to: those of the own centre, or all. One query."""
    areas = organisations.areas(viewer.municipality_id, kind="sphere")
    if policies.searches_whole_town(viewer):
        return areas
    return [area for area in areas if area.area_id in policies.areas_searched(viewer)]


def search_grounds(viewer: Viewer) -> tuple[str, ...]:
    """Every ground on which a search of this viewer can find somebody, in words. One query."""
    return policies.search_grounds(viewer)
