"""指標カード: what an indicator says about itself on one sheet, as plain values and as Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from takigi.indicators.definition import CountItself, Edition, Example, Indicator
from takigi.indicators.nodes import Quantiles
from takigi.indicators.words import rounded, shown
from takigi.kernel.era_names import in_japanese
from takigi.kernel.fiscal_year import FiscalYear

WAITS = "追う期間が基準日までに終わらない記録。できごとがすでにあっても、分子にも分母にも入れず、「待ち」の数を添える"


@dataclass(frozen=True)
class EditionOnCard:
    """版. `no_denominator`: why there is none. `left_out`: who, and why."""

    since: date
    source: str
    counts: str
    out_of: str
    no_denominator: str
    left_out: tuple[tuple[str, str], ...]
    waits: str
    ways: tuple[str, ...]


@dataclass(frozen=True)
class ExampleOnCard:
    """例: the drawn rows by their table, and the answer."""

    title: str
    asked: str
    tables: tuple[tuple[str, str], ...]
    answer: str


@dataclass(frozen=True)
class Card:
    """指標カード."""

    key: str
    label: str
    unit: str
    direction: str
    lag: str
    traps: tuple[str, ...]
    smallest_cell: int
    decision: str
    is_wellbeing: bool
    never_a_target: str
    editions: tuple[EditionOnCard, ...]
    examples: tuple[ExampleOnCard, ...]


def card_of(indicator: Indicator) -> Card:
    """The card as plain values, for whoever prints it in their own way."""
    return Card(
        key=indicator.key,
        label=indicator.label,
        unit=indicator.unit.word,
        direction=indicator.direction.label if indicator.direction is not None else "",
        lag=indicator.lag,
        traps=indicator.traps,
        smallest_cell=indicator.smallest_cell,
        decision=indicator.decision,
        is_wellbeing=indicator.is_wellbeing,
        never_a_target=indicator.never_a_target,
        editions=tuple(_edition(one) for one in indicator.editions),
        examples=tuple(_example(indicator, one) for one in indicator.examples),
    )


def _edition(edition: Edition) -> EditionOnCard:
    itself = edition.denominator if isinstance(edition.denominator, CountItself) else None
    return EditionOnCard(
        since=edition.since,
        source=edition.source,
        counts=edition.counts,
        out_of=edition.out_of,
        no_denominator=itself.because if itself is not None else "",
        left_out=tuple((one.label, one.because) for one in edition.leaves_out),
        waits=WAITS if edition.waits_until is not None else "",
        ways=edition.ways,
    )


def _example(indicator: Indicator, example: Example) -> ExampleOnCard:
    return ExampleOnCard(
        title=example.title,
        asked=f"{FiscalYear(example.fiscal_year).in_japanese}、基準日 {in_japanese(example.as_of)}",
        tables=tuple((one.table.name, _evened(one.text)) for one in example.rows),
        answer=_answer(indicator, example),
    )


def _evened(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())


def _answer(indicator: Indicator, example: Example) -> str:
    edition = indicator.editions[-1]
    beside = f"、待ち {example.waiting}、除いた数 {example.left_out}"
    if isinstance(edition.denominator, CountItself):
        return f"{shown(indicator.unit, Fraction(example.numerator))}{beside}"
    out_of = f"{example.denominator:,} のうち {rounded(Fraction(example.numerator))}"
    value = example.value if example.value is not None else Fraction(example.numerator, example.denominator)
    spread = ""
    if isinstance(edition.numerator, Quantiles) and len(example.quartiles) == 3:
        low, high = (shown(indicator.unit, Fraction(one)) for one in example.quartiles[1:])
        spread = f"、四分位 {low}〜{high}"
    return f"{shown(indicator.unit, Fraction(value))}（{out_of}{spread}）{beside}"


def in_markdown(card: Card, *, level: int = 1) -> str:
    """The card as Markdown. `level` is that of its heading."""
    parts = [
        f"{'#' * level} {card.label}",
        f"`{card.key}`　単位: {card.unit}　向き: {card.direction}",
        *(_edition_in_markdown(one, is_only=len(card.editions) == 1) for one in card.editions),
        _list("読むときの注意", card.traps),
        _list(
            "そのほか",
            (
                f"数がそろうまで: {card.lag}",
                _smallest(card),
                *([f"目標にしない: {card.never_a_target}。"] if card.never_a_target else []),
                *([f"もとにした取り決め: {card.decision}"] if card.decision else []),
            ),
        ),
        *(_example_in_markdown(number, one) for number, one in enumerate(card.examples, start=1)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _smallest(card: Card) -> str:
    if card.is_wellbeing:
        return f"見せる最も小さなます: {card.smallest_cell}（これより少ない人の答えは、庁内でも町の全体でも出しません）"
    return f"見せる最も小さなます: {card.smallest_cell}（これより小さな数は、外に出すときに秘匿します）"


def _edition_in_markdown(edition: EditionOnCard, *, is_only: bool) -> str:
    lines = [
        ("分子", edition.counts),
        ("分母", edition.out_of or f"なし（{edition.no_denominator}）"),
        *(("除くもの", f"{label}（{because}）") for label, because in edition.left_out),
        *([("待つもの", edition.waits)] if edition.waits else []),
        *(("町の決めごと", way) for way in edition.ways),
        ("出典", edition.source),
    ]
    title = "版" if is_only else f"版（{in_japanese(edition.since)}から）"
    rows = "\n".join(f"| {name} | {words} |" for name, words in lines)
    since = f"| 始まり | {in_japanese(edition.since)} |"
    return f"**{title}**\n\n| | |\n| --- | --- |\n{rows}\n{since}"


def _list(title: str, lines: tuple[str, ...]) -> str:
    return f"**{title}**\n\n" + "\n".join(f"- {line}" for line in lines) if lines else ""


def _example_in_markdown(number: int, example: ExampleOnCard) -> str:
    tables = "\n\n".join(f"{name}\n{text}" for name, text in example.tables)
    return f"**例{number}** {example.title}（{example.asked}）\n\n```text\n{tables}\n```\n\n答え: {example.answer}"
