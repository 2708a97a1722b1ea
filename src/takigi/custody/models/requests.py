"""開示・訂正の請求の表: what the person asked, what was answered, every step between, and what was added to the records."""

import uuid

from django.db import models
from django.db.models import Q

from takigi.custody.rules.requests import Answer, Asker, RequestKind, RequestState, Step


class Request(models.Model):
    """開示・訂正の請求: one paper received from the person or for them; its state is a copy of its steps."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+", db_index=False)
    number = models.CharField("受付番号", max_length=12)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField("請求の別", max_length=20, choices=RequestKind.choices())
    received_on = models.DateField("受け付けた日")
    asker = models.CharField("請求した人", max_length=20, choices=Asker.choices())
    asker_name = models.CharField("代理人の氏名", max_length=100, blank=True)
    proof = models.CharField("確かめた書類", max_length=200)
    scope = models.TextField("請求の範囲・内容")
    due_on = models.DateField("決定の期限")
    is_extended = models.BooleanField("期限をのばした", default=False)
    state = models.CharField("段階", max_length=20, choices=RequestState.choices(), default=RequestState.RECEIVED)
    answer = models.CharField("決定", max_length=20, choices=Answer.choices(), blank=True)
    reason = models.TextField("決定の理由", blank=True)
    # Kinds of masks that the decision lifts; what concerns others is never among them.
    unmasked = models.JSONField("伏せないこととしたもの", default=list, blank=True)
    decided_on = models.DateField("決定した日", null=True, blank=True)
    # Of the copy that was handed over: what it was can be proven without keeping it.
    digest = models.CharField("写しの指紋", max_length=64, blank=True)
    received_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    decided_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField("記録した日時")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "number"], name="record_request_number_once"),
            models.CheckConstraint(
                name="record_request_decided_with_answer",
                condition=Q(answer="", decided_on__isnull=True, decided_by__isnull=True)
                | (~Q(answer="") & Q(decided_on__isnull=False, decided_by__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["municipality", "state", "due_on"], name="record_requests_due")]

    class Handling:
        """Who asks what about whom, and why it was answered so."""

        identifies = frozenset({"asker_name", "person"})
        sensitive = frozenset({"proof", "scope", "reason"})
        operational = frozenset(
            {
                "id",
                "municipality",
                "number",
                "kind",
                "received_on",
                "asker",
                "due_on",
                "is_extended",
                "state",
                "answer",
                "unmasked",
                "decided_on",
                "digest",
                "received_by",
                "decided_by",
                "recorded_at",
            }
        )


class RequestStep(models.Model):
    """請求の歩み: what was done, when and by whom; added, never changed."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="steps")
    step = models.CharField("したこと", max_length=20, choices=Step.choices())
    happened_on = models.DateField("日")
    note = models.TextField("ことば", blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Handling:
        """The note may tell about the person."""

        sensitive = frozenset({"note"})
        operational = frozenset({"id", "request", "step", "happened_on", "recorded_at", "recorded_by"})


class Annotation(models.Model):
    """書きそえ: a correction agreed to, or what the person says against the record; it stays beside the record from then on."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="annotations")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    # 本人の言い分 where the correction was refused; else the correction itself.
    is_statement = models.BooleanField("本人の言い分", default=False)
    about = models.CharField("どの記録の", max_length=200)
    text = models.TextField("内容")
    noted_on = models.DateField("書きそえた日")
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Handling:
        """Facts about the person, in the office's words or their own."""

        identifies = frozenset({"person"})
        sensitive = frozenset({"about", "text"})
        operational = frozenset({"id", "request", "is_statement", "noted_on", "recorded_at", "recorded_by"})
