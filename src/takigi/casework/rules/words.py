"""個別支援の言葉: the codes that notes, visits and goals are written in."""

from takigi.kernel.labelled import Labelled


class NoteKind(Labelled):
    """経過記録の種別."""

    VISIT = "visit", "訪問"
    PHONE = "phone", "電話"
    CONFERENCE = "conference", "サービス担当者会議"
    MONITORING = "monitoring", "モニタリング"
    OFFICE = "office", "来所"
    MESSAGE = "message", "連絡"
    OTHER = "other", "その他"


class FollowUpFinding(Labelled):
    """卒業後の確かめの結果."""

    CONTINUES = "continues", "元の生活を続けている"
    PARTLY = "partly", "一部むずかしくなった"
    SUPPORT_AGAIN = "support_again", "また支援が要る"
    UNREACHED = "unreached", "連絡がつかない"
