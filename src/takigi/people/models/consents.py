"""同意: the present state for each purpose, and every step that led to it."""

from django.db import models
from django.db.models import Q

from takigi.people.rules import ConsentMethod, ConsentPurpose, ConsentState


class Consent(models.Model):
    """同意: one row for a person and a purpose. A state machine, never a tick."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    purpose = models.CharField("目的", max_length=20, choices=ConsentPurpose.choices())
    state = models.CharField("状態", max_length=20, choices=ConsentState.choices(), default=ConsentState.NOT_ASKED)
    scope_agencies = models.JSONField("見てよい機関", default=list)
    scope_classes = models.JSONField("見てよい情報", default=list)
    expires_on = models.DateField("いつまで", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "purpose"], name="consent_once_a_purpose"),
            models.CheckConstraint(
                name="consent_scope_only_when_granted",
                condition=Q(state=ConsentState.GRANTED) | Q(expires_on__isnull=True),
            ),
        ]

    class Handling:
        """Whether somebody consented is about that person."""

        sensitive = frozenset({"state", "scope_agencies", "scope_classes"})
        operational = frozenset({"id", "person", "purpose", "expires_on"})


class ConsentStep(models.Model):
    """同意の経過: who heard what, when, on which form. Kept for ever, also after a withdrawal."""

    consent = models.ForeignKey(Consent, models.CASCADE, related_name="steps")
    state = models.CharField("状態", max_length=20, choices=ConsentState.choices())
    happened_on = models.DateField("日")
    method = models.CharField("方法", max_length=20, choices=ConsentMethod.choices(), blank=True)
    form_version = models.CharField("様式の版", max_length=40, blank=True)
    scope = models.JSONField("範囲", default=dict)
    capacity_note = models.CharField("意思の確かめ方", max_length=300, blank=True)
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("記録した日時")

    class Handling:
        """Whether and how somebody consented is about that person."""

        sensitive = frozenset({"state", "scope", "capacity_note"})
        operational = frozenset(
            {"id", "consent", "happened_on", "method", "form_version", "recorded_by", "recorded_at"}
        )
