"""多機関のケースの顔: what is known of a household's case beside its owner, and nothing that names anybody."""

from django.db import models
from django.db.models import Q

from takigi.collaboration.rules.words import Composition, Precision, Source


class SharedCase(models.Model):
    """多機関のケース: the household's side of a `casework.Case` of this kind, under the same id."""

    case = models.OneToOneField("casework.Case", models.PROTECT, primary_key=True, related_name="+")
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+")
    case_no = models.CharField("ケース番号（匿名）", max_length=20)
    block = models.PositiveSmallIntegerField("ブロック", null=True, blank=True)
    composition = models.CharField("世帯の形", max_length=30, choices=Composition.choices(), blank=True)
    flags = models.JSONField("世帯の事情", default=list, blank=True)
    # 困りごとの始まり: the first day of the month, half-year or year that was named.
    first_difficulty_on = models.DateField("困りごとの始まり", null=True, blank=True)
    first_difficulty_precision = models.CharField(
        "どこまで分かるか", max_length=10, choices=Precision.choices(), blank=True
    )
    first_difficulty_source = models.CharField("だれが言ったか", max_length=20, choices=Source.choices(), blank=True)
    first_contact_on = models.DateField("最初の相談日", null=True, blank=True)
    first_contact_agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, null=True, blank=True, related_name="+"
    )
    has_earlier_support = models.BooleanField("過去の支援があったか", null=True, blank=True)
    is_connected_at_open = models.BooleanField("開いたとき、どこかにつながっていたか", null=True, blank=True)
    # I11: the days are in order, or somebody has to look at them again.
    is_order_doubted = models.BooleanField("日付の順を確かめる", default=False)
    summary = models.TextField("名前を伏せた概要", blank=True)
    contact_note = models.TextField("暮らしと課題（名前のある記録）", blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "case_no"], name="shared_case_no_once"),
            models.CheckConstraint(
                name="shared_case_first_difficulty_stated_whole",
                condition=Q(first_difficulty_on__isnull=True, first_difficulty_precision="")
                | (Q(first_difficulty_on__isnull=False) & ~Q(first_difficulty_precision="")),
            ),
        ]

    class Handling:
        """The summary names nobody; the household's shape and the living situation are sensitive."""

        sensitive = frozenset({"composition", "flags", "summary", "contact_note", "has_earlier_support"})
        operational = frozenset(
            {
                "case",
                "municipality",
                "case_no",
                "block",
                "first_difficulty_on",
                "first_difficulty_precision",
                "first_difficulty_source",
                "first_contact_on",
                "first_contact_agency",
                "is_connected_at_open",
                "is_order_doubted",
                "recorded_at",
                "recorded_by",
            }
        )
