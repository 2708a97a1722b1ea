"""コードの読み: codes and the words that cities write instead of them. Nothing is guessed from a number."""

from __future__ import annotations

import re
from functools import lru_cache

from takigi.exchange.readings import Finding, Reading, plain
from takigi.exchange.tables.shapes import Cell
from takigi.kernel.codes import (
    APPLICATION_TYPE,
    CARE_LEVEL,
    CORRECTION,
    DEEMED,
    PROVISIONAL,
    SEX,
    CodeSystem,
    UnknownCode,
)

_SYSTEMS = {
    "sex": SEX,
    "application_type": APPLICATION_TYPE,
    "level": CARE_LEVEL,
    "provisional": PROVISIONAL,
    "deemed": DEEMED,
    "correction": CORRECTION,
}
# Written where there is nothing to write yet.
_NOTHING = {
    "sex": {"-", "0"},
    "application_type": {"-", "0"},
    "level": {
        "-",
        "--",
        "0",
        "00",
        "申請中",
        "認定申請中",
        "審査中",
        "未決定",
        "未判定",
        "判定待ち",
        "結果待ち",
        "保留",
    },
    "provisional": {"-", "0"},
    "deemed": {"-", "0"},
    "correction": {"-", "0", "1", "新規"},
}
# 申請区分（申請時） has more values than the law's: somebody moving in applies anew, A and B are early applications.
_AT_APPLICATION = {
    "5": "1",
    "転入": "1",
    "転入申請": "1",
    "A": "1",
    "B": "2",
    "新規申請(事前)": "1",
    "更新申請(事前)": "2",
}
_CODE_WITH_LABEL = re.compile(r"(?P<code>\d{1,2})[:.・_-]?(?P<label>\D.*)")

_STATUS = {
    "resident": (
        "住民",
        "現存",
        "在住",
        "資格あり",
        "資格有",
        "有資格",
        "有効",
        "取得",
        "資格取得",
        "受給資格取得",
        "現住",
    ),
    "moved_out": ("転出", "転出者", "市外転出", "町外転出", "村外転出", "転居(市外)", "転出による喪失", "喪失(転出)"),
    "deceased": ("死亡", "死亡者", "死亡による喪失", "喪失(死亡)"),
    "removed": ("職権消除", "職権喪失", "消除", "職権による喪失"),
}
_STATUS_OF = {word: status for status, words in _STATUS.items() for word in words}

_VALID_APPLICATION = {"有効", "認定申請有効", "無", "無し", "なし", "-", "×", "いいえ", "FALSE"}
_ENDED_APPLICATION = {
    "取下",
    "取下げ",
    "取り下げ",
    "取下済",
    "取下げ済",
    "却下",
    "区分変更却下",
    "有",
    "有り",
    "あり",
    "○",
    "〇",
    "はい",
    "TRUE",
}
_FLAG = re.compile(r"フラグ|有無|サイン|下げ?$")


@lru_cache(maxsize=4096, typed=True)
def read_code(key: str, cell: Cell) -> Reading[str]:
    """The code of an official table, written as code, as word or as both (12：要支援２)."""
    text = plain(cell)
    if not text or text in _NOTHING[key]:
        return Reading("")
    if key == "application_type" and text in _AT_APPLICATION:
        return Reading(_AT_APPLICATION[text])
    system = _SYSTEMS[key]
    read = _read(system, text)
    if read is None and (both := _CODE_WITH_LABEL.fullmatch(text)):
        code, label = _read(system, both["code"]), _read(system, both["label"])
        read = code if code == label else None
    if read is None:
        return Reading("", (Finding("code_unknown", _accepted(system)),))
    return Reading(read)


def _read(system: CodeSystem, text: str) -> str | None:
    # Excel makes 1 of 01; no table has both.
    for spelling in (text, text.zfill(2)) if text.isdecimal() else (text,):
        try:
            return system.read(spelling)
        except UnknownCode:
            continue
    return None


def _accepted(system: CodeSystem) -> str:
    choices = "、".join(f"{code.value}（{code.label}）" for code in system.codes)
    return f"{system.name}にない値です。使えるのは{choices}です。町独自の値であれば、列の対応の画面で意味を決めてください。"


@lru_cache(maxsize=256, typed=True)
def read_withdrawn(header: str, cell: Cell) -> Reading[bool]:
    """Whether the application ended without a decision (取下げ, 却下).

    A 取下区分 counts 1 有効, 2 却下, 3 取下げ, 4 区分変更却下; a 取下フラグ counts 1 取下げ. The heading decides.
    """
    text = plain(cell)
    if not text or text.upper() in _VALID_APPLICATION:
        return Reading(value=False)
    if text.upper() in _ENDED_APPLICATION:
        return Reading(value=True)
    if _FLAG.search(header) and text in ("0", "1"):
        return Reading(text == "1")
    if text in ("1", "2", "3", "4") and not _FLAG.search(header):
        return Reading(text != "1")
    sentence = (
        f"「{header}」の値「{text}」が取下げかどうか分かりません。使えるのは、有効、取下げ、却下"
        "（区分のコードなら1 有効、2 却下、3 取下げ、4 区分変更却下、フラグなら0と1）です。列の対応の画面で意味を決めてください。"
    )
    return Reading(value=False, findings=(Finding("code_unknown", sentence),))


@lru_cache(maxsize=1024, typed=True)
def read_status(cell: Cell) -> Reading[str]:
    """Whether the person still lives here; an unknown word is said and keeps nobody out."""
    text = plain(cell)
    if not text or text in _STATUS_OF:
        return Reading(_STATUS_OF.get(text, ""))
    if text in _STATUS:
        return Reading(text)
    words = "、".join(words[0] for words in _STATUS.values())
    sentence = f"住民の状態として読めない値です。空欄として取り込みます。読めるのは{words}です。列の対応の画面で意味を決められます。"
    return Reading("", (Finding("status_unknown", sentence, is_blocking=False),))
