"""統合と取り消し: two records of one person are shown as one; nothing is moved, nothing is lost."""

import uuid
from collections.abc import Set as AbstractSet

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.organisations import actions as organisations
from takigi.people import policies
from takigi.people.actions.deeds import record
from takigi.people.models import Merge, NotSame, Person
from takigi.people.rules import Evidence, Identity, PeopleRefused, check_merge


def identity_of(person: Person) -> Identity:
    """What the person's record is compared by."""
    return Identity(
        kana_identity=person.kana_identity,
        birth=(person.birth_earliest, person.birth_latest),
        sex=person.sex,
        insured_no=person.insured_no,
        address_key=person.address_key,
    )


def _locked_pair(by: Viewer, kept_id: uuid.UUID, other_id: uuid.UUID) -> tuple[Person, Person]:
    kept, other = policies.seen_person(by, kept_id), policies.seen_person(by, other_id)
    if kept.pk == other.pk:
        raise PeopleRefused("二つは、もう一人の記録としてまとめられています。")
    return kept, other


@transaction.atomic
def merge_persons(
    *, by: Viewer, kept_id: uuid.UUID, absorbed_id: uuid.UUID, evidence: AbstractSet[Evidence], note: str = ""
) -> int:
    """二つの記録をまとめる: `absorbed` is shown as `kept` from now on. Returns the merge's number.

    Refused when it rests on name and birth date alone (V17). Can be taken back at any time, whole.
    """
    policies.check_may_merge(by)
    organisations.lock_register(by.municipality_id)
    kept, absorbed = _locked_pair(by, kept_id, absorbed_id)
    check_merge(identity_of(kept), identity_of(absorbed), evidence, note)
    if kept.is_protected != absorbed.is_protected:
        raise PeopleRefused(
            "片方だけ住所が保護されています。先に保護の扱いをそろえてから、まとめてください（保護が外れないようにするためです）。"
        )
    merge = Merge.objects.create(
        kept=kept,
        absorbed=absorbed,
        evidence=sorted(one.value for one in evidence),
        note=note.strip(),
        merged_at=by.at,
        merged_by_id=by.staff_id,
    )
    Person.objects.filter(root=absorbed).update(root=kept)
    organisations.advance_register(by.municipality_id)
    record("people.persons_merged", by, kept.pk, beside=[absorbed.pk], merge=merge.pk, evidence=merge.evidence)
    return merge.pk


@transaction.atomic
def unmerge_persons(*, by: Viewer, merge_id: int, reason: str) -> None:
    """統合を戻す: both records stand again as they were; what was added since stays where it was written."""
    policies.check_may_merge(by)
    organisations.lock_register(by.municipality_id)
    merge = (
        Merge.objects.select_for_update(of=("self",))
        .filter(pk=merge_id, kept__municipality_id=by.municipality_id, undone_at__isnull=True)
        .first()
    )
    if merge is None:
        raise PeopleRefused("この統合は、もう戻されています。")
    policies.seen_person(by, merge.kept_id)
    if len(reason.strip()) < 3:
        raise PeopleRefused("戻す理由を書いてください（例: 別の人と分かった）。")
    merge.undone_at, merge.undone_by_id, merge.undone_reason = by.at, by.staff_id, reason.strip()
    merge.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    Person.objects.filter(pk__in=_records_under(merge.absorbed_id)).update(root_id=merge.absorbed_id)
    organisations.advance_register(by.municipality_id)
    beside = [merge.absorbed_id]
    record("people.persons_unmerged", by, merge.kept_id, beside=beside, merge=merge.pk, reason=reason.strip())


def _records_under(person_id: uuid.UUID) -> set[uuid.UUID]:
    """The record and all that were merged into it, directly or through another."""
    found, waiting = {person_id}, {person_id}
    while waiting:
        waiting = set(
            Merge.objects.filter(kept_id__in=waiting, undone_at__isnull=True).values_list("absorbed_id", flat=True)
        )
        found |= waiting
    return found


@transaction.atomic
def say_not_same(*, by: Viewer, one_id: uuid.UUID, other_id: uuid.UUID, note: str = "") -> None:
    """別の人と決める: the pair is not proposed again."""
    policies.check_may_merge(by)
    one, other = sorted(_locked_pair(by, one_id, other_id), key=lambda person: person.pk)
    NotSame.objects.get_or_create(
        one=one,
        other=other,
        defaults={"decided_at": by.at, "decided_by_id": by.staff_id, "note": note.strip()},
    )
    record("people.said_not_same", by, one.pk, beside=[other.pk])
