"""見本の台帳の取り込み: the dirty ledgers of the demo town report exactly what was planted in them, in every form."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from takigi.access.grounds import Viewer
from takigi.access.queries import viewer_of
from takigi.demo.ledger_sample import Dirt, write_ledger
from takigi.demo.load import build_offices, settle_residents
from takigi.demo.town import Town
from takigi.demo.towns import TAKIGINO
from takigi.exchange import ledger_intake
from takigi.exchange.ledger_reading import check_import
from takigi.organisations import queries as organisations
from takigi.organisations.rules import Duty
from takigi.people.actions import imports
from takigi.people.models import ImportProblem
from takigi.people.queries import imports as pages
from takigi.people.rules import ImportState, RowOutcome
from tests.ledgers import dumped

pytestmark = pytest.mark.long

AT = datetime(2026, 11, 1, 3, tzinfo=UTC)
# Large enough for every kind of mistake to find somebody whom it fits.
TOWN = Town(TAKIGINO.scaled(6000), seed=7)


@pytest.fixture(scope="module")
def clerk(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Viewer]:
    """An insurance clerk of the demo town, all residents in the register; built once, gone after this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        built = build_offices(TOWN.plan, password="7#Qx94!!Vw%28", at=AT)
        settle_residents(TOWN, built, at=AT, say=lambda _: None)
        staff_id = next(
            staff_id
            for staff_id in built.staff_ids.values()
            if any(post.duty is Duty.INSURANCE for post in organisations.posts_held(staff_id, on=AT.date()))
        )
        yield viewer_of(staff_id, built.municipality_id, is_active=True, at=AT)
        transaction.set_rollback(True)


@pytest.fixture
def by(clerk: Viewer, db: None) -> Viewer:
    """The clerk, in a test that leaves the town as it was."""
    return clerk


def checked(by, path: Path):
    batch = ledger_intake.receive_ledger(by=by, path=path, name=path.name)
    imports.begin_check(by=by, batch_id=batch)
    check_import(batch, at=AT)
    return batch


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("edition", ["受給者台帳", "認定申請情報", "異動連絡票"])
def test_exactly_the_planted_problems_are_reported(by, tmp_path, edition, form):
    path = tmp_path / f"台帳.{form}"
    planted = write_ledger(TOWN, path, form=form, edition=edition, dirt=Dirt.full(), seed=7)
    batch = checked(by, path)
    found = ImportProblem.objects.filter(batch_id=batch).values_list("row_no", "column", "code", "is_blocking")
    expected = Counter((one.row_no, one.column_header, one.code, one.is_blocking) for one in planted)
    assert len({one.code for one in planted}) > 25
    assert sorted((Counter(found) - expected).elements()) == [], "仕込んでいない問題"
    assert sorted((expected - Counter(found)).elements()) == []
    blocked = {one.row_no for one in planted if one.is_blocking}
    assert pages.import_page(by, batch).counts.outcomes[RowOutcome.LEFT_OUT] == len(blocked)


def test_a_dirty_ledger_comes_in_once_and_goes_out_without_a_trace(by, tmp_path):
    before = dumped()
    path = tmp_path / "台帳.csv"
    write_ledger(TOWN, path, form="csv", dirt=Dirt.full(), seed=7)
    batch = checked(by, path)
    imports.confirm_import(by=by, batch_id=batch)
    taken_in = dumped()
    again = checked(by, path)
    counts = pages.import_page(by, again).counts
    assert counts.writes_nothing and set(counts.outcomes) == {RowOutcome.UNCHANGED, RowOutcome.LEFT_OUT}
    imports.confirm_import(by=by, batch_id=again)
    assert dumped() == taken_in
    imports.undo_import(by=by, batch_id=again, reason="ためし")
    imports.undo_import(by=by, batch_id=batch, reason="ためし")
    assert dumped() == before
    assert pages.import_page(by, batch).state is ImportState.UNDONE


def test_a_clean_ledger_reports_nothing(by, tmp_path):
    path = tmp_path / "台帳.xlsx"
    assert write_ledger(TOWN, path, form="xlsx", dirt=Dirt.clean(), seed=7) == []
    batch = checked(by, path)
    counts = pages.import_page(by, batch).counts
    assert (counts.blocking, counts.warnings, counts.people_new, counts.people_changed) == (0, 0, 0, 0)
