"""調べる期間: one month of a year, or the whole year. Pure."""

from dataclasses import dataclass
from datetime import datetime, tzinfo


@dataclass(frozen=True)
class Period:
    """期間: `month` 0 is the whole calendar year."""

    year: int
    month: int = 0

    @property
    def label(self) -> str:
        """How it is said.

        >>> Period(2026, 5).label
        '2026年5月'
        >>> Period(2026).label
        '2026年の1年間'
        """
        return f"{self.year}年{self.month}月" if self.month else f"{self.year}年の1年間"

    @property
    def key(self) -> str:
        """How the log keeps it.

        >>> Period(2026, 5).key
        '2026-05'
        """
        return f"{self.year}-{self.month:02}" if self.month else str(self.year)

    def bounds(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """Its first moment, and the first after it, in the town's own time."""
        first = datetime(self.year, self.month or 1, 1, tzinfo=zone)
        if not self.month or self.month == 12:
            return first, datetime(self.year + 1, 1, 1, tzinfo=zone)
        return first, datetime(self.year, self.month + 1, 1, tzinfo=zone)
