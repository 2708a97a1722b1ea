"""監査記録の文の形: the group it is filtered by, the sentence, and what is told beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

# `staff:12`, `agency:3` → how they are called.
Names = Mapping[str, str]
Detail = Mapping[str, Any]


@dataclass(frozen=True)
class Sentence:
    """文: `group` gathers kinds in the filter; `says` may name the target {who} and anything of the detail."""

    group: str
    says: str
    adds: Callable[[Detail, Names], str] = lambda detail, names: ""
