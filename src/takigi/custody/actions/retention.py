"""保存と廃棄の操作: say how long, hold back, propose, and let a second person agree; then every room erases its part."""

import hashlib
import json
import uuid
from datetime import date

from django.db import transaction

from takigi.access import actions as access
from takigi.access.actions import Erased, erase_rows
from takigi.access.grounds import Unseen, Viewer
from takigi.access.personal_rows import Subjects
from takigi.audit import actions as audit
from takigi.casework.actions import erasing as casework
from takigi.collaboration.actions import erasing as collaboration
from takigi.custody import policies
from takigi.custody.handing_over import RECORDS
from takigi.custody.models import Disposal, LegalHold, RetentionRule
from takigi.custody.queries.retention import check_may_go
from takigi.custody.rules.requests import check_reason
from takigi.custody.rules.retention import CountedFrom, DisposalState, HoldOn, Series, check_years
from takigi.custody.rules.words import CustodyRefused
from takigi.evaluation.actions.erasing import cut_keys
from takigi.logic_models.actions.erasing import erase_voices
from takigi.meetings.actions import erasing as meetings
from takigi.people.actions import erasing as people
from takigi.people.queries.asked import numbers_of, records_of
from takigi.programmes.actions import erasing as programmes
from takigi.resources.actions import erasing as resources
from takigi.success_cases import actions as success_cases


def _record(what: str, by: Viewer, /, *, target: str = "", **detail: object) -> None:
    audit.record(
        f"custody.{what}", municipality_id=by.municipality_id, by=by.staff_id, at=by.at, target=target, detail=detail
    )


@transaction.atomic
def decide_retention(
    *, by: Viewer, series: Series, years: int, counted_from: CountedFrom, from_on: date, source: str
) -> None:
    """保存の年数を決める: from a day on, with the paper it stands in; earlier rules stay readable. By a supervisor."""
    policies.check_may_decide(by, prepared_by=0)
    check_years(years, source)
    RetentionRule.objects.create(
        municipality_id=by.municipality_id,
        series=series,
        years=years,
        counted_from=counted_from,
        from_on=from_on,
        source=source.strip(),
        decided_by_id=by.staff_id,
        decided_at=by.at,
    )
    _record("retention_decided", by, series=series.value, years=years, source=source.strip())


@transaction.atomic
def place_hold(
    *,
    by: Viewer,
    covers: HoldOn,
    reason: str,
    from_on: date,
    until_on: date | None = None,
    series: Series | None = None,
    subject_id: uuid.UUID | None = None,
) -> uuid.UUID:
    """廃棄を止める: at once, by one person; a reason is asked for, an end is not."""
    policies.check_may_keep(by)
    check_reason(reason, "止める理由")
    if until_on and until_on < from_on:
        raise CustodyRefused("終わりの日は、始まりの日より後にしてください。")
    if (covers is HoldOn.SERIES) != (series is not None) or (covers is HoldOn.SERIES) == (subject_id is not None):
        raise CustodyRefused("止める範囲に合わせて、番号か記録のまとまりのどちらかを選んでください。")
    hold = LegalHold.objects.create(
        municipality_id=by.municipality_id,
        covers=covers,
        series=series or "",
        subject_id=subject_id,
        reason=reason.strip(),
        from_on=from_on,
        until_on=until_on,
        placed_by_id=by.staff_id,
        placed_at=by.at,
    )
    target = f"{covers.value}:{subject_id}" if subject_id else ""
    _record("hold_placed", by, target=target, covers=covers.value, series=series.value if series else "")
    return hold.pk


@transaction.atomic
def lift_hold(*, by: Viewer, hold_id: uuid.UUID, reason: str) -> None:
    """止めを解く: by a supervisor other than the one who placed it."""
    hold = LegalHold.objects.select_for_update().filter(pk=hold_id, municipality_id=by.municipality_id).first()
    if hold is None:
        raise Unseen
    policies.check_may_decide(by, prepared_by=hold.placed_by_id)
    check_reason(reason, "解く理由")
    if hold.lifted_on:
        raise CustodyRefused("この止めは、すでに解かれています。")
    hold.lifted_on, hold.lifted_by_id, hold.lift_reason = by.on, by.staff_id, reason.strip()
    hold.save(update_fields=["lifted_on", "lifted_by", "lift_reason"])
    target = f"{hold.covers}:{hold.subject_id}" if hold.subject_id else ""
    _record("hold_lifted", by, target=target, covers=hold.covers, series=hold.series)


