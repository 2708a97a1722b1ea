"""机: which desks there are, for whom, and under which addresses their screens lie."""

from dataclasses import dataclass

from takigi.access.grounds import Viewer
from takigi.organisations.rules import Duty


@dataclass(frozen=True)
class Desk:
    """机. `duties` empty: everybody's. `paths`: the first pieces of the addresses that belong to it."""

    label: str
    icon: str
    url_name: str
    paths: frozenset[str]
    duties: frozenset[Duty] = frozenset()

    def is_for(self, viewer: Viewer) -> bool:
        """Nobody sees a desk that is not theirs. The screens behind it ask their own policies all the same."""
        return not self.duties or any(viewer.has_duty(duty) for duty in self.duties)


TODAY = Desk("今日", "today", "today", frozenset({"", "today"}))
PEOPLE = Desk("人", "people", "people", frozenset({"people"}), frozenset({Duty.CASEWORK, Duty.INSURANCE}))
CASEWORK = Desk("個別支援", "casework", "cases", frozenset({"cases", "successes"}), frozenset({Duty.CASEWORK}))
PROGRAMMES = Desk(
    "事業",
    "programmes",
    "programmes",
    frozenset({"programmes"}),
    frozenset({Duty.PROVISION, Duty.CASEWORK, Duty.INSURANCE}),
)
# Whoever can be asked to help with a household, and whoever looks after the helping.
TOGETHER = Desk(
    "つながり",
    "links",
    "together",
    frozenset({"together"}),
    frozenset(
        {
            Duty.CASEWORK,
            Duty.STATION,
            Duty.SECRETARIAT,
            Duty.COORDINATION,
            Duty.PROVISION,
            Duty.INSURANCE,
        }
    ),
)
PLACES = Desk(
    "地域",
    "area",
    "places",
    frozenset({"places"}),
    frozenset(
        {
            Duty.COORDINATION,
            Duty.CASEWORK,
            Duty.PROVISION,
            Duty.STATION,
            Duty.SECRETARIAT,
            Duty.INSURANCE,
            Duty.PLANNING,
        }
    ),
)
# Everybody may be invited to a meeting: what each sees there is a question of its own.
# Anybody who works here may be asked to a meeting; whoever has left is asked to none.
MEETINGS = Desk("会議", "meetings", "meetings", frozenset({"meetings"}), frozenset(Duty))
STORIES = Desk(
    "ストーリー",
    "story",
    "stories",
    frozenset({"stories"}),
    frozenset(
        {
            Duty.CASEWORK,
            Duty.INSURANCE,
            Duty.PLANNING,
            Duty.COORDINATION,
            Duty.STATION,
            Duty.SECRETARIAT,
            Duty.EVALUATION,
        }
    ),
)
NUMBERS = Desk(
    "数字",
    "figures",
    "numbers",
    frozenset({"numbers"}),
    frozenset(
        {
            Duty.CASEWORK,
            Duty.INSURANCE,
            Duty.PLANNING,
            Duty.SECRETARIAT,
            Duty.STATION,
            Duty.COORDINATION,
            Duty.PROVISION,
            Duty.EVALUATION,
            Duty.AUDIT,
        }
    ),
)
ADMINISTRATION = Desk(
    "管理",
    "admin",
    "administration",
    frozenset(
        {"administration", "imports", "duplicates", "staff", "agencies", "audit", "settings", "gallery", "records"}
    ),
    frozenset({Duty.ADMINISTRATION, Duty.SECRETARIAT, Duty.INSURANCE, Duty.AUDIT}),
)
# In the order of the rail. A desk whose first screen is not built yet is simply not there.
DESKS = (TODAY, PEOPLE, CASEWORK, PROGRAMMES, TOGETHER, MEETINGS, PLACES, STORIES, NUMBERS, ADMINISTRATION)
