"""ひとつの町を測る: one town of a given size in an empty database, and what is asked of it. Needs Django to be set up."""

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

from django.core.management import call_command
from django.utils.timezone import make_aware

from benchmarks.plain_way import admin_search, import_export
from takigi.demo.ledger_sample import Dirt, write_ledger
from takigi.demo.load import build_offices, insurance_viewer, settle_residents
from takigi.demo.town import Town
from takigi.demo.towns import NAGIHAMA, TAKIGINO
from takigi.exchange.ledger_intake import receive_ledger
from takigi.exchange.ledger_reading import check_import
from takigi.kernel.eras import in_short_japanese
from takigi.people.actions.imports import begin_check, confirm_import
from takigi.people.queries.files import person_file
from takigi.people.queries.search import find_people

SEED = 7
LOOKS = 200


def main() -> None:
    """Measure the size named on the command line, and print one line of JSON."""
    people, peer_rows = (int(word) for word in sys.argv[1:3])
    print(json.dumps(measure(people, peer_rows), ensure_ascii=False))


def measure(people: int, peer_rows: int) -> dict[str, Any]:
    """One size: build the town, bring its ledger in, look people up, and let the peers do the same."""
    build = TownAtWork(people)
    imported = build.bring_in_ledger()
    words = build.words(LOOKS)
    ours = _times(words, build.search)
    admin = _times(words[:60], lambda word: admin_search(build.municipality_id, word))
    pages = _times(build.some_people(LOOKS), build.page)
    peer = import_export(build.ledger_numbers(peer_rows), build.municipality_id)
    return {
        "people": people,
        "aged_65_and_over": build.plan.aged,
        "search_ms": ours | {"looks": len(words)},
        "admin_search_ms": admin,
        "search_ratio_p95": round(admin["p95"] / ours["p95"], 1),
        "person_page_ms": pages,
        "import": imported,
        "import_export": peer,
        "import_ratio": round(imported["rows_per_second"] / peer["rows_per_second"], 1),
    }


class TownAtWork:
    """A town of this size in an empty database, and what is asked of it."""

    def __init__(self, people: int) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        base = TAKIGINO if people < 100_000 else NAGIHAMA
        self.plan = base if base.population == people else base.scaled(people)
        self.town = Town(self.plan, seed=SEED)
        at = make_aware(datetime(2026, 11, 1, 9, 0))  # noqa: DTZ001  # made aware in the next breath
        built = build_offices(self.plan, password="zzz-0831-xyx-9944", at=at)  # noqa: S106  # an invented town's
        settle_residents(self.town, built, at=at, say=lambda _: None)
        self.municipality_id = built.municipality_id
        self.viewer = insurance_viewer(self.plan.key, built, at=at)

    def bring_in_ledger(self) -> dict[str, Any]:
        """One row for each person of 65 and over: read, matched and written."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "ledger.csv"
            write_ledger(self.town, path, form="csv", dirt=Dirt.usual(), seed=SEED, rows=self.plan.aged)
            began = time.perf_counter()
            batch = receive_ledger(by=self.viewer, path=path, name=path.name)
            begin_check(by=self.viewer, batch_id=batch)
            check_import(batch, at=self.viewer.at)
            checked = time.perf_counter()
            confirm_import(by=self.viewer, batch_id=batch)
            ended = time.perf_counter()
        return {
            "rows": self.plan.aged,
            "check_seconds": round(checked - began, 1),
            "confirm_seconds": round(ended - checked, 1),
            "rows_per_second": round(self.plan.aged / (ended - began)),
            "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }

    def words(self, count: int) -> list[str]:
        """What people type: the beginnings of readings, names, numbers, and birth dates, of people who exist."""
        rng, found = Random(SEED), []
        for resident in self._some(count):
            reading = resident.kana.replace("　", "")
            kinds = (
                reading[: rng.randint(1, 4)],
                resident.kana,
                resident.family_name,
                resident.name,
                resident.insured_no[:6] or resident.family_kana,
                in_short_japanese(resident.birth),
                f"{resident.family_kana} {in_short_japanese(resident.birth)}",
            )
            found.append(rng.choice(kinds))
        return found

    def _some(self, count: int) -> Iterator[Any]:
        step = max(self.plan.population // count, 1)
        return (one for place, one in enumerate(self.town.residents()) if place % step == 0)

    def search(self, word: str) -> None:
        find_people(self.viewer, word)

    def some_people(self, count: int) -> list[Any]:
        """Ids of people with a ledger row, drawn from searches as a user would reach them."""
        ids: list[Any] = []
        for resident in self._some(count * 2):
            if resident.insured_no and len(ids) < count:
                ids += [card.person_id for card in find_people(self.viewer, resident.insured_no).people]
        return ids

    def page(self, person_id: Any) -> None:
        person_file(self.viewer, person_id)

    def ledger_numbers(self, count: int) -> list[str]:
        """The insured numbers of a clean ledger's rows, for the peer."""
        found = (resident.insured_no for resident in self.town.residents() if resident.insured_no)
        return list(islice(found, min(count, self.plan.aged)))


def _times(things: list[Any], look: Callable[[Any], None]) -> dict[str, float]:
    """Median and 95th percentile in milliseconds; the first look, which warms the cache, is not counted."""
    spent = []
    for thing in [things[0], *things]:
        began = time.perf_counter()
        look(thing)
        spent.append((time.perf_counter() - began) * 1000)
    return {"median": round(median(spent[1:]), 2), "p95": round(quantiles(spent[1:], n=20)[-1], 2)}
