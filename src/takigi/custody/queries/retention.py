"""保存と廃棄の閲覧: the rules in force, what is held, what may go and why something may not yet, and what has gone."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.casework.queries.whole_file import cases_among, closed_cases, every_case_of
from takigi.collaboration.queries.whole_file import case_numbers, cases_with_member
from takigi.custody import policies
from takigi.custody.models import Disposal, LegalHold, Request, RetentionRule
from takigi.custody.rules.requests import RequestState
from takigi.custody.rules.retention import CountedFrom, DisposalState, HoldOn, Series, kept_until
from takigi.custody.rules.words import CustodyRefused
from takigi.organisations.queries import names_of_staff
from takigi.people.queries.asked import departed, departed_on, records_of, roots_among


@dataclass(frozen=True)
class RuleLine:
    """保存のきまりの一行; `years` None where the town has not said."""

    series: Series
    years: int | None = None
    counted_from: CountedFrom | None = None
    from_on: date | None = None
    source: str = ""
    rule_id: int | None = None


@dataclass(frozen=True)
class Ended:
    """終わった記録の一件: named without naming anybody."""

    series: Series
    subject_id: uuid.UUID
    ended_on: date
    kept_until: date
    name: str


@dataclass(frozen=True)
class HoldLine:
    """止めの一行."""

    hold_id: uuid.UUID
    covers: HoldOn
    what: str
    reason: str
    from_on: date
    until_on: date | None
    placed_by: str


@dataclass(frozen=True)
class DisposalLine:
    """廃棄の一行, and the certificate of one that is done."""

    disposal_id: uuid.UUID
    number: str
    series: Series
    subject_id: uuid.UUID
    state: DisposalState
    years: int
    source: str
    counted_from: CountedFrom
    ended_on: date
    kept_until_on: date
    proposed_by: str
    proposed_at: datetime
    agreed_by: str
    agreed_at: datetime | None
    counts: tuple[tuple[str, int], ...]
    digest: str
    may_agree: bool

    @property
    def rows(self) -> int:
        """How many rows went."""
        return sum(count for _, count in self.counts)


def rules_in_force(municipality_id: int, *, on: date) -> dict[Series, RuleLine]:
    """Each series with the newest rule of the day; without one, nothing of it is ever due. One query."""
    found = {series: RuleLine(series) for series in Series}
    rows = RetentionRule.objects.filter(municipality_id=municipality_id, from_on__lte=on)
    for row in rows.order_by("from_on", "decided_at", "pk"):
        series = Series(row.series)
        found[series] = RuleLine(series, row.years, CountedFrom(row.counted_from), row.from_on, row.source, row.pk)
    return found


def holds_in_force(municipality_id: int, *, on: date) -> list[LegalHold]:
    """Every hold of the day. One query."""
    lasting = Q(until_on__isnull=True) | Q(until_on__gte=on)
    rows = LegalHold.objects.filter(lasting, municipality_id=municipality_id, from_on__lte=on, lifted_on__isnull=True)
    return list(rows.order_by("from_on", "pk"))


@dataclass(frozen=True)
class RetentionPage:
    """保存と廃棄の机."""

    rules: tuple[RuleLine, ...]
    holds: tuple[HoldLine, ...]
    due: tuple[Ended, ...]
    waiting: int  # due, but held or already proposed
    disposals: tuple[DisposalLine, ...]


def retention_page(viewer: Viewer) -> RetentionPage:
    """The whole desk for those who keep records. At most 25 queries, however many records have ended."""
    policies.check_may_keep(viewer)
    town, on = viewer.municipality_id, viewer.on
    rules = rules_in_force(town, on=on)
    holds = holds_in_force(town, on=on)
    ended = [one for series in Series for one in _ended(town, rules[series], on=on)]
    cases = cases_among(town, [one.subject_id for one in ended])
    roots = roots_among(town, [case.person_id for case in cases])
    people = {case.case_id: roots.get(case.person_id, case.person_id) for case in cases}
    proposed = set(
        Disposal.objects.filter(municipality_id=town, state=DisposalState.PROPOSED).values_list("subject_id", flat=True)
    )
    free = [
        one
        for one in ended
        if one.subject_id not in proposed
        and not _holding(holds, one.series, {one.subject_id, people.get(one.subject_id, one.subject_id)})
    ]
    rows = Disposal.objects.filter(municipality_id=town).select_related("rule").order_by("-proposed_at")[:200]
    return RetentionPage(
        tuple(rules.values()),
        _hold_lines(viewer, holds),
        tuple(free),
        len(ended) - len(free),
        _disposal_lines(viewer, rows),
    )


def _ended(town: int, rule: RuleLine, *, on: date) -> list[Ended]:
    """Records of the series whose time has passed; none where the town has no rule. Two queries."""
    if rule.years is None or rule.counted_from is None:
        return []
    years, counted = rule.years, rule.counted_from
    if rule.series is Series.REGISTER:
        gone = [(one.person_id, one.since) for one in departed(town, until=on)]
        # Cases go by rules of their own, and before the person to whom they belong.
        with_cases = {case.person_id for case in every_case_of(town, [pk for pk, _ in gone])}
        found = [(pk, since, f"ひとりの記録 {str(pk)[:8]}") for pk, since in gone if pk not in with_cases]
    else:
        cases = closed_cases(town, is_shared=rule.series is Series.SHARED_CASE, until=on)
        numbers = case_numbers(town, [case.case_id for case in cases if case.is_shared])
        found = [
            (case.case_id, case.closed_on, _case_name(numbers.get(case.case_id), case.case_id, case.opened_on))
            for case in cases
            if case.closed_on
        ]
    told = [Ended(rule.series, pk, end, kept_until(end, years, counted), name) for pk, end, name in found]
    return [one for one in told if one.kept_until <= on]


def _case_name(number: str | None, case_id: uuid.UUID, opened_on: date) -> str:
    return f"多機関のケース {number}" if number else f"{opened_on.year}年に始まったケース {str(case_id)[:8]}"


def _holding(holds: Iterable[LegalHold], series: Series, subjects: set[uuid.UUID]) -> LegalHold | None:
    for hold in holds:
        if hold.series == series or hold.subject_id in subjects:
            return hold
    return None


def check_may_go(municipality_id: int, series: Series, subject_id: uuid.UUID, *, on: date) -> tuple[RuleLine, Ended]:
    """One record's own check, asked again by each of the two: the rule, the time, the holds and what still hangs from it.

    Raises CustodyRefused with the sentence. At most ten queries.
    """
    rule = rules_in_force(municipality_id, on=on)[series]
    if rule.years is None or rule.counted_from is None:
        raise CustodyRefused(f"「{series.short}」の保存の年数が決まっていません。先に規程の年数を登録してください。")
    ended_on, people = _end_of(municipality_id, series, subject_id)
    if ended_on is None:
        raise CustodyRefused("まだ終わっていない記録です。終わってから、保存の年数を数えます。")
    until = kept_until(ended_on, rule.years, rule.counted_from)
    if on < until:
        raise CustodyRefused(f"保存の期間の途中です。廃棄できるのは{until:%Y年%m月%d日}からです。")
    related = {subject_id, *people}
    if series is Series.REGISTER:
        related |= {case.case_id for case in every_case_of(municipality_id, people)}
    if hold := _holding(holds_in_force(municipality_id, on=on), series, related):
        raise CustodyRefused(f"この記録は廃棄を止めています（{hold.from_on:%Y年%m月%d日}から。理由: {hold.reason}）。")
    if series is Series.REGISTER:
        _check_nothing_left(municipality_id, people)
    return rule, Ended(series, subject_id, ended_on, until, "")


def check_may_rule(viewer: Viewer) -> None:
    """Before the form of a rule is shown: supervisors among the keepers."""
    policies.check_may_keep(viewer)
    if not policies.may_decide(viewer, prepared_by=0):
        raise NotPermitted("保存の年数を決めるのは、会議の事務局か介護保険の係長・課長です。")


def check_may_go_by(viewer: Viewer, series: Series, subject_id: uuid.UUID) -> None:
    """Before a proposal is asked for: the viewer keeps records, and there is such a record in the town. Three queries."""
    policies.check_may_keep(viewer)
    _end_of(viewer.municipality_id, series, subject_id)


def _end_of(town: int, series: Series, subject_id: uuid.UUID) -> tuple[date | None, frozenset[uuid.UUID]]:
    if series is Series.REGISTER:
        people = frozenset(records_of(town, [subject_id]))
        if not people:
            raise Unseen
        return departed_on(town, subject_id), people
    found = [case for case in cases_among(town, [subject_id]) if case.is_shared is (series is Series.SHARED_CASE)]
    if not found:
        raise Unseen
    record = found[0].person_id
    return found[0].closed_on, frozenset({record, *roots_among(town, [record]).values()})


def _check_nothing_left(town: int, people: frozenset[uuid.UUID]) -> None:
    """A person's register goes last: what still tells of them is kept by a rule of its own."""
    if every_case_of(town, people):
        raise CustodyRefused("この人のケースがまだ残っています。ケースの記録を先に廃棄してください。")
    if elsewhere := cases_with_member(town, people):
        raise CustodyRefused(
            f"この人は、ほかのケース{len(elsewhere)}件に世帯の人として書かれています。そのケースの保存が終わってから廃棄します。"
        )
    going_on = (RequestState.RECEIVED, RequestState.DECIDED)
    if Request.objects.filter(person_id__in=people, state__in=going_on).exists():
        raise CustodyRefused("この人の開示・訂正の請求が続いています。終わってから廃棄してください。")


