"""短期集中の一回り: one person's course of treatment, its contracts, extensions, suspensions and its end report."""

import uuid

from django.db import models
from django.db.models import F, Q

from takigi.programmes.rules.words import EndReason, GoalResult, SuspensionReason


class Episode(models.Model):
    """短期集中の一回り: from the first day to the end assessment. Numbers are copied from the terms of its first day.

    What the provider reads of the person stands here and nowhere else: what the person agreed to pass on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="+")
    course = models.ForeignKey("programmes.Course", models.PROTECT, related_name="episodes", db_index=False)
    # 引き継ぎへの同意: without it no provider reads a word.
    consent_on = models.DateField("事業所に伝えることに同意した日")
    consent_withdrawn_on = models.DateField("同意を取り消した日", null=True, blank=True)
    goal_text = models.TextField("目標（本人のことば）", blank=True)
    graduation_point = models.TextField("卒業のめやす", blank=True)
    cautions = models.TextField("体について気をつけること", blank=True)
    planned_sessions = models.PositiveSmallIntegerField("予定の回数")
    extension_months = models.PositiveSmallIntegerField("延長（か月まで）")
    fee_yen = models.PositiveIntegerField("1回の利用料（円）", default=0)
    follow_up_weeks = models.PositiveSmallIntegerField("終わったあとの測定（週後）", null=True, blank=True)
    started_on = models.DateField("開始日")
    # The end without suspensions and extensions; the planned end is computed from it and both.
    base_end_on = models.DateField("はじめの終わりの予定")
    planned_end_on = models.DateField("終わりの予定")
    ended_on = models.DateField("終わった日", null=True, blank=True)
    end_reason = models.CharField("終わり方", max_length=30, choices=EndReason.choices(), blank=True)
    end_note = models.TextField("終わりのわけ", blank=True)
    no_final_test = models.CharField("終了時の測定がないわけ", max_length=200, blank=True)
    version = models.PositiveIntegerField("変更の回数", default=0)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_on__isnull=True), name="episode_one_running_a_case"
            ),
            models.CheckConstraint(
                name="episode_in_order",
                condition=Q(planned_end_on__gte=F("started_on"))
                & (Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on"))),
            ),
            models.CheckConstraint(
                name="episode_ended_with_reason",
                condition=(Q(ended_on__isnull=True) & Q(end_reason=""))
                | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
            ),
        ]
        indexes = [
            models.Index(fields=["course", "ended_on", "started_on"], name="episode_of_course"),
            models.Index(fields=["municipality", "started_on"], name="episode_begun"),
        ]

    class Handling:
        """Goal, cautions and the reasons of the end are the person's; dates and numbers are what the work runs on."""

        sensitive = frozenset({"goal_text", "graduation_point", "cautions", "end_note", "no_final_test"})
        operational = frozenset(
            {
                "id",
                "municipality",
                "case",
                "course",
                "consent_on",
                "consent_withdrawn_on",
                "planned_sessions",
                "extension_months",
                "fee_yen",
                "follow_up_weeks",
                "started_on",
                "base_end_on",
                "planned_end_on",
                "ended_on",
                "end_reason",
                "version",
                "recorded_at",
                "recorded_by",
            }
        )


class Segment(models.Model):
    """契約の区切り: the part of an episode in one course and one fiscal year (V28). Costs count these; indicators do not."""

    episode = models.ForeignKey("programmes.Episode", models.PROTECT, related_name="segments", db_index=False)
    course = models.ForeignKey("programmes.Course", models.PROTECT, related_name="+", db_index=False)
    contract_no = models.CharField("契約番号", max_length=40, blank=True)
    from_on = models.DateField("いつから")
    until_on = models.DateField("いつまで")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["episode", "from_on"], name="segment_one_a_day"),
            models.CheckConstraint(name="segment_in_order", condition=Q(until_on__gte=F("from_on"))),
        ]

    class Handling:
        """Nothing about the person's life."""

        operational = frozenset({"id", "episode", "course", "contract_no", "from_on", "until_on"})


