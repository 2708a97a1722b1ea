"""地域ケア個別会議の指標: KPI 9. Whether the cases on the town's list were talked about, and whether decisions were carried out."""

from __future__ import annotations

from takigi.indicators.catalogue.meeting_facts import conference_cases, conference_promises
from takigi.indicators.catalogue.town import FROM_THE_START
from takigi.indicators.definition import PERCENT, Direction, Edition, Example, Indicator
from takigi.indicators.drawings import drawn
from takigi.indicators.language import as_of, count, rows

_listed = rows(conference_cases, dated="listed_on")
_due = rows(conference_promises, dated="due_on")

DISCUSSED = Indicator(
    key="discussed_in_conference",
    label="会議検討率",
    unit=PERCENT,
    direction=Direction.HIGHER_IS_BETTER,
    lag="会議がひらかれるたび（ふつう四半期ごと）。最近始まった方は、まだ検討されていないのがふつうです。",
    traps=("一回の会議で話せるのは6件ほどです。件数がふえれば、率は下がります。",),
    decision="対象は、町が検討すると決めたケース。はじめの値は、短期集中を始めたすべてのケース（取り決め KPI 9）。",
    smallest_cell=5,
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 9（会議検討率）",
            counts="地域ケア個別会議で検討したケース",
            out_of="期間に短期集中を始めたケース",
            numerator=count(_listed, where=conference_cases["discussed_on"].at_most(as_of())),
            denominator=count(_listed),
        ),
    ),
    examples=(
        Example(
            "まだ検討していないケースも、分母に入ります",
            rows=(
                drawn(
                    conference_cases,
                    """
                    listed_on  | discussed_on
                    2026-04-10 | 2026-06-17
                    2026-05-01 | 2026-09-16
                    2026-06-01 |
                    2025-03-01 | 2026-06-17
                    """,
                ),
            ),
            numerator=2,
            denominator=3,
        ),
    ),
)

CARRIED_OUT = Indicator(
    key="decisions_carried_out",
    label="決定実行率",
    unit=PERCENT,
    direction=Direction.HIGHER_IS_BETTER,
    lag="済んだその日から。期間が終わるまでは、期限がこれから来るものも分母に入ります。",
    traps=(
        "終わっていない期間の率は、低く出ます。期限の前に済んだものも、まだ済んでいないものも、もう分母に入っているためです。",
        "期限のあとで済んだものは、分子に入りません。",
    ),
    decision="断ったもの・取りやめたものは、分子からも分母からも抜ける（取り決め KPI 9）。",
    smallest_cell=5,
    editions=(
        Edition(
            since=FROM_THE_START,
            source="個別支援の指標一覧 KPI 9（決定実行率）",
            counts="期限までに済んだもの",
            out_of="地域ケア個別会議で決め、期限が期間にあるもの（期限がこれから来るものも入る）",
            numerator=count(_due, where=conference_promises["done_on"].at_most(conference_promises["due_on"])),
            denominator=count(_due),
        ),
    ),
    examples=(
        Example(
            "期限の日までに済んだものだけを数えます",
            rows=(
                drawn(
                    conference_promises,
                    """
                    due_on     | done_on
                    2026-05-31 | 2026-05-31
                    2026-05-31 | 2026-06-01
                    2026-09-30 |
                    2025-03-31 | 2025-03-01
                    """,
                ),
            ),
            numerator=1,
            denominator=3,
        ),
    ),
)

INDICATORS = (DISCUSSED, CARRIED_OUT)
