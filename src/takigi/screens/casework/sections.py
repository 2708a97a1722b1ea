"""ケースのページの区切り: each subject of casework brings its own section: visits, goals, plan, notes, follow-up."""

from collections.abc import Callable

from takigi.access.grounds import Viewer
from takigi.casework.queries.cases import CaseHead
from takigi.screens.casework.checklists.section import checklists_section
from takigi.screens.casework.follow_up.section import follow_up_section
from takigi.screens.casework.goals.section import goals_section
from takigi.screens.casework.intake.section import consultation_section
from takigi.screens.casework.notes.section import notes_section
from takigi.screens.casework.plan.section import plan_section
from takigi.screens.casework.section import Section
from takigi.screens.casework.visits.section import visits_section
from takigi.screens.meetings.afterwards.case_section import conference_section
from takigi.screens.places.from_case import place_section
from takigi.screens.programmes.section import course_section
from takigi.screens.successes.section import success_section

# In the order of the way: each takes the viewer and the heading and returns its section, or None when it has nothing.
SECTIONS: tuple[Callable[[Viewer, CaseHead], Section | None], ...] = (
    consultation_section,
    checklists_section,
    visits_section,
    goals_section,
    plan_section,
    course_section,
    place_section,
    conference_section,
    notes_section,
    follow_up_section,
    success_section,
)


def case_sections(viewer: Viewer, head: CaseHead) -> list[Section]:
    """The sections of one case's page."""
    return [section for make in SECTIONS if (section := make(viewer, head)) is not None]
