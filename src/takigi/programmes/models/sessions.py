"""実施と測定: what happened on each day and what was measured. A correction is a further row; nothing is rewritten."""

from django.db import models
from django.db.models import Q

from takigi.instruments.physical_tests import Aid, MeasurementStatus, Pace, PhysicalTest, Side
from takigi.instruments.safety import Advice
from takigi.instruments.timepoints import Timepoint
from takigi.programmes.rules.words import AbsenceReason, ActionDone, Attendance


class Session(models.Model):
    """実施の一回: who came, the safety check, what was agreed last week, whether it was done, what comes next."""

    episode = models.ForeignKey("programmes.Episode", models.PROTECT, related_name="sessions", db_index=False)
    held_on = models.DateField("実施した日")
    # A second session of the same day, said to be one (V29).
    is_extra = models.BooleanField("同じ日の2回目", default=False)
    attendance = models.CharField("出欠", max_length=20, choices=Attendance.choices())
    absence_reason = models.CharField("休みの理由", max_length=20, choices=AbsenceReason.choices(), blank=True)
    absence_note = models.CharField("休みの理由の覚え書き", max_length=200, blank=True)
    safety = models.JSONField("始める前のようす", default=dict, blank=True)
    safety_advice = models.CharField("進めてよいか", max_length=20, choices=Advice.choices(), blank=True)
    safety_note = models.CharField("始める前の覚え書き", max_length=200, blank=True)
    interview_minutes = models.PositiveSmallIntegerField("面談（分）", null=True, blank=True)
    exercise_minutes = models.PositiveSmallIntegerField("運動（分）", null=True, blank=True)
    last_action = models.TextField("先週の行動", blank=True)
    last_action_done = models.CharField("できたか", max_length=20, choices=ActionDone.choices(), blank=True)
    next_action = models.TextField("今週の行動", blank=True)
    note = models.TextField("覚え書き", blank=True)
    # False: corrected by a later row, or taken back.
    is_current = models.BooleanField("いまの記録", default=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    withdrawn_at = models.DateTimeField("取り消した日時", null=True, blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "held_on"],
                condition=Q(is_current=True, is_extra=False),
                name="session_once_a_day",
            ),
            models.CheckConstraint(
                name="session_absence_has_reason",
                condition=Q(attendance=Attendance.ATTENDED.value, absence_reason="")
                | (~Q(attendance=Attendance.ATTENDED.value) & ~Q(absence_reason="")),
            ),
        ]
        indexes = [
            models.Index(fields=["episode", "held_on"], condition=Q(is_current=True), name="session_of_episode"),
        ]

    class Handling:
        """Words, health and the reasons for staying away are the person's."""

        sensitive = frozenset(
            {
                "absence_reason",
                "absence_note",
                "safety",
                "safety_advice",
                "safety_note",
                "last_action",
                "last_action_done",
                "next_action",
                "note",
            }
        )
        operational = frozenset(
            {
                "id",
                "episode",
                "held_on",
                "is_extra",
                "attendance",
                "interview_minutes",
                "exercise_minutes",
                "is_current",
                "replaces",
                "withdrawn_at",
                "recorded_at",
                "recorded_by",
            }
        )


class Measurement(models.Model):
    """測定: one test with how it was made. Not measured is one of four words, never 0 and never blank."""

    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="+")
    # Empty: measured at a visit, outside any course.
    episode = models.ForeignKey(
        "programmes.Episode", models.PROTECT, null=True, blank=True, related_name="measurements", db_index=False
    )
    timepoint = models.CharField("時期", max_length=10, choices=Timepoint.choices())
    measured_on = models.DateField("測定した日")
    test = models.CharField("種目", max_length=20, choices=PhysicalTest.choices())
    status = models.CharField("測定のようす", max_length=20, choices=MeasurementStatus.choices())
    value = models.DecimalField("測定値", max_digits=8, decimal_places=3, null=True, blank=True)
    pace = models.CharField("歩く速さ", max_length=10, choices=Pace.choices(), blank=True)
    side = models.CharField("左右", max_length=10, choices=Side.choices(), blank=True)
    aid = models.CharField("補助", max_length=10, choices=Aid.choices(), blank=True)
    distance_m = models.DecimalField("歩く距離（m）", max_digits=5, decimal_places=2, null=True, blank=True)
    has_run_up = models.BooleanField("助走路", null=True, blank=True)
    trial = models.PositiveSmallIntegerField("何回目", null=True, blank=True)
    cap_s = models.DecimalField("打ち切り（秒）", max_digits=5, decimal_places=1, null=True, blank=True)
    chair_cm = models.DecimalField("椅子の高さ（cm）", max_digits=4, decimal_places=1, null=True, blank=True)
    # An unlikely value that somebody has looked at again (V33).
    is_confirmed = models.BooleanField("ふつうでない値を確かめた", default=False)
    note = models.CharField("覚え書き", max_length=200, blank=True)
    assessor = models.CharField("測った人の職種", max_length=40, blank=True)
    is_current = models.BooleanField("いまの記録", default=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="measurement_value_iff_measured",
                condition=Q(status=MeasurementStatus.MEASURED.value, value__isnull=False)
                | (~Q(status=MeasurementStatus.MEASURED.value) & Q(value__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["episode", "timepoint"], condition=Q(is_current=True), name="measurement_of_episode"),
        ]

    class Handling:
        """What a body can do is health."""

        sensitive = frozenset({"status", "value", "note"})
        operational = frozenset(
            {
                "id",
                "municipality",
                "case",
                "episode",
                "timepoint",
                "measured_on",
                "test",
                "pace",
                "side",
                "aid",
                "distance_m",
                "has_run_up",
                "trial",
                "cap_s",
                "chair_cm",
                "is_confirmed",
                "assessor",
                "is_current",
                "recorded_at",
                "recorded_by",
            }
        )


class TestDay(models.Model):
    """測定の日: how the person was before the tests, and why they were stopped, if they were."""

    __test__ = False  # pytest collects classes by their name

    episode = models.ForeignKey("programmes.Episode", models.PROTECT, related_name="test_days", db_index=False)
    timepoint = models.CharField("時期", max_length=10, choices=Timepoint.choices())
    measured_on = models.DateField("測定した日")
    safety = models.JSONField("始める前のようす", default=dict, blank=True)
    safety_advice = models.CharField("進めてよいか", max_length=20, choices=Advice.choices(), blank=True)
    stopped_because = models.CharField("中止のわけ", max_length=300, blank=True)
    is_current = models.BooleanField("いまの記録", default=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "timepoint", "measured_on"], condition=Q(is_current=True), name="test_day_once"
            ),
        ]

    class Handling:
        """Blood pressure and pain are health."""

        sensitive = frozenset({"safety", "safety_advice", "stopped_because"})
        operational = frozenset(
            {"id", "episode", "timepoint", "measured_on", "is_current", "recorded_at", "recorded_by"}
        )
