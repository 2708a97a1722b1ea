"""ストーリーを見る・変える根拠: the team writes, planners and heads read, mentors ask. Nothing here opens a case."""

import uuid
from collections.abc import Callable

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from takigi.access.grounds import Ground, NotPermitted, Unseen, Viewer, visible, why
from takigi.logic_models.models import Member, Story, StoryVersion, Voice
from takigi.logic_models.rules.learning import EDITORS, MemberRole, Sensitivity, Visibility
from takigi.logic_models.rules.states import Approval
from takigi.logic_models.rules.words import LogicModelRefused
from takigi.organisations.rules import AgencyKind, Duty

_WORK = frozenset({Duty.CASEWORK, Duty.INSURANCE, Duty.PLANNING, Duty.COORDINATION, Duty.STATION, Duty.SECRETARIAT})
# Who is 庁内: the town's own sections and the centres it runs.
_INSIDE = frozenset({AgencyKind.CITY_SECTION, AgencyKind.SUPPORT_CENTRE})


def target_of(story_id: uuid.UUID) -> str:
    """How the audit log names a story."""
    return f"story:{story_id}"


def _memberships(viewer: Viewer, roles: frozenset[MemberRole] | None = None) -> QuerySet[Member]:
    rows = Member.objects.filter(staff_id=viewer.staff_id, from_on__lte=viewer.on).filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=viewer.on)
    )
    return rows if roles is None else rows.filter(role__in=[role.value for role in roles])


def reads_all(viewer: Viewer) -> bool:
    """計画・評価の担当, and heads and supervisors of the sections and centres whose work the stories are about."""
    return any(
        post.duty is Duty.PLANNING or (post.supervises and post.duty in _WORK and post.agency_kind in _INSIDE)
        for post in viewer.posts
    )


def is_inside(viewer: Viewer) -> bool:
    """Whether the viewer works in the town hall or in a centre today."""
    return any(post.duty in _WORK and post.agency_kind in _INSIDE for post in viewer.posts)


def _ground_of(roles: frozenset[MemberRole], reason: str) -> Ground:
    return Ground(
        reason=reason,
        holds=lambda viewer, story: _memberships(viewer, roles).filter(story_id=story.pk).exists(),
        rows=lambda viewer: Q(Exists(_memberships(viewer, roles).filter(story_id=OuterRef("pk")))),
    )


def _ground_if(holds: Callable[[Viewer], bool], shown: frozenset[Visibility], reason: str) -> Ground:
    names = [one.value for one in shown]
    return Ground(
        reason=reason,
        holds=lambda viewer, story: holds(viewer) and story.visibility in names,
        rows=lambda viewer: Q(visibility__in=names) if holds(viewer) else Q(pk__in=[]),
    )


# The ground of a member ends with the membership, whoever keeps the account.
VIEWING = (
    _ground_of(EDITORS, "このストーリーのチームの一員であるため"),
    _ground_of(frozenset({MemberRole.MENTOR}), "このストーリーのメンターであるため"),
    _ground_of(frozenset({MemberRole.PARTNER}), "このストーリーの庁内の関係者であるため"),
    _ground_if(reads_all, frozenset(Visibility), "計画の担当、または課・センターの責任者であるため"),
    _ground_if(is_inside, frozenset({Visibility.CITY_HALL, Visibility.PUBLIC}), "庁内に見せているストーリーであるため"),
    _ground_if(lambda viewer: bool(viewer.posts), frozenset({Visibility.PUBLIC}), "公開しているストーリーであるため"),
)


def visible_stories(viewer: Viewer) -> QuerySet[Story]:
    """The only way to a story: of the viewer's municipality, with a ground; an active account and an oath first."""
    if not viewer.may_read_persons:
        return Story.objects.none()
    # Wrapped for the same reason as in people: no walk along a whole town's index.
    own = Exact(Coalesce(F("municipality_id"), Value(0)), viewer.municipality_id)
    return Story.objects.filter(visible(VIEWING, viewer), own)


def seen_story(viewer: Viewer, story_id: uuid.UUID) -> Story:
    """One story that the viewer has a ground to see."""
    story = visible_stories(viewer).filter(pk=story_id).first()
    if story is None:
        raise Unseen
    return story


def reasons_for_story(viewer: Viewer, story: Story) -> list[str]:
    """閲覧の根拠."""
    return why(VIEWING, viewer, story)


def roles_of(viewer: Viewer, story_id: uuid.UUID) -> frozenset[MemberRole]:
    """The roles that the viewer has in the story's team today. One query."""
    held = _memberships(viewer).filter(story_id=story_id).values_list("role", flat=True)
    return frozenset(MemberRole(role) for role in held)


