"""試験の人: invented people put into the register through actions only."""

import re
import uuid

from takigi.people.actions.persons import PersonDetails, register_person
from tests.worlds import Role, World

INSURER = "992031"


def register(
    world: World, name: str = "山田 ハナ", kana: str = "ヤマダ ハナ", birth: str = "S12.4.1", **more
) -> uuid.UUID:
    """Somebody of the east area, registered by the insurance section unless said otherwise."""
    area_id = world.area_ids[more.pop("area", "east")]
    details = PersonDetails(name=name, name_kana=kana, birth=birth, insurer_no=INSURER, area_id=area_id, **more)
    return register_person(by=world.viewer(Role.INSURANCE), details=details)


def title_of(page: str) -> str:
    """What goes into the browser's history."""
    found = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    return found[1] if found else ""


def text_of(page: str) -> str:
    """A page as it is read: without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
