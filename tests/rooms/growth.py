"""問いの数: how many questions a query asks, beside what its own words promise."""

import inspect
import re
from collections.abc import Callable

from tests.rooms.conftest import queries_of

NUMBERS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()  # noqa: SIM905  # a row of words
)
PROMISE = re.compile(r"(\d+|[A-Za-z]+) quer(?:y|ies)\b|(?:; |or )([a-z]+) for\b", re.IGNORECASE)


def promised(query: Callable[..., object]) -> int:
    """The most that the docstring allows.

    >>> def one(): "読む. At most 11 queries."
    >>> def two(): "読む. Five queries; seven for a draft."
    >>> promised(one), promised(two)
    (11, 7)
    """
    told = [word for pair in PROMISE.findall(inspect.getdoc(query) or "") for word in pair if word]
    counts = [int(word) if word.isdigit() else NUMBERS.index(word.lower()) for word in told if _is_number(word)]
    if not counts:
        raise AssertionError(f"{query.__name__} says nowhere how many queries it costs")
    return max(counts)


def _is_number(word: str) -> bool:
    return word.isdigit() or word.lower() in NUMBERS


def costs(asked: dict[Callable[..., object], Callable[[], object]]) -> dict[str, int]:
    """Query → how many questions it asked just now; each no more than its words promise."""
    found = {query.__name__: queries_of(ask) for query, ask in asked.items()}
    allowed = {query.__name__: promised(query) for query in asked}
    broken = {name: f"{count}, promised {allowed[name]}" for name, count in found.items() if count > allowed[name]}
    if broken:
        raise AssertionError(f"queries that cost more than their words say: {broken}")
    return found
