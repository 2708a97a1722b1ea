"""保存と廃棄の表: how long each series is kept by whose rule, what is held back, and what has gone."""

import uuid

from django.db import models
from django.db.models import F, Q

from takigi.custody.rules.retention import CountedFrom, DisposalState, HoldOn, Series


class RetentionRule(models.Model):
    """保存のきまり: years of one series from a day on, with the paper they stand in. A newer one follows; none is edited."""

    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+")
    series = models.CharField("記録のまとまり", max_length=20, choices=Series.choices())
    years = models.PositiveSmallIntegerField("保存の年数")
    counted_from = models.CharField("数えはじめ", max_length=20, choices=CountedFrom.choices())
    from_on = models.DateField("いつからのきまりか")
    source = models.CharField("定めた規程", max_length=200)
    decided_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    decided_at = models.DateTimeField("決めた日時")

    class Handling:
        """Nothing about a person."""

        operational = frozenset(
            {"id", "municipality", "series", "years", "counted_from", "from_on", "source", "decided_by", "decided_at"}
        )


class LegalHold(models.Model):
    """廃棄の止め: a lawsuit, a complaint, a request under way; nothing it covers goes until it is lifted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+")
    covers = models.CharField("止める範囲", max_length=10, choices=HoldOn.choices())
    series = models.CharField("記録のまとまり", max_length=20, choices=Series.choices(), blank=True)
    # Of a person or a case; without a foreign key, because the hold outlives what it covered.
    subject_id = models.UUIDField("対象", null=True, blank=True)
    reason = models.CharField("理由", max_length=300)
    from_on = models.DateField("いつから")
    until_on = models.DateField("いつまで", null=True, blank=True)
    placed_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    placed_at = models.DateTimeField("止めた日時")
    lifted_on = models.DateField("解いた日", null=True, blank=True)
    lifted_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    lift_reason = models.CharField("解いた理由", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hold_in_order", condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="hold_of_something",
                condition=(Q(covers="series", subject_id__isnull=True) & ~Q(series=""))
                | (~Q(covers="series") & Q(subject_id__isnull=False, series="")),
            ),
        ]

    class Handling:
        """The reasons may tell about a person."""

        sensitive = frozenset({"reason", "lift_reason"})
        operational = frozenset(
            {
                "id",
                "municipality",
                "covers",
                "series",
                "subject_id",
                "from_on",
                "until_on",
                "placed_by",
                "placed_at",
                "lifted_on",
                "lifted_by",
            }
        )


class Disposal(models.Model):
    """廃棄: proposed by one, agreed to by another; afterwards the certificate of what has gone. Names nobody in care."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+")
    number = models.CharField("証明の番号", max_length=12, blank=True)
    series = models.CharField("記録のまとまり", max_length=20, choices=Series.choices())
    subject_id = models.UUIDField("対象")
    rule = models.ForeignKey(RetentionRule, models.PROTECT, related_name="+")
    ended_on = models.DateField("終わった日")
    kept_until_on = models.DateField("保存の終わり")
    state = models.CharField("段階", max_length=20, choices=DisposalState.choices(), default=DisposalState.PROPOSED)
    proposed_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField("案を作った日時")
    agreed_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField("廃棄した日時", null=True, blank=True)
    # Table → how many rows went: [["経過記録", 12], …].
    counts = models.JSONField("件数", default=list, blank=True)
    digest = models.CharField("証明の指紋", max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "subject_id"], condition=Q(state="proposed"), name="disposal_proposed_once"
            ),
            models.CheckConstraint(
                name="disposal_by_two", condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("proposed_by"))
            ),
            models.CheckConstraint(
                name="disposal_done_at_and_by",
                condition=~Q(state="done") | (Q(agreed_by__isnull=False, agreed_at__isnull=False) & ~Q(digest="")),
            ),
        ]

    class Handling:
        """References to what is no longer there, and who did it."""

        operational = frozenset(
            {
                "id",
                "municipality",
                "number",
                "series",
                "subject_id",
                "rule",
                "ended_on",
                "kept_until_on",
                "state",
                "proposed_by",
                "proposed_at",
                "agreed_by",
                "agreed_at",
                "counts",
                "digest",
            }
        )
