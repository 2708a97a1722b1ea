"""文字コード: found by reading the whole file, never by guessing from its beginning."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from takigi.exchange.tables.refusals import UnreadableFile

LABELS = {
    "utf-8-sig": "UTF-8（BOM付き）",
    "utf-8": "UTF-8",
    "cp932": "MS932（Shift_JIS）",
    "euc_jp": "EUC-JP",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16（BOMなし）",
    "utf-16-be": "UTF-16（BOMなし・ビッグエンディアン）",
    "iso2022_jp_ext": "ISO-2022-JP（JIS）",
}
NEC_ROWS = "takigi.nec_rows"
_CHUNK = 1 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_USUAL = re.compile(r"[\u3000-\u30ff\uff01-\uff5e一-龠]")
_STRAY = re.compile(r"[\x80\uf8f0-\uf8f3]")
_HALF_KANA = re.compile(r"[｡-ﾟ]")


def _as_microsoft_reads_it(error: UnicodeError) -> tuple[str, int]:
    """①, ㈱ and 髙 stand in rows that Microsoft's EUC and JIS have and the standard has not."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    pair = error.object[error.start : error.start + 2]
    if len(pair) < 2:
        raise error
    row, cell = (pair[0] & 0x7F) - 0x20, (pair[1] & 0x7F) - 0x20
    if not (1 <= row <= 94 and 1 <= cell <= 94) or (pair[0] ^ pair[1]) & 0x80:
        raise error
    lead = (row - 1) // 2 + (0x81 if row <= 62 else 0xC1)
    trail = cell + 0x9E if row % 2 == 0 else cell + (0x3F if cell <= 63 else 0x40)
    try:
        return bytes((lead, trail)).decode("cp932"), error.start + 2
    except UnicodeDecodeError:
        raise error from None


codecs.register_error(NEC_ROWS, _as_microsoft_reads_it)


def errors_for(codec: str) -> str:
    return NEC_ROWS if codec in ("euc_jp", "iso2022_jp_ext") else "strict"


@dataclass(frozen=True)
class Unreadable:
    """The first byte that an encoding has no character for."""

    codec: str
    byte: int
    line: int


def detect(path: Path, *, name: str) -> str:
    """The Python codec in which every byte of the file is a character. Refuses when there is none."""
    with path.open("rb") as file:
        head = file.read(_CHUNK)
    for bom, codec in _BOMS:
        if head.startswith(bom):
            return _proven(path, (codec,), name)
    if b"\x00" in head:
        return _proven(path, (_utf_16_without_bom(head, name),), name)
    if b"\x1b$" in head or b"\x1b(" in head:
        return _proven(path, ("iso2022_jp_ext",), name)
    return _proven(path, ("utf-8", "euc_jp", "cp932"), name)


def check(path: Path, codec: str, *, name: str) -> str:
    """The encoding that the officer chose, once the file is known to be readable in it."""
    if codec not in LABELS:
        raise UnreadableFile(
            "encoding", f"文字コード「{codec}」は選べません。選べるのは{'、'.join(LABELS.values())}です。"
        )
    return _proven(path, (codec,), name)


def _utf_16_without_bom(head: bytes, name: str) -> str:
    """Commas, tabs and line ends have a zero byte in UTF-16: before them or after them says which one it is.

    Other signs prove nothing: the full-width space in one order is a nought in the other.
    """
    before = sum(head[0::2][at] == 0 and sign in b"\r\n\t," for at, sign in enumerate(head[1::2]))
    after = sum(sign in b"\r\n\t," for sign, zero in zip(head[0::2], head[1::2], strict=False) if zero == 0)
    if min(before, after) * 4 >= max(before, after):
        raise UnreadableFile(
            "unknown_kind",
            f"「{name}」は文字のファイルではありません（先頭から{head.index(0) + 1}バイト目に文字でない値があります）。"
            "CSVかExcelのファイルを選んでください。",
        )
    return "utf-16-le" if after > before else "utf-16-be"


def _proven(path: Path, candidates: tuple[str, ...], name: str) -> str:
    failures = []
    for codec in candidates:
        failure = first_unreadable(path, codec)
        if failure is not None:
            failures.append(failure)
        elif codec == "euc_jp" and _is_rather_half_kana(path) and first_unreadable(path, "cp932") is None:
            continue
        else:
            return codec
    worst = max(failures, key=lambda failure: failure.byte)
    raise UnreadableFile(
        "encoding",
        f"「{name}」の{worst.line}行目（先頭から{worst.byte}バイト目）に、文字として読めないところがあります"
        f"（{LABELS[worst.codec]}として読んだ場合）。ファイルが途中で切れていないか確かめ、"
        "Excelで開いて「CSV UTF-8（コンマ区切り）」で保存し直してください。",
    )


def _is_rather_half_kana(path: Path) -> bool:
    """A short Shift_JIS file of half-width kana alone is valid EUC too; such kanji would be odd ones."""
    with path.open("rb") as file:
        sample = file.read(1 << 16)
    as_euc, as_sjis = sample.decode("euc_jp", "ignore"), sample.decode("cp932", "ignore")
    beyond_ascii = sum(character > "\x7f" for character in as_euc)
    is_usual = len(_USUAL.findall(as_euc)) * 2 > beyond_ascii
    return not is_usual and bool(_HALF_KANA.search(as_sjis))


def first_unreadable(path: Path, codec: str) -> Unreadable | None:
    """None when the whole file can be read. Constant memory."""
    decoder = codecs.getincrementaldecoder(codec)(errors_for(codec))
    read = lines = 0
    for chunk, is_last in _chunks(path):
        at, kept = None, len(decoder.getstate()[0])
        try:
            text = decoder.decode(chunk, is_last)
        except UnicodeDecodeError as error:
            at = error.start - (len(error.object) - len(chunk))
        except UnicodeError:
            at = 0
        else:
            at = _stray_byte(text, kept) if codec == "cp932" else None
        if at is not None:
            return Unreadable(codec, read + at + 1, lines + chunk[: max(at, 0)].count(b"\n") + 1)
        read += len(chunk)
        lines += chunk.count(b"\n")
    return None


def _stray_byte(text: str, kept: int) -> int | None:
    """Python takes four bytes that no Shift_JIS file has for private signs; they are damage, not 外字.

    `kept` is how many bytes of the text's first sign came before this chunk.
    """
    found = _STRAY.search(text)
    return len(text[: found.start()].encode("cp932")) - kept if found else None


def _chunks(path: Path) -> Iterator[tuple[bytes, bool]]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk, False
    yield b"", True
