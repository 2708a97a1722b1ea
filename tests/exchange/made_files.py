"""作った見本: files as cities and systems make them, and as attackers would, built in the test itself."""

import io
import struct
import zipfile
from pathlib import Path

import xlsxwriter

HEADERS = ["被保険者番号", "氏名", "氏名カナ", "生年月日", "性別", "住所"]
PERSON = ["0000012345", "薪田　花子", "マキタ　ハナコ", "S12.4.1", "2", "薪野市本町1-2"]


def text_file(folder: Path, text: str, *, encoding: str = "utf-8", name: str = "台帳.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def byte_file(folder: Path, content: bytes, *, name: str = "台帳.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def csv_of(*rows: list[str]) -> str:
    return "".join(",".join(row) + "\r\n" for row in rows)


def xlsx_file(folder: Path, sheets: dict[str, list[list[object]]], *, name: str = "台帳.xlsx", hidden=()) -> Path:
    """A workbook; a text that begins with = becomes a formula."""
    path = folder / name
    with xlsxwriter.Workbook(path) as book:
        for title, rows in sheets.items():
            page = book.add_worksheet(title)
            for place, row in enumerate(rows):
                page.write_row(place, 0, row)
            if title in hidden:
                page.hide()
        # Excel does not let the sheet in front be hidden.
        next(page for page in book.worksheets() if page.name not in hidden).activate()
    return path


def zip_file(folder: Path, parts: dict[str, bytes], *, name: str = "台帳.xlsx") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return path


def ods_file(folder: Path, rows_xml: str, *, sheet: str = "台帳", name: str = "台帳.ods", extra=None) -> Path:
    """An OpenDocument table whose rows are given as XML."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="{sheet}">{rows_xml}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<?xml version="1.0"?><manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content.encode(),
        "META-INF/manifest.xml": manifest.encode(),
    }
    return zip_file(folder, parts | (extra or {}), name=name)


def ods_row(*texts: str) -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
    )
    return f"<table:table-row>{cells}</table:table-row>"


def xls_file(folder: Path, rows: list[list[str]], *, name: str = "台帳.xls", is_locked: bool = False) -> Path:
    """A workbook of Excel 97: BIFF8 records in an OLE container, as small as can be."""
    return byte_file(folder, _ole(_biff(rows, is_locked=is_locked), "Workbook"), name=name)


def locked_xlsx_file(folder: Path, *, name: str = "台帳.xlsx") -> Path:
    """What Excel writes for an xlsx with a password: an OLE container with an encrypted package in it."""
    return byte_file(folder, _ole(b"\x00" * 5000, "EncryptedPackage"), name=name)


def _record(number: int, content: bytes) -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def _biff(rows: list[list[str]], *, is_locked: bool) -> bytes:
    title = "台帳".encode("utf-16-le")
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for row_no, row in enumerate(rows):
        for column, text in enumerate(row):
            label = struct.pack("<HHHHB", row_no, column, 0, len(text), 1) + text.encode("utf-16-le")
            sheet += _record(0x0204, label)
    sheet += _record(0x000A, b"")
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    if is_locked:
        start += _record(0x002F, struct.pack("<HHH", 1, 1, 1) + b"\x00" * 48)
    bound = struct.pack("<BBBB", 0, 0, 2, 1) + title
    at = len(start) + 4 + 4 + len(bound) + 4
    return start + _record(0x0085, struct.pack("<I", at) + bound) + _record(0x000A, b"") + sheet


def _ole(stream: bytes, name: str) -> bytes:
    """A compound file with one stream, padded so that it needs no mini sectors."""
    stream = stream.ljust(max(len(stream), 4096), b"\x00")
    stream += b"\x00" * (-len(stream) % 512)
    sectors = len(stream) // 512
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16
    header += struct.pack(
        "<HHHHH6sIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    header += struct.pack("<I", 0) + b"\xff" * (108 * 4)
    directory = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(name, 2, 0xFFFFFFFF, 2, len(stream))
    directory += _entry("", 0, 0xFFFFFFFF, 0, 0) * 2
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")
    out = io.BytesIO()
    out.write(header + table + directory + stream)
    return out.getvalue()


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    length = len(encoded) + 2 if name else 0
    head = encoded.ljust(64, b"\x00") + struct.pack("<HBB", length, kind, 1)
    return head + struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + b"\x00" * 36 + struct.pack("<IQ", start, size)
