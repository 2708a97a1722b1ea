"""だれがどの画面を見られるかの言葉: the columns of the table, and what a line may say."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from http import HTTPStatus

from tests.worlds import Role

SEEN, HIDDEN, REFUSED = HTTPStatus.OK, HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN
NOT_BY_GET = HTTPStatus.METHOD_NOT_ALLOWED
SIGN_IN, OATH, ELSEWHERE = "sign in first", "oath first", "sent on"

STAFF = frozenset(Role) - {Role.SUSPENDED, Role.NO_OATH}
INSURANCE = frozenset({Role.INSURANCE, Role.INSURANCE_HEAD})
# The person of the table lives in the east.
OWN_AREA = INSURANCE | {Role.EAST_NURSE, Role.EAST_HEAD}
OWN_CASE = frozenset({Role.EAST_NURSE, Role.EAST_HEAD})
CENTRES = frozenset({Role.EAST_NURSE, Role.EAST_HEAD, Role.WEST_NURSE, Role.NEIGHBOUR_NURSE})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR, Role.NEIGHBOUR_ADMINISTRATOR})
AUDITORS = frozenset({Role.AUDITOR, Role.NEIGHBOUR_AUDITOR})
# The town hall's own: the secretariat, and the insurance section's supervisors.
KEEPING_RECORDS = frozenset({Role.SECRETARIAT, Role.INSURANCE_HEAD})
# Auditors, and whoever leads a centre or the insurance section: what they are told is weighed record by record.
ASKING_WHO_READ = AUDITORS | {Role.EAST_HEAD, Role.INSURANCE_HEAD}

AT_PROGRAMMES = CENTRES | INSURANCE | {Role.PROVIDER, Role.PLANNER}
WITH_STORIES = CENTRES | INSURANCE | {Role.PLANNER, Role.SECRETARIAT, Role.STATION, Role.COORDINATOR}
STORY_READERS = frozenset({Role.EAST_NURSE, Role.EAST_HEAD, Role.PLANNER, Role.INSURANCE_HEAD})
# Whom something connects with the shared case of the town: its owner's side, who was asked, the station, the secretariat.
SHARED_OWNER = frozenset({Role.EAST_NURSE, Role.EAST_HEAD})
SHARED_ASKING = SHARED_OWNER | {Role.STATION, Role.SECRETARIAT}
SHARED_AROUND = SHARED_ASKING | {Role.COORDINATOR, Role.WEST_NURSE}
OF_THE_TOWN = STAFF - {Role.NEIGHBOUR_NURSE, Role.NEIGHBOUR_ADMINISTRATOR, Role.NEIGHBOUR_AUDITOR}
NEIGHBOURS = frozenset({Role.NEIGHBOUR_NURSE, Role.NEIGHBOUR_AUDITOR})
IN_THE_OFFICE = CENTRES | INSURANCE | {Role.PLANNER, Role.SECRETARIAT, Role.STATION, Role.COORDINATOR}
WITH_NUMBERS = IN_THE_OFFICE | AUDITORS | {Role.PROVIDER, Role.EVALUATOR}
ASKING = frozenset({Role.PLANNER, Role.SECRETARIAT, Role.STATION})
REPORTING = frozenset({Role.PLANNER, Role.EAST_HEAD, Role.INSURANCE_HEAD})
ARRANGING = INSURANCE | {Role.PLANNER, Role.EAST_HEAD}
WRITING_MINUTES = frozenset({Role.SECRETARIAT, Role.STATION})
AT_THE_MEETING = WRITING_MINUTES | {
    Role.EAST_NURSE,
    Role.EAST_HEAD,
    Role.WEST_NURSE,
    Role.COORDINATOR,
    Role.AUDITOR,
}
AT_THE_CONFERENCE = AT_THE_MEETING
# Nobody's case is talked about in a council: a head of a centre knows only of those they were asked to.
AT_THE_COUNCIL = AT_THE_MEETING - {Role.EAST_HEAD, Role.AUDITOR}
DECIDED_BY_THE_CENTRE = (
    "extension_decide",
    "episode_suspend",
    "episode_resume",
    "episode_move",
    "episode_end",
    "episode_end_undo",
)


@dataclass(frozen=True)
class Line:
    """One screen: who sees it, and what everybody else is answered."""

    seen_by: AbstractSet[Role] = STAFF
    others: object = REFUSED
    seen: object = SEEN
    signed_out: object = SIGN_IN
    before_settling: bool = False

    def expected(self, role: Role | None) -> object:
        """What a GET of the screen is answered for the role; None is somebody who has not signed in."""
        if role is None or role is Role.SUSPENDED:
            return self.signed_out
        if role is Role.NO_OATH:
            return self.seen if self.before_settling else OATH
        return self.seen if role in self.seen_by else self.others


def only(*roles: AbstractSet[Role] | Role, others: object = REFUSED, **more: object) -> Line:
    """A screen for these roles only."""
    wanted = frozenset().union(*({one} if isinstance(one, Role) else one for one in roles))
    return Line(wanted, others, **more)
