"""ストーリーとチーム: what it is about, where it stands, who works on it, and when they meet."""

import itertools
import secrets
import time
import uuid

from django.db import models
from django.db.models import F, Q

from takigi.logic_models.rules.learning import MemberRole, Scheme, Visibility
from takigi.logic_models.rules.states import StoryState

_counted = itertools.count()


def id_in_order() -> uuid.UUID:
    """An id that no one guesses and that sorts as the rows were written, even those of one and the same moment."""
    return uuid.UUID(int=(time.time_ns() << 64) | (next(_counted) & 0xFFFF) << 48 | secrets.randbits(48))


class Story(models.Model):
    """課題解決ストーリー: one team's way with one theme. What it believes stands in its versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("organisations.Municipality", models.PROTECT, related_name="+")
    title = models.CharField("題", max_length=120)
    theme = models.CharField("テーマ", max_length=120, blank=True)
    scheme = models.CharField("制度", max_length=20, choices=Scheme.choices(), default=Scheme.OTHER)
    team_name = models.CharField("チーム", max_length=60, blank=True)
    fiscal_year = models.PositiveSmallIntegerField("年度")
    motive = models.TextField("参加動機", blank=True)
    initial_view = models.TextField("当初の問題意識", blank=True)
    period_from = models.DateField("期間の始まり", null=True, blank=True)
    period_until = models.DateField("期間の終わり", null=True, blank=True)
    visibility = models.CharField("見せる範囲", max_length=20, choices=Visibility.choices(), default=Visibility.TEAM)
    state = models.CharField("状態", max_length=20, choices=StoryState.choices(), default=StoryState.UNEASE)
    state_from_on = models.DateField("状態の始まり")
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="story_period_in_order",
                condition=Q(period_from__isnull=True)
                | Q(period_until__isnull=True)
                | Q(period_until__gte=F("period_from")),
            ),
        ]

    class Handling:
        """A town's plan; nothing about a person in care."""

        operational = frozenset(
            {
                "id",
                "municipality",
                "title",
                "theme",
                "scheme",
                "team_name",
                "fiscal_year",
                "motive",
                "initial_view",
                "period_from",
                "period_until",
                "visibility",
                "state",
                "state_from_on",
                "recorded_at",
                "recorded_by",
            }
        )


class StoryRow(models.Model):
    """What belongs to a story: an id that may stand in an address, and who wrote it when."""

    id = models.UUIDField(primary_key=True, default=id_in_order, editable=False)
    story = models.ForeignKey("logic_models.Story", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("記録した日時")
    recorded_by = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        abstract = True


ROW = frozenset({"id", "story", "recorded_at", "recorded_by"})


class StoryMove(StoryRow):
    """ストーリーの動き: one step, forward or back, with its reason."""

    from_state = models.CharField("前の状態", max_length=20, blank=True)
    to_state = models.CharField("次の状態", max_length=20, choices=StoryState.choices())
    on = models.DateField("その日")
    reason = models.TextField("理由", blank=True)
    decision = models.ForeignKey("logic_models.Decision", models.PROTECT, null=True, blank=True, related_name="+")

    class Handling:
        """Where the work stood."""

        operational = ROW | {"from_state", "to_state", "on", "reason", "decision"}


class Member(StoryRow):
    """チームの一員: with an account here or without, in which role, from when to when (異動日)."""

    staff = models.ForeignKey("organisations.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    display_name = models.CharField("名前", max_length=60)
    job = models.CharField("職種", max_length=60, blank=True)
    organisation = models.CharField("所属", max_length=100, blank=True)
    role = models.CharField("役割", max_length=20, choices=MemberRole.choices())
    from_on = models.DateField("いつから")
    ended_on = models.DateField("いつまで", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="member_in_order", condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("from_on"))
            ),
            models.UniqueConstraint(
                fields=["story", "staff"],
                condition=Q(ended_on__isnull=True, staff__isnull=False),
                name="member_once_at_a_time",
            ),
        ]

    class Handling:
        """Colleagues, by name."""

        identifies = frozenset({"display_name"})
        operational = ROW | {"staff", "job", "organisation", "role", "from_on", "ended_on"}


class TeamMeeting(StoryRow):
    """チームの打ち合わせ: what the last reflection led to, and whether it was looked at the next time."""

    held_on = models.DateField("日")
    present = models.TextField("出た人", blank=True)
    reflection = models.ForeignKey("logic_models.Reflection", models.PROTECT, null=True, blank=True, related_name="+")
    talked = models.TextField("話したこと", blank=True)
    to_change = models.TextField("これから変えること", blank=True)
    check_on = models.DateField("確かめる日", null=True, blank=True)
    checked_on = models.DateField("確かめた日", null=True, blank=True)
    checked_words = models.TextField("確かめたこと", blank=True)

    class Handling:
        """Talk among colleagues."""

        sensitive = frozenset({"talked", "present"})
        operational = ROW | {"held_on", "reflection", "to_change", "check_on", "checked_on", "checked_words"}
