"""世帯の人の表: who belongs to the household, which agency knows whom, and what else holds them."""

import uuid

from django.db import models

from takigi.collaboration.rules.households import Bond, Kinship, Sex, SupporterKind


class HouseholdMember(models.Model):
    """世帯の人: of the register or not; where somebody under protection lives stands nowhere here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("collaboration.SharedCase", models.PROTECT, related_name="members")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("氏名", max_length=100, blank=True)
    kinship = models.CharField("続柄", max_length=20, choices=Kinship.choices())
    sex = models.CharField("性別", max_length=10, choices=Sex.choices(), default=Sex.UNSAID)
    birth_year = models.PositiveSmallIntegerField("生まれた年", null=True, blank=True)
    is_living_there = models.BooleanField("いっしょに暮らしている", default=True)
    has_died = models.BooleanField("亡くなっている", default=False)
    is_protected = models.BooleanField("住所が保護されている", default=False)
    # 孫, おい・めい, 子の配偶者, 祖父母: through whom of the household.
    through = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    order = models.PositiveSmallIntegerField("順", default=0)
    note = models.CharField("ひとこと", max_length=200, blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    ended_at = models.DateTimeField("外した日時", null=True, blank=True)

    class Handling:
        """Third parties are persons too (R12)."""

        identifies = frozenset({"name", "person", "birth_year"})
        sensitive = frozenset({"kinship", "sex", "is_living_there", "has_died", "is_protected", "through", "note"})
        operational = frozenset({"id", "case", "order", "recorded_at", "recorded_by", "ended_at"})


class KnownTo(models.Model):
    """知っている機関: which agency knows which person of the household, from when until when."""

    member = models.ForeignKey(HouseholdMember, models.PROTECT, related_name="known_to")
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+")
    what_for = models.CharField("何で", max_length=100, blank=True)
    from_on = models.DateField("いつから", null=True, blank=True)
    ended_at = models.DateTimeField("外した日時", null=True, blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Handling:
        """Which office knows somebody tells about them."""

        sensitive = frozenset({"agency", "what_for"})
        operational = frozenset({"id", "member", "from_on", "ended_at", "recorded_at", "recorded_by"})


class Supporter(models.Model):
    """支え: a neighbour, a field, a shop, a relative far away; counts as much as an office."""

    case = models.ForeignKey("collaboration.SharedCase", models.PROTECT, related_name="supporters")
    member = models.ForeignKey(HouseholdMember, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField("種類", max_length=20, choices=SupporterKind.choices())
    words = models.CharField("だれ・どこ", max_length=100)
    bond = models.CharField("つながり", max_length=20, choices=Bond.choices(), default=Bond.USUAL)
    note = models.CharField("ひとこと", max_length=200, blank=True)
    ended_at = models.DateTimeField("外した日時", null=True, blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Handling:
        """Names people and places beside the household."""

        identifies = frozenset({"words"})
        sensitive = frozenset({"kind", "bond", "note", "member"})
        operational = frozenset({"id", "case", "ended_at", "recorded_at", "recorded_by"})
