"""同時に書く: several people save into one story at the same moment, each upon a page that is already old, and nothing is lost."""

import threading
from collections.abc import Iterator

import pytest
from django.db import connection

from takigi.logic_models.actions import theory
from takigi.logic_models.queries.stories import story_page
from takigi.logic_models.rules.words import NodeKind
from tests.stories_made import based, found, invite, key_of, outlined
from tests.worlds import Role, build_world

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
WRITERS = (Role.EAST_NURSE, Role.WEST_NURSE, Role.INSURANCE)
ROUNDS = 8


@pytest.fixture
def world(transactional_db: None) -> Iterator[object]:
    return build_world()


def test_three_who_save_at_once_lose_no_word(world):
    story_id = found(world)
    outlined(world, story_id)
    for role in WRITERS[1:]:
        invite(world, story_id, role)
    key, start = key_of(world, story_id, "自分で道をえらぶ"), based(world, story_id)
    troubles: list[BaseException] = []

    def write(role: Role) -> None:
        try:
            for number in range(ROUNDS):
                # Always upon the first page: as old as a page can be.
                word = f"{role.name}の{number}行目"
                by = world.viewer(role)
                theory.write_node(by=by, story_id=story_id, based_on=start, key=key, values={"details": word})
                theory.add_node(by=by, story_id=story_id, based_on=start, kind=NodeKind.OUTCOME, values={"text": word})
        except BaseException as trouble:  # noqa: BLE001  # told by the test, not by the thread
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(role,)) for role in WRITERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    words = {f"{role.name}の{number}行目" for role in WRITERS for number in range(ROUNDS)}
    now = story_page(world.viewer(Role.EAST_NURSE), story_id)
    assert words <= set(now.theory.node(key).details)
    assert words <= {node.text for node in now.theory.nodes}
    assert now.version.based_on.revision == start.revision + 2 * len(words)
