"""合図の板の身じたく: voices that wait for a person first, then every sign under what is seen of it."""

from typing import Any

from django.urls import reverse

from takigi.access.grounds import Viewer
from takigi.components.button import Button, ButtonKind, ButtonLink
from takigi.components.field import Choice, Field, FieldKind
from takigi.components.status_tag import StatusTag
from takigi.components.tone import Tone
from takigi.logic_models.queries.signs import SignRow, SignsBoard, VoiceLine
from takigi.logic_models.rules.signs import Match, SignState
from takigi.screens.stories.desk import head_parts, version_tag
from takigi.screens.stories.sign_forms import sign_choices

ORDER = (
    (SignState.SEEN, Tone.DONE, "人が見て、確かだと言ったもの"),
    (SignState.BEGINNING, Tone.ACTIVE, "声が聞こえはじめたもの"),
    (SignState.NOT_YET, Tone.QUIET, "まだ聞こえていないもの。確かめる日はこれからです"),
    (SignState.SILENT, Tone.WAITING, "確かめる日を過ぎても見えないもの。失敗ではなく、見直すきっかけです"),
)
LAST_VOICES = 3
ANSWERS = [Button(one.label, name="match", value=one.value) for one in Match if one is not Match.WAITING]


def dress_signs(viewer: Viewer, board: SignsBoard) -> dict[str, Any]:
    """The board."""
    story_id = board.head.story_id
    names = dict(sign_choices(board))
    new = ButtonLink("声を書きとめる", reverse("voice_new", args=[story_id]), ButtonKind.PRIMARY, icon="plus")
    drafts = [one for row in board.rows for one in row.voices if one.is_draft]
    return head_parts(viewer, board.head, "signs") | {
        "version": version_tag(board.version),
        "action": new if board.head.may_edit else "",
        "counts": [(state.label, len(board.of(state))) for state, _, _ in ORDER],
        "waiting": [_waiting(one, names) for one in board.waiting],
        "drafts": [_draft(one) for one in (*drafts, *(one for one in board.unplaced if one.is_draft))],
        "answers": ANSWERS,
        "rewrite": Button("書き直して残す"),
        "groups": [
            {"state": state, "tag": StatusTag(state.label, tone), "told": told, "rows": _rows(board, state)}
            for state, tone, told in ORDER
            if board.of(state)
        ],
        "has_signs": bool(board.rows),
        "loose": [one for one in board.unplaced if not one.is_draft and one.match is not Match.WAITING],
    }


def _waiting(voice: VoiceLine, names: dict[str, str]) -> dict[str, Any]:
    choices = tuple(Choice(key, label) for key, label in names.items())
    key = f"sign-{voice.voice_id}"
    which = Field("monitoring", "どの合図への声", FieldKind.SELECT, choices=choices, key=key, requirement="")
    return {
        "voice": voice,
        "sign": names.get(voice.monitoring, ""),
        "which": which if choices else "",
    }


def _draft(voice: VoiceLine) -> dict[str, Any]:
    quote = Field(
        "quote", "聞こえたことば", FieldKind.TEXTAREA, value=voice.quote, key=f"quote-{voice.voice_id}", requirement=""
    )
    sure = Field(
        "names_nobody",
        "見直しました。個人の名前や住所ではありません",
        FieldKind.CHECKBOX,
        key=f"sure-{voice.voice_id}",
        requirement="",
    )
    return {"voice": voice, "quote": quote, "sure": sure}


def _rows(board: SignsBoard, state: SignState) -> list[dict[str, Any]]:
    return [_row(board, one) for one in board.of(state)]


def _row(board: SignsBoard, one: SignRow) -> dict[str, Any]:
    settled = [voice for voice in one.voices if not voice.is_draft and voice.match is not Match.WAITING]
    story_id, key = board.head.story_id, one.row.key
    return {
        "row": one.row,
        "sign": one.row.sign or one.row.text,
        "audience": one.audience,
        "outcomes": one.outcomes,
        "standing": one.standing,
        "last": [_voice(voice) for voice in settled[:LAST_VOICES]],
        "older": [_voice(voice) for voice in settled[LAST_VOICES:]],
        "checks": one.checks,
        "voice_url": f"{reverse('voice_new', args=[story_id])}?sign={key}" if board.head.may_edit else "",
        "check_url": f"{reverse('sign_check', args=[story_id])}?sign={key}" if board.head.may_edit else "",
    }


def _voice(voice: VoiceLine) -> dict[str, Any]:
    tone = Tone.ACTIVE if voice.match is Match.YES else Tone.QUIET
    return {"voice": voice, "match": StatusTag(f"待っていた合図: {voice.match.label}", tone)}
