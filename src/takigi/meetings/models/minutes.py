"""議事録と約束: what is typed during a meeting, what was decided about each item, and who does what by when."""

import uuid

from django.db import models
from django.db.models import Q

from takigi.meetings.models.meetings import AgendaItem, Meeting
from takigi.meetings.rules.promises import DeclineReason, PromiseState


class Minutes(models.Model):
    """議事録の書きかけ: one sheet a meeting, written by several at once; every box keeps the words of each who wrote it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="+")
    entries = models.JSONField("書いたこと", default=dict)
    version = models.PositiveIntegerField("版", default=0)
    updated_at = models.DateTimeField("更新日時")
    updated_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    finished_at = models.DateTimeField("まとめた日時", null=True, blank=True)
    finished_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    # What was written about how it was (K: observation).
    mood = models.TextField("場のようす", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="minutes_finished_at_and_by",
                condition=Q(finished_at__isnull=True, finished_by__isnull=True)
                | Q(finished_at__isnull=False, finished_by__isnull=False),
            ),
        ]

    class Handling:
        """What was said about households (MREC)."""

        sensitive = frozenset({"entries", "mood"})
        operational = frozenset({"id", "meeting", "version", "updated_at", "updated_by", "finished_at", "finished_by"})


class ItemRecord(models.Model):
    """議題の記録: what was said and decided about one item; the owner says whether the facts of the own case are right."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="+")
    said = models.TextField("出た話", blank=True)
    decided = models.TextField("決まったこと", blank=True)
    learned = models.TextField("町全体の課題", blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    confirmed_at = models.DateTimeField("主担当が確かめた日時", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    owner_remark = models.TextField("主担当からの直し", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="item_record_confirmed_at_and_by",
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
        ]

    class Handling:
        """What was said about a household (MREC)."""

        sensitive = frozenset({"said", "decided", "learned", "owner_remark"})
        operational = frozenset({"id", "item", "recorded_at", "recorded_by", "confirmed_at", "confirmed_by"})


class ActionItem(models.Model):
    """約束（宿題）: who × what × by when × next check. Nobody is bound before their agency has taken it on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="+")
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+")
    staff = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    what = models.CharField("何を", max_length=200)
    due_on = models.DateField("いつまで")
    next_check_on = models.DateField("次に確かめる日", null=True, blank=True)
    state = models.CharField("状態", max_length=20, choices=PromiseState.choices(), default=PromiseState.ASKED)
    # A promise that is a part in the case is a role of the room 多機関協働, and is answered there.
    role_id = models.UUIDField("役割", null=True, blank=True)
    asked_at = models.DateTimeField("出た日時")
    asked_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    answered_at = models.DateTimeField("返事の日時", null=True, blank=True)
    answered_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    decline_reason = models.CharField(
        "引き受けられないわけ", max_length=20, choices=DeclineReason.choices(), blank=True
    )
    suggestion = models.CharField("かわりの案", max_length=300, blank=True)
    done_on = models.DateField("済んだ日", null=True, blank=True)
    outcome = models.CharField("どうなったか", max_length=300, blank=True)
    checked_on = models.DateField("確かめた日", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="action_item_done_on",
                condition=Q(state=PromiseState.DONE, done_on__isnull=False)
                | (~Q(state=PromiseState.DONE) & Q(done_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="action_item_declined_says_why",
                condition=~Q(state=PromiseState.DECLINED) | (~Q(decline_reason="") & ~Q(suggestion="")),
            ),
            models.CheckConstraint(
                name="action_item_answered_at_and_by",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["agency", "state", "due_on"], name="action_item_open")]

    class Handling:
        """Parts and promises (ROLE)."""

        sensitive = frozenset({"what", "suggestion", "outcome"})
        operational = frozenset(
            {
                "id",
                "item",
                "agency",
                "staff",
                "due_on",
                "next_check_on",
                "state",
                "role_id",
                "asked_at",
                "asked_by",
                "answered_at",
                "answered_by",
                "decline_reason",
                "done_on",
                "checked_on",
            }
        )
