"""招集: who is asked to come, for which items, as what, and what they answered, with or without signing in."""

import uuid

from django.db import models
from django.db.models import Q

from takigi.meetings.models.bodies import BodyMember
from takigi.meetings.models.meetings import AgendaItem, Meeting
from takigi.meetings.rules.words import Capacity, Reply


class Invitation(models.Model):
    """招集: of a member of the body, or of somebody whom the chair admits for a reason (R5)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    staff = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    person_name = models.CharField("氏名（サインインしない方）", max_length=60, blank=True)
    capacity = models.CharField("立場", max_length=20, choices=Capacity.choices(), default=Capacity.MEMBER)
    member = models.ForeignKey(BodyMember, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    admit_reason = models.CharField("構成員でない方を認めた理由", max_length=300, blank=True)
    invited_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    invited_at = models.DateTimeField("招いた日時")
    reply = models.CharField("返事", max_length=20, choices=Reply.choices(), default=Reply.WAITING)
    reply_note = models.CharField("ひとこと", max_length=200, blank=True)
    replied_at = models.DateTimeField("返事の日時", null=True, blank=True)
    withdrawn_at = models.DateTimeField("取り消した日時", null=True, blank=True)
    withdraw_reason = models.CharField("取り消しの理由", max_length=300, blank=True)
    # Only digests are kept: whoever reads the database can answer for nobody.
    link_digest = models.CharField("返事のリンクの控え", max_length=64, blank=True)
    code_digest = models.CharField("返事の番号の控え", max_length=64, blank=True)
    link_until = models.DateTimeField("リンクの期限", null=True, blank=True)
    wrong_codes = models.PositiveSmallIntegerField("番号のまちがい", default=0)
    locked_until = models.DateTimeField("番号を止めている期限", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_of_somebody", condition=Q(staff__isnull=False) | ~Q(person_name="")
            ),
            models.CheckConstraint(
                name="invitation_of_member_or_admitted",
                condition=Q(member__isnull=False) | ~Q(admit_reason=""),
            ),
            models.UniqueConstraint(
                fields=["meeting", "staff"],
                condition=Q(withdrawn_at__isnull=True, staff__isnull=False),
                name="invitation_once",
            ),
            models.UniqueConstraint(fields=["link_digest"], condition=~Q(link_digest=""), name="invitation_link_once"),
        ]

    class Handling:
        """Who comes to a meeting; digests open nothing."""

        identifies = frozenset({"person_name"})
        sensitive = frozenset({"reply_note", "link_digest", "code_digest"})
        operational = frozenset(
            {
                "id",
                "meeting",
                "staff",
                "agency",
                "capacity",
                "member",
                "admit_reason",
                "invited_by",
                "invited_at",
                "reply",
                "replied_at",
                "withdrawn_at",
                "withdraw_reason",
                "link_until",
                "wrong_codes",
                "locked_until",
            }
        )


class ItemSeat(models.Model):
    """議題の席: an invitation reaches only the items it names; the chair chooses people case by case."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="+", db_index=False)
    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "invitation"], name="item_seat_once")]

    class Handling:
        """Who was asked for which item."""

        operational = frozenset({"id", "item", "invitation"})
