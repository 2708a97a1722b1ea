"""裏の仕事の決まり: for whom a job works, and what may be said of one that came upon a mistake of the program."""

from __future__ import annotations

import traceback
from pathlib import PurePath

from django.utils.timezone import now

from takigi.access.grounds import Viewer
from takigi.access.queries import viewer_of
from takigi.organisations import queries as organisations
from takigi.organisations.rules import StaffStatus


def viewer_now(staff_id: int, municipality_id: int) -> Viewer:
    """Whoever asked for the job, with the posts of this moment: a right that has ended meanwhile is gone."""
    found = organisations.staff_list(municipality_id, staff_id=staff_id)
    is_active = any(one.status is StaffStatus.ACTIVE for one in found)
    return viewer_of(staff_id, municipality_id, is_active=is_active, at=now())


class JobStopped(RuntimeError):
    """A job came upon a mistake of the program. Says where, and never what it was working on."""


def where_it_stopped(error: BaseException) -> JobStopped:
    """The place in the program; a message may quote a row."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return JobStopped(f"{type(error).__name__} in {PurePath(last.filename).name}:{last.lineno}")
