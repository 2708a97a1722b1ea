"""データの確かめを読む: what cannot be, what is missing and what lies far out in the records of this moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from takigi.access.grounds import Viewer
from takigi.engines.questions import Question, question
from takigi.evaluation.counting import count_now
from takigi.evaluation.places import Number
from takigi.evaluation.policies import check_may_check_records, reason_of
from takigi.evaluation.quality_checks import CONFLICTS, TABLE_WORDS, Check, Conflict, Kind, every_check
from takigi.evaluation.queries.behind import RecordsBehind, behind_in
from takigi.evaluation.rules import FEWEST_FOR_A_SHARE, FactsRefused, Part
from takigi.evaluation.towns import ground_to_count
from takigi.evaluation.words import rounded
from takigi.indicators.periods import months


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
    asked = _question(viewer, checks)
    ground = ground_to_count(viewer.municipality_id, on=viewer.on)
    results = count_now(ground, asked, on=viewer.on).results
    found = [
        _finding(one, int(answer.numerator), answer.n)
        for one in checks
        if (answer := results.answer(one.key)).numerator
    ]
    return QualityPage(viewer.on, tuple(found), len(checks), CONFLICTS, (reason_of(viewer),))


def finding_records(viewer: Viewer, key: str, *, page: int = 1) -> RecordsBehind:
    """The records behind a finding, for those with a ground. The reading is noted."""
    check_may_check_records(viewer)
    checks = tuple(one for one in every_check() if one.key == key)
    if not checks:
        raise FactsRefused("その確かめはありません。データの確かめの一覧から選んでください。")
    asked = _question(viewer, checks)
    return behind_in(viewer, asked, Number(key, part=Part.NUMERATOR), page=page)


def _question(viewer: Viewer, checks: tuple[Check, ...]) -> Question:
    # One period is enough: everything is in force on the as-of day.
    now = months(viewer.on, viewer.on)
    return question([one.as_indicator() for one in checks], periods=now, as_of=viewer.on, every_edition=True)


def _finding(check: Check, count: int, out_of: int) -> Finding:
    return Finding(check.key, check.kind, TABLE_WORDS[check.records.name], check.sentence, count, out_of, check.remedy)
