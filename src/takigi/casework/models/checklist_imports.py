"""チェックリストの取り込みの表: a file of many people's answers, its rows, and what became of each."""

import uuid

from django.db import models
from django.db.models import Q

from takigi.casework.rules.checklist_words import RowEnd
from takigi.instruments.scores import Verdict
from takigi.people.rules import ImportState

WRITTEN = (ImportState.APPLIED, ImportState.UNDONE)


class ChecklistImport(models.Model):
    """チェックリストの取り込み: one file of one centre and its way from receipt to the records, or back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+")
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+", db_index=False)
    state = models.CharField("段階", max_length=20, choices=ImportState.choices())
    file_name = models.CharField("ファイル名", max_length=200)
    file_sha256 = models.CharField("指紋", max_length=64)
    file_bytes = models.BigIntegerField("大きさ")
    # How the file is opened and what was decided about it. Nothing out of a cell.
    reading = models.JSONField("開き方", default=dict)
    headers = models.JSONField("見出し", default=list)
    choice = models.JSONField("読み方", default=dict)
    # Raised by every start of a check: one that was overtaken by another finds out and stops.
    attempt = models.PositiveIntegerField("確かめた回数", default=0)
    # Counts and sentences about the whole file; both readings of a town's own numbers.
    findings = models.JSONField("わかったこと", default=dict)
    failure = models.CharField("読めなかった理由", max_length=400, blank=True)
    received_at = models.DateTimeField("受け取った日時")
    received_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    checked_at = models.DateTimeField("確かめた日時", null=True, blank=True)
    applied_at = models.DateTimeField("取り込んだ日時", null=True, blank=True)
    applied_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    undone_at = models.DateTimeField("取り消した日時", null=True, blank=True)
    undone_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    undone_reason = models.CharField("取り消した理由", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="checklist_import_applied_iff_state",
                condition=Q(applied_at__isnull=False, state__in=WRITTEN)
                | (Q(applied_at__isnull=True) & ~Q(state__in=WRITTEN)),
            ),
        ]
        indexes = [models.Index(fields=["agency", "-received_at"], name="checklist_import_latest")]

    class Handling:
        """A file's name can carry a person's."""

        sensitive = frozenset({"file_name", "undone_reason"})
        operational = frozenset(
            {
                "id",
                "municipality",
                "agency",
                "state",
                "file_sha256",
                "file_bytes",
                "reading",
                "headers",
                "choice",
                "attempt",
                "findings",
                "failure",
                "received_at",
                "received_by",
                "checked_at",
                "applied_at",
                "applied_by",
                "undone_at",
                "undone_by",
            }
        )


class ChecklistImportRow(models.Model):
    """取り込みの行: one person's answers as they were read, and the record that they became."""

    batch = models.ForeignKey(ChecklistImport, models.CASCADE, related_name="rows")
    row_no = models.PositiveIntegerField("行")
    # As the file names the person; what the row was matched with stands in person_ref.
    who = models.CharField("だれの行か", max_length=120, blank=True)
    answered_on = models.DateField("答えた日", null=True, blank=True)
    points = models.JSONField("答え", default=dict)
    height_cm = models.DecimalField("身長", max_digits=4, decimal_places=1, null=True, blank=True)
    weight_kg = models.DecimalField("体重", max_digits=4, decimal_places=1, null=True, blank=True)
    verdict = models.CharField("結果", max_length=20, choices=Verdict.choices(), blank=True)
    total_low = models.PositiveSmallIntegerField("合計（少なくて）", default=0)
    total_high = models.PositiveSmallIntegerField("合計（多くて）", default=0)
    problems = models.JSONField("気をつける点", default=list)
    outcome = models.CharField("どうなるか", max_length=20, choices=RowEnd.choices())
    # References without a foreign key: an undo removes the record and the trace stays.
    person_ref = models.UUIDField("本人", null=True, blank=True)
    checklist_ref = models.UUIDField("記録", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "row_no"], name="checklist_import_row_once")]
        indexes = [models.Index(fields=["batch", "outcome", "verdict"], name="checklist_import_by_outcome")]

    class Handling:
        """The file's content: names, and answers about body and mind."""

        identifies = frozenset({"who", "problems"})
        sensitive = frozenset({"points", "height_cm", "weight_kg", "verdict", "total_low", "total_high"})
        operational = frozenset({"id", "batch", "row_no", "answered_on", "outcome", "person_ref", "checklist_ref"})
