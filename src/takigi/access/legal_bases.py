"""根拠法令: on which law a meeting shares and keeps secrets, in dated wordings, because articles do move."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from takigi.kernel.era_names import in_japanese
from takigi.kernel.labelled import Labelled


class LegalBasis(Labelled):
    """会議体の根拠. Stated for each meeting body; never guessed from its local name."""

    SWA_106_6 = "swa_106_6", "支援会議（社会福祉法）"
    SCA_9 = "sca_9", "支援会議（生活困窮者自立支援法）"
    JUSOU = "jusou", "重層的支援会議"
    CWA_25_2 = "cwa_25_2", "要保護児童対策地域協議会"
    LIA_COUNCIL = "lia_council", "孤独・孤立対策地域協議会"
    PA_27_3 = "pa_27_3", "調整会議（生活保護法）"
    LTC_CARE = "ltc_care", "地域ケア会議"
    NONE = "none", "法令の根拠なし"


class SecrecyType(Labelled):
    """守秘の種別: what kind of member somebody is; child welfare law binds each kind differently."""

    PUBLIC_BODY = "public_body", "国・自治体の機関"
    CORPORATION = "corporation", "法人"
    INDIVIDUAL = "individual", "その他の構成員"


@dataclass(frozen=True, slots=True)
class Wording:
    """条文: what the law says about secrecy from one day on. Never edited: a new wording follows it."""

    since: date
    secrecy: str  # the article that forbids leaking
    penalty_article: str
    penalty: str
    verified: bool  # compared with the text published for that time
    source: str


@dataclass(frozen=True, slots=True)
class Declaration:
    """One legal basis: whom it binds, whether it opens identities without consent, and its wordings by date."""

    law: str
    provision: str
    opens_identity_without_consent: bool
    bound: Mapping[SecrecyType, str]
    wordings: tuple[Wording, ...] = ()  # oldest first
    reread_from: date | None = None  # an amendment starts here whose text nobody has read yet
    remark: str = ""


class NoWording(LookupError):
    """The law says nothing about secrecy on that day, or nobody has written down what it says."""


def _everybody(who: str) -> Mapping[SecrecyType, str]:
    return MappingProxyType(dict.fromkeys(SecrecyType, who))


READ_IN_2026 = "e-Gov法令検索（令和8年6月25日時点の条文）"
READ_2025 = "e-Gov法令検索（令和7年4月時点の条文）"
READ_2024 = "e-Gov法令検索（令和6年10月時点の条文）。それより前の条番号は未確認"
READ_LATER = "令和8年6月25日時点の条文と改正の経過による。当時の条文は未確認"
NOT_READ = "条文未確認"

ONE_YEAR_OR_1_000_000 = "1年以下の拘禁刑又は100万円以下の罰金"
ONE_YEAR_OR_500_000 = "1年以下の拘禁刑又は50万円以下の罰金"
ONE_YEAR_OR_1_000_000_OLD = "1年以下の懲役又は100万円以下の罰金"
ONE_YEAR_OR_500_000_OLD = "1年以下の懲役又は50万円以下の罰金"

# The penal code's reform: 懲役 and 禁錮 became 拘禁刑, in every law on the same day.
NEW_PENALTY = date(2025, 6, 1)
# Secrecy moved from ⑤ to ⑥, because a paragraph about working with the other meetings was put before it.
NEW_ARTICLES = date(2025, 4, 1)
# 令和8年法律第51号: its main part starts here, and what it does to these articles has not been read.
NEXT_REFORM = date(2027, 4, 1)

DECLARATIONS: Mapping[LegalBasis, Declaration] = MappingProxyType(
    {
        LegalBasis.SWA_106_6: Declaration(
            law="社会福祉法",
            provision="第106条の6第1項",
            opens_identity_without_consent=True,
            bound=_everybody("会議の事務に従事する方、従事していた方"),
            wordings=(
                Wording(
                    date(2021, 4, 1), "第106条の6第5項", "第159条第2号", ONE_YEAR_OR_1_000_000_OLD, False, READ_2024
                ),
                Wording(NEW_ARTICLES, "第106条の6第6項", "第159条第2号", ONE_YEAR_OR_1_000_000_OLD, True, READ_2025),
                Wording(NEW_PENALTY, "第106条の6第6項", "第159条第2号", ONE_YEAR_OR_1_000_000, True, READ_IN_2026),
            ),
            reread_from=NEXT_REFORM,
            remark="資料と会議は非公開。構成員は会長が事例ごとに選んで招集する。",
        ),
        LegalBasis.SCA_9: Declaration(
            law="生活困窮者自立支援法",
            provision="第9条第1項",
            opens_identity_without_consent=True,
            bound=_everybody("会議の事務に従事する方、従事していた方"),
            wordings=(
                Wording(date(2018, 10, 1), "第9条第5項", "第28条", ONE_YEAR_OR_1_000_000_OLD, False, READ_LATER),
                Wording(NEW_ARTICLES, "第9条第6項", "第28条", ONE_YEAR_OR_1_000_000_OLD, False, READ_LATER),
                Wording(NEW_PENALTY, "第9条第6項", "第28条", ONE_YEAR_OR_1_000_000, True, READ_IN_2026),
            ),
            reread_from=NEXT_REFORM,
            remark="設置は福祉事務所のある自治体。令和7年4月1日から組織の努力義務。",
        ),
        LegalBasis.JUSOU: Declaration(
            law="社会福祉法",
            provision="第106条の4第2項第5号の事業（会議は実施要綱による）",
            opens_identity_without_consent=False,
            bound=_everybody("事業の受託者とその役員・職員である方、あった方"),
            wordings=(
                Wording(
                    date(2021, 4, 1), "第106条の4第5項", "第159条第1号", ONE_YEAR_OR_1_000_000_OLD, False, READ_2024
                ),
                Wording(NEW_ARTICLES, "第106条の4第6項", "第159条第1号", ONE_YEAR_OR_1_000_000_OLD, True, READ_2025),
                Wording(NEW_PENALTY, "第106条の4第6項", "第159条第1号", ONE_YEAR_OR_1_000_000, True, READ_IN_2026),
            ),
            reread_from=NEXT_REFORM,
            remark="本人の同意がある事例を扱う。受託者でない参加者の守秘は自治体の要綱による。",
        ),
        LegalBasis.CWA_25_2: Declaration(
            law="児童福祉法",
            provision="第25条の2第1項",
            opens_identity_without_consent=True,
            bound=MappingProxyType(
                {
                    SecrecyType.PUBLIC_BODY: "職員である方、職員だった方",
                    SecrecyType.CORPORATION: "役員・職員である方、役員・職員だった方",
                    SecrecyType.INDIVIDUAL: "協議会を構成する方、構成していた方",
                }
            ),
            wordings=(
                Wording(date(2005, 4, 1), "第25条の5", "第61条の3", ONE_YEAR_OR_500_000_OLD, False, READ_LATER),
                Wording(NEW_PENALTY, "第25条の5", "第61条の3", ONE_YEAR_OR_500_000, True, READ_IN_2026),
            ),
        ),
        LegalBasis.LIA_COUNCIL: Declaration(
            law="孤独・孤立対策推進法",
            provision="第15条第1項",
            opens_identity_without_consent=True,
            bound=_everybody("協議会の事務に従事する方、従事していた方"),
            wordings=(
                Wording(date(2024, 4, 1), "第18条", "第28条", ONE_YEAR_OR_500_000_OLD, False, READ_LATER),
                Wording(NEW_PENALTY, "第18条", "第28条", ONE_YEAR_OR_500_000, True, READ_IN_2026),
            ),
        ),
        LegalBasis.PA_27_3: Declaration(
            law="生活保護法",
            provision="第27条の3第1項",
            # Built like 106条の6, but whether it may share without consent is still to be asked.
            opens_identity_without_consent=False,
            bound=_everybody("会議の事務に従事する方、従事していた方"),
            wordings=(
                Wording(NEW_ARTICLES, "第27条の3第6項", "第85条の2", ONE_YEAR_OR_1_000_000_OLD, False, READ_LATER),
                Wording(NEW_PENALTY, "第27条の3第6項", "第85条の2", ONE_YEAR_OR_1_000_000, True, READ_IN_2026),
            ),
            remark="本人の同意なしに共有できるかは確認中。確認が済むまで同意を根拠に開示する。",
        ),
        LegalBasis.LTC_CARE: Declaration(
            law="介護保険法",
            provision="第115条の48第1項",
            opens_identity_without_consent=False,
            bound=_everybody("会議の事務に従事する方、従事していた方"),
            wordings=(
                Wording(
                    date(2015, 4, 1), "第115条の48第5項", "第205条第2項", ONE_YEAR_OR_1_000_000_OLD, False, NOT_READ
                ),
                Wording(NEW_PENALTY, "第115条の48第5項", "第205条第2項", ONE_YEAR_OR_1_000_000, False, NOT_READ),
            ),
            remark="確認が済むまで同意を根拠に開示する。",
        ),
        LegalBasis.NONE: Declaration(
            law="",
            provision="",
            opens_identity_without_consent=False,
            bound=MappingProxyType({}),
            remark="名前を伏せた概要だけを扱う。個人が分かる情報は開示できない。",
        ),
    }
)


def wording_on(basis: LegalBasis, on: date) -> Wording:
    """The wording in force on that day. Raises NoWording where there is none."""
    in_force = [wording for wording in DECLARATIONS[basis].wordings if wording.since <= on]
    if not in_force:
        raise NoWording(f"「{basis.label}」について、{in_japanese(on)}の守秘の条文は登録されていません。")
    return in_force[-1]


def last_day_of(basis: LegalBasis, wording: Wording) -> date | None:
    """The last day a wording is in force; None while no later one is known."""
    later = [other.since for other in DECLARATIONS[basis].wordings if other.since > wording.since]
    return date.fromordinal(min(later).toordinal() - 1) if later else None


def is_verified(basis: LegalBasis, on: date) -> bool:
    """Whether somebody has compared the wording of that day with the law; a known reform not yet read unsettles it."""
    reread_from = DECLARATIONS[basis].reread_from
    return wording_on(basis, on).verified and (reread_from is None or on < reread_from)


def opens_identity_without_consent(basis: LegalBasis, on: date) -> bool:
    """同意がなくても個人が分かる情報を開示できるか: only four bases, and only where the law was in force that day."""
    declared = DECLARATIONS[basis]
    return declared.opens_identity_without_consent and declared.wordings[0].since <= on


def secrecy_duty(basis: LegalBasis, member: SecrecyType, on: date) -> str:
    """守秘義務の文: what somebody confirms before seeing who a case is about, with that day's articles."""
    declared, wording = DECLARATIONS[basis], wording_on(basis, on)
    return (
        f"{declared.bound[member]}は、正当な理由なく、職務で知った秘密を漏らしてはなりません"
        f"（{declared.law}{wording.secrecy}）。離れた後も同じです。"
        f"違反したときは{wording.penalty}の定めがあります（同法{wording.penalty_article}）。"
    )
