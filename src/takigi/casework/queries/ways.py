"""個別支援の決めごとの読み取り: each setting with its value in words and every decision about it."""

from dataclasses import dataclass
from datetime import date

from takigi.access.grounds import NotPermitted, Viewer
from takigi.casework.models import CaseworkSettingValue
from takigi.casework.policies import casework_agency_ids, check_may_decide_ways, may_decide_ways, town_way
from takigi.casework.rules.settings import SETTINGS, CaseworkSetting, Sort
from takigi.organisations.queries import names_of_staff


@dataclass(frozen=True)
class Decided:
    """A decision about a setting."""

    from_on: date
    words: str
    reason: str
    by: str


@dataclass(frozen=True)
class WayHistory:
    """決めごと, its value today and how it came to it."""

    setting: CaseworkSetting
    value: str
    words: str
    decisions: tuple[Decided, ...]


def decided_ways(viewer: Viewer) -> list[WayHistory]:
    """All settings for somebody who does casework or decides them. Two queries."""
    if not (casework_agency_ids(viewer) or may_decide_ways(viewer)):
        raise NotPermitted("個別支援の決めごとを見られるのは、相談支援の職員です。")
    rows = list(
        CaseworkSettingValue.objects.filter(municipality_id=viewer.municipality_id).order_by(
            "-from_on", "-decided_at", "-pk"
        )
    )
    names = names_of_staff(viewer.municipality_id, {row.decided_by_id for row in rows if row.decided_by_id})
    return [_history(setting, rows, names, viewer.on) for setting in SETTINGS]


def decided_numbers(viewer: Viewer, *keys: str) -> list[int]:
    """Settings that are numbers, on the viewer's day, for the rooms above. One query."""
    way = town_way(viewer)
    return [way.number(key) for key in keys]


def _history(setting: CaseworkSetting, rows: list[CaseworkSettingValue], names: dict[int, str], on: date) -> WayHistory:
    own = [row for row in rows if row.key == setting.key]
    value = next((row.value for row in own if row.from_on <= on), setting.default)
    decisions = tuple(
        Decided(row.from_on, in_words(setting, row.value), row.reason, names.get(row.decided_by_id or 0, "設置のとき"))
        for row in own
    )
    return WayHistory(setting, value, in_words(setting, value), decisions)


def in_words(setting: CaseworkSetting, value: str) -> str:
    """A value as it is read: 3件, or the labels of what was chosen."""
    if setting.sort is Sort.NUMBER:
        return "期限なし" if setting.key == "eligibility_months" and value == "0" else f"{value}{setting.unit}"
    return "、".join(dict(setting.choices).get(word, word) for word in value.split(","))


def may_decide(viewer: Viewer) -> bool:
    """Whether the page offers a change."""
    return may_decide_ways(viewer)


def check_may_decide(viewer: Viewer) -> None:
    """Refuses everybody who does not decide them."""
    check_may_decide_ways(viewer)
