"""会議と議題: where a meeting stands, each step of its way, and what is talked about on which ground."""

import uuid

from django.db import models
from django.db.models import F, Q

from takigi.access.decide import MeetingPhase
from takigi.access.legal_bases import LegalBasis
from takigi.meetings.models.bodies import Body
from takigi.meetings.rules.words import AskType, MeetingKind

_STARTED = [MeetingPhase.MATERIALS_OPEN, MeetingPhase.HELD, MeetingPhase.GRACE]


class Meeting(models.Model):
    """会議: its phase is what somebody said last; the clock closes it whatever stands here (`rules.phases.phase_at`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+", db_index=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    kind = models.CharField("種類", max_length=20, choices=MeetingKind.choices())
    # Shown in calendars and on the page of replies: never names anybody.
    title = models.CharField("題", max_length=80, blank=True)
    purpose = models.CharField("この会議の目的（一行）", max_length=200, blank=True)
    starts_at = models.DateTimeField("始まり", null=True, blank=True)
    ends_at = models.DateTimeField("終わり", null=True, blank=True)
    closes_at = models.DateTimeField("資料が閉じるとき", null=True, blank=True)
    place = models.CharField("場所", max_length=120, blank=True)
    block = models.PositiveSmallIntegerField("ブロック", null=True, blank=True)
    phase = models.CharField("段階", max_length=20, choices=MeetingPhase.choices(), default=MeetingPhase.DRAFT)
    requester_agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    requester_fields = models.JSONField("依頼した機関の分野（依頼のとき）", default=list, blank=True)
    requested_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    requested_at = models.DateTimeField("依頼した日時")
    held_at = models.DateTimeField("開いた日時", null=True, blank=True)
    cancel_reason = models.CharField("中止の理由", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="meeting_in_order",
                condition=Q(starts_at__isnull=True, ends_at__isnull=True, closes_at__isnull=True)
                | Q(ends_at__gt=F("starts_at"), closes_at__gte=F("ends_at")),
            ),
            # What is open knows when it closes.
            models.CheckConstraint(
                name="meeting_open_closes",
                condition=~Q(phase__in=_STARTED) | Q(closes_at__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_cancelled_with_reason",
                condition=~Q(phase=MeetingPhase.CANCELLED) | ~Q(cancel_reason=""),
            ),
        ]
        indexes = [models.Index(fields=["municipality", "starts_at"], name="meetings_by_day")]

    class Handling:
        """Logistics (MTG): nothing about a household."""

        operational = frozenset(
            {
                "id",
                "municipality",
                "body",
                "kind",
                "title",
                "purpose",
                "starts_at",
                "ends_at",
                "closes_at",
                "place",
                "block",
                "phase",
                "requester_agency",
                "requester_fields",
                "requested_by",
                "requested_at",
                "held_at",
                "cancel_reason",
            }
        )


class PhaseMove(models.Model):
    """段階の動き: who moved the meeting when, and why. Never overwritten."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    from_phase = models.CharField("前", max_length=20, choices=MeetingPhase.choices(), blank=True)
    to_phase = models.CharField("後", max_length=20, choices=MeetingPhase.choices())
    reason = models.CharField("理由", max_length=300, blank=True)
    at = models.DateTimeField("日時")
    by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Handling:
        """Who did what with a meeting."""

        operational = frozenset({"id", "meeting", "from_phase", "to_phase", "reason", "at", "by"})


class AgendaItem(models.Model):
    """議題: one household, or one theme, on the ground of one body; what the owner keeps stands before what is asked.

    Who owned the case is kept as it was when asked and as it is at the end: the meeting itself never changes it (I4, R8).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    seq = models.PositiveSmallIntegerField("順番", default=1)
    # 既存の会議体を使ってよい: an item may be dealt with on the ground of another body than the meeting's own.
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_index=False)
    legal_basis = models.CharField("根拠", max_length=20, choices=LegalBasis.choices())
    case = models.ForeignKey("casework.Case", models.PROTECT, null=True, blank=True, related_name="+")
    heading = models.CharField("議題の題（名前を書かない）", max_length=80)
    purpose = models.CharField("開催の目的", max_length=300)
    questions = models.TextField("聞きたいこと", blank=True)
    prior_field_discussion_on = models.DateField("分野の中で話し合った日", null=True, blank=True)
    prior_result = models.TextField("分野の中で話し合った結果（していないときは理由）", blank=True)
    what_owner_will_keep = models.TextField("主担当が続けること", blank=True)
    ask_type = models.CharField("お願いしたいこと", max_length=20, choices=AskType.choices(), blank=True)
    deidentified_text = models.TextField("名前を伏せた概要", blank=True)
    deidentified_checked_at = models.DateTimeField("名前を伏せたことを点検した日時", null=True, blank=True)
    # K25: what the town turned out not to have, as a code and without a word about the household.
    theme_code = models.CharField("課題の種類", max_length=30, blank=True)
    has_no_resource = models.BooleanField("使えるものが見つからなかった", default=False)
    second_reason = models.CharField("同じ世帯の会議がもう一つあるわけ", max_length=300, blank=True)
    requested_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    requested_at = models.DateTimeField("依頼した日時")
    requester_agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    owner_agency_at_request = models.ForeignKey(
        "organisations.Agency", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    owner_at_close = models.ForeignKey(
        "organisations.Agency", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    withdrawn_at = models.DateTimeField("取り下げた日時", null=True, blank=True)
    withdraw_reason = models.CharField("取り下げの理由", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agenda_owner_keeps_something",
                condition=Q(case__isnull=True)
                | (~Q(what_owner_will_keep="") & Q(owner_agency_at_request__isnull=False)),
            ),
            models.CheckConstraint(
                name="agenda_withdrawn_with_reason",
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdraw_reason=""),
            ),
        ]
        indexes = [models.Index(fields=["meeting", "seq"], name="agenda_of_meeting")]

    class Handling:
        """What is said about a household before the meeting; the de-identified brief travels furthest."""

        sensitive = frozenset(
            {
                "purpose",
                "questions",
                "prior_result",
                "what_owner_will_keep",
                "deidentified_text",
                "second_reason",
                "withdraw_reason",
            }
        )
        operational = frozenset(
            {
                "id",
                "meeting",
                "seq",
                "body",
                "legal_basis",
                "case",
                "heading",
                "prior_field_discussion_on",
                "ask_type",
                "deidentified_checked_at",
                "theme_code",
                "has_no_resource",
                "requested_by",
                "requested_at",
                "requester_agency",
                "owner_agency_at_request",
                "owner_at_close",
                "withdrawn_at",
            }
        )
