"""ケース: who has it, where it stands and how it came there; nothing of it is ever overwritten."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q

from takigi.casework.rules.due import DueKind
from takigi.casework.rules.ownership import OwnershipChange, SharedState
from takigi.casework.rules.states import FINAL, CaseKind, CaseState, MoveReason, Route, Stage

_FINAL = sorted(FINAL)


class Case(models.Model):
    """ケース: one person's way with one centre, from the first word to the end. Its present state is a copy of its moves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField("別", max_length=20, choices=CaseKind.choices(), default=CaseKind.PREVENTION)
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+", db_index=False)
    owner = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    # 介護予防支援の委託: an office that makes the plan for the centre.
    entrusted_agency = models.ForeignKey(
        "organisations.Agency", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Where the person lived when the case was opened: indicators count by this area, whoever moves later.
    area = models.ForeignKey(
        "organisations.Area", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    opened_on = models.DateField("受付日")
    route = models.CharField("経路", max_length=20, choices=Route.choices())
    reason_text = models.TextField("申請・相談の理由（言われたまま）", blank=True)
    reason_code = models.CharField("理由", max_length=20, blank=True)
    cause_code = models.CharField("原因", max_length=20, blank=True)
    triggers = models.JSONField("きっかけの言葉", default=list, blank=True)
    # The certification that opened the case, through all its revisions.
    certification_line = models.UUIDField("認定の通し", null=True, blank=True)
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    # A shared case stands in a state of its own (rules.ownership); both ends are the same word.
    state = models.CharField("状態", max_length=30, choices=CaseState.choices() + SharedState.own_choices())
    state_from_on = models.DateField("状態の始まり")
    stage = models.CharField("板の列", max_length=20, choices=Stage.choices(), blank=True)
    state_before = models.CharField("入院の前の状態", max_length=30, blank=True)
    # Computed by the actions whenever something changes, so that a board of a hundred thousand cases is one walk.
    due_kind = models.CharField("次の期限", max_length=30, choices=DueKind.choices(), blank=True)
    due_on = models.DateField("次の期限の日", null=True, blank=True)
    # The due date, or the end of time: a board is one walk along an index, and an index puts "nothing" first or last by
    # the database's own taste.
    sorted_on = models.DateField("並べる日", default=date.max)
    due_because = models.CharField("期限の理由", max_length=120, blank=True)
    scheduled_visit_on = models.DateField("訪問の約束の日", null=True, blank=True)
    next_step = models.CharField("次にすること", max_length=200, blank=True)
    next_step_on = models.DateField("次にすることの日", null=True, blank=True)
    # What other records have to say about dates; kept here by their actions for the sake of the next due date.
    service_start_on = models.DateField("サービスの始まり", null=True, blank=True)
    evaluation_ends_on = models.DateField("評価期間の終わり", null=True, blank=True)
    course_ends_on = models.DateField("短期集中の終わりの予定", null=True, blank=True)
    certification_until_on = models.DateField("認定の終わり", null=True, blank=True)
    visited_on = models.DateField("はじめての訪問の日", null=True, blank=True)
    closed_on = models.DateField("終わった日", null=True, blank=True)
    outcome = models.CharField("終わり方", max_length=30, blank=True)
    # A plan that began before the decision (暫定プラン): graduation waits for it (V8).
    is_level_pending = models.BooleanField("認定の結果待ち", default=False)
    version = models.PositiveIntegerField("変更の回数", default=0)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_closed_on_iff_final",
                condition=Q(state__in=_FINAL, closed_on__isnull=False)
                | (~Q(state__in=_FINAL) & Q(closed_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="case_hospital_remembers_state",
                condition=~Q(state=CaseState.HOSPITALISED) | ~Q(state_before=""),
            ),
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(closed_on__isnull=True), name="case_open_once_a_person"
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "stage", "sorted_on"], condition=Q(closed_on__isnull=True), name="case_board"
            ),
            models.Index(fields=["owner", "sorted_on"], condition=Q(closed_on__isnull=True), name="case_of_owner"),
            models.Index(fields=["certification_line"], name="case_of_certification"),
            models.Index(fields=["municipality", "closed_on"], name="case_ended"),
        ]

    class Handling:
        """The words and codes of the person are sensitive; dates and states are what the work runs on."""

        sensitive = frozenset({"reason_text", "reason_code", "cause_code", "triggers", "next_step"})
        operational = frozenset(
            {
                "id",
                "municipality",
                "person",
                "kind",
                "agency",
                "owner",
                "entrusted_agency",
                "area",
                "opened_on",
                "route",
                "certification_line",
                "previous",
                "state",
                "state_from_on",
                "state_before",
                "stage",
                "due_kind",
                "due_on",
                "sorted_on",
                "due_because",
                "scheduled_visit_on",
                "next_step_on",
                "service_start_on",
                "evaluation_ends_on",
                "course_ends_on",
                "certification_until_on",
                "visited_on",
                "closed_on",
                "outcome",
                "is_level_pending",
                "version",
                "recorded_at",
                "recorded_by",
            }
        )


