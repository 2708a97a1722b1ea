"""あゆみ: a person's dated events, one under the other, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from takigi.components.base import Component
from takigi.components.both_era_date import BothEraDate
from takigi.components.missing_word import Missing
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.kernel.eras import PartialDate, Precision


@dataclass(frozen=True)
class Event:
    """出来事: when, what, and a little more; corrections and deletions are said, not hidden."""

    day: date | PartialDate | None
    what: str
    more: str = ""
    tag: StatusTag | None = None
    href: str = ""
    # A record that was corrected or deleted later: kept, struck through, and named by its tag.
    is_withdrawn: bool = False

    @property
    def when(self) -> BothEraDate:
        return BothEraDate(self.day, Missing.UNKNOWN)


@dataclass(frozen=True)
class HistoryLine(Component):
    """あゆみ. The screen gives the order; the line only draws it."""

    template_name: ClassVar[str] = "components/history_line.html"

    events: tuple[Event, ...]
    nothing_yet: str = "まだ出来事がありません。認定や訪問が記録されると、ここに並びます。"

    @classmethod
    def examples(cls) -> Iterator["HistoryLine"]:
        yield cls(
            (
                Event(
                    date(2026, 11, 20),
                    "訪問しました",
                    "保健師と理学療法士。「風呂に自分で入りたい」",
                    StatusTag("下書き", Tone.WAITING),
                    "#",
                ),
                Event(date(2026, 11, 2), "要支援2に認定されました", "新規申請。有効期間は令和9年10月31日まで"),
                Event(
                    date(2026, 10, 28),
                    "要支援1に認定されました",
                    "11月2日の訂正で置きかわりました",
                    StatusTag("訂正前"),
                    is_withdrawn=True,
                ),
                Event(
                    PartialDate(date(2026, 9, 1), date(2026, 9, 30), Precision.MONTH, "R8.9"),
                    "転倒して大腿骨を骨折しました",
                ),
            )
        )
        yield cls(())
