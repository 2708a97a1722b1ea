"""部屋の試験の道具: the small town, and people made in it through actions."""

import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from takigi.people.actions import persons
from takigi.people.actions.persons import PersonDetails
from tests.checklist_files import ChecklistDesk
from tests.worlds import Role, World, build_world


def queries_of(ask: Callable[..., object], *given: object) -> int:
    """How many questions the database is asked."""
    with CaptureQueriesContext(connection) as caught:
        ask(*given)
    return len(caught)


@pytest.fixture
def world(db: None) -> World:
    return build_world()


@pytest.fixture
def register(world: World) -> Callable[..., uuid.UUID]:
    """`register(area="east", name=…, …)`: a person of the town, registered by the insurance section."""
    serial = iter(range(1, 10_000))

    def make(*, area: str | None = "east", role: Role = Role.INSURANCE, **details: object) -> uuid.UUID:
        facts = {
            "name": "山田　ハナ",
            "name_kana": "ヤマダ　ハナ",
            "birth": "昭和12年4月1日",
            "sex": "2",
            "insurer_no": "992031",
            "insured_no": f"{next(serial):010}",
            "address": "みどり野市東町1-2-3",
            "area_id": world.area_ids[area] if area else None,
        }
        return persons.register_person(by=world.viewer(role), details=PersonDetails(**(facts | details)))

    return make


AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def desk(world, tmp_path, settings):
    """A nurse's desk at which files of checklists are taken in, every job run at once."""
    settings.TASKS = AT_ONCE
    settings.IMPORT_FOLDER = tmp_path / "imports"
    return ChecklistDesk(world, tmp_path)


@pytest.fixture
def hana(register):
    """Somebody of the east whose number the files know."""
    return register(insured_no="0000000011")
