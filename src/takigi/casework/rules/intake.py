"""受付の言葉: who spoke, and what the triage decides. Pure."""

from takigi.kernel.labelled import Labelled


class Speaker(Labelled):
    """話した人. What a family says is kept as what the family says (V19)."""

    PERSON = "person", "本人"
    SPOUSE = "spouse", "配偶者"
    CHILD = "child", "子ども"
    FAMILY = "family", "ほかの家族"
    VOLUNTEER = "volunteer", "民生委員・近所の方"
    PROFESSIONAL = "professional", "医療・介護の職員"
    OTHER = "other", "その他"


class Triage(Labelled):
    """振り分け (casework.md 1.1 行2). Whoever asks for an application gets one: nothing here delays it."""

    UNDECIDED = "undecided", "まだ決めない"
    CHECKLIST = "checklist", "基本チェックリスト"
    APPLICATION = "application", "要介護・要支援認定の申請"
    ADVICE = "advice", "情報をお伝えして終わり"
