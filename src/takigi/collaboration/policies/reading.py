"""何を見てよいか: for each case, relation and class of information, what the matrix says now, and why."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from takigi.access.decide import Circumstances, Decision, MeetingPhase, decide, widest
from takigi.access.disclosure_bases import DisclosureBasis
from takigi.access.grounds import Unseen, Viewer
from takigi.access.information import CASE_CLASSES, Information
from takigi.access.legal_bases import LegalBasis
from takigi.access.matrix import Code, View
from takigi.access.queries import has_oath
from takigi.access.relations import Relation
from takigi.collaboration.models import CaseOnAgenda, Opened, Seat, SharedCase
from takigi.collaboration.policies.relations import has_left, relations_of
from takigi.collaboration.rules.agenda import is_open, phase_at
from takigi.collaboration.rules.words import target_of
from takigi.people.queries.consents import granted_scopes
from takigi.people.queries.names import listed_ids
from takigi.people.rules import ConsentPurpose, ConsentScope

# MTG is about logistics and no case class, but it is asked for each case all the same.
ASKED = (*(one for one in Information if one in CASE_CLASSES), Information.MTG)
NO_SCOPE = ConsentScope()
# What opens more than the relation by itself; the other codes only say how much of it is shown.
OPENING = frozenset(
    {
        Code.CONSENT,
        Code.SENSITIVE_CONSENT,
        Code.DISCLOSED,
        Code.DISCLOSED_AS_NECESSARY,
        Code.ATTENDED,
        Code.LISTED,
        Code.EMERGENCY,
    }
)
# Whoever stands in one of these has a reason to know that the case exists.
KNOWING = frozenset(
    {
        Relation.OWN,
        Relation.OWN_SUP,
        Relation.OWN_PEER,
        Relation.COOP,
        Relation.COOP_REQ,
        Relation.STN,
        Relation.STN_PRE,
        Relation.SEC,
        Relation.PART,
        Relation.COM,
    }
)


@dataclass(frozen=True)
class Agenda:
    """議題: what one meeting has open of a case for this viewer at this moment."""

    agenda_item_id: uuid.UUID
    phase: MeetingPhase
    is_attendee: bool
    has_oath: bool
    is_returned: bool  # what was handed out has come back: decisions stay, papers do not (R15)
    # Class → whether its necessity was written, and whose information it is (None: everybody's).
    opened: Mapping[Information, tuple[bool, frozenset[int] | None]]


@dataclass(frozen=True)
class Reading:
    """閲覧: what one viewer may read of one case now. Refusals carry the sentence that says what would open it."""

    case_id: uuid.UUID
    relations: Mapping[Relation, frozenset[int]]
    decisions: Mapping[Information, Decision]
    # Which agencies' information a meeting has open, where that is the only way in; None: everybody's.
    disclosed_of: Mapping[Information, frozenset[int] | None] = field(default_factory=dict)

    def may(self, info_class: Information) -> bool:
        """Whether the class may be read at all."""
        return self.decisions[info_class].permitted

    def view(self, info_class: Information) -> View:
        """How much of it."""
        return self.decisions[info_class].view

    def why_not(self, info_class: Information) -> str:
        """The sentence in its place; empty where it may be read."""
        decision = self.decisions[info_class]
        return "" if decision.permitted else decision.because

    @property
    def agency_ids(self) -> frozenset[int]:
        """The agencies for which the viewer stands in any relation here."""
        return frozenset().union(*self.relations.values())

    @property
    def because(self) -> tuple[str, ...]:
        """閲覧の根拠: each relation's reason once, with what opened more; a mere limit is told only where nothing else opens."""
        told: dict[Relation, dict[str, None]] = {}
        for one in self.decisions.values():
            if one.permitted and one.relation is not None and one.code is not None:
                notes = told.setdefault(one.relation, {})
                if one.code in OPENING and one.code.note:
                    notes[one.code.note] = None
        plain = {one.relation for one in self.decisions.values() if one.permitted and one.code is Code.ALWAYS}
        limits = {one.relation: one.because for one in self.decisions.values() if one.permitted}
        return tuple(
            f"{relation.reason}（{'、'.join(notes)}）"
            if notes
            else relation.reason
            if relation in plain
            else limits[relation]
            for relation, notes in told.items()
        )


def readings(viewer: Viewer, case_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Reading]:
    """What the viewer may read of each case of the town. At most 14 queries, however many cases."""
    relations = relations_of(viewer, case_ids)
    roots = dict(SharedCase.objects.filter(pk__in=relations).values_list("pk", "case__person__root_id"))
    sharing = granted_scopes(roots.values(), ConsentPurpose.SHARING, on=viewer.on)
    meeting = granted_scopes(roots.values(), ConsentPurpose.MEETING, on=viewer.on)
    agendas = _agendas(viewer, roots, meeting)
    listed = listed_ids(viewer)
    return {
        pk: _reading(
            viewer,
            pk,
            held,
            sharing.get(roots[pk], NO_SCOPE),
            agendas[pk],
            is_listed=roots[pk] in listed,
        )
        for pk, held in relations.items()
    }


