"""検索のための畳み込み: keys under which names, readings and numbers are found. Stored values are never changed.

Three keys for three purposes: `fold_name` (name as written), `fold_kana` (reading, loosely, for search as one
types) and `kana_identity` (reading, strictly, to tell whether two records may be one person).

The key of a typed beginning is a beginning of the key of the whole, so prefix search finds what is being typed:
every sign is folded by itself and by what came before it, never by what comes after. The only beginnings for which
this does not hold are those that cut a sign in two, such as half-width ｶ without its ﾞ.
"""

from __future__ import annotations

import re
import unicodedata

import jaconv

from takigi.kernel.name_variants import USUAL_FORM

# Variation selectors, which choose the shape of the kanji before them, and signs without width that come with pasting;
# and voice marks that fit no kana.
_UNSEEN = dict.fromkeys(
    [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x200B, 0x2010), 0x2060, 0xFEFF, 0x3099, 0x309A]
)
# ゛ and ゜ typed as signs of their own belong to the kana before them.
_VOICE_MARKS = {0x309B: "\u3099", 0x309C: "\u309a"}
_KANJI = {ord(variant): usual for variant, usual in USUAL_FORM.items()}
_OLD_KANA = str.maketrans("ヰヱヲヂヅヴヷヸヹヺ", "イエオジズブバビベボ")
_SMALL_KANA = str.maketrans("ァィゥェォヵヶッャュョヮ", "アイウエオカケツヤユヨワ")
_VOICED = str.maketrans("カキクケコサシスセソタチツテトハヒフヘホウ", "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ")
_UNVOICED = {after: before for before, after in _VOICED.items()}
# Signs typed or exported where the long-vowel sign was meant.
_DASHES = frozenset("-‐‑‒–—―−ー─~〜")

_ROWS = {
    "ア": "アカサタナハマヤラワガザダバパ",
    "イ": "イキシチニヒミリギジビピ",
    "ウ": "ウクスツヌフムユルグズブプ",
    "エ": "エケセテネヘメレゲゼデベペ",
    "オ": "オコソトノホモヨロゴゾドボポ",
}
_VOWEL = {kana: vowel for vowel, row in _ROWS.items() for kana in row}
# Which vowel lengthens which: サトウ, サトオ and サトー are one reading, so are ケイコ and ケーコ.
_LENGTHENS = {("ア", "ア"), ("イ", "イ"), ("ウ", "ウ"), ("エ", "エ"), ("エ", "イ"), ("オ", "オ"), ("オ", "ウ")}


def fold_name(text: str) -> str:
    """The key under which a name is found however its kanji are written.

    >>> fold_name("髙橋 國男") == fold_name("高橋国男"), fold_name("佐々木") == fold_name("佐佐木")
    (True, True)
    """
    plain = _without_spaces(_plain(text)).translate(_KANJI)
    return _repeat(_katakana(plain).translate(_SMALL_KANA), "々〻ヽヾ").translate(_OLD_KANA)


def fold_kana(text: str) -> str:
    """The key under which a reading is found however its kana are typed.

    >>> {fold_kana(reading) for reading in ("オオノ", "オーノ", "オウノ", "おおの", "ｵｵﾉ")}
    {'オーノ'}
    """
    kana = kana_identity(text).translate(_OLD_KANA)
    folded, vowel = [], ""
    for sign in kana:
        if sign == "ー" or (vowel, sign) in _LENGTHENS:
            folded.append("ー")
        else:
            folded.append(sign)
            vowel = _VOWEL.get(sign, "")
    return "".join(folded)


def kana_identity(text: str) -> str:
    """The reading as it tells people apart: one width, one script, long vowels kept.

    Small kana become big ones, because registers in half-width kana often have no small ones.

    >>> kana_identity("ｵｵﾉ ｷﾖｳｺ") == kana_identity("おおの　きょうこ"), kana_identity("オノ") == kana_identity("オオノ")
    (True, False)
    """
    kana = re.sub(r"[・.,'’()]", "", _katakana(_without_spaces(_plain(text))))
    written: list[str] = []
    for sign in _repeat(kana.translate(_SMALL_KANA), "ヽヾ"):
        if sign not in _DASHES:
            written.append(sign)
        elif written and _is_kana(written[-1]):
            written.append("ー")
    return "".join(written)


def fold_number(text: str) -> str:
    """A number as it is compared: half-width, without spaces and hyphens; leading zeros stay.

    >>> fold_number("０００１２－３４５ ６７")
    '0001234567'
    """
    return re.sub(r"[\s\-‐‑‒–—―−ー─]", "", unicodedata.normalize("NFKC", text)).upper()


def unmappable_in_ms932(text: str) -> list[str]:
    """The signs that Shift_JIS (MS932) cannot write, each once, in order; a selector stays with its kanji.

    >>> unmappable_in_ms932("𠮷野髙橋")
    ['𠮷']
    """
    signs = re.findall(r".[\ufe00-\ufe0f\U000e0100-\U000e01ef\u3099\u309a]*", text, re.DOTALL)
    return list(dict.fromkeys(sign for sign in signs if not _in_ms932(sign)))


def private_signs(text: str) -> list[str]:
    """外字: the signs of a private code area, each once: which kanji they are only the machine they come from knows."""
    return list(dict.fromkeys(sign for sign in text if unicodedata.category(sign) == "Co"))


def bigrams(text: str) -> list[str]:
    """Each two neighbouring signs of a text, for full-text search; a lone sign stands for itself.

    >>> bigrams("住居確保、給付")
    ['住居', '居確', '確保', '給付']
    """
    runs = re.findall(r"[^\W_]+", _plain(text).translate(_KANJI))
    return [pair for run in runs for pair in ([run[at : at + 2] for at in range(len(run) - 1)] or [run])]


def _plain(text: str) -> str:
    """One width and one case, without variation selectors."""
    composed = unicodedata.normalize("NFKC", text.translate(_VOICE_MARKS))
    return composed.translate(_UNSEEN).casefold()


def _without_spaces(text: str) -> str:
    return re.sub(r"[\s\x00-\x1f]", "", text)


def _katakana(text: str) -> str:
    return jaconv.hira2kata(text)


def _is_kana(sign: str) -> bool:
    return "ァ" <= sign <= "ヺ" or sign == "ー"


def _repeat(text: str, marks: str) -> str:
    """Write out repetition marks with the sign before them: 佐々木 as 佐佐木, ミスヾ as ミスズ."""
    written: list[str] = []
    for sign in text:
        written.append(_repeated(written[-1], sign) if sign in marks and written else sign)
    return "".join(written)


def _repeated(before: str, mark: str) -> str:
    if mark == "ヾ":
        return before.translate(_VOICED)
    return before.translate(_UNVOICED) if mark == "ヽ" else before


def _in_ms932(sign: str) -> bool:
    try:
        sign.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True
