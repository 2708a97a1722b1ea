"""事業と教室: what the town offers, on which terms since when, and where and with whom it is held."""

import uuid

from django.db import models
from django.db.models import F, Q

from takigi.programmes.rules.words import ProgrammeKind, Weekday


class Programme(models.Model):
    """事業: a template that the town has made its own. What it gives stands in its terms."""

    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+")
    kind = models.CharField("種類", max_length=20, choices=ProgrammeKind.choices())
    name = models.CharField("名前", max_length=60)
    template = models.CharField("もとのひな形", max_length=30, blank=True)
    note = models.CharField("覚え書き", max_length=300, blank=True)
    ended_on = models.DateField("終えた日", null=True, blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="programme_one_name")]

    class Handling:
        """Nothing about anybody."""

        operational = frozenset(
            {"id", "municipality", "kind", "name", "template", "note", "ended_on", "recorded_at", "recorded_by"}
        )


class ProgrammeTerms(models.Model):
    """事業の決めごと: dated; the newest by the day is in force, the older ones stay readable."""

    programme = models.ForeignKey("programmes.Programme", models.PROTECT, related_name="terms", db_index=False)
    from_on = models.DateField("いつから")
    weeks = models.PositiveSmallIntegerField("期間（週）")
    sessions = models.PositiveSmallIntegerField("回数")
    minutes = models.PositiveSmallIntegerField("1回の時間（分）")
    extension_months = models.PositiveSmallIntegerField("延長（か月まで）")
    fee_yen = models.PositiveIntegerField("1回の利用料（円）", default=0)
    extension_fee_yen = models.PositiveIntegerField("延長したときの1回の利用料（円）", default=0)
    follow_up_weeks = models.PositiveSmallIntegerField("終わったあとの測定（週後）", null=True, blank=True)
    has_transport = models.BooleanField("送迎がある", default=False)
    steps = models.JSONField("進め方", default=list, blank=True)
    source = models.CharField("出典", max_length=200, blank=True)
    is_verified = models.BooleanField("要綱と照らして確かめた", default=False)
    reason = models.CharField("変えた理由", max_length=200, blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [models.CheckConstraint(name="terms_have_sessions", condition=Q(sessions__gte=1, weeks__gte=1))]
        indexes = [models.Index(fields=["programme", "-from_on", "-recorded_at"], name="terms_of_programme")]

    class Handling:
        """Nothing about anybody."""

        operational = frozenset(
            {
                "id",
                "programme",
                "from_on",
                "weeks",
                "sessions",
                "minutes",
                "extension_months",
                "fee_yen",
                "extension_fee_yen",
                "follow_up_weeks",
                "has_transport",
                "steps",
                "source",
                "is_verified",
                "reason",
                "recorded_at",
                "recorded_by",
            }
        )


class Course(models.Model):
    """教室: a programme held by one provider in one place. `weekday` empty: days are agreed one by one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+")
    programme = models.ForeignKey("programmes.Programme", models.PROTECT, related_name="courses")
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+")
    name = models.CharField("名前", max_length=60)
    place = models.CharField("場所", max_length=100, blank=True)
    weekday = models.CharField("曜日", max_length=1, choices=Weekday.choices(), blank=True)
    starts_at = models.CharField("始まりの時刻", max_length=5, blank=True)
    capacity = models.PositiveSmallIntegerField("定員", null=True, blank=True)
    contract_no = models.CharField("契約番号", max_length=40, blank=True)
    from_on = models.DateField("いつから")
    ended_on = models.DateField("いつまで", null=True, blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="course_in_order", condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("from_on"))
            ),
            models.UniqueConstraint(fields=["municipality", "agency", "name"], name="course_one_name"),
        ]

    class Handling:
        """Nothing about anybody."""

        operational = frozenset(
            {
                "id",
                "municipality",
                "programme",
                "agency",
                "name",
                "place",
                "weekday",
                "starts_at",
                "capacity",
                "contract_no",
                "from_on",
                "ended_on",
                "recorded_at",
                "recorded_by",
            }
        )


class Waiting(models.Model):
    """空きを待つ: somebody who would begin, if there were a place."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="+")
    course = models.ForeignKey("programmes.Course", models.PROTECT, related_name="waiting", db_index=False)
    asked_on = models.DateField("いつから待っているか")
    left_on = models.DateField("待つのを終えた日", null=True, blank=True)
    note = models.CharField("覚え書き", max_length=200, blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "course"], condition=Q(left_on__isnull=True), name="waiting_once_a_course"
            ),
        ]
        indexes = [models.Index(fields=["course", "asked_on"], condition=Q(left_on__isnull=True), name="waiting_now")]

    class Handling:
        """The note may tell about the person."""

        sensitive = frozenset({"note"})
        operational = frozenset({"id", "case", "course", "asked_on", "left_on", "recorded_at", "recorded_by"})
