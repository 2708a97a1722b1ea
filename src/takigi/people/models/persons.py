"""本人・世帯: identity, household, former names, merges and the protected address list."""

import uuid

from django.db import models
from django.db.models import F, Q

from takigi.people.rules import ResidentStatus

PERSON_IDENTIFIES = frozenset(
    {
        "insured_no",
        "temporary_no",
        "name",
        "name_kana",
        "name_key",
        "given_key",
        "kana_key",
        "given_kana_key",
        "kana_identity",
        "birth_text",
        "birth_earliest",
        "birth_latest",
        "postal",
        "address",
        "address_key",
        "phone",
    }
)
PERSON_OPERATIONAL = frozenset(
    {
        "id",
        "municipality",
        "insurer_no",
        "birth_precision",
        "sex",
        "area",
        "status",
        "status_on",
        "is_address_exception",
    }
)


class Household(models.Model):
    """世帯: people who live together, under the number that the town hall gives them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+")
    household_no = models.CharField("世帯番号", max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "household_no"], name="household_no_once"),
        ]

    class Handling:
        """The number leads to people."""

        identifies = frozenset({"household_no"})
        operational = frozenset({"id", "municipality"})


class PersonFacts(models.Model):
    """What is known of a person, in the same columns in the register and in a file being checked.

    Names are kept exactly as typed; the `_key` columns are folded copies for search only.
    """

    # No index of its own: every index below begins with it, and each costs time when a whole ledger comes in.
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+", db_index=False)
    insurer_no = models.CharField("保険者番号", max_length=6)
    # Empty before the first insurance card; then `temporary_no` names the person.
    insured_no = models.CharField("被保険者番号", max_length=10, blank=True)
    temporary_no = models.CharField("仮番号", max_length=20, blank=True)
    name = models.CharField("氏名", max_length=100)
    name_kana = models.CharField("カナ", max_length=100, blank=True)
    name_key = models.CharField(max_length=100, blank=True)
    given_key = models.CharField(max_length=100, blank=True)
    kana_key = models.CharField(max_length=120, blank=True)
    given_kana_key = models.CharField(max_length=120, blank=True)
    kana_identity = models.CharField(max_length=120, blank=True)
    birth_text = models.CharField("生年月日（書かれたまま）", max_length=40, blank=True)
    birth_earliest = models.DateField("生年月日（早くて）", null=True, blank=True)
    birth_latest = models.DateField("生年月日（遅くて）", null=True, blank=True)
    birth_precision = models.CharField("生年月日の細かさ", max_length=10, default="day")
    sex = models.CharField("性別", max_length=1, blank=True)
    postal = models.CharField("郵便番号", max_length=8, blank=True)
    address = models.CharField("住所", max_length=200, blank=True)
    address_key = models.CharField(max_length=200, blank=True)
    area = models.ForeignKey(
        "organisations.Area", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    phone = models.CharField("電話", max_length=30, blank=True)
    status = models.CharField("状態", max_length=20, choices=ResidentStatus.choices(), default=ResidentStatus.RESIDENT)
    status_on = models.DateField("状態の日", null=True, blank=True)
    is_address_exception = models.BooleanField("住所地特例", default=False)

    class Meta:
        abstract = True


class Person(PersonFacts):
    """本人: one resident of the register. Merged records stay; they point to the one that is shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The record that is shown for this person: itself, unless it was merged into another.
    root = models.ForeignKey("self", models.PROTECT, related_name="group")
    household = models.ForeignKey(Household, models.PROTECT, null=True, blank=True, related_name="+")
    household_role = models.CharField("続柄", max_length=20, blank=True)
    is_protected = models.BooleanField("住所の保護", default=False)
    batch = models.ForeignKey("people.ImportBatch", models.PROTECT, null=True, blank=True, related_name="+")
    registered_at = models.DateTimeField("登録日時")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "insurer_no", "insured_no"],
                condition=~Q(insured_no=""),
                name="insured_no_once",
            ),
            models.CheckConstraint(name="person_has_a_number", condition=~Q(insured_no="") | ~Q(temporary_no="")),
            models.CheckConstraint(
                name="birth_range_in_order",
                condition=Q(birth_earliest__isnull=True, birth_latest__isnull=True)
                | Q(birth_earliest__lte=F("birth_latest")),
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "kana_key"], name="person_kana"),
            models.Index(fields=["municipality", "given_kana_key"], name="person_given_kana"),
            models.Index(fields=["municipality", "name_key"], name="person_name"),
            models.Index(fields=["municipality", "given_key"], name="person_given"),
            models.Index(fields=["municipality", "insured_no"], name="person_insured_no"),
            models.Index(fields=["municipality", "birth_earliest", "kana_identity"], name="person_birth"),
            models.Index(fields=["municipality", "area", "kana_key"], name="person_area_kana"),
        ]

    class Handling:
        """The heart of what is protected."""

        identifies = PERSON_IDENTIFIES
        sensitive = frozenset({"is_protected"})
        operational = PERSON_OPERATIONAL | {"root", "household", "household_role", "batch", "registered_at"}


