"""問題の仕込み: who gets which mistake, so that every kind comes and none brings another that is not told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from takigi.demo.ledger_faults import ROW_FAULTS, Cells, Fault, Place
from takigi.demo.ledger_lines import Line
from takigi.demo.ledger_notations import written_date
from takigi.demo.names import draw_family, draw_given
from takigi.kernel.folding import unmappable_in_ms932

# What only the whole file, or the register beside it, can show; and whether it keeps its row out.
FILE_CODES: dict[str, bool] = {
    "duplicate_row": False,
    "two_people_one_number": True,
    "one_person_two_numbers": False,
    "overlapping_renewal": True,
    "same_number_other_person_in_register": True,
}
# Items by which a person is known: changed in one of several rows, they would make two people of one.
_IDENTITY = frozenset({"birth"})


@dataclass(frozen=True)
class Finding:
    """A problem to be reported at an item of a row; `row_no` 0 is the row that it stands beside."""

    item: str
    code: str
    is_blocking: bool
    row_no: int = 0


@dataclass(frozen=True)
class Placed:
    """A row as it will stand in the file, with the problems in it."""

    cells: Cells
    findings: tuple[Finding, ...]


Written = list[tuple[Line, Cells]]


@dataclass(frozen=True)
class _Holder:
    """Somebody with one row and nothing wrong in it, whose number another person may get by mistake."""

    line: Line
    row_no: int


class Planter:
    """Plants one mistake per person; of the kinds that fit the person, the one that has come least often."""

    def __init__(self, rng: Random, *, has_item: Callable[[str], bool], is_csv: bool, has_register: bool) -> None:
        self._rng = rng
        self._is_csv = is_csv
        self._has_register = has_register
        self._has_name = has_item("name")
        row_faults = [fault for fault in ROW_FAULTS if _is_possible(fault, has_item)]
        self._file_faults: dict[str, Callable[[Written], list[Placed] | None]] = {
            "duplicate_row": self._duplicate,
            "two_people_one_number": self._take_number,
            "one_person_two_numbers": self._second_number,
            "overlapping_renewal": self._overlap,
        }
        if has_register:
            self._file_faults["same_number_other_person_in_register"] = self._other_person
        self._kinds: list[Fault | str] = [*row_faults, *self._file_faults]
        self._times = [0] * len(self._kinds)
        self._holder: _Holder | None = None

    def natural(self, line: Line, cells: Cells) -> tuple[Finding, ...]:
        """What has to be reported although nobody planted it: births known in part, characters that are lost."""
        findings = []
        if line["birth_precision"] != "day":
            findings.append(Finding("birth", "birth_partial", False))
        if self._is_csv and self._has_name and (signs := unmappable_in_ms932(str(cells["name"]))):
            # Systems that lack a character print 〓 for it.
            for sign in sorted(signs, key=len, reverse=True):
                cells["name"] = str(cells["name"]).replace(sign, "〓")
            findings.append(Finding("name", "outside_characters", False))
        return tuple(findings)

    def plant(self, written: Written, *, today: date) -> list[Placed]:
        """The person's rows with a mistake in one of them."""
        order = sorted(range(len(self._kinds)), key=lambda number: (self._times[number], self._rng.random()))
        for number in order:
            fault = self._kinds[number]
            planted = (
                self._file_faults[fault](written) if isinstance(fault, str) else self._in_row(fault, written, today)
            )
            if planted is not None:
                self._times[number] += 1
                return planted
        return untouched(written)

    def pass_by(self, written: Written, *, row_no: int) -> None:
        """Remember the number of somebody whose only row is in order: another person may get it."""
        if len(written) == 1:
            self._holder = _Holder(written[0][0], row_no)

    def _in_row(self, fault: Fault, written: Written, today: date) -> list[Placed] | None:
        if fault.item in _IDENTITY and len(written) > 1:
            return None
        fitting = [
            number
            for number, (line, _) in enumerate(written)
            if fault.fits(line, Place(self._is_csv, number == len(written) - 1, today))
        ]
        if not fitting:
            return None
        chosen = self._rng.choice(fitting)
        line, cells = written[chosen]
        fault.spoil(cells, line, Place(self._is_csv, chosen == len(written) - 1, today), self._rng)
        rows = untouched(written)
        codes = [(fault.code, fault.is_blocking), *(fault.against_register if self._has_register else ())]
        rows[chosen] = Placed(cells, tuple(Finding(fault.item, code, is_blocking) for code, is_blocking in codes))
        return rows

    def _duplicate(self, written: Written) -> list[Placed] | None:
        return [*untouched(written), Placed(dict(written[-1][1]), _of_file("duplicate_row", ""))]

    def _take_number(self, written: Written) -> list[Placed] | None:
        holder, line = self._holder, written[0][0]
        if len(written) > 1 or holder is None or line["birth"] == holder.line["birth"]:
            return None
        self._holder = None
        findings = _of_file("two_people_one_number", "insured_no")
        if not self._has_register:
            # Nobody can tell whose number it is, so the rows of both are kept out.
            findings += (replace(findings[0], row_no=holder.row_no),)
        return [Placed(written[0][1] | {"insured_no": str(holder.line["insured_no"])}, findings)]

    def _second_number(self, written: Written) -> list[Placed] | None:
        if len(written) < 2:
            return None
        # Numbers of the town begin with 00; this one belongs to nobody.
        cells = written[-1][1] | {"insured_no": f"09{self._rng.randrange(10**8):08d}"}
        return [*untouched(written[:-1]), Placed(cells, _of_file("one_person_two_numbers", "insured_no"))]

    def _overlap(self, written: Written) -> list[Placed] | None:
        if len(written) < 2:
            return None
        earlier, line = written[-2][0], written[-1][0]
        starts, ends, until = earlier["valid_from"], earlier["valid_until"], line["valid_until"]
        if line["application_type"] != "2" or not isinstance(ends, date) or not isinstance(until, date):
            return None
        # Neither before the earlier one began, nor so early that the period grows longer than the law allows.
        if not isinstance(starts, date) or starts > ends - timedelta(days=60) or until > ends + timedelta(days=1300):
            return None
        cells = written[-1][1] | {"valid_from": written_date(ends - timedelta(days=40), "kanji")}
        return [*untouched(written[:-1]), Placed(cells, _of_file("overlapping_renewal", "valid_from"))]

    def _other_person(self, written: Written) -> list[Placed] | None:
        line, cells = written[0]
        if len(written) > 1 or line["status"] != "住民":
            return None
        sex = "2" if line["sex"] == "1" else "1"
        born = self._rng.randint(1936, 1955)
        family, given = draw_family(self._rng), draw_given(self._rng, sex=sex, born_in=born)
        stranger = {
            "name": f"山埜　{given.written}",
            "name_kana": f"{family.read}　{given.read}",
            "sex": sex,
            "birth": f"昭和{born - 1925}年9月{self._rng.randint(1, 28)}日",
        }
        return [Placed(cells | stranger, _of_file("same_number_other_person_in_register", "insured_no"))]


def untouched(written: Written) -> list[Placed]:
    """The rows as they are."""
    return [Placed(cells, ()) for _, cells in written]


def _of_file(code: str, item: str) -> tuple[Finding, ...]:
    return (Finding(item, code, FILE_CODES[code]),)


def _is_possible(fault: Fault, has_item: Callable[[str], bool]) -> bool:
    """Whether the edition has the columns that the mistake needs."""
    item = "name_kana" if fault.item == "name" else fault.item
    return all(map(has_item, fault.needs)) and (not item or has_item(item))
