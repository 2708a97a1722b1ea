"""会議に出ているケース: what a meeting has open of a case, for whom and until when; written for the meetings above."""

import uuid

from django.db import models
from django.db.models import F, Q

from takigi.access.decide import MeetingPhase
from takigi.access.disclosure_bases import DisclosureBasis
from takigi.access.information import CASE_CLASSES
from takigi.access.legal_bases import LegalBasis

_CLASSES = [(one.value, one.label) for one in sorted(CASE_CLASSES)]


class CaseOnAgenda(models.Model):
    """議題のケース: one case on one agenda item. Past `closes_at` it is closed, whoever forgets to say so."""

    agenda_item_id = models.UUIDField("議題", primary_key=True)
    case = models.ForeignKey("collaboration.SharedCase", models.PROTECT, related_name="on_agendas")
    legal_basis = models.CharField("根拠", max_length=20, choices=LegalBasis.choices())
    phase = models.CharField("段階", max_length=20, choices=MeetingPhase.choices(), default=MeetingPhase.DRAFT)
    opens_at = models.DateTimeField("資料が開く日時", null=True, blank=True)
    closes_at = models.DateTimeField("閉じる日時", null=True, blank=True)
    # Which oath opens what is disclosed here: the body's own confirmation in the register of oaths.
    oath_body = models.CharField("守秘の確認", max_length=40, default="register")
    held_on = models.DateField("開催した日", null=True, blank=True)
    # Snapshots for K1: never changed afterwards.
    owner_agency_at_request = models.ForeignKey(
        "organisations.Agency", models.PROTECT, related_name="+", db_index=False
    )
    put_at = models.DateTimeField("議題にした日時")
    put_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agenda_open_only_until",
                condition=~Q(phase__in=[MeetingPhase.MATERIALS_OPEN, MeetingPhase.HELD, MeetingPhase.GRACE])
                | Q(closes_at__isnull=False),
            ),
            models.CheckConstraint(
                name="agenda_closes_after_opening",
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
            ),
        ]
        indexes = [models.Index(fields=["phase", "closes_at"], name="agenda_open")]

    class Handling:
        """Which case a meeting speaks of; nothing about it."""

        operational = frozenset(
            {
                "agenda_item_id",
                "case",
                "legal_basis",
                "phase",
                "opens_at",
                "closes_at",
                "oath_body",
                "held_on",
                "owner_agency_at_request",
                "put_at",
                "put_by",
            }
        )


class Seat(models.Model):
    """席: somebody invited to an agenda item. Only who accepted, or came, reads what it has open."""

    agenda = models.ForeignKey(CaseOnAgenda, models.PROTECT, related_name="seats")
    staff = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+")
    # Where they worked when they were invited: whoever works there no longer sits there no longer (R18).
    agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    is_community = models.BooleanField("民生委員・住民", default=False)
    accepted_at = models.DateTimeField("承諾した日時", null=True, blank=True)
    has_attended = models.BooleanField("出席した", default=False)
    # Not a member of the body: why the chair let them in.
    admit_reason = models.CharField("認めた理由", max_length=200, blank=True)
    ended_at = models.DateTimeField("取り消した日時", null=True, blank=True)
    # 回収: what was handed out has come back, or has run out.
    returned_at = models.DateTimeField("資料が返った日時", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agenda", "staff"], name="seat_once"),
        ]

    class Handling:
        """Who sat in a meeting."""

        operational = frozenset(
            {
                "id",
                "agenda",
                "staff",
                "agency",
                "is_community",
                "accepted_at",
                "has_attended",
                "admit_reason",
                "ended_at",
                "returned_at",
            }
        )


class Opened(models.Model):
    """開示: one class of information of one case, opened to one agenda item on a basis (R4). Closed, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agenda = models.ForeignKey(CaseOnAgenda, models.PROTECT, related_name="opened")
    info_class = models.CharField("区分", max_length=10, choices=_CLASSES)
    basis = models.CharField("開示の根拠", max_length=20, choices=DisclosureBasis.choices())
    necessity_note = models.CharField("必要性", max_length=300, blank=True)
    opened_at = models.DateTimeField("開いた日時")
    opened_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    # Whose information it is; nobody's where the secretariat opened the class as a whole.
    opened_for = models.ForeignKey(
        "organisations.Agency", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    closed_at = models.DateTimeField("閉じた日時", null=True, blank=True)
    closed_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    closed_because = models.CharField("閉じた理由", max_length=200, blank=True)

    class Meta:
        constraints = [
            # Never the protected address, never the plan, never an agency's own notes: no meeting opens them.
            models.CheckConstraint(
                name="opened_never_protected_address", condition=~Q(info_class__in=["LOC", "PLAN", "INTL"])
            ),
            models.CheckConstraint(
                name="opened_sensitive_with_necessity", condition=~Q(info_class="SENS") | ~Q(necessity_note="")
            ),
            models.UniqueConstraint(
                fields=["agenda", "info_class", "opened_for"],
                condition=Q(closed_at__isnull=True),
                name="opened_once_a_class",
            ),
        ]

    class Handling:
        """The necessity may tell about the person."""

        sensitive = frozenset({"necessity_note"})
        operational = frozenset(
            {
                "id",
                "agenda",
                "info_class",
                "basis",
                "opened_at",
                "opened_by",
                "opened_for",
                "closed_at",
                "closed_by",
                "closed_because",
            }
        )


class Owed(models.Model):
    """宿題の控え: what somebody promised for this case, kept here so that nothing promised is lost when it closes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("collaboration.SharedCase", models.PROTECT, related_name="owed")
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+")
    staff = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    text = models.CharField("何を", max_length=200)
    due_on = models.DateField("いつまでに", null=True, blank=True)
    # `meetings.actionitem:<id>` or the like: who keeps the full record of it.
    source = models.CharField("もとの記録", max_length=80, unique=True)
    done_on = models.DateField("済んだ日", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "done_on", "due_on"], name="owed_of_agency")]

    class Handling:
        """The words may tell about the household."""

        sensitive = frozenset({"text"})
        operational = frozenset({"id", "case", "agency", "staff", "due_on", "source", "done_on"})
