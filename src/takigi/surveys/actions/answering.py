"""答える: by whoever holds a slip. Nobody signs in, and nothing is written down of who it was, from where, or at what hour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from takigi.organisations.rules import Field
from takigi.surveys.models import Response, Slip
from takigi.surveys.queries.waves import Sheet, sheet_of
from takigi.surveys.rules import LONGEST_WORDS, SurveyRefused, Tenure, read_answers
from takigi.surveys.slips import digest_of

__all__ = ["Said", "answer"]


@dataclass(frozen=True)
class Said:
    """What was put on the slip."""

    answers: Mapping[str, object]
    words: str = ""
    field: str = ""
    tenure: str = ""


@transaction.atomic
def answer(token: str, said: Said, *, on: date) -> Sheet:
    """Take the answers in. The same slip may be handed in again while the survey is open: then the later ones hold.

    What was answered before and left out now stays, so that one question may be answered before an event and the next
    after it.
    """
    sheet = sheet_of(token, on=on)
    if not sheet.is_open:
        raise SurveyRefused("このアンケートは、もう終わりました。ありがとうございました。")
    if said.field and said.field not in {one.value for one in Field}:
        raise SurveyRefused("分野は、一覧から選んでください。")
    if said.tenure and said.tenure not in {one.value for one in Tenure}:
        raise SurveyRefused("年数は、一覧から選んでください。")
    if len(said.words) > LONGEST_WORDS:
        raise SurveyRefused(f"自由に書くところは、{LONGEST_WORDS}字までにしてください。")
    slip = Slip.objects.select_for_update().get(digest=digest_of(token))
    before = Response.objects.filter(slip=slip).first()
    answers = dict(before.answers) if before else {}
    answers |= read_answers(said.answers, sheet.questions)
    if not answers:
        raise SurveyRefused("ひとつでも選んでから、送ってください。")
    Response.objects.update_or_create(
        slip=slip,
        defaults={
            "wave_id": slip.wave_id,
            "answers": answers,
            "words": said.words.strip() or (before.words if before else ""),
            "field": said.field or (before.field if before else ""),
            "tenure": said.tenure or (before.tenure if before else ""),
            "answered_on": on,
        },
    )
    return sheet
