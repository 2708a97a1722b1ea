"""場所の一覧の操作: the cards of a list are written down together, and taken back together."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.organisations import queries as organisations
from takigi.resources import policies
from takigi.resources.actions.cards import ContactWords, columns_of, slots_of
from takigi.resources.actions.deeds import record
from takigi.resources.models import PlaceList, Resource, ResourceContact, ResourceSlot
from takigi.resources.rules.cards import CardWords, check_card
from takigi.resources.rules.words import ResourceRefused


@dataclass(frozen=True)
class ListedPlace:
    """一覧の一か所. `verified_on` None: nobody has confirmed it yet."""

    words: CardWords
    contact: ContactWords
    verified_on: date | None = None


def target_of(list_id: uuid.UUID) -> str:
    """How the audit log names a list."""
    return f"place_list:{list_id}"


@transaction.atomic
def add_places(*, by: Viewer, file_name: str, listed: Sequence[ListedPlace], left_out: int) -> uuid.UUID:
    """一覧を取り込む: what the town has not yet, all of it or nothing. A card that is there already stays as it is."""
    policies.check_coordinates(by)
    areas = {one.area_id for one in organisations.areas(by.municipality_id)}
    for one in listed:
        check_card(one.words, on=by.on)
        if one.words.area_id is not None and one.words.area_id not in areas:
            raise ResourceRefused("地区の一覧が、そのあいだに変わりました。ファイルをもう一度選んでください。")
    there = set(Resource.objects.filter(municipality_id=by.municipality_id).values_list("name", "place"))
    new = [one for one in listed if (one.words.name, one.words.place) not in there]
    if not new:
        raise ResourceRefused("新しく書きとめる場所がありません。どの場所のカードも、もうあります。")
    rows = Resource.objects.bulk_create(_row(by, one) for one in new)
    slots = [slot for row, one in zip(rows, new, strict=True) for slot in slots_of(row, one.words)]
    ResourceSlot.objects.bulk_create(slots)
    ResourceContact.objects.bulk_create(
        ResourceContact(
            resource=row,
            name=one.contact.name,
            phone=one.contact.phone,
            note=one.contact.note,
            is_private=one.contact.is_private,
        )
        for row, one in zip(rows, new, strict=True)
    )
    kept = PlaceList.objects.create(
        municipality_id=by.municipality_id,
        file_name=file_name[-100:],
        added=[str(row.pk) for row in rows],
        known=len(listed) - len(new),
        left_out=left_out,
        applied_at=by.at,
        applied_by_id=by.staff_id,
    )
    record("resources.list_added", by, target_of(kept.pk), places=len(rows))
    return kept.pk


def _row(by: Viewer, one: ListedPlace) -> Resource:
    return Resource(
        municipality_id=by.municipality_id,
        **columns_of(one.words),
        state_from_on=by.on,
        verified_on=one.verified_on,
        verified_by_id=by.staff_id if one.verified_on else None,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )


@transaction.atomic
def take_back_places(*, by: Viewer, list_id: uuid.UUID) -> int:
    """一覧の取り込みを取り消す: the cards go that nobody has changed, confirmed or told anybody of since. Returns how many."""
    policies.check_coordinates(by)
    found = policies.seen_place_list(by, list_id)
    kept = PlaceList.objects.select_for_update().get(pk=found.pk)
    if kept.undone_at is not None:
        raise ResourceRefused("この取り込みは、もう取り消してあります。")
    going = list(policies.as_listed(kept).select_for_update().values_list("pk", flat=True))
    if not going:
        raise ResourceRefused(
            "どのカードも、そのあと使われたか書きなおされています。一枚ずつ「終わりにする」にしてください。"
        )
    Resource.objects.filter(pk__in=going).delete()
    kept.undone_at, kept.undone_by_id, kept.taken_back = by.at, by.staff_id, len(going)
    kept.save(update_fields=["undone_at", "undone_by", "taken_back"])
    record("resources.list_taken_back", by, target_of(kept.pk), places=len(going))
    return len(going)
