"""ストーリーとチームの操作: found, describe, move, show to others; invite and say goodbye; meet."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from takigi.access.grounds import Unseen, Viewer
from takigi.logic_models import policies
from takigi.logic_models.actions.deeds import record, row_of, stamp
from takigi.logic_models.models import Decision, Member, Reflection, Story, StoryMove, StoryVersion, TeamMeeting
from takigi.logic_models.rules.document import as_document
from takigi.logic_models.rules.learning import MemberRole, Scheme, Visibility
from takigi.logic_models.rules.states import STORY_MOVES, StoryState, VersionKind, check_move, is_way_back
from takigi.logic_models.rules.theory import Theory
from takigi.logic_models.rules.words import LogicModelRefused, said
from takigi.organisations.queries import names_of_staff


@dataclass(frozen=True)
class StoryWords:
    """What a story says about itself; nothing but a title is needed to begin."""

    title: str
    theme: str = ""
    scheme: Scheme = Scheme.OTHER
    team_name: str = ""
    fiscal_year: int | None = None
    motive: str = ""
    initial_view: str = ""
    period_from: date | None = None
    period_until: date | None = None


def _words(words: StoryWords, *, on: date) -> dict[str, object]:
    if words.period_from and words.period_until and words.period_until < words.period_from:
        raise LogicModelRefused("期間の終わりが、始まりより前になっています。日付を確かめてください。")
    year = words.fiscal_year or (on.year if on.month >= 4 else on.year - 1)
    return asdict(words) | {"title": said(words.title, "題"), "fiscal_year": year}


@transaction.atomic
def found_story(*, by: Viewer, words: StoryWords) -> uuid.UUID:
    """ストーリーを始める: its first version is in work, and whoever founds it leads the team."""
    policies.check_may_found(by)
    story = Story.objects.create(
        municipality_id=by.municipality_id,
        state_from_on=by.on,
        recorded_at=by.at,
        recorded_by_id=by.staff_id,
        **_words(words, on=by.on),
    )
    mark = stamp(by, story)
    StoryMove.objects.create(to_state=StoryState.UNEASE, on=by.on, **mark)
    StoryVersion.objects.create(
        number=1,
        kind=VersionKind.FIRST,
        reason="はじまり",
        begun_on=by.on,
        document=as_document(Theory(title=story.title)),
        **mark,
    )
    name = names_of_staff(by.municipality_id, {by.staff_id})[by.staff_id]
    Member.objects.create(staff_id=by.staff_id, display_name=name, role=MemberRole.LEAD, from_on=by.on, **mark)
    record("logic_models.story_founded", by, story)
    return story.pk


@transaction.atomic
def describe_story(*, by: Viewer, story_id: uuid.UUID, words: StoryWords) -> None:
    """題・テーマ・動機などを書きかえる. The theory's own title is part of the version and is written there."""
    story = policies.story_to_edit(by, story_id)
    for name, value in _words(words, on=by.on).items():
        setattr(story, name, value)
    story.save()
    record("logic_models.story_described", by, story)


@transaction.atomic
def show_story(*, by: Viewer, story_id: uuid.UUID, to: Visibility) -> None:
    """見せる範囲を変える. 公開 asks for a head or a planner; showing less is always the team's."""
    opened = policies.story_to_approve if to is Visibility.PUBLIC else policies.story_to_edit
    story = opened(by, story_id)
    story.visibility = to
    story.save(update_fields=["visibility"])
    record("logic_models.story_shown", by, story, to=to.value)


@transaction.atomic
def move_story(
    *,
    by: Viewer,
    story_id: uuid.UUID,
    to: StoryState,
    on: date,
    reason: str = "",
    decision_id: uuid.UUID | None = None,
) -> None:
    """状態を進める・戻す. Back asks for a decision, a rest or an end for its reason."""
    story = policies.story_to_edit(by, story_id)
    current = StoryState(story.state)
    check_move(STORY_MOVES, current, to)
    decision = row_of(Decision, story, decision_id) if decision_id else None
    if is_way_back(current, to) and decision is None:
        raise LogicModelRefused(
            f"「{to.label}」に戻るときは、その判断（なぜ戻るか、ほかに考えた案）を先に書いて、選んでください。"
        )
    if to in (StoryState.PAUSED, StoryState.ENDED):
        said(reason, f"「{to.label}」にする理由")
    if on > by.on:
        raise LogicModelRefused("日付が今日より後になっています。")
    if on < story.state_from_on:
        raise LogicModelRefused("前の動きより前の日付です。日付を確かめてください。")
    StoryMove.objects.create(
        from_state=current, to_state=to, on=on, reason=reason.strip(), decision=decision, **stamp(by, story)
    )
    story.state, story.state_from_on = to, on
    story.save(update_fields=["state", "state_from_on"])
    record("logic_models.story_moved", by, story, **{"from": current.value, "to": to.value})


