"""アンケートを用意する・読む根拠: who may ask, and who reads what came of it. Nobody reads an answer."""

from __future__ import annotations

import uuid

from takigi.access.grounds import NotPermitted, Unseen, Viewer
from takigi.organisations.rules import Duty
from takigi.surveys.models import Wave

# Whose work the learning together is; no head of a workplace is among them for being one.
_ASKING = frozenset({Duty.STATION, Duty.SECRETARIAT, Duty.PLANNING})
_READING = _ASKING | {Duty.EVALUATION}
REASON = "アンケートを受けもつ職務"


def may_ask(viewer: Viewer) -> bool:
    """Whether the viewer may prepare a survey."""
    return viewer.is_active and any(viewer.has_duty(duty) for duty in _ASKING)


def check_asks(viewer: Viewer) -> None:
    """Refuses whoever may not."""
    if not may_ask(viewer):
        raise NotPermitted("アンケートを用意できるのは、ステーション、会議の事務局、計画・評価の職員です。")


def check_sees(viewer: Viewer) -> None:
    """That there is a survey: there is nothing about anybody in it."""
    if not viewer.is_active:
        raise NotPermitted("アンケートの一覧は、町の職員のページです。")


def may_read(viewer: Viewer) -> bool:
    """Whether the viewer reads what came of a survey."""
    return viewer.is_active and any(viewer.has_duty(duty) for duty in _READING)


def check_reads(viewer: Viewer) -> None:
    """What came of a survey, in numbers."""
    if not may_read(viewer):
        raise NotPermitted(
            "アンケートのまとめを見られるのは、ステーション、会議の事務局、計画・評価の職員と評価者です。"
        )


def seen_wave(viewer: Viewer, wave_id: uuid.UUID) -> Wave:
    """A wave of the viewer's town."""
    check_reads(viewer)
    found = Wave.objects.select_related("instrument").filter(pk=wave_id, municipality_id=viewer.municipality_id).first()
    if found is None:
        raise Unseen
    return found


def wave_to_change(viewer: Viewer, wave_id: uuid.UUID) -> Wave:
    """The same, locked."""
    check_asks(viewer)
    found = Wave.objects.select_for_update().filter(pk=wave_id, municipality_id=viewer.municipality_id).first()
    if found is None:
        raise Unseen
    return found


def target_of(wave_id: uuid.UUID) -> str:
    """How the audit log names a wave."""
    return f"survey:{wave_id}"