def _hold_lines(viewer: Viewer, holds: list[LegalHold]) -> tuple[HoldLine, ...]:
    staff = names_of_staff(viewer.municipality_id, {one.placed_by_id for one in holds})
    numbers = case_numbers(viewer.municipality_id, [one.subject_id for one in holds if one.subject_id])
    return tuple(
        HoldLine(
            one.pk,
            HoldOn(one.covers),
            Series(one.series).short if one.series else _held_name(numbers, one),
            one.reason,
            one.from_on,
            one.until_on,
            staff.get(one.placed_by_id, ""),
        )
        for one in holds
    )


def _held_name(numbers: dict[uuid.UUID, str], hold: LegalHold) -> str:
    number = numbers.get(hold.subject_id) if hold.subject_id else None
    return f"多機関のケース {number}" if number else f"記録 {str(hold.subject_id)[:8]}"


def _disposal_lines(viewer: Viewer, rows: Iterable[Disposal]) -> tuple[DisposalLine, ...]:
    found = list(rows)
    by = {one.proposed_by_id for one in found} | {one.agreed_by_id for one in found if one.agreed_by_id}
    staff = names_of_staff(viewer.municipality_id, by)
    return tuple(
        DisposalLine(
            one.pk,
            one.number,
            Series(one.series),
            one.subject_id,
            DisposalState(one.state),
            one.rule.years,
            one.rule.source,
            CountedFrom(one.rule.counted_from),
            one.ended_on,
            one.kept_until_on,
            staff.get(one.proposed_by_id, ""),
            one.proposed_at,
            staff.get(one.agreed_by_id or 0, ""),
            one.agreed_at,
            tuple((title, count) for title, count in one.counts),
            one.digest,
            one.state == DisposalState.PROPOSED and policies.may_decide(viewer, prepared_by=one.proposed_by_id),
        )
        for one in found
    )


def disposal(viewer: Viewer, disposal_id: uuid.UUID) -> DisposalLine:
    """One disposal, for those who keep records. Three queries."""
    policies.check_may_keep(viewer)
    rows = Disposal.objects.filter(pk=disposal_id, municipality_id=viewer.municipality_id).select_related("rule")
    found = _disposal_lines(viewer, rows)
    if not found:
        raise Unseen
    return found[0]