@dataclass(frozen=True)
class Invitation:
    """Who comes into the team: a colleague with an account (`staff_id`), or a name."""

    role: MemberRole
    staff_id: int | None = None
    name: str = ""
    job: str = ""
    organisation: str = ""
    from_on: date | None = None


@transaction.atomic
def invite_member(*, by: Viewer, story_id: uuid.UUID, invitation: Invitation) -> uuid.UUID:
    """チームに招く. Refused for somebody of another town, and for somebody who is in the team already."""
    story = policies.story_to_lead(by, story_id)
    name = invitation.name
    if invitation.staff_id is not None:
        name = names_of_staff(story.municipality_id, {invitation.staff_id}).get(invitation.staff_id, "")
        if not name:
            raise LogicModelRefused("この職員は見つかりません。名前だけで加えることもできます。")
        rows = Member.objects.filter(story=story, staff_id=invitation.staff_id)
        if rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=by.on)).exists():
            raise LogicModelRefused(f"{name}さんは、もうチームの一員です。役割を変えるときは、いちど外してください。")
    member = Member.objects.create(
        staff_id=invitation.staff_id,
        display_name=said(name, "名前"),
        job=invitation.job,
        organisation=invitation.organisation,
        role=invitation.role,
        from_on=invitation.from_on or by.on,
        **stamp(by, story),
    )
    record("logic_models.member_invited", by, story, member=str(member.pk), role=invitation.role.value)
    return member.pk


@transaction.atomic
def end_member(*, by: Viewer, story_id: uuid.UUID, member_id: uuid.UUID, on: date) -> None:
    """チームを離れる（異動など）: reading and writing end on that day. The last one who leads names a successor first."""
    story = policies.story_to_lead(by, story_id)
    member = Member.objects.filter(story=story, pk=member_id, ended_on__isnull=True).first()
    if member is None:
        raise Unseen
    if on < member.from_on:
        raise LogicModelRefused("離れる日が、加わった日より前になっています。")
    others = Member.objects.filter(story=story, role=MemberRole.LEAD, ended_on__isnull=True).exclude(pk=member.pk)
    if member.role == MemberRole.LEAD and not others.exists():
        raise LogicModelRefused("とりまとめの人がいなくなります。先に、次のとりまとめの人を加えてください。")
    member.ended_on = on
    member.save(update_fields=["ended_on"])
    record("logic_models.member_left", by, story, member=str(member.pk))


@dataclass(frozen=True)
class MeetingWords:
    """打ち合わせ: what was talked about, what changes, and when that is looked at."""

    held_on: date
    present: str = ""
    talked: str = ""
    to_change: str = ""
    check_on: date | None = None
    reflection_id: uuid.UUID | None = None


@transaction.atomic
def hold_meeting(*, by: Viewer, story_id: uuid.UUID, words: MeetingWords) -> uuid.UUID:
    """打ち合わせを記録する. What is to change names the day on which it is looked at again."""
    story = policies.story_to_edit(by, story_id)
    if words.held_on > by.on:
        raise LogicModelRefused("日付が今日より後になっています。")
    if not (words.talked.strip() or words.to_change.strip()):
        raise LogicModelRefused("話したことか、これから変えることを書いてください。")
    told = {name: value for name, value in asdict(words).items() if name != "reflection_id"}
    reflection = row_of(Reflection, story, words.reflection_id) if words.reflection_id else None
    meeting = TeamMeeting.objects.create(reflection=reflection, **told, **stamp(by, story))
    record("logic_models.meeting_held", by, story)
    return meeting.pk


@transaction.atomic
def check_meeting(*, by: Viewer, story_id: uuid.UUID, meeting_id: uuid.UUID, words: str) -> None:
    """前に決めたことを確かめる: what became of it, once."""
    story = policies.story_to_edit(by, story_id)
    meeting = row_of(TeamMeeting, story, meeting_id)
    if meeting.checked_on is not None:
        raise LogicModelRefused("この打ち合わせで決めたことは、もう確かめてあります。")
    meeting.checked_on, meeting.checked_words = by.on, said(words, "どうなったか")
    meeting.save(update_fields=["checked_on", "checked_words"])
    record("logic_models.meeting_checked", by, story)
