"""経過・課題・相談のまとまりの表: fact and opinion apart; nothing is overwritten."""

import uuid

from django.db import models
from django.db.models import F, Q

from takigi.collaboration.rules.contacts import Direction, Method
from takigi.collaboration.rules.words import Source


class Episode(models.Model):
    """相談のまとまり: from the first word to the end; who comes back begins a new one that points to the old."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("collaboration.SharedCase", models.PROTECT, related_name="episodes")
    opened_on = models.DateField("始まり")
    closed_on = models.DateField("終わり", null=True, blank=True)
    issue_codes = models.JSONField("課題", default=list)
    reopened_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consultation_episode_in_order",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(closed_on__isnull=True), name="consultation_episode_one_open"
            ),
        ]

    class Handling:
        """The issues are about the household."""

        sensitive = frozenset({"issue_codes"})
        operational = frozenset({"id", "case", "opened_on", "closed_on", "reopened_of", "recorded_at", "recorded_by"})


class Contact(models.Model):
    """経過: with whom and how, what happened, and apart from it what one thinks."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("collaboration.SharedCase", models.PROTECT, related_name="contacts")
    episode = models.ForeignKey(Episode, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    happened_on = models.DateField("年月日")
    direction = models.CharField("どちらから", max_length=5, choices=Direction.choices())
    method = models.CharField("方法", max_length=20, choices=Method.choices())
    with_whom = models.CharField("相手", max_length=100, blank=True)
    counterpart_agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, null=True, blank=True, related_name="+"
    )
    counterpart_staff = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_via_station = models.BooleanField("ステーションを通した", default=False)
    fact_text = models.TextField("あったこと")
    opinion_text = models.TextField("考えたこと", blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+")
    recorded_agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="contact_has_a_fact", condition=~Q(fact_text="")),
            models.CheckConstraint(
                name="contact_via_station_with_an_agency",
                condition=Q(is_via_station=False) | Q(counterpart_agency__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["case", "-happened_on"], name="contact_of_case")]

    class Handling:
        """Words about people of the household."""

        identifies = frozenset({"with_whom"})
        sensitive = frozenset({"fact_text", "opinion_text"})
        operational = frozenset(
            {
                "id",
                "case",
                "episode",
                "happened_on",
                "direction",
                "method",
                "counterpart_agency",
                "counterpart_staff",
                "is_via_station",
                "replaces",
                "recorded_at",
                "recorded_by",
                "recorded_agency",
            }
        )


class IssueTag(models.Model):
    """課題: a code of a list that can be exchanged, of the household or of one of its people."""

    case = models.ForeignKey("collaboration.SharedCase", models.PROTECT, related_name="issues")
    member = models.ForeignKey(
        "collaboration.HouseholdMember", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    code = models.CharField("課題", max_length=30)
    since_on = models.DateField("いつから", null=True, blank=True)
    source = models.CharField("だれが言ったか", max_length=20, choices=Source.choices())
    resolved_on = models.DateField("なくなった日", null=True, blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code"],
                condition=Q(resolved_on__isnull=True, member__isnull=True),
                name="issue_open_once_a_household",
            ),
            models.UniqueConstraint(
                fields=["member", "code"],
                condition=Q(resolved_on__isnull=True, member__isnull=False),
                name="issue_open_once_a_member",
            ),
        ]

    class Handling:
        """What troubles somebody."""

        sensitive = frozenset({"code", "member", "source"})
        operational = frozenset({"id", "case", "since_on", "resolved_on", "recorded_at", "recorded_by"})
