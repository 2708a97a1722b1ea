"""検索の鍵: the folded copies under which a person is found and compared. Pure; stored names stay as typed."""

import re
import unicodedata

from takigi.kernel.folding import fold_kana, fold_name, kana_identity

_PARTS = re.compile(r"[\s　]+")
_BLOCK_WORDS = re.compile(r"(丁目|番地の|番地|番|号|の)(?=[\d-]|$)")


def person_keys(name: str, name_kana: str, address: str) -> dict[str, str]:
    """Every key column of a person, from the three values they come from.

    >>> person_keys("髙橋　ハナ", "ﾀｶﾊｼ ﾊﾅ", "")["given_kana_key"]
    'ハナ'
    """
    return {
        "name_key": fold_name(name),
        "given_key": fold_name(_given(name)),
        "kana_key": fold_kana(name_kana),
        "given_kana_key": fold_kana(_given(name_kana)),
        "kana_identity": kana_identity(name_kana),
        "address_key": fold_address(address),
    }


def _given(name: str) -> str:
    """What stands after the first space; empty when the name is written in one piece."""
    parts = _PARTS.split(name.strip(), maxsplit=1)
    return parts[1] if len(parts) == 2 else ""


def fold_address(address: str) -> str:
    """An address as it is compared: one width, no spaces, block numbers joined by hyphens.

    >>> fold_address("みずほ町１丁目２番地３") == fold_address("みずほ町1-2-3")
    True
    """
    plain = re.sub(r"[\s　]", "", unicodedata.normalize("NFKC", address))
    plain = re.sub(r"[‐‑‒–—―−ー─](?=\d)", "-", plain)
    return _BLOCK_WORDS.sub("-", plain).strip("-").replace("--", "-")
