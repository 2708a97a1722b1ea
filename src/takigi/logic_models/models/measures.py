"""指標の使い方: which indicator speaks for which box in which role, from where to where, and why."""

from django.db import models
from django.db.models import Q

from takigi.logic_models.models.stories import ROW, StoryRow
from takigi.logic_models.rules.learning import Frequency, UseRole, WantedDirection


class IndicatorUse(StoryRow):
    """指標の役割: an indicator of the catalogue (`indicator`) or the team's own, beside one box."""

    node = models.CharField("箱", max_length=20)
    indicator = models.CharField("カタログの指標", max_length=80, blank=True)
    name = models.CharField("名前", max_length=120)
    role = models.CharField("役割", max_length=20, choices=UseRole.choices())
    direction = models.CharField("のぞむ向き", max_length=20, choices=WantedDirection.choices(), blank=True)
    unit = models.CharField("単位", max_length=20, blank=True)
    counts = models.TextField("何を数えるか", blank=True)
    out_of = models.TextField("何で割るか", blank=True)
    source = models.CharField("出どころ", max_length=200, blank=True)
    frequency = models.CharField("どのくらいおきに", max_length=20, choices=Frequency.choices(), blank=True)
    lag = models.CharField("数がそろうまで", max_length=60, blank=True)
    owner = models.CharField("だれが見るか", max_length=60, blank=True)
    from_on = models.DateField("いつから")
    ended_on = models.DateField("いつまで", null=True, blank=True)
    why_ended = models.TextField("やめた理由", blank=True)

    class Meta:
        indexes = [models.Index(fields=["story", "node"], name="uses_of_node")]

    class Handling:
        """Meaning of a number, no number about a person."""

        operational = ROW | {
            "node",
            "indicator",
            "name",
            "role",
            "direction",
            "unit",
            "counts",
            "out_of",
            "source",
            "frequency",
            "lag",
            "owner",
            "from_on",
            "ended_on",
            "why_ended",
        }


class UseValue(StoryRow):
    """Baselines, targets and observations share a shape: a value for a period, or the kind of its absence."""

    use = models.ForeignKey("logic_models.IndicatorUse", models.PROTECT, related_name="+")
    value = models.DecimalField("値", max_digits=14, decimal_places=4, null=True, blank=True)
    missing_kind = models.CharField("値がないわけ", max_length=20, blank=True)
    period_from = models.DateField("期間の始まり")
    period_until = models.DateField("期間の終わり")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_value_or_missing",
                condition=Q(value__isnull=False, missing_kind="") | (Q(value__isnull=True) & ~Q(missing_kind="")),
            )
        ]


VALUE = ROW | {"use", "value", "missing_kind", "period_from", "period_until"}


class Baseline(UseValue):
    """基準値. The newest by the day counts; the older ones stay."""

    set_on = models.DateField("決めた日")
    reason = models.TextField("根拠", blank=True)

    class Handling:
        """A number about a town."""

        operational = VALUE | {"set_on", "reason"}


class Target(UseValue):
    """目標: never without the ground it stands on; a new one says why it replaces the old."""

    set_on = models.DateField("決めた日")
    basis = models.TextField("根拠")
    reason = models.TextField("変えた理由", blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(UseValue.Meta):
        constraints = [
            *UseValue.Meta.constraints,
            models.CheckConstraint(
                name="target_changed_with_reason", condition=Q(replaces__isnull=True) | ~Q(reason="")
            ),
        ]

    class Handling:
        """A number about a town."""

        operational = VALUE | {"set_on", "basis", "reason", "replaces"}


class Observation(UseValue):
    """実績: of an indicator that the team counts itself."""

    observed_on = models.DateField("数えた日")
    count = models.IntegerField("n", null=True, blank=True)
    out_of = models.IntegerField("分母", null=True, blank=True)
    method = models.CharField("数え方", max_length=200, blank=True)
    observer = models.CharField("数えた人", max_length=60, blank=True)
    words = models.TextField("覚え書き", blank=True)
    is_comparable = models.BooleanField("前と比べられる", default=True)
    why_not_comparable = models.TextField("比べられない理由", blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Handling:
        """A number about a town; small ones are hidden where they are shown."""

        operational = VALUE | {
            "observed_on",
            "count",
            "out_of",
            "method",
            "observer",
            "words",
            "is_comparable",
            "why_not_comparable",
            "replaces",
        }
