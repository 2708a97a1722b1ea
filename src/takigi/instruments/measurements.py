"""測定値: one measurement with how it was made, and the best of several trials."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from takigi.instruments.physical_tests import Aid, Better, MeasurementStatus, Pace, PhysicalTest, Side

FACT_LABELS = {
    "pace": "歩く速さ",
    "side": "左右",
    "distance_m": "歩く距離",
    "run_up": "助走路の有無",
    "aid": "つえなどの補助",
    "cap_s": "打ち切りの秒数",
    "chair_cm": "椅子の高さ",
}


@dataclass(frozen=True)
class Protocol:
    """測り方: everything that two measurements must share to be compared; None is "not written down".

    `trial` says which attempt it was and takes no part in the comparison.
    """

    pace: Pace | None = None
    side: Side | None = None
    distance_m: Decimal | None = None
    run_up: bool | None = None
    aid: Aid | None = None
    trial: int | None = None
    cap_s: Decimal | None = None
    chair_cm: Decimal | None = None

    def fact(self, name: str) -> object:
        """One fact by its name in FACT_LABELS."""
        facts: dict[str, object] = {
            "pace": self.pace,
            "side": self.side,
            "distance_m": self.distance_m,
            "run_up": self.run_up,
            "aid": self.aid,
            "cap_s": self.cap_s,
            "chair_cm": self.chair_cm,
        }
        return facts[name]

    def missing_for(self, test: PhysicalTest) -> tuple[str, ...]:
        """Labels of the facts that this test needs and that are not written down."""
        return tuple(FACT_LABELS[name] for name in test.card.required_facts if self.fact(name) is None)


@dataclass(frozen=True)
class Measured:
    """一回の測定. A value exactly when it was measured; decimals, because 1.0 m/s must stay 1.0."""

    test: PhysicalTest
    status: MeasurementStatus
    value: Decimal | None
    protocol: Protocol
    on: date

    def __post_init__(self) -> None:
        if (self.status is MeasurementStatus.MEASURED) != (self.value is not None):
            raise ValueError(
                f"{self.test.label}: 測定値は「測定した」ときにだけ書きます（いまは「{self.status.label}」）。"
            )
        if self.value is not None and not _is_amount(self.value):
            raise ValueError(f"{self.test.label}: 測定値は0以上の数で書いてください（{self.value} と書かれています）。")
        if self.test.card.pace is not None and self.protocol.pace not in {None, self.test.card.pace}:
            raise ValueError(f"{self.test.label}は「{self.test.card.pace.label}」で測る種目です。")

    @property
    def is_at_cap(self) -> bool:
        """Whether the watch was stopped at the cap, so that the person could have gone on."""
        return self.value is not None and self.protocol.cap_s is not None and self.value >= self.protocol.cap_s

    @property
    def in_words(self) -> str:
        """The value with its unit, or why there is none.

        >>> Measured(PhysicalTest.TUG, MeasurementStatus.UNSAFE, None, Protocol(), date(2026, 4, 1)).in_words
        '危ないため中止した'
        """
        return self.status.label if self.value is None else f"{self.value:.{self.test.decimals}f}{self.test.unit}"


def _is_amount(value: object) -> bool:
    return isinstance(value, Decimal) and value.is_finite() and value >= 0


def best_of_trials(trials: Iterable[Measured]) -> Measured:
    """The best measured trial of one test on one day and in one way; without any, the last trial as it is.

    The result keeps the number of the trial it came from. Refuses an empty list and trials made differently.
    """
    made = list(trials)
    if not made:
        raise ValueError("測定がひとつもありません。")
    alike = {(trial.test, trial.on, replace(trial.protocol, trial=None)) for trial in made}
    if len(alike) > 1:
        raise ValueError("同じ日に同じ測り方をした同じ種目だけをまとめられます。")
    values = [trial.value for trial in made if trial.value is not None]
    if not values:
        return made[-1]
    best = max(values) if made[0].test.better is Better.HIGHER else min(values)
    return next(trial for trial in made if trial.value == best)
