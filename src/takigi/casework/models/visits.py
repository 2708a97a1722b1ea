"""訪問の表: drafts that several people may write in, the confirmed visit with its revisions, the former life and the ways shown."""

from django.db import models
from django.db.models import F, Q

from takigi.casework.rules.visit_words import OptionKind, Place, Reaction, Reversible, Speaker, VisitorKind
from takigi.kernel.labelled import Labelled


class DraftEnd(Labelled):
    """下書きの終わり方."""

    CONFIRMED = "confirmed", "訪問として確定した"
    NOTE = "note", "経過記録に残した"
    DISCARDED = "discarded", "取りやめた"


class VisitDraft(models.Model):
    """訪問の下書き. Everybody who opens the same visit gets the same number, so that a visit sent twice is one visit."""

    id = models.UUIDField(primary_key=True, editable=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="+")
    started_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    started_at = models.DateTimeField("始めた日時")
    updated_at = models.DateTimeField("最後に書いた日時")
    updated_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField("書きかえの回数", default=0)
    # {field: {value, version, by, at, editor, rivals, heard}}, see rules.visit_merging. Emptied when the draft ends.
    entries = models.JSONField("書いたこと", default=dict, blank=True)
    # A correction of a visit that is already confirmed.
    revises = models.ForeignKey("casework.Visit", models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField("終わった日時", null=True, blank=True)
    ended_as = models.CharField("終わり方", max_length=20, choices=DraftEnd.choices(), blank=True)
    ended_by = models.ForeignKey(
        "organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="visit_draft_open_once_a_case"
            ),
            models.CheckConstraint(
                name="visit_draft_ended_says_how",
                condition=(Q(ended_at__isnull=True) & Q(ended_as="")) | (Q(ended_at__isnull=False) & ~Q(ended_as="")),
            ),
        ]
        indexes = [
            models.Index(fields=["started_by"], condition=Q(ended_at__isnull=True), name="visit_draft_open"),
        ]

    class Handling:
        """The entries are the person's words."""

        sensitive = frozenset({"entries"})
        operational = frozenset(
            {
                "id",
                "case",
                "started_by",
                "started_at",
                "updated_at",
                "updated_by",
                "version",
                "revises",
                "ended_at",
                "ended_as",
                "ended_by",
            }
        )


