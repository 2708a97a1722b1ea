"""会議に出ているケースのきまり: the phase by the clock, and which class a meeting may open on which basis (I5, I6)."""

from datetime import date, datetime

from takigi.access.decide import MeetingPhase
from takigi.access.disclosure_bases import DisclosureBasis, is_in_force, may_open_identity
from takigi.access.information import CASE_CLASSES, Information
from takigi.access.legal_bases import LegalBasis
from takigi.access.legal_bases import opens_identity_without_consent as opens_without_consent
from takigi.collaboration.rules.words import CollaborationRefused

_ORDER = (
    MeetingPhase.DRAFT,
    MeetingPhase.ACCEPTED,
    MeetingPhase.MATERIALS_OPEN,
    MeetingPhase.HELD,
    MeetingPhase.GRACE,
    MeetingPhase.CLOSED,
)
ENDED = frozenset({MeetingPhase.CLOSED, MeetingPhase.CANCELLED})
READABLE = frozenset({MeetingPhase.MATERIALS_OPEN, MeetingPhase.HELD, MeetingPhase.GRACE})
# The station and the secretariat are in it from the moment it is accepted.
STANDING = READABLE | {MeetingPhase.ACCEPTED}
# What no meeting opens, whatever its law.
NEVER_OPENED = frozenset({Information.LOC, Information.PLAN, Information.INTL})
OPENABLE = CASE_CLASSES - NEVER_OPENED - {Information.ROLE, Information.MREC}


def phase_at(phase: MeetingPhase, opens_at: datetime | None, closes_at: datetime | None, at: datetime) -> MeetingPhase:
    """The phase by the clock: what opens closes by itself, and nothing opens before its hour."""
    if phase in READABLE and closes_at is not None and at >= closes_at:
        return MeetingPhase.CLOSED
    if phase is MeetingPhase.MATERIALS_OPEN and opens_at is not None and at < opens_at:
        return MeetingPhase.ACCEPTED
    return phase


def check_phase(current: MeetingPhase, wanted: MeetingPhase, closes_at: datetime | None) -> None:
    """Forward only; an end is an end; nothing opens without the moment at which it closes."""
    if current in ENDED:
        raise CollaborationRefused(
            f"この議題は「{current.label}」です。もう一度話し合うときは、新しい議題にしてください。"
        )
    if wanted is not MeetingPhase.CANCELLED and _ORDER.index(wanted) < _ORDER.index(current):
        raise CollaborationRefused(f"「{current.label}」から「{wanted.label}」へは戻れません。")
    if wanted in READABLE and closes_at is None:
        raise CollaborationRefused("資料を開くときは、閉じる日時を決めてください。")


def check_opening(
    info_class: Information,
    basis: DisclosureBasis,
    law: LegalBasis,
    *,
    phase: MeetingPhase,
    necessity: str,
    has_consent: bool,
    on: date,
) -> None:
    """Refuses a class that no meeting opens, a basis that does not carry it, and sensitive facts without necessity."""
    if info_class not in OPENABLE:
        raise CollaborationRefused(f"「{info_class.label}」は、会議では開けません。")
    if phase in ENDED:
        raise CollaborationRefused("終わった議題では、新しく開けません。")
    if info_class is Information.SENS and len(necessity.strip()) < 5:
        raise CollaborationRefused("要配慮個人情報を開くときは、この議題になぜ必要かを書いてください。")
    if not is_in_force(basis, on):
        raise CollaborationRefused(f"「{basis.label}」は、この日にはまだ施行されていません。")
    if info_class is Information.DEID:
        return
    if law is LegalBasis.NONE:
        raise CollaborationRefused("法令の根拠のない場では、名前を伏せた概要だけを扱います。")
    if basis is not DisclosureBasis.CONSENT and basis.value != law.value:
        raise CollaborationRefused("この議題の根拠と、開示の根拠が合いません。会議体の根拠を確かめてください。")
    if not may_open_identity(basis, on, has_consent=has_consent):
        raise CollaborationRefused(
            "この根拠では、本人の同意なしに個人が分かる情報を開けません。同意を記録するか、名前を伏せた概要で話し合ってください。"
        )


def is_open(info_class: Information, basis: DisclosureBasis, law: LegalBasis, *, has_consent: bool, on: date) -> bool:
    """Weighed again at every reading: a consent that was withdrawn closes what it opened, at once (I9)."""
    if info_class is Information.DEID:
        return True
    if basis is DisclosureBasis.CONSENT:
        return has_consent and law is not LegalBasis.NONE
    return basis.value == law.value and opens_without_consent(law, on)
