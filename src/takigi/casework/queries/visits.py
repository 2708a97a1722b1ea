"""訪問を読む: the desk at which a visit is written, what others wrote meanwhile, confirmed visits, what is taken along."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from takigi.access.grounds import NotPermitted, Unseen, Viewer, why
from takigi.audit import actions as audit
from takigi.casework import policies
from takigi.casework.models import Case, Companion, Visit, VisitDraft, VisitOption
from takigi.casework.queries.cases import CaseHead, case_head
from takigi.casework.queries.visit_values import next_draft_id, next_draft_ids, values_of_visit
from takigi.casework.rules.states import FINAL
from takigi.casework.rules.visit_merging import Entry, Value, from_stored
from takigi.casework.rules.visit_words import OptionKind, Reaction
from takigi.organisations import queries as organisations
from takigi.people.queries.names import named_persons

MAY_VISIT = "訪問を書けるのは、担当のセンターの職員と、同行する職員です。"


@dataclass(frozen=True)
class VisitDesk:
    """訪問を書く机: the case, the draft as it stands, and who wrote in it."""

    head: CaseHead
    draft_id: uuid.UUID
    version: int
    entries: Mapping[str, Entry]
    updated_at: datetime | None
    names: Mapping[int, str]
    revises_id: uuid.UUID | None
    revises_on: date | None


def visit_desk(viewer: Viewer, case_id: uuid.UUID) -> VisitDesk:
    """The open draft of the case, or the empty one that the next visit will fill. Records the reading. At most 18 queries."""
    head = case_head(viewer, case_id)
    if not head.may_visit:
        raise NotPermitted(MAY_VISIT)
    draft = VisitDraft.objects.filter(case_id=case_id, ended_at__isnull=True).select_related("revises").first()
    entries = from_stored(draft.entries) if draft else {}
    return VisitDesk(
        head=head,
        draft_id=draft.pk if draft else next_draft_id(case_id),
        version=draft.version if draft else 0,
        entries=entries,
        updated_at=draft.updated_at if draft else None,
        names=names_in(viewer, entries),
        revises_id=draft.revises_id if draft else None,
        revises_on=draft.revises.visited_on if draft and draft.revises else None,
    )


def names_in(viewer: Viewer, entries: Mapping[str, Entry]) -> dict[int, str]:
    """Who wrote what stands in a draft. One query."""
    ids = {one.by for entry in entries.values() for one in (entry.kept, *entry.rivals)}
    return organisations.names_of_staff(viewer.municipality_id, ids) if ids else {}


@dataclass(frozen=True)
class VisitNews:
    """What has changed in a draft since a version."""

    draft_id: uuid.UUID
    version: int
    entries: Mapping[str, Entry]
    names: Mapping[int, str]
    ended_as: str
    confirmed_id: uuid.UUID | None


def check_may_visit(viewer: Viewer, case_id: uuid.UUID) -> None:
    """Unseen without a ground, NotPermitted for whoever only reads. Two queries."""
    case = policies.seen_case(viewer, case_id)
    if not (policies.may_record(viewer, case) or policies.accompanies(viewer, case)):
        raise NotPermitted(MAY_VISIT)


def visit_news(viewer: Viewer, case_id: uuid.UUID, draft_id: uuid.UUID, *, since: int) -> VisitNews:
    """For the page that is open already: only what is new, so that looking again and again costs little. Five queries."""
    check_may_visit(viewer, case_id)
    draft = VisitDraft.objects.filter(pk=draft_id, case_id=case_id).first()
    if draft is None:
        return VisitNews(draft_id, 0, {}, {}, "", None)
    entries = {name: entry for name, entry in from_stored(draft.entries).items() if entry.version > since}
    confirmed = Visit.objects.filter(pk=draft_id).values_list("pk", flat=True).first()
    return VisitNews(draft_id, draft.version, entries, names_in(viewer, entries), draft.ended_as, confirmed)


@dataclass(frozen=True)
class VisitLine:
    """訪問の一行."""

    visit_id: uuid.UUID
    visited_on: date
    reaction: str
    chosen: tuple[str, ...]
    minutes: int | None
    is_replaced: bool


@dataclass(frozen=True)
class CaseVisits:
    """A case's visits, newest first, and the draft that is open."""

    visits: tuple[VisitLine, ...]
    draft_from: datetime | None
    draft_at: datetime | None
    draft_by: str


