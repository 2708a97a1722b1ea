"""合図の板: what is seen, what begins, what is silent past its date, and the voices that wait for a person."""

import uuid
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q

from takigi.access.grounds import NotPermitted, Viewer
from takigi.logic_models.models import SignCheck, StoryVersion, VoiceMatch
from takigi.logic_models.policies import may_bring_voices, seen_story, visible_voices
from takigi.logic_models.queries.heads import StoryHead, head_of
from takigi.logic_models.queries.history import VersionHead, theory_of, version_head
from takigi.logic_models.rules.nodes import Monitoring
from takigi.logic_models.rules.signs import Look, Match, SignState, Standing, standing
from takigi.logic_models.rules.states import StoryState
from takigi.logic_models.rules.theory import Theory
from takigi.logic_models.rules.words import AudienceKind, VoiceOrigin


@dataclass(frozen=True)
class VoiceLine:
    """声. `is_draft`: it may name somebody; only whoever wrote it sees it."""

    voice_id: uuid.UUID
    monitoring: str
    quote: str
    who_kind: AudienceKind | None
    where: str
    heard_on: date
    match: Match
    origin: VoiceOrigin
    is_draft: bool


@dataclass(frozen=True)
class CheckLine:
    """確かめた記録."""

    checked_on: date
    found: SignState
    words: str
    next_on: date | None


@dataclass(frozen=True)
class SignRow:
    """合図の一行: the row of the plan, whom and which changes it watches, where it stands, what was heard and found."""

    row: Monitoring
    audience: str
    outcomes: tuple[str, ...]
    standing: Standing
    voices: tuple[VoiceLine, ...]
    checks: tuple[CheckLine, ...]


@dataclass(frozen=True)
class SignsBoard:
    """合図の板 of one story; `unplaced`: voices that belong to no sign of this version yet."""

    head: StoryHead
    version: VersionHead
    rows: tuple[SignRow, ...]
    unplaced: tuple[VoiceLine, ...]

    def of(self, state: SignState) -> tuple[SignRow, ...]:
        """The rows in one state."""
        return tuple(row for row in self.rows if row.standing.state is state)

    @property
    def waiting(self) -> tuple[VoiceLine, ...]:
        """Voices that wait for a person to say whether they match."""
        every = [voice for row in self.rows for voice in row.voices] + list(self.unplaced)
        return tuple(voice for voice in every if voice.match is Match.WAITING and not voice.is_draft)


def signs_board(viewer: Viewer, story_id: uuid.UUID) -> SignsBoard:
    """Every sign of the story that is looked for. Four queries beside the heading's, however many voices there are."""
    story = seen_story(viewer, story_id)
    version = StoryVersion.objects.filter(story=story).order_by("-number")[0]
    head = head_of(viewer, story)
    rows, unplaced = sign_rows(viewer, story.pk, theory_of(version), on=viewer.on)
    if not head.sees_work:
        rows, unplaced = without_words(rows), ()
    return SignsBoard(head, version_head(version), rows, unplaced)


def without_words(rows: tuple[SignRow, ...]) -> tuple[SignRow, ...]:
    """Where the signs stand, without what anybody said: for whoever only sees the story."""
    return tuple(replace(row, voices=(), checks=tuple(replace(one, words="") for one in row.checks)) for row in rows)


def sign_rows(
    viewer: Viewer, story_id: uuid.UUID, theory: Theory, *, on: date, before: datetime | None = None
) -> tuple[tuple[SignRow, ...], tuple[VoiceLine, ...]]:
    """The signs of a theory as they stood on a day. Three queries; for queries of this room."""
    until = Q(recorded_at__lt=before) if before else Q()
    voices: dict[str, list[VoiceLine]] = defaultdict(list)
    for line in _voices(viewer, story_id, until, before):
        voices[line.monitoring].append(line)
    looks: dict[str, list[CheckLine]] = defaultdict(list)
    for one in SignCheck.objects.filter(until, story_id=story_id).order_by("checked_on", "recorded_at", "pk"):
        looks[one.monitoring].append(CheckLine(one.checked_on, SignState(one.found), one.words, one.next_on))
    names = {node.key: node.text for node in theory.nodes}
    rows = tuple(_sign_row(row, names, voices.pop(row.key, []), looks[row.key], on=on) for row in theory.of(Monitoring))
    return rows, tuple(voice for left in voices.values() for voice in left)


def _sign_row(
    row: Monitoring, names: dict[str, str], voices: list[VoiceLine], checks: list[CheckLine], *, on: date
) -> SignRow:
    stands = standing(
        planned_on=row.next_check_on,
        looks=tuple(Look(one.checked_on, one.found, one.next_on) for one in checks),
        heard=tuple((one.heard_on, one.match) for one in voices if not one.is_draft),
        on=on,
    )
    return SignRow(
        row=row,
        audience=names.get(row.audience, ""),
        outcomes=tuple(names[key] for key in row.outcomes if key in names),
        standing=stands,
        voices=tuple(sorted(voices, key=lambda one: one.heard_on, reverse=True)),
        checks=tuple(reversed(checks)),
    )


def _voices(viewer: Viewer, story_id: uuid.UUID, until: Q, before: datetime | None) -> list[VoiceLine]:
    rows = list(visible_voices(viewer, story_id).filter(until).order_by("heard_on", "recorded_at", "pk"))
    said = _matches_by(story_id, before) if before else {}
    lines = []
    for one in rows:
        # As of a day: what had been said of it by then, which is not what is said of it now.
        monitoring, match = said.get(one.pk, (one.monitoring, Match.WAITING)) if before else (one.monitoring, one.match)
        lines.append(
            VoiceLine(
                voice_id=one.pk,
                monitoring=monitoring,
                quote=one.quote,
                who_kind=AudienceKind(one.who_kind) if one.who_kind else None,
                where=one.where,
                heard_on=one.heard_on,
                match=Match(match),
                origin=VoiceOrigin(one.origin),
                is_draft=one.is_draft,
            )
        )
    return lines


def _matches_by(story_id: uuid.UUID, before: datetime) -> dict[uuid.UUID, tuple[str, str]]:
    rows = VoiceMatch.objects.filter(voice__story_id=story_id, at__lt=before).order_by("at", "pk")
    return {voice: (monitoring, match) for voice, monitoring, match in rows.values_list("voice", "monitoring", "match")}


@dataclass(frozen=True)
class FedSign:
    """A sign that is fed by other records: where a voice is to be brought. No word of the story."""

    story_id: uuid.UUID
    monitoring: str


def signs_fed_by(viewer: Viewer, origin: VoiceOrigin) -> tuple[FedSign, ...]:
    """The signs of the town's running stories that wait for voices from such records. One query.

    For whoever keeps the records; they see no story by it.
    """
    if not may_bring_voices(viewer):
        raise NotPermitted("声を届けられるのは、町の仕事をしている職員です。")
    stopped = [StoryState.PAUSED.value, StoryState.ENDED.value]
    versions = StoryVersion.objects.filter(story__municipality_id=viewer.municipality_id).exclude(
        story__state__in=stopped
    )
    newest: dict[uuid.UUID, StoryVersion] = {}
    for version in versions.order_by("number"):
        newest[version.story_id] = version
    return tuple(
        FedSign(story_id, row.key)
        for story_id, version in newest.items()
        for row in theory_of(version).of(Monitoring)
        if origin in row.fed_by
    )
