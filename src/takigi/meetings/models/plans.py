"""支援プラン: written as a draft by the owner, decided only in its own meeting and with consent, looked at again."""

import uuid

from django.db import models
from django.db.models import Q

from takigi.meetings.models.meetings import AgendaItem
from takigi.meetings.rules.support_plans import Achievement, PlanResult, PlanState


class SupportPlan(models.Model):
    """支援プラン (社会福祉法106条の4第2項6号). A decided one names the item and the consent it was decided on (I8)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="+")
    state = models.CharField("状態", max_length=20, choices=PlanState.choices(), default=PlanState.DRAFT)
    wish = models.TextField("本人の望むこと", blank=True)
    goals = models.TextField("目標（一行に一つ）", blank=True)
    written_at = models.DateTimeField("書いた日時")
    written_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    agreed_by_subject_on = models.DateField("本人が合意した日", null=True, blank=True)
    review_on = models.DateField("見直す日", null=True, blank=True)
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="決めた議題"
    )
    decided_at = models.DateTimeField("決めた日時", null=True, blank=True)
    decided_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    # The state of consent as it was read in the moment of deciding, for whoever asks later.
    consent_said = models.CharField("決めたときの同意", max_length=120, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="support_plan_decided_lawfully",
                condition=Q(state=PlanState.DRAFT, decided_at__isnull=True, item__isnull=True)
                | (
                    ~Q(state=PlanState.DRAFT)
                    & Q(
                        decided_at__isnull=False,
                        decided_by__isnull=False,
                        item__isnull=False,
                        agreed_by_subject_on__isnull=False,
                        review_on__isnull=False,
                    )
                    & ~Q(consent_said="")
                ),
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(state=PlanState.DRAFT), name="support_plan_one_draft"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state=PlanState.DECIDED), name="support_plan_one_in_force"
            ),
        ]

    class Handling:
        """A person's plan (PLAN)."""

        sensitive = frozenset({"wish", "goals"})
        operational = frozenset(
            {
                "id",
                "case",
                "state",
                "written_at",
                "written_by",
                "agreed_by_subject_on",
                "review_on",
                "item",
                "decided_at",
                "decided_by",
                "consent_said",
                "replaces",
            }
        )


class PlanAction(models.Model):
    """だれが何をいつまで, of a plan. The person's own part stands there too."""

    plan = models.ForeignKey(SupportPlan, models.CASCADE, related_name="+")
    seq = models.PositiveSmallIntegerField("順番")
    agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    who = models.CharField("だれが", max_length=80)
    what = models.CharField("何を", max_length=200)
    by_when = models.CharField("いつまで", max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "seq"], name="plan_action_place")]

    class Handling:
        """A part of a person's plan."""

        sensitive = frozenset({"who", "what", "by_when"})
        operational = frozenset({"id", "plan", "seq", "agency"})


class PlanEvaluation(models.Model):
    """プランの評価: how near, what changed, and how it goes on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(SupportPlan, models.PROTECT, related_name="+")
    evaluated_on = models.DateField("評価した日")
    achievement = models.CharField("目標", max_length=20, choices=Achievement.choices())
    changes = models.TextField("見られた変化", blank=True)
    result = models.CharField("結果", max_length=20, choices=PlanResult.choices())
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Handling:
        """What became of a person's plan."""

        sensitive = frozenset({"changes"})
        operational = frozenset({"id", "plan", "evaluated_on", "achievement", "result", "recorded_at", "recorded_by"})
