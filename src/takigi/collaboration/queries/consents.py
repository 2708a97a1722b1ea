"""同意の様子: what the person of a case and those around them have said about sharing, for those who may record it."""

import uuid
from dataclasses import dataclass

from takigi.access.grounds import NotPermitted, Viewer
from takigi.access.write_matrix import Action, is_open_to
from takigi.collaboration.models import HouseholdMember, SharedCase
from takigi.collaboration.policies.acting import known_relations
from takigi.collaboration.queries.households import linked_members
from takigi.people.queries.consents import ConsentLine, consent_lines_of
from takigi.people.rules import ConsentPurpose

# What a case asks about; the other purposes are asked where they belong.
ASKED_HERE = frozenset({ConsentPurpose.SHARING, ConsentPurpose.MEETING})


@dataclass(frozen=True)
class MemberConsents:
    """世帯の方の同意: what somebody of the household has said for themselves (R2)."""

    member_id: uuid.UUID
    name: str
    lines: tuple[ConsentLine, ...]


def case_consents(viewer: Viewer, case_id: uuid.UUID) -> list[ConsentLine]:
    """The states of 情報の共有 and 会議への提出, of a case in whose head the reading was noted. At most thirteen queries."""
    if not is_open_to(Action.RECORD_CONSENT, known_relations(viewer, case_id)):
        raise NotPermitted("同意の様子を見られるのは、同意を記録できる人です。")
    root = SharedCase.objects.values_list("case__person__root_id", flat=True).get(pk=case_id)
    return list(_asked_of(viewer, root))


def household_consents(viewer: Viewer, case_id: uuid.UUID) -> tuple[MemberConsents, ...]:
    """The same of those of the household who stand in the register; nobody where the household is closed to the viewer.

    34 queries at most, and three for each of them.
    """
    members = linked_members(viewer, case_id)
    rows = HouseholdMember.objects.filter(pk__in=[one.member_id for one in members])
    roots = dict(rows.values_list("pk", "person__root_id")) if members else {}
    return tuple(MemberConsents(one.member_id, one.name, _asked_of(viewer, roots[one.member_id])) for one in members)


def _asked_of(viewer: Viewer, root_id: uuid.UUID) -> tuple[ConsentLine, ...]:
    return tuple(line for line in consent_lines_of(root_id, on=viewer.on) if line.purpose in ASKED_HERE)
