"""チェックリストの行: the rows of a file as answers by meaning, with every problem of every row at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from takigi.casework.rules.checklist_imports import ImportChoice, RowProblem
from takigi.casework.rules.checklists import HEIGHT_HIGHEST, WEIGHT_HIGHEST
from takigi.exchange import readings
from takigi.exchange.checklist_columns import FIELDS_BY_KEY, numbering_of
from takigi.exchange.readings import Finding, shown
from takigi.exchange.tables.shapes import Cell, Row
from takigi.instruments.answer_modes import AnswerMode, read_answers
from takigi.instruments.answer_modes import Cell as Answer
from takigi.instruments.body import is_lean
from takigi.instruments.checklist_items import BMI_KEY
from takigi.instruments.numberings import BothReadings, both_readings
from takigi.people.queries.matching import Sought

LOWEST_HEIGHT, LOWEST_WEIGHT = Decimal(80), Decimal(15)
LEAN = Decimal("18.5")


@dataclass(frozen=True, slots=True)
class FileChecklist:
    """ファイルの一行: whom it speaks of and what it answers, before anybody was looked for."""

    row_no: int
    sought: Sought
    who: str
    answered_on: date | None
    points: Mapping[str, int | None]
    height_cm: Decimal | None
    weight_kg: Decimal | None
    problems: tuple[RowProblem, ...]


@dataclass(frozen=True)
class FileReading:
    """読んだファイル: its rows, how the answers were taken to be written, and both readings of the town's numbers."""

    rows: tuple[FileChecklist, ...]
    mode: AnswerMode | None
    sentence: str
    both: tuple[BothReadings, ...]


def read_rows(rows: Sequence[Row], headers: Sequence[str], choice: ImportChoice, *, today: date) -> FileReading:
    """Every row with all its problems. What cannot be read is left open and said; nothing is guessed."""
    places = {key: headers.index(header) for key, header in choice.columns.items()}
    items = [key for key in places if FIELDS_BY_KEY[key].is_item]
    answers = [{key: _answer(row.cells[places[key]]) for key in items} for row in rows]
    mode = AnswerMode(choice.mode) if choice.mode else None
    sheet = read_answers(answers, mode, reversed_keys=choice.reversed_keys)
    read = tuple(
        _Reader(row, headers, places, choice, today).read(points.points, points.unreadable)
        for row, points in zip(rows, sheet.rows, strict=True)
    )
    numbering = numbering_of(choice.columns, choice.reversed_keys)
    by_number = [{one.number: row[one.key] for one in numbering.items} for row in answers]
    return FileReading(read, sheet.mode, sheet.sentence, both_readings(by_number, numbering, sheet.mode))


def _answer(cell: Cell) -> Answer:
    return cell if isinstance(cell, str | int | float) and not isinstance(cell, bool) else shown(cell)


