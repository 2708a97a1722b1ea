"""表の問題: one thing to look at in one cell of a story's workbook, said with its address."""

from __future__ import annotations

from dataclasses import dataclass

from takigi.exchange.story_sheets.pages import column_letter


@dataclass(frozen=True)
class CellProblem:
    """Where it is, as Excel writes it, and what to do now. Nothing is refused: what could not be placed is kept aside."""

    sheet: str
    row_no: int
    column_no: int
    sentence: str

    @property
    def address(self) -> str:
        """実行プラン B7; without a column the whole row, without a row the whole sheet."""
        if not self.row_no:
            return self.sheet
        return f"{self.sheet} {column_letter(self.column_no) if self.column_no >= 0 else ''}{self.row_no}"

    @property
    def told(self) -> str:
        """Address and sentence."""
        return f"{self.address}: {self.sentence}"
