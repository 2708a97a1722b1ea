"""行の中の矛盾: what cannot be true of one row, and what is unusual enough to be looked at. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import Any

from takigi.exchange.readings import Finding
from takigi.instruments.validity import certification_from, certification_until
from takigi.kernel.ages import reaches_age_on
from takigi.kernel.era_names import in_both_eras

Found = Iterator[tuple[str, Finding]]

# Applications were taken from October 1999, certifications began with the insurance in April 2000.
FIRST_APPLICATIONS = date(1999, 10, 1)
FIRST_CERTIFICATIONS = date(2000, 4, 1)
OLDEST_AGE = 125
LONGEST_MONTHS = 48
_HOLDS_SERVICES = frozenset({"11", "12", "13", "21", "22", "23", "24", "25"})


def findings(values: dict[str, Any], columns: AbstractSet[str], *, today: date) -> Found:
    """Every finding about the row as a whole, each with the item it is best shown at.

    `columns` are the items that have a column and a cell in it that could be read: what a file cannot
    say, and what has been complained about already, is not missed.
    """
    for check in _CHECKS:
        yield from check(values, columns, today)


def _warning(code: str, sentence: str) -> Finding:
    return Finding(code, sentence, is_blocking=False)


def _who(values: dict[str, Any], columns: AbstractSet[str], today: date) -> Found:
    if values["correction"] == "3":
        return
    if not values["name"] and not values["name_kana"] and columns & {"name", "name_kana"}:
        yield (
            "name" if "name" in columns else "name_kana",
            Finding("name_missing", "氏名も氏名カナも空欄です。どなたの行か確かめて、氏名を入れてください。"),
        )
    if values["birth"] is None and "birth" in columns:
        yield (
            "birth",
            _warning(
                "birth_missing",
                "生年月日が分からないまま取り込みます。分かるところまで入れてください（昭和5年だけでも構いません）。",
            ),
        )
    elif values["birth"] is not None and values["birth"].exact is None:
        said = values["birth"].in_japanese
        yield (
            "birth",
            _warning("birth_partial", f"生年月日を「{said}」として取り込みます。月日が分かれば入れてください。"),
        )


def _birth(values: dict[str, Any], columns: AbstractSet[str], today: date) -> Found:
    birth = values["birth"]
    if birth is None or birth.earliest is None:
        return
    if birth.earliest > today:
        yield (
            "birth",
            Finding(
                "birth_in_future",
                f"生年月日が今日（{in_both_eras(today)}）より後です。元号と年を確かめて直してください。",
            ),
        )
        return
    if reaches_age_on(birth.latest, OLDEST_AGE + 1) <= today and not _has_died(values):
        yield (
            "birth",
            Finding(
                "birth_too_old",
                f"この生年月日では{OLDEST_AGE}歳を超えます。明治・大正・昭和の取り違えがないか確かめて直してください。",
            ),
        )
    applied = values["application_on"]
    if applied is None:
        return
    if birth.earliest > applied:
        yield (
            "birth",
            Finding("birth_after_application", "生年月日が申請日より後です。どちらが正しいか確かめて直してください。"),
        )
    elif reaches_age_on(birth.earliest, 40) > applied:
        yield (
            "birth",
            _warning("under_40", "申請日に40歳になっていません。昭和と平成の取り違えがないか確かめてください。"),
        )


def _has_died(values: dict[str, Any]) -> bool:
    return values["died_on"] is not None or values["status"] == "deceased"


def _future(values: dict[str, Any], columns: AbstractSet[str], today: date) -> Found:
    until = f"今日（{in_both_eras(today)}）"
    for key, code, label in (
        ("application_on", "application_in_future", "申請日"),
        ("decided_on", "decision_in_future", "認定日"),
        ("died_on", "death_in_future", "死亡日"),
    ):
        if values[key] is not None and values[key] > today:
            yield key, Finding(code, f"{label}が{until}より後です。年の誤りがないか確かめて直してください。")
    for key, code, label in (
        ("changed_on", "change_in_future", "異動年月日"),
        ("corrected_on", "correction_in_future", "訂正年月日"),
        ("status_on", "status_in_future", "状態の日"),
    ):
        if values[key] is not None and values[key] > today:
            yield key, _warning(code, f"{label}が{until}より後です。予定の日付でなければ直してください。")


def _order(values: dict[str, Any], columns: AbstractSet[str], today: date) -> Found:
    applied, decided, died = values["application_on"], values["decided_on"], values["died_on"]
    if applied is not None and applied < FIRST_APPLICATIONS:
        yield (
            "application_on",
            Finding(
                "application_too_old",
                "申請日が介護保険の申請が始まった平成11年10月より前です。年を確かめて直してください。",
            ),
        )
    if decided is not None and decided < FIRST_APPLICATIONS:
        yield (
            "decided_on",
            Finding(
                "decision_too_old",
                "認定日が介護保険の申請が始まった平成11年10月より前です。年を確かめて直してください。",
            ),
        )
    if applied is not None and decided is not None and decided < applied:
        yield (
            "decided_on",
            Finding("decided_before_application", "認定日が申請日より前です。どちらが正しいか確かめて直してください。"),
        )
    if applied is not None and died is not None and died < applied:
        yield (
            "died_on",
            _warning("application_after_death", "死亡日が申請日より前です。どちらが正しいか確かめてください。"),
        )


def _validity(values: dict[str, Any], columns: AbstractSet[str], today: date) -> Found:
    start, end = values["valid_from"], values["valid_until"]
    if start is not None and start < FIRST_CERTIFICATIONS:
        yield (
            "valid_from",
            Finding(
                "validity_too_old",
                "有効期間の開始が介護保険の始まり（平成12年4月1日）より前です。年を確かめて直してください。",
            ),
        )
    if start is not None and end is not None and end < start:
        yield (
            "valid_until",
            Finding(
                "validity_reversed",
                "有効期間の終了が開始より前です。開始と終了が入れ替わっていないか確かめて直してください。",
            ),
        )
    elif start is not None and end is not None and end > certification_until(start, LONGEST_MONTHS):
        yield (
            "valid_until",
            _warning(
                "validity_too_long", f"有効期間が{LONGEST_MONTHS}か月を超えています。終了の日を確かめてください。"
            ),
        )
    if start is not None and start > today + timedelta(days=366):
        yield "valid_from", _warning("validity_far_ahead", "有効期間の開始が1年以上先です。年を確かめてください。")
    expected = _expected_start(values)
    if start is not None and expected is not None and start != expected:
        yield (
            "valid_from",
            _warning(
                "validity_start_unusual",
                f"新規と変更の申請では、ふつう申請日（{in_both_eras(expected)}）から有効です。開始の日を確かめてください。",
            ),
        )


def _expected_start(values: dict[str, Any]) -> date | None:
    applied = values["application_on"]
    return None if applied is None else certification_from(values["application_type"], applied, None)


def _completeness(values: dict[str, Any], columns: AbstractSet[str], today: date) -> Found:
    if values["correction"] == "3":
        return
    level, start, end = values["level"], values["valid_from"], values["valid_until"]
    if level in _HOLDS_SERVICES and start is None and "valid_from" in columns:
        yield (
            "valid_from",
            Finding("validity_missing", "認定の結果があるのに、有効期間の開始がありません。開始の日を入れてください。"),
        )
    if level in _HOLDS_SERVICES and start is not None and end is None and "valid_until" in columns:
        yield "valid_until", _warning("validity_open", "有効期間の終了がありません。終了の日を確かめて入れてください。")
    if (
        not level
        and (start is not None or values["decided_on"] is not None)
        and "level" in columns
        and not values["withdrawn"]
    ):
        yield (
            "level",
            _warning(
                "level_missing",
                "認定日か有効期間があるのに、要介護状態区分がありません。結果が出ていれば入れてください。",
            ),
        )
    if level and values["decided_on"] is None and "decided_on" in columns:
        yield (
            "decided_on",
            _warning("decision_missing", "要介護状態区分があるのに、認定日がありません。分かれば入れてください。"),
        )
    if (
        values["application_type"] in ("1", "2", "3")
        and values["application_on"] is None
        and "application_on" in columns
    ):
        yield (
            "application_on",
            _warning("application_missing", "申請種別があるのに、申請日がありません。分かれば入れてください。"),
        )


_CHECKS: tuple[Callable[[dict[str, Any], AbstractSet[str], date], Found], ...] = (
    _who,
    _birth,
    _future,
    _order,
    _validity,
    _completeness,
)
