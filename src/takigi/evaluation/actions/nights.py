"""夜の数えなおし: the worker's own clock gathers every town's facts anew before the morning; nothing outside has to be set up."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils.timezone import localtime, now
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from takigi.evaluation.actions.readiness import gather_again
from takigi.organisations import queries as organisations

# After the backups that offices run around midnight, and long before anybody comes.
NIGHT = time(2, 30)


@task()
def gather_at_night() -> None:
    """Queues one job for each town, so that a town that fails keeps no other waiting."""
    # First of all: a night that fails must not be the last one.
    plan_next_night(at=now())
    for town in organisations.municipalities():
        gather_again.enqueue(town.municipality_id)


def plan_next_night(*, at: datetime) -> datetime | None:
    """次の夜を決める: called when the worker starts, and by each night for the one after it. None where one is planned already.

    Where the machine sleeps at night the work is done as soon as the worker runs again.
    """
    planned = DBTaskResult.objects.filter(task_path=gather_at_night.module_path, status=TaskResultStatus.READY)
    if planned.exists():
        return None
    night = next_night(localtime(at))
    gather_at_night.using(run_after=night).enqueue()
    return night


def next_night(at: datetime) -> datetime:
    """The next half past two that is still to come.

    >>> next_night(datetime(2026, 11, 23, 2, 30)).isoformat(), next_night(datetime(2026, 11, 23, 1)).isoformat()
    ('2026-11-24T02:30:00', '2026-11-23T02:30:00')
    """
    night = at.replace(hour=NIGHT.hour, minute=NIGHT.minute, second=0, microsecond=0)
    return night if night > at else night + timedelta(days=1)
