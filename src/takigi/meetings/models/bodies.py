"""会議体と構成員: on which law it meets, by which rule, and who belongs to it from when to when."""

import uuid

from django.db import models
from django.db.models import F, Q

from takigi.access.legal_bases import LegalBasis, SecrecyType
from takigi.meetings.rules.words import MemberKind


class Body(models.Model):
    """会議体: its local name says nothing about its law. The basis is a field and never changes; another basis is another body."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+")
    local_name = models.CharField("名前", max_length=80)
    legal_basis = models.CharField("根拠", max_length=20, choices=LegalBasis.choices())
    meeting_kinds = models.JSONField("開ける会議の種類", default=list)
    rule_text = models.TextField("要綱・決まり", blank=True)
    established_on = models.DateField("できた日")
    ended_on = models.DateField("終わった日", null=True, blank=True)
    secretariat = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+", db_index=False)
    grace_days = models.PositiveSmallIntegerField("会議のあと資料を閉じるまでの日数", default=3)
    # 名前は会議の当日から: who is not involved yet gets the de-identified brief first.
    is_identity_on_the_day = models.BooleanField("氏名などは会議の当日から開く", default=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "local_name"], name="body_name_once"),
            models.CheckConstraint(
                name="body_ends_after_it_begins",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("established_on")),
            ),
            models.CheckConstraint(name="body_grace_is_short", condition=Q(grace_days__lte=14)),
        ]

    class Handling:
        """Nothing about a person."""

        operational = frozenset(
            {
                "id",
                "municipality",
                "local_name",
                "legal_basis",
                "meeting_kinds",
                "rule_text",
                "established_on",
                "ended_on",
                "secretariat",
                "grace_days",
                "is_identity_on_the_day",
                "recorded_at",
                "recorded_by",
            }
        )


class BodyMember(models.Model):
    """構成員: a person, or an agency that sends somebody; standing or for one case, with the kind of secrecy the law asks of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, null=True, blank=True, related_name="+")
    staff = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    # Somebody without an account: a commissioned welfare volunteer, a resident, a lawyer.
    person_name = models.CharField("氏名（サインインしない方）", max_length=60, blank=True)
    kind = models.CharField("別", max_length=20, choices=MemberKind.choices(), default=MemberKind.STANDING)
    secrecy_type = models.CharField("守秘の種別", max_length=20, choices=SecrecyType.choices())
    is_community = models.BooleanField("民生委員・住民", default=False)
    appointed_on = models.DateField("任命した日")
    term_until = models.DateField("任期の終わり", null=True, blank=True)
    ended_on = models.DateField("やめた日", null=True, blank=True)
    admitted_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    admit_reason = models.CharField("認めた理由", max_length=300, blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="body_member_is_somebody",
                condition=Q(agency__isnull=False) | Q(staff__isnull=False) | ~Q(person_name=""),
            ),
            models.CheckConstraint(
                name="body_member_in_order",
                condition=(Q(term_until__isnull=True) | Q(term_until__gte=F("appointed_on")))
                & (Q(ended_on__isnull=True) | Q(ended_on__gte=F("appointed_on"))),
            ),
            # R5: whoever is not a standing member is let in by somebody, for a reason.
            models.CheckConstraint(
                name="body_member_was_admitted",
                condition=Q(kind=MemberKind.STANDING) | (Q(admitted_by__isnull=False) & ~Q(admit_reason="")),
            ),
            models.UniqueConstraint(
                fields=["body", "staff"],
                condition=Q(ended_on__isnull=True, staff__isnull=False),
                name="body_member_once",
            ),
        ]

    class Handling:
        """A register of members (MEMB)."""

        identifies = frozenset({"person_name"})
        operational = frozenset(
            {
                "id",
                "body",
                "agency",
                "staff",
                "kind",
                "secrecy_type",
                "is_community",
                "appointed_on",
                "term_until",
                "ended_on",
                "admitted_by",
                "admit_reason",
                "recorded_at",
                "recorded_by",
            }
        )
