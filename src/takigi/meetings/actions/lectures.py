"""出前講座・研修の操作: ask, take on or decline, hold with its numbers."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from takigi.access.grounds import Viewer
from takigi.audit import actions as audit
from takigi.meetings import lecture_policies
from takigi.meetings.models import LectureRequest
from takigi.meetings.rules.lectures import Initiative, LectureKind, LectureState, check_lecture_move
from takigi.meetings.rules.words import MeetingsRefused
from takigi.organisations.queries import agencies
from takigi.organisations.rules import Field


@dataclass(frozen=True, kw_only=True)
class LectureWords:
    """依頼: who would like to hear what, and when. `requester_words`: a group that is not on the list of agencies."""

    topic: str
    kind: LectureKind = LectureKind.LECTURE
    requester_agency_id: int | None = None
    requester_words: str = ""
    initiative: Initiative = Initiative.ASKED_BY_AGENCY
    requested_on: date | None = None
    preferred: str = ""
    block: int | None = None


def _record(kind: str, by: Viewer, lecture: LectureRequest, /, **detail: object) -> None:
    audit.record(
        kind,
        municipality_id=by.municipality_id,
        by=by.staff_id,
        at=by.at,
        target=f"lecture:{lecture.pk}",
        detail=detail,
    )


@transaction.atomic
def ask_for_lecture(*, by: Viewer, words: LectureWords) -> uuid.UUID:
    """出前講座を頼む. Whoever does not hold lectures asks for their own agency."""
    lecture_policies.check_may_ask(by)
    requested_on = words.requested_on or by.on
    if requested_on > by.on:
        raise MeetingsRefused("依頼の日が今日より後になっています。")
    if not words.topic.strip():
        raise MeetingsRefused("話してほしいことを書いてください。「何から始めればよいか」でもかまいません。")
    holds = lecture_policies.holds_lectures(by)
    agency_id = words.requester_agency_id
    if not holds:
        agency_id = agency_id if agency_id in by.agency_ids else min(by.agency_ids)
    card = next((one for one in agencies(by.municipality_id, on=by.on) if one.agency_id == agency_id), None)
    if card is None and not words.requester_words.strip():
        raise MeetingsRefused("どの機関・団体からの依頼かを選ぶか、団体の名前を書いてください。")
    lecture = LectureRequest.objects.create(
        municipality_id=by.municipality_id,
        kind=words.kind,
        requester_agency_id=card.agency_id if card else None,
        requester_words="" if card else words.requester_words.strip(),
        requester_fields=list(card.fields) if card else [],
        block=words.block or (card.block if card else None),
        initiative=words.initiative if holds else Initiative.ASKED_BY_AGENCY,
        requested_on=requested_on,
        preferred=words.preferred.strip(),
        topic=words.topic.strip(),
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
    )
    _record("meetings.lecture_asked", by, lecture, initiative=lecture.initiative)
    return lecture.pk


def _move(lecture: LectureRequest, to: LectureState) -> None:
    check_lecture_move(LectureState(lecture.state), to)
    lecture.state = to


@dataclass(frozen=True, kw_only=True)
class TakingOn:
    """引き受けるとき: who will speak, when, and the same thing in plain words."""

    speaker: str = ""
    planned_on: date | None = None
    plain_words: str = ""


@transaction.atomic
def take_on_lecture(*, by: Viewer, lecture_id: uuid.UUID, words: TakingOn) -> None:
    """引き受ける."""
    lecture = lecture_policies.lecture_to_hold(by, lecture_id)
    _move(lecture, LectureState.ACCEPTED)
    lecture.speaker, lecture.planned_on = words.speaker.strip(), words.planned_on
    lecture.plain_words, lecture.state_reason = words.plain_words.strip(), ""
    lecture.save()
    _record("meetings.lecture_taken_on", by, lecture)


@transaction.atomic
def refuse_lecture(*, by: Viewer, lecture_id: uuid.UUID, to: LectureState, why: str) -> None:
    """引き受けられない・取りやめる, with a reason that the agency can read."""
    lecture = lecture_policies.lecture_to_hold(by, lecture_id)
    if to not in {LectureState.DECLINED, LectureState.CANCELLED}:
        raise MeetingsRefused("引き受けられないときか、取りやめるときに使います。")
    if not why.strip():
        raise MeetingsRefused("わけを一言書いてください。頼んだ機関に見えます。")
    _move(lecture, to)
    lecture.state_reason = why.strip()
    lecture.save()
    _record("meetings.lecture_refused", by, lecture, to=to.value)


@dataclass(frozen=True, kw_only=True)
class HeldWords:
    """開いたあと: how many, from which fields, and how well it was understood, by raised hands."""

    held_on: date
    people: int
    fields: tuple[Field, ...] = ()
    grades_before: tuple[int, ...] = ()
    grades_after: tuple[int, ...] = ()
    noticed: str = ""


@transaction.atomic
def hold_lecture(*, by: Viewer, lecture_id: uuid.UUID, words: HeldWords) -> None:
    """開いたことを記録する. Nobody is named; more answers than people are refused."""
    lecture = lecture_policies.lecture_to_hold(by, lecture_id)
    if words.held_on > by.on:
        raise MeetingsRefused("開いた日が今日より後になっています。")
    if words.held_on < lecture.requested_on:
        raise MeetingsRefused("開いた日が、依頼の日より前になっています。")
    for label, grades in (("前", words.grades_before), ("後", words.grades_after)):
        if sum(grades) > words.people:
            raise MeetingsRefused(
                f"分かり方（{label}）の人数が、参加した人数（{words.people}人）より多くなっています。"
            )
    _move(lecture, LectureState.HELD)
    lecture.held_on, lecture.people = words.held_on, words.people
    lecture.fields = [one.value for one in words.fields]
    lecture.grades_before, lecture.grades_after = list(words.grades_before), list(words.grades_after)
    lecture.noticed = words.noticed.strip()
    lecture.save()
    _record("meetings.lecture_held", by, lecture)
