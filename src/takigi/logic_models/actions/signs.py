"""声と合図の操作: log what was heard, say whether it is what was hoped for, say what was seen."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.logic_models import policies
from takigi.logic_models.actions.deeds import record, row_of, stamp
from takigi.logic_models.models import SignCheck, Story, StoryVersion, Voice, VoiceMatch
from takigi.logic_models.queries.history import theory_of
from takigi.logic_models.rules.naming import looks_named
from takigi.logic_models.rules.nodes import Monitoring
from takigi.logic_models.rules.signs import JUDGEMENTS, Match, SignState
from takigi.logic_models.rules.words import AudienceKind, LogicModelRefused, VoiceOrigin, said


@dataclass(frozen=True)
class VoiceWords:
    """声: what was said, by whom (a kind, no name), where and when; for which sign, if that is known."""

    quote: str
    heard_on: date
    monitoring: str = ""
    who_kind: AudienceKind | None = None
    where: str = ""


@dataclass(frozen=True)
class Heard:
    """The voice that was kept. `names`: words that look like a person's name; then it is a draft of whoever wrote it."""

    voice_id: uuid.UUID
    names: tuple[str, ...] = ()


def _newest_rows(story: Story) -> dict[str, Monitoring]:
    newest = StoryVersion.objects.filter(story=story).order_by("-number")[0]
    return {row.key: row for row in theory_of(newest).of(Monitoring)}


def _check_sign(story: Story, monitoring: str) -> None:
    if monitoring and monitoring not in _newest_rows(story):
        raise LogicModelRefused(
            "この合図は、いまの版にはありません。合図を選びなおすか、合図なしで書きとめてください。"
        )


def _kept(by: Viewer, story: Story, words: VoiceWords, *, origin: VoiceOrigin, origin_key: str = "") -> Heard:
    if words.heard_on > by.on:
        raise LogicModelRefused("聞いた日が今日より後になっています。")
    names = looks_named(words.quote)
    voice = Voice.objects.create(
        monitoring=words.monitoring,
        quote=said(words.quote, "ことば"),
        who_kind=words.who_kind or "",
        where=words.where.strip(),
        heard_on=words.heard_on,
        origin=origin,
        origin_key=origin_key,
        is_draft=bool(names),
        **stamp(by, story),
    )
    record("logic_models.voice_logged", by, story, origin=origin.value, draft=bool(names))
    return Heard(voice.pk, names)


@transaction.atomic
def log_voice(*, by: Viewer, story_id: uuid.UUID, words: VoiceWords, match: Match = Match.WAITING) -> Heard:
    """声を書きとめる. One that seems to name a person is kept as a draft, and told so; nothing typed is lost.

    `match`: whoever heard it may say at once whether it is what was hoped for.
    """
    story = policies.story_to_edit(by, story_id)
    _check_sign(story, words.monitoring)
    heard = _kept(by, story, words, origin=VoiceOrigin.TYPED)
    if match is not Match.WAITING and not heard.names:
        _match(by, row_of(Voice, story, heard.voice_id), match)
    return heard


@transaction.atomic
def bring_voice(
    *, by: Viewer, story_id: uuid.UUID, words: VoiceWords, origin: VoiceOrigin, origin_key: str
) -> Heard | None:
    """記録から声が来る: from a visit, a meeting or a survey, to a sign that is fed by them. It waits there for a person.

    Whoever keeps such records need not be in the team, and sees nothing of the story. The same record brings its voice
    once: None the second time. `origin_key` names the record by an opaque id, never the person.
    """
    if not policies.may_bring_voices(by):
        raise NotPermitted("声を届けられるのは、町の仕事をしている職員です。")
    story = Story.objects.select_for_update().filter(pk=story_id, municipality_id=by.municipality_id).first()
    row = _newest_rows(story).get(words.monitoring) if story else None
    if story is None or row is None or origin not in row.fed_by:
        raise LogicModelRefused("この合図は、記録からの声を待っていません。")
    if Voice.objects.filter(story=story, monitoring=words.monitoring, origin_key=origin_key).exists():
        return None
    return _kept(by, story, words, origin=origin, origin_key=origin_key)


