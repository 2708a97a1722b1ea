"""閲覧のきまり: oath wordings, town settings, emergency access and its times. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

EMERGENCY_HOURS = 24
REVIEW_WORKING_DAYS = 3
REASON_LENGTH = 10


class AccessRefused(ValueError):
    """Something about access cannot be recorded like this; the text says what is missing."""


@dataclass(frozen=True)
class OathWording:
    """守秘の確認の文, in force from a day; a newer wording has to be confirmed anew (R6)."""

    version: str
    since: date
    text: str


OATH_WORDINGS = (
    OathWording(
        version="2026-04",
        since=date(2026, 4, 1),
        text=(
            "私は、仕事のために知った個人の情報を、仕事の目的のほかには見ません、使いません、人に伝えません。"
            "職を離れたあとも同じです。閲覧したことは、いつ、だれが、何のために見たかが記録され、"
            "本人の求めに応じて示されることがあると知っています。"
        ),
    ),
)


def wording_on(day: date) -> OathWording:
    """The wording in force on the day; the first one before any is in force."""
    return max((w for w in OATH_WORDINGS if w.since <= day), key=lambda w: w.since, default=OATH_WORDINGS[0])


@dataclass(frozen=True)
class TownSetting:
    """町ごとの決めごと: what the matrix leaves to the town. Its values are dated and carry a reason."""

    key: str
    label: str
    help: str
    choices: tuple[tuple[str, str], ...]
    default: str
    source: str


TOWN_SETTINGS = (
    TownSetting(
        key="colleagues_see_prevention_cases",
        label="同じセンターの職員が、介護予防のケースを見られるか",
        help="「見られる」のときも、多機関のケースは見られません。根拠は「同じセンターの職員であるため」と表示されます。",
        choices=(("yes", "見られる"), ("no", "見られない（担当と上司だけ）")),
        default="yes",
        source="閲覧の表が町に任せていること",
    ),
    TownSetting(
        key="insurance_searches_register",
        label="介護保険の担当が、住民の台帳を検索できるか",
        help="「できない」にすると、介護保険の担当も、ほかの根拠がある人だけが見えます。",
        choices=(("yes", "できる"), ("no", "できない")),
        default="yes",
        source="個人情報を何のために使うかの、町の決め方",
    ),
    TownSetting(
        key="centres_search_register",
        label="地域包括支援センターが検索できる範囲",
        help="担当圏域の外の人は、ほかの根拠があるときだけ見えます。",
        choices=(("own_area", "担当圏域の人"), ("whole_town", "自治体の全員"), ("none", "検索できない")),
        default="own_area",
        source="個人情報を何のために使うかの、町の決め方",
    ),
)
SETTING_OF = {setting.key: setting for setting in TOWN_SETTINGS}


def check_setting(key: str, value: str, reason: str) -> None:
    """Refuses an unknown key or value, and a change without a reason somebody can read later."""
    if key not in SETTING_OF:
        raise AccessRefused("この決めごとはありません。一覧から選んでください。")
    allowed = dict(SETTING_OF[key].choices)
    if value not in allowed:
        raise AccessRefused(f"「{'」「'.join(allowed.values())}」のどれかを選んでください。")
    check_reason(reason)


def check_reason(reason: str) -> None:
    """A reason is written for the person who reads it later: at least ten characters."""
    if len(reason.strip()) < REASON_LENGTH:
        raise AccessRefused(f"理由を、あとで読む人に分かるように{REASON_LENGTH}文字以上で書いてください。")


def emergency_until(opened_at: datetime) -> datetime:
    """The end of an emergency reading: 24 hours (R17)."""
    return opened_at + timedelta(hours=EMERGENCY_HOURS)


def review_due(opened_on: date) -> date:
    """The day by which an emergency reading is reviewed: three working days (R17).

    Saturdays and Sundays are left out; national holidays are not known here, so the day may come early.

    >>> review_due(date(2026, 11, 20))
    datetime.date(2026, 11, 25)
    """
    day, left = opened_on, REVIEW_WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day
