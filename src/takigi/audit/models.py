"""監査記録: one chained row for each deed and each reading; no foreign keys, so it outlives its subjects."""

from django.db import models


class Event(models.Model):
    """監査記録: who did or read what, when, and on what ground. Never changed, never removed."""

    municipality_id = models.IntegerField("自治体")
    seq = models.BigIntegerField("通し番号")
    at = models.DateTimeField("日時")
    by_id = models.BigIntegerField("職員", null=True)
    kind = models.CharField("種類", max_length=80)
    target = models.CharField("対象", max_length=80, blank=True)
    because = models.JSONField("根拠", default=list)
    detail = models.JSONField("内容", default=dict)
    shown = models.JSONField("一覧に出た対象", default=list)
    previous_seal = models.CharField("前の封", max_length=64)
    seal = models.CharField("封", max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality_id", "seq"], name="audit_one_event_a_number")]
        indexes = [
            models.Index(fields=["municipality_id", "target", "-seq"], name="audit_by_target"),
            models.Index(fields=["municipality_id", "by_id", "-seq"], name="audit_by_staff"),
        ]

    class Handling:
        """References and kinds only; free text never enters the chain except a stated reason."""

        identifies = frozenset({"by_id"})
        sensitive = frozenset({"detail", "because"})
        operational = frozenset(
            {"id", "municipality_id", "seq", "at", "kind", "target", "shown", "previous_seal", "seal"}
        )


class Sighting(models.Model):
    """一覧での表示: one row for each record that a list showed, so that 「だれが見たか」 is one question."""

    municipality_id = models.IntegerField("自治体")
    target = models.CharField("対象", max_length=80)
    seq = models.BigIntegerField("通し番号")

    class Meta:
        indexes = [
            models.Index(fields=["municipality_id", "target", "seq"], name="audit_sighting_target"),
            models.Index(fields=["municipality_id", "seq"], name="audit_sighting_seq"),
        ]

    class Handling:
        """An index of Event.shown; nothing of its own."""

        operational = frozenset({"id", "municipality_id", "target", "seq"})


class Head(models.Model):
    """鎖の先頭: the last number and seal of a municipality's chain. Locked while one event is added."""

    municipality_id = models.IntegerField("自治体", primary_key=True)
    seq = models.BigIntegerField("通し番号", default=0)
    seal = models.CharField("封", max_length=64, default="", blank=True)

    class Handling:
        """Nothing about a person."""

        operational = frozenset({"municipality_id", "seq", "seal"})
