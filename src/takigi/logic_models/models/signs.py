"""合図と声: what was heard, whether it is what was hoped for, and what somebody found who looked."""

from django.db import models
from django.db.models import Q

from takigi.logic_models.models.stories import ROW, StoryRow
from takigi.logic_models.rules.signs import JUDGEMENTS, Match, SignState
from takigi.logic_models.rules.words import AudienceKind, VoiceOrigin


class Voice(StoryRow):
    """声・反応: a quotation, from whom, where and when; matched to a sign only by a person."""

    monitoring = models.CharField("合図", max_length=20, blank=True)
    quote = models.TextField("ことば")
    who_kind = models.CharField("だれの", max_length=20, choices=AudienceKind.choices(), blank=True)
    where = models.CharField("どこで", max_length=60, blank=True)
    heard_on = models.DateField("日")
    match = models.CharField("合図に合うか", max_length=20, choices=Match.choices(), default=Match.WAITING)
    matched_at = models.DateTimeField("確かめた日時", null=True, blank=True)
    matched_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    origin = models.CharField("来たところ", max_length=20, choices=VoiceOrigin.choices(), default=VoiceOrigin.TYPED)
    # One record brings each voice once, however often it is sent.
    origin_key = models.CharField("もとの記録", max_length=80, blank=True)
    # It may name a person: kept for whoever wrote it, shown to nobody else until it is rewritten.
    is_draft = models.BooleanField("下書き", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["story", "monitoring", "origin_key"], condition=~Q(origin_key=""), name="voice_once_a_record"
            ),
            models.CheckConstraint(
                name="voice_matched_by_a_person",
                condition=Q(match=Match.WAITING) | Q(matched_by__isnull=False, matched_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["story", "monitoring", "heard_on"], name="voices_of_sign")]

    class Handling:
        """What somebody really said."""

        sensitive = frozenset({"quote"})
        operational = ROW | {
            "monitoring",
            "who_kind",
            "where",
            "heard_on",
            "match",
            "matched_at",
            "matched_by",
            "origin",
            "origin_key",
            "is_draft",
        }


class VoiceMatch(models.Model):
    """声の見きわめ: each time that a person said whether a voice is what was hoped for. Never overwritten."""

    voice = models.ForeignKey("logic_models.Voice", models.PROTECT, related_name="+", db_index=False)
    monitoring = models.CharField("合図", max_length=20, blank=True)
    match = models.CharField("合図に合うか", max_length=20, choices=Match.choices())
    at = models.DateTimeField("日時")
    by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["voice", "at"], name="matches_of_voice")]

    class Handling:
        """A judgement about words, without the words."""

        operational = frozenset({"id", "voice", "monitoring", "match", "at", "by"})


class SignCheck(StoryRow):
    """確かめた記録: somebody looked for the sign on a day, and says when to look next."""

    monitoring = models.CharField("合図", max_length=20)
    checked_on = models.DateField("確かめた日")
    found = models.CharField("見えたか", max_length=20, choices=SignState.choices())
    words = models.TextField("見えたこと", blank=True)
    next_on = models.DateField("次に確かめる日", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sign_check_is_a_judgement", condition=Q(found__in=[s.value for s in JUDGEMENTS])
            )
        ]
        indexes = [models.Index(fields=["story", "monitoring", "checked_on"], name="checks_of_sign")]

    class Handling:
        """What was seen, without names."""

        sensitive = frozenset({"words"})
        operational = ROW | {"monitoring", "checked_on", "found", "next_on"}
