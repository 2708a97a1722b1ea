"""自治体・機関のきまり: kinds of agency, duties, levels and fields. Pure."""

from dataclasses import dataclass
from datetime import date

from takigi.kernel.labelled import Labelled


class AgencyKind(Labelled):
    """機関の種類 (collaboration.md 5.1)."""

    CITY_SECTION = "city_section", "市町村の課"
    SUPPORT_CENTRE = "support_centre", "地域包括支援センター"
    COUNCIL = "council", "社会福祉協議会"
    DISABILITY = "disability", "障害の相談支援"
    CHILD = "child", "子どもの相談支援"
    POVERTY = "poverty", "生活困窮の相談支援"
    MEDICAL = "medical", "医療機関"
    EDUCATION = "education", "学校・教育"
    EMPLOYMENT = "employment", "就労支援"
    JUSTICE = "justice", "司法・更生"
    RESIDENTS = "residents", "住民の団体"
    NPO = "npo", "NPO"
    COMPANY = "company", "企業"
    PROVIDER = "provider", "介護の事業所"
    OTHER = "other", "その他"


class Field(Labelled):
    """分野 (collaboration.md 5.1)."""

    ELDERLY = "elderly", "高齢"
    DISABILITY = "disability", "障害"
    CHILD = "child", "子ども・子育て"
    POVERTY = "poverty", "生活困窮"
    ASSISTANCE = "assistance", "生活保護"
    HEALTH = "health", "保健"
    MEDICAL = "medical", "医療"
    MENTAL = "mental", "精神保健"
    EDUCATION = "education", "教育"
    EMPLOYMENT = "employment", "就労"
    HOUSING = "housing", "住まい"
    JUSTICE = "justice", "司法・更生"
    RIGHTS = "rights", "権利擁護"
    MULTICULTURAL = "multicultural", "多文化"
    COMMUNITY = "community", "民生委員・地域"
    PRIVATE = "private", "NPO・民間"
    COMPANY = "company", "企業"
    DISASTER = "disaster", "防災"
    CITY_HALL = "city_hall", "庁内（税・水道等）"


class Duty(Labelled):
    """職務: what a post is for. It opens desks, never a case."""

    CASEWORK = "casework", "相談支援"
    INSURANCE = "insurance", "介護保険"
    SECRETARIAT = "secretariat", "会議の事務局"
    STATION = "station", "多機関協働"
    COORDINATION = "coordination", "生活支援コーディネーター"
    PROVISION = "provision", "サービスの実施"
    PLANNING = "planning", "計画・評価"
    EVALUATION = "evaluation", "外部評価"
    ADMINISTRATION = "administration", "システム管理"
    AUDIT = "audit", "監査"


class Level(Labelled):
    """職位 (collaboration.md 5.1)."""

    STAFF = "staff", "担当"
    SUPERVISOR = "supervisor", "係長・上司"
    HEAD = "head", "所長・課長"


class SecrecyType(Labelled):
    """守秘の別 (L9: by whom the duty is owed)."""

    PUBLIC = "public", "国・自治体の職員"
    CORPORATE = "corporate", "法人の役員・職員"
    INDIVIDUAL = "individual", "個人の構成員"


class StaffStatus(Labelled):
    """アカウントの状態. Anything but active denies everything (D1)."""

    ACTIVE = "active", "利用中"
    SUSPENDED = "suspended", "停止中"
    LEFT = "left", "退職・異動"


class PostRefused(ValueError):
    """A post cannot be made or ended like this; the text says what is possible."""


class MaintenanceNeeded(Exception):
    """The change needs an open maintenance session; the text says how to open one."""


@dataclass(frozen=True)
class PostHeld:
    """A post that somebody holds on a given day."""

    post_id: int
    agency_id: int
    agency_kind: AgencyKind
    is_station: bool
    duty: Duty
    level: Level
    area_ids: frozenset[int] = frozenset()

    @property
    def supervises(self) -> bool:
        """Whether tasks left behind by a colleague fall to this post."""
        return self.level in (Level.SUPERVISOR, Level.HEAD)


def is_held(from_on: date, ended_on: date | None, *, on: date) -> bool:
    """Whether a post gives access on the day. The day of its end is already without access (R18)."""
    return from_on <= on and (ended_on is None or on < ended_on)


def check_ending(from_on: date, ended_on: date) -> None:
    """An end before the beginning is refused with the earliest possible day."""
    if ended_on < from_on:
        raise PostRefused(f"終わりの日は、始まりの日（{from_on:%Y年%m月%d日}）より前にはできません。")
