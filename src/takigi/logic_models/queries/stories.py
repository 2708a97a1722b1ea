"""ストーリーの一覧とページ: where each stands, what it believes now, and what the viewer may do."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery

from takigi.access.grounds import Viewer
from takigi.logic_models.models import Comment, Member, Story, StoryVersion, Voice
from takigi.logic_models.policies import (
    may_approve,
    may_ask,
    may_edit,
    may_found,
    reasons_for_story,
    roles_of,
    seen_story,
    visible_stories,
)
from takigi.logic_models.queries.history import Based, theory_of
from takigi.logic_models.rules.faults import Fault, circles, faults
from takigi.logic_models.rules.learning import MemberRole, Scheme, Visibility
from takigi.logic_models.rules.signs import Match
from takigi.logic_models.rules.states import STORY_MOVES, Approval, StoryState, VersionKind
from takigi.logic_models.rules.theory import Theory


@dataclass(frozen=True)
class VersionHead:
    """版の見出し: number, kind, why, how far agreed upon, and upon what an edit is made."""

    number: int
    kind: VersionKind
    reason: str
    approval: Approval
    begun_on: date
    based_on: Based

    @property
    def is_in_work(self) -> bool:
        """Whether it can be written in."""
        return self.approval is Approval.WORKING


def version_head(version: StoryVersion) -> VersionHead:
    """The heading of a version. No query."""
    return VersionHead(
        version.number,
        VersionKind(version.kind),
        version.reason,
        Approval(version.approval),
        version.begun_on,
        Based(version.number, version.revision),
    )


@dataclass(frozen=True)
class StoryCard:
    """一覧の一行."""

    story_id: uuid.UUID
    title: str
    theme: str
    scheme: Scheme
    team_name: str
    state: StoryState
    state_from_on: date
    visibility: Visibility
    version_number: int
    version_kind: VersionKind
    approval: Approval
    is_mine: bool
    open_questions: int
    waiting_voices: int


@dataclass(frozen=True)
class StoryList:
    """一覧, the viewer's own first; and whether the viewer may begin one."""

    cards: tuple[StoryCard, ...]
    may_found: bool


def story_list(viewer: Viewer) -> StoryList:
    """Every story that the viewer has a ground to see: two queries, however many there are."""
    newest = StoryVersion.objects.filter(story=OuterRef("pk")).order_by("-number")
    rows = (
        visible_stories(viewer)
        .annotate(
            version_number=Subquery(newest.values("number")[:1]),
            version_kind=Subquery(newest.values("kind")[:1]),
            version_approval=Subquery(newest.values("approval")[:1]),
            asked=_count(Comment, answer=""),
            heard=_count(Voice, match=Match.WAITING, is_draft=False),
        )
        .order_by("-state_from_on", "title", "pk")
    )
    mine = _my_stories(viewer)
    cards = [
        StoryCard(
            story_id=one.pk,
            title=one.title,
            theme=one.theme,
            scheme=Scheme(one.scheme),
            team_name=one.team_name,
            state=StoryState(one.state),
            state_from_on=one.state_from_on,
            visibility=Visibility(one.visibility),
            version_number=one.version_number,
            version_kind=VersionKind(one.version_kind),
            approval=Approval(one.version_approval),
            is_mine=one.pk in mine,
            open_questions=one.asked or 0,
            waiting_voices=one.heard or 0,
        )
        for one in rows
    ]
    return StoryList(tuple(sorted(cards, key=lambda card: not card.is_mine)), may_found(viewer))


def _count(model: type, **where: object) -> Subquery:
    rows = model.objects.filter(story=OuterRef("pk"), **where).order_by().values("story")
    return Subquery(rows.annotate(many=Count("pk")).values("many"))


def _my_stories(viewer: Viewer) -> set[uuid.UUID]:
    held = Member.objects.filter(staff_id=viewer.staff_id, from_on__lte=viewer.on).filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=viewer.on)
    )
    return set(held.values_list("story_id", flat=True))


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
    may_edit: bool
    may_ask: bool
    may_approve: bool


def story_head(viewer: Viewer, story_id: uuid.UUID) -> StoryHead:
    """The heading of one story. Unseen without a ground. Nine queries at most."""
    return head_of(viewer, seen_story(viewer, story_id))


def head_of(viewer: Viewer, story: Story) -> StoryHead:
    """The heading of a story already opened. For queries of this room."""
    state = StoryState(story.state)
    edits = may_edit(viewer, story)
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
        my_roles=roles_of(viewer, story.pk),
        may_edit=edits,
        may_ask=may_ask(viewer, story),
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
    rows = Member.objects.filter(story_id=story_id).order_by("from_on", "recorded_at")
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


@dataclass(frozen=True)
class StoryPage:
    """ストーリーのページ: what it believes now. `asked` and `voices`: how many wait, by box or arrow (voices: by sign)."""

    head: StoryHead
    version: VersionHead
    theory: Theory
    faults: tuple[Fault, ...]
    circles: tuple[Fault, ...]
    members: tuple[MemberLine, ...]
    asked: dict[str, int]
    voices: dict[str, int]

    @property
    def may_write(self) -> bool:
        """Whether the viewer can write in the version that is shown."""
        return self.head.may_edit and self.version.is_in_work


def story_page(viewer: Viewer, story_id: uuid.UUID) -> StoryPage:
    """One story as it is believed now, with the upon-what of the next edit. Thirteen queries at most."""
    story = seen_story(viewer, story_id)
    version = StoryVersion.objects.filter(story=story).order_by("-number")[0]
    theory = theory_of(version)
    asked: dict[str, int] = defaultdict(int)
    for about in Comment.objects.filter(story=story, answer="").values_list("about", flat=True):
        asked[about] += 1
    voices: dict[str, int] = defaultdict(int)
    waiting = Voice.objects.filter(story=story, match=Match.WAITING, is_draft=False)
    for sign in waiting.values_list("monitoring", flat=True):
        voices[sign] += 1
    return StoryPage(
        head=head_of(viewer, story),
        version=version_head(version),
        theory=theory,
        faults=faults(theory),
        circles=circles(theory),
        members=members_of(story.pk),
        asked=dict(asked),
        voices=dict(voices),
    )