def _match(by: Viewer, voice: Voice, match: Match) -> None:
    is_said = match is not Match.WAITING
    voice.match = match
    voice.matched_at, voice.matched_by_id = (by.at, by.staff_id) if is_said else (None, None)
    voice.save(update_fields=["match", "matched_at", "matched_by"])
    VoiceMatch.objects.create(voice=voice, monitoring=voice.monitoring, match=match, at=by.at, by_id=by.staff_id)


@transaction.atomic
def confirm_match(
    *, by: Viewer, story_id: uuid.UUID, voice_id: uuid.UUID, match: Match, monitoring: str | None = None
) -> None:
    """待っていた合図かを決める, by a person of the team. `monitoring`: the voice belongs to another sign."""
    story = policies.story_to_edit(by, story_id)
    voice = row_of(Voice, story, voice_id)
    if voice.is_draft:
        raise LogicModelRefused("この声はまだ下書きです。名前の出ない書き方に直してから決めてください。")
    if monitoring is not None and monitoring != voice.monitoring:
        _check_sign(story, monitoring)
        voice.monitoring = monitoring
        voice.save(update_fields=["monitoring"])
    if match is not Match.WAITING and not voice.monitoring:
        raise LogicModelRefused("どの合図への声かを選んでください。")
    _match(by, voice, match)
    record("logic_models.voice_matched", by, story, match=match.value)


@transaction.atomic
def rewrite_voice(
    *, by: Viewer, story_id: uuid.UUID, voice_id: uuid.UUID, quote: str, names_nobody: bool = False
) -> Heard:
    """下書きの声を直す, by whoever wrote it. `names_nobody`: they looked, and the words name nobody although they seem to."""
    story = Story.objects.filter(pk=story_id, municipality_id=by.municipality_id).first()
    if story is None:
        raise Unseen
    voice = row_of(Voice, story, voice_id)
    if voice.recorded_by_id != by.staff_id:
        policies.story_to_edit(by, story_id)
        raise NotPermitted("下書きを直せるのは、書いた本人です。")
    if not voice.is_draft:
        raise LogicModelRefused(
            "書きとめた声は書きかえません。まちがいのときは、「いいえ」にして新しく書いてください。"
        )
    names = () if names_nobody else looks_named(quote)
    voice.quote, voice.is_draft = said(quote, "ことば"), bool(names)
    voice.save(update_fields=["quote", "is_draft"])
    record("logic_models.voice_rewritten", by, story, draft=voice.is_draft)
    return Heard(voice.pk, names)


@transaction.atomic
def check_sign(
    *,
    by: Viewer,
    story_id: uuid.UUID,
    monitoring: str,
    found: SignState,
    words: str = "",
    next_on: date | None = None,
) -> uuid.UUID:
    """合図を確かめる: somebody looked, and says not yet, beginning or surely seen, and when to look again."""
    story = policies.story_to_edit(by, story_id)
    _check_sign(story, said(monitoring, "合図"))
    if found not in JUDGEMENTS:
        raise LogicModelRefused("「見えない（期限切れ）」は日付から決まります。「まだ見ない」を選んでください。")
    if found is SignState.SEEN:
        said(words, "何が見えたか")
    if next_on is not None and next_on <= by.on:
        raise LogicModelRefused("次に確かめる日は、明日より後にしてください。")
    if next_on is None and found is not SignState.SEEN:
        raise LogicModelRefused("次に確かめる日を決めてください。")
    check = SignCheck.objects.create(
        monitoring=monitoring,
        checked_on=by.on,
        found=found,
        words=words.strip(),
        next_on=next_on,
        **stamp(by, story),
    )
    record("logic_models.sign_checked", by, story, found=found.value)
    return check.pk
