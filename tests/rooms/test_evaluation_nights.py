"""夜の数えなおし: planned by the worker itself, one night after the other, for every town."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult

from takigi.evaluation.actions.nights import plan_next_night
from takigi.evaluation.models import Snapshot

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("facts_folder")]


def worked() -> None:
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0, reload=False)


@pytest.mark.later
def test_every_town_is_gathered_at_night_and_the_next_night_is_planned(world):
    """夜の仕事が、すべての町を数えなおし、次の夜を決める。二重には決めない."""
    night = plan_next_night(at=now() - timedelta(days=2))
    assert night < now() and plan_next_night(at=now()) is None
    worked()
    assert set(Snapshot.objects.values_list("municipality_id", flat=True)) == {
        world.municipality_id,
        world.neighbour_id,
    }
    (planned,) = DBTaskResult.objects.filter(task_path__endswith="gather_at_night", status="READY")
    assert planned.run_after > now() and (planned.run_after.astimezone().minute) == 30
