"""閲覧の根拠の読み取り: the viewer of a moment, oaths, town settings, emergency readings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localdate

from takigi.access.grounds import Viewer
from takigi.access.legal_bases import LegalBasis
from takigi.access.legal_bases import wording_on as law_wording_on
from takigi.access.models import EmergencyReading, Oath, TownSettingValue
from takigi.access.policies import check_may_review, may_review
from takigi.access.rules import SETTING_OF, TOWN_SETTINGS, TownSetting, wording_on
from takigi.organisations import queries as organisations


def viewer_of(staff_id: int, municipality_id: int, *, is_active: bool, at: datetime) -> Viewer:
    """The viewer behind a request: posts, oath, town settings, emergencies. Five queries."""
    on = localdate(at)
    values = setting_values(municipality_id, on=on)
    return Viewer(
        staff_id=staff_id,
        municipality_id=municipality_id,
        at=at,
        posts=organisations.posts_held(staff_id, on=on),
        is_active=is_active,
        has_oath=has_oath(staff_id, on=on),
        insurance_searches_register=values["insurance_searches_register"] == "yes",
        centres_search=values["centres_search_register"],
        sees_colleagues_prevention_cases=values["colleagues_see_prevention_cases"] == "yes",
        emergency_targets=emergency_targets(staff_id, at=at),
    )


def has_oath(staff_id: int, *, on: date, body: str = "register", law: LegalBasis | None = None) -> bool:
    """Whether the wording in force on the day has been confirmed. One query.

    A meeting's body has the wording of its own law: an article that moves asks for a new confirmation (R6).
    """
    version = wording_on(on).version if law is None or body == "register" else law_wording_on(law, on).since.isoformat()
    ends = Oath.objects.filter(staff_id=staff_id, body=body, wording_version=version)
    return any(ended_on is None or ended_on > on for ended_on in ends.values_list("ended_on", flat=True))


def oaths_held(staff_ids: Iterable[int], *, body: str, version: str, on: date) -> dict[int, datetime]:
    """Who of these has confirmed that wording for that body, and when. One query."""
    rows = Oath.objects.filter(staff_id__in=set(staff_ids), body=body, wording_version=version)
    return dict(rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on)).values_list("staff_id", "confirmed_at"))


@dataclass(frozen=True)
class OathLine:
    """守秘の確認の一行."""

    staff_id: int
    body: str
    wording_version: str
    confirmed_at: datetime
    duty_basis: str


def oath_register(viewer: Viewer) -> list[OathLine]:
    """守秘の確認の台帳: own entries, or all for the secretariat and the auditor (MEMB). One query."""
    rows = Oath.objects.filter(staff__municipality_id=viewer.municipality_id)
    if not may_review(viewer):
        rows = rows.filter(staff_id=viewer.staff_id)
    return [
        OathLine(*row)
        for row in rows.order_by("-confirmed_at", "pk").values_list(
            "staff_id", "body", "wording_version", "confirmed_at", "duty_basis"
        )
    ]


def setting_values(municipality_id: int, *, on: date) -> dict[str, str]:
    """Every town setting's value on the day, defaults where none was decided. One query."""
    values = {setting.key: setting.default for setting in TOWN_SETTINGS}
    decided = TownSettingValue.objects.filter(municipality_id=municipality_id, from_on__lte=on)
    for key, value in decided.order_by("from_on", "decided_at", "pk").values_list("key", "value"):
        if key in values:
            values[key] = value
    return values


@dataclass(frozen=True)
class SettingHistory:
    """A setting, its value now and every decision about it, newest first."""

    setting: TownSetting
    value: str
    value_label: str
    decisions: tuple[tuple[date, str, str, int | None], ...]


def settings_page(municipality_id: int, *, on: date) -> list[SettingHistory]:
    """町の決めごと with their histories: (from_on, value label, reason, decided by). Two queries."""
    now = setting_values(municipality_id, on=on)
    rows = TownSettingValue.objects.filter(municipality_id=municipality_id).order_by("-from_on", "-decided_at", "-pk")
    decisions = list(rows.values_list("key", "from_on", "value", "reason", "decided_by_id"))
    return [
        SettingHistory(
            setting=setting,
            value=now[setting.key],
            value_label=dict(setting.choices)[now[setting.key]],
            decisions=tuple(
                (from_on, dict(setting.choices).get(value, value), reason, by)
                for key, from_on, value, reason, by in decisions
                if key == setting.key
            ),
        )
        for setting in SETTING_OF.values()
    ]


def emergency_targets(staff_id: int, *, at: datetime) -> frozenset[str]:
    """The targets that an emergency reading opens for this person at this moment. One query."""
    open_now = EmergencyReading.objects.filter(staff_id=staff_id, opened_at__lte=at, until_at__gt=at)
    return frozenset(open_now.values_list("target", flat=True))


@dataclass(frozen=True)
class EmergencyCard:
    """緊急の閲覧の一行, for the review queue."""

    reading_id: int
    staff_id: int
    target: str
    reason: str
    opened_at: datetime
    until_at: datetime
    review_due_on: date
    verdict: str
    review_note: str
    reviewed_by: int | None


def review_queue(viewer: Viewer) -> list[EmergencyCard]:
    """緊急の閲覧のふりかえり: waiting first, then the latest reviewed. One query. For reviewers only."""
    check_may_review(viewer)
    rows = EmergencyReading.objects.filter(municipality_id=viewer.municipality_id)
    return [
        EmergencyCard(
            it.pk,
            it.staff_id,
            it.target,
            it.reason,
            it.opened_at,
            it.until_at,
            it.review_due_on,
            it.verdict,
            it.review_note,
            it.reviewed_by_id,
        )
        for it in rows.order_by("verdict", "-opened_at")[:200]
    ]
