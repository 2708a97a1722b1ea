"""町の番号: a town's own numbering of the checklist, tied to meanings, with both readings shown for confirmation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from takigi.instruments.answer_modes import AnswerMode, Cell, ReadSheet, read_answers
from takigi.instruments.checklist_items import ITEMS, ProblemIf, item_of, keys_of


@dataclass(frozen=True)
class NumberedItem:
    """町の一問: its number on the town's paper, what it asks, and whether it asks the other way round."""

    number: int
    key: str
    is_reversed: bool = False

    @property
    def problem_if(self) -> ProblemIf:
        """Which answer scores a point on this paper."""
        national = item_of(self.key).problem_if
        if not self.is_reversed or national is ProblemIf.COMPUTED:
            return national
        return ProblemIf.YES if national is ProblemIf.NO else ProblemIf.NO


@dataclass(frozen=True)
class Numbering:
    """町の様式: which number asks what. Refuses a number or a meaning that stands twice."""

    name: str
    items: tuple[NumberedItem, ...]
    source: str = ""

    def __post_init__(self) -> None:
        for what, seen in (("番号", [str(i.number) for i in self.items]), ("質問", [i.key for i in self.items])):
            twice = sorted({one for one in seen if seen.count(one) > 1})
            if twice:
                raise ValueError(f"{self.name}: 同じ{what}が二度あります（{'、'.join(twice)}）。")
        for item in self.items:
            item_of(item.key)

    @property
    def missing_keys(self) -> tuple[str, ...]:
        """Questions of the national form that this paper does not ask."""
        asked = {item.key for item in self.items}
        return tuple(item.key for item in ITEMS if item.key not in asked)


NATIONAL_NUMBERING = Numbering("国の様式", tuple(NumberedItem(item.number, item.key) for item in ITEMS))


def numbering_from(name: str, places: Mapping[int, str], source: str = "") -> Numbering:
    """A numbering from the town's numbers to the keys they ask about, all in the national direction."""
    return Numbering(name, tuple(NumberedItem(number, key) for number, key in sorted(places.items())), source)


# One city's own order: nutrition comes first, so that its No. 3 is the national No. 6. Only the numbers that
# it published are here; the others are left out instead of guessed.
_PUBLISHED = (*range(1, 11), 16, 17)
_MEANT = keys_of(11, 12, *range(6, 11), 13, 14, 15, 16, 17)
ITO_CITY = numbering_from(
    "栄養から始まる様式",
    dict(zip(_PUBLISHED, _MEANT, strict=True)),
    "伊東市 基本チェックリストの案内（No.1～10、16、17の並びだけが公開されている）",
)


@dataclass(frozen=True)
class BothReadings:
    """二つの読み方: one number read as the national form has it and as the mapping has it."""

    number: int
    national_key: str | None
    mapped_key: str
    is_reversed: bool
    national_problems: int
    mapped_problems: int
    answered: int

    @property
    def differs(self) -> bool:
        return self.national_key != self.mapped_key or self.is_reversed

    @property
    def in_words(self) -> str:
        """Both readings as one sentence, for the officer to confirm."""
        mapped = item_of(self.mapped_key)
        way = "（向きが逆）" if self.is_reversed else ""
        now = f"町のNo.{self.number}を「{mapped.wording}」{way}と読むと、{self.answered}人中{self.mapped_problems}人が該当"
        if self.national_key is None:
            return f"{now}。国の様式にこの番号はありません。"
        other = item_of(self.national_key).wording
        return f"{now}。国の番号どおり「{other}」と読むと、{self.national_problems}人が該当。"


def read_numbered(
    rows: Sequence[Mapping[int, Cell]], numbering: Numbering, mode: AnswerMode | None = None
) -> ReadSheet:
    """Read a ledger whose columns are a town's own numbers. Numbers that are not mapped are left unread."""
    reversed_keys = frozenset(item.key for item in numbering.items if item.is_reversed)
    keyed = [{item.key: row.get(item.number) for item in numbering.items} for row in rows]
    return read_answers(keyed, mode, reversed_keys=reversed_keys)


def both_readings(
    rows: Sequence[Mapping[int, Cell]], numbering: Numbering, mode: AnswerMode | None = None
) -> tuple[BothReadings, ...]:
    """Each number of the town's paper read both ways, with how many people would score."""
    national = {item.number: item.key for item in ITEMS}
    mapped, plain = read_numbered(rows, numbering, mode), read_numbered(rows, NATIONAL_NUMBERING, mode)
    return tuple(
        BothReadings(
            number=item.number,
            national_key=national.get(item.number),
            mapped_key=item.key,
            is_reversed=item.is_reversed,
            national_problems=_problems(plain, national.get(item.number)),
            mapped_problems=_problems(mapped, item.key),
            answered=sum(row.points.get(item.key) is not None for row in mapped.rows),
        )
        for item in numbering.items
    )


def _problems(sheet: ReadSheet, key: str | None) -> int:
    return 0 if key is None else sum(row.points.get(key) == 1 for row in sheet.rows)
