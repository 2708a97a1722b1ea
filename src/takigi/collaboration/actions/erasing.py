"""多機関のケースの記録を消す: for the custody room alone, which has weighed holds and found two people agreed."""

from django.db import transaction

from takigi.access.actions import Erased, erase_rows
from takigi.access.personal_rows import Subjects
from takigi.collaboration.handing_over import RECORDS


@transaction.atomic
def erase(subjects: Subjects) -> tuple[Erased, ...]:
    """Everything that agencies wrote around these cases, with the leads that became them; counts by table."""
    return erase_rows(RECORDS, subjects)
