"""請求と書きそえの行: what the custody room itself holds about a person."""

from takigi.access.personal_rows import PersonalRows
from takigi.custody.models import Annotation, LegalHold, Request, RequestStep

# What hangs from others first: in this order they go.
RECORDS = (
    PersonalRows(Annotation, by_person=("person",)),
    PersonalRows(RequestStep, by_person=("request__person",), is_handed_over=False),
    PersonalRows(Request, by_person=("person",), is_handed_over=False),
    # Only holds that were lifted: one in force stands against the disposal.
    PersonalRows(LegalHold, by_person=("subject_id",), by_case=("subject_id",), is_handed_over=False),
)
