"""版: what the team believed, from when to when, and why it changed. Only the one in work can be written in."""

from django.db import models
from django.db.models import Q

from takigi.logic_models.models.stories import ROW, StoryRow
from takigi.logic_models.rules.learning import TriggerKind
from takigi.logic_models.rules.states import Approval, VersionKind


class StoryVersion(StoryRow):
    """版: a theory as a document. Once agreed it stays as it is; the database holds it to that."""

    number = models.PositiveIntegerField("番号")
    kind = models.CharField("種類", max_length=20, choices=VersionKind.choices())
    reason = models.TextField("理由")
    given_up = models.TextField("手放したもの", blank=True)
    trigger_kind = models.CharField("きっかけ", max_length=20, choices=TriggerKind.choices(), blank=True)
    trigger_id = models.UUIDField("きっかけの記録", null=True, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    begun_on = models.DateField("始めた日")
    document = models.JSONField("効果発現経路")
    # Counted up with each save; edits say upon which count they were made.
    revision = models.PositiveIntegerField("保存の回数", default=0)
    approval = models.CharField("合意", max_length=20, choices=Approval.choices(), default=Approval.WORKING)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="version_one_number"),
            models.UniqueConstraint(
                fields=["story"], condition=Q(approval=Approval.WORKING), name="version_one_in_work"
            ),
        ]

    class Handling:
        """A town's plan; nothing about a person in care."""

        operational = ROW | {
            "number",
            "kind",
            "reason",
            "given_up",
            "trigger_kind",
            "trigger_id",
            "parent",
            "begun_on",
            "document",
            "revision",
            "approval",
        }


class Revision(models.Model):
    """保存: what one save changed, as a patch that can be taken back. Never overwritten."""

    version = models.ForeignKey("logic_models.StoryVersion", models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField("番号")
    patch = models.JSONField("変わったこと")
    at = models.DateTimeField("日時")
    by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    # What was done, as the audit log calls it: a table that was read in can be taken back as a whole.
    deed = models.CharField("したこと", max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="revision_one_number")]

    class Handling:
        """The same as the version itself."""

        operational = frozenset({"id", "version", "number", "patch", "at", "by", "deed"})


class ApprovalStep(StoryRow):
    """合意の記録: who agreed on which day, with whom."""

    version = models.ForeignKey("logic_models.StoryVersion", models.PROTECT, related_name="+")
    approval = models.CharField("合意", max_length=20, choices=Approval.choices())
    on = models.DateField("その日")
    agreed_by = models.TextField("合意した人")
    note = models.TextField("覚え書き", blank=True)

    class Handling:
        """Names of colleagues may stand here."""

        identifies = frozenset({"agreed_by"})
        operational = ROW | {"version", "approval", "on", "note"}