def sees_work(viewer: Viewer, roles: frozenset[MemberRole]) -> bool:
    """Doubts, voices, reflections and questions: for the team, its mentors and partners, and whoever reads all stories.

    Whoever sees a story only because it is shown to them reads what it believes, not what was said on the way there.
    """
    return bool(roles) or reads_all(viewer)


def facts_shown(viewer: Viewer, roles: frozenset[MemberRole]) -> frozenset[Sensitivity]:
    """どこまでの薪が見えるか: 秘匿 for those who write, 庁内 inside the town hall and for whoever was invited."""
    shown = {Sensitivity.PUBLIC}
    if is_inside(viewer) or sees_work(viewer, roles):
        shown.add(Sensitivity.CITY_HALL)
    if roles & EDITORS:
        shown.add(Sensitivity.SECRET)
    return frozenset(shown)


def may_edit(viewer: Viewer, story: Story) -> bool:
    """Members of the team, those of a contractor included, as long as they are in it."""
    return bool(roles_of(viewer, story.pk) & EDITORS)


def may_ask(viewer: Viewer, story: Story) -> bool:
    """問い返し: the whole team, its mentors and partners, and whoever reads all stories of the town."""
    return sees_work(viewer, roles_of(viewer, story.pk))


def may_approve(viewer: Viewer) -> bool:
    """庁内承認・公表: heads and supervisors inside the town hall, and whoever plans."""
    return viewer.may_read_persons and reads_all(viewer)


def may_found(viewer: Viewer) -> bool:
    """Whoever does the town's work can begin a story."""
    return viewer.may_read_persons and any(post.duty in _WORK for post in viewer.posts)


def check_may_found(viewer: Viewer) -> None:
    """Refuses whoever has no work in the town that a story could be about."""
    if not may_found(viewer):
        raise NotPermitted("ストーリーを始められるのは、相談支援・介護保険・計画・地域づくりの職員です。")


def _locked(story: Story) -> Story:
    return Story.objects.select_for_update().get(pk=story.pk)


def story_to_edit(by: Viewer, story_id: uuid.UUID) -> Story:
    """The story, locked for a change by its team."""
    story = seen_story(by, story_id)
    if not may_edit(by, story):
        raise NotPermitted("書けるのは、このストーリーのチームの一員です。気づいたことは「問い返し」で伝えられます。")
    return _locked(story)


def story_to_lead(by: Viewer, story_id: uuid.UUID) -> Story:
    """The story, locked for a change of its team: by whoever leads it, or a head if nobody does."""
    story = seen_story(by, story_id)
    leads = MemberRole.LEAD in roles_of(by, story.pk)
    has_lead = (
        Member.objects.filter(story=story, role=MemberRole.LEAD, staff__isnull=False, from_on__lte=by.on)
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gt=by.on))
        .exists()
    )
    if not (leads or (not has_lead and (reads_all(by) or may_edit(by, story)))):
        raise NotPermitted("チームの一員を変えられるのは、とりまとめの人です。")
    return _locked(story)


def story_to_ask(by: Viewer, story_id: uuid.UUID) -> Story:
    """The story, for a question on it."""
    story = seen_story(by, story_id)
    if not may_ask(by, story):
        raise NotPermitted("問い返しを書けるのは、チーム・メンター・庁内の関係者と、計画の担当・責任者です。")
    return _locked(story)


def story_to_approve(by: Viewer, story_id: uuid.UUID) -> Story:
    """The story, locked for 庁内承認 or 公表."""
    story = seen_story(by, story_id)
    if not may_approve(by):
        raise NotPermitted("庁内承認と公表は、課・センターの責任者か計画の担当が行います。")
    return _locked(story)


def version_in_work(story: Story) -> StoryVersion:
    """The version that can be written in, locked. Refused when the newest is agreed upon."""
    version = StoryVersion.objects.select_for_update().filter(story=story, approval=Approval.WORKING).first()
    if version is None:
        raise LogicModelRefused("いまの版は合意が済んでいます。書きかえるときは、新しい版を始めてください。")
    return version


def visible_voices(viewer: Viewer, story_id: uuid.UUID) -> QuerySet[Voice]:
    """声 of a story already opened; what may name a person stays with whoever wrote it."""
    return Voice.objects.filter(story_id=story_id).filter(Q(is_draft=False) | Q(recorded_by_id=viewer.staff_id))


def may_bring_voices(viewer: Viewer) -> bool:
    """Whoever visits or holds meetings brings voices to the town's stories without seeing them."""
    return viewer.may_read_persons and any(post.duty in _WORK | {Duty.PROVISION} for post in viewer.posts)
