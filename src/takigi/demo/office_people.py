"""見本の町の人たち: everybody of the demo at their own desk, on whatever day a story needs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from django.utils.timezone import localdate, make_aware

from takigi.access.grounds import Viewer
from takigi.access.queries import viewer_of
from takigi.demo.load import Built
from takigi.demo.offices import OfficesPlan, StaffPlan


@dataclass
class Office:
    """町の人たち: everybody at their desk, on whatever day a story needs."""

    plan: OfficesPlan
    built: Built
    at: datetime
    _viewers: dict[str, Viewer] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day up to which the town has lived."""
        return localdate(self.at)

    def agency_of(self, login: str) -> int:
        """Where somebody works."""
        return self.built.agency_ids[self._staff(login).posts[0].agency]

    def staff_id(self, login: str) -> int:
        return self.built.staff_ids[login]

    def by(self, login: str, on: date | None = None, hour: int = 10) -> Viewer:
        """Somebody on a day. Whoever is in a story has held one post all along."""
        if login not in self._viewers:
            ids = self.built.staff_ids[login], self.built.municipality_id
            self._viewers[login] = viewer_of(*ids, is_active=True, at=self.at)
        found = self._viewers[login]
        return found if on is None else replace(found, at=make_aware(datetime.combine(on, time(hour))))

    def _staff(self, login: str) -> StaffPlan:
        return next(one for one in self.plan.staff if one.login_name == login)