class Extension(models.Model):
    """延長の願いと返事: asked for by the provider or the centre, decided by the centre."""

    episode = models.ForeignKey("programmes.Episode", models.PROTECT, related_name="extensions", db_index=False)
    asked_on = models.DateField("願い出た日")
    end_on = models.DateField("新しい終わりの予定")
    more_sessions = models.PositiveSmallIntegerField("増やす回数")
    reason = models.TextField("理由")
    expected = models.TextField("それまでに目指すこと", blank=True)
    fee_yen = models.PositiveIntegerField("延長の間の1回の利用料（円）", default=0)
    decided_on = models.DateField("決めた日", null=True, blank=True)
    is_granted = models.BooleanField("認めた", null=True, blank=True)
    # The granted end without the weeks suspended until then, so that later suspensions can be put behind it.
    base_end_on = models.DateField("中断を除いた終わり", null=True, blank=True)
    decision_note = models.TextField("決めたわけ", blank=True)
    decided_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["episode"], condition=Q(decided_on__isnull=True), name="extension_one_open"
            ),
            models.CheckConstraint(
                name="extension_decided_or_not",
                condition=Q(decided_on__isnull=True, is_granted__isnull=True)
                | Q(decided_on__isnull=False, is_granted__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["episode", "asked_on"], name="extension_of_episode")]

    class Handling:
        """The reasons tell about the person."""

        sensitive = frozenset({"reason", "expected", "decision_note"})
        operational = frozenset(
            {
                "id",
                "episode",
                "asked_on",
                "end_on",
                "more_sessions",
                "fee_yen",
                "decided_on",
                "is_granted",
                "base_end_on",
                "decided_by",
                "recorded_at",
                "recorded_by",
            }
        )


class Suspension(models.Model):
    """中断: weeks that do not count (V26). `back_on` is the first day that counts again."""

    episode = models.ForeignKey("programmes.Episode", models.PROTECT, related_name="suspensions", db_index=False)
    from_on = models.DateField("いつから")
    back_on = models.DateField("再開の日", null=True, blank=True)
    reason = models.CharField("理由", max_length=20, choices=SuspensionReason.choices())
    note = models.TextField("覚え書き", blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["episode"], condition=Q(back_on__isnull=True), name="suspension_one_open"),
            models.CheckConstraint(
                name="suspension_in_order", condition=Q(back_on__isnull=True) | Q(back_on__gte=F("from_on"))
            ),
        ]
        indexes = [models.Index(fields=["episode", "from_on"], name="suspension_of_episode")]

    class Handling:
        """Why somebody was away is the person's."""

        sensitive = frozenset({"reason", "note"})
        operational = frozenset({"id", "episode", "from_on", "back_on", "recorded_at", "recorded_by"})


class EndReport(models.Model):
    """終了時報告: the provider's word at the end. A correction is a further row; the older one stays."""

    episode = models.ForeignKey("programmes.Episode", models.PROTECT, related_name="reports", db_index=False)
    written_on = models.DateField("書いた日")
    goal_result = models.CharField("目標の結果", max_length=20, choices=GoalResult.choices())
    goal_note = models.TextField("目標についての覚え書き", blank=True)
    self_plan = models.TextField("自分で続けること（セルフプラン）", blank=True)
    recommended_place = models.TextField("すすめたい地域の場所", blank=True)
    risk_notes = models.TextField("気をつけること", blank=True)
    opinion = models.TextField("事業所の意見", blank=True)
    is_current = models.BooleanField("いまの版", default=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["episode"], condition=Q(is_current=True), name="end_report_one_current"),
        ]
        indexes = [models.Index(fields=["episode", "is_current"], name="end_report_of_episode")]

    class Handling:
        """All of it is about the person."""

        sensitive = frozenset({"goal_result", "goal_note", "self_plan", "recommended_place", "risk_notes", "opinion"})
        operational = frozenset({"id", "episode", "written_on", "is_current", "recorded_at", "recorded_by"})
