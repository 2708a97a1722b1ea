"""組織にできること: found a municipality, open agencies, take in staff, give and end posts, tasks, maintenance."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from takigi.audit import actions as audit
from takigi.organisations import policies
from takigi.organisations.models import (
    Agency,
    AgencyArea,
    Area,
    MaintenanceSession,
    Municipality,
    Post,
    Staff,
    Task,
)
from takigi.organisations.rules import (
    AgencyKind,
    Duty,
    Field,
    Level,
    PostRefused,
    SecrecyType,
    StaffStatus,
    check_ending,
)

MAINTENANCE_HOURS = 1


@transaction.atomic
def found_municipality(*, lg_code: str, insurer_no: str, name: str, at: datetime) -> int:
    """自治体を開く: the first act of an installation, from the command line only."""
    made = Municipality.objects.create(lg_code=lg_code, insurer_no=insurer_no, name=name)
    audit.record("organisations.municipality_founded", municipality_id=made.pk, by=None, at=at)
    return made.pk


@transaction.atomic
def draw_area(
    *, by: int | None, municipality_id: int, kind: str, code: str, name: str, parent_id: int | None = None, at: datetime
) -> int:
    """圏域を置く: where people live and which a centre looks after. A code stands once for each kind."""
    policies.check_may_maintain(by, municipality_id, at=at)
    if Area.objects.filter(municipality_id=municipality_id, kind=kind, code=code).exists():
        raise PostRefused("同じ番号の圏域が、すでにあります。別の番号にしてください。")
    area = Area.objects.create(municipality_id=municipality_id, kind=kind, code=code, name=name, parent_id=parent_id)
    audit.record("organisations.area_drawn", municipality_id=municipality_id, by=by, at=at, target=f"area:{area.pk}")
    return area.pk


@transaction.atomic
def open_agency(
    *,
    by: int | None,
    municipality_id: int,
    name: str,
    kind: AgencyKind,
    fields: Sequence[Field] = (),
    area_ids: Sequence[int] = (),
    name_kana: str = "",
    is_station: bool = False,
    block: int | None = None,
    secrecy_type: SecrecyType = SecrecyType.PUBLIC,
    office_no: str = "",
    from_on: date,
    at: datetime,
) -> int:
    """機関を加える, with its fields, block and the areas it looks after."""
    policies.check_may_maintain(by, municipality_id, at=at)
    if Agency.objects.filter(municipality_id=municipality_id, name=name).exists():
        raise PostRefused("同じ名前の機関が、すでにあります。名前を変えるか、今ある機関を使ってください。")
    agency = Agency.objects.create(
        municipality_id=municipality_id,
        name=name,
        name_kana=name_kana,
        kind=kind,
        fields=[field.value for field in fields],
        is_station=is_station,
        block=block,
        secrecy_type=secrecy_type,
        office_no=office_no,
    )
    own_areas = Area.objects.filter(municipality_id=municipality_id, pk__in=area_ids)
    AgencyArea.objects.bulk_create(AgencyArea(agency=agency, area=area, from_on=from_on) for area in own_areas)
    audit.record(
        "organisations.agency_opened", municipality_id=municipality_id, by=by, at=at, target=f"agency:{agency.pk}"
    )
    return agency.pk


@transaction.atomic
def take_in_staff(
    *,
    by: int | None,
    municipality_id: int,
    login_name: str,
    name: str,
    name_kana: str,
    profession: str,
    password: str,
    password_hash: str = "",
    is_temporary: bool = False,
    at: datetime,
) -> int:
    """職員を迎える: an account that sees nothing until it has a post. Raises ValidationError for a weak password.

    A password that an administrator chose is temporary: its owner chooses another before anything opens.
    `password_hash`: the same password already hashed, for a demo town in which everybody has the one that it prints.
    """
    policies.check_may_maintain(by, municipality_id, at=at)
    if Staff.objects.filter(login_name__iexact=login_name).exists():
        raise ValidationError({"login_name": "このサインイン名は、もう使われています。別の名前にしてください。"})
    staff = Staff(
        municipality_id=municipality_id,
        login_name=login_name,
        name=name,
        name_kana=name_kana,
        profession=profession,
        has_temporary_password=is_temporary or by is not None,
    )
    _check_password(password, staff)
    if password_hash:
        staff.password = password_hash
    else:
        staff.set_password(password)
    staff.full_clean()
    staff.save()
    audit.record(
        "organisations.staff_taken_in", municipality_id=municipality_id, by=by, at=at, target=f"staff:{staff.pk}"
    )
    return staff.pk


def _check_password(password: str, staff: Staff) -> None:
    """What is wrong with a password is said at the password."""
    try:
        validate_password(password, staff)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error


@transaction.atomic
def give_post(
    *,
    by: int | None,
    staff_id: int,
    agency_id: int,
    duty: Duty,
    level: Level = Level.STAFF,
    from_on: date,
    at: datetime,
) -> int:
    """配属する: access begins on `from_on`. Refused across municipalities and when the post is held already."""
    staff = Staff.objects.get(pk=staff_id)
    policies.check_may_maintain(by, staff.municipality_id, at=at)
    policies.check_not_oneself(by, staff_id)
    agency = Agency.objects.filter(pk=agency_id, municipality_id=staff.municipality_id).first()
    if agency is None:
        raise PostRefused("同じ自治体の機関を選んでください。")
    if Post.objects.filter(staff=staff, agency=agency, duty=duty, ended_on__isnull=True).exists():
        raise PostRefused("同じ機関の同じ職務に、すでに配属されています。先に今の配属を終えてください。")
    post = Post.objects.create(staff=staff, agency=agency, duty=duty, level=level, from_on=from_on)
    audit.record(
        "organisations.post_given",
        municipality_id=staff.municipality_id,
        by=by,
        at=at,
        target=f"staff:{staff.pk}",
        detail={"agency": agency.pk, "duty": duty.value, "level": level.value, "from": from_on.isoformat()},
    )
    return post.pk


@transaction.atomic
def end_post(*, by: int | None, post_id: int, ended_on: date, at: datetime) -> None:
    """配属を終える: access ends on that day; open tasks are the supervisor's from then on."""
    post = Post.objects.select_for_update().select_related("staff").get(pk=post_id)
    policies.check_may_maintain(by, post.staff.municipality_id, at=at)
    check_ending(post.from_on, ended_on)
    post.ended_on = ended_on
    post.save(update_fields=["ended_on"])
    audit.record(
        "organisations.post_ended",
        municipality_id=post.staff.municipality_id,
        by=by,
        at=at,
        target=f"staff:{post.staff_id}",
        detail={"post": post.pk, "ended_on": ended_on.isoformat()},
    )


