"""takigi chart: draws a description in a JSON or CSV file as SVG, PNG or PDF, and says in words what is to be seen."""

from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from takigi.charts.base import WIDE, Chart
from takigi.charts.reading import UnreadableChart, read_csv_chart, read_json_chart
from takigi.exchange.pictures import as_pdf, as_png


def _svg(chart: Chart, width: float) -> bytes:
    return chart.svg(width, is_alone=True).encode()


def _png(chart: Chart, width: float) -> bytes:
    return as_png(chart.svg(width, is_alone=True))


def _pdf(chart: Chart, width: float) -> bytes:
    return as_pdf(chart.svg(width, is_alone=True), alt=chart.summary())


WRITERS: Mapping[str, Callable[[Chart, float], bytes]] = {".svg": _svg, ".png": _png, ".pdf": _pdf}


class Command(BaseCommand):
    """図を描く. Reads no register: what is drawn stands in the file."""

    help = "図の記述（JSON）か表（CSV）を、SVG・PNG・PDFの図にします。書き方は docs/how-to/draw-a-chart.md にあります。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, where the picture goes, and for CSV what it is about."""
        parser.add_argument("file", nargs="?", type=Path, help="図の記述（.json）か表（.csv）")
        parser.add_argument("--out", type=Path, help="図のファイル（.svg .png .pdf）。はぶくと、同じ名前の .svg")
        parser.add_argument("--width", default=str(WIDE), help=f"図の幅（画素）。はぶくと {WIDE:.0f}")
        parser.add_argument("--title", default="", help="CSVのとき: 図の題")
        parser.add_argument("--unit", default="件", help="CSVのとき: 数の単位")
        parser.add_argument("--as-of", default="", help="CSVのとき: いつ現在の数か（2026-11-23）")

    def handle(self, *args: Any, file: Path | None, out: Path | None, width: str, **options: Any) -> None:
        """Writes the picture and prints its sentences."""
        if file is None:
            raise CommandError("図の記述（.json）か表（.csv）のファイルを書いてください。例: takigi chart visits.json")
        if not file.is_file():
            raise CommandError(f"{file} がありません。図の記述（.json）か表（.csv）のファイルを書いてください。")
        picture = out or file.with_suffix(".svg")
        writer = WRITERS.get(picture.suffix.lower())
        if writer is None:
            raise CommandError(f"{picture.name} の形では書けません。.svg .png .pdf のどれかにしてください。")
        pixels = _width(width)
        chart = _read(file, **options)
        try:
            picture.write_bytes(writer(chart, pixels))
        except OSError as error:
            raise CommandError(
                f"{picture} に書けません。フォルダがあるか、書いてよい所かを確かめてください。"
            ) from error
        self.stdout.write(f"{picture} に書きました。")
        self.stdout.write(chart.summary())


def _width(text: str) -> float:
    try:
        width = float(text)
    except ValueError:
        width = 0
    if not 240 <= width <= 2000:
        raise CommandError(f"図の幅は 240 から 2000 のあいだの数で書いてください（いまは「{text}」）。")
    return width


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        told = f"（いまは「{text}」）" if text else ""
        raise CommandError(
            f"CSVのときは、いつ現在の数かを --as-of 2026-11-23 のように書いてください{told}。"
        ) from error


def _read(file: Path, *, title: str, unit: str, as_of: str, **_: Any) -> Chart:
    try:
        text = file.read_text(encoding="utf-8")
        if file.suffix.lower() != ".csv":
            return read_json_chart(text)
        return read_csv_chart(text, title=title or file.stem, unit=unit, as_of=_day(as_of))
    except OSError as error:
        raise CommandError(f"{file} を開けません。ファイルの名前か、読んでよいかを確かめてください。") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{file} は UTF-8 の文字ではありません。UTF-8 で保存しなおしてください。") from error
    except UnreadableChart as error:
        raise CommandError(f"{file}: {error}") from error
