"""自治体・機関の表: municipality, area, agency, staff, post, task and maintenance session."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from takigi.organisations.rules import AgencyKind, Duty, Level, SecrecyType, StaffStatus


class Municipality(models.Model):
    """自治体: none is ever visible to another, in one installation."""

    lg_code = models.CharField("全国地方公共団体コード", max_length=6, unique=True)
    insurer_no = models.CharField("保険者番号", max_length=6, unique=True)
    name = models.CharField("名称", max_length=60)
    # Raised by every change of the register, so that an import checked against an older one is noticed.
    register_version = models.BigIntegerField("台帳の版", default=0)

    class Handling:
        """Nothing about a person."""

        operational = frozenset({"id", "lg_code", "insurer_no", "name", "register_version"})


class Area(models.Model):
    """圏域・町字: where people live and whom a centre looks after."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    kind = models.CharField("種類", max_length=20, default="sphere")
    code = models.CharField("コード", max_length=20)
    name = models.CharField("名称", max_length=60)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "kind", "code"], name="area_code_once"),
        ]

    class Handling:
        """Nothing about a person."""

        operational = frozenset({"id", "municipality", "kind", "code", "name", "parent"})


class Agency(models.Model):
    """機関: a centre, a section, a station, a hospital, a residents' group."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=100)
    name_kana = models.CharField("カナ", max_length=100, blank=True)
    kind = models.CharField("種類", max_length=20, choices=AgencyKind.choices())
    fields = models.JSONField("分野", default=list)
    is_station = models.BooleanField("多機関協働ステーション", default=False)
    block = models.PositiveSmallIntegerField("ブロック", null=True, blank=True)
    secrecy_type = models.CharField("守秘の別", max_length=20, choices=SecrecyType.choices())
    commissioned_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    office_no = models.CharField("事業所番号", max_length=10, blank=True)
    closed_on = models.DateField("廃止日", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="agency_name_once"),
        ]

    class Handling:
        """Nothing about a person."""

        operational = frozenset(
            {
                "id",
                "municipality",
                "name",
                "name_kana",
                "kind",
                "fields",
                "is_station",
                "block",
                "secrecy_type",
                "commissioned_by",
                "office_no",
                "closed_on",
            }
        )


class AgencyArea(models.Model):
    """担当圏域: which areas a centre looks after, from when to when."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="areas")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    from_on = models.DateField("開始日")
    ended_on = models.DateField("終了日", null=True, blank=True)

    class Handling:
        """Nothing about a person."""

        operational = frozenset({"id", "agency", "area", "from_on", "ended_on"})


class StaffAccounts(BaseUserManager):
    """Looks accounts up by their sign-in name."""

    def get_by_natural_key(self, username: str | None) -> "Staff":
        """The account of a sign-in name, as Django's backends ask for it."""
        return self.get(login_name=username)


class Staff(AbstractBaseUser):
    """職員: an account and the person who signs in with it."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    login_name = models.CharField("サインイン名", max_length=60, unique=True)
    name = models.CharField("氏名", max_length=60)
    name_kana = models.CharField("カナ", max_length=60, blank=True)
    profession = models.CharField("職種", max_length=60, blank=True)
    # Somebody else chose it: it opens nothing but the page where its owner chooses another.
    has_temporary_password = models.BooleanField("パスワードが仮のもの", default=False)
    status = models.CharField("状態", max_length=20, choices=StaffStatus.choices(), default=StaffStatus.ACTIVE)

    USERNAME_FIELD = "login_name"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    # Sign-in is by name; the libraries that ask for an address find none.
    email = ""
    is_staff = False
    is_superuser = False

    objects = StaffAccounts()

    @property
    def is_active(self) -> bool:
        """Whether the account may sign in at all."""
        return self.status == StaffStatus.ACTIVE

    def get_full_name(self) -> str:
        """The name shown beside what this person did."""
        return self.name

    class Handling:
        """Staff are persons too: their names stay inside the municipality."""

        identifies = frozenset({"login_name", "name", "name_kana"})
        sensitive = frozenset({"password"})
        operational = frozenset({"id", "municipality", "profession", "has_temporary_password", "status", "last_login"})


class Post(models.Model):
    """任用・配属: who works where, as what, from when; access ends on the day it ends."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="posts")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    duty = models.CharField("職務", max_length=20, choices=Duty.choices())
    level = models.CharField("職位", max_length=20, choices=Level.choices(), default=Level.STAFF)
    from_on = models.DateField("開始日")
    ended_on = models.DateField("終了日", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="post_ends_after_it_begins",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("from_on")),
            ),
            models.UniqueConstraint(
                fields=["staff", "agency", "duty"], condition=Q(ended_on__isnull=True), name="post_held_once"
            ),
        ]

    class Handling:
        """Where somebody works."""

        operational = frozenset({"id", "staff", "agency", "duty", "level", "from_on", "ended_on"})


class Task(models.Model):
    """用事: something somebody is to do by a day. Left behind by a transfer, it is the supervisor's."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    assignee = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField("用事", max_length=120)
    target = models.CharField("対象", max_length=80, blank=True)
    due_on = models.DateField("期限", null=True, blank=True)
    opened_at = models.DateTimeField("出た日時")
    done_at = models.DateTimeField("済んだ日時", null=True, blank=True)
    done_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="task_done_at_and_by",
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["agency", "done_at", "due_on"], name="task_open")]

    class Handling:
        """Titles never name a person; the target is a reference."""

        operational = frozenset(
            {"id", "municipality", "agency", "assignee", "title", "target", "due_on", "opened_at", "done_at", "done_by"}
        )


class MaintenanceSession(models.Model):
    """保守の時間: powers of maintenance exist only inside it, and it ends by itself."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    reason = models.CharField("理由", max_length=200)
    started_at = models.DateTimeField("開始")
    until_at = models.DateTimeField("期限")
    ended_at = models.DateTimeField("終了", null=True, blank=True)

    class Handling:
        """Why an administrator used the powers."""

        sensitive = frozenset({"reason"})
        operational = frozenset({"id", "staff", "started_at", "until_at", "ended_at"})
