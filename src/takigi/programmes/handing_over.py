"""事業の写し: what one person did in short courses, for the person who asks and for the day when it is erased."""

from takigi.access.personal_rows import Mask, PersonalRows, Section, Subjects, handed_over
from takigi.programmes.models import (
    EndReport,
    Episode,
    Extension,
    Measurement,
    Segment,
    Session,
    Suspension,
    TestDay,
    Waiting,
)

# What hangs from others first: in this order they go.
RECORDS = (
    PersonalRows(TestDay, by_case=("episode__case",)),
    PersonalRows(Measurement, by_case=("case", "episode__case")),
    PersonalRows(Session, by_case=("episode__case",)),
    PersonalRows(EndReport, by_case=("episode__case",)),
    PersonalRows(Suspension, by_case=("episode__case",)),
    PersonalRows(Extension, by_case=("episode__case",), masked={"decision_note": Mask.EVALUATION}),
    PersonalRows(Segment, by_case=("episode__case",), is_handed_over=False),
    PersonalRows(Episode, by_case=("case",)),
    PersonalRows(Waiting, by_case=("case",)),
)


def hand_over(subjects: Subjects, *, unmasked: frozenset[Mask] = frozenset()) -> tuple[Section, ...]:
    """The programmes' part of the copy. One query a table."""
    return handed_over("事業・教室", RECORDS, subjects, unmasked=unmasked)
