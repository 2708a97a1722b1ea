"""経過の記録: what happened from day to day, interviews that count as monitoring, and the follow-up after the end."""

from django.db import models
from django.db.models import Q

from takigi.casework.rules.words import FollowUpFinding, NoteKind


class Note(models.Model):
    """経過記録 (様式6). Corrected by a further note that names the one it replaces; nothing is rewritten."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="notes", db_index=False)
    happened_on = models.DateField("年月日")
    kind = models.CharField("種別", max_length=20, choices=NoteKind.choices())
    text = models.TextField("内容")
    minutes = models.PositiveSmallIntegerField("かかった時間（分）", null=True, blank=True)
    # A face-to-face meeting that counts for the monitoring periods (V32), and where it was held.
    is_interview = models.BooleanField("面接した", default=False)
    is_home_visit = models.BooleanField("自宅を訪ねた", default=False)
    is_marked_change = models.BooleanField("状態が大きく変わった", default=False)
    # 間隔をのばす: the ticked conditions, and until when; valid only with all four.
    extension_conditions = models.JSONField("間隔をのばす条件", default=list, blank=True)
    extended_until_on = models.DateField("間隔をのばす期限", null=True, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="note_home_visit_is_interview", condition=Q(is_home_visit=False) | Q(is_interview=True)
            ),
        ]
        indexes = [models.Index(fields=["case", "-happened_on"], name="note_of_case")]

    class Handling:
        """The text is the case."""

        sensitive = frozenset({"text", "extension_conditions"})
        operational = frozenset(
            {
                "id",
                "case",
                "happened_on",
                "kind",
                "minutes",
                "is_interview",
                "is_home_visit",
                "is_marked_change",
                "extended_until_on",
                "replaces",
                "recorded_at",
                "recorded_by",
            }
        )


class FollowUp(models.Model):
    """卒業後の確かめ at 1, 3, 6 and 12 months: laid down when the course ends, filled in when somebody has asked."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="follow_ups", db_index=False)
    month = models.PositiveSmallIntegerField("何か月後")
    due_on = models.DateField("予定の日")
    done_on = models.DateField("確かめた日", null=True, blank=True)
    finding = models.CharField("確かめた結果", max_length=20, choices=FollowUpFinding.choices(), blank=True)
    # None: not asked. Attendance of at least once in the month that ends on the day (decisions.md, KPI 19).
    has_place = models.BooleanField("地域の場に月1回以上行っている", null=True, blank=True)
    place_text = models.CharField("どこに", max_length=200, blank=True)
    has_paid_service = models.BooleanField("介護のサービスを使っている", null=True, blank=True)
    note = models.TextField("覚え書き", blank=True)
    recorded_at = models.DateTimeField("記録した日時", null=True, blank=True)
    recorded_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "month"], name="follow_up_once_a_month"),
            models.CheckConstraint(
                name="follow_up_done_with_finding",
                condition=(Q(done_on__isnull=True) & Q(finding="")) | (Q(done_on__isnull=False) & ~Q(finding="")),
            ),
        ]

    class Handling:
        """What was found out is sensitive."""

        sensitive = frozenset({"finding", "has_place", "place_text", "has_paid_service", "note"})
        operational = frozenset({"id", "case", "month", "due_on", "done_on", "recorded_at", "recorded_by"})
