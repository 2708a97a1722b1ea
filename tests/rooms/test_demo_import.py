"""見本の台帳の取り込み: the import reports exactly what was planted, beside the town's register and without one."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from takigi.access.grounds import Viewer
from takigi.demo.ledger_lines import EDITIONS
from takigi.demo.ledger_sample import Dirt, Planted, write_ledger
from takigi.demo.load import build_offices, insurance_viewer, settle_residents
from takigi.demo.town import Town
from takigi.demo.towns import TAKIGINO
from takigi.exchange.ledger_intake import receive_ledger
from takigi.exchange.ledger_reading import check_import
from takigi.people.actions import imports
from takigi.people.queries.imports import all_problems, import_page
from takigi.people.rules import RowOutcome

pytestmark = pytest.mark.long

TOWN = Town(TAKIGINO.scaled(6_000), seed=20)
AT = datetime(2026, 11, 1, 3, tzinfo=UTC)
FILTHY = Dirt(is_mixed=True, has_title=True, mistakes_per_thousand=400)
PASSWORD = "hodabi-wo-kakomu-2026"


def checked(by: Viewer, path: Path) -> UUID:
    """The file received and compared with the register, as the worker does it."""
    batch_id = receive_ledger(by=by, path=path, name=path.name)
    imports.begin_check(by=by, batch_id=batch_id)
    check_import(batch_id, at=AT)
    return batch_id


def reported(by: Viewer, batch_id: UUID) -> Counter[Planted]:
    return Counter(Planted(p.row_no, p.column, p.code, p.is_blocking) for p in all_problems(by, batch_id))


@pytest.fixture
def officer(db) -> Viewer:
    """Who brings ledgers in, in a town without residents."""
    return insurance_viewer(TOWN.plan.key, build_offices(TOWN.plan, password=PASSWORD, at=AT), at=AT)


@pytest.fixture
def registrar(db, tmp_path) -> Viewer:
    """The same in the whole town, with its certifications."""
    built = build_offices(TOWN.plan, password=PASSWORD, at=AT)
    by = insurance_viewer(TOWN.plan.key, built, at=AT)
    settle_residents(TOWN, built, at=AT, say=lambda _: None)
    path = tmp_path / "きれいな台帳.csv"
    write_ledger(TOWN, path, form="csv", dirt=Dirt.clean(), seed=1)
    batch_id = checked(by, path)
    assert reported(by, batch_id) == Counter()
    imports.confirm_import(by=by, batch_id=batch_id)
    return by


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_beside_the_register_exactly_the_planted_problems_are_reported(registrar, tmp_path, form, edition):
    path = tmp_path / f"台帳.{form}"
    planted = write_ledger(TOWN, path, form=form, edition=edition, dirt=FILTHY, seed=1)
    assert reported(registrar, checked(registrar, path)) == Counter(planted)
    assert len({one.code for one in planted}) > 25


@pytest.mark.parametrize("edition", EDITIONS)
def test_in_an_empty_register_exactly_the_planted_problems_are_reported(officer, tmp_path, edition):
    path = tmp_path / "台帳.csv"
    planted = write_ledger(TOWN, path, form="csv", edition=edition, dirt=FILTHY, seed=1, has_register=False)
    assert reported(officer, checked(officer, path)) == Counter(planted)


def test_what_the_register_knows_already_is_left_as_it_is_however_it_is_written(registrar, tmp_path):
    path = tmp_path / "台帳.csv"
    no_mistakes = Dirt(is_mixed=True, has_title=True, mistakes_per_thousand=0)
    write_ledger(TOWN, path, form="csv", dirt=no_mistakes, seed=2)
    counts = import_page(registrar, checked(registrar, path)).counts
    assert counts.outcomes.keys() == {RowOutcome.UNCHANGED}
    assert counts.writes_nothing
