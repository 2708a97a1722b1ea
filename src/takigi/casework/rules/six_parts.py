"""該当数: what a checklist says to the six columns of the plan form. Pure."""

from dataclasses import fields

from takigi.casework.rules.checklists import Answers
from takigi.casework.sheets.plan import CheckedPart, SixChecked, SixCounts
from takigi.instruments.checklist_items import Domain
from takigi.instruments.scores import Verdict

# The columns of the plan form and the domains of the checklist.
DOMAIN_OF = {
    "movement": Domain.PHYSICAL,
    "nutrition": Domain.NUTRITION,
    "mouth": Domain.ORAL,
    "homebound": Domain.HOMEBOUND,
    "memory": Domain.COGNITION,
    "mood": Domain.DEPRESSION,
}


def six_checked(answers: Answers) -> SixChecked:
    """Each part with its range and its verdict. The verdict is not the count: of 閉じこもり only No. 16 decides."""
    result = answers.result
    parts = {}
    for part, domain in DOMAIN_OF.items():
        score = result.domains[domain]
        verdict = result.verdict_of(domain) or Verdict.UNDETERMINED
        parts[part] = CheckedPart(low=score.low, high=score.high, verdict=verdict.value)
    return SixChecked(answered_on=answers.answered_on, **parts)


def six_counts(checked: SixChecked) -> SixCounts:
    """The counts that are certain; a part with an answer missing that could count stays open."""
    if checked.answered_on is None:
        return SixCounts()
    parts = {one.name: getattr(checked, one.name) for one in fields(SixCounts)}
    return SixCounts(**{name: part.low if part.low == part.high else None for name, part in parts.items()})
