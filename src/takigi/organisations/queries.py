"""自治体・機関の閲覧: posts held on a day, staff lists, agencies, tasks. Values, never models."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

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
from takigi.organisations.rules import AgencyKind, Duty, Level, PostHeld, StaffStatus


def _held_on(on: date) -> Q:
    return Q(from_on__lte=on) & (Q(ended_on__isnull=True) | Q(ended_on__gt=on))


def _holds(on: date, from_on: date, ended_on: date | None) -> bool:
    return from_on <= on and (ended_on is None or ended_on > on)


def posts_held(staff_id: int, *, on: date) -> tuple[PostHeld, ...]:
    """The posts that give `staff_id` access on the day, with the areas of each agency. Two queries."""
    posts = [
        (*post, kind, is_station)
        for *post, from_on, ended_on, kind, is_station, closed_on in Post.objects.filter(staff_id=staff_id)
        .order_by("pk")
        .values_list(
            "pk",
            "agency_id",
            "duty",
            "level",
            "from_on",
            "ended_on",
            "agency__kind",
            "agency__is_station",
            "agency__closed_on",
        )
        # Nobody has many posts: looking at the days here is quicker than telling the database, for every page.
        if _holds(on, from_on, ended_on) and (closed_on is None or closed_on > on)
    ]
    areas = defaultdict(set)
    looked_after = AgencyArea.objects.filter(agency_id__in={agency_id for _, agency_id, *_ in posts})
    for agency_id, area_id, from_on, ended_on in looked_after.values_list(
        "agency_id", "area_id", "from_on", "ended_on"
    ):
        if _holds(on, from_on, ended_on):
            areas[agency_id].add(area_id)
    return tuple(
        PostHeld(
            post_id=post_id,
            agency_id=agency_id,
            agency_kind=AgencyKind(kind),
            is_station=is_station,
            duty=Duty(duty),
            level=Level(level),
            area_ids=frozenset(areas[agency_id]),
        )
        for post_id, agency_id, duty, level, kind, is_station in posts
    )


@dataclass(frozen=True)
class MunicipalityCard:
    """A municipality's name and numbers."""

    municipality_id: int
    name: str
    lg_code: str
    insurer_no: str
    register_version: int


def municipality(municipality_id: int) -> MunicipalityCard:
    """The municipality of an id. One query."""
    it = Municipality.objects.get(pk=municipality_id)
    return MunicipalityCard(it.pk, it.name, it.lg_code, it.insurer_no, it.register_version)


def municipalities() -> list[MunicipalityCard]:
    """Every municipality of the installation: for the command line only. One query."""
    return [
        MunicipalityCard(it.pk, it.name, it.lg_code, it.insurer_no, it.register_version)
        for it in Municipality.objects.order_by("pk")
    ]


@dataclass(frozen=True)
class AreaCard:
    """圏域."""

    area_id: int
    kind: str
    code: str
    name: str
    parent_id: int | None


def areas(municipality_id: int, *, kind: str = "") -> list[AreaCard]:
    """The areas of a municipality in the order of their codes. One query."""
    rows = Area.objects.filter(municipality_id=municipality_id, **({"kind": kind} if kind else {}))
    return [AreaCard(a.pk, a.kind, a.code, a.name, a.parent_id) for a in rows.order_by("kind", "code")]


@dataclass(frozen=True)
class AgencyCard:
    """機関の一覧の一行."""

    agency_id: int
    name: str
    kind: AgencyKind
    fields: tuple[str, ...]
    block: int | None
    area_names: tuple[str, ...]
    is_station: bool
    closed_on: date | None


def agencies(municipality_id: int, *, on: date) -> list[AgencyCard]:
    """機関の一覧: every agency with the areas it looks after on the day. Two queries."""
    names = defaultdict(list)
    looked_after = AgencyArea.objects.filter(_held_on(on), agency__municipality_id=municipality_id)
    for agency_id, name in looked_after.order_by("area__code").values_list("agency_id", "area__name"):
        names[agency_id].append(name)
    return [
        AgencyCard(
            a.pk, a.name, AgencyKind(a.kind), tuple(a.fields), a.block, tuple(names[a.pk]), a.is_station, a.closed_on
        )
        for a in Agency.objects.filter(municipality_id=municipality_id).order_by("kind", "name")
    ]


