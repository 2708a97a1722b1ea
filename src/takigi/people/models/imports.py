"""取り込み: a file, its rows, its problems, and what would be written, until somebody confirms it."""

import uuid

from django.db import models
from django.db.models import Q

from takigi.people.models.certifications import (
    CERTIFICATION_OPERATIONAL,
    CERTIFICATION_SENSITIVE,
    CertificationFacts,
)
from takigi.people.models.persons import PERSON_IDENTIFIES, PERSON_OPERATIONAL, PersonFacts
from takigi.people.rules import ImportState, RowOutcome


class ColumnProfile(models.Model):
    """列の対応: which column of this town's file is which field; saved once, used every week."""

    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+")
    name = models.CharField("名前", max_length=60)
    headers = models.JSONField("見出し")
    mapping = models.JSONField("対応")
    saved_at = models.DateTimeField("保存日時")
    saved_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="profile_name_once")]

    class Handling:
        """Column names only."""

        operational = frozenset({"id", "municipality", "name", "headers", "mapping", "saved_at", "saved_by"})


class ImportBatch(models.Model):
    """取り込み: one file and its way from receipt to confirmation, or back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+")
    state = models.CharField("段階", max_length=20, choices=ImportState.choices())
    file_name = models.CharField("ファイル名", max_length=200)
    file_sha256 = models.CharField("指紋", max_length=64)
    file_bytes = models.BigIntegerField("大きさ")
    encoding_label = models.CharField("文字コード", max_length=40, blank=True)
    sheet = models.CharField("シート", max_length=100, blank=True)
    # How the file is opened: sheets, line of headings, encoding, notices. Nothing out of a cell.
    reading = models.JSONField("開き方", default=dict)
    headers = models.JSONField("見出し", default=list)
    mapping = models.JSONField("列の対応", default=dict)
    # Raised by every start of a check: a check that was overtaken by another finds out and stops.
    attempt = models.PositiveIntegerField("確かめた回数", default=0)
    counts = models.JSONField("件数", default=dict)
    failure = models.CharField("読めなかった理由", max_length=400, blank=True)
    # The register this file was compared with; if it has moved on, the file is compared again.
    register_version = models.BigIntegerField("くらべた台帳の版", null=True, blank=True)
    received_at = models.DateTimeField("受け取った日時")
    received_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+")
    checked_at = models.DateTimeField("確かめた日時", null=True, blank=True)
    applied_at = models.DateTimeField("取り込んだ日時", null=True, blank=True)
    applied_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField("取り消した日時", null=True, blank=True)
    undone_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    undone_reason = models.CharField("取り消した理由", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="batch_applied_iff_state",
                condition=Q(applied_at__isnull=False, state__in=(ImportState.APPLIED, ImportState.UNDONE))
                | (Q(applied_at__isnull=True) & ~Q(state__in=(ImportState.APPLIED, ImportState.UNDONE))),
            ),
        ]
        indexes = [models.Index(fields=["municipality", "-received_at"], name="batch_latest")]

    class Handling:
        """A file's name can carry a person's."""

        sensitive = frozenset({"file_name", "undone_reason"})
        operational = frozenset(
            {
                "id",
                "municipality",
                "state",
                "file_sha256",
                "file_bytes",
                "encoding_label",
                "sheet",
                "reading",
                "headers",
                "mapping",
                "attempt",
                "counts",
                "failure",
                "register_version",
                "received_at",
                "received_by",
                "checked_at",
                "applied_at",
                "applied_by",
                "undone_at",
                "undone_by",
            }
        )


class ImportRow(models.Model):
    """ファイルの行: the cells as they stood, and what became of them. Every value leads back here."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="+")
    row_no = models.PositiveIntegerField("行")
    # The cells of the columns that are read, in the order of the headings; what nobody reads is not kept.
    cells = models.JSONField("セル")
    values_read = models.JSONField("読み取った値", default=dict)
    insured_no = models.CharField("被保険者番号", max_length=10, blank=True)
    fingerprint = models.CharField("指紋", max_length=64)
    is_importable = models.BooleanField("取り込める")
    outcome = models.CharField("結果", max_length=20, choices=RowOutcome.choices(), default=RowOutcome.WAITING)
    # References without a foreign key: an undo removes the record and the trace stays.
    person_ref = models.UUIDField("本人", null=True, blank=True)
    certification_ref = models.UUIDField("認定", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "row_no"], name="row_once")]
        indexes = [
            models.Index(fields=["batch", "insured_no", "row_no"], name="row_by_insured_no"),
            models.Index(fields=["batch", "outcome", "row_no"], name="row_by_outcome"),
        ]

    class Handling:
        """The file's content."""

        identifies = frozenset({"cells", "values_read", "insured_no"})
        operational = frozenset(
            {"id", "batch", "row_no", "fingerprint", "is_importable", "outcome", "person_ref", "certification_ref"}
        )


class ImportProblem(models.Model):
    """気をつける点: one problem of one cell: where, what it says, what to do."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="+")
    row_no = models.PositiveIntegerField("行")
    column = models.CharField("列", max_length=100, blank=True)
    value = models.CharField("値", max_length=200, blank=True)
    code = models.CharField("種類", max_length=60)
    sentence = models.CharField("説明", max_length=500)
    is_blocking = models.BooleanField("取り込めない")

    class Meta:
        indexes = [models.Index(fields=["batch", "-is_blocking", "row_no"], name="problem_in_order")]

    class Handling:
        """Quotes the file."""

        identifies = frozenset({"value", "sentence"})
        operational = frozenset({"id", "batch", "row_no", "column", "code", "is_blocking"})


class StagedPerson(PersonFacts):
    """新しい人の下書き: becomes a Person in one statement when the import is confirmed."""

    id = models.UUIDField(primary_key=True, editable=False)
    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="+")

    class Handling:
        """As Person."""

        identifies = PERSON_IDENTIFIES
        operational = PERSON_OPERATIONAL | {"batch"}


class StagedCertification(CertificationFacts):
    """認定の下書き: becomes a Certification in one statement; `replaces` is the revision it takes over from."""

    # No foreign key: the person may still be a draft in StagedPerson.
    person = models.UUIDField("本人")
    replaces = models.UUIDField("書きかえる認定", null=True, blank=True)
    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="+")

    class Meta:
        indexes = [
            # Confirming looks up what replaces each old revision; most rows of a ledger replace nothing.
            models.Index(fields=["replaces"], condition=Q(replaces__isnull=False), name="staged_replaces"),
        ]

    class Handling:
        """As Certification."""

        sensitive = CERTIFICATION_SENSITIVE
        operational = CERTIFICATION_OPERATIONAL | {"replaces"}


class StagedChange(models.Model):
    """本人の情報の変更の下書き: field values before and after, of a person who is in the register already."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="+")
    person = models.UUIDField("本人")
    row_no = models.PositiveIntegerField("行")
    before = models.JSONField("前")
    after = models.JSONField("後")

    class Handling:
        """Holds the values themselves."""

        identifies = frozenset({"before", "after"})
        operational = frozenset({"id", "batch", "person", "row_no"})
