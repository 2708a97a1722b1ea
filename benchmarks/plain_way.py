"""ふつうのやり方: the same work by Django's own admin search and by django-import-export, on the same tables."""

import time
from typing import Any

import tablib
from django.contrib.admin import ModelAdmin, site
from django.db import transaction
from import_export import resources

from takigi.people.models import Certification, Person


class PersonAdmin(ModelAdmin):
    """What a project without a search of its own would write."""

    search_fields = ("name", "name_kana", "insured_no")
    ordering = ("name_kana",)


def admin_search(municipality_id: int, words: str) -> list[Any]:
    """The admin's list for the words: its own filter, its count, and the first page of a hundred."""
    admin = PersonAdmin(Person, site)
    people = Person.objects.filter(municipality_id=municipality_id)
    found, _ = admin.get_search_results(None, people, words)
    found.count()
    return list(found.order_by(*admin.ordering)[:100])


class CertificationResource(resources.ModelResource):
    """Certifications, found by person and application date, written in bulk as its manual advises."""

    class Meta:
        model = Certification
        import_id_fields = ("person", "application_on")
        fields = ("person", "application_on", "valid_from", "valid_until", "level_code", "kind", "known_from")
        use_bulk = True
        batch_size = 1000
        skip_unchanged = True


def import_export(numbers: list[str], municipality_id: int) -> dict[str, Any]:
    """Read, match and write the rows with django-import-export, rolled back at the end; rows per second."""
    found = Person.objects.filter(municipality_id=municipality_id, insured_no__in=numbers[:30_000])
    ids = dict(found.values_list("insured_no", "pk"))
    table = tablib.Dataset(headers=list(CertificationResource.Meta.fields))
    for number in numbers:
        if number in ids:
            # Dates are given to it ready-made: reading era dates is not its work.
            table.append(
                [ids[number], "2019-04-01", "2019-04-01", "2020-03-31", "12", "entered", "2026-11-01 09:00:00"]
            )
    began = time.perf_counter()
    with transaction.atomic():
        result = CertificationResource().import_data(table, raise_errors=True)
        transaction.set_rollback(True)
    seconds = time.perf_counter() - began
    return {
        "rows": len(table),
        "written": result.totals["new"],
        "seconds": round(seconds, 1),
        "rows_per_second": round(len(table) / seconds),
    }
