"""データの確かめを読む: what cannot be, what is missing and what lies far out in the records of this moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from takigi.access.grounds import Viewer
from takigi.evaluation.checks_asked import question_of_checks
from takigi.evaluation.counting import count_now
from takigi.evaluation.policies import check_may_check_records, reason_of
from takigi.evaluation.quality_checks import CONFLICTS, TABLE_WORDS, Check, Conflict, Kind, every_check
from takigi.evaluation.queries.rights import rights_of
from takigi.evaluation.towns import ground_to_count
from takigi.indicators.words import rounded
from takigi.kernel.few import FEWEST_FOR_A_SHARE


@dataclass(frozen=True)
class Finding:
    """確かめの一行. `key` leads to the records: `finding_records(viewer, key)`."""

    key: str
    kind: Kind
    table: str
    what: str
    count: int
    out_of: int
    remedy: str

    @property
    def sentence(self) -> str:
        """How many, out of how many."""
        share = f"（{rounded(100 * self._share)}%）" if self.out_of >= FEWEST_FOR_A_SHARE else ""
        return f"{self.what}が、{self.out_of:,}件中{self.count:,}件あります{share}。"

    @property
    def _share(self) -> Fraction:
        return Fraction(self.count, self.out_of) if self.out_of else Fraction(0)


@dataclass(frozen=True)
class QualityPage:
    """データの確かめ: what was found, worst kinds first, how many checks found nothing, and definitions that contradict."""

    as_of: date
    findings: tuple[Finding, ...]
    checks: int
    conflicts: tuple[Conflict, ...]
    because: tuple[str, ...]


def quality(viewer: Viewer) -> QualityPage:
    """Every check that finds something at this moment. For the office; at most forty-five queries."""
    check_may_check_records(viewer)
    checks = every_check()
    asked = question_of_checks(checks, on=viewer.on)
    ground = ground_to_count(viewer.municipality_id, on=viewer.on)
    results = count_now(ground, asked, on=viewer.on).results
    found = [
        _finding(one, int(answer.numerator), answer.n)
        for one in checks
        if (answer := results.answer(one.key)).numerator
    ]
    return QualityPage(viewer.on, tuple(found), len(checks), CONFLICTS, (reason_of(viewer),))


def _finding(check: Check, count: int, out_of: int) -> Finding:
    return Finding(check.key, check.kind, TABLE_WORDS[check.records.name], check.sentence, count, out_of, check.remedy)


def may_check(viewer: Viewer) -> bool:
    """Whether the page of checks is this viewer's."""
    return rights_of(viewer).may_check_records
