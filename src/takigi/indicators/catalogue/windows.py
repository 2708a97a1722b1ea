"""追う期間の約束: who is left out because they were gone before the window ended, and since when these editions hold."""

from __future__ import annotations

from datetime import date

from takigi.indicators.catalogue.facts import persons
from takigi.indicators.definition import LeftOut
from takigi.indicators.language import Phrase, Records

# The first day for which these meanings were written down.
FROM_THE_START = date(2024, 4, 1)


def gone_before(records: Records, last_day: Phrase) -> tuple[LeftOut, LeftOut]:
    """Died or moved out by the last day of the window, also where the event had already happened."""
    because = "期間の終わりまで見届けられないため。できごとがすでにあった場合も同じ"
    return (
        LeftOut("死亡", persons.of(records)["died_on"].at_most(last_day), because),
        LeftOut("転出", persons.of(records)["moved_out_on"].at_most(last_day), because),
    )
