"""圧縮の中身: what a workbook unpacks to, measured before anything reads it."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from pathlib import Path

from takigi.exchange.tables.refusals import UnreadableFile

XLSX, ODS = "xlsx", "ods"
LIMIT_ENTRIES = 4000
LIMIT_UNPACKED = 1 << 30
# A sheet of repeated cells shrinks to a hundredth; what shrinks further is no table.
LIMIT_RATIO = 200
_SMALL = 50 << 20
_LARGEST_INDEX = 5 << 20
_CHUNK = 1 << 20
# What Python raises for an archive that is not as it says, or packed in a way that nobody uses for tables.
BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError)


def kind_of_zip(path: Path, *, name: str) -> str:
    """XLSX or ODS, once every part is known to unpack to what its directory says. Refuses bombs and other archives."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_directory(entries, path.stat().st_size, name)
            kind = _kind(archive, name)
            _check_password(archive, kind, name)
            _check_parts(archive, entries)
    except BROKEN:
        raise damaged(name) from None
    return kind


def read_part(archive: zipfile.ZipFile, part: str) -> bytes:
    """A small part of the archive whole. Refuses one that is too large to be what it is called."""
    if archive.getinfo(part).file_size > _LARGEST_INDEX:
        raise zipfile.BadZipFile(part)
    return archive.read(part)


def damaged(name: str) -> UnreadableFile:
    return UnreadableFile(
        "damaged",
        f"「{name}」は壊れているか、途中で切れています。Excelで開けるか確かめ、開けたら「名前を付けて保存」で保存し直してください。",
    )


def locked(name: str) -> UnreadableFile:
    return UnreadableFile(
        "password",
        f"「{name}」にはパスワードがかかっています。Excelで開き、「情報」の「ブックの保護」からパスワードを外して保存し直してください。",
    )


def _check_password(archive: zipfile.ZipFile, kind: str, name: str) -> None:
    encrypted_parts = any(entry.flag_bits & 1 for entry in archive.infolist())
    manifest = "META-INF/manifest.xml"
    if encrypted_parts or (
        kind == ODS and manifest in archive.namelist() and b"encryption-data" in read_part(archive, manifest)
    ):
        raise locked(name)


def _check_directory(entries: list[zipfile.ZipInfo], size: int, name: str) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > LIMIT_ENTRIES:
        reason = f"部品が{len(entries)}個"
    elif unpacked > LIMIT_UNPACKED:
        reason = f"広げると{unpacked / 2**20:.0f}MB"
    elif unpacked > _SMALL and unpacked > size * LIMIT_RATIO:
        reason = f"広げると元の{unpacked // size}倍"
    else:
        return
    raise UnreadableFile(
        "zip_bomb",
        f"「{name}」は{reason}になり、安全に開けません。心当たりのあるファイルなら、必要なシートの値だけを"
        "新しいブックに貼り付けるか、CSVで書き出して取り込んでください。心当たりがなければ開かず、情報担当に知らせてください。",
    )


def _kind(archive: zipfile.ZipFile, name: str) -> str:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return XLSX
    if "mimetype" in names and read_part(archive, "mimetype").startswith(
        b"application/vnd.oasis.opendocument.spreadsheet"
    ):
        return ODS
    if "xl/workbook.bin" in names:
        raise UnreadableFile(
            "unknown_kind",
            f"「{name}」はExcelバイナリ形式（xlsb）です。「Excelブック（*.xlsx）」で保存し直してください。",
        )
    raise UnreadableFile(
        "unknown_kind",
        f"「{name}」はExcelのブックではなく、圧縮ファイルか別の文書です。圧縮ファイルであれば、展開して中のCSVかExcelのファイルを選んでください。",
    )


def _check_parts(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """Unpack everything once without keeping it: a part that is longer than its directory says fails its checksum."""
    for entry in entries:
        with archive.open(entry) as part:
            while part.read(_CHUNK):
                pass
