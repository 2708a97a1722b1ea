"""薪拾い: findings that the records hold already, counted at this moment and told in sentences. One click piles one up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from takigi.access.grounds import Viewer
from takigi.casework.facts import way_rows
from takigi.engines.questions import question
from takigi.evaluation.actions.readiness import keep_ready
from takigi.evaluation.asking import indicators_of
from takigi.evaluation.counting import count_now
from takigi.evaluation.leaving import leaving
from takigi.evaluation.policies import audience_of, reason_of
from takigi.evaluation.queries.shown import shown
from takigi.evaluation.rules import NotReady
from takigi.evaluation.told import ShownLine, Standing
from takigi.evaluation.towns import ground_to_count
from takigi.evaluation.wood_questions import BY_CAUSE, BY_REASON, CAUSES, EVERY, NOT_ELIGIBLE, REASONS, TRAITS
from takigi.evaluation.wood_words import NATIONAL_CAUSES, Finding, Tally, mix, not_eligible, shared_by_graduates
from takigi.indicators.breakdowns import Breakdown
from takigi.indicators.catalogue.town import town_ways
from takigi.indicators.definition import Indicator
from takigi.indicators.periods import Periods, first_of_month, month_number
from takigi.kernel.codes import REASON
from takigi.people.facts import persons_counted

OF_THE_CATALOGUE = "causes_to_turn_back"
# New certifications are many; courses are few, and a share of three years says more.
YEAR, YEARS = 12, 36


@dataclass(frozen=True)
class FoundWood:
    """拾える薪. `may_be_public`: none of its numbers is about a handful of people."""

    finding: Finding
    period: str
    may_be_public: bool


def wood_to_find(viewer: Viewer) -> tuple[FoundWood, ...]:
    """Every topic, told of the months that are over. Whoever may not see numbers is refused; NotReady where nothing was gathered."""
    ready = keep_ready(by=viewer)
    if not ready.is_ready:
        raise NotReady(ready.sentence)
    rule = leaving(persons_counted(viewer.municipality_id), on=viewer.on)
    year, years = _ended(YEAR, viewer.on), _ended(YEARS, viewer.on)
    told = [*_mixes(viewer, year), _refused(viewer, year), _graduates(viewer, years)]
    return tuple(
        FoundWood(one, period, bool(one.text) and all(rule.may_leave(tally.count, tally.out_of) for tally in one.told))
        for one, period in told
    )


def _ended(length: int, on: date) -> Periods:
    """The so many whole months before this one, as one period."""
    return Periods(month_number(on) - length, 1, length, length)


def _words(periods: Periods) -> str:
    first = first_of_month(periods.first_month)
    last = first_of_month(periods.first_month + periods.length) - timedelta(days=1)
    return f"{first.year}年{first.month}月〜{last.year}年{last.month}月"


def _counted(
    viewer: Viewer, indicators: tuple[Indicator, ...], periods: Periods, by: tuple[Breakdown, ...] = ()
) -> tuple[ShownLine, ...]:
    asked = question(indicators, periods=periods, by=by, as_of=viewer.on)
    ground = ground_to_count(viewer.municipality_id, on=viewer.on)
    counted = count_now(ground, asked, on=viewer.on)
    standing = Standing(
        results=counted.results,
        as_of=asked.as_of,
        counted_at=viewer.at,
        snapshot_id=ground.snapshot_id,
        engine=counted.results.engine,
        changed_people=counted.changed_people,
        is_behind=counted.is_behind,
        audience=audience_of(viewer),
        because=(reason_of(viewer),),
    )
    return shown(viewer, standing)


def _mixes(viewer: Viewer, periods: Periods) -> list[tuple[Finding, str]]:
    words = _words(periods)
    reasons = mix(
        "reasons",
        "申請の理由",
        *_cells(_counted(viewer, (REASONS,), periods, (BY_REASON,))),
        period=words,
        caution="理由の欄が空の認定は入っていません。書き方が係で違うと、内わけも変わります。",
    )
    causes = mix(
        "causes",
        "原因の内わけ（全国とならべて）",
        *_cells(_counted(viewer, (CAUSES,), periods, (BY_CAUSE,))),
        period=words,
        caution=NATIONAL_CAUSES,
    )
    if causes.text:
        ways = town_ways(way_rows(viewer.municipality_id))
        (line, *_) = _counted(viewer, indicators_of([OF_THE_CATALOGUE], ways), periods)
        added = f"{causes.text}転倒・骨折、関節疾患、衰弱を合わせると{line.words}。"
        causes = Finding(causes.key, causes.heading, added, causes.caution, *_both(line), told=causes.told)
    return [(reasons, words), (causes, words)]


def _both(line: ShownLine) -> tuple[int | None, int | None]:
    return (None, None) if line.answer is None else (int(line.answer.numerator), line.answer.n)


def _cells(lines: tuple[ShownLine, ...]) -> tuple[list[Tally], int]:
    whole = next(line for line in lines if not line.split)
    out_of = whole.answer.n if whole.answer else 0
    cells = [line for line in lines if line.split]
    told = [
        Tally(_named(line), int(line.answer.numerator), out_of)
        for line in cells
        if line.answer and line.answer.numerator
    ]
    return told, sum(line.hidden is not None for line in cells)


def _named(line: ShownLine) -> str:
    labels = {code.value: code.label for code in REASON.codes}
    return labels.get(str(line.mark[0]), line.cell[0])


def _tally(lines: tuple[ShownLine, ...], key: str) -> Tally:
    line = next(one for one in lines if one.key == key)
    return Tally(line.label, *(int(one) for one in ((line.answer.numerator, line.answer.n) if line.answer else (0, 0))))


def _refused(viewer: Viewer, periods: Periods) -> tuple[Finding, str]:
    lines = _counted(viewer, NOT_ELIGIBLE, periods)
    known, visited, before = (_tally(lines, one.key) for one in NOT_ELIGIBLE)
    return not_eligible(known, visited, before, period=_words(periods)), _words(periods)


def _graduates(viewer: Viewer, periods: Periods) -> tuple[Finding, str]:
    wanted = tuple(one for one in EVERY if one not in NOT_ELIGIBLE)
    lines = _counted(viewer, wanted, periods)
    pairs = [(one.words, _tally(lines, one.graduated.key), _tally(lines, one.others.key)) for one in TRAITS]
    return shared_by_graduates(pairs, period=_words(periods)), _words(periods)
