"""数を報告として残す: counts over a snapshot that is kept with it, and keeps every answer as it was. Nothing of it is ever changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.audit import actions as audit
from takigi.engines.questions import Split
from takigi.engines.running import run
from takigi.engines.tallies import Line, Results
from takigi.evaluation import policies
from takigi.evaluation.actions.snapshots import keep_snapshot
from takigi.evaluation.asking import question_of
from takigi.evaluation.folders import folder_of
from takigi.evaluation.models import Report, ReportedNumber, Snapshot
from takigi.evaluation.questions_kept import KeptLine, answer_told, mark_told, periods_told, seal_of
from takigi.evaluation.rules import FactsRefused
from takigi.evaluation.words import words_of
from takigi.indicators.breakdowns import Breakdown
from takigi.indicators.periods import Periods


def keep_results(
    *,
    by: Viewer,
    title: str,
    keys: Iterable[str],
    periods: Periods,
    splits: Sequence[Breakdown | Split] = (),
    as_of: date | None = None,
) -> int:
    """報告する数を残す: edition, engine, snapshot and as-of day with every line. Returns the report's number.

    What becomes known later changes today's view and never these lines.
    """
    policies.check_may_report(by)
    if not title.strip():
        raise FactsRefused("何の報告かを、題に書いてください（例: 令和8年度 上半期のまとめ）。")
    question = question_of(by, keys, periods=periods, by=splits, as_of=as_of)
    if not question.indicators:
        raise FactsRefused("残す指標を、ひとつ以上選んでください。")
    snapshot_id = keep_snapshot(municipality_id=by.municipality_id, at=by.at, staff_id=by.staff_id, label=title.strip())
    place = Snapshot.objects.values_list("folder", flat=True).get(pk=snapshot_id)
    results = run(question.indicators, folder_of(place), periods=periods, by=question.splits[1:], as_of=question.as_of)
    return _keep(by, title.strip(), snapshot_id, results)


@transaction.atomic
def _keep(by: Viewer, title: str, snapshot_id: int, results: Results) -> int:
    question = results.question
    told = {
        "keys": [one.key for one in question.indicators],
        "periods": periods_told(question.periods),
        "splits": [[one.key for one in split] for split in question.splits],
    }
    lines = list(_lines(results))
    report = Report.objects.create(
        municipality_id=by.municipality_id,
        title=title,
        snapshot_id=snapshot_id,
        engine=results.engine,
        counted_on=question.as_of,
        question=told,
        seal=seal_of([title, results.engine, question.as_of.isoformat(), told], lines),
        kept_at=by.at,
        kept_by_id=by.staff_id,
    )
    ReportedNumber.objects.bulk_create(
        [ReportedNumber(report=report, line=number, **_columns(one)) for number, one in enumerate(lines)],
        batch_size=500,
    )
    audit.record(
        "evaluation.results_kept",
        municipality_id=by.municipality_id,
        by=by.staff_id,
        at=by.at,
        target=f"report:{report.pk}",
        detail={"lines": len(lines), "snapshot": snapshot_id},
    )
    return report.pk


def _columns(one: KeptLine) -> dict[str, object]:
    told = vars(one)
    return {name: told[name] for name in told if name != "edition_since"} | {"edition_from_on": one.edition_since}


def said_of(line: Line) -> dict[str, object]:
    """What the number meant, in words: readable when the catalogue has long gone on."""
    edition = line.edition
    return {
        "label": line.indicator.label,
        "period": line.period.label,
        "counts": edition.counts,
        "out_of": edition.out_of,
        "source": edition.source,
        "ways": list(edition.ways),
        "words": words_of(line.answer, line.indicator, edition),
    }


def _lines(results: Results) -> Iterable[KeptLine]:
    numbers = {period: number for number, period in enumerate(results.question.periods)}
    for line in results.lines():
        yield KeptLine(
            indicator=line.indicator.key,
            edition_since=line.edition.since,
            period=numbers[line.period],
            split=tuple(one.key for one in line.split),
            cell=tuple(mark_told(mark) for mark in line.cell),
            answer=answer_told(line.answer) | {"said": said_of(line)},
        )
