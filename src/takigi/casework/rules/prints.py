"""印刷のきまり: which sheets leave the house as paper or file, and what for. Pure."""

from takigi.casework.rules.states import CaseRefused
from takigi.kernel.labelled import Labelled


class PaperKind(Labelled):
    """帳票の種類."""

    GOALS = "goals", "目標の紙"
    PLAN = "plan", "介護予防サービス・支援計画書"
    EVALUATION = "evaluation", "サービス評価表"
    BASIC = "basic", "利用者基本情報"
    NOTES = "notes", "介護予防支援経過記録"
    HANDOVER = "handover", "引継書"
    CARE_PLAN_FILE = "care_plan_file", "ケアプランデータ連携のファイル（計画書）"
    BASIC_FILE = "basic_file", "ケアプランデータ連携のファイル（利用者基本情報）"


class PrintPurpose(Labelled):
    """何のために出すか. A paper that leaves the house does so for a reason (write matrix: EXPORT)."""

    PERSON = "person", "本人・家族に渡す"
    CONFERENCE = "conference", "サービス担当者会議で使う"
    OFFICE = "office", "事業所・居宅介護支援事業所に渡す"
    HANDOVER = "handover", "担当を引き継ぐ"
    FILE = "file", "センターの控えにする"
    OTHER = "other", "その他"


def check_purpose(purpose: PrintPurpose, note: str) -> str:
    """The reason as it is kept. 「その他」 says what for."""
    if purpose is not PrintPurpose.OTHER:
        return purpose.label
    if len(note.strip()) < 5:
        raise CaseRefused("「その他」のときは、何のために出すかを、あとで読む人に分かるように書いてください。")
    return note.strip()
