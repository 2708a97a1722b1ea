"""相談の表: who looks for a place, which one was chosen, and how it went on."""

import uuid

from django.db import models
from django.db.models import F, Q

from takigi.resources.rules.requests import LOOKED_AFTER, Accompanied, Outcome, RequestSource, Standing


class MatchRequest(models.Model):
    """場所をさがす相談. Without a case nobody is behind it; without `consent_on` the coordinator sees no name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey("organisations.Area", models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField("だれからの相談か", max_length=20, choices=RequestSource.choices())
    need_text = models.TextField("したいこと、困っていること")
    interests = models.JSONField("したいこと", default=list, blank=True)
    weekdays = models.JSONField("行ける曜日", default=list, blank=True)
    most_walk = models.PositiveSmallIntegerField("歩ける分", null=True, blank=True)
    is_to_be_taken = models.BooleanField("送迎や乗りものがいる", default=False)
    is_without_steps = models.BooleanField("坂や段差をさける", default=False)
    most_cost = models.PositiveIntegerField("一回の費用（円まで）", null=True, blank=True)
    welcomes = models.JSONField("迎え方", default=list, blank=True)
    consent_on = models.DateField("名前を伝える同意を聞いた日", null=True, blank=True)
    consent_withdrawn_on = models.DateField("同意がなくなった日", null=True, blank=True)
    received_on = models.DateField("受けた日")
    asked_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField("送った日時")
    taken_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    taken_on = models.DateField("引き受けた日", null=True, blank=True)
    outcome = models.CharField("結果", max_length=10, choices=Outcome.choices(), blank=True)
    closed_on = models.DateField("終わった日", null=True, blank=True)
    closed_note = models.CharField("終わったわけ", max_length=300, blank=True)
    unmet_need = models.ForeignKey(
        "resources.UnmetNeed", models.PROTECT, null=True, blank=True, related_name="requests"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="match_request_closed_with_outcome",
                condition=Q(outcome="", closed_on__isnull=True) | (~Q(outcome="") & Q(closed_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="match_request_taken_by_somebody",
                condition=Q(taken_by__isnull=True, taken_on__isnull=True)
                | Q(taken_by__isnull=False, taken_on__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["municipality", "closed_on", "received_on"], name="match_requests_waiting")]

    class Handling:
        """Somebody's wish, in words that may tell who it is."""

        sensitive = frozenset({"need_text", "closed_note"})
        operational = frozenset(
            {
                "id",
                "municipality",
                "case",
                "area",
                "source",
                "interests",
                "weekdays",
                "most_walk",
                "is_to_be_taken",
                "is_without_steps",
                "most_cost",
                "welcomes",
                "consent_on",
                "consent_withdrawn_on",
                "received_on",
                "asked_by",
                "asked_at",
                "taken_by",
                "taken_on",
                "outcome",
                "closed_on",
                "unmet_need",
            }
        )


class RequestWord(models.Model):
    """相談のやりとり: a sentence from one to the other."""

    request = models.ForeignKey("resources.MatchRequest", models.CASCADE, related_name="words", db_index=False)
    text = models.TextField("ことば")
    written_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField("書いた日時")

    class Meta:
        indexes = [models.Index(fields=["request", "written_at"], name="words_of_match_request")]

    class Handling:
        """About somebody's wish."""

        sensitive = frozenset({"text"})
        operational = frozenset({"id", "request", "written_by", "written_at"})


class Match(models.Model):
    """結び: a place chosen for a request, with what was shown when it was chosen. Given up, it stays readable."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey("resources.MatchRequest", models.PROTECT, related_name="matches", db_index=False)
    resource = models.ForeignKey("resources.Resource", models.PROTECT, related_name="matches")
    # The candidates as they stood that day: [place, [reasons]], in their order.
    shown = models.JSONField("そのとき示した候補", default=list, blank=True)
    chosen_on = models.DateField("選んだ日")
    chosen_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    introduced_on = models.DateField("紹介した日", null=True, blank=True)
    accompanied_by = models.CharField("一緒に行く人", max_length=20, choices=Accompanied.choices(), blank=True)
    first_attended_on = models.DateField("はじめて行った日", null=True, blank=True)
    role_taken = models.CharField("引き受けた役割", max_length=100, blank=True)
    given_up_on = models.DateField("やめた日", null=True, blank=True)
    given_up_reason = models.CharField("やめたわけ", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "resource"], condition=Q(given_up_on__isnull=True), name="match_once_a_place"
            ),
            models.CheckConstraint(
                name="match_in_order",
                condition=Q(first_attended_on__isnull=True)
                | Q(introduced_on__isnull=False, first_attended_on__gte=F("introduced_on")),
            ),
        ]

    class Handling:
        """Why somebody did not stay."""

        sensitive = frozenset({"given_up_reason", "role_taken"})
        operational = frozenset(
            {
                "id",
                "request",
                "resource",
                "shown",
                "chosen_on",
                "chosen_by",
                "introduced_on",
                "accompanied_by",
                "first_attended_on",
                "given_up_on",
            }
        )


class Participation(models.Model):
    """その後: how it goes one, three, six and twelve months after the first time."""

    match = models.ForeignKey("resources.Match", models.CASCADE, related_name="participations", db_index=False)
    months = models.PositiveSmallIntegerField("何か月後")
    looked_on = models.DateField("聞いた日")
    standing = models.CharField("ようす", max_length=10, choices=Standing.choices())
    note = models.CharField("覚え書き", max_length=300, blank=True)
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["match", "months"], name="participation_once_a_time"),
            models.CheckConstraint(name="participation_at_its_time", condition=Q(months__in=LOOKED_AFTER)),
        ]

    class Handling:
        """How somebody is."""

        sensitive = frozenset({"note"})
        operational = frozenset({"id", "match", "months", "looked_on", "standing", "recorded_by"})
