"""カードの操作: a place is written down, changed, confirmed, rests and ends."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.organisations import queries as organisations
from takigi.resources import policies
from takigi.resources.actions.deeds import record
from takigi.resources.models import Resource, ResourceContact, ResourceSlot
from takigi.resources.rules.cards import CardWords, check_card, check_state
from takigi.resources.rules.words import ResourceKind, ResourceRefused, ResourceState


@dataclass(frozen=True)
class ContactWords:
    """連絡先."""

    name: str = ""
    phone: str = ""
    note: str = ""
    is_private: bool = True


def target_of(resource_id: uuid.UUID) -> str:
    """How the audit log names a place."""
    return f"resource:{resource_id}"


@transaction.atomic
def add_resource(
    *, by: Viewer, words: CardWords, contact: ContactWords | None = None, verified_on: date | None
) -> uuid.UUID:
    """場所を書きとめる. `verified_on` None: heard of, and not yet confirmed."""
    policies.check_coordinates(by)
    _check(by, words, except_id=None)
    _check_seen(by, verified_on)
    row = Resource.objects.create(
        municipality_id=by.municipality_id,
        **columns_of(words),
        state_from_on=by.on,
        verified_on=verified_on,
        verified_by_id=by.staff_id if verified_on else None,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    _keep_slots(row, words)
    _keep_contact(row, contact or ContactWords())
    record("resources.added", by, target_of(row.pk), kind=words.kind.value)
    return row.pk


@transaction.atomic
def change_resource(
    *, by: Viewer, resource_id: uuid.UUID, words: CardWords, contact: ContactWords, seen_version: int
) -> None:
    """カードを書きなおす. Refused when somebody else has changed it meanwhile."""
    row = policies.resource_to_keep(by, resource_id)
    if row.version != seen_version:
        raise ResourceRefused(
            "書いているあいだに、ほかの人がこのカードを変えました。新しい中身を見てから、もう一度書いてください。"
        )
    _check(by, words, except_id=row.pk)
    for name, value in columns_of(words).items():
        setattr(row, name, value)
    row.version += 1
    row.recorded_at, row.recorded_by_id = by.at, by.staff_id
    row.save()
    _keep_slots(row, words)
    _keep_contact(row, contact)
    record("resources.changed", by, target_of(row.pk))


@transaction.atomic
def confirm_resource(*, by: Viewer, resource_id: uuid.UUID, on: date | None = None) -> None:
    """まだひらいていると確かめた. One tap, after a telephone call or a visit."""
    row = policies.seen_resource(by, resource_id)
    policies.check_may_confirm(by)
    row = Resource.objects.select_for_update().get(pk=row.pk)
    if row.state == ResourceState.ENDED:
        raise ResourceRefused("この場所は終わっています。またひらいたときは、先に「ひらいている」に戻します。")
    _check_seen(by, on)
    row.verified_on, row.verified_by_id = max(on or by.on, row.verified_on or date.min), by.staff_id
    row.save(update_fields=["verified_on", "verified_by"])
    record("resources.confirmed", by, target_of(row.pk))


@transaction.atomic
def change_state(*, by: Viewer, resource_id: uuid.UUID, to: ResourceState, on: date, note: str) -> None:
    """休む・終わる・またひらく, from a day on and with the reason."""
    row = policies.resource_to_keep(by, resource_id)
    check_state(ResourceState(row.state), to)
    _check_seen(by, on)
    if not note.strip():
        raise ResourceRefused("わけを一言書いてください（例: 世話役の入院、冬の雪）。")
    row.state, row.state_from_on, row.state_note = to, on, note.strip()
    # Whoever knows that it rests or opens again has asked.
    row.verified_on, row.verified_by_id = by.on, by.staff_id
    row.save(update_fields=["state", "state_from_on", "state_note", "verified_on", "verified_by"])
    record("resources.state_changed", by, target_of(row.pk), to=to.value)


def _check(by: Viewer, words: CardWords, *, except_id: uuid.UUID | None) -> None:
    check_card(words, on=by.on)
    known = {one.area_id for one in organisations.areas(by.municipality_id)}
    if words.area_id is not None and words.area_id not in known:
        raise ResourceRefused("この地区は町の一覧にありません。一覧から選んでください。")
    same = Resource.objects.filter(
        municipality_id=by.municipality_id, name=words.name.strip(), place=words.place.strip()
    )
    if same.exclude(pk=except_id).exists():
        raise ResourceRefused("同じ名前と場所のカードがもうあります。さがして、そのカードを書きなおしてください。")


def _check_seen(by: Viewer, on: date | None) -> None:
    if on is not None and on > by.on:
        raise ResourceRefused("確かめた日・その日が、先の日になっています。")


PLAIN = (
    "name",
    "name_kana",
    "place",
    "address",
    "days_note",
    "cost_note",
    "walk_from",
    "capacity_note",
    "atmosphere",
    "roles",
    "conditions",
    "source",
)


def columns_of(words: CardWords) -> dict[str, object]:
    """The card as its table keeps it; the days have a table of their own."""
    return {name: getattr(words, name).strip() for name in PLAIN} | {
        "kind": ResourceKind(words.kind),
        "area_id": words.area_id,
        "rest_from_month": words.rest.from_month if words.rest else None,
        "rest_to_month": words.rest.to_month if words.rest else None,
        "is_closed_on_holidays": words.is_closed_on_holidays,
        "cost_yen": words.cost_yen,
        "access": sorted(words.access),
        "walk_minutes": words.walk_minutes,
        "comforts": sorted(words.comforts),
        "interests": sorted(words.interests),
        "welcomes": sorted(words.welcomes),
        "sharing": words.sharing,
        "consent_on": words.consent_on,
    }


def slots_of(row: Resource, words: CardWords) -> list[ResourceSlot]:
    """The days of the card, not yet kept."""
    return [
        ResourceSlot(resource=row, weekday=one.weekday, weeks=list(one.weeks), starts=one.starts, ends=one.ends)
        for one in words.slots
    ]


def _keep_slots(row: Resource, words: CardWords) -> None:
    row.slots.all().delete()
    ResourceSlot.objects.bulk_create(slots_of(row, words))


def _keep_contact(row: Resource, contact: ContactWords) -> None:
    told = {name: getattr(contact, name).strip() for name in ("name", "phone", "note")}
    ResourceContact.objects.update_or_create(resource=row, defaults=told | {"is_private": contact.is_private})
