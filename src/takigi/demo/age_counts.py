"""年齢別人口: how many of each age and sex the town has, exactly, and taking people out of that stock."""

from __future__ import annotations

from itertools import accumulate
from random import Random

from takigi.demo.towns import Pyramid, TownPlan

OLDEST = 107
SEXES = ("1", "2")


def _single_years(bands: tuple[float, ...]) -> list[float]:
    """Five-year bands laid out over single years, without steps between the bands."""
    years: list[float] = []
    for place, size in enumerate(bands[:-1]):
        before = bands[place - 1] if place else size
        slope = (bands[place + 1] - before) / 50
        years += [max(size / 5 + slope * (step - 2), size / 40) for step in range(5)]
    oldest = [0.45**step for step in range(OLDEST - 99)]
    return years + [bands[-1] * share / sum(oldest) for share in oldest]


def _to_whole(wanted: list[float], total: int) -> list[int]:
    """Whole numbers in proportion to those wanted, adding up to the total (largest remainders)."""
    scale = total / sum(wanted)
    floors = [int(value * scale) for value in wanted]
    by_rest = sorted(range(len(wanted)), key=lambda place: floors[place] - wanted[place] * scale)
    for place in by_rest[: total - sum(floors)]:
        floors[place] += 1
    return floors


def people_by_age(plan: TownPlan) -> dict[str, list[int]]:
    """How many men ("1") and women ("2") of each single year of age live in the town of the plan."""
    men, women = (_single_years(tuple(band[sex] for band in plan.pyramid)) for sex in (0, 1))
    young = _to_whole(men[:65] + women[:65], plan.population - plan.aged)
    aged = _to_whole(men[65:] + women[65:], plan.aged)
    half = len(aged) // 2
    return {"1": young[:65] + aged[:half], "2": young[65:] + aged[half:]}


class Stock:
    """The people still to be given a household. Taking lowers the count, so the town comes out exactly as planned."""

    def __init__(self, plan: TownPlan) -> None:
        self._rows = people_by_age(plan)
        self.left = plan.population

    def count(self, sex: str, youngest: int, oldest: int) -> int:
        """How many of this sex are still there between two ages, both included."""
        return sum(self._rows[sex][max(youngest, 0) : oldest + 1])

    def take(self, rng: Random, sex: str, youngest: int, oldest: int) -> int | None:
        """The age of one person taken by lot from between two ages; None when nobody is there."""
        row = self._rows[sex]
        youngest = max(youngest, 0)
        window = row[youngest : oldest + 1]
        mark = rng.random() * sum(window)
        for age, there in enumerate(window, youngest):
            mark -= there
            if mark < 0:
                row[age] -= 1
                self.left -= 1
                return age
        return None

    def take_anyone(self, rng: Random, sex: str, youngest: int, oldest: int) -> tuple[str, int] | None:
        """As `take`, but the other sex will do when this one is gone."""
        for tried in (sex, "2" if sex == "1" else "1"):
            age = self.take(rng, tried, youngest, oldest)
            if age is not None:
                return tried, age
        return None

    def weighed(self, leanings: dict[str, list[float]]) -> tuple[list[tuple[str, int]], list[float]]:
        """Everybody's sex and age with running weights: the stock times how far each age leans to something."""
        people, weights = [], []
        for sex in SEXES:
            for age, (there, leaning) in enumerate(zip(self._rows[sex], leanings[sex], strict=True)):
                if there and leaning:
                    people.append((sex, age))
                    weights.append(there * leaning)
        return people, list(accumulate(weights))


def spread_over_ages(by_band: Pyramid) -> dict[str, list[float]]:
    """A figure given by five-year bands and sex, for every single year."""
    return {
        sex: [by_band[min(age // 5, len(by_band) - 1)][place] for age in range(OLDEST + 1)]
        for place, sex in enumerate(SEXES)
    }
