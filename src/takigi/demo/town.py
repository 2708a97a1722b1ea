"""見本の町: a plan and a seed, from which the same town comes as often as it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from takigi.demo.certifications import History, histories
from takigi.demo.population import Household, Resident, make_town
from takigi.demo.towns import TownPlan


@dataclass(frozen=True)
class Town:
    """Every call starts the town afresh and streams it; nothing is kept."""

    plan: TownPlan
    seed: int

    def households(self) -> Iterator[Household]:
        """世帯, in the order of the register."""
        return make_town(self.plan, seed=self.seed)

    def residents(self) -> Iterator[Resident]:
        """住民, household by household, those included who died or moved away within three years."""
        for household in self.households():
            yield from household.residents

    def histories(self) -> Iterator[History]:
        """住民と認定の履歴, in the same order; most people have no application."""
        return histories(self.residents(), self.plan, seed=self.seed)
