"""要介護認定: every revision is a row; what was in force and what was known are kept apart."""

import uuid

from django.db import models
from django.db.models import F, Q

from takigi.people.rules import RevisionKind

CERTIFICATION_SENSITIVE = frozenset({"reason_text", "reason_code", "cause_text", "cause_code", "level_code"})
CERTIFICATION_OPERATIONAL = frozenset(
    {
        "id",
        "person",
        "line",
        "revision",
        "kind",
        "application_on",
        "application_type",
        "decided_on",
        "valid_from",
        "valid_until",
        "is_withdrawn",
        "provisional_code",
        "deemed_code",
        "batch",
        "row_no",
    }
)


class CertificationFacts(models.Model):
    """One revision of one certification, in the same columns in the register and in a file being checked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The same certification through all its revisions.
    line = models.UUIDField("認定の通し", default=uuid.uuid4)
    revision = models.PositiveSmallIntegerField("版", default=1)
    kind = models.CharField("別", max_length=20, choices=RevisionKind.choices())
    application_on = models.DateField("申請日", null=True, blank=True)
    application_type = models.CharField("申請の種別", max_length=1, blank=True)
    reason_text = models.CharField("申請の理由（言われたまま）", max_length=200, blank=True)
    reason_code = models.CharField("申請の理由", max_length=20, blank=True)
    cause_text = models.CharField("原因疾患（書かれたまま）", max_length=100, blank=True)
    cause_code = models.CharField("原因", max_length=20, blank=True)
    decided_on = models.DateField("認定日", null=True, blank=True)
    level_code = models.CharField("要介護状態区分", max_length=2, blank=True)
    valid_from = models.DateField("有効期間の始まり", null=True, blank=True)
    valid_until = models.DateField("有効期間の終わり", null=True, blank=True)
    is_withdrawn = models.BooleanField("取下げ", default=False)
    provisional_code = models.CharField("変更申請中区分", max_length=2, blank=True)
    deemed_code = models.CharField("みなし区分", max_length=2, blank=True)
    row_no = models.PositiveIntegerField("ファイルの行", null=True, blank=True)

    class Meta:
        abstract = True


class Certification(CertificationFacts):
    """認定の記録: in force from `valid_from` to `valid_until`; believed from `known_from` until `known_until`."""

    # Their indexes stand below; a second one of each would cost time when a whole ledger comes in.
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    batch = models.ForeignKey(
        "people.ImportBatch", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    known_from = models.DateTimeField("知った日時")
    known_until = models.DateTimeField("書きかわった日時", null=True, blank=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "revision"], name="certification_revision_once"),
            models.CheckConstraint(
                name="certification_replaced_at_and_by",
                condition=Q(known_until__isnull=True, replaced_by__isnull=True)
                | Q(known_until__isnull=False, replaced_by__isnull=False),
            ),
            models.CheckConstraint(
                name="certification_period_in_order",
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lte=F("valid_until"))
                # A change application on the very first day leaves nothing of the earlier one.
                | Q(kind=RevisionKind.TRUNCATED),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-application_on"], name="certification_of_person"),
            models.Index(fields=["batch"], name="certification_of_batch"),
            # The newest decisions, for those who wait for a visit.
            models.Index(
                fields=["decided_on"], condition=Q(known_until__isnull=True), name="certification_decided_now"
            ),
        ]

    class Handling:
        """Level, reason and illness are sensitive; dates and references are not."""

        sensitive = CERTIFICATION_SENSITIVE
        operational = CERTIFICATION_OPERATIONAL | {"known_from", "known_until", "replaced_by"}
