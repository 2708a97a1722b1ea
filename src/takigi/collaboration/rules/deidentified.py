"""名前を伏せた文のきまり: our own records' names never stand in it; what only looks like a name waits for somebody's eyes. Pure."""

from __future__ import annotations

from takigi.collaboration.rules.deidentify import Known, in_other_words, of_our_records, scan
from takigi.collaboration.rules.words import CollaborationRefused

NOTHING = Known()


def check_deidentified(text: str, known: Known = NOTHING, *, what: str, is_looked_at: bool) -> None:
    """Refuses the household's own names always, and other words that may tell who it is until somebody has looked at them.

    >>> check_deidentified("80代の本人。去年の秋から、長女が相談に来ている", what="概要", is_looked_at=False)
    """
    findings = scan(text, known)
    if certain := of_our_records(findings, known):
        raise CollaborationRefused(f"{what}の{in_other_words(certain)}")
    if findings and not is_looked_at:
        words = "」「".join(one.words for one in findings)
        raise CollaborationRefused(
            f"{what}に、だれのことか分かるかもしれないことばがあります:「{words}」。"
            f"{findings[0].suggestion}書きなおすか、「見直しました」に印を付けて出してください。"
        )
