"""地域資源の表: a place with its days, how one gets there and who is welcome; and whom to ring up."""

import uuid

from django.db import models
from django.db.models import Q

from takigi.resources.rules.words import INFORMAL, ResourceKind, ResourceState, Sharing


class Resource(models.Model):
    """地域資源: one card."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+", db_index=False)
    name = models.CharField("名前", max_length=100)
    name_kana = models.CharField("カナ", max_length=100, blank=True)
    kind = models.CharField("種類", max_length=20, choices=ResourceKind.choices())
    area = models.ForeignKey("organisations.Area", models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField("場所", max_length=100, blank=True)
    address = models.CharField("住所", max_length=200, blank=True)
    rest_from_month = models.PositiveSmallIntegerField("休む季節の始めの月", null=True, blank=True)
    rest_to_month = models.PositiveSmallIntegerField("休む季節の終わりの月", null=True, blank=True)
    days_note = models.CharField("日についての覚え書き", max_length=200, blank=True)
    is_closed_on_holidays = models.BooleanField("祝日は休み", default=False)
    cost_yen = models.PositiveIntegerField("一回の費用（円）", null=True, blank=True)
    cost_note = models.CharField("費用にふくまれるもの", max_length=200, blank=True)
    access = models.JSONField("行き方", default=list, blank=True)
    walk_minutes = models.PositiveSmallIntegerField("歩く分", null=True, blank=True)
    walk_from = models.CharField("どこから歩くか", max_length=60, blank=True)
    comforts = models.JSONField("場所のようす", default=list, blank=True)
    capacity_note = models.CharField("空き", max_length=100, blank=True)
    interests = models.JSONField("したいこと", default=list, blank=True)
    welcomes = models.JSONField("迎え方", default=list, blank=True)
    atmosphere = models.TextField("来ている人とふんいき", blank=True)
    roles = models.CharField("できる役割", max_length=200, blank=True)
    conditions = models.CharField("参加の条件", max_length=200, blank=True)
    source = models.CharField("どこで知ったか", max_length=100, blank=True)
    sharing = models.CharField("だれに伝えてよいか", max_length=10, choices=Sharing.choices(), default=Sharing.STAFF)
    consent_on = models.DateField("載せることの同意を聞いた日", null=True, blank=True)
    state = models.CharField(
        "いまのようす", max_length=10, choices=ResourceState.choices(), default=ResourceState.ACTIVE
    )
    state_from_on = models.DateField("いつから")
    state_note = models.CharField("わけ", max_length=200, blank=True)
    verified_on = models.DateField("確かめた日", null=True, blank=True)
    verified_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField("書きかえの回数", default=1)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name", "place"], name="resource_one_name_a_place"),
            # 個人の集まり: without the word of those who hold it, no family is handed the card.
            models.CheckConstraint(
                name="resource_private_only_with_consent",
                condition=~Q(sharing=Sharing.PUBLIC) | ~Q(kind__in=sorted(INFORMAL)) | Q(consent_on__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["municipality", "state", "verified_on"], name="resource_to_confirm")]

    class Handling:
        """A place, and in its words now and then the people who hold it."""

        sensitive = frozenset({"atmosphere", "state_note"})
        operational = frozenset(
            {
                "id",
                "municipality",
                "name",
                "name_kana",
                "kind",
                "area",
                "place",
                "address",
                "rest_from_month",
                "rest_to_month",
                "days_note",
                "is_closed_on_holidays",
                "cost_yen",
                "cost_note",
                "access",
                "walk_minutes",
                "walk_from",
                "comforts",
                "capacity_note",
                "interests",
                "welcomes",
                "roles",
                "conditions",
                "source",
                "sharing",
                "consent_on",
                "state",
                "state_from_on",
                "verified_on",
                "verified_by",
                "version",
                "recorded_at",
                "recorded_by",
            }
        )


class ResourceSlot(models.Model):
    """ひらく曜日: every week, or on some weeks of the month."""

    resource = models.ForeignKey("resources.Resource", models.CASCADE, related_name="slots", db_index=False)
    weekday = models.PositiveSmallIntegerField("曜日")
    weeks = models.JSONField("第何週", default=list, blank=True)
    starts = models.CharField("始まり", max_length=5, blank=True)
    ends = models.CharField("終わり", max_length=5, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["resource", "weekday"], name="resource_slot_once_a_weekday"),
            models.CheckConstraint(name="resource_slot_is_a_weekday", condition=Q(weekday__lte=6)),
        ]

    class Handling:
        """Nothing about anybody."""

        operational = frozenset({"id", "resource", "weekday", "weeks", "starts", "ends"})


class ResourceContact(models.Model):
    """連絡先: who is to be rung up. A private one is seen only by those who keep the cards."""

    resource = models.OneToOneField("resources.Resource", models.CASCADE, related_name="contact")
    name = models.CharField("世話役・窓口", max_length=60, blank=True)
    phone = models.CharField("電話", max_length=30, blank=True)
    note = models.CharField("かけるときの覚え書き", max_length=200, blank=True)
    is_private = models.BooleanField("個人の連絡先", default=True)

    class Handling:
        """A neighbour's name and number."""

        identifies = frozenset({"name", "phone"})
        sensitive = frozenset({"note"})
        operational = frozenset({"id", "resource", "is_private"})
