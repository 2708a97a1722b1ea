"""名前を伏せた用紙のきまり: what goes to observers too may not tell whose life it is. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from takigi.collaboration.rules.deidentify import Known, parts_of_names, scan
from takigi.meetings.rules.minutes import strangers
from takigi.meetings.rules.words import MeetingsRefused

NOTHING = Known()


def pointed_at(texts: Iterable[str], known: Known = NOTHING) -> tuple[str, ...]:
    """Words that may tell who it is, in the order in which they stand.

    >>> pointed_at(["87歳の本人。ひばり病院に通う", "となりの木村さんが来る"])
    ('87歳', 'ひばり病院', '木村さん')
    """
    found = [one for text in texts for one in (*(hit.words for hit in scan(text, known)), *strangers(text, ()))]
    kept = dict.fromkeys(found)
    return tuple(one for one in kept if not any(one != other and one in other for other in kept))


def check_nameless(texts: Iterable[str], known: Known = NOTHING, *, is_looked_at: bool = False) -> None:
    """Refuses what our own records know always; what only looks like it until somebody has looked at it."""
    texts = tuple(texts)
    ours = parts_of_names(known.people) | known.places
    certain = [one for one in pointed_at(texts, known) if any(name in one for name in ours)]
    if certain:
        raise MeetingsRefused(
            f"「{'」「'.join(certain)}」は、この事例の方の名前です。この用紙は傍聴の人にも配られます。"
            "「本人」「長女」のように書き直してください。"
        )
    looks = pointed_at(texts)
    if looks and not is_looked_at:
        raise MeetingsRefused(
            f"だれのことか分かるかもしれないことばがあります:「{'」「'.join(looks)}」。この用紙は傍聴の人にも配られます。"
            "「本人」「80代」「近くの病院」のように書き直すか、見直したうえで"
            "「だれのことか分かることばではありません」に印を付けてください。"
        )
