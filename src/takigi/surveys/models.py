"""アンケートの表: what may be asked, when it is asked, the slips that open it, and answers that belong to nobody."""

import uuid

from django.db import models
from django.db.models import F, Q

from takigi.organisations.rules import Field
from takigi.surveys.rules import LAWFUL, Asks, Licence, Tenure


class Instrument(models.Model):
    """尺度の台帳: an instrument of others, with what its authors allow. The house's own two are not here: they are code."""

    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+", db_index=False)
    name = models.CharField("尺度の名前", max_length=100)
    asks = models.CharField("何を聞くか", max_length=20, choices=Asks.choices())
    licence = models.CharField("使ってよいか", max_length=20, choices=Licence.choices())
    citation = models.CharField("出典", max_length=300, blank=True)
    because = models.CharField("確かめたこと", max_length=300)
    # The wording of its questions, typed in by the town once its authors allow it.
    questions = models.JSONField("問い", default=list)
    checked_on = models.DateField("確かめた日")
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="survey_instrument_once")]

    class Handling:
        """Nothing about a person."""

        operational = frozenset(
            {
                "id",
                "municipality",
                "name",
                "asks",
                "licence",
                "citation",
                "because",
                "questions",
                "checked_on",
                "recorded_at",
                "recorded_by",
            }
        )


class Wave(models.Model):
    """調査の回: one asking, of a time or after an event. Its licence is written down as it was when it opened."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+", db_index=False)
    shipped_key = models.CharField("家の尺度", max_length=20, blank=True)
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, blank=True, related_name="+")
    asks = models.CharField("何を聞くか", max_length=20, choices=Asks.choices())
    licence = models.CharField("使ってよいわけ", max_length=20, choices=Licence.choices())
    label = models.CharField("題", max_length=100)
    # 会議・講座のあと: the event's own id, in whichever room it is; empty: of the time alone.
    event_id = models.UUIDField("会議・講座", null=True, blank=True, db_index=True)
    opens_on = models.DateField("始まり")
    closes_on = models.DateField("締め切り")
    closed_on = models.DateField("閉じた日", null=True, blank=True)
    invited = models.PositiveIntegerField("声をかけた人数")
    opened_at = models.DateTimeField("用意した日時")
    opened_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="survey_wave_is_lawful", condition=Q(licence__in=sorted(one.value for one in LAWFUL))
            ),
            models.CheckConstraint(name="survey_wave_ends_after_it_begins", condition=Q(closes_on__gte=F("opens_on"))),
            models.CheckConstraint(
                name="survey_wave_has_one_instrument",
                condition=Q(shipped_key="", instrument__isnull=False)
                | (~Q(shipped_key="") & Q(instrument__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["municipality", "-opens_on"], name="survey_waves")]

    class Handling:
        """Nothing about a person."""

        operational = frozenset(
            {
                "id",
                "municipality",
                "shipped_key",
                "instrument",
                "asks",
                "licence",
                "label",
                "event_id",
                "opens_on",
                "closes_on",
                "closed_on",
                "invited",
                "opened_at",
                "opened_by",
            }
        )


class Slip(models.Model):
    """答える紙: a link that anybody may have drawn. Only its digest is kept; who has which nobody knows."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="slips")
    digest = models.CharField("照合の値", max_length=64, unique=True)

    class Handling:
        """A link, not a person."""

        operational = frozenset({"id", "wave", "digest"})


class Response(models.Model):
    """答え: of one slip. No name, no workplace, no time of day; what was felt is for nobody to read alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="+")
    slip = models.OneToOneField(Slip, models.CASCADE, related_name="response")
    answers = models.JSONField("答え", default=dict)
    words = models.CharField("自由に書いたこと", max_length=400, blank=True)
    field = models.CharField("分野", max_length=20, choices=Field.choices(), blank=True)
    tenure = models.CharField("仕事の年数", max_length=20, choices=Tenure.choices(), blank=True)
    answered_on = models.DateField("答えた日")

    class Handling:
        """What somebody feels and thinks, without a name."""

        sensitive = frozenset({"answers", "words"})
        operational = frozenset({"id", "wave", "slip", "field", "tenure", "answered_on"})
