"""利用者基本情報のファイル（UPKIHON）: the sheet, the hours of its day and its illnesses, out and in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from takigi.casework.sheets import BasicSheet, Contact, DayLine, Disabilities, Illness, Income, SheetPerson
from takigi.exchange.care_plan_files.basic_columns import (
    BASIC,
    BASIC_SUB1,
    BASIC_SUB2,
    CONTACTS,
    HOUR,
    ILLNESS,
    KEYS,
    REQUIRED,
)
from takigi.exchange.care_plan_files.columns import Cell, Column, beside, cells_of, under, values_of
from takigi.exchange.care_plan_files.reading import has_key, rows_of
from takigi.exchange.care_plan_files.transfers import CSV_VERSION, UNVERIFIED, Route, Transfer, check_complete, written
from takigi.exchange.problems import Problem


def basic_transfer(sheet: BasicSheet, route: Route, *, at: datetime, version: str = CSV_VERSION) -> Transfer:
    """利用者基本情報 as UPKIHON, with SUB1 (hours) and SUB2 (illnesses) when there are any.

    The family picture travels as a file of its own and is not made here. Refuses a sheet that lacks what the
    receiver insists on.
    """
    check_complete(sheet, REQUIRED)
    remarks: list[str] = []
    number = Cell(version, is_quoted=False)
    basic = [number, *cells_of(sheet, BASIC[1:], remarks)]
    keys = [number, *cells_of(sheet, KEYS[1:], [])]
    files = [written(route.file_name("UPKIHON", at), BASIC, [basic])]
    for prefix, lines, columns in (("UPKIHON_SUB1", sheet.day, HOUR), ("UPKIHON_SUB2", sheet.illnesses, ILLNESS)):
        if rows := [[*keys, *cells_of(line, columns, remarks)] for line in lines]:
            files.append(written(route.file_name(prefix, at), (*KEYS, *columns), rows))
    if (more := len(sheet.emergency_contacts) - CONTACTS) > 0:
        remarks.append(
            f"緊急連絡先は{CONTACTS}人までしか書けないため、{CONTACTS + 1}人目から後の{more}人は入っていません。"
        )
    return Transfer(tuple(files), tuple(remarks))


@dataclass(frozen=True)
class ReadBasics:
    """The sheets of up to three files. `is_verified` as in Transfer."""

    sheets: tuple[BasicSheet, ...]
    problems: tuple[Problem, ...]
    is_verified: bool = False
    note: str = UNVERIFIED


_Key = tuple[Any, ...]


def read_basics(basic: bytes, hours: bytes = b"", illnesses: bytes = b"") -> ReadBasics:
    """Every sheet of UPKIHON with its hours from SUB1 and its illnesses from SUB2."""
    problems: list[Problem] = []
    days = _lines(hours, BASIC_SUB1, problems, title="UPKIHON_SUB1")
    sick = _lines(illnesses, BASIC_SUB2, problems, title="UPKIHON_SUB2")
    sheets = []
    for row_no, texts in rows_of(basic, BASIC, problems, title="UPKIHON"):
        values = values_of(row_no, texts, BASIC, problems)
        key = _key(values)
        if not has_key(row_no, key, problems):
            continue
        day = tuple(DayLine(**line) for line in days.get(key, ()))
        sheets.append(_sheet(values, day, tuple(Illness(**line) for line in sick.get(key, ()))))
    return ReadBasics(tuple(sheets), tuple(problems))


def _key(values: dict[str, Any]) -> _Key:
    return tuple(values[column.path] for column in KEYS[1:])


def _lines(
    content: bytes, columns: Sequence[Column], problems: list[Problem], *, title: str
) -> dict[_Key, list[dict[str, Any]]]:
    found: dict[_Key, list[dict[str, Any]]] = {}
    for row_no, texts in rows_of(content, columns, problems, title=title):
        values = values_of(row_no, texts, columns, problems)
        line = {column.path: values[column.path] for column in columns[len(KEYS) :]}
        found.setdefault(_key(values), []).append(line)
    return found


def _sheet(values: dict[str, Any], day: tuple[DayLine, ...], illnesses: tuple[Illness, ...]) -> BasicSheet:
    alone = beside(values)
    alone.pop("version")
    visitor = under(values, "visitor")
    contacts = (under(values, f"emergency_contacts.{place}") for place in range(CONTACTS))
    return BasicSheet(
        person=SheetPerson(**under(values, "person")),
        disabilities=Disabilities(**under(values, "disabilities")),
        income=Income(**under(values, "income")),
        visitor=Contact(**visitor) if any(visitor.values()) else None,
        emergency_contacts=tuple(Contact(**one) for one in contacts if any(one.values())),
        day=day,
        illnesses=illnesses,
        **alone,
    )
