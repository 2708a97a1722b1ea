"""日程の候補と返事: days offered to those invited, what each says, and which one it became."""

import uuid

from django.db import models

from takigi.meetings.models.invitations import Invitation
from takigi.meetings.models.meetings import Meeting
from takigi.meetings.rules.date_offers import Possible


class DateOffer(models.Model):
    """日程の候補."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField("始まり")
    ends_at = models.DateTimeField("終わり")
    offered_at = models.DateTimeField("出した日時")
    offered_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    withdrawn_at = models.DateTimeField("取り下げた日時", null=True, blank=True)
    chosen_at = models.DateTimeField("決めた日時", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "starts_at"], name="date_offer_once"),
        ]

    class Handling:
        """Logistics (MTG)."""

        operational = frozenset(
            {"id", "meeting", "starts_at", "ends_at", "offered_at", "offered_by", "withdrawn_at", "chosen_at"}
        )


class DateAnswer(models.Model):
    """候補への返事: by signing in, or by the link and code of the invitation."""

    offer = models.ForeignKey(DateOffer, models.CASCADE, related_name="+")
    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="+", db_index=False)
    answer = models.CharField("返事", max_length=10, choices=Possible.choices())
    answered_at = models.DateTimeField("返事の日時")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "invitation"], name="date_answer_once")]

    class Handling:
        """Logistics (MTG)."""

        operational = frozenset({"id", "offer", "invitation", "answer", "answered_at"})