def visits_of(viewer: Viewer, case_id: uuid.UUID) -> CaseVisits:
    """For the case's page, which has recorded the reading. Six queries, however many visits there were."""
    case = policies.seen_case(viewer, case_id)
    rows = list(Visit.objects.filter(case=case).order_by("-visited_on", "-recorded_at"))
    replaced = {row.replaces_id for row in rows}
    chosen: dict[uuid.UUID, list[str]] = {}
    for visit_id, kind in VisitOption.objects.filter(visit__in=rows, is_chosen=True).values_list("visit_id", "kind"):
        chosen.setdefault(visit_id, []).append(OptionKind(kind).label)
    draft = VisitDraft.objects.filter(case=case, ended_at__isnull=True).first()
    names = organisations.names_of_staff(viewer.municipality_id, {draft.updated_by_id}) if draft else {}
    return CaseVisits(
        visits=tuple(
            VisitLine(
                row.pk,
                row.visited_on,
                Reaction(row.reaction).label if row.reaction else "",
                tuple(chosen.get(row.pk, [])),
                row.minutes,
                row.pk in replaced,
            )
            for row in rows
        ),
        draft_from=draft.started_at if draft else None,
        draft_at=draft.updated_at if draft else None,
        draft_by=names.get(draft.updated_by_id, "") if draft else "",
    )


@dataclass(frozen=True)
class VisitFile:
    """訪問の記録: one confirmed visit in full."""

    head: CaseHead
    visit_id: uuid.UUID
    visited_on: date
    values: Mapping[str, Value]
    recorded_at: datetime
    recorded_by: str
    replaces_id: uuid.UUID | None
    replaced_by_id: uuid.UUID | None


def visit_file(viewer: Viewer, case_id: uuid.UUID, visit_id: uuid.UUID) -> VisitFile:
    """One visit of the case. The reading of the case is recorded. At most 21 queries."""
    head = case_head(viewer, case_id)
    visit = Visit.objects.filter(pk=visit_id, case_id=case_id).first()
    if visit is None:
        raise Unseen
    later = Visit.objects.filter(replaces=visit).values_list("pk", flat=True).first()
    names = organisations.names_of_staff(viewer.municipality_id, {visit.recorded_by_id})
    return VisitFile(
        head,
        visit.pk,
        visit.visited_on,
        values_of_visit(visit),
        visit.recorded_at,
        names.get(visit.recorded_by_id, ""),
        visit.replaces_id,
        later,
    )


@dataclass(frozen=True)
class ArrangedVisit:
    """約束のある訪問, or a draft that was begun. `last` is when somebody wrote in it."""

    case_id: uuid.UUID
    name: str
    name_kana: str
    scheduled_on: date | None
    last_at: datetime | None
    last_by: str


def arranged_visits(viewer: Viewer, *, days: Iterable[date]) -> list[ArrangedVisit]:
    """The visits of these days that are one's own or that one goes along to, and who they go to. Recorded as a list. Ten queries."""
    rows = list(_own_visits(viewer).filter(scheduled_visit_on__in=set(days)).order_by("scheduled_visit_on", "pk"))
    return _arranged(viewer, rows, {})


