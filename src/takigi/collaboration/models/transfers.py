"""主担当の移管: proposed with a reason, accepted by the receiving supervisor, and to the station only until a day."""

import uuid

from django.db import models
from django.db.models import F, Q

from takigi.collaboration.rules.words import TransferReason, TransferStatus


class Transfer(models.Model):
    """移管: the only way in which a shared case comes to another agency (I2). Never deleted, never rewritten."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("collaboration.SharedCase", models.PROTECT, related_name="transfers")
    # Nobody, where the station itself opened the case: an exception with an end like any other.
    from_agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    to_agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+")
    is_to_station = models.BooleanField("ステーションへの例外")
    status = models.CharField("状態", max_length=20, choices=TransferStatus.choices(), default=TransferStatus.PROPOSED)
    reason_code = models.CharField("理由", max_length=20, choices=TransferReason.choices())
    reason = models.CharField("理由のことば", max_length=400)
    subject_informed_on = models.DateField("本人に説明した日", null=True, blank=True)
    not_informed_reason = models.CharField("まだ説明していないわけ", max_length=300, blank=True)
    proposed_at = models.DateTimeField("提案した日時")
    proposed_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    answered_at = models.DateTimeField("返事の日時", null=True, blank=True)
    answered_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    answer_note = models.CharField("返事のことば", max_length=400, blank=True)
    accepted_on = models.DateField("主担当が替わった日", null=True, blank=True)
    exception_until = models.DateField("例外の期限", null=True, blank=True)
    exit_plan = models.CharField("どう終えるか", max_length=400, blank=True)
    approved_at = models.DateTimeField("事務局が承認した日時", null=True, blank=True)
    approved_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="transfer_to_another", condition=~Q(from_agency=F("to_agency"))),
            models.CheckConstraint(
                name="transfer_accepted_on_a_day",
                condition=Q(status=TransferStatus.ACCEPTED, accepted_on__isnull=False, answered_at__isnull=False)
                | (~Q(status=TransferStatus.ACCEPTED) & Q(accepted_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="transfer_person_told_or_why_not",
                condition=Q(subject_informed_on__isnull=False) | ~Q(not_informed_reason=""),
            ),
            # I3: to the station only approved, until a day, with a way out.
            models.CheckConstraint(
                name="transfer_to_station_is_an_exception",
                condition=Q(is_to_station=False)
                | ~Q(status=TransferStatus.ACCEPTED)
                | (Q(exception_until__isnull=False, approved_at__isnull=False) & ~Q(exit_plan="")),
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(status=TransferStatus.PROPOSED), name="transfer_one_at_a_time"
            ),
        ]

    class Handling:
        """The words may tell about the person."""

        sensitive = frozenset({"reason", "not_informed_reason", "answer_note", "exit_plan"})
        operational = frozenset(
            {
                "id",
                "case",
                "from_agency",
                "to_agency",
                "is_to_station",
                "status",
                "reason_code",
                "subject_informed_on",
                "proposed_at",
                "proposed_by",
                "answered_at",
                "answered_by",
                "accepted_on",
                "exception_until",
                "approved_at",
                "approved_by",
            }
        )
