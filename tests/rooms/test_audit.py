"""監査の鎖: nothing is changed, removed, added or reordered without being found."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import now

from takigi.audit import actions, append_only, queries
from tests.rules_held import breaks, holds

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain():
    """Five events of one municipality, one of another."""
    for number in range(5):
        actions.record("test.deed", municipality_id=1, by=number, at=now(), target=f"person:{number}")
    actions.note_reading("", municipality_id=1, by=9, because=["検索"], at=now(), shown=["person:1", "person:2"])
    actions.record("test.deed", municipality_id=2, by=None, at=now())


def tamper(sql: str) -> None:
    """Write past the triggers, as somebody with the database's own password could."""
    append_only.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql)


@holds("I12")
def test_a_whole_chain_has_no_fault(chain):
    assert list(queries.faults()) == []


@pytest.mark.parametrize("table", append_only.TABLES)
@pytest.mark.parametrize("statement", ["update {} set municipality_id = 7", "delete from {}"])
def test_the_database_itself_refuses_to_change_or_remove_a_row(chain, table, statement):
    with pytest.raises(DatabaseError, match="追記のみ"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.parametrize(
    ("deed", "sql"),
    [
        ("altered", "update audit_event set by_id = 99 where municipality_id = 1 and seq = 3"),
        ("removed", "delete from audit_event where municipality_id = 1 and seq = 3"),
        ("removed at the end", "delete from audit_event where municipality_id = 1 and seq = 6"),
        ("removed with its chain", "delete from audit_event where municipality_id = 2"),
        ("moved to another town", "update audit_event set municipality_id = 3 where municipality_id = 2"),
        ("hidden from the index", "delete from audit_sighting where target = 'person:1'"),
    ],
)
@breaks("I12")
def test_each_kind_of_tampering_is_found(chain, deed, sql):
    tamper(sql)

    assert list(queries.faults()), deed


def test_two_rows_that_changed_places_are_found(chain):
    tamper("update audit_event set seq = -1 where municipality_id = 1 and seq = 2")
    for sql in ("set seq = 2 where seq = 3", "set seq = 3 where seq = -1"):
        with connection.cursor() as cursor:
            cursor.execute(f"update audit_event {sql} and municipality_id = 1")

    assert {fault.seq for fault in queries.faults()} >= {2, 3}


def test_a_chain_sealed_with_another_key_is_found(chain, settings):
    settings.AUDIT_KEY = b"not the installation's key"

    assert len(list(queries.faults())) == 7


def test_a_deed_that_is_rolled_back_leaves_no_event_and_no_gap():
    with transaction.atomic():
        actions.record("test.deed", municipality_id=1, by=1, at=now())
        transaction.set_rollback(True)
    actions.record("test.deed", municipality_id=1, by=1, at=now())

    assert [event.seq for event in queries.events_page(1)] == [1]
    assert list(queries.faults()) == []


def test_who_saw_a_record_includes_the_lists_that_showed_it(chain):
    kinds = [line.kind for line in queries.sightings_of(1, ("person:1",))]

    assert kinds == ["audit.list_read", "test.deed"]


def test_events_of_another_municipality_are_never_in_the_page(chain):
    assert {event.target for event in queries.events_page(2)} == {""}
    assert queries.sightings_of(2, ("person:1",)) == []
