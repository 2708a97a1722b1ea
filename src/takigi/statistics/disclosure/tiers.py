"""秘匿の基準: the thresholds of the national long-term care database, by size of town, and its age bands."""

from dataclasses import dataclass
from datetime import date

from takigi.statistics.arrays import NoAnswer

# Counts of providers or municipalities, not of people.
FEWEST_PROVIDERS = 3
# Smaller towns publish no counts of people at all.
NO_COUNTS_BELOW = 2_000


@dataclass(frozen=True)
class Tier:
    """ある規模の町の基準: from this many residents on, cells under `hidden_below` people are not published."""

    residents_from: int
    hidden_below: int


@dataclass(frozen=True)
class Edition:
    """基準の版: the tiers in force from a day, and where they stand. Which edition a town follows is for the town to confirm."""

    since: date
    source: str
    tiers: tuple[Tier, ...]


EDITIONS = (
    Edition(
        since=date(2022, 4, 1),
        source="匿名介護情報等の利用に関するガイドライン（公表前の確認の基準）",
        tiers=(Tier(2_000, 20), Tier(25_000, 10)),
    ),
)


def edition_on(on: date) -> Edition:
    """The edition in force on the day; raises NoAnswer before the first one."""
    found = [edition for edition in EDITIONS if edition.since <= on]
    if not found:
        raise NoAnswer(f"{on:%Y年%m月%d日}の時点で有効な秘匿の基準がありません。")
    return max(found, key=lambda edition: edition.since)


def hidden_below(residents: int, *, on: date) -> int:
    """Cells of 1 to this less one are hidden. Raises NoAnswer for a town so small that no counts of people are published."""
    fitting = [tier for tier in edition_on(on).tiers if tier.residents_from <= residents]
    if not fitting:
        raise NoAnswer(
            f"人口{residents:,}人の町では、人数の表は公表できません（{NO_COUNTS_BELOW:,}人から）。広域での集計を検討してください。"
        )
    return max(fitting, key=lambda tier: tier.residents_from).hidden_below


def must_hide(count: int, *, threshold: int) -> bool:
    """Whether a count is too small to be published; 0 may be."""
    return 0 < count < threshold


def age_band(age: int) -> str:
    """Five-year bands; under 65 and from 95 on are merged."""
    if age < 65:
        return "65歳未満"
    if age >= 95:
        return "95歳以上"
    first = age - age % 5
    return f"{first}〜{first + 4}歳"
