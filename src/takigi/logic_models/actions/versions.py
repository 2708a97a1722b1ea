"""版の操作: agree, approve, publish; and change course with the reason and what was given up."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from takigi.access.grounds import Unseen, Viewer
from takigi.logic_models import policies
from takigi.logic_models.actions.deeds import record, row_of, stamp
from takigi.logic_models.models import ApprovalStep, Comment, Decision, Fact, Reflection, Story, StoryVersion
from takigi.logic_models.queries.history import theory_of
from takigi.logic_models.rules.faults import faults
from takigi.logic_models.rules.learning import TriggerKind
from takigi.logic_models.rules.states import APPROVAL_MOVES, COURSE_CHANGES, Approval, VersionKind, check_move
from takigi.logic_models.rules.words import LogicModelRefused, said

_TRIGGERS = {
    TriggerKind.REFLECTION: Reflection,
    TriggerKind.FACT: Fact,
    TriggerKind.COMMENT: Comment,
    TriggerKind.DECISION: Decision,
}


@dataclass(frozen=True)
class NewVersion:
    """Why there is a new version. A change of course says what was given up; the trigger is a record of the story."""

    kind: VersionKind
    reason: str
    given_up: str = ""
    trigger_kind: TriggerKind | None = None
    trigger_id: uuid.UUID | None = None


def _newest(story: Story) -> StoryVersion:
    return StoryVersion.objects.select_for_update().filter(story=story).order_by("-number")[0]


@transaction.atomic
def agree_version(*, by: Viewer, story_id: uuid.UUID, agreed_by: str, on: date, note: str = "") -> None:
    """チームで合意する: from now on nobody rewrites it. Refused while a box has no words or an arrow leads nowhere."""
    story = policies.story_to_edit(by, story_id)
    version = policies.version_in_work(story)
    theory = theory_of(version)
    left = faults(theory)
    if left:
        raise LogicModelRefused(
            "まだ下書きのところがあります: "
            + "、".join(one.said for one in left[:3])
            + "。直すか外してから合意してください。"
        )
    if theory.differing:
        raise LogicModelRefused("食いちがいが残っています。どちらの言葉にするかを決めてから合意してください。")
    _step(version, Approval.TEAM, by=by, story=story, agreed_by=agreed_by, on=on, note=note)


@transaction.atomic
def approve_version(*, by: Viewer, story_id: uuid.UUID, to: Approval, agreed_by: str, on: date, note: str = "") -> None:
    """庁内承認・公表 of the newest version, by a head or a planner."""
    story = policies.story_to_approve(by, story_id)
    if to not in (Approval.CITY_HALL, Approval.PUBLIC):
        raise LogicModelRefused("チームの合意は、チームの一員が記録します。")
    _step(_newest(story), to, by=by, story=story, agreed_by=agreed_by, on=on, note=note)


def _step(
    version: StoryVersion, to: Approval, *, by: Viewer, story: Story, agreed_by: str, on: date, note: str
) -> None:
    check_move(APPROVAL_MOVES, Approval(version.approval), to)
    if on > by.on:
        raise LogicModelRefused("日付が今日より後になっています。")
    if on < version.begun_on:
        raise LogicModelRefused("この版を始めた日より前の日付です。")
    version.approval = to
    version.save(update_fields=["approval"])
    ApprovalStep.objects.create(
        version=version,
        approval=to,
        on=on,
        agreed_by=said(agreed_by, "合意した人"),
        note=note.strip(),
        **stamp(by, story),
    )
    record("logic_models.version_approved", by, story, version=version.number, to=to.value)


@transaction.atomic
def change_course(*, by: Viewer, story_id: uuid.UUID, new: NewVersion) -> int:
    """新しい版を始める: who, when, why, what was given up, and what set it off. The old one stays as it was believed.

    Refused while a version is in work: that one is agreed upon first.
    """
    story = policies.story_to_edit(by, story_id)
    old = _newest(story)
    if old.approval == Approval.WORKING:
        raise LogicModelRefused(f"第{old.number}版がまだ作業中です。チームで合意してから、新しい版を始めてください。")
    if new.kind is VersionKind.FIRST:
        raise LogicModelRefused("初版はもうあります。磨き上げ・軌道修正・方向転換などから選んでください。")
    if new.kind in COURSE_CHANGES:
        said(new.given_up, "手放したもの（なければ「なし」）")
    _check_trigger(story, new)
    version = StoryVersion.objects.create(
        number=old.number + 1,
        kind=new.kind,
        reason=said(new.reason, "変える理由"),
        given_up=new.given_up.strip(),
        trigger_kind=new.trigger_kind or "",
        trigger_id=new.trigger_id,
        parent=old,
        begun_on=by.on,
        document=old.document,
        **stamp(by, story),
    )
    record("logic_models.course_changed", by, story, version=version.number, kind=new.kind.value)
    return version.number


def _check_trigger(story: Story, new: NewVersion) -> None:
    if new.kind in COURSE_CHANGES and new.trigger_kind is None:
        raise LogicModelRefused("何がきっかけかを選んでください（振り返り、薪、問い返し、判断、その他）。")
    if new.trigger_id is None:
        return
    model = _TRIGGERS.get(new.trigger_kind) if new.trigger_kind else None
    if model is None:
        raise Unseen
    row_of(model, story, new.trigger_id)