@dataclass(frozen=True)
class PostCard:
    """A post in the staff list."""

    post_id: int
    agency_id: int
    agency_name: str
    duty: Duty
    level: Level
    from_on: date
    ended_on: date | None


@dataclass(frozen=True)
class StaffCard:
    """職員の一覧の一行."""

    staff_id: int
    login_name: str
    name: str
    name_kana: str
    profession: str
    status: StaffStatus
    posts: tuple[PostCard, ...]


def staff_list(municipality_id: int, *, staff_id: int | None = None) -> list[StaffCard]:
    """職員の一覧: everybody with an account, with all posts, past ones too. Two queries."""
    people = Staff.objects.filter(municipality_id=municipality_id)
    if staff_id is not None:
        people = people.filter(pk=staff_id)
    posts = defaultdict(list)
    for post in Post.objects.filter(staff__in=people).select_related("agency").order_by("-from_on", "pk"):
        posts[post.staff_id].append(
            PostCard(
                post.pk,
                post.agency_id,
                post.agency.name,
                Duty(post.duty),
                Level(post.level),
                post.from_on,
                post.ended_on,
            )
        )
    return [
        StaffCard(
            it.pk, it.login_name, it.name, it.name_kana, it.profession, StaffStatus(it.status), tuple(posts[it.pk])
        )
        for it in people.order_by("name_kana", "pk")
    ]


def names_of_staff(municipality_id: int, staff_ids: set[int]) -> dict[int, str]:
    """Names for the audit reader: only those of the same municipality. One query."""
    found = Staff.objects.filter(municipality_id=municipality_id, pk__in=staff_ids)
    return dict(found.values_list("pk", "name"))


@dataclass(frozen=True)
class PlaceOfWork:
    """所属: where somebody worked from when to when."""

    staff_id: int
    agency_name: str
    from_on: date
    ended_on: date | None


def places_of_work(municipality_id: int, staff_ids: Iterable[int]) -> dict[int, list[PlaceOfWork]]:
    """Where these have worked, ended posts among them: what a colleague was on a past day. One query."""
    found: dict[int, list[PlaceOfWork]] = defaultdict(list)
    posts = Post.objects.filter(staff__municipality_id=municipality_id, staff_id__in=set(staff_ids))
    for row in posts.order_by("from_on", "pk").values_list("staff_id", "agency__name", "from_on", "ended_on"):
        found[row[0]].append(PlaceOfWork(*row))
    return dict(found)


def staff_of_login_name(login_name: str) -> tuple[int, int] | None:
    """(staff, municipality) of a sign-in name, for the door and the command line. One query."""
    return Staff.objects.filter(login_name__iexact=login_name).values_list("pk", "municipality_id").first()


def working_at(staff_ids: Iterable[int], *, on: date) -> dict[int, set[int]]:
    """Where each of these works on the day: active accounts, posts that hold, agencies that exist. One query."""
    posts = Post.objects.filter(
        _held_on(on),
        Q(agency__closed_on__isnull=True) | Q(agency__closed_on__gt=on),
        staff_id__in=set(staff_ids),
        staff__status=StaffStatus.ACTIVE,
    )
    found: dict[int, set[int]] = defaultdict(set)
    for staff_id, agency_id in posts.values_list("staff_id", "agency_id"):
        found[staff_id].add(agency_id)
    return dict(found)


def targets_waiting(municipality_id: int, targets: Iterable[str]) -> set[str]:
    """About which of these somebody still has something to do. One query."""
    rows = Task.objects.filter(municipality_id=municipality_id, target__in=set(targets), done_at__isnull=True)
    return set(rows.values_list("target", flat=True))


def agencies_looking_after(area_id: int, *, on: date) -> set[int]:
    """The agencies whose areas include this one on the day. One query."""
    return set(AgencyArea.objects.filter(_held_on(on), area_id=area_id).values_list("agency_id", flat=True))


