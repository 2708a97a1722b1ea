"""経過・課題・まとまりの読み取り: what happened, newest first; what was put right stays under it; sensitive issues only where they are open."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.access.information import Information
from takigi.access.write_matrix import Action
from takigi.collaboration.models import Contact, Episode, HouseholdMember, IssueTag
from takigi.collaboration.queries.reading import SharedHead, head_of
from takigi.collaboration.rules.contacts import Direction, Method
from takigi.collaboration.rules.issue_codes import ISSUES, SENSITIVE
from takigi.collaboration.rules.words import Source
from takigi.kernel.turning import page_in
from takigi.organisations import queries as organisations

PAGE = 50


@dataclass(frozen=True)
class ContactLine:
    """経過の一行. `earlier`: the words that it put right."""

    contact_id: uuid.UUID
    happened_on: date
    direction: Direction
    method: Method
    with_whom: str
    agency: str
    agency_id: int | None
    staff: str
    staff_id: int | None
    is_via_station: bool
    fact_text: str
    opinion_text: str
    by: str
    recorded_at: datetime
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True)
class IssueLine:
    """課題の一行."""

    issue_id: int
    label: str
    of: str
    since_on: date | None
    source: Source
    resolved_on: date | None


@dataclass(frozen=True)
class EpisodeLine:
    """相談のまとまりの一行."""

    episode_id: uuid.UUID
    opened_on: date
    closed_on: date | None
    issues: tuple[str, ...]
    is_again: bool


@dataclass(frozen=True)
class RecordsPage:
    """経過・課題・まとまり."""

    head: SharedHead
    contacts: tuple[ContactLine, ...]
    total: int
    page: int
    issues: tuple[IssueLine, ...]
    why_hidden: str  # said whether there is a sensitive issue or not: that there is one is itself sensitive
    episodes: tuple[EpisodeLine, ...]

    @property
    def may_write(self) -> bool:
        """Whether the viewer writes here."""
        return Action.RECORD_CASE in self.head.actions and self.head.is_open


def records_page(viewer: Viewer, case_id: uuid.UUID, *, page: int = 1) -> RecordsPage:
    """経過 (ASSESS), fifty to a page. Reading is recorded with its ground. At most 30 queries."""
    head = _readable(viewer, case_id)
    rows = Contact.objects.filter(case_id=case_id, replaced_by__isnull=True)
    total = rows.count()
    page = page_in(page, total, PAGE)
    listed = list(rows.order_by("-happened_on", "-recorded_at", "pk")[(page - 1) * PAGE : page * PAGE])
    return RecordsPage(
        head=head,
        contacts=tuple(_lines(viewer, listed)),
        total=total,
        page=page,
        issues=tuple(_issues(case_id, head)),
        why_hidden=head.why_not(Information.SENS),
        episodes=tuple(_episodes(case_id, head)),
    )


def _readable(viewer: Viewer, case_id: uuid.UUID) -> SharedHead:
    head, _ = head_of(viewer, case_id)
    if not head.may(Information.ASSESS):
        raise NotPermitted(head.why_not(Information.ASSESS))
    return head


def contact_to_replace(viewer: Viewer, case_id: uuid.UUID, contact_id: uuid.UUID) -> tuple[SharedHead, ContactLine]:
    """One contact, for the form that puts it right. At most 24 queries."""
    head = _readable(viewer, case_id)
    row = Contact.objects.filter(case_id=case_id, pk=contact_id, replaced_by__isnull=True).first()
    if row is None:
        raise Unseen
    return head, next(iter(_lines(viewer, [row])))


def _lines(viewer: Viewer, rows: list[Contact]) -> list[ContactLine]:
    agencies = organisations.names_of_agencies(
        viewer.municipality_id, {one.counterpart_agency_id for one in rows if one.counterpart_agency_id}
    )
    ids = {one.recorded_by_id for one in rows} | {one.counterpart_staff_id for one in rows if one.counterpart_staff_id}
    staff = organisations.names_of_staff(viewer.municipality_id, ids)
    earlier = _earlier(rows)
    return [
        ContactLine(
            contact_id=one.pk,
            happened_on=one.happened_on,
            direction=Direction(one.direction),
            method=Method(one.method),
            with_whom=one.with_whom,
            agency=agencies.get(one.counterpart_agency_id or 0, ""),
            agency_id=one.counterpart_agency_id,
            staff=staff.get(one.counterpart_staff_id or 0, ""),
            staff_id=one.counterpart_staff_id,
            is_via_station=one.is_via_station,
            fact_text=one.fact_text,
            opinion_text=one.opinion_text,
            by=staff.get(one.recorded_by_id, ""),
            recorded_at=one.recorded_at,
            earlier=tuple(earlier.get(one.pk, ())),
        )
        for one in rows
    ]


def _earlier(rows: list[Contact]) -> dict[uuid.UUID, list[str]]:
    """The replaced words under each record, the latest first: one query for all records of the cases."""
    wanted = {one.pk: one.replaces_id for one in rows if one.replaces_id}
    if not wanted:
        return {}
    case_ids = {one.case_id for one in rows}
    old = {one.pk: one for one in Contact.objects.filter(case_id__in=case_ids, replaced_by__isnull=False)}
    found: dict[uuid.UUID, list[str]] = {}
    for pk, before in wanted.items():
        chain, step = found.setdefault(pk, []), before
        while step in old:
            chain.append(old[step].fact_text)
            step = old[step].replaces_id
    return found


def _issues(case_id: uuid.UUID, head: SharedHead) -> list[IssueLine]:
    rows = list(IssueTag.objects.filter(case_id=case_id).order_by("resolved_on", "recorded_at", "pk"))
    shown = [one for one in rows if one.code not in SENSITIVE or head.may(Information.SENS)]
    members = HouseholdMember.objects.filter(pk__in={one.member_id for one in shown if one.member_id})
    # What somebody is to 本人 belongs to the household: without HH it is one of its people.
    knows_kin = head.may(Information.HH)
    kin = {one.pk: one.get_kinship_display() if knows_kin else "世帯の人" for one in members}
    return [
        IssueLine(
            issue_id=one.pk,
            label=ISSUES.label(one.code),
            of=kin.get(one.member_id, "") if one.member_id else "世帯",
            since_on=one.since_on,
            source=Source(one.source),
            resolved_on=one.resolved_on,
        )
        for one in shown
    ]


def _episodes(case_id: uuid.UUID, head: SharedHead) -> list[EpisodeLine]:
    may = head.may(Information.SENS)
    return [
        EpisodeLine(
            episode_id=one.pk,
            opened_on=one.opened_on,
            closed_on=one.closed_on,
            issues=tuple(ISSUES.label(code) for code in one.issue_codes if may or code not in SENSITIVE),
            is_again=one.reopened_of_id is not None,
        )
        for one in Episode.objects.filter(case_id=case_id).order_by("-opened_on", "-recorded_at")
    ]


def colleagues(viewer: Viewer) -> list[tuple[int, str]]:
    """相手の職員: everybody who works for the town today but oneself, with where. Two queries."""
    people = []
    for one in organisations.staff_list(viewer.municipality_id):
        held = [p for p in one.posts if p.from_on <= viewer.on and (p.ended_on is None or viewer.on < p.ended_on)]
        if held and one.staff_id != viewer.staff_id:
            people.append((one.staff_id, f"{held[0].agency_name}　{one.name}"))
    return sorted(people, key=lambda one: one[1])


def members_to_tag(viewer: Viewer, head: SharedHead) -> list[tuple[uuid.UUID, str]]:
    """People of the household, by what they are to 本人. One query."""
    if not head.may(Information.HH):
        return []
    rows = HouseholdMember.objects.filter(case_id=head.case_id, ended_at__isnull=True).order_by("order", "recorded_at")
    return [(one.pk, f"{one.get_kinship_display()}　{one.name}".strip()) for one in rows]
