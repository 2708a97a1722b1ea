"""本人の記録を消す: the register's rows of somebody, and the lines of files they came from; for the custody room alone."""

from django.db import transaction

from takigi.access.actions import Erased, erase_rows
from takigi.access.personal_rows import Subjects
from takigi.people.handing_over import RECORDS
from takigi.people.models import Household, ImportProblem, ImportRow, Person
from takigi.people.rules import PeopleRefused


@transaction.atomic
def erase(subjects: Subjects) -> tuple[Erased, ...]:
    """Every row of these people, former names and merged records too, and a household that nobody is left in."""
    people = Person.objects.filter(pk__in=subjects.people)
    households = set(people.exclude(household=None).values_list("household_id", flat=True))
    told_of = 0
    lines = ImportRow.objects.filter(person_ref__in=subjects.people)
    lines |= ImportRow.objects.filter(insured_no__in=subjects.numbers)
    for batch_id, row_no in lines.values_list("batch_id", "row_no"):
        told_of += ImportProblem.objects.filter(batch_id=batch_id, row_no=row_no).delete()[0]
    erased = erase_rows(RECORDS, subjects)
    emptied = Household.objects.filter(pk__in=households)
    emptied = emptied.exclude(pk__in=Person.objects.filter(household_id__in=households).values("household_id"))
    gone, _ = emptied.delete()
    counted = (Erased("取り込みで気をつける点", told_of), Erased("世帯", gone))
    return (*erased, *(one for one in counted if one.count))


def check_not_on_its_way(subjects: Subjects) -> None:
    """A file that is still being checked would bring the person back: it is finished or given up first."""
    waiting = ImportRow.objects.filter(insured_no__in=subjects.numbers).exclude(
        batch__state__in=("applied", "undone", "discarded", "failed")
    )
    if waiting.exists():
        raise PeopleRefused(
            "この人の行が、まだ終わっていない取り込みにあります。取り込みを終えるか、やめてから廃棄してください。"
        )
