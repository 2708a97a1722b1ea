"""目標: the person's words with the point of graduation, who agreed to it, and how far it is done and enjoyed."""

import uuid

from django.db import models
from django.db.models import Q

from takigi.casework.rules.goals import GoalField
from takigi.instruments.timepoints import Timepoint


class Goal(models.Model):
    """目標. Changed after the agreement only by another that replaces it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="goals")
    position = models.PositiveSmallIntegerField("順番", default=1)
    text = models.TextField("本人のことば")
    field = models.CharField("分野", max_length=20, choices=GoalField.choices(), default=GoalField.OTHER)
    graduation = models.TextField("卒業の目印", blank=True)
    target_on = models.DateField("いつまでに", null=True, blank=True)
    proposed_on = models.DateField("提案した日")
    agreed_on = models.DateField("合意した日", null=True, blank=True)
    agreed_by = models.JSONField("合意した人", default=list, blank=True)
    # What each does towards it: 本人, 家族, 専門職; one line each, for the page on the refrigerator.
    self_does = models.TextField("本人がすること", blank=True)
    family_does = models.TextField("家族がすること", blank=True)
    team_does = models.TextField("専門職がすること", blank=True)
    is_achieved = models.BooleanField("達成した", null=True, blank=True)
    judged_on = models.DateField("判断した日", null=True, blank=True)
    judged_by = models.JSONField("判断した人", default=list, blank=True)
    why_not = models.TextField("達成しなかったわけ", blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            # A version that replaces another stands in its place.
            models.UniqueConstraint(
                name="goal_one_a_place", fields=["case", "position"], condition=Q(replaces__isnull=True)
            ),
            models.CheckConstraint(
                name="goal_agreed_with_graduation", condition=Q(agreed_on__isnull=True) | ~Q(graduation="")
            ),
            models.CheckConstraint(
                name="goal_judged_on_a_day",
                condition=Q(is_achieved__isnull=True, judged_on__isnull=True)
                | Q(is_achieved__isnull=False, judged_on__isnull=False),
            ),
        ]

    class Handling:
        """The words are the person's."""

        sensitive = frozenset(
            {
                "text",
                "field",
                "graduation",
                "agreed_by",
                "self_does",
                "family_does",
                "team_does",
                "is_achieved",
                "judged_by",
                "why_not",
            }
        )
        operational = frozenset(
            {
                "id",
                "case",
                "position",
                "target_on",
                "proposed_on",
                "agreed_on",
                "judged_on",
                "replaces",
                "recorded_at",
                "recorded_by",
            }
        )


class GoalRating(models.Model):
    """実行度・満足度 (0–10) of one goal at one time, as the person says; a mistake is replaced, not rewritten."""

    goal = models.ForeignKey("casework.Goal", models.PROTECT, related_name="ratings")
    timepoint = models.CharField("時点", max_length=10, choices=Timepoint.choices())
    rated_on = models.DateField("聞いた日")
    performance = models.PositiveSmallIntegerField("実行度")
    satisfaction = models.PositiveSmallIntegerField("満足度")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="goal_rating_from_0_to_10", condition=Q(performance__lte=10, satisfaction__lte=10)
            ),
        ]

    class Handling:
        """How the person feels about it."""

        sensitive = frozenset({"performance", "satisfaction"})
        operational = frozenset({"id", "goal", "timepoint", "rated_on", "replaces", "recorded_at", "recorded_by"})
