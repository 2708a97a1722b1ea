"""チェックリストの長い仕事: checking and writing a file of answers, run by the worker for whoever asked for it."""

from __future__ import annotations

import uuid

from django.utils.timezone import now
from django_tasks import task

from takigi.access.grounds import NotPermitted, Unseen
from takigi.casework.actions import checklist_import_rows as actions
from takigi.casework.rules.states import CaseRefused
from takigi.exchange import import_files
from takigi.exchange.checklist_checks import check_checklists
from takigi.exchange.job_runs import viewer_now, where_it_stopped
from takigi.people.rules import PeopleRefused

NO_RIGHT = "この取り込みを見る権限がなくなったため、止まりました。何も書かれていません。"
BROKEN = "途中で、思いがけないことが起きました。何も書かれていません。もう一度お試しください。"


@task()
def check_checklist_file(batch_id: str, municipality_id: int, staff_id: int) -> None:
    """Read a file and look for its people, with the eyes of whoever asked."""
    number, stopped = uuid.UUID(batch_id), None
    try:
        check_checklists(viewer_now(staff_id, municipality_id), number, at=now())
    except (NotPermitted, Unseen):
        actions.step_back(number, sentence=NO_RIGHT)
    except Exception as error:  # noqa: BLE001  # the queue keeps tracebacks, and a database's message may quote a row
        stopped = where_it_stopped(error)
    if stopped:
        actions.step_back(number, sentence=BROKEN)
        raise stopped


@task()
def write_checklist_file(batch_id: str, municipality_id: int, staff_id: int) -> None:
    """Write what was confirmed, for the member of staff who confirmed it."""
    number, stopped = uuid.UUID(batch_id), None
    try:
        actions.write_checklists(by=viewer_now(staff_id, municipality_id), batch_id=number)
        import_files.forget_copy(number, import_files.CHECKLISTS)
    except (NotPermitted, Unseen):
        actions.step_back(number, sentence=NO_RIGHT)
    except (CaseRefused, PeopleRefused) as refusal:
        actions.step_back(number, sentence=str(refusal))
    except Exception as error:  # noqa: BLE001  # as above
        stopped = where_it_stopped(error)
    if stopped:
        actions.step_back(number, sentence=BROKEN)
        raise stopped