class PersonRevision(models.Model):
    """本人の情報の変更: what a change replaced, so that it can be read, traced and undone."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="revisions")
    changed_at = models.DateTimeField("変更日時")
    changed_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+")
    reason = models.CharField("理由", max_length=200, blank=True)
    before = models.JSONField("前")
    after = models.JSONField("後")
    batch = models.ForeignKey("people.ImportBatch", models.PROTECT, null=True, blank=True, related_name="+")
    row_no = models.PositiveIntegerField("ファイルの行", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-changed_at"], name="person_revision_latest")]

    class Handling:
        """Holds the former values themselves."""

        identifies = frozenset({"before", "after"})
        sensitive = frozenset({"reason"})
        operational = frozenset({"id", "person", "changed_at", "changed_by", "batch", "row_no"})


class FormerName(models.Model):
    """前の氏名: a person is still found by the name of before the marriage."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="former_names")
    revision = models.ForeignKey(PersonRevision, models.CASCADE, related_name="+")
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+")
    name = models.CharField("氏名", max_length=100)
    name_kana = models.CharField("カナ", max_length=100, blank=True)
    name_key = models.CharField(max_length=100, blank=True)
    kana_key = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["municipality", "kana_key"], name="former_kana"),
            models.Index(fields=["municipality", "name_key"], name="former_name"),
        ]

    class Handling:
        """Names."""

        identifies = frozenset({"name", "name_kana", "name_key", "kana_key"})
        operational = frozenset({"id", "person", "revision", "municipality"})


class LocationListing(models.Model):
    """住所を見られる職員: a protected address opens to nobody else (class LOC, R10)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    staff = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+")
    from_on = models.DateField("開始日")
    ended_on = models.DateField("終了日", null=True, blank=True)
    reason = models.CharField("理由", max_length=200)

    class Handling:
        """Who knows where somebody hides is itself a secret."""

        sensitive = frozenset({"staff", "reason"})
        operational = frozenset({"id", "person", "from_on", "ended_on"})


class Merge(models.Model):
    """統合: two records said to be one person. Nothing is moved, so that it can be taken back whole."""

    kept = models.ForeignKey(Person, models.PROTECT, related_name="+")
    absorbed = models.ForeignKey(Person, models.PROTECT, related_name="+")
    evidence = models.JSONField("根拠")
    note = models.CharField("確かめ方", max_length=300, blank=True)
    merged_at = models.DateTimeField("統合した日時")
    merged_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+")
    undone_at = models.DateTimeField("戻した日時", null=True, blank=True)
    undone_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    undone_reason = models.CharField("戻した理由", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["absorbed"], condition=Q(undone_at__isnull=True), name="absorbed_into_one"),
            models.CheckConstraint(name="merge_of_two", condition=~Q(kept=F("absorbed"))),
            models.CheckConstraint(
                name="merge_undone_at_and_by",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]

    class Handling:
        """The notes may tell about a person."""

        sensitive = frozenset({"note", "undone_reason"})
        operational = frozenset(
            {"id", "kept", "absorbed", "evidence", "merged_at", "merged_by", "undone_at", "undone_by"}
        )


class NotSame(models.Model):
    """別の人: somebody looked and decided; the pair is not proposed again."""

    one = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    decided_at = models.DateTimeField("決めた日時")
    decided_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+")
    note = models.CharField("理由", max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="not_same_once")]

    class Handling:
        """The note may tell about a person."""

        sensitive = frozenset({"note"})
        operational = frozenset({"id", "one", "other", "decided_at", "decided_by"})
