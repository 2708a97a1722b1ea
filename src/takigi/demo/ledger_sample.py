"""見本の台帳: the certification ledger of an invented town as a file, in the dirty form in which cities export.

Every problem that is planted is told, so that a test can demand that exactly these are reported. Rows are drawn
and written one person at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random
from typing import Literal

from takigi.demo.certifications import Certification, everyone_certified
from takigi.demo.dealing import Sieve
from takigi.demo.ledger_corrections import with_correction, with_deletion
from takigi.demo.ledger_files import CSV, write_rows
from takigi.demo.ledger_lines import EDITIONS, LEDGER, NOTICES, has_items, headers_of, is_exported, line_of
from takigi.demo.ledger_notations import Cell, Scribe
from takigi.demo.ledger_planting import Placed, Planter, untouched
from takigi.demo.population import Resident
from takigi.demo.town import Town
from takigi.kernel.era_names import in_japanese

Form = Literal["csv", "xlsx"]

# Of the people in notices: with one in a hundred something was sent wrong and put right by a later row.
_AMENDED_SHARE = 0.01


@dataclass(frozen=True)
class Dirt:
    """どれだけ汚すか: the mixture of notations, lines above the headings, and mistakes in a thousand people."""

    is_mixed: bool
    has_title: bool
    mistakes_per_thousand: float
    encoding: str = "cp932"

    @classmethod
    def clean(cls) -> Dirt:
        """One plain notation and no problem at all; in UTF-8, so that no character of a name is lost."""
        return cls(is_mixed=False, has_title=False, mistakes_per_thousand=0, encoding="utf-8-sig")

    @classmethod
    def usual(cls) -> Dirt:
        """As cities export: everything mixed, a mistake with about one person in eighty."""
        return cls(is_mixed=True, has_title=True, mistakes_per_thousand=12)

    @classmethod
    def full(cls) -> Dirt:
        """Every kind of mistake several times, for tests and for training."""
        return cls(is_mixed=True, has_title=True, mistakes_per_thousand=90)


@dataclass(frozen=True, order=True)
class Planted:
    """仕込んだ問題: where it stands in the file as Excel counts rows, and what must be reported there."""

    row_no: int
    column_header: str
    code: str
    is_blocking: bool


def write_ledger(
    town: Town,
    path: Path,
    *,
    form: Form,
    edition: str = LEDGER,
    dirt: Dirt,
    seed: int,
    rows: int | None = None,
    has_register: bool = True,
    decided_by: date | None = None,
) -> list[Planted]:
    """Write the town's ledger into a file and tell every problem in it, in the order of the rows.

    With `has_register` the file is to be read beside the register of this town, its people being in it already;
    without, into an empty register, where some mistakes cannot be seen and others look different.
    With `decided_by` the file is as old as that day: what was decided later is not in it.
    `rows` asks for one row for each of so many people aged 65 and over, certified or not in the town: the large
    file by which imports are measured. Refuses an unknown edition and more rows than the town has such people.
    """
    headers = headers_of(edition)
    if rows is not None and rows > town.plan.aged:
        raise ValueError(f"{town.plan.name}の65歳以上は{town.plan.aged}人です。行数はそれ以下にしてください。")
    title = _title(town, edition) if dirt.has_title else ()
    rng = Random(f"ledger:{town.plan.key}:{edition}:{form}:{seed}")
    is_csv = form == CSV
    planter = Planter(rng, has_item=has_items(edition), is_csv=is_csv, has_register=has_register)
    writer = _LedgerWriter(town, edition, dirt, planter, Scribe(rng, is_mixed=dirt.is_mixed, is_csv=is_csv))
    writer.decided_by = decided_by or town.plan.on
    lines = writer.rows(rows, header_row=len(title) + 1)
    write_rows(path, form=form, encoding=dirt.encoding, title=title, headers=headers, rows=lines)
    return sorted(writer.planted)


def _title(town: Town, edition: str) -> tuple[tuple[str, ...], ...]:
    return ((f"{town.plan.name}　介護保険　{edition}",), (f"作成日：{in_japanese(town.plan.on)}　取扱注意",))


class _LedgerWriter:
    """Turns people into rows of cells and keeps what was planted where."""

    def __init__(self, town: Town, edition: str, dirt: Dirt, planter: Planter, scribe: Scribe) -> None:
        self.planted: list[Planted] = []
        self.decided_by = town.plan.on
        self._town = town
        self._edition = edition
        self._dirt = dirt
        self._planter = planter
        self._scribe = scribe
        self._rng = Random(f"{edition}:{town.seed}")
        self._sieve = Sieve(self._rng)
        self._items = tuple(item for _, item in EDITIONS[edition])
        self._headers = {item: header for header, item in EDITIONS[edition]}
        self._area_names = {area.key: area.name for area in town.plan.areas}
        self._row_no = 0

    def rows(self, wanted: int | None, *, header_row: int) -> Iterator[list[Cell]]:
        self._row_no = header_row
        for resident, certifications in self._people(wanted):
            for placed in self._placed(resident, certifications):
                self._row_no += 1
                for finding in placed.findings:
                    row_no = finding.row_no or self._row_no
                    self.planted.append(
                        Planted(row_no, self._header_of(finding.item), finding.code, finding.is_blocking)
                    )
                yield self._in_order(placed.cells)

    def _people(self, wanted: int | None) -> Iterator[tuple[Resident, tuple[Certification, ...]]]:
        if wanted is not None:
            aged = everyone_certified(self._town.residents(), self._town.plan, seed=self._town.seed)
            yield from ((resident, (certification,)) for resident, certification in islice(aged, wanted))
            return
        for history in self._town.histories():
            exported = tuple(
                one
                for one in history.certifications
                if is_exported(self._edition, one) and (one.decided_on or one.applied_on) <= self.decided_by
            )
            if exported:
                yield history.resident, exported

    def _placed(self, resident: Resident, certifications: tuple[Certification, ...]) -> list[Placed]:
        lines = [line_of(resident, one, self._town.plan, self._area_names) for one in certifications]
        if not self._dirt.is_mixed:
            # A birth known in part is a warning. A clean ledger has none, so it tells the day.
            return untouched([(line, self._scribe.cells_of(line | {"birth_precision": "day"})) for line in lines])
        is_amended = self._edition == NOTICES and self._sieve.picks("amended", _AMENDED_SHARE)
        if is_amended:
            amend = self._rng.choice((with_correction, with_deletion))
            lines = amend(lines, self._rng, today=self._town.plan.on)
        written = [(line, self._scribe.cells_of(line)) for line in lines]
        natural = [self._planter.natural(line, cells) for line, cells in written]
        if is_amended or any(natural):
            return [Placed(cells, found) for (_, cells), found in zip(written, natural, strict=True)]
        if self._sieve.picks("mistakes", self._dirt.mistakes_per_thousand / 1000):
            return self._planter.plant(written, today=self._town.plan.on)
        self._planter.pass_by(written, row_no=self._row_no + 1)
        return untouched(written)

    def _header_of(self, item: str) -> str:
        """The heading of an item; where there is no name in kanji the reading stands for the person."""
        return self._headers.get(item) or self._headers.get("name_kana", "") if item else ""

    def _in_order(self, cells: dict[str, Cell]) -> list[Cell]:
        cells["running_no"] = str(self._row_no)
        row = [cells.get(item, "") for item in self._items]
        if "cut_off" in cells:
            return row[:-1]
        return [*row, cells["beyond"]] if "beyond" in cells else row
