"""受付: what was said at the door, and newly certified people who are left out on purpose, with the reason."""

from django.db import models

from takigi.casework.rules.intake import Speaker, Triage
from takigi.casework.rules.states import Route


class Consultation(models.Model):
    """総合相談の受付: the person's very words beside the codes."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="consultations")
    held_on = models.DateField("相談日")
    route = models.CharField("経路", max_length=20, choices=Route.choices())
    speaker = models.CharField("話した人", max_length=20, choices=Speaker.choices())
    words = models.TextField("言われたまま")
    reason_code = models.CharField("理由", max_length=20, blank=True)
    cause_code = models.CharField("原因", max_length=20, blank=True)
    triggers = models.JSONField("きっかけの言葉", default=list, blank=True)
    # 「元気になりたいんだけど、どうしたらいいですか」 (KPI 29).
    has_wish_to_recover = models.BooleanField("元気になりたいという相談", default=False)
    triage = models.CharField("振り分け", max_length=20, choices=Triage.choices(), default=Triage.UNDECIDED)
    note = models.TextField("覚え書き", blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Handling:
        """What was said is sensitive."""

        sensitive = frozenset({"words", "reason_code", "cause_code", "triggers", "has_wish_to_recover", "note"})
        operational = frozenset({"id", "case", "held_on", "route", "speaker", "triage", "recorded_at", "recorded_by"})


class SetAside(models.Model):
    """訪問を見送った認定: somebody decided, with a reason; nobody falls off the list by time."""

    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    certification_line = models.UUIDField("認定の通し", unique=True)
    reason = models.CharField("見送る理由", max_length=200)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Handling:
        """The reason may tell about the person."""

        sensitive = frozenset({"reason"})
        operational = frozenset({"id", "municipality", "person", "certification_line", "recorded_at", "recorded_by"})
