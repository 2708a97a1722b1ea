"""矢印の読み: what the records say of every arrow of a theory that has a number at one of its ends."""

from takigi.evaluation.arrows import ArrowReading, Ends, read_arrow
from takigi.logic_models.rules.nodes import Outcome
from takigi.logic_models.rules.theory import Link, Theory
from takigi.screens.stories.counted import StoryNumbers

MISSING_BOX = "（まだない箱）"


def arrow_readings(theory: Theory, numbers: StoryNumbers) -> dict[str, ArrowReading]:
    """By the keys of the arrows, in their order."""
    counted = [one for one in theory.links if {one.source, one.target} & set(numbers.followed)]
    return {one.key: _read(theory, one, numbers) for one in counted}


def ends_of(theory: Theory, link: Link) -> Ends:
    """The words of both ends, and until when the change is not yet missed."""
    source, target = theory.node(link.source), theory.node(link.target)
    return Ends(
        source.text if source else MISSING_BOX,
        target.text if target else MISSING_BOX,
        target.expected_on if isinstance(target, Outcome) else None,
    )


def _read(theory: Theory, link: Link, numbers: StoryNumbers) -> ArrowReading:
    followed = numbers.followed
    ends = ends_of(theory, link)
    return read_arrow(followed.get(link.source, ()), followed.get(link.target, ()), ends, on=numbers.as_of)