def open_drafts(viewer: Viewer) -> list[ArrangedVisit]:
    """Drafts of visits in one's own cases, or begun by oneself, last written first. Recorded as a list. Eleven queries."""
    cases = policies.visible_cases(viewer)
    drafts = {
        draft.case_id: draft
        for draft in VisitDraft.objects.filter(ended_at__isnull=True, case__in=cases).select_related("case")
        if viewer.staff_id in {draft.started_by_id, draft.updated_by_id, draft.case.owner_id}
    }
    ordered = sorted(drafts.values(), key=lambda draft: draft.updated_at, reverse=True)
    return _arranged(viewer, [draft.case for draft in ordered], drafts)


def _own_visits(viewer: Viewer) -> QuerySet[Case]:
    along = Companion.objects.filter(staff_id=viewer.staff_id, from_on__lte=viewer.on, until_on__gte=viewer.on)
    mine = Q(owner_id=viewer.staff_id) | Q(pk__in=along.values("case_id"))
    return policies.visible_cases(viewer).exclude(state__in=FINAL).filter(mine)


def _arranged(viewer: Viewer, cases: list[Case], drafts: Mapping[uuid.UUID, VisitDraft]) -> list[ArrangedVisit]:
    persons = named_persons(viewer.municipality_id, {case.person_id for case in cases})
    staff = organisations.names_of_staff(viewer.municipality_id, {draft.updated_by_id for draft in drafts.values()})
    # A list of names is a reading too.
    if cases:
        audit.note_reading(
            "",
            municipality_id=viewer.municipality_id,
            by=viewer.staff_id,
            at=viewer.at,
            because=["訪問の予定と下書きの一覧"],
            shown=[policies.target_of(case.pk) for case in cases],
        )
    found = []
    for case in cases:
        person, draft = persons[case.person_id], drafts.get(case.pk)
        found.append(
            ArrangedVisit(
                case.pk,
                person.name,
                person.name_kana,
                case.scheduled_visit_on,
                draft.updated_at if draft else None,
                staff.get(draft.updated_by_id, "") if draft else "",
            )
        )
    return found


@dataclass(frozen=True)
class PackedVisit:
    """持ち出す訪問: the least that is needed at somebody's door. No address, no number, no telephone."""

    case_id: uuid.UUID
    draft_id: uuid.UUID
    name: str
    name_kana: str
    birth: str
    state: str
    reason_text: str
    version: int
    entries: Mapping[str, Entry]
    names: Mapping[int, str]
    because: tuple[str, ...]


def visits_to_take_along(viewer: Viewer, *, day: date) -> list[PackedVisit]:
    """One's own visits of one day, for a device that will be without a network. The taking along is recorded, case by case;
    beside those readings it costs the same for one and for many."""
    cases = list(_own_visits(viewer).filter(scheduled_visit_on=day).order_by("pk"))
    persons = named_persons(viewer.municipality_id, {case.person_id for case in cases})
    drafts = {one.case_id: one for one in VisitDraft.objects.filter(case__in=cases, ended_at__isnull=True)}
    entries = {case_id: from_stored(draft.entries) for case_id, draft in drafts.items()}
    names = names_in(viewer, {f"{case_id} {name}": e for case_id, one in entries.items() for name, e in one.items()})
    fresh = next_draft_ids([case.pk for case in cases])
    packed = []
    for case in cases:
        person, draft = persons[case.person_id], drafts.get(case.pk)
        packed.append(
            PackedVisit(
                case.pk,
                draft.pk if draft else fresh[case.pk],
                person.name,
                person.name_kana,
                person.birth.in_japanese if person.birth else "",
                case.state,
                case.reason_text,
                draft.version if draft else 0,
                entries.get(case.pk, {}),
                names,
                tuple(why(policies.VIEWING, viewer, case)),
            )
        )
    if not packed:
        return []
    audit.record(
        "casework.visits_taken_along",
        municipality_id=viewer.municipality_id,
        by=viewer.staff_id,
        at=viewer.at,
        because=sorted({reason for one in packed for reason in one.because}),
        detail={"cases": len(packed)},
        shown=[policies.target_of(one.case_id) for one in packed],
    )
    return packed
