"""見出しの対応: which column of a town's file is which item of the ledger. Kept by others as a profile."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

from takigi.exchange.ledger_fields import FIELDS_BY_KEY, LEDGER_FIELDS, Field, Kind

__all__ = [
    "LEDGER_FIELDS",
    "Choice",
    "Confidence",
    "Field",
    "Kind",
    "Mapping",
    "header_words",
    "mapping_from_dict",
    "suggest_mapping",
]

_NOT_A_WORD = re.compile(r"[\W_]+")
# A heading that speaks of somebody or something else than the insured person's present certification.
_OTHERS = re.compile(
    r"前回|前々回|次回|過去|旧|家族|主治医|医療機関|事業所|施設|病院|代行|届出者|同居|世帯主|緊急|意見書|調査員|送付先|ケアマネ|担当者|計画|サービス|作成|更新日時|登録"
)
_REPEATED = re.compile(r"[（(]\d+つ目[）)]$")


class Confidence(StrEnum):
    """How sure the suggestion is; the label is what the screen says."""

    SAME = "same"
    LIKELY = "likely"
    CHOSEN = "chosen"

    @property
    def label(self) -> str:
        return {"same": "見出しが一致", "likely": "おそらくこの項目", "chosen": "選ばれた項目"}[self.value]


@dataclass(frozen=True)
class Choice:
    """This item is read from the column under this heading."""

    key: str
    header: str
    confidence: Confidence


@dataclass(frozen=True)
class Mapping:
    """The columns of one file, matched with the items of the ledger.

    `meanings` translates a town's own codes: for an item, what a value in the file stands for.
    `lost` are headings of a saved profile that this file has not.
    """

    headers: tuple[str, ...]
    choices: tuple[Choice, ...]
    meanings: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    lost: tuple[Choice, ...] = ()

    @cached_property
    def positions(self) -> dict[str, int]:
        """For each item that has a column, the place of the column from 0."""
        places = {header: place for place, header in enumerate(self.headers)}
        return {choice.key: places[choice.header] for choice in self.choices}

    @cached_property
    def columns(self) -> tuple[tuple[str, int, str, dict[str, str]], ...]:
        """What reading a row asks for each item: its key, its place, its heading, the town's own codes."""
        return tuple(
            (key, place, self.headers[place], self.translations.get(key, {})) for key, place in self.positions.items()
        )

    @cached_property
    def translations(self) -> dict[str, dict[str, str]]:
        return {key: dict(pairs) for key, pairs in self.meanings}

    def position_of(self, key: str) -> int | None:
        return self.positions.get(key)

    def header_of(self, key: str) -> str:
        """The heading of the item's column, empty when it has none."""
        place = self.positions.get(key)
        return "" if place is None else self.headers[place]

    @property
    def unused(self) -> tuple[str, ...]:
        """Headings that are not read, in the order of the file."""
        used = set(self.positions.values())
        return tuple(header for place, header in enumerate(self.headers) if place not in used)

    @property
    def missing(self) -> tuple[str, ...]:
        """What must be settled before a row can be read, as sentences. Empty: go on."""
        sentences = [
            f"「{field.label}」の列が見つかりません。どの列か選ぶか、「{field.aliases[0]}」の列を入れて書き出し直してください。"
            for field in LEDGER_FIELDS
            if field.is_required and field.key not in self.positions
        ]
        if not {"name", "name_kana"} & self.positions.keys():
            sentences.append("「氏名」と「氏名カナ」のどちらの列も見つかりません。少なくとも一方の列を選んでください。")
        return tuple(sentences)

    @property
    def questions(self) -> tuple[str, ...]:
        """What a person should look at before going on, as sentences."""
        gone = [
            f"保存した対応にある見出し「{choice.header}」（{FIELDS_BY_KEY[choice.key].label}）が、このファイルにはありません。"
            "見出しが変わったのであれば、列を選び直してください。"
            for choice in self.lost
        ]
        return (*gone, *self._rivals())

    def _rivals(self) -> list[str]:
        sentences = []
        for choice in self.choices:
            field = FIELDS_BY_KEY[choice.key]
            others = [
                header for header in self.unused if choice.confidence is not Confidence.CHOSEN and _fits(header, field)
            ]
            if others:
                names = "、".join(f"「{header}」" for header in others)
                sentences.append(
                    f"「{field.label}」は「{choice.header}」の列から読みます。{names}の列でもよさそうに見えます。どちらか確かめてください。"
                )
        return sentences

    def choose(self, key: str, header: str) -> Mapping:
        """The same mapping with this item read from another column; an empty heading gives it none.

        A column that another item was read from is taken over. Refuses an item or heading that does not exist.
        """
        if key not in FIELDS_BY_KEY:
            raise ValueError(f"「{key}」という項目はありません。画面の一覧から選んでください。")
        if header and header not in self.headers:
            raise ValueError(
                f"「{header}」という見出しはこのファイルにありません。あるのは{'、'.join(self.headers)}です。"
            )
        kept = [choice for choice in self.choices if choice.key != key and choice.header != header]
        chosen = [Choice(key, header, Confidence.CHOSEN)] if header else []
        return replace(self, choices=_in_order([*kept, *chosen]), lost=tuple(c for c in self.lost if c.key != key))

    def mean(self, key: str, value: str, meaning: str) -> Mapping:
        """The same mapping, with a town's own code translated for one item; an empty meaning forgets it."""
        if key not in FIELDS_BY_KEY:
            raise ValueError(f"「{key}」という項目はありません。画面の一覧から選んでください。")
        table = {name: dict(pairs) for name, pairs in self.meanings}
        table.setdefault(key, {}).pop(value, None)
        if meaning:
            table[key][value] = meaning
        return replace(self, meanings=_frozen(table))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for a saved profile; contains headings and codes, never a cell of a person."""
        return {
            "fields": {choice.key: choice.header for choice in self.choices},
            "meanings": {key: dict(pairs) for key, pairs in self.meanings},
        }


def suggest_mapping(headers: Sequence[str]) -> Mapping:
    """The most likely column for each item: first equal headings, then headings that contain one.

    No column serves two items, and a heading about the last certification or the doctor is never taken.
    """
    taken: dict[str, Choice] = {}
    for confidence, fits in ((Confidence.SAME, _is_alias), (Confidence.LIKELY, _contains_alias)):
        for field in LEDGER_FIELDS:
            if any(choice.key == field.key for choice in taken.values()):
                continue
            free = [(rank, header) for header in headers if header not in taken and (rank := fits(header, field))]
            if free:
                header = min(free, key=lambda pair: pair[0])[1]
                taken[header] = Choice(field.key, header, confidence)
    return Mapping(tuple(headers), _in_order(list(taken.values())))


def mapping_from_dict(saved: AnyMapping[str, Any], headers: Sequence[str]) -> Mapping:
    """A saved profile laid over this file; headings that the file has not become questions."""
    wanted = [
        Choice(key, str(header), Confidence.CHOSEN)
        for key, header in saved.get("fields", {}).items()
        if key in FIELDS_BY_KEY
    ]
    here = set(headers)
    return Mapping(
        tuple(headers),
        _in_order([choice for choice in wanted if choice.header in here]),
        _frozen(saved.get("meanings", {})),
        tuple(choice for choice in wanted if choice.header not in here),
    )


def header_words() -> frozenset[str]:
    """Every heading that is known, to tell the line of headings from titles above it."""
    return frozenset(alias for field in LEDGER_FIELDS for alias in field.aliases)


@lru_cache(maxsize=4096)
def folded_header(header: str) -> str:
    """A heading as it is compared: one width, without brackets, separators and spaces."""
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", header.replace("〒", "郵便"))).casefold()


_FOLDED = {field.key: tuple(folded_header(alias) for alias in field.aliases) for field in LEDGER_FIELDS}


def _is_alias(header: str, field: Field) -> int:
    """The rank of the heading among the aliases from 1, or 0. A repeated heading ranks behind the first."""
    plain = _REPEATED.sub("", header)
    aliases, folded = _FOLDED[field.key], folded_header(plain)
    rank = aliases.index(folded) + 1 if folded in aliases else 0
    return rank * 100 + len(header) - len(plain) if rank else 0


def _contains_alias(header: str, field: Field) -> int:
    """The closer the heading is to the alias in it, the lower; 0 for none or for somebody else's."""
    folded = folded_header(_REPEATED.sub("", header))
    inside = [len(alias) for alias in _FOLDED[field.key] if len(alias) >= 3 and alias in folded]
    if not inside or _OTHERS.search(header):
        return 0
    return len(folded) - max(inside) + 1


def _fits(header: str, field: Field) -> bool:
    return bool(_is_alias(header, field))


def _in_order(choices: list[Choice]) -> tuple[Choice, ...]:
    order = list(FIELDS_BY_KEY)
    return tuple(sorted(choices, key=lambda choice: order.index(choice.key)))


def _frozen(table: AnyMapping[str, AnyMapping[str, str]]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    return tuple(
        (key, tuple(sorted((str(value), str(meaning)) for value, meaning in pairs.items())))
        for key, pairs in sorted(table.items())
        if pairs and key in FIELDS_BY_KEY
    )
