"""地域ケア個別会議の事例: why it was chosen, what should be solved, its time, and what each profession advised."""

import uuid

from django.db import models
from django.db.models import F, Q

from takigi.meetings.models.invitations import Invitation
from takigi.meetings.models.meetings import AgendaItem
from takigi.meetings.rules.care_conferences import USUAL_MINUTES, Profession


class CareItem(models.Model):
    """会議の一例. What is written here goes to observers too: it names nobody; whose case it is opens for its owner alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="+")
    # The agenda itself says nothing of it: a care conference talks about a sheet without a name.
    case = models.ForeignKey("casework.Case", models.PROTECT, null=True, blank=True, related_name="+")
    presenter = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    why_chosen = models.CharField("選んだわけ", max_length=200)
    persons_goal = models.CharField("本人の目標（だれか分からない書き方で）", max_length=200, blank=True)
    to_solve = models.JSONField("解決したいこと", default=list)
    minutes = models.PositiveSmallIntegerField("時間（分）", default=USUAL_MINUTES)
    begun_at = models.DateTimeField("始めた日時", null=True, blank=True)
    ended_at = models.DateTimeField("終えた日時", null=True, blank=True)
    next_review_on = models.DateField("次に見る日", null=True, blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="care_item_clock",
                condition=Q(ended_at__isnull=True) | Q(begun_at__isnull=False, ended_at__gte=F("begun_at")),
            ),
        ]

    class Handling:
        """A case without a name; with its number of the ledger it is somebody's."""

        sensitive = frozenset({"why_chosen", "persons_goal", "to_solve"})
        operational = frozenset(
            {
                "id",
                "item",
                "case",
                "presenter",
                "minutes",
                "begun_at",
                "ended_at",
                "next_review_on",
                "recorded_at",
                "recorded_by",
            }
        )


class AskedBefore(models.Model):
    """事前の質問: what somebody who comes would like to know, answered before or at the table."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="+")
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    asked_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    profession = models.CharField("職種", max_length=20, choices=Profession.choices())
    question = models.CharField("聞きたいこと", max_length=300)
    asked_at = models.DateTimeField("聞いた日時")
    answer = models.TextField("答え", blank=True)
    answered_at = models.DateTimeField("答えた日時", null=True, blank=True)
    answered_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="asked_before_answered",
                condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
        ]

    class Handling:
        """Questions on a case without a name."""

        sensitive = frozenset({"question", "answer"})
        operational = frozenset(
            {"id", "item", "invitation", "asked_by", "profession", "asked_at", "answered_at", "answered_by"}
        )


class Advice(models.Model):
    """職種ごとの助言."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="+")
    profession = models.CharField("職種", max_length=20, choices=Profession.choices())
    text = models.CharField("助言", max_length=500)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Handling:
        """What a profession advised."""

        sensitive = frozenset({"text"})
        operational = frozenset({"id", "item", "profession", "recorded_at", "recorded_by"})
