"""地域の場所の写し: for what places one person was looked for, and how it went on; for who asks and for the day of erasing.

A card belongs to a place and its people; what was missing in an area belongs to nobody.
"""

from takigi.access.personal_rows import Mask, PersonalRows, Section, Subjects, handed_over
from takigi.resources.models import Match, MatchRequest, Participation, RequestWord

# What hangs from others first: in this order they go.
RECORDS = (
    PersonalRows(Participation, by_case=("match__request__case",)),
    # What else the town has, as it stood that day, is nothing about the person.
    PersonalRows(Match, by_case=("request__case",), unsaid=frozenset({"shown"})),
    PersonalRows(RequestWord, by_case=("request__case",), masked={"text": Mask.EVALUATION}),
    PersonalRows(MatchRequest, by_case=("case",)),
)


def hand_over(subjects: Subjects, *, unmasked: frozenset[Mask] = frozenset()) -> tuple[Section, ...]:
    """The places' part of the copy. One query a table."""
    return handed_over("地域資源", RECORDS, subjects, unmasked=unmasked)
