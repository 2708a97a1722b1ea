"""図の記述: what every chart is, namely a title, a day, a picture, a table and one to three sentences."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date

from takigi.charts.drawing import TITLE, Drawing, Paint
from takigi.kernel.era_names import in_japanese

# Half a desk or a sheet of paper; the phone. A page shows the one that fits.
WIDE, NARROW = 640.0, 320.0


@dataclass(frozen=True)
class ChartTable:
    """図の数の表: the same numbers for who would rather read; every cell is words."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Chart(ABC):
    """図. `title` says what is counted, `as_of` on which day; `notes` are sentences of whoever did the counting."""

    title: str
    as_of: date
    notes: tuple[str, ...] = ()
    source: str = ""

    @abstractmethod
    def summary(self) -> str:
        """One to three sentences: of how many, from when to when, what can be seen and what cannot be said."""

    @abstractmethod
    def table(self) -> ChartTable:
        """Every number of the picture, and the words where there is none."""

    @abstractmethod
    def draw(self, drawing: Drawing) -> None:
        """The picture itself, from the cursor of the sheet downward."""

    @property
    def as_of_words(self) -> str:
        return f"{in_japanese(self.as_of)}現在"

    def drawn(self, width: float = WIDE, *, is_alone: bool = False) -> Drawing:
        """The sheet with its picture. Alone, without a page around it, it carries its title and sentences itself."""
        drawing = Drawing(width)
        if is_alone:
            drawing.paragraph(self.title, size=TITLE)
            drawing.cursor += 8
        self.draw(drawing)
        if is_alone:
            drawing.cursor += 4
            drawing.paragraph(self.summary())
            for note in self.all_notes:
                drawing.paragraph(note, paint=Paint.SOFT)
        return drawing

    @property
    def all_notes(self) -> tuple[str, ...]:
        return (*self.notes, *((f"出典: {self.source}",) if self.source else ()))

    def svg(self, width: float = WIDE, *, is_alone: bool = False) -> str:
        """The picture as SVG: for a page as it is, for a file of its own with `is_alone`."""
        return self.drawn(width, is_alone=is_alone).svg(self.title, self.summary(), ground=is_alone)
