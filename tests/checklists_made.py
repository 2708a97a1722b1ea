"""試験のチェックリスト: answers of invented people, by the numbers of the national form."""

from datetime import date

from takigi.casework.rules.checklist_words import AnsweredBy, AnswerWay
from takigi.casework.rules.checklists import Answers
from takigi.instruments.checklist_items import BMI_KEY, ITEMS


def answers(on: date, *, problems: tuple[int, ...] = (), missing: tuple[int, ...] = (), **more: object) -> Answers:
    """A sheet on which these numbers score, these have no answer, and all others are well."""
    points = {item.key: None if item.number in missing else int(item.number in problems) for item in ITEMS}
    return Answers(
        answered_on=on,
        **({"way": AnswerWay.FACE, "answered_by": AnsweredBy.PERSON, "points": points} | more),
    )


def as_posted(sheet: Answers) -> dict[str, str]:
    """The same sheet as a form sends it: はい or いいえ, whichever scores."""
    form = {
        "answered_on": sheet.answered_on.isoformat(),
        "way": sheet.way.value,
        "answered_by": sheet.answered_by.value,
    }
    for item in ITEMS:
        point = sheet.points[item.key]
        if point is None:
            continue
        is_yes = point == 1 if item.key == BMI_KEY or item.problem_if == "yes" else point == 0
        form[item.key] = "yes" if is_yes else "no"
    return form
