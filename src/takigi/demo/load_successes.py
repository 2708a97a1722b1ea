"""見本の成功事例: ways back that a centre has told, read by its head, and shared with the other centres."""

from __future__ import annotations

import uuid

from takigi.access.grounds import Viewer
from takigi.casework.rules.goals import GoalField
from takigi.demo.case_words import Wish
from takigi.people.actions.consents import ConsentWords, record_consent
from takigi.people.rules import ConsentMethod, ConsentPurpose, ConsentScope, ConsentState
from takigi.success_cases.actions import ask_for_check, share_success, write_success
from takigi.success_cases.queries import success_page
from takigi.success_cases.rules import Audience, SuccessWords


def told(wish: Wish) -> SuccessWords:
    """The way back in words that lead to nobody."""
    return SuccessWords(
        title=f"「{wish.wish}」がかなった方",
        before=wish.before,
        trigger="ころんで痛めてから、しなくなっていた。「もう年だから」と言っていた。",
        agreed=f"{wish.graduation}卒業。はじめの話し合いで、本人・家族・療法士と決めた。",
        done=f"{wish.proposal}。家では{wish.self_does}。",
        helped="本人の言葉をそのままゴールにして、戻る先がはじめから見えていたこと。",
        after=f"「{wish.later}」",
        places=wish.place,
        goal_field=GoalField(wish.field),
        cause_code="fall_fracture",
        audience=Audience.STAFF,
    )


def tell_way_back(*, writer: Viewer, reader: Viewer, person_id: uuid.UUID, case_id: uuid.UUID, wish: Wish) -> None:
    """Asked, consented, written by one and read by another."""
    scope = ConsentScope(writer.agency_ids, frozenset({"DEID"}))
    for state, words in (
        (ConsentState.ASKED, ConsentWords(writer.on)),
        (ConsentState.GRANTED, ConsentWords(writer.on, ConsentMethod.SIGNATURE, "事例紹介 第1版", scope)),
    ):
        record_consent(by=writer, person_id=person_id, purpose=ConsentPurpose.STORY, state=state, words=words)
    success_id = write_success(by=writer, case_id=case_id, words=told(wish), known_names=())
    ask_for_check(by=writer, success_id=success_id)
    seen = success_page(reader, success_id).version
    share_success(by=reader, success_id=success_id, seen_version=seen)
