"""資料と控え: who has which opened class in hand until it comes back, and the pages written for a meeting.

What is opened, on which ground and why, is kept once, in `collaboration.Opened`, where every reader asks for it (R4).
"""

import uuid

from django.db import models
from django.db.models import Q

from takigi.access.information import Information
from takigi.meetings.models.invitations import Invitation
from takigi.meetings.models.meetings import AgendaItem
from takigi.meetings.rules.lawful import DISCLOSABLE
from takigi.meetings.rules.words import CopyEnd


class IssuedCopy(models.Model):
    """資料の控え: one recipient of one opened class, from issued to returned (R15). Past the meeting's end it has expired by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="+")
    opened = models.ForeignKey("collaboration.Opened", models.PROTECT, related_name="+")
    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField("渡した日時")
    # Kept beside it: with which confirmed wording of secrecy it was received (I7).
    oath_version = models.CharField("守秘の確認の版", max_length=20)
    ended_at = models.DateTimeField("終わった日時", null=True, blank=True)
    end_reason = models.CharField("終わったわけ", max_length=20, choices=CopyEnd.choices(), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="issued_copy_after_oath", condition=~Q(oath_version="")),
            models.CheckConstraint(
                name="issued_copy_ended_for_reason",
                condition=Q(ended_at__isnull=True, end_reason="") | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
            ),
            models.UniqueConstraint(
                fields=["opened", "invitation"], condition=Q(ended_at__isnull=True), name="issued_copy_once"
            ),
        ]

    class Handling:
        """Who had what in hand."""

        operational = frozenset(
            {"id", "item", "opened", "invitation", "issued_at", "oath_version", "ended_at", "end_reason"}
        )


class Material(models.Model):
    """会議の資料: a page of words of one class, written by one agency about its own records. Read on the screen only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="+")
    info_class = models.CharField("情報の区分", max_length=10, choices=Information.choices())
    title = models.CharField("題", max_length=80)
    text = models.TextField("中身")
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+", db_index=False)
    written_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField("書いた日時")
    withdrawn_at = models.DateTimeField("取り下げた日時", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="material_of_lawful_class",
                condition=Q(info_class__in=sorted(one.value for one in DISCLOSABLE)),
            ),
        ]

    class Handling:
        """What a meeting reads about a household."""

        sensitive = frozenset({"title", "text"})
        operational = frozenset({"id", "item", "info_class", "agency", "written_by", "written_at", "withdrawn_at"})
