"""報告した数を読む: as it was reported, beside what today's records say, and which snapshot it rests on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from takigi.access.grounds import Unseen, Viewer
from takigi.audit import actions as audit
from takigi.casework.facts import way_rows
from takigi.engines.questions import Question, question
from takigi.engines.tallies import Line
from takigi.evaluation.counting import count_now
from takigi.evaluation.models import Report, ReportedNumber, Snapshot
from takigi.evaluation.policies import audience_of, check_may_report, may_report, reason_of
from takigi.evaluation.queries.shown import ShownLine, as_shown, words_of_marks
from takigi.evaluation.questions_kept import KeptLine, answer_read, mark_read, periods_read, seal_of
from takigi.evaluation.rules import Audience
from takigi.evaluation.suppressing import Hidden
from takigi.evaluation.towns import ground_to_count
from takigi.indicators.catalogue import all_indicators
from takigi.indicators.catalogue.breakdowns import ALL
from takigi.indicators.catalogue.town import town_ways
from takigi.indicators.definition import Direction, Unit
from takigi.organisations import queries as organisations

CHANGED = "報告したあとに届いた記録や直しで、いまの数は変わっています。報告した数はそのまま残ります。"
SAME = "いまの記録で数えても同じです。"


@dataclass(frozen=True)
class SnapshotCard:
    """事実の写しの一行."""

    snapshot_id: int
    label: str
    taken_at: datetime
    as_of: date
    fingerprint: str
    rows: Mapping[str, int]
    is_kept: bool


@dataclass(frozen=True)
class ReportCard:
    """報告の一行."""

    report_id: int
    title: str
    as_of: date
    engine: str
    kept_at: datetime
    kept_by: str
    snapshot_id: int


@dataclass(frozen=True)
class ReportedLine:
    """報告した数の一行: as it was said, and as today's records would say it. Small groups are closed in both."""

    reported: ShownLine
    today: ShownLine | None

    @property
    def differs(self) -> bool:
        """Whether today's records say something else."""
        return self.today is not None and self.reported.words != self.today.words

    @property
    def sentence(self) -> str:
        """What stands beside the number."""
        if self.today is None:
            return "この指標か内訳は、いまはありません。報告した数だけが残っています。"
        return f"{CHANGED}（いまの記録では、{self.today.words}）" if self.differs else SAME


@dataclass(frozen=True)
class SaidThen:
    """その日までの報告が言った数: one indicator of the whole town, as the newest report up to a day said it."""

    report_id: int
    title: str
    as_of: date
    line: ShownLine


@dataclass(frozen=True)
class ReportFile:
    """報告した数: every line, the snapshot that it was counted over, and whether it is still what was kept."""

    card: ReportCard
    snapshot: SnapshotCard
    lines: tuple[ReportedLine, ...]
    is_whole: bool
    because: tuple[str, ...]


def snapshots(viewer: Viewer) -> tuple[SnapshotCard, ...]:
    """Every snapshot of the town, newest first. One query."""
    audience_of(viewer)
    rows = Snapshot.objects.filter(municipality_id=viewer.municipality_id).order_by("-taken_at", "-pk")
    return tuple(_snapshot_card(one) for one in rows)


def _snapshot_card(one: Snapshot) -> SnapshotCard:
    rows = {name: table["rows"] for name, table in one.tables.items()}
    return SnapshotCard(one.pk, one.label, one.taken_at, one.facts_on, one.fingerprint, rows, one.is_kept)


def reports(viewer: Viewer) -> tuple[ReportCard, ...]:
    """Every report of the town, newest first. Two queries."""
    audience_of(viewer)
    rows = list(Report.objects.filter(municipality_id=viewer.municipality_id).order_by("-kept_at", "-pk"))
    names = organisations.names_of_staff(viewer.municipality_id, {one.kept_by_id for one in rows if one.kept_by_id})
    return tuple(_card(one, names) for one in rows)


def _card(one: Report, names: Mapping[int, str]) -> ReportCard:
    return ReportCard(
        one.pk, one.title, one.counted_on, one.engine, one.kept_at, names.get(one.kept_by_id or 0, ""), one.snapshot_id
    )


def report_of(viewer: Viewer, report_id: int) -> ReportFile:
    """One report beside today's view of the same days. The reading is noted. At most sixty queries."""
    audience = audience_of(viewer)
    rows = Report.objects.filter(municipality_id=viewer.municipality_id, pk=report_id).select_related("snapshot")
    report = rows.first()
    if report is None:
        raise Unseen
    kept = [_kept(row) for row in ReportedNumber.objects.filter(report=report).order_by("line")]
    audit.record(
        "evaluation.report_read",
        municipality_id=viewer.municipality_id,
        by=viewer.staff_id,
        at=viewer.at,
        target=f"report:{report.pk}",
    )
    names = organisations.names_of_staff(viewer.municipality_id, {report.kept_by_id or 0})
    head = [report.title, report.engine, report.counted_on.isoformat(), report.question]
    return ReportFile(
        card=_card(report, names),
        snapshot=_snapshot_card(report.snapshot),
        lines=_beside_today(viewer, report, kept, audience),
        is_whole=seal_of(head, kept) == report.seal,
        because=(reason_of(viewer),),
    )


