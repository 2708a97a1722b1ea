"""閲覧の表: oaths, dated town settings, emergency readings and their review."""

from django.db import models
from django.db.models import F, Q


class Oath(models.Model):
    """守秘の確認: who confirmed which wording when; the duty survives leaving."""

    staff = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+")
    body = models.CharField("会議体など", max_length=40, default="register")
    wording_version = models.CharField("文の版", max_length=20)
    confirmed_at = models.DateTimeField("確認した日時")
    method = models.CharField("方法", max_length=20, default="screen")
    duty_basis = models.CharField("義務の根拠", max_length=60)
    ended_on = models.DateField("効力が終わった日", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "body", "wording_version"], name="oath_confirmed_once"),
        ]

    class Handling:
        """A register of staff."""

        operational = frozenset(
            {"id", "staff", "body", "wording_version", "confirmed_at", "method", "duty_basis", "ended_on"}
        )


class TownSettingValue(models.Model):
    """町の決めごとの値: from which day, why, and by whom; older values stay."""

    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+")
    key = models.CharField("決めごと", max_length=60)
    value = models.CharField("値", max_length=60)
    from_on = models.DateField("いつから")
    reason = models.CharField("理由", max_length=300)
    decided_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField("決めた日時")

    class Meta:
        indexes = [models.Index(fields=["municipality", "key", "-from_on", "-decided_at"], name="town_setting_on")]

    class Handling:
        """Nothing about a person in care."""

        operational = frozenset({"id", "municipality", "key", "value", "from_on", "decided_by", "decided_at", "reason"})


class EmergencyReading(models.Model):
    """緊急の閲覧: a reason, 24 hours, a notice to the owner and a review."""

    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+")
    staff = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+")
    target = models.CharField("対象", max_length=80)
    reason = models.CharField("理由", max_length=400)
    opened_at = models.DateTimeField("始まり")
    until_at = models.DateTimeField("終わり")
    review_due_on = models.DateField("ふりかえりの期限")
    reviewed_at = models.DateTimeField("ふりかえった日時", null=True, blank=True)
    reviewed_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    verdict = models.CharField("ふりかえりの結果", max_length=20, blank=True)
    review_note = models.CharField("ふりかえりの記録", max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="emergency_ends", condition=Q(until_at__gt=F("opened_at"))),
            models.CheckConstraint(
                name="emergency_reviewed_at_and_by",
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True, verdict="")
                | (Q(reviewed_at__isnull=False, reviewed_by__isnull=False) & ~Q(verdict="")),
            ),
        ]
        indexes = [models.Index(fields=["staff", "target", "until_at"], name="emergency_active")]

    class Handling:
        """The reason may tell about a person."""

        sensitive = frozenset({"reason", "review_note"})
        operational = frozenset(
            {
                "id",
                "municipality",
                "staff",
                "target",
                "opened_at",
                "until_at",
                "review_due_on",
                "reviewed_at",
                "reviewed_by",
                "verdict",
            }
        )