class Visit(models.Model):
    """アセスメント訪問 (casework.md 3.5). Bears the number of the draft it came from; corrected by a visit that replaces it."""

    id = models.UUIDField(primary_key=True, editable=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="+", db_index=False)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    note = models.OneToOneField("casework.Note", models.PROTECT, null=True, blank=True, related_name="+")
    visited_on = models.DateField("訪問した日")
    started_at = models.TimeField("始まり", null=True, blank=True)
    ended_at = models.TimeField("終わり", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("かかった時間（分）", null=True, blank=True)
    place = models.CharField("訪ねた所", max_length=20, choices=Place.choices(), default=Place.HOME)
    visitors = models.JSONField("訪問した人の職種", default=list, blank=True)
    visitor_names = models.CharField("訪問した人の名前", max_length=200, blank=True)
    present = models.JSONField("同席した人", default=list, blank=True)
    present_text = models.CharField("同席した人のこと", max_length=200, blank=True)
    is_interview = models.BooleanField("本人に会った")
    reason_text = models.TextField("申請・相談の理由（言われたまま）", blank=True)
    reason_code = models.CharField("理由", max_length=20, blank=True)
    triggers = models.JSONField("きっかけの言葉", default=list, blank=True)
    onset_kinds = models.JSONField("何があったか", default=list, blank=True)
    # As it was told: 「9月ころ」 is never made a day.
    onset_when = models.CharField("いつのことか", max_length=200, blank=True)
    onset_text = models.TextField("そのときのこと", blank=True)
    home_text = models.TextField("家のようす", blank=True)
    reversible = models.CharField("戻れる見込み", max_length=10, choices=Reversible.choices(), blank=True)
    reversible_reason = models.TextField("なぜそう見るか", blank=True)
    judged_by = models.CharField("見立てた人", max_length=20, choices=VisitorKind.choices(), blank=True)
    proposal = models.TextField("提案したこと", blank=True)
    success_case = models.CharField("見せた成功事例", max_length=200, blank=True)
    reaction = models.CharField("反応", max_length=30, choices=Reaction.choices(), blank=True)
    reaction_words = models.TextField("反応のことば", blank=True)
    is_undecided = models.BooleanField("まだ決めていない", default=False)
    next_step = models.CharField("次にすること", max_length=200, blank=True)
    next_step_on = models.DateField("いつまで", null=True, blank=True)
    recorded_at = models.DateTimeField("確定した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="visit_ends_after_it_began",
                condition=Q(started_at__isnull=True) | Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
            ),
            models.CheckConstraint(
                name="visit_next_step_not_before_it",
                condition=Q(next_step_on__isnull=True) | Q(next_step_on__gte=F("visited_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["case", "-visited_on"], name="visit_of_case"),
            models.Index(fields=["visited_on"], name="visit_on_day"),
        ]

    class Handling:
        """Words, judgements and choices are sensitive; that and when somebody was visited is what the work runs on."""

        identifies = frozenset({"visitor_names", "present_text"})
        sensitive = frozenset(
            {
                "present",
                "reason_text",
                "reason_code",
                "triggers",
                "onset_kinds",
                "onset_when",
                "onset_text",
                "home_text",
                "reversible",
                "reversible_reason",
                "proposal",
                "success_case",
                "reaction",
                "reaction_words",
                "is_undecided",
                "next_step",
            }
        )
        operational = frozenset(
            {
                "id",
                "case",
                "replaces",
                "note",
                "visited_on",
                "started_at",
                "ended_at",
                "minutes",
                "place",
                "visitors",
                "is_interview",
                "judged_by",
                "next_step_on",
                "recorded_at",
                "recorded_by",
            }
        )


class FormerLife(models.Model):
    """元の生活: life before it happened, what was lost, and what is wished back, each with whose words they are."""

    visit = models.OneToOneField("casework.Visit", models.PROTECT, primary_key=True, related_name="former_life")
    before_text = models.TextField("前の暮らし", blank=True)
    before_speaker = models.CharField("だれのことばか", max_length=10, choices=Speaker.choices(), blank=True)
    role_text = models.CharField("役割", max_length=200, blank=True)
    pleasure_text = models.CharField("楽しみ・趣味", max_length=200, blank=True)
    outing_text = models.CharField("外に出ること", max_length=200, blank=True)
    housework_text = models.CharField("家のこと", max_length=200, blank=True)
    outdoor_text = models.CharField("畑・雪かき", max_length=200, blank=True)
    lost_activities = models.JSONField("できなくなったこと", default=list, blank=True)
    lost_text = models.TextField("できなくなったこと（くわしく）", blank=True)
    lost_since = models.CharField("いつから", max_length=200, blank=True)
    lost_speaker = models.CharField("だれのことばか", max_length=10, choices=Speaker.choices(), blank=True)
    wish_text = models.TextField("本人の願い", blank=True)
    wish_speaker = models.CharField("だれのことばか", max_length=10, choices=Speaker.choices(), blank=True)
    family_wish_text = models.TextField("家族の願い", blank=True)
    family_wish_speaker = models.CharField("だれが言ったか", max_length=200, blank=True)

    class Handling:
        """All of it is the person's life; who of the family spoke may point to somebody."""

        identifies = frozenset({"family_wish_speaker"})
        sensitive = frozenset(
            {
                "before_text",
                "before_speaker",
                "role_text",
                "pleasure_text",
                "outing_text",
                "housework_text",
                "outdoor_text",
                "lost_activities",
                "lost_text",
                "lost_since",
                "lost_speaker",
                "wish_text",
                "wish_speaker",
                "family_wish_text",
            }
        )
        operational = frozenset({"visit"})


class VisitOption(models.Model):
    """示した道: one way, whether it was explained and chosen, and why it was not."""

    visit = models.ForeignKey("casework.Visit", models.PROTECT, related_name="options", db_index=False)
    kind = models.CharField("道", max_length=20, choices=OptionKind.choices())
    is_explained = models.BooleanField("説明した")
    is_chosen = models.BooleanField("選んだ")
    declined_reason = models.CharField("選ばなかったわけ", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "kind"], name="visit_option_once"),
            models.CheckConstraint(
                name="visit_option_declined_is_not_chosen", condition=Q(is_chosen=False) | Q(declined_reason="")
            ),
        ]

    class Handling:
        """What somebody chose for their life."""

        sensitive = frozenset({"is_chosen", "declined_reason"})
        operational = frozenset({"id", "visit", "kind", "is_explained"})
