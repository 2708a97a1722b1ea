"""開示の根拠: on which ground one piece of information was given to somebody. A disclosure without one is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from takigi.access.legal_bases import DECLARATIONS, LegalBasis, opens_identity_without_consent
from takigi.kernel.labelled import Labelled


class DisclosureBasis(Labelled):
    """開示の根拠. Stored with every disclosure, with its recipients, classes, necessity and time."""

    OWN_PURPOSE = "own_purpose", "利用目的の範囲内"
    CONSENT = "consent", "本人の同意"
    SWA_106_6 = "swa_106_6", "社会福祉法の支援会議"
    SCA_9 = "sca_9", "生活困窮者自立支援法の支援会議"
    CWA_25_2 = "cwa_25_2", "要保護児童対策地域協議会"
    LIA_COUNCIL = "lia_council", "孤独・孤立対策地域協議会"
    PA_27_3 = "pa_27_3", "生活保護法の調整会議"
    PIP_69_2_2 = "pip_69_2_2", "目的外利用：内部での利用に相当の理由"
    PIP_69_2_3 = "pip_69_2_3", "目的外提供：他の公的機関への相当の理由"
    PIP_69_2_4 = "pip_69_2_4", "目的外提供：統計・本人の利益・特別の理由"
    EMERGENCY = "emergency", "緊急"
    ABUSE_NOTIFICATION = "abuse_notification", "虐待の通報"
    STATISTICS = "statistics", "統計"


@dataclass(frozen=True, slots=True)
class DisclosureRule:
    """What a disclosure on this basis needs, where it comes from and whether somebody has read the source."""

    source: str
    verified: bool
    meeting: LegalBasis | None = None
    needs_approval_record: bool = False
    since: date | None = None
    remark: str = ""


PIP = "個人情報の保護に関する法律"
# 令和3年の改正: from this day the national law, and no longer each town's ordinance, binds municipalities.
PIP_BINDS_TOWNS = date(2023, 4, 1)

RULES: Mapping[DisclosureBasis, DisclosureRule] = MappingProxyType(
    {
        DisclosureBasis.OWN_PURPOSE: DisclosureRule(
            f"{PIP}第69条第1項", True, since=PIP_BINDS_TOWNS, remark="集めた目的の中で使う。"
        ),
        DisclosureBasis.CONSENT: DisclosureRule(
            f"{PIP}第69条第2項第1号", True, since=PIP_BINDS_TOWNS, remark="機関・区分・目的・期間の範囲内に限る。"
        ),
        DisclosureBasis.SWA_106_6: DisclosureRule("社会福祉法第106条の6第3項", True, LegalBasis.SWA_106_6),
        DisclosureBasis.SCA_9: DisclosureRule("生活困窮者自立支援法第9条第3項", True, LegalBasis.SCA_9),
        DisclosureBasis.CWA_25_2: DisclosureRule("児童福祉法第25条の2から第25条の5まで", True, LegalBasis.CWA_25_2),
        DisclosureBasis.LIA_COUNCIL: DisclosureRule("孤独・孤立対策推進法第16条", True, LegalBasis.LIA_COUNCIL),
        DisclosureBasis.PA_27_3: DisclosureRule(
            "生活保護法第27条の3第3項", False, LegalBasis.PA_27_3, remark="同意なしに共有できるかを先に確認する。"
        ),
        DisclosureBasis.PIP_69_2_2: DisclosureRule(
            f"{PIP}第69条第2項第2号", True, needs_approval_record=True, since=PIP_BINDS_TOWNS
        ),
        DisclosureBasis.PIP_69_2_3: DisclosureRule(
            f"{PIP}第69条第2項第3号", True, needs_approval_record=True, since=PIP_BINDS_TOWNS
        ),
        DisclosureBasis.PIP_69_2_4: DisclosureRule(
            f"{PIP}第69条第2項第4号", True, needs_approval_record=True, since=PIP_BINDS_TOWNS
        ),
        DisclosureBasis.EMERGENCY: DisclosureRule(
            "緊急の閲覧の決まり", False, remark="差し迫った危険に限る。24時間以内、理由を記録、後で点検。"
        ),
        DisclosureBasis.ABUSE_NOTIFICATION: DisclosureRule(
            "虐待防止に関する各法律", False, remark="通報先と様式は各法律による。"
        ),
        DisclosureBasis.STATISTICS: DisclosureRule("集計の公表基準", False, remark="少人数を伏せた集計に限る。"),
    }
)


def may_open_identity(basis: DisclosureBasis, on: date, *, has_consent: bool) -> bool:
    """会議で個人が分かる情報を開示できるか: on consent, or in one of the four meetings whose law needs none.

    Naming some basis is not enough: a meeting whose law is not yet clear discloses on `CONSENT`.
    """
    if basis is DisclosureBasis.CONSENT:
        return has_consent
    meeting = RULES[basis].meeting
    return meeting is not None and opens_identity_without_consent(meeting, on)


def is_in_force(basis: DisclosureBasis, on: date) -> bool:
    """Whether the source of the basis was law on that day; rules without a date hold always."""
    rule = RULES[basis]
    if rule.meeting is not None:
        return DECLARATIONS[rule.meeting].wordings[0].since <= on
    return rule.since is None or rule.since <= on
