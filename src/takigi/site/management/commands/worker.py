"""takigi worker: takes long work (checking and applying ledgers) from the queue, resumes what was cut off, and plans the night."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.timezone import now

from takigi.evaluation.actions.nights import plan_next_night
from takigi.exchange.checklist_intake import resume_interrupted_checklists
from takigi.exchange.ledger_intake import resume_interrupted


class Command(BaseCommand):
    """裏の仕事を始める."""

    help = "台帳の取り込みや夜の数えなおしなど、時間のかかる仕事をします。サーバーと一緒に動かします。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Resume first: a worker that was killed left its batch behind."""
        resume_interrupted(at=now())
        resume_interrupted_checklists(at=now())
        plan_next_night(at=now())
        call_command("db_worker", interval=0.5, verbosity=0)
