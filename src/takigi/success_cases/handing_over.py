"""成功事例の写し: a story written from somebody's case, and who has read it."""

from takigi.access.personal_rows import Mask, PersonalRows, Section, Subjects, handed_over
from takigi.success_cases.models import SuccessCase, SuccessReading

# What hangs from others first: in this order they go.
RECORDS = (
    PersonalRows(SuccessReading, by_case=("success__case",), is_handed_over=False),
    PersonalRows(SuccessCase, by_case=("case",)),
)


def hand_over(subjects: Subjects, *, unmasked: frozenset[Mask] = frozenset()) -> tuple[Section, ...]:
    """The stories' part of the copy. One query a table."""
    return handed_over("成功事例", RECORDS, subjects, unmasked=unmasked)
