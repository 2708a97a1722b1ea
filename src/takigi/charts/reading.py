"""図の記述を読む: a chart from a JSON file, or a series from a CSV file; a mistake is said where it stands and what is possible."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from io import StringIO
from math import isfinite
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from takigi.charts.bars import BarsWithCounts
from takigi.charts.base import Chart
from takigi.charts.before_after import BeforeAfter
from takigi.charts.control_chart import ControlChart
from takigi.charts.cumulative_incidence import CumulativeIncidence
from takigi.charts.flow import Flow
from takigi.charts.line_over_time import LineOverTime, Series, TimedValue
from takigi.charts.periods import Step
from takigi.charts.shares import Shares
from takigi.charts.sparkline import Sparkline
from takigi.kernel.era_names import era_named

KINDS: Mapping[str, type[Chart]] = {
    "control_chart": ControlChart,
    "line_over_time": LineOverTime,
    "bars": BarsWithCounts,
    "shares": Shares,
    "cumulative_incidence": CumulativeIncidence,
    "before_after": BeforeAfter,
    "sparkline": Sparkline,
    "flow": Flow,
}
PERIOD = re.compile(r"(?:(令和|平成|昭和)(元|\d+)|(\d{4}))(?:年度|年|[-/])(?:(\d{1,2})(?:月|[-/]\d{1,2})?)?")
LARGEST = 10**15
# What no picture file may hold: control signs and halves of a character.
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
PLAIN = {str: "文字", int: "整数", float: "数", bool: "true か false"}


class UnreadableChart(ValueError):
    """The description cannot be drawn; the words say where, what and what is possible."""


def read_json_chart(text: str) -> Chart:
    """A chart from its description; `chart` names the kind, the other fields are those of the kind.

    >>> read_json_chart('{"chart": "flow", "title": "道のり", "as_of": "2026-11-23", "stations": []}').title
    '道のり'
    >>> read_json_chart('{"chart": "flow", "titel": "道のり"}')
    Traceback (most recent call last):
    ...
    takigi.charts.reading.UnreadableChart: 「titel」という項目はありません（あるのは title、as_of、notes、source、stations、unit）。
    """
    try:
        given = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise UnreadableChart(f"{error.lineno}行目の{error.colno}文字目で、JSONとして読めません。") from error
    if not isinstance(given, dict):
        raise UnreadableChart("図の記述は { } で囲んで書いてください。")
    named = given.pop("chart", None)
    kind = KINDS.get(named) if isinstance(named, str) else None
    if kind is None:
        raise UnreadableChart(f"chart には図の種類を書いてください（{'、'.join(KINDS)}）。")
    chart: Chart = _built(kind, given, "")
    return chart


def _no_number(word: str) -> None:
    raise UnreadableChart(f"{word} は数ではありません。数がなければ null と書き、理由を missing に書いてください。")


def _built(kind: type, given: Any, where: str) -> Any:
    """One frozen value from the fields of a JSON object."""
    if not isinstance(given, dict):
        raise UnreadableChart(f"{where}は {{ }} で囲んで書いてください。")
    known = {field.name: field for field in fields(kind)}
    for name in given:
        if name not in known:
            raise UnreadableChart(f"{_in(where)}「{name}」という項目はありません（あるのは {'、'.join(known)}）。")
    for name, field in known.items():
        if name not in given and field.default is MISSING:
            raise UnreadableChart(f"{_in(where)}「{name}」がありません。")
    hints = get_type_hints(kind)
    values = {
        name: _value(hints[name], value, f"{where}{'の' if where else ''}{name}") for name, value in given.items()
    }
    try:
        return kind(**values)
    except ValueError as error:
        raise UnreadableChart(str(error)) from error


def _in(where: str) -> str:
    return f"{where}に" if where else ""


def _value(kind: Any, given: Any, where: str) -> Any:
    """A value as its field wants it."""
    if isinstance(kind, UnionType):
        return _one_of(get_args(kind), given, where)
    if get_origin(kind) is tuple:
        if not isinstance(given, list):
            raise UnreadableChart(f"{where}は [ ] で囲んで並べてください。")
        return tuple(_value(get_args(kind)[0], one, f"{where}の{n}番目") for n, one in enumerate(given, start=1))
    if is_dataclass(kind):
        return _built(kind, given, where)  # type: ignore[arg-type] # a class, for it comes from a field's hint
    if kind is date:
        return _day(given, where)
    if issubclass(kind, StrEnum):
        if given not in list(kind):
            raise UnreadableChart(f"{where}の「{given}」は選べません（選べるのは {'、'.join(kind)}）。")
        return kind(given)
    return _plain(kind, given, where)


def _one_of(kinds: tuple[Any, ...], given: Any, where: str) -> Any:
    """「なし」, or a day where it is one, or what else the field may hold."""
    if given is None and NoneType in kinds:
        return None
    if date in kinds and str in kinds and isinstance(given, str):
        return _day(given, where) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", given) else given
    return _value(next(kind for kind in kinds if kind is not NoneType), given, where)


def _day(given: Any, where: str) -> date:
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError) as error:
        raise UnreadableChart(
            f"{where}の「{given}」は日付ではありません。2026-11-23 のように書いてください。"
        ) from error


def _plain(kind: type, given: Any, where: str) -> Any:
    fits = isinstance(given, int | float if kind is float else kind) and isinstance(given, bool) == (kind is bool)
    if not fits:
        raise UnreadableChart(f"{where}は{PLAIN[kind]}で書いてください（いまは「{given}」）。")
    if kind in {int, float} and abs(given) > LARGEST:
        raise UnreadableChart(f"{where}の数が大きすぎて描けません。単位を変えてください（千人、百万円など）。")
    if kind is str and UNSEEN.search(given):
        raise UnreadableChart(f"{where}に、目に見えない符号がまじっています。書きなおしてください。")
    return given


def read_csv_chart(text: str, *, title: str, unit: str, as_of: date) -> LineOverTime:
    """One to three series from a CSV file: first column the month or fiscal year, a column for each series.

    A cell that is no number is the word why there is none (集計中); an empty cell is 記録なし.
    """
    try:
        read = list(csv.reader(StringIO(text.removeprefix("\ufeff")), strict=True))
    except csv.Error as error:
        raise UnreadableChart('引用符（"）がとじていないか、CSV として読めない所があります。') from error
    rows = [row for row in read if any(cell.strip() for cell in row)]
    if len(rows) < 2 or len(rows[0]) < 2:
        raise UnreadableChart("1行目に見出し（期間と、線の名前）、2行目から数を書いてください。")
    if len(set(rows[0])) < len(rows[0]):
        raise UnreadableChart("1行目に同じ名前が2つあります。線の名前はひとつずつ違うものにしてください。")
    step = Step.FISCAL_YEAR if "年度" in rows[1][0] else Step.MONTH
    days = [_period(row[0], number, step) for number, row in enumerate(rows[1:], start=2)]
    for number, (day, row) in enumerate(zip(days, rows[1:], strict=True), start=2):
        if days.index(day) != number - 2:
            raise UnreadableChart(
                f"{number}行目の「{row[0]}」は、{days.index(day) + 2}行目と同じ期間です。1行にまとめてください。"
            )
        if len(row) > len(rows[0]):
            raise UnreadableChart(
                f'{number}行目のますが見出しより多くなっています（3,000 のような数は "3,000" と囲みます）。'
            )
    series = tuple(
        Series(name, tuple(_cell(day, row, column) for day, row in zip(days, rows[1:], strict=True)))
        for column, name in enumerate(rows[0][1:], start=1)
    )
    try:
        return LineOverTime(title=title, unit=unit, as_of=as_of, series=series, step=step)
    except ValueError as error:
        raise UnreadableChart(str(error)) from error


def _cell(day: date, row: list[str], column: int) -> TimedValue:
    words = UNSEEN.sub("", row[column]).strip() if column < len(row) else ""
    try:
        number = float(words.replace(",", ""))
    except ValueError:
        return TimedValue(day, None, words)
    return TimedValue(day, number) if isfinite(number) else TimedValue(day, None, "")


def _period(words: str, line: int, step: Step) -> date:
    """2026-04, 2026/4, 令和8年4月 or 令和8年度."""
    found = PERIOD.fullmatch(words.strip())
    if found is None or (found[4] is None) == (step is Step.MONTH):
        raise UnreadableChart(
            f"{line}行目の「{words}」は期間として読めません。令和8年4月、2026-04、令和8年度のように書いてください。"
        )
    if found[2] == "0":
        raise UnreadableChart(f"{line}行目の「{words}」は暦にない年です。")
    year = int(found[3]) if found[3] else era_named(found[1]).western_year(1 if found[2] == "元" else int(found[2]))
    try:
        return date(year, int(found[4] or 4), 1)
    except ValueError as error:
        raise UnreadableChart(f"{line}行目の「{words}」は暦にない月です。") from error