def said_until(viewer: Viewer, keys: Collection[str], on: date) -> dict[str, SaidThen]:
    """What the newest report kept up to a day said of each indicator, for the period in which it was kept. At most three queries a report.

    Small groups are closed as they are today. What the catalogue no longer knows is not told here but in the report itself.
    """
    audience = audience_of(viewer)
    rows = Report.objects.filter(municipality_id=viewer.municipality_id, counted_on__lte=on)
    told: dict[str, SaidThen] = {}
    for report in rows.order_by("-counted_on", "-pk"):
        wanted = {key for key in report.question["keys"] if key in keys} - set(told)
        if not wanted or localdate(report.kept_at) > on:
            continue
        asked = _question_again(viewer, report)
        kept = [_kept(row) for row in report.numbers.filter(indicator__in=wanted).order_by("line")]
        lines = [line for one in kept if (line := _line_again(asked, one)) is not None]
        for line in as_shown(asked, lines, audience, words_of_marks(viewer, asked)):
            if line.key in wanted and not line.split and report.counted_on in line.period:
                told[line.key] = SaidThen(report.pk, report.title, report.counted_on, line)
    return told


def _beside_today(viewer: Viewer, report: Report, kept: list[KeptLine], audience: Audience) -> tuple[ReportedLine, ...]:
    asked = _question_again(viewer, report)
    named = words_of_marks(viewer, asked)
    ground = ground_to_count(viewer.municipality_id, on=viewer.on)
    today = count_now(ground, asked, on=viewer.on).results
    now = {_place(line): line for line in as_shown(asked, today.lines(), audience, named)}
    known = [line for one in kept if (line := _line_again(asked, one)) is not None]
    then = as_shown(asked, known, audience, named)
    told = [ReportedLine(line, now.get(_place(line))) for line in then]
    gone = [one for one in kept if _line_again(asked, one) is None]
    return (*told, *(ReportedLine(_as_it_was_said(one, asked, audience), None) for one in gone))


def _kept(row: ReportedNumber) -> KeptLine:
    return KeptLine(row.indicator, row.edition_from_on, row.period, tuple(row.split), tuple(row.cell), row.answer)


def _question_again(viewer: Viewer, report: Report) -> Question:
    """The question that was put then, as far as today's catalogue still knows its words."""
    there = {one.key: one for one in all_indicators(town_ways(way_rows(viewer.municipality_id)))}
    wanted = [there[key] for key in report.question["keys"] if key in there]
    breakdowns = {one.key: one for one in ALL}
    told = [split for split in report.question["splits"] if split and all(key in breakdowns for key in split)]
    splits = [tuple(breakdowns[key] for key in split) for split in told]
    periods = periods_read(report.question["periods"])
    return question(wanted, periods=periods, by=splits, as_of=report.counted_on)


def _line_again(asked: Question, one: KeptLine) -> Line | None:
    found = next((i for i in asked.indicators if i.key == one.indicator), None)
    edition = next((e for e in found.editions if e.since == one.edition_since), None) if found else None
    split = next((s for s in asked.splits if tuple(b.key for b in s) == one.split), None)
    if found is None or edition is None or split is None:
        return None
    cell = tuple(mark_read(mark) for mark in one.cell)
    return Line(found, edition, asked.periods[one.period], split, cell, answer_read(one.answer))


def _place(line: ShownLine) -> tuple[object, ...]:
    return line.key, line.period_no, line.split, line.mark


def _as_it_was_said(one: KeptLine, asked: Question, audience: Audience) -> ShownLine:
    """A line whose indicator, edition or breakdown is no longer there: the words of then, for the office only."""
    said, is_open = one.answer["said"], audience is Audience.OFFICE
    return ShownLine(
        key=one.indicator,
        label=said["label"],
        unit=Unit(""),
        direction=Direction.NEITHER,
        edition_since=one.edition_since,
        period_no=one.period,
        period=asked.periods[one.period],
        split=one.split,
        cell=tuple(str(mark) for mark in one.cell),
        mark=tuple(mark_read(mark) for mark in one.cell),
        answer=answer_read(one.answer) if is_open else None,
        hidden=None if is_open else Hidden.SMALL,
        words=said["words"] if is_open else "庁外には表示しません",
        smallest=0,
    )


def may_keep(viewer: Viewer) -> bool:
    """Whether the viewer keeps what the town reports."""
    return may_report(viewer)


def check_keeps(viewer: Viewer) -> None:
    """Refuses whoever does not, before anything is filled in."""
    check_may_report(viewer)
