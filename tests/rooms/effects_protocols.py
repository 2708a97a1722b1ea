"""分析の計画の見本: a complete invented protocol, opened a month after it was stored."""

from dataclasses import replace
from datetime import UTC, datetime

from takigi.statistics.effects.protocol import Design, ExposureKnown, Protocol, Selection, open_results

STORED, OPENED = datetime(2026, 4, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)

COMPLETE = Protocol(
    eligibility="令和7年度に要支援1・2の認定を受けた65歳以上の方",
    strategies="三か月の集中支援と、通常の支援",
    assignment="認定の日に、地区の順番で決める",
    time_zero="認定の日",
    outcome="一年後に総合事業の利用を終えていること",
    estimand="支援を受けた方について、受けた場合と受けなかった場合の差",
    analysis="傾向スコアの重み付け。そろえる項目は年齢、性別、認定の区分",
    design=Design.ADJUSTED,
    exposure_known=ExposureKnown.AT_TIME_ZERO,
    selection=Selection.NOT_BY_OUTCOME,
)


def opened(design=Design.ADJUSTED):
    """The protocol with another design, stored in time."""
    return open_results(replace(COMPLETE, design=design), stored_at=STORED, opened_at=OPENED)