def agencies_with_duty(municipality_id: int, duty: Duty, *, on: date) -> set[int]:
    """The agencies where somebody holds a post of the duty on the day. One query."""
    posts = Post.objects.filter(_held_on(on), agency__municipality_id=municipality_id, duty=duty)
    return set(posts.values_list("agency_id", flat=True))


@dataclass(frozen=True)
class TaskCard:
    """用事の一行."""

    task_id: int
    title: str
    target: str
    due_on: date | None
    opened_at: datetime
    passed_on: bool
    # Handed to an office, and to nobody there in particular.
    is_for_office: bool = False


def open_tasks(staff_id: int, posts: tuple[PostHeld, ...], *, municipality_id: int, on: date) -> list[TaskCard]:
    """用事: mine, and as a supervisor those that a colleague's ended post left behind. One query.

    A task whose assignee no longer holds a post at its agency belongs to the supervisors there,
    and where there is no supervisor, to the meeting secretariat: never to nobody (R18).
    What was handed to the secretariat as an office waits for everybody who does its work there.
    """
    here = Post.objects.filter(_held_on(on), agency_id=OuterRef("agency_id"))
    holder_there = here.filter(staff_id=OuterRef("assignee_id"), staff__status=StaffStatus.ACTIVE)
    supervisor_there = here.filter(level__in=(Level.SUPERVISOR, Level.HEAD), staff__status=StaffStatus.ACTIVE)
    mine = Q(assignee_id=staff_id, has_holder=True)
    left_behind = Q(has_holder=False, agency_id__in={post.agency_id for post in posts if post.supervises})
    wanted = mine | left_behind
    if convened := {post.agency_id for post in posts if post.duty is Duty.SECRETARIAT}:
        wanted |= Q(has_holder=False, has_supervisor=False)
        wanted |= Q(assignee__isnull=True, agency_id__in=convened)
    rows = (
        Task.objects.filter(municipality_id=municipality_id, done_at__isnull=True)
        .annotate(has_holder=Exists(holder_there), has_supervisor=Exists(supervisor_there))
        .filter(wanted)
        .order_by("due_on", "opened_at", "pk")
        .values_list("pk", "title", "target", "due_on", "opened_at", "assignee_id", "has_holder")
    )
    return [
        TaskCard(pk, title, target, due_on, opened_at, not (held and assignee == staff_id), assignee is None)
        for pk, title, target, due_on, opened_at, assignee, held in rows
    ]


def agencies_with_task(municipality_id: int, target: str) -> set[int]:
    """The agencies that were handed a task about the target, done or not. One query."""
    tasks = Task.objects.filter(municipality_id=municipality_id, target=target)
    return set(tasks.values_list("agency_id", flat=True))


def names_of_agencies(municipality_id: int, agency_ids: set[int]) -> dict[int, str]:
    """Names for the audit reader: only those of the same municipality. One query."""
    found = Agency.objects.filter(municipality_id=municipality_id, pk__in=agency_ids)
    return dict(found.values_list("pk", "name"))


@dataclass(frozen=True)
class MaintenanceCard:
    """保守の時間: until when it runs and why it was opened."""

    session_id: int
    reason: str
    until_at: datetime


def maintenance_of(staff_id: int, *, at: datetime) -> MaintenanceCard | None:
    """The maintenance session that is open at the moment, or None. One query."""
    found = (
        MaintenanceSession.objects.filter(staff_id=staff_id, ended_at__isnull=True, started_at__lte=at, until_at__gt=at)
        .order_by("-started_at")
        .first()
    )
    return MaintenanceCard(found.pk, found.reason, found.until_at) if found else None


def office_numbers(municipality_id: int, agency_ids: set[int]) -> dict[int, str]:
    """事業所番号 of agencies that have one, for the files that care offices exchange. One query."""
    rows = Agency.objects.filter(municipality_id=municipality_id, pk__in=agency_ids).exclude(office_no="")
    return dict(rows.values_list("pk", "office_no"))
