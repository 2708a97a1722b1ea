"""成功事例の操作: write it, ask a second person to read it, share it, send it back, take it away."""

import uuid
from collections.abc import Collection
from dataclasses import asdict

from django.db import transaction

from takigi.access.actions import Erased, erase_rows
from takigi.access.grounds import NotPermitted, Viewer
from takigi.access.personal_rows import Subjects
from takigi.audit import actions as audit
from takigi.success_cases import policies
from takigi.success_cases.handing_over import RECORDS
from takigi.success_cases.models import SuccessCase, SuccessReading
from takigi.success_cases.rules import SuccessRefused, SuccessState, SuccessWords, check_move, check_words


def _record(kind: str, by: Viewer, story: SuccessCase, **detail: object) -> None:
    audit.record(
        f"success_cases.{kind}",
        municipality_id=story.municipality_id,
        by=by.staff_id,
        at=by.at,
        target=policies.target_of(story.pk),
        detail=detail,
    )


def _step(story: SuccessCase, to: SuccessState) -> None:
    check_move(SuccessState(story.state), to)
    story.state = to
    story.version += 1


@transaction.atomic
def write_success(
    *, by: Viewer, case_id: uuid.UUID, words: SuccessWords, known_names: Collection[str], is_sure: bool = False
) -> uuid.UUID:
    """成功事例を書く. Refused while its words lead to somebody; `known_names`: names of the register that stand in them (V35)."""
    head = policies.case_to_tell(by, case_id)
    check_words(words, known_names, is_sure=is_sure)
    story = SuccessCase.objects.create(
        municipality_id=by.municipality_id,
        case_id=head.case_id,
        written_by_id=by.staff_id,
        written_at=by.at,
        **asdict(words),
    )
    _record("written", by, story)
    return story.pk


@transaction.atomic
def rewrite_success(
    *,
    by: Viewer,
    success_id: uuid.UUID,
    based_on: int,
    words: SuccessWords,
    known_names: Collection[str],
    is_sure: bool = False,
) -> None:
    """書きなおす: back to a draft, for two people again. Refused when somebody else has written in it meanwhile."""
    story, _ = policies.locked(by, success_id)
    if SuccessState(story.state) not in {SuccessState.DRAFT, SuccessState.WAITING}:
        raise SuccessRefused("共有した事例は書きかえられません。取り下げて、新しく書いてください。")
    if story.version != based_on:
        raise SuccessRefused("ほかの人があとから書きかえました。開きなおして、書いたものと見くらべてください。")
    check_words(words, known_names, is_sure=is_sure)
    for name, value in asdict(words).items():
        setattr(story, name, value)
    story.state, story.version = SuccessState.DRAFT, story.version + 1
    story.written_by_id, story.written_at = by.staff_id, by.at
    story.checked_by_id = story.checked_at = None
    story.save()
    _record("rewritten", by, story)


@transaction.atomic
def ask_for_check(*, by: Viewer, success_id: uuid.UUID) -> None:
    """確かめを頼む: a second person reads it."""
    story, _ = policies.locked(by, success_id)
    _step(story, SuccessState.WAITING)
    story.ended_reason = ""
    story.save()
    _record("check_asked", by, story)


@transaction.atomic
def share_success(*, by: Viewer, success_id: uuid.UUID, seen_version: int) -> None:
    """確かめて共有する. Never by the one who wrote it, nor without the person's consent to being told of.

    Refused when the words are no longer those that the second person has read.
    """
    story, head = policies.locked(by, success_id)
    if story.version != seen_version:
        raise SuccessRefused("読んだあとで書きかえられています。いまの文を読んでから、もう一度押してください。")
    if story.written_by_id == by.staff_id:
        raise NotPermitted(
            "自分で書いた事例は、自分では共有できません。ケースを知っている別の職員に確かめてもらいます。"
        )
    if not policies.has_consent(head.person.shown_id, on=by.on):
        raise SuccessRefused(
            "本人が「成功事例としての紹介」に同意していません。人のページの「同意」に、本人の返事を記録してから共有します。"
        )
    _step(story, SuccessState.PUBLISHED)
    story.checked_by_id, story.checked_at, story.published_on = by.staff_id, by.at, by.on
    story.save()
    _record("shared", by, story, audience=story.audience)


@transaction.atomic
def send_back(*, by: Viewer, success_id: uuid.UUID, reason: str) -> None:
    """書いた人に戻す, with what is to be changed."""
    story, _ = policies.locked(by, success_id)
    _step(story, SuccessState.DRAFT)
    story.ended_reason = _reason(reason)
    story.save()
    _record("sent_back", by, story)


@transaction.atomic
def withdraw_success(*, by: Viewer, success_id: uuid.UUID, reason: str) -> None:
    """取り下げる: from this moment nobody but its own agency sees it. Whoever knows the case may."""
    story, _ = policies.locked(by, success_id)
    _step(story, SuccessState.WITHDRAWN)
    story.ended_reason = _reason(reason)
    story.save()
    _record("withdrawn", by, story)


def _reason(reason: str) -> str:
    if len(reason.strip()) < 3:
        raise SuccessRefused("理由を一言書いてください（例: 場所の名前が残っている、本人が取りやめたいと言った）。")
    return reason.strip()


@transaction.atomic
def note_read(*, by: Viewer, success_id: uuid.UUID) -> None:
    """読んだことを残す, once a reader: whom the stories reach (KPI 28). Its own agency's reading does not count."""
    story = policies.seen(by, success_id)
    if SuccessState(story.state) is SuccessState.PUBLISHED and story.case.agency_id not in by.agency_ids:
        SuccessReading.objects.get_or_create(success=story, staff_id=by.staff_id, defaults={"first_on": by.on})


@transaction.atomic
def erase(subjects: Subjects) -> tuple[Erased, ...]:
    """消す: stories of these cases, for the custody room alone; what was read of them elsewhere stays read."""
    return erase_rows(RECORDS, subjects)
