"""取り消しのさまたげ: what has come to build on an import since, so that it cannot simply be taken away."""

import uuid
from collections.abc import Callable

from django.db import models
from django.db.models import F, Q

from takigi.people.models import Certification, FormerName, ImportBatch, Person, PersonRevision
from takigi.people.rules import ImportState


def obstacles_to_undo(batch_id: uuid.UUID) -> list[str]:
    """What builds on the import, each with its number; empty when it can be undone. About a dozen queries."""
    batch = ImportBatch.objects.get(pk=batch_id)
    counts = [(label, count(batch)) for label, count in _OBSTACLES]
    return [label.format(number) for label, number in counts if number]


def _later_imports(batch: ImportBatch) -> int:
    later = ImportBatch.objects.filter(municipality_id=batch.municipality_id, state=ImportState.APPLIED)
    # Within one moment it is the register's version that tells which came later.
    same_moment = Q(applied_at=batch.applied_at, register_version__gt=batch.register_version)
    return later.filter(Q(applied_at__gt=batch.applied_at) | same_moment).exclude(pk=batch.pk).count()


def _touched(batch: ImportBatch) -> Q:
    """People whom the import added or changed, or whose certifications it wrote."""
    changed = PersonRevision.objects.filter(batch_id=batch.pk).values("person_id")
    return Q(batch_id=batch.pk) | Q(pk__in=changed)


def _changed_since(batch: ImportBatch) -> int:
    people = Person.objects.filter(_touched(batch))
    others = PersonRevision.objects.filter(person__in=people).exclude(batch_id=batch.pk)
    since = others.filter(Q(changed_at__gte=batch.applied_at) | Q(person__batch_id=batch.pk))
    return since.values("person_id").distinct().count()


def _certified_since(batch: ImportBatch) -> int:
    ours = Certification.objects.filter(batch_id=batch.pk)
    replaced = Q(pk__in=ours.exclude(replaced_by=None).exclude(replaced_by__batch_id=batch.pk).values("replaced_by_id"))
    of_new_people = Q(person__batch_id=batch.pk) & ~Q(batch_id=batch.pk)
    not_ours = Q(batch_id=None) | ~Q(batch_id=batch.pk)
    return Certification.objects.filter(not_ours, replaced | of_new_people).count()


def _merged(batch: ImportBatch) -> int:
    merged = Person.objects.filter(~Q(root=F("pk")))
    return merged.filter(Q(batch_id=batch.pk) | Q(root__batch_id=batch.pk)).count()


def _settled_since(batch: ImportBatch) -> int:
    """New people who have been given a household or a protected address since."""
    return Person.objects.filter(Q(household__isnull=False) | Q(is_protected=True), batch_id=batch.pk).count()


# Written by the import itself, or counted by name above.
_OURS = (Certification, FormerName, Person, PersonRevision)


def _references(batch: ImportBatch) -> int:
    """Whatever else of this room or of a room above refers to a person or certification of the import."""
    return sum(_referring(model, batch) for model in (Person, Certification))


def _referring(target: type[models.Model], batch: ImportBatch) -> int:
    added = target._base_manager.filter(batch_id=batch.pk)
    return sum(
        relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": added}).count()
        for relation in target._meta.get_fields(include_hidden=True)
        if relation.auto_created and relation.is_relation and relation.related_model not in _OURS
    )


_OBSTACLES: tuple[tuple[str, Callable[[ImportBatch], int]], ...] = (
    ("あとから取り込んだファイル {}件", _later_imports),
    ("あとから情報を変えた人 {}人", _changed_since),
    ("あとから加えた認定の記録 {}件", _certified_since),
    ("統合した人 {}人", _merged),
    ("世帯か住所の保護をあとから決めた人 {}人", _settled_since),
    ("同意や担当など、取り込んだ人に結びついた記録 {}件", _references),
)
