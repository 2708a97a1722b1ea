"""助けを求める表: what was asked of the station without naming anybody, what it answered, and how two people read the first words."""

import uuid

from django.db import models
from django.db.models import Q

from takigi.collaboration.rules.help_requests import AnswerKind, HelpState, TakeOver


class HelpRequest(models.Model):
    """助けを求める: de-identified from the first word to the last. It changes nothing about who holds the case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("collaboration.SharedCase", models.PROTECT, related_name="help_requests")
    requester_agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+", db_index=False)
    station = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+", db_index=False)
    state = models.CharField("状態", max_length=20, choices=HelpState.choices(), default=HelpState.SENT)
    tried_on = models.DateField("自分の分野で試した日", null=True, blank=True)
    tried_result = models.TextField("試した結果", blank=True)
    why_not_tried = models.TextField("まだ試していない理由", blank=True)
    keeps = models.TextField("こちらが続けること")
    asks = models.JSONField("頼みたいこと", default=list)
    first_words = models.TextField("最初のことば（言われたまま）")
    text = models.TextField("名前を伏せた様子")
    checks = models.JSONField("目で確かめたこと", default=list)
    # What the scan pointed at and somebody chose to keep, with the answer.
    kept_findings = models.JSONField("残したことば", default=list, blank=True)
    asked_at = models.DateTimeField("出した日時")
    asked_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    ended_at = models.DateTimeField("終わった日時", null=True, blank=True)
    ended_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    end_note = models.TextField("どう進んだか", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="help_says_what_is_kept", condition=~Q(keeps="")),
            models.CheckConstraint(
                name="help_tried_or_why_not", condition=Q(tried_on__isnull=False) | ~Q(why_not_tried="")
            ),
            models.CheckConstraint(
                name="help_ended_or_not",
                condition=Q(state__in=[HelpState.SETTLED, HelpState.WITHDRAWN], ended_at__isnull=False)
                | Q(state__in=[HelpState.SENT, HelpState.ANSWERED], ended_at__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["station", "state", "asked_at"], name="help_waiting")]

    class Handling:
        """De-identified, and still about a household."""

        sensitive = frozenset(
            {"tried_result", "why_not_tried", "keeps", "first_words", "text", "kept_findings", "end_note"}
        )
        operational = frozenset(
            {
                "id",
                "case",
                "requester_agency",
                "station",
                "state",
                "tried_on",
                "asks",
                "checks",
                "asked_at",
                "asked_by",
                "ended_at",
                "ended_by",
            }
        )


class HelpAnswer(models.Model):
    """ステーションの答え: one thing that somebody will do, or a question back."""

    request = models.ForeignKey(HelpRequest, models.PROTECT, related_name="answers")
    kind = models.CharField("答え", max_length=20, choices=AnswerKind.choices())
    text = models.TextField("ことば")
    planned_on = models.DateField("いつ", null=True, blank=True)
    answered_at = models.DateTimeField("答えた日時")
    answered_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    answered_agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+", db_index=False)

    class Handling:
        """De-identified, and still about a household."""

        sensitive = frozenset({"text"})
        operational = frozenset(
            {"id", "request", "kind", "planned_on", "answered_at", "answered_by", "answered_agency"}
        )


class HelpCoding(models.Model):
    """最初のことばの読み取り: one of two people, each without seeing the other's (K10)."""

    request = models.ForeignKey(HelpRequest, models.PROTECT, related_name="codings")
    coder = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    code = models.CharField("読み取り", max_length=10, choices=TakeOver.choices())
    coded_at = models.DateTimeField("読んだ日時")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "coder"], name="help_coded_once_a_coder")]

    class Handling:
        """A reading of words, without the words."""

        operational = frozenset({"id", "request", "coder", "code", "coded_at"})
