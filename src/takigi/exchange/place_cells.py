"""場所の一覧のセル: what one cell of a list of places means; what cannot be read is said, and where it can be kept it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from takigi.exchange.place_columns import HEADING
from takigi.exchange.problems import Problem
from takigi.exchange.readings import read_day, read_phone
from takigi.kernel.folding import fold_name
from takigi.kernel.labelled import Labelled
from takigi.resources.rules.reading_days import read_days
from takigi.resources.rules.schedules import Rest, Slot
from takigi.resources.rules.words import ResourceRefused

L = TypeVar("L", bound=Labelled)
_YES = frozenset({"○", "◯", "〇", "レ", "✓", "✔", "1", "はい", "有", "有り", "あり", "休み", "個人", "yes"})
_NO = frozenset({"×", "✕", "0", "-", "いいえ", "無", "無し", "なし", "no"})
_WHOLE_TOWN = frozenset({"町の全体", "全域", "町内全域", "市内全域", "全地区"})
_COST = re.compile(r"(?:1回|一回|月額)?(\d[\d,]*)円?(?:\((.*)\))?")
_REST = re.compile(r"(\d{1,2})月?(?:(?:から|[~〜\-])(\d{1,2})月?)?(?:まで)?(?:は|の間)?(?:休み|休止)?")
_BETWEEN = re.compile(r"[、,;/\n]+")
_AREA_ENDS = re.compile(r"(?:地区|圏域|小学校区|校区)$")


class PlaceCells:
    """一行. Collects what is to be said about its cells while they are read."""

    def __init__(self, row_no: int, cells: Mapping[str, str], headings: Mapping[str, str]) -> None:
        self.row_no, self.cells, self.headings = row_no, cells, headings
        self.problems: list[Problem] = []

    def tell(self, key: str, code: str, sentence: str, *, blocks: bool = True) -> None:
        """Something to look at in one cell; `key` empty: in the whole row."""
        column = self.headings.get(key) or HEADING.get(key, "")
        self.problems.append(Problem(self.row_no, column, self.cells.get(key, ""), code, sentence, blocks))

    def text(self, key: str, most: int) -> str:
        """The words as they were typed."""
        words = self.cells.get(key, "").strip()
        if len(words) > most:
            self.tell(key, "too_long", f"{len(words)}文字あります。{most}文字までに短くしてください。")
        return words

    def one(self, key: str, kind: type[L]) -> L | None:
        """One of the known words; None where the cell is empty or says something else, which is told."""
        words = self.cells.get(key, "").strip()
        if not words:
            return None
        found, is_exact = _known(words, kind)
        if found is None:
            self.tell(key, "unknown_word", f"この言葉は使えません。{_choices(kind)}のどれかにしてください。")
        elif not is_exact:
            self.tell(
                key, "near_word", f"「{found.label}」と読みました。ちがうときは書きかえてください。", blocks=False
            )
        return found

    def several(self, key: str, kind: type[L]) -> frozenset[L]:
        """Any of the known words, between commas; others are told and left out."""
        found = set()
        for words in _BETWEEN.split(self.cells.get(key, "")):
            if not words.strip():
                continue
            one, _ = _known(words.strip(), kind)
            if one is None:
                told = f"「{words.strip()}」は入れません。使える言葉は、{_choices(kind)}です。"
                self.tell(key, "unknown_word", told, blocks=False)
            else:
                found.add(one)
        return frozenset(found)

    def flag(self, key: str, *, otherwise: bool) -> bool:
        """○ or ×; empty means `otherwise`."""
        word = _plain(self.cells.get(key, "")).casefold()
        if word in _YES or word in _NO:
            return word in _YES
        if word:
            meant = "○" if otherwise else "×"
            self.tell(key, "unknown_flag", f"○か×で書いてください。このままでは「{meant}」と読みます。", blocks=False)
        return otherwise

    def number(self, key: str, most: int) -> int | None:
        """A whole number; nothing where the cell is empty."""
        word = _plain(self.cells.get(key, "")).removeprefix("徒歩").removeprefix("約").removesuffix("分")
        if not word:
            return None
        if not (word.isascii() and word.isdigit()) or int(word) > most:
            self.tell(key, "no_number", f"0から{most:,}までの数で書いてください。分からないときは空にします。")
            return None
        return int(word)

    def area(self, areas: Mapping[str, int]) -> int | None:
        """地区 by its name, with or without 地区 at its end."""
        words = _plain(self.cells.get("area", ""))
        if not words or words in _WHOLE_TOWN:
            return None
        known = {_area_key(name): number for name, number in areas.items()}
        if _area_key(words) not in known:
            named = "、".join(areas)
            self.tell("area", "unknown_area", f"町の一覧にない地区です。{named}のどれかにするか、空にしてください。")
        return known.get(_area_key(words))

    def cost(self, most: int) -> tuple[int | None, str]:
        """Yen and what they cover; what is no sum is kept as words."""
        words = self.cells.get("cost", "").strip()
        plain = _plain(words)
        if plain.startswith("無料") or not plain:
            return (0 if plain else None), ""
        found = _COST.fullmatch(plain)
        if found is None:
            self.tell(
                "cost", "no_sum", "金額として読めないので、費用の覚え書きに入れます。例: 200円（お茶）", blocks=False
            )
            return None, words
        yen = int(found[1].replace(",", ""))
        if yen > most:
            self.tell("cost", "no_number", f"0から{most:,}円までで書いてください。")
        return yen, found[2] or ""

    def days(self) -> tuple[tuple[Slot, ...], str]:
        """ひらく日; what cannot be read is kept as words."""
        words = self.cells.get("days", "").strip()
        try:
            return read_days(re.sub(r"[;；]", "\n", words)), ""
        except ResourceRefused:
            told = "曜日として読めないので、「日についての覚え書き」に入れます。曜日でさがすと出ません。例: 毎週火 10:00〜11:30"
            self.tell("days", "no_days", told, blocks=False)
            return (), words

    def rest(self) -> tuple[Rest | None, str]:
        """休む季節; what cannot be read is kept as words."""
        words = self.cells.get("rest", "").strip()
        found = _REST.fullmatch(_plain(words)) if words else None
        months = [int(one) for one in found.groups() if one] if found else []
        if months and all(1 <= month <= 12 for month in months):
            return Rest(months[0], months[-1]), ""
        if words:
            told = "月として読めないので、「日についての覚え書き」に入れます。例: 12月から3月"
            self.tell("rest", "no_months", told, blocks=False)
        return None, words

    def day(self, key: str, *, on: date) -> date | None:
        """A day that has come."""
        read, findings = read_day(self.cells.get(key, ""))
        for one in findings:
            self.tell(key, one.code, one.sentence, blocks=one.is_blocking)
        if read is not None and read > on:
            self.tell(key, "day_to_come", "先の日になっています。日付を確かめてください。")
        return read

    def phone(self, key: str, most: int) -> str:
        """電話, with the zero that Excel took away."""
        read, findings = read_phone(self.text(key, most))
        for one in findings:
            self.tell(key, one.code, one.sentence, blocks=one.is_blocking)
        return read


def _plain(words: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", words) if not sign.isspace())


def _area_key(name: str) -> str:
    return _AREA_ENDS.sub("", fold_name(name))


def _known(words: str, kind: type[L]) -> tuple[L | None, bool]:
    """The member that is meant, and whether it is called so; inside a longer word only where just one fits."""
    asked = fold_name(words)
    parts = {one: {fold_name(part) for part in (one.label, *one.label.split("・"))} for one in kind}
    for one, names in parts.items():
        if asked in names or words == one.value:
            return one, True
    near = [one for one, names in parts.items() if any(name in asked for name in names)]
    return (near[0], False) if len(near) == 1 else (None, False)


def _choices(kind: type[L]) -> str:
    return "".join(f"「{one.label}」" for one in kind)
