"""点の決まり: the four signals of a process chart, as NHS "Making Data Count" reads them (NHSRplotthedots 0.2.2).

Everything here is one line of points with strands marked by `is_first`; no run leaves its strand.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from takigi.statistics.shapes import Bools, Codes
from takigi.statistics.strands import run_lengths

LONG_RUN = 7


class Signal(IntEnum):
    """Why a point is marked. Size is the rank of the rule, 1 first; the sign is up or down."""

    COMMON_CAUSE = 0
    ABOVE_LIMIT = 1
    BELOW_LIMIT = -1
    RISING = 2
    FALLING = -2
    TWO_OF_THREE_ABOVE = 3
    TWO_OF_THREE_BELOW = -3
    RUN_ABOVE = 4
    RUN_BELOW = -4


def long_run(side: Codes, is_first: Bools) -> Bools:
    """Seven or more in a row on one side of the mean; a point on the mean breaks the run. The whole run is marked."""
    marked: Bools = (run_lengths(side, is_first) >= LONG_RUN) & (side != 0)
    return marked


def trend(step: Codes, is_first: Bools) -> Codes:
    """1 or -1 for the points of seven or more that only rise or only fall; a tie ends the trend.

    `step` is the sign of the change since the point before, 0 for the first of a strand. The turning point between a
    rise and a fall belongs to the later of the two.
    """
    within = np.where(run_lengths(step, is_first) >= LONG_RUN - 1, step, np.int8(0))
    marked: Codes = within.copy()
    marked[:-1] = np.where(within[1:] != 0, within[1:], within[:-1])
    return marked


def two_of_three(side: Codes, close: Bools, is_first: Bools) -> Bools:
    """Close points of which two stand among three neighbours, all three on one side of the mean."""
    marked = np.zeros(side.size, dtype=np.bool_)
    if side.size < 3:
        return marked
    near = close.view(np.int8)
    one_side = np.abs(side[2:] + side[1:-1] + side[:-2]) == 3
    window = one_side & (near[2:] + near[1:-1] + near[:-2] >= 2) & ~is_first[2:] & ~is_first[1:-1]
    for lag in range(3):
        marked[lag : marked.size - 2 + lag] |= window
    marked &= close
    return marked


def signals(outside: Bools, side: Codes, close: Bools, step: Codes, is_first: Bools) -> Codes:
    """The first rule that marks each point, in the order outside, trend, two of three, run."""
    marked: Codes = side * (np.int8(Signal.RUN_ABOVE) * long_run(side, is_first).view(np.int8))
    np.copyto(marked, side * np.int8(Signal.TWO_OF_THREE_ABOVE), where=two_of_three(side, close, is_first))
    moving = trend(step, is_first)
    np.copyto(marked, moving * np.int8(Signal.RISING), where=moving != 0)
    np.copyto(marked, side, where=outside)
    return marked
