"""写し: the records of one person from every room, others masked; the ground is the person's own request."""

import uuid
from dataclasses import dataclass

from takigi.access.personal_rows import Mask, MaskedPart, Section, Subjects, handed_over
from takigi.casework.handing_over import hand_over as of_casework
from takigi.casework.queries.whole_file import every_case_of
from takigi.collaboration.handing_over import hand_over as of_collaboration
from takigi.custody.handing_over import RECORDS
from takigi.meetings.handing_over import hand_over as of_meetings
from takigi.people.handing_over import hand_over as of_people
from takigi.people.queries.asked import numbers_of, records_of
from takigi.programmes.handing_over import hand_over as of_programmes
from takigi.resources.handing_over import hand_over as of_places
from takigi.success_cases.handing_over import hand_over as of_successes

ROOMS = (of_people, of_casework, of_programmes, of_places, of_collaboration, of_meetings, of_successes)
# What a decision may lift. What concerns somebody else, or where somebody is hidden, stays masked in every copy.
LIFTABLE = frozenset({Mask.EVALUATION})


@dataclass(frozen=True)
class RecordsCopy:
    """一人の記録の写し: by room and table, with everything that was masked listed once more at the end."""

    sections: tuple[Section, ...]

    @property
    def masked(self) -> tuple[MaskedPart, ...]:
        """伏せた所の一覧."""
        return tuple(part for section in self.sections for part in section.masked)

    @property
    def records(self) -> int:
        """How many records are in it."""
        return sum(len(section.records) for section in self.sections)


def subjects_of_person(municipality_id: int, person_id: uuid.UUID) -> Subjects:
    """The person's records of the register, merged ones too, and every case that stands on them. Three queries."""
    records = frozenset(records_of(municipality_id, [person_id]))
    cases = every_case_of(municipality_id, records)
    return Subjects(records, frozenset(case.case_id for case in cases), numbers_of(records))


def copy_of(municipality_id: int, person_id: uuid.UUID, *, unmasked: frozenset[Mask]) -> RecordsCopy:
    """Every room's part. A query a table: a number that the rooms set, not the person's years."""
    subjects = subjects_of_person(municipality_id, person_id)
    told = [section for room in ROOMS for section in room(subjects, unmasked=unmasked & LIFTABLE)]
    return RecordsCopy((*told, *handed_over("開示・訂正の請求", RECORDS, subjects)))
