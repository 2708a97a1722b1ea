"""画布: writes marks and words as SVG that a strict policy lets through, and remembers where words stand.

No style, script, id or outside address: a colour is a presentation attribute for paper and a class for the page, where
the style sheet gives the same colour in light, dark and print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from math import cos, pi, sin

from takigi.charts.lettering import LEADING, folded, width_of

TEXT, TITLE = 16.0, 20.0
FONTS = "BIZ UDPGothic, Yu Gothic UI, Meiryo, Noto Sans JP, sans-serif"
# What XML cannot hold at all; a name typed into an old system sometimes carries one.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Paint(StrEnum):
    """What a colour is for. The values of the page's own tokens, held equal by a test."""

    INK = "ink"
    SOFT = "ink-soft"
    FIRM = "line-firm"
    FAINT = "line"
    SHADE = "shade"
    SHEET = "sheet"
    SIGNAL = "ember"
    SECOND = "active"
    THIRD = "done"


COLOURS = {
    Paint.INK: "#1f1d1a",
    Paint.SOFT: "#57524a",
    Paint.FIRM: "#857f74",
    Paint.FAINT: "#dcd8cf",
    Paint.SHADE: "#f3f1ec",
    Paint.SHEET: "#ffffff",
    Paint.SIGNAL: "#b5400c",
    Paint.SECOND: "#1d3f6b",
    Paint.THIRD: "#17603c",
}


class Shape(StrEnum):
    """A mark that can be told from the others without its colour."""

    CIRCLE = "circle"
    DIAMOND = "diamond"
    SQUARE = "square"
    TRIANGLE = "triangle"


CORNERS = {Shape.DIAMOND: (4, 0.0, 1.35), Shape.SQUARE: (4, pi / 4, 1.25), Shape.TRIANGLE: (3, 0.0, 1.3)}


