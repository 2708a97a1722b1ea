"""適法に開くきまり: what may be opened on which ground, checked before anybody can look (R3–R7, R9–R11, I5, I6)."""

from dataclasses import dataclass
from datetime import date

from takigi.access.disclosure_bases import DisclosureBasis
from takigi.access.information import Information
from takigi.access.legal_bases import LegalBasis, opens_identity_without_consent
from takigi.meetings.rules.phases import NEVER_IDENTIFIES
from takigi.meetings.rules.words import MeetingKind, MeetingsRefused

# Opened class by class; a page of materials belongs to one of them. Addresses under protection, internal notes and plans
# are never put before a meeting.
DISCLOSABLE = frozenset(
    {
        Information.DEID,
        Information.IDENT,
        Information.HH,
        Information.ASSESS,
        Information.SENS,
        Information.LEAD,
    }
)
# What lets somebody know who it is.
IDENTIFYING = DISCLOSABLE - {Information.DEID}

BASIS_OF = {
    LegalBasis.SWA_106_6: DisclosureBasis.SWA_106_6,
    LegalBasis.SCA_9: DisclosureBasis.SCA_9,
    LegalBasis.CWA_25_2: DisclosureBasis.CWA_25_2,
    LegalBasis.LIA_COUNCIL: DisclosureBasis.LIA_COUNCIL,
}


@dataclass(frozen=True)
class Ground:
    """On what an item stands: the law, the kind of meeting, and whether the person's consent reaches its recipients."""

    legal_basis: LegalBasis
    kind: MeetingKind
    has_consent: bool = False


def basis_for(info_class: Information, ground: Ground, *, on: date) -> DisclosureBasis:
    """開示の根拠: the body's own statute where it opens identities, otherwise the person's consent, otherwise a refusal.

    What names nobody needs no more than the purpose for which it was written.
    """
    check_class(info_class, ground.kind)
    if info_class is Information.DEID:
        return DisclosureBasis.OWN_PURPOSE
    if opens_identity_without_consent(ground.legal_basis, on):
        return BASIS_OF[ground.legal_basis]
    if ground.legal_basis is LegalBasis.NONE:
        raise MeetingsRefused(
            f"この会議体には法令の根拠がないため、「{info_class.label}」は開けません。"
            "名前を伏せた概要で話すか、根拠のある会議体の議題にしてください。"
        )
    if ground.has_consent:
        return DisclosureBasis.CONSENT
    raise MeetingsRefused(
        f"「{ground.legal_basis.label}」で「{info_class.label}」を開くには、出席する機関すべてに及ぶ本人の同意が必要です。"
        "同意を記録するか、それまでは名前を伏せた概要で話すか、支援会議（社会福祉法）の議題にしてください。"
    )


def check_class(info_class: Information, kind: MeetingKind) -> None:
    """Refuses what no meeting may see, and whatever names somebody where no statute holds (R7, R10, I6)."""
    if info_class is Information.LOC:
        raise MeetingsRefused("保護すべき住所は、どの会議の資料にも入れられません。住所にふれずに話してください。")
    if info_class not in DISCLOSABLE:
        raise MeetingsRefused(f"「{info_class.label}」は、会議では開けません。")
    if kind in NEVER_IDENTIFIES and info_class is not Information.DEID:
        raise MeetingsRefused(
            f"{kind.label}では、だれのことか分かる情報を扱えません。名前を伏せた概要にするか、支援会議を依頼してください。"
        )


def check_necessity(info_class: Information, note: str) -> None:
    """R4, R11: whoever reads the log later learns why; for sensitive information the chair writes it for this item."""
    if len(note.strip()) >= (10 if info_class is Information.SENS else 1):
        return
    if info_class is Information.SENS:
        raise MeetingsRefused("要配慮個人情報を開くときは、この議題でなぜ必要かを10文字以上で書いてください。")
    raise MeetingsRefused(f"「{info_class.label}」がこの議題でなぜ必要かを書いてください。")
