"""図のファイル: an SVG picture as PNG or PDF, with the font that lies in a wheel, so that no machine needs one of its own."""

from __future__ import annotations

from pathlib import Path

import pylopdf_fonts_jp
import typst

# Without a date in it, the same picture is the same file.
SHEET = b"""#set document(date: none)
#set page(width: auto, height: auto, margin: 9pt)
#image(bytes(sys.inputs.svg), format: "svg", alt: sys.inputs.alt)
"""
DOTS_PER_INCH = 96.0


def as_png(svg: str, *, scale: float = 2.0) -> bytes:
    """The picture in dots; `scale` 2 is sharp on paper and on fine screens."""
    return _compiled(svg, "png", "", ppi=DOTS_PER_INCH * scale)


def as_pdf(svg: str, *, alt: str) -> bytes:
    """The picture on a page of its own size; `alt` is what is read out instead of it."""
    return _compiled(svg, "pdf", alt, ppi=None)


def _compiled(svg: str, form: str, alt: str, *, ppi: float | None) -> bytes:
    fonts = [str(Path(pylopdf_fonts_jp.sans_path()).parent)]
    made = typst.compile(
        SHEET, format=form, ppi=ppi, font_paths=fonts, ignore_system_fonts=True, sys_inputs={"svg": svg, "alt": alt}
    )
    if not isinstance(made, bytes):
        raise TypeError("1枚の図が1つのファイルになりませんでした。")
    return made
