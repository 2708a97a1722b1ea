"""数えたもの: what a story's screens know of its numbers: charts by use, months by box, this year's words by indicator."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from takigi.evaluation.arrows import Followed
from takigi.evaluation.pictures import IndicatorPicture


@dataclass(frozen=True)
class StoryNumbers:
    """数. `sentence` says why there are none: still being prepared, or not this viewer's to see."""

    as_of: date
    pictures: Mapping[uuid.UUID, IndicatorPicture]
    followed: Mapping[str, tuple[Followed, ...]]
    now: Mapping[str, str]
    sentence: str = ""