def reading_of(viewer: Viewer, case_id: uuid.UUID) -> Reading:
    """What the viewer may read of one case. Raises Unseen where nothing connects the viewer with it."""
    found = readings(viewer, [case_id]).get(case_id)
    if found is None or not found.relations.keys() & KNOWING:
        raise Unseen
    if not viewer.may_read_persons:
        raise Unseen
    return found


def _agendas(
    viewer: Viewer, roots: Mapping[uuid.UUID, uuid.UUID], meeting: Mapping[uuid.UUID, ConsentScope]
) -> dict[uuid.UUID, list[Agenda]]:
    """Every agenda item of the cases, as this viewer stands to it. Three queries, and one for each body's oath."""
    rows = list(CaseOnAgenda.objects.filter(case_id__in=roots))
    seats = {
        seat.agenda_id: seat
        for seat in Seat.objects.filter(agenda__in=rows, staff_id=viewer.staff_id, ended_at__isnull=True).exclude(
            has_left(viewer)
        )
    }
    opened = defaultdict(list)
    for one in Opened.objects.filter(agenda__in=rows, closed_at__isnull=True, opened_at__lte=viewer.at):
        opened[one.agenda_id].append(one)
    # Each body has the wording of its own law, as it stands on the day.
    asked = {(row.oath_body, LegalBasis(row.legal_basis)) for row in rows}
    oaths = {one: has_oath(viewer.staff_id, on=viewer.on, body=one[0], law=one[1]) for one in asked}
    found: dict[uuid.UUID, list[Agenda]] = defaultdict(list)
    for row in rows:
        seat = seats.get(row.pk)
        scope = meeting.get(roots[row.case_id])
        found[row.case_id].append(
            Agenda(
                agenda_item_id=row.pk,
                phase=phase_at(MeetingPhase(row.phase), row.opens_at, row.closes_at, viewer.at),
                is_attendee=seat is not None and (seat.accepted_at is not None or seat.has_attended),
                has_oath=oaths[row.oath_body, LegalBasis(row.legal_basis)],
                is_returned=seat is not None and seat.returned_at is not None,
                opened=_opened(viewer, opened[row.pk], LegalBasis(row.legal_basis), scope),
            )
        )
    return found


def _opened(
    viewer: Viewer, rows: list[Opened], law: LegalBasis, scope: ConsentScope | None
) -> dict[Information, tuple[bool, frozenset[int] | None]]:
    found: dict[Information, tuple[bool, frozenset[int] | None]] = {}
    for row in rows:
        info_class = Information(row.info_class)
        # A consent names agencies as well as classes (R2): it reaches the viewer through one of theirs.
        has_consent = (
            scope is not None and info_class.value in scope.classes and bool(scope.agency_ids & viewer.agency_ids)
        )
        if not is_open(info_class, DisclosureBasis(row.basis), law, has_consent=has_consent, on=viewer.on):
            continue
        needed, whose = found.get(info_class, (False, frozenset()))
        whose = None if row.opened_for_id is None or whose is None else whose | {row.opened_for_id}
        found[info_class] = (needed or bool(row.necessity_note), whose)
    return found


def _reading(
    viewer: Viewer,
    case_id: uuid.UUID,
    relations: Mapping[Relation, frozenset[int]],
    sharing: ConsentScope,
    agendas: list[Agenda],
    *,
    is_listed: bool,
) -> Reading:
    always = {
        "is_active": viewer.is_active,
        "has_oath": viewer.has_oath,
        "has_emergency_access": target_of(case_id) in viewer.emergency_targets,
        "is_own_agency": True,  # a record of another agency is left out by the query that reads it
        "is_own_entry": True,  # and so is another's entry
        "is_listed": is_listed,
    }
    decisions = {}
    for info_class in ASKED:
        taken = []
        for relation, agency_ids in relations.items():
            has_consent = any(sharing.covers(one, info_class.value, on=viewer.on) for one in agency_ids)
            consent = {"has_consent": has_consent, "has_sensitive_scope": has_consent}
            taken.append(decide(relation, info_class, Circumstances(**always, **consent)))
            taken.extend(
                decide(relation, info_class, Circumstances(**always, **consent, **_in_meeting(agenda, info_class)))
                for agenda in agendas
            )
        decisions[info_class] = widest(taken)
    return Reading(case_id, relations, decisions, _disclosed_of(agendas))


def _in_meeting(agenda: Agenda, info_class: Information) -> dict[str, object]:
    is_opened = info_class in agenda.opened and agenda.has_oath and not agenda.is_returned
    return {
        "phase": agenda.phase,
        # Materials and minutes of the meeting itself are open to its attendees without being disclosed class by class.
        "is_disclosed": is_opened or (info_class is Information.MREC and agenda.has_oath),
        "has_necessity_note": is_opened and agenda.opened[info_class][0],
        "is_attendee": agenda.is_attendee,
    }


def _disclosed_of(agendas: list[Agenda]) -> dict[Information, frozenset[int] | None]:
    found: dict[Information, frozenset[int] | None] = {}
    for agenda in agendas:
        for info_class, (_, whose) in agenda.opened.items():
            known = found.get(info_class, frozenset())
            found[info_class] = None if whose is None or known is None else known | whose
    return found