@dataclass(frozen=True)
class Box:
    """Where words stand, and which."""

    left: float
    top: float
    right: float
    bottom: float
    words: str

    def meets(self, other: Box) -> bool:
        """Whether two pieces of writing run into each other."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Drawing:
    """A sheet of a fixed width that grows downward; `cursor` is where the next part begins."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.cursor = 0.0
        self.boxes: list[Box] = []
        self._marks: list[str] = []

    def line(
        self, x1: float, y1: float, x2: float, y2: float, paint: Paint, *, width: float = 1, dash: str = ""
    ) -> None:
        """A straight line."""
        self.path((("M", x1, y1), ("L", x2, y2)), paint, width, dash)

    def path(self, steps: Iterable[tuple[str, float, float]], paint: Paint, width: float = 1, dash: str = "") -> None:
        """A line through points; each step is M or L with its place."""
        drawn = "".join(f"{step}{_n(x)} {_n(y)}" for step, x, y in steps)
        if drawn:
            dashes = f' stroke-dasharray="{dash}"' if dash else ""
            self._marks.append(f'<path d="{drawn}" {_look(None, paint)} stroke-width="{_n(width)}"{dashes}/>')

    def curve(self, points: Iterable[tuple[float, float]], paint: Paint, width: float = 1, dash: str = "") -> None:
        """A bent line: a start, then for each bend two points that pull and one that is reached."""
        places = list(points)
        bends = ["M", *(("C", " ", " ")[number % 3] for number in range(len(places) - 1))]
        self.path(((bend, x, y) for bend, (x, y) in zip(bends, places, strict=True)), paint, width, dash)

    @contextmanager
    def opening(self, href: str, told: str, *, is_for_keys: bool = True) -> Iterator[None]:
        """What is drawn meanwhile opens `href`; `told` is what is read out. Without `is_for_keys` only the pointer stops there."""
        if not href:
            yield
            return
        stop = "" if is_for_keys else ' tabindex="-1"'
        self._marks.append(f'<a href="{_safe(href)}" aria-label="{_safe(told)}"{stop}>')
        yield
        self._marks.append("</a>")

    def area(self, corners: Iterable[tuple[float, float]], paint: Paint) -> None:
        """A filled field without an edge."""
        places = " ".join(f"{_n(x)},{_n(y)}" for x, y in corners)
        self._marks.append(f'<polygon points="{places}" {_look(paint)}/>')

    def bar(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        paint: Paint,
        *,
        edge: Paint | None = None,
        told: str = "",
    ) -> None:
        """A rectangle; `told` is what the pointer reads."""
        self._marks.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(max(width, 0))}" height="{_n(max(height, 0))}" '
            f"{_look(paint, edge)}{_told(told, 'rect')}"
        )

    def hatch(self, x: float, y: float, width: float, height: float) -> None:
        """Slanting lines for a stretch without numbers: seen in grey and in print."""
        self.bar(x, y, width, height, Paint.SHADE)
        steps: list[tuple[str, float, float]] = []
        # From bottom left to top right, each line cut off at the sides.
        for start in range(8, int(width + height), 8):
            into = min(start, height)
            x1, y1 = x + start - into, y + into
            x2, y2 = x + min(start, width), y + max(0.0, start - width)
            steps += [("M", x1, y1), ("L", x2, y2)] if x1 < x + width else []
        self.path(steps, Paint.FIRM)

    def mark(
        self, shape: Shape, x: float, y: float, size: float, paint: Paint, *, hollow: bool = False, told: str = ""
    ) -> None:
        """A point. Each shape says something by itself; `told` is what the pointer reads."""
        look = f'{_look(Paint.SHEET if hollow else paint, paint)} stroke-width="{1.8 if hollow else 1}"'
        if shape is Shape.CIRCLE:
            self._marks.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(size)}" {look}{_told(told, "circle")}')
            return
        count, turn, stretch = CORNERS[shape]
        angles = [turn + 2 * pi * number / count for number in range(count)]
        places = " ".join(f"{_n(x + size * stretch * sin(a))},{_n(y - size * stretch * cos(a))}" for a in angles)
        self._marks.append(f'<polygon points="{places}" {look}{_told(told, "polygon")}')

    def words(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = TEXT,
        anchor: str = "start",
        paint: Paint = Paint.INK,
        edge: Paint | None = None,
    ) -> Box:
        """One line of words on the base line `y`; an `edge` keeps them readable on top of lines."""
        box = box_of(x, y, words, size=size, anchor=anchor)
        self.boxes.append(box)
        where = "" if anchor == "start" else f' text-anchor="{anchor}"'
        look = _look(paint, edge) + (' stroke-width="4" paint-order="stroke"' if edge else "")
        self._marks.append(f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}"{where} {look}>{_safe(words)}</text>')
        return box

    def notice(self, left: float, right: float, y: float, words: str) -> None:
        """Words in the middle of an empty field, in as many lines as they need."""
        for number, line in enumerate(folded(words, TEXT, right - left - TEXT)):
            width = width_of(line, TEXT) + TEXT
            self.bar(
                (left + right - width) / 2, y + (number - 1) * TEXT * LEADING, width, TEXT * LEADING * 1.4, Paint.SHEET
            )
            self.words((left + right) / 2, y + number * TEXT * LEADING, line, anchor="middle", paint=Paint.SOFT)

    def is_free(self, box: Box) -> bool:
        """Whether words may stand there: inside the sheet, and on no others."""
        return box.left >= 0 and box.right <= self.width and not any(box.meets(other) for other in self.boxes)

    def paragraph(self, words: str, *, size: float = TEXT, paint: Paint = Paint.INK, indent: float = 0) -> None:
        """Words across the sheet, below everything that stands there."""
        for line in folded(words, size, self.width - indent):
            self.cursor += size * LEADING
            self.words(indent, self.cursor - size * 0.4, line, size=size, paint=paint)

    def svg(self, title: str, description: str, *, ground: bool = False, role: str = "img") -> str:
        """The whole picture with its name and its sentences for who listens; a `group` where its parts can be opened."""
        width, height = _n(self.width), _n(self.cursor + 4)
        sheet = f'<rect width="{width}" height="{height}" {_look(Paint.SHEET)}/>' if ground else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="{role}" viewBox="0 0 {width} {height}" width="{width}" '
            f'height="{height}" font-family="{FONTS}"><title>{_safe(title)}</title><desc>{_safe(description)}</desc>'
            f"{sheet}{''.join(self._marks)}</svg>"
        )


def box_of(x: float, y: float, words: str, *, size: float = TEXT, anchor: str = "start") -> Box:
    """The room that a line of words would take."""
    width = width_of(words, size)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(left, y - size * 0.86, left + width, y + size * 0.14, words)


def _safe(words: str) -> str:
    return escape(UNWRITABLE.sub("", words))


def _told(words: str, name: str) -> str:
    return f"><title>{_safe(words)}</title></{name}>" if words else "/>"


def _look(fill: Paint | None, stroke: Paint | None = None) -> str:
    """Colours twice: for paper as they are, for the page by the name of their token."""
    names = [f"fill-{fill}"] * bool(fill) + [f"stroke-{stroke}"] * bool(stroke)
    edge = f' stroke="{COLOURS[stroke]}"' if stroke else ""
    return f'class="{" ".join(names)}" fill="{COLOURS[fill] if fill else "none"}"{edge}'


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
