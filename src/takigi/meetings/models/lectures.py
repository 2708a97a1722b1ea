"""出前講座・研修: who asked, what became of it, how many came from which fields, and what it left."""

import uuid

from django.db import models
from django.db.models import Q

from takigi.meetings.models.meetings import Meeting
from takigi.meetings.rules.lectures import Initiative, LectureKind, LectureState


class LectureRequest(models.Model):
    """出前講座の依頼: nobody in care is named in it; people are counted by field and by raised hands (R7)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+")
    kind = models.CharField("種類", max_length=20, choices=LectureKind.choices(), default=LectureKind.LECTURE)
    requester_agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    requester_words = models.CharField("依頼した団体（名簿にないとき）", max_length=80, blank=True)
    requester_fields = models.JSONField("依頼した機関の分野（依頼のとき）", default=list)
    block = models.PositiveSmallIntegerField("ブロック", null=True, blank=True)
    initiative = models.CharField("どちらから", max_length=20, choices=Initiative.choices())
    requested_on = models.DateField("依頼の日")
    preferred = models.CharField("希望する日時", max_length=120, blank=True)
    topic = models.CharField("話してほしいこと", max_length=200)
    plain_words = models.TextField("やさしい言葉での説明", blank=True)
    state = models.CharField("状態", max_length=20, choices=LectureState.choices(), default=LectureState.ASKED)
    state_reason = models.CharField("わけ", max_length=200, blank=True)
    speaker = models.CharField("話す人（職名）", max_length=80, blank=True)
    planned_on = models.DateField("開く予定の日", null=True, blank=True)
    # Where its attendance is taken by name, if it is.
    meeting = models.OneToOneField(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    held_on = models.DateField("開いた日", null=True, blank=True)
    people = models.PositiveSmallIntegerField("参加した人数", null=True, blank=True)
    fields = models.JSONField("参加した人の分野", default=list)
    grades_before = models.JSONField("分かり方・前（1〜5の人数）", default=list)
    grades_after = models.JSONField("分かり方・後（1〜5の人数）", default=list)
    noticed = models.TextField("気づいたこと", blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="lecture_of_somebody", condition=Q(requester_agency__isnull=False) | ~Q(requester_words="")
            ),
            models.CheckConstraint(
                name="lecture_held_with_numbers",
                condition=~Q(state=LectureState.HELD) | Q(held_on__isnull=False, people__isnull=False),
            ),
            models.CheckConstraint(
                name="lecture_not_held_says_why",
                condition=~Q(state__in=[LectureState.DECLINED, LectureState.CANCELLED]) | ~Q(state_reason=""),
            ),
        ]
        indexes = [models.Index(fields=["municipality", "-requested_on"], name="lectures_by_day")]

    class Handling:
        """Nothing about a person in care."""

        operational = frozenset(
            {
                "id",
                "municipality",
                "kind",
                "requester_agency",
                "requester_words",
                "requester_fields",
                "block",
                "initiative",
                "requested_on",
                "preferred",
                "topic",
                "plain_words",
                "state",
                "state_reason",
                "speaker",
                "planned_on",
                "meeting",
                "held_on",
                "people",
                "fields",
                "grades_before",
                "grades_after",
                "noticed",
                "recorded_at",
                "recorded_by",
            }
        )
