"""ひとつのストーリーを測る: a theory of a given number of boxes with five indicators each, opened, written and drawn. Needs Django to be set up."""

import gc
import json
import os
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from itertools import count, pairwise
from statistics import median, quantiles
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.management import call_command
from django.test import RequestFactory
from django.urls import get_resolver

from takigi.access.grounds import Viewer
from takigi.evaluation.actions.snapshots import renew_ground
from takigi.indicators.catalogue import all_indicators
from takigi.logic_models.actions.stories import StoryWords, found_story
from takigi.logic_models.actions.theory import put_theory
from takigi.logic_models.models import IndicatorUse
from takigi.logic_models.queries.stories import story_page
from takigi.logic_models.rules.nodes import (
    Activity,
    Audience,
    Cause,
    CurrentState,
    IdealState,
    Issue,
    Monitoring,
    Node,
    Outcome,
    Output,
)
from takigi.logic_models.rules.theory import Link, Theory
from takigi.logic_models.rules.words import OutcomeLevel
from takigi.screens.stories.box_writing import story_box_place, story_box_write
from takigi.screens.stories.outline import story_outline
from takigi.screens.stories.story import story, story_counted
from tests.laid_tables import lay_together
from tests.worlds import Role, build_world

INDICATORS = 5
LEVELS = tuple(OutcomeLevel)


def main() -> None:
    """Measure so many times each number of boxes named on the command line, and print a line of JSON for each."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    lay_together()
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    nurse = build_world().viewer(Role.EAST_NURSE)
    renew_ground(municipality_id=nurse.municipality_id, at=nurse.at)
    # As the server does when it has read everything in (site.wsgi).
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
    times, *sizes = (int(word) for word in sys.argv[1:])
    for nodes in sizes:
        print(json.dumps(measure(nurse, nodes, times=times), ensure_ascii=False), flush=True)


def theory_of(nodes: int) -> Theory:
    """A theory of so many boxes: audiences with a way from what is to what should be, and arrows across audiences."""
    made: list[Node] = [IdealState(key="n1", text="行きたい所へ、自分で行ける")]
    links: list[Link] = []
    numbers = count(2)

    def key() -> str:
        return f"n{next(numbers)}"

    def join(source: str, target: str) -> None:
        links.append(Link(key=f"l{len(links) + 1}", source=source, target=target, mechanism="知ると、えらべるから"))

    last: list[str] = []
    while len(made) < nodes:
        row = key()
        made.append(Audience(key=row, text=f"相手{row}"))
        made.append(CurrentState(key=key(), text=f"{row}のいまの様子を書いた、ふつうの長さの文", audience=row))
        made.append(Cause(key=key(), text=f"{row}がそうなっているわけ", audiences=(row,), is_root=True))
        made.append(Issue(key=key(), text=f"{row}と向き合う課題", audiences=(row,)))
        for _ in range(2):
            way = [
                Activity(key=key(), text=f"{row}に会って、したいことを聞く", audience=row, actor="わたしたち"),
                Output(key=key(), text="月に3件、聞いた記録が残る", audience=row),
                *(
                    Outcome(key=key(), text=f"{level.label}の変化を言葉にした文", audience=row, level=level)
                    for level in LEVELS
                ),
            ]
            made += way
            for source, target in pairwise(way):
                join(source.key, target.key)
            join(way[-1].key, "n1")
            made.append(
                Monitoring(
                    key=key(), text="返ってきた言葉を聞く", audience=row, outcomes=(way[2].key,), sign="やってみたい"
                )
            )
            if last:
                join(last[-1], way[3].key)
            last.append(way[2].key)
    kept = {node.key for node in made[:nodes]}
    return Theory(
        title="はかりのストーリー",
        nodes=tuple(made[:nodes]),
        links=tuple(link for link in links if {link.source, link.target} <= kept),
    )


def measure(nurse: Viewer, nodes: int, *, times: int) -> dict[str, Any]:
    """One size: every request by turns, so that none has the warmer machine."""
    story_id = found_story(by=nurse, words=StoryWords(title="はかり"))
    based = story_page(nurse, story_id).version.based_on
    put_theory(by=nurse, story_id=story_id, based_on=based, theory=theory_of(nodes))
    uses = _with_indicators(nurse, story_id)
    spent: dict[str, list[float]] = {}
    for turn in range(times + 1):
        for name, page in _requests(nurse, story_id, turn):
            began, worked = time.perf_counter(), time.process_time()
            answer = page()
            took = (time.perf_counter() - began, time.process_time() - worked)
            if answer.status_code not in (200, 302):
                raise RuntimeError(f"{name}: {answer.status_code}")
            if turn:
                spent.setdefault(name, []).append(took[0] * 1000)
                spent.setdefault(f"{name} (core)", []).append(took[1] * 1000)
    figures = {
        name: {"median_ms": round(median(took), 1), "p95_ms": round(quantiles(took, n=20)[-1], 1)}
        for name, took in spent.items()
    }
    theory = story_page(nurse, story_id).theory
    return {
        "nodes": len(theory.nodes),
        "arrows": len(theory.links),
        "indicators": uses,
        "load": round(os.getloadavg()[0], 1),
        "requests": figures,
    }


def _with_indicators(by: Viewer, story_id: uuid.UUID) -> int:
    """Five uses at every box; different indicators at neighbouring ones."""
    known = all_indicators()
    theory = story_page(by, story_id).theory
    rows = [
        IndicatorUse(
            story_id=story_id,
            node=node.key,
            indicator=known[(number * INDICATORS + one) % len(known)].key,
            name=known[(number * INDICATORS + one) % len(known)].label,
            role="watch",
            direction="up",
            from_on=by.on,
            recorded_at=by.at,
            recorded_by_id=by.staff_id,
        )
        for number, node in enumerate(theory.nodes)
        for one in range(INDICATORS)
    ]
    return len(IndicatorUse.objects.bulk_create(rows))


def _requests(by: Viewer, story_id: uuid.UUID, turn: int) -> Iterator[tuple[str, Callable[[], Any]]]:
    page = story_page(by, story_id)
    outcomes = page.theory.of(Outcome)
    box, beside = outcomes[0].key, outcomes[1].key
    based = page.version.based_on
    told = {"version": based.version, "revision": based.revision}
    yield "open the form of a box", lambda: story_box_write(_get(by), story_id, box)
    words = {"text": f"言葉を書きかえた {turn}", "audience": outcomes[0].audience, "level": "initial"}
    yield "save a box", lambda: story_box_write(_post(by, told | words), story_id, box)
    place = {"key": box, "beside": beside, "before": "on"}
    yield "move a box", lambda: story_box_place(_post(by, told | place), story_id)
    yield "open the outline", lambda: story_outline(_get(by), story_id)
    yield "redraw", lambda: story(_get(by), story_id)
    yield "redraw with numbers", lambda: story_counted(_get(by), story_id)


def _get(by: Viewer) -> Any:
    return _dressed(RequestFactory().get("/stories/"), by)


def _post(by: Viewer, typed: dict[str, Any]) -> Any:
    return _dressed(RequestFactory().post("/stories/", typed), by)


def _dressed(request: Any, by: Viewer) -> Any:
    request.viewer, request.htmx = by, False
    request.user, request.session = get_user_model().objects.get(pk=by.staff_id), {}
    request._messages = FallbackStorage(request)
    return request
