"""ファイルの種類: told from the first bytes, because the name is often wrong."""

from __future__ import annotations

from pathlib import Path

from takigi.exchange.tables.refusals import UnreadableFile

ZIP, OLE, TEXT = "zip", "ole", "text"

_SAVE_AGAIN = (
    "Excelで開き、「名前を付けて保存」で「Excelブック（*.xlsx）」または「CSV UTF-8」を選んで保存し直してください。"
)
_FOREIGN = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "画像（PNG）"),
    (b"\xff\xd8\xff", "画像（JPEG）"),
    (b"{\\rtf", "リッチテキスト（RTF）"),
    (b"7z\xbc\xaf\x27\x1c", "圧縮ファイル（7z）"),
    (b"Rar!", "圧縮ファイル（RAR）"),
    (b"\x1f\x8b", "圧縮ファイル（gzip）"),
)
# Business systems call an HTML page or an XML document ".xls"; Excel opens it, we must not guess.
_MARKUP = (b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta")


def kind_of(path: Path, *, name: str, limit_bytes: int) -> str:
    """ZIP (xlsx, ods), OLE (xls) or TEXT. Refuses what is empty, too large or no table at all."""
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFile(
            "empty", f"「{name}」は中身が空（0バイト）です。書き出しが終わっているか確かめ、もう一度選んでください。"
        )
    if size > limit_bytes:
        raise UnreadableFile(
            "too_large",
            f"「{name}」は{size / 2**20:.1f}MBあります。一度に読めるのは{limit_bytes // 2**20}MBまでです。"
            "年度や地区で分けて書き出し、1つずつ取り込んでください。",
        )
    with path.open("rb") as file:
        head = file.read(1024)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ZIP
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return OLE
    _refuse_foreign(head, name)
    return TEXT


def _refuse_foreign(head: bytes, name: str) -> None:
    for magic, what in _FOREIGN:
        if head.startswith(magic):
            raise UnreadableFile(
                "unknown_kind", f"「{name}」は{what}で、表として読めません。CSVかExcelのファイルを選んでください。"
            )
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        raise UnreadableFile(
            "unknown_kind", f"「{name}」の中身はウェブページかXMLの文書で、表として読めません。{_SAVE_AGAIN}"
        )
