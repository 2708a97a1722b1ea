"""不足の表: what is missing in which area, and what became of it."""

import uuid

from django.db import models
from django.db.models import Q

from takigi.resources.rules.requests import Barrier, UnmetSource, UnmetState
from takigi.resources.rules.words import ResourceKind


class UnmetNeed(models.Model):
    """不足: what people looked for and did not find."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey("organisations.Area", models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField("足りないもの", max_length=20, choices=ResourceKind.choices())
    text = models.CharField("どんな不足か", max_length=300)
    barrier = models.CharField("何がはばんでいるか", max_length=20, choices=Barrier.choices())
    source = models.CharField("どこから分かったか", max_length=20, choices=UnmetSource.choices())
    people = models.PositiveSmallIntegerField("何人の声か", default=1)
    first_seen_on = models.DateField("はじめて分かった日")
    last_seen_on = models.DateField("いちばん最近")
    state = models.CharField("いま", max_length=10, choices=UnmetState.choices(), default=UnmetState.OPEN)
    state_from_on = models.DateField("いつから")
    solved_by = models.ForeignKey("resources.Resource", models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="unmet_need_of_somebody", condition=Q(people__gte=1)),
            models.CheckConstraint(
                name="unmet_need_solved_when_named",
                condition=Q(solved_by__isnull=True) | Q(state=UnmetState.SOLVED),
            ),
        ]
        indexes = [models.Index(fields=["municipality", "state", "area"], name="unmet_needs_of_area")]

    class Handling:
        """Nobody in particular: the words are written without names."""

        sensitive = frozenset({"text"})
        operational = frozenset(
            {
                "id",
                "municipality",
                "area",
                "kind",
                "barrier",
                "source",
                "people",
                "first_seen_on",
                "last_seen_on",
                "state",
                "state_from_on",
                "solved_by",
                "recorded_at",
                "recorded_by",
            }
        )


class UnmetStep(models.Model):
    """不足の歩み: to which state, on which day, and what was said there."""

    unmet_need = models.ForeignKey("resources.UnmetNeed", models.CASCADE, related_name="steps", db_index=False)
    to = models.CharField("何になったか", max_length=10, choices=UnmetState.choices())
    on = models.DateField("その日")
    note = models.CharField("どこで、何を", max_length=300, blank=True)
    # The number of a meeting, which is of another room.
    meeting_id = models.UUIDField("どの会議で", null=True, blank=True)
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField("記録した日時")

    class Meta:
        indexes = [
            models.Index(fields=["unmet_need", "on"], name="steps_of_unmet_need"),
            models.Index(fields=["meeting_id"], condition=Q(meeting_id__isnull=False), name="unmet_steps_of_meeting"),
        ]

    class Handling:
        """What was talked about in the area."""

        sensitive = frozenset({"note"})
        operational = frozenset({"id", "unmet_need", "to", "on", "meeting_id", "recorded_by", "recorded_at"})