class Assignment(models.Model):
    """担当の履歴: which centre and who had the case from when to when, and what was told at the handover."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="assignments")
    agency = models.ForeignKey("organisations.Agency", models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    from_on = models.DateField("いつから")
    ended_on = models.DateField("いつまで", null=True, blank=True)
    # 前のセンターが読める期限 (V25), set when the case goes to another centre.
    readable_until_on = models.DateField("前の担当が読める期限", null=True, blank=True)
    handover_note = models.TextField("引き継ぎ", blank=True)
    # How it came to this agency and person; of a shared case always said, and to another agency only by a transfer.
    change = models.CharField("替わり方", max_length=20, choices=OwnershipChange.choices(), blank=True)
    # `collaboration.Transfer`, in the room above: only its number stands here.
    transfer_id = models.UUIDField("移管", null=True, blank=True)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_on__isnull=True), name="assignment_one_at_a_time"
            ),
            models.CheckConstraint(
                name="assignment_in_order", condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("from_on"))
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "ended_on"], name="assignment_of_agency"),
            models.Index(fields=["staff", "ended_on"], name="assignment_of_staff"),
        ]

    class Handling:
        """The note may tell about the person."""

        sensitive = frozenset({"handover_note"})
        operational = frozenset(
            {
                "id",
                "case",
                "agency",
                "staff",
                "from_on",
                "ended_on",
                "readable_until_on",
                "change",
                "transfer_id",
                "recorded_at",
                "recorded_by",
            }
        )


class Move(models.Model):
    """動きの記録: one step of a case. A mistake is answered by a further row that says which one it corrects."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="moves", db_index=False)
    seq = models.PositiveIntegerField("順番")
    from_state = models.CharField("前の状態", max_length=30, blank=True)
    to_state = models.CharField("次の状態", max_length=30, choices=CaseState.choices())
    effective_on = models.DateField("その日")
    reason = models.CharField("理由", max_length=20, choices=MoveReason.choices(), default=MoveReason.USUAL)
    note = models.TextField("覚え書き", blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="move_in_order")]
        indexes = [models.Index(fields=["to_state", "effective_on"], name="move_into_state")]

    class Handling:
        """The note may tell about the person; where the case stood is operational."""

        sensitive = frozenset({"note"})
        operational = frozenset(
            {
                "id",
                "case",
                "seq",
                "from_state",
                "to_state",
                "effective_on",
                "reason",
                "corrects",
                "recorded_at",
                "recorded_by",
            }
        )


class Companion(models.Model):
    """同行: somebody of another agency (a therapist, a coordinator) who goes along, for a time and for a reason."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="companions")
    staff = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    from_on = models.DateField("いつから")
    until_on = models.DateField("いつまで")
    purpose = models.CharField("何のために", max_length=100)
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="companion_in_order", condition=Q(until_on__gte=F("from_on"))),
        ]
        indexes = [models.Index(fields=["staff", "until_on"], name="companion_of_staff")]

    class Handling:
        """A list of colleagues; the purpose names no illness by its form."""

        sensitive = frozenset({"purpose"})
        operational = frozenset({"id", "case", "staff", "from_on", "until_on", "recorded_at", "recorded_by"})


class CaseworkSettingValue(models.Model):
    """個別支援の決めごとの値: from which day, why, and by whom; older values stay."""

    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+")
    key = models.CharField("決めごと", max_length=60)
    value = models.CharField("値", max_length=300)
    from_on = models.DateField("いつから")
    reason = models.CharField("理由", max_length=300)
    decided_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField("決めた日時")

    class Handling:
        """Nothing about a person in care."""

        operational = frozenset({"id", "municipality", "key", "value", "from_on", "reason", "decided_by", "decided_at"})