@transaction.atomic
def change_staff_status(*, by: int | None, staff_id: int, status: StaffStatus, at: datetime) -> None:
    """アカウントを止める・戻す: a suspended account is refused everything at once (D1)."""
    staff = Staff.objects.select_for_update().get(pk=staff_id)
    policies.check_may_maintain(by, staff.municipality_id, at=at)
    policies.check_not_oneself(by, staff_id)
    staff.status = status
    staff.save(update_fields=["status"])
    audit.record(
        "organisations.staff_status_changed",
        municipality_id=staff.municipality_id,
        by=by,
        at=at,
        target=f"staff:{staff.pk}",
        detail={"status": status.value},
    )


@transaction.atomic
def set_password(*, by: int | None, staff_id: int, password: str, is_temporary: bool = False, at: datetime) -> None:
    """パスワードを決めなおす, by an administrator in a maintenance session or from the command line."""
    staff = Staff.objects.select_for_update().get(pk=staff_id)
    policies.check_may_maintain(by, staff.municipality_id, at=at)
    _check_password(password, staff)
    staff.set_password(password)
    staff.has_temporary_password = is_temporary or by is not None
    staff.save(update_fields=["password", "has_temporary_password"])
    audit.record(
        "organisations.password_set", municipality_id=staff.municipality_id, by=by, at=at, target=f"staff:{staff.pk}"
    )


@transaction.atomic
def choose_own_password(*, by: int, password: str, at: datetime) -> None:
    """自分のパスワードを決める: from then on nobody else knows it. The caller has asked for the old one."""
    staff = Staff.objects.select_for_update().get(pk=by)
    _check_password(password, staff)
    staff.set_password(password)
    staff.has_temporary_password = False
    staff.save(update_fields=["password", "has_temporary_password"])
    audit.record("sign_in.password_changed", municipality_id=staff.municipality_id, by=by, at=at, target=f"staff:{by}")


@transaction.atomic
def hand_task(
    *,
    municipality_id: int,
    agency_id: int,
    assignee_id: int | None,
    title: str,
    target: str = "",
    due_on: date | None = None,
    at: datetime,
) -> int:
    """用事を渡す: rooms above call it; the title never names a person."""
    task = Task.objects.create(
        municipality_id=municipality_id,
        agency_id=agency_id,
        assignee_id=assignee_id,
        title=title,
        target=target,
        due_on=due_on,
        opened_at=at,
    )
    return task.pk


@transaction.atomic
def finish_tasks(*, municipality_id: int, target: str, by: int, at: datetime) -> None:
    """用事を済ませる: everything open about the target is done."""
    Task.objects.filter(municipality_id=municipality_id, target=target, done_at__isnull=True).update(
        done_at=at, done_by_id=by
    )


@transaction.atomic
def start_maintenance(*, by: int, municipality_id: int, reason: str, at: datetime) -> int:
    """保守の時間を始める: one hour, with a reason, recorded; it opens no person's record."""
    policies.check_may_open_maintenance(by, municipality_id, at=at)
    if len(reason.strip()) < 5:
        raise PostRefused("保守の理由を、あとで読む人に分かるように5文字以上で書いてください。")
    session = MaintenanceSession.objects.create(
        staff_id=by, reason=reason.strip(), started_at=at, until_at=at + timedelta(hours=MAINTENANCE_HOURS)
    )
    audit.record(
        "organisations.maintenance_started",
        municipality_id=municipality_id,
        by=by,
        at=at,
        detail={"session": session.pk, "reason": session.reason},
    )
    return session.pk


@transaction.atomic
def end_maintenance(*, by: int, municipality_id: int, at: datetime) -> None:
    """保守の時間を終える."""
    MaintenanceSession.objects.filter(staff_id=by, ended_at__isnull=True).update(ended_at=at)
    audit.record("organisations.maintenance_ended", municipality_id=municipality_id, by=by, at=at)


def lock_register(municipality_id: int) -> int:
    """The register's version, locked until the transaction ends: nobody else changes the register meanwhile."""
    return Municipality.objects.select_for_update().get(pk=municipality_id).register_version


def advance_register(municipality_id: int) -> None:
    """台帳の版を進める: called by every action of the people room that changes what an import compares with."""
    Municipality.objects.filter(pk=municipality_id).update(register_version=F("register_version") + 1)
