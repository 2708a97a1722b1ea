"""チェックリストの取り込み: what becomes of a row, and what a file must say before anything is written. Pure."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from takigi.casework.rules.checklist_words import AnsweredBy, AnswerWay
from takigi.casework.rules.checklists import Answers

# More than a town's people of 75 and over in one post; a larger file is sent in parts.
MOST_ROWS = 50_000


# What the kinds of problems are called on the screen; those of a cell in any ledger are the people room's.
LABEL_OF_CODE = {
    "answer_unreadable": "答えとして読めない",
    "no_answers": "読める答えが一つもない",
    "no_day": "答えた日がない",
    "day_ahead": "答えた日が今日より後",
    "size_unreadable": "身長・体重・BMIが読めない",
    "nobody": "だれの行か、台帳に見つからない",
    "several": "同じ氏名と生年月日の方が2人以上いる",
    "contradiction": "番号と、氏名か生年月日が合わない",
    "too_little": "だれの行か決められない",
    "name_other": "氏名が台帳とちがう",
    "after_death": "答えた日が、亡くなった日より後",
    "twice": "同じ方の、同じ日の行が二つ以上ある",
    "other_answers": "同じ日に、答えのちがう記録がある",
}


@dataclass(frozen=True, slots=True)
class RowProblem:
    """気をつける点: in which column, what stood there, and what to do now."""

    column: str
    value: str
    code: str
    sentence: str
    is_blocking: bool


@dataclass(frozen=True, slots=True)
class ReadChecklist:
    """読んだ一行: whose it is, the answers as points by meaning, and everything that is to be looked at."""

    row_no: int
    who: str
    person_id: uuid.UUID | None
    answered_on: date | None
    points: Mapping[str, int | None]
    height_cm: Decimal | None
    weight_kg: Decimal | None
    problems: tuple[RowProblem, ...] = ()

    @property
    def is_importable(self) -> bool:
        return self.person_id is not None and not any(one.is_blocking for one in self.problems)

    def answers(self, way: AnswerWay, answered_by: AnsweredBy) -> Answers:
        """The row as a sheet. Only of a row that is importable."""
        if self.answered_on is None:
            raise ValueError(f"row {self.row_no} has no day")
        return Answers(self.answered_on, way, answered_by, self.points, self.height_cm, self.weight_kg)


@dataclass(frozen=True)
class ImportChoice:
    """読み方の決めごと of one file: what is read from which heading, how answers are written, and what the file leaves out."""

    columns: Mapping[str, str] = field(default_factory=dict)
    reversed_keys: frozenset[str] = frozenset()
    mode: str = ""
    """AnswerMode, or empty: to be found out."""
    way: AnswerWay = AnswerWay.POST
    answered_by: AnsweredBy = AnsweredBy.PERSON
    answered_on: date | None = None
    """For rows that do not say their day."""

    def to_json(self) -> dict[str, Any]:
        """Plain values: headings and choices, nothing out of a cell."""
        return {
            "columns": dict(self.columns),
            "reversed": sorted(self.reversed_keys),
            "mode": self.mode,
            "way": self.way.value,
            "answered_by": self.answered_by.value,
            "answered_on": self.answered_on.isoformat() if self.answered_on else "",
        }


def choice_from_json(kept: Mapping[str, Any]) -> ImportChoice:
    """The choices again; an empty record is a file that nobody has decided about."""
    if not kept:
        return ImportChoice()
    on = kept["answered_on"]
    return ImportChoice(
        dict(kept["columns"]),
        frozenset(kept["reversed"]),
        kept["mode"],
        AnswerWay(kept["way"]),  # type: ignore[call-arg]  # a call of an enum looks a member up
        AnsweredBy(kept["answered_by"]),  # type: ignore[call-arg]  # the same
        date.fromisoformat(on) if on else None,
    )
