"""項目の並び: which field of a sheet stands where in a file, declared once for writing and for reading. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from takigi.exchange.care_plan_files.kinds import Kind, NotInFile, NotReadable
from takigi.exchange.problems import Problem


@dataclass(frozen=True)
class Column:
    """One field of a file: its name in the layout and where its value is found in a sheet (`areas.movement.wish`)."""

    name: str
    path: str
    kind: Kind


@dataclass(frozen=True)
class Cell:
    """What is written, and whether it stands in quotation marks."""

    text: str
    is_quoted: bool


def cells_of(source: Any, columns: Iterable[Column], remarks: list[str]) -> list[Cell]:
    """The sheet's values in the order of the file. What the file cannot say stays empty and is remarked."""
    cells = []
    for column in columns:
        value = _at(source, column.path)
        try:
            text = column.kind.write(value)
        except NotInFile as why:
            remarks.append(f"{column.name}：{why}")
            text = ""
        cells.append(Cell(text, column.kind.is_quoted))
    return cells


def _at(source: Any, path: str) -> Any:
    """The value at the path; None where the sheet has no such part."""
    for step in path.split("."):
        if source is None:
            return None
        source = _nth(source, int(step)) if step.isdecimal() else getattr(source, step)
    return source


def _nth(parts: Sequence[Any], place: int) -> Any:
    return parts[place] if place < len(parts) else None


def values_of(row_no: int, texts: list[str], columns: Iterable[Column], problems: list[Problem]) -> dict[str, Any]:
    """Each column's value under its path; what cannot be read is empty and listed."""
    return dict(_read(row_no, texts, columns, problems))


def _read(
    row_no: int, texts: list[str], columns: Iterable[Column], problems: list[Problem]
) -> Iterator[tuple[str, Any]]:
    for column, text in zip(columns, texts, strict=True):
        try:
            yield column.path, column.kind.read(text)
        except NotReadable as why:
            problems.append(
                Problem(row_no, column.name, text, "transfer_value", f"{column.name}：{why}", is_blocking=False)
            )
            yield column.path, column.kind.read("")


def under(values: dict[str, Any], start: str) -> dict[str, Any]:
    """The values below one step of the path, by the names that are left: `under(values, "person")`."""
    return {path.removeprefix(f"{start}."): value for path, value in values.items() if path.startswith(f"{start}.")}


def beside(values: dict[str, Any]) -> dict[str, Any]:
    """The values of the sheet itself, without those of its parts."""
    return {path: value for path, value in values.items() if "." not in path}
