"""会議のあとの確かめ: 30, 90 and 180 days later, who is still there, and with whom the case is."""

import uuid

from django.db import models

from takigi.meetings.models.meetings import AgendaItem
from takigi.meetings.rules.follow_ups import Involvement, OwnerFound


class InvolvementCheck(models.Model):
    """関わりの確かめ: one of an item that was held, on its day. Due checks are reckoned, not stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="+")
    days = models.PositiveSmallIntegerField("何日あと")
    made_on = models.DateField("確かめた日")
    made_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    owner_agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+", db_index=False)
    owner_found = models.CharField("主担当", max_length=20, choices=OwnerFound.choices())
    note = models.TextField("気づいたこと", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "days"], name="involvement_check_once")]

    class Handling:
        """What became of the help."""

        sensitive = frozenset({"note"})
        operational = frozenset({"id", "item", "days", "made_on", "made_by", "owner_agency", "owner_found"})


class InvolvementFinding(models.Model):
    """一つの機関の関わり, as it was found."""

    check_made = models.ForeignKey(InvolvementCheck, models.PROTECT, related_name="+")
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+", db_index=False)
    finding = models.CharField("いまの関わり", max_length=20, choices=Involvement.choices())
    note = models.CharField("ひとこと", max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["check_made", "agency"], name="involvement_finding_once")]

    class Handling:
        """What became of one agency's part."""

        sensitive = frozenset({"note"})
        operational = frozenset({"id", "check_made", "agency", "finding"})
