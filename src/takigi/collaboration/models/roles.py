"""役割・つなぎ・ステーションの関わり: who was asked for what by when, and what they answered."""

import uuid

from django.db import models
from django.db.models import F, Q

from takigi.collaboration.rules.words import Mode, ReferralStatus, RoleKind, RoleStatus, Warmth

_ANSWERED = [RoleStatus.ACCEPTED.value, RoleStatus.DECLINED.value, RoleStatus.DONE.value]


class CaseRole(models.Model):
    """役割分担: one agency's part beside the owner. Nothing here can change who the owner is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("collaboration.SharedCase", models.PROTECT, related_name="roles")
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+")
    staff = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField("役割", max_length=20, choices=RoleKind.choices())
    task = models.CharField("何を", max_length=200)
    status = models.CharField("状態", max_length=20, choices=RoleStatus.choices(), default=RoleStatus.REQUESTED)
    requested_at = models.DateTimeField("頼んだ日時")
    requested_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    responded_at = models.DateTimeField("返事の日時", null=True, blank=True)
    responded_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    decline_reason = models.CharField("断る理由", max_length=300, blank=True)
    suggestion = models.CharField("代わりの提案", max_length=300, blank=True)
    due_on = models.DateField("いつまでに", null=True, blank=True)
    next_check_on = models.DateField("次の確認", null=True, blank=True)
    ended_at = models.DateTimeField("済んだ・取り下げた日時", null=True, blank=True)
    ended_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    end_note = models.CharField("終わりの覚え書き", max_length=300, blank=True)
    # The agenda item of a meeting in which it was agreed; the meetings room is above, so only its number stands here.
    agenda_item_id = models.UUIDField("議題", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_role_answered_or_not",
                condition=Q(status__in=_ANSWERED, responded_at__isnull=False)
                | Q(status=RoleStatus.REQUESTED, responded_at__isnull=True)
                | Q(status=RoleStatus.WITHDRAWN),
            ),
            models.CheckConstraint(
                name="case_role_declined_with_reason",
                condition=~Q(status=RoleStatus.DECLINED) | ~Q(decline_reason=""),
            ),
            models.CheckConstraint(
                name="case_role_ended_or_not",
                condition=Q(status__in=[RoleStatus.DONE, RoleStatus.WITHDRAWN], ended_at__isnull=False)
                | (~Q(status__in=[RoleStatus.DONE, RoleStatus.WITHDRAWN]) & Q(ended_at__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "status", "due_on"], name="case_role_of_agency"),
            models.Index(fields=["staff", "status"], name="case_role_of_staff"),
        ]

    class Handling:
        """The words may tell about the household."""

        sensitive = frozenset({"task", "decline_reason", "suggestion", "end_note"})
        operational = frozenset(
            {
                "id",
                "case",
                "agency",
                "staff",
                "kind",
                "status",
                "requested_at",
                "requested_by",
                "responded_at",
                "responded_by",
                "due_on",
                "next_check_on",
                "ended_at",
                "ended_by",
                "agenda_item_id",
            }
        )


class Referral(models.Model):
    """つなぎ: passed on and followed until it has begun or come back. The owner stays (I4)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("collaboration.SharedCase", models.PROTECT, related_name="referrals")
    from_agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+", db_index=False)
    to_agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+")
    purpose = models.CharField("何のために", max_length=300)
    warmth = models.CharField("つなぎ方", max_length=20, choices=Warmth.choices())
    status = models.CharField("状態", max_length=20, choices=ReferralStatus.choices(), default=ReferralStatus.SENT)
    requested_at = models.DateTimeField("つないだ日時")
    requested_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    responded_at = models.DateTimeField("返事の日時", null=True, blank=True)
    responded_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    reason = models.CharField("受け入れられなかった・取り下げた理由", max_length=300, blank=True)
    started_on = models.DateField("始まった日", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="referral_to_another", condition=~Q(from_agency=F("to_agency"))),
            models.CheckConstraint(
                name="referral_came_back_with_reason",
                condition=~Q(status__in=[ReferralStatus.REJECTED, ReferralStatus.REVOKED]) | ~Q(reason=""),
            ),
        ]

    class Handling:
        """The words may tell about the household."""

        sensitive = frozenset({"purpose", "reason"})
        operational = frozenset(
            {
                "id",
                "case",
                "from_agency",
                "to_agency",
                "warmth",
                "status",
                "requested_at",
                "requested_by",
                "responded_at",
                "responded_by",
                "started_on",
            }
        )


class StationInvolvement(models.Model):
    """ステーションの関わり: in which way, from when, and until when at the latest."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("collaboration.SharedCase", models.PROTECT, related_name="involvements")
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+", db_index=False)
    mode = models.CharField("関わり方", max_length=20, choices=Mode.choices())
    from_on = models.DateField("いつから")
    planned_end_on = models.DateField("終わりの予定")
    ended_on = models.DateField("終わった日", null=True, blank=True)
    exit_note = models.CharField("どう離れたか", max_length=300, blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="involvement_planned_in_order", condition=Q(planned_end_on__gte=F("from_on"))),
            models.CheckConstraint(
                name="involvement_ended_in_order", condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("from_on"))
            ),
            models.UniqueConstraint(
                fields=["case", "mode"], condition=Q(ended_on__isnull=True), name="involvement_once_a_mode"
            ),
        ]
        indexes = [models.Index(fields=["agency", "ended_on", "planned_end_on"], name="involvement_open")]

    class Handling:
        """The note may tell about the household."""

        sensitive = frozenset({"exit_note"})
        operational = frozenset(
            {"id", "case", "agency", "mode", "from_on", "planned_end_on", "ended_on", "recorded_at", "recorded_by"}
        )
