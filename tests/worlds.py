"""小さな町: two invented municipalities made through actions only, with somebody in every role that tests name."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

import pyotp
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import is_mfa_enabled
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.utils.timezone import localdate, now

from takigi.access import actions as access
from takigi.access.grounds import Viewer
from takigi.access.queries import viewer_of
from takigi.organisations import actions as organisations
from takigi.organisations.rules import AgencyKind, Duty, Field, Level, SecrecyType, StaffStatus

# Long before any clock a test may run under.
SINCE = date(2020, 4, 1)
PASSWORD = "hatake-no-nappa-9"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Role(StrEnum):
    """Who may stand before a screen. The permission table has one column for each, and one for nobody."""

    EAST_NURSE = "東センターの保健師"
    EAST_HEAD = "東センターの所長"
    WEST_NURSE = "西センターの保健師"
    INSURANCE = "介護保険の担当"
    INSURANCE_HEAD = "介護保険の係長"
    SECRETARIAT = "会議の事務局"
    STATION = "ステーションの職員"
    COORDINATOR = "生活支援コーディネーター"
    PROVIDER = "通所の事業所の職員"
    PLANNER = "計画の担当"
    EVALUATOR = "外部評価の担当"
    ADMINISTRATOR = "システム管理の担当"
    AUDITOR = "監査の担当"
    NO_OATH = "守秘を確認していない職員"
    MOVED_AWAY = "配属の終わった職員"
    SUSPENDED = "停止中の職員"
    NEIGHBOUR_NURSE = "となりの町の保健師"
    NEIGHBOUR_ADMINISTRATOR = "となりの町のシステム管理"
    NEIGHBOUR_AUDITOR = "となりの町の監査"


@dataclass(frozen=True)
class Member:
    """One invented member of staff. `post_id` is 0 for nobody: everyone here has, or had, one post."""

    role: Role
    staff_id: int
    login_name: str
    municipality_id: int
    agency_id: int
    post_id: int


@dataclass(frozen=True)
class World:
    """The ids of everything that `build_world` made."""

    municipality_id: int
    neighbour_id: int
    area_ids: Mapping[str, int]
    agency_ids: Mapping[str, int]
    members: Mapping[Role, Member]
    at: datetime

    def staff_id(self, role: Role) -> int:
        return self.members[role].staff_id

    def viewer(self, role: Role, *, at: datetime | None = None) -> Viewer:
        """The viewer that the gate would make for this role at the moment (now, unless said)."""
        member = self.members[role]
        is_active = role is not Role.SUSPENDED
        return viewer_of(member.staff_id, member.municipality_id, is_active=is_active, at=at or now())


# role, sign-in name, name, kana, profession, agency, duty, level
STAFF = (
    (Role.EAST_NURSE, "tanabe", "田辺 恵", "タナベ メグミ", "保健師", "east", Duty.CASEWORK, Level.STAFF),
    (
        Role.EAST_HEAD,
        "kusakabe",
        "日下部 静",
        "クサカベ シズカ",
        "主任介護支援専門員",
        "east",
        Duty.CASEWORK,
        Level.HEAD,
    ),
    (Role.WEST_NURSE, "nishiwaki", "西脇 実", "ニシワキ ミノル", "保健師", "west", Duty.CASEWORK, Level.STAFF),
    (Role.INSURANCE, "ohara", "大原 環", "オオハラ タマキ", "事務", "insurance", Duty.INSURANCE, Level.STAFF),
    (Role.INSURANCE_HEAD, "shiraki", "白木 学", "シラキ マナブ", "事務", "insurance", Duty.INSURANCE, Level.SUPERVISOR),
    (
        Role.SECRETARIAT,
        "moriguchi",
        "森口 直",
        "モリグチ ナオ",
        "社会福祉士",
        "secretariat",
        Duty.SECRETARIAT,
        Level.STAFF,
    ),
    (Role.STATION, "hayami", "速水 渉", "ハヤミ ワタル", "社会福祉士", "station", Duty.STATION, Level.STAFF),
    (Role.COORDINATOR, "sugita", "杉田 結", "スギタ ユイ", "社会福祉士", "council", Duty.COORDINATION, Level.STAFF),
    (Role.PROVIDER, "kajiwara", "梶原 剛", "カジワラ ゴウ", "理学療法士", "provider", Duty.PROVISION, Level.STAFF),
    (Role.PLANNER, "ebihara", "海老原 薫", "エビハラ カオル", "事務", "insurance", Duty.PLANNING, Level.STAFF),
    (Role.EVALUATOR, "tokunaga", "徳永 覚", "トクナガ サトル", "研究員", "university", Duty.EVALUATION, Level.STAFF),
    (Role.ADMINISTRATOR, "iwase", "岩瀬 守", "イワセ マモル", "事務", "it", Duty.ADMINISTRATION, Level.STAFF),
    (Role.AUDITOR, "kagami", "各務 清", "カガミ キヨシ", "事務", "audit", Duty.AUDIT, Level.STAFF),
    (Role.NO_OATH, "hinata", "日向 葵", "ヒナタ アオイ", "社会福祉士", "east", Duty.CASEWORK, Level.STAFF),
    (Role.MOVED_AWAY, "ukita", "浮田 遥", "ウキタ ハルカ", "保健師", "east", Duty.CASEWORK, Level.STAFF),
    (Role.SUSPENDED, "tomari", "泊 歩", "トマリ アユム", "保健師", "east", Duty.CASEWORK, Level.STAFF),
    (Role.NEIGHBOUR_NURSE, "yokoi", "横井 望", "ヨコイ ノゾミ", "保健師", "n_centre", Duty.CASEWORK, Level.STAFF),
    (Role.NEIGHBOUR_ADMINISTRATOR, "okuno", "奥野 航", "オクノ コウ", "事務", "n_it", Duty.ADMINISTRATION, Level.STAFF),
    (Role.NEIGHBOUR_AUDITOR, "kitazato", "北里 澄", "キタザト スミ", "事務", "n_it", Duty.AUDIT, Level.STAFF),
)
# key, name, kind, fields, areas, station
AGENCIES = (
    ("east", "東地域包括支援センター", AgencyKind.SUPPORT_CENTRE, (Field.ELDERLY,), ("east",), False),
    ("west", "西地域包括支援センター", AgencyKind.SUPPORT_CENTRE, (Field.ELDERLY,), ("west",), False),
    ("insurance", "高齢福祉課 介護保険係", AgencyKind.CITY_SECTION, (Field.ELDERLY, Field.CITY_HALL), (), False),
    ("secretariat", "福祉総務課", AgencyKind.CITY_SECTION, (Field.COMMUNITY,), (), False),
    ("station", "多機関協働ステーション", AgencyKind.COUNCIL, (Field.COMMUNITY,), (), True),
    ("council", "社会福祉協議会", AgencyKind.COUNCIL, (Field.COMMUNITY,), (), False),
    ("provider", "通所の教室 ひだまり", AgencyKind.PROVIDER, (Field.ELDERLY,), (), False),
    ("university", "県立大学 地域看護学研究室", AgencyKind.EDUCATION, (Field.EDUCATION,), (), False),
    ("it", "総務課 情報係", AgencyKind.CITY_SECTION, (Field.CITY_HALL,), (), False),
    ("audit", "監査委員事務局", AgencyKind.CITY_SECTION, (Field.CITY_HALL,), (), False),
)
NEIGHBOUR_AGENCIES = (
    ("n_centre", "となり地域包括支援センター", AgencyKind.SUPPORT_CENTRE, (Field.ELDERLY,), ("n_east",), False),
    ("n_it", "となり総務課", AgencyKind.CITY_SECTION, (Field.CITY_HALL,), (), False),
)


_kept: list[tuple[World, list[tuple[type[Model], list[Model]]]]] = []


def build_world(*, at: datetime | None = None) -> World:
    """Two centres with an area each, the sections of a town hall, a station, an evaluator, and a neighbour town.

    Lived through once in a run of tests; afterwards the same rows are laid down again, which takes a tenth of the time.
    """
    if at is not None:
        return _live_through(at)
    if not _kept:
        world = _live_through(now())
        _kept.append((world, [(model, rows) for model in _tables() if (rows := list(model.objects.order_by("pk")))]))
    else:
        _lay_down(_kept[0][1])
    return _kept[0][0]


def _tables() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("takigi.")]


def _lay_down(kept: list[tuple[type[Model], list[Model]]]) -> None:
    for model, rows in kept:
        model.objects.bulk_create(copy(row) for row in rows)
    # PostgreSQL does not notice numbers that were given by hand.
    for statement in connection.ops.sequence_reset_sql(no_style(), [model for model, _ in kept]):
        with connection.cursor() as cursor:
            cursor.execute(statement)


def _live_through(at: datetime) -> World:
    town = organisations.found_municipality(lg_code="992038", insurer_no="992031", name="みどり野市", at=at)
    neighbour = organisations.found_municipality(lg_code="992046", insurer_no="992049", name="となり町", at=at)
    areas = _draw_areas(town, {"east": "東圏域", "west": "西圏域"}, at)
    areas |= _draw_areas(neighbour, {"n_east": "となり東圏域"}, at)
    agencies = {row[0]: _open_agency(town, row, areas, at) for row in AGENCIES}
    agencies |= {row[0]: _open_agency(neighbour, row, areas, at) for row in NEIGHBOUR_AGENCIES}
    members = {row[0]: _take_in(neighbour if row[5].startswith("n_") else town, row, agencies, at) for row in STAFF}
    world = World(town, neighbour, areas, agencies, members, at)
    for role in Role:
        if role not in {Role.NO_OATH, Role.SUSPENDED}:
            access.confirm_oath(by=world.viewer(role, at=at))
    moved, suspended = members[Role.MOVED_AWAY], members[Role.SUSPENDED]
    yesterday = localdate(at) - timedelta(days=1)
    organisations.end_post(by=None, post_id=moved.post_id, ended_on=yesterday, at=at)
    organisations.change_staff_status(by=None, staff_id=suspended.staff_id, status=StaffStatus.SUSPENDED, at=at)
    return world


def _draw_areas(municipality_id: int, names: Mapping[str, str], at: datetime) -> dict[str, int]:
    return {
        key: organisations.draw_area(
            by=None, municipality_id=municipality_id, kind="sphere", code=f"{number:02}", name=name, at=at
        )
        for number, (key, name) in enumerate(names.items(), start=1)
    }


def _open_agency(municipality_id: int, row: tuple, areas: Mapping[str, int], at: datetime) -> int:
    _, name, kind, fields, area_keys, is_station = row
    return organisations.open_agency(
        by=None,
        municipality_id=municipality_id,
        name=name,
        kind=kind,
        fields=fields,
        area_ids=[areas[key] for key in area_keys],
        is_station=is_station,
        secrecy_type=SecrecyType.PUBLIC if kind is AgencyKind.CITY_SECTION else SecrecyType.CORPORATE,
        from_on=SINCE,
        at=at,
    )


def _take_in(municipality_id: int, row: tuple, agencies: Mapping[str, int], at: datetime) -> Member:
    role, login_name, name, kana, profession, agency, duty, level = row
    staff_id = organisations.take_in_staff(
        by=None,
        municipality_id=municipality_id,
        login_name=login_name,
        name=name,
        name_kana=kana,
        profession=profession,
        password=PASSWORD,
        at=at,
    )
    post_id = organisations.give_post(
        by=None, staff_id=staff_id, agency_id=agencies[agency], duty=duty, level=level, from_on=SINCE, at=at
    )
    return Member(role, staff_id, login_name, municipality_id, agencies[agency], post_id)


def give_second_factor(staff_id: int) -> str:
    """An authenticator app for the account, as if it had been set up on the screen; returns its secret."""
    secret = pyotp.random_base32()
    TOTP.activate(get_user_model().objects.get(pk=staff_id), secret)
    return secret


def seat(client: Client, world: World, role: Role) -> Client:
    """The client, signed in as the role with a second factor set up."""
    staff = get_user_model().objects.get(pk=world.staff_id(role))
    if not is_mfa_enabled(staff):
        give_second_factor(staff.pk)
    client.force_login(staff, backend=BACKEND)
    return client
