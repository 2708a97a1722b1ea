"""版の閲覧: which versions there were and why, and what differs between two."""

import uuid
from dataclasses import dataclass
from datetime import date

from takigi.access.grounds import Unseen, Viewer
from takigi.logic_models.models import ApprovalStep, StoryVersion
from takigi.logic_models.policies import seen_story
from takigi.logic_models.queries.heads import StoryHead, head_of
from takigi.logic_models.queries.history import ImportLine, VersionHead, how_far, imports_of, theory_of, version_head
from takigi.logic_models.rules.differences import Difference, difference
from takigi.logic_models.rules.learning import TriggerKind
from takigi.logic_models.rules.states import Approval
from takigi.logic_models.rules.theory import Theory
from takigi.organisations.queries import names_of_staff


@dataclass(frozen=True)
class ApprovalLine:
    """合意の記録."""

    approval: Approval
    on: date
    agreed_by: str
    note: str


@dataclass(frozen=True)
class VersionLine:
    """版: who began it when and why, what set it off, what was given up, and who agreed."""

    head: VersionHead
    given_up: str
    trigger_kind: TriggerKind | None
    trigger_id: uuid.UUID | None
    begun_by: str
    parent: int | None
    approvals: tuple[ApprovalLine, ...]


@dataclass(frozen=True)
class VersionList:
    """The story's versions, the newest first."""

    head: StoryHead
    versions: tuple[VersionLine, ...]


def version_list(viewer: Viewer, story_id: uuid.UUID) -> VersionList:
    """Every version of the story. Three queries beside the heading's."""
    story = seen_story(viewer, story_id)
    return VersionList(head_of(viewer, story), versions_of(viewer, story.pk))


def versions_of(viewer: Viewer, story_id: uuid.UUID) -> tuple[VersionLine, ...]:
    """The same for queries of this room. Three queries."""
    rows = list(StoryVersion.objects.filter(story_id=story_id).select_related("parent").order_by("-number"))
    names = names_of_staff(viewer.municipality_id, {one.recorded_by_id for one in rows})
    steps = list(ApprovalStep.objects.filter(story_id=story_id))
    return tuple(
        VersionLine(
            head=version_head(one),
            given_up=one.given_up,
            trigger_kind=TriggerKind(one.trigger_kind) if one.trigger_kind else None,
            trigger_id=one.trigger_id,
            begun_by=names.get(one.recorded_by_id, ""),
            parent=one.parent.number if one.parent else None,
            approvals=tuple(
                ApprovalLine(Approval(step.approval), step.on, step.agreed_by, step.note)
                for step in sorted(steps, key=how_far)
                if step.version_id == one.pk
            ),
        )
        for one in rows
    )


@dataclass(frozen=True)
class Compared:
    """版の比べ: two versions with what differs. Both theories, so that a picture can show it."""

    head: StoryHead
    before: VersionHead
    after: VersionHead
    theory_before: Theory
    theory_after: Theory
    difference: Difference


def compare_versions(viewer: Viewer, story_id: uuid.UUID, before: int, after: int) -> Compared:
    """Any two versions by their numbers. One query beside the heading's."""
    story = seen_story(viewer, story_id)
    found = {one.number: one for one in StoryVersion.objects.filter(story=story, number__in={before, after})}
    if not {before, after} <= found.keys():
        raise Unseen
    theories = theory_of(found[before]), theory_of(found[after])
    return Compared(
        head_of(viewer, story),
        version_head(found[before]),
        version_head(found[after]),
        *theories,
        difference(*theories),
    )


def imports_in_work(viewer: Viewer, story_id: uuid.UUID) -> tuple[ImportLine, ...]:
    """The tables that were read into the newest version and not taken back, the newest first. Two queries beside the ground's."""
    version = StoryVersion.objects.filter(story=seen_story(viewer, story_id)).order_by("-number")[0]
    return tuple(one for one in imports_of(version) if not one.is_taken_back)


def theory_of_version(viewer: Viewer, story_id: uuid.UUID, number: int) -> tuple[VersionHead, Theory]:
    """One version as it stands. One query beside the ground's."""
    story = seen_story(viewer, story_id)
    version = StoryVersion.objects.filter(story=story, number=number).first()
    if version is None:
        raise Unseen
    return version_head(version), theory_of(version)
