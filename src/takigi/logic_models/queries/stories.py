"""ストーリーの一覧とページ: where each stands, what it believes now, and what the viewer may do."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery

from takigi.access.grounds import Viewer
from takigi.logic_models.models import Comment, Member, StoryVersion, Voice
from takigi.logic_models.policies import may_found, seen_story, visible_stories
from takigi.logic_models.queries.heads import MemberLine, StoryHead, head_of, members_of, story_head
from takigi.logic_models.queries.history import VersionHead, theory_of, version_head
from takigi.logic_models.rules.faults import Fault, circles, faults
from takigi.logic_models.rules.learning import Scheme, Visibility
from takigi.logic_models.rules.signs import Match
from takigi.logic_models.rules.states import Approval, StoryState, VersionKind
from takigi.logic_models.rules.theory import Theory


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


# What the screens of a story ask for, in one place.
__all__ = [
    "MemberLine",
    "StoryCard",
    "StoryHead",
    "StoryList",
    "StoryPage",
    "VersionHead",
    "story_head",
    "story_list",
    "story_page",
]