@dataclass
class _Reader:
    """One row on its way."""

    row: Row
    headers: Sequence[str]
    places: Mapping[str, int]
    choice: ImportChoice
    today: date

    def read(self, points: Mapping[str, int | None], unreadable: Iterable[str]) -> FileChecklist:
        formulas, problems = self._formulas(), []
        number = self._value("insured_no", readings.read_insured_no, problems) if self._has("insured_no") else ""
        birth = self._value("birth", readings.read_partial_day, problems)
        name, kana = (self._value(key, readings.read_text, problems) or "" for key in ("name", "kana"))
        answered_on = self._day(problems)
        height = self._size("height", LOWEST_HEIGHT, HEIGHT_HIGHEST, problems)
        weight = self._size("weight", LOWEST_WEIGHT, WEIGHT_HIGHEST, problems)
        problems += [self._problem(key, UNREADABLE) for key in unreadable]
        given = dict(points)
        self._take_bmi(given, problems)
        if all(point is None for point in given.values()) and is_lean(height, weight) is None:
            problems.append(_whole(NO_ANSWERS))
        return FileChecklist(
            row_no=self.row.row_no,
            sought=Sought(number or "", name, kana, birth.exact if birth else None),
            who=self._who(),
            answered_on=answered_on,
            points=given,
            height_cm=height,
            weight_kg=weight,
            problems=(*formulas, *problems),
        )

    def _has(self, key: str) -> bool:
        return key in self.places and bool(shown(self._cell(key)).strip())

    def _cell(self, key: str) -> Cell:
        return self.row.cells[self.places[key]] if key in self.places else ""

    def _formulas(self) -> list[RowProblem]:
        read = {self.headers[place] for place in self.places.values()}
        kept = [one for one in self.row.problems if not one.column or one.column in read]
        return [RowProblem(one.column, one.value[:200], one.code, one.sentence, one.is_blocking) for one in kept]

    def _value(self, key: str, read: object, problems: list[RowProblem]) -> object:
        value, findings = read(self._cell(key))  # type: ignore[operator]  # one of the readings of a cell
        problems += [self._problem(key, one) for one in findings]
        return value

    def _day(self, problems: list[RowProblem]) -> date | None:
        if not self._has("answered_on"):
            if self.choice.answered_on is None:
                problems.append(_whole(NO_DAY))
            return self.choice.answered_on
        day = self._value("answered_on", readings.read_day, problems)
        if not isinstance(day, date):
            return None
        if day > self.today:
            problems.append(self._problem("answered_on", DAY_AHEAD))
        return day

    def _size(self, key: str, lowest: Decimal, highest: Decimal, problems: list[RowProblem]) -> Decimal | None:
        if not self._has(key):
            return None
        size = _decimal(self._cell(key))
        if size is None or not lowest <= size < highest:
            problems.append(self._problem(key, SIZE))
            return None
        return size.quantize(Decimal("0.1"))

    def _take_bmi(self, points: dict[str, int | None], problems: list[RowProblem]) -> None:
        """A value of BMI stands for the paper's own mark; height and weight overrule both."""
        if not self._has("bmi"):
            return
        value = _decimal(self._cell("bmi"))
        if value is None or not 8 <= value <= 80:
            problems.append(self._problem("bmi", SIZE))
        elif points.get(BMI_KEY) is None:
            points[BMI_KEY] = int(value < LEAN)

    def _who(self) -> str:
        parts = (shown(self._cell(key)).strip() for key in ("insured_no", "name", "kana", "birth"))
        return "　".join(part for part in parts if part)

    def _problem(self, key: str, finding: Finding) -> RowProblem:
        header = self.choice.columns.get(key, FIELDS_BY_KEY[key].label)
        return RowProblem(header, shown(self._cell(key))[:200], finding.code, finding.sentence, finding.is_blocking)


def _whole(finding: Finding) -> RowProblem:
    return RowProblem("", "", finding.code, finding.sentence, finding.is_blocking)


def _decimal(cell: Cell) -> Decimal | None:
    text = readings.plain(cell).lower().removesuffix("cm").removesuffix("kg")
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and not isinstance(cell, datetime) else None


UNREADABLE = Finding(
    "answer_unreadable",
    "答えとして読めません。無回答として取り込みます。紙を見て、はい・いいえ（または同じ書き方の数字）に直してください。",
    is_blocking=False,
)
NO_ANSWERS = Finding(
    "no_answers", "この行には、読める答えが一つもありません。列の対応と、答えの書き方を確かめてください。"
)
NO_DAY = Finding(
    "no_day", "答えた日がありません。日付を入れるか、「答えた日の列がないとき」に、ファイル全体の日を書いてください。"
)
DAY_AHEAD = Finding("day_ahead", "答えた日が今日より後です。年の誤りがないか確かめて直してください。")
SIZE = Finding(
    "size_unreadable",
    "身長（cm）・体重（kg）・BMIとして読めない値です。空欄として取り込みます。単位と数字を確かめてください。",
    is_blocking=False,
)


def chunks(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """Rows in portions, for the sake of the progress bar."""
    portion: list[Row] = []
    for row in rows:
        portion.append(row)
        if len(portion) == size:
            yield portion
            portion = []
    if portion:
        yield portion
