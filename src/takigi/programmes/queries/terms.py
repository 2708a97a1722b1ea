"""事業の決めごとの読み取り: templates, what the town has adopted, and the terms in force on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from takigi.access.grounds import Viewer
from takigi.organisations import queries as organisations
from takigi.programmes.models import Programme, ProgrammeTerms
from takigi.programmes.policies import arranges, check_at_the_desk, seen_programme
from takigi.programmes.rules.templates import Terms
from takigi.programmes.rules.words import ProgrammeKind, ProgrammeRefused


def _terms_of(row: ProgrammeTerms) -> Terms:
    return Terms(
        weeks=row.weeks,
        sessions=row.sessions,
        minutes=row.minutes,
        extension_months=row.extension_months,
        fee_yen=row.fee_yen,
        extension_fee_yen=row.extension_fee_yen,
        follow_up_weeks=row.follow_up_weeks,
        has_transport=row.has_transport,
        steps=tuple((str(when), str(what)) for when, what in row.steps),
        source=row.source,
        is_verified=row.is_verified,
    )


def terms_on(programme_id: int, *, on: date) -> Terms:
    """The terms in force on the day: the newest that have begun. One query.

    Refused before the first of them.
    """
    row = (
        ProgrammeTerms.objects.filter(programme_id=programme_id, from_on__lte=on)
        .order_by("-from_on", "-recorded_at", "-pk")
        .first()
    )
    if row is None:
        raise ProgrammeRefused("その日には、この事業はまだ始まっていません。日付か、事業の決めごとを確かめてください。")
    return _terms_of(row)


@dataclass(frozen=True)
class TermsLine:
    """決めごとの一つの版."""

    from_on: date
    terms: Terms
    reason: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True)
class ProgrammeCard:
    """事業: what it gives today, and every earlier edition, newest first."""

    programme_id: int
    name: str
    kind: ProgrammeKind
    note: str
    template: str
    terms: Terms | None
    editions: tuple[TermsLine, ...]


def programmes(viewer: Viewer) -> tuple[ProgrammeCard, ...]:
    """事業の一覧: the town's programmes with their terms. Three queries, however many there are."""
    check_at_the_desk(viewer)
    rows = Programme.objects.filter(municipality_id=viewer.municipality_id).order_by("name")
    return _cards(viewer, list(rows))


def programme_card(viewer: Viewer, programme_id: int) -> ProgrammeCard:
    """One programme with all its editions. Three queries."""
    return _cards(viewer, [seen_programme(viewer, programme_id)])[0]


def _cards(viewer: Viewer, rows: Iterable[Programme]) -> tuple[ProgrammeCard, ...]:
    rows = list(rows)
    editions: dict[int, list[ProgrammeTerms]] = {row.pk: [] for row in rows}
    for one in ProgrammeTerms.objects.filter(programme__in=rows).order_by("-from_on", "-recorded_at", "-pk"):
        editions[one.programme_id].append(one)
    staff_ids = {one.recorded_by_id for group in editions.values() for one in group if one.recorded_by_id}
    staff = organisations.names_of_staff(viewer.municipality_id, staff_ids)
    return tuple(
        ProgrammeCard(
            row.pk,
            row.name,
            ProgrammeKind(row.kind),
            row.note,
            row.template,
            next((_terms_of(one) for one in editions[row.pk] if one.from_on <= viewer.on), None),
            tuple(
                TermsLine(
                    one.from_on, _terms_of(one), one.reason, one.recorded_at, staff.get(one.recorded_by_id or 0, "")
                )
                for one in editions[row.pk]
            ),
        )
        for row in rows
    )


def may_arrange(viewer: Viewer) -> bool:
    """Whether the viewer decides about programmes and courses."""
    return arranges(viewer)
