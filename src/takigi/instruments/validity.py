"""有効期間: how long a certification and the standing of 事業対象者 last, and from when they may be renewed."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

# 介護保険法施行規則39条: a renewal may be filed from this many days before the last day.
RENEWAL_FILED_FROM_DAYS = 60


@dataclass(frozen=True)
class Months:
    """月数の範囲: the usual length of a certification and the shortest and longest that may be set."""

    usual: int
    shortest: int
    longest: int


# 施行規則38条・52条・41条・55条. The longest renewal is given only where the level does not change.
NEW_OR_CHANGED = Months(6, 3, 12)
RENEWED = Months(12, 3, 36)
RENEWED_SAME_LEVEL = Months(12, 3, 48)


def certification_until(valid_from: date, months: int) -> date:
    """The last day of a certification of n months: always the end of a month (V6).

    From the first of a month n months are counted; from any other day the rest of that month comes
    first and n months follow.

    >>> certification_until(date(2024, 4, 1), 6), certification_until(date(2024, 4, 15), 6)
    (datetime.date(2024, 9, 30), datetime.date(2024, 10, 31))
    """
    if months < 1:
        raise ValueError("有効期間の月数は1か月以上で指定してください。")
    whole_months = months - 1 if valid_from.day == 1 else months
    years, month = divmod(valid_from.month - 1 + whole_months, 12)
    year, month = valid_from.year + years, month + 1
    return date(year, month, monthrange(year, month)[1])


def certification_from(application_type: str, application_on: date, previous_until: date | None) -> date | None:
    """The first day: the day of application for 新規 and 変更, the day after the last period for 更新.

    None where the rule does not say: a renewal whose last period is unknown, and 職権.
    """
    if application_type in ("1", "3"):
        return application_on
    if application_type == "2" and previous_until is not None:
        return previous_until + timedelta(days=1)
    return None


def months_allowed(
    application_type: str, *, is_same_level: bool, crosses_care_and_support: bool = False
) -> Months | None:
    """How many months may be set for 新規・変更 and for 更新; None for 職権.

    A renewal that crosses 要支援⇔要介護 is a change of level and has the shorter range.
    """
    if application_type in ("1", "3"):
        return NEW_OR_CHANGED
    if application_type != "2":
        return None
    return RENEWED_SAME_LEVEL if is_same_level and not crosses_care_and_support else RENEWED


def renewal_filed_from(valid_until: date) -> date:
    """The first day on which the renewal may be filed.

    >>> renewal_filed_from(date(2024, 9, 30))
    datetime.date(2024, 8, 1)
    """
    return valid_until - timedelta(days=RENEWAL_FILED_FROM_DAYS)


@dataclass(frozen=True)
class EligibilityRule:
    """事業対象者の有効期間の決め方: a town's own rule, because there is no national one (V13)."""

    key: str
    label: str
    months: int | None
    source: str


TSU_RULE = EligibilityRule(
    key="tsu",
    label="判定した月の翌月（1日の判定はその月）から24か月",
    months=24,
    source="津市 介護予防・生活支援サービス事業の案内",
)
NO_END = EligibilityRule(key="no_end", label="期限を定めない", months=None, source="国の定めはない")
ELIGIBILITY_RULES = (TSU_RULE, NO_END)


def eligibility_until(judged_on: date, rule: EligibilityRule, *, months: int | None = None) -> date | None:
    """The last day of being 事業対象者 after a judgement, None when the town sets no end.

    `months` replaces the rule's own number, for a town that counts alike with another length.

    >>> eligibility_until(date(2024, 4, 15), TSU_RULE), eligibility_until(date(2024, 4, 1), TSU_RULE)
    (datetime.date(2026, 4, 30), datetime.date(2026, 3, 31))
    """
    length = rule.months if rule.months is None or months is None else months
    return None if length is None else certification_until(judged_on, length)
