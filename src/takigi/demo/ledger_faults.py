"""台帳に仕込む問題: mistakes of one row as cities make them, each with what an import must say about it.

The codes are those of the row checks in exchange, which say a mistake once, at the cell it is about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from takigi.demo.ledger_lines import Line
from takigi.demo.ledger_notations import Cell, partial_date, written_date

Cells = dict[str, Cell]


@dataclass(frozen=True)
class Place:
    """Where a row stands: what decides whether a mistake can be made there without making another."""

    is_csv: bool
    is_last_of_person: bool
    today: date


Fits = Callable[[Line, Place], bool]
Spoil = Callable[[Cells, Line, Place, Random], None]


def _put(item: str, text: str) -> Spoil:
    def spoil(cells: Cells, line: Line, place: Place, rng: Random) -> None:
        cells[item] = text

    return spoil


def _put_day(item: str, of: str, days: int) -> Spoil:
    """Write a day so many days after another one of the line."""

    def spoil(cells: Cells, line: Line, place: Place, rng: Random) -> None:
        after = place.today if of == "today" else _day(line, of)
        cells[item] = written_date(after + timedelta(days=days), "kanji")

    return spoil


def _anywhere(line: Line, place: Place) -> bool:
    return True


@dataclass(frozen=True)
class Fault:
    """One kind of mistake: the item it is reported at ("" for the whole row), its code, and how it is made."""

    code: str
    item: str
    spoil: Spoil
    is_blocking: bool = True
    fits: Fits = _anywhere
    # What is said besides when the register already knows the person otherwise: (code, is_blocking) at the same item.
    against_register: tuple[tuple[str, bool], ...] = ()
    needs: tuple[str, ...] = ()


def _day(line: Line, item: str) -> date:
    value = line[item]
    if not isinstance(value, date):
        raise TypeError(f"no day under {item}")
    return value


def _is_decided(line: Line, place: Place) -> bool:
    return bool(line["decided_on"] and line["valid_from"])


def _is_last_decided(line: Line, place: Place) -> bool:
    return _is_decided(line, place) and place.is_last_of_person


def _is_new_decided(line: Line, place: Place) -> bool:
    return _is_decided(line, place) and line["application_type"] == "1"


def _is_waiting(line: Line, place: Place) -> bool:
    return not line["decided_on"] and line["withdrawn"] != "取下げ"


def _in_csv(line: Line, place: Place) -> bool:
    return place.is_csv


def _in_workbook(line: Line, place: Place) -> bool:
    return not place.is_csv


def _is_living(line: Line, place: Place) -> bool:
    return line["status"] != "死亡"


def _is_here(line: Line, place: Place) -> bool:
    return line["status"] == "住民"


def _is_past(line: Line, place: Place) -> bool:
    return _day(line, "application_on") < place.today - timedelta(days=7)


def _has_zeros(line: Line, place: Place) -> bool:
    return str(line["insured_no"]).startswith("0")


def _lose_zeros(cells: Cells, line: Line, place: Place, rng: Random) -> None:
    number = str(line["insured_no"]).lstrip("0")
    cells["insured_no"] = number if place.is_csv else int(number)


def _nameless(cells: Cells, line: Line, place: Place, rng: Random) -> None:
    cells["name"] = cells["name_kana"] = ""


def _partial_birth(cells: Cells, line: Line, place: Place, rng: Random) -> None:
    cells["birth"] = partial_date(_day(line, "birth"), rng.choice(("month", "year")))


def _impossible_birth(cells: Cells, line: Line, place: Place, rng: Random) -> None:
    cells["birth"] = f"昭和{rng.randint(10, 30)}年{rng.choice(('2月30日', '4月31日', '13月5日'))}"


def _doubtful_decision(cells: Cells, line: Line, place: Place, rng: Random) -> None:
    # 平成 went on in the form that somebody had printed.
    day = _day(line, "decided_on")
    cells["decided_on"] = f"平成{day.year - 1988}年{day.month}月{day.day}日"


def _outside_name(cells: Cells, line: Line, place: Place, rng: Random) -> None:
    sign = rng.choice(("〓", "\ue012"))
    cells["name"] = sign + str(line["name"])[1:]


def _other_insurer(cells: Cells, line: Line, place: Place, rng: Random) -> None:
    cells["insurer_no"] = "999995"


ROW_FAULTS: tuple[Fault, ...] = (
    Fault("insured_no_missing", "insured_no", _put("insured_no", "")),
    Fault("insured_no_unreadable", "insured_no", _put("insured_no", "不明（照会中）")),
    Fault("number_as_power", "insured_no", _put("insured_no", "1.23457E+09")),
    Fault("leading_zeros_lost", "insured_no", _lose_zeros, is_blocking=False, fits=_has_zeros),
    Fault("insurer_no_unreadable", "insurer_no", _put("insurer_no", "99201X")),
    Fault("other_insurer", "insurer_no", _other_insurer),
    Fault("name_missing", "name", _nameless),
    Fault("outside_characters", "name", _outside_name, is_blocking=False, needs=("name",)),
    Fault("date_unreadable", "birth", _impossible_birth),
    Fault("birth_missing", "birth", _put("birth", ""), is_blocking=False),
    Fault("birth_partial", "birth", _partial_birth, is_blocking=False),
    Fault("birth_in_future", "birth", _put_day("birth", "today", 1100)),
    Fault(
        "birth_too_old",
        "birth",
        _put("birth", "明治23年5月6日"),
        fits=_is_living,
    ),
    Fault(
        "birth_after_application",
        "birth",
        _put_day("birth", "application_on", 3),
        fits=_is_past,
    ),
    Fault(
        "under_40",
        "birth",
        _put("birth", "平成7年6月18日"),
        is_blocking=False,
        against_register=(("birth_differs_from_register", True),),
    ),
    Fault("code_unknown", "sex", _put("sex", "3")),
    Fault("code_unknown", "application_type", _put("application_type", "継続")),
    Fault(
        "code_unknown",
        "level",
        _put("level", "要介護6"),
        fits=_is_decided,
    ),
    Fault("level_missing", "level", _put("level", ""), is_blocking=False, fits=_is_last_decided),
    Fault(
        "application_in_future",
        "application_on",
        _put_day("application_on", "today", 3650),
        fits=_is_waiting,
    ),
    Fault("application_missing", "application_on", _put("application_on", ""), is_blocking=False, fits=_is_decided),
    Fault(
        "decision_in_future",
        "decided_on",
        _put_day("decided_on", "today", 900),
        fits=_is_decided,
        needs=("decided_on",),
    ),
    Fault(
        "decided_before_application",
        "decided_on",
        _put_day("decided_on", "application_on", -20),
        fits=_is_decided,
        needs=("decided_on",),
    ),
    Fault(
        "date_incomplete",
        "decided_on",
        _put("decided_on", "令和7年4月"),
        fits=_is_decided,
        needs=("decided_on",),
    ),
    Fault(
        "date_doubtful", "decided_on", _doubtful_decision, is_blocking=False, fits=_is_decided, needs=("decided_on",)
    ),
    Fault(
        "decision_missing",
        "decided_on",
        _put("decided_on", ""),
        is_blocking=False,
        fits=_is_decided,
        needs=("decided_on",),
    ),
    Fault("validity_missing", "valid_from", _put("valid_from", ""), fits=_is_decided),
    Fault(
        "validity_start_unusual",
        "valid_from",
        _put_day("valid_from", "valid_from", 9),
        is_blocking=False,
        fits=_is_new_decided,
    ),
    Fault(
        "validity_reversed",
        "valid_until",
        _put_day("valid_until", "valid_from", -31),
        fits=_is_last_decided,
    ),
    Fault(
        "validity_too_long",
        "valid_until",
        _put_day("valid_until", "valid_from", 1900),
        is_blocking=False,
        fits=_is_last_decided,
    ),
    Fault("validity_open", "valid_until", _put("valid_until", ""), is_blocking=False, fits=_is_last_decided),
    Fault(
        "status_unknown",
        "status",
        _put("status", "施設"),
        is_blocking=False,
        fits=_is_here,
    ),
    Fault("postal_unreadable", "postal", _put("postal", "000-12"), is_blocking=False),
    Fault("formula", "address", _put("address", "=VLOOKUP(B2,Sheet2!A:C,3)"), fits=_in_csv),
    Fault("too_many_cells", "", _put("beyond", "要確認"), fits=_in_csv),
    Fault(
        "value_without_header",
        "",
        _put("beyond", "要確認"),
        is_blocking=False,
        fits=_in_workbook,
    ),
    Fault("too_few_cells", "", _put("cut_off", "1"), is_blocking=False, fits=_in_csv),
)
