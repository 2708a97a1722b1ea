"""開示と資料: which class of information was opened on which ground, to whom, why it was needed, and when it came back."""

import uuid

from django.db import models
from django.db.models import F, Q

from takigi.access.disclosure_bases import DisclosureBasis
from takigi.access.information import Information
from takigi.meetings.models.invitations import Invitation
from takigi.meetings.models.meetings import AgendaItem
from takigi.meetings.rules.lawful import DISCLOSABLE
from takigi.meetings.rules.words import CopyEnd


class Disclosure(models.Model):
    """開示: one class of information for one item, on a stated ground (R4). A protected address never (R10)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="+")
    info_class = models.CharField("情報の区分", max_length=10, choices=Information.choices())
    basis = models.CharField("根拠", max_length=20, choices=DisclosureBasis.choices())
    necessity_note = models.CharField("なぜ必要か", max_length=300)
    given_by_agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+", db_index=False)
    opened_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField("開いた日時")
    # 氏名などは会議の当日から: decided earlier, open from here.
    opens_at = models.DateTimeField("見られるようになる日時")
    closed_at = models.DateTimeField("閉じた日時", null=True, blank=True)
    close_reason = models.CharField("閉じた理由", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="disclosure_of_lawful_class",
                condition=Q(info_class__in=sorted(one.value for one in DISCLOSABLE)),
            ),
            models.CheckConstraint(name="disclosure_has_basis", condition=~Q(basis="")),
            models.CheckConstraint(name="disclosure_says_why", condition=~Q(necessity_note="")),
            models.CheckConstraint(
                name="disclosure_closed_with_reason",
                condition=Q(closed_at__isnull=True, close_reason="")
                | (Q(closed_at__isnull=False, closed_at__gte=F("opened_at")) & ~Q(close_reason="")),
            ),
            models.UniqueConstraint(
                fields=["item", "info_class"], condition=Q(closed_at__isnull=True), name="disclosure_open_once"
            ),
        ]

    class Handling:
        """What was opened; the note may tell about a household."""

        sensitive = frozenset({"necessity_note", "close_reason"})
        operational = frozenset(
            {
                "id",
                "item",
                "info_class",
                "basis",
                "given_by_agency",
                "opened_by",
                "opened_at",
                "opens_at",
                "closed_at",
            }
        )


class IssuedCopy(models.Model):
    """資料の控え: one recipient of one disclosure, from issued to returned (R15). Past the meeting's end it has expired by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="+")
    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField("渡した日時")
    ended_at = models.DateTimeField("終わった日時", null=True, blank=True)
    end_reason = models.CharField("終わったわけ", max_length=20, choices=CopyEnd.choices(), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="issued_copy_ended_for_reason",
                condition=Q(ended_at__isnull=True, end_reason="") | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
            ),
            models.UniqueConstraint(
                fields=["disclosure", "invitation"], condition=Q(ended_at__isnull=True), name="issued_copy_once"
            ),
        ]

    class Handling:
        """Who had what in hand."""

        operational = frozenset({"id", "disclosure", "invitation", "issued_at", "ended_at", "end_reason"})


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
