"""数の準備: sees to it that a town's facts are there and fresh before anybody counts over them; long work is queued."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import caches
from django.utils.timezone import now
from django_tasks import task

from takigi.access.grounds import Viewer
from takigi.evaluation import policies
from takigi.evaluation.actions.snapshots import renew_ground
from takigi.evaluation.ground import Ground
from takigi.evaluation.news import news_since
from takigi.evaluation.rules import CHANGED_AT_MOST, GATHERED_AT_ONCE
from takigi.evaluation.towns import newest_ground
from takigi.people.facts import persons_counted

PREPARING = "数の準備をしています。大きな町では数分かかります。しばらくしてから、もう一度開いてください。"
_ASKED_AGAIN_AFTER = 600


@dataclass(frozen=True)
class Ready:
    """Whether there is anything to count over; if not, the sentence says what happens now."""

    is_ready: bool
    sentence: str = ""


@task()
def gather_again(municipality_id: int) -> None:
    """Gathers the facts of a town that is too large to wait for."""
    renew_ground(municipality_id=municipality_id, at=now())


def keep_ready(*, by: Viewer) -> Ready:
    """数の土台を整える: makes what is not there, and renews what is of another day or has changed too much.

    A small town's at once; a large one's by the worker, while the numbers so far go on being shown and moved.
    """
    policies.audience_of(by)
    town = by.municipality_id
    ground = newest_ground(town, on=by.on)
    if ground is not None and not _wants_renewal(ground, by):
        return Ready(is_ready=True)
    if persons_counted(town) <= GATHERED_AT_ONCE:
        renew_ground(municipality_id=town, at=by.at)
        return Ready(is_ready=True)
    if caches["counts"].add(f"asked:{town}:{by.on}", 1, timeout=_ASKED_AGAIN_AFTER):
        gather_again.enqueue(town)
    return Ready(is_ready=ground is not None, sentence="" if ground else PREPARING)


def _wants_renewal(ground: Ground, by: Viewer) -> bool:
    if ground.as_of != by.on:
        return True
    news = news_since(ground.municipality_id, ground.audit_seq)
    return news.is_everybody or len(news.person_ids) > CHANGED_AT_MOST
