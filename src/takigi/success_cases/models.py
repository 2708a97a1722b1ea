"""成功事例の表: the story apart from the case, and who has read it."""

import uuid

from django.db import models
from django.db.models import F, Q

from takigi.casework.rules.goals import GoalField
from takigi.success_cases.rules import Audience, SuccessState

_WORDS = frozenset({"title", "before", "trigger", "agreed", "done", "helped", "after", "places"})


class SuccessCase(models.Model):
    """成功事例: one way back in words that lead to nobody. The case stays behind it only for consent and for its own team."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="+")
    title = models.CharField("ひとことで言うと", max_length=100)
    before = models.TextField("元の生活", blank=True)
    trigger = models.TextField("きっかけと、できなくなったこと", blank=True)
    agreed = models.TextField("はじめに合意したゴール", blank=True)
    done = models.TextField("したこと", blank=True)
    helped = models.TextField("何がよかったか", blank=True)
    after = models.TextField("いまの生活", blank=True)
    places = models.TextField("通っている場所", blank=True)
    goal_field = models.CharField("目標の分野", max_length=20, choices=GoalField.choices())
    cause_code = models.CharField("きっかけ", max_length=20, blank=True)
    # Five years, and empty where fewer than ten people share it (V35).
    age_band = models.CharField("年代", max_length=20, blank=True)
    audience = models.CharField("どこまで見せるか", max_length=10, choices=Audience.choices())
    state = models.CharField("段階", max_length=20, choices=SuccessState.choices(), default=SuccessState.DRAFT)
    version = models.PositiveIntegerField("書きかえの回数", default=1)
    written_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField("書いた日時")
    checked_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    checked_at = models.DateTimeField("確かめた日時", null=True, blank=True)
    published_on = models.DateField("共有した日", null=True, blank=True)
    ended_reason = models.CharField("戻した・取り下げた理由", max_length=300, blank=True)

    class Meta:
        constraints = [
            # 二人で確かめる: nobody lets their own words out.
            models.CheckConstraint(
                name="success_checked_by_another",
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("written_by")),
            ),
            models.CheckConstraint(
                name="success_published_is_checked",
                condition=~Q(state=SuccessState.PUBLISHED)
                | Q(checked_by__isnull=False, checked_at__isnull=False, published_on__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["municipality", "state", "-published_on"], name="success_shared")]

    class Handling:
        """The words lead to nobody; they are about somebody's life all the same."""

        sensitive = _WORDS | {"cause_code", "age_band", "ended_reason"}
        operational = frozenset(
            {
                "id",
                "municipality",
                "case",
                "goal_field",
                "audience",
                "state",
                "version",
                "written_by",
                "written_at",
                "checked_by",
                "checked_at",
                "published_on",
            }
        )


class SuccessReading(models.Model):
    """読んだ人: once a story and member of staff, for KPI 28. Not a log: whom a story has reached."""

    success = models.ForeignKey("success_cases.SuccessCase", models.CASCADE, related_name="readings", db_index=False)
    staff = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    first_on = models.DateField("はじめて読んだ日")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["success", "staff"], name="success_read_once_a_reader")]

    class Handling:
        """Who has read what; nothing about anybody in care."""

        operational = frozenset({"id", "success", "staff", "first_on"})