@transaction.atomic
def propose_disposal(*, by: Viewer, series: Series, subject_id: uuid.UUID) -> uuid.UUID:
    """廃棄の案を作る: nothing goes yet. Refused before the time, under a hold, or while something hangs from it."""
    policies.check_may_keep(by)
    rule, ended = check_may_go(by.municipality_id, series, subject_id, on=by.on)
    proposed = Disposal.objects.filter(municipality_id=by.municipality_id, subject_id=subject_id)
    if proposed.filter(state=DisposalState.PROPOSED).exists():
        raise CustodyRefused("この記録の廃棄の案は、すでにあります。二人目の確かめを待っています。")
    made = Disposal.objects.create(
        municipality_id=by.municipality_id,
        series=series,
        subject_id=subject_id,
        rule_id=rule.rule_id,
        ended_on=ended.ended_on,
        kept_until_on=ended.kept_until,
        proposed_by_id=by.staff_id,
        proposed_at=by.at,
    )
    _record("disposal_proposed", by, target=_target(made), disposal=str(made.pk))
    return made.pk


def _target(row: Disposal) -> str:
    return f"{'person' if row.series == Series.REGISTER else 'case'}:{row.subject_id}"


def _proposed(by: Viewer, disposal_id: uuid.UUID) -> Disposal:
    row = Disposal.objects.select_for_update().filter(pk=disposal_id, municipality_id=by.municipality_id).first()
    if row is None:
        raise Unseen
    if row.state != DisposalState.PROPOSED:
        raise CustodyRefused("この案は、もう終わっています。")
    return row


@transaction.atomic
def give_up_disposal(*, by: Viewer, disposal_id: uuid.UUID) -> None:
    """案を取りやめる: either of them, at any time before."""
    policies.check_may_keep(by)
    row = _proposed(by, disposal_id)
    row.state = DisposalState.GIVEN_UP
    row.save(update_fields=["state"])
    _record("disposal_given_up", by, target=_target(row), disposal=str(row.pk))


@transaction.atomic
def agree_disposal(*, by: Viewer, disposal_id: uuid.UUID) -> None:
    """廃棄する: a second person, a supervisor; everything is asked again, then every room erases, in one transaction."""
    row = _proposed(by, disposal_id)
    policies.check_may_decide(by, prepared_by=row.proposed_by_id)
    series = Series(row.series)
    check_may_go(by.municipality_id, series, row.subject_id, on=by.on)
    erased = _erase(by.municipality_id, _subjects(by.municipality_id, series, row.subject_id))
    row.state, row.agreed_by_id, row.agreed_at = DisposalState.DONE, by.staff_id, by.at
    row.number = _next_number(by)
    row.counts = [[one.title, one.count] for one in erased]
    row.digest = _digest(row)
    row.save(update_fields=["state", "agreed_by", "agreed_at", "number", "counts", "digest"])
    _record(
        "records_disposed",
        by,
        target=_target(row),
        disposal=str(row.pk),
        number=row.number,
        rows=sum(one.count for one in erased),
        digest=row.digest,
    )


def _subjects(town: int, series: Series, subject_id: uuid.UUID) -> Subjects:
    if series is not Series.REGISTER:
        return Subjects(cases=frozenset({subject_id}))
    records = frozenset(records_of(town, [subject_id]))
    return Subjects(people=records, numbers=numbers_of(records))


def _erase(town: int, subjects: Subjects) -> tuple[Erased, ...]:
    """From the top of the house to its ground: what hangs from a record goes before it."""
    people.check_not_on_its_way(subjects)
    casework.check_not_on_its_way(subjects)
    return (
        *cut_keys(town, subjects),
        *erase_rows(RECORDS, subjects),
        *erase_voices(casework.visits_of(subjects)),
        *meetings.erase(subjects),
        *success_cases.erase(subjects),
        *collaboration.erase(subjects),
        *programmes.erase(subjects),
        *resources.erase(subjects),
        *casework.erase(subjects),
        *people.erase(subjects),
        *access.erase(subjects),
    )


def _next_number(by: Viewer) -> str:
    year = f"{by.on.year}-"
    numbers = Disposal.objects.select_for_update().filter(municipality_id=by.municipality_id, number__startswith=year)
    last = max((int(one.removeprefix(year)) for one in numbers.values_list("number", flat=True)), default=0)
    return f"{year}{last + 1:04}"


def _digest(row: Disposal) -> str:
    """証明の指紋: over everything that the certificate says, so that a changed one shows."""
    told = {
        "number": row.number,
        "series": row.series,
        "subject": str(row.subject_id),
        "rule": row.rule_id,
        "ended": row.ended_on.isoformat(),
        "kept_until": row.kept_until_on.isoformat(),
        "proposed": [row.proposed_by_id, row.proposed_at.isoformat()],
        "agreed": [row.agreed_by_id, row.agreed_at.isoformat() if row.agreed_at else ""],
        "counts": row.counts,
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
