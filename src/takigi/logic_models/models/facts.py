"""薪拾い: what bothers, what is asked, what was found, and how it is read. Facts and readings are kept apart."""

from django.db import models

from takigi.logic_models.models.stories import ROW, StoryRow
from takigi.logic_models.rules.learning import CaseResult, Confidence, FactKind, FactQuality, Sensitivity, Stance
from takigi.logic_models.rules.states import QuestionState, UneaseState


class Question(StoryRow):
    """問い: what the team wants to know, how and by when."""

    text = models.TextField("問い")
    why = models.TextField("なぜ知りたいか", blank=True)
    how_to_check = models.TextField("どう確かめるか", blank=True)
    who = models.CharField("だれが", max_length=60, blank=True)
    due_on = models.DateField("いつまでに", null=True, blank=True)
    state = models.CharField("状態", max_length=20, choices=QuestionState.choices(), default=QuestionState.OPEN)
    answer = models.TextField("わかったこと", blank=True)

    class Handling:
        """Work of the town."""

        operational = ROW | {"text", "why", "how_to_check", "who", "due_on", "state", "answer"}


class Unease(StoryRow):
    """モヤモヤ: noted without a form, grouped into questions later."""

    text = models.TextField("モヤモヤ")
    noted_on = models.DateField("日")
    state = models.CharField("状態", max_length=20, choices=UneaseState.choices(), default=UneaseState.AS_IT_IS)
    question = models.ForeignKey("logic_models.Question", models.PROTECT, null=True, blank=True, related_name="+")
    why_shelved = models.TextField("棚上げした理由", blank=True)

    class Handling:
        """Frank words among colleagues."""

        sensitive = frozenset({"text"})
        operational = ROW | {"noted_on", "state", "question", "why_shelved"}


class Fact(StoryRow):
    """薪: one finding with its source, its day, how many it speaks for and how sure it is. What it means stands elsewhere."""

    text = models.TextField("薪")
    kind = models.CharField("種類", max_length=20, choices=FactKind.choices())
    heading = models.CharField("見出し", max_length=60, blank=True)
    source = models.CharField("出どころ", max_length=200)
    collected_on = models.DateField("集めた日")
    collector = models.CharField("集めた人", max_length=60, blank=True)
    count = models.IntegerField("n", null=True, blank=True)
    out_of = models.IntegerField("分母", null=True, blank=True)
    quality = models.CharField("確かさ", max_length=20, choices=FactQuality.choices(), blank=True)
    stale_after_on = models.DateField("いつまで新しいか", null=True, blank=True)
    sensitivity = models.CharField(
        "どこまで出せるか", max_length=20, choices=Sensitivity.choices(), default=Sensitivity.CITY_HALL
    )
    # Where it came from by one click: an indicator and its as-of date, or an import.
    origin = models.JSONField("もとの数", default=dict, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Handling:
        """De-identified by rule; what is heard may still be delicate."""

        sensitive = frozenset({"text"})
        operational = ROW | {
            "kind",
            "heading",
            "source",
            "collected_on",
            "collector",
            "count",
            "out_of",
            "quality",
            "stale_after_on",
            "sensitivity",
            "origin",
            "replaces",
        }


class FactQuestion(models.Model):
    """薪と問い: which finding answers which question; one may answer several."""

    fact = models.ForeignKey("logic_models.Fact", models.PROTECT, related_name="+", db_index=False)
    question = models.ForeignKey("logic_models.Question", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fact", "question"], name="fact_question_once")]

    class Handling:
        """Links only."""

        operational = frozenset({"id", "fact", "question"})


class StoryCase(StoryRow):
    """事例: one de-identified case behind a fact. No name, no exact age, no exact date."""

    fact = models.OneToOneField("logic_models.Fact", models.PROTECT, related_name="+")
    age_band = models.CharField("年代", max_length=20, blank=True)
    condition = models.TextField("状態", blank=True)
    wish = models.TextField("意向", blank=True)
    agreed_goal = models.TextField("合意したゴール", blank=True)
    what_was_done = models.TextField("したこと", blank=True)
    result = models.CharField("結果", max_length=20, choices=CaseResult.choices(), blank=True)
    what_helped = models.TextField("何がよかったか", blank=True)

    class Handling:
        """De-identified, but about one person's health and life."""

        sensitive = frozenset({"condition", "wish", "agreed_goal", "what_was_done", "what_helped"})
        operational = ROW | {"fact", "age_band", "result"}


class Reading(StoryRow):
    """読み取り: what somebody takes facts to mean, about which box or arrow (or about none in particular)."""

    text = models.TextField("読み取り")
    about = models.CharField("何について", max_length=20, blank=True)
    confidence = models.CharField("自信", max_length=20, choices=Confidence.choices(), blank=True)
    withdrawn_on = models.DateField("取り下げた日", null=True, blank=True)

    class Handling:
        """Judgement about facts, not about people."""

        operational = ROW | {"text", "about", "confidence", "withdrawn_on"}


class ReadingFact(models.Model):
    """読み取りの薪: whether the fact supports the reading or speaks against it."""

    reading = models.ForeignKey("logic_models.Reading", models.PROTECT, related_name="+", db_index=False)
    fact = models.ForeignKey("logic_models.Fact", models.PROTECT, related_name="+")
    stance = models.CharField("言うこと", max_length=20, choices=Stance.choices())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reading", "fact"], name="reading_fact_once")]

    class Handling:
        """Links only."""

        operational = frozenset({"id", "reading", "fact", "stance"})
