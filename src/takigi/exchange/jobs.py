"""長い仕事: checking and writing a ledger, run by the worker, queued in the transaction that asks for them."""

from __future__ import annotations

import uuid

from django.utils.timezone import now
from django_tasks import task

from takigi.access.grounds import NotPermitted
from takigi.casework.actions.cases import stop_for_register
from takigi.casework.actions.certifications import follow_certifications
from takigi.exchange import import_files
from takigi.exchange.job_runs import JobStopped, viewer_now, where_it_stopped
from takigi.exchange.ledger_reading import check_import
from takigi.people.actions import imports
from takigi.people.rules import PeopleRefused
from takigi.programmes.actions.episodes import end_with_their_cases

__all__ = ["JobStopped", "apply_ledger", "check_ledger"]


@task()
def check_ledger(batch_id: str) -> None:
    """Read a file and compare it with the register."""
    number = uuid.UUID(batch_id)
    stopped = None
    try:
        check_import(number, at=now())
    except Exception as error:  # noqa: BLE001  # the queue keeps tracebacks, and a database's message may quote a row
        stopped = where_it_stopped(error)
    if stopped:
        imports.stop_check(number)
        raise stopped


@task()
def apply_ledger(batch_id: str, municipality_id: int, staff_id: int) -> None:
    """Write what was confirmed into the register, for the member of staff who confirmed it."""
    number = uuid.UUID(batch_id)
    stopped = None
    try:
        viewer = viewer_now(staff_id, municipality_id)
        imports.confirm_import(by=viewer, batch_id=number)
        # Whoever the ledger knows to have died or moved away is asked for nothing from this moment.
        stop_for_register(municipality_id=municipality_id, at=viewer.at, on=viewer.on)
        end_with_their_cases(municipality_id=municipality_id, at=viewer.at)
        follow_certifications(by=viewer)
        import_files.forget_copy(number)
    except (PeopleRefused, NotPermitted) as refusal:
        imports.step_back(number, sentence=str(refusal))
    except Exception as error:  # noqa: BLE001  # as above
        stopped = where_it_stopped(error)
    if stopped:
        imports.step_back(
            number, sentence="書いている途中で、思いがけないことが起きました。台帳には何も書かれていません。"
        )
        raise stopped
