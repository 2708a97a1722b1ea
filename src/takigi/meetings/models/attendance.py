"""出席: who was in the room, from which agency and field as they were on that day, and as what."""

import uuid

from django.db import models
from django.db.models import Q

from takigi.meetings.models.invitations import Invitation
from takigi.meetings.models.meetings import Meeting
from takigi.meetings.rules.words import Capacity, Reply


class Attendance(models.Model):
    """出席: agency, fields and block are snapshots, so that last year's numbers survive a change of post (K3).

    Whether it was the first time at any meeting of the town is derived (`queries.attendance`), never typed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    # None: came without having been invited.
    invitation = models.OneToOneField(Invitation, models.PROTECT, null=True, blank=True, related_name="+")
    staff = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    person_name = models.CharField("氏名（サインインしない方）", max_length=60, blank=True)
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, null=True, blank=True, related_name="+")
    fields = models.JSONField("分野（出たとき）", default=list)
    block = models.PositiveSmallIntegerField("ブロック（出たとき）", null=True, blank=True)
    capacity = models.CharField("立場", max_length=20, choices=Capacity.choices())
    is_member = models.BooleanField("構成員の名簿にある", default=False)
    # As the law of the body was on the day: there a non-member needs the chair's reason (R5).
    is_statutory = models.BooleanField("根拠法のある会議", default=False)
    admit_reason = models.CharField("構成員でない方の出席を認めた理由", max_length=300, blank=True)
    invited_at = models.DateTimeField("招いた日時", null=True, blank=True)
    reply = models.CharField("返事（出席を取ったとき）", max_length=20, choices=Reply.choices(), blank=True)
    is_present = models.BooleanField("出席した")
    observer_note = models.CharField("場での様子（観察）", max_length=300, blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attendance_of_somebody", condition=Q(staff__isnull=False) | ~Q(person_name="")
            ),
            models.CheckConstraint(
                name="attendance_of_member_or_admitted",
                condition=Q(is_present=False)
                | Q(is_member=True)
                | Q(is_statutory=False)
                | Q(capacity__in=[Capacity.SECRETARIAT, Capacity.OBSERVER])
                | ~Q(admit_reason=""),
            ),
            models.UniqueConstraint(
                fields=["meeting", "staff"], condition=Q(staff__isnull=False), name="attendance_once"
            ),
            models.UniqueConstraint(
                fields=["meeting", "person_name"], condition=Q(staff__isnull=True), name="attendance_by_name_once"
            ),
        ]

    class Handling:
        """Who came; the note is about how it was, not about a household."""

        identifies = frozenset({"person_name"})
        sensitive = frozenset({"observer_note"})
        operational = frozenset(
            {
                "id",
                "meeting",
                "invitation",
                "staff",
                "agency",
                "fields",
                "block",
                "capacity",
                "is_member",
                "is_statutory",
                "admit_reason",
                "invited_at",
                "reply",
                "is_present",
                "recorded_at",
                "recorded_by",
            }
        )
