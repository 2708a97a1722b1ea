"""基本チェックリストと事業対象者: answers as they were given, and the judgement that somebody may use the town's services."""

import uuid

from django.db import models
from django.db.models import F, Q

from takigi.casework.rules.checklist_words import AnsweredBy, AnswerWay
from takigi.instruments.scores import Verdict


class Checklist(models.Model):
    """基本チェックリスト. Never changed: a mistake is answered by another that replaces it. A sheet may come before a case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, null=True, blank=True, related_name="checklists")
    answered_on = models.DateField("答えた日")
    way = models.CharField("答え方", max_length=10, choices=AnswerWay.choices())
    answered_by = models.CharField("答えた人", max_length=20, choices=AnsweredBy.choices())
    # The member of staff who answered in the person's place. Somebody else judges (V15).
    filled_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    judged_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    judged_on = models.DateField("判定した日", null=True, blank=True)
    # What stands on paper, by meaning; for the twelfth question the paper's own mark. Height and weight overrule it.
    points = models.JSONField("答え", default=dict)
    height_cm = models.DecimalField("身長", max_digits=4, decimal_places=1, null=True, blank=True)
    weight_kg = models.DecimalField("体重", max_digits=4, decimal_places=1, null=True, blank=True)
    form_version = models.CharField("様式", max_length=40)
    # Copies of what the answers say, for lists and numbers.
    verdict = models.CharField("結果", max_length=20, choices=Verdict.choices())
    total_low = models.PositiveSmallIntegerField("合計（少なくて）")
    total_high = models.PositiveSmallIntegerField("合計（多くて）")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    correction = models.CharField("直したわけ", max_length=200, blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="checklist_total_in_order",
                condition=Q(total_low__lte=F("total_high"), total_high__lte=25),
            ),
            models.CheckConstraint(
                name="checklist_judged_on_a_day",
                condition=Q(judged_by__isnull=True, judged_on__isnull=True)
                | Q(judged_by__isnull=False, judged_on__isnull=False),
            ),
            models.CheckConstraint(
                name="checklist_judged_by_another",
                condition=Q(filled_by__isnull=True) | Q(judged_by__isnull=True) | ~Q(judged_by=F("filled_by")),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "answered_on"], name="checklist_of_person"),
            models.Index(fields=["municipality", "answered_on"], name="checklist_of_town"),
        ]

    class Handling:
        """The answers are about body and mind."""

        sensitive = frozenset(
            {"points", "height_cm", "weight_kg", "verdict", "total_low", "total_high", "correction", "answered_by"}
        )
        operational = frozenset(
            {
                "id",
                "municipality",
                "person",
                "case",
                "answered_on",
                "way",
                "filled_by",
                "judged_by",
                "judged_on",
                "form_version",
                "replaces",
                "recorded_at",
                "recorded_by",
            }
        )


class Eligibility(models.Model):
    """事業対象者: from when to when, by which checklist. A renewal is a new row from a new checklist."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    # One checklist makes one judgement: whoever renews asks again (V15).
    checklist = models.OneToOneField("casework.Checklist", models.PROTECT, related_name="eligibility")
    judged_on = models.DateField("判定した日")
    judged_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    # Why, where no criterion is reached.
    reason = models.TextField("基準に届かなくても必要なわけ", blank=True)
    # None: the town sets no end.
    valid_until = models.DateField("いつまで", null=True, blank=True)
    # From the first day of a service under a certification of 要介護, until that certification ends (V14).
    suspended_from = models.DateField("止まった日", null=True, blank=True)
    suspended_until = models.DateField("いつまで止まるか", null=True, blank=True)
    suspension_reason = models.CharField("止まったわけ", max_length=200, blank=True)
    ended_on = models.DateField("終わった日", null=True, blank=True)
    end_reason = models.CharField("終わったわけ", max_length=200, blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_on__isnull=True), name="eligibility_one_at_a_time"
            ),
            models.CheckConstraint(
                name="eligibility_in_order",
                condition=(Q(valid_until__isnull=True) | Q(valid_until__gte=F("judged_on")))
                & (Q(ended_on__isnull=True) | Q(ended_on__gte=F("judged_on")))
                & (
                    Q(suspended_until__isnull=True)
                    | Q(suspended_from__isnull=False, suspended_until__gte=F("suspended_from"))
                ),
            ),
            models.CheckConstraint(
                name="eligibility_told_why",
                condition=(Q(suspended_from__isnull=True) | ~Q(suspension_reason=""))
                & (Q(ended_on__isnull=True) | ~Q(end_reason="")),
            ),
        ]
        indexes = [models.Index(fields=["municipality", "valid_until"], name="eligibility_of_town")]

    class Handling:
        """The reasons may tell about the person."""

        sensitive = frozenset({"reason", "suspension_reason", "end_reason"})
        operational = frozenset(
            {
                "id",
                "municipality",
                "person",
                "checklist",
                "judged_on",
                "judged_by",
                "valid_until",
                "suspended_from",
                "suspended_until",
                "ended_on",
                "recorded_at",
                "recorded_by",
            }
        )
