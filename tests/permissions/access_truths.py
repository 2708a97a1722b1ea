"""判定表の手書きの答え: every circumstance there is, and which of them open what, written without the code's table."""

from functools import cache
from itertools import product
from typing import NamedTuple

from takigi.access.decide import Circumstances, MeetingPhase
from takigi.access.information import Information
from takigi.access.matrix import View
from takigi.access.relations import Relation


class Point(NamedTuple):
    """One of the 28,672 circumstances, in the words of these tests."""

    phase: str
    active: bool
    oath: bool
    consent: bool
    sens_scope: bool
    disclosed: bool
    necessity: bool
    break_glass: bool
    own_agency: bool
    self: bool
    listed: bool
    attendee: bool
    small_n: bool


PHASES = ("draft", "accepted", "materials_open", "held", "grace", "closed", "cancelled")
FLAGS = Point._fields[1:]
POINTS = [Point(phase, *flags) for phase in PHASES for flags in product((False, True), repeat=len(FLAGS))]
CIRCUMSTANCES = [
    Circumstances(
        phase=MeetingPhase(point.phase),
        is_active=point.active,
        has_oath=point.oath,
        has_consent=point.consent,
        has_sensitive_scope=point.sens_scope,
        is_disclosed=point.disclosed,
        has_necessity_note=point.necessity,
        has_emergency_access=point.break_glass,
        is_own_agency=point.own_agency,
        is_own_entry=point.self,
        is_listed=point.listed,
        is_attendee=point.attendee,
        is_small_number=point.small_n,
    )
    for point in POINTS
]
RANK = {view: number for number, view in enumerate((View.NOTHING, *list(View)[:-1]))}
FULL, DECISIONS_ONLY, OWN_ENTRY, AGGREGATE = (
    RANK[view] for view in (View.FULL, View.DECISIONS_ONLY, View.OWN_ENTRY, View.AGGREGATE)
)
PAIRS = list(product(Relation, Information))
CASE = {"DEID", "IDENT", "HH", "ASSESS", "SENS", "LOC", "INTL", "MREC", "PLAN", "ROLE", "LEAD"}

# Written by hand, by information and by what opens it: another form than the grid, so that it can doubt the grid.
EVERYONE = "OWN OWN_SUP OWN_PEER COOP COOP_REQ STN STN_PRE SEC PART COM PAST EVAL ADM AUD NONE"
TRUTHS = f"""
DIR    | always                | {EVERYONE}
MTG    | always                | OWN OWN_SUP COOP STN SEC AUD
MTG    | own meetings          | COOP_REQ PART COM
DEID   | always                | OWN OWN_SUP COOP COOP_REQ STN STN_PRE SEC
DEID   | disclosed             | PART COM
IDENT  | always                | OWN OWN_SUP
IDENT  | emergency             | OWN_PEER COOP STN SEC
IDENT  | consent               | COOP STN SEC
IDENT  | disclosed             | COOP PART COM
IDENT  | disclosed early       | STN SEC
HH     | always                | OWN OWN_SUP
HH     | emergency             | OWN_PEER COOP STN SEC
HH     | consent               | COOP STN SEC
HH     | disclosed             | COOP PART
HH     | disclosed early       | STN SEC
ASSESS | always                | OWN OWN_SUP
ASSESS | emergency             | OWN_PEER COOP STN SEC
ASSESS | consent               | COOP STN SEC
ASSESS | disclosed             | COOP PART
ASSESS | disclosed early       | STN SEC
SENS   | always                | OWN OWN_SUP
SENS   | emergency             | OWN_PEER COOP STN SEC
SENS   | consent naming it     | COOP STN SEC
SENS   | needed                | COOP PART
SENS   | needed early          | STN SEC
LOC    | on the list           | OWN OWN_SUP
INTL   | own agency's          | OWN OWN_SUP COOP STN STN_PRE SEC
MREC   | always                | OWN OWN_SUP STN SEC
MREC   | disclosed             | COOP PART COM
MREC   | after attending       | COOP PART
PLAN   | always                | OWN OWN_SUP
PLAN   | consent               | COOP STN SEC
ROLE   | always                | OWN OWN_SUP COOP STN SEC
ROLE   | own entry             | COOP_REQ COM
ROLE   | after attending       | PART
WELL   | own entry             | OWN OWN_SUP OWN_PEER COOP COOP_REQ STN STN_PRE SEC PART COM PAST NONE
WELL   | large aggregate       | EVAL
STAT   | large aggregate       | OWN OWN_SUP OWN_PEER COOP COOP_REQ STN STN_PRE SEC PART COM EVAL AUD
AUDT   | own agency's          | OWN_SUP
AUDT   | always                | AUD
MEMB   | always                | SEC AUD
MEMB   | own entry             | OWN OWN_SUP OWN_PEER COOP COOP_REQ STN STN_PRE PART COM PAST NONE
LEAD   | always                | OWN OWN_SUP
LEAD   | consent               | COOP STN SEC
LEAD   | disclosed             | COOP PART COM
LEAD   | disclosed early       | STN SEC
"""
OPEN = ("materials_open", "held", "grace")
HOLDS = {
    "always": lambda p: True,
    "own meetings": lambda p: p.attendee,
    "consent": lambda p: p.consent,
    "consent naming it": lambda p: p.consent and p.sens_scope,
    "disclosed": lambda p: p.disclosed and p.attendee and p.phase in OPEN,
    "disclosed early": lambda p: p.disclosed and p.phase in ("accepted", *OPEN),
    "needed": lambda p: p.disclosed and p.necessity and p.attendee and p.phase in OPEN,
    "needed early": lambda p: p.disclosed and p.necessity and p.phase in ("accepted", *OPEN),
    "emergency": lambda p: p.break_glass,
    "on the list": lambda p: p.listed,
    "own agency's": lambda p: p.own_agency,
    "after attending": lambda p: p.attendee and p.phase in ("held", "grace", "closed"),
    "own entry": lambda p: p.self,
    "large aggregate": lambda p: not p.small_n,
}
SHOWN = {
    "own meetings": View.OWN_MEETINGS,
    "own agency's": View.OWN_AGENCY,
    "after attending": View.DECISIONS_ONLY,
    "own entry": View.OWN_ENTRY,
    "large aggregate": View.AGGREGATE,
}


def truths() -> dict[tuple[str, str], tuple[str, ...]]:
    ways: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in TRUTHS.strip().splitlines():
        info_class, way, relations = (part.strip() for part in row.split("|"))
        for relation in relations.split():
            ways[relation, info_class] = (*ways.get((relation, info_class), ()), way)
    return ways


WAYS = truths()


def by_hand(relation: str, info_class: str) -> bytes:
    """The view at each of the points, as a rank; 0 is a refusal."""
    return _shown(WAYS.get((relation, info_class), ()), info_class in CASE)


@cache
def _shown(ways: tuple[str, ...], is_about_a_case: bool) -> bytes:
    """The first way that holds decides the view; the rows above stand in that order."""
    shown = [(HOLDS[way], RANK[SHOWN.get(way, View.FULL)]) for way in ways]
    return bytes(
        next((view for holds, view in shown if holds(p)), 0) if p.active and (p.oath or not is_about_a_case) else 0
        for p in POINTS
    )
