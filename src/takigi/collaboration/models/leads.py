"""気になる人の表: the little that is known of somebody who is not connected to anybody yet."""

import uuid

from django.db import models
from django.db.models import Q

from takigi.collaboration.rules.leads import KnownAs, LeadState, Where, WhyClosed


class OutreachLead(models.Model):
    """気になる人: a sign and a rough place are enough. Nobody is searched for in a register because of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+", db_index=False)
    # Who goes to look: the agency whose own business it is from now on.
    holder_agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+", db_index=False)
    registered_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+")
    registered_agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+", db_index=False)
    registered_at = models.DateTimeField("知らせた日時")
    seen_on = models.DateField("気づいた日")
    signals = models.JSONField("気づいたこと", default=list)
    note = models.TextField("様子", blank=True)
    block = models.PositiveSmallIntegerField("ブロック", null=True, blank=True)
    granularity = models.CharField("場所の細かさ", max_length=10, choices=Where.choices())
    place = models.CharField("場所", max_length=200, blank=True)
    known_as = models.CharField("だれか", max_length=10, choices=KnownAs.choices())
    who = models.CharField("分かっていること", max_length=200, blank=True)
    state = models.CharField("状態", max_length=20, choices=LeadState.choices(), default=LeadState.NEW)
    state_from_on = models.DateField("状態の始まり")
    checker = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    check_by_on = models.DateField("いつまでに確かめるか", null=True, blank=True)
    first_contact_on = models.DateField("はじめて会えた日", null=True, blank=True)
    connected_on = models.DateField("つながった日", null=True, blank=True)
    connected_agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    why_closed = models.CharField("終わった理由", max_length=20, choices=WhyClosed.choices(), blank=True)
    case = models.ForeignKey("collaboration.SharedCase", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="lead_connected_with_day_and_agency",
                condition=~Q(state=LeadState.CONNECTED) | Q(connected_on__isnull=False, connected_agency__isnull=False),
            ),
            models.CheckConstraint(
                name="lead_closed_with_reason", condition=~Q(state=LeadState.CLOSED) | ~Q(why_closed="")
            ),
        ]
        indexes = [models.Index(fields=["holder_agency", "state", "state_from_on"], name="lead_held")]

    class Handling:
        """Who and where may name somebody; the signs are about them."""

        identifies = frozenset({"who", "place"})
        sensitive = frozenset({"signals", "note"})
        operational = frozenset(
            {
                "id",
                "municipality",
                "holder_agency",
                "registered_by",
                "registered_agency",
                "registered_at",
                "seen_on",
                "block",
                "granularity",
                "known_as",
                "state",
                "state_from_on",
                "checker",
                "check_by_on",
                "first_contact_on",
                "connected_on",
                "connected_agency",
                "why_closed",
                "case",
            }
        )


class LeadMove(models.Model):
    """気になる人の動き: added, never changed."""

    lead = models.ForeignKey(OutreachLead, models.PROTECT, related_name="moves")
    to_state = models.CharField("どこへ", max_length=20, choices=LeadState.choices())
    happened_on = models.DateField("日")
    note = models.TextField("あったこと", blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Handling:
        """The note is about somebody."""

        sensitive = frozenset({"note"})
        operational = frozenset({"id", "lead", "to_state", "happened_on", "recorded_at", "recorded_by"})
