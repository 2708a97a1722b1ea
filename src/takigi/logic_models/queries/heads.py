"""ストーリーの見出し: what every screen of one story shows at its top, and who is in its team."""

import uuid
from dataclasses import dataclass
from datetime import date

from takigi.access.grounds import Viewer
from takigi.logic_models.models import Member, Story
from takigi.logic_models.policies import facts_shown, may_approve, reasons_for_story, roles_of, seen_story, sees_work
from takigi.logic_models.rules.learning import EDITORS, MemberRole, Scheme, Sensitivity, Visibility
from takigi.logic_models.rules.states import STORY_MOVES, StoryState


@dataclass(frozen=True)
class StoryHead:
    """ストーリーの見出し: what every screen of one story shows at its top, and what the viewer may do there."""

    story_id: uuid.UUID
    title: str
    theme: str
    scheme: Scheme
    team_name: str
    fiscal_year: int
    motive: str
    initial_view: str
    period_from: date | None
    period_until: date | None
    visibility: Visibility
    state: StoryState
    state_from_on: date
    ways: tuple[StoryState, ...]
    because: tuple[str, ...]
    my_roles: frozenset[MemberRole]
    # Doubts, voices, reflections and questions are shown too, and facts up to this sensitivity.
    sees_work: bool
    sees_facts: frozenset[Sensitivity]
    may_edit: bool
    may_ask: bool
    may_approve: bool


def story_head(viewer: Viewer, story_id: uuid.UUID) -> StoryHead:
    """The heading of one story. Unseen without a ground. Nine queries at most."""
    return head_of(viewer, seen_story(viewer, story_id))


def head_of(viewer: Viewer, story: Story) -> StoryHead:
    """The heading of a story already opened. For queries of this room."""
    state = StoryState(story.state)
    roles = roles_of(viewer, story.pk)
    edits = bool(roles & EDITORS)
    return StoryHead(
        story_id=story.pk,
        title=story.title,
        theme=story.theme,
        scheme=Scheme(story.scheme),
        team_name=story.team_name,
        fiscal_year=story.fiscal_year,
        motive=story.motive,
        initial_view=story.initial_view,
        period_from=story.period_from,
        period_until=story.period_until,
        visibility=Visibility(story.visibility),
        state=state,
        state_from_on=story.state_from_on,
        ways=tuple(one for one in StoryState if one in STORY_MOVES[state]) if edits else (),
        because=tuple(reasons_for_story(viewer, story)),
        my_roles=roles,
        sees_work=sees_work(viewer, roles),
        sees_facts=facts_shown(viewer, roles),
        may_edit=edits,
        may_ask=sees_work(viewer, roles),
        may_approve=may_approve(viewer),
    )


@dataclass(frozen=True)
class MemberLine:
    """チームの一員. `key` is what `actor_member` and `who_member` of a box hold."""

    member_id: uuid.UUID
    key: str
    name: str
    job: str
    organisation: str
    role: MemberRole
    from_on: date
    ended_on: date | None
    has_account: bool

    def is_in(self, on: date) -> bool:
        """Whether they are in the team on the day."""
        return self.from_on <= on and (self.ended_on is None or on < self.ended_on)


def members_of(story_id: uuid.UUID) -> tuple[MemberLine, ...]:
    """The team, those who left included. One query; for queries of this room."""
    rows = Member.objects.filter(story_id=story_id).order_by("from_on", "recorded_at", "pk")
    return tuple(
        MemberLine(
            member_id=one.pk,
            key=str(one.pk),
            name=one.display_name,
            job=one.job,
            organisation=one.organisation,
            role=MemberRole(one.role),
            from_on=one.from_on,
            ended_on=one.ended_on,
            has_account=one.staff_id is not None,
        )
        for one in rows
    )
