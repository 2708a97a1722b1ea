"""振り返りと判断: what was done, what happened, what was decided, what may be said, and what others ask."""

from django.db import models
from django.db.models import Q

from takigi.logic_models.models.stories import ROW, StoryRow
from takigi.logic_models.rules.learning import Answer, Comparison, DecisionKind, MemberRole, StuckAt


class Reflection(StoryRow):
    """振り返り in fifteen minutes: what we did, what happened, what surprised, what changed in us and in them."""

    held_on = models.DateField("日")
    people = models.TextField("だれと", blank=True)
    did = models.TextField("やったこと", blank=True)
    saw = models.TextField("起きたこと", blank=True)
    surprised = models.TextField("意外だったこと", blank=True)
    change_in_us = models.TextField("わたしたちの変化", blank=True)
    change_in_audience = models.TextField("相手の変化", blank=True)
    change_in_others = models.TextField("まわりの変化", blank=True)
    next = models.TextField("これから", blank=True)

    class Handling:
        """Frank words among colleagues."""

        sensitive = frozenset(
            {"people", "did", "saw", "surprised", "change_in_us", "change_in_audience", "change_in_others"}
        )
        operational = ROW | {"held_on", "next"}


class Decision(StoryRow):
    """判断: what is done now, on what, what else was considered, and when it is looked at again."""

    reflection = models.ForeignKey("logic_models.Reflection", models.PROTECT, null=True, blank=True, related_name="+")
    about = models.CharField("何について", max_length=20, blank=True)
    kind = models.CharField("種類", max_length=20, choices=DecisionKind.choices())
    basis = models.TextField("よりどころ")
    options_considered = models.TextField("ほかに考えた案", blank=True)
    decided_by = models.TextField("決めた人", blank=True)
    decided_on = models.DateField("決めた日")
    revisit_if = models.TextField("見直すとき", blank=True)
    revisit_on = models.DateField("見直す日", null=True, blank=True)

    class Handling:
        """Names of colleagues may stand in 決めた人."""

        identifies = frozenset({"decided_by"})
        operational = ROW | {
            "reflection",
            "about",
            "kind",
            "basis",
            "options_considered",
            "decided_on",
            "revisit_if",
            "revisit_on",
        }


class DecisionFact(models.Model):
    """判断の薪: a finding that the decision rests on."""

    decision = models.ForeignKey("logic_models.Decision", models.PROTECT, related_name="+", db_index=False)
    fact = models.ForeignKey("logic_models.Fact", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "fact"], name="decision_fact_once")]

    class Handling:
        """Links only."""

        operational = frozenset({"id", "decision", "fact"})


class Diagnosis(StoryRow):
    """つまずきの場所: not delivered, or delivered without change? Said by people, with why."""

    about = models.CharField("何について", max_length=20)
    reflection = models.ForeignKey("logic_models.Reflection", models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.ForeignKey("logic_models.Decision", models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField("日")
    delivered = models.CharField("届いたか", max_length=20, choices=Answer.choices())
    changed = models.CharField("変わったか", max_length=20, choices=Answer.choices())
    place = models.CharField("つまずきの場所", max_length=20, choices=StuckAt.choices(), blank=True)
    why = models.TextField("なぜそう見るか")

    class Handling:
        """Judgement about work."""

        operational = ROW | {"about", "reflection", "decision", "on", "delivered", "changed", "place", "why"}


class Claim(StoryRow):
    """寄与の主張: what may be said, what may not, compared with what, against which other explanations."""

    text = models.TextField("主張")
    outcome = models.CharField("どの変化", max_length=20)
    links = models.JSONField("どのつながり", default=list, blank=True)
    delivered = models.CharField("届いたか", max_length=20, choices=Answer.choices(), default=Answer.UNKNOWN)
    changed = models.CharField("変わったか", max_length=20, choices=Answer.choices(), default=Answer.UNKNOWN)
    assumptions_held = models.CharField(
        "前提は成り立ったか", max_length=20, choices=Answer.choices(), default=Answer.UNKNOWN
    )
    rivals_considered = models.TextField("考えた別の説明", blank=True)
    comparison = models.CharField("比べ方", max_length=20, choices=Comparison.choices())
    can_say = models.TextField("言えること")
    cannot_say = models.TextField("言えないこと")
    reviewer = models.CharField("見た人", max_length=60, blank=True)
    claimed_on = models.DateField("日")
    withdrawn_on = models.DateField("取り下げた日", null=True, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Handling:
        """Words about what worked."""

        operational = ROW | {
            "text",
            "outcome",
            "links",
            "delivered",
            "changed",
            "assumptions_held",
            "rivals_considered",
            "comparison",
            "can_say",
            "cannot_say",
            "reviewer",
            "claimed_on",
            "withdrawn_on",
            "replaces",
        }


class Comment(StoryRow):
    """問い返し: a question of a mentor, a colleague or a committee on any box or arrow, and how it was answered."""

    about = models.CharField("何について", max_length=20, blank=True)
    asked_as = models.CharField("立場", max_length=20, choices=MemberRole.choices(), blank=True)
    question = models.TextField("問い")
    answer = models.TextField("答え", blank=True)
    answered_at = models.DateTimeField("答えた日時", null=True, blank=True)
    answered_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="comment_answered_by_somebody",
                condition=Q(answer="") | Q(answered_at__isnull=False, answered_by__isnull=False),
            )
        ]

    class Handling:
        """Frank words among colleagues."""

        sensitive = frozenset({"question", "answer"})
        operational = ROW | {"about", "asked_as", "answered_at", "answered_by"}
