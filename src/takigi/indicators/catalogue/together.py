"""協働の指標の書き方: what all of them have in common: one meaning so far, five as the smallest cell, their place in the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict, Unpack

from takigi.indicators.catalogue.town import FROM_THE_START
from takigi.indicators.definition import CountItself, Direction, Edition, Example, Indicator, LeftOut, Unit
from takigi.indicators.language import Phrase
from takigi.indicators.nodes import Measure

HIGHER, LOWER, NEITHER = Direction.HIGHER_IS_BETTER, Direction.LOWER_IS_BETTER, Direction.NEITHER
MONTHS, PAIRS = Unit("か月"), Unit("組")
AT_ONCE = "起きたその日から。"
SMALLEST, SMALLEST_OF_WELLBEING = 5, 10
FEW_CASES = "町の一年で数十件です。率の上下だけで判断せず、一件ずつ見なおしてください。"
NO_RANKING = "機関や人の順番づけには使いません。"


class Words(TypedDict):
    """What an indicator says of itself."""

    key: str
    label: str
    unit: Unit
    direction: Direction
    # Its number in the list of collaboration.
    number: str
    counts: str
    numerator: Measure
    denominator: Measure | CountItself
    examples: tuple[Example, ...]


def together(
    *,
    out_of: str = "",
    lag: str = AT_ONCE,
    traps: Sequence[str] = (),
    decision: str = "",
    leaves_out: Sequence[LeftOut] = (),
    waits_until: Phrase | None = None,
    whole_by: tuple[str, ...] = (),
    is_wellbeing: bool = False,
    never_a_target: str = "",
    **words: Unpack[Words],
) -> Indicator:
    """An indicator of working together in its first edition."""
    edition = Edition(
        since=FROM_THE_START,
        source=f"協働の指標一覧 {words['number']}",
        counts=words["counts"],
        out_of=out_of,
        numerator=words["numerator"],
        denominator=words["denominator"],
        leaves_out=tuple(leaves_out),
        waits_until=waits_until,
        whole_by=whole_by,
    )
    return Indicator(
        key=words["key"],
        label=words["label"],
        unit=words["unit"],
        direction=words["direction"],
        lag=lag,
        traps=tuple(traps),
        decision=decision,
        smallest_cell=SMALLEST_OF_WELLBEING if is_wellbeing else SMALLEST,
        is_wellbeing=is_wellbeing,
        never_a_target=never_a_target,
        editions=(edition,),
        examples=words["examples"],
    )
