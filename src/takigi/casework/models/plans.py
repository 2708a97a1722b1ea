"""計画: the plan as it was signed, its evaluation, and the basic sheet; every version stays."""

import uuid

from django.db import models
from django.db.models import Q


class CarePlan(models.Model):
    """介護予防サービス・支援計画書. A draft may be rewritten; once agreed it is replaced by the next version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField("版")
    drawn_up_on = models.DateField("計画作成（変更）日")
    # The sheet in the shape of casework.sheets.PlanSheet: the form is a document, and is signed as one.
    sheet = models.JSONField("計画書の中身", default=dict)
    version = models.PositiveIntegerField("書きかえの回数", default=0)
    consented_on = models.DateField("同意日", null=True, blank=True)
    consented_by = models.CharField("同意した人", max_length=100, blank=True)
    service_start_on = models.DateField("サービスの始まり", null=True, blank=True)
    evaluation_ends_on = models.DateField("評価期間の終わり", null=True, blank=True)
    # Only for a plan that runs longer than the certification (V31).
    beyond_certification = models.CharField("認定の終わりをこえる理由", max_length=200, blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="plan_version_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(consented_on__isnull=True), name="plan_one_draft_a_case"
            ),
            models.CheckConstraint(
                name="plan_consented_by_somebody", condition=Q(consented_on__isnull=True) | ~Q(consented_by="")
            ),
        ]

    class Handling:
        """The sheet is the person's plan; whoever consented is named in it."""

        identifies = frozenset({"consented_by"})
        sensitive = frozenset({"sheet", "beyond_certification"})
        operational = frozenset(
            {
                "id",
                "case",
                "number",
                "drawn_up_on",
                "version",
                "consented_on",
                "service_start_on",
                "evaluation_ends_on",
                "recorded_at",
                "recorded_by",
            }
        )


class Evaluation(models.Model):
    """評価表: what became of the goals of one plan, and what follows."""

    plan = models.ForeignKey("casework.CarePlan", models.PROTECT, related_name="evaluations")
    evaluated_on = models.DateField("評価した日")
    decision = models.CharField("これから", max_length=20)
    sheet = models.JSONField("評価表の中身", default=dict)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Handling:
        """The sheet tells how it went."""

        sensitive = frozenset({"sheet", "decision"})
        operational = frozenset({"id", "plan", "evaluated_on", "recorded_at", "recorded_by"})


class BasicRecord(models.Model):
    """利用者基本情報: the latest is shown; earlier ones stay."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="+")
    drawn_up_on = models.DateField("作成日")
    sheet = models.JSONField("基本情報の中身", default=dict)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Handling:
        """The whole life on one sheet."""

        identifies = frozenset({"sheet"})
        operational = frozenset({"id", "case", "drawn_up_on", "recorded_at", "recorded_by"})
