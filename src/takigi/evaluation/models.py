"""評価の表: the keys that stand for people, the snapshots of the facts, and what was reported from them."""

from django.db import models


class FactKey(models.Model):
    """仮の番号: the whole number that stands for a person or a case in the fact tables. Only this room knows both sides."""

    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField("種類", max_length=20)
    subject = models.CharField("対象", max_length=90)
    number = models.BigIntegerField("仮の番号")
    # Above 0 where the first number was taken: only these have to be known before facts are gathered.
    attempt = models.PositiveSmallIntegerField("引き直し", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "kind", "subject"], name="fact_key_one_a_subject"),
            # Two people behind one number would be counted as one.
            models.UniqueConstraint(fields=["municipality", "kind", "number"], name="fact_key_one_a_number"),
        ]
        indexes = [
            models.Index(fields=["municipality"], condition=models.Q(attempt__gt=0), name="fact_key_drawn_again")
        ]

    class Handling:
        """The subject leads back to a person."""

        identifies = frozenset({"subject"})
        operational = frozenset({"id", "municipality", "kind", "number", "attempt"})


class Snapshot(models.Model):
    """事実の写し: the fact tables as they were gathered at a moment, in a folder of their own, with their fingerprint."""

    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+", db_index=False)
    folder = models.CharField("置き場所", max_length=40, unique=True)
    taken_at = models.DateTimeField("とった日時")
    facts_on = models.DateField("いつ現在")
    # The last event of the audit before it was taken: whatever came after is counted from there.
    audit_seq = models.BigIntegerField("監査の番号")
    label = models.CharField("名前", max_length=100, blank=True)
    fingerprint = models.CharField("指紋", max_length=64)
    tables = models.JSONField("表（版と行数）", default=dict)
    # Kept for good; the others are the ground of today's numbers and go when there is a newer one.
    is_kept = models.BooleanField("残す", default=False)
    taken_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["municipality", "-taken_at"], name="snapshot_newest")]

    class Handling:
        """Nothing about one person."""

        operational = frozenset(
            {
                "id",
                "municipality",
                "folder",
                "taken_at",
                "facts_on",
                "audit_seq",
                "label",
                "fingerprint",
                "tables",
                "is_kept",
                "taken_by",
            }
        )


class Report(models.Model):
    """報告した数: a question, its snapshot, engine and day, and the answers as they were reported. Never changed."""

    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+", db_index=False)
    title = models.CharField("題", max_length=100)
    snapshot = models.ForeignKey("evaluation.Snapshot", models.PROTECT, related_name="+")
    engine = models.CharField("集計のしかた", max_length=20)
    counted_on = models.DateField("いつ現在")
    question = models.JSONField("問い", default=dict)
    # Over all lines: a line that somebody changed past the application is noticed.
    seal = models.CharField("封", max_length=64)
    kept_at = models.DateTimeField("残した日時")
    kept_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["municipality", "-kept_at"], name="report_newest")]

    class Handling:
        """Numbers of many."""

        operational = frozenset(
            {
                "id",
                "municipality",
                "title",
                "snapshot",
                "engine",
                "counted_on",
                "question",
                "seal",
                "kept_at",
                "kept_by",
            }
        )


class ReportedNumber(models.Model):
    """報告した数の一行: indicator, edition, period and cell, with the answer as it was."""

    report = models.ForeignKey("evaluation.Report", models.PROTECT, related_name="numbers", db_index=False)
    line = models.PositiveIntegerField("行")
    indicator = models.CharField("指標", max_length=80)
    edition_from_on = models.DateField("版")
    period = models.PositiveIntegerField("期間の番号")
    split = models.JSONField("内訳", default=list)
    cell = models.JSONField("欄", default=list)
    answer = models.JSONField("答え", default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "line"], name="reported_number_one_a_line")]

    class Handling:
        """A small number may tell of a person: it is shown through the same gate as today's."""

        sensitive = frozenset({"answer"})
        operational = frozenset({"id", "report", "line", "indicator", "edition_from_on", "period", "split", "cell"})
