"""刷り込み: who issues a sheet, and who printed it when. Stands at the foot of every page. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from takigi.kernel.era_names import in_japanese


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """The foot of a printed sheet. `printed_at` is the town's own time."""

    city: str
    centre: str
    printed_at: datetime
    printed_by: str
    """The name of whoever printed it, so that a sheet left lying about finds its way back."""

    @property
    def issued_by(self) -> str:
        return "　".join(part for part in (self.city, self.centre) if part)

    @property
    def printed(self) -> str:
        """印刷 令和8年11月23日 9時05分　薪田 一子."""
        at = self.printed_at
        return f"印刷 {in_japanese(at.date())} {at.hour}時{at.minute:02}分　{self.printed_by}"
